"""A CURVE Chart → a native line chart over dates, with its deadlines and pauses.

A deadline is a one-point series at the top of the axis with a 100 % error bar downwards. A pause
is an area on the same axes, as high as the axis from its first to its last day and 0 elsewhere.
Both therefore stand in the chart's own workbook and move when a person edits the dates.
"""

from __future__ import annotations

from congress_dash import theme
from congress_dash.chart import Chart, Tone
from congress_dash.safe_text import COUNT_FORMAT, SHORT_DAY_FORMAT
from congress_dash.slides import lines
from congress_dash.slides.area import Area
from congress_dash.slides.axes import AXES, counts, days_below
from congress_dash.slides.ink import colour_of
from congress_dash.slides.lines import Line
from congress_dash.slides.native import inner_plot, new_chart
from congress_dash.slides.plot import LABEL, Move, Plot, mark_moves, name_moves, plot
from congress_dash.slides.series import Look, Plotted, drawn, serial
from congress_dash.slides.shapes import NO_LINE, NOTHING, Graphic, quoted, solid
from congress_dash.slides.slide import Slide
from congress_dash.theme import readable

_AGAIN = "lgDashDot"  # a second line of one colour
_DASHES = {Tone.PLAN: ("dash", 2.25), Tone.REGISTERED: ("sysDot", 2.75)}
_STRAIGHT = "<c:smooth val='0'/>"
_NO_MARKER = "<c:marker><c:symbol val='none'/></c:marker>"
_PAUSE = solid(theme.PAUSE, "<a:alpha val='28000'/>")
_SHADE = Look(f"<c:spPr>{_PAUSE}{NO_LINE}</c:spPr>")
_PAPER = solid(theme.PAPER, "<a:alpha val='70000'/>")  # so that rules do not strike a name out
_SPAN = "<c:dispBlanksAs val='span'/><c:showDLblsOverMax val='0'/>"
_BAR = (
    f"<c:errBars><c:errDir val='y'/><c:errBarType val='minus'/><c:errValType val='percentage'/>"
    f"<c:noEndCap val='1'/><c:val val='100'/><c:spPr><a:ln w='19050'>{solid(theme.INK)}"
    f"<a:prstDash val='dash'/></a:ln></c:spPr></c:errBars>"
)


def pages(chart: Chart, area: Area) -> list[Chart]:
    return [chart]


def draw(slide: Slide, area: Area, page: Chart, whole: Chart) -> Graphic:
    """The lines, named at their last points, under the marks."""
    days = lines.days_of(page)
    top, step = lines.axis_top(page)
    pauses = lines.pauses_of(page, days)
    own = lines.lines_of(page, days)
    deadlines = [lines.deadline(mark, days, top) for mark in page.marks if mark.until is None]
    names = [lines.pause_name(mark, days, top) for mark in pauses]
    shades = [lines.pause(mark, days, top) for mark in pauses]
    marks = deadlines + names
    within = plot(area.points, days, top, own, marks)
    every = [(each.name, each.values) for each in own + marks + shades]
    plotted = Plotted(page.columns[0].name, days, every)
    looks = [
        *_lines(own, name_moves(own, within)),
        *(
            _mark(line, move, bar=line in deadlines)
            for line, move in zip(marks, mark_moves(marks, within), strict=True)
        ),
        *[_SHADE] * len(shades),
    ]
    drawing = (
        inner_plot(*within.box)
        + _charts(drawn(plotted, looks), len(shades))
        + _days(within)
        + counts(top, step)
    )
    return new_chart(slide, area, plotted, drawing, blanks=_SPAN)


def _charts(series: list[str], shades: int) -> str:
    """Lines, and on the same axes the areas of pauses, which are drawn first."""
    split = len(series) - shades
    start = "<c:grouping val='standard'/><c:varyColors val='0'/>"
    over = f"<c:lineChart>{start}{''.join(series[:split])}<c:marker val='1'/>{AXES}</c:lineChart>"
    under = f"<c:areaChart>{start}{''.join(series[split:])}{AXES}</c:areaChart>"
    return over + under if shades else over


def _days(within: Plot) -> str:
    """A tick on every first of the month, or on a short axis every week."""
    step, of = (1, "months") if within.is_long else (7, "days")
    first, last = serial(within.first), serial(within.days[-1])
    return days_below(first, last, SHORT_DAY_FORMAT, step, of)


def _lines(own: list[Line], moves: list[Move]) -> list[Look]:
    tones = [line.tone for line in own]
    return [
        _line(line, move, again=line.tone in tones[:place])
        for place, (line, move) in enumerate(zip(own, moves, strict=True))
    ]


def _line(line: Line, move: Move, *, again: bool) -> Look:
    dash, points = _DASHES.get(line.tone, ("solid", 4.0 if line.tone is Tone.DONE else 2.5))
    dash = _AGAIN if again and line.tone in _DASHES else dash
    paint = solid(colour_of(line.tone))
    single = sum(value is not None for value in line.values) == 1
    dot = f"<c:marker><c:symbol val='circle'/><c:spPr>{paint}</c:spPr></c:marker>"
    stroke = f"<a:ln w='{int(points * 12700)}'>{paint}<a:prstDash val='{dash}'/></a:ln>"
    name = _name(line, move, "r", readable(colour_of(line.tone)), value=True)
    return Look(f"<c:spPr>{stroke}</c:spPr>{dot if single else _NO_MARKER}{name}", _STRAIGHT)


def _mark(line: Line, move: Move, *, bar: bool) -> Look:
    """An unseen point with its name above; a deadline hangs a dark line from it."""
    name = _name(line, move, "t", theme.INK if bar else theme.MUTED, value=False)
    hung = _BAR if bar else ""
    return Look(f"<c:spPr>{NO_LINE}</c:spPr>{_NO_MARKER}{name}{hung}", _STRAIGHT)


def _name(line: Line, move: Move, side: str, colour: str, *, value: bool) -> str:
    """The series' name (and value) beside its last point, moved from its usual place."""
    if line.last is None:
        return ""
    layout = (
        f"<c:layout><c:manualLayout><c:x val='{move[0]:.4f}'/><c:y val='{move[1]:.4f}'/>"
        f"</c:manualLayout></c:layout>"
        if any(move)
        else ""
    )
    return (
        f"<c:dLbls><c:dLbl><c:idx val='{line.last}'/>{layout}"
        f"<c:numFmt formatCode='{quoted(COUNT_FORMAT)}' sourceLinked='0'/>"
        f"<c:spPr>{_PAPER if value else NOTHING}{NO_LINE}</c:spPr>"
        f"<c:txPr><a:bodyPr wrap='none'/><a:lstStyle/><a:p><a:pPr>"
        f"<a:defRPr sz='{int(LABEL * 100)}' b='1'>{solid(colour)}</a:defRPr></a:pPr>"
        f"<a:endParaRPr lang='vi-VN'/></a:p></c:txPr><c:dLblPos val='{side}'/>"
        f"{_shown(value=value, name=True)}<c:separator>: </c:separator></c:dLbl>"
        f"{_shown(value=False, name=False)}</c:dLbls>"
    )


def _shown(*, value: bool, name: bool) -> str:
    shows = {
        "LegendKey": 0,
        "Val": value,
        "CatName": 0,
        "SerName": name,
        "Percent": 0,
        "BubbleSize": 0,
    }
    return "".join(f"<c:show{what} val='{int(whether)}'/>" for what, whether in shows.items())
