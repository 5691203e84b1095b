"""Answers in, `Chart`s out: one board per page, and the briefing for the deck."""

from __future__ import annotations

from congress_dash.boards import asking, directing
from congress_dash.boards.asking import Books, rows
from congress_dash.boards.clocks import clocks
from congress_dash.boards.comparison import comparison
from congress_dash.boards.congresses import (
    STEPS,
    congresses,
    late,
    late_bars,
    matrix,
    matrix_units,
    not_held,
    provincial,
    step_name,
)
from congress_dash.boards.cycles import day_in_last_cycle
from congress_dash.boards.directing import to_direct
from congress_dash.boards.documents import comments, current, documents, ladder
from congress_dash.boards.findings import by_month, pareto
from congress_dash.boards.freshness import freshness, older_forms, standing
from congress_dash.boards.funnel import waiting
from congress_dash.boards.inspections import coverage, findings, inspections, never, visits
from congress_dash.boards.organisation import Unit, listed, unit, unit_board
from congress_dash.boards.outlook import expected
from congress_dash.boards.overview import by_block, curve, figures, overview
from congress_dash.boards.upcoming import strip, upcoming
from congress_dash.chart import Chart
from congress_dash.moment import Moment


def _overview(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """Tổng quan names the late ones, too."""
    return (*overview(books, moment), late(books, moment))


def _freshness(books: Books, moment: Moment) -> tuple[Chart, ...]:
    return (freshness(books, moment),)


BOARDS = {
    "overview": _overview,
    "congresses": congresses,
    "documents": documents,
    "inspections": inspections,
    "comparison": comparison,
    "freshness": _freshness,
}


def charts(books: Books, moment: Moment, board: str) -> dict[str, Chart]:
    """The charts of a board by their keys, in reading order."""
    return {c.key: asking.of_view(books, c) for c in BOARDS[board](books, moment)}


def all_charts(books: Books, moment: Moment) -> dict[str, Chart]:
    """Every chart by its key, in the order of the pages."""
    return {key: c for board in BOARDS for key, c in charts(books, moment, board).items()}


def compared(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The charts that hold the moment against another one, as they go out."""
    return tuple(asking.of_view(books, chart) for chart in comparison(books, moment))


def briefing(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The usual briefing (domain.md §5.1): one message a slide, charts without rows left out."""
    told = (
        figures(books, moment),
        to_direct(books, moment),
        curve(books, moment, asking.level(books, moment)),
        expected(books, moment),
        by_block(books, moment),
        not_held(books, moment),
        upcoming(books, moment),
        late_bars(books, moment),
        late(books, moment),
        waiting(books, moment),
        clocks(books, moment),
        ladder(books, moment),
        comments(books, moment),
        visits(books, moment),
        coverage(books, moment),
        never(books, moment),
        findings(books, moment),
        pareto(books, moment),
        by_month(books, moment),
    )
    return tuple(asking.of_view(books, chart) for chart in told if not chart.is_empty)


__all__ = [
    "BOARDS",
    "STEPS",
    "Books",
    "Unit",
    "all_charts",
    "briefing",
    "charts",
    "clocks",
    "compared",
    "congresses",
    "current",
    "day_in_last_cycle",
    "directing",
    "documents",
    "freshness",
    "inspections",
    "listed",
    "matrix",
    "matrix_units",
    "older_forms",
    "overview",
    "provincial",
    "rows",
    "standing",
    "step_name",
    "strip",
    "unit",
    "unit_board",
    "upcoming",
]
