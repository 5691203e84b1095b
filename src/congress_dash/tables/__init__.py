"""A Chart goes in, safe semantic HTML comes out; the one stylesheet of the pages lives here too."""

from __future__ import annotations

from congress_dash.chart import Chart, Kind
from congress_dash.tables.cards import cards
from congress_dash.tables.cells import safe
from congress_dash.tables.chrome import heading, masthead, note, status, style
from congress_dash.tables.grid import grid
from congress_dash.tables.links import (
    blank_downloads,
    deck_download,
    downloads,
    file_download,
    inert,
    sentences,
)

__all__ = [
    "blank_downloads",
    "cards",
    "deck_download",
    "downloads",
    "file_download",
    "heading",
    "inert",
    "masthead",
    "note",
    "sentences",
    "status",
    "style",
    "table",
]


def table(chart: Chart) -> str:
    """Figures as cards, every other kind as a table: drawn charts can be read as numbers too."""
    if chart.is_empty:
        return f'<p class="cd-empty">{safe(chart.empty)}</p>'
    if chart.kind is Kind.FIGURES:
        return f'<div class="cd-cards">{"".join(cards(chart))}</div>'
    return grid(chart)
