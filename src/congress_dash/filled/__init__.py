"""The books at a Moment in; Biểu 01–05 filled in from them, ready to be sent upward, out.

Every number is the one that the questions answer with at that moment. Read again by `intake.look`,
a filled form says nothing new, but for what only Danh mục or a later report has told.
"""

from __future__ import annotations

from collections.abc import Callable

from congress_dash import blank
from congress_dash.blank import Group
from congress_dash.filled import rows, visits
from congress_dash.filled.told import Told
from congress_dash.forms import FORMS
from congress_dash.moment import Moment
from congress_dash.records import FormId
from congress_dash.store import Store

_ROWS: dict[FormId, Callable[[Told], list[Group]]] = {
    FormId.PROGRESS: rows.progress,
    FormId.RESULTS: rows.results,
    FormId.DOCUMENTS: rows.documents,
    FormId.INSPECTIONS: visits.inspections,
    FormId.SCHEDULE: rows.schedule,
}
FILLED = tuple(_ROWS)


def filled(books: Store, form: FormId, moment: Moment) -> bytes:
    """The .xlsx; same books and moment, same bytes."""
    told = Told(books, moment)
    return blank.filled(
        FORMS[form],
        _ROWS[form](told),
        names=[org["name"] for org in told.organisations],
        teams=[row["name"] for row in told.rows("teams")],
        moment=moment,
        term=told.term,
    )


__all__ = ["FILLED", "filled"]
