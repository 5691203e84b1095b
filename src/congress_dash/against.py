"""What was read of a file and the store in; what `checks` holds it against, out. Each asked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from congress_dash import checks
from congress_dash.checks import Books, rates, totals
from congress_dash.cleaning import CleanRow
from congress_dash.moment import Moment
from congress_dash.records import FormId, Problem, Sheet, address
from congress_dash.store import Store
from congress_dash.workbook import Table


def books(store: Store, form: FormId, moment: Moment, named: Iterable[Mapping[str, Any]]) -> Books:
    """What rows of that form are held against beside their own earlier reports.

    named: the rows of the question `names` at that moment.
    """
    orgs = checks.orgs(named)
    if form in (FormId.CATALOGUE, FormId.DOCUMENTS, FormId.INSPECTIONS):
        return Books(moment.as_of, orgs)
    marks = store.ask("milestones", moment).to_dict("records")
    pauses = store.ask("pauses", moment).to_dict("records")
    days = {upload.upload: upload.as_of for upload in store.uploads()}
    progress = {} if form is FormId.PROGRESS else store.in_force(FormId.PROGRESS, moment)
    results = store.in_force(FormId.RESULTS, moment)
    opened = store.ask("sub_cells_open", moment).to_dict("records")
    return Books(
        as_of=moment.as_of,
        orgs=orgs,
        pauses=tuple((pause["starts_on"], pause["ends_on"]) for pause in pauses),
        lessons_on=checks.done_on(marks, "lessons_conference")
        or checks.still_due_on(marks, "lessons_conference", moment.as_of),
        superior_on=checks.done_on(marks, "official_session"),
        last_days=checks.last_days(marks),
        open_on={row["unit"]: row["last_open_on"] for row in opened},
        progress=checks.congresses(progress, days),
        results={said["unit"]: said["held_on"] for said in results.values() if said["held_on"]},
        bookings=store.in_force(FormId.SCHEDULE, moment),
    )


def own_sums(
    found: Sequence[Sheet], tables: Sequence[Table], rows: Sequence[CleanRow]
) -> tuple[list[totals.Sum], list[Problem]]:
    """Totals and rates of every sheet that was read, and those that do not add up."""
    sheets = {sheet.name: sheet for sheet in found}
    sums: list[totals.Sum] = []
    problems: list[Problem] = []
    for table in tables:
        said = {r.row.number: r.values or {} for r in rows if r.row.sheet == table.sheet}
        sheet = sheets[table.sheet]
        own = totals.sums(sheet, table.totals, table.layout, said)
        problems += totals.mismatches(own)
        problems += totals.unreadable(table.totals, table.layout)
        problems += rates.mismatches(sheet, table.columns, table.first_row, table.layout.rates,
                                     said, table.totals)  # fmt: skip
        sums += own
    return sums, problems


def lost_columns(
    tables: Sequence[Table], rows: Sequence[CleanRow], before: Mapping[str, Mapping[str, Any]]
) -> list[Problem]:
    """Columns that a sheet lacks though the books know their values."""
    problems: list[Problem] = []
    for table in tables if before else ():
        at = address(table.first_row - 1, table.columns[table.layout.subject])
        lacking = checks.Lacking(table.sheet, at, _lacking(table))
        records = (r for row in rows if row.row.sheet == table.sheet for r in row.records)
        problems += checks.missing_columns(lacking, records, before)
    return problems


def _lacking(table: Table) -> dict[str, str]:
    """Field → heading; members in two columns lack no column of members."""
    has = {*table.columns, *(["members"] if "members_full" in table.columns else ())}
    return {
        column.field: column.headings[0].split(" / ")[-1]
        for column in table.layout.columns
        if column.field not in has
    }
