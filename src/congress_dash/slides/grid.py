"""Texts of a table → type size, column widths and row heights that fit a slide. Points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from congress_dash.slides.ink import LINE, line_count, text_width, two_line_width

PAD_X, PAD_Y = 5.0, 3.5  # inside a cell
MOST_ROWS = 14
SIZES = (16, 14, 12)
_OURS, _SMALLEST = 873.0, 9  # points: width of our slide's graphic; of type on a smaller one
_SHORT = 10  # letters of a text that is never broken
_PHRASE = 80.0  # a phrase this wide on two lines is not broken into more


@dataclass(frozen=True, slots=True)
class Grid:
    """How a whole table is set, on however many slides it stands."""

    size: int
    widths: tuple[float, ...]

    def height(self, cells: tuple[str, ...], *, bold: bool = False) -> float:
        """Height of one row of these cells."""
        lines = (
            line_count(text, self.size, width - 2 * PAD_X, bold=bold)
            for text, width in zip(cells, self.widths, strict=True)
        )
        return max(lines, default=1) * self.size * LINE + 2 * PAD_Y

    @property
    def heading_height(self) -> float:
        return self.size * LINE + 2 * PAD_Y


def scaled(size: int, room: float) -> int:
    """The type as large on a smaller slide, seen on the same screen, as on one of ours."""
    return max(round(size * min(room / _OURS, 1)), _SMALLEST)


def widths(rows: tuple[tuple[str, ...], ...], size: int, room: float) -> tuple[float, ...]:
    """Column widths that add up to the room, from texts by row, the heading first.

    Headings get two lines, words stay whole; what is left goes to the columns of longer texts.
    """
    columns = list(zip(*rows, strict=True))
    least = [
        max(
            two_line_width(column[0], size) + 2 * PAD_X + 2,
            _longest((word for text in column for word in text.split()), size),
            _longest((text for text in column[1:] if len(text) <= _SHORT), size),
            min(max(two_line_width(text, size) for text in column), _PHRASE) + 2 * PAD_X + 2,
        )
        for column in columns
    ]
    best = [
        max(low, min(_longest(column, size), room * 0.42))
        for low, column in zip(least, columns, strict=True)
    ]
    spare = room - sum(best)
    if spare >= 0:
        return tuple(width + spare * width / sum(best) for width in best)
    return _shared(
        [_excess(c, size, low) for c, low in zip(columns, least, strict=True)], least, best, room
    )


def _excess(column: tuple[str, ...], size: int, least: float) -> float:
    """How much text of the column does not stand in its least width, over all rows."""
    return sum(max(text_width(text, size) + 2 * PAD_X - least, 0.0) for text in column)


def _shared(
    wanted: list[float], least: list[float], best: list[float], room: float
) -> tuple[float, ...]:
    """The least widths and a share of what is left, by want, none over its best."""
    grown = [min(low, room * low / sum(least)) for low in least]
    for _ in wanted:
        left = room - sum(grown)
        open_ = [
            want * (have < most - 0.5) for want, have, most in zip(wanted, grown, best, strict=True)
        ]
        if left < 1 or not any(open_):
            break
        grown = [
            min(have + left * want / sum(open_), max(most, have))
            for have, want, most in zip(grown, open_, best, strict=True)
        ]
    return tuple(width * room / sum(grown) for width in grown)


def _longest(texts: Iterable[str], size: int) -> float:
    found = (text_width(text, size, bold=True) for text in texts)
    return max(found, default=0.0) + 2 * PAD_X + 2


def flow(
    grid: Grid, rows: tuple[tuple[str, ...], ...], group: tuple[str, ...], room: float
) -> list[tuple[int, int]]:
    """First and after-last row of each slide: at most 14 rows, no heading alone at the foot."""
    pages: list[tuple[int, int]] = []
    first, used = 0, 0.0
    for number, row in enumerate(rows):
        opens = bool(group) and (number == first or group[number] != group[number - 1])
        need = grid.height(row) + opens * grid.heading_height
        if number > first and (used + need > room or number - first >= MOST_ROWS):
            pages.append((first, number))
            first, used = number, 0.0
            need = grid.height(row) + bool(group) * grid.heading_height
        used += need
    return [*pages, (first, len(rows))]
