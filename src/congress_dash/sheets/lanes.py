"""DOTS and TIMELINE Charts → native dots over dates, a lane for each name, marks where they are.

Excel's dots know numbers only: lanes are numbered from the top on the sheet of points, and named
by a series of unseen dots at the left edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from xlsxwriter.utility import xl_range_abs

from congress_dash import theme
from congress_dash.chart import Chart, Tone, Value
from congress_dash.safe_text import safe_text
from congress_dash.sheets.canvas import (
    LONG,
    Canvas,
    Part,
    colour,
    day_of,
    days_axis,
    labels,
    legend,
)
from congress_dash.sheets.fields import Field
from congress_dash.sheets.table import Cells, series

_ROW, _ROUND = 26, 130  # pixels of a lane, and of all that is around them
_NAMES = 0.34  # of the chart's width
_LONGEST = 42  # letters of a lane's name
_SHAPES = {"●": "circle", "○": "circle", "◉": "circle", "◇": "diamond", "◆": "diamond",
           "▲": "triangle", "|": "plus", "■": "square", "□": "square"}  # fmt: skip
_HOLLOW = frozenset("○◇□")


def dots(canvas: Canvas) -> tuple[Any, int]:
    """One lane per row, every other column's days as dots in it."""
    chart, drawn = canvas.chart, canvas.book.add_chart({"type": "scatter"})
    names = [str(value or "") for value in chart.columns[0].values]
    days = [on for column in chart.columns[1:] for v in column.values if (on := day_of(v))]
    rows = Field("Dòng", tuple(range(1, len(names) + 1)))
    first, last = _stretch(chart, days)
    places = _lanes(drawn, canvas, names, first, [rows])[0]
    for at, tone in enumerate(theme.tones_of(chart.columns[1:]), 1):
        drawn.add_series({"name": canvas.table.name(at), **_marker(tone, "●"),
                          **series(canvas.table.cells(at), places)})  # fmt: skip
    _finish(drawn, canvas, len(names), first, last, [])
    return drawn, _ROUND + _ROW * len(names)


def timeline(canvas: Canvas) -> tuple[Any, int]:
    """Lanes in the order in which they first occur, one series for each way of knowing."""
    chart, drawn = canvas.chart, canvas.book.add_chart({"type": "scatter"})
    starts, ends, where, _, known = chart.columns[:5]
    lanes = list(dict.fromkeys(str(lane or "") for lane in where.values))
    place = {lane: at for at, lane in enumerate(lanes, 1)}
    tones = known.tones or (known.tone,) * len(known.values)
    first, last = _stretch(chart, [on for v in (*starts.values, *ends.values) if (on := day_of(v))])
    dated = [day_of(value) is not None for value in starts.values]
    told = [
        each
        for each in dict.fromkeys(zip(map(str, known.values), tones, strict=True))
        if any(
            on and each == (str(s), t) for on, s, t in zip(dated, known.values, tones, strict=True)
        )
    ]
    heights = [
        Field(
            words,
            tuple(
                place[str(lane or "")] if (str(said), own) == (words, tone) else None
                for lane, said, own in zip(where.values, known.values, tones, strict=True)
            ),
        )
        for words, tone in told
    ]
    lasting = Field("Số ngày kéo dài", tuple(map(_lasts, starts.values, ends.values)))
    *rows, lasts = _lanes(drawn, canvas, lanes, first, [*heights, lasting])
    for row, (words, tone) in zip(rows, told, strict=True):
        look = tone or Tone.PLAN
        drawn.add_series(
            {"name": safe_text(words), **series(canvas.table.cells(0), row),
             **_marker(look, theme.MARKS.get(look, "●")),
             **({"x_error_bars": _stroke(look, lasts)} if any(lasting.values) else {})}
        )  # fmt: skip
    _finish(drawn, canvas, len(lanes), first, last, [words for words, _ in told])
    return drawn, _ROUND + _ROW * len(lanes)


def _lasts(start: Value, end: Value) -> int | None:
    first, last = day_of(start), day_of(end)
    return (last - first).days if first and last and last > first else None


def _stroke(tone: Tone, lasts: Cells) -> Part:
    """From each mark to the right, as long as it lasts."""
    rows = lasts.row, lasts.column, lasts.row + len(lasts.values) - 1, lasts.column
    return {
        "type": "custom", "direction": "plus", "end_style": 0,
        "plus_values": f"='{lasts.sheet}'!{xl_range_abs(*rows)}",
        "minus_values": [0], "line": {"color": colour(tone), "width": 4, "transparency": 45},
    }  # fmt: skip


def _lanes(
    drawn: Any, canvas: Canvas, names: Sequence[str], first: date, more: Sequence[Field]
) -> list[Cells]:
    """Names the lanes; where the other columns of points stand."""
    assert canvas.points
    count = len(names)
    at = Field("Mép trái", (first,) * count)
    place = Field("Dòng", tuple(range(1, count + 1)))
    edge, heights, *others = canvas.points.add(canvas.table.sheet, [at, place, *more])
    written: list[Part] = [{"value": _cut(name)} for name in names]
    drawn.add_series(
        {"name": "Tên", **series(edge, heights), "marker": {"type": "none"},
         "data_labels": labels(theme.INK, position="left", custom=written)}
    )  # fmt: skip
    return others


def _keep_on_one_line(drawn: Any) -> None:
    """No program then breaks a lane's name into many lines; xlsxwriter has no word for it."""
    drawn._write_a_body_pr = lambda *_: drawn._xml_empty_tag("a:bodyPr", [("wrap", "none")])


def _cut(name: str) -> str:
    words = safe_text(name)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _marker(tone: Tone, shape: str) -> Part:
    paint = {"color": colour(tone)}
    fill = {"color": theme.tint(colour(tone), 0.3)} if shape in _HOLLOW else paint
    look = {"type": _SHAPES[shape], "size": 8, "fill": fill, "border": {**paint, "width": 1.5}}
    return {"marker": look}


def _stretch(chart: Chart, days: Iterable[date]) -> tuple[date, date]:
    """Three days before the first mark, three days after the last."""
    lines = [mark.on for mark in chart.marks if mark.until is None]
    known = [*days, *lines, chart.moment.as_of]
    return min(known) - timedelta(days=3), max(known) + timedelta(days=3)


def _finish(
    drawn: Any, canvas: Canvas, count: int, first: date, last: date, told: Sequence[str]
) -> None:
    _add_marks(drawn, canvas, count, first, last)
    _keep_on_one_line(drawn)
    rules = {"visible": True, "line": {"color": theme.RULE, "width": 0.75}}
    step = 7 if (last - first).days <= LONG else 28
    drawn.set_x_axis(days_axis(first, last, major_unit=step, label_position="high"))
    drawn.set_y_axis({"min": 0, "max": count + 1, "major_unit": 1, "reverse": True,
                      "label_position": "none", "line": {"none": True},
                      "major_tick_mark": "none", "major_gridlines": rules})  # fmt: skip
    gone = [at for at in range(len(drawn.series)) if not 1 <= at <= len(told)]
    drawn.set_legend(legend(delete_series=gone) if told else {"none": True})
    height = _ROUND + _ROW * count
    drawn.set_plotarea({"layout": {"x": _NAMES, "y": 24 / height, "width": 0.97 - _NAMES,
                                   "height": 1 - (100 if told else 64) / height}})  # fmt: skip


def _add_marks(drawn: Any, canvas: Canvas, count: int, first: date, last: date) -> None:
    """A deadline as a line from top to foot, a pause as a stroke along the top."""
    assert canvas.points
    for mark in canvas.chart.marks:
        on, until = max(mark.on, first), min(mark.until or mark.on, last)
        if on > until:
            continue
        days = Field(mark.label, (on, until))
        heights = Field("Dòng", (0, 0 if mark.until else count + 1))
        at, place = canvas.points.add(canvas.table.sheet, [days, heights])
        line = (
            {"color": theme.PAUSE, "width": 8, "transparency": 40}
            if mark.until
            else {"color": theme.INK, "width": 1.5, "dash_type": "dash"}
        )
        name = labels(theme.INK, value=False, series_name=True, position="above",
                      custom=[None, {"delete": True}])  # fmt: skip
        drawn.add_series({"name": safe_text(mark.label), **series(at, place),
                          "marker": {"type": "none"}, "line": line, "data_labels": name})  # fmt: skip
