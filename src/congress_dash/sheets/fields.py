"""A Chart's columns → the columns of its sheet: shares parted into numbers, widths, heights. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from congress_dash import vietnamese
from congress_dash.chart import Chart, Column, Tone, Value
from congress_dash.safe_text import plain
from congress_dash.share import Share

_WIDEST, _NARROWEST = 48, 9
_FILTER = 3  # characters that the button of a filter covers


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet; `of`: the chart's column that it is or begins, None of any other."""

    heading: str
    values: tuple[Value, ...]
    tones: tuple[Tone | None, ...] = ()
    of: int | None = None

    @property
    def width(self) -> int:
        """Characters that the widest value takes; headings wrap."""
        words = max((len(word) for word in self.heading.split()), default=0) + _FILTER
        two_lines = len(self.heading) // 2 + 5
        longest = max((len(shown(value)) for value in self.values), default=0)
        return min(max(longest + 3, words + 2, two_lines, _NARROWEST), _WIDEST)


def fields(chart: Chart) -> tuple[Field, ...]:
    """The sheet's columns: the group first, a share as part, whole, percent (and excluded)."""
    group = (Field("Nhóm", chart.group),) if chart.group else ()
    told = (field for at, column in enumerate(chart.columns) for field in _fields(column, at))
    return (*group, *told)


def tall_rows(columns: tuple[Field, ...]) -> Iterator[tuple[int, float]]:
    """Rows whose texts wrap, with their heights in points: not every program finds them."""
    for row in range(len(columns[0].values)):
        lines = max(ceil(len(shown(field.values[row])) / (field.width - 2)) for field in columns)
        if lines > 1:
            yield row, 15.0 * lines


def shown(value: Value) -> str:
    return vietnamese.day(value) if isinstance(value, date) else str(value or "")


def _fields(column: Column, at: int) -> tuple[Field, ...]:
    values = tuple(plain(value) for value in column.values)
    tones = column.tones or (column.tone,) * len(values)
    if not any(isinstance(value, Share) for value in values):
        return (Field(column.name, values, tones, at),)
    shares = [value if isinstance(value, Share) else None for value in values]
    parts: tuple[Value, ...] = tuple(v.part if isinstance(v, Share) else v for v in values)
    parted = (
        Field(f"{column.name} (số)", parts, tones, at),
        Field(f"{column.name} (tổng số)", tuple(s and s.whole for s in shares)),
        Field(f"{column.name} (tỷ lệ %)", tuple(map(_percent, shares))),
    )
    if not any(share and share.excluded for share in shares):
        return parted
    return (*parted, Field(f"{column.name} (dừng)", tuple(s and s.excluded for s in shares)))


def _percent(share: Share | None) -> float | None:
    percent = share.percent if share else None
    return None if percent is None else float(percent)
