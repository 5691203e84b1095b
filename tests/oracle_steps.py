"""The books in; where each organisation stands, who is late, who reported last, out (contract §5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from congress_dash.records import FormId, Record, Scope, WaitingRow
from oracle_books import Accepted, Answer, Books, Org, newest, said
from oracle_marks import days_late, marks


def late_units(books: Books) -> Iterator[Answer]:
    """Settled: late against the planned congress day; the step is the next after the last done."""
    for org in books.followed():
        due = org.told.planned_to if org.told else None
        waits = org.held or org.not_reported or org.status is not None
        late = days_late(books, due, None)
        if not late or waits:
            continue
        if org.day_of("approved_on"):
            step = "official_session"
        else:
            step = "approved" if org.day_of("submitted_on") else "submitted"
        yield {
            **named(org),
            "step": step,
            "due_on": due,
            "days_late": late,
        }


def unit_steps(books: Books) -> Iterator[Answer]:
    """The matrix: eight steps of every organisation, then those of the provincial committee."""
    for org in books.orgs():
        result = said(books.words[FormId.RESULTS].get(org.unit, []))
        reported, ratified = (
            getattr(result, name) if books.came(result, name) else None
            for name in ("reported_on", "ratified_on")
        )
        done = {
            "plan_issued": org.day_of("plan_issued_on"),
            "draft_n": None,
            "comment_round_k": None,
            "submitted": org.day_of("submitted_on"),
            "approved": org.day_of("approved_on"),
            "official_session": org.held_on if org.held else None,
            "result_reported": reported,
            "result_approved": ratified,
        }
        state = books.state(org)
        is_counted = org.status is None and not org.not_reported
        for step, done_on in done.items():
            planned = org.told.planned_to if org.told and step == "official_session" else None
            late = days_late(books, planned, done_on) if is_counted else None
            writing = org.told and org.told.draft_in_progress and step == "draft_n"
            number = org.told.draft if org.told and writing else None
            yield {**_step(named(org), step, planned, done_on, state, late), "in_progress": number}
    if not books.view.is_narrowed:
        yield from _own_steps(books)


def _own_steps(books: Books) -> Iterator[Answer]:
    for mark in marks(books):
        for org in books.listed(Scope.SUPERIOR) if mark.step else ():
            own = {"unit": org.unit, "name": org.name, "block": org.block}
            done = mark.done_on if mark.done_on and mark.done_on <= books.as_of else None
            late = days_late(books, mark.due_on, done)
            yield {
                **_step(own, mark.step, mark.due_on, done, None, late),
                "in_progress": None,
            }


def _step(
    whose: Answer,
    step: str | None,
    planned: date | None,
    done: date | None,
    state: str | None,
    late: int | None,
) -> Answer:
    days = {"planned_on": planned, "done_on": done, "state": state, "days_late": late}
    return {**whose, "step": step, **days}


def named(org: Org) -> Answer:
    return {"unit": org.unit, "name": org.listed.name, "block": org.block}


def freshness(books: Books) -> Iterator[Answer]:
    for org in books.orgs():
        word = newest(org.words, books.as_of)
        known = word if word and word.record else None
        yield {
            "unit": org.unit,
            "name": org.listed.name,
            "last_as_of": known.as_of if known else None,
            "upload": known.upload if known else None,
            "waiting": sum(row.unit == org.unit for _, row in _waiting(books)),
        }


def waiting_rows(books: Books) -> Iterator[Answer]:
    """Every row that waits: pages say how many."""
    for upload, row in _waiting(books):
        if row.unit is not None and not books.is_in_view(row.unit):
            continue
        yield {"upload": upload.upload, "form": upload.form, "unit": row.unit}


def _waiting(books: Books) -> Iterator[tuple[Accepted, WaitingRow]]:
    """Settled: a row waits until a newer report of its form says its key, or has it wait in turn.

    Of a row without a key, any newer row of its organisation; without that, any of the form.
    """
    for upload in books.uploads:
        for row in upload.waiting:
            newer = [
                record
                for other in books.uploads
                if other.form == upload.form
                and (upload.as_of, upload.upload) < (other.as_of, other.upload)
                and other.as_of <= books.as_of
                for record in (*other.records, *other.waiting)
            ]
            if upload.as_of <= books.as_of and not any(_says(row, record) for record in newer):
                yield upload, row


def _says(row: WaitingRow, record: Record | WaitingRow) -> bool:
    """Whether a newer record settles a row that waits."""
    if row.key is not None:
        return row.key == record.key
    return row.unit in (None, getattr(record, "unit", None))
