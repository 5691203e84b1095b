"""What a sheet prints of itself – totals, counts, rates – against what its rows give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from congress_dash import intake
from congress_dash.records import Preview
from congress_dash.store import Store
from written import book

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
AS_OF = "| Số liệu tính đến ngày 13/5/2020 |\n"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Books that know the sample province, for tests that look and save nothing."""
    store = Store.open(tmp_path_factory.mktemp("books") / "books.duckdb", create=True)
    content = (SAMPLES / "danh-muc.xlsx").read_bytes()
    store.accept(intake.look("danh-muc.xlsx", content, store), by="Quản trị")
    yield store
    store.close()


def look(store: Store, table: str) -> Preview:
    return intake.look("bieu.xlsx", book({"Biểu": AS_OF + table.lstrip("\n")}), store)


def sums(preview: Preview) -> list[tuple[str, int, int]]:
    """Address, what is printed, what the rows give."""
    return [(c.cell, c.says, c.rows_give) for c in preview.checksums]


def odd(preview: Preview) -> list[tuple[str, str, str, str]]:
    """Address, what was typed, severity and kind of what a sheet says wrongly of itself."""
    kinds = ("total_mismatch", "total_unreadable", "percent_mismatch")
    return [
        (p.cell, p.typed, p.severity.value, p.kind) for p in preview.problems if p.kind in kinds
    ]


def test_groups_blocks_and_the_whole(books: Store) -> None:
    preview = look(books, """
        | TT | Tên tổ chức đảng          | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Số đảng viên | Góp ý | Thực tế |
        |    | I. KHỐI AN NINH (2 đơn vị) | 4                   | 3                            |              |       |         |
        | 1  | PA02                      | 4                    | 4                            | 40/3         | 03 lượt |       |
        | 2  | PA03                      |                      |                              | 29           | 5     |         |
        |    | Cộng khối I: 3 đơn vị     | 4                    | 4                            | 72           | 8     |         |
        |    | II. KHỐI CẢNH SÁT         |                      |                              |              |       |         |
        | 1  | PC02                      | 5                    | 1.1                          | 58           |       |         |
        | 2  | PC03                      | 5                    | 5                            | 47           | 2     |         |
        |    | Cộng khối II              | 10                   | 6/10                         | 105          | 3     |         |
        | Tổng cộng: 4 tổ chức |         | 14                   | 10/15                        | 1.77         |       |         |
    """)  # fmt: skip
    assert sums(preview) == [
        ("B3", 2, 2),
        ("C3", 4, 4),
        ("D3", 3, 4),
        ("B6", 3, 2),
        ("C6", 4, 4),
        ("E6", 72, 72),
        ("D6", 4, 4),
        ("F6", 8, 8),
        ("C10", 10, 10),
        ("E10", 105, 105),
        ("D10", 6, 5),
        ("F10", 3, 2),
        ("A11", 4, 4),
        ("C11", 14, 14),
        ("D11", 10, 9),
    ]
    assert odd(preview) == [
        ("D3", "3", "warning", "total_mismatch"),
        ("B6", "3", "warning", "total_mismatch"),
        ("D10", "6", "warning", "total_mismatch"),
        ("F10", "3", "warning", "total_mismatch"),
        ("D11", "10", "warning", "total_mismatch"),
        ("E11", "1.77", "warning", "total_unreadable"),
    ]
    unread = next(p.message for p in preview.problems if p.cell == "D10" and p.field == "total")
    assert "cộng lại được 5 (chưa kể 1 ô chưa đọc được)" in unread


def test_both_halves_of_a_fraction(books: Store) -> None:
    preview = look(books, """
        | Tên tổ chức đảng | Chi bộ trực thuộc đã tổ chức | Thực tế |
        | PC02             | 4/5                          |         |
        | PC03             | 5/5                          |         |
        | Tổng cộng        | 9/11                         |         |
    """)  # fmt: skip
    assert sums(preview) == [("B5", 9, 9), ("B5", 11, 10)]
    assert odd(preview) == [("B5", "11", "warning", "total_mismatch")]


def test_marks_and_days_are_counted(books: Store) -> None:
    preview = look(books, """
        | Tên tổ chức đảng | Kế hoạch  | Ngày trình | Ngày duyệt | Dự kiến | Thực tế      | ĐH điểm | Bầu trực tiếp BT |
        | PV01             | 12-KH     | 20/2/2020  | 2/3/2020   | 10/3    | 10/3/2020    | x       | x                |
        | PC03             | 13-KH     | 20/2/2020  | 2/3/2020   | 5/3     | x            | x       | không            |
        | PA04             | 14-KH     | 20/2/2020  |            |         | cuối tháng 2 | x       |                  |
        | PC02             |           |            |            | 20/5    | Chưa         |         |                  |
        | PX01             | chưa      |            |            | 21/5    |              |         |                  |
        | Tổng cộng        | 3         | 3          | 3          | 5       | 02 đơn vị    | 3       | 2                |
    """)  # fmt: skip
    assert sums(preview) == [
        ("B8", 3, 3),
        ("C8", 3, 3),
        ("D8", 3, 2),
        ("F8", 2, 2),
        ("G8", 3, 3),
        ("H8", 2, 1),
    ]
    assert odd(preview) == [
        ("D8", "3", "warning", "total_mismatch"),
        ("H8", "2", "warning", "total_mismatch"),
    ]


def test_a_total_that_was_never_calculated_is_told_and_holds_nothing_back(books: Store) -> None:
    preview = look(books, """
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Góp ý | Thực tế | Ghi chú |
        | PC02             | 5                    | 2     |         |         |
        | Tổng cộng        | =SUM(B3:B3)          | #REF! |         | =A1     |
    """)  # fmt: skip
    assert odd(preview) == [
        ("B4", "=SUM(B3:B3)", "warning", "total_unreadable"),
        ("C4", "#REF!", "warning", "total_unreadable"),
    ]
    assert (preview.accepted, preview.waiting) == (1, ())


def test_a_total_above_its_rows_stands_for_all_of_them(books: Store) -> None:
    preview = look(books, """
        | Tên tổ chức đảng         | Số chi bộ trực thuộc | Thực tế |
        | TỔNG CỘNG (2 đơn vị)     | 10                   | 1       |
        | PC02                     | 5                    | x       |
        | PC03                     | 5                    |         |
    """)  # fmt: skip
    assert sums(preview) == [("A3", 2, 2), ("B3", 10, 10), ("C3", 1, 1)]


def test_units_of_one_kind_are_not_all_units(books: Store) -> None:
    preview = look(books, """
        | Tên tổ chức đảng                | Số chi bộ trực thuộc | Thực tế |
        | PC02                            | 5                    |         |
        | CATP-A                          | 17                   |         |
        | Tổng cộng: 1 đơn vị trực thuộc  | 22                   |         |
    """)  # fmt: skip
    assert sums(preview) == [("B5", 22, 22)]


RATES = """
| Tên tổ chức đảng | Số chi bộ trực thuộc | Đã tổ chức | Tỷ lệ (%)  | Thực tế |
| PC02             | 5                    | 4          | 80%        |         |
| PC03             | 5                    | 5          | 1          |         |
| PC04             | 5                    | 0          | 0          |         |
| PC06             | 4                    | 3          | 0.75       |         |
| PC07             | 8                    | 7          | 87,5%      |         |
| PC08             | 9                    | 7          | (= 78 %)   |         |
| PC10             | 4                    | 3          | 80         |         |
| PC11             | 6                    | 5          | 83,4       |         |
| PK02             | 7                    | 6          | 0.8        |         |
| PH10             | 5                    | 5/5        | 99,9%      |         |
| PX01             | 4                    | 4          | #DIV/0!    |         |
| PX03             |                      |            | #DIV/0!    |         |
| PV01             | 6                    | 6          | đạt        |         |
| Tổng cộng        | 68                   | 55         | 80,9%      |         |
"""


def test_rates_are_held_against_the_numbers_beside_them(books: Store) -> None:
    heading = RATES.replace("Đã tổ chức |", "Chi bộ trực thuộc đã tổ chức |")
    preview = look(books, heading)
    assert odd(preview) == [
        ("D9", "80", "warning", "percent_mismatch"),
        ("D10", "83,4", "warning", "percent_mismatch"),
        ("D11", "0.8", "warning", "percent_mismatch"),
        ("D12", "99,9%", "warning", "percent_mismatch"),
    ]
    told = next(p.message for p in preview.problems if p.cell == "D11")
    assert "6/7 là 85,7%" in told
    assert preview.waiting == ()
    total = look(books, heading.replace("80,9%", "81,9%"))
    assert odd(total)[-1] == ("D16", "81,9%", "warning", "percent_mismatch")


def test_a_rate_that_stands_elsewhere_may_be_of_other_numbers(books: Store) -> None:
    preview = look(books, """
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Góp ý | Tỷ lệ (%) | Thực tế |
        | PC02             | 5                    | 4                            | 3     | 10%       |         |
    """)  # fmt: skip
    assert odd(preview) == []


def test_attendance_has_a_rate_too(books: Store) -> None:
    preview = look(books, """
        | Tổ chức đảng | Ngày đại hội | ĐV triệu tập | Có mặt | Tỷ lệ % | Ngày báo cáo kết quả |
        | PV01         | 10/3/2020    | 62           | 60     | 96,77   | 16/3/2020            |
        | PC03         | 05/3/2020    | 47           | 47     | 98,0    | 16/3/2020            |
    """)  # fmt: skip
    assert odd(preview) == [("E4", "98,0", "warning", "percent_mismatch")]
