"""A marked workbook is the uploader's own: marks added, nothing else touched, readable again."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from lxml import etree
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from congress_dash import intake, marking, opening, workbook
from congress_dash.errors import Refused
from congress_dash.forms import FORMS
from congress_dash.marking import HEADINGS, SHEET, marked
from congress_dash.notes import AUTHOR
from congress_dash.records import Preview, Problem, Severity
from congress_dash.store import Store
from congress_dash.styles import TINTS
from other_kinds import zipped
from sample_books import SAMPLES
from written import parts, saved

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

PROGRESS = (SAMPLES / "bieu-01-2020-05-13.xlsx").read_bytes()


def problem(
    cell: str,
    severity: Severity = Severity.ERROR,
    *,
    message: str = "Hãy sửa lại ô này.",
    typed: str = "sai",
    sheet: str = "Biểu 01",
) -> Problem:
    return Problem(sheet, cell, "held", typed, severity, "kind", message)


def typed_in(content: bytes, values: dict[str, object]) -> bytes:
    """The workbook with other values in some cells of its first sheet."""
    book = load_workbook(BytesIO(content))
    for cell, value in values.items():
        book.worksheets[0][cell] = value
    return saved(book)


def fill_of(book: Workbook, cell: str) -> str:
    return str(book.worksheets[0][cell].fill.fgColor.rgb)


def listed(content: bytes) -> list[tuple[object, ...]]:
    """The list of problems, without its headings and its closing line."""
    sheet = load_workbook(BytesIO(content))[SHEET]
    found = list(sheet.iter_rows(values_only=True))
    assert found[0] == HEADINGS
    return found[1:-1]


def said(preview: Preview) -> set[Problem]:
    return set(preview.problems)


# --- what a marked workbook shows ----------------------------------------------------------------


def test_every_problem_is_coloured_commented_and_listed(catalogue_store: Store) -> None:
    sent = typed_in(PROGRESS, {"O16": "cuối tháng 4", "D18": "bốn", "B20": "Phòng Không Có"})
    preview = intake.look("bieu-01.xlsx", sent, catalogue_store)
    errors = {p.cell: p for p in preview.problems if p.severity is Severity.ERROR}
    assert set(errors) == {"O16", "D18", "B20"}

    shown = marked(sent, preview.problems)
    book = load_workbook(BytesIO(shown))
    for each in preview.problems:
        assert fill_of(book, each.cell) == f"FF{TINTS[each.severity]}"
        assert each.message in book.worksheets[0][each.cell].comment.text
    assert {(line[1], line[2], line[4]) for line in listed(shown)} == {
        (p.sheet, p.cell, p.message) for p in preview.problems
    }
    assert listed(shown)[0][0] == "Lỗi"
    assert listed(shown)[-1][0] == "Lưu ý"


def test_the_list_is_the_last_sheet_and_links_to_each_cell() -> None:
    shown = load_workbook(BytesIO(marked(PROGRESS, [problem("O16"), problem("A1", sheet="Khác")])))
    assert shown.sheetnames == ["Biểu 01", SHEET]
    assert shown[SHEET]["C2"].hyperlink.location == "'Biểu 01'!O16"
    assert shown[SHEET]["C3"].hyperlink is None  # there is no such sheet
    assert shown.active.title == "Biểu 01"


def test_only_the_fill_of_a_marked_cell_changes() -> None:
    before, after = (
        load_workbook(BytesIO(PROGRESS)),
        load_workbook(BytesIO(marked(PROGRESS, [problem("L15"), problem("O16"), problem("B20")]))),
    )
    for cell in ("L15", "O16", "B20"):
        old, new = before.worksheets[0][cell], after.worksheets[0][cell]
        assert new.value == old.value
        assert new.number_format == old.number_format
        for look in ("font", "border", "alignment", "protection"):
            assert repr(getattr(new, look)) == repr(getattr(old, look))
    assert fill_of(after, "L16") == fill_of(before, "L16")


def test_the_worst_of_several_problems_colours_a_cell_and_all_are_told() -> None:
    shown = marked(
        PROGRESS,
        [
            problem("E20", Severity.NOTE, message="Một lưu ý."),
            problem("E20", message="Một lỗi."),
            problem("E20", Severity.WARNING, message="Một cảnh báo."),
        ],
    )
    cell = load_workbook(BytesIO(shown)).worksheets[0]["E20"]
    assert cell.fill.fgColor.rgb == f"FF{TINTS[Severity.ERROR]}"
    assert (
        cell.comment.text == f"{AUTHOR}\nLỗi: Một lỗi.\nCảnh báo: Một cảnh báo.\nLưu ý: Một lưu ý."
    )


def test_severities_have_different_tints() -> None:
    assert len(set(TINTS.values())) == len(Severity)


def test_a_cell_the_sheet_does_not_have_is_made_where_it_belongs() -> None:
    book = xlsxwriter.Workbook(out := BytesIO())
    sheet = book.add_worksheet("Biểu 01")
    sheet.write_string("B2", "hai")
    sheet.write_string("D2", "bốn")
    sheet.write_string("B5", "năm")
    book.close()
    shown = marked(out.getvalue(), [problem(c) for c in ("C2", "A2", "F2", "C4", "C9")])
    rows = CalamineWorkbook.from_filelike(BytesIO(shown)).get_sheet_by_index(0).to_python()
    assert [value for row in rows for value in row if value] == ["hai", "bốn", "năm"]
    order = re.findall(rb'<c r="([A-Z]+\d+)"', parts(shown)["xl/worksheets/sheet1.xml"])
    assert order == [b"A2", b"B2", b"C2", b"D2", b"F2", b"C4", b"B5", b"C9"]


def test_a_new_cell_takes_the_look_of_its_column() -> None:
    book = xlsxwriter.Workbook(out := BytesIO())
    sheet = book.add_worksheet("Biểu 01")
    sheet.set_column("C:C", 20, book.add_format({"num_format": "dd/mm/yyyy", "bold": True}))
    sheet.write_string("A1", "một")
    book.close()
    cell = load_workbook(BytesIO(marked(out.getvalue(), [problem("C1")]))).worksheets[0]["C1"]
    assert (cell.number_format, cell.font.b) == ("dd/mm/yyyy", True)


def test_words_of_people_are_never_a_formula() -> None:
    hostile = '=HYPERLINK("http://a.example","Bấm vào đây")'
    shown = marked(PROGRESS, [problem("O16", typed=hostile, message="+1\x01\u202e")])
    cell = load_workbook(BytesIO(shown))[SHEET]["D2"]
    assert (cell.value, cell.data_type) == (hostile, "s")
    assert b"<f" not in parts(shown)["xl/worksheets/sheet2.xml"]
    assert load_workbook(BytesIO(shown))[SHEET]["E2"].value == "+1"


def test_problems_beyond_a_limit_are_counted_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "_MOST", 20)
    shown = marked(PROGRESS, [problem(f"B{number}") for number in range(1, 52)])
    book = load_workbook(BytesIO(shown))
    assert book[SHEET].max_row == 1 + 20 + 1
    assert str(book[SHEET].cell(22, 5).value).startswith("Còn 31 chỗ nữa chưa liệt kê.")
    notes = sum(c.comment is not None for row in book["Biểu 01"].iter_rows() for c in row)
    assert notes == 20 - 2  # B10:B12 is one cell


# --- what stays as it was ------------------------------------------------------------------------


def tiny_png() -> BytesIO:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    pixel = zlib.compress(b"\x00\xff\x00\x00")
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    picture = chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
    return BytesIO(b"\x89PNG\r\n\x1a\n" + picture)


@pytest.fixture(scope="module")
def full() -> bytes:
    """A workbook with everything a load and a save would lose or disturb."""
    book = xlsxwriter.Workbook(out := BytesIO(), {"in_memory": True})
    sheet, other = book.add_worksheet("Biểu 01"), book.add_worksheet("Sổ tay")
    yellow = book.add_format({"bg_color": "#FFFF00"})
    sheet.merge_range("A1:D1", "TIẾN ĐỘ")
    sheet.write_row("A2", ["TT", "Tên", "Ngày", "Số"])
    sheet.write_row("A3", [1, "một", "cuối tháng", 5], yellow)
    sheet.write_formula("D4", "=SUM(D3:D3)", None, 5)
    sheet.merge_range("B5:B7", "gộp")
    sheet.write_comment("C3", "Bận đột xuất", {"author": "Văn phòng"})
    sheet.write_comment("D3", "Đã hỏi lại", {"author": "Văn phòng"})
    sheet.insert_textbox("F2", "Ghi chú của đơn vị", {"width": 200, "height": 60})
    sheet.insert_image("F10", "dấu.png", {"image_data": tiny_png()})
    sheet.set_header("&L&G", {"image_left": "dấu.png", "image_data_left": tiny_png()})
    sheet.data_validation("D3:D9", {"validate": "integer", "criteria": ">=", "value": 0})
    sheet.conditional_format("A3:D9", {"type": "blanks", "format": yellow})
    sheet.add_sparkline("E3", {"range": "'Biểu 01'!D3:D5"})
    sheet.autofilter("A2:D9")
    sheet.protect("", {"select_locked_cells": True})
    sheet.print_area("A1:E9")
    other.write_row("A1", ["x", 1, 2])
    other.write_comment("A1", "của trang khác")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Sổ tay'!$B$1:$C$1"})
    other.insert_chart("C3", chart)
    other.write_formula("D1", "=B1+C1", None, 3)
    book.define_name("Ngưỡng", "='Sổ tay'!$B$1")
    book.close()
    return out.getvalue()


CHANGED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
}


def test_every_part_that_need_not_change_is_the_same_bytes(full: bytes) -> None:
    before = parts(full)
    after = parts(marked(full, [problem("C3"), problem("D4"), problem("B6"), problem("E8")]))
    assert {name for name in before if before[name] != after[name]} <= CHANGED
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}
    assert "xl/drawings/drawing1.xml" in before
    assert "xl/media/image1.png" in before


def test_in_the_marked_sheet_only_the_style_of_marked_cells_differs(full: bytes) -> None:
    name = "xl/worksheets/sheet1.xml"
    before = etree.fromstring(parts(full)[name])
    after = etree.fromstring(parts(marked(full, [problem("C3"), problem("D4")]))[name])
    for tree in (before, after):
        for cell in tree.iterfind(".//{*}c"):
            if cell.get("r") in {"C3", "D4"}:
                cell.attrib.pop("s", None)
    assert etree.tostring(after, method="c14n") == etree.tostring(before, method="c14n")


def test_the_other_sheet_and_every_value_stay(full: bytes) -> None:
    shown = marked(full, [problem("C3"), problem("E8")])
    before, after = (CalamineWorkbook.from_filelike(BytesIO(each)) for each in (full, shown))
    for name in before.sheet_names:
        old = [
            value for row in before.get_sheet_by_name(name).to_python() for value in row if value
        ]
        new = [value for row in after.get_sheet_by_name(name).to_python() for value in row if value]
        assert new == old
    assert load_workbook(BytesIO(shown), data_only=True)["Biểu 01"]["D4"].value == 5


def test_a_note_joins_the_comment_that_stands_there(full: bytes) -> None:
    shown = marked(full, [problem("C3", message="Hãy ghi ngày."), problem("A4")])
    sheet = load_workbook(BytesIO(shown))["Biểu 01"]
    assert sheet["C3"].comment.text == f"Bận đột xuất\n\n{AUTHOR}\nLỗi: Hãy ghi ngày."
    assert sheet["C3"].comment.author == "Văn phòng"
    assert sheet["D3"].comment.text == "Đã hỏi lại"
    boxes = parts(shown)["xl/drawings/vmlDrawing1.vml"]
    assert boxes.count(b"<v:shape ") == 2 + 1  # a box for A4 only
    assert boxes.startswith(parts(full)["xl/drawings/vmlDrawing1.vml"].rpartition(b"</xml>")[0])
    numbers = re.findall(rb'<v:shape [^>]*?id="_x0000_s(\d+)"', boxes)
    assert len(set(numbers)) == 3
    etree.fromstring(boxes)


def test_a_sheet_without_comments_gets_both_parts() -> None:
    after = parts(marked(PROGRESS, [problem("O16")]))
    assert set(after) - set(parts(PROGRESS)) == {
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/sheet2.xml",
    }
    assert b'Extension="vml"' in after["[Content_Types].xml"]
    assert b"<x:Row>15</x:Row><x:Column>14</x:Column>" in after["xl/drawings/vmlDrawing1.vml"]
    sheet = etree.fromstring(after["xl/worksheets/sheet1.xml"])
    names = [etree.QName(each).localname for each in sheet]
    assert names.index("legacyDrawing") == len(names) - 1
    assert names.index("headerFooter") < names.index("legacyDrawing")


def test_a_drawing_for_a_header_picture_is_left_alone() -> None:
    book = xlsxwriter.Workbook(out := BytesIO())
    sheet = book.add_worksheet("Biểu 01")
    sheet.set_header("&L&G", {"image_left": "dấu.png", "image_data_left": tiny_png()})
    sheet.write_string("A1", "một")
    book.close()
    before, after = parts(out.getvalue()), parts(marked(out.getvalue(), [problem("A1")]))
    assert after["xl/drawings/vmlDrawing1.vml"] == before["xl/drawings/vmlDrawing1.vml"]
    names = [etree.QName(e).localname for e in etree.fromstring(after["xl/worksheets/sheet1.xml"])]
    assert names[-2:] == ["legacyDrawing", "legacyDrawingHF"]


def test_a_problem_inside_a_merged_cell_marks_the_cell_that_shows(full: bytes) -> None:
    book = load_workbook(BytesIO(marked(full, [problem("B6"), problem("B7")])))
    assert fill_of(book, "B5") == f"FF{TINTS[Severity.ERROR]}"
    assert book.worksheets[0]["B5"].comment.text.count("Hãy sửa lại ô này.") == 1
    assert [str(each) for each in book.worksheets[0].merged_cells.ranges] == ["A1:D1", "B5:B7"]


def test_a_sheet_of_the_same_name_as_the_list_stays() -> None:
    book = load_workbook(BytesIO(PROGRESS))
    book.create_sheet(SHEET)["A1"] = "của đơn vị"
    shown = load_workbook(BytesIO(marked(saved(book), [problem("O16")])))
    assert shown.sheetnames == ["Biểu 01", SHEET, f"{SHEET} (2)"]
    assert shown[SHEET]["A1"].value == "của đơn vị"


def test_same_problems_same_bytes(full: bytes) -> None:
    assert marked(full, [problem("C3")]) == marked(full, [problem("C3")])


# --- sent again ----------------------------------------------------------------------------------


@pytest.fixture
def wrong() -> bytes:
    """A Biểu 01 with three errors, one of them the words of a heading."""
    return typed_in(PROGRESS, {"O16": "cuối tháng 4", "D18": "bốn", "B20": "Tên tổ chức đảng"})


def test_sent_again_uncorrected_it_has_the_same_problems(
    catalogue_store: Store, wrong: bytes
) -> None:
    first = intake.look("a.xlsx", wrong, catalogue_store)
    again = intake.look("a.xlsx", marked(wrong, first.problems), catalogue_store)
    assert again.problems == first.problems
    assert (again.sheet, again.records, again.rows) == (first.sheet, first.records, first.rows)
    assert again.hidden_sheets == ()


def test_corrected_and_sent_again_it_is_accepted(catalogue_store: Store, wrong: bytes) -> None:
    first = intake.look("a.xlsx", wrong, catalogue_store)
    was = load_workbook(BytesIO(PROGRESS)).worksheets[0]
    fixed = {cell: was[cell].value for cell in ("O16", "D18", "B20")}
    again = intake.look("a.xlsx", typed_in(marked(wrong, first.problems), fixed), catalogue_store)
    assert again.waiting == ()
    assert {p.severity for p in again.problems} <= {Severity.WARNING, Severity.NOTE}
    upload = catalogue_store.accept(again, by="thử")
    assert len(catalogue_store.in_force(again.form, catalogue_store.newest())) == 47  # type: ignore[arg-type]
    assert catalogue_store.original(upload)[1] == again.content


def test_the_list_is_no_form_whatever_stands_in_it(wrong: bytes) -> None:
    """A sheet and a cell may be called like two headings; the list names both in one row."""
    book = load_workbook(BytesIO(wrong))
    book.worksheets[0].title = "Thực tế"
    mean = [problem("B20", sheet="Thực tế", typed="Tên tổ chức đảng")] * 3
    found = opening.sheets(marked(saved(book), mean))
    assert [sheet.name for sheet in found] == ["Thực tế", SHEET]
    assert list(workbook.candidates(found[1:], list(FORMS.values()))) == []
    assert len(list(workbook.candidates(found, list(FORMS.values())))) == 1


def test_marked_again_only_what_is_still_wrong_is_marked(full: bytes) -> None:
    first = marked(full, [problem("C3"), problem("A4"), problem("B3", Severity.NOTE)])
    again = marked(first, [problem("A4")])
    before, after = load_workbook(BytesIO(full)), load_workbook(BytesIO(again))
    assert after.sheetnames == [*before.sheetnames, SHEET]
    for cell in ("C3", "B3"):
        assert fill_of(after, cell) == fill_of(before, cell) == "FFFFFF00"
    assert after.worksheets[0]["C3"].comment.text == before.worksheets[0]["C3"].comment.text
    assert after.worksheets[0]["B3"].comment is None
    assert fill_of(after, "A4") == f"FF{TINTS[Severity.ERROR]}"
    assert after.worksheets[0]["A4"].comment.text.count(AUTHOR) == 1
    assert [line[2] for line in listed(again)] == ["A4"]


def test_marked_again_after_another_program_saved_it(full: bytes) -> None:
    first = load_workbook(BytesIO(marked(full, [problem("A4"), problem("B3")])))
    twice = marked(saved(first), [problem("B3")])
    again = load_workbook(BytesIO(twice))
    assert again.worksheets[0]["A4"].comment is None
    assert fill_of(again, "A4") == "00000000"
    assert again.worksheets[0]["B3"].comment.text.count(AUTHOR) == 1
    assert again.sheetnames == ["Biểu 01", "Sổ tay", SHEET]
    boxes = next(part for part in parts(twice).values() if part.count(b'"Note"') > 1)
    assert len(re.findall(rb"<\w+:shape ", boxes)) == 3  # C3, D3 and B3; not A4


# --- files of other makes ------------------------------------------------------------------------


def test_a_package_as_bare_as_the_standard_allows() -> None:
    """No styles, cells and rows without addresses, prefixed names, parts named from the root."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    bare = zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            b'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            b'package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.'
            b'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
            "_rels/.rels": f'{links}<Relationship Id="a" Type="{kinds}/officeDocument" '
            'Target="/xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'<x:workbook xmlns:x="{main}" xmlns:r="{kinds}"><x:sheets><x:sheet '
            'name="Biểu 01" sheetId="7" r:id="b"/></x:sheets></x:workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'{links}<Relationship Id="b" Type="{kinds}/worksheet" '
            'Target="/xl/worksheets/sheet1.xml"/></Relationships>'.encode(),
            "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row><x:c '
            't="str"><x:v>một</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData>'
            "</x:worksheet>".encode(),
        }
    )
    shown = marked(bare, [problem("B1"), problem("D1")])
    after = parts(shown)
    tree = etree.fromstring(after["xl/worksheets/sheet1.xml"])
    cells = list(tree.iter(f"{{{main}}}c"))
    assert [(c.get("r"), bool(c.get("s"))) for c in cells] == [
        (None, False),
        (None, True),
        ("D1", True),
    ]
    book = load_workbook(BytesIO(shown))
    assert book.sheetnames == ["Biểu 01", SHEET]
    assert book.worksheets[0]["B1"].value == 2
    assert fill_of(book, "B1") == f"FF{TINTS[Severity.ERROR]}"
    assert book.worksheets[0]["B1"].comment.text.startswith(AUTHOR)


def test_part_names_differ_neither_by_case_nor_by_slash(full: bytes) -> None:
    odd = {
        "xl\\Worksheets\\Sheet1.xml" if name == "xl/worksheets/sheet1.xml" else name: part
        for name, part in parts(full).items()
    }
    after = parts(marked(zipped(odd), [problem("C3")]))
    cell = etree.fromstring(after["xl\\Worksheets\\Sheet1.xml"]).find(".//{*}c[@r='C3']")
    assert cell is not None
    was = etree.fromstring(parts(full)["xl/worksheets/sheet1.xml"]).find(".//{*}c[@r='C3']")
    assert was is not None
    assert cell.get("s") != was.get("s")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut", zipped({"a.txt": b""})])
def test_what_is_no_workbook_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        marked(content, [problem("A1")])
    assert refusal.value.kind == "not_patchable"


def test_damaged_xml_is_refused_in_a_sentence(full: bytes) -> None:
    cut = parts(full)
    cut["xl/worksheets/sheet1.xml"] = cut["xl/worksheets/sheet1.xml"][:900]
    with pytest.raises(Refused):
        marked(zipped(cut), [problem("A3")])


def test_every_sample_can_be_marked_and_read_by_both_readers() -> None:
    for path in sorted(SAMPLES.glob("*.xlsx")):
        names = load_workbook(path, read_only=True).sheetnames
        shown = marked(
            path.read_bytes(), [problem(c, sheet=n) for n in names for c in ("B9", "C30")]
        )
        assert load_workbook(BytesIO(shown)).sheetnames == [*names, SHEET]
        readable = CalamineWorkbook.from_filelike(BytesIO(shown))
        assert readable.get_sheet_by_name(SHEET).to_python()[0] == list(HEADINGS)


def test_the_checked_day_and_reason_do_not_matter_to_marks(
    catalogue_store: Store, wrong: bytes
) -> None:
    """Marks are of the file as it came, whatever day it is looked at for."""
    preview = intake.look("a.xlsx", wrong, catalogue_store, as_of=date(2020, 5, 20))
    other = replace(preview, as_of=date(2020, 5, 21))
    assert marked(wrong, preview.problems) == marked(wrong, other.problems)
