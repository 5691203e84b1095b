"""A TABLE Chart → native tables that flow over slides, with subheadings between groups."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from congress_dash import theme
from congress_dash.chart import Chart, Column
from congress_dash.safe_text import plain, safe_text
from congress_dash.share import Share
from congress_dash.slides.cells import edge, fill, heading_row, new_table, put
from congress_dash.slides.grid import SIZES, Grid, flow, scaled, widths
from congress_dash.slides.stage import Area
from congress_dash.slides.values import row_count, written
from congress_dash.theme import readable

Texts = tuple[str, ...]


def pages(chart: Chart, area: Area) -> list[Chart]:
    """The chart cut into what stands on each slide."""
    grid = _grid(chart, area)
    return [chart.part(*cut) for cut in _cuts(chart, grid, area)]


def draw(slide: Any, area: Area, page: Chart, whole: Chart) -> Any:
    """The graphic frame of one slide's rows, set like the whole table."""
    grid = _grid(whole, area)
    head, body = _head(page), _body(page)
    opens = _opening(page)
    heights = [grid.height(head, bold=True)]
    for number, row in enumerate(body):
        heights += [grid.heading_height] * opens[number] + [grid.height(row)]
    frame, table = new_table(slide, area, heights, grid.widths)
    sides = tuple(_side(column) for column in whole.columns)
    _put_head(table, head, sides, grid.size)
    at = 0
    for number, row in enumerate(body):
        if opens[number]:
            at += 1
            heading_row(table, at, page.group[number], grid.size)
        at += 1
        _put_row(table, at, row, sides, grid.size, page.columns, number)
    return frame


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
    sizes = [scaled(size, area.points[0]) for size in SIZES]
    grids = [Grid(size, _widths(chart, size, area)) for size in sizes]
    counts = [len(_cuts(chart, grid, area)) for grid in grids]
    return grids[counts.index(counts[-1])]


def _widths(chart: Chart, size: int, area: Area) -> tuple[float, ...]:
    return widths((_head(chart), *_body(chart)), size, area.points[0])


def _cuts(chart: Chart, grid: Grid, area: Area) -> list[tuple[int, int]]:
    room = area.points[1] - grid.height(_head(chart), bold=True)
    return flow(grid, _body(chart), chart.group, room)


def _side(column: Column) -> str:
    """Numbers stand right, days and shares in the middle, words left."""
    values = [plain(value) for value in column.values]
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | float) for value in known):
        return "right"
    if known and all(isinstance(value, Share | date) for value in known):
        return "center"
    return "left"


def _put_head(table: Any, head: Texts, sides: Texts, size: int) -> None:
    for number, text in enumerate(head):
        cell = table.cell(0, number)
        put(cell, text, size, side=sides[number], bold=True)
        edge(cell, "B", theme.BRAND_RED, 1.5)
        fill(cell, theme.tint(theme.RULE, 0.45))


def _put_row(
    table: Any, at: int, row: Texts, sides: Texts, size: int, columns: tuple[Column, ...], of: int
) -> None:
    for number, text in enumerate(row):
        cell = table.cell(at, number)
        tone = columns[number].tones[of] if columns[number].tones else None
        ink = theme.INK if tone is None else readable(theme.PAINTS[tone].light)
        put(cell, text, size, side=sides[number], bold=tone is not None, colour=ink)
        edge(cell, "B", theme.RULE, 0.75)
        fill(cell, None)
