"""A Chart's value → a number for a native chart, or the words for a table cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import cycle

from congress_dash import theme, vietnamese
from congress_dash.chart import Chart, Column, Tone
from congress_dash.safe_text import plain, safe_text
from congress_dash.share import Share

_SIX = (Tone.FIRST, Tone.SECOND, Tone.THIRD, Tone.FOURTH, Tone.FIFTH, Tone.SIXTH)


def number(value: object) -> float | None:
    """What a native chart plots; a Share is its part."""
    known = plain(value)
    if isinstance(known, Share):
        return known.part
    return known if isinstance(known, int | float) else None


def decimal(value: float) -> str:
    """`1.229`, `2,5`."""
    whole, tenth = divmod(round(abs(value) * 10), 10)
    sign = "-" if value < 0 and (whole or tenth) else ""
    return sign + vietnamese.integer(whole) + (f",{tenth}" if tenth else "")


def written(value: object, *, short_days: bool = False) -> str:
    """The words of a table cell; missing is empty; `short_days` for narrow cells."""
    known = plain(value)
    match known:
        case None:
            return ""
        case Share():
            return vietnamese.share(known)
        case date():
            return vietnamese.short_day(known) if short_days else vietnamese.day(known)
        case str():
            return safe_text(known)
    return decimal(known)


def tones_of(columns: Sequence[Column]) -> list[Tone]:
    """The columns' tones; a column without one gets the next of six in a colour not yet taken."""
    taken = {theme.PAINTS[column.tone].light for column in columns if column.tone}
    free = cycle([tone for tone in _SIX if theme.PAINTS[tone].light not in taken] or _SIX)
    return [column.tone or next(free) for column in columns]


def row_count(chart: Chart) -> int:
    return len(chart.columns[0].values) if chart.columns else 0
