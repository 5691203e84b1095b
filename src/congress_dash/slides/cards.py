"""A FIGURES Chart → a native table that reads as up to four cards: number, label, comment."""

from __future__ import annotations

from congress_dash import theme
from congress_dash.chart import Chart
from congress_dash.slides.area import Area
from congress_dash.slides.cells import Edge, Skin, cell, new_table
from congress_dash.slides.ink import fitting_size
from congress_dash.slides.shapes import Graphic, run
from congress_dash.slides.slide import Slide
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


def draw(slide: Slide, area: Area, page: Chart, whole: Chart) -> Graphic:
    """A table of one column per figure and rows number, label, comment."""
    count = row_count(page)
    width = area.points[0] / max(count, 3)
    heights = _HEIGHTS[: 3 if len(page.columns) > 2 else 2]
    part = min(1.0, area.points[1] / sum(heights), width / _WIDTH)  # of a slide of ours
    top = area.top + int(max(area.points[1] - sum(heights), 0) * 0.3 * 12700)
    wide = int(width * count * 12700)
    moved = Area(area.left + (area.width - wide) // 2, top, wide, area.height)
    size = min(_size(written(value), width, part) for value in page.columns[1].values)
    cards = [_card(page, number, size, part)[: len(heights)] for number in range(count)]
    rows = [list(row) for row in zip(*cards, strict=True)]
    return new_table(moved, (width,) * count, [high * part for high in heights], rows)


def _size(text: str, width: float, part: float) -> int:
    fits = fitting_size(_parts(text)[0], _NUMBER_SIZES, width - 2 * _GAP - 10, 1)
    return min(fits, int(_NUMBER_SIZES[0] * part))


def _parts(text: str) -> tuple[str, str]:
    """`11/30 (36,7%)` → the huge part and the rest."""
    head, opening, rest = text.partition(" (")
    return head, (opening + rest).lstrip()


def _card(page: Chart, number: int, size: int, part: float) -> list[str]:
    """Its cells from the top."""
    label, value, comment = (_text(page, column, number) for column in range(3))
    head, rest = _parts(value)
    below = f"<a:br/>{run(rest, size=round(20 * part), colour=theme.INK)}" if rest else ""
    first, other = _skin(part, first=True), _skin(part, first=False)
    small = max(round(14 * part), _LEAST)
    return [
        cell(head, size, first, side="center", bold=True, colour=_ink(page, number), more=below),
        cell(label, round(18 * part), other, side="center", bold=True),
        cell(comment, small, other, side="center", colour=theme.MUTED),
    ]


def _skin(part: float, *, first: bool) -> Skin:
    """Paper between the cards, gold over them."""
    gold = (Edge("T", theme.BRAND_GOLD, 3),) if first else ()
    edges = (*(Edge(side, theme.PAPER, _GAP) for side in "LR"), *gold)
    above = (12 if first else 6) * part
    return Skin(edges, theme.tint(theme.RULE, 0.35), beside=_GAP, above=above, top=True)


def _text(page: Chart, column: int, row: int) -> str:
    return written(page.columns[column].values[row]) if column < len(page.columns) else ""


def _ink(page: Chart, number: int) -> str:
    column = page.columns[1]
    tone = column.tones[number] if column.tones else column.tone
    return readable(theme.PAINTS[tone].light) if tone else theme.INK
