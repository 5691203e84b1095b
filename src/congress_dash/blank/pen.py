"""Words and values in, cells of one sheet written: one look per wish, texts never formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_range

from congress_dash.safe_text import safe_text

FONT = "Times New Roman"


class Pen:
    """Writes on one sheet; formats are made once for the whole workbook."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book, self.sheet = book, sheet
        self._formats: dict[str, Any] = {}

    def style(self, **wish: Any) -> Any:
        """The format that looks as wished."""
        key = repr(sorted(wish.items()))
        if key not in self._formats:
            base = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
            self._formats[key] = self._book.add_format({**base, **wish})
        return self._formats[key]

    def across(self, row: int, first: int, last: int, text: str, **wish: Any) -> None:
        """A line of words over several columns, in the middle unless wished otherwise."""
        style = self.style(**{"align": "center", **wish})
        if text and last > first:
            self.sheet.merge_range(row, first, row, last, text, style)
        elif text:
            self.sheet.write_string(row, first, text, style)

    def block(self, top: int, left: int, bottom: int, right: int, text: str, style: Any) -> None:
        """Words in one cell or in a rectangle of them."""
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, text, style)
        else:
            self.sheet.merge_range(top, left, bottom, right, text, style)

    def value(self, row: int, at: int, value: str | int | date | None, style: Any) -> None:
        """A count as a number, a day as a day, words as words; nothing as an empty cell."""
        if isinstance(value, int):
            self.sheet.write_number(row, at, value, style)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, at, value, style)
        elif value:
            self.sheet.write_string(row, at, safe_text(value), style)
        else:
            self.sheet.write_blank(row, at, None, style)

    def total(
        self, row: int, at: int, runs: Sequence[tuple[int, int]], known: int, style: Any
    ) -> None:
        """A live sum of runs of cells in the same column, with its value."""
        cells = ",".join(xl_range(first, at, last, at) for first, last in runs)
        self.sheet.write_formula(row, at, f"=SUM({cells})", style, known)
