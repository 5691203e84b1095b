"""Days as dots on one line per row: when something happened there, and where long nothing did."""

from __future__ import annotations

from datetime import date
from textwrap import wrap

from congress_dash import theme
from congress_dash.chart import Chart
from congress_dash.figures.frame import (
    LINE,
    Figure,
    Part,
    axis,
    day_of,
    font,
    inert,
    layout,
    lines,
    wrapped,
)
from congress_dash.figures.marks import Days, dates_axis, drawn
from congress_dash.figures.palette import Palette
from congress_dash.vietnamese import day

_WIDE = 25  # letters of a name on one of its two lines


def dots(chart: Chart, look: Palette) -> Figure:
    """One row per name, the first on top; each dot says its day when pointed at."""
    names = [_on_two_lines(str(value or "")) for value in chart.columns[0].values]
    row = max(32, max(lines(name) for name in names) * LINE + 4)
    inner, places = row * len(names), list(range(len(names)))
    known = [on for column in chart.columns[1:] for value in column.values if (on := day_of(value))]
    days = Days.covering([*known, chart.moment.as_of], chart.marks)
    marks = drawn(chart.marks, days, inner, look, pauses_above=True)
    top, low = marks.top + 8, 34
    vertical = axis(look, range=[len(names) - 0.5, -0.5], tickvals=places, ticktext=names)
    parts = {
        "margin": {"l": 8, "r": 16, "t": top, "b": low, "pad": 6},
        "xaxis": dates_axis(days, look) | {"showgrid": True},
        "yaxis": vertical | {"tickfont": font(look.ground.ink), "showgrid": True},
        "shapes": marks.shapes,
        "annotations": marks.annotations,
    }
    traces = [_trace(chart, place, look) for place in range(1, len(chart.columns))]
    return {"data": traces, "layout": layout(look, inner + top + low, **parts)}


def _on_two_lines(name: str) -> str:
    """The name, cut where it needs more: the dot says it in full."""
    return wrapped(" ".join(wrap(name, _WIDE, max_lines=2, placeholder="…")), _WIDE)


def _trace(chart: Chart, place: int, look: Palette) -> Part:
    column = chart.columns[place]
    found: list[tuple[int, date]] = [
        (row, on) for row, value in enumerate(column.values) if (on := day_of(value))
    ]
    tone = theme.tones_of(chart.columns[1:])[place - 1]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": inert(column.name),
        "x": [on.isoformat() for _, on in found],
        "y": [row for row, _ in found],
        "marker": {
            "size": 11,
            "color": look.fills[tone],
            "line": {"width": 1, "color": look.ground.paper},
        },
        "cliponaxis": False,
        "hovertext": [
            f"{inert(str(chart.columns[0].values[row] or ''))}<br>{inert(column.name)}: "
            f"<b>{day(on)}</b>"
            for row, on in found
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
