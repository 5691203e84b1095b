"""What every native chart of a workbook shares: where it stands, its axes, its type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from congress_dash import theme
from congress_dash.chart import Chart, Tone, Value
from congress_dash.safe_text import COUNT_FORMAT, SHORT_DAY_FORMAT, plain, safe_text
from congress_dash.share import Share
from congress_dash.sheets.points import Points
from congress_dash.sheets.table import HEADING_ROW, Table

Part = dict[str, Any]
WIDTH = 760  # pixels
_BESIDE = 84  # a wider table, in characters, has its chart below
LONG = 70  # days; a longer axis has whole months


@dataclass(frozen=True, slots=True)
class Canvas:
    """A chart, its table in the workbook and the sheet for points."""

    book: Any
    chart: Chart
    table: Table
    points: Points | None

    def place(self, page: Any, drawn: Any, height: int) -> None:
        """Beside a narrow table, below a wide one; alt text says the finding."""
        drawn.set_size({"width": WIDTH, "height": height})
        drawn.set_title({"none": True})
        drawn.set_chartarea({"border": {"color": theme.RULE}, "fill": {"color": theme.PAPER}})
        drawn.show_hidden_data()
        is_beside = self.table.width <= _BESIDE
        row = HEADING_ROW if is_beside else self.table.last_row + 2
        column = len(self.table.columns) + 1 if is_beside else 0
        about = {"description": safe_text(self.chart.title)[:255], "object_position": 3}
        page.insert_chart(row, column, drawn, about)
        if is_beside:
            page.set_landscape()


def colour(tone: Tone) -> str:
    return theme.PAINTS[tone].light


def number(value: Value) -> float | None:
    """What a native chart plots; a Share is its part."""
    known = plain(value)
    if isinstance(known, Share):
        return known.part
    return known if isinstance(known, int | float) else None


def day_of(value: Value) -> date | None:
    known = plain(value)
    return known if isinstance(known, date) else None


def letters(ink: str = theme.INK, size: float = 10, *, bold: bool = False) -> Part:
    return {"name": theme.SLIDE_FONT, "size": size, "color": ink, "bold": bold}


def names_axis(**more: Any) -> Part:
    """Names in ink, no ticks."""
    return {"num_font": letters(), "line": {"color": theme.MUTED, "width": 0.75},
            "major_tick_mark": "none", "minor_tick_mark": "none", **more}  # fmt: skip


def counts_axis(top: float, step: float, **more: Any) -> Part:
    """From 0 to the top, thin rules, counts with a dot."""
    return {"min": 0, "max": top, "major_unit": step, "num_format": COUNT_FORMAT,
            "num_font": letters(theme.MUTED), "line": {"none": True}, "major_tick_mark": "none",
            "major_gridlines": {"visible": True, "line": {"color": theme.RULE, "width": 0.75}},
            **more}  # fmt: skip


def days_axis(first: date, last: date, **more: Any) -> Part:
    """Day and month, from one day to another."""
    return {"min": first, "max": last, "num_format": SHORT_DAY_FORMAT,
            "num_font": letters(theme.MUTED), "line": {"color": theme.MUTED, "width": 0.75},
            "major_tick_mark": "none", **more}  # fmt: skip


def legend(**more: Any) -> Part:
    return {"position": "bottom", "font": letters(), **more}


def labels(ink: str, **more: Any) -> Part:
    return {"value": True, "font": letters(ink, bold=True), **more}
