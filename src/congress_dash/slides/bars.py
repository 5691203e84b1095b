"""A STACKED_BARS or FULL_BARS Chart → native lying stacks, first row on top; the numbers in them."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from congress_dash import theme
from congress_dash.chart import Chart, Kind
from congress_dash.slides.ink import LINE, line_count, rgb, text_width
from congress_dash.slides.native import inner_plot, quiet_axis
from congress_dash.slides.stacks import LEGEND, Room, highest, labels_of, legend, stack
from congress_dash.slides.stage import Area
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


def draw(slide: Any, area: Area, page: Chart, whole: Chart) -> Any:
    """One slide's rows on the scale of the whole chart, without a value axis; full bars fill it."""
    full = whole.kind is Kind.FULL_BARS
    longest = highest(whole) or 1
    room = Room(plot_width(whole, area) / longest, lying=True)
    columns = page.columns[1:]
    kind = XL_CHART_TYPE.BAR_STACKED_100 if full else XL_CHART_TYPE.BAR_STACKED
    frame, chart = stack(slide, area, page, columns, kind, room)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, 1 if full else longest
    axis.has_major_gridlines, axis.visible = False, False
    lay_down(chart, page, whole, area, LEGEND)
    legend(chart, columns)
    return frame


def lay_down(chart: Any, page: Chart, whole: Chart, area: Area, foot: float) -> None:
    """First row on top, every name shown, `foot` points left below the plot."""
    axis = chart.category_axis
    axis.reverse_order = True
    quiet_axis(axis, size=_size(whole), line=False)
    axis.tick_labels.font.color.rgb = rgb(theme.INK)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    every = parse_xml(f"<c:tickLblSkip {nsdecls('c')} val='1'/>")
    axis._element.find(qn("c:lblOffset")).addnext(every)
    chart.plots[0].gap_width = _gap(row_count(page))
    width, height = area.points
    left, top = names_width(whole, area) / width, _HEAD / height
    inner_plot(chart, left, top, plot_width(whole, area) / width, 1 - top - foot / height)


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
