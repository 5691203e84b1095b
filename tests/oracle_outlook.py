"""The books in; when all will have met, out: the method of docs/du-bao.md, day by day, slow and obvious.

Written from that page, not from the SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from congress_dash.records import Booking, FormId, Pause, Progress, Status
from oracle_books import Answer, Books, Org, said
from oracle_congresses import CELL_LEVEL, ORG_LEVELS
from oracle_marks import deadline

ONE = timedelta(days=1)
FEWEST_SLIPS, MOST_DAYLESS = 16, Fraction(1, 2)
SOON, LIKELY = Fraction(1, 10), Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation still to meet stands: the form and the day it is expected on."""

    org: Org
    form: FormId
    day: date | None  # None: no day told
    is_ahead: bool


def outlook(books: Books) -> Iterator[Answer]:
    """One row per level that has a deadline. Settled: sub-cells are numbers and have no days."""
    for level in ORG_LEVELS:
        orgs = [org for org in books.followed() if org.level == level]
        stopped = [org for org in books.orgs() if org.level == level and org.is_stopped]
        due, cells_due = deadline(books, level), deadline(books, CELL_LEVEL[level])
        if due:
            yield _of_level(books, level, due, orgs) | {"excluded": len(stopped)}
        if cells_due:
            empty = ("registered_before", "unregistered", "likely_done_on", "at_risk", "earliest",
                     "latest", "done_low", "done_likely", "done_high", "registered_after", "seen")  # fmt: skip
            yield dict.fromkeys(empty) | {
                "level": CELL_LEVEL[level],
                "deadline": cells_due,
                "total": sum(org.sub_cells for org in orgs),
                "held": sum(org.sub_cells_held(books.as_of) or 0 for org in orgs),
                "excluded": sum(org.sub_cells for org in stopped),
                "why_not": "counts_only",
            }


def _of_level(books: Books, level: str, due: date, orgs: list[Org]) -> Answer:
    open_ = [_place(books, org) for org in orgs if not org.held]
    held = [org.held_on for org in orgs if org.held and org.held_on]
    booked = [place.day for place in open_ if place.form is FormId.SCHEDULE and place.day]
    slips = _slips(books, level) if open_ else {}
    why = _why_not(open_, slips)
    soon, likely, late = ([], [], []) if why else _days(books, open_, slips)
    ends = [max(days or held, default=None) if not why else None for days in (soon, likely, late)]
    done = [
        None if why else len(held) + sum(day <= due for day in days)
        for days in (late, likely, soon)
    ]
    at_risk = [
        not place.is_ahead or place.day > due or (not why and likely[at] > due)  # type: ignore[operator]
        for at, place in enumerate(open_)
    ]
    return {
        "level": level,
        "deadline": due,
        "total": len(orgs),
        "held": len(held),
        "registered_before": sum(day <= due for day in booked),
        "registered_after": sum(day > due for day in booked),
        "unregistered": len(open_) - len(booked),
        "at_risk": sum(at_risk),
        "earliest": ends[0],
        "likely_done_on": ends[1],
        "latest": ends[2],
        "done_low": done[0],
        "done_likely": done[1],
        "done_high": done[2],
        "seen": sum(map(len, slips.values())),
        "why_not": why,
    }


def outlook_over_time(books: Books) -> Iterator[Answer]:
    """How many will have met by each day, of the levels for which enough is known."""
    for level in ORG_LEVELS:
        orgs = [org for org in books.followed() if org.level == level]
        open_ = [_place(books, org) for org in orgs if not org.held]
        slips = _slips(books, level)
        if not open_ or _why_not(open_, slips):
            continue
        soon, likely, late = _days(books, open_, slips)
        due = deadline(books, level)
        end = max([*late, *([due] if due else [])])
        day = books.as_of
        while day < end + 7 * ONE:
            edge = any(day in (pause.starts_on - ONE, pause.ends_on) for pause in _pauses(books))
            if day == books.as_of or day.weekday() == 6 or day == due or edge:
                yield {"date": day, "level": level} | {
                    name: len(orgs) - len(open_) + sum(held <= day for held in days)
                    for name, days in (("low", late), ("likely", likely), ("high", soon))
                }
            day += ONE


def _why_not(open_: list[Place], slips: dict[FormId, list[int]]) -> str | None:
    if open_ and sum(map(len, slips.values())) < FEWEST_SLIPS:
        return "few_slips"
    dayless = sum(place.day is None for place in open_)
    return "few_days" if dayless > MOST_DAYLESS * len(open_) else None


def _place(books: Books, org: Org) -> Place:
    """Booked ahead, else planned ahead, else planned before, which is as good as today."""
    booked = books.booked_on(org)
    if booked and booked >= books.as_of:
        return Place(org, FormId.SCHEDULE, booked, True)
    planned = org.told.planned_to if org.told and org.status is not Status.POSTPONED else None
    if planned and planned >= books.as_of:
        return Place(org, FormId.PROGRESS, planned, True)
    return Place(org, FormId.PROGRESS, books.as_of if planned else None, False)


def _days(
    books: Books, open_: list[Place], slips: dict[FormId, list[int]]
) -> tuple[list[date], list[date], list[date]]:
    """The days of all of them if they slip little, as usual, much."""
    every = sorted(slip for missed in slips.values() for slip in missed)
    ahead = [place.day for place in open_ if place.is_ahead and place.day]
    most = Fraction(len(open_) + 2, len(open_) + 4)
    found: tuple[list[date], list[date], list[date]] = ([], [], [])
    for place in open_:
        own = sorted(slips.get(place.form, []))
        own = own if len(own) >= FEWEST_SLIPS else every
        day = place.day or max(ahead, default=books.as_of)
        for days, part in zip(found, (SOON, LIKELY, most), strict=True):
            days.append(
                _moved(
                    books, day, _slip(own, part), place.is_ahead or (not place.day and bool(ahead))
                )
            )
    return found


def _slip(slips: list[int], part: Fraction) -> int:
    """The slip that this part does not exceed, one worse than all being thought of as unseen."""
    rank = ceil(part * (len(slips) + 1))
    if rank <= len(slips):
        return slips[rank - 1]
    worst, middle = slips[-1], slips[(len(slips) + 1) // 2 - 1]
    return worst + max(7, worst - middle)


def _moved(books: Books, day: date, slip: int, is_told: bool) -> date:
    """The day moved by that many days that are no pause; at the earliest the first after as_of."""
    first = _open_from(books, books.as_of + ONE)
    start = _open_from(books, day) if is_told else _open_until(books, day)
    step = ONE if slip > 0 else -ONE
    while slip:
        start += step
        slip -= 0 if _is_paused(books, start) else step.days
    return max(start, first)


def _slips(books: Books, level: str) -> dict[FormId, list[int]]:
    """By form: how far off each day was that an organisation was told for, each day once."""
    found: dict[FormId, list[int]] = {FormId.PROGRESS: [], FormId.SCHEDULE: []}
    whole = replace(books, view=replace(books.view, scope=None, block=None, kind=None))
    for org in (o for o in whole.followed() if o.level == level):
        place = _place(books, org)
        for form in found:
            for day in _told_days(books, org, form):
                held = org.held_on if org.held else None
                if held:
                    found[form].append(_between(books, day, held))
                elif day < books.as_of and _open_from(books, day) <= books.as_of:
                    slip = _between(books, day, books.as_of)
                    if place.is_ahead and place.day:
                        slip = max(slip, _between_told(books, day, place.day))
                    found[form].append(slip)
    return found


def _told_days(books: Books, org: Org, form: FormId) -> set[date]:
    """Days told in time: not after the day itself, and before the congress."""
    words = books.words[form].get(org.unit, [])
    by_day = {w.as_of: w for w in sorted(words, key=lambda w: (w.as_of, w.upload))}
    days = set()
    for as_of, word in by_day.items():
        record = word.record
        if isinstance(record, Booking):
            day: date | None = record.booked_on
        else:
            day = record.planned_to if isinstance(record, Progress) else None
        met = org.held and org.held_on is not None and org.held_on <= as_of
        if day and day >= as_of and as_of <= books.as_of and not met:
            days.add(day)
    return days


def _pauses(books: Books) -> list[Pause]:
    entries = [said(words) for words in books.words[FormId.CATALOGUE].values()]
    return [entry for entry in entries if isinstance(entry, Pause)]


def _is_paused(books: Books, day: date) -> bool:
    return any(pause.starts_on <= day <= pause.ends_on for pause in _pauses(books))


def _open_from(books: Books, day: date) -> date:
    while _is_paused(books, day):
        day += ONE
    return day


def _open_until(books: Books, day: date) -> date:
    while _is_paused(books, day):
        day -= ONE
    return day


def _between(books: Books, told: date, held: date) -> int:
    """Days without a pause from the first possible day from the one told on to that held."""
    return _count(books, _open_from(books, told), _open_until(books, held))


def _between_told(books: Books, told: date, later: date) -> int:
    return _count(books, _open_from(books, told), _open_from(books, later))


def _count(books: Books, start: date, end: date) -> int:
    sign = 1 if end >= start else -1
    first, last = min(start, end), max(start, end)
    days = (first + ONE * number for number in range(1, (last - first).days + 1))
    return sign * sum(not _is_paused(books, day) for day in days)
