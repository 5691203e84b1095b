"""A SPANS Chart → native lying bars over a date axis, each carried by an unseen bar."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from congress_dash import theme
from congress_dash.chart import Chart, Column, Tone
from congress_dash.safe_text import SHORT_DAY_FORMAT, plain
from congress_dash.slides.bars import lay_down, plot_width
from congress_dash.slides.ink import align, colour_of, rgb, write
from congress_dash.slides.native import quiet_axis, serial
from congress_dash.slides.stacks import Room, stack
from congress_dash.slides.stage import Area
from congress_dash.slides.values import number
from congress_dash.theme import tones_of

_LEGEND, _AXIS = 30.0, 30.0
_STEPS = (1, 2, 7, 14, 28, 56)


def draw(slide: Any, area: Area, page: Chart, whole: Chart) -> Any:
    """Spans of days; the unseen first series reaches from day 0 to each start."""
    hidden = Column(page.columns[1].name, page.columns[1].values, Tone.HIDDEN)
    columns = (hidden, *page.columns[2:])
    first, last, step = _stretch(whole)
    room = Room(plot_width(whole, area) / (last - first).days, lying=True)
    above = Area(area.left, area.top, area.width, area.height - Pt(_LEGEND))
    frame, chart = stack(slide, above, page, columns, XL_CHART_TYPE.BAR_STACKED, room)
    _day_axis(chart.value_axis, first, last, step)
    lay_down(chart, page, whole, above, _AXIS)
    _write_legend(slide, area, page.columns[2:])
    return frame


def _day_axis(axis: Any, first: date, last: date, step: int) -> None:
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = serial(first), serial(last), step
    axis.major_gridlines.format.line.color.rgb = rgb(theme.RULE)
    axis.tick_labels.number_format = SHORT_DAY_FORMAT
    axis.tick_labels.number_format_is_linked = False
    quiet_axis(axis, line=False)
    axis._element.find(qn("c:crosses")).set("val", "max")  # below, as the first row is on top


def _write_legend(slide: Any, area: Area, columns: tuple[Column, ...]) -> None:
    """A line of text: programs disagree on which entry of a lying chart's legend is hidden."""
    top = area.top + area.height - Pt(_LEGEND)
    box = slide.shapes.add_textbox(*map(Emu, (area.left, top, area.width, Pt(_LEGEND))))
    box.name = "Chú giải"
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    align(frame.paragraphs[0], "center")
    for column, tone in zip(columns, tones_of(columns), strict=True):
        if tone is not Tone.HIDDEN:
            write(frame.paragraphs[0], "■ ", size=14, colour=colour_of(tone))
            write(frame.paragraphs[0], f"{column.name}     ", size=14, colour=theme.INK)


def _stretch(chart: Chart) -> tuple[date, date, int]:
    """First day, last day and days between ticks that cover every span; weeks from Monday."""
    spans = list(_spans(chart))
    first = min((start for start, _ in spans), default=chart.moment.as_of)
    last = max((start + timedelta(days=days) for start, days in spans), default=first)
    step = next((step for step in _STEPS if (last - first).days <= 13 * step), 91)
    if step >= 7:
        first -= timedelta(days=first.weekday())
    ticks = ceil(((last - first).days or 1) / step)
    return first, first + timedelta(days=ticks * step), step


def _spans(chart: Chart) -> list[tuple[date, float]]:
    """Start and days of every row that has a start."""
    starts = enumerate(plain(value) for value in chart.columns[1].values)
    phases = chart.columns[2:]
    return [
        (start, sum(number(column.values[row]) or 0 for column in phases))
        for row, start in starts
        if isinstance(start, date)
    ]
