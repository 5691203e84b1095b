"""A CURVE Chart → a native line chart over dates, with its deadlines and pauses.

A deadline is a one-point series at the top of the axis with a 100 % error bar downwards. A pause
is an area on the same axes, as high as the axis from its first to its last day and 0 elsewhere.
Both therefore stand in the chart's own workbook and move when a person edits the dates.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from congress_dash import theme
from congress_dash.chart import Chart, Tone
from congress_dash.safe_text import COUNT_FORMAT, SHORT_DAY_FORMAT
from congress_dash.slides import lines
from congress_dash.slides.ink import colour_of, rgb
from congress_dash.slides.lines import Line
from congress_dash.slides.native import (
    Data,
    inner_plot,
    new_chart,
    quiet_axis,
    serial,
    value_axis,
)
from congress_dash.slides.plot import LABEL, Move, Plot, mark_moves, name_moves, plot
from congress_dash.slides.stage import Area
from congress_dash.theme import readable

_AGAIN = MSO_LINE.LONG_DASH_DOT  # a second line of one colour
_DASHES = {Tone.PLAN: (MSO_LINE.DASH, 2.25), Tone.REGISTERED: (MSO_LINE.ROUND_DOT, 2.75)}


def pages(chart: Chart, area: Area) -> list[Chart]:
    return [chart]


def draw(slide: Any, area: Area, page: Chart, whole: Chart) -> Any:
    """The lines, named at their last points, under the marks."""
    days = lines.days_of(page)
    top, step = lines.axis_top(page)
    pauses = lines.pauses_of(page, days)
    own = lines.lines_of(page, days)
    deadlines = [lines.deadline(mark, days, top) for mark in page.marks if mark.until is None]
    names = [lines.pause_name(mark, days, top) for mark in pauses]
    shades = [lines.pause(mark, days, top) for mark in pauses]
    within = plot(area.points, days, top, own, deadlines + names)
    every = own + deadlines + names + shades
    frame, chart = _lines_chart(slide, area, page.columns[0].name, days, every)
    value_axis(chart, top, step)
    _date_axis(chart, within)
    inner_plot(chart, *within.box)
    series = iter(list(chart.plots[0].series))
    tones = [line.tone for line in own]
    for place, (line, move) in enumerate(zip(own, name_moves(own, within), strict=True)):
        _draw_line(next(series), line, move, again=line.tone in tones[:place])
    for line, move in zip(deadlines + names, mark_moves(deadlines + names, within), strict=True):
        _draw_mark(next(series), line, move, bar=line in deadlines)
    for shade in series:
        _shade(chart, shade)
    return frame


def _lines_chart(
    slide: Any, area: Area, corner: str, days: tuple[date, ...], every: list[Line]
) -> tuple[Any, Any]:
    data = Data(corner, days)
    for line in every:
        data.add(line.name, line.values)
    frame, chart = new_chart(slide, area, XL_CHART_TYPE.LINE, data)
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span")
    return frame, chart


def _date_axis(chart: Any, within: Plot) -> None:
    """A tick on every first of the month, or on a short axis every week."""
    axis = chart.category_axis
    axis.minimum_scale, axis.maximum_scale = serial(within.first), serial(within.days[-1])
    axis.tick_labels.number_format = SHORT_DAY_FORMAT
    axis.tick_labels.number_format_is_linked = False
    quiet_axis(axis)
    element = axis._element
    element.find(qn("c:auto")).set("val", "0")
    unit = element.find(qn("c:baseTimeUnit"))
    count, of = (1, "months") if within.is_long else (7, "days")
    for tag, value in (("c:majorTimeUnit", of), ("c:majorUnit", count)):
        unit.addnext(parse_xml(f"<{tag} {nsdecls('c')} val='{value}'/>"))


def _draw_line(series: Any, line: Line, move: Move, *, again: bool) -> None:
    dash, points = _DASHES.get(line.tone, (MSO_LINE.SOLID, 4.0 if line.tone is Tone.DONE else 2.5))
    dash = _AGAIN if again and line.tone in _DASHES else dash
    series.smooth = False
    series.format.line.color.rgb = rgb(colour_of(line.tone))
    series.format.line.width, series.format.line.dash_style = Pt(points), dash
    single = sum(value is not None for value in line.values) == 1
    series.marker.style = XL_MARKER_STYLE.CIRCLE if single else XL_MARKER_STYLE.NONE
    if single:
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = rgb(colour_of(line.tone))
    if line.last is not None:
        _name_point(series, line.last, "r", readable(colour_of(line.tone)), move, value=True)


def _draw_mark(series: Any, line: Line, move: Move, *, bar: bool) -> None:
    """An unseen point with its name above; a deadline hangs a dark line from it."""
    series.smooth = False
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.NONE
    if line.last is not None:
        _name_point(series, line.last, "t", theme.INK if bar else theme.MUTED, move, value=False)
    if bar:
        series._element.insert_element_before(
            parse_xml(
                f"<c:errBars {nsdecls('c', 'a')}><c:errDir val='y'/><c:errBarType val='minus'/>"
                f"<c:errValType val='percentage'/><c:noEndCap val='1'/><c:val val='100'/>"
                f"<c:spPr><a:ln w='19050'><a:solidFill><a:srgbClr val='{theme.INK[1:]}'/>"
                f"</a:solidFill><a:prstDash val='dash'/></a:ln></c:spPr></c:errBars>"
            ),
            "c:cat",
            "c:val",
            "c:smooth",
            "c:extLst",
        )


def _name_point(series: Any, row: int, side: str, colour: str, move: Move, *, value: bool) -> None:
    """The series' name (and value) beside one point, moved from its usual place."""
    layout = (
        f"<c:layout><c:manualLayout><c:x val='{move[0]:.4f}'/><c:y val='{move[1]:.4f}'/>"
        f"</c:manualLayout></c:layout>"
        if any(move)
        else ""
    )
    paper = (  # so that rules behind the name do not strike it out
        f"<a:solidFill><a:srgbClr val='{theme.PAPER[1:]}'><a:alpha val='70000'/></a:srgbClr>"
        f"</a:solidFill>"
    )
    form = COUNT_FORMAT.replace(">", "&gt;")
    series._element.get_or_add_dLbls()
    labels = series._element.find(qn("c:dLbls"))
    labels.clear()
    labels.append(
        parse_xml(
            f"<c:dLbl {nsdecls('c', 'a')}><c:idx val='{row}'/>{layout}"
            f"<c:numFmt formatCode='{form}' sourceLinked='0'/>"
            f"<c:spPr>{paper if value else '<a:noFill/>'}<a:ln><a:noFill/></a:ln></c:spPr>"
            f"<c:txPr><a:bodyPr wrap='none'/><a:lstStyle/><a:p><a:pPr>"
            f"<a:defRPr sz='{int(LABEL * 100)}' b='1'><a:solidFill>"
            f"<a:srgbClr val='{colour[1:]}'/></a:solidFill></a:defRPr></a:pPr>"
            f"<a:endParaRPr lang='vi-VN'/></a:p></c:txPr><c:dLblPos val='{side}'/>"
            f"<c:showLegendKey val='0'/><c:showVal val='{int(value)}'/><c:showCatName val='0'/>"
            f"<c:showSerName val='1'/><c:showPercent val='0'/><c:showBubbleSize val='0'/>"
            f"<c:separator>: </c:separator></c:dLbl>"
        )
    )
    for show in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"):
        labels.append(parse_xml(f"<c:show{show} {nsdecls('c')} val='0'/>"))


def _shade(chart: Any, series: Any) -> None:
    """Moves the series into an area chart on the axes of the lines; areas are drawn first."""
    element = series._element
    for tag in ("c:marker", "c:smooth", "c:dLbls", "c:spPr"):
        for child in element.findall(qn(tag)):
            element.remove(child)
    element.find(qn("c:tx")).addnext(
        parse_xml(
            f"<c:spPr {nsdecls('c', 'a')}><a:solidFill><a:srgbClr val='{theme.PAUSE[1:]}'>"
            f"<a:alpha val='28000'/></a:srgbClr></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>"
        )
    )
    plot = chart._chartSpace.chart.plotArea.find(qn("c:lineChart"))
    axes = "".join(f"<c:axId val='{axis.get('val')}'/>" for axis in plot.findall(qn("c:axId")))
    shade = plot.getparent().find(qn("c:areaChart"))
    if shade is None:
        shade = parse_xml(
            f"<c:areaChart {nsdecls('c')}><c:grouping val='standard'/><c:varyColors val='0'/>"
            f"{axes}</c:areaChart>"
        )
        plot.addnext(shade)
    shade.find(qn("c:axId")).addprevious(element)
