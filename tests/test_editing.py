"""A single correction: a one-row Biểu 01 that changes the chosen value and nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from congress_dash import editing, intake
from congress_dash.moment import Moment
from congress_dash.records import FormId, Preview, Progress, Severity
from congress_dash.store import Store
from reports import ROLE, accepted, with_catalogue

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

DAY = date(2020, 5, 13)
NOW = datetime(2026, 11, 25, 8, 30)
REPORT = """
| Số liệu tính đến ngày 13/5/2020 |
| Tên tổ chức đảng | Số chi bộ trực thuộc | Số đảng viên | Chi bộ trực thuộc đã tổ chức | Kế hoạch | Dự thảo lần thứ | Góp ý | Ngày trình | Ngày duyệt | Dự kiến | Thực tế | Hình thức | ĐH điểm | Bầu trực tiếp BT | Tình trạng | Ghi chú |
| PV01 | 6 | 62 | 6 | 03-KH/ĐU, 16/12/2019 | lần 3 | 34 | 14/2/2020 | 02/3/2020 | 10/3/2020 | 10/3/2020 | ĐV | x | Không | | |
| PX01 | 4 |    |   | x                    | đang DT lần 2 |   |  |  | cuối tháng 5 | x | | | | | Chờ ý kiến, cấp trên |
| PC03 | 5 | 47 | 4 | 15/01/2020           |       |    |           |           | 24 và 25/7 |           | ĐB | | | | |
| PC02 |   |    |   | 12-KH/ĐU             |       |    |           |           | Quý II/2020 | chưa b/c | | | | | |
| PC04 | 5 | 30 | 5 |                      | 1     | 12 | 20/4/2020 | 29/4/2020 | DK 6/5 (TT: 7/5) |  | | Không | x | | a = b, 50% |
| PC10 | 4 | 30 |   |                      |       |    |           |           |           | 4-6/5     | | | | | |
| PC11 | 6 | 30 |   |                      |       |    |           |           | trước 30/6 |          | | | | Tạm hoãn | |
"""
UNITS = ("PV01", "PX01", "PC03", "PC02", "PC04", "PC10", "PC11", "PK02")  # the last: no report


@pytest.fixture
def books(store_path: Path) -> Iterator[Store]:
    store = with_catalogue(store_path)
    accepted(store, REPORT)
    assert len(store.in_force(FormId.PROGRESS, Moment(DAY, 99))) == len(UNITS) - 1
    yield store
    store.close()


def in_force(books: Store, unit: str, as_of: date = DAY) -> dict[str, Any] | None:
    return books.in_force(FormId.PROGRESS, Moment(as_of, 99)).get(unit)


def looked(books: Store, unit: str, field: str, value: str, as_of: date = DAY) -> Preview:
    content = editing.book(unit, in_force(books, unit, as_of), field, value, as_of, NOW)
    return intake.look(
        f"sua-{unit}.xlsx", content, books, as_of=as_of, reason="Đính chính", partial=True
    )


def plain(said: dict[str, Any] | None, *without: str) -> dict[str, Any] | None:
    return said and {n: v for n, v in said.items() if n not in {"upload", *without}}


@pytest.mark.parametrize("unit", UNITS)
def test_a_row_written_from_the_books_reads_back_as_it_is(books: Store, unit: str) -> None:
    before = in_force(books, unit)
    preview = looked(books, unit, "submitted_on", "12/5/2020")
    editing.check(preview, before, "submitted_on")
    assert preview.decisions == ()
    books.accept(preview, by=ROLE)
    after = in_force(books, unit)
    assert after
    assert after["submitted_on"] == date(2020, 5, 12)
    silent = {f.name: None for f in dataclasses.fields(Progress)}
    unsaid = silent | {"key": unit, "unit": unit, "plan_issued": False, "draft_in_progress": False}
    assert plain(after, "submitted_on") == plain(before or unsaid, "submitted_on")


@pytest.mark.parametrize(
    ("unit", "field", "value", "changes"),
    [
        ("PC03", "held_on", "5/5/2020",
         {"held": ("không", "có"), "held_on": ("", "05/05/2020"), "held_to": ("", "05/05/2020")}),
        ("PC03", "sub_cells_held", "5", {"sub_cells_held": ("4", "5")}),
        ("PX01", "draft", "3", {"draft": ("2", "3"), "draft_in_progress": ("có", "không")}),
        ("PC03", "planned", "20/5/2020",
         {"planned_from": ("24/07/2020", "20/05/2020"), "planned_to": ("25/07/2020", "20/05/2020")}),
        ("PC11", "status", "", {"status": ("postponed", "")}),
        ("PV01", "note", "Đã họp", {"note": ("", "Đã họp")}),
        ("PV01", "plan", "04-KH/ĐU, 16/12/2019", {"plan_no": ("03-KH/ĐU", "04-KH/ĐU")}),
    ],
)  # fmt: skip
def test_one_value_changes_and_the_preview_says_so(
    books: Store, unit: str, field: str, value: str, changes: dict[str, tuple[str, str]]
) -> None:
    preview = looked(books, unit, field, value)
    editing.check(preview, in_force(books, unit), field)
    (change,) = preview.changes
    assert {name: (before, after) for name, before, after in change.fields} == changes
    assert preview.missing == ()


def test_what_is_typed_is_read_by_the_same_readers(books: Store) -> None:
    (problem,) = (
        p for p in looked(books, "PC03", "approved_on", "31/4/2020").problems
        if p.severity is Severity.ERROR
    )  # fmt: skip
    assert problem.kind == "unreadable_date"
    assert "không có trong lịch" in problem.message


def test_a_value_that_would_change_another_is_not_taken(books: Store) -> None:
    preview = looked(books, "PC02", "sub_cells_held", "3/4")
    with pytest.raises(editing.NotEditable, match="Số chi bộ trực thuộc"):
        editing.check(preview, in_force(books, "PC02"), "sub_cells_held")


def test_rough_words_of_another_year_are_not_moved_to_this_one(books: Store) -> None:
    later = date(2021, 2, 1)
    preview = looked(books, "PX01", "comments", "5", later)
    with pytest.raises(editing.NotEditable, match="Dự kiến"):
        editing.check(preview, in_force(books, "PX01", later), "comments")


def test_the_same_correction_twice_is_two_files(books: Store) -> None:
    before = in_force(books, "PC03")
    first = editing.book("PC03", before, "comments", "5", DAY, NOW)
    again = editing.book("PC03", before, "comments", "5", DAY, NOW.replace(minute=31))
    assert first != again
    assert first == editing.book("PC03", before, "comments", "5", DAY, NOW)


def test_the_workbook_is_a_biểu_01_that_says_what_it_is_for(books: Store) -> None:
    content = editing.book("PC03", in_force(books, "PC03"), "comments", "5", DAY, NOW)
    sheet = load_workbook(BytesIO(content))["Biểu 01"]
    words = [str(c.value) for row in sheet.iter_rows() for c in row if c.value]
    assert "(Số liệu tính đến ngày 13/05/2020)" in words
    assert any(
        w.startswith("Sửa một mục trên trang Cập nhật: Công tác chuẩn bị – Góp ý") for w in words
    )


def test_withdrawing_the_correction_brings_the_old_value_back(books: Store) -> None:
    before = in_force(books, "PC03")
    upload = books.accept(looked(books, "PC03", "held_on", "5/5/2020"), by=ROLE)
    assert in_force(books, "PC03") != before
    books.withdraw(upload, reason="Sửa nhầm", by=ROLE)
    assert in_force(books, "PC03") == before


@pytest.mark.slow
@pytest.mark.parametrize("as_of", [date(2020, 1, 31), DAY, date(2020, 6, 30)])
def test_every_row_of_the_sample_province_reads_back(sample_store: Path, as_of: date) -> None:
    books = Store.open(sample_store)
    reported = books.in_force(FormId.PROGRESS, Moment(as_of, 99))
    assert len(reported) == 47
    for unit in reported:
        preview = looked(books, unit, "note", "Sửa thử", as_of)
        editing.check(preview, reported[unit], "note")
        assert [name for change in preview.changes for name, _, _ in change.fields] == ["note"]
    books.close()
