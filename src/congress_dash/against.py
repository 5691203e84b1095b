"""What was read of a file and what the books say in; what the two contradict each other in, out. The
store is asked each thing once, by `said_before`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from congress_dash import checks, knowledge, unsaid
from congress_dash.checks import Books, rates, totals
from congress_dash.clean_rows import Cleaned, CleanRow
from congress_dash.moment import EVERYTHING, Moment
from congress_dash.patience import go_on
from congress_dash.records import Change, FormId, Problem, Record, Severity, Sheet, address
from congress_dash.store import Store
from congress_dash.workbook import Table

Said = Mapping[str, Any]
InForce = Mapping[str, Said]  # by key
_NEVER = date.max
_OFTEN = 100  # rows


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows with the problems that only the books reveal, and what they would change there.

    missing: keys that an earlier report had and this file lacks. lost: columns it lacks though the
    books know their values, which therefore stay.
    """

    rows: list[CleanRow]
    changes: tuple[Change, ...]
    missing: tuple[str, ...]
    lost: list[Problem]


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What the books say, by key of a form: on the file's day, and of its cycle; and what else its rows
    are held against."""

    before: InForce
    newest: InForce
    books: Books


def said_before(store: Store, form: FormId, as_of: date) -> SaidBefore:
    """What the rows of a form are held against that has its numbers from that day."""
    moment = Moment(as_of, EVERYTHING)
    before = store.in_force(form, moment)
    newest = _newest(store, form, moment, before)
    return SaidBefore(before, newest, _books(store, form, moment, before))


def compared(
    rows: Sequence[CleanRow], tables: Sequence[Table], said: SaidBefore, reason: str | None
) -> Compared:
    """The rows of these tables against the books of that day; a backward move needs the reason."""
    before, newest, books = said.before, said.newest, said.books
    lacking = {table.sheet: _lacking(table) for table in tables} if before else {}
    if any(lacking.values()):
        rows = [_with_unsaid(row, before, lacking[row.row.sheet]) for row in rows]
    together = checks.across(((row.row, r) for row in rows for r in row.records), books)
    out, changes = [], []
    for number, row in enumerate(rows):
        if not number % _OFTEN:
            go_on()
        problems: list[Problem] = list(row.problems)
        moves: list[Change] = []
        for record in row.records:
            earlier = before.get(record.key)
            moved = _backward(record, earlier, newest) if earlier else None
            if moved and not reason:
                problems.append(checks.backward_problem(row.row, *moved))
            problems += checks.of_row(row.row, row.values or {}, record, books)
            moves.append(checks.change(record, earlier, is_backward=bool(moved)))
        if together:
            problems += together.get((row.row.sheet, row.row.number), ())
        if problems:
            row = replace(row, problems=checks.weighed(problems))
        if not problems or all(map(_holds_only_for_a_reason, row.problems)):
            changes += moves
        out.append(row)
    return Compared(out, tuple(changes), _missing(out, before), _lost_columns(tables, out, before))


def _with_unsaid(row: CleanRow, before: InForce, lacking: Collection[str]) -> CleanRow:
    known = [before.get(record.key) for record in row.records] if lacking else []
    if not any(known):
        return row
    told = [
        unsaid.kept(record, earlier, lacking) if earlier else record
        for record, earlier in zip(row.records, known, strict=True)
    ]
    return replace(row, records=tuple(told))


def _backward(record: Record, earlier: Said, newest: InForce) -> tuple[str, str] | None:
    """How a record falls behind what the books said; one that is not the newest may well do so."""
    last = newest.get(record.key)
    is_late = last is not None and last["upload"] != earlier["upload"]
    return None if is_late else checks.backward(record, earlier)


def _holds_only_for_a_reason(problem: Problem) -> bool:
    """Not an error, or one that a reason would settle: what the row changes is told all the same."""
    return problem.severity is not Severity.ERROR or problem.kind == "backward_move"


def _missing(rows: Iterable[CleanRow], before: InForce) -> tuple[str, ...]:
    """A row that waits is not missing; a visit that waits may be of several organisations."""
    if not before:
        return ()
    here: set[str | None] = set()
    visits: dict[date, list[CleanRow]] = defaultdict(list)
    for row in rows:
        here |= {row.key, *(record.key for record in row.records)}
        if row.waits and (day := (row.values or {}).get("visited_on")):
            visits[day].append(row)
    gone = before.keys() - here
    return tuple(sorted(key for key in gone if not _may_be_told(before[key], visits)))


def _may_be_told(before: Said, visits: Mapping[date, list[CleanRow]]) -> bool:
    return any(
        _may_tell(visit, before) for visit in visits.get(before.get("visited_on", _NEVER), ())
    )


def _may_tell(visit: CleanRow, before: Said) -> bool:
    """Any organisation its team saw on its day, where what stands there could not be read."""
    values, unit, team = visit.values or {}, before["unit"], before["team"]
    return team in values.get("team", (team,)) and unit in values.get("organisation", (unit,))


def _newest(store: Store, form: FormId, moment: Moment, before: InForce) -> InForce:
    """What is in force on the last day of the cycle that the books speak of; most files tell of a
    later one."""
    last = store.newest()
    is_last = last is None or last.as_of <= moment.as_of
    return before if is_last else store.in_force(form, moment, date.max)


def _books(store: Store, form: FormId, moment: Moment, before: InForce) -> Books:
    """What rows of that form are held against beside their own earlier reports."""

    def told(wanted: FormId) -> InForce:
        return before if wanted is form else store.in_force(wanted, moment)

    orgs = knowledge.organisations(store, moment)
    if form is FormId.CATALOGUE:
        return Books(moment.as_of, orgs, successors=checks.successors(before))
    if form in (FormId.DOCUMENTS, FormId.INSPECTIONS):
        return Books(moment.as_of, orgs)
    marks = store.ask("milestones", moment).to_dict("records")
    pauses = store.ask("pauses", moment).to_dict("records")
    days = {upload.upload: upload.as_of for upload in store.uploads()}
    progress = {} if form is FormId.PROGRESS else told(FormId.PROGRESS)
    results = told(FormId.RESULTS)
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
        bookings=told(FormId.SCHEDULE),
    )


def own_sums(
    found: Sequence[Sheet], tables: Sequence[Table], cleaned: Sequence[Cleaned]
) -> tuple[list[totals.Sum], list[Problem]]:
    """Totals and rates of every sheet that was read, and those that do not add up."""
    sheets = {sheet.name: sheet for sheet in found}
    sums: list[totals.Sum] = []
    problems: list[Problem] = []
    for table, read in zip(tables, cleaned, strict=True):
        lines = totals.Lines([row.number for row in table.rows], read.columns)
        sheet = sheets[table.sheet]
        own = totals.sums(sheet, table.totals, table.layout, lines)
        problems += totals.mismatches(own)
        problems += totals.unreadable(table.totals, table.layout)
        problems += rates.mismatches(sheet, table.columns, table.first_row, table.layout.rates,
                                     lines, table.totals)  # fmt: skip
        sums += own
    return sums, problems


def _lost_columns(
    tables: Sequence[Table], rows: Sequence[CleanRow], before: InForce
) -> list[Problem]:
    """Columns that a sheet lacks though the books know their values."""
    problems: list[Problem] = []
    for table in tables if before else ():
        at = address(table.first_row - 1, table.columns[table.layout.subject])
        lacking = checks.Lacking(table.sheet, at, _lacking(table))
        records: Iterable[Record] = (
            r for row in rows if row.row.sheet == table.sheet for r in row.records
        )
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
