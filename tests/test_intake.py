"""A workbook looked at: what would change, what waits and why, what is refused (contract §2–§4)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from conftest import copy_of
from congress_dash import intake, knowledge
from congress_dash.errors import Refused
from congress_dash.moment import EVERYTHING, Moment
from congress_dash.originals import digest
from congress_dash.records import (
    Booking,
    Change,
    Checksum,
    Decision,
    Document,
    Dropped,
    FormId,
    Preview,
    Progress,
    Severity,
    Visit,
    WaitingRow,
)
from congress_dash.store import Store
from congress_dash.told import problem_lines
from written import book

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
CATALOGUE = (SAMPLES / "danh-muc.xlsx").read_bytes()
AS_OF = "| Số liệu tính đến ngày 13/5/2020 |\n"


def look(store: Store, table: str, **asked: Any) -> Preview:
    """The preview of a workbook of one sheet."""
    return intake.look("bieu.xlsx", book({"Biểu": table.lstrip("\n")}), store, **asked)


def refused(store: Store, content: bytes | str, **asked: Any) -> Refused:
    written = content if isinstance(content, bytes) else book({"Biểu": content.lstrip("\n")})
    with pytest.raises(Refused) as caught:
        intake.look("bieu.xlsx", written, store, **asked)
    assert "hãy" in str(caught.value).lower()
    return caught.value


def accepted(store: Store, table: str, **asked: Any) -> int:
    return store.accept(look(store, table, **asked), by="Cơ quan thường trực")


def errors(preview: Preview) -> list[tuple[str, str, str]]:
    """Address, what was typed and kind of every error."""
    return told(preview, Severity.ERROR)


def told(preview: Preview, severity: Severity) -> list[tuple[str, str, str]]:
    return [(p.cell, p.typed, p.kind) for p in preview.problems if p.severity is severity]


def of(preview: Preview, key: str) -> Any:
    (record,) = (r for r in preview.records if r.key == key)
    return record


@pytest.fixture(scope="module")
def books(catalogue_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Books with a catalogue only, for tests that look and save nothing."""
    with closing(Store.open(copy_of(catalogue_books, tmp_path_factory.mktemp("books")))) as store:
        yield store


FOURTH_OF_MAY = """
| Số liệu tính đến ngày 04/5/2020 |
| Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Dự thảo lần thứ | Góp ý | Thực tế   | Ngày duyệt |
| PV01             | 6                    | 6                            | 3               | 30    | 10/3/2020 | 02/3/2020  |
| PX01             | 4                    | 3                            | lần 2           | 10    |           |            |
| PC03             | 5                    | 4                            | đang DT lần 3   |       |           |            |
"""
THIRTEENTH_OF_MAY = """
| Số liệu tính đến ngày 13/5/2020 |
| Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Dự thảo lần thứ | Góp ý | Thực tế   | Ngày duyệt |
| PV01             | 6                    | 6                            | 3               | 30    | 10/3/2020 | 02/3/2020  |
| PX01             | 4                    | 4                            | lần 3           | 23    |           |            |
| PC03             | 5                    | 5                            | 3               | 26    | 05/5/2020 | 25/4/2020  |
"""


@pytest.fixture(scope="module")
def with_reports(catalogue_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = copy_of(catalogue_books, tmp_path_factory.mktemp("reports"))
    with closing(Store.open(path)) as store:
        assert accepted(store, FOURTH_OF_MAY) == 2
        assert accepted(store, THIRTEENTH_OF_MAY) == 3
    return path


@pytest.fixture(scope="module")
def reported(with_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Books with the reports of 4 and 13 May 2020, for tests that look and save nothing."""
    with closing(Store.open(copy_of(with_reports, tmp_path_factory.mktemp("reported")))) as store:
        yield store


@pytest.fixture
def own_reported(with_reports: Path, tmp_path: Path) -> Iterator[Store]:
    """The same books for one test, which may write."""
    with closing(Store.open(copy_of(with_reports, tmp_path))) as store:
        yield store


# --- one workbook with much of domain.md §4.3 in it ----------------------------------------------

MESSY = """
| BIỂU TỔNG HỢP |
| (Số liệu tính đến ngày 13/5/2020) |
.
| TT | Tên tổ chức đảng | Loại hình | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Thực tế | Dự kiến | Họ và tên bí thư | Xếp loại | Ngày duyệt |
| (1) | (2)                    | (3) | (4) | (5)         | (6)          | (7)           | (8)  | (9) | (10)       |
|    | I. KHỐI THAM MƯU        |     |    |              |              |               |      |     |            |
| 1  | Đảng bộ Phòng Tham mưu  | ĐB  | 6  | 6            | {2020-03-10} | 10/3          | A. B |     | 02/03/2020 |
| 02 | Phòng Tổ chức cán bộ    | ĐB  | 4  | 3/4          |              | {2020-05-14}  | C. D |     | 29/4       |
| 3  | P.CSKT                  | ĐB  | 5  | 5            | 43895        | nt            | E. G |     |            |
|    | Cộng khối I             |     | 15 | 14           |              |               |      |     |            |
|    | II. KHỐI CẢNH SÁT       |     |    |              |              |               |      |     |            |
| 1  | PC04 - Phòng Cảnh sát điều tra tội phạm về ma túy | ĐB | 5 | 5 | | DK 6/5 (TT: 7/5) | H. I | tốt | 2/5 |
| 2  | PC02                    | ĐB  | 5  | 5            | cuối tháng 4 |               |      |     |            |
| 3  | Phòng Cảnh sát giao thôg | ĐB | 9  | 9            |              |               |      |     |            |
| 4  | PC10                    | ĐB  | 4  | {2020-04-02} | x            |               |      |     | 20/4/2020  |
| 5  | PC11                    | ĐB  | 6  | #REF!        |              | trong tháng 6 |      |     |            |
| 6  | PC46 Phòng Cảnh sát hình sự | CB |  |             |              |               |      |     |            |
| 7  | PK02                    | BĐ  | 7  | 8            | 20/5         |               |      |     |            |
|    | Cộng khối II            |     | 29 | 22           |              |               |      |     |            |
|    | TỔNG CỘNG               |     | 51 | 36           |              |               |      |     |            |
| NƠI NHẬN: |
"""


@pytest.fixture(scope="module")
def messy(books: Store) -> Preview:
    return look(books, MESSY)


def test_what_was_read_is_told_as_a_whole(messy: Preview) -> None:
    assert (messy.file, messy.form, messy.sheet) == ("bieu.xlsx", FormId.PROGRESS, "Biểu")
    assert messy.as_of == date(2020, 5, 13)
    assert (messy.rows, messy.accepted, len(messy.records)) == (10, 5, 5)
    assert (messy.missing, messy.struck, messy.hidden_sheets) == ((), (), ())
    assert (messy.headline_before, messy.headline_after) == (None, "4/30")


def test_every_error_names_its_cell_and_a_remedy(messy: Preview) -> None:
    assert errors(messy) == [
        ("F13", "cuối tháng 4", "vague_date"),
        ("B14", "Phòng Cảnh sát giao thôg", "misspelt_organisation"),
        ("E16", "#REF!", "error_cell"),
        ("B17", "PC46 Phòng Cảnh sát hình sự", "code_name_conflict"),
        ("C18", "BĐ", "unreadable_kind"),
    ]
    assert all(p.sheet == "Biểu" for p in messy.problems)
    assert [p.field for p in messy.problems if p.severity is Severity.ERROR] == [
        "held_on", "organisation", "sub_cells_held", "organisation", "kind",
    ]  # fmt: skip
    assert all("hãy" in p.message.lower() or "Cần" in p.message for p in messy.problems)
    misspelt = next(p for p in messy.problems if p.kind == "misspelt_organisation")
    assert "Đảng bộ Phòng Cảnh sát giao thông" in misspelt.message


def test_rows_with_an_error_wait_with_what_is_known_of_them(messy: Preview) -> None:
    assert messy.waiting == (
        WaitingRow("Biểu", 13, "PC02", "PC02", "vague_date"),
        WaitingRow("Biểu", 14, None, None, "misspelt_organisation"),
        WaitingRow("Biểu", 16, "PC11", "PC11", "error_cell"),
        WaitingRow("Biểu", 17, None, None, "code_name_conflict"),
        WaitingRow("Biểu", 18, "PK02", "PK02", "unreadable_kind"),
    )
    assert {r.key for r in messy.records} == {"PV01", "PX01", "PC03", "PC04", "PC10"}


def test_every_reading_that_is_not_literal_is_listed(messy: Preview) -> None:
    assert [(d.cell, d.typed, d.read_as, d.why) for d in messy.decisions] == [
        ("G7", "10/3", "10/03/2020", "year_added"),
        ("B8", "Phòng Tổ chức cán bộ", "PX01", "spelling"),
        ("J8", "29/4", "29/04/2020", "year_added"),
        ("B9", "P.CSKT", "PC03", "alias"),
        ("G9", "nt", "14/05/2020", "ditto"),
        ("F9", "43895", "05/03/2020", "serial_number"),
        ("B12", "PC04 - Phòng Cảnh sát điều tra tội phạm về ma túy", "PC04", "alias"),
        ("J12", "2/5", "02/05/2020", "year_added"),
        ("G12", "DK 6/5 (TT: 7/5)", "06/05/2020; 07/05/2020", "plan_and_actual"),
        ("E15", "02/04/2020", "2/4", "repaired_fraction"),
        ("F18", "20/5", "20/05/2020", "year_added"),
    ]


def test_what_was_typed_is_what_was_read(messy: Preview) -> None:
    drawn = [
        (r.key, r.sub_cells_held, r.sub_cells, r.held, r.held_on, r.planned_from, r.approved_on)
        for r in messy.records
        if isinstance(r, Progress)
    ]
    assert drawn == [
        ("PV01", 6, 6, True, date(2020, 3, 10), date(2020, 3, 10), date(2020, 3, 2)),
        ("PX01", 3, 4, False, None, date(2020, 5, 14), date(2020, 4, 29)),
        ("PC03", 5, 5, True, date(2020, 3, 5), date(2020, 5, 14), None),
        ("PC04", 5, 5, True, date(2020, 5, 7), date(2020, 5, 6), date(2020, 5, 2)),
        ("PC10", 2, 4, True, None, None, date(2020, 4, 20)),
    ]


def test_totals_are_checked_against_their_rows(messy: Preview) -> None:
    assert messy.checksums == (
        Checksum("Biểu", "D10", 15, 15),
        Checksum("Biểu", "E10", 14, 14),
        Checksum("Biểu", "D19", 29, 36),
        Checksum("Biểu", "E19", 22, 29),
        Checksum("Biểu", "D20", 51, 51),
        Checksum("Biểu", "E20", 36, 43),
    )


def test_a_total_that_does_not_add_up_is_a_warning(messy: Preview) -> None:
    warned = [(p.cell, p.typed, p.message) for p in messy.problems if p.kind == "total_mismatch"]
    assert [(cell, says) for cell, says, _ in warned] == [
        ("D19", "29"),
        ("E19", "22"),
        ("E20", "36"),
    ]
    assert "29" in warned[0][2]
    assert "36" in warned[0][2]


def test_a_column_of_persons_is_dropped_everywhere(messy: Preview) -> None:
    assert messy.dropped == (Dropped("Biểu", "H", "Họ và tên bí thư"),)
    with ZipFile(BytesIO(messy.content)) as package:
        inside = "".join(
            package.read(part).decode("utf-8", "replace") for part in package.namelist()
        )
    assert "Họ và tên bí thư" in inside
    assert "Phòng Tổ chức cán bộ" in inside
    for person in ("A. B", "C. D", "E. G", "H. I"):
        assert person not in inside
        assert person not in str(messy.records) + str(messy.problems) + str(messy.decisions)


def test_unknown_headings_warnings_and_notes_hold_nothing_back(messy: Preview) -> None:
    assert told(messy, Severity.NOTE) == [("I4", "Xếp loại", "unknown_heading")]
    assert told(messy, Severity.WARNING) == [
        ("J9", "", "held_without_approval"),
        ("F15", "x", "parent_before_children"),
        ("D19", "29", "total_mismatch"),
        ("E19", "22", "total_mismatch"),
        ("E20", "36", "total_mismatch"),
    ]


def test_the_fingerprint_is_of_the_file_as_it_came(books: Store) -> None:
    content = book({"Biểu": AS_OF + "| Đơn vị | Thực tế | Họ và tên |\n| PC03 | | A. B |"})
    preview = intake.look("bieu.xlsx", content, books)
    assert preview.sha256 == digest(content) != digest(preview.content)


# --- files that cannot be taken ------------------------------------------------------------------

PLAIN = (
    AS_OF
    + """\
| Tên tổ chức đảng | Dự kiến | Thực tế |
| PC03             | 20/5    |         |
"""
)


def test_nothing_is_read_without_a_catalogue() -> None:
    assert refused(Store.open(None), PLAIN).kind == "no_catalogue"


def test_a_file_that_is_no_workbook_is_refused(books: Store) -> None:
    assert refused(books, b"%PDF-1.7").kind == "not_a_workbook"


def test_a_form_nobody_knows_is_refused(books: Store) -> None:
    assert refused(books, "| Họ và tên | Quê quán |\n| A. B | X |").kind == "unknown_form"


def test_a_report_without_its_day_is_asked(books: Store) -> None:
    without = PLAIN.removeprefix(AS_OF)
    assert refused(books, without).kind == "missing_as_of"
    given = look(books, without, as_of=date(2020, 5, 12))
    assert given.as_of == date(2020, 5, 12)
    assert of(given, "PC03").planned_from == date(2020, 5, 20)


def test_a_day_of_report_that_cannot_be_read_is_named(books: Store) -> None:
    told = refused(books, PLAIN.replace("13/5/2020", "13/5", 1))
    assert told.kind == "missing_as_of"
    assert "ô A1 trang “Biểu”" in str(told)


def test_the_day_given_goes_before_the_day_written(books: Store) -> None:
    assert look(books, PLAIN, as_of=date(2020, 5, 12)).as_of == date(2020, 5, 12)


def test_a_report_of_tomorrow_is_refused(books: Store) -> None:
    tomorrow = intake.today() + timedelta(days=1)
    assert refused(books, PLAIN, as_of=tomorrow).kind == "future_as_of"
    assert refused(books, PLAIN.replace("2020", "2048")).kind == "future_as_of"


def test_the_same_bytes_are_refused_until_their_upload_is_withdrawn(own_reported: Store) -> None:
    assert "số 1" in str(refused(own_reported, CATALOGUE))
    twice = book({"Biểu": THIRTEENTH_OF_MAY.replace("13/5", "14/5").lstrip("\n")})
    loaded = own_reported.accept(intake.look("x.xlsx", twice, own_reported), by="Quản trị")
    assert str(loaded) in str(refused(own_reported, twice))
    own_reported.withdraw(loaded, reason="nạp nhầm", by="Quản trị")
    assert intake.look("x.xlsx", twice, own_reported).rows == 3


# --- several sheets ------------------------------------------------------------------------------

HEADING = AS_OF + "| Tên tổ chức đảng | Thực tế |\n"


def test_sheets_that_share_no_organisation_are_read_together(books: Store) -> None:
    parts = book({
        "Khối AN": HEADING + "| PA02 | 10/5 |",
        "Khối CS": HEADING + "| PC02 | cuối tháng 4 |\n| PC03 | 5/5 |",
        "Ghi chú": "| Người lập gửi kèm |",
        "Bản cũ": HEADING + "| PA02 | |",
    }, hidden=["Bản cũ"])  # fmt: skip
    preview = intake.look("khoi.xlsx", parts, books)
    assert preview.sheet == "Khối AN; Khối CS"
    assert preview.hidden_sheets == ("Bản cũ",)
    assert [r.key for r in preview.records] == ["PA02", "PC03"]
    assert [(p.sheet, p.cell) for p in preview.problems if p.severity is Severity.ERROR] == [
        ("Khối CS", "B3")
    ]
    assert preview.headline_after == "2/30"


TWICE = {
    "months": {"T3": HEADING + "| PC03 | |", "T4": HEADING + "| P.CSKT | x |"},
    "two forms": {
        "T3": HEADING + "| PC03 | |",
        "T4": AS_OF + "| Đơn vị | Ngày đại hội | Ngày báo cáo |\n| PC02 | 5/5 | 6/5 |",
    },
    "visits": {
        "T3": AS_OF + "| Ngày | Thành phần | Đơn vị |\n| 4/4 | BTV | PC02; PC03 |",
        "T4": AS_OF + "| Ngày | Thành phần | Đơn vị |\n| 4/5 | BTV | PC03; PC04 |",
    },
}


@pytest.mark.parametrize("sheets", TWICE.values(), ids=TWICE.keys())
def test_sheets_that_tell_twice_are_a_question(books: Store, sheets: dict[str, str]) -> None:
    asked = refused(books, book(sheets))
    assert asked.kind == "which_sheet"
    assert "T3; T4" in str(asked)


def test_the_one_organisation_that_two_sheets_share_is_named(books: Store) -> None:
    head = AS_OF + "| Tên tổ chức đảng | Thực tế |\n"
    asked = refused(
        books, book({"AN": head + "| PC02 | |\n| PC04 | |", "CS": head + "| PC03 | |\n| PC04 | |"})
    )
    name = knowledge.names(books, Moment(date(2020, 5, 13), EVERYTHING)).orgs["PC04"].name
    assert f"AN; CS (cùng có {name}; nếu nhầm" in str(asked)


def test_the_sheet_that_was_chosen_is_read_alone(books: Store) -> None:
    months = book(TWICE["months"])
    preview = intake.look("x.xlsx", months, books, sheet="T4")
    assert preview.sheet == "T4"
    assert of(preview, "PC03").held is True
    asked = refused(books, months, sheet="T5")
    assert asked.kind == "unknown_sheet"
    assert "T3; T4" in str(asked)


def test_a_hidden_sheet_is_read_only_when_named(books: Store) -> None:
    hidden = book({"Thư": "| a |", "Cũ": PLAIN}, hidden=["Cũ"])
    assert refused(books, hidden).kind == "unknown_form"
    assert [r.key for r in intake.look("x.xlsx", hidden, books, sheet="Cũ").records] == ["PC03"]


# --- rows against each other ---------------------------------------------------------------------


def test_an_organisation_that_stands_twice_waits_twice(books: Store) -> None:
    preview = look(
        books,
        AS_OF
        + """\
        | Tên tổ chức đảng       | Thực tế |
        | PC03                   | 5/5     |
        | PC02                   |         |
        | Phòng Cảnh sát kinh tế |         |
        | PC02                   | abc     |
    """,
    )
    assert errors(preview) == [
        ("A3", "PC03", "duplicate_row"),
        ("A4", "PC02", "duplicate_row"),
        ("A5", "Phòng Cảnh sát kinh tế", "duplicate_row"),
        ("B6", "abc", "unreadable_date"),
        ("A6", "PC02", "duplicate_row"),
    ]
    assert (preview.accepted, preview.records) == (0, ())
    assert [row.key for row in preview.waiting] == ["PC03", "PC02", "PC03", "PC02"]


def test_code_and_name_in_two_columns_must_agree(books: Store) -> None:
    preview = look(
        books,
        AS_OF
        + """\
        | Mã   | Tên tổ chức đảng                | Thực tế |
        | PC03 | Đảng bộ Phòng Cảnh sát kinh tế  |         |
        | PC02 | Đảng bộ Phòng Cảnh sát kinh tế  |         |
        | PC99 | Đảng bộ Phòng Cảnh sát cơ động  |         |
        |      | Chi bộ Phòng Cảnh sát đường thủy |        |
        | PX13 | Đảng bộ Phòng Tổ chức cán bộ    |         |
    """,
    )
    assert errors(preview) == [
        ("A4", "PC02", "code_name_conflict"),
        ("A5", "PC99", "unknown_organisation"),
    ]
    assert [row.unit for row in preview.waiting] == [None, None]  # nobody knows whose they are
    assert [r.key for r in preview.records] == ["PC03", "chi-bo-phong-canh-sat-duong-thuy", "PX01"]


# --- visits --------------------------------------------------------------------------------------

VISITS = (
    AS_OF
    + """\
| TT | Ngày       | Thành phần             | Đơn vị được kiểm tra | Nội dung | Tồn tại, hạn chế | Thời hạn  | Kết quả khắc phục |
| 1  | 4/5/2020   | Tổ công tác số 1       | PC02; PC03           | văn kiện | chậm văn kiện    | 10/5/2020 | Đã khắc phục      |
|    | 4/5/2020   | Tổ công tác số 1       | PC02; PC03           |          | thiếu hồ sơ      |           |                   |
| 2  | 5/5/2020   | 01 đ/c ủy viên BTV     | PX01                 |          | Không            |           |                   |
| 3  | 6/5/2020   | Tổ công tác số 2       | PC02; PC99           |          |                  |           |                   |
| 4  | 7/5/2020   | BTV, Tổ công tác số 3  | PV01⏎PX01            |          |                  |           |                   |
| 5  | 14/5/2020  | Tổ công tác số 1       | PV01                 |          |                  |           |                   |
| 6  | đầu tháng 5 | Tổ công tác số 1      | PV01                 |          |                  |           |                   |
| 7  | 8/5/2020   | Tổ công tác số 9       | PV01                 |          |                  |           |                   |
| 8  | 8/5/2020   | Tổ công tác số 1 và 9  | PV01                 |          |                  |           |                   |
| 9  | 8/5/2020   | 1                      | ;                    |          |                  |           |                   |
| 10 |            | Tổ công tác số 1       | PV01                 |          |                  |           |                   |
"""
)


@pytest.fixture(scope="module")
def visits(books: Store) -> Preview:
    return look(books, VISITS)


def test_a_visit_is_one_record_per_team_and_organisation(visits: Preview) -> None:
    seen = [(r.visited_on.day, r.team, r.unit) for r in visits.records if isinstance(r, Visit)]
    assert seen == [
        (4, "1", "PC02"), (4, "1", "PC03"), (5, "BTV", "PX01"),
        (7, "BTV", "PV01"), (7, "BTV", "PX01"), (7, "3", "PV01"), (7, "3", "PX01"),
    ]  # fmt: skip


def test_findings_told_over_two_rows_belong_to_one_session(visits: Preview) -> None:
    first, second, third = visits.records[:3]
    assert isinstance(first, Visit)
    assert isinstance(second, Visit)
    assert isinstance(third, Visit)
    assert first.session == second.session != third.session
    assert [(f.text, f.due_on, f.fixed) for f in first.findings] == [
        ("chậm văn kiện", date(2020, 5, 10), True),
        ("thiếu hồ sơ", None, None),
    ]
    assert third.findings == ()


def findings_of(books: Store, heading: str, words: list[str | None]) -> list[Visit]:
    """The visits of rows that hold those words under that heading."""
    finding = "" if heading == "Tồn tại" else "chậm văn kiện"
    lines = "".join(
        f"| {date(2020, 3, 1) + timedelta(number):%d/%m/%Y} | 1 | PC02 | {finding or word} | {word or ''} |\n"
        for number, word in enumerate(words)
    )
    headings = f"| Ngày | Thành phần | Đơn vị | Tồn tại | {heading if finding else 'Ghi chú'} |\n"
    preview = look(books, AS_OF + headings + lines)
    assert errors(preview) == []
    return [r for r in preview.records if isinstance(r, Visit)]


def test_words_for_nothing_are_no_finding(books: Store) -> None:
    nothing = ["-", ".", "…", "0", "Không", "Không có", "Không có tồn tại, hạn chế",
               "Chưa phát hiện", "Không phát hiện", "Không phát hiện tồn tại, hạn chế nào",
               "không tồn tại gì", "Chưa có tồn tại"]  # fmt: skip
    something = ["Chưa có kế hoạch", "Không kịp thời", "Không phát hiện kịp thời vi phạm"]
    found = findings_of(books, "Tồn tại", [*nothing, *something])
    assert [r.findings[0].text for r in found if r.findings] == something
    assert len(found) == len(nothing) + len(something)


FIXED = ["Đã khắc phục", "Đã khắc phục xong ngày 2/5", "Đã KP xong", "OK", "x", "✓", "100%", "Xong",
         "Hoàn thành", "Đã thực hiện", "Đã được khắc phục", "Khắc phục xong", "Đã khắc phục 3/3 nội dung",
         "Đã khắc phục, không còn tồn tại", "Đã khắc phục trong toàn Đảng bộ", "Hoàn thành trước thời hạn",
         "Đã khắc phục những tồn tại", "Đã khắc phục, không có vướng mắc", "Đã khắc phục; tiếp tục theo dõi",
         "Đã khắc phục việc chưa ghi biên bản", "Đã khắc phục trước 20/5", "Đã hoàn thành theo dự kiến",
         "Đã xong 2/5", "Đã khắc phục theo báo cáo số 5/12", "Đơn vị đã khắc phục xong",
         "Đã bổ sung hồ sơ", "Da khac phuc tai tru so Dang bo"]  # fmt: skip
NOT_FIXED = ["Đã khắc phục một phần", "Đã thực hiện nhưng chưa đạt yêu cầu", "Xong 50%", "Xong 7,5%",
             "Hoàn thành trước 30/5/2020", "Đã khắc phục 2/3 nội dung", "Đã khắc phục một số nội dung",
             "Đang khắc phục", "Đã yêu cầu khắc phục", "Đã làm việc với đơn vị", "Chưa", "Tiếp tục khắc phục", "Đã khắc phục?",
             "xem xét lại"]  # fmt: skip


def test_only_what_is_put_right_as_a_whole_is_fixed(books: Store) -> None:
    found = findings_of(books, "Kết quả khắc phục", [*FIXED, *NOT_FIXED, None, "-"])
    told_of = [r.findings[0].fixed for r in found]
    assert told_of == [True] * len(FIXED) + [False] * len(NOT_FIXED) + [None, None]


def test_a_visit_with_one_unknown_organisation_waits_whole(visits: Preview) -> None:
    assert errors(visits) == [
        ("D6", "PC02; PC99", "unknown_organisation"),
        ("B8", "14/5/2020", "future_date"),
        ("B9", "đầu tháng 5", "vague_date"),
        ("C10", "Tổ công tác số 9", "unknown_team"),
        ("C11", "Tổ công tác số 1 và 9", "unknown_team"),
        ("D12", ";", "missing_value"),
        ("B13", "", "missing_value"),
    ]
    assert (visits.rows, visits.accepted) == (11, 4)
    assert WaitingRow("Biểu", 6, None, None, "unknown_organisation") in visits.waiting
    unknown = next(p.message for p in visits.problems if p.cell == "D6")
    assert "PC99" in unknown


@pytest.mark.parametrize(
    ("typed", "teams"),
    [
        ("Tổ công tác số 3 (đ/c Nguyễn Văn Mẫu)", ["3"]),
        ("Tổ công tác số 3 đ/c Nguyễn Văn Mẫu", ["3"]),
        ("Tổ 1 (đ/c Nguyễn Văn Mẫu làm Tổ trưởng)", ["1"]),
        ("Tổ 1 và 3 (đ/c Nguyễn Văn Mẫu)", ["1", "3"]),
        ("Tổ công tác số 3 (gồm 01 đồng chí), 01 đ/c UVBTV", ["BTV", "3"]),
        ("Tổng số 3 đồng chí Ủy viên BTV", ["BTV"]),
        ("Số 3 đ/c UV BTV", ["BTV"]),
        ("3 (đ/c Ủy viên BTV)", ["BTV"]),
        ("Tổ 3 (tổng số 01 đồng chí)", ["3"]),
        ("Tổ số 3 (số 1 đ/c)", ["3"]),
        ("Quân số 1 đ/c, Tổ 3", ["3"]),
        ("Phòng Thương vụ, tổ 3", ["3"]),
        ("01 đ/c ủy viên Ban Thường vụ", ["BTV"]),
    ],
)
def test_people_are_counted_and_groups_are_numbered(
    books: Store, typed: str, teams: list[str]
) -> None:
    preview = look(books, AS_OF + f"""\
        | Ngày     | Thành phần | Đơn vị được kiểm tra |
        | 4/5/2020 | {typed}    | PC02                 |
    """)  # fmt: skip
    assert errors(preview) == []
    assert [r.team for r in preview.records if isinstance(r, Visit)] == teams


def test_cells_of_one_sentence_share_a_line(books: Store) -> None:
    preview = look(
        books,
        AS_OF
        + """\
        | Ngày       | Thành phần | Đơn vị được kiểm tra |
        | 05/13/2020 | Tổ 1       | PC02                 |
        | 4/5/2020   | Tổ 9       | PC02                 |
        | 05/13/2020 | Tổ 1       | PC03                 |
        | 05/14/2020 | Tổ 1       | PX01                 |
    """,
    )
    heads = [line.split(": ")[0] for line in problem_lines(preview)]
    assert heads == [
        "Lỗi – Biểu!A3, A5 (2 ô) (“05/13/2020”)",
        "Lỗi – Biểu!B4 (“Tổ 9”)",
        "Lỗi – Biểu!A6 (“05/14/2020”)",
    ]


def test_the_same_visit_told_twice_waits_twice(books: Store) -> None:
    preview = look(
        books,
        AS_OF
        + """\
        | Ngày     | Thành phần | Đơn vị được kiểm tra |
        | 4/5/2020 | BTV        | PC02; PC03           |
        | 4/5/2020 | BTV        | PC03                 |
        | 4/5/2020 | Tổ 1       | PC03                 |
    """,
    )
    assert [cell for cell, _, kind in errors(preview) if kind == "duplicate_row"] == ["C3", "C4"]
    assert [r.key for r in preview.records] == ["2020-05-04|1|PC03"]


# --- the other forms -----------------------------------------------------------------------------


def test_documents_of_the_committee_and_of_an_organisation(books: Store) -> None:
    preview = look(
        books,
        AS_OF
        + """\
        | Văn kiện            | Tổ chức đảng | Dự thảo lần 1 | Dự thảo lần 2 | Số ý kiến | Tiếp thu | Tình trạng      |
        | Báo cáo chính trị   |              | 10/2/2020     | 20/4          | 30        | 12       | đang DT lần 3   |
        | Đề án nhân sự       |              | 10/2/2020     | 1/2/2020      | 30        |          |                 |
        | Báo cáo chính trị   | PC03         | x             |               | ba mươi   |          |                 |
        | Báo cáo kiểm điểm   | PC03         | 14/5/2020     |               |           |          |                 |
        | Báo cáo lung tung   |              | 10/2/2020     |               |           |          |                 |
        | Nghị quyết đại hội  | PC03         | đang soạn     |               |           |          |                 |
    """,
    )
    report = of(preview, "DUCA|political_report|1")
    assert isinstance(report, Document)
    assert [(d.revision, d.issued_on, d.in_progress) for d in report.drafts] == [
        (1, date(2020, 2, 10), False),
        (2, date(2020, 4, 20), False),
        (3, None, True),
    ]
    assert (report.comments, report.accepted) == (30, 12)
    assert errors(preview) == [
        ("D4", "1/2/2020", "drafts_out_of_order"),
        ("E5", "ba mươi", "unreadable_count"),
        ("A7", "Báo cáo lung tung", "unknown_document"),
    ]
    assert told(preview, Severity.WARNING) == [("C6", "14/5/2020", "future_fact")]
    assert [row.key for row in preview.waiting] == [
        "DUCA|personnel_scheme|1", "PC03|political_report|1", None,
    ]  # fmt: skip


def test_results(books: Store) -> None:
    preview = look(
        books,
        AS_OF
        + """\
        | Tổ chức đảng | Ngày đại hội | ĐV triệu tập | Có mặt | Ngày báo cáo kết quả | QĐ chuẩn y (số, ngày) | Nữ |
        | PV01         | 10/3/2020    | 62           | 60     | 16/3/2020            | 45-QĐ/ĐUCA, 01/4/2020 | 3  |
        | PC03         | 14/5/2020    |              |        |                      |                       |    |
        | PA04         |              |              |        |                      |                       |    |
        | Cộng         |              | 62           | 61     |                      |                       |    |
    """,
    )
    held = of(preview, "PV01")
    assert (held.convened, held.present, held.reported_on) == (62, 60, date(2020, 3, 16))
    assert (held.ratified_no, held.ratified_on) == ("45-QĐ/ĐUCA", date(2020, 4, 1))
    assert errors(preview) == [("B4", "14/5/2020", "future_date"), ("B5", "", "missing_value")]
    assert [c.ok for c in preview.checksums] == [True, False]
    assert preview.headline_after is None


def test_bookings(books: Store) -> None:
    content = book({"Lịch": AS_OF + """\
        | Ngày         | Buổi     | Đơn vị | Địa điểm    | Tổ công tác      |
        | {2020-05-20} | Sáng     | PC02   | Hội trường  | Tổ công tác số 2 |
        |              | Chiều    | PC03   |             |                  |
        | 20-21/5      |          | PX01   |             |                  |
        | cuối tháng 5 | Cả ngày  | PX03   |             |                  |
        | 25/5         | tối      | PH10   |             |                  |
    """}, merged={"Lịch": ["A3:A4"]})  # fmt: skip
    preview = intake.look("lich.xlsx", content, books)
    booked = [
        (r.unit, r.booked_on.day, r.booked_to.day, r.session, r.team) for r in preview.records
    ]
    assert booked == [
        ("PC02", 20, 20, "morning", "2"),
        ("PC03", 20, 20, "afternoon", None),
        ("PX01", 20, 21, "day", None),
    ]
    assert errors(preview) == [
        ("A6", "cuối tháng 5", "vague_date"),
        ("B7", "tối", "unreadable_session"),
    ]
    assert Decision("Lịch", "A4", "", "20/05/2020", "merged_cell") in preview.decisions


@pytest.mark.parametrize(
    "team", ["Tổ 1; Tổ 2", "Tổ công tác số 1, số 3", "Tổ 1/2", "BTV, Tổ 1, Tổ 2"]
)
def test_a_booking_has_one_team(books: Store, team: str) -> None:
    preview = look(books, AS_OF + f"""\
        | Ngày | Buổi | Đơn vị | Tổ công tác |
        | 20/5 | Sáng | PC02   | {team}      |
    """)  # fmt: skip
    assert errors(preview) == [("D3", team, "unknown_team")]
    assert "Mỗi dòng chỉ ghi một tổ công tác" in preview.problems[0].message


def test_ditto_marks_are_nobodys_name(books: Store) -> None:
    preview = look(books, AS_OF + """\
        | Ngày | Buổi | Đơn vị | Ủy viên BTV dự | Tổ công tác |
        | 20/5 | Sáng | PC02   | Bí thư         | TCT số 1    |
        | 21/5 | Sáng | PC03   | nt             | NT          |
        | 22/5 | Sáng | PX01   | "              | Tổ CT số 2  |
        | 23/5 | Sáng | PX03   | Như trên       | //          |
    """)  # fmt: skip
    assert [(r.attending, r.team) for r in preview.records if isinstance(r, Booking)] == [
        (("secretary",), "1"),
        (("secretary",), "1"),
        (("secretary",), "2"),
        (("secretary",), "2"),
    ]
    assert {d.why for d in preview.decisions} == {"ditto", "year_added"}


def test_a_dash_for_a_code_is_no_code(books: Store) -> None:
    preview = look(books, AS_OF + """\
        | Mã | Tên tổ chức đảng              | Thực tế  |
        | -  | Đảng bộ Phòng Cảnh sát kinh tế | 5/5/2020 |
    """)  # fmt: skip
    assert errors(preview) == []
    assert of(preview, "PC03").held


# --- sense ---------------------------------------------------------------------------------------

SENSE = (
    AS_OF
    + """\
| Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Tổng số đảng viên | Ngày trình | Ngày duyệt | Dự kiến | Thực tế | Hình thức | ĐH điểm | Tình trạng | Ghi chú |
| PV01   |   |      | 62    |          |         |          | 14/5/2020   |    | x |          |              |
| PX01   | 4 | 5    |       |          |         |          |             |    |   |          |              |
| PX03   | 4 | 3/5  |       |          |         |          |             |    |   |          |              |
| PH10   | 5 | {2020-02-27} | |        |         |          |             |    |   |          |              |
| PA02   |   |      |       |          |         |          |             |    |   |          | dừng tổ chức do sáp nhập |
| PA03   |   |      |       |          |         |          |             |    |   | Dừng     | dừng tổ chức do sáp nhập |
| PA04   |   |      | 26    | 5/3/2020 | 4/3/2020 |         | 3/3/2020    |    |   |          |              |
| PC02   |   |      | 12    | 1/4/2020 | 2/4/2020 |         | 3/4/2020    |    | x |          |              |
| PC07   |   |      |       |          |         | Quý II   |             |    |   | Tạm hoãn |              |
| CATP-A |   |      | 236   |          |         | trước 30/6 | chưa b/c  | ĐV |   |          |              |
| PC08   |   |      |       |          |         |          | dự kiến 9/6 |    |   |          |              |
"""
)


@pytest.fixture(scope="module")
def sense(books: Store) -> Preview:
    return look(books, SENSE)


def test_what_cannot_be_waits(sense: Preview) -> None:
    assert errors(sense) == [
        ("H3", "14/5/2020", "future_date"),
        ("C4", "5", "part_above_whole"),
        ("C5", "3/5", "total_conflict"),
        ("C6", "27/02/2020", "fraction_became_date"),
        ("L7", "dừng tổ chức do sáp nhập", "status_in_note"),
        ("H13", "dự kiến 9/6", "vague_date"),
    ]


def test_what_is_odd_is_shown_and_taken(sense: Preview) -> None:
    assert [(cell, kind) for cell, _, kind in told(sense, Severity.WARNING)] == [
        ("F9", "order_of_steps"),
        ("H9", "order_of_steps"),
        ("J10", "pilot_disagrees"),  # a pilot here, none in the catalogue
        ("H10", "held_in_pause"),
        ("H10", "pilot_after_lessons"),
        ("G11", "vague_planned"),
        ("G12", "vague_planned"),
        ("I12", "delegates_expected"),
    ]
    assert told(sense, Severity.NOTE) == [("D10", "12", "members_against_kind")]
    assert [r.key for r in sense.records] == ["PA03", "PA04", "PC02", "PC07", "CATP-A"]


def test_rough_plans_keep_their_words_and_their_bounds(sense: Preview) -> None:
    quarter, before = of(sense, "PC07"), of(sense, "CATP-A")
    assert (quarter.planned_text, quarter.planned_from, quarter.planned_to) == (
        "Quý II", date(2020, 4, 1), date(2020, 6, 30),
    )  # fmt: skip
    assert (before.planned_text, before.planned_from, before.planned_to) == (
        "trước 30/6", None, date(2020, 6, 30),
    )  # fmt: skip


def test_stopped_postponed_and_not_reported_are_three_things(sense: Preview) -> None:
    assert of(sense, "PA03").status == "cancelled_reorg"
    assert of(sense, "PC07").status == "postponed"
    assert of(sense, "CATP-A").held is None
    assert of(sense, "PC07").held is False
    assert (sense.headline_before, sense.headline_after) == (None, "2/29")


# --- against the books ---------------------------------------------------------------------------

BACKWARD = """\
| Số liệu tính đến ngày 20/5/2020 |
| Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Dự thảo lần thứ | Góp ý | Thực tế   | Ngày duyệt |
| PV01             | 6                    | 6                            | 3               | 30    | Chưa      |            |
| PX01             | 4                    | 3                            | lần 3           | 23    |           |            |
| PC03             | 5                    | 5                            | đang DT lần 3   | 26    | 05/5/2020 | 25/4/2020  |
| PC02             | 5                    | 1                            | 1               |       |           |            |
"""


def test_a_move_backward_waits_for_a_reason(reported: Store) -> None:
    preview = look(reported, BACKWARD)
    assert errors(preview) == [
        ("F3", "Chưa", "backward_move"),
        ("C4", "3", "backward_move"),
        ("D5", "đang DT lần 3", "backward_move"),
    ]
    assert [r.key for r in preview.records] == ["PC02"]
    assert (preview.headline_before, preview.headline_after) == ("2/30", "2/30")
    messages = [p.message for p in preview.problems if p.kind == "backward_move"]
    assert "trước đây đã tổ chức đại hội, nay ghi chưa" in messages[0]
    assert "trước đây là 4, nay còn 3" in messages[1]
    assert "trước đây đã xong dự thảo lần 3, nay chỉ còn lần 2" in messages[2]


def test_a_move_backward_with_its_reason_is_taken(reported: Store) -> None:
    preview = look(reported, BACKWARD, reason="rà soát lại theo biên bản")
    assert errors(preview) == []
    assert preview.reason == "rà soát lại theo biên bản"
    assert [(c.key, c.kind, c.backward) for c in preview.changes] == [
        ("PV01", "changed", True),
        ("PX01", "changed", True),
        ("PC03", "changed", True),
        ("PC02", "added", False),
    ]
    assert (preview.headline_before, preview.headline_after) == ("2/30", "1/30")


def test_what_vanishes_moves_backward_too(reported: Store) -> None:
    preview = look(
        reported,
        """\
        | Số liệu tính đến ngày 20/5/2020 |
        | Tên tổ chức đảng | Chi bộ trực thuộc đã tổ chức | Dự thảo lần thứ | Góp ý | Thực tế   |
        | PV01             | 6                            |                 | 30    | 10/3/2020 |
        | PX01             |                              | 3               | 23    |           |
        | PC03             | 5                            | 3               |       | 05/5/2020 |
    """,
    )
    assert errors(preview) == [
        ("C3", "", "backward_move"),
        ("B4", "", "backward_move"),
        ("D5", "", "backward_move"),
    ]


def test_a_late_report_of_an_earlier_day_needs_no_reason(reported: Store) -> None:
    late = BACKWARD.replace("20/5/2020", "08/5/2020")
    preview = look(reported, late)
    assert errors(preview) == []
    assert [c.backward for c in preview.changes] == [False] * 4
    assert (preview.headline_before, preview.headline_after) == ("2/30", "2/30")


def test_a_correction_of_the_same_day_needs_a_reason(reported: Store) -> None:
    same = BACKWARD.replace("20/5/2020", "13/5/2020")
    assert [kind for _, _, kind in errors(look(reported, same))] == ["backward_move"] * 3


def test_changes_say_what_was_and_what_is(reported: Store) -> None:
    forward = THIRTEENTH_OF_MAY.replace("13/5/2020", "20/5/2020").replace(
        "| 23    |           |            |", "| 24    | 14/5/2020 | 29/4/2020  |"
    )
    preview = look(reported, forward)
    assert errors(preview) == []
    by_key = {change.key: change for change in preview.changes}
    assert by_key["PV01"] == Change("PV01", "unchanged", False)
    assert by_key["PX01"].kind == "changed"
    assert set(by_key["PX01"].fields) == {
        ("comments", "23", "24"),
        ("approved_on", "", "29/04/2020"),
        ("held", "không", "có"),
        ("held_on", "", "14/05/2020"),
        ("held_to", "", "14/05/2020"),
    }
    assert (preview.headline_before, preview.headline_after) == ("2/30", "3/30")


ONE_ONLY = """\
| Số liệu tính đến ngày 20/5/2020 |
| Tên tổ chức đảng | Thực tế      |
| PC03             | cuối tháng 4 |
| PC02             |              |
"""


def test_keys_that_are_missing_are_named_and_stay_unless_struck_out(reported: Store) -> None:
    preview = look(reported, ONE_ONLY)
    assert preview.missing == ("PV01", "PX01")  # PC03 waits: it is here
    assert preview.struck == ()
    assert (preview.headline_before, preview.headline_after) == ("2/30", "2/30")
    struck = look(reported, ONE_ONLY, strike=True)
    assert struck.struck == ("PV01", "PX01")
    assert struck.headline_after == "1/30"


def test_a_row_that_waits_leaves_what_was_known(own_reported: Store) -> None:
    accepted(own_reported, ONE_ONLY)
    newest = own_reported.newest()
    assert newest is not None
    known = own_reported.in_force(FormId.PROGRESS, newest)
    assert (known["PC03"]["held_on"], known["PC03"]["upload"]) == (date(2020, 5, 5), 3)
    assert known["PC02"]["upload"] == 4
    waits = own_reported.ask("waiting_rows", newest).to_dict("records")
    assert [(row["unit"], row["row"]) for row in waits] == [("PC03", 3)]


def test_looking_saves_nothing(reported: Store) -> None:
    before = (reported.revision, len(reported.uploads()), reported.newest())
    look(reported, BACKWARD, reason="xem thử", strike=True)
    assert (reported.revision, len(reported.uploads()), reported.newest()) == before


# --- the catalogue -------------------------------------------------------------------------------


def test_the_catalogue_counts_from_the_first_day_of_the_cycle() -> None:
    preview = intake.look("danh-muc.xlsx", CATALOGUE, Store.open(None))
    assert preview.form is FormId.CATALOGUE
    assert preview.as_of == date(2019, 5, 30)  # the directive that opened the cycle
    assert errors(preview) == []
    assert preview.rows == preview.accepted == len(preview.records)
    assert sum(r.key.startswith("org:") for r in preview.records) == 1 + 47 + 76 + 134


def test_a_row_of_the_catalogue_that_waits_is_not_missing(books: Store) -> None:
    written = book({"Tổ chức đảng": """\
        | Mã   | Tên tổ chức đảng               | Loại hình | Phạm vi    | Số đảng viên |
        | PC03 | Đảng bộ Phòng Cảnh sát kinh tế | Đảng bộ   | Trực thuộc | bốn mươi     |
        |      | Chi bộ Phòng mới               | Chi bộ    | Trực thuộc | 12           |
        |      | Chi bộ Phòng mới               | Chi bộ    | Trực thuộc | 12           |
        | PX09 | Chi bộ Phòng khác              | Chi bộ    | Ngoài      |              |
        |      | Đảng bộ Phòng không rõ         |           | Trực thuộc |              |
    """})  # fmt: skip
    preview = intake.look("danh-muc-2.xlsx", written, books, as_of=date(2020, 3, 1))
    assert errors(preview) == [
        ("E2", "bốn mươi", "unreadable_count"),
        ("B3", "Chi bộ Phòng mới", "duplicate_row"),
        ("B4", "Chi bộ Phòng mới", "duplicate_row"),
        ("D5", "Ngoài", "unreadable_scope"),
        ("C6", "", "missing_value"),
    ]
    assert "org:PC03" not in preview.missing
    assert "org:PC02" in preview.missing
