"""A TABLE Chart → native tables that flow over slides, with subheadings between groups."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from congress_dash import theme
from congress_dash.chart import Chart, Column, Tone
from congress_dash.safe_text import plain, safe_text
from congress_dash.share import Share
from congress_dash.slides.area import Area
from congress_dash.slides.cells import Edge, Skin, cell, head_row, heading_row, new_table
from congress_dash.slides.grid import SIZES, Grid, flow, scaled, widths
from congress_dash.slides.shapes import Graphic
from congress_dash.slides.slide import Slide
from congress_dash.slides.values import row_count, written
from congress_dash.theme import readable

Texts = tuple[str, ...]
_PLAIN = Skin((Edge("B", theme.RULE, 0.75),))


def pages(chart: Chart, area: Area) -> list[Chart]:
    """The chart cut into what stands on each slide."""
    grid = _grid(chart, area)
    return [chart.part(*cut) for cut in _cuts(grid, _head(chart), _body(chart), chart.group, area)]


def draw(slide: Slide, area: Area, page: Chart, whole: Chart) -> Graphic:
    """One slide's rows, set like the whole table."""
    grid = _grid(whole, area)
    head, body = _head(page), _body(page)
    sides = tuple(_side(column) for column in whole.columns)
    heights = [grid.height(head, bold=True)]
    rows = [head_row(head, sides, grid.size)]
    for number, (texts, opens) in enumerate(zip(body, _opening(page), strict=True)):
        if opens:
            heights.append(grid.heading_height)
            rows.append(heading_row(page.group[number], grid.size, len(texts)))
        heights.append(grid.height(texts))
        rows.append(_row(texts, sides, grid.size, _tones(page, number)))
    return new_table(area, grid.widths, heights, rows)


def _head(chart: Chart) -> Texts:
    return tuple(safe_text(column.name) for column in chart.columns)


def _body(chart: Chart) -> tuple[Texts, ...]:
    count = row_count(chart)
    return tuple(tuple(written(c.values[row]) for c in chart.columns) for row in range(count))


def _opening(chart: Chart) -> list[bool]:
    """For each row, whether it opens a group on this slide."""
    group = chart.group
    if not group:
        return [False] * row_count(chart)
    return [number == 0 or group[number] != group[number - 1] for number in range(len(group))]


@lru_cache(maxsize=4)  # asked once for the cuts, then on each of its slides
def _grid(chart: Chart, area: Area) -> Grid:
    """The largest type that needs no more slides than the smallest."""
    head, body = _head(chart), _body(chart)
    sizes = [scaled(size, area.points[0]) for size in SIZES]
    grids = [Grid(size, widths((head, *body), size, area.points[0])) for size in sizes]
    counts = [len(_cuts(grid, head, body, chart.group, area)) for grid in grids]
    return grids[counts.index(counts[-1])]


def _cuts(
    grid: Grid, head: Texts, body: tuple[Texts, ...], group: Texts, area: Area
) -> list[tuple[int, int]]:
    """First and after-last row of each slide."""
    return flow(grid, body, group, area.points[1] - grid.height(head, bold=True))


def _side(column: Column) -> str:
    """Numbers stand right, days and shares in the middle, words left."""
    values = [plain(value) for value in column.values]
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | float) for value in known):
        return "right"
    if known and all(isinstance(value, Share | date) for value in known):
        return "center"
    return "left"


def _tones(page: Chart, row: int) -> list[Tone | None]:
    return [column.tones[row] if column.tones else None for column in page.columns]


def _row(texts: Texts, sides: Texts, size: int, tones: list[Tone | None]) -> list[str]:
    return [
        cell(text, size, _PLAIN, side=side, bold=tone is not None, colour=_ink(tone))
        for text, side, tone in zip(texts, sides, tones, strict=True)
    ]


@cache
def _ink(tone: Tone | None) -> str:
    return theme.INK if tone is None else readable(theme.PAINTS[tone].light)
