"""What the books say of one column of a form → what staff would type there. Pure.

Days are days, counts are counts; what has no cell of its own is put in the words the readers know.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from congress_dash import reference
from congress_dash.vietnamese import day

Said = Mapping[str, Any]
Typed = str | int | date | None

NOT_REPORTED = "chưa b/c"
YES, NO = "x", "Không"
_FORMS = {"members_congress": "ĐV", "delegates_congress": "ĐB"}
_STATUS = {"cancelled_reorg": "Dừng", "postponed": "Tạm hoãn"}
_SESSIONS = {"morning": "Sáng", "afternoon": "Chiều", "day": "Cả ngày"}
_FIXED = {True: "Đã khắc phục", False: "Chưa khắc phục"}


def progress(field: str, told: Said) -> Typed:
    """A column of Biểu 01."""
    match field:
        case "held_on":
            return held(told)
        case "planned":
            return told["planned_text"] or span(told["planned_from"], told["planned_to"])
        case "plan":
            return paper(told["plan_no"], told["plan_issued_on"], is_issued=told["plan_issued"])
        case "draft":
            words = "đang DT lần " if told["draft_in_progress"] else ""
            return f"{words}{told['draft']}" if words and told["draft"] else told["draft"]
        case "congress_form":
            return _FORMS.get(told[field])
        case "status":
            return _STATUS.get(told[field])
        case "pilot" | "direct_election":
            return yes_no(told[field])
    value: Typed = told[field]
    return value


def held(told: Said) -> Typed:
    """The days of a congress, a mark where its day was not told, nothing where it was not held."""
    if told["held"] is None:
        return NOT_REPORTED
    if not told["held"]:
        return None
    return span(told["held_on"], told["held_to"]) or YES


def yes_no(value: bool | None) -> str | None:
    return None if value is None else YES if value else NO


def paper(number: str | None, issued_on: date | None, *, is_issued: bool) -> Typed:
    """`12-KH/ĐU, 15/01/2020`, whichever part is known; a mark where neither is."""
    if not number:
        return issued_on or (YES if is_issued else None)
    return f"{number}, {day(issued_on)}" if issued_on else number


def span(first: date | None, last: date | None) -> Typed:
    """One day, or the two ends of a stretch."""
    if first and last and first != last:
        return f"{day(first)} - {day(last)}"
    return first or last


def draft(issued_on: date | None, *, in_progress: bool) -> Typed:
    return issued_on or ("đang soạn thảo" if in_progress else YES)


def session(half: str) -> str:
    return _SESSIONS.get(half, half)


def roles(ids: tuple[str, ...] | list[str] | None) -> str:
    return "; ".join(reference.label("roles", each) for each in ids or ())


def fixed(value: bool | None) -> str | None:
    return None if value is None else _FIXED[value]
