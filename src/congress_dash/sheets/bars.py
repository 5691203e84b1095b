"""Stacked series of a Chart → native stacks, upright or lying, the numbers in them; spans of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from congress_dash import theme
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.safe_text import NONZERO_FORMAT, SHORT_DAY_FORMAT, plain
from congress_dash.scales import scale
from congress_dash.sheets.canvas import (
    WIDTH,
    Canvas,
    Part,
    colour,
    counts_axis,
    day_of,
    days_axis,
    labels,
    legend,
    names_axis,
    number,
)
from congress_dash.sheets.table import series

_INNER = {"lying": WIDTH * 0.62, "upright": 300.0}  # pixels of a plot along its stacks
_LETTER, _LINE = 8.0, 15.0  # pixels of a digit and of its line
_ROW, _ROUND = 26, 110  # pixels of a lying bar, and of all that is around them
_UNSEEN = " "  # programs disagree on which entry of a lying chart's legend is left out
_STEPS = (1, 2, 7, 14, 28, 56)


def columns(canvas: Canvas) -> tuple[Any, int]:
    """Upright stacks over a value axis."""
    drawn = canvas.book.add_chart({"type": "column", "subtype": "stacked"})
    top, step = scale(_highest(canvas.chart))
    _add(drawn, canvas, canvas.chart.columns[1:], _INNER["upright"] / top, lying=False)
    drawn.set_x_axis(names_axis(text_axis=True, num_format=_label_format(canvas.chart)))
    drawn.set_y_axis(counts_axis(top, step))
    return drawn, 420


def bars(canvas: Canvas) -> tuple[Any, int]:
    """Lying stacks, the first row on top; full ones all of one length."""
    full = canvas.chart.kind is Kind.FULL_BARS
    drawn = canvas.book.add_chart(
        {"type": "bar", "subtype": "percent_stacked" if full else "stacked"}
    )
    longest = _highest(canvas.chart) or 1
    _add(drawn, canvas, canvas.chart.columns[1:], _INNER["lying"] / longest, lying=True)
    drawn.set_y_axis(names_axis(reverse=True, line={"none": True}))
    drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0,
                      **({} if full else {"max": longest})})  # fmt: skip
    return drawn, _height(canvas.chart)


def spans(canvas: Canvas) -> tuple[Any, int]:
    """Lying spans of days, carried by an unseen bar that reaches from day 0 to each start."""
    chart = canvas.chart
    first, last, step = _stretch(chart)
    drawn = canvas.book.add_chart({"type": "bar", "subtype": "stacked"})
    drawn.add_series({"name": _UNSEEN, "gap": 45, **_paint(Tone.HIDDEN),
                      **series(canvas.table.cells(0), canvas.table.cells(1))})  # fmt: skip
    per_day = _INNER["lying"] / (last - first).days
    _add(drawn, canvas, chart.columns[2:], per_day, lying=True, start=2)
    drawn.set_legend(legend())
    drawn.set_y_axis(names_axis(reverse=True, line={"none": True}))
    rules = {"visible": True, "line": {"color": theme.RULE, "width": 0.75}}
    drawn.set_x_axis(days_axis(first, last, major_unit=step, major_gridlines=rules,
                               line={"none": True}, label_position="high"))  # fmt: skip
    return drawn, _height(chart)


def _add(
    drawn: Any,
    canvas: Canvas,
    told: Sequence[Column],
    per_unit: float,
    *,
    lying: bool,
    start: int = 1,
) -> None:
    for at, (column, tone) in enumerate(zip(told, theme.tones_of(told), strict=True), start):
        drawn.add_series(
            {
                "name": canvas.table.name(at),
                **series(canvas.table.cells(0), canvas.table.cells(at)),
                "gap": 45,
                **_paint(tone),
                "points": [_paint(own) if own else None for own in column.tones],
                **_labels(column, tone, per_unit, lying=lying),
            }
        )
    drawn.set_legend(legend() if len(told) > 1 else {"none": True})


def _paint(tone: Tone) -> Part:
    """A white edge parts neighbours of one colour."""
    if tone is Tone.HIDDEN:
        return {"fill": {"none": True}, "border": {"none": True}}
    return {"fill": {"color": colour(tone)}, "border": {"color": theme.PAPER, "width": 0.75}}


def _labels(column: Column, tone: Tone, per_unit: float, *, lying: bool) -> Part:
    """The number in its segment, left out where there is no room for it."""
    if tone is Tone.HIDDEN:
        return {}
    counts = [number(value) or 0 for value in column.values]
    needed = [len(f"{count:.0f}") * _LETTER + 4 if lying else _LINE for count in counts]
    tight = [
        {"delete": True} if count and count * per_unit < need else None
        for count, need in zip(counts, needed, strict=True)
    ]
    if not any(counts):
        return {}
    ink = theme.text_on(colour(tone))
    return {"data_labels": labels(ink, position="center", num_format=NONZERO_FORMAT,
                                  **({"custom": tight} if any(tight) else {}))}  # fmt: skip


def _highest(chart: Chart) -> float:
    """The longest stack."""
    rows = zip(*(map(number, column.values) for column in chart.columns[1:]), strict=True)
    return max((sum(value or 0 for value in row) for row in rows), default=0)


def _label_format(chart: Chart) -> str:
    """Days as `13/5`, with the year when there are several."""
    days = [known for known in map(plain, chart.columns[0].values) if isinstance(known, date)]
    return SHORT_DAY_FORMAT if len({day.year for day in days}) <= 1 else r"d\/m\/yyyy"


def _height(chart: Chart) -> int:
    return _ROUND + _ROW * max(len(chart.columns[0].values), 3)


def _stretch(chart: Chart) -> tuple[date, date, int]:
    """First day, last day and days between ticks that cover every span; weeks from Monday."""
    starts = [day_of(value) for value in chart.columns[1].values]
    lengths = zip(*(map(number, column.values) for column in chart.columns[2:]), strict=True)
    known = [
        (start, start + timedelta(days=sum(value or 0 for value in row)))
        for start, row in zip(starts, lengths, strict=True)
        if start
    ]
    first = min((start for start, _ in known), default=chart.moment.as_of)
    last = max((end for _, end in known), default=first)
    step = next((step for step in _STEPS if (last - first).days <= 13 * step), 91)
    if step >= 7:
        first -= timedelta(days=first.weekday())
    return first, max(last, first + timedelta(days=step)), step
