"""Records, problems, answers and waiting rows in; rows of their tables in the books, out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import duckdb
import pyarrow as pa

from congress_dash import records
from congress_dash.records import Answer, FormId, Problem, Record, WaitingRow

TABLES: dict[type, str] = {
    records.PartyOrg: "orgs",
    records.Alias: "aliases",
    records.Milestone: "milestones",
    records.Pause: "pauses",
    records.Holiday: "holidays",
    records.Team: "teams",
    records.Cycle: "cycles",
    records.Progress: "progress",
    records.Result: "results",
    records.Document: "documents",
    records.Visit: "visits",
    records.Booking: "bookings",
}
OF_FORM: dict[FormId, tuple[type, ...]] = {
    FormId.CATALOGUE: tuple(TABLES)[:7],
    FormId.PROGRESS: (records.Progress,),
    FormId.RESULTS: (records.Result,),
    FormId.DOCUMENTS: (records.Document,),
    FormId.INSPECTIONS: (records.Visit,),
    FormId.SCHEDULE: (records.Booking,),
}


@dataclass(frozen=True, slots=True)
class Struck:
    """A key that is not reported any more."""

    key: str


def append(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    rows: Sequence[Record | Problem | WaitingRow | Answer | Struck],
    same: Mapping[str, object],
) -> None:
    """Adds these rows, column by column; `same` stands in every one of them."""
    if not rows:
        return
    columns = {name: pa.repeat(value, len(rows)) for name, value in same.items()}
    for name in (f.name for f in dataclasses.fields(rows[0])):
        values = list(map(attrgetter(name), rows))
        if isinstance(values[0], tuple):
            values = [[_inner(each) for each in value] for value in values]
        columns[name] = pa.array(values)
    cursor.register("said", pa.table(columns))
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(f"INSERT INTO books.{table} ({names}) SELECT {names} FROM said")
    cursor.unregister("said")


def _inner(part: object) -> object:
    """A record inside a record as its fields; a word as it is."""
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        return dataclasses.asdict(part)
    return part
