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

from openpyxl import Workbook


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
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
