"""Deadlines in versions (domain.md §1.6): whose date judges a day, and what a new document replaces."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from congress_dash import checks, intake
from congress_dash.moment import EVERYTHING, Moment, View
from congress_dash.store import Store
from reports import with_catalogue
from written import book

pytestmark = pytest.mark.slow

DAY_OF = {
    "Trung ương": date(2020, 6, 30),
    "địa phương": date(2020, 5, 31),
    "Trung ương lùi": date(2020, 7, 31),
}


@pytest.fixture
def books(store_path: Path) -> Iterator[Store]:
    with closing(with_catalogue(store_path)) as store:
        yield store


def told(store: Store, marks: str, as_of: date) -> None:
    """One more Danh mục of nothing but marks."""
    heading = "| Cấp | Mốc | Ngày | Căn cứ | Hiệu lực từ |\n"
    content = book({"Mốc thời hạn": heading + marks.lstrip("\n")})
    store.accept(intake.look(f"moc-{as_of}.xlsx", content, store, as_of=as_of), by="test")


def ends(
    store: Store, as_of: date, level: str = "grassroots", view: View | None = None
) -> list[date]:
    """The days "Hoàn thành …" of a level in force."""
    rows = store.ask("milestones", Moment(as_of, EVERYTHING, view or View())).to_dict("records")
    marks = [r for r in rows if r["level"] == level and r["milestone"].startswith("Hoàn thành")]
    return [mark["due_on"] for mark in marks]


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        (date(2020, 5, 13), date(2020, 6, 30)),  # Chỉ thị 35-CT/TW ngày 30/5/2019
        (date(2024, 6, 13), date(2020, 6, 30)),
        (date(2024, 6, 14), date(2025, 6, 30)),  # Chỉ thị 35-CT/TW ngày 14/6/2024
        (date(2025, 2, 13), date(2025, 6, 30)),  # Kết luận 118-KL/TW
        (date(2025, 2, 14), date(2025, 3, 31)),  # Kết luận 126-KL/TW
        (date(2025, 4, 13), date(2025, 3, 31)),
        (date(2025, 4, 14), date(2025, 6, 30)),  # Chỉ thị 45-CT/TW
    ],
)
def test_the_document_that_came_into_effect_last_sets_the_deadline(
    books: Store, as_of: date, due: date
) -> None:
    assert ends(books, as_of) == [due]


def test_a_local_plan_stands_beside_the_outer_bound(books: Store) -> None:
    told(books, "| Cơ sở | Hoàn thành đại hội | {2020-05-31} | Kế hoạch 71-KH/ĐUCA | {2020-01-10} |",
         date(2020, 1, 10))  # fmt: skip
    assert ends(books, date(2020, 1, 9)) == [DAY_OF["Trung ương"]]
    assert ends(books, date(2020, 1, 10)) == [DAY_OF["địa phương"], DAY_OF["Trung ương"]]
    marks = books.ask("milestones", Moment(date(2020, 2, 1), EVERYTHING)).to_dict("records")
    assert checks.last_days(marks)["grassroots"] == DAY_OF["Trung ương"]
    curve = books.ask("held_over_time", Moment(date(2020, 2, 1), EVERYTHING))
    due = curve[curve.level == "grassroots"].deadline
    assert set(due) == {DAY_OF["địa phương"]}


@pytest.mark.parametrize(
    ("basis", "remain"),
    [
        ("Kết luận số 12 - KL / TW, ngày 02/3/2020", ["Trung ương lùi"]),
        ("Chỉ thị 36-CT/tw", ["Trung ương lùi"]),
        ("Chỉ thị 36 – CT/TƯ", ["Trung ương", "Trung ương lùi"]),
        ("Kế hoạch 12-KH/TU", ["Trung ương", "Trung ương lùi"]),
        ("Thông báo ngày 02/3/2020", ["Trung ương", "Trung ương lùi"]),
        ("", ["Trung ương", "Trung ương lùi"]),
    ],
)
def test_a_new_document_replaces_only_those_of_its_issuer(
    books: Store, basis: str, remain: list[str]
) -> None:
    told(books, f"| Cơ sở | Hoàn thành đại hội | {{2020-07-31}} | {basis} | {{2020-03-02}} |",
         date(2020, 3, 2))  # fmt: skip
    assert ends(books, date(2020, 3, 2)) == [DAY_OF[name] for name in remain]


def test_a_new_deadline_judges_the_past_only_when_asked(books: Store) -> None:
    """Once through a new document, once through another date typed over the old one."""
    told(books, "| Cơ sở | Hoàn thành đại hội | {2020-07-31} | Chỉ thị 36-CT/TW | {2020-04-20} |",
         date(2020, 4, 20))  # fmt: skip
    assert ends(books, date(2020, 4, 19)) == [DAY_OF["Trung ương"]]
    today = View(marks_on=date(2020, 4, 20))
    assert ends(books, date(2020, 4, 19), view=today) == [DAY_OF["Trung ương lùi"]]
    assert ends(books, date(2020, 1, 1), view=today) == [DAY_OF["Trung ương lùi"]]
    then = View(marks_on=date(2020, 1, 1))
    assert ends(books, date(2020, 4, 20), view=then) == [DAY_OF["Trung ương"]]

    told(books, "| Cơ sở | Hoàn thành đại hội | {2020-08-15} | Chỉ thị 36-CT/TW | {2020-04-20} |",
         date(2020, 5, 4))  # fmt: skip
    assert ends(books, date(2020, 5, 3)) == [DAY_OF["Trung ương lùi"]]
    assert ends(books, date(2020, 5, 4)) == [date(2020, 8, 15)]


def test_what_the_committee_did_is_told_for_every_day(books: Store) -> None:
    """The day planned for is judged as then, the day done comes from the newest Danh mục."""
    newer = """
| Cấp                 | Mốc                                 | Ngày         | Căn cứ                              | Hiệu lực từ  | Ngày thực hiện |
| Đảng bộ Công an tỉnh | Quy trình nhân sự lần đầu tham gia – bước 1 | {2020-05-25} | Kế hoạch 38-KH/ĐUCA ngày 02/12/2019 | {2019-12-02} | {2020-05-26} |
"""
    content = book({"Mốc thời hạn": newer.lstrip("\n")})
    preview = intake.look("moc.xlsx", content, books, as_of=date(2020, 6, 15))
    books.accept(preview, by="test")
    answer = books.ask("unit_steps", Moment(date(2020, 5, 31), EVERYTHING)).to_dict("records")
    step = next(row for row in answer if row["step"] == "personnel_new_1")
    assert (step["planned_on"], step["done_on"]) == (date(2020, 5, 25), date(2020, 5, 26))
