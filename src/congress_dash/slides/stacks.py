"""Stacked series of a Chart → a native stack in tones, labelled where there is room.

Draws STACKED_COLUMNS; `bars` and `spans` lay the same stack down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from congress_dash import theme
from congress_dash.chart import Chart, Column, Tone
from congress_dash.safe_text import NONZERO_FORMAT, plain
from congress_dash.scales import scale
from congress_dash.slides.ink import colour_of, rgb, text_width
from congress_dash.slides.native import Data, new_chart, quiet_axis, serial, value_axis
from congress_dash.slides.stage import Area
from congress_dash.slides.values import decimal, number, row_count, written
from congress_dash.theme import text_on, tones_of

LEGEND = 44.0  # height of the native legend, in points
_AXIS = 26.0  # height of the labels under upright stacks
_CROWDED = 16


@dataclass(frozen=True, slots=True)
class Room:
    """How large a segment comes out: points per unit, along the lying or upright stack."""

    per_unit: float
    lying: bool
    size: float = 12

    def holds(self, value: float) -> bool:
        """The number fits into its segment."""
        words = text_width(decimal(value), self.size, bold=True) + 2
        return abs(value) * self.per_unit >= (words if self.lying else self.size)


def pages(chart: Chart, area: Area) -> list[Chart]:
    return [chart]


def draw(slide: Any, area: Area, page: Chart, whole: Chart) -> Any:
    """Upright stacks over a value axis."""
    top, step = scale(highest(page))
    crowded = row_count(page) > _CROWDED
    height = area.points[1] - LEGEND - _AXIS
    room = Room(height / top, lying=False, size=10 if crowded else 12)
    columns = page.columns[1:]
    frame, chart = stack(slide, area, page, columns, XL_CHART_TYPE.COLUMN_STACKED, room)
    value_axis(chart, top, step)
    quiet_axis(chart.category_axis, size=10 if crowded else 12)
    chart.plots[0].gap_width = 45
    legend(chart, columns)
    return frame


def stack(
    slide: Any, area: Area, page: Chart, columns: tuple[Column, ...], kind: Any, room: Room
) -> tuple[Any, Any]:
    """The graphic frame and its chart with every series painted and labelled."""
    data = Data(page.columns[0].name, labels_of(page.columns[0]))
    for column in columns:
        data.add(column.name, [_plotted(value) for value in column.values])
    frame, chart = new_chart(slide, area, kind, data)
    series = chart.plots[0].series
    for one, column, tone in zip(series, columns, tones_of(columns), strict=True):
        one.invert_if_negative = False
        if tone is Tone.HIDDEN:
            one.format.fill.background()
        else:
            _paint(one, column, tone, room)
            _label(one, tone, room)
    return frame, chart


def labels_of(column: Column) -> list[str]:
    """Days as `13/5`, with the year when there are several."""
    days = [known for known in map(plain, column.values) if isinstance(known, date)]
    short = len({day.year for day in days}) <= 1
    return [written(value, short_days=short) for value in column.values]


def highest(chart: Chart) -> float:
    """The longest stack."""
    rows = zip(*(map(number, column.values) for column in chart.columns[1:]), strict=True)
    return max((sum(value or 0 for value in row) for row in rows), default=0)


def legend(chart: Any, columns: tuple[Column, ...]) -> None:
    """Below the plot; a single series needs none."""
    if len(columns) < 2:
        return
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(14)


def _plotted(value: object) -> float | None:
    known = plain(value)
    return serial(known) if isinstance(known, date) else number(known)


def _paint(series: Any, column: Column, tone: Tone, room: Room) -> None:
    _fill(series.format, tone, room)
    for row, own in enumerate(column.tones):
        if own is not None:
            _fill(series.points[row].format, own, room)


def _fill(form: Any, tone: Tone, room: Room) -> None:
    """A white edge parts neighbours of one colour; on upright stacks it would hide the axis."""
    form.fill.solid()
    form.fill.fore_color.rgb = rgb(colour_of(tone))
    if room.lying:
        form.line.color.rgb = rgb(theme.PAPER)
        form.line.width = Pt(0.75)


def _label(series: Any, tone: Tone, room: Room) -> None:
    labels = series.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = NONZERO_FORMAT
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size, labels.font.bold = Pt(room.size), True
    labels.font.color.rgb = rgb(text_on(colour_of(tone)))
    tight = [row for row, value in enumerate(series.values) if value and not room.holds(value)]
    for row in reversed(tight):
        gone = f"<c:dLbl {nsdecls('c')}><c:idx val='{row}'/><c:delete val='1'/></c:dLbl>"
        labels._element.insert(0, parse_xml(gone))
