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

from congress_dash.errors import Refused
from congress_dash.readers import Broken
from congress_dash.records import Sheet
from congress_dash.safe_text import DAY_FORMAT, begins_formula, safe_lines, safe_text

# .ods, .xls …
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\t\x08", b"\t\x04", b"\t\x02", b"\t\x00")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False}  # fmt: skip
_EPOCH = datetime(1980, 1, 1)
_FIRST_DAY = datetime(1900, 3, 1)  # Excel counts a day before it that never was
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_LONGEST_NAME = 31
_NARROWEST, _WIDEST = 6, 32
_MOST_CELLS = 300_000  # written in some three seconds
_LINE, _MOST_LINES = 15, 12  # points; a row is no higher than 409
_OF_A_TABLE = 3  # cells in a row of it
_LOOK = {"font_name": "Times New Roman", "font_size": 11, "text_wrap": True, "valign": "vcenter"}


def is_text(content: bytes) -> bool:
    """The bytes are no package and no compound file: lines of text."""
    return not content.startswith(_NO_TEXT)


def book(sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx of these sheets; same sheets, same bytes. `Refused` where they are too many."""
    if sum(len(row) - row.count(None) for sheet in sheets for row in sheet.rows) > _MOST_CELLS:
        raise Refused(
            "too_large",
            "Tệp quá lớn để ghi lại thành .xlsx trên máy này. Hãy mở bằng Excel, lưu thành .xlsx, xóa "
            "các cột có thông tin cá nhân rồi gửi lại.",
        )
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
        name = _cut(safe_text(sheet.name).translate(_FORBIDDEN), _LONGEST_NAME) or "Trang"
        taken = {each.casefold() for each in (*names, "history")}
        short = _cut(name, _LONGEST_NAME - len(" (999)"))
        tries = (name, *(f"{short} ({n})" for n in range(2, 1000)))
        names.append(next((each for each in tries if each.casefold() not in taken), name))
    return names


def _cut(name: str, longest: int) -> str:
    """At most so many UTF-16 units, without quotes at its ends."""
    units = name.strip("' ").encode("utf-16-le")[: 2 * longest]
    return units.decode("utf-16-le", "ignore").strip("' ")


class _Looks:
    """The few formats of such a copy, each made once."""

    def __init__(self, made: Any) -> None:
        self._book = made
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, **look: object) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_LOOK, **look})
        return self._made[key]


def _write(page: Any, sheet: Sheet, looks: _Looks) -> None:
    framed = [sum(value is not None for value in row) >= _OF_A_TABLE for row in sheet.rows]
    covered = _merge(page, sheet, framed, looks)
    widths: dict[int, int] = {}
    for number, row in enumerate(sheet.rows):
        frame: dict[str, object] = {"border": int(framed[number])}
        for column, value in enumerate(row):
            at_merge = covered.get((number, column))
            if value is not None:
                look = frame | ({"align": "center"} if at_merge else {})
                _cell(page, number, column, value, looks, look)
                if framed[number] and not at_merge:
                    widths[column] = max(widths.get(column, _NARROWEST), _width(value))
            elif framed[number] and at_merge is None:
                page.write_blank(number, column, None, looks(**frame))
    for column, width in widths.items():
        page.set_column(column, column, width + 1)
    for number, row in enumerate(sheet.rows):
        lines = max((_lines(v, widths[at]) for at, v in enumerate(row)
                     if at in widths and not covered.get((number, at))), default=1)  # fmt: skip
        if lines > 1:
            page.set_row(number, _LINE * min(lines, _MOST_LINES))
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.5)
    page.fit_to_pages(1, 0)


def _merge(
    page: Any, sheet: Sheet, framed: Sequence[bool], looks: _Looks
) -> dict[tuple[int, int], bool]:
    """Merges the ranges; cell inside one → whether it holds the value over several columns."""
    covered: dict[tuple[int, int], bool] = {}
    for (top, left), (bottom, right) in sheet.merged:
        if (top, left) == (bottom, right):
            continue
        border = int(top < len(framed) and framed[top])
        with suppress(OverlappingRange):
            page.merge_range(top, left, bottom, right, "", looks(align="center", border=border))
            inside = range(top, min(bottom, len(framed)) + 1)
            covered |= {(row, at): False for row in inside for at in range(left, right + 1)}
            covered[top, left] = right > left
    return covered


def _cell(
    page: Any, row: int, column: int, value: object, looks: _Looks, look: dict[str, object]
) -> None:
    match value:
        case Broken(words) if words.startswith("="):  # never calculated here either
            page.write_formula(row, column, "=NA()", looks(**look), "")
        case Broken(words):
            error = words if words in _ERRORS else "#N/A"
            page.write_formula(row, column, f"={error}", looks(**look), error)
        case bool():
            page.write_boolean(row, column, value, looks(**look))
        case int() | float():
            page.write_number(row, column, value, looks(**look))
        case datetime() if value >= _FIRST_DAY:
            is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
            form = DAY_FORMAT if is_day else rf"{DAY_FORMAT} hh:mm"
            page.write_datetime(row, column, value, looks(num_format=form, **look))
        case _:
            words = safe_lines(_words(value))
            quoted = {"quote_prefix": True} if begins_formula(words) else {}
            page.write_string(row, column, words, looks(**look, **quoted))


def _words(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.words if isinstance(value, Broken) else str(value)


def _lines(value: object, width: int) -> int:
    """Lines that a text takes in a column so wide."""
    if not isinstance(value, str):
        return 1
    return sum(1 + max(len(line) - 1, 0) // width for line in value.split("\n"))


def _width(value: object) -> int:
    if isinstance(value, date | Broken):
        return 10
    if isinstance(value, int | float):
        return min(len(f"{value:.6g}"), 12)
    words = _words(value)
    longest = max(map(len, words.split()), default=0)
    return min(max(longest, len(words) // 2), _WIDEST)


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
    return max(";\t,|", key=lambda mark: lines.count(mark.encode()))
