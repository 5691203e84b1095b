"""The books in; the cycles of congresses, and each at the same distance from its deadline, out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import oracle_books
from congress_dash.records import Cycle
from oracle_books import Answer, Books
from oracle_congresses import held
from oracle_marks import deadline

LEVELS = ("grassroots", "coordinated", "sub_cell", "coordinated_sub_cell")


def cycles(books: Books) -> Iterator[Answer]:
    known = oracle_books.cycles(books.everything)
    for place, cycle in enumerate(known):
        first, last = _days(known, place)
        yield {
            "cycle": cycle.cycle,
            "name": cycle.name,
            "starts_on": cycle.starts_on,
            "ends_on": cycle.ends_on,
            "current": first <= books.as_of <= last,
        }


def _days(known: list[Cycle], place: int) -> tuple[date, date]:
    """The days a cycle lasts: none where the next begins on the same day."""
    first = known[place].starts_on if place else date.min
    ahead = known[place + 1 :]
    return first, ahead[0].starts_on - timedelta(1) if ahead else date.max


def cycle_comparison(books: Books) -> Iterator[Answer]:
    """Settled: an earlier cycle is judged by the deadline that was in force on its last day."""
    known = oracle_books.cycles(books.everything)
    for level in LEVELS:
        own = deadline(books, level)
        for place, cycle in enumerate(known):
            first, last = _days(known, place)
            if own is None or first > books.as_of or first > last:
                continue
            its_own = deadline(_on(books, min(last, books.as_of)), level)
            if its_own is None:
                continue
            days_before = (own - books.as_of).days
            day = its_own - timedelta(days_before)
            if first <= day <= last:
                answer = next(
                    row
                    for row in held(_on(books, day))
                    if (row["level"], row["kind"]) == (level, "all")
                )
                names = ("held", "total", "excluded", "not_reported", "percent")
                yield {
                    "cycle": cycle.cycle, "name": cycle.name, "level": level, "day": day,
                    "deadline": its_own, "days_before": days_before,
                    **{name: answer[name] for name in names},
                }  # fmt: skip


def _on(books: Books, day: date) -> Books:
    return Books.on(day, books.everything, books.view)
