"""The books in; the story and the values of every organisation out, slow and obvious."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from congress_dash.records import (
    Booking,
    Document,
    Finding,
    FormId,
    PartyOrg,
    Progress,
    Result,
    Scope,
    Visit,
)
from oracle_books import Answer, Books, Org, Word, entry_word, newest, said
from oracle_marks import marks
from oracle_papers import _documents, _drafts, finding_state, visits

_DATED = {
    FormId.PROGRESS: (
        "plan_issued_on",
        "submitted_on",
        "approved_on",
        "held",
        "held_on",
        "held_to",
    ),
    FormId.RESULTS: ("reported_on", "ratified_no", "ratified_on"),
    FormId.SCHEDULE: (),
}
_UNDATED = {
    FormId.PROGRESS: (
        "sub_cells", "sub_cells_held", "members", "plan_no", "plan_issued", "draft",
        "draft_in_progress", "comments", "planned_from", "planned_to", "planned_text",
        "congress_form", "pilot", "direct_election", "status", "note",
    ),
    FormId.RESULTS: ("convened", "present", "opinions"),
    FormId.SCHEDULE: ("booked_on", "booked_to", "session", "place"),
}  # fmt: skip
_CONGRESS = ("held", "held_on", "held_to")


_LISTED = (
    "name", "kind", "scope", "block", "members", "sub_cells", "status", "valid_from", "valid_to",
    "successor",
)  # fmt: skip


def known(books: Books) -> dict[str, PartyOrg]:
    """Every organisation that the catalogue has ever told of, and files may speak of."""
    return {org.unit: org for org, _ in _entries(books)}


def _entries(books: Books) -> Iterator[tuple[PartyOrg, int]]:
    """Those organisations as Danh mục has them on the day, and the upload that says so."""
    for words in books.words[FormId.CATALOGUE].values():
        word = entry_word(words, books.as_of)
        if word and isinstance(word.record, PartyOrg) and word.record.scope:
            yield word.record, word.upload


def _run(words: list[Word], field: str, until: date) -> tuple[Any, Word] | None:
    """The value that the newest report not after `until` says, and the first report of the
    unbroken run of reports that say the same."""
    told = sorted((w for w in words if w.as_of <= until), key=lambda w: (w.as_of, w.upload))
    values = [getattr(word.record, field) if word.record else None for word in told]
    if not values or values[-1] is None:
        return None
    at = len(values) - 1
    while at and values[at - 1] == values[-1]:
        at -= 1
    return values[-1], told[at]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def unit_values(books: Books) -> Iterator[Answer]:
    """What was reported, and what Danh mục says of the fields that nothing was reported of."""
    reported = list(_values_reported(books))
    told = {(row["unit"], row["field"]) for row in reported}
    yield from reported
    for org, upload in _entries(books):
        for field in _LISTED:
            value = getattr(org, field)
            if value is not None and (org.unit, field) not in told:
                yield {"unit": org.unit, "form": FormId.CATALOGUE.value, "field": field,
                       "value": _text(value), "upload": upload}  # fmt: skip


def _values_reported(books: Books) -> Iterator[Answer]:
    for form in _DATED:
        for unit, words in books.words[form].items():
            fields = [(name, date.max) for name in _DATED[form]]
            fields += [(name, books.as_of) for name in _UNDATED[form]]
            for field, until in fields:
                found = _run(words, field, until)
                if found and not _is_to_come(books, form, words, field, found[0]):
                    value, first = found
                    yield {"unit": unit, "form": form.value, "field": field,
                           "value": _text(value), "upload": first.upload}  # fmt: skip


def _is_to_come(books: Books, form: FormId, words: list[Word], field: str, value: Any) -> bool:
    """Days after the day looked at are not known yet, nor what hangs on them."""
    if field in _CONGRESS:
        counts_from = Org(None, words, books.as_of, None).held_on  # type: ignore[arg-type]
        return counts_from is not None and counts_from > books.as_of
    if field == "ratified_no":
        result = said(words)
        day = result.ratified_on if isinstance(result, Result) else None
        return day is not None and day > books.as_of
    return field in _DATED[form] and isinstance(value, date) and value > books.as_of


# --- the story ----------------------------------------------------------------------------------


def unit_story(books: Books) -> Iterator[Answer]:
    """What was reported of every organisation, and the marks of its level."""
    for unit, org in known(books).items():
        for event in (*_steps(books, unit), *_reports(books, unit), *_intended(books, unit),
                      *_seen(books, unit), *_marked(books, org)):  # fmt: skip
            yield _event(unit, *event)
    yield from _papers(books)


Told = tuple[Any, ...]


def _event(
    unit: str, event: str, state: str, day: date | None, until: date | None = None,
    subject: str | None = None, number: int | None = None, is_untold: bool = False,
) -> Answer:  # fmt: skip
    return {"unit": unit, "event": event, "state": state, "day": day, "until": until,
            "subject": subject, "number": number, "untold": is_untold}  # fmt: skip


def _steps(books: Books, unit: str) -> Iterator[Told]:
    words = books.words[FormId.PROGRESS].get(unit, [])
    org = Org(None, words, books.as_of, None)  # type: ignore[arg-type]
    for field, step in (("plan_issued_on", "plan_issued"), ("submitted_on", "submitted"),
                        ("approved_on", "approved")):  # fmt: skip
        if day := org.day_of(field):
            yield step, "done", day
    if org.held:
        latest = org.latest
        assert latest
        if latest.held_on:
            yield "official_session", "done", latest.held_on, latest.held_to
        else:
            yield "official_session", "told", org.held_on
    plan = _run(words, "plan_issued", books.as_of)
    if plan and plan[0] and not (org.latest and org.latest.plan_issued_on):
        yield "plan_issued", "told", plan[1].as_of
    result = said(books.words[FormId.RESULTS].get(unit, []))
    for field, step in (("reported_on", "result_reported"), ("ratified_on", "result_approved")):
        if books.came(result, field):
            yield step, "done", getattr(result, field)


def _reports(books: Books, unit: str) -> Iterator[Told]:
    """Drafts and comments of Biểu 01, whenever a report tells another number."""
    words = books.words[FormId.PROGRESS].get(unit, [])
    days = sorted({word.as_of for word in words if word.as_of <= books.as_of})
    reports = [said([w for w in words if w.as_of == day]) for day in days]
    before: Progress | None = None
    for day, report in zip(days, reports, strict=True):
        if not isinstance(report, Progress):
            continue
        told = (report.draft, report.draft_in_progress)
        if report.draft and (before is None or told != (before.draft, before.draft_in_progress)):
            state = "in_progress" if report.draft_in_progress else "told"
            yield "draft_n", state, day, None, "political_report", report.draft
        if report.comments and (before is None or report.comments != before.comments):
            yield "comment_round_k", "told", day, None, None, report.comments
        before = report


def _intended(books: Books, unit: str) -> Iterator[Told]:
    told = said(books.words[FormId.PROGRESS].get(unit, []), books.as_of)
    if isinstance(told, Progress):
        days = [day for day in (told.planned_from, told.planned_to) if day]
        if days or told.planned_text is not None:
            yield "planned", "planned", next(iter(days), None), max(days, default=None)
    booking = said(books.words[FormId.SCHEDULE].get(unit, []), books.as_of)
    if isinstance(booking, Booking):
        yield ("booked", "planned", booking.booked_on, booking.booked_to, str(booking.session))


def _seen(books: Books, unit: str) -> Iterator[Told]:
    for _, visit in visits(books):
        if visit.unit != unit:
            continue
        yield "visit", "done", visit.visited_on, None, visit.team
        then = said(books.words[FormId.INSPECTIONS][visit.key], books.as_of)
        for finding in visit.findings:
            found = (
                [f for f in then.findings if f.text == finding.text]
                if isinstance(then, Visit)
                else []
            )
            for told in found or [Finding(finding.text, None, finding.due_on, None)]:
                yield ("finding", finding_state(books, told), visit.visited_on, told.due_on,
                       visit.team, None, not found)  # fmt: skip


def _marked(books: Books, org: PartyOrg) -> Iterator[Told]:
    """Deadlines of its level; of the provincial committee itself every step that has a mark."""
    is_superior = org.scope is Scope.SUPERIOR
    level = _LEVELS.get(org.scope) if org.scope else None
    for mark in marks(books):
        is_step = mark.step is not None and is_superior
        if mark.level == level and (is_step or mark.milestone.startswith("Hoàn thành")):
            is_done = mark.done_on is not None and mark.done_on <= books.as_of
            day = mark.done_on if is_done else mark.due_on
            yield mark.step or "deadline", "done" if is_done else "due", day


_LEVELS = {
    Scope.DIRECT: "grassroots",
    Scope.COORDINATED: "coordinated",
    Scope.SUPERIOR: "superior",
}


def _papers(books: Books) -> Iterator[Answer]:
    """Drafts and rounds of Biểu 03; what has no day stands at that of its report."""
    told = sorted(
        _documents(books, books.as_of), key=lambda d: (d[0].as_of, d[0].upload, d[1].round)
    )
    orgs = known(books)
    for (unit, document), drafts in _drafts(books).items():
        for number, draft in drafts.items() if unit in orgs else ():
            state = "in_progress" if draft.in_progress else "done" if draft.issued_on else "told"
            day = draft.issued_on or _reported_on(told, unit, document, number)
            yield _event(unit, "draft_n", state, day, None, document, number)
    for _, paper in told:
        if paper.unit in orgs and _has_round(paper):
            words = books.words[FormId.DOCUMENTS][paper.key]
            last = newest(words, books.as_of)
            assert last
            first = min(w.as_of for w in words if w.as_of <= last.as_of
                        and isinstance(w.record, Document) and _has_round(w.record))  # fmt: skip
            yield _event(paper.unit, "comment_round_k", "told", first, None, paper.document,
                         paper.round)  # fmt: skip


def _has_round(paper: Document) -> bool:
    return bool(paper.comments or paper.sent)


def _reported_on(told: list[tuple[Word, Document]], unit: str, document: str, number: int) -> date:
    """The newest report that has this undated draft, of the document itself or of the whole set."""
    for name in (document, "document_set"):
        days = [
            word.as_of
            for word, paper in told
            if (paper.unit, paper.document) == (unit, name)
            and any(d.revision == number and d.issued_on is None for d in paper.drafts)
        ]
        if days:
            return days[-1]
    raise AssertionError((unit, document, number))
