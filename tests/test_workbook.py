"""Workbook bytes → rows of a form: the mess of domain.md §4.3 that lies in the sheet itself."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from congress_dash import opening, workbook
from congress_dash.errors import Refused
from congress_dash.forms import FORMS
from congress_dash.readers import Broken
from congress_dash.records import Dropped, FormId, Sheet, address
from congress_dash.workbook import Table
from written import book, rows

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


def sheet(text: str, merged: Iterable[str] = ()) -> Sheet:
    """The one sheet of a real workbook, as it comes back from the reading child."""
    (read,) = opening.sheets(book({"Biểu": text}, merged={"Biểu": merged}))
    return read


def typed(text: str) -> Sheet:
    """The same sheet without the way through a file: where cells stand is all that matters."""
    return Sheet("Biểu", True, rows(text), [])


def table(read: Sheet | str, form: FormId = FormId.PROGRESS) -> Table:
    found = workbook.table(typed(read) if isinstance(read, str) else read, FORMS[form].layouts[0])
    assert found is not None
    return found


def values(read: Table, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(row.cells[field].value for field in fields) for row in read.rows]


def names(read: Table) -> list[object]:
    return [row.cells["organisation"].value for row in read.rows]


# --- 1 to 3: titles, merged headings, column numbers ---------------------------------------------

TITLE = """\
| ĐẢNG BỘ TỈNH X        |  | ĐẢNG CỘNG SẢN VIỆT NAM |
| ĐẢNG ỦY CÔNG AN TỈNH  |  | X, ngày 13 tháng 5 năm 2020 |
| *                     |
|  | Tiến độ tổ chức đại hội chi bộ, đảng bộ cơ sở nhiệm kỳ 2020 - 2025 |
|  | (Số liệu tính đến ngày 13/5/2020) |
.
"""
HEADED = """\
| TT | Tên tổ chức đảng | Dự kiến | Thực tế    | Ghi chú |
| 1  | PV01             |         | 10/3/2020  |         |
| 2  | PC03             | 20/5    |            | chờ     |
"""


@pytest.mark.parametrize(("title", "first"), [("", 2), (TITLE, 8), (TITLE + TITLE, 14)])
def test_1_headings_are_found_by_what_they_say(title: str, first: int) -> None:
    read = table(title + HEADED)
    assert values(read, "organisation", "planned", "held_on", "note") == [
        ("PV01", None, "10/3/2020", None),
        ("PC03", "20/5", None, "chờ"),
    ]
    assert [row.number for row in read.rows] == [first, first + 1]
    assert [row.cells["held_on"].address for row in read.rows] == [f"D{first}", f"D{first + 1}"]


def test_1_headings_are_compared_without_accents_case_and_spaces() -> None:
    read = table("""
        | STT | TÊN TỔ CHỨC  ĐẢNG | DỰ⏎KIẾN | Thực\u00a0tế | Ðại hội điểm | ghi chu |
        | 1   | PV01              | 20/5    | x            | x            | …       |
    """)
    assert values(read, "organisation", "planned", "held_on", "pilot", "note") == [
        ("PV01", "20/5", "x", "x", "…")
    ]


THREE_ROWS = """
| TT |Đơn vị|Số chi bộ trực thuộc|Tổng số đảng viên||Đại hội chi bộ trực thuộc||Thời gian đại hội|
|     |      |     | Chính thức | Dự bị | Đã tổ chức | Tỷ lệ (%)   | Dự kiến | Thực tế |
|     |      |     |            |       |            |             |         |         |
| (1) | (2)  | (3) | (4)        | (5)   | (6)        | (7)=(6)/(3) | (8)     | (9)     |
| 1   | PV01 | 6   | 61         | 1     | 5          | 83          | 10/3    | 12/3    |
"""
MERGED = ("A1:A3", "B1:B3", "C1:C3", "D1:E1", "D2:D3", "E2:E3", "F1:G1", "F2:F3", "G2:G3",
          "H1:I1", "H2:H3", "I2:I3")  # fmt: skip


def test_2_merged_headings_are_read_from_parent_to_child() -> None:
    read = table(sheet(THREE_ROWS, MERGED))
    assert read.columns == {
        "organisation": 1, "sub_cells": 2, "members_full": 3, "members_probationary": 4,
        "sub_cells_held": 5, "planned": 7, "held_on": 8,
    }  # fmt: skip
    fields = ("sub_cells", "members_full", "members_probationary", "sub_cells_held", "held_on")
    assert values(read, *fields) == [(6.0, 61.0, 1.0, 5.0, "12/3")]
    assert read.unknown == ()


def test_3_the_row_of_column_numbers_is_no_organisation() -> None:
    assert [row.number for row in table(sheet(THREE_ROWS, MERGED)).rows] == [5]
    plain = table("""
        | TT | Tên tổ chức đảng | Dự kiến | Thực tế |
        | 1  | 2                | 3       | 4       |
        | A  | B                | C       | D       |
        | 1  | PV01             |         | x       |
    """)
    assert names(plain) == ["PV01"]


# --- 4 to 6: groups, totals, numbering -----------------------------------------------------------

GROUPED = """
| TT | Tên tổ chức đảng       | Số chi bộ trực thuộc | Thực tế |
|    | I. KHỐI AN NINH        | 9                    |         |
| 1  | PA02                   | 4                    | x       |
| 2  | PA03                   | 5                    |         |
|    | Cộng khối I            | 9                    |         |
| II | KHỐI CẢNH SÁT          |                      |         |
| 1  | PC02                   | 5                    |         |
| 3  | PC03                   | 6                    |         |
|    | Cộng khối II:          | 11                   |         |
|    | Ⅲ. KHỐI HẬU CẦN        |                      |         |
| 01 | PH10                   | 7                    |         |
|    | Cộng                   | 7                    |         |
|    | IV - Khối Tham mưu     |                      |         |
|    | PV01                   | 8                    |         |
|    | Khối Công an huyện     | 2                    |         |
|    | CAH-E                  | 2                    |         |
|    | Tổng cộng khối IV      | 10                   |         |
|    | TỔNG CỘNG              | 37                   |         |
"""


def test_4_group_rows_are_no_organisations() -> None:
    assert names(table(GROUPED)) == ["PA02", "PA03", "PC02", "PC03", "PH10", "PV01", "CAH-E"]


def test_5_totals_stand_for_their_rows() -> None:
    totals = [(t.cells["sub_cells"].value, t.rows) for t in table(GROUPED).totals]
    assert totals == [
        (9.0, (3, 4)),  # what the heading of the group prints
        (9.0, (3, 4)),
        (11.0, (7, 8)),
        (7.0, (11,)),
        (2.0, (16,)),  # a heading again
        (10.0, (16,)),
        (37.0, (3, 4, 7, 8, 11, 14, 16)),
    ]


def test_5_the_total_of_a_level_stands_for_the_rows_since_the_one_before() -> None:
    read = table("""
        | Tên tổ chức đảng               | Số chi bộ trực thuộc | Thực tế |
        | I. KHỐI AN NINH                |                      |         |
        | PA02                           | 4                    | x       |
        | Cộng khối I                    | 4                    |         |
        | TỔNG CỘNG TRỰC THUỘC           | 4                    |         |
        | II. CÔNG AN CẤP HUYỆN          |                      |         |
        | CAH-E                          | 8                    | x       |
        | Cộng khối II                   | 8                    |         |
        | III. CÔNG AN THỊ XÃ            |                      |         |
        | CATX-C                         | 10                   | x       |
        | Cộng khối III                  | 10                   |         |
        | Cộng phối hợp (2 tổ chức)      | 18                   |         |
        | TỔNG CỘNG                      | 22                   |         |
    """)
    rows = [total.rows for total in read.totals]
    assert rows == [(3,), (3,), (7,), (10,), (7, 10), (3, 7, 10)]


@pytest.mark.parametrize("label", ["Cộng", "CỘNG", "TỔNG CỘNG", "Tổng cộng:", "TC", "Tổng số",
                                   "Tong cong", "Cô\u0323ng"])  # fmt: skip
def test_5_a_total_by_any_name_is_no_organisation(label: str) -> None:
    read = table(f"""
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Thực tế |
        | PA02             | 4                    | x       |
        | PA03             | 5                    |         |
        | {label}          | 9                    |         |
    """)
    assert names(read) == ["PA02", "PA03"]
    assert [total.rows for total in read.totals] == [(2, 3)]


def test_5_a_last_plain_total_after_group_totals_stands_for_all() -> None:
    read = table("""
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Thực tế |
        | I. KHỐI AN NINH  |                      |         |
        | PA02             | 4                    | x       |
        | Cộng khối I      | 4                    |         |
        | II. KHỐI CS      |                      |         |
        | PC02             | 5                    | x       |
        | Cộng khối II     | 5                    |         |
        | Cộng             | 9                    |         |
    """)
    assert [total.rows for total in read.totals] == [(3,), (6,), (3, 6)]


@pytest.mark.parametrize("name", ["Công an huyện E", "Chi bộ Công tác đảng", "Tổng đội 1", "V",
                                  "Đảng bộ Khối I"])  # fmt: skip
def test_5_a_name_that_only_looks_like_a_total_or_group_is_kept(name: str) -> None:
    read = table(f"""
        | Tên tổ chức đảng | Loại hình | Thực tế |
        | {name}           | v         |         |
    """)
    assert names(read) == ([] if name == "V" else [name])


def test_4_a_tick_in_a_row_without_a_name_is_no_roman_numeral() -> None:
    read = table("""
        | TT | Tên tổ chức đảng | ĐH điểm | Thực tế |
        | 1  |                  | X       | 20/5    |
    """)
    assert values(read, "organisation", "held_on") == [(None, "20/5")]


def test_6_numbering_says_nothing() -> None:
    read = table("""
        | STT | Tên tổ chức đảng | Dự kiến | Thực tế |
        | 01  | PA02             |         |         |
        | 1   | PA03             |         |         |
        |     | PA04             |         |         |
        | 7   | PA05             |         |         |
        | ?   | PA06             |         |         |
        | 1a  | PA08             |         |         |
    """)
    assert names(read) == ["PA02", "PA03", "PA04", "PA05", "PA06", "PA08"]


# --- 7, 8: vertical merges, what stands below ----------------------------------------------------


def test_7_a_merged_day_or_team_holds_for_every_row_it_covers_and_counts_do_not() -> None:
    written = sheet(
        """
        | Ngày         | Thành phần       | Đơn vị được kiểm tra | Tồn tại, hạn chế |
        | {2020-05-04} | Tổ công tác số 1 | PC02                 | chậm văn kiện    |
        |              |                  | PC03                 |                  |
        |              |                  | PC04                 |                  |
        | {2020-05-05} | Tổ công tác số 2 | PA02                 |                  |
        """,
        merged=("A2:A4", "B2:B3", "D2:D4"),
    )
    read = table(written, FormId.INSPECTIONS)
    fourth, fifth = datetime(2020, 5, 4), datetime(2020, 5, 5)
    assert values(read, "visited_on", "team", "organisation", "finding") == [
        (fourth, "Tổ công tác số 1", "PC02", "chậm văn kiện"),
        (fourth, "Tổ công tác số 1", "PC03", None),
        (fourth, None, "PC04", None),
        (fifth, "Tổ công tác số 2", "PA02", None),
    ]
    assert [row.spread for row in read.rows] == [
        frozenset(), {"visited_on", "team"}, {"visited_on"}, frozenset(),
    ]  # fmt: skip
    assert read.rows[1].cells["visited_on"].address == "A3"


def test_7_a_congress_day_merged_over_two_organisations_holds_for_both() -> None:
    written = sheet(
        """
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Thực tế |
        | PA02             | 4                    | 10/5    |
        | PA03             |                      |         |
        | PA04             |                      |         |
        """,
        merged=("B2:B4", "C2:C3"),
    )
    read = table(written)
    assert values(read, "sub_cells", "held_on") == [(4.0, "10/5"), (None, "10/5"), (None, None)]


BELOW = {
    "signatures": "| NƠI NHẬN:  |  | T/M BAN THƯỜNG VỤ |",
    "maker": "|  | NGƯỜI LẬP BIỂU |",
    "signatures in another font's case": "|  | Người lập biểu |  |",
    "two empty rows": ".\n.",
    "a remark": "|  | Ghi chú: số liệu chưa gồm đơn vị mới sáp nhập |",
}


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW.keys())
def test_8_reading_stops_below_the_table(below: str) -> None:
    read = table(
        f"""
        | TT | Tên tổ chức đảng | Dự kiến | Thực tế |
        | 1  | PA02             |         | x       |
        .
        |    | PA03             |         |         |
        |    | TỔNG CỘNG        |         |         |
        {below}
        |    | - Lưu Văn phòng  |         |         |
    """
    )
    assert names(read) == ["PA02", "PA03"]


# --- 13, 24: blanks, broken cells, addresses -----------------------------------------------------


def test_13_cells_of_invisible_characters_are_empty() -> None:
    read = table(
        sheet("""
        | Tên tổ chức đảng | Dự kiến | Thực tế | Ghi chú |
        | Phòng\u00a0⏎Tham\u200b mưu | \u200b | \u00a0 | \ufeff |
    """)
    )
    (row,) = read.rows
    assert row.cells["organisation"].value == "Phòng\u00a0\nTham\u200b mưu"
    assert [row.cells[f].value for f in ("planned", "held_on", "note")] == [None, None, None]


def test_24_errors_and_formulas_never_calculated_are_not_empty() -> None:
    read = table(
        sheet("""
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Dự kiến | Thực tế | Tỷ lệ (%) |
        | PA02             | =B1+1                | #N/A    | #REF!   | #DIV/0!   |
        | Cộng             | =SUM(B2:B2)          |         |         | #DIV/0!   |
    """)
    )
    assert values(read, "sub_cells", "planned", "held_on") == [
        (Broken("=B1+1"), Broken("#N/A"), Broken("#REF!"))
    ]
    assert [total.cells["sub_cells"].value for total in read.totals] == [Broken("=SUM(B2:B2)")]


def test_24_a_formula_with_its_value_is_its_value() -> None:
    """XlsxWriter stores what a formula gives, an empty text too; Excel does the same."""
    (read,) = opening.sheets((SAMPLES / "bieu-01-2020-05-13.xlsx").read_bytes())
    found = workbook.table(read, FORMS[FormId.PROGRESS].layouts[0])
    assert found is not None
    assert len(found.rows) == 47
    assert [t.cells["sub_cells"].value for t in found.totals] == [
        14.0,
        5.0,
        4.0,
        53.0,
        134.0,
        210.0,
    ]


def test_addresses_count_empty_rows_and_columns_too() -> None:
    read = table(
        sheet("""
        | |
        | |
        |  |  | Tên tổ chức đảng | Dự kiến | Thực tế |
        |  |  | PA02             |         | x       |
    """)
    )
    assert read.rows[0].number == 4
    assert read.rows[0].cells["held_on"].address == "E4"


@pytest.mark.parametrize(
    ("at", "written"),
    [((0, 0), "A1"), ((12, 5), "F13"), ((0, 25), "Z1"), ((0, 26), "AA1"), ((0, 701), "ZZ1"),
     ((1_048_575, 16_383), "XFD1048576")],
)  # fmt: skip
def test_address(at: tuple[int, int], written: str) -> None:
    assert address(*at) == written


# --- columns that nobody asked for ---------------------------------------------------------------


def test_columns_of_persons_are_dropped_and_named() -> None:
    read = table("""
        | Đơn vị | Họ và tên bí thư | Thực tế | Ngày sinh | Số phiếu | SĐT | Bầu trực tiếp bí thư |
        | PA02   | Một người        | x       | 1970      | 20       | 09  | x                    |
    """)
    assert read.dropped == (
        Dropped("Biểu", "B", "Họ và tên bí thư"),
        Dropped("Biểu", "D", "Ngày sinh"),
        Dropped("Biểu", "E", "Số phiếu"),
        Dropped("Biểu", "F", "SĐT"),
    )
    assert values(read, "direct_election") == [("x",)]
    assert "Một người" not in str(read.rows)


def test_an_unknown_heading_is_told_where_it_has_values() -> None:
    read = table("""
        | Tên tổ chức đảng | Thực tế | Xếp loại | Cột trống |
        | PA02             | x       | tốt      |           |
    """)
    assert [(c.value, c.address) for c in read.unknown] == [("Xếp loại", "C1")]


# --- the day of the figures ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("(Số liệu tính đến ngày 13/5/2020)", date(2020, 5, 13)),
        ("Số liệu tính đến ngày 13 tháng 5 năm 2020", date(2020, 5, 13)),
        ("SỐ LIỆU TÍNH ĐẾN NGÀY 13/05/2020.", date(2020, 5, 13)),
        ("Số liệu đến hết ngày 30-6-2020", date(2020, 6, 30)),
        ("Biểu 01 (số liệu chốt đến ngày 13.5.2020)", date(2020, 5, 13)),
        ("S\u00f4\u0301 li\u00ea\u0323u ti\u0301nh \u0111\u00ea\u0301n nga\u0300y 13/5/2020",
         date(2020, 5, 13)),
        ("Số liệu tính đến ngày 13/5", None),
        ("Số liệu tính đến ngày 31/4/2020", None),
        ("X, ngày 13 tháng 5 năm 2020", None),
        ("Số liệu tính đến 13/5/2020", date(2020, 5, 13)),
        ("(So lieu tinh den ngay 13/5/2020)", date(2020, 5, 13)),
        ("(Số liệu từ ngày 7/5/2020 đến ngày 13/5/2020)", date(2020, 5, 13)),
        ("(Tính từ 7/5 đến hết ngày 13/5/2020)", date(2020, 5, 13)),
        ("Tính đến 17h00 ngày 13/5/2020", date(2020, 5, 13)),
        ("Số liệu tính đến 16 giờ 00, ngày 13 tháng 5 năm 2020", date(2020, 5, 13)),
        ("Công an tỉnh tiếp nhận đến ngày 13/5/2020", None),
        ("Tính đến ngày 13/5/2020", date(2020, 5, 13)),
        ("(Tính đến hết ngày 13 tháng 5 năm 2020)", date(2020, 5, 13)),
        ("Số liệu cập nhật đến ngày 13.5.2020", date(2020, 5, 13)),
        ("Số liệu chốt ngày 13/5/2020", date(2020, 5, 13)),
        ("Thời điểm chốt số liệu: 13/5/2020", date(2020, 5, 13)),
        ("Cập nhật đến ngày 13/5/2020", date(2020, 5, 13)),
        ("Tính đến hết ngày 13-05-2020, so với số liệu tính đến ngày 30/4/2020", None),
        ("Tính đến ngày 13/5/2020 đã có 11 tổ chức đảng đại hội", None),
        ("Từ ngày 01/5/2020 đến ngày 13/5/2020", None),
        ("Dự kiến đến 13/5/2020 xong", None),
    ],
)  # fmt: skip
def test_as_of(words: str, told: date | None) -> None:
    read = Sheet("Biểu", True, [[None], [None, words], ["Tên tổ chức đảng", "Thực tế"]], [])
    found = workbook.as_of_cell(read)
    assert (found and found[1]) == told


@pytest.mark.parametrize(
    "label", ["(Số liệu tính đến ngày", "Ngày chốt số liệu:", "Tính đến ngày:"]
)
@pytest.mark.parametrize("told", [datetime(2020, 5, 13), "13/5/2020)", "ngày 13 tháng 5 năm 2020"])
def test_as_of_in_the_next_cell(label: str, told: object) -> None:
    read = Sheet("Biểu", True, [[None, label, None, told], ["Tên tổ chức đảng", "Thực tế"]], [])
    found = workbook.as_of_cell(read)
    assert found
    assert (found[0].address, found[1]) == ("B1", date(2020, 5, 13))


@pytest.mark.parametrize("words", ["Số liệu tính đến ngày 13/5", "Số liệu chốt ngày 31/4/2020"])
def test_an_as_of_that_cannot_be_read_gives_way_to_one_that_can(words: str) -> None:
    lines = [[None, words], [None, "Tính đến ngày 13/5/2020"]]
    found = workbook.as_of_cell(Sheet("Biểu", True, lines, []))
    assert found
    assert (found[0].address, found[1]) == ("B2", date(2020, 5, 13))
    unread = workbook.as_of_cell(Sheet("Biểu", True, lines[:1], []))
    assert unread
    assert (unread[0].address, unread[1]) == ("B1", None)


# --- files that are no workbook, or made to hurt -------------------------------------------------


def package(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        opening.sheets(content)
    assert "Hãy" in str(refused.value)
    return refused.value


NO_WORKBOOKS = {
    "random": bytes(range(256)) * 8,
    "text": "Tên tổ chức đảng\nPC03".encode(),
    "docx": package(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<w/>"}),
    "zip": package(**{"a.txt": b"a"}),
}


@pytest.mark.parametrize("content", NO_WORKBOOKS.values(), ids=NO_WORKBOOKS.keys())
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert refusal(content).kind == "not_a_workbook"


def test_a_damaged_workbook_is_refused() -> None:
    hollow = package(**{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<workbook"})
    assert refusal(hollow).kind == "unreadable"
    assert refusal(book({"A": "| a |"})[:900]).kind == "unreadable"
    assert refusal(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2048)).kind == "unreadable"


def test_a_package_of_too_many_parts_is_refused() -> None:
    many = package(**{"[Content_Types].xml": b"", **{f"xl__{n}": b"" for n in range(5_001)}})
    assert refusal(many).kind == "too_large"


def far_apart(last: object) -> bytes:
    """A small legal workbook whose only other cell is the last one of the grid."""
    written = openpyxl.load_workbook(BytesIO(book({"Biểu": HEADED})))
    cell = written["Biểu"]["XFD1048576"]
    cell.value = last
    cell.number_format = "0.00"
    out = BytesIO()
    written.save(out)
    return out.getvalue()


def test_two_cells_at_the_corners_of_the_grid_are_answered_in_time() -> None:
    killer = far_apart(1)
    assert len(killer) < 8_000
    started = time.monotonic()
    told = refusal(killer)
    assert told.kind == "far_cell"
    assert "“Biểu” có ô XFD1048576" in str(told)
    assert time.monotonic() - started < 20


def test_what_is_read_ahead_of_its_checks_and_falls_is_read_again_with_care() -> None:
    """The reader falls over the far cell while a large picture is still being counted."""
    out = BytesIO(far_apart(1))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.bmp", bytes(200_000_000))
    heard = opening._read(out.getvalue(), "")
    assert heard.is_ahead
    assert heard.done is None
    assert not heard.sheets
    assert refusal(out.getvalue()).kind == "far_cell"


def test_an_empty_formatted_cell_at_the_end_of_the_grid_hurts_nobody() -> None:
    (read,) = opening.sheets(far_apart(None))
    found = workbook.table(read, FORMS[FormId.PROGRESS].layouts[0])
    assert found is not None
    assert names(found) == ["PV01", "PC03"]


# --- which sheet reads as which form -------------------------------------------------------------


def test_sheets_keep_name_visibility_and_merges() -> None:
    first, second = opening.sheets(
        book({"T3": "| a | b |", "Bản cũ": "| c |"}, merged={"T3": ["A1:B1"]}, hidden=["Bản cũ"])
    )
    assert (first.name, first.visible, first.merged) == ("T3", True, [((0, 0), (0, 1))])
    assert (second.name, second.visible, second.rows) == ("Bản cũ", False, [["c"]])


@pytest.mark.parametrize("form", [f for f in FormId if f is not FormId.CATALOGUE])
def test_every_sample_reads_as_its_own_form_only(form: FormId) -> None:
    number = ["progress", "results", "documents", "inspections", "schedule"].index(form) + 1
    found = opening.sheets((SAMPLES / f"bieu-0{number}-2020-05-13.xlsx").read_bytes())
    assert [(f.id, t.unknown) for f, t in workbook.candidates(found, list(FORMS.values()))] == [
        (form, ())
    ]


def test_the_catalogue_is_read_sheet_by_sheet() -> None:
    found = opening.sheets((SAMPLES / "danh-muc.xlsx").read_bytes())
    read = list(workbook.candidates(found, list(FORMS.values())))
    assert {form.id for form, _ in read} == {FormId.CATALOGUE}
    assert [t.sheet for _, t in read] == [
        "Tổ chức đảng", "Tên gọi khác", "Mốc thời hạn", "Tạm dừng", "Ngày nghỉ", "Tổ công tác",
        "Nhiệm kỳ",
    ]  # fmt: skip


def test_a_sheet_without_a_needed_heading_is_no_form() -> None:
    found = sheet("""
        | Tên tổ chức đảng | Ghi chú |
        | PA02             | x       |
    """)
    assert list(workbook.candidates([found], list(FORMS.values()))) == []
