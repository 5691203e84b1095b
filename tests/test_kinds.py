"""The same sheet as .xlsx, .xls, .xlsb, .ods and .csv → the same rows, and the same preview."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Font

from congress_dash import intake, opening
from congress_dash.errors import Refused
from congress_dash.readers import Broken
from congress_dash.records import Preview, Sheet
from congress_dash.store import Store
from other_kinds import as_csv, as_xlsb, zipped
from written import book, saved

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
FILES = Path(__file__).with_name("files")
SAMPLE = SAMPLES / "bieu-01-2020-05-13.xlsx"


def read(content: bytes, name: str = "") -> Sheet:
    (sheet,) = opening.sheets(content, name)
    return sheet


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        opening.sheets(content)
    return refused.value


# --- one table, every kind -----------------------------------------------------------------------

TABLE = """
| Số liệu tính đến ngày 13/5/2020 |
| TT | Tên tổ chức đảng | Số đảng viên | Dự kiến | Thực tế      |
| 1  | Đảng bộ PV01     | 61           | 20/5    | {2020-05-10} |
.
| 2  | Chi bộ PC03      | 24           |         | x            |
"""
ROWS = [
    ["Số liệu tính đến ngày 13/5/2020", None, None, None, None],
    ["TT", "Tên tổ chức đảng", "Số đảng viên", "Dự kiến", "Thực tế"],
    [1.0, "Đảng bộ PV01", 61.0, "20/5", datetime(2020, 5, 10)],
    [None] * 5,
    [2.0, "Chi bộ PC03", 24.0, None, "x"],
]


def old(rows: list[list[object]], font: str = "Times New Roman") -> bytes:
    """An .xls of Excel 97 to 2003, its texts in that font."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Biểu")
    day, text = xlwt.easyxf(num_format_str="dd/mm/yyyy"), xlwt.easyxf(f"font: name {font}")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                style = day if isinstance(value, datetime) else text
                sheet.write(number, column, value, style)
    return saved(workbook)


BINARY: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: book({"Biểu": TABLE}),
    "xls": lambda: old(ROWS),
    "xlsb": lambda: as_xlsb([Sheet("Biểu", True, ROWS, [])]),
}


@pytest.mark.parametrize("kind", BINARY)
def test_cells_are_as_typed_and_where_they_stand(kind: str) -> None:
    sheet = read(BINARY[kind](), f"wrong.{'csv' if kind == 'xlsx' else 'xlsx'}")
    assert (sheet.name, sheet.visible, sheet.rows) == ("Biểu", True, ROWS)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_in_every_coding_and_with_every_delimiter(coding: str, delimiter: str) -> None:
    content = as_csv(Sheet("", True, ROWS, []), delimiter, coding)
    sheet = read(content, "Tháng 5.csv")
    assert sheet.name == "Tháng 5"
    assert sheet.rows == [
        ["Số liệu tính đến ngày 13/5/2020", None, None, None, None],
        ["TT", "Tên tổ chức đảng", "Số đảng viên", "Dự kiến", "Thực tế"],
        ["1", "Đảng bộ PV01", "61", "20/5", "10/05/2020"],
        [None] * 5,
        ["2", "Chi bộ PC03", "24", None, "x"],
    ]


SAME: dict[str, Callable[[], tuple[str, bytes]]] = {
    "xls": lambda: ("Biểu 01.xls", (FILES / "bieu-01.xls").read_bytes()),
    "ods": lambda: ("Biểu 01.ods", (FILES / "bieu-01.ods").read_bytes()),
    "xlsb": lambda: ("Biểu 01.xlsb", as_xlsb([read(SAMPLE.read_bytes())])),
    "csv": lambda: ("Biểu 01.csv", as_csv(read(SAMPLE.read_bytes()))),
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("kinds") / "books.duckdb", create=True)
    catalogue = (SAMPLES / "danh-muc.xlsx").read_bytes()
    store.accept(intake.look("danh-muc.xlsx", catalogue, store), by="Quản trị")
    yield store
    store.close()


def told(preview: Preview) -> tuple[object, ...]:
    return (preview.form, preview.sheet, preview.as_of, preview.rows, preview.records,
            preview.waiting, preview.problems, preview.checksums, preview.changes,
            preview.headline_before, preview.headline_after)  # fmt: skip


@pytest.mark.parametrize("kind", SAME)
def test_the_same_sample_gives_the_same_preview(kind: str, books: Store) -> None:
    sample = intake.look(SAMPLE.name, SAMPLE.read_bytes(), books)
    assert (sample.rows, sample.headline_after) == (47, "11/30")
    assert told(intake.look(*SAME[kind](), books)) == told(sample)


def test_the_catalogue_of_several_sheets_gives_the_same_preview() -> None:
    store = Store.open(None)
    sample = intake.look("a.xlsx", (SAMPLES / "danh-muc.xlsx").read_bytes(), store)
    other = intake.look("a.ods", (FILES / "danh-muc.ods").read_bytes(), store)
    assert told(other) == told(sample)
    store.close()


# --- what calamine shows as blank ----------------------------------------------------------------


def test_broken_cells_of_an_xls() -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Biểu")
    sheet.row(2).set_cell_error(1, 0x17)
    sheet.write(2, 3, xlwt.Formula("A1+B1"))  # xlwt calculates nothing
    sheet.write(2, 4, xlwt.Formula('IF(A1=1,"x","")'))
    sheet.row(2).set_cell_boolean(5, True)
    assert read(saved(workbook)).rows[2] == [
        None, Broken("#REF!"), None, Broken("="), None, True
    ]  # fmt: skip


def test_broken_cells_of_an_xlsb() -> None:
    rows: list[list[object]] = [[None, "a"], [Broken("#DIV/0!"), 1.0, Broken("#REF!")]]
    sheet = read(as_xlsb([Sheet("Biểu", True, rows, [((0, 0), (0, 1))])]))
    assert sheet.rows == [[None, "a", None], [Broken("#DIV/0!"), 1.0, Broken("#REF!")]]
    assert sheet.merged == [((0, 0), (0, 1))]


ODS = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:automatic-styles><style:style style:name="ta2" style:family="table">
<style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"""


def ods(tables: str) -> bytes:
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": ODS.format(tables),
    })  # fmt: skip


def test_cells_of_an_ods() -> None:
    shown, hidden = opening.sheets(ods("""
        <table:table table:name="Biểu">
        <table:table-row table:number-rows-repeated="2"><table:table-cell
          table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row>
        <table:table-cell office:value-type="string"><office:annotation><text:p>lời ghi chú</text:p>
          </office:annotation><text:p>Chi<text:s text:c="2"/><text:span>bộ</text:span></text:p>
          <text:p>PC03</text:p></table:table-cell>
        <table:table-cell office:value-type="string" calcext:value-type="error" table:formula="of:=[.Z1]"
          ><text:p>#REF!</text:p></table:table-cell>
        <table:table-cell table:formula="of:=[.A1]+1"/>
        <table:table-cell office:value-type="date" office:date-value="2020-05-13"
          ><text:p>13/05/20</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.5" table:number-rows-spanned="2"
          table:number-columns-repeated="2"><text:p>50%</text:p></table:table-cell>
        </table:table-row>
        <table:table-row table:number-rows-repeated="1048573"><table:table-cell
          table:style-name="x" table:number-columns-repeated="16384"/></table:table-row>
        </table:table><table:table table:name="Bản cũ" table:style-name="ta2"/>
    """))  # fmt: skip
    assert (shown.name, shown.visible, hidden.name, hidden.visible) == (
        "Biểu", True, "Bản cũ", False
    )  # fmt: skip
    assert shown.rows[:2] == [[None] * 6] * 2
    assert shown.rows[2:] == [
        ["Chi  bộ\nPC03", Broken("#REF!"), Broken("=[.A1]+1"), datetime(2020, 5, 13), 0.5, 0.5]
    ]


def patched(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one part changed."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts: dict[str, str | bytes] = {n: package.read(n) for n in package.namelist()}
    parts[part] = change(package_text(parts[part]))
    return zipped(parts)


def package_text(body: str | bytes) -> str:
    return body if isinstance(body, str) else body.decode()


SHEET = "xl/worksheets/sheet1.xml"


def test_broken_cells_of_an_xlsx_written_in_other_ways() -> None:
    cells = """<row><c t='e'><f>1/0</f><v>#DIV/0!</v></c><c><f>A1&amp;B1</f></c><c r="C1"
        t="str"><f>""</f><v></v></c><c r="D1"><v>4</v></c></row>"""
    content = patched(book({"Biểu": "| a |"}), SHEET,
                      lambda x: re.sub("<row.*</row>", cells, x, flags=re.S))  # fmt: skip
    assert read(content).rows == [[Broken("#DIV/0!"), Broken("=A1&B1"), None, 4.0]]
    assert read(patched(content, SHEET, with_prefix)).rows[0][:2] == [
        Broken("#DIV/0!"), Broken("=A1&B1")
    ]  # fmt: skip


def with_prefix(xml: str) -> str:
    return re.sub(r"<(/?)(?=[a-z])", r"<\1x:", xml).replace("xmlns=", "xmlns:x=", 1)


def test_results_that_a_program_left_at_zero_were_never_calculated() -> None:
    cells = '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>0</v></c><c r="B1"><v>{}</v></c></row>'
    content = patched(book({"Biểu": "| a |"}), SHEET,
                      lambda x: re.sub("<row.*</row>", cells, x, flags=re.S))  # fmt: skip
    by_program = patched(content, "xl/workbook.xml", lambda x: x.replace("124519", "124519"))
    assert 'fullCalcOnLoad="1"' in package_text(
        zipfile.ZipFile(BytesIO(by_program)).read("xl/workbook.xml")
    )
    assert read(by_program).rows[0][0] == Broken("=SUM(B1:C1)")
    by_excel = patched(content, "xl/workbook.xml", lambda x: x.replace("fullCalcOnLoad", "iterate"))
    assert read(by_excel).rows[0][0] == 0.0


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN"])
def test_a_number_that_is_none_is_broken(number: str) -> None:
    content = patched(book({"Biểu": "| 1 |"}), SHEET, lambda x: x.replace("<v>1<", f"<v>{number}<"))
    assert isinstance(read(content).rows[0][0], Broken)


# --- fonts ---------------------------------------------------------------------------------------


def test_the_old_font_of_a_column_of_text() -> None:
    workbook = openpyxl.load_workbook(BytesIO(book({"Biểu": TABLE})))
    for row in workbook["Biểu"].iter_rows(min_col=2, max_col=3):
        for cell in row:
            cell.font = Font(name=".VnTime")
    workbook["Biểu"]["D2"].font = Font(name="VNI-Times")
    assert read(saved(workbook)).fonts == {1: ".VnTime", 2: ".VnTime", 3: "VNI-Times"}
    assert read(old(ROWS, ".VnTimeH")).fonts == dict.fromkeys(range(5), ".VnTimeH")  # fmt: skip
    assert [read(make()).fonts for make in BINARY.values()] == [{}, {}, {}]


# --- CSV by hand ---------------------------------------------------------------------------------


def test_a_csv_in_the_vietnamese_code_page() -> None:
    content = "Tên;Th\u01b0\u0323c tê\u0301\nĐa\u0309ng bô\u0323;x\n".encode("cp1258")
    assert read(content).rows == [["Tên", "Th\u01b0\u0323c tê\u0301"], ["Đa\u0309ng bô\u0323", "x"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sep=,\r\na,b\r\n", [["a", "b"]]),
        ('a;"b\nc; ""d"""\n', [["a", 'b\nc; "d"']]),
        ("Tỷ lệ 83,5;a\n2,5;b\n1,5;c\n", [["Tỷ lệ 83,5", "a"], ["2,5", "b"], ["1,5", "c"]]),
        ("một, hai, ba\n\na\tb\tc\nd\te\n",
         [["một, hai, ba", None, None], [None] * 3, ["a", "b", "c"], ["d", "e", None]]),
        ("a;b;;;\n;;;;\n", [["a", "b"]]),
        ("PK02;Cảnh sát cơ động\nPX01;Tổ chức cán bộ\n",
         [["PK02", "Cảnh sát cơ động"], ["PX01", "Tổ chức cán bộ"]]),
    ],
)  # fmt: skip
def test_a_csv_as_typed(text: str, rows: list[list[object]]) -> None:
    assert read(text.encode()).rows == rows


def test_a_csv_that_cannot_be_read_says_why() -> None:
    lost = refusal(b'a;b\nc;"d\ne;f\ng;h\n')
    assert (lost.kind, "ở dòng 2" in str(lost)) == ("open_quote", True)
    coded = refusal("Tên;x".encode() + b"\x9d\x9e\xff;\n")
    assert (coded.kind, "CSV UTF-8" in str(coded)) == ("undecodable", True)


# --- locked, mistaken ----------------------------------------------------------------------------


def test_files_with_a_password_are_refused_as_such() -> None:
    plain = ods('<table:table table:name="a"/>')
    with zipfile.ZipFile(BytesIO(plain)) as package:
        parts: dict[str, str | bytes] = {n: package.read(n) for n in package.namelist()}
    parts["META-INF/manifest.xml"] = "<manifest:encryption-data/>"
    assert refusal(zipped(parts)).kind == "password"
    marked = bytearray(zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        marked[marked.index(signature) + flags] |= 1
    assert refusal(bytes(marked)).kind == "password"
    assert refusal(container("EncryptedPackage", bytes(5_000))).kind == "password"
    filepass = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x2f\x00\x02\x00\x00\x00"
    assert refusal(container("Workbook", filepass + bytes(5_000))).kind == "password"


def container(name: str, stream: bytes) -> bytes:
    """An OLE file with that one stream, as Office locks an .xlsx in."""
    written = xlwt.CompoundDoc.XlsDoc()
    out = BytesIO()
    written.save(out, stream)
    content = bytearray(out.getvalue())
    coded, at = name.encode("utf-16-le"), content.index("Workbook".encode("utf-16-le"))
    content[at : at + 64] = coded + bytes(64 - len(coded))
    content[at + 64 : at + 66] = (len(coded) + 2).to_bytes(2, "little")
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\r\n<!DOCTYPE html><table><tr><td>a</td></tr></table>", "HTML"),
        (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body>", "HTML"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook", "MHTML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:"
         b"spreadsheet'/>", "XML Spreadsheet 2003"),
        (zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "Word"),
        (zipped({"a/b.xlsx": "x"}), "giải nén"),
        (zipped({"a/b.txt": "x"}), "bên trong không phải"),
    ],
)  # fmt: skip
def test_what_is_something_else_is_told(content: bytes, words: str) -> None:
    refused = refusal(content)
    assert (refused.kind, words in str(refused), "Hãy" in str(refused)) == (
        "not_a_workbook", True, True
    )  # fmt: skip
