"""A Chart goes in, a Plotly figure as a plain dictionary comes out; only this room knows Plotly."""

from __future__ import annotations

from collections.abc import Callable

from congress_dash.chart import Chart, Kind
from congress_dash.figures.config import CONFIG
from congress_dash.figures.curve import curve
from congress_dash.figures.dots import dots
from congress_dash.figures.enlarged import enlarged, reduced
from congress_dash.figures.frame import FONT, Figure, blank
from congress_dash.figures.palette import DARK, LIGHT, Palette
from congress_dash.figures.printed import SHEETS, Sheet, printed
from congress_dash.figures.spans import spans
from congress_dash.figures.stacks import lying, upright
from congress_dash.figures.timeline import timeline

__all__ = [
    "CONFIG",
    "DRAWN",
    "FONT",
    "SHEETS",
    "Figure",
    "Sheet",
    "enlarged",
    "figure",
    "printed",
    "reduced",
]

_PAINTERS: dict[Kind, Callable[[Chart, Palette], Figure]] = {
    Kind.CURVE: curve,
    Kind.STACKED_COLUMNS: upright,
    Kind.STACKED_BARS: lying,
    Kind.FULL_BARS: lying,
    Kind.DOTS: dots,
    Kind.SPANS: spans,
    Kind.TIMELINE: timeline,
}
DRAWN = frozenset(_PAINTERS)


def figure(chart: Chart, *, dark: bool = False) -> Figure:
    """The ready figure, without a title: the page writes it. ValueError for a kind of cells.

    On a page the light one serves both themes: the stylesheet turns its colours at once.
    """
    if chart.kind not in _PAINTERS:
        raise ValueError(f"{chart.key}: {chart.kind} is drawn by tables.table")
    look = DARK if dark else LIGHT
    return blank(chart, look) if chart.is_empty else _PAINTERS[chart.kind](chart, look)
