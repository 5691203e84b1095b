"""A Chart → its own sheet: title, day, definition and source above, the table from row 5 down.

The heading is always row 5, so that the sheet can be read by machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from congress_dash import theme, vietnamese, view_words
from congress_dash.chart import Chart, Kind, Mark, Value
from congress_dash.safe_text import safe_text
from congress_dash.sheets.fields import Field, fields, tall_rows
from congress_dash.sheets.inks import Inks, heading_look, put, put_across, put_text

HEADING_ROW = 4
Ref = list[str | int]  # sheet, first row, first column (, last row, last column)
_PORTRAIT = 90  # characters that fit across an upright page
_ABOUT, _USUAL = 110, 9  # characters of a line above a narrow table, of a column not set


@dataclass(frozen=True, slots=True)
class Cells:
    """A column of cells and what stands in them: a native chart keeps both."""

    sheet: str
    row: int
    column: int
    values: tuple[Value, ...]

    @property
    def ref(self) -> Ref:
        return [self.sheet, self.row, self.column, self.row + len(self.values) - 1, self.column]

    @property
    def kept(self) -> list[str | float | None]:
        """As a chart keeps them: days as their numbers."""
        return [serial(v) if isinstance(v, date) else _kept(v) for v in self.values]


def series(names: Cells, values: Cells) -> dict[str, Any]:
    """What a native series is drawn from."""
    return {
        "categories": names.ref, "categories_data": names.kept,
        "values": values.ref, "values_data": values.kept,
    }  # fmt: skip


def serial(day: date) -> int:
    """The number by which a workbook knows the day."""
    return (day - date(1899, 12, 30)).days


def _kept(value: Value) -> str | float | None:
    if isinstance(value, str):
        return safe_text(value)
    return value if isinstance(value, int | float) else None


@dataclass(frozen=True, slots=True)
class Table:
    """Where a chart's values stand."""

    sheet: str
    columns: tuple[Field, ...]

    @property
    def width(self) -> int:
        """In characters."""
        return sum(field.width for field in self.columns)

    @property
    def last_row(self) -> int:
        return HEADING_ROW + len(self.columns[0].values)

    def cells(self, column: int) -> Cells:
        """The cells of a column of the chart."""
        at = self._at(column)
        return Cells(self.sheet, HEADING_ROW + 1, at, self.columns[at].values)

    def name(self, column: int) -> Ref:
        """The heading of a column of the chart."""
        return [self.sheet, HEADING_ROW, self._at(column)]

    def _at(self, column: int) -> int:
        return next(at for at, field in enumerate(self.columns) if field.of == column)


def write(page: Any, name: str, chart: Chart, inks: Inks) -> Table | None:
    """The sheet filled in; None of a chart without rows, whose sheet says so."""
    page.hide_gridlines(2)
    page.set_default_row(17)
    if chart.is_empty:
        page.set_column(0, 0, _ABOUT)
        _write_head(page, chart, [_ABOUT], inks)
        put_text(page, HEADING_ROW, 0, chart.empty, inks, italic=True)
        set_print(page, chart, landscape=False)
        return None
    table = Table(name, fields(chart))
    _write_head(page, chart, [field.width for field in table.columns], inks)
    page.set_row(HEADING_ROW, 34)
    for row, height in tall_rows(table.columns):
        page.set_row(HEADING_ROW + 1 + row, height)
    for number, field in enumerate(table.columns):
        put_text(page, HEADING_ROW, number, field.heading, inks, **heading_look())
        page.set_column(number, number, field.width)
        for row, value in enumerate(field.values):
            tone = field.tones[row] if chart.kind is Kind.MATRIX and field.tones else None
            put(page, HEADING_ROW + 1 + row, number, value, tone, inks)
    page.autofilter(HEADING_ROW, 0, table.last_row, len(table.columns) - 1)
    page.freeze_panes(HEADING_ROW + 1, 1)
    page.repeat_rows(HEADING_ROW)
    set_print(page, chart, landscape=table.width > _PORTRAIT)
    return table


def _write_head(page: Any, chart: Chart, widths: list[int], inks: Inks) -> None:
    """Four lines across the table, and on where it is narrow."""
    about = [f"Nguồn: {chart.source}" if chart.source else ""]
    about += [f"Đơn vị tính: {chart.unit}" if chart.unit else "", *map(mark_words, chart.marks)]
    muted = {"font_color": theme.MUTED}
    lines: tuple[tuple[str, dict[str, Any], float], ...] = (
        (chart.title, {"bold": True, "font_size": 14}, 1.35),
        (view_words.as_of(chart.moment), {"bold": True}, 1.1),
        (chart.definition, muted, 1),
        (" · ".join(filter(None, about)), muted, 1),
    )
    width = sum(widths)
    more = max(ceil((_ABOUT - width) / _USUAL), 0)
    room = width + more * _USUAL
    for row, (text, look, size) in enumerate(lines):
        put_across(page, row, len(widths) - 1 + more, text, inks, **look)
        page.set_row(row, 17 * size * ceil(len(text) * size / room))


def mark_words(mark: Mark) -> str:
    """`Hạn 30/6: 30/06/2020`, `Tạm dừng: 28/03/2020–22/04/2020`."""
    days = vietnamese.day(mark.on)
    return f"{mark.label}: {days}" + (f"–{vietnamese.day(mark.until)}" if mark.until else "")


def set_print(page: Any, chart: Chart, *, landscape: bool) -> None:
    """A4, as wide as the paper, on as many pages as it takes, the day at the foot of each."""
    page.set_landscape() if landscape else page.set_portrait()
    page.set_paper(9)
    page.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    whose = view_words.as_of(chart.moment).replace("&", "&&")[:200]  # Excel takes 255 in all
    page.set_footer(f"&L&9{whose}&R&9Trang &P/&N")
