"""The outlook tried on the sample and on invented cycles: as sure as it says, and better than the pace.

`OUTLOOK_CYCLES=5000` for a long look; the page docs/du-bao.md tells what `CYCLES` of them give.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pytest

from conftest import ROOT
from congress_dash.moment import Moment
from congress_dash.records import (
    Booking,
    FormId,
    Milestone,
    OrgKind,
    PartyOrg,
    Pause,
    Progress,
    Record,
    Scope,
)
from congress_dash.store import Store, questions
from congress_dash.store.opened import connected
from congress_dash.store.tables import TABLES, append
from cycles import BEGIN, Cycle, Told, cycle, moment
from oracle import QUESTIONS, Accepted, Books
from test_replay import told as in_words

CYCLES = 600
EVERYTHING = 10**6
PAGE = ROOT / "docs" / "du-bao.md"


# --- a cycle into the books ----------------------------------------------------------------------


def unit(number: int) -> str:
    return f"U{number:02d}"


def listed(number: int) -> PartyOrg:
    name = unit(number)
    return PartyOrg(f"org:{name}", name, number, name, f"Chi bộ {name}", OrgKind.CELL, Scope.DIRECT,
                    "CS", "DUCA", 20, 0, False, None, None, None, None)  # fmt: skip


def row(number: int, told: Told) -> Progress:
    """What Biểu 01 says of an organisation."""
    return Progress(
        key=unit(number), unit=unit(number), sub_cells=0, sub_cells_held=0, members=20, plan_no=None,
        plan_issued=True, plan_issued_on=None, draft=None, draft_in_progress=False, comments=None,
        submitted_on=None, approved_on=None, planned_from=told.planned, planned_to=told.planned,
        planned_text=None, held=told.held_on is not None, held_on=told.held_on, held_to=told.held_on,
        congress_form=None, pilot=None, direct_election=None, status=None, note=None,
    )  # fmt: skip


def uploads(told: Cycle, until: date) -> Iterator[tuple[FormId, date, list[Record]]]:
    """What came in up to that day, in its order; a pause is told of in the first report after it began."""
    deadline = Milestone("m", "grassroots", "Hoàn thành đại hội", None, told.deadline, None, None, None)
    yield FormId.CATALOGUE, BEGIN, [*map(listed, range(len(told.held_on))), deadline]
    for as_of, report in told.reports.items():
        if as_of > until:
            return
        pauses = [Pause(f"p:{p.starts_on}", p.starts_on, p.ends_on, None) for p in told.known_pauses(as_of)]
        yield FormId.CATALOGUE, as_of, [*pauses]
        yield FormId.PROGRESS, as_of, [row(number, said) for number, said in enumerate(report)]
        yield FormId.SCHEDULE, as_of, [
            Booking(unit(number), unit(number), said.booked, said.booked, "day", None, None, None)
            for number, said in enumerate(report)
            if said.booked
        ]


def fill(books: duckdb.DuckDBPyConnection, told: Cycle, until: date) -> None:
    for table in (*TABLES.values(), "uploads"):
        books.execute(f"DELETE FROM books.{table}")
    for number, (form, as_of, rows) in enumerate(uploads(told, until), start=1):
        books.execute(
            "INSERT INTO books.uploads (upload, form, file, sheet, sha256, as_of, accepted_at, by_role, "
            "row_count, waiting) VALUES ($1, $2, 'x', 'x', 'x', $3, now()::TIMESTAMP, 'test', 0, 0)",
            [number, form, as_of],
        )
        for kind, table in TABLES.items():
            append(books, table, [r for r in rows if type(r) is kind], {"upload": number})


# --- how sure, how far off -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Try:
    """One forecast in the midst of a cycle, and what then happened (days)."""

    remaining: int
    is_covered: bool
    was_counted: bool  # the number done by the deadline lay between the least and the most
    missed: int
    pace_missed: int


@dataclass(frozen=True, slots=True)
class Tries:
    """Forecasts made, and how often there was too little to make one."""

    made: tuple[Try, ...]
    silent: int

    def covered(self, tries: Iterable[Try] = ()) -> float:
        chosen = tuple(tries) or self.made
        return round(100 * sum(t.is_covered for t in chosen) / len(chosen), 1)


def pace(told: Cycle, as_of: date) -> date:
    """The naive answer: as many a week as until now, on a straight line."""
    held = sum(day <= as_of for day in told.held_on)
    left = len(told.held_on) - held
    return as_of + timedelta(days=min(ceil(left * (as_of - BEGIN).days / held), 10_000))


@cache
def tries(first: int, how_many: int) -> Tries:
    made, silent = [], 0
    with closing(connected(None)) as books:
        for seed in range(first, first + how_many):
            told = cycle(seed)
            as_of = moment(seed, told)
            if as_of is None:
                continue
            fill(books, told, as_of)
            said = answer(books, as_of)
            if said["why_not"]:
                assert said["likely_done_on"] is said["earliest"] is said["latest"] is None
                silent += 1
                continue
            done = sum(day <= told.deadline for day in told.held_on)
            made.append(
                Try(
                    said["total"] - said["held"],
                    said["earliest"] <= told.finished <= said["latest"],
                    said["done_low"] <= done <= said["done_high"],
                    abs((said["likely_done_on"] - told.finished).days),
                    abs((pace(told, as_of) - told.finished).days),
                )
            )
    return Tries(tuple(made), silent)


def answers(books: duckdb.DuckDBPyConnection, question: str, as_of: date) -> list[dict[str, Any]]:
    found = books.execute(questions()[question], {"as_of": as_of, "known_at": EVERYTHING})
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def answer(books: duckdb.DuckDBPyConnection, as_of: date) -> dict[str, Any]:
    """The one row: a cycle has one level and one deadline."""
    (only,) = answers(books, "outlook", as_of)
    return only


# --- tests ---------------------------------------------------------------------------------------


def diary(told: Cycle, until: date) -> list[Accepted]:
    return [
        Accepted(number, form, as_of, tuple(rows))
        for number, (form, as_of, rows) in enumerate(uploads(told, until), start=1)
    ]


def differs(books: duckdb.DuckDBPyConnection, seed: int) -> list[str]:
    """The questions that the oracle answers otherwise, in the midst of that cycle."""
    story = cycle(seed)
    as_of = moment(seed, story)
    if as_of is None:
        return []
    fill(books, story, as_of)
    known = Books.at(diary(story, as_of), set(), as_of, EVERYTHING)
    found = []
    for question in ("outlook", "outlook_over_time"):
        expected = list(QUESTIONS[question](known))
        keys = list(expected[0]) if expected else ()
        if in_words(answers(books, question, as_of), keys) != in_words(expected, keys):
            found.append(question)
    return found


def test_the_oracle_sees_the_same_ahead_in_invented_cycles() -> None:
    with closing(connected(None)) as books:
        assert not [seed for seed in range(6) if differs(books, seed)]


@pytest.mark.slow
def test_the_oracle_sees_the_same_ahead_in_many_cycles() -> None:
    with closing(connected(None)) as books:
        assert not [seed for seed in range(100, 180) if differs(books, seed)]
