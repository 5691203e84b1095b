"""The books in; the deadlines and steps of Danh mục that are in force on a day, out (domain.md §1.6)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from unicodedata import combining, normalize

from congress_dash.records import FormId, Milestone, Pause
from oracle_books import Books, Word, cycles, entry_word, said, span

_BARE_D = str.maketrans("đĐ", "dD")
_NUMBERED = re.compile(r"\d+(?:\s*[-–]\s*[^\W\d_]+)?\s*/\s*(?:\d{4}\s*/\s*)?([^\W\d_][\w-]*)")


def issuer(basis: str | None) -> str:
    """What stands after the slash of a document number, without accents; without one the basis itself."""
    bare = "".join(c for c in normalize("NFD", basis or "") if not combining(c)).translate(_BARE_D)
    found = _NUMBERED.search(bare)
    return found[1].upper() if found else (basis or "").lower()


def marks(books: Books) -> list[Milestone]:
    """Of each milestone, level and issuer in this cycle the version that came into effect last.

    Settled: of two that came into effect on one day the later upload's, then the earlier day.
    """
    day = books.view.marks_on or books.as_of
    first, last = span(cycles(books.everything), books.as_of)
    versions: dict[tuple[str, str, str], list[tuple[Word, Milestone]]] = defaultdict(list)
    for words in books.words[FormId.CATALOGUE].values():
        word = entry_word(words, day)
        mark = word.record if word else None
        if not isinstance(mark, Milestone) or not first <= mark.due_on <= last:
            continue
        if (mark.effective_from or date.min) <= day:
            assert word
            of = mark.level, mark.milestone.lower(), issuer(mark.basis)
            versions[of].append((word, mark))
    in_force = [sorted(each, key=_age)[-1][1] for each in versions.values()]
    return [replace(mark, done_on=_done_on(books, mark)) for mark in in_force]


def _age(version: tuple[Word, Milestone]) -> tuple[date, int, int]:
    word, mark = version
    return mark.effective_from or date.min, word.upload, -mark.due_on.toordinal()


def _done_on(books: Books, mark: Milestone) -> date | None:
    """A dated fact: from the newest entry."""
    newest = said(books.words[FormId.CATALOGUE][mark.key])
    return newest.done_on if isinstance(newest, Milestone) else None


def deadline(books: Books, level: str) -> date | None:
    """The earliest mark "Hoàn thành …" of the level."""
    return min(
        (
            mark.due_on
            for mark in marks(books)
            if mark.level == level and mark.milestone.startswith("Hoàn thành")
        ),
        default=None,
    )


def days_late(books: Books, planned: date | None, done: date | None) -> int | None:
    """Days after the planned one, up to the day it was done or else the day looked at, on none of
    which congresses were told to pause."""
    if planned is None:
        return None
    pauses = [
        pause
        for pause in (said(words) for words in books.words[FormId.CATALOGUE].values())
        if isinstance(pause, Pause)
    ]
    days = ((done or books.as_of) - planned).days
    after = (planned + timedelta(days=number) for number in range(1, days + 1))
    return sum(not any(p.starts_on <= day <= p.ends_on for p in pauses) for day in after)
