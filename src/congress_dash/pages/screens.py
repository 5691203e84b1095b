"""Charts in, the screens of a show out: how many rows of a table a screen of 1920 × 1080 holds.

The style sheet draws that screen as large as the real one allows, so what fits it fits everywhere.
Letters are counted wider than they are: a screen may end early, it must not hide a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from congress_dash.chart import Chart, Column, Kind
from congress_dash.tables import said

# Pixels, as page.css sets them.
_WIDE = 1844
_HIGH = 1050
_BAR = 68
_TITLE_LINE, _TITLE_LETTER = 53, 24.0
_NOTE_LINE, _NOTE_LETTER = 25, 9.0
_HEAD_LINE, _HEAD_LETTER = 29, 12.0
_GROUP = 60
_PADDING = 22
_SIGN = 2  # letters that a tone's sign takes
_HIGHEST_ROW_HEAD = 760


@dataclass(frozen=True, slots=True)
class Screen:
    """What stands on one screen: a chart or some rows of it."""

    chart: Chart
    title: str


@dataclass(frozen=True, slots=True)
class _Type:
    """The letters of a table's cells: pixels from line to line, and across."""

    line: float
    letter: float
    padding: float = 14


_TABLE = _Type(36, 13.8)
_MATRIX = _Type(30, 11.9)


def screens(charts: Iterable[Chart]) -> list[Screen]:
    """The charts one after another, long tables over several screens."""
    return [screen for chart in charts for screen in _of_chart(chart)]


def _of_chart(chart: Chart) -> list[Screen]:
    if chart.is_empty or chart.kind not in (Kind.TABLE, Kind.MATRIX):
        return [Screen(chart, chart.title)]
    starts = _starts(chart)
    if len(starts) == 1:
        return [Screen(chart, chart.title)]
    ends = (*starts[1:], len(chart.columns[0].values))
    return [
        Screen(chart.part(start, end), f"{chart.title} ({number}/{len(starts)})")
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]


def _starts(chart: Chart) -> list[int]:
    """The first row of every screen: as few screens as can be, filled as evenly as can be."""
    widths = _widths(chart)
    heights = [_row_height(chart, row, widths) for row in range(len(chart.columns[0].values))]
    room = _HIGH - _around(chart, widths)
    fewest = _flow(chart, heights, room)
    for less in range(int(room), 0, -10):
        evener = _flow(chart, heights, less)
        if len(evener) > len(fewest):
            break
        filled = evener
    return filled


def _flow(chart: Chart, heights: Sequence[float], room: float) -> list[int]:
    """Row after row until a screen is full; a group's name stands again on every screen."""
    starts, used = [0], 0.0
    for row, height in enumerate(heights):
        opens = bool(chart.group) and (
            row == starts[-1] or chart.group[row] != chart.group[row - 1]
        )
        if row > starts[-1] and used + height + _GROUP * opens > room:
            starts.append(row)
            used, opens = 0.0, bool(chart.group)
        used += height + _GROUP * opens
    return starts


def _around(chart: Chart, widths: Sequence[float]) -> float:
    """What stands above and below the rows."""
    title = _lines(f"{chart.title} (10/10)", _WIDE, _TITLE_LETTER) * _TITLE_LINE
    head = max(
        _lines(column.name, width, _HEAD_LETTER)
        for column, width in zip(chart.columns, widths, strict=True)
    )
    note = _lines(f"Số liệu tính đến ngày 00/00/0000. {chart.definition}", _WIDE, _NOTE_LETTER)
    source = _lines(f"Nguồn: {chart.source}", _WIDE, _NOTE_LETTER) if chart.source else 0
    key = 48 if chart.kind is Kind.MATRIX else 0
    return _BAR + title + head * _HEAD_LINE + 14 + (note + source) * _NOTE_LINE + key + 24


def _row_height(chart: Chart, row: int, widths: Sequence[float]) -> float:
    look = _look(chart)
    most = max(
        _lines(_text(column, row), width, look.letter)
        for column, width in zip(chart.columns, widths, strict=True)
    )
    return most * look.line + look.padding


def _look(chart: Chart) -> _Type:
    return _MATRIX if chart.kind is Kind.MATRIX else _TABLE


def _text(column: Column, row: int) -> str:
    tone = column.tones[row] if column.tones else None
    return ("x" * _SIGN + "\u00a0" if tone else "") + said(column.values[row])


def _widths(chart: Chart) -> list[float]:
    """How a browser shares the width out: every column its longest word, then by what it holds."""
    letter = _look(chart).letter
    least, most = [], []
    for number, column in enumerate(chart.columns):
        texts = [_text(column, row) for row in range(len(column.values))]
        words = [word for text in texts for word in text.split(" ")] or [""]
        wanted = max(len(text) for text in texts) * letter
        head = max(len(word) for word in column.name.split()) * _HEAD_LETTER
        longest = max(max(map(len, words)) * letter, head)
        if number == 0:
            wanted = min(wanted, _HIGHEST_ROW_HEAD)
        least.append(longest)
        most.append(max(wanted, longest, len(column.name) * _HEAD_LETTER))
    room = _WIDE - _PADDING * len(least)
    spare = max(room - sum(least), 0)
    wish = sum(most) - sum(least)
    share = min(spare / wish, 1) if wish else 0
    return [low + (high - low) * share for low, high in zip(least, most, strict=True)]


def _lines(text: str, width: float, letter: float) -> int:
    """Lines that words of that text take, none of them broken."""
    across, lines, used = max(int(width / letter), 1), 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > across:
            lines, used = lines + 1, 0
        used += len(word) + bool(used)
        lines += max(ceil(used / across) - 1, 0)
    return lines
