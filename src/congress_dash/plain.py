"""Sheets in, a plain .xlsx (or .csv) of their values out: same names, addresses, merged ranges.

For files whose own bytes cannot be changed in place. Looks, pictures and formulas are not in it.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from congress_dash.readers import Broken
from congress_dash.records import Sheet
from congress_dash.safe_text import DAY_FORMAT, begins_formula, safe_lines

_PACKED, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # .xlsx, .xlsb, .ods; .xls
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False}  # fmt: skip
_EPOCH = datetime(1980, 1, 1)
_FIRST_DAY = datetime(1900, 3, 1)  # Excel counts a day before it that never was
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_LONGEST_NAME = 31
_NARROWEST, _WIDEST = 6, 42


def is_text(content: bytes) -> bool:
    """The bytes are no package and no compound file: lines of text."""
    return not content.startswith((_PACKED, _COMPOUND))


def book(sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx of these sheets; same sheets, same bytes."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out, _OPTIONS)
    made.set_properties({"created": _EPOCH})
    looks = _Looks(made)
    pages = [made.add_worksheet(name) for name in sheet_names(sheets)]
    shown = [page for page, sheet in zip(pages, sheets, strict=True) if sheet.visible]
    for page, sheet in zip(pages, sheets, strict=True):
        _write(page, sheet, looks)
        if shown and not sheet.visible:
            page.hide()
    if shown:
        shown[0].activate()
        shown[0].set_first_sheet()
    made.close()
    return out.getvalue()


def sheet_names(sheets: Sequence[Sheet]) -> list[str]:
    """The sheets' names as Excel allows them, in their order."""
    names: list[str] = []
    for sheet in sheets:
        name = sheet.name.translate(_FORBIDDEN).strip("' ")[:_LONGEST_NAME] or "Trang"
        taken = {each.casefold() for each in (*names, "history")}
        tries = (name, *(f"{name[: _LONGEST_NAME - 4]} ({n})" for n in range(2, 1000)))
        names.append(next(each for each in tries if each.casefold() not in taken))
    return names


class _Looks:
    """The few formats of such a copy, each made once."""

    def __init__(self, made: Any) -> None:
        self.words = made.add_format({"text_wrap": True, "valign": "top"})
        self.quoted = made.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.day = made.add_format({"num_format": DAY_FORMAT, "valign": "top"})
        self.time = made.add_format({"num_format": rf"{DAY_FORMAT} hh:mm", "valign": "top"})
        self.plain = made.add_format({"valign": "top"})


def _write(page: Any, sheet: Sheet, looks: _Looks) -> None:
    for (top, left), (bottom, right) in sheet.merged:
        if (top, left) != (bottom, right):
            with suppress(OverlappingRange):
                page.merge_range(top, left, bottom, right, "", looks.words)
    widths: dict[int, int] = {}
    for number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            if value is not None:
                _cell(page, number, column, value, looks)
                widths[column] = max(widths.get(column, _NARROWEST), _width(value))
    for column, width in widths.items():
        page.set_column(column, column, min(width + 2, _WIDEST))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _cell(page: Any, row: int, column: int, value: object, looks: _Looks) -> None:
    match value:
        case Broken(words) if words.startswith("="):
            page.write_formula(row, column, "=NA()", looks.plain, None)  # never calculated either
        case Broken(words):
            error = words if words in _ERRORS else "#N/A"
            page.write_formula(row, column, f"={error}", looks.plain, error)
        case bool():
            page.write_boolean(row, column, value, looks.plain)
        case int() | float():
            page.write_number(row, column, value, looks.plain)
        case datetime() if value >= _FIRST_DAY:
            is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
            page.write_datetime(row, column, value, looks.day if is_day else looks.time)
        case _:
            words = safe_lines(_words(value))
            look = looks.quoted if begins_formula(words) else looks.words
            page.write_string(row, column, words, look)


def _words(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.words if isinstance(value, Broken) else str(value)


def _width(value: object) -> int:
    words = 10 if isinstance(value, date) else max(map(len, _words(value).split("\n")), default=0)
    return min(words, _WIDEST)


# --- lines of text -------------------------------------------------------------------------------


def text_of(sheet: Sheet, came: bytes) -> bytes:
    """The sheet as .csv with the separator of the bytes that came, in UTF-8."""
    out = StringIO()
    writer = csv.writer(out, delimiter=_separator(came), lineterminator="\r\n")
    for row in sheet.rows:
        writer.writerow(["" if value is None else _words(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _separator(came: bytes) -> str:
    lines = came.replace(b"\x00", b"")[:20_000]
    return max(";\t,", key=lambda mark: lines.count(mark.encode()))
