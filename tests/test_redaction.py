"""Columns of persons leave no trace in the bytes that are kept; everything else stays."""

from __future__ import annotations

import html
import re
import zipfile
from copy import copy
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import CalamineWorkbook

from congress_dash import intake
from congress_dash.errors import Refused
from congress_dash.originals import digest
from congress_dash.records import Dropped
from congress_dash.redaction import Span, redacted
from congress_dash.store import Store
from sample_books import SAMPLES
from written import saved

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

PROGRESS = SAMPLES / "bieu-01-2020-05-13.xlsx"
HEADING = "Họ và tên bí thư"
PEOPLE = [f"Người Thử {word}" for word in ("Một", "Hai", "Ba", "Bốn", "Năm")]
SPAN = Span("Biểu 01", "T", 14)


def with_people() -> Workbook:
    """The sample Biểu 01 with a last column of names, and names wherever they like to hide."""
    book = load_workbook(PROGRESS)
    sheet = book["Biểu 01"]
    for row in (10, 11, 12):
        sheet.cell(row, 20)._style = copy(sheet.cell(row, 19)._style)
    sheet["T10"] = HEADING
    sheet.merge_cells("T10:T12")
    for row, name in enumerate(PEOPLE, start=15):
        sheet.cell(row, 20, name)
    sheet["T15"].comment = Comment("Đồng chí Người Thử Một mới nhận việc", "Văn phòng")
    sheet["T16"].hyperlink = "mailto:nguoi.thu.hai@thu.example"
    sheet["T16"].value = PEOPLE[1]
    choices = DataValidation("list", formula1='"Người Thử Một,Người Thử Hai"')
    choices.add("T15:T60")
    sheet.add_data_validation(choices)
    return book


def inflated(content: bytes) -> str:
    """Every part's text after another, as a person who searches the package sees it."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return html.unescape("\n".join(parts))


def traces(content: bytes) -> list[str]:
    found = inflated(content)
    return [word for word in (*PEOPLE, "Người Thử", "nguoi.thu") if word in found]


def values(content: bytes) -> dict[str, object]:
    book = load_workbook(BytesIO(content))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


# --- the bytes -----------------------------------------------------------------------------------


def test_the_names_are_gone_from_every_part() -> None:
    sent = saved(with_people())
    assert len(traces(sent)) == len(PEOPLE) + 2  # the search finds what it is to find
    assert traces(redacted(sent, [SPAN])) == []


def test_every_other_cell_stays() -> None:
    sent = saved(with_people())
    before, after = values(sent), values(redacted(sent, [SPAN]))
    gone = {where for where in before if re.fullmatch(r"Biểu 01!T(\d+)", where)} - {"Biểu 01!T10"}
    assert len(gone) == len(PEOPLE)
    assert after == {where: value for where, value in before.items() if where not in gone}
    assert after["Biểu 01!T10"] == HEADING


def test_nothing_to_drop_leaves_the_very_bytes() -> None:
    content = PROGRESS.read_bytes()
    assert redacted(content, []) is content


def test_parts_without_persons_are_the_same_bytes() -> None:
    content = PROGRESS.read_bytes()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(BytesIO(redacted(content, [Span("Biểu 01", "S", 14)]))) as new,
    ):
        assert new.namelist() == old.namelist()
        differ = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert differ == {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"}


def three_columns(*, inline: bool = False) -> bytes:
    book = xlsxwriter.Workbook(out := BytesIO(), {"constant_memory": inline})
    sheet = book.add_worksheet("Biểu 01")
    for row, name in enumerate(["Bí thư", *PEOPLE]):
        sheet.write_row(row, 0, [f"dòng {row}", name, row])
    book.close()
    return out.getvalue()


def first_sheet(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


WITHOUT_PEOPLE = [[f"dòng {row}", "" if row else "Bí thư", row] for row in range(6)]


@pytest.mark.parametrize("inline", [True, False])
def test_names_go_however_the_program_wrote_them(inline: bool) -> None:
    sent = three_columns(inline=inline)
    assert ("inlineStr" in inflated(sent)) == inline
    kept = redacted(sent, [Span("Biểu 01", "B", 2)])
    assert traces(kept) == []
    assert first_sheet(kept) == WITHOUT_PEOPLE


def test_names_go_from_cells_without_addresses() -> None:
    bare = packed_again(three_columns(), "xl/worksheets/sheet1.xml", r' r="[A-Z]*\d+"', "")
    assert first_sheet(bare)[1][1] == PEOPLE[0]
    kept = redacted(bare, [Span("Biểu 01", "B", 2)])
    assert traces(kept) == []
    assert first_sheet(kept) == WITHOUT_PEOPLE


def test_a_word_that_another_column_has_too_stays_there() -> None:
    book = with_people()
    book["Biểu 01"]["S15"] = PEOPLE[0]
    kept = load_workbook(BytesIO(redacted(saved(book), [SPAN])))["Biểu 01"]
    assert kept["S15"].value == PEOPLE[0]
    assert kept["T15"].value is None


def test_what_formulas_and_charts_remember_goes_too() -> None:
    book = xlsxwriter.Workbook(out := BytesIO(), {"in_memory": True})
    sheet, other = book.add_worksheet("Biểu 01"), book.add_worksheet("Tổng hợp")
    sheet.write_row("A1", ["Bí thư", "Số"])
    for row, name in enumerate(PEOPLE, start=1):
        sheet.write_row(row, 0, [name, row])
    other.write_formula("A1", "='Biểu 01'!A2", None, PEOPLE[0])
    other.write_formula("B1", "=SUM('Biểu 01'!B2:B6)", None, 15)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": "='Biểu 01'!$A$2:$A$6",
            "values": "='Biểu 01'!$B$2:$B$6",
            "categories_data": PEOPLE,
            "values_data": [1, 2, 3, 4, 5],
        }
    )
    other.insert_chart("C3", chart)
    book.close()
    assert "<c:v>Người Thử Một</c:v>" in inflated(out.getvalue())
    kept = redacted(out.getvalue(), [Span("Biểu 01", "A", 2)])
    assert traces(kept) == []
    assert load_workbook(BytesIO(kept))["Tổng hợp"]["A1"].value == "='Biểu 01'!A2"
    assert load_workbook(BytesIO(kept), data_only=True)["Tổng hợp"]["B1"].value == 15


def test_formulas_in_the_column_take_the_order_of_calculation_along() -> None:
    """Excel alarms its reader when that order names a cell without a formula."""
    book = xlsxwriter.Workbook(out := BytesIO())
    book.add_worksheet("Biểu 01").write_formula("A2", '="Người Thử "&"Một"', None, PEOPLE[0])
    book.close()
    chain = (
        '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<c r="A2" i="1"/></calcChain>'
    )
    sent = packed_again(
        packed_again(
            packed_again(
                out.getvalue(),
                "[Content_Types].xml",
                "</Types>",
                '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxml'
                'formats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
            ),
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/calcChain" Target="calcChain.xml"/></Relationships>',
        ),
        added={"xl/calcChain.xml": chain},
    )
    kept = inflated(redacted(sent, [Span("Biểu 01", "A", 2)]))
    assert "Người Thử" not in kept
    assert "calcChain" not in kept


def packed_again(
    content: bytes,
    name: str = "",
    old: str = "$^",
    new: str = "",
    added: dict[str, str] | None = None,
) -> bytes:
    """The package with one part's text changed, or parts added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            part = before.read(each)
            if each == name:
                part = re.sub(old, new, part.decode()).encode()
            after.writestr(each, part)
        for each, text in (added or {}).items():
            after.writestr(each, text)
    return out.getvalue()


def test_what_cannot_be_emptied_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        redacted(PROGRESS.read_bytes(), [Span("Trang khác", "T", 14)])
    assert "Trang khác" in str(refusal.value)
    with pytest.raises(Refused):
        redacted(b"\xd0\xcf\x11\xe0 an old .xls", [SPAN])


# --- looking at it -------------------------------------------------------------------------------


def test_the_preview_names_the_column_and_holds_no_name(catalogue_store: Store) -> None:
    sent = saved(with_people())
    preview = intake.look("bieu-01.xlsx", sent, catalogue_store)
    assert preview.dropped == (Dropped("Biểu 01", "T", HEADING),)
    assert preview.sha256 == digest(sent) != digest(preview.content)
    assert traces(preview.content) == []
    assert "Người Thử" not in repr(preview)
    assert preview.waiting == ()
    assert len(preview.records) == 47


def test_the_kept_original_holds_no_name_and_the_file_is_known_again(
    catalogue_store: Store,
) -> None:
    sent = saved(with_people())
    upload = catalogue_store.accept(intake.look("bieu-01.xlsx", sent, catalogue_store), by="thử")
    name, kept = catalogue_store.original(upload)
    assert name == "bieu-01.xlsx"
    assert traces(kept) == []
    with pytest.raises(Refused) as refusal:
        intake.look("bieu-01.xlsx", sent, catalogue_store)
    assert refusal.value.kind == "already_loaded"


def test_what_is_read_is_the_same_without_the_column(catalogue_store: Store) -> None:
    with_names = intake.look("bieu-01.xlsx", saved(with_people()), catalogue_store)
    without = intake.look("bieu-01.xlsx", PROGRESS.read_bytes(), catalogue_store)
    assert with_names.records == without.records
    odd = [p for p in with_names.problems if p.kind != "total_unreadable"]  # saved uncalculated
    assert odd == list(without.problems)


def test_sheets_that_are_not_read_lose_their_persons_too(catalogue_store: Store) -> None:
    book = with_people()
    april, hidden = (book.copy_worksheet(book["Biểu 01"]) for _ in range(2))
    april.title, hidden.title, hidden.sheet_state = "T4", "T3", "hidden"
    preview = intake.look("bieu-01.xlsx", saved(book), catalogue_store, sheet="Biểu 01")
    assert {d.sheet for d in preview.dropped} == {"Biểu 01", "T4", "T3"}
    assert preview.sheet == "Biểu 01"
    assert traces(preview.content) == []
