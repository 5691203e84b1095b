"""The usual briefing (domain.md §5.1): what is said in which order, one message a slide."""

from __future__ import annotations

from congress_dash.boards import asking
from congress_dash.boards.agenda import proposals, tasks
from congress_dash.boards.asking import Books
from congress_dash.boards.directing import to_direct
from congress_dash.boards.documents import ladder
from congress_dash.boards.inspections import never, visits
from congress_dash.boards.overview import by_block, curve, figures
from congress_dash.boards.remedies import findings
from congress_dash.boards.unmet import not_held
from congress_dash.chart import Chart
from congress_dash.moment import Moment


def briefing(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """After the cover: results, curve, blocks, who has not met, documents, inspections, findings,
    difficulties, tasks, proposals. What knows nothing yet stays, and says so."""
    told = (
        figures(books, moment),
        curve(books, moment, asking.level(books, moment)),
        by_block(books, moment),
        not_held(books, moment),
        ladder(books, moment),
        visits(books, moment),
        never(books, moment),
        findings(books, moment),
        to_direct(books, moment),
        tasks(books, moment),
        proposals(books, moment),
    )
    return tuple(asking.of_view(books, chart) for chart in told)
