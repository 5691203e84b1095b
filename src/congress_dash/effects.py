"""Answers before and after a trial in; what moved on the pages out. Pure.

Rows are those of the questions `unit_states` and `held`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from congress_dash.records import Move, Tally

Rows = Iterable[Mapping[str, Any]]


def moves(before: Rows, after: Rows) -> tuple[Move, ...]:
    """Every organisation known on both days whose state differs."""
    earlier = {row["unit"]: row["state"] for row in before}
    return tuple(
        Move(row["unit"], row["level"], earlier[row["unit"]], row["state"])
        for row in after
        if row["unit"] in earlier and earlier[row["unit"]] != row["state"]
    )


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
