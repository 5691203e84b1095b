"""Workbooks with what Excel can put into them: marked, those parts are the same bytes.

Macros, conversations, tables, shared formulas, hidden rows, the strict dialect, odd sheet names.
"""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import xlsxwriter
from lxml import etree
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from congress_dash import opening
from congress_dash.marking import SHEET, marked, suffix
from congress_dash.notes import AUTHOR
from congress_dash.records import Problem, Severity
from congress_dash.redaction import Span, Words, redacted
from congress_dash.styles import TINTS
from other_kinds import zipped
from written import parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def problem(cell: str, sheet: str = "Biểu 01", severity: Severity = Severity.ERROR) -> Problem:
    return Problem(sheet, cell, "held", "sai", severity, "kind", "Hãy sửa lại ô này.")


def book(name: str = "Biểu 01") -> bytes:
    made = xlsxwriter.Workbook(out := BytesIO(), {"in_memory": True})
    sheet = made.add_worksheet(name)
    sheet.write_row("A1", ["TT", "Tên", "Số", "Cộng"])
    for row in range(1, 6):
        sheet.write_row(row, 0, [row, f"đơn vị {row}", row * 2])
    sheet.add_table("A1:C6", {"columns": [{"header": h} for h in ("TT", "Tên", "Số")]})
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.protect("khóa")
    made.close()
    return out.getvalue()


def swapped(content: bytes, part: str, old: str, new: str) -> bytes:
    inside = parts(content)
    assert re.search(old, inside[part].decode())
    return zipped({**inside, part: re.sub(old, new, inside[part].decode(), count=1).encode()})


def with_parts(content: bytes, added: dict[str, bytes], types: str, links: dict[str, str]) -> bytes:
    """The package with more parts, declared and linked."""
    content = swapped(content, "[Content_Types].xml", "</Types>", f"{types}</Types>")
    inside = {**parts(content), **added}
    for path, relation in links.items():
        empty = (b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                 b'relationships"></Relationships>')  # fmt: skip
        body = inside.get(path, empty).decode()
        inside[path] = body.replace("</Relationships>", f"{relation}</Relationships>").encode()
    return zipped(inside)


def test_macros_stay_and_the_file_stays_one_with_macros() -> None:
    macro = bytes(range(256)) * 40
    content = with_parts(
        book(),
        {"xl/vbaProject.bin": macro},
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
        {"xl/_rels/workbook.xml.rels": '<Relationship Id="rId99" Type="http://schemas.microsoft.com/'
         'office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'},
    )  # fmt: skip
    content = swapped(
        content,
        "[Content_Types].xml",
        r"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    shown = marked(content, [problem("B3")])
    assert parts(shown)["xl/vbaProject.bin"] == macro
    assert b"macroEnabled" in parts(shown)["[Content_Types].xml"]
    assert suffix(shown) == ".xlsm"
    assert suffix(marked(book(), [])) == ".xlsx"
    emptied = redacted(content, [Span("Biểu 01", "B", 2)])
    assert parts(emptied)["xl/vbaProject.bin"] == macro


def test_tables_protection_and_hidden_rows_stay() -> None:
    before = book()
    shown = marked(before, [problem("B4"), problem("C2")])
    assert parts(shown)["xl/tables/table1.xml"] == parts(before)["xl/tables/table1.xml"]
    sheet = load_workbook(BytesIO(shown)).worksheets[0]
    assert sheet.protection.sheet
    assert sheet.row_dimensions[4].hidden
    assert sheet["B4"].comment.text.startswith(AUTHOR)
    tree = etree.fromstring(parts(shown)["xl/worksheets/sheet1.xml"])
    names = [etree.QName(each).localname for each in tree]
    assert names.index("legacyDrawing") < names.index("tableParts")


def test_shared_formulas_stay() -> None:
    content = swapped(
        book(),
        "xl/worksheets/sheet1.xml",
        r'(<c r="C2"[^>]*>)<v>2</v></c>',
        r'\1<v>2</v></c><c r="D2"><f t="shared" ref="D2:D3" si="0">C2*2</f><v>4</v></c>',
    )
    content = swapped(
        content,
        "xl/worksheets/sheet1.xml",
        r'(<c r="C3"[^>]*>)<v>4</v></c>',
        r'\1<v>4</v></c><c r="D3"><f t="shared" si="0"/><v>8</v></c>',
    )
    shown = parts(marked(content, [problem("D2"), problem("D3")]))["xl/worksheets/sheet1.xml"]
    cells = etree.fromstring(shown).findall(".//{*}c[{*}f]")
    assert [(c.get("r"), c.find("{*}f").get("si"), c.findtext("{*}v")) for c in cells] == [
        ("D2", "0", "4"),
        ("D3", "0", "8"),
    ]


def test_a_conversation_stays_and_is_not_written_into() -> None:
    thread = b"<ThreadedComments/>"
    made = xlsxwriter.Workbook(out := BytesIO())
    sheet = made.add_worksheet("Biểu 01")
    sheet.write_row("A1", ["một", "hai"])
    sheet.write_comment("A1", "[Cuộc trao đổi]", {"author": "tc={1}"})
    made.close()
    content = with_parts(
        out.getvalue(),
        {"xl/threadedComments/threadedComment1.xml": thread},
        '<Override PartName="/xl/threadedComments/threadedComment1.xml" '
        'ContentType="application/vnd.ms-excel.threadedcomments+xml"/>',
        {
            "xl/worksheets/_rels/sheet1.xml.rels": '<Relationship Id="rId77" Type="http://schemas.'
            'microsoft.com/office/2017/10/relationships/threadedComment" '
            'Target="../threadedComments/threadedComment1.xml"/>'
        },
    )
    shown = marked(content, [problem("A1"), problem("B1")])
    assert parts(shown)["xl/threadedComments/threadedComment1.xml"] == thread
    sheet = load_workbook(BytesIO(shown)).worksheets[0]
    assert AUTHOR not in sheet["A1"].comment.text
    assert sheet["A1"].fill.fgColor.rgb == f"FF{TINTS[Severity.ERROR]}"
    assert AUTHOR in sheet["B1"].comment.text


def test_a_conversation_loses_its_names_when_kept() -> None:
    name = " ".join(("Nguyễn", "Thử", "Nghiệm"))
    thread = f"""<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/
threadedcomments"><threadedComment ref="A1" personId="1"><text>Đ/c {name} xem lại</text>
</threadedComment></ThreadedComments>""".replace("\n", "")
    person = f"""<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/
threadedcomments"><person displayName="{name}" id="1" userId="a@thu.example"/></personList>"""
    content = with_parts(
        book(),
        {
            "xl/threadedComments/threadedComment1.xml": thread.encode(),
            "xl/persons/person.xml": person.replace("\n", "").encode(),
        },
        "",
        {
            "xl/worksheets/_rels/sheet1.xml.rels": '<Relationship Id="rId77" Type="http://schemas.'
            'microsoft.com/office/2017/10/relationships/threadedComment" '
            'Target="../threadedComments/threadedComment1.xml"/>',
            "xl/_rels/workbook.xml.rels": '<Relationship Id="rId78" Type="http://schemas.microsoft'
            '.com/office/2017/10/relationships/person" Target="persons/person.xml"/>',
        },
    )
    assert redacted(content, []) == content  # nobody in its cells: kept byte for byte
    kept = parts(redacted(content, [Span(load_workbook(BytesIO(content)).sheetnames[0], "C", 1)]))
    assert "Đ/c … xem lại" in kept["xl/threadedComments/threadedComment1.xml"].decode()
    everything = b"".join(kept.values()).decode("utf-8", "replace")
    assert name not in everything
    assert "a@thu.example" not in everything


@pytest.mark.parametrize("name", ["Tháng '5' và 6", "Biểu 01 (2)", "Tổng & hợp", "T5!", "Ô=A1"])
def test_links_find_sheets_with_odd_names(name: str) -> None:
    shown = load_workbook(BytesIO(marked(book(name), [problem("B3", name)])))
    quoted = name.replace("'", "''")
    assert shown[SHEET]["C2"].hyperlink.location == f"'{quoted}'!B3"
    assert shown[name]["B3"].comment is not None


def test_the_strict_dialect_is_kept() -> None:
    inside = parts(book())
    for old, new in STRICT.items():
        inside = {n: p.replace(old.encode(), new.encode()) for n, p in inside.items()}
    shown = parts(marked(zipped(inside), [problem("B3")]))
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml"):
        assert etree.QName(etree.fromstring(shown[name])).namespace == STRICT[MAIN]
    kinds = shown["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert 'relationships/comments"' in kinds
    assert "purl.oclc.org/ooxml/officeDocument/relationships/comments" in kinds


def test_a_masked_cell_keeps_its_look_and_its_neighbours() -> None:
    before = book()
    after = redacted(before, [], [Words("Biểu 01", "B3", "đ/c …")])
    was, now = (load_workbook(BytesIO(each)).worksheets[0] for each in (before, after))
    assert now["B3"].value == "đ/c …"
    assert now["B3"]._style == was["B3"]._style
    changed = {c.coordinate for row in was.iter_rows() for c in row
               if c.value != now[c.coordinate].value}  # fmt: skip
    assert changed == {"B3"}
    assert b"\xc4\x91\xc6\xa1n v\xe1\xbb\x8b 2" not in parts(after)["xl/sharedStrings.xml"]


def test_thousands_of_problems_are_marked_in_time() -> None:
    made = xlsxwriter.Workbook(out := BytesIO())
    sheet = made.add_worksheet("Biểu 01")
    for row in range(5_000):
        sheet.write_row(row, 0, [row, "sai"])
    made.close()
    wrong = [problem(f"B{row}") for row in range(1, 5_001)]
    shown = marked(out.getvalue(), wrong)
    listed = CalamineWorkbook.from_filelike(BytesIO(shown)).get_sheet_by_name(SHEET).to_python()
    assert len(listed) == 2_002
    assert str(listed[-1][4]).startswith("Còn 3000 chỗ nữa")
    assert [s.name for s in opening.sheets(shown)] == ["Biểu 01", SHEET]
