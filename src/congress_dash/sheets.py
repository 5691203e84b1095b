"""Charts → the bytes of an .xlsx: one sheet per chart, named by its key, real numbers and days.

The only room that writes workbooks of figures with xlsxwriter. Above the table stand title, day,
definition and source; the heading is always row 5, so the sheet can be read by machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from congress_dash import theme, vietnamese, view_words
from congress_dash.chart import Chart, Column, Kind, Mark, Tone, Value
from congress_dash.safe_text import COUNT_FORMAT, DAY_FORMAT, begins_formula, plain, safe_text
from congress_dash.share import Share

HEADING_ROW = 4
LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_WIDEST, _NARROWEST = 48, 9
_EPOCH = datetime(1980, 1, 1)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet: shares are already parted into numbers."""

    heading: str
    values: tuple[Value, ...]
    tones: tuple[Tone | None, ...] = ()


class Inks:
    """The workbook's formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            base = {"font_name": theme.SLIDE_FONT, "font_size": 11, "font_color": theme.INK}
            self._made[key] = self._book.add_format({**base, "valign": "vcenter", **look})
        return self._made[key]


def sheet(charts: Iterable[Chart]) -> bytes:
    """The .xlsx; same charts, same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"author": "congress-dash", "created": _EPOCH})
    inks = Inks(book)
    names: list[str] = []
    for chart in charts:
        names.append(sheet_name(chart.key, names))
        _write(book.add_worksheet(names[-1]), chart, inks)
    if not names:
        book.add_worksheet("Trống")
    book.close()
    return out.getvalue()


def sheet_name(key: str, taken: Sequence[str]) -> str:
    """The key as Excel allows it: 31 characters, none of []:*?/\\, not twice."""
    name = safe_text(key).translate(_FORBIDDEN).strip("' ")[:LONGEST_NAME] or "Bảng"
    used = {other.lower() for other in (*taken, "history")}
    tries = (name, *(f"{name[: LONGEST_NAME - 4]}~{n}" for n in range(2, 1000)))
    return next(one for one in tries if one.lower() not in used)


def fields(chart: Chart) -> tuple[Field, ...]:
    """The sheet's columns: the group first, a share as part, whole, percent (and excluded)."""
    group = (Field("Nhóm", chart.group),) if chart.group else ()
    return (*group, *(field for column in chart.columns for field in _fields(column)))


def _fields(column: Column) -> tuple[Field, ...]:
    values = tuple(plain(value) for value in column.values)
    tones = column.tones or (column.tone,) * len(values)
    if not any(isinstance(value, Share) for value in values):
        return (Field(column.name, values, tones),)
    shares = [value if isinstance(value, Share) else None for value in values]
    parts: tuple[Value, ...] = tuple(v.part if isinstance(v, Share) else v for v in values)
    parted = (
        Field(f"{column.name} (số)", parts, tones),
        Field(f"{column.name} (tổng số)", tuple(s and s.whole for s in shares)),
        Field(f"{column.name} (tỷ lệ %)", tuple(map(_percent, shares))),
    )
    if not any(share and share.excluded for share in shares):
        return parted
    return (*parted, Field(f"{column.name} (dừng)", tuple(s and s.excluded for s in shares)))


def _percent(share: Share | None) -> float | None:
    percent = share.percent if share else None
    return None if percent is None else float(percent)


def _write(page: Any, chart: Chart, inks: Inks) -> None:
    columns = fields(chart)
    _write_head(page, chart, inks)
    if chart.is_empty:
        _text(page, HEADING_ROW, 0, chart.empty, inks, italic=True)
        page.set_column(0, 0, 60)
        _set_print(page, chart)
        return
    page.set_row(HEADING_ROW, 34)
    for row, height in _tall_rows(columns):
        page.set_row(HEADING_ROW + 1 + row, height)
    for number, field in enumerate(columns):
        _text(page, HEADING_ROW, number, field.heading, inks, **_heading_look())
        page.set_column(number, number, _width(field))
        for row, value in enumerate(field.values):
            tone = field.tones[row] if chart.kind is Kind.MATRIX and field.tones else None
            _cell(page, HEADING_ROW + 1 + row, number, value, tone, inks)
    page.freeze_panes(HEADING_ROW + 1, 1)
    page.repeat_rows(HEADING_ROW)
    _set_print(page, chart)


def _write_head(page: Any, chart: Chart, inks: Inks) -> None:
    about = [f"Nguồn: {chart.source}" if chart.source else ""]
    about += [f"Đơn vị tính: {chart.unit}" if chart.unit else "", *map(_mark_words, chart.marks)]
    _text(page, 0, 0, chart.title, inks, bold=True, font_size=14)
    _text(page, 1, 0, view_words.as_of(chart.moment), inks, bold=True)
    _text(page, 2, 0, chart.definition, inks, font_color=theme.MUTED)
    _text(page, 3, 0, " · ".join(filter(None, about)), inks, font_color=theme.MUTED)


def _mark_words(mark: Mark) -> str:
    days = vietnamese.day(mark.on)
    return f"{mark.label}: {days}" + (f"–{vietnamese.day(mark.until)}" if mark.until else "")


def _heading_look() -> dict[str, Any]:
    return {
        "bold": True, "text_wrap": True, "align": "center", "bg_color": theme.RULE,
        "bottom": 2, "bottom_color": theme.BRAND_RED,
    }  # fmt: skip


def _text(page: Any, row: int, column: int, text: str, inks: Inks, **look: Any) -> None:
    """A text that stays one, also when a person opens the cell and confirms it."""
    words = safe_text(text)
    page.write_string(row, column, words, inks(quote_prefix=begins_formula(words), **look))


def _cell(page: Any, row: int, column: int, value: Value, tone: Tone | None, inks: Inks) -> None:
    look: dict[str, Any] = {"border": 1, "border_color": theme.RULE, **_tone_look(tone)}
    sign = f'"{theme.PAINTS[tone].sign} "' if tone and theme.PAINTS[tone].sign else ""
    match value:
        case None if sign:
            _text(page, row, column, sign.strip('" '), inks, **look)
        case None:
            page.write_blank(row, column, None, inks(**look))
        case str():
            shown = {"num_format": sign + "@"} if sign else {}
            _text(page, row, column, value, inks, text_wrap=True, indent=1, **shown, **look)
        case date():
            look |= {"num_format": sign + DAY_FORMAT, "align": "center"}
            page.write_datetime(row, column, value, inks(**look))
        case int():
            form = f"{sign}0" if sign else COUNT_FORMAT
            page.write_number(row, column, value, inks(num_format=form, **look))
        case float():
            page.write_number(row, column, value, inks(**look))


def _tone_look(tone: Tone | None) -> dict[str, Any]:
    """A calm tint; what is late stands in full colour."""
    if tone is None or tone is Tone.HIDDEN:
        return {}
    colour = theme.PAINTS[tone].light
    if tone is Tone.LATE:
        return {"bg_color": colour, "font_color": theme.PAPER, "bold": True}
    return {"bg_color": theme.tint(colour, 0.22)}


def _width(field: Field) -> int:
    """Characters that the widest value takes; headings wrap."""
    words = max((len(word) for word in field.heading.split()), default=0)
    two_lines = len(field.heading) // 2 + 5
    longest = max((len(_shown(value)) for value in field.values), default=0)
    return min(max(longest + 3, words + 2, two_lines, _NARROWEST), _WIDEST)


def _tall_rows(columns: tuple[Field, ...]) -> Iterator[tuple[int, float]]:
    """Rows whose texts wrap, with their heights in points: not every program finds them."""
    for row in range(len(columns[0].values)):
        longest = max(len(_shown(field.values[row])) for field in columns)
        if longest > _WIDEST - 3:
            yield row, 15.0 * ceil(longest / (_WIDEST - 6))


def _shown(value: Value) -> str:
    return vietnamese.day(value) if isinstance(value, date) else str(value or "")


def _set_print(page: Any, chart: Chart) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    whose = view_words.as_of(chart.moment).replace("&", "&&")[:200]  # Excel takes 255 in all
    page.set_footer(f"&L&9{whose}&R&9Trang &P/&N")
