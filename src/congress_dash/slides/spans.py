"""A SPANS Chart → native lying bars over a date axis, each carried by an unseen bar."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from pptx.util import Pt

from congress_dash import theme
from congress_dash.chart import Chart, Column, Tone
from congress_dash.safe_text import SHORT_DAY_FORMAT, plain
from congress_dash.slides.area import Area
from congress_dash.slides.axes import lying_days
from congress_dash.slides.bars import lying_plot, plot_width
from congress_dash.slides.ink import colour_of
from congress_dash.slides.native import new_chart
from congress_dash.slides.series import serial
from congress_dash.slides.shapes import Graphic, Label, paragraph, run, text_box
from congress_dash.slides.slide import Slide
from congress_dash.slides.stacks import Room, stacked
from congress_dash.slides.values import number
from congress_dash.theme import tones_of

_LEGEND, _AXIS = 30.0, 30.0
_STEPS = (1, 2, 7, 14, 28, 56)


def draw(slide: Slide, area: Area, page: Chart, whole: Chart) -> Graphic:
    """Spans of days; the unseen first series reaches from day 0 to each start."""
    hidden = Column(page.columns[1].name, page.columns[1].values, Tone.HIDDEN)
    first, last, step = _stretch(whole)
    room = Room(plot_width(whole, area) / (last - first).days, lying=True)
    above = Area(area.left, area.top, area.width, area.height - Pt(_LEGEND))
    plotted, series = stacked(page, (hidden, *page.columns[2:]), room)
    days = lying_days(serial(first), serial(last), SHORT_DAY_FORMAT, step)
    _add_legend(slide, area, page.columns[2:])
    return new_chart(slide, above, plotted, lying_plot(series, page, whole, above, _AXIS) + days)


def _add_legend(slide: Slide, area: Area, columns: tuple[Column, ...]) -> None:
    """A line of text: programs disagree on which entry of a lying chart's legend is hidden."""
    below = Area(area.left, area.bottom - Pt(_LEGEND), area.width, Pt(_LEGEND))
    runs = "".join(
        run("■ ", size=14, colour=colour_of(tone))
        + run(f"{column.name}     ", size=14, colour=theme.INK)
        for column, tone in zip(columns, tones_of(columns), strict=True)
        if tone is not Tone.HIDDEN
    )
    words = paragraph(runs, "center")
    slide.add(text_box(slide.next_number, Label("Chú giải"), below, words, middle=True))


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
