"""An organisation and a day in; how far its plan, drafts and papers had come by then out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from days import on, worked_by
from province import BY_KEY, ORGANISATIONS, PILOTS
from story import HELD

_DRAFTS_BEFORE = (60, 42, 30)
_SUBMITTED_AND_APPROVED = {
    "PH10": (on("15/4"), on("5/5")),
    "PC06": (on("20/4"), on("8/5")),
    "PC10": (on("24/4"), on("15/5")),
    "PC05": (on("20/5"), on("3/6")),
}
_DRAFTS = {"PC05": (on("10/3"), on("17/4"), on("15/5"))}
_COMMENTS_PER_DRAFT = (5, 3, 2)


@dataclass(frozen=True, slots=True)
class Preparation:
    plan: str | None
    draft: int | str | None
    comments: int | None
    submitted: date | None
    approved: date | None


def _place(key: str) -> int:
    return next(place for place, each in enumerate(ORGANISATIONS) if each.key == key)


def _before(key: str, days: int) -> date:
    return worked_by(HELD[key] - timedelta(days=days))


def _planned_on(key: str) -> date:
    if key in PILOTS:
        return on("16/12/2019") + timedelta(days=2 * PILOTS.index(key))
    latest = on("10/2") + timedelta(days=3 * _place(key) % 19)
    return worked_by(min(max(_before(key, 75), on("6/1")), latest))


def _plan(key: str) -> str:
    number, symbol = 3 + 7 * _place(key) % 23, "ĐU" if BY_KEY[key].kind == "Đảng bộ" else "CB"
    return f"{number:02d}-KH/{symbol}, {_planned_on(key):%d/%m/%Y}"


def _drafted_on(key: str) -> tuple[date, ...]:
    return _DRAFTS.get(key) or tuple(_before(key, days) for days in _DRAFTS_BEFORE)


def _draft(key: str, as_of: date) -> int | str | None:
    """`2`, `lần 2`, and `đang DT lần 3` when the next one is near: three habits of typing."""
    issued = sum(day <= as_of for day in _drafted_on(key))
    ahead = [day for day in _drafted_on(key) if day > as_of]
    if ahead and ahead[0] - as_of <= timedelta(days=10):
        return f"đang DT lần {issued + 1}"
    if not issued:
        return None
    return f"lần {issued}" if _place(key) % 3 == 0 else issued


def _comments(key: str, as_of: date) -> int | None:
    issued = sum(day <= as_of for day in _drafted_on(key))
    return BY_KEY[key].members // _COMMENTS_PER_DRAFT[issued - 1] + issued if issued else None


def submitted_and_approved(key: str) -> tuple[date, date]:
    """When the papers went to the Standing Board and when it approved them."""
    usual = (_before(key, 24 + _place(key) % 5), _before(key, 8 + _place(key) % 6))
    return _SUBMITTED_AND_APPROVED.get(key, usual)


def preparation(key: str, as_of: date) -> Preparation:
    """What of the organisation's preparation was done by then."""
    submitted, approved = submitted_and_approved(key)
    return Preparation(
        plan=_plan(key) if _planned_on(key) <= as_of else None,
        draft=_draft(key, as_of),
        comments=_comments(key, as_of),
        submitted=submitted if submitted <= as_of else None,
        approved=approved if approved <= as_of else None,
    )
