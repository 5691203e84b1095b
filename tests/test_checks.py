"""What does not fit together within a row, across rows, across sheets and against the books."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import copy_of
from congress_dash import intake
from congress_dash.records import FormId, Preview, Severity
from congress_dash.store import Store
from written import book

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
AS_OF = "| Số liệu tính đến ngày 13/5/2020 |\n"


def look(store: Store, table: str, **asked: Any) -> Preview:
    """The preview of a workbook of one sheet; without an as-of line it is of 13 May 2020."""
    text = table.lstrip("\n")
    dated = text if "tính đến" in text else AS_OF + text
    return intake.look("bieu.xlsx", book({"Biểu": dated}), store, **asked)


def accept(store: Store, table: str) -> None:
    store.accept(look(store, table), by="Cơ quan thường trực")


def found(preview: Preview) -> list[tuple[str, str, str]]:
    """Address, severity and kind of everything that was found."""
    return [(p.cell, p.severity.value, p.kind) for p in preview.problems]


def message(preview: Preview, kind: str) -> str:
    return next(p.message for p in preview.problems if p.kind == kind)


@pytest.fixture(scope="module")
def books(catalogue_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Books that know the sample province and nothing more, for tests that look and save nothing.

    Pilots PV01, PC03, PA04; lessons conference 13/3/2020; pause 28/3 to 22/4; deadline 30/6.
    """
    with closing(Store.open(copy_of(catalogue_books, tmp_path_factory.mktemp("books")))) as store:
        yield store


# --- one row of Biểu 01 --------------------------------------------------------------------------

ROWS = {
    "all in order": (
        """
        | Tên tổ chức đảng | Loại hình | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Tổng số đảng viên | Kế hoạch              | Ngày trình | Ngày duyệt | Dự kiến   | Thực tế   | Hình thức | ĐH điểm |
        | PV01             | ĐB        | 6                    | 6                            | 62                | 12-KH/ĐU, 15/01/2020  | 20/2/2020  | 02/3/2020  | 10/3/2020 | 10/3/2020 | ĐV        | x       |
        | PC02             | ĐB        | 5                    | 4                            | 58                | 12-KH/ĐU, 15/01/2020  |            |            | 20/5/2020 |           |           |         |
        | CATP-A           | ĐB        | 17                   | 17                           | 236               | 12-KH/ĐU, 15/01/2020  | 20/4/2020  | 02/5/2020  |           | 12/5/2020 | ĐB        |         |
        """,
        [],
    ),
    "a plan in rough words": (
        """
        | Tên tổ chức đảng | Dự kiến      | Thực tế |
        | PC02             | cuối tháng 5 |         |
        """,
        [("B3", "warning", "vague_planned")],
    ),
    "held, and nobody approved it": (
        """
        | Tên tổ chức đảng | Ngày duyệt | Thực tế |
        | PC02             |            | 5/5     |
        """,
        [("B3", "warning", "held_without_approval")],
    ),
    "plan, submission, approval and congress out of order": (
        """
        | Tên tổ chức đảng | Kế hoạch   | Ngày trình | Ngày duyệt | Thực tế  |
        | PC02             | 10/4/2020  | 1/4/2020   | 2/4/2020   | 5/5/2020 |
        | PX01             | 10/3/2020  | 1/4/2020   | 6/5/2020   | 5/5/2020 |
        """,
        [("C3", "warning", "order_of_steps"), ("E4", "warning", "order_of_steps")],
    ),
    "steps taken on days to come": (
        """
        | Tên tổ chức đảng | Kế hoạch  | Ngày trình | Ngày duyệt | Thực tế |
        | PC02             | 14/5/2020 | 15/5/2020  | 16/5/2020  |         |
        """,
        [("B3", "warning", "future_fact"), ("C3", "warning", "future_fact"),
         ("D3", "warning", "future_fact")],
    ),
    "a congress on a day to come": (
        """
        | Tên tổ chức đảng | Thực tế   |
        | PC02             | 14/5/2020 |
        """,
        [("B3", "error", "future_date")],
    ),
    "29, 30, 200 and 2 members against the type": (
        """
        | Tên tổ chức đảng | Tổng số đảng viên | Hình thức | Thực tế |
        | PC02             | 29                |           |         |
        | PX01             | 30                | ĐV        |         |
        | PA03             | 29                |           |         |
        | PA04             | 30                |           |         |
        | CATP-B           | 200               | ĐV        |         |
        | CATX-C           | 199               | ĐV        |         |
        | PX06             | 2                 |           |         |
        | PH06             | 3                 |           |         |
        """,
        [("B3", "note", "members_against_kind"), ("B6", "note", "members_against_kind"),
         ("C7", "warning", "delegates_expected"), ("B9", "warning", "too_few_members")],
    ),
    "type, sub-cells and pilots that the catalogue has otherwise": (
        """
        | Tên tổ chức đảng | Loại hình | Số chi bộ trực thuộc | ĐH điểm | Thực tế |
        | PC02             | CB        | 5                    |         |         |
        | PX01             | ĐB        | 7                    |         |         |
        | PX03             | ĐB        | 4                    | x       |         |
        | PV01             | ĐB        | 6                    | không   |         |
        """,
        [("B3", "warning", "kind_differs"), ("C4", "note", "sub_cells_differ"),
         ("D5", "warning", "pilot_disagrees"), ("D6", "warning", "pilot_disagrees")],
    ),
    "a parent before its cells": (
        """
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Ngày duyệt | Thực tế |
        | PC02             | 5                    | 4                            | 2/5        | 5/5     |
        | PX01             | 4                    | 4                            | 2/5        | 5/5     |
        """,
        [("E3", "warning", "parent_before_children")],
    ),
    "a year mistyped": (
        """
        | Tên tổ chức đảng | Ngày duyệt | Thực tế   |
        | PC02             | 2/5/2002   | 5/5/2002  |
        | PX01             | 2/5/2020   | 5/5/2020  |
        """,
        [("B3", "warning", "far_day"), ("C3", "error", "held_long_ago"), ("C3", "warning", "before_lessons")],
    ),
    "a year mistyped in a plan": (
        """
        | Tên tổ chức đảng | KH số, ngày            | Ngày trình | Thực tế | Dự kiến   |
        | PC02             | 12-KH/ĐU, 15/01/2002   |            |         | 20/5/2012 |
        | PX01             | 12-KH/ĐU, 15/01/2020   | 20/3/2017  |         | 20/5/2032 |
        | PX03             | 12-KH/ĐU, 15/01/2020   | 20/3/2020  |         | 20/5/2020 |
        """,
        [("B3", "warning", "far_day"), ("E3", "warning", "far_day"), ("C4", "warning", "order_of_steps"),
         ("C4", "warning", "far_day"), ("E4", "warning", "far_day")],
    ),
    "congresses in the pause, one of them over its last day": (
        """
        | Tên tổ chức đảng | Ngày duyệt | Thực tế          |
        | PA01             | 1/3/2020   | 27/3/2020        |
        | PA02             | 1/3/2020   | 28/3/2020        |
        | PA03             | 1/3/2020   | 22/4/2020        |
        | CATX-C           | 1/3/2020   | 27-28/3/2020     |
        | PA06             | 1/3/2020   | 23/4/2020        |
        """,
        [("C4", "warning", "held_in_pause"), ("C5", "warning", "held_in_pause"),
         ("C6", "warning", "held_in_pause")],
    ),
    "pilots, the lessons conference, the others": (
        """
        | Tên tổ chức đảng | Ngày duyệt | Thực tế   |
        | PV01             | 1/2/2020   | 13/3/2020 |
        | PC03             | 1/2/2020   | 14/3/2020 |
        | PC02             | 1/2/2020   | 12/3/2020 |
        | PX01             | 1/2/2020   | 13/3/2020 |
        | CAH-E            | 1/2/2020   | 12/3/2020 |
        """,
        [("C4", "warning", "pilot_after_lessons"), ("C5", "warning", "before_lessons")],
    ),
    "a congress after the last day": (
        """
        | Số liệu tính đến ngày 05/7/2020 |
        | Tên tổ chức đảng | Ngày duyệt | Thực tế   |
        | PC02             | 1/6/2020   | 30/6/2020 |
        | PX01             | 1/6/2020   | 01/7/2020 |
        | CAH-E            | 1/6/2020   | 02/7/2020 |
        """,
        [("C4", "note", "held_after_deadline"), ("C5", "note", "held_after_deadline")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), ROWS.values(), ids=ROWS.keys())
def test_a_row_of_progress(books: Store, table: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(look(books, table)) == expected


def test_before_the_lessons_conference_its_planned_day_holds(books: Store) -> None:
    early = look(books, """
        | Số liệu tính đến ngày 10/3/2020 |
        | Tên tổ chức đảng | Ngày duyệt | Thực tế  |
        | PV01             | 1/2/2020   | 5/3/2020 |
        | PC02             | 1/2/2020   | 6/3/2020 |
    """)  # fmt: skip
    assert found(early) == [("C4", "warning", "before_lessons")]
    assert "13/03/2020" in message(early, "before_lessons")


# --- broken cells --------------------------------------------------------------------------------


def test_a_broken_cell_waits_only_where_the_form_needs_it(books: Store) -> None:
    preview = look(books, """
        | Tên tổ chức đảng | Góp ý  | Dự kiến | Thực tế | Ghi chú |
        | PC02             | #REF!  |         |         |         |
        | PX01             | =A1+B1 |         |         |         |
        | PX03             | 12     | 20/5    |         | #REF!   |
        | PV01             | 13     |         |         | =A1&B1  |
    """)  # fmt: skip
    assert found(preview) == [
        ("B3", "error", "error_cell"),
        ("B4", "error", "uncalculated_formula"),
        ("E5", "warning", "remark_error_cell"),
        ("E6", "warning", "remark_uncalculated"),
    ]
    assert [(r.key, r.comments, r.note) for r in preview.records] == [
        ("PX03", 12, None), ("PV01", 13, None),
    ]  # fmt: skip


def test_a_mark_with_nothing_above_it_waits(books: Store) -> None:
    preview = look(books, """
        | Tên tổ chức đảng | Ngày trình | Thực tế |
        | PC02             | nt         |         |
        | PX01             | 5/5        |         |
        | PX03             | nt         |         |
    """)  # fmt: skip
    assert found(preview) == [("B3", "error", "nothing_above")]
    assert [r.key for r in preview.records] == ["PX01", "PX03"]


# --- against the books ---------------------------------------------------------------------------

FOURTH_OF_MAY = """
| Số liệu tính đến ngày 04/5/2020 |
| Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Dự thảo lần thứ | Góp ý | Ngày duyệt | Dự kiến | Thực tế  |
| PC02             | 5                    | 4                            | 3               | 30    |            | 12/5    |          |
| PX01             | 4                    | 4                            | 2               | 10    | 2/4/2020   |         | 30/4     |
| PX03             | 4                    | 4                            | 2               |       |            | 20/5    |          |
"""


def test_a_congress_dated_before_its_last_cell_was_reported(catalogue_store: Store) -> None:
    accept(catalogue_store, FOURTH_OF_MAY)
    preview = look(catalogue_store, """
        | Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Dự thảo lần thứ | Góp ý | Ngày duyệt | Dự kiến | Thực tế   |
        | PC02             | 5                    | 5                            | 3               | 30    | 2/4/2020   |         | 03/5/2020 |
        | PX01             | 4                    | 4                            | 2               | 10    | 2/4/2020   |         | 30/4      |
        | PX03             | 4                    | 4                            | 2               |       | 2/4/2020   |         | 03/5/2020 |
    """)  # fmt: skip
    assert found(preview) == [("H3", "warning", "parent_before_children")]
    assert "04/05/2020" in message(preview, "parent_before_children")


def test_a_column_that_is_missing_says_nothing_lower(catalogue_store: Store) -> None:
    accept(catalogue_store, FOURTH_OF_MAY)
    preview = look(catalogue_store, """
        | Tên tổ chức đảng | Chi bộ trực thuộc đã tổ chức | Dự kiến | Ngày duyệt | Thực tế  |
        | PC02             | 4                            | 20/5    |            |          |
        | PX01             | 4                            |         | 2/4/2020   | 30/4     |
        | PX03             | 3                            | 20/5    |            |          |
    """)  # fmt: skip
    assert found(preview) == [
        ("B5", "error", "backward_move"),
        ("A2", "note", "column_missing"),
    ]
    told = message(preview, "column_missing")
    assert "Số chi bộ trực thuộc, Dự thảo BCCT lần thứ, Góp ý (lượt)" in told
    assert [(r.key, r.sub_cells, r.draft, r.comments) for r in preview.records] == [
        ("PC02", 5, 3, 30), ("PX01", 4, 2, 10),
    ]  # fmt: skip
    changed = {change.key: [field for field, *_ in change.fields] for change in preview.changes}
    assert changed["PX01"] == []


def test_a_draft_column_that_is_missing_takes_no_draft_back(catalogue_store: Store) -> None:
    accept(catalogue_store, """
        | Số liệu tính đến ngày 04/5/2020 |
        | Văn kiện          | Dự thảo lần 1 | Dự thảo lần 2 |
        | Báo cáo chính trị | 10/2/2020     | 20/4/2020     |
        | Đề án nhân sự     | 10/2/2020     | 20/4/2020     |
    """)  # fmt: skip
    without = look(catalogue_store, """
        | Văn kiện          | Dự thảo lần 1 | Số ý kiến |
        | Báo cáo chính trị | 10/2/2020     | 12        |
        | Đề án nhân sự     |               | 12        |
    """)  # fmt: skip
    assert found(without) == [
        ("B4", "error", "backward_move"),
        ("A2", "note", "column_missing"),
    ]
    (report,) = without.records
    assert [draft.revision for draft in report.drafts] == [1, 2]


RESULTS = """
| Tổ chức đảng | Ngày đại hội | ĐV triệu tập | Có mặt | Ngày báo cáo kết quả | QĐ chuẩn y (số, ngày) |
| PX01         | 30/4/2020    | 41           | 40     | 05/5/2020            |                       |
| PC02         | 12/5/2020    | 58           | 59     | 11/5/2020            |                       |
| PX03         | 03/5/2020    | 33           | 33     | 05/5/2020            | 45-QĐ/ĐUCA, 04/5/2020 |
| PV01         | 05/5/2020    | 62           | 62     | 14/5/2020            |                       |
"""


def test_results_within_themselves_and_against_progress(catalogue_store: Store) -> None:
    accept(catalogue_store, FOURTH_OF_MAY)
    preview = look(catalogue_store, RESULTS)
    assert found(preview) == [
        ("D4", "warning", "present_above_convened"),
        ("E4", "warning", "order_of_steps"),
        ("F5", "warning", "order_of_steps"),
        ("B5", "warning", "held_differs"),  # not held on 4 May, says Biểu 01
        ("E6", "warning", "future_fact"),
    ]
    unknown = FOURTH_OF_MAY.replace("20/5    |          ", "20/5    | chưa b/c ")
    accept(catalogue_store, unknown.replace("04/5", "05/5"))
    assert ("B5", "warning", "held_differs") not in found(
        look(catalogue_store, RESULTS)
    )  # it said nothing
    moved = look(catalogue_store, RESULTS.replace("30/4/2020", "29/4/2020"))
    assert ("B3", "warning", "held_differs") in found(moved)
    assert "Biểu 01 ghi 30/04/2020" in message(moved, "held_differs")


def test_progress_against_results(catalogue_store: Store) -> None:
    accept(catalogue_store, FOURTH_OF_MAY)
    accept(catalogue_store, RESULTS)
    preview = look(
        catalogue_store, FOURTH_OF_MAY.replace("04/5/2020", "13/5/2020").replace("30/4 ", "29/4 ")
    )
    assert found(preview) == [
        ("H3", "warning", "held_differs"),
        ("H4", "warning", "held_differs"),
        ("H5", "warning", "held_differs"),
    ]


def test_bookings_within_themselves_and_against_progress(catalogue_store: Store) -> None:
    accept(catalogue_store, FOURTH_OF_MAY)
    booked = """
        | Ngày     | Buổi    | Đơn vị | Tổ công tác |
        | 21/5     | Sáng    | PX03   | 1           |
        | 21/5     | Cả ngày | PA02   | 1           |
        | 21/5     | Chiều   | PA03   | 2           |
        | 21/5     | Sáng    | PA04   | 2           |
        | 20-22/5  | Sáng    | CATX-C | 2           |
        | 21/5     | Sáng    | PA06   |             |
        | 21/5     | Sáng    | PA08   |             |
    """
    preview = look(catalogue_store, booked)
    assert found(preview) == [
        ("A3", "note", "planned_against_booked"),
        ("D3", "warning", "team_clash"),
        ("D4", "warning", "team_clash"),
        ("D6", "warning", "team_clash"),
        ("D7", "warning", "team_clash"),
    ]
    assert len(preview.records) == 7
    catalogue_store.accept(preview, by="Cơ quan thường trực")
    later = look(catalogue_store, """
        | Số liệu tính đến ngày 14/5/2020 |
        | Ngày     | Buổi    | Đơn vị | Tổ công tác |
        | 22/5     | Cả ngày | PC03   | 2           |
        | 21/5     | Sáng    | PA04   |             |
    """)  # fmt: skip
    assert found(later) == [("D3", "warning", "team_clash")]  # CATX-C stays booked
    plan = look(catalogue_store, FOURTH_OF_MAY.replace("04/5/2020", "13/5/2020"))
    assert found(plan) == [("G5", "note", "planned_against_booked")]


def test_a_booked_day_that_passed(catalogue_store: Store) -> None:
    accept(catalogue_store, FOURTH_OF_MAY.replace("04/5/2020", "13/5/2020"))
    preview = look(catalogue_store, """
        | Ngày | Buổi | Đơn vị |
        | 11/5 | Sáng | PC02   |
        | 30/4 | Sáng | PX01   |
        | 11/5 | Sáng | PA02   |
        | 13/5 | Sáng | PX03   |
    """)  # fmt: skip
    assert found(preview) == [("A3", "note", "booked_day_passed")]


# --- documents, visits, the catalogue ------------------------------------------------------------


def test_documents(books: Store) -> None:
    preview = look(books, """
        | Văn kiện          | Dự thảo lần 1 | Dự thảo lần 2 | Số gửi | Số nhận về | Số ý kiến | Tiếp thu | Giải trình |
        | Báo cáo chính trị | 10/2/2020     | 1/2/2020      | 10     | 10         | 30        | 20       | 10         |
        | Đề án nhân sự     | 10/2/2020     | 14/5/2020     | 10     | 11         | 30        | 20       | 11         |
        | Báo cáo kiểm điểm | 10/2/2020     |               | 10     |            | 30        | 31       |            |
    """)  # fmt: skip
    assert found(preview) == [
        ("C3", "error", "drafts_out_of_order"),
        ("C4", "warning", "future_fact"),
        ("H4", "warning", "answers_above_comments"),
        ("E4", "warning", "received_above_sent"),
        ("G5", "warning", "answers_above_comments"),
    ]
    assert [row.key for row in preview.waiting] == ["DUCA|political_report|1"]
    assert len(preview.records) == 2


def test_findings_are_due_after_the_visit(books: Store) -> None:
    preview = look(books, """
        | Ngày     | Thành phần | Đơn vị     | Tồn tại | Thời hạn  |
        | 4/5/2020 | BTV, Tổ 1  | PC02; PX01 | chậm    | 3/5/2020  |
        | 5/5/2020 | Tổ 1       | PC03       | chậm    | 5/5/2020  |
    """)  # fmt: skip
    assert found(preview) == [("E3", "warning", "due_before_visit")]


def test_the_catalogue_within_itself(books: Store) -> None:
    written = book({
        "Tổ chức đảng": """\
        | Mã   | Tên tổ chức đảng | Loại hình | Phạm vi    | Cấp trên | Số chi bộ trực thuộc | Kế tục bởi |
        | PC02 | Đảng bộ Một      | Đảng bộ   | Trực thuộc | DUCA     | 2                    | PC99       |
        |      | Chi bộ 1         | Chi bộ    |            | PC02     |                      |            |
        |      | Chi bộ 2         | Chi bộ    |            | PC02     |                      |            |
        | PC03 | Đảng bộ Hai      | Đảng bộ   | Trực thuộc | DUCA     | 2                    | PC02       |
        |      | Chi bộ 1         | Chi bộ    |            | PC03     |                      |            |
        |      | Chi bộ 2         | Chi bộ    |            | PC98     |                      |            |
        """,
        "Tên gọi khác": """\
        | Tên gọi khác | Mã   |
        | P.CSHS       | PC02 |
        | P.ABC        | PC97 |
        """,
    })  # fmt: skip
    preview = intake.look("danh-muc.xlsx", written, books, as_of=date(2020, 3, 1))
    assert [(p.sheet, *at) for p, at in zip(preview.problems, found(preview), strict=True)] == [
        ("Tổ chức đảng", "G2", "warning", "unknown_reference"),
        ("Tổ chức đảng", "F5", "note", "sub_cells_listed"),
        ("Tổ chức đảng", "E7", "warning", "unknown_reference"),
        ("Tên gọi khác", "B3", "warning", "unknown_reference"),
        ("Tổ chức đảng", "B1", "note", "column_missing"),  # members, block, pilot
    ]


def test_a_level_nobody_knows(books: Store) -> None:
    marks = """\
        | Cấp             | Mốc                | Ngày      |
        | Cấp thôn        | Hoàn thành đại hội | 30/6/2020 |
        | Cấp trên        | Hoàn thành đại hội | 30/6/2020 |
        | Cơ sở           | Hoàn thành đại hội | 30/6/2020 |
    """
    content = book({"Mốc thời hạn": marks})
    preview = intake.look("danh-muc.xlsx", content, books, as_of=date(2020, 3, 1))
    errors = [p for p in preview.problems if p.severity is Severity.ERROR]
    assert [(p.cell, p.kind) for p in errors] == [("A2", "unknown_level"), ("A3", "unknown_level")]


@pytest.mark.slow
def test_the_sample_province_contradicts_itself_nowhere(catalogue_store: Store) -> None:
    """What is left: a cell of 31 members that the catalogue calls chi bộ, and one rough plan."""
    files = sorted(SAMPLES.glob("bieu-0*.xlsx"), key=lambda path: (path.stem[8:], path.stem))
    odd: dict[str, set[str]] = {}
    for path in files:
        preview = intake.look(path.name, path.read_bytes(), catalogue_store)
        odd[path.stem] = {p.kind for p in preview.problems}
        catalogue_store.accept(preview, by="Cơ quan thường trực")
        assert all(check.ok for check in preview.checksums)
    assert {name for name, kinds in odd.items() if not kinds} == {
        f"bieu-0{form}-2020-05-13" for form in (2, 3, 4, 5)
    }
    assert odd.pop("bieu-01-2020-05-13") == {"members_against_kind", "vague_planned"}
    assert set().union(*odd.values()) == {"members_against_kind"}


def test_no_warning_holds_a_row_back(books: Store) -> None:
    table, expected = ROWS["pilots, the lessons conference, the others"]
    preview = look(books, table)
    assert expected
    assert preview.waiting == ()
    assert {p.severity for p in preview.problems} == {Severity.WARNING}
    assert preview.form is FormId.PROGRESS
    assert len(preview.records) == 5
