"""Sheets as they were read in, the same sheets as an .xlsb or a .csv out: what tests cannot take from
another program."""

from __future__ import annotations

import csv
import struct
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO, StringIO

from congress_dash.readers import Broken
from congress_dash.records import Sheet

_ERRORS = {"#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#N/A": 0x2A}
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


# --- .csv ----------------------------------------------------------------------------------------


def as_csv(sheet: Sheet, delimiter: str = ";", coding: str = "utf-8-sig") -> bytes:
    """The sheet as Excel with Vietnamese settings saves it: days as dd/mm/yyyy, decimal commas."""
    out = StringIO()
    lines = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    lines.writerows([[_shown(value) for value in row] for row in sheet.rows])
    return out.getvalue().encode(coding)


def _shown(value: object) -> object:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else str(value).replace(".", ",")
    return value


# --- .xlsb, after [MS-XLSB] ----------------------------------------------------------------------


def as_xlsb(sheets: Iterable[Sheet]) -> bytes:
    listed = list(sheets)
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(listed) + 1)
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "xl/workbook.bin": _book(listed),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}'
        f'<Relationship Id="rId0" Type="{_OFFICE}/styles" Target="styles.bin"/></Relationships>',
        "xl/styles.bin": _styles(),
        **{f"xl/worksheets/sheet{n}.bin": _sheet(s) for n, s in enumerate(listed, 1)},
    }
    return zipped(parts)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def record(number: int, body: bytes = b"") -> bytes:
    return _varint(number) + _varint(len(body)) + body


def _varint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def _text(words: str) -> bytes:
    coded = words.encode("utf-16-le")
    return struct.pack("<I", len(coded) // 2) + coded


def _book(sheets: list[Sheet]) -> bytes:
    listed = b"".join(
        record(156, struct.pack("<2I", not s.visible, n) + _text(f"rId{n}") + _text(s.name))
        for n, s in enumerate(sheets, 1)
    )
    return record(131) + record(143) + listed + record(144) + record(132)


def _styles() -> bytes:
    """Style 0 is general, style 1 a day."""
    formats = [struct.pack("<2H", 0, number) + bytes(12) for number in (0, 14)]
    styles = b"".join(record(47, each) for each in formats)
    return record(278) + record(617, struct.pack("<I", 2)) + styles + record(618) + record(279)


def _sheet(sheet: Sheet) -> bytes:
    height, width = len(sheet.rows), max(map(len, sheet.rows), default=0)
    size = struct.pack("<4I", 0, max(height - 1, 0), 0, max(width - 1, 0))
    out = [record(129), record(148, size), record(145)]
    for number, row in enumerate(sheet.rows):
        out.append(record(0, struct.pack("<I", number) + bytes(21)))
        out += [_cell(column, v) for column, v in enumerate(row) if v is not None]
    out.append(record(146))
    out.append(record(177, struct.pack("<I", len(sheet.merged))))
    for (top, left), (bottom, right) in sheet.merged:
        out.append(record(176, struct.pack("<4I", top, bottom, left, right)))
    return b"".join([*out, record(178), record(130)])


def _cell(column: int, value: object) -> bytes:
    at, day = struct.pack("<2I", column, 0), struct.pack("<2I", column, 1)
    match value:
        case Broken(words):
            return record(3, at + bytes([_ERRORS[words]]))
        case bool():
            return record(4, at + bytes([value]))
        case float() | int():
            return record(5, at + struct.pack("<d", value))
        case datetime():
            since = value - datetime(1899, 12, 30)
            return record(5, day + struct.pack("<d", since.days + since.seconds / 86_400))
        case _:
            return record(6, at + _text(str(value)))
