"""Files made to hurt, and honest files that only look so → sheets, or a sentence that says what to do,
in time."""

from __future__ import annotations

import signal
import time
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment, PatternFill

from congress_dash import opening
from congress_dash.errors import Refused
from congress_dash.records import Sheet
from other_kinds import as_xlsb, record, zipped
from written import book, parts

pytestmark = pytest.mark.slow
FILES = Path(__file__).with_name("files")
SECONDS = 20  # ten are promised; a busy machine may take longer
PLAIN = book({"Biểu": "| a | 1 |"})
SHEET = "xl/worksheets/sheet1.xml"


def xlsx(changed: Mapping[str, str | bytes]) -> bytes:
    """A small workbook with these parts in place of its own."""
    return zipped({**parts(PLAIN), **changed})


def sheet(data: str, after: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return xlsx({SHEET: f'<worksheet xmlns="{space}"><sheetData>{data}</sheetData>{after}'
                        "</worksheet>"})  # fmt: skip


def answer(content: bytes) -> list[Sheet] | Refused:
    """What is said of the file, in time and in words."""
    started = time.monotonic()
    try:
        said: list[Sheet] | Refused = opening.sheets(content)
    except Refused as refused:
        said = refused
    assert time.monotonic() - started < SECONDS
    assert isinstance(said, list) or "Hãy" in str(said)
    return said


# --- made to hurt --------------------------------------------------------------------------------


def bomb() -> bytes:
    return xlsx({SHEET: b" " * 310_000_000})


def lying_bomb() -> bytes:
    """A bomb that says it is small."""
    return bomb().replace((310_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))


def many_small_bombs() -> bytes:
    return xlsx({f"xl/media/{n}.bin": bytes(10_000_000) for n in range(31)})


def nested(depth: int = 20) -> bytes:
    content = PLAIN
    for _ in range(depth):
        content = zipped({"[Content_Types].xml": content, "xl/workbook.xml": content[:10]})
    return content


def twice() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, body in parts(PLAIN).items():
            package.writestr(name, body)
        with pytest.warns(UserWarning, match="Duplicate"):
            package.writestr(SHEET, parts(PLAIN)[SHEET])
    return out.getvalue()


LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
XML = '<?xml version="1.0"?>'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="x/worksheet" Target="../xl/workbook.xml"/>'
    '<Relationship Id="rId2" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>'
)

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty_file"),
    "zip of nothing": (lambda: zipped({}), "not_a_workbook"),
    "zip of folders": (lambda: zipped({"xl/": "", "xl/worksheets/": ""}), "not_a_workbook"),
    "bomb": (bomb, "too_large"),
    "bomb that lies": (lying_bomb, "unreadable"),
    "many small bombs": (many_small_bombs, "too_large"),
    "zips in zips": (nested, "unreadable"),
    "a part twice": (twice, "unreadable"),
    "a part twice in other case": (lambda: xlsx({SHEET.upper(): ""}), "unreadable"),
    "billion laughs": (
        lambda: xlsx({"xl/workbook.xml": f"{XML}{LAUGHS}<w>&j;</w>"}), "unreadable"),
    "billion laughs, UTF-16": (
        lambda: xlsx({"xl/workbook.xml": f"{XML}{LAUGHS}<w>&j;</w>".encode("utf-16")}),
        "unreadable"),
    "outside entity": (lambda: xlsx({SHEET: f"{XML}{OUTSIDE}<w>&x;</w>"}), "unreadable"),
    "wandering relations": (
        lambda: xlsx({"xl/_rels/workbook.xml.rels": RELATIONS}), "unreadable"),
    "corners": (
        lambda: sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">'
                      '<c r="XFD1048576"><v>1</v></c></row>'), "far_cell"),
    "a column too far": (
        lambda: sheet('<row r="1"><c r="AMK1"><v>1</v></c></row>'), "far_cell"),
    "a text of 40 MB": (
        lambda: sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"ă" * 20_000_000}</t></is></c>'
                      "</row>"), "too_large"),
    "a CSV of one endless line": (lambda: b"a;" * 3_000_000, "far_cell"),
    "a CSV of one endless cell": (lambda: b'a;b\n"' + b"x" * 900_000 + b'"', "too_large"),
    "merged on one another": (
        lambda: sheet('<row r="1"><c r="A1"><v>1</v></c></row>', '<mergeCells>'
                      + '<mergeCell ref="A1:XFD1048576"/>' * 100_000 + "</mergeCells>"),
        "unreadable"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_made_to_hurt_is_refused_in_words(name: str) -> None:
    make, kind = REFUSED[name]
    said = answer(make())
    assert isinstance(said, Refused)
    assert said.kind == kind


def far_xlsb() -> bytes:
    """The last cell of the grid, in the record that an error is."""
    row, column = (1_048_575).to_bytes(4, "little"), (16_383).to_bytes(4, "little")
    cells = record(0, row + bytes(21)) + record(5, column + bytes(12)) + record(146)
    whole = parts(as_xlsb([Sheet("Biểu", True, [[1.0]], [])]))
    body = whole["xl/worksheets/sheet1.bin"]
    assert isinstance(body, bytes)
    return zipped({**whole, "xl/worksheets/sheet1.bin": body.replace(record(146), cells)})


def far_ods() -> bytes:
    whole = parts((FILES / "bieu-01.ods").read_bytes())
    body = whole["content.xml"]
    assert isinstance(body, bytes)
    cell = (b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
            b'office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
            b"</table:table-row></table:table>")  # fmt: skip
    return zipped({**whole, "content.xml": body.replace(b"</table:table>", cell, 1)})


@pytest.mark.parametrize(("make", "cell"), [(far_xlsb, "XFD1048576"), (far_ods, "XFD1048577")])
def test_a_cell_too_far_away_is_named_in_every_kind(make: Callable[[], bytes], cell: str) -> None:
    said = answer(make())
    assert isinstance(said, Refused)
    assert said.kind == "far_cell"
    assert f"có ô {cell} nằm" in str(said)


@pytest.mark.parametrize("kind", ["bieu-01.xls", "bieu-01.ods"])
def test_a_file_cut_anywhere_is_answered(kind: str) -> None:
    whole = (FILES / kind).read_bytes()
    for length in range(0, len(whole) - 1, 1024):
        said = answer(whole[:length])
        assert isinstance(said, Refused)
        assert said.kind in ("empty_file", "unreadable")


def test_a_damaged_sheet_is_named() -> None:
    said = answer(sheet('<row r="1"><c r="A1"><v>1</v></row>'))
    assert isinstance(said, Refused)
    assert "“Biểu”" in str(said)


# --- odd, and answered as well as can be ---------------------------------------------------------

CONTROL = "Trang 'một' \"hai\" &lt;b&gt; &amp;#1; \u202e"
ODD: dict[str, Callable[[], bytes]] = {
    "strings that are not there": lambda: sheet(
        '<row r="1"><c r="A1" t="s"><v>4000000000</v></c><c r="B1" t="s"><v>-1</v></c></row>'),
    "numbers past all counting": lambda: sheet(
        '<row r="1"><c r="A1"><v>1e308</v></c><c r="B1"><v>-1e400</v></c><c r="C1"><v>NaN</v></c>'
        '<c r="D1"><v>0x10</v></c><c r="E1" t="d"><v>9999-99-99</v></c></row>'),
    "days far outside": lambda: sheet(
        '<row r="1"><c r="A1" s="1"><v>1e15</v></c><c r="B1" s="1"><v>-5</v></c></row>'),
    "rows out of order": lambda: sheet(
        '<row r="9"><c r="B9"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
        '<row r="0"><c r="A0"><v>3</v></c></row><row r="-1"/><row r="99999999999"/>'),
    "elements in elements": lambda: sheet("<row>" * 100_000),
    "a name of control characters": lambda: xlsx({"xl/workbook.xml": parts(PLAIN)[
        "xl/workbook.xml"].decode().replace('name="Biểu"', f'name="{CONTROL}"')}),  # type: ignore[union-attr]
    "an array formula over all": lambda: sheet(
        '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f></c></row>'),
    "a sheet that is its own drawing": lambda: xlsx({
        "xl/worksheets/_rels/sheet1.xml.rels": RELATIONS}),
    "no styles": lambda: zipped({n: b for n, b in parts(PLAIN).items() if "styles" not in n}),
    "HTML under the name of a sheet": lambda: xlsx({SHEET: "<html><table></table></html>"}),
    "a CSV of quotes": lambda: b'"' * 100_001 + b";",
    "a CSV of separators": lambda: b";,\t|\n" * 200_000,
    "UTF-16 cut in half": lambda: "Tên;x\n".encode("utf-16")[:-1],
    "an old BIFF without its container": lambda: b"\x09\x08\x10\x00\x00\x06\x05\x00" * 500,
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_answered(name: str) -> None:
    answer(ODD[name]())


# --- honest --------------------------------------------------------------------------------------


def styled(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    workbook = openpyxl.load_workbook(BytesIO(PLAIN))
    change(workbook)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def whole_columns() -> bytes:
    def change(workbook: openpyxl.Workbook) -> None:
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            workbook["Biểu"].column_dimensions[letter].fill = PatternFill("solid", "FFFF00")
            workbook["Biểu"].column_dimensions[letter].alignment = Alignment(wrap_text=True)

    return styled(change)


FIRST = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>1</v></c></row>'


def framed(row: int) -> str:
    return f'<row r="{row}">' + f'<c r="A{row}" s="0"/>' * 250 + "</row>"


def many_sheets() -> bytes:
    return styled(lambda workbook: [workbook.create_sheet(f"T{n}") for n in range(299)] and None)


HONEST: dict[str, Callable[[], bytes]] = {
    "whole columns formatted": whole_columns,
    "framed empty rows": lambda: sheet(FIRST + "".join(map(framed, range(2, 10_001)))),
    "an empty styled cell at the end": lambda: sheet(
        FIRST + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
    "every row formatted": lambda: sheet(
        FIRST + "".join(f'<row r="{n}" s="0" customFormat="1"/>' for n in range(2, 1_048_577))),
    "300 sheets": many_sheets,
    "a picture of 20 MB": lambda: xlsx({"xl/media/image1.png": bytes(20_000_000)}),
    "macros": lambda: xlsx({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(50_000)}),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_read(name: str) -> None:
    said = answer(HONEST[name]())
    assert isinstance(said, list)
    assert (said[0].rows, len(said)) == ([["a", 1.0]], 300 if name == "300 sheets" else 1)


def test_a_child_that_ended_well_has_not_run_out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no signal tells of it (Windows), too."""
    spent = 24
    monkeypatch.setattr(signal, "SIGXCPU", spent, raising=False)
    assert opening.is_spent(-spent)
    assert not opening.is_spent(0)
    monkeypatch.delattr(signal, "SIGXCPU")
    assert not opening.is_spent(0)
    assert not opening.is_spent(-spent)
