"""A Chart's value → a number for a native chart, or the words for a table cell."""

from __future__ import annotations

from datetime import date

from congress_dash import vietnamese
from congress_dash.chart import Chart
from congress_dash.safe_text import plain, safe_text
from congress_dash.share import Share


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


def row_count(chart: Chart) -> int:
    return len(chart.columns[0].values) if chart.columns else 0
