"""The books in; what leaders ask next out: who waits, what comes again, what wants a word."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from congress_dash.records import Finding, FormId, Scope, Visit
from oracle_books import Answer, Books, Org, said
from oracle_calendar import overdue, upcoming
from oracle_marks import days_late, marks
from oracle_papers import current_drafts, finding_state, visits, worst_of
from oracle_steps import late_units, named

SOURCE = Path(__file__).parents[1] / "src" / "congress_dash"
LISTED = list(
    csv.DictReader((SOURCE / "reference" / "finding_categories.csv").open(encoding="utf-8"))
)
CATEGORIES = [line["id"] for line in LISTED]
STATES = ("fixed", "open", "overdue")
WEIGHTS = {
    "late_congress": 60, "never_visited": 55, "not_approved": 40, "finding_overdue": 35,
    "not_booked": 30, "stuck_document": 20, "not_reported": 10,
    "clash": 40, "report_overdue": 38, "ratification_overdue": 36,
}  # fmt: skip
AFTER = {"not_approved": 14, "not_booked": 7}
STUCK, AHEAD = 14, 14


def category(text: str) -> str:
    """Settled: the first listed category one of whose phrases stands in the text, word by word."""
    words = _bare(text)
    for line in LISTED:
        for phrase in filter(None, line["also"].split("|")):
            wanted = _bare(phrase)
            if wanted in [words[at : at + len(wanted)] for at in range(len(words))]:
                return line["id"]
    return "other"


def _bare(text: str) -> list[str]:
    """The words without marks and capitals."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.findall(r"[a-z0-9]+", "".join(c for c in letters if not unicodedata.combining(c)))


# --- waiting and balance --------------------------------------------------------------------------


def unit_funnel(books: Books) -> Iterator[Answer]:
    """Settled: rungs without a day of their own (drafts, comments, bookings, side states) have none."""
    for org in books.followed():
        rung = books.state(org)
        since = _since(books, org, rung)
        wait, waits_since = _waits(books, org)
        yield {
            **named(org),
            "rung": rung,
            "since": since,
            "days": _days(books, since),
            "waits_for": wait,
            "waits_since": waits_since,
            "waits_days": _days(books, waits_since),
        }


def _days(books: Books, since: date | None) -> int | None:
    return (books.as_of - since).days if since else None


def _since(books: Books, org: Org, rung: str) -> date | None:
    result = said(books.words[FormId.RESULTS].get(org.unit, []))
    days = {
        "planned": org.latest.plan_issued_on if org.latest else None,
        "submitted": org.day_of("submitted_on"),
        "approved": org.day_of("approved_on"),
        "held": org.held_on,
        "reported": getattr(result, "reported_on", None),
        "ratified": getattr(result, "ratified_on", None),
    }
    return days.get(rung)


def _waits(books: Books, org: Org) -> tuple[str | None, date | None]:
    """Whose word it waits for; nobody's once it met, was stopped or did not report."""
    if org.held or org.not_reported or org.status is not None:
        return None, None
    approved, submitted = org.day_of("approved_on"), org.day_of("submitted_on")
    if approved:
        return ("scheduled", approved) if books.booked_on(org) is None else (None, None)
    return ("approved", submitted) if submitted else (None, None)


def balance(books: Books) -> Iterator[Answer]:
    groups: dict[tuple[str, str | None, str], list[Org]] = defaultdict(list)
    for org in books.orgs():
        groups[org.level, org.block, str(org.listed.kind)].append(org)
    for (level, block, kind), orgs in groups.items():
        places = Counter(_place(books, org) for org in orgs)
        names = ("held", "scheduled", "unscheduled", "not_reported", "excluded")
        yield {
            "level": level,
            "block": block,
            "kind": kind,
            **{name: places[name] for name in names},
            "total": len(orgs) - places["excluded"],
            "listed": len(orgs),
        }


def _place(books: Books, org: Org) -> str:
    if org.is_stopped:
        return "excluded"
    if org.held:
        return "held"
    if org.not_reported:
        return "not_reported"
    return "scheduled" if books.booked_on(org) else "unscheduled"


# --- findings -------------------------------------------------------------------------------------

State = tuple[str, bool]
Found = dict[tuple[int, int, str], list[tuple[Visit, State]]]


def _found(books: Books) -> Found:
    """Every finding with the visits it was told of, its state there, and whether a report by the day told it."""
    found: Found = defaultdict(list)
    for word, visit in visits(books):
        then = said(books.words[FormId.INSPECTIONS][visit.key], books.as_of)
        known = {f.text: f for f in then.findings} if isinstance(then, Visit) else {}
        for finding in visit.findings:
            told = known.get(finding.text) or Finding(finding.text, None, finding.due_on, None)
            found[word.upload, visit.session, finding.text].append(
                (visit, (finding_state(books, told), finding.text in known))
            )
    return found


def finding_categories(books: Books) -> Iterator[Answer]:
    told = [
        (category(text), *worst_of(state for _, state in those), {visit.unit for visit, _ in those})
        for (_, _, text), those in _found(books).items()
    ]
    for name in CATEGORIES:
        for state in ("all", *STATES):
            meant = [(is_told, u) for c, s, is_told, u in told if c == name and state in ("all", s)]
            units = [u for _, u in meant]
            yield {
                "category": name,
                "state": state,
                "count": len(units),
                "units": len(set().union(*units)),
                "untold": sum(not is_told for is_told, _ in meant),
            }


def findings_by_month(books: Books) -> Iterator[Answer]:
    """Settled: months without a finding between the first and as_of are there, with zeros."""
    told: Counter[tuple[date, str, bool]] = Counter()
    for those in _found(books).values():
        month = min(visit.visited_on for visit, _ in those).replace(day=1)
        told[(month, *worst_of(state for _, state in those))] += 1
    month = min((month for month, *_ in told), default=date.max)
    while month <= books.as_of:
        for state in STATES:
            untold = told[month, state, False]
            yield {"month": month, "state": state, "count": told[month, state, True] + untold,
                   "untold": untold}  # fmt: skip
        month = (month + timedelta(days=31)).replace(day=1)


def unit_visits(books: Books) -> Iterator[Answer]:
    told = [visit for _, visit in visits(books)]
    for org in books.followed():
        for visit in told:
            if visit.unit == org.unit:
                yield {**named(org), "visited_on": visit.visited_on, "team": visit.team}


def lessons(books: Books) -> Iterator[Answer]:
    """Settled: what is found at an organisation counts whenever it was found; "none" needs a visit
    after the conference. The pilots of everybody teach, also to a view that leaves them out."""
    day = _conference(books)
    whole = replace(books, view=replace(books.view, scope=None, block=None, kind=None))
    pilots = {org.unit for org in whole.orgs() if org.is_pilot}
    found = _found(whole)
    taught = {
        category(text)
        for (_, _, text), those in found.items()
        for visit, _ in those
        if visit.unit in pilots and visit.visited_on <= (day or books.as_of)
    } - {"other"}
    seen = {v.unit for _, v in visits(books) if day is None or v.visited_on > day}
    for org in books.followed():
        for lesson in taught if org.unit not in pilots else ():
            states = [
                state
                for (_, _, text), those in found.items()
                for visit, state in those
                if visit.unit == org.unit and category(text) == lesson
            ]
            quiet = ("none" if org.unit in seen else "unvisited", True)
            state, is_told = worst_of(states) if states else quiet
            yield {"lesson": lesson, **named(org), "state": state, "untold": not is_told}


def _conference(books: Books) -> date | None:
    """The first day the lessons conference is known or due by, once it has come."""
    days = [
        mark.done_on or mark.due_on
        for mark in marks(books)
        if (mark.level, mark.step) == ("superior", "lessons_conference")
    ]
    return min((day for day in days if day <= books.as_of), default=None)


# --- what wants a word ----------------------------------------------------------------------------


def to_direct(books: Books) -> Iterator[Answer]:
    """Settled: days beyond what is tolerated, weighed; of a coming congress the days that are gone."""
    for org in books.followed():
        for kind, since, count, due in _troubles(books, org):
            days = _days_of(books, kind, since)
            if days is None or days > AFTER.get(kind, 0):
                yield _trouble(books, org.unit, org.listed.name, kind, since, count, due)
    for own in books.listed(Scope.SUPERIOR) if not _provincial_held(books) else ():
        yield from _stuck(books, own.unit, own.name)
    yield from _overdue_results(books)
    yield from _clashes(books)


def _overdue_results(books: Books) -> Iterator[Answer]:
    """Settled: their days are working days."""
    kinds = {"result_reported": "report_overdue", "result_approved": "ratification_overdue"}
    names = {org.unit: org.listed.name for org in books.followed()}
    for unit, (step, due, days) in overdue(books).items():
        kind = kinds[step]
        yield {"unit": unit, "name": names[unit], "kind": kind, "since": due, "days": days, "count": 1,
               "due_on": None, "score": WEIGHTS[kind] + days}  # fmt: skip


def _clashes(books: Books) -> Iterator[Answer]:
    for row in upcoming(books):
        day, who = row["date"], row["clash_who"]
        if isinstance(who, str) and isinstance(day, date) and (day - books.as_of).days <= AHEAD:
            count = len(who.split("; "))
            yield _trouble(books, str(row["unit"]), str(row["name"]), "clash", None, count, day)


def _days_of(books: Books, kind: str, since: date | None) -> int | None:
    """Days of a pause make no congress late."""
    return days_late(books, since, None) if kind == "late_congress" else _days(books, since)


def _trouble(
    books: Books, unit: str, name: str, kind: str, since: date | None, count: int, due: date | None
) -> Answer:
    days = _days_of(books, kind, since)
    points = AHEAD - (due - books.as_of).days if due else days or 0
    return {"unit": unit, "name": name, "kind": kind, "since": since, "days": days, "count": count,
            "due_on": due, "score": WEIGHTS[kind] + points}  # fmt: skip


def _troubles(books: Books, org: Org) -> Iterator[tuple[str, date | None, int, date | None]]:
    for late in late_units(books):
        if late["unit"] == org.unit:
            yield "late_congress", late["due_on"], 1, None  # type: ignore[misc]
    wait, since = _waits(books, org)
    if wait:
        yield {"approved": "not_approved", "scheduled": "not_booked"}[wait], since, 1, None
    overdue = _overdue(books, org.unit)
    if overdue:
        yield "finding_overdue", min(overdue), len(overdue), None
    booked = books.booked_on(org)
    unseen = org.unit not in {visit.unit for _, visit in visits(books)}
    open_ = not org.held and org.status is None
    soon = booked is not None and 0 <= (booked - books.as_of).days <= AHEAD
    if open_ and soon and unseen and _inspections_sent(books):
        yield "never_visited", None, 1, booked
    if open_:
        for stuck in _stuck(books, org.unit, org.listed.name):
            yield "stuck_document", stuck["since"], stuck["count"], None  # type: ignore[misc]
    if org.not_reported:
        yield "not_reported", org.last_as_of, 1, None


def _inspections_sent(books: Books) -> bool:
    """Settled: by the day, or that a later one tells of a visit by then."""
    sent = (u.as_of for u in books.uploads if u.form is FormId.INSPECTIONS)
    return any(day <= books.as_of for day in sent) or bool(list(visits(books)))


def _overdue(books: Books, unit: str) -> list[date]:
    """The days by which findings of this organisation, told by the day, should have been put right."""
    days = []
    for _, visit in visits(books):
        if visit.unit != unit:
            continue
        then = said(books.words[FormId.INSPECTIONS][visit.key], books.as_of)
        known = {f.text: f for f in then.findings} if isinstance(then, Visit) else {}
        for finding in visit.findings:
            told = known.get(finding.text)
            if told and finding_state(books, told) == "overdue" and told.due_on:
                days.append(told.due_on)
    return days


def _stuck(books: Books, unit: str, name: str) -> Iterator[Answer]:
    old = [
        draft["issued_on"]
        for draft in current_drafts(books)
        if draft["unit"] == unit and (draft["days_since"] or 0) > STUCK  # type: ignore[operator]
    ]
    if old:
        since: date = min(old)  # type: ignore[type-var, assignment]
        yield _trouble(books, unit, name, "stuck_document", since, len(old), None)


def _provincial_held(books: Books) -> bool:
    return any(
        (mark.level, mark.step) == ("superior", "official_session")
        and mark.done_on is not None
        and mark.done_on <= books.as_of
        for mark in marks(books)
    )
