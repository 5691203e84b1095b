"""A blank form, filled in and sent, is read without a question; on paper it is a Party document."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from congress_dash import intake, reference
from congress_dash.blank import LISTS, BlankOrg, blank
from congress_dash.errors import Refused
from congress_dash.forms import FORMS
from congress_dash.records import (
    Alias,
    Booking,
    Document,
    FormId,
    Milestone,
    OrgKind,
    PartyOrg,
    Preview,
    Progress,
    Result,
    Severity,
    Team,
    Visit,
)
from congress_dash.store import Store
from written import headings, row_of

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

AS_OF = date(2020, 5, 13)
TEAMS = ["Tổ công tác số 1", "Tổ công tác số 2", "Tổ công tác số 3"]
BELOW = {FormId.PROGRESS, FormId.RESULTS, FormId.DOCUMENTS, FormId.INSPECTIONS, FormId.SCHEDULE}


@pytest.fixture
def orgs(catalogue_store: Store) -> list[BlankOrg]:
    """The organisations of the books as a blank form shows them."""
    moment = catalogue_store.newest()
    assert moment
    codes = {
        row["unit"]: row["code"] for row in catalogue_store.ask("names", moment).to_dict("records")
    }
    followed = catalogue_store.ask("organisations", moment)
    followed = followed[followed["level"].isin(["grassroots", "coordinated"])]
    found = [
        BlankOrg(
            codes[row["unit"]],
            row["name"],
            OrgKind(row["kind"]),
            reference.label("blocks", row["block"]),
            row["sub_cells"],
            row["members"],
            row["level"],
        )
        for row in followed.to_dict("records")
    ]
    assert len(found) == 47
    return found


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def first_row(sheet: Worksheet) -> int:
    return next(r for r in range(1, 30) if sheet.cell(r, 1).value == "(1)") + 1


def fill(sheet: Worksheet, row: int, said: Mapping[str, object]) -> None:
    """Types values under the headings, as a person would."""
    where = headings(sheet)
    for heading, value in said.items():
        sheet.cell(row, where[heading], value)


def dated(book: Workbook, day: str = "13/5/2020") -> None:
    """Writes the day into the line that waits for it."""
    cell = next(
        cell
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if "Số liệu tính đến ngày" in str(cell.value)
    )
    assert "…/…/20…" in cell.value
    cell.value = cell.value.replace("…/…/20…", day)


def sent(book: Workbook, catalogue_store: Store) -> Preview:
    out = BytesIO()
    book.save(out)
    return intake.look("mẫu.xlsx", out.getvalue(), catalogue_store)


def no_question(preview: Preview, *, but: Sequence[str] = ()) -> None:
    """Nothing waits, nothing is unknown, nothing is guessed."""
    assert preview.waiting == ()
    kinds = {p.kind for p in preview.problems}
    assert kinds - {"total_unreadable"} == set(but)  # openpyxl saves no computed totals
    assert not any(p.severity is Severity.ERROR for p in preview.problems)
    assert preview.decisions == ()
    assert preview.dropped == ()
    assert all(check.ok for check in preview.checksums)


# --- filled in and sent --------------------------------------------------------------------------


def test_progress_filled_in_is_read_without_a_question(
    catalogue_store: Store, orgs: list[BlankOrg]
) -> None:
    book = opened(blank(FORMS[FormId.PROGRESS], orgs, TEAMS))
    sheet = book["Biểu 01"]
    dated(book)
    for org in orgs:
        fill(sheet, row_of(sheet, org.name), {"Đã tổ chức": org.sub_cells})
    fill(
        sheet,
        row_of(sheet, "Đảng bộ Phòng Tham mưu"),
        {
            "KH số, ngày": "03-KH/ĐU, 16/12/2019",
            "Dự thảo BCCT lần thứ": 3,
            "Góp ý (lượt)": 34,
            "Ngày trình": date(2020, 2, 14),
            "Ngày duyệt": date(2020, 3, 2),
            "Dự kiến": date(2020, 3, 10),
            "Thực tế": date(2020, 3, 10),
            "Hình thức (ĐV/ĐB)": "ĐV",
            "ĐH điểm": "x",
            "Bầu trực tiếp BT": None,
            "Ghi chú": "Đã rút kinh nghiệm",
        },
    )
    fill(sheet, row_of(sheet, "Chi bộ Phòng Hồ sơ nghiệp vụ"), {"Tình trạng": "Tạm hoãn"})
    preview = sent(book, catalogue_store)
    # one organisation of the catalogue has more members than a chi bộ usually has
    no_question(preview, but=["members_against_kind"])
    assert (preview.form, preview.as_of, preview.rows) == (FormId.PROGRESS, AS_OF, 47)
    said = {record.key: record for record in preview.records}
    assert len(said) == 47
    held = said["PV01"]
    assert isinstance(held, Progress)
    assert (held.held, held.held_on, held.members, held.sub_cells) == (
        True,
        date(2020, 3, 10),
        62,
        6,
    )
    assert (held.plan_no, held.plan_issued_on, held.draft) == ("03-KH/ĐU", date(2019, 12, 16), 3)
    assert (held.congress_form, held.pilot, held.approved_on) == (
        "members_congress",
        True,
        date(2020, 3, 2),
    )
    assert said["PV06"].status == "postponed"  # type: ignore[union-attr]
    assert preview.headline_after == "1/30"
    catalogue_store.accept(preview, by="thử")


def test_progress_left_as_it_is_adds_up(catalogue_store: Store, orgs: list[BlankOrg]) -> None:
    """The totals are live sums that come with their values."""
    content = blank(FORMS[FormId.PROGRESS], orgs, TEAMS, AS_OF)
    preview = intake.look("mẫu.xlsx", content, catalogue_store)
    no_question(preview, but=["members_against_kind"])
    assert {p.kind for p in preview.problems} == {"members_against_kind"}
    sums = {(c.says, c.rows_give) for c in preview.checksums}
    assert {(76, 76), (134, 134)} <= sums
    assert (210, 210) not in sums
    sheet = load_workbook(BytesIO(content), data_only=True)["Biểu 01"]
    total = row_of(sheet, "TỔNG CỘNG PHỐI HỢP")
    where = headings(sheet)
    assert sheet.cell(total, where["Tổng số đảng viên"]).value == 1913
    assert sheet.cell(total, where["Số chi bộ trực thuộc"]).value == 134
    total = row_of(sheet, "TỔNG CỘNG TRỰC THUỘC")
    assert sheet.cell(total, where["Tổng số đảng viên"]).value == 1229
    assert sheet.cell(total, where["Số chi bộ trực thuộc"]).value == 76
    formula = opened(content)["Biểu 01"].cell(total, where["Số chi bộ trực thuộc"]).value
    assert str(formula).startswith("=SUM(")


def test_results_filled_in_is_read_without_a_question(
    catalogue_store: Store, orgs: list[BlankOrg]
) -> None:
    book = opened(blank(FORMS[FormId.RESULTS], orgs, TEAMS))
    sheet = book["Biểu 02"]
    dated(book)
    fill(
        sheet,
        first_row(sheet),
        {
            "TT": 1,
            "Tên tổ chức đảng": "Chi bộ Phòng An ninh kinh tế",
            "Ngày đại hội": date(2020, 2, 27),
            "ĐV triệu tập": 26,
            "Có mặt": 26,
            "Số ý kiến thảo luận": 9,
            "BT bầu trực tiếp (x)": "x",
            "Ngày báo cáo kết quả": date(2020, 3, 3),
            "QĐ chuẩn y (số, ngày)": "12-QĐ/ĐUCA, 16/3/2020",
        },
    )
    preview = sent(book, catalogue_store)
    no_question(preview)
    assert preview.records == (
        Result(
            key="PA04",
            unit="PA04",
            held_on=date(2020, 2, 27),
            held_to=date(2020, 2, 27),
            convened=26,
            present=26,
            opinions=9,
            direct_election=True,
            reported_on=date(2020, 3, 3),
            ratified_no="12-QĐ/ĐUCA",
            ratified_on=date(2020, 3, 16),
        ),
    )


def test_documents_filled_in_is_read_without_a_question(
    catalogue_store: Store, orgs: list[BlankOrg]
) -> None:
    book = opened(blank(FORMS[FormId.DOCUMENTS], orgs, TEAMS))
    sheet = book["Biểu 03"]
    dated(book)
    said = {
        "Văn kiện": "Báo cáo chính trị",
        "Đơn vị chủ trì (tiểu ban)": "Tiểu ban Văn kiện",
        "Lần 1": date(2020, 2, 14),
        "Lần 2": date(2020, 3, 20),
        "Vòng xin ý kiến": 2,
        "Số phiếu/công văn gửi": 57,
        "Số nhận về": 51,
        "Số ý kiến": 96,
        "Tiếp thu": 68,
        "Giải trình": 21,
        "Tình trạng": "Đang xin ý kiến",
    }
    fill(sheet, first_row(sheet), said)
    fill(
        sheet,
        first_row(sheet) + 1,
        {"Tên tổ chức đảng": "Đảng bộ Phòng Tham mưu", "Văn kiện": "Đề án nhân sự"},
    )
    preview = sent(book, catalogue_store)
    no_question(preview)
    own, other = preview.records
    assert isinstance(own, Document)
    assert isinstance(other, Document)
    assert (own.unit, own.document, own.round) == ("DUCA", "political_report", 2)
    assert [(d.revision, d.issued_on) for d in own.drafts] == [
        (1, date(2020, 2, 14)),
        (2, date(2020, 3, 20)),
    ]
    assert (own.sent, own.received, own.comments, own.accepted, own.explained) == (
        57,
        51,
        96,
        68,
        21,
    )
    assert (other.unit, other.document) == ("PV01", "personnel_scheme")


def test_inspections_filled_in_is_read_without_a_question(
    catalogue_store: Store, orgs: list[BlankOrg]
) -> None:
    book = opened(blank(FORMS[FormId.INSPECTIONS], orgs, TEAMS))
    sheet = book["Biểu 04"]
    dated(book)
    both = "Đảng bộ Phòng Tham mưu; Chi bộ Phòng Hồ sơ nghiệp vụ"
    fill(
        sheet,
        first_row(sheet),
        {
            "Ngày": date(2020, 2, 21),
            "Thành phần (ủy viên BTV/Tổ công tác số)": "Tổ công tác số 2",
            "Đơn vị được kiểm tra": both,
            "Nội dung": "Văn kiện",
            "Tồn tại, hạn chế": "Chậm xin ý kiến",
            "Yêu cầu khắc phục": "Hoàn thành lấy ý kiến",
            "Thời hạn": date(2020, 3, 1),
            "Kết quả khắc phục": "Đã khắc phục",
        },
    )
    fill(
        sheet,
        first_row(sheet) + 1,
        {
            "Ngày": date(2020, 2, 22),
            "Thành phần (ủy viên BTV/Tổ công tác số)": "Ủy viên BTV",
            "Đơn vị được kiểm tra": "Đảng bộ Phòng Tham mưu",
        },
    )
    preview = sent(book, catalogue_store)
    no_question(preview)
    visits = [record for record in preview.records if isinstance(record, Visit)]
    assert [(v.unit, v.team, v.visited_on) for v in visits] == [
        ("PV01", "2", date(2020, 2, 21)),
        ("PV06", "2", date(2020, 2, 21)),
        ("PV01", "BTV", date(2020, 2, 22)),
    ]
    assert visits[0].findings[0].fixed is True


def test_schedule_filled_in_is_read_without_a_question(
    catalogue_store: Store, orgs: list[BlankOrg]
) -> None:
    book = opened(blank(FORMS[FormId.SCHEDULE], orgs, TEAMS))
    sheet = book["Biểu 05"]
    dated(book)
    fill(
        sheet,
        first_row(sheet),
        {
            "Ngày": date(2020, 5, 20),
            "Buổi": "Sáng",
            "Đơn vị": "Đảng bộ Phòng Hậu cần",
            "Địa điểm": "Hội trường lớn",
            "Ủy viên BTV dự, chỉ đạo": "Phó Bí thư Thường trực Đảng ủy",
            "Tổ công tác": "Tổ công tác số 1",
            "Ghi chú": None,
        },
    )
    preview = sent(book, catalogue_store)
    no_question(preview)
    assert preview.records == (
        Booking(
            key="PH10",
            unit="PH10",
            booked_on=date(2020, 5, 20),
            booked_to=date(2020, 5, 20),
            session="morning",
            place="Hội trường lớn",
            team="1",
            note=None,
            attending=("standing_deputy_secretary",),
        ),
    )


def test_the_catalogue_filled_in_is_read_without_a_question(tmp_path: Path) -> None:
    book = opened(blank(FORMS[FormId.CATALOGUE], [], []))
    dated(book, "01/12/2019")
    lines: dict[str, list[object]] = {
        "Tổ chức đảng": [1, "PV01", "Đảng bộ Phòng Tham mưu", "Đảng bộ", "Trực thuộc",
                         "Khối An ninh", None, 62, 6, "x", None, date(2019, 12, 1)],
        "Tên gọi khác": ["Phòng TM", "PV01"],
        "Mốc thời hạn": ["Tổ chức cơ sở đảng trực thuộc", "Hoàn thành đại hội", date(2020, 6, 30),
                         "Chỉ thị 35-CT/TW"],
        "Tạm dừng": [date(2020, 4, 1), date(2020, 4, 22), "Giãn cách xã hội"],
        "Ngày nghỉ": [date(2020, 4, 30), "Ngày Chiến thắng"],
        "Tổ công tác": [1, "Tổ công tác số 1"],
    }  # fmt: skip
    for name, line in lines.items():
        sheet = book[name]
        top = next(r for r in range(1, 20) if sheet.cell(r, 2).border.left.style == "thin")
        for column, value in enumerate(line, start=1):
            sheet.cell(top + 1, column, value)
    store = Store.open(tmp_path / "new.duckdb", create=True)
    preview = sent(book, store)
    no_question(preview)
    assert preview.as_of == date(2019, 12, 1)
    assert preview.rows == len(preview.records) == 6
    org, alias, deadline = preview.records[:3]
    assert isinstance(org, PartyOrg)
    assert (org.unit, org.block, org.members, org.pilot) == ("PV01", "AN", 62, True)
    assert isinstance(alias, Alias)
    assert isinstance(deadline, Milestone)
    assert (deadline.level, deadline.due_on) == ("grassroots", date(2020, 6, 30))
    assert isinstance(preview.records[5], Team)
    store.accept(preview, by="thử")
    store.close()


def test_every_heading_of_every_blank_is_known(
    catalogue_store: Store, orgs: list[BlankOrg]
) -> None:
    """A word under each heading, so that an unknown one would be told."""
    for form in BELOW:
        book = opened(blank(FORMS[form], orgs, TEAMS, AS_OF))
        sheet = book.worksheets[0]
        for column in headings(sheet).values():
            cell = sheet.cell(first_row(sheet) + 1, column)
            cell.value = cell.value or "?"
        preview = sent(book, catalogue_store)
        assert [p.typed for p in preview.problems if p.kind == "unknown_heading"] == [], form


def test_a_day_that_nobody_wrote_is_asked_for(catalogue_store: Store, orgs: list[BlankOrg]) -> None:
    content = blank(FORMS[FormId.PROGRESS], orgs, TEAMS)
    with pytest.raises(Refused) as refusal:
        intake.look("mẫu.xlsx", content, catalogue_store)
    assert refusal.value.kind == "missing_as_of"
    preview = intake.look(
        "mẫu.xlsx", blank(FORMS[FormId.PROGRESS], orgs, TEAMS, AS_OF), catalogue_store
    )
    assert preview.as_of == AS_OF


# --- what helps while filling in -----------------------------------------------------------------


def rules(sheet: Worksheet, heading: str) -> Any:
    """The check on the first cell to fill in under a heading."""
    cell = sheet.cell(first_row(sheet) + 1, headings(sheet)[heading]).coordinate
    return next(v for v in sheet.data_validations.dataValidation if cell in v)


def chosen_from(book: Workbook, rule: Any) -> list[str]:
    """The words of a drop-down, written out or kept on the hidden sheet."""
    if rule.formula1.startswith('"'):
        return str(rule.formula1).strip('"').split(",")
    sheet, _, cells = rule.formula1.partition("!")
    assert sheet.strip("'") == LISTS
    assert book[LISTS].sheet_state == "hidden"
    return [cell.value for (cell,) in book[LISTS][cells.replace("$", "")]]


def test_drop_downs_offer_what_the_site_knows(orgs: list[BlankOrg]) -> None:
    names = [org.name for org in orgs]
    expected = {
        (FormId.PROGRESS, "Loại hình (ĐB/CB)"): ["ĐB", "CB"],
        (FormId.PROGRESS, "Tên tổ chức đảng"): names,
        (FormId.PROGRESS, "Hình thức (ĐV/ĐB)"): ["ĐV", "ĐB"],
        (FormId.PROGRESS, "ĐH điểm"): ["x"],
        (FormId.PROGRESS, "Tình trạng"): ["Dừng", "Tạm hoãn"],
        (FormId.RESULTS, "Tên tổ chức đảng"): names,
        (FormId.RESULTS, "BT bầu trực tiếp (x)"): ["x"],
        (FormId.DOCUMENTS, "Văn kiện"): [e.name for e in reference.entries("documents").values()],
        (FormId.INSPECTIONS, "Đơn vị được kiểm tra"): names,
        (FormId.INSPECTIONS, "Thành phần (ủy viên BTV/Tổ công tác số)"): [*TEAMS, "Ủy viên BTV"],
        (FormId.SCHEDULE, "Đơn vị"): names,
        (FormId.SCHEDULE, "Buổi"): ["Sáng", "Chiều", "Cả ngày"],
        (FormId.SCHEDULE, "Ủy viên BTV dự, chỉ đạo"): [
            e.name for e in reference.entries("roles").values()
        ],
        (FormId.SCHEDULE, "Tổ công tác"): TEAMS,
    }
    for (form, heading), words in expected.items():
        book = opened(blank(FORMS[form], orgs, TEAMS))
        assert chosen_from(book, rules(book.worksheets[0], heading)) == words, heading


def test_days_and_numbers_are_checked_in_vietnamese(orgs: list[BlankOrg]) -> None:
    sheet = opened(blank(FORMS[FormId.PROGRESS], orgs, TEAMS)).worksheets[0]
    submitted, comments = rules(sheet, "Ngày trình"), rules(sheet, "Góp ý (lượt)")
    assert (submitted.type, submitted.errorStyle or "stop") == ("date", "stop")
    assert submitted.error == "Hãy ghi ngày theo mẫu 13/05/2020."
    assert (comments.type, comments.formula1, comments.formula2) == ("whole", "0", "30000")
    assert "số nguyên" in comments.error
    assert rules(sheet, "Thực tế").errorStyle == "warning"  # a mark, two days are allowed too
    first_day_number = 32874  # 5/6 typed into a count becomes a day number and is stopped
    assert first_day_number > int(comments.formula2)
    every = [v for v in sheet.data_validations.dataValidation if v.error]
    assert all(v.errorTitle == "Kiểm tra lại ô này" for v in every)


def test_organisations_stand_under_their_blocks(orgs: list[BlankOrg]) -> None:
    sheet = opened(blank(FORMS[FormId.PROGRESS], orgs, TEAMS))["Biểu 01"]
    column = [sheet.cell(r, 2).value for r in range(first_row(sheet), sheet.max_row + 1)]
    groups = [v for v in column if v and v.split(".")[0] in {"I", "II", "III", "IV", "V"}]
    assert groups == [
        "I. KHỐI THAM MƯU – XÂY DỰNG LỰC LƯỢNG",
        "II. KHỐI HẬU CẦN",
        "III. KHỐI AN NINH",
        "IV. KHỐI CẢNH SÁT",
        "V. CÔNG AN CẤP HUYỆN",
    ]
    assert [v for v in column if v in {org.name for org in orgs}] == [org.name for org in orgs]
    row = row_of(sheet, "Đảng bộ Phòng Tham mưu")
    assert [sheet.cell(row, c).value for c in range(1, 7)] == [
        1,
        "Đảng bộ Phòng Tham mưu",
        "PV01",
        "ĐB",
        6,
        62,
    ]


# --- on paper ------------------------------------------------------------------------------------


A3, A4 = 8, 9


@pytest.mark.parametrize("form", list(FormId))
def test_every_sheet_prints_as_a_party_document(form: FormId, orgs: list[BlankOrg]) -> None:
    book = opened(blank(FORMS[form], orgs, TEAMS))
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in shown] == [layout.name for layout in FORMS[form].layouts]
    for sheet in shown:
        words = [c.value for row in sheet.iter_rows(max_row=9) for c in row if c.value]
        assert words[:2] == ["ĐẢNG BỘ TỈNH …", "ĐẢNG CỘNG SẢN VIỆT NAM"]
        assert "ĐẢNG ỦY CÔNG AN TỈNH …" in words
        assert not any("CỘNG HÒA" in str(word).upper() for word in words)
        paper = A3 if form in (FormId.PROGRESS, FormId.DOCUMENTS) else A4
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", paper)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
        assert sheet.page_setup.fitToHeight == 0
        top, bottom = map(int, sheet.print_title_rows.replace("$", "").split(":"))
        assert int("".join(filter(str.isdigit, sheet.freeze_panes))) == bottom + 1
        fonts = {c.font.name for row in sheet.iter_rows() for c in row if c.value is not None}
        assert fonts == {"Times New Roman"}
        assert sheet.cell(top, 1).font.b


def test_nothing_is_made_up() -> None:
    """No day, place, number or term stands in a form that was asked for without them."""
    for form in FormId:
        book = opened(blank(FORMS[form], [], []))
        words = [
            str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value
        ]
        title = " ".join(w for w in words if "ngày" in w and "…" in w)
        assert not any(year in title for year in map(str, range(2015, 2031))), form
        assert datetime.now().strftime("%d/%m/%Y") not in " ".join(words)


def test_without_organisations_there_are_empty_rows() -> None:
    sheet = opened(blank(FORMS[FormId.PROGRESS], [], [])).worksheets[0]
    assert sheet.cell(first_row(sheet) + 5, 2).border.left.style == "thin"
    assert sheet.cell(first_row(sheet), 2).value is None


def test_names_are_never_formulas() -> None:
    hostile = BlankOrg(None, "=1+1", OrgKind.CELL, "=KHỐI", None, None)
    for form in FormId:
        content = blank(FORMS[form], [hostile], ["=2+2"])
        with zipfile.ZipFile(BytesIO(content)) as package:
            sheets = [package.read(n) for n in package.namelist() if "worksheets/sheet" in n]
        assert not any(b"<f>1+1" in sheet or b"<f>2+2" in sheet for sheet in sheets)
        values = {c.value for sheet in opened(content) for row in sheet.iter_rows() for c in row}
        assert form is FormId.CATALOGUE or "=1+1" in values


def test_same_words_same_bytes(orgs: list[BlankOrg]) -> None:
    for form in FormId:
        assert blank(FORMS[form], orgs, TEAMS, AS_OF) == blank(FORMS[form], orgs, TEAMS, AS_OF)
