"""A record and what was in force for its key in; what changes, and whether it moves backward, out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from congress_dash import reference
from congress_dash.checks.flags import flag
from congress_dash.records import Change, Document, Problem, Progress, Record, Row, Severity
from congress_dash.vietnamese import day

_COUNTS = ("sub_cells_held", "comments")
_KEPT_AS = {"plan": "plan_issued", "planned": "planned_from", "ratified": "ratified_on"}
_QUIET = {"key", "session", "upload"}
_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(f.name for f in dataclasses.fields(kind) if f.name not in _QUIET)
    for kind in get_args(Record)
}
Said = Mapping[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Lacking:
    """Field → heading of the columns that a sheet has not, and a cell of its heading row."""

    sheet: str
    cell: str
    headings: Mapping[str, str]


def backward(record: Record, before: Said | None) -> tuple[str, str] | None:
    """Field and words of a backward move against what was in force, or None."""
    if before is None or not isinstance(record, (Progress, Document)):
        return None
    if isinstance(record, Progress) and before["held"] and not record.held:
        return "held_on", "trước đây đã tổ chức đại hội, nay ghi chưa"
    for name in _COUNTS:
        earlier, now = before.get(name), getattr(record, name, None)
        if earlier and (now or 0) < earlier:
            return name, f"trước đây là {earlier}, nay còn {now or 0}"
    if isinstance(record, Progress):
        return _earlier_draft(record, before)
    return _lost_draft(record, before)


def _done(number: int | None, in_progress: bool) -> int:
    """The last draft that is finished."""
    return (number or 0) - (1 if in_progress and number else 0)


def _words_of_drafts(earlier: int, now: int) -> str:
    return f"trước đây đã xong dự thảo lần {earlier}, nay chỉ còn lần {now}"


def _earlier_draft(record: Progress, before: Said) -> tuple[str, str] | None:
    earlier = _done(before["draft"], before["draft_in_progress"])
    now = _done(record.draft, record.draft_in_progress)
    return ("draft", _words_of_drafts(earlier, now)) if now < earlier else None


def _lost_draft(record: Document, before: Said) -> tuple[str, str] | None:
    """A finished draft that is finished no more, or a dated one that is not named any more."""
    told = {draft.revision for draft in record.drafts if not draft.in_progress}
    finished = {draft["revision"] for draft in before["drafts"] if not draft["in_progress"]}
    earlier, now = max(finished, default=0), max(told, default=0)
    if now < earlier:
        return f"draft_{earlier}", _words_of_drafts(earlier, now)
    named = {draft.revision for draft in record.drafts}
    dated = {draft["revision"] for draft in before["drafts"] if draft["issued_on"]}
    gone = max(dated - named, default=None)
    if gone is None:
        return None
    return f"draft_{gone}", f"trước đây có ngày của dự thảo lần {gone}, nay không ghi"


def backward_problem(row: Row, field: str, words: str) -> Problem:
    """An error until somebody gives the reason."""
    return flag(
        row, field, "backward_move",
        f"Số liệu lùi so với lần báo cáo trước: {words}. Hãy sửa lại, hoặc ghi lý do khi nạp.",
    )  # fmt: skip


def missing_columns(
    table: Lacking, records: Iterable[Record], before: Mapping[str, Said]
) -> list[Problem]:
    """One note at a sheet's heading row: columns it lacks whose values the books know."""
    known = [before[r.key] for r in records if r.key in before]
    lost = [
        heading
        for field, heading in table.headings.items()
        if any(_knows(said, field) for said in known)
    ]
    if not lost:
        return []
    return [Problem(table.sheet, table.cell, "", "", Severity.NOTE, "column_missing",
                    f"Tệp không có cột {', '.join(lost)} nên số liệu trước đây của các cột đó được giữ "
                    "nguyên. Nếu có thay đổi, hãy bổ sung cột rồi gửi lại.")]  # fmt: skip


def _knows(said: Said, field: str) -> bool:
    if field.startswith("draft_"):
        return any(f"draft_{draft['revision']}" == field for draft in said["drafts"])
    return bool(said.get(_KEPT_AS.get(field, field)))


def change(record: Record, before: Said | None, *, is_backward: bool) -> Change:
    """A record against what was in force for its key."""
    if before is None:
        return Change(record.key, "added", False)
    different = tuple(
        (name, _words(was), _words(_plain(now)))
        for name in _FIELDS[type(record)]
        if (now := getattr(record, name)) != (was := before.get(name)) and _plain(now) != was
        if now != () or was  # books of an earlier version have nothing where a list came later
    )
    return Change(record.key, "changed" if different else "unchanged", is_backward, different)


def _plain(value: Any) -> Any:
    """Drafts and findings as the books hold them."""
    if not isinstance(value, tuple):
        return value
    return [dataclasses.asdict(v) if dataclasses.is_dataclass(v) else v for v in value]  # type: ignore[arg-type]


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, (list, tuple)):
        return "; ".join(_part_words(part) for part in value)
    return day(value) if hasattr(value, "strftime") else str(value)


def _part_words(part: Said | str) -> str:
    """A draft, a finding or a role of a record."""
    if isinstance(part, str):
        return reference.label("roles", part)
    if "revision" in part:
        told = _words(part["issued_on"]) or ("đang dự thảo" if part["in_progress"] else "đã xong")
        return f"lần {part['revision']}: {told}"
    fixed = {True: " (đã khắc phục)", False: " (chưa khắc phục)"}.get(part["fixed"], "")
    return f"{part['text']}{fixed}"
