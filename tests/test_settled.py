"""What a moment is asked for twice is worked out once, and answers as the macros themselves do."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from congress_dash.moment import Clocks, Moment, View
from congress_dash.store import Store, questions, settled
from test_replay import view

MAY = Moment(date(2020, 5, 13), 17)


@pytest.fixture
def store(sample_store: Path) -> Iterator[Store]:
    with closing(Store.open(sample_store)) as store:
        yield store


def on_the_macros(store: Store, question: str, moment: Moment) -> list[tuple[object, ...]]:
    """The question as it is written, on a connection that keeps nothing."""
    cursor, sql = store._connection.cursor(), questions()[question]
    for field in fields(View):
        if (chosen := getattr(moment.view, field.name)) is not None:
            cursor.execute(f"SET VARIABLE view_{field.name} = $chosen", {"chosen": chosen})
    against = moment.against or store.before(moment)
    bound = {"as_of": moment.as_of, "known_at": moment.known_at,
             "against_as_of": against.as_of, "against_known_at": against.known_at}  # fmt: skip
    used = {name: value for name, value in bound.items() if f"${name}" in sql}
    return cursor.execute(sql, used).fetchall()


def rows(told: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(told.itertuples(index=False, name=None))


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "most"), [(0, 10_000), (1, 10_000), (2, 10_000), (3, 46)])
def test_every_question_answers_as_its_macros_do(
    store: Store, monkeypatch: pytest.MonkeyPatch, seed: int, most: int
) -> None:
    """Of large books, too, of which nothing is worked out beforehand."""
    monkeypatch.setattr(settled, "MOST_ORGS", most)
    chance = Random(seed)
    day, books = date(2020, chance.randint(1, 6), chance.randint(1, 28)), chance.randint(5, 17)
    before = Clocks(date(2020, 1, chance.randint(1, 31)), chance.randint(2, 17))
    moment = Moment(day, books, view(chance), chance.choice([None, before]))
    for question in questions():
        asked = moment.of("PC03") if question.startswith("unit_") else moment
        for _ in range(2):
            told = store.ask(question, asked)
            assert rows(told) == on_the_macros(store, question, asked), question


def test_views_of_one_day_stand_apart(store: Store) -> None:
    parts = [replace(MAY, view=View(block=block)) for block in ("AN", "CS", None, "AN")]
    totals = [store.ask("held", moment)["total"][0] for moment in parts]
    assert totals == [8, 13, 30, 8]


def test_books_that_move_on_are_asked_anew(store: Store) -> None:
    then = replace(MAY, known_at=9)
    assert store.ask("held", then)["held"][0] == 11
    store.withdraw(9, reason="Nhầm tệp", by="Quản trị")
    assert store.ask("held", then)["held"][0] == 5


def test_moments_asked_long_ago_are_let_go(store: Store) -> None:
    kept = store._settled._kept
    for day in range(1, 13):
        store.ask("held", replace(MAY, as_of=date(2020, 5, day)))
    assert [key[1] for key in kept] == [date(2020, 5, day) for day in range(5, 13)]


def test_of_large_books_nothing_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settled, "MOST_ORGS", 46)
    assert store.ask("held", MAY)["held"][0] == 11
    assert store._settled._kept == {}


def test_many_ask_at_once(store: Store) -> None:
    names = ("held", "late_units", "findings", "never_visited", "upcoming", "held_by_block") * 3
    with ThreadPoolExecutor(6) as several:
        told = list(several.map(lambda name: rows(store.ask(name, MAY)), names))
    assert told == [on_the_macros(store, name, MAY) for name in names]
