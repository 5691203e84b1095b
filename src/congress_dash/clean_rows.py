"""A row of a form after reading; and what rows are only together: keys named twice, visits told over
several rows, sheets put one after the other. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from congress_dash.forms import Layout
from congress_dash.forms.form import Made
from congress_dash.readers import Odd, typed
from congress_dash.records import (
    Decision,
    Problem,
    Record,
    Row,
    Severity,
    Visit,
    WaitingRow,
    of_many,
)

UNREAD = object()  # what a cell says that nobody could read


class Said(Mapping[str, Any]):
    """What one row says by field; it stands in columns that many rows share."""

    __slots__ = ("at", "columns")

    def __init__(self, columns: Mapping[str, Sequence[Any]], at: int) -> None:
        self.columns, self.at = columns, at

    def __getitem__(self, field: str) -> Any:
        return self.columns[field][self.at]

    def get(self, field: str, otherwise: Any = None) -> Any:
        """As of any mapping, only sooner."""
        column = self.columns.get(field)
        return otherwise if column is None else column[self.at]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


@of_many
class CleanRow:
    """One row after reading; `unit` and `key` are None where nobody knows whose row it is."""

    row: Row
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]
    unit: str | None = None
    key: str | None = None
    values: Mapping[str, Any] | None = None

    @property
    def waits(self) -> bool:
        problems = self.problems
        return bool(problems) and any(p.severity is Severity.ERROR for p in problems)

    @property
    def waiting(self) -> WaitingRow:
        key = self.records[0].key if len(self.records) == 1 else self.key
        errors = (p.kind for p in self.problems if p.severity is Severity.ERROR)
        kinds = ", ".join(dict.fromkeys(errors))
        return WaitingRow(self.row.sheet, self.row.number, self.unit, key, kinds)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The rows of one table; `columns`: field → what each of them says, or `UNREAD`.

    made: their records, where all rows were taken as they stand and no two of one key.
    """

    rows: list[CleanRow]
    columns: Mapping[str, Sequence[Any]]
    made: Made | None = None


def problem_at(row: Row, field: str, odd: Odd, severity: Severity = Severity.ERROR) -> Problem:
    """What is odd about that cell of the row; about its first cell where it has no such column."""
    cell = row.cells.get(field) or next(iter(row.cells.values()))
    return Problem(row.sheet, cell.address, field, typed(cell.value), severity, odd.kind, str(odd))


def without_repeats(rows: list[CleanRow], layout: Layout) -> list[CleanRow]:
    """Rows that name a key already named wait, all of them; a second finding of a visit joins."""
    claimed = list(map(_claims, rows))
    counts = Counter(chain.from_iterable(claimed))
    repeated = {claim for claim, count in counts.items() if count > 1}
    if repeated:
        odd = Odd("duplicate_row", "Dòng này trùng với dòng khác trong tệp. Hãy giữ một dòng.")
        rows = [
            replace(row, problems=(*row.problems, problem_at(row.row, layout.subject, odd)))
            if not repeated.isdisjoint(own)
            else row
            for row, own in zip(rows, claimed, strict=True)
        ]
    return _joined(rows)


def _claims(row: CleanRow) -> Collection[str]:
    """What a row claims to be the only one to say."""
    if not row.records:
        return (row.key,) if row.key else ()
    if len(row.records) == 1 and not isinstance(row.records[0], Visit):
        return (row.records[0].key,)
    return {
        f"{r.key}|{'|'.join(f.text for f in r.findings)}" if isinstance(r, Visit) else r.key
        for r in row.records
    }


def _joined(rows: list[CleanRow]) -> list[CleanRow]:
    """Visits told over several rows (one finding each) share the session of the first."""
    first = next((row.records[0] for row in rows if row.records), None)
    if not isinstance(first, Visit):
        return rows
    sessions: dict[str, int] = {}

    def joined(record: Record) -> Record:
        if not isinstance(record, Visit):
            return record
        return replace(record, session=sessions.setdefault(record.key, record.session))

    return [replace(row, records=tuple(map(joined, row.records))) for row in rows]


def apart(tables: Iterable[list[CleanRow]]) -> list[CleanRow]:
    """The rows of several sheets together; row 12 of one and of another are two sessions."""
    rows: list[CleanRow] = []
    for table in tables:
        before = max((row.row.number for row in rows), default=0)
        rows += (
            table
            if not before
            else [
                replace(row, records=tuple(_later(record, before) for record in row.records))
                for row in table
            ]
        )
    return rows


def _later(record: Record, before: int) -> Record:
    if not isinstance(record, Visit):
        return record
    return replace(record, session=record.session + before)


def merged(records: Iterable[Record]) -> tuple[Record, ...]:
    """One record per key: the findings of a visit told over several rows together."""
    records = tuple(records)
    if len({record.key for record in records}) == len(records):
        return records
    by_key: dict[str, Record] = {}
    for record in records:
        earlier = by_key.get(record.key)
        if isinstance(earlier, Visit) and isinstance(record, Visit):
            record = replace(earlier, findings=earlier.findings + record.findings)
        by_key[record.key] = record
    return tuple(by_key.values())
