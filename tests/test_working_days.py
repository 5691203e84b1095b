"""Working days: walls of cases around Tết, holidays and weekends, and any day against counting by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from random import Random

import pytest

from conftest import ROOT
from congress_dash import intake
from congress_dash.store import Store
from oracle_calendar import is_worked, nth_working_day, working_days_between
from written import book

CATALOGUE = ROOT / "data" / "samples" / "danh-muc.xlsx"
FIRST, LAST = date(2019, 12, 1), date(2025, 12, 31)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Books with the sample catalogue, whose holidays are those of 2020 and 2025."""
    with closing(Store.open(tmp_path_factory.mktemp("days") / "b.duckdb", create=True)) as store:
        store.accept(intake.look(CATALOGUE.name, CATALOGUE.read_bytes(), store), by="thử")
        yield store


def asked(store: Store, expression: str, *days: date, nth: int = 0) -> object:
    """The value of an expression over the calendar `c` of six years."""
    sql = f"""WITH days AS (SELECT working_calendar(99, DATE '{FIRST}', DATE '{LAST}') AS c)
        SELECT {expression} FROM days"""
    bound = dict(zip("ab", days, strict=False))
    return store._rows(sql, bound | ({"nth": nth} if "$nth" in expression else {}))[0][0]


def nth(store: Store, day: date, number: int) -> object:
    return asked(store, "nth_working_day(c, $a, $nth)", day, nth=number)


def between(store: Store, after: date, until: date) -> object:
    return asked(store, "working_days_between(c, $a, $b)", after, until)


# from, how many working days, to
DUE = [
    ("2020-05-13", 7, "2020-05-22"),  # Wednesday, one weekend between
    ("2020-05-15", 7, "2020-05-26"),  # Friday
    ("2020-05-16", 7, "2020-05-26"),  # Saturday: counted from Monday on
    ("2020-05-17", 7, "2020-05-26"),  # Sunday
    ("2020-05-18", 1, "2020-05-19"),
    ("2020-05-15", 1, "2020-05-18"),
    ("2020-05-15", 0, "2020-05-15"),  # no day at all is the day itself
    ("2020-04-29", 7, "2020-05-12"),  # 30/4 Thursday and 1/5 Friday are free, then a weekend
    ("2020-04-30", 7, "2020-05-12"),  # from a holiday
    ("2020-04-01", 1, "2020-04-03"),  # Giỗ Tổ on 2 April 2020
    ("2025-04-04", 1, "2025-04-08"),  # Giỗ Tổ on Monday, 7 April 2025
    ("2020-01-22", 1, "2020-01-30"),  # Tết 2020, 23 to 29 January, with Saturday and Sunday in it
    ("2020-01-20", 15, "2020-02-17"),
    ("2020-01-25", 7, "2020-02-07"),  # from the first day of the new year
    ("2025-01-24", 7, "2025-02-11"),  # Tết 2025, 25 January to 2 February
    ("2020-09-01", 1, "2020-09-03"),  # 2/9
    ("2025-08-29", 1, "2025-09-03"),  # two days in 2025, behind a weekend
    ("2019-12-31", 1, "2020-01-02"),
    ("2020-03-31", 15, "2020-04-22"),  # the pause of spring 2020 is worked
]  # fmt: skip


@pytest.mark.parametrize(("day", "number", "due"), DUE)
def test_the_day_on_which_something_is_due(store: Store, day: str, number: int, due: str) -> None:
    start, end = date.fromisoformat(day), date.fromisoformat(due)
    if number:
        assert nth(store, start, number) == end
    assert between(store, start, end) == number


BETWEEN = [
    ("2020-05-15", "2020-05-15", 0),
    ("2020-05-15", "2020-05-17", 0),  # over a weekend nothing passes
    ("2020-05-15", "2020-05-18", 1),
    ("2020-01-22", "2020-01-29", 0),  # nor over Tết
    ("2020-04-29", "2020-05-03", 0),
    ("2020-05-18", "2020-05-15", -1),  # backwards
    ("2020-01-01", "2020-12-31", 252),  # 262 weekdays of 2020 after New Year's Day but 10 free ones
]


@pytest.mark.parametrize(("after", "until", "days"), BETWEEN)
def test_how_many_days_lie_between(store: Store, after: str, until: str, days: int) -> None:
    assert between(store, date.fromisoformat(after), date.fromisoformat(until)) == days


def test_a_holiday_on_a_weekend_takes_no_working_day_away(store: Store) -> None:
    assert is_free(store, date(2020, 1, 25))  # Saturday, within Tết
    assert between(store, date(2020, 1, 17), date(2020, 1, 31)) == 5
    assert between(store, date(2025, 1, 24), date(2025, 2, 2)) == 0


def is_free(store: Store, day: date) -> bool:
    return bool(store._rows("SELECT 1 FROM holidays_at(99) WHERE day = $d", {"d": day}))


def test_any_day_is_as_counted_by_hand(store: Store) -> None:
    free = {row[0] for row in store._rows("SELECT day FROM holidays_at(99)")}
    chance = Random(5)
    days = [date(2019, 12, 2) + timedelta(days=chance.randrange(2000)) for _ in range(500)]
    numbers = [chance.randrange(1, 40) for _ in days]
    untils = [day + timedelta(days=chance.randrange(90)) for day in days]
    told = store._rows(
        f"""WITH days AS (SELECT working_calendar(99, DATE '{FIRST}', DATE '{LAST}') AS c),
            drawn AS (SELECT unnest($days) AS a, unnest($numbers) AS nth, unnest($untils) AS b)
        SELECT nth_working_day(c, a, nth), working_days_between(c, a, b), a, nth, b
        FROM drawn CROSS JOIN days""",
        {"days": days, "numbers": numbers, "untils": untils},
    )
    assert len(told) == len(days)
    for due, passed, day, number, until in told:
        assert due == nth_working_day(day, number, free)
        assert is_worked(due, free)
        assert passed == working_days_between(day, until, free)


def test_the_catalogue_has_the_holidays_of_both_cycles(store: Store) -> None:
    told = dict(store._rows("SELECT day, name FROM holidays_at(99)"))
    fixed = [(1, 1), (4, 30), (5, 1), (9, 2)]
    assert {date(year, *day) for year in (2020, 2025) for day in fixed} <= told.keys()
    assert {date(2020, 4, 2), date(2025, 4, 7)} <= told.keys()
    assert sum("Tết Nguyên đán" in name for name in told.values()) == 7 + 9


def test_a_holiday_struck_out_or_withdrawn_is_worked(catalogue_store: Store) -> None:
    day = date(2020, 5, 29)
    assert not is_free(catalogue_store, day)
    table = "| Ngày | Tên |\n| 29/5/2020 | Nghỉ bù |"
    seen = intake.look("nghi.xlsx", book({"Ngày nghỉ": table}), catalogue_store,
                       as_of=date(2020, 5, 13))  # fmt: skip
    upload = catalogue_store.accept(seen, by="thử")
    assert is_free(catalogue_store, day)
    catalogue_store.withdraw(upload, reason="nhầm", by="thử")
    assert not is_free(catalogue_store, day)


def test_the_calendar_of_no_days_is_no_calendar(store: Store) -> None:
    sql = "SELECT nth_working_day(working_calendar(99, NULL::DATE, NULL::DATE), NULL::DATE, 7)"
    assert store._rows(sql) == [(None,)]
