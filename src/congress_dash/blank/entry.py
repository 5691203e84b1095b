"""A column in; what its cells take out: look, width, drop-down, the check on what is typed.

All of it follows from the column's reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from congress_dash import readers
from congress_dash.forms import Column, Lookup
from congress_dash.readers import Reader
from congress_dash.safe_text import COUNT_FORMAT, DAY_FORMAT

_LARGEST = 30_000  # below the day numbers that Excel makes of 5/6 typed into a count
_CHOICES: dict[Reader | Lookup, tuple[str, ...]] = {
    readers.yes_no: ("x",),
    readers.pilot: ("x",),
    readers.org_kind: ("Đảng bộ", "Chi bộ"),
    readers.scope: ("Trực thuộc", "Phối hợp", "Cấp trên trực tiếp"),
    readers.status: ("Dừng", "Tạm hoãn"),
    readers.congress_form: ("ĐV", "ĐB"),
    readers.session: ("Sáng", "Chiều", "Cả ngày"),
}
_DAYS = (readers.day, readers.days, readers.planned, readers.held, readers.draft_date)
_COUNTS = (readers.count, readers.members, readers.part, readers.draft)
_WIDTHS: dict[Reader | Lookup, float] = {
    Lookup.ORGANISATION: 40,
    Lookup.ORGANISATIONS: 40,
    Lookup.DOCUMENT: 38,
    Lookup.TEAMS: 20,
    readers.roles: 32,
    readers.paper: 20,
    readers.text: 26,
}
_FIELD_WIDTHS = {
    "": 5, "name": 42, "code": 9, "parent": 10, "block": 30, "level": 26, "milestone": 46,
    "successor": 11, "note": 26, "sub_cells_held": 14, "draft": 12, "sent": 11, "kind": 10,
    # sheets of two or three columns are wide enough for the title above them
    "alias": 46, "unit": 32, "starts_on": 16, "ends_on": 16, "reason": 50, "day": 30, "number": 30,
}  # fmt: skip
_HINTS = {
    "held_on": "Để trống: chưa tổ chức. Đã tổ chức: ghi ngày. Chưa có số liệu: ghi chưa b/c.",
    "planned": "Ghi ngày cụ thể, ví dụ 13/05/2020, hoặc hai ngày, ví dụ 20-21/5/2020.",
    "plan": "Ghi số và ngày, ví dụ 12-KH/ĐU, 15/01/2020.",
    "ratified": "Ghi số và ngày, ví dụ 28-QĐ/ĐUCA, 13/5/2020.",
    "organisation": "Chọn trong danh sách, hoặc ghi đúng tên hay mã đơn vị.",
    "attending": "Chọn hoặc ghi chức danh, nhiều chức danh ngăn bằng dấu chấm phẩy; không ghi họ tên.",
    "draft_1": "Ghi ngày ban hành; đang soạn thì ghi: đang soạn thảo.",
}


def choices(column: Column) -> tuple[str, ...]:
    """The few words a cell takes; a heading that names them, `Loại hình (ĐB/CB)`, goes first."""
    words = _CHOICES.get(column.reader, ())
    named = re.search(r"\(([^()]+/[^()]+)\)$", column.headings[0])
    return tuple(named[1].split("/")) if words and named else words


def width(column: Column) -> float:
    """Characters that a column shows."""
    usual = 12.5 if column.reader in _DAYS else 9
    return _FIELD_WIDTHS.get(column.field) or _WIDTHS.get(column.reader, usual)


def look(column: Column) -> dict[str, Any]:
    """The format of an empty cell: days are days, numbers of papers stay text."""
    if column.reader in _DAYS:
        return {"num_format": DAY_FORMAT, "align": "center"}
    if column.reader in _COUNTS:
        return {"num_format": COUNT_FORMAT, "align": "center"}
    if column.reader is readers.paper or column.field in {"code", "unit", "parent", "successor"}:
        return {"num_format": "@", "align": "center"}
    return {"align": "center" if choices(column) else "left"}


def check(column: Column, lists: Mapping[Reader | Lookup | str, str]) -> dict[str, Any] | None:
    """The check of a column's cells; `lists`: where the longer drop-downs stand."""
    rule = _rule(column, lists)
    hint = _HINTS.get(column.field)
    if rule is None and hint is None:
        return None
    return {**(rule or {"validate": "any"}), "input_message": hint or ""}


def _rule(column: Column, lists: Mapping[Reader | Lookup | str, str]) -> dict[str, Any] | None:
    if words := choices(column):
        return _told({"validate": "list", "source": list(words)}, "stop",
                     f"Chỉ ghi {' hoặc '.join(words)}; không có thì để trống.")  # fmt: skip
    listed = lists.get(column.reader) or lists.get(column.field)
    if listed:
        several = (
            column.reader in {Lookup.ORGANISATIONS, Lookup.TEAMS, readers.roles}
            or column.field == "milestone"
        )
        rule: dict[str, Any] = {"validate": "list", "source": listed}
        message = "Không có trong danh sách. Hãy chọn trong danh sách hoặc ghi đúng tên, mã."
        return {**rule, "show_error": False} if several else _told(rule, "warning", message)
    if column.reader in _DAYS:
        rule = {"validate": "date", "criteria": "between",
                "minimum": date(2000, 1, 1), "maximum": date(2099, 12, 31)}  # fmt: skip
        strict = column.reader is readers.day
        return _told(rule, "stop" if strict else "warning", "Hãy ghi ngày theo mẫu 13/05/2020.")
    if column.reader in _COUNTS:
        rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": _LARGEST}
        message = "Hãy ghi một số nguyên, ví dụ 12, không ghi chữ hoặc phân số."
        return _told(rule, "warning" if column.reader is readers.draft else "stop", message)
    return None


def _told(rule: dict[str, Any], strength: str, message: str) -> dict[str, Any]:
    return {**rule, "error_type": strength, "error_title": "Kiểm tra lại ô này",
            "error_message": message}  # fmt: skip
