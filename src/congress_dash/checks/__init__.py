"""Cleaned rows and what the books say in, problems out: what does not fit together. Pure.

One file per form, and `totals` for what a sheet says of itself. A check names its kind and says
what to do; how serious a kind is stands in reference/checks.csv, and `weighed` applies it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from congress_dash.checks import catalogue, documents, progress, results, schedule, visits
from congress_dash.checks.books import (
    Books,
    congresses,
    done_on,
    last_days,
    still_due_on,
    successors,
)
from congress_dash.checks.changes import (
    Lacking,
    backward,
    backward_problem,
    change,
    missing_columns,
)
from congress_dash.checks.flags import weighed
from congress_dash.records import (
    Alias,
    Booking,
    Document,
    PartyOrg,
    Problem,
    Progress,
    Record,
    Result,
    Row,
    Visit,
)

__all__ = [
    "Books", "Lacking", "across", "backward", "backward_problem", "change", "congresses", "done_on",
    "last_days", "missing_columns", "of_row", "still_due_on", "successors",
    "weighed",
]  # fmt: skip

_OF_ROW: dict[type, Callable[[Row, Any, Books], Iterator[Problem]]] = {
    Progress: progress.odd,
    Result: results.odd,
    Document: documents.odd,
    Visit: visits.odd,
    Booking: schedule.odd,
}


def of_row(row: Row, values: Mapping[str, Any], record: Record, books: Books) -> list[Problem]:
    """What one row says that does not fit together or contradicts the books."""
    check = _OF_ROW.get(type(record))
    found = list(check(row, record, books)) if check else []
    if type(record) is Progress and (kind := values.get("kind")):
        found += progress.kind_differs(row, kind, record.unit, books)
    return found


def across(
    rows: Iterable[tuple[Row, Record]], books: Books
) -> dict[tuple[str, int], list[Problem]]:
    """What only several rows together reveal, by sheet and number of the row it stands in."""
    bookings: list[tuple[Row, Booking]] = []
    entries: list[tuple[Row, Record]] = []
    for row, record in rows:
        if type(record) is Progress:
            continue  # many, and none that another row could contradict
        if isinstance(record, Booking):
            bookings.append((row, record))
        elif isinstance(record, (PartyOrg, Alias)):
            entries.append((row, record))
    found: dict[tuple[str, int], list[Problem]] = defaultdict(list)
    for row, problem in (*schedule.clashes(bookings, books), *catalogue.odd(entries, books)):
        found[row.sheet, row.number].append(problem)
    return found
