"""Rows of Biểu 05 and the books in; days that passed, plans that differ, teams in two places, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from congress_dash.checks.books import Books
from congress_dash.checks.flags import flag
from congress_dash.checks.steps import far_days
from congress_dash.records import Booking, Problem, Row
from congress_dash.vietnamese import day

_HALVES = {"morning": ("morning",), "afternoon": ("afternoon",)}
_WHOLE_DAY = ("morning", "afternoon")
_LONGEST = 7  # days of one congress; a longer stretch is a slip that other checks speak of


def odd(row: Row, told: Booking, books: Books) -> Iterator[Problem]:
    """One booking against the as-of day, and what Biểu 01 says of its congress."""
    yield from far_days(row, (("booked_on", told.booked_on, "Ngày đại hội"),), books.as_of)
    congress = books.progress.get(told.unit)
    if congress is None or congress.held is not False:
        return
    if told.booked_to < books.as_of and told.booked_to <= congress.as_of:
        yield flag(row, "booked_on", "booked_day_passed",
                   f"Ngày {day(told.booked_on)} đã qua mà Biểu 01 chưa ghi đại hội. "
                   "Hãy cập nhật lịch hoặc Biểu 01.")  # fmt: skip
    first, last = congress.planned_from, congress.planned_to
    if not first or not last or min(last, told.booked_on) <= books.as_of:
        return  # what a plan missed is told as late
    if told.booked_to < first or told.booked_on > last:
        yield flag(row, "booked_on", "planned_against_booked",
                   f"Lịch ghi ngày {day(told.booked_on)}, Biểu 01 dự kiến {day(first)}. "
                   "Hãy cập nhật một trong hai biểu.")  # fmt: skip


def clashes(rows: Iterable[tuple[Row, Booking]], books: Books) -> Iterator[tuple[Row, Problem]]:
    """Each row whose team is booked for another congress in the same half-day."""
    told = list(rows)
    units = {booking.unit for _, booking in told}
    busy: dict[tuple[str | None, date, str], set[str]] = defaultdict(set)
    for _, booking in told:
        for half in _half_days(booking.booked_on, booking.booked_to, booking.session):
            busy[booking.team, *half].add(booking.unit)
    for said in books.bookings.values():
        for half in _half_days(said["booked_on"], said["booked_to"], said["session"]):
            if said["unit"] not in units:
                busy[said["team"], *half].add(said["unit"])
    for row, booking in told:
        halves = _half_days(booking.booked_on, booking.booked_to, booking.session)
        shared = next((d for d, half in halves if len(busy[booking.team, d, half]) > 1), None)
        if booking.team and shared:
            yield row, flag(
                row, "team", "team_clash",
                f"Tổ công tác {booking.team} có hai đại hội cùng buổi ngày {day(shared)}. "
                "Hãy phân công lại hoặc sửa lịch.",
            )  # fmt: skip


def _half_days(first: date, last: date, session: str) -> list[tuple[date, str]]:
    days = min((last - first).days, _LONGEST) + 1
    halves = _HALVES.get(session, _WHOLE_DAY)
    return [(first + timedelta(n), half) for n in range(days) for half in halves]
