"""Biểu 01–05 out of the books: they say what the books say, and nothing new when they are read again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from congress_dash import cli, intake
from congress_dash.filled import FILLED, filled
from congress_dash.moment import Moment
from congress_dash.records import FormId, Preview
from congress_dash.store import Store
from sample_books import SAMPLES
from written import book, headings, row_of

pytestmark = pytest.mark.slow  # fills the sample books

DAY = date(2020, 5, 13)
FIRST, LAST = date(2019, 12, 31), date(2020, 6, 30)
# what a form does not tell of: which upload said so
DATED = ("plan_issued_on", "submitted_on", "approved_on", "held_on", "reported_on", "ratified_on")
UNTOLD = {"upload", "last_as_of", "as_of"}
QUESTIONS = (
    *("held", "held_by_block", "organisations", "unit_steps", "late_units", "upcoming"),
    *("draft_revisions", "unit_visits", "visits_over_time", "findings", "finding_categories"),
    *("never_visited", "visit_coverage"),
)


@pytest.fixture(scope="module")
def books(sample_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A copy that is only read."""
    path = copyfile(sample_books, tmp_path_factory.mktemp("filled") / "books.duckdb")
    with closing(Store.open(Path(path))) as store:
        yield store


def at(store: Store, day: date | None = None) -> Moment:
    moment = store.moment(day)
    assert moment
    return moment


def looked(store: Store, form: FormId, moment: Moment) -> Preview:
    return intake.look(f"{form}.xlsx", filled(store, form, moment), store)


def opened(store: Store, form: FormId, day: date = DAY, *, formulas: bool = False) -> Worksheet:
    content = BytesIO(filled(store, form, at(store, day)))
    sheet = load_workbook(content, data_only=not formulas).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def asked(store: Store, question: str, moment: Moment) -> list[dict[str, Any]]:
    rows = store.ask(question, moment).to_dict("records")
    told = [{name: value for name, value in row.items() if name not in UNTOLD} for row in rows]
    return [_of_the_day(row, moment) for row in told] if question == "organisations" else told


def _of_the_day(org: dict[str, Any], moment: Moment) -> dict[str, Any]:
    """Without what a form does not tell: days that have not come, the booking of who has met."""
    later = {name for name in DATED if org[name] and org[name] > moment.as_of}
    gone = later | ({"booked_on", "booked_to", "session", "place"} if org["held"] else set())
    return {name: None if name in gone else value for name, value in org.items()}


# --- read again ----------------------------------------------------------------------------------


def test_read_again_it_says_nothing_new_whenever_it_was_filled_in(
    sample_books: Path, tmp_path: Path
) -> None:
    """The books as they stood after each of some uploads, on the day of their newest report."""
    with closing(Store.open(Path(copyfile(sample_books, tmp_path / "books.duckdb")))) as store:
        (tmp_path / "books.originals").mkdir()
        for upload in range(17, 1, -1):
            if upload in (17, 14, 13, 9, 2):
                for form in FILLED:
                    _says_nothing_new(looked(store, form, at(store)), store)
            store.withdraw(upload, reason="thử", by="thử")


def _says_nothing_new(again: Preview, store: Store) -> None:
    assert (again.questions, again.waiting, again.decisions) == ((), (), ())
    assert {problem.kind for problem in again.problems} <= {"members_against_kind", "vague_planned"}
    assert [change for change in again.changes if change.kind != "unchanged"] == []
    assert all(checksum.ok for checksum in again.checksums)
    held = {org["unit"] for org in asked(store, "organisations", at(store)) if org["held"]}
    assert set(again.missing) <= (held if again.form is FormId.SCHEDULE else set())
    known = len(again.changes) + len(again.missing)
    assert known == len(store.in_force(again.form, at(store)))


def test_books_made_of_filled_forms_answer_alike(books: Store, tmp_path: Path) -> None:
    """On any day, whatever later reports have told of it."""
    chance = random.Random(20200513)
    span = (LAST - FIRST).days
    for number in range(4):
        moment = at(books, FIRST + timedelta(days=chance.randrange(span)))
        with closing(Store.open(tmp_path / f"{number}.duckdb", create=True)) as again:
            _accept(again, "danh-muc.xlsx", (SAMPLES / "danh-muc.xlsx").read_bytes())
            for form in FILLED:
                _accept(again, f"{form}.xlsx", filled(books, form, moment))
            for question in QUESTIONS:
                now = asked(again, question, at(again, moment.as_of))
                assert now == asked(books, question, moment), (question, moment.as_of)


def _accept(store: Store, name: str, content: bytes) -> None:
    preview = intake.look(name, content, store)
    assert (preview.waiting, preview.questions) == ((), ()), name
    store.accept(preview, by="thử")


# --- what stands in it ---------------------------------------------------------------------------


def test_every_number_of_bieu_01_is_the_one_that_ask_gives(books: Store) -> None:
    sheet = opened(books, FormId.PROGRESS)
    where = headings(sheet)
    wanted = {
        "Mã": "code", "Số chi bộ trực thuộc": "sub_cells", "Tổng số đảng viên": "members",
        "Đã tổ chức": "sub_cells_held", "Góp ý (lượt)": "comments", "Ngày trình": "submitted_on",
        "Ngày duyệt": "approved_on",
    }  # fmt: skip
    orgs = asked(books, "organisations", at(books, DAY))
    assert len(orgs) == 47
    for org in orgs:
        row = row_of(sheet, org["name"])
        told = {heading: sheet.cell(row, where[heading]).value for heading in (*wanted, "Thực tế")}
        told = {h: v.date() if isinstance(v, datetime) else v for h, v in told.items()}
        assert {h: told[h] for h in wanted} == {h: org[f] for h, f in wanted.items()}, org["name"]
        assert bool(told["Thực tế"]) == org["held"]
    totals = {"grassroots": "TỔNG CỘNG TRỰC THUỘC (30 tổ chức)",
              "coordinated": "TỔNG CỘNG PHỐI HỢP (17 tổ chức)"}  # fmt: skip
    for level, label in totals.items():
        total = row_of(sheet, label)
        for heading in ("Số chi bộ trực thuộc", "Tổng số đảng viên", "Đã tổ chức", "Góp ý (lượt)"):
            every = sum(org[wanted[heading]] or 0 for org in orgs if org["level"] == level)
            assert sheet.cell(total, where[heading]).value == every


def test_levels_are_never_added_together(books: Store) -> None:
    """The sub-cells of the directly subordinate are 76, those of the coordinated 134; 210 is nobody's."""
    held = {r["level"]: r for r in asked(books, "held", at(books, DAY)) if r["kind"] == "cell"}
    sheet = opened(books, FormId.PROGRESS)
    where = headings(sheet)
    for label, level, whole in (
        ("TỔNG CỘNG TRỰC THUỘC (30 tổ chức)", "sub_cell", 76),
        ("TỔNG CỘNG PHỐI HỢP (17 tổ chức)", "coordinated_sub_cell", 134),
    ):
        row = row_of(sheet, label)
        assert sheet.cell(row, where["Số chi bộ trực thuộc"]).value == whole
        assert held[level]["total"] == whole
        assert sheet.cell(row, where["Đã tổ chức"]).value == held[level]["held"]
    every = {cell.value for row in sheet.iter_rows() for cell in row}
    assert not {210, 3142} & every
    results = opened(books, FormId.RESULTS)
    met = asked(books, "clocks", at(books, DAY))
    labels = [str(v) for v in (c.value for c in results["B"]) if str(v).startswith("TỔNG CỘNG")]
    assert labels == ["TỔNG CỘNG TRỰC THUỘC (11 tổ chức)", "TỔNG CỘNG PHỐI HỢP (6 tổ chức)"]
    assert len(met) == 17


def test_a_form_of_older_reports_says_of_which_day_they_are(books: Store) -> None:
    """On 30/06 47 have met, Biểu 02 of 13/05 tells of 17: the day stays, what is old says so."""
    words = {form: [str(c.value) for row in opened(books, form, LAST).iter_rows(max_row=10)
                    for c in row if c.value] for form in FILLED}  # fmt: skip
    day = "(Số liệu tính đến ngày 30/06/2020)"
    assert [form for form in FILLED if day in words[form]] == list(FILLED)
    basis = {form: [w for w in words[form] if w.startswith("(theo")] for form in FILLED}
    assert basis == {
        FormId.PROGRESS: [],
        FormId.RESULTS: [
            "(theo Biểu 02 đến ngày 13/05/2020; 30 tổ chức đảng đã đại hội chưa được nêu ở Biểu 02)"
        ],
        FormId.DOCUMENTS: ["(theo Biểu 03 đến ngày 13/05/2020)"],
        FormId.INSPECTIONS: ["(theo Biểu 04 đến ngày 13/05/2020)"],
        FormId.SCHEDULE: ["(theo Biểu 05 đến ngày 13/05/2020)"],
    }
    held = [o for o in asked(books, "organisations", at(books, LAST)) if o["held"]]
    assert len(held) == 47
    for form in FILLED:
        again = looked(books, form, at(books, LAST))
        assert (again.as_of, again.questions, again.waiting) == (LAST, (), ())
    assert not any("(theo" in str(c.value) for c in opened(books, FormId.RESULTS)["A"])


def test_organisations_stand_by_block_with_subtotals_that_are_live(books: Store) -> None:
    sheet = opened(books, FormId.PROGRESS, formulas=True)
    names = [sheet.cell(row, 2).value for row in range(1, sheet.max_row + 1)]
    labels = [name for name in names if name and (". KHỐI" in name or ". CÔNG AN" in name)]
    assert labels[0] == "I. KHỐI THAM MƯU – XÂY DỰNG LỰC LƯỢNG"
    assert len(labels) == 5
    assert names.count("Cộng khối V") == 1
    total = sheet.cell(
        row_of(sheet, "TỔNG CỘNG TRỰC THUỘC (30 tổ chức)"), headings(sheet)["Tổng số đảng viên"]
    ).value
    assert str(total).startswith("=SUM(")


def test_who_has_not_reported_says_so_and_is_still_not_reported(
    catalogue_books: Path, tmp_path: Path
) -> None:
    with closing(Store.open(Path(copyfile(catalogue_books, tmp_path / "b.duckdb")))) as store:
        (tmp_path / "b.originals").mkdir()
        words = "| Số liệu tính đến ngày 13/05/2020 |\n| Tên tổ chức đảng | Dự kiến | Thực tế |\n| PV01 | | 10/3/2020 |"
        _accept(store, "mot-dong.xlsx", book({"Biểu 01": words}))
        sheet = opened(store, FormId.PROGRESS)
        at_held = headings(sheet)["Thực tế"]
        row = row_of(sheet, "Chi bộ Phòng Hồ sơ nghiệp vụ")
        assert sheet.cell(row, at_held).value == "chưa b/c"
        before = asked(store, "held", at(store, DAY))
        _accept(store, "bieu-01.xlsx", filled(store, FormId.PROGRESS, at(store, DAY)))
        assert asked(store, "held", at(store, DAY)) == before


def test_a_day_that_a_later_report_told_is_filled_in(books: Store) -> None:
    """Held on 08/05, told on 13/05: the form of 10/05 says what every page says of 10/05."""
    sheet = opened(books, FormId.PROGRESS, date(2020, 5, 10))
    name = "Đảng bộ Phòng Công tác đảng và công tác chính trị"
    cell = sheet.cell(row_of(sheet, name), headings(sheet)["Thực tế"])
    assert cell.value == datetime(2020, 5, 8)


def test_the_schedule_names_only_those_still_to_meet(books: Store) -> None:
    for day, count in ((DAY, 25), (date(2020, 6, 15), None), (LAST, 0)):
        held = {o["unit"] for o in asked(books, "organisations", at(books, day)) if o["held"]}
        booked = books.in_force(FormId.SCHEDULE, at(books, day)).keys() - held
        sheet = opened(books, FormId.SCHEDULE, day)
        numbers = [cell.value for cell in sheet["A"] if isinstance(cell.value, int)]
        assert len(numbers) == len(booked) == (len(booked) if count is None else count)


def test_laid_out_as_a_party_document_ready_to_be_signed(books: Store) -> None:
    for form in FILLED:
        sheet = opened(books, form)
        words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in words
        assert "(Số liệu tính đến ngày 13/05/2020)" in words
        assert any("nhiệm kỳ 2020 – 2025" in word for word in words)
        assert {"NƠI NHẬN:", "NGƯỜI LẬP BIỂU", "T/M BAN THƯỜNG VỤ"} <= set(words)
        wide = form in (FormId.PROGRESS, FormId.DOCUMENTS)
        paper = 8 if wide else 9  # A3, A4
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", paper)
        assert sheet.print_title_rows
        assert "lần nạp số 17" in str(sheet.oddFooter.left.text)
        assert sheet.data_validations.dataValidation


def test_a_row_is_high_enough_for_its_words_and_no_column_wider_than_them(books: Store) -> None:
    sheet = opened(books, FormId.PROGRESS)
    where = headings(sheet)
    short = sheet.row_dimensions[row_of(sheet, "Đảng bộ Phòng Tham mưu")].height
    long = sheet.row_dimensions[
        row_of(sheet, "Chi bộ Phòng Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc")
    ].height
    assert short < long < 2 * short
    empty = get_column_letter(where["Tình trạng"])
    assert sheet.column_dimensions[empty].width < 10
    total = sheet.row_dimensions[row_of(sheet, "Cộng khối I")].height
    assert total == short


def test_texts_are_never_formulas(catalogue_books: Path, tmp_path: Path) -> None:
    with closing(Store.open(Path(copyfile(catalogue_books, tmp_path / "b.duckdb")))) as store:
        (tmp_path / "b.originals").mkdir()
        words = (
            "| Số liệu tính đến ngày 13/05/2020 |\n| Tên tổ chức đảng | Thực tế | Ghi chú |\n"
            "| PV01 | 10/3/2020 | '=HYPERLINK(1) |"
        )
        _accept(store, "mot-dong.xlsx", book({"Biểu 01": words.replace("'=", "+")}))
        book_: Workbook = load_workbook(BytesIO(filled(store, FormId.PROGRESS, at(store, DAY))))
        cells = [cell for row in book_.worksheets[0].iter_rows() for cell in row]
        assert any(str(cell.value).startswith("+HYPERLINK") for cell in cells)
        formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
        assert all(formula.startswith("=SUM(") for formula in formulas)


def test_the_same_books_give_the_same_bytes(books: Store) -> None:
    for form in FILLED:
        assert filled(books, form, at(books, DAY)) == filled(books, form, at(books, DAY))


def test_the_command_line_fills_in_a_form(
    sample_books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(copyfile(sample_books, tmp_path / "books.duckdb"))
    out = tmp_path / "bieu-01.xlsx"
    words = ["--as-of", "2020-05-04", "--known-at", "8"]
    assert cli.main(["--store", store, "form", "progress", str(out), *words]) == 0
    assert "04/05/2020" in capsys.readouterr().out
    with closing(Store.open(Path(store))) as books:
        assert out.read_bytes() == filled(books, FormId.PROGRESS, Moment(date(2020, 5, 4), 8))
    assert cli.main(["--store", store, "form", "progress", str(out), "--known-at", "99"]) == 2
    assert cli.main(["--store", store, "form", "catalogue", str(out)]) == 2
    assert cli.main(["--store", str(tmp_path / "none.duckdb"), "form", "results", str(out)]) == 3
