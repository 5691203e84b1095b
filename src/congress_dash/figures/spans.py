"""Lying spans of days on a date axis, one after another from each row's first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from congress_dash.chart import Chart, Column, Tone
from congress_dash.figures.frame import (
    BESIDE_NAMES,
    LINE,
    Figure,
    Part,
    axis,
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
from congress_dash.figures.marks import Days, dates_axis, drawn
from congress_dash.figures.palette import Palette
from congress_dash.vietnamese import day, short_day

_DAY = 24 * 3600 * 1000  # milliseconds, the measure of a date axis
_CLOSE = 0.12  # spans that begin nearer than this share of the axis cannot both be dated


@dataclass(frozen=True, slots=True)
class Span:
    """`days` from `start` on, in row `row`."""

    row: int
    start: date
    days: float
    tone: Tone

    @property
    def end(self) -> date:
        return self.start + timedelta(days=self.days)

    @property
    def is_seen(self) -> bool:
        return self.tone is not Tone.HIDDEN and self.days > 0


def spans(chart: Chart, look: Palette) -> Figure:
    """The name stands inside its span, the first day below its beginning."""
    names = [wrapped(str(value or ""), 16) for value in chart.columns[0].values]
    row = max(48, max(lines(name) for name in names) * LINE + 12)
    inner, places = row * len(names), list(range(len(names)))
    found = _laid(chart)
    known = [on for line in found for span in line for on in (span.start, span.end)]
    days = Days.covering(known or [chart.moment.as_of], chart.marks)
    marks = drawn(chart.marks, days, inner, look, pauses_above=True)
    columns = zip(chart.columns[2:], found, strict=True)
    several = len({span.tone for line in found for span in line if span.is_seen}) > 1
    seen = [
        c.name
        for c, line in zip(chart.columns[2:], found, strict=True)
        if any(s.is_seen for s in line)
    ]
    room = several * legend_room(seen, BESIDE_NAMES)
    top, low = marks.top + 8, 30 + room
    vertical = axis(look, range=[len(names) - 0.5, -0.5], tickvals=places, ticktext=names)
    parts = {
        "margin": {"l": 8, "r": 16, "t": top, "b": low, "pad": 6},
        "barmode": "overlay",
        "xaxis": dates_axis(days, look) | {"showgrid": True},
        "yaxis": vertical | {"tickfont": font(look.ground.ink)},
        "shapes": marks.shapes,
        "annotations": marks.annotations,
        "uniformtext": {"mode": "hide", "minsize": 10},
        "showlegend": several,
        "legend": legend(look, room, inner + top + low),
    }
    traces = [_trace(chart, column, line, look) for column, line in columns]
    beginnings = _beginnings([span for line in found for span in line], days, look)
    return {
        "data": [*traces, beginnings],
        "layout": layout(look, inner + top + low, **parts),
    }


def _laid(chart: Chart) -> list[list[Span]]:
    """Per column of days its spans; each row's spans follow one another."""
    begins = [day_of(value) for value in chart.columns[1].values]
    found: list[list[Span]] = []
    columns = chart.columns[2:]
    for place, column in enumerate(columns):
        line: list[Span] = []
        for row, tone in enumerate(tones_of(columns, place)):
            start, days = begins[row], number(column.values[row])
            if start is not None and days is not None:
                line.append(Span(row, start, days, tone))
                begins[row] = line[-1].end
        found.append(line)
    return found


def _trace(chart: Chart, column: Column, line: list[Span], look: Palette) -> Part:
    widths = [1 if span.is_seen else 0 for span in line]
    return {
        "type": "bar",
        "orientation": "h",
        "name": inert(column.name),
        "showlegend": any(span.is_seen for span in line),
        "y": [span.row for span in line],
        "base": [span.start.isoformat() for span in line],
        "x": [span.days * _DAY for span in line],
        "customdata": [span.days for span in line],
        "width": 0.5,
        "offset": -0.36,
        "marker": {
            "color": [look.fills[span.tone] for span in line],
            "line": {"color": look.ground.paper, "width": widths},
        },
        "text": [inert(column.name) if span.is_seen else "" for span in line],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "insidetextfont": font([look.written[span.tone] for span in line]),
        "textangle": 0,
        "hovertext": [_hover(chart, column, span) for span in line],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(chart: Chart, column: Column, span: Span) -> str:
    name = inert(str(chart.columns[0].values[span.row] or ""))
    lasting = f"<b>{said(span.days)}</b> {inert(chart.unit)}"
    return f"{name}<br>{inert(column.name)}: từ {day(span.start)}, {lasting}"


def _beginnings(found: list[Span], days: Days, look: Palette) -> Part:
    """The first day of every visible span, left out where the one before stands too near."""
    ordered = sorted((s for s in found if s.is_seen), key=lambda s: (s.row, s.start))
    dated = _spaced(ordered, days)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [span.start.isoformat() for span in dated],
        "y": [span.row + 0.31 for span in dated],
        "text": [short_day(span.start) for span in dated],
        "textposition": "middle right",
        "textfont": font(look.ground.muted, 11),
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _spaced(ordered: list[Span], days: Days) -> list[Span]:
    kept: list[Span] = []
    for span in ordered:
        before = kept[-1] if kept and kept[-1].row == span.row else None
        if before is None or (span.start - before.start).days / days.length >= _CLOSE:
            kept.append(span)
    return kept
