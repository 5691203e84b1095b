"""A MATRIX Chart → native tables, one block a slide, a fill and a sign in every cell."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby, pairwise
from math import ceil

from congress_dash import theme
from congress_dash.chart import Chart, Column, Tone
from congress_dash.safe_text import safe_text
from congress_dash.slides.area import Area
from congress_dash.slides.cells import Edge, Skin, cell, head_row, heading_row, new_table
from congress_dash.slides.grid import PAD_X, PAD_Y, Grid, scaled
from congress_dash.slides.ink import text_width, two_line_width
from congress_dash.slides.shapes import Graphic
from congress_dash.slides.slide import Slide
from congress_dash.slides.values import row_count, written
from congress_dash.theme import text_on

MOST_ROWS = 18
SIZE = 12
_MORE = 13.0  # what a row may grow where there is room
_SOFT = 0.22  # how much of its colour a calm cell shows
_LOUD = (Tone.LATE,)  # what the eye must find first stands in full colour


def pages(chart: Chart, area: Area) -> list[Chart]:
    """One group a slide; a group over 18 rows is cut evenly."""
    lengths = [len(list(run)) for _, run in groupby(chart.group)] or [row_count(chart)]
    grid = _grid(chart, area)
    cuts: list[Chart] = []
    first = 0
    for length in lengths:
        cuts += _even(chart.part(first, first + length), grid, area)
        first += length
    return cuts


def _even(block: Chart, grid: Grid, area: Area) -> list[Chart]:
    """The block in the fewest equal parts that all fit a slide."""
    count = row_count(block)
    for parts in range(ceil(count / MOST_ROWS), count + 1):
        edges = [count * part // parts for part in range(parts + 1)]
        cuts = [block.part(*pair) for pair in pairwise(edges)]
        if all(sum(_heights(cut, grid)) <= area.points[1] for cut in cuts):
            return cuts
    return [block.part(row, row + 1) for row in range(count)]


def _heights(page: Chart, grid: Grid) -> list[float]:
    """Heading, group and rows at their least."""
    top = grid.height(tuple(safe_text(column.name) for column in page.columns), bold=True)
    rows = [
        grid.height(tuple(written(c.values[row], short_days=True) for c in page.columns))
        for row in range(row_count(page))
    ]
    slim = [row - 2 * PAD_Y + 1 for row in rows]
    return [top] + [grid.heading_height] * bool(page.group) + slim


def signs(chart: Chart) -> str:
    """`✓ đã xong   ▲ chậm, quá hạn`: the signs that the chart uses."""
    used = {tone for column in chart.columns for tone in column.tones}
    paints = (paint for tone, paint in theme.PAINTS.items() if tone in used)
    return "   ".join(f"{paint.sign} {paint.word}" for paint in paints if paint.sign and paint.word)


def cell_text(value: object, tone: Tone | None) -> str:
    """The sign of the tone, then the value."""
    sign = theme.PAINTS[tone].sign if tone else ""
    return " ".join(part for part in (sign, written(value, short_days=True)) if part)


def draw(slide: Slide, area: Area, page: Chart, whole: Chart) -> Graphic:
    """One slide's rows, higher where there is room."""
    grid = _grid(whole, area)
    columns, count = page.columns, row_count(page)
    least = _heights(page, grid)
    more = min((area.points[1] - sum(least) - 8) / count, _MORE)
    heights = [*least[:-count], *(height + max(more, 0) for height in least[-count:])]
    head = [safe_text(column.name) for column in columns]
    rows = [head_row(head, ["left"] + ["center"] * (len(head) - 1), grid.size)]
    if page.group:
        rows.append(heading_row(page.group[0], grid.size, len(columns)))
    rows += [
        [_cell(column, row, grid.size, first=not place) for place, column in enumerate(columns)]
        for row in range(count)
    ]
    return new_table(area, grid.widths, heights, rows)


@lru_cache(maxsize=4)  # asked once for the cuts, then on each of its slides
def _grid(chart: Chart, area: Area) -> Grid:
    size = scaled(SIZE, area.points[0])
    return Grid(size, _widths(chart, area, size))


def _widths(chart: Chart, area: Area, size: int) -> tuple[float, ...]:
    """Every column what it needs, the names up to what they wish, the rest alike to all."""
    room, others = area.points[0], chart.columns[1:]
    needs = [_need(column, size) for column in others]
    names = (written(value) for value in chart.columns[0].values)
    wish = max((text_width(name, size) for name in names), default=0.0) + 2 * PAD_X + 4
    first = max(min(wish, room - sum(needs)), room * 0.2)
    spare = (room - first - sum(needs)) / max(len(others), 1)
    return (first, *(need + spare for need in needs)) if others else (room,)


def _need(column: Column, size: int) -> float:
    """Width at which no day breaks, and heading and words take two lines at most."""
    tones = column.tones or (None,) * len(column.values)
    cells = zip(column.values, tones, strict=True)
    texts = [(value, cell_text(value, tone)) for value, tone in cells]
    whole = [text_width(text, size, bold=True) for value, text in texts if not _is_words(value)]
    words = [two_line_width(text, size) for value, text in texts if _is_words(value)]
    return max(two_line_width(safe_text(column.name), size), *whole, *words, 0.0) + 2 * PAD_X + 3


def _is_words(value: object) -> bool:
    return isinstance(value, str) and len(value) > 8


def _cell(column: Column, row: int, size: int, *, first: bool) -> str:
    tone = column.tones[row] if column.tones else None
    skin, ink = _look(tone, first)
    text = cell_text(column.values[row], tone)
    return cell(
        text, size, skin, side="left" if first else "center", bold=tone in _LOUD, colour=ink
    )


@cache
def _look(tone: Tone | None, first: bool) -> tuple[Skin, str]:
    """The skin of a cell of that tone, and the colour of its words."""
    colour = _colour(tone)
    edges = (Edge(s, theme.RULE if first and s == "B" else theme.PAPER, 1) for s in "LRTB")
    skin = Skin(tuple(edges), colour, above=0, below=0)
    return skin, text_on(colour) if colour else theme.INK


def _colour(tone: Tone | None) -> str | None:
    if tone is None or tone is Tone.HIDDEN:
        return None
    colour = theme.PAINTS[tone].light
    return colour if tone in _LOUD else theme.tint(colour, _SOFT)
