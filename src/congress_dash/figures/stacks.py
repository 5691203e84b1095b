"""Stacks, upright over labels or weeks and lying by name, with their values written on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil
from textwrap import shorten

from congress_dash.chart import Chart, Column, Kind, Tone, Value
from congress_dash.figures.frame import (
    BESIDE_NAMES,
    LETTER,
    LINE,
    UNDER,
    Figure,
    Part,
    axis,
    counts_axis,
    day_of,
    font,
    inert,
    layout,
    legend,
    legend_room,
    lines,
    number,
    said,
    tones_of,
    wrapped,
)
from congress_dash.figures.marks import Days, Drawn, dates_axis, drawn, unit_note
from congress_dash.figures.palette import Palette
from congress_dash.vietnamese import day, week

_INNER = 240
_LEVEL = 6  # more names than this are slanted
_WEEK = 7 * 24 * 3600 * 1000  # milliseconds, the measure of a date axis


def lying(chart: Chart, look: Palette) -> Figure:
    """One lying stack per row, the first on top; a lone bar has its value behind it.

    Full bars are drawn to one length by Plotly; what is written on them stays the count.
    """
    names = [wrapped(_text(value), 18) for value in chart.columns[0].values]
    row = max(36, max(lines(name) for name in names) * LINE + 10)
    inner, places = row * len(names), list(range(len(names)))
    several = len(chart.columns) > 2
    full = chart.kind is Kind.FULL_BARS
    lengths = _lengths(chart)
    longest = max(lengths, default=0) * (1 if several else 1.12)
    least = [0.05 * length if full else 0.025 * longest * several for length in lengths]
    lone = {} if several else {"textposition": "outside", "textfont": font(look.ground.ink)}
    traces = [
        _bar(chart, column, place, look, least)
        | {"orientation": "h", "y": places, "x": _counts(column)}
        | lone
        for place, column in enumerate(chart.columns[1:])
    ]
    room = legend_room([column.name for column in chart.columns[1:]], BESIDE_NAMES)
    low = 6 + room
    vertical = axis(look, range=[len(names) - 0.5, -0.5], tickvals=places, ticktext=names)
    parts = {
        "margin": {"l": 8, "r": 12, "t": 24, "b": low, "pad": 6},
        "barmode": "stack",
        "barnorm": "percent" if full else "",
        "bargap": 0.34,
        "xaxis": axis(look, visible=False, range=[0, 100 if full else longest or 1]),
        "yaxis": vertical | {"tickfont": font(look.ground.ink)},
        "annotations": [unit_note(chart.unit, look)],
        "showlegend": several,
        "legend": legend(look, room, inner + 24 + low),
    }
    return {"data": traces, "layout": layout(look, inner + 24 + low, **parts)}


def upright(chart: Chart, look: Palette) -> Figure:
    """One standing stack per label; over Mondays each stands in the middle of its week."""
    days = [on for value in chart.columns[0].values if (on := day_of(value))]
    dated = len(days) == len(chart.columns[0].values)
    marks, horizontal = _dated_axis(chart, days, look) if dated else _named_axis(chart, look)
    places = [on.isoformat() for on in days] if dated else horizontal["tickvals"]
    lengths = _lengths(chart)
    tallest = max(lengths, default=0)
    traces = [
        _bar(chart, column, place, look, [0.055 * tallest] * len(lengths))
        | {"x": places, "y": _counts(column)}
        | (_in_weeks(days) if dated else {})
        for place, column in enumerate(chart.columns[1:])
    ]
    several = len(traces) > 1
    under = 30 if dated else _names_room(horizontal)
    top = marks.top + 4
    room = legend_room([column.name for column in chart.columns[1:]], UNDER)
    low = under + room
    parts = {
        "margin": {"l": 8, "r": 12, "t": top, "b": low, "pad": 4},
        "barmode": "stack",
        "bargap": 0.25,
        "xaxis": horizontal,
        "yaxis": counts_axis(tallest, look),
        "shapes": marks.shapes,
        "annotations": marks.annotations,
        "showlegend": several,
        "legend": legend(look, room, _INNER + top + low),
    }
    return {"data": traces, "layout": layout(look, _INNER + top + low, **parts)}


def _bar(chart: Chart, column: Column, place: int, look: Palette, least: Sequence[float]) -> Part:
    """What lying and upright bars share; counts below a row's `least` are too thin for a label."""
    tones, counts = tones_of(chart.columns[1:], place), _counts(column)
    widths = [0 if tone is Tone.HIDDEN else 1 for tone in tones]
    edge = {"color": look.ground.paper, "width": widths}
    rows = zip(chart.columns[0].values, counts, strict=True)
    return {
        "type": "bar",
        "name": inert(column.name),
        "marker": {"color": [look.fills[tone] for tone in tones], "line": edge},
        "text": [
            said(count) if count and count >= low else ""
            for count, low in zip(counts, least, strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "insidetextfont": font([look.written[tone] for tone in tones]),
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "hovertext": [_hover(chart, column, row, count) for row, count in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _dated_axis(chart: Chart, days: list[date], look: Palette) -> tuple[Drawn, Part]:
    weekly = _weekly(days)
    before, after = timedelta(days=0 if weekly else 1), timedelta(days=7 if weekly else 1)
    span = Days.covering([min(days) - before, max(days) + after], chart.marks)
    horizontal = dates_axis(span, look)
    if weekly:
        weeks = ceil(span.length / 7 / 6)
        horizontal |= {"tick0": min(days).isoformat(), "dtick": weeks * _WEEK}
    return drawn(chart.marks, span, _INNER, look, chart.unit), horizontal


def _named_axis(chart: Chart, look: Palette) -> tuple[Drawn, Part]:
    texts = [_text(value) for value in chart.columns[0].values]
    slanted = len(texts) > _LEVEL
    names = [inert(shorten(t, 22, placeholder="…")) if slanted else wrapped(t, 11) for t in texts]
    ends, places = [-0.5, len(names) - 0.5], list(range(len(names)))
    marks = Drawn(annotations=[unit_note(chart.unit, look)], top=LINE + 6)
    words = {"tickvals": places, "ticktext": names, "tickangle": -45 if slanted else 0}
    return marks, axis(look, range=ends, showline=True, automargin=False, **words)


def _names_room(horizontal: Part) -> int:
    """Pixels for the names under the axis; slanted ones reach as deep as they are long."""
    names = horizontal["ticktext"]
    if horizontal["tickangle"]:
        return 22 + round(max(len(name) for name in names) * LETTER * 0.7)
    return 12 + LINE * max(lines(name) for name in names)


def _in_weeks(days: list[date]) -> Part:
    """A bar over a week stands between its Monday and the next one."""
    if not _weekly(days):
        return {}
    first = min(days).isoformat()
    return {"xperiod": _WEEK, "xperiod0": first, "xperiodalignment": "middle"}


def _weekly(days: list[date]) -> bool:
    return all(on.weekday() == 0 for on in days)


def _hover(chart: Chart, column: Column, row: Value, count: float | None) -> str:
    if count is None:
        return ""
    value = f"<b>{said(count)}</b> {inert(chart.unit)}"
    return f"{inert(_place(row))}<br>{inert(column.name)}: {value}"


def _place(row: Value) -> str:
    on = day_of(row)
    return week(on) if on and on.weekday() == 0 else _text(row)


def _text(value: Value) -> str:
    on = day_of(value)
    return day(on) if on else str("" if value is None else value)


def _counts(column: Column) -> list[int | float | None]:
    return [number(value) for value in column.values]


def _lengths(chart: Chart) -> list[float]:
    """How far each stack reaches, for the axis only: nothing is written from it."""
    rows = zip(*(_counts(column) for column in chart.columns[1:]), strict=True)
    return [sum(count or 0 for count in row) for row in rows]
