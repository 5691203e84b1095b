"""Tổ chức: one organisation's story, what comes next, its visits, and where every value comes from."""

from __future__ import annotations

from congress_dash.boards.asking import Books
from congress_dash.boards.organisation.ahead import ahead
from congress_dash.boards.organisation.listed import listed
from congress_dash.boards.organisation.seen import seen
from congress_dash.boards.organisation.story import story
from congress_dash.boards.organisation.values import values
from congress_dash.boards.organisation.who import Unit, unit
from congress_dash.chart import Chart
from congress_dash.moment import Moment

__all__ = ["Unit", "ahead", "listed", "seen", "story", "unit", "unit_board", "values"]


def unit_board(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The charts of one organisation in reading order."""
    return (
        ahead(books, moment),
        story(books, moment),
        seen(books, moment),
        values(books, moment),
    )
