"""What a value was before, and which upload said so: the question `told_values`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from congress_dash.listings import value_table
from congress_dash.moment import Moment
from congress_dash.store import Store
from reports import ROLE, accepted, look, with_catalogue

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

HEADINGS = "| Tên tổ chức đảng | Dự thảo lần thứ | Ngày duyệt | Thực tế |\n"


def report(day: str, *rows: str) -> str:
    return f"| Số liệu tính đến ngày {day} |\n{HEADINGS}" + "\n".join(rows)


@pytest.fixture
def books(store_path: Path) -> Iterator[Store]:
    """Uploads 2 to 5: April, May, June, and May put right afterwards."""
    store = with_catalogue(store_path)
    accepted(store, report("24/4/2020", "| PC03 | 1 | |", "| PC02 | 2 | |"), "thang-4.xlsx")
    accepted(store, report("13/5/2020", "| PC03 | 2 | 20/4/2020 | 05/5/2020 |"), "thang-5.xlsx")
    accepted(store, report("15/6/2020", "| PC03 | 3 | 20/4/2020 | 05/5/2020 |"), "thang-6.xlsx")
    accepted(store, report("13/5/2020", "| PC03 | 3 | 21/4/2020 | 05/5/2020 |"), "dinh-chinh.xlsx",
             reason="Ghi nhầm")  # fmt: skip
    yield store
    store.close()


def told(
    books: Store, unit: str, field: str, as_of: date = date(2020, 6, 15), known_at: int = 99
) -> list[tuple[int, str | None, bool]]:
    rows = books.ask("told_values", Moment(as_of, known_at)).to_dict("records")
    return [
        (r["upload"], r["value"], r["in_force"])
        for r in rows
        if r["unit"] == unit and r["field"] == field
    ]


def test_reports_follow_one_another_by_their_day_then_by_upload(books: Store) -> None:
    assert told(books, "PC03", "draft") == [(2, "1", False), (3, "2", False), (5, "3", True)]
    assert told(books, "PC03", "approved_on") == [
        (2, None, False),
        (3, "2020-04-20", False),
        (5, "2020-04-21", False),
        (4, "2020-04-20", True),
    ]


def test_a_value_told_again_is_told_once(books: Store) -> None:
    assert told(books, "PC03", "held_on") == [(2, None, False), (3, "2020-05-05", True)]


def test_an_undated_value_is_that_of_the_day_and_a_dated_one_of_the_newest_report(
    books: Store,
) -> None:
    april = date(2020, 4, 30)
    assert told(books, "PC03", "draft", april) == [(2, "1", True)]
    assert told(books, "PC03", "approved_on", april)[-1] == (4, "2020-04-20", True)


def test_the_books_as_they_were_know_nothing_later(books: Store) -> None:
    assert told(books, "PC03", "draft", known_at=3) == [(2, "1", False), (3, "2", True)]


def test_a_withdrawn_upload_never_said_anything(books: Store) -> None:
    books.withdraw(5, reason="Nhầm", by=ROLE)
    assert told(books, "PC03", "approved_on") == [(2, None, False), (3, "2020-04-20", True)]
    assert told(books, "PC03", "draft")[-1] == (4, "3", True)


def test_what_is_in_force_is_what_the_matrix_shows(books: Store) -> None:
    for as_of in (date(2020, 4, 30), date(2020, 5, 20), date(2020, 6, 15)):
        orgs = books.ask("organisations", Moment(as_of, 99)).to_dict("records")
        (org,) = (r for r in orgs if r["unit"] == "PC03")
        shown = {f: str(org[f]) for f in ("draft", "approved_on")}
        in_force = {f: told(books, "PC03", f, as_of)[-1] for f in shown}
        assert {f: value for f, (_, value, _) in in_force.items()} == shown
        assert all(is_in_force for _, _, is_in_force in in_force.values())


def test_a_struck_out_organisation_tells_nothing_from_then_on(books: Store) -> None:
    june = report("26/6/2020", "| PC03 | 3 | 21/4/2020 | 05/5/2020 |")
    preview = look(books, june, strike=True)
    assert preview.struck == ("PC02",)
    books.accept(preview, by=ROLE)
    rows = books.ask("told_values", Moment(date(2020, 6, 26), 99)).to_dict("records")
    drafts = [r for r in rows if (r["unit"], r["field"]) == ("PC02", "draft")]
    assert [(r["upload"], r["value"], r["struck"]) for r in drafts] == [
        (2, "2", False),
        (6, None, True),
    ]
    (newest, _) = value_table(drafts).columns[1].values
    assert newest == "(gạch bỏ)"


def test_the_panel_names_file_role_and_what_holds(books: Store) -> None:
    rows = books.ask("told_values", Moment(date(2020, 6, 15), 99)).to_dict("records")
    chosen = [
        r for r in rows if r["unit"] == "PC03" and r["field"] in ("held", "held_on", "held_to")
    ]
    columns = {c.name: c.values for c in value_table(chosen).columns}
    assert columns["Nội dung"] == (
        "Đã tổ chức đại hội",
        "Đã tổ chức đại hội",
        "Ngày đại hội",
        "Ngày đại hội",
    )
    assert columns["Giá trị"] == ("Có", "Không", "05/05/2020", "(trống)")
    assert columns["Tệp"] == ("thang-5.xlsx", "thang-4.xlsx") * 2
    assert columns["Hiệu lực"] == ("đang dùng", "trước đây") * 2
    assert set(columns["Vai trò"]) == {ROLE}
