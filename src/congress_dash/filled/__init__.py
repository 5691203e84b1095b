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
from congress_dash.vietnamese import count_word, day

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
        basis=_basis(form, told),
    )


def _basis(form: FormId, told: Told) -> str:
    """`theo Biểu 02 đến ngày 13/05/2020`, where the newest report by the day is older than the day;
    of results also how many organisations have met that no Biểu 02 has told of."""
    known, name = told.until(form), FORMS[form].title.partition(" – ")[0]
    if known is None or known >= told.moment.as_of:
        return ""
    basis = f"theo {name} đến ngày {day(known)}"
    untold = rows.untold_results(told) if form is FormId.RESULTS else 0
    if untold:
        basis += f"; {count_word(untold)} tổ chức đảng đã đại hội chưa được nêu ở {name}"
    return basis


__all__ = ["FILLED", "filled"]
