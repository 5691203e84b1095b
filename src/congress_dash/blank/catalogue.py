"""What the books say of the catalogue in; per sheet of Danh mục its rows as staff write them, out.

So that a catalogue is brought up to date by changing the one in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from congress_dash import reference
from congress_dash.forms import FORMS
from congress_dash.records import FormId, OrgKind, Scope, Status

Filled = Mapping[str, str | int | date]
_SHEETS = (
    "org",
    "alias",
    "milestone",
    "pause",
    "holiday",
    "team",
    "cycle",
)  # as the form's layouts go
_WORDS: dict[str, Mapping[Any, str]] = {
    "kind": {OrgKind.COMMITTEE: "Đảng bộ", OrgKind.CELL: "Chi bộ"},
    "scope": {
        Scope.DIRECT: "Trực thuộc",
        Scope.COORDINATED: "Phối hợp",
        Scope.SUPERIOR: "Cấp trên trực tiếp",
    },
    "status": {Status.STOPPED: "Dừng", Status.POSTPONED: "Tạm hoãn"},
    "pilot": {True: "x", False: ""},
}
_LISTS = {"block": "blocks", "level": "levels"}


def filled(said: Iterable[Mapping[str, Any]]) -> dict[str, list[Filled]]:
    """Name of the sheet → its rows, field → value; organisations in their order."""
    layouts = FORMS[FormId.CATALOGUE].layouts
    rows: dict[str, list[Filled]] = {layout.name: [] for layout in layouts}
    of_kind = dict(zip(_SHEETS, layouts, strict=True))
    for entry in sorted(said, key=_order):
        layout = of_kind[entry["key"].partition(":")[0]]
        told = {**entry, "number": entry.get("team")}
        values = {c.field: _typed(c.field, told.get(c.field)) for c in layout.columns}
        rows[layout.name].append({f: v for f, v in values.items() if v is not None})
    return rows


def _order(entry: Mapping[str, Any]) -> tuple[bool, bool, int, str]:
    """Those with a scope first, by their number; sub-cells under their parents after them."""
    number = entry.get("ordinal")
    return "scope" in entry and entry["scope"] is None, number is None, number or 0, entry["key"]


def _typed(field: str, value: Any) -> str | int | date | None:
    if field in _WORDS:
        return _WORDS[field].get(value)
    if field in _LISTS and value:
        return reference.label(_LISTS[field], value)
    return int(value) if field == "number" and value else value
