"""A CURVE Chart → its lines and marks as series over one list of days. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from congress_dash.chart import Chart, Mark, Tone
from congress_dash.safe_text import plain
from congress_dash.scales import scale
from congress_dash.slides.values import number
from congress_dash.theme import tones_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One series over the days of the axis."""

    name: str
    values: tuple[float | None, ...]
    tone: Tone = Tone.HIDDEN

    @property
    def last(self) -> int | None:
        """Where the series' last point stands."""
        known = [row for row, value in enumerate(self.values) if value is not None]
        return known[-1] if known else None


def _dates(chart: Chart) -> list[date]:
    return [day for day in map(plain, chart.columns[0].values) if isinstance(day, date)]


def days_of(chart: Chart) -> tuple[date, ...]:
    """The chart's own days and those that its marks need."""
    own = {*_dates(chart), *(mark.on for mark in chart.marks if mark.until is None)}
    first, last = min(own), max(own)
    edges = {
        day
        for mark in chart.marks
        if mark.until
        for day in (mark.on - _DAY, mark.on, mark.until, mark.until + _DAY)
    }
    return tuple(sorted(own | {day for day in edges if first <= day <= last}))


def pauses_of(chart: Chart, days: tuple[date, ...]) -> list[Mark]:
    """Pauses that touch the days of the axis."""
    return [m for m in chart.marks if m.until and m.until >= days[0] and m.on <= days[-1]]


def highest(chart: Chart) -> float:
    values = (number(value) or 0 for column in chart.columns[1:] for value in column.values)
    return max(values, default=0)


def lines_of(chart: Chart, days: tuple[date, ...]) -> list[Line]:
    rows = {day: row for row, day in enumerate(map(plain, chart.columns[0].values))}
    columns = chart.columns[1:]
    return [
        Line(
            column.name,
            tuple(number(column.values[rows[day]]) if day in rows else None for day in days),
            tone,
        )
        for column, tone in zip(columns, tones_of(columns), strict=True)
    ]


def axis_top(chart: Chart) -> tuple[float, float]:
    """Top and step of the value axis; under marks no line comes near the top."""
    most = highest(chart)
    top, step = scale(most)
    return (top + step if chart.marks and top - most < step / 2 else top), step


def deadline(mark: Mark, days: tuple[date, ...], top: float) -> Line:
    return Line(mark.label, tuple(top if day == mark.on else None for day in days))


def pause(mark: Mark, days: tuple[date, ...], top: float) -> Line:
    until = mark.until or mark.on
    return Line(mark.label, tuple(top if mark.on <= day <= until else 0 for day in days))


def pause_name(mark: Mark, days: tuple[date, ...], top: float) -> Line:
    """A point at the top, nearest to the middle of the pause, that bears its name."""
    middle = mark.on + ((mark.until or mark.on) - mark.on) / 2
    nearest = min(days, key=lambda day: abs((day - middle).days))
    return Line(mark.label, tuple(top if day == nearest else None for day in days))
