"""A STACKED_BARS or FULL_BARS Chart → native lying stacks, first row on top; the numbers in them."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

from congress_dash.chart import Chart, Kind
from congress_dash.slides.area import Area
from congress_dash.slides.axes import names_beside, unseen
from congress_dash.slides.ink import LINE, line_count, text_width
from congress_dash.slides.native import inner_plot, new_chart
from congress_dash.slides.shapes import Graphic
from congress_dash.slides.slide import Slide
from congress_dash.slides.stacks import LEGEND, Room, bar_chart, highest, labels_of, stacked
from congress_dash.slides.values import row_count

MOST_BARS = 20
_FEW = 10  # so many may have large names
_HEAD, _RIGHT = 6.0, 16.0  # beside the plot, in points


def pages(chart: Chart, area: Area) -> list[Chart]:
    """Even cuts, so that names of several lines stay apart."""
    count = row_count(chart)
    width = names_width(chart, area) - 16
    names = labels_of(chart.columns[0])
    lines = max(line_count(name, _size(chart), width) for name in names)
    most = int((area.points[1] - _HEAD - LEGEND) / (lines * _size(chart) * LINE + 1))
    parts = ceil(count / max(min(most, MOST_BARS), 1))
    edges = [count * part // parts for part in range(parts + 1)]
    return [chart.part(*pair) for pair in pairwise(edges)]


def draw(slide: Slide, area: Area, page: Chart, whole: Chart) -> Graphic:
    """One slide's rows on the scale of the whole chart, without a value axis; full bars fill it."""
    full = whole.kind is Kind.FULL_BARS
    longest = highest(whole) or 1
    columns = page.columns[1:]
    plotted, series = stacked(page, columns, Room(plot_width(whole, area) / longest, lying=True))
    plot = lying_plot(series, page, whole, area, LEGEND, full=full) + unseen(1 if full else longest)
    return new_chart(slide, area, plotted, plot, legend=len(columns) > 1)


def lying_plot(
    series: list[str], page: Chart, whole: Chart, area: Area, foot: float, *, full: bool = False
) -> str:
    """First row on top, every name shown, `foot` points left below; without its value axis."""
    width, height = area.points
    left, top = names_width(whole, area) / width, _HEAD / height
    within = inner_plot(left, top, plot_width(whole, area) / width, 1 - top - foot / height)
    bars = bar_chart(series, lying=True, gap=_gap(row_count(page)), full=full)
    return within + bars + names_beside(_size(whole))


def names_width(chart: Chart, area: Area) -> float:
    """Points for the names left of the plot, at most two fifths."""
    names = (text_width(name, _size(chart)) for name in labels_of(chart.columns[0]))
    return min(max(names, default=0) + 16, area.points[0] * 0.42)


def plot_width(chart: Chart, area: Area) -> float:
    return area.points[0] - names_width(chart, area) - _RIGHT


def _size(chart: Chart) -> int:
    return 14 if row_count(chart) <= _FEW else 12


def _gap(count: int) -> int:
    """Percent of a bar's thickness: few bars stay slim."""
    return 45 if count > 5 else 90 if count > 2 else 220
