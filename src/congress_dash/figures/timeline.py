"""Events on a date axis, a lane for each kind of step: a mark where it is, a stroke where it lasts.

What the marks mean stands below in HTML (`tables.marks`), where it wraps as the page needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congress_dash import theme
from congress_dash.chart import Chart, Tone
from congress_dash.figures.frame import (
    LINE,
    Figure,
    Part,
    axis,
    day_of,
    font,
    inert,
    layout,
    wrapped,
)
from congress_dash.figures.marks import Days, dates_axis, drawn
from congress_dash.figures.palette import Palette
from congress_dash.vietnamese import day, short_day

_ROW = 27  # pixels of a lane
_CLOSE = 0.15  # marks nearer than this share of the axis cannot both be dated
_SHAPES = {
    "●": "circle",
    "○": "circle-open",
    "◉": "circle-open-dot",
    "◇": "diamond-open",
    "◆": "diamond",
    "▲": "triangle-up",
    "|": "line-ns-open",
    "■": "square",
    "□": "square-open",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One mark: on which lane, from which day to which, and how it is known."""

    lane: str
    on: date
    until: date | None
    words: str
    known: str
    tone: Tone

    @property
    def last(self) -> date:
        return self.until or self.on


def timeline(chart: Chart, look: Palette) -> Figure:
    """Lanes in the order in which they first occur; those without a day stay empty."""
    lanes, events = _lanes(chart), _events(chart)
    inner = _ROW * len(lanes)
    ends = [on for event in events for on in (event.on, event.last)]
    days = Days.covering(ends or [chart.moment.as_of], chart.marks)
    marks = drawn(chart.marks, days, inner, look, pauses_above=True)
    known = list(dict.fromkeys(event.known for event in events))
    years = LINE * (days.first.year != days.last.year)  # the axis names them on a second line
    top, low = marks.top + 8, 30 + years
    names = [wrapped(lane, 16) for lane in lanes]
    vertical = axis(
        look, range=[len(lanes) - 0.5, -0.5], tickvals=list(range(len(lanes))), ticktext=names
    )
    parts = {
        "margin": {"l": 8, "r": 16, "t": top, "b": low, "pad": 6},
        "xaxis": dates_axis(days, look),
        "yaxis": vertical | {"tickfont": font(look.ground.ink), "showgrid": True},
        "shapes": marks.shapes,
        "annotations": marks.annotations,
    }
    traces = [
        trace
        for name in known
        for trace in _traces([e for e in events if e.known == name], lanes, look)
    ]
    dated = _dates(events, lanes, days, look)
    return {"data": [*traces, dated], "layout": layout(look, inner + top + low, **parts)}


def _lanes(chart: Chart) -> list[str]:
    return list(dict.fromkeys(str(lane or "") for lane in chart.columns[2].values))


def _events(chart: Chart) -> list[Event]:
    """The rows that have a day."""
    starts, ends, lanes, words, known = chart.columns[:5]
    tones = known.tones or (known.tone,) * len(known.values)
    return [
        Event(
            str(lanes.values[row] or ""),
            on,
            day_of(ends.values[row]),
            str(words.values[row] or ""),
            str(known.values[row] or ""),
            tones[row] or Tone.PLAN,
        )
        for row, value in enumerate(starts.values)
        if (on := day_of(value)) is not None
    ]


def _traces(events: list[Event], lanes: list[str], look: Palette) -> list[Part]:
    """The marks of one way of knowing, before them the strokes of those that last."""
    tone = events[0].tone
    rows = [lanes.index(event.lane) for event in events]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "name": inert(events[0].known),
        "x": [event.on.isoformat() for event in events],
        "y": rows,
        "marker": {
            "symbol": _SHAPES[theme.MARKS.get(tone, "●")],
            "size": 11,
            "color": look.fills[tone],
            "line": {"color": look.fills[tone], "width": 2},
        },
        "hovertext": [_hover(event) for event in events],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
    lasting = [(e, row) for e, row in zip(events, rows, strict=True) if e.last > e.on]
    if not lasting:
        return [marks]
    strokes = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for e, _ in lasting for x in (e.on.isoformat(), e.last.isoformat(), None)],
        "y": [y for _, row in lasting for y in (row, row, None)],
        "line": {"color": look.fills[tone], "width": 4},
        "opacity": 0.55,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return [strokes, marks]


def _hover(event: Event) -> str:
    lasting = f"–{day(event.last)}" if event.last > event.on else ""
    return f"<b>{day(event.on)}{lasting}</b> · {inert(event.known)}<br>{wrapped(event.words, 48)}"


def _dates(events: list[Event], lanes: list[str], days: Days, look: Palette) -> Part:
    """The day beside its mark, left out where another mark of its lane stands in the way."""
    kept = [event for event in dict.fromkeys(events) if _has_room(event, events, days)]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [event.on.isoformat() for event in kept],
        "y": [lanes.index(event.lane) for event in kept],
        "text": [_beside(event, days) for event in kept],
        "textposition": [
            "middle left" if _is_at_end(event, days) else "middle right" for event in kept
        ],
        "textfont": font(look.ground.muted, 11),
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _has_room(event: Event, events: list[Event], days: Days) -> bool:
    way = -1 if _is_at_end(event, days) else 1
    others = [e for e in events if e.lane == event.lane and e != event]
    if any(e.on == event.on for e in others if events.index(e) < events.index(event)):
        return False
    return not any(0 < way * (e.on - event.on).days / days.length < _CLOSE for e in others)


def _is_at_end(event: Event, days: Days) -> bool:
    return days.part(event.on) > 0.9


def _beside(event: Event, days: Days) -> str:
    """The day, clear of its mark: wide spaces, as plain ones are swallowed."""
    gap = "\u2002" * 2
    said = short_day(event.on)
    return f"{said}{gap}" if _is_at_end(event, days) else f"{gap}{said}"
