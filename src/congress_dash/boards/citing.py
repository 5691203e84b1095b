"""A form and a moment in; out which report speaks, up to which day, and what is missing, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps

from congress_dash import vietnamese
from congress_dash.boards.asking import FORMS, Books, Row, on_day, rows
from congress_dash.chart import Chart
from congress_dash.moment import EVERYBODY, Moment

_Maker = Callable[[Books, Moment], Chart]


def speaking(books: Books, moment: Moment) -> dict[str, Row]:
    """By form the upload that its figures of the day looked at come from. One of a later day speaks only
    where it tells of something dated by then: a visit, a draft, a congress."""
    told = {row["form"]: row for row in rows(books, "sources", moment)}
    return {
        form: row
        for form, row in told.items()
        if form == "catalogue" or row["as_of"] <= moment.as_of or _looks_back(books, moment, form)
    }


def _looks_back(books: Books, moment: Moment, form: str) -> bool:
    """Whether a report of a later day tells of anything dated by the day looked at, of anybody."""
    if form not in _DATED:
        return False
    question, is_dated = _DATED[form]
    return any(map(is_dated, rows(books, question, replace(moment, view=EVERYBODY))))


_DATED: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "progress": ("held", lambda row: bool(row["held"])),
    "results": ("clocks", lambda row: bool(row["reported_on"] or row["ratified_on"])),
    "documents": ("draft_revisions", lambda row: row["issued_on"] is not None),
    "inspections": ("visits_over_time", lambda row: bool(row["visits"])),
}


def source(books: Books, moment: Moment, *forms: str) -> str:
    """`Biểu 01 (số liệu đến 13/05/2020, lần nạp 9)` for each form that speaks of the day looked at."""
    told = speaking(books, moment)
    parts = [_cited(told[form], moment) for form in forms if form in told]
    if parts:
        return "; ".join(parts)
    if rows(books, "sources", moment):
        return f"chưa có tệp nào có số liệu đến ngày {on_day(moment)}"
    return "chưa có tệp nào được nạp"


def _cited(row: Row, moment: Moment) -> str:
    is_later = row["as_of"] > moment.as_of and row["form"] != "catalogue"
    later = "theo báo cáo sau, " if is_later else ""
    return f"{FORMS[row['form']]} ({later}số liệu đến {vietnamese.day(row['as_of'])}, lần nạp {row['upload']})"


def lacking(books: Books, moment: Moment, form: str) -> str:
    """Why a form says nothing of the day looked at and what to do, as a sentence without its full stop."""
    named, told = FORMS[form], {row["form"]: row for row in rows(books, "sources", moment)}
    if form not in told:
        return f"Chưa có {named}; hãy nạp ở trang Cập nhật"
    if told[form]["as_of"] <= moment.as_of:
        return f"{named} chưa có nội dung này; hãy bổ sung rồi nạp lại ở trang Cập nhật"
    return (
        f"Chưa có {named} nào tính đến ngày {on_day(moment)}; hãy nạp ở trang Cập nhật hoặc xem từ ngày "
        f"{vietnamese.day(told[form]['as_of'])}"
    )


def is_told_of(books: Books, moment: Moment, form: str) -> bool:
    """Whether a report of the form of the day looked at or before is there."""
    told = (row for row in rows(books, "sources", moment) if row["form"] == form)
    return any(row["as_of"] <= moment.as_of for row in told)


def known_until(books: Books, moment: Moment, form: str) -> date:
    """The last day up to the one looked at that a report of the form speaks of; without any, that day."""
    told: list[date] = [
        r["newest_as_of"] for r in rows(books, "sources", moment) if r["form"] == form
    ]
    return min([moment.as_of, *told])


def until(books: Books, moment: Moment, form: str) -> str:
    """`theo Biểu 04 đến ngày 13/05/2020` where its newest report is older than the day looked at, else empty."""
    known = known_until(books, moment, form)
    return f"theo {FORMS[form]} đến ngày {vietnamese.day(known)}" if known < moment.as_of else ""


def told_by(*forms: str) -> Callable[[_Maker], _Maker]:
    """A maker of charts whose titles say up to which day their forms know."""

    def dated(make: _Maker) -> _Maker:
        @wraps(make)
        def made(books: Books, moment: Moment) -> Chart:
            chart = make(books, moment)
            known = filter(None, (until(books, moment, form) for form in forms))
            return replace(chart, title=", ".join((chart.title, *known)))

        return made

    return dated
