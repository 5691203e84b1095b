"""A FIGURES Chart → a native table that reads as up to four cards: number, label, comment."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from congress_dash import theme
from congress_dash.chart import Chart
from congress_dash.slides.cells import edge, fill, new_table, put
from congress_dash.slides.ink import fitting_size, write
from congress_dash.slides.stage import Area
from congress_dash.slides.values import row_count, written
from congress_dash.theme import readable

MOST_CARDS = 4
_NUMBER_SIZES = (60, 54, 48, 44, 40, 36, 32, 28, 24, 20)
_HEIGHTS = (124.0, 72.0, 84.0)
_WIDTH = 200.0  # points of a card on which all stands as large as it may
_GAP, _LEAST = 14.0, 12


def pages(chart: Chart, area: Area) -> list[Chart]:
    """Four cards a slide."""
    count = row_count(chart)
    starts = range(0, count, MOST_CARDS)
    return [chart.part(start, min(start + MOST_CARDS, count)) for start in starts]


def draw(slide: Any, area: Area, page: Chart, whole: Chart) -> Any:
    """A table of one column per figure and rows number, label, comment."""
    count = row_count(page)
    width = area.points[0] / max(count, 3)
    heights = _HEIGHTS[: 3 if len(page.columns) > 2 else 2]
    part = min(1.0, area.points[1] / sum(heights), width / _WIDTH)  # of a slide of ours
    top = area.top + int(max(area.points[1] - sum(heights), 0) * 0.3 * 12700)
    wide = int(width * count * 12700)
    moved = Area(area.left + (area.width - wide) // 2, top, wide, area.height)
    frame, table = new_table(slide, moved, [high * part for high in heights], (width,) * count)
    size = min(_size(written(value), width, part) for value in page.columns[1].values)
    for number in range(count):
        _card(table, page, number, size, part)
    return frame


def _size(text: str, width: float, part: float) -> int:
    fits = fitting_size(_parts(text)[0], _NUMBER_SIZES, width - 2 * _GAP - 10, 1)
    return min(fits, int(_NUMBER_SIZES[0] * part))


def _parts(text: str) -> tuple[str, str]:
    """`11/30 (36,7%)` → the huge part and the rest."""
    head, opening, rest = text.partition(" (")
    return head, (opening + rest).lstrip()


def _card(table: Any, page: Chart, number: int, size: int, part: float) -> None:
    label, value, comment = (_text(page, column, number) for column in range(3))
    head, rest = _parts(value)
    cells = [table.cell(row, number) for row in range(len(table.rows))]
    put(cells[0], head, size, side="center", bold=True, colour=_ink(page, number))
    if rest:
        cells[0].text_frame.paragraphs[0].add_line_break()
        write(cells[0].text_frame.paragraphs[0], rest, size=round(20 * part), colour=theme.INK)
    put(cells[1], label, round(18 * part), side="center", bold=True)
    if len(cells) > 2:
        put(cells[2], comment, max(round(14 * part), _LEAST), side="center", colour=theme.MUTED)
    for row, cell in enumerate(cells):
        cell.vertical_anchor = MSO_ANCHOR.TOP
        cell.margin_left = cell.margin_right = Pt(_GAP)
        cell.margin_top = Pt((12 if row == 0 else 6) * part)
        fill(cell, theme.tint(theme.RULE, 0.35))
        edge(cell, "L", theme.PAPER, _GAP)
        edge(cell, "R", theme.PAPER, _GAP)
        if row == 0:
            edge(cell, "T", theme.BRAND_GOLD, 3)


def _text(page: Chart, column: int, row: int) -> str:
    return written(page.columns[column].values[row]) if column < len(page.columns) else ""


def _ink(page: Chart, number: int) -> str:
    column = page.columns[1]
    tone = column.tones[number] if column.tones else column.tone
    return readable(theme.PAINTS[tone].light) if tone else theme.INK
