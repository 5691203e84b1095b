"""A CURVE Chart → the points of its lines and marks, over one list of days. Pure.

What happened goes in steps, because a count holds until the next: a day on which it moves stands
twice, first with the count before. What is expected goes straight.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from congress_dash import theme
from congress_dash.chart import Chart, Mark, Tone, Value
from congress_dash.scales import scale
from congress_dash.sheets.canvas import day_of, number
from congress_dash.sheets.fields import Field

EXPECTED = frozenset({Tone.PLAN, Tone.REGISTERED})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Path:
    """The days, and over them the lines with their tones, the deadlines, the pauses."""

    days: Field
    lines: tuple[Field, ...]
    tones: tuple[Tone, ...]
    deadlines: tuple[Field, ...]
    pauses: tuple[Field, ...]
    top: float
    step: float


def path(chart: Chart) -> Path:
    """The points of a chart that has rows."""
    rows = {on: at for at, value in enumerate(chart.columns[0].values) if (on := day_of(value))}
    series = chart.columns[1:]
    tones = theme.tones_of(series)
    values = [[number(value) for value in column.values] for column in series]
    points: list[tuple[date, list[float | None]]] = []
    before: list[float | None] = [None] * len(series)
    for on in _days(chart, list(rows)):
        now = [line[rows[on]] if on in rows else None for line in values]
        corner = [
            was if new is not None and was is not None and new != was and tone not in EXPECTED
            else None
            for was, new, tone in zip(before, now, tones, strict=True)
        ]  # fmt: skip
        points += [(on, corner)] if any(each is not None for each in corner) else []
        points.append((on, now))
        before = [was if new is None else new for was, new in zip(before, now, strict=True)]
    top, step = _top(chart, max((v or 0 for line in values for v in line), default=0))
    days = [on for on, _ in points]
    return Path(
        Field("Ngày", tuple(days)),
        tuple(Field(c.name, tuple(p[at] for _, p in points)) for at, c in enumerate(series)),
        tuple(tones),
        tuple(_deadline(mark, days, top) for mark in chart.marks if mark.until is None),
        tuple(_pause(mark, days, top) for mark in chart.marks if mark.until),
        top,
        step,
    )


def _days(chart: Chart, own: list[date]) -> list[date]:
    """The chart's own days and those that its marks need."""
    known = {*own, *(mark.on for mark in chart.marks if mark.until is None)}
    first, last = min(known), max(known)
    edges = {
        on
        for mark in chart.marks
        if mark.until
        for on in (mark.on - _DAY, mark.on, mark.until, mark.until + _DAY)
    }
    return sorted(known | {on for on in edges if first <= on <= last})


def _top(chart: Chart, highest: float) -> tuple[float, float]:
    """Under marks no line comes near the top."""
    top, step = scale(highest)
    return (top + step if chart.marks and top - highest < step / 2 else top), step


def _deadline(mark: Mark, days: list[date], top: float) -> Field:
    last = len(days) - 1 - days[::-1].index(mark.on)
    return Field(mark.label, tuple(top if at == last else None for at in range(len(days))))


def _pause(mark: Mark, days: list[date], top: float) -> Field:
    until = mark.until or mark.on
    values: tuple[Value, ...] = tuple(top if mark.on <= on <= until else 0 for on in days)
    return Field(mark.label, values)
