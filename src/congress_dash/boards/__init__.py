"""Answers in, `Chart`s out: one board per page, and the briefing for the deck."""

from __future__ import annotations

from collections.abc import Iterable

from congress_dash.boards import asking, directing, forms
from congress_dash.boards.agenda import proposals, tasks
from congress_dash.boards.asking import Books, rows
from congress_dash.boards.balance import balance, milestones, pauses, sources
from congress_dash.boards.clocks import clocks
from congress_dash.boards.comparison import comparison
from congress_dash.boards.congresses import (
    STEPS,
    congresses,
    matrix,
    matrix_units,
    provincial,
    step_name,
)
from congress_dash.boards.cycles import day_in_last_cycle
from congress_dash.boards.documents import current, documents
from congress_dash.boards.freshness import freshness, older_forms, standing
from congress_dash.boards.inspections import inspections
from congress_dash.boards.lacking import lacking
from congress_dash.boards.lates import late
from congress_dash.boards.newly import newly_held
from congress_dash.boards.organisation import Unit, listed, unit, unit_board
from congress_dash.boards.overview import overview
from congress_dash.boards.remedies import outcomes
from congress_dash.boards.report import report
from congress_dash.boards.upcoming import strip, upcoming
from congress_dash.boards.usual import briefing
from congress_dash.boards.words import words
from congress_dash.chart import Chart
from congress_dash.moment import Moment


def _overview(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """Tổng quan names those who have met since the last report and the late ones, too."""
    return (*overview(books, moment), newly_held(books, moment), late(books, moment))


def _agenda(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """What only the briefing tells."""
    return tasks(books, moment), proposals(books, moment)


def _freshness(books: Books, moment: Moment) -> tuple[Chart, ...]:
    return (freshness(books, moment),)


def _annexes(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """What only the report shows: levels in one table, days that frame them, the forms' own tables."""
    return (
        balance(books, moment),
        milestones(books, moment),
        pauses(books, moment),
        sources(books, moment),
        forms.results(books, moment),
        forms.documents(books, moment),
        forms.visits(books, moment),
        outcomes(books, moment),
        forms.schedule(books, moment),
    )


BOARDS = {
    "overview": _overview,
    "congresses": congresses,
    "documents": documents,
    "inspections": inspections,
    "comparison": comparison,
    "freshness": _freshness,
    "report": _annexes,
    "agenda": _agenda,
}


def charts(books: Books, moment: Moment, board: str) -> dict[str, Chart]:
    """The charts of a board by their keys, in reading order."""
    return {c.key: asking.of_view(books, c) for c in BOARDS[board](books, moment)}


def all_charts(books: Books, moment: Moment) -> dict[str, Chart]:
    """Every chart by its key, in the order of the pages."""
    return {key: c for board in BOARDS for key, c in charts(books, moment, board).items()}


def wanted(books: Books, moment: Moment, keys: Iterable[str]) -> dict[str, Chart]:
    """The charts of these keys and maybe others: boards are made until all are there."""
    missing, found = set(keys), dict[str, Chart]()
    for board in BOARDS:
        if not missing:
            break
        found |= charts(books, moment, board)
        missing -= found.keys()
    return found


def compared(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The charts that hold the moment against another one, as they go out."""
    return tuple(asking.of_view(books, chart) for chart in comparison(books, moment))


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
    "lacking",
    "listed",
    "matrix",
    "matrix_units",
    "older_forms",
    "overview",
    "provincial",
    "report",
    "rows",
    "standing",
    "step_name",
    "strip",
    "unit",
    "unit_board",
    "upcoming",
    "wanted",
    "words",
]
