"""Workbooks written in a test as tables one can see: text with bars in, .xlsx bytes out.

Between bars: digits are a number, `{2020-05-10}` is a day, `=…` a formula nobody calculated,
`#REF!` an error, `⏎` a line break, nothing is an empty cell; everything else is text. A line of
one dot is an empty row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def cell(words: str) -> object:
    if re.fullmatch(r"\d{1,6}", words):
        return int(words)
    if found := re.fullmatch(r"\{([\d-]+)\}", words):
        return datetime.fromisoformat(found[1])
    return words.replace("⏎", "\n") or None


def rows(table: str) -> list[list[object]]:
    """The table's lines as cells."""
    lines = [line.strip() for line in table.strip("\n").splitlines()]
    cells = [[] if line == "." else line.strip("|").split("|") for line in lines]
    return [[cell(word.strip()) for word in line] or [None] for line in cells]


def book(
    sheets: Mapping[str, str],
    *,
    merged: Mapping[str, Iterable[str]] | None = None,
    hidden: Iterable[str] = (),
) -> bytes:
    """The workbook of these sheets; `merged` names ranges per sheet."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, table in sheets.items():
        sheet = workbook.create_sheet(name)
        for line in rows(table):
            sheet.append(line)
        for span in (merged or {}).get(name, ()):
            sheet.merge_cells(span)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    return saved(workbook)


def saved(book: Any) -> bytes:
    """The bytes of whatever openpyxl, xlwt or python-pptx would write into a file."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a zipped file by their names."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


# --- filled and blank forms read back -----------------------------------------------------------


def headings(sheet: Worksheet) -> dict[str, int]:
    """Heading (the lower one of two) → column, from the row above the column numbers."""
    bottom = next(r for r in range(1, 30) if sheet.cell(r, 1).value == "(1)") - 1
    return {
        str(sheet.cell(bottom, c).value or sheet.cell(bottom - 1, c).value): c
        for c in range(1, sheet.max_column + 1)
    }


def row_of(sheet: Worksheet, name: str) -> int:
    """The row of the organisation of that name."""
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 2).value == name)
