"""Answers to `held` before and after a trial in; the headline figures that moved out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from congress_dash.records import Tally

Rows = Iterable[Mapping[str, Any]]


def tallies(before: Rows, after: Rows) -> tuple[Tally, ...]:
    """Held and total of every level, all kinds of organisation together."""
    earlier = {row["level"]: row for row in before if row["kind"] == "all"}
    return tuple(
        Tally(
            row["level"],
            earlier[row["level"]]["held"] if row["level"] in earlier else 0,
            earlier[row["level"]]["total"] if row["level"] in earlier else 0,
            row["held"],
            row["total"],
        )
        for row in after
        if row["kind"] == "all"
    )
