"""The patterns of mess that domain.md §4.3 numbers, each from the workbook's bytes to the preview.

What a pattern does inside one room is told in more variants beside that room's tests:
test_workbook.py (1–8, 13, 24), test_readers.py (9–13), test_names.py and test_drift.py (20, 21),
test_questions.py (22), test_intake.py (5, 9, 23).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import copy_of
from congress_dash.errors import Refused
from congress_dash.intake import look
from congress_dash.records import Preview, Progress, Severity
from congress_dash.store import Store
from written import book

pytestmark = pytest.mark.slow  # every test reads a workbook in a child process


@pytest.fixture(scope="module")
def store(catalogue_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Books with a catalogue, for tests that look and save nothing."""
    with closing(Store.open(copy_of(catalogue_books, tmp_path_factory.mktemp("looked")))) as books:
        yield books


def seen(store: Store, table: str, merged: Iterable[str] = (), **asked: Any) -> Preview:
    content = book({"Biểu": table.lstrip("\n")}, merged={"Biểu": merged})
    return look("bieu.xlsx", content, store, **asked)


def said(preview: Preview, *fields: str) -> dict[str, Any]:
    """Unit → the fields asked for; one field on its own."""
    values = {
        record.unit: tuple(getattr(record, field) for field in fields)  # type: ignore[union-attr]
        for record in preview.records
    }
    return {unit: each[0] if len(each) == 1 else each for unit, each in values.items()}


def problems(preview: Preview, severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    return [(p.cell, p.kind) for p in preview.problems if p.severity is severity]


def decisions(preview: Preview) -> list[tuple[str, str, str]]:
    return [(d.cell, d.read_as, d.why) for d in preview.decisions]


def day(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


TITLE = """
| ĐẢNG BỘ TỈNH X        |  |  | ĐẢNG CỘNG SẢN VIỆT NAM      |
| ĐẢNG ỦY CÔNG AN TỈNH  |  |  | X, ngày 15 tháng 5 năm 2020 |
| *                     |
|  | BIỂU TỔNG HỢP |
|  | Tiến độ tổ chức đại hội chi bộ, đảng bộ cơ sở nhiệm kỳ 2020 - 2025 |
|  | (Kèm theo Báo cáo số 12-BC/ĐUCA ngày 15/5/2020) |
|  | (Số liệu tính đến ngày 13/5/2020) |
"""


@pytest.mark.parametrize(
    "more", ["", ".\n.\n", "|  | Biểu số 01 |\n|  | Đơn vị tính: đồng chí |\n"]
)
def test_1_titles_above_the_headings(store: Store, more: str) -> None:
    preview = seen(store, TITLE + more + """
        | TT | TÊN TỔ CHỨC ĐẢNG | Số đảng viên | Thực tế   |
        | 1  | PV01             | 62           | 10/3/2020 |
    """.lstrip("\n"))  # fmt: skip
    assert day(preview.as_of) == "13/05/2020"
    assert said(preview, "members") == {"PV01": 62}
    assert problems(preview) == []


THREE_LEVELS = """
| Số liệu tính đến ngày 13/5/2020 |
| TT | Tên tổ chức đảng | Đại hội chi bộ trực thuộc |            | Công tác chuẩn bị |            | Thời gian đại hội |          |
|    |                  | Tổng số                   | Đã tổ chức | Ngày trình        | Ngày duyệt | Dự kiến           | Thực tế  |
| 1  | PC02             | 5                         | 4          | 20/4              | 25/4       | 20/5              |          |
"""


@pytest.mark.parametrize(
    "merged",
    [("A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2"), ()],
    ids=["merged", "nobody merged them"],
)
def test_2_headings_in_several_rows(store: Store, merged: tuple[str, ...]) -> None:
    preview = seen(store, THREE_LEVELS, merged)
    told = said(
        preview, "sub_cells", "sub_cells_held", "submitted_on", "approved_on", "planned_from"
    )
    total, done, *days = told["PC02"]
    assert (total, done, *map(day, days)) == (5, 4, "20/04/2020", "25/04/2020", "20/05/2020")
    assert preview.questions == ()


@pytest.mark.parametrize("over", ["Đại hội chi bộ trực thuộc", "Kế hoạch", "Hội nghị duyệt",
                                  "Công tác chuẩn bị", "DỰ KIẾN LÚC ĐẦU"])  # fmt: skip
def test_2_a_heading_below_what_stands_for_others_is_asked(store: Store, over: str) -> None:
    table = f"""
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Số đảng viên | {over}    | Tình trạng |
        |                  |              | {{}}      |            |
        | PA02             | 20           | 2/5       |            |
    """
    with pytest.raises(Refused) as refused:
        seen(store, table.format("Ngày tổ chức"))
    (asked,) = refused.value.questions
    assert asked.typed == f"{over} / Ngày tổ chức"


def test_2_a_heading_below_its_own_or_an_unknown_one_is_read(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Đơn vị     |      | Đại hội |         |
        | Tên đơn vị | Mã   | Dự kiến | Thực tế |
        | PA02       | PA02 | 1/5     | 2/5     |
    """)  # fmt: skip
    told = said(preview, "planned_from", "held_on")
    assert list(map(day, told["PA02"])) == ["01/05/2020", "02/05/2020"]
    assert preview.questions == ()


def test_3_the_row_of_column_numbers(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | TT  | Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Tỷ lệ (%)   | Thực tế |
        | (1) | (2)              | (3)                  | (4)                          | (5)=(4)/(3) | (6)     |
        | 1   | PC02             | 5                    | 4                            | 80          |         |
    """)  # fmt: skip
    assert said(preview, "sub_cells", "sub_cells_held") == {"PC02": (5, 4)}


GROUPS = """
| Số liệu tính đến ngày 13/5/2020 |
| TT | Tên tổ chức đảng | Số chi bộ trực thuộc | Thực tế |
|    | I. KHỐI AN NINH  | 4                    |         |
| 1  | PA02             | 4                    |         |
| 2  | PA03             | 0                    |         |
|    | Cộng khối I      | 4                    |         |
| II | KHỐI CẢNH SÁT    |                      |         |
| 1  | PC02             | 5                    |         |
| 02 | PC03             | 5                    |         |
|    | Cộng khối II     | {second}             |         |
|    | TỔNG CỘNG        | 14                   |         |
"""


def test_4_group_rows_are_no_organisations(store: Store) -> None:
    assert set(said(seen(store, GROUPS.format(second=10)), "unit")) == {
        "PA02",
        "PA03",
        "PC02",
        "PC03",
    }


def test_4_a_row_that_tells_of_one_organisation_is_no_group(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | TT  | Tên tổ chức đảng | Mã   | Số đảng viên | ĐH điểm | Dự kiến | Thực tế      |
        | I   | KHỐI AN NINH     |      | 50           |         | 4       | 5/12         |
        | II  | PA02             |      | 20           |         | 15/5    |              |
        | 3   | III. PA03        |      | 21           | x       |         |              |
        | IV. | PA04             | PA04 |              |         |         |              |
        | V   | PA06             |      |              |         |         | {2020-05-12} |
        |     | Cộng: PA08       | PA08 |              |         |         |              |
        |     | Cộng khối I      |      | 41           |         | 4       | 5/12         |
        |     | TỔNG CỘNG        |      | 41           | x       |         | {2020-12-05} |
    """)  # fmt: skip
    assert set(said(preview, "unit")) == {"PA02", "PA03", "PA04", "PA06"}
    assert problems(preview) == [("B8", "code_name_conflict")]


@pytest.mark.parametrize(("number", "name"), [("II", "PA02"), ("", "II. Đảng bộ PA02")])
def test_4_a_group_row_that_names_an_organisation_is_told(
    store: Store, number: str, name: str
) -> None:
    preview = seen(store, f"""
        | Số liệu tính đến ngày 13/5/2020 |
        | TT       | Tên tổ chức đảng | Số đảng viên | Thực tế |
        | I        | KHỐI AN NINH     |              |         |
        | {number} | {name}           | 20           |         |
        | 3        | PA03             | 20           |         |
    """)  # fmt: skip
    assert set(said(preview, "unit")) == {"PA03"}
    assert problems(preview, Severity.WARNING) == [("B4", "unit_in_group_row")]


def test_5_totals_are_held_against_their_rows(store: Store) -> None:
    right, wrong = (seen(store, GROUPS.format(second=number)) for number in (10, 11))
    assert sorted((c.says, c.rows_give) for c in right.checksums) == [
        (4, 4),
        (4, 4),
        (10, 10),
        (14, 14),
    ]
    assert problems(right, Severity.WARNING) == []
    assert problems(wrong, Severity.WARNING) == [("C10", "total_mismatch")]


def test_6_numbering_says_nothing(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | STT | Tên tổ chức đảng | Thực tế |
        | 01  | PA02             |         |
        | 1   | PA03             |         |
        | 7   | PA04             |         |
        |     | PA06             |         |
    """)  # fmt: skip
    assert (set(said(preview, "unit")), problems(preview)) == ({"PA02", "PA03", "PA04", "PA06"}, [])


def test_7_vertical_merges(store: Store) -> None:
    preview = seen(
        store,
        """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Thực tế  | Ngày duyệt |
        | PA02             | 4                    | 10/5     | 2/5        |
        | PA03             |                      |          | 2/5        |
        """,
        merged=("B3:B4", "C3:C4"),
    )
    told = said(preview, "sub_cells", "held_on")
    assert {unit: (number, day(held)) for unit, (number, held) in told.items()} == {
        "PA02": (4, "10/05/2020"),
        "PA03": (None, "10/05/2020"),
    }
    assert ("C4", "10/5", "merged_cell") in decisions(preview)


def test_8_what_stands_below_and_headings_over_a_page_break(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | TT | Tên tổ chức đảng | Thời gian đại hội |         | Ghi chú |
        |    |                  | Dự kiến           | Thực tế |         |
        | 1  | PA02             | 20/5              |         |         |
        | TT | Tên tổ chức đảng | Thời gian đại hội |         | Ghi chú |
        |    |                  | Dự kiến           | Thực tế |         |
        | 2  | PA03             | 21/5              |         |         |
        .
        | NƠI NHẬN:            |  | T/M BAN THƯỜNG VỤ |
        | - Lưu Văn phòng      |  | BÍ THƯ            |
    """)  # fmt: skip
    assert (set(said(preview, "unit")), problems(preview)) == ({"PA02", "PA03"}, [])
    assert preview.rows == 2


@pytest.mark.parametrize("again", [
    "TT | Tên tổ chức đảng | Ngày trình | Dự kiến | Thực tế",
    "STT | Đơn vị | Trình | Ngày dự kiến tổ chức | Ngày tổ chức",
    "TT | Tên tổ chức đảng |  | Dự kiến | Thực tế (ngày)",
])  # fmt: skip
def test_8_headings_again_in_other_words_are_no_row(store: Store, again: str) -> None:
    preview = seen(store, f"""
        | Số liệu tính đến ngày 13/5/2020 |
        | TT | Tên tổ chức đảng | Ngày trình | Dự kiến | Thực tế |
        | 1  | PA02             | 2/4        | 20/5    |         |
        | {again} |
        | 2  | PA03             | 3/4        | 11/5    | 12/5    |
    """)  # fmt: skip
    assert (set(said(preview, "unit")), problems(preview)) == ({"PA02", "PA03"}, [])


@pytest.mark.parametrize("again", [
    "TT | Tên tổ chức đảng | Ngày trình | Thực tế | Dự kiến",
    "STT | Đơn vị | Trình | Ngày tổ chức | Ngày dự kiến",
    "TT | Tên tổ chức đảng |  | Dự kiến | Thực tế | Ghi chú",
])  # fmt: skip
def test_8_headings_again_of_other_columns_are_refused(store: Store, again: str) -> None:
    with pytest.raises(Refused) as refused:
        seen(store, f"""
            | Số liệu tính đến ngày 13/5/2020 |
            | TT | Tên tổ chức đảng | Ngày trình | Dự kiến | Thực tế |
            | 1  | PA02             | 2/4        | 20/5    |         |
            | {again} |
            | 2  | PA03             | 3/4        |         | 21/5    |
        """)  # fmt: skip
    assert refused.value.kind == "headings_differ"
    assert "Trang “Biểu” có hai hàng tiêu đề không giống nhau: hàng 2 và hàng 4" in str(
        refused.value
    )


@pytest.mark.parametrize("between", [".\n        .", "| | NGƯỜI LẬP BIỂU | | |"])
def test_8_rows_below_the_end_of_the_table_are_told(store: Store, between: str) -> None:
    preview = seen(store, f"""
        | Số liệu tính đến ngày 13/5/2020 |
        | TT | Tên tổ chức đảng | Số đảng viên | Thực tế |
        | 1  | PA02             | 20           |         |
        {between}
        | TT | Tên tổ chức đảng | Số đảng viên | Thực tế |
        | 2  | PA03             | 21           | 5/5     |
        | 3  | PA04             | 22           |         |
        |    | TRƯỞNG PHÒNG     |              |         |
    """)  # fmt: skip
    (told,) = [p for p in preview.problems if p.kind == "rows_below"]
    assert (preview.rows, told.severity, told.typed) == (1, Severity.WARNING, "PA03")
    assert "còn 2 hàng giống dòng số liệu" in told.message


def test_1_rows_above_the_headings_are_told(store: Store) -> None:
    preview = seen(store, TITLE + """
        |    | Tính đến ngày    | {2020-05-13} |         |           |
        | 1  | PA02             | 20           | 20/5    |           |
        | 2  | PA03             | ĐB           | 21/5    | 11/5      |
        | TT | Tên tổ chức đảng | Số đảng viên | Dự kiến | Thực tế   |
        | 3  | PA04             | 22           |         |           |
    """.lstrip("\n"))  # fmt: skip
    (told,) = [p for p in preview.problems if p.kind == "rows_above"]
    assert (preview.rows, told.severity, told.typed) == (1, Severity.WARNING, "PA02")
    assert "phía trên còn 2 hàng ghi tên tổ chức đảng" in told.message


def test_a_heading_that_stands_twice_is_told(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | TT | Tên tổ chức đảng | Ngày trình | NGÀY TRÌNH (ngày/tháng) | Thực tế |
        | 1  | PA02             | 2/4        | 3/4                     |         |
    """)  # fmt: skip
    (told,) = [p for p in preview.problems if p.kind == "repeated_heading"]
    assert (told.cell, told.severity) == ("D2", Severity.WARNING)
    assert "chỉ đọc cột C" in told.message
    assert day(said(preview, "submitted_on")["PA02"]) == "02/04/2020"
    assert preview.questions == ()


def test_a_second_table_beside_the_first_is_told_once(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | TT | Tên tổ chức đảng | Thực tế | | TT | Tên tổ chức đảng | Thực tế |
        | 1  | PA02             |         | | 2  | PA03             | 2/4     |
    """)  # fmt: skip
    (told,) = [p for p in preview.problems if p.kind == "repeated_heading"]
    assert (told.cell, set(said(preview, "unit"))) == ("F2", {"PA02"})
    assert "cột B: có bảng thứ hai nằm bên cạnh" in told.message


def test_values_without_a_heading_are_told_and_running_numbers_are_not(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Khối | | Tên tổ chức đảng | |      | Thực tế |
        |      | | I. KHỐI AN NINH  | |      |         |
        | AN   | 1 | PA02           | |      |         |
        | AN   | 2 | PA03           | | 20/5 |         |
        | CS   | 1 | PC02           | |      |         |
    """)  # fmt: skip
    told = [(p.cell, p.typed) for p in preview.problems if p.kind == "unknown_heading"]
    assert told == [("E2", ""), ("A2", "Khối")]
    assert problems(preview, Severity.WARNING) == []


def test_all_members_are_not_those_on_probation(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Đơn vị | Đảng viên |       | Thực tế |
        |        | Tổng số   | Dự bị |         |
        | PA02   | 62        | 1     |         |
        | PA03   |           | 2     |         |
    """)  # fmt: skip
    assert said(preview, "members") == {"PA02": 62, "PA03": None}


def test_9_fractions_that_became_dates(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Thực tế |
        | PC07             | 8                    | {2020-08-03}                 |         |
        | PC02             | 5                    | {2020-04-03}                 |         |
    """)  # fmt: skip
    assert said(preview, "sub_cells", "sub_cells_held") == {"PC07": (8, 3)}
    assert decisions(preview)[0] == ("C3", "3/8", "repaired_fraction")
    assert problems(preview) == [("C4", "fraction_became_date")]


def test_11_days_without_a_year_two_days_and_plan_with_fact(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Ngày duyệt | Dự kiến              | Thực tế     |
        | PV01             | 2/3        |                      | 10 và 11/3  |
        | PC02             | 2/5        | DK 8/5 (TT: 9/5)     |             |
    """)  # fmt: skip
    told = said(preview, "planned_from", "held_on", "held_to")
    assert {unit: tuple(map(day, days)) for unit, days in told.items()} == {
        "PV01": ("", "10/03/2020", "11/03/2020"),
        "PC02": ("08/05/2020", "09/05/2020", "09/05/2020"),
    }
    assert {why for _, _, why in decisions(preview)} == {"year_added", "plan_and_actual"}


def test_12_thousands_with_a_dot(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Số đảng viên | Thực tế |
        | PV01             | 1.229        |         |
        | PC02             | 1 447        |         |
    """)  # fmt: skip
    assert said(preview, "members") == {"PV01": 1229, "PC02": 1447}


def test_13_signs_for_nothing_and_hidden_spaces(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Góp ý | Ngày trình | Thực tế  |
        | Phòng\u00a0Tham⏎mưu\u200b | - | …       | Chưa ĐH  |
        | PC02\ufeff       | \u00a0 | ?         | chưa b/c |
    """)  # fmt: skip
    assert said(preview, "comments", "submitted_on", "held") == {
        "PV01": (None, None, False),
        "PC02": (None, None, None),
    }


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_14_decomposed_letters(store: Store, form: Any) -> None:
    table = unicodedata.normalize(form, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng               | Thực tế    | Ghi chú |
        | Đảng bộ Phòng Cảnh sát kinh tế | Chưa tổ chức | ổn    |
    """)  # fmt: skip
    assert said(seen(store, table), "held", "note") == {"PC03": (False, "ổn")}


def test_15_where_the_tone_mark_stands(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng                      | Thực tế |
        | Chi bộ Cơ quan Uỷ ban Kiểm tra Đảng uỷ |        |
        | Chi bộ Phòng Cảnh sát đường thuỷ      |         |
    """)  # fmt: skip
    assert set(said(preview, "unit")) == {"PX06", "chi-bo-phong-canh-sat-duong-thuy"}
    assert {why for _, _, why in decisions(preview)} == {"spelling"}


def test_16_letters_that_look_alike(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng        | Thực tế |
        | Ⅱ. KHỐI CẢNH SÁT        |         |
        | Ðảng bộ Phòng Tham mưu  |         |
        | РС03                    |         |
        | CATP–A                  |         |
    """)  # fmt: skip
    assert set(said(preview, "unit")) == {"PV01", "PC03", "CATP-A"}


def test_20_capitals_and_misspellings(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | TÊN TỔ CHỨC ĐẢNG       | THỰC TẾ | ĐẠI ĐỘI ĐIỂM | GHI CHÚ |
        | phòng CẢNH SÁT hình sự |         | x            |         |
        | Phòng Cảnh sát kimh tế |         |              |         |
    """)  # fmt: skip
    assert set(said(preview, "unit")) == {"PC02"}
    assert problems(preview) == [("A4", "misspelt_organisation")]
    assert problems(preview, Severity.NOTE) == [("C2", "unknown_heading")]
    asked = [(question.typed, question.choices[0][0]) for question in preview.questions]
    assert asked == [("Phòng Cảnh sát kimh tế", "PC03"), ("ĐẠI ĐỘI ĐIỂM", "pilot")]


def test_21_names_that_drift_and_codes_of_before(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng                                       | Thực tế |
        | Đảng bộ PC02                                           |         |
        | Phòng Cảnh sát ĐTTP về tham nhũng, kinh tế, buôn lậu   |         |
        | PC66                                                   |         |
        | P. CTĐ & CTCT                                          |         |
        | CATX C                                                 |         |
        | Công an C                                              |         |
        | PC64 – Phòng Hậu cần                                   |         |
    """)  # fmt: skip
    assert set(said(preview, "unit")) == {"PC02", "PC03", "PC07", "PX03", "CATX-C"}
    assert problems(preview) == [("A8", "unknown_organisation"), ("A9", "code_name_conflict")]
    assert len(preview.questions) == 2


def test_22_several_sheets(store: Store) -> None:
    table = """
    | Số liệu tính đến ngày 13/5/2020 |
    | Tên tổ chức đảng | Thực tế |
    | {}               |         |
    """
    apart = book({"Khối AN": table.format("PA02"), "Khối CS": table.format("PC02")})
    assert look("a.xlsx", apart, store).sheet == "Khối AN; Khối CS"
    months = book({"T3": table.format("PA02"), "T4": table.format("PA02"),
                   "Sheet1 (2)": table.format("PA02")}, hidden=["Sheet1 (2)"])  # fmt: skip
    with pytest.raises(Refused) as refused:
        look("a.xlsx", months, store)
    assert refused.value.kind == "which_sheet"
    (asked,) = refused.value.questions
    assert [answer for answer, _ in asked.choices] == ["T3", "T4", "Sheet1 (2)"]
    assert look("a.xlsx", months, store, sheet="T4").hidden_sheets == ("Sheet1 (2)",)


def test_23_repeated_rows_and_late_or_lower_reports(catalogue_store: Store) -> None:
    store = catalogue_store

    def report(day: int, drafts: int, *more: str) -> Preview:
        return seen(store, f"""
            | Số liệu tính đến ngày {day}/5/2020 |
            | Tên tổ chức đảng | Dự thảo lần thứ | Thực tế |
            | PC02             | {drafts}        |         |
            {"".join(more)}
        """)  # fmt: skip

    assert problems(report(13, 3, "| Phòng CSHS | 2 | |")) == [
        ("A3", "duplicate_row"), ("A4", "duplicate_row"),
    ]  # fmt: skip
    store.accept(report(13, 3), by="Văn phòng")
    assert problems(report(4, 2)) == []  # late: fills the past
    assert problems(report(20, 2)) == [("B3", "backward_move")]


def test_24_formulas_errors_and_numbers_as_text(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Số đảng viên | Thực tế |
        | PC02             | =1+4                 | 58           |         |
        | PC03             | 5                    | #REF!        |         |
        | PC04             | 05                   | 052          |         |
        | Cộng             | =SUM(B3:B5)          | #REF!        |         |
    """)  # fmt: skip
    assert said(preview, "sub_cells", "members") == {"PC04": (5, 52)}
    assert problems(preview) == [("B3", "uncalculated_formula"), ("C4", "error_cell")]


# --- honest sheets that look odd ----------------------------------------------------------------

HONEST_GROUPS = [
    "I | KHỐI AN NINH | ĐB: 2; CB: 5 | Đủ | Đạt 100% | đạt |",
    "I | KHỐI AN NINH | | | | {2020-02-02} |",  # 2/2 that Excel took for a day
    "I | An ninh | | 2/2 | 11/30 | |",
    "I | Các phòng an ninh | ĐB | | | {2020-02-02} |",
    "| TỔNG CỘNG TOÀN TỈNH | 02 đảng bộ, 0 chi bộ | Đã ban hành 2/2 | Đã xong | |",
    "| Tổng số chi bộ, đảng bộ | | | x | x |",
]


@pytest.mark.parametrize("line", HONEST_GROUPS)
def test_4_5_a_group_or_total_says_more_than_counts(store: Store, line: str) -> None:
    preview = seen(store, f"""
        | Số liệu tính đến ngày 13/5/2020 |
        | TT | Tên tổ chức đảng | Loại hình | KH số, ngày | Dự kiến | Thực tế | Ghi chú |
        | {line} |
        | 1 | PA02 | | 12-KH/CB | 20/5/2020 | | |
        | 2 | PA03 | | 12-KH/CB | 20/5/2020 | | |
    """)  # fmt: skip
    assert (set(said(preview, "unit")), preview.waiting) == ({"PA02", "PA03"}, ())


@pytest.mark.parametrize("parent", ["Kế hoạch tổ chức đại hội", "Kế hoạch và kết quả đại hội",
                                    "Hội nghị, đại hội", "Thời gian tổ chức Hội nghị/Đại hội"])  # fmt: skip
def test_2_days_below_a_parent_that_speaks_of_the_congress(store: Store, parent: str) -> None:
    preview = seen(store, f"""
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | {parent} | {parent} | Kế hoạch đại hội |
        | Tên tổ chức đảng | Dự kiến  | Thực tế  | Ngày trình       |
        | PA02             | 4/5/2020 | 5/5/2020 | 1/5/2020         |
    """)  # fmt: skip
    (told,) = preview.records
    assert isinstance(told, Progress)
    days = (told.planned_from, told.held_on, told.submitted_on)
    assert days == (date(2020, 5, 4), date(2020, 5, 5), date(2020, 5, 1))


@pytest.mark.parametrize("remark", ["Nhân sự chốt ngày 20/4/2020", "Cập nhật đến ngày 20/4/2020",
                                    "Danh sách chốt: 20/4/2020", "Chốt số liệu: 20/4/2020"])  # fmt: skip
def test_1_a_remark_is_no_as_of_day(store: Store, remark: str) -> None:
    preview = seen(store, f"""
        | Tên tổ chức đảng | Thực tế  | Ghi chú  |
        | PA02             | 5/5/2020 | {remark} |
        | Số liệu tính đến ngày 13/5/2020 |
    """)  # fmt: skip
    assert preview.as_of == date(2020, 5, 13)


@pytest.mark.parametrize("again", ["TT | Tên tổ chức đảng | Loại hình | Dự kiến | Đã ĐH | Lý do",
                                   "TT | Tên tổ chức đảng | Loại hình | Thời gian | Thời gian | Ghi chú"])  # fmt: skip
def test_8_headings_again_in_other_words_are_passed_over(store: Store, again: str) -> None:
    preview = seen(store, f"""
        | Số liệu tính đến ngày 13/5/2020 |
        | TT | Tên tổ chức đảng | Loại hình | Dự kiến   | Thực tế | Ghi chú |
        | 1  | PA02             |           | 20/5/2020 |         |         |
        | {again} |
        | 2  | PA03             |           | 20/5/2020 |         |         |
    """)  # fmt: skip
    assert (set(said(preview, "unit")), preview.waiting) == ({"PA02", "PA03"}, ())


def test_1_a_summary_above_the_table_is_no_loss(store: Store) -> None:
    preview = seen(store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | TT | Khối     | Số đơn vị | Đã ĐH |
        | 1  | An ninh  | 5         | 3     |
        | 2  | Cảnh sát | 6         | 4     |
        | TT | Tên tổ chức đảng | Dự kiến   | Thực tế |
        | 1  | PA02             | 20/5/2020 |         |
    """)  # fmt: skip
    assert preview.problems == ()
