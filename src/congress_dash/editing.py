"""One organisation's Biểu 01 values in force and one value as typed in; a one-row Biểu 01 out.

The workbook is read by the same readers as any other, so that a single correction is an upload
like every upload. `check` holds it to its word: nothing but the chosen field may differ.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from congress_dash.blank import one_row
from congress_dash.errors import CongressDashError
from congress_dash.forms import FORMS
from congress_dash.records import FormId, Preview, Progress
from congress_dash.vietnamese import day

FORM = FORMS[FormId.PROGRESS]
# the fields of a record that one column of the form fills
FIELDS: dict[str, tuple[str, ...]] = {
    "held_on": ("held", "held_on", "held_to"),
    "planned": ("planned_from", "planned_to", "planned_text"),
    "approved_on": ("approved_on",),
    "submitted_on": ("submitted_on",),
    "plan": ("plan_no", "plan_issued", "plan_issued_on"),
    "draft": ("draft", "draft_in_progress"),
    "comments": ("comments",),
    "sub_cells_held": ("sub_cells_held",),
    "sub_cells": ("sub_cells",),
    "members": ("members",),
    "congress_form": ("congress_form",),
    "pilot": ("pilot",),
    "direct_election": ("direct_election",),
    "status": ("status",),
    "note": ("note",),
}
_FORMS = {"members_congress": "ĐV", "delegates_congress": "ĐB"}
_STATUS = {"cancelled_reorg": "Dừng", "postponed": "Tạm hoãn"}
_YES_NO = {True: "x", False: "Không", None: ""}
Said = Mapping[str, Any]
_SILENT: dict[str, Any] = {
    **dict.fromkeys((f.name for f in dataclasses.fields(Progress)), None),
    "plan_issued": False,
    "draft_in_progress": False,
}


class NotEditable(CongressDashError):
    """A row that would not come back as it is; the form itself has to be sent."""


def heading(field: str) -> str:
    """What the form calls a field: `Thời gian đại hội – Thực tế`."""
    return FORM.layouts[0].by_field[field].headings[0].replace(" / ", " – ")


def typed(field: str, said: Said | None) -> str:
    """The value in force as staff would type it; nothing where nothing was told."""
    told = _SILENT | dict(said or {})
    match field:
        case "held_on":
            return _held(told)
        case "planned":
            return told["planned_text"] or _span(told["planned_from"], told["planned_to"])
        case "plan":
            return _plan(told)
        case "draft":
            words = "đang DT lần " if told["draft_in_progress"] else ""
            return f"{words}{told['draft']}" if told["draft"] else ""
        case "congress_form":
            return _FORMS.get(told[field], "")
        case "status":
            return _STATUS.get(told[field], "")
        case "pilot" | "direct_election":
            return _YES_NO[told[field]]
    value = told[field]
    return _day(value) if isinstance(value, date) else "" if value is None else str(value)


def book(
    organisation: str, said: Said | None, field: str, value: str, as_of: date, at: datetime
) -> bytes:
    """The one-row Biểu 01: `organisation` as files name it, what is in force, the one value typed."""
    row = {name: typed(name, said) for name in FIELDS}
    row |= {field: value, "organisation": organisation}
    about = f"Sửa một mục trên trang Cập nhật: {heading(field)}. Lập lúc {at:%d/%m/%Y %H:%M:%S}."
    return one_row(FORM, {name: _number(told) for name, told in row.items()}, as_of, about)


def check(preview: Preview, said: Said | None, field: str) -> None:
    """`NotEditable` where the row read back tells anything else of the other fields."""
    before = _SILENT | dict(said or {})
    for record in preview.records:
        for each in dataclasses.fields(record):
            other = each.name not in {"key", "unit", *FIELDS[field]}
            if other and getattr(record, each.name) != before[each.name]:
                name = next(column for column, fields in FIELDS.items() if each.name in fields)
                raise NotEditable(
                    f"Sửa ô này sẽ làm thay đổi cả ô “{heading(name)}”, nên chưa sửa được tại chỗ. "
                    "Hãy sửa trên Biểu 01 rồi nạp tệp."
                )


def _held(told: Said) -> str:
    if told["held"] is None:
        return "chưa b/c"
    if not told["held"]:
        return ""
    return _span(told["held_on"], told["held_to"]) or "x"


def _plan(told: Said) -> str:
    parts = [told["plan_no"], _day(told["plan_issued_on"])]
    return ", ".join(part for part in parts if part) or ("x" if told["plan_issued"] else "")


def _span(first: date | None, last: date | None) -> str:
    """One day, or the two ends of a stretch."""
    if first and last and first != last:
        return f"{_day(first)} - {_day(last)}"
    return _day(first or last)


def _day(value: date | None) -> str:
    return day(value) if value else ""


def _number(told: str | int) -> str | int:
    return int(told) if isinstance(told, str) and told.isdecimal() and len(told) < 8 else told
