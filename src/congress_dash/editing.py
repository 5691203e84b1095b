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
from congress_dash.filled.rows import SILENT
from congress_dash.filled.typed import progress
from congress_dash.forms import FORMS
from congress_dash.records import FormId, Preview
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
Said = Mapping[str, Any]


class NotEditable(CongressDashError):
    """A row that would not come back as it is; the form itself has to be sent."""


def heading(field: str) -> str:
    """What the form calls a field: `Thời gian đại hội – Thực tế`."""
    return FORM.layouts[0].by_field[field].headings[0].replace(" / ", " – ")


def typed(field: str, said: Said | None) -> str:
    """The value in force as staff would type it; nothing where nothing was told."""
    value = progress(field, SILENT | dict(said or {}))
    return day(value) if isinstance(value, date) else "" if value is None else str(value)


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
    before = SILENT | dict(said or {})
    for record in preview.records:
        for each in dataclasses.fields(record):
            other = each.name not in {"key", "unit", *FIELDS[field]}
            if other and getattr(record, each.name) != before[each.name]:
                name = next(column for column, fields in FIELDS.items() if each.name in fields)
                raise NotEditable(
                    f"Sửa ô này sẽ làm thay đổi cả ô “{heading(name)}”, nên chưa sửa được tại chỗ. "
                    "Hãy sửa trên Biểu 01 rồi nạp tệp."
                )


def _number(told: str | int) -> str | int:
    return int(told) if isinstance(told, str) and told.isdecimal() and len(told) < 8 else told
