"""A record and what was in force for its key in; the record with what its sheet could not say kept.

A column that a sheet has not says nothing, neither something new nor that nothing is there.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any

from congress_dash.records import Document, Draft, Record, Visit

_FILLS = {  # columns that fill more, or other, fields of a record than the one of their name
    "draft": ("draft", "draft_in_progress"),
    "plan": ("plan_no", "plan_issued", "plan_issued_on"),
    "planned": ("planned_from", "planned_to", "planned_text"),
    "ratified": ("ratified_no", "ratified_on"),
}


def kept(record: Record, before: Mapping[str, Any], lacking: Collection[str]) -> Record:
    """The record where the columns `lacking` leave it empty filled from what was in force.

    A visit has no earlier one that it could take anything from.
    """
    if isinstance(record, Visit):
        return record
    values: dict[str, Any] = {}
    for column in lacking:
        fields = [f for f in _FILLS.get(column, (column,)) if hasattr(record, f)]
        if not any(getattr(record, field) for field in fields):
            values |= {field: _told(before[field]) for field in fields if before[field]}
    if isinstance(record, Document):
        values["drafts"] = _drafts(record, before, lacking)
    return dataclasses.replace(record, **values) if values else record


def _told(value: Any) -> Any:
    """A value of the books as a record holds it."""
    return tuple(value) if isinstance(value, list) else value


def _drafts(
    record: Document, before: Mapping[str, Any], lacking: Collection[str]
) -> tuple[Draft, ...]:
    """The drafts named, and those of before whose column the sheet has not."""
    named = {draft.revision for draft in record.drafts}
    unsaid = [
        Draft(**draft)
        for draft in before["drafts"]
        if f"draft_{draft['revision']}" in lacking and draft["revision"] not in named
    ]
    return tuple(sorted((*record.drafts, *unsaid), key=lambda draft: draft.revision))
