"""Records, problems, answers and waiting rows in; rows of their tables in the books, out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import duckdb
import pyarrow as pa

from congress_dash import records
from congress_dash.records import Answer, FormId, Preview, Problem, Record, WaitingRow

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


Written = list[tuple[str, pa.Table]]  # table, rows


@dataclass(frozen=True, slots=True)
class Struck:
    """A key that is not reported any more."""

    key: str


def written(preview: Preview, by_field: Mapping[str, Sequence[Any]] | None = None) -> Written:
    """What an upload adds to each table, but for the upload's number; by_field: its records, where
    they are known by field."""
    struck = [Struck(key) for key in preview.struck]
    return [
        *(
            (
                TABLES[kind],
                columns([r for r in preview.records if type(r) is kind], by_field=by_field),
            )
            for kind in OF_FORM[preview.form]
        ),
        ("problems", columns(preview.problems)),
        ("answers", columns(preview.answers)),
        ("strikes", columns(struck, form=preview.form)),
        ("waiting_rows", columns(preview.waiting, form=preview.form)),
    ]


def columns(
    rows: Sequence[Record | Problem | WaitingRow | Answer | Struck],
    *,
    form: FormId | None = None,
    by_field: Mapping[str, Sequence[Any]] | None = None,
) -> pa.Table:
    """These rows by column, beside the form they are of if their table has one."""
    told = {"form": pa.repeat(form, len(rows))} if form else {}
    for name in (f.name for f in dataclasses.fields(rows[0])) if rows else ():
        values = by_field[name] if by_field else list(map(attrgetter(name), rows))
        if isinstance(values[0], tuple):
            values = [[_inner(each) for each in value] for value in values]
        told[name] = pa.array(values)
    return pa.table(told)


def append(cursor: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, upload: int) -> None:
    """Adds rows of that upload, if there are any."""
    if not rows.num_rows:
        return
    cursor.register("said", rows)
    names = ", ".join(f'"{name}"' for name in rows.column_names)
    cursor.execute(
        f"INSERT INTO books.{table} (upload, {names}) SELECT $upload, {names} FROM said",
        {"upload": upload},
    )
    cursor.unregister("said")


def _inner(part: object) -> object:
    """A record inside a record as its fields; a word as it is."""
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        return dataclasses.asdict(part)
    return part
