"""Lines over dates: each carries its name and last value at its end; many, or ends that are too near
each other at the top, get a legend below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from congress_dash import theme
from congress_dash.chart import Chart, Column, Tone, Value
from congress_dash.figures.frame import (
    LETTER,
    LINE,
    UNDER,
    Figure,
    Part,
    counts_axis,
    day_of,
    font,
    inert,
    layout,
    legend,
    legend_room,
    lines,
    note,
    number,
    said,
    wrapped,
)
from congress_dash.figures.marks import Days, dates_axis, drawn
from congress_dash.figures.palette import Palette
from congress_dash.vietnamese import day

_INNER = 260
_LABELLED = 4  # more lines than this always get a legend
_EDGE = 0.9  # of the axis; a line that ends beyond is named behind the last deadline
_LEFT_ROOM, _APART = 0.3, 0.02  # of the axis
_EXPECTED: dict[Tone, Part] = {
    Tone.PLAN: {"width": 2, "dash": "dash", "shape": "linear"},
    Tone.REGISTERED: {"width": 2.5, "dash": "dot", "shape": "linear"},
}
_AGAIN = {"dash": "longdashdot"}  # a second line of one colour


@dataclass(frozen=True, slots=True)
class End:
    """Where a line ends and what is written there; `height` and `top` count as the value does.

    side: "left" of the line's end, "low" beneath it; "" where nothing ends at the same height.
    """

    on: date
    height: float
    text: str
    tone: Tone
    top: float = 0.0
    side: str = ""


def curve(chart: Chart, look: Palette) -> Figure:
    """What happened goes in steps, because a count holds until the next; gaps are bridged."""
    days = [day_of(value) for value in chart.columns[0].values]
    series = chart.columns[1:]
    span = Days.covering([on for on in days if on] or [chart.moment.as_of], chart.marks)
    marks = drawn(chart.marks, span, _INNER, look, chart.unit)
    vertical = counts_axis(max(number(v) or 0 for c in series for v in c.values), look)
    high = vertical["range"][1]
    ends = _apart(_sided(_ends(series, days), span), span, high)
    named = len(series) > _LABELLED or any(end.height > high for end in ends)
    ends = [] if named else ends
    tones = theme.tones_of(series)
    traces = [
        _trace(chart, column, days, tones[place], look, again=tones[place] in tones[:place])
        for place, column in enumerate(series)
    ]
    room = named * legend_room([column.name for column in series], UNDER)
    low = 30 + room
    top = marks.top + 4
    parts = {
        "margin": {"l": 8, "r": _right_margin(ends, span), "t": top, "b": low, "pad": 4},
        "xaxis": dates_axis(span, look),
        "yaxis": vertical,
        "shapes": marks.shapes,
        "annotations": marks.annotations + [_label(end, span, high, look) for end in ends],
        "showlegend": named,
        "legend": legend(look, room, _INNER + top + low),
    }
    return {"data": traces, "layout": layout(look, _INNER + top + low, **parts)}


def _trace(
    chart: Chart, column: Column, days: list[date | None], tone: Tone, look: Palette, *, again: bool
) -> Part:
    happened = {"width": 3.5 if tone is Tone.DONE else 2.5, "dash": "solid", "shape": "hv"}
    drawn_as = _EXPECTED.get(tone, happened) | (_AGAIN if again and tone in _EXPECTED else {})
    fill = look.fills[tone]
    return {
        "type": "scatter",
        "mode": "lines" if tone in _EXPECTED else "lines+markers",
        "name": inert(column.name),
        "x": [on.isoformat() if on else None for on in days],
        "y": [number(value) for value in column.values],
        "line": drawn_as | {"color": fill},
        "marker": {"size": 7 if tone is Tone.DONE else 6, "color": fill},
        "connectgaps": True,
        "cliponaxis": False,
        "hovertext": [
            _hover(chart, column, on, value) for on, value in zip(days, column.values, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(chart: Chart, column: Column, on: date | None, value: Value) -> str:
    count = number(value)
    if on is None or count is None:
        return ""
    until = f"đến {day(on)}: <b>{said(count)}</b> {inert(chart.unit)}"
    return f"{inert(column.name)}<br>{until}"


def _ends(series: tuple[Column, ...], days: list[date | None]) -> list[End]:
    """The last point of every line that has one."""
    found = []
    for column, tone in zip(series, theme.tones_of(series), strict=True):
        points = [
            (on, count)
            for on, value in zip(days, column.values, strict=True)
            if on and (count := number(value)) is not None
        ]
        if points:
            on, count = max(points)
            text = f"<b>{said(count)}</b> {wrapped(column.name, 12)}"
            found.append(End(on, count, text, tone))
    return found


def _sided(ends: list[End], span: Days) -> list[End]:
    """Two or three lines that reach one height one after the other: the first is named on its left,
    the next lower down, the last as usual."""
    top = max((end.height for end in ends), default=0)
    tied = sorted((end for end in ends if end.height == top), key=lambda end: end.on)
    parts = [span.part(end.on) for end in tied]
    if not 2 <= len(tied) <= 3 or parts[0] < _LEFT_ROOM or parts[-2] > _EDGE:
        return ends
    if any(after - before < _APART for before, after in pairwise(parts)):
        return ends
    sides = dict(zip((end.text for end in tied[:-1]), ("left", "low"), strict=False))
    return [replace(end, side=sides.get(end.text, "")) for end in ends]


def _apart(ends: list[End], span: Days, top: float) -> list[End]:
    """The labels pushed up until none lies on another one nearby."""
    placed: list[End] = [end for end in ends if end.side]
    for end in sorted((end for end in ends if not end.side), key=lambda end: end.height):
        near = [
            other
            for other in placed
            if not other.side and abs(span.part(other.on) - span.part(end.on)) < 0.35
        ]
        half = (lines(end.text) * LINE + 4) / _INNER * top / 2
        height = max([end.height, *(other.top + half for other in near)])
        placed.append(replace(end, height=height, top=height + half))
    return placed


def _right_margin(ends: list[End], span: Days) -> int:
    """Pixels for the labels that stand at the right edge."""
    widths = [
        max(len(line) for line in end.text.replace("<b>", "").replace("</b>", "").split("<br>"))
        for end in ends
        if span.part(end.on) > 0.7
    ]
    return round(max(widths, default=0) * LETTER) + 18


def _label(end: End, span: Days, top: float, look: Palette) -> Part:
    """At the right edge behind the last deadline; inside the plot below the line's end."""
    at_edge = span.part(end.on) > _EDGE
    day_at = span.last if at_edge else end.on
    under = not at_edge and end.height > 0.1 * top
    place = {"xref": "x", "yref": "y", "x": day_at.isoformat(), "y": end.height}
    shift = {"xshift": 4 if under else 9, "yshift": -2 if under else 0}
    if end.side == "low":
        shift["yshift"] = -2 - 2 * LINE
    ground = {"bgcolor": look.ground.paper, "borderpad": 1, "opacity": 0.92, "align": "left"}
    anchors = {"xanchor": "left", "yanchor": "top" if under else "middle"}
    if end.side == "left":
        shift, anchors = {"xshift": -12, "yshift": -18}, {"xanchor": "right", "yanchor": "middle"}
    return note(
        end.text, look, **place, **shift, **ground, **anchors, font=font(look.fills[end.tone])
    )
