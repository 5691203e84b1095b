"""Days of a pause are counted against nobody (domain.md §1.6)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from congress_dash import boards, intake
from congress_dash.moment import EVERYTHING, Moment
from congress_dash.store import Store
from reports import look, with_catalogue
from written import book

pytestmark = pytest.mark.slow

PLANS = """
| Số liệu tính đến ngày 26/3/2020 | | | |
| Tên tổ chức đảng | Ngày trình | Dự kiến | Thực tế |
| PV01 | | 25/3/2020 | |
| PX01 | | 27/3/2020 | |
| PX03 | | 30/3/2020 | |
| PC02 | | 22/4/2020 | |
| PC04 | | 23/4/2020 | |
"""


@pytest.fixture
def books(store_path: Path) -> Iterator[Store]:
    """Plans around the pause of the sample province, 28/3 to 22/4."""
    with closing(with_catalogue(store_path)) as store:
        store.accept(look(store, PLANS), by="test")
        yield store


def late(store: Store, day: date) -> dict[str, int]:
    rows = store.ask("late_units", Moment(day, EVERYTHING)).to_dict("records")
    return {row["unit"]: row["days_late"] for row in rows}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 3, 27), {"PV01": 2}),
        (date(2020, 3, 28), {"PV01": 2}),  # PX01 is late by a day of the pause alone
        (date(2020, 4, 22), {"PV01": 2}),
        (date(2020, 4, 23), {"PV01": 3, "PX01": 1, "PX03": 1, "PC02": 1}),
        (date(2020, 4, 24), {"PV01": 4, "PX01": 2, "PX03": 2, "PC02": 2, "PC04": 1}),
    ],
)
def test_days_of_the_pause_are_not_late(books: Store, day: date, expected: dict[str, int]) -> None:
    assert late(books, day) == expected
    steps = books.ask("unit_steps", Moment(day, EVERYTHING)).to_dict("records")
    congresses = {r["unit"]: r["days_late"] for r in steps if r["step"] == "official_session"}
    assert {unit: days for unit, days in congresses.items() if days} == expected


def test_pauses_over_one_another_count_a_day_once(books: Store) -> None:
    more = "| Từ ngày | Đến ngày | Lý do |\n| {2020-04-20} | {2020-04-24} | Tăng cường giãn cách |"
    content = book({"Tạm dừng": more})
    preview = intake.look("tam-dung.xlsx", content, books, as_of=date(2020, 4, 20))
    books.accept(preview, by="test")
    assert late(books, date(2020, 4, 24)) == {"PV01": 2}
    assert late(books, date(2020, 4, 25)) == {"PV01": 3, "PX01": 1, "PX03": 1, "PC02": 1, "PC04": 1}


def test_the_list_says_so(books: Store) -> None:
    chart = boards.all_charts(books, Moment(date(2020, 4, 22), EVERYTHING))["late_units"]
    assert chart.title.startswith(
        "1/47 tổ chức đảng chưa đại hội chậm so với ngày dự kiến, lâu nhất 02 ngày"
    )
    assert "không tính những ngày tạm dừng" in chart.definition
