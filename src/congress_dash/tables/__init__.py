"""A Chart goes in, safe semantic HTML comes out; the stylesheets of the pages live here too."""

from __future__ import annotations

from congress_dash.chart import Chart, Kind
from congress_dash.tables.cards import cards
from congress_dash.tables.cells import safe, said
from congress_dash.tables.chrome import (
    heading,
    leaf_foot,
    leaf_title,
    masthead,
    note,
    picture_style,
    running_head,
    show_line,
    show_title,
    shrunk,
    status,
    style,
)
from congress_dash.tables.grid import Links, grid, marks
from congress_dash.tables.links import (
    anchored,
    blank_downloads,
    bullets,
    deck_download,
    downloads,
    file_download,
    filled_downloads,
    inert,
    lead,
    leading,
    numbers_download,
    remark,
    report_download,
    sentences,
)
from congress_dash.tables.prose import prose
from congress_dash.tables.unit_head import search, unit_head, ways

__all__ = [
    "Links",
    "anchored",
    "blank_downloads",
    "bullets",
    "cards",
    "deck_download",
    "downloads",
    "file_download",
    "filled_downloads",
    "heading",
    "inert",
    "lead",
    "leading",
    "leaf_foot",
    "leaf_title",
    "marks",
    "masthead",
    "note",
    "numbers_download",
    "picture_style",
    "prose",
    "remark",
    "report_download",
    "running_head",
    "said",
    "search",
    "sentences",
    "show_line",
    "show_title",
    "shrunk",
    "status",
    "style",
    "table",
    "unit_head",
    "ways",
]


def table(chart: Chart, links: Links | None = None) -> str:
    """Figures as cards, every other kind as a table: drawn charts can be read as numbers too.

    links: where a cell leads to, by its row and column.
    """
    if chart.is_empty:
        return f'<p class="cd-empty">{safe(chart.empty)}</p>'
    if chart.kind is Kind.FIGURES:
        return f'<div class="cd-cards">{"".join(cards(chart))}</div>'
    return grid(chart, links)
