"""What does not fit together across cells and against the books: problems, none of them a guess.

Pure: records, what was in force before, and the catalogue in; problems out (contract §2, §3).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from congress_dash import reference
from congress_dash.readers import typed
from congress_dash.records import (
    Change,
    Document,
    OrgKind,
    Problem,
    Progress,
    Record,
    Row,
    Severity,
)
from congress_dash.vietnamese import day

_COUNTS = ("sub_cells_held", "comments")
_QUIET = {"key", "session", "upload"}
Before = Mapping[str, Mapping[str, Any]]


def _problem(row: Row, field: str, severity: Severity, kind: str, message: str) -> Problem:
    cell = row.cells.get(field) or next(iter(row.cells.values()))
    return Problem(row.sheet, cell.address, field, typed(cell.value), severity, kind, message)


def _finished(record: Progress | Document | Mapping[str, Any]) -> int:
    """The highest draft that is done: of a Biểu 01 row or of a document."""
    said = dataclasses.asdict(record) if dataclasses.is_dataclass(record) else record
    if "drafts" in said:
        return max((d["revision"] for d in said["drafts"] if not d["in_progress"]), default=0)
    number = said.get("draft") or 0
    return number - 1 if said.get("draft_in_progress") else number


def backward(record: Record, before: Mapping[str, Any] | None) -> tuple[str, str] | None:
    """Field and words of a backward move against what was in force, or None."""
    if before is None or not isinstance(record, Progress | Document):
        return None
    if isinstance(record, Progress) and before["held"] and not record.held:
        return "held_on", "trước đây đã tổ chức đại hội, nay ghi chưa"
    for name in _COUNTS:
        earlier, now = before.get(name), getattr(record, name, None)
        if earlier and (now or 0) < earlier:
            return name, f"trước đây là {earlier}, nay còn {now or 0}"
    earlier_draft, draft = _finished(before), _finished(record)
    if draft < earlier_draft:
        field = "draft" if isinstance(record, Progress) else f"draft_{earlier_draft}"
        return field, f"trước đây đã xong dự thảo lần {earlier_draft}, nay chỉ còn lần {draft}"
    if isinstance(record, Document) and (gone := _vanished(record, before)):
        return f"draft_{gone}", f"trước đây có ngày của dự thảo lần {gone}, nay không ghi"
    return None


def _vanished(record: Document, before: Mapping[str, Any]) -> int | None:
    """A draft whose day was known and which is not named any more."""
    named = {draft.revision for draft in record.drafts}
    dated = {draft["revision"] for draft in before["drafts"] if draft["issued_on"]}
    return max(dated - named, default=None)


def backward_problem(row: Row, field: str, words: str) -> Problem:
    """An error until somebody gives the reason."""
    return _problem(
        row, field, Severity.ERROR, "backward_move",
        f"Số liệu lùi so với lần báo cáo trước: {words}. Hãy sửa lại, hoặc ghi lý do khi nạp.",
    )  # fmt: skip


def warnings(row: Row, record: Record, org: Mapping[str, Any] | None) -> Iterable[Problem]:
    """What is taken as it stands but shown: order of steps, thresholds, rough days."""
    if not isinstance(record, Progress) or org is None:
        return
    told = record
    if told.planned_text:
        yield _problem(row, "planned", Severity.WARNING, "vague_planned",
                       "Ngày dự kiến chỉ ghi ước chừng. Hãy ghi ngày cụ thể khi rõ.")  # fmt: skip
    if told.held and not told.approved_on:
        yield _problem(row, "approved_on", Severity.WARNING, "held_without_approval",
                       "Đã tổ chức đại hội nhưng chưa có ngày duyệt. Hãy bổ sung ngày kết luận "
                       "duyệt.")  # fmt: skip
    days = [("submitted_on", told.submitted_on), ("approved_on", told.approved_on),
            ("held_on", told.held_on)]  # fmt: skip
    dated = [(name, value) for name, value in days if value]
    for (_, earlier), (name, later) in pairwise(dated):
        if later < earlier:
            yield _problem(row, name, Severity.WARNING, "order_of_steps",
                           f"Ngày {day(later)} sớm hơn bước trước đó ({day(earlier)}). "
                           "Hãy kiểm tra thứ tự trình, duyệt, đại hội.")  # fmt: skip
    yield from _thresholds(row, told, org)
    if told.pilot is not None and told.pilot != org["pilot"]:
        yield _problem(row, "pilot", Severity.WARNING, "pilot_disagrees",
                       "Dấu đại hội điểm khác với Danh mục. Hãy thống nhất hai nơi.")  # fmt: skip
    if told.held and told.sub_cells and (told.sub_cells_held or 0) < told.sub_cells:
        yield _problem(row, "held_on", Severity.WARNING, "parent_before_children",
                       "Đã tổ chức đại hội khi còn chi bộ trực thuộc chưa tổ chức. "
                       "Hãy kiểm tra lại.")  # fmt: skip


def _thresholds(row: Row, told: Progress, org: Mapping[str, Any]) -> Iterable[Problem]:
    """Domain.md §8.6 and §8.7: size against type and form; a flag, not an error."""
    members = told.members
    if members is None:
        return
    smallest = reference.threshold("committee_from")
    if (org["kind"] == OrgKind.COMMITTEE) != (members >= smallest):
        yield _problem(row, "members", Severity.NOTE, "members_against_kind",
                       f"Số đảng viên {members} không khớp loại hình (đảng bộ từ {smallest} đảng "
                       "viên); cần có ý kiến của cấp trên.")  # fmt: skip
    delegates = reference.threshold("delegates_from")
    if members >= delegates and told.congress_form == "members_congress":
        yield _problem(row, "congress_form", Severity.WARNING, "delegates_expected",
                       f"Từ {delegates} đảng viên trở lên thường tổ chức đại hội đại biểu. "
                       "Hãy kiểm tra hình thức.")  # fmt: skip


def change(record: Record, before: Mapping[str, Any] | None, *, is_backward: bool) -> Change:
    """A record against what was in force for its key."""
    if before is None:
        return Change(record.key, "added", False)
    now = dataclasses.asdict(record)
    different = tuple(
        (name, _words(before.get(name)), _words(value))
        for name, value in now.items()
        if name not in _QUIET and _plain(before.get(name)) != _plain(value)
    )
    return Change(record.key, "changed" if different else "unchanged", is_backward, different)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list | tuple):
        return "; ".join(_part_words(part) for part in value)
    return day(value) if hasattr(value, "strftime") else str(value)


def _part_words(part: Mapping[str, Any]) -> str:
    """A draft or a finding of a record."""
    if "revision" in part:
        told = _words(part["issued_on"]) or ("đang dự thảo" if part["in_progress"] else "đã xong")
        return f"lần {part['revision']}: {told}"
    fixed = {True: " (đã khắc phục)", False: " (chưa khắc phục)"}.get(part["fixed"], "")
    return f"{part['text']}{fixed}"
