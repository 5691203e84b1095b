"""The store and an upload in; what it would move on the pages, out: before, and after a trial rolled
back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from congress_dash.moment import EVERYTHING, Moment
from congress_dash.records import FormId, Preview, Tally
from congress_dash.store import Store, Written

MOVING = {FormId.PROGRESS, FormId.RESULTS, FormId.SCHEDULE}  # forms that states follow from
Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the books stand at their newest moment, before anything is accepted."""

    moment: Moment
    held: list[dict[str, Any]]
    states: Any  # as the store compares them
    is_told: bool  # whether any Biểu 01 speaks


@lru_cache(maxsize=2)
def standing(store: Store, revision: int) -> Standing | None:
    """None of empty books; `revision` keeps it fresh, for a file is often looked at several times."""
    newest = store.newest()
    return _standing_at(newest, store) if newest else None


def _standing_at(newest: Moment, store: Store) -> Standing:
    held = store.ask("held", newest).to_dict("records")
    return Standing(newest, held, store.states(newest), not store.ask("report_days", newest).empty)


def cycle_starts(store: Store) -> list[date]:
    """The first days of the cycles that the books know."""
    told = store.ask("cycles", Moment(date.max, EVERYTHING)).to_dict("records")
    return [cycle["starts_on"] for cycle in told]


def effect(
    store: Store, before: Standing, starts: Iterable[date], preview: Preview, rows: Written
) -> dict[str, Any]:
    """What moves on the pages, as fields of the preview; rows: what it would write."""
    if any(before.moment.as_of < day <= preview.as_of for day in starts):
        # the first report of a cycle: held against that cycle, in which nobody has reported yet
        before = _standing_at(replace(before.moment, as_of=preview.as_of), store)
    with store.trial(preview, rows) as books:
        moves, held = books.moves(before.states)
    moved: dict[str, Any] = {"moves": moves, "tallies": tallies(before.held, held)}
    if preview.form is FormId.PROGRESS:
        direct = next(tally for tally in moved["tallies"] if tally.level == "grassroots")
        was = f"{direct.held_before}/{direct.total_before}" if before.is_told else None
        moved["headline_before"] = was
        moved["headline_after"] = f"{direct.held_after}/{direct.total_after}"
    return moved


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
