"""The books in; the clocks after a congress and the congresses ahead, out (contract §5).

Days are counted one by one. Limits and roles come from the lists, as an administrator may change them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from congress_dash import reference
from congress_dash.moment import EVERYBODY
from congress_dash.records import Booking, FormId, Holiday, Result
from congress_dash.reference import roles
from oracle_books import Answer, Books, Org, said

ONE_DAY = timedelta(days=1)


def holidays(books: Books) -> set[date]:
    """Settled: days of their own, from the newest entry."""
    entries = [said(words) for words in books.words[FormId.CATALOGUE].values()]
    return {entry.day for entry in entries if isinstance(entry, Holiday)}


def is_worked(day: date, free: set[date]) -> bool:
    return day.weekday() < 5 and day not in free


def nth_working_day(day: date, nth: int, free: set[date]) -> date:
    """Counted from the day after."""
    while nth:
        day += ONE_DAY
        nth -= is_worked(day, free)
    return day


def working_days_between(after: date, until: date, free: set[date]) -> int:
    """Working days after the first day up to the second; 0 where that lies before."""
    days = range(1, (until - after).days + 1)
    return sum(is_worked(after + n * ONE_DAY, free) for n in days)


def clocks(books: Books) -> Iterator[Answer]:
    """Settled: a ratified result was received, whatever day the report bears; told to stop counts too.

    The closing day is that of Biểu 01.
    """
    free = holidays(books)
    within = [reference.threshold(name) for name in ("report_within", "ratify_within")]
    for org in books.orgs():
        if not org.held or org.held_on is None:
            continue
        closed = (org.latest and org.latest.held_to) or org.held_on
        result = said(books.words[FormId.RESULTS].get(org.unit, []))
        reported, ratified = (_known(books, result, n) for n in ("reported_on", "ratified_on"))
        due = nth_working_day(closed, within[0], free)
        ratify_due = nth_working_day(reported, within[1], free) if reported else None
        late = working_days_between(due, reported or ratified or books.as_of, free)
        if not late and ratify_due:
            late = working_days_between(ratify_due, ratified or books.as_of, free)
        yield {
            "unit": org.unit,
            "name": org.listed.name,
            "held_on": org.held_on,
            "report_due_on": due,
            "reported_on": reported,
            "ratify_due_on": ratify_due,
            "ratified_on": ratified,
            "working_days_late": late,
            "closed_on": closed,
        }


def overdue(books: Books) -> dict[str, tuple[str, date, int]]:
    """Clocks that have run out: of which step, when, how many working days ago.

    Settled: whoever told to stop is not late; nor is anybody without a Biểu 02 of a day after the due
    day, whichever organisations it tells of.
    """
    told = max((u.as_of for u in books.uploads if u.form is FormId.RESULTS), default=date.min)
    stopped = {org.unit for org in books.orgs() if org.is_stopped}
    late = {}
    for row in clocks(books):
        step, due = "result_reported", row["report_due_on"]
        if row["reported_on"]:
            step, due = "result_approved", row["ratify_due_on"]
        assert isinstance(due, date)
        days = working_days_between(due, books.as_of, holidays(books))
        if not row["ratified_on"] and row["unit"] not in stopped and days and told > due:
            late[str(row["unit"])] = step, due, days
    return late


def _known(books: Books, result: object, name: str) -> date | None:
    day: date | None = getattr(result, name) if isinstance(result, Result) else None
    return day if day and day <= books.as_of else None


def upcoming(books: Books) -> Iterator[Answer]:
    """Settled: the day of as_of and as many days after it as the threshold says, both included; a
    congress that began before and still lasts is there; told to stop is not, postponed is. Whoever is
    outside of the view clashes too."""
    last = books.as_of + reference.threshold("upcoming_days") * ONE_DAY
    everybody = _ahead(replace(books, view=EVERYBODY))
    for org, booked in _ahead(books):
        if booked.booked_to < books.as_of or booked.booked_on > last:
            continue
        clashing = [o for _, o in everybody if o.unit != booked.unit and wanted_twice(booked, o)]
        who = set[str]().union(*(wanted_twice(booked, other) for other in clashing))
        yield {
            "unit": org.unit,
            "name": org.listed.name,
            "date": booked.booked_on,
            "session": booked.session,
            "place": booked.place,
            "block": org.block,
            "level": org.level,
            "team": booked.team,
            "attending": "; ".join(booked.attending) or None,
            "clash": bool(clashing),
            "clash_who": "; ".join(sorted(who)) or None,
            "clash_with": "; ".join(sorted(o.unit for o in clashing)) or None,
            "missing": "; ".join(missing(org, booked)) or None,
        }


def _ahead(books: Books) -> list[tuple[Org, Booking]]:
    return [(org, b) for org in books.followed() if not org.held and (b := booking(books, org))]


def booking(books: Books, org: Org) -> Booking | None:
    found = said(books.words[FormId.SCHEDULE].get(org.unit, []), books.as_of)
    return found if isinstance(found, Booking) else None


def wanted_twice(one: Booking, other: Booking) -> set[str]:
    """Who is wanted by both at the same time, in two places."""
    is_one_place = one.place and other.place and one.place.lower() == other.place.lower()
    if is_one_place or not halves(one) & halves(other):
        return set()
    teams = {f"team:{one.team}"} if one.team is not None and one.team == other.team else set()
    return (({*one.attending} & {*other.attending}) - roles.shared()) | teams


def halves(booked: Booking) -> set[tuple[date, str]]:
    """The half-days that a congress takes."""
    days = range((booked.booked_to - booked.booked_on).days + 1)
    parts = ("morning", "afternoon") if booked.session == "day" else (booked.session,)
    return {(booked.booked_on + n * ONE_DAY, part) for n in days for part in parts}


def missing(org: Org, booked: Booking) -> Iterator[str]:
    if org.status is not None:
        yield "postponed"
    if not org.day_of("approved_on"):
        if org.day_of("submitted_on"):
            yield "approved"
        else:
            yield "report" if org.not_reported else "submitted"
    if booked.place is None:
        yield "place"
    if not booked.attending:
        yield "attending"
