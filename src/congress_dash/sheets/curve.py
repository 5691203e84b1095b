"""A CURVE Chart → a native line chart over dates, in steps, with its deadlines and pauses.

A deadline is one point at the top of the axis with an error bar down to it; a pause is an area as
high as the axis. Both stand on the sheet of points and move when a person edits the dates there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from congress_dash import theme
from congress_dash.chart import Tone
from congress_dash.safe_text import COUNT_FORMAT
from congress_dash.sheets.canvas import (
    LONG,
    Canvas,
    Part,
    colour,
    counts_axis,
    day_of,
    days_axis,
    labels,
    legend,
)
from congress_dash.sheets.fields import Field
from congress_dash.sheets.steps import Path, path
from congress_dash.sheets.table import Cells, series

_DASHES = {Tone.PLAN: ("dash", 2.25), Tone.REGISTERED: ("round_dot", 2.75)}
_AGAIN = "long_dash_dot"  # a second line of one colour


def curve(canvas: Canvas) -> tuple[Any, int]:
    """The lines with their last numbers, under the marks."""
    assert canvas.points
    told = path(canvas.chart)
    every = (*told.lines, *told.deadlines, *told.pauses)
    days, *refs = canvas.points.add(canvas.table.sheet, [told.days, *every])
    at = iter(refs)
    drawn = canvas.book.add_chart({"type": "line"})
    for line in _lines(told):
        drawn.add_series({**series(days, next(at)), **line})
    for mark in told.deadlines:
        drawn.add_series({**series(days, next(at)), **_deadline(mark)})
    drawn.show_blanks_as("span")
    if told.pauses:
        drawn = _shaded(canvas, drawn, told, days, list(at))
    _set_axes(drawn, told)
    first = len(told.pauses) + len(told.lines)  # shades are drawn first, deadlines are named
    drawn.set_legend(legend(delete_series=list(range(first, first + len(told.deadlines)))))
    return drawn, 440


def _lines(told: Path) -> Iterator[Part]:
    for place, (line, tone) in enumerate(zip(told.lines, told.tones, strict=True)):
        dash, width = _DASHES.get(tone, ("solid", 3.5 if tone is Tone.DONE else 2.5))
        dash = _AGAIN if tone in told.tones[:place] and tone in _DASHES else dash
        known = [row for row, value in enumerate(line.values) if value is not None]
        look: Part = {
            "name": line.heading,
            "line": {"color": colour(tone), "width": width, "dash_type": dash},
            "marker": {"type": "none"},
        }
        if len(known) == 1:
            paint = {"color": colour(tone)}
            look["marker"] = {"type": "circle", "size": 8, "fill": paint, "border": paint}
        if known:
            look["data_labels"] = _last(line, known[-1], theme.readable(colour(tone)))
        yield look


def _last(line: Field, last: int, ink: str) -> Part:
    """The number at the end of the line alone."""
    gone: list[Part | None] = [{"delete": True}] * len(line.values)
    gone[last] = None
    return labels(ink, position="above", num_format=COUNT_FORMAT, custom=gone)


def _deadline(mark: Field) -> Part:
    """An unseen point with its name above; a dark line hangs from it."""
    return {
        "name": mark.heading,
        "line": {"none": True},
        "marker": {"type": "none"},
        "data_labels": labels(theme.INK, value=False, series_name=True, position="above"),
        "y_error_bars": {
            "type": "percentage", "value": 100, "direction": "minus", "end_style": 0,
            "line": {"color": theme.INK, "width": 1.5, "dash_type": "dash"},
        },
    }  # fmt: skip


def _shaded(canvas: Canvas, lines: Any, told: Path, days: Cells, at: list[Cells]) -> Any:
    """The lines over areas as high as the axis."""
    shades = canvas.book.add_chart({"type": "area"})
    paint = {"color": theme.PAUSE, "transparency": 72}
    for pause, cells in zip(told.pauses, at, strict=True):
        shades.add_series({"name": pause.heading, **series(days, cells),
                           "fill": paint, "border": {"none": True}})  # fmt: skip
    shades.show_blanks_as("span")
    shades.combine(lines)
    return shades


def _set_axes(drawn: Any, told: Path) -> None:
    """A tick on every first of the month, or on a short axis every week."""
    days = [day for value in told.days.values if (day := day_of(value))]
    is_long = (days[-1] - days[0]).days > LONG
    first = days[0].replace(day=1) if is_long else days[0]
    unit = (1, "months") if is_long else (7, "days")
    drawn.set_x_axis(days_axis(first, days[-1], date_axis=True, major_unit=unit[0],
                               major_unit_type=unit[1]))  # fmt: skip
    drawn.set_y_axis(counts_axis(told.top, told.step))
