"""Previews, uploads and told values in; tables for the page out, narrowed to what is looked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from congress_dash import view_words, wording
from congress_dash.boards.asking import columns
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.history import Briefing, Upload, here
from congress_dash.moment import Moment
from congress_dash.records import Change, Preview, Record, Severity
from congress_dash.told import SEVERITY, WHY, Alike, form_title
from congress_dash.vietnamese import day, fold, integer

MOST = 200  # rows that a page shows; more are found by narrowing
Rows = Sequence[tuple[Any, ...]]


class ChangeKind(StrEnum):
    """What a change is called where changes are narrowed."""

    ADDED = "mới"
    CHANGED = "thay đổi"
    BACKWARD = "lùi"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One cell of the books that the upload changes."""

    key: str
    kind: ChangeKind
    field: str
    before: str
    after: str


def change_lines(preview: Preview) -> list[ChangeLine]:
    """Every cell that changes; of a new key every cell that says something."""
    records = {record.key: record for record in preview.records}
    return [line for change in preview.changes for line in _lines(change, records)]


def _lines(change: Change, records: Mapping[str, Record]) -> Iterator[ChangeLine]:
    kind = ChangeKind.BACKWARD if change.backward else _KINDS[change.kind]
    told = change.fields
    if change.kind == "added":
        told = tuple(_told(records.get(change.key)))
    said = {field: (before, after) for field, before, after in told}
    for field, before, after in told:
        if field in _ENDS and said.get(_ENDS[field]) == (before, after):
            continue
        yield ChangeLine(
            change.key, kind, field, wording.value(field, before), wording.value(field, after)
        )


_ENDS = {"held_to": "held_on", "planned_to": "planned_from", "booked_to": "booked_on"}
_KINDS = {
    "added": ChangeKind.ADDED,
    "changed": ChangeKind.CHANGED,
    "unchanged": ChangeKind.CHANGED,
}
_SILENT = {"key", "unit", "session", "drafts", "findings"}


def _told(record: Record | None) -> Iterator[tuple[str, str, str]]:
    """The cells of a new record that say something."""
    for each in dataclasses.fields(record) if record else ():
        told = getattr(record, each.name)
        if each.name not in _SILENT and told is not None and told is not False:
            yield each.name, "", "có" if told is True else str(told)


def narrowed(
    lines: Iterable[ChangeLine],
    name: Callable[[str], str],
    *,
    words: str = "",
    field: str = "",
    kind: str = "",
) -> list[ChangeLine]:
    """The lines of organisations whose name holds these words (accents do not matter)."""
    wanted = fold(words)
    return [
        line
        for line in lines
        if (not wanted or wanted in fold(f"{name(line.key)} {line.key}"))
        and field in ("", line.field)
        and kind in ("", line.kind.value)
    ]


def field_name(field: str) -> str:
    return wording.FIELDS.get(field, field)


# --- tables -------------------------------------------------------------------------------------


def change_table(lines: Sequence[ChangeLine], name: Callable[[str], str]) -> Chart:
    """One row per cell that changes: old → new."""
    table = [
        (name(each.key), each.kind.value, field_name(each.field), each.before, each.after)
        for each in lines[:MOST]
    ]
    who, kind, *rest = columns(table, "Mục", "Loại", "Nội dung", "Trước", "Sau")
    tones = tuple(Tone.WRONG if each.kind is ChangeKind.BACKWARD else None for each in lines[:MOST])
    return _listing("preview.changes", "Các ô thay đổi", (who, replace(kind, tones=tones), *rest),
                    "Không có ô nào thay đổi.")  # fmt: skip


def problem_table(told: Sequence[Alike], key: str = "preview.problems") -> Chart:
    """One row per sentence, with the cells it tells of."""
    table = [
        (SEVERITY[each.severity], each.where(MOST), each.typed or wording.NOTHING, each.message)
        for each in told[:MOST]
    ]
    first, *rest = columns(table, "Mức", "Ô", "Nội dung đã ghi", "Cần làm gì")
    tones = tuple(_TONES.get(each.severity) for each in told[:MOST])
    return _listing(key, "Các ô cần xem lại", (replace(first, tones=tones), *rest),
                    "Không có ô nào cần xem lại.")  # fmt: skip


_TONES = {Severity.ERROR: Tone.WRONG, Severity.WARNING: Tone.REGISTERED}


def decision_table(preview: Preview) -> Chart:
    """One row per automatic reading."""
    table = [
        (f"{d.sheet}!{d.cell}", d.typed or wording.NOTHING, d.read_as, WHY.get(d.why, d.why))
        for d in preview.decisions[:MOST]
    ]
    return _listing("preview.decisions", "Các ô được đọc khác nguyên văn",
                    columns(table, "Ô", "Đã ghi", "Đọc là", "Vì"),
                    "Mọi ô được đọc đúng nguyên văn.")  # fmt: skip


def sum_table(preview: Preview) -> Chart:
    """One row per total that the sheet prints; those that do not add up first."""
    told = sorted(preview.checksums, key=lambda each: each.ok)[:MOST]
    table = [
        (f"{c.sheet}!{c.cell}", c.says, c.rows_give, "khớp" if c.ok else "không khớp") for c in told
    ]
    *rest, last = columns(table, "Ô", "Tệp ghi", "Cộng các dòng", "Kết quả")
    tones = tuple(Tone.RIGHT if each.ok else Tone.WRONG for each in told)
    return _listing("preview.checksums", "Các ô cộng", (*rest, replace(last, tones=tones)),
                    "Tệp không có ô cộng nào.")  # fmt: skip


def history_table(uploads: Iterable[Upload]) -> Chart:
    """One row per upload, the newest first."""
    told = sorted(uploads, key=lambda u: -u.upload)[:MOST]
    table = [
        (str(u.upload), form_title(u.form), u.as_of, u.file, local(u.accepted_at), u.by, u.rows,
         u.waiting, u.sha256[:10], f"đã rút: {u.reason}" if u.withdrawn else u.reason or "")
        for u in told
    ]  # fmt: skip
    *rest, last = columns(table, "Lần", "Biểu mẫu", "Số liệu đến ngày", "Tệp", "Nạp lúc", "Vai trò",
                          "Số dòng", "Dòng chờ", "Mã tệp", "Lý do")  # fmt: skip
    tones = tuple(Tone.GONE if u.withdrawn else None for u in told)
    return _listing("uploads", "Lịch sử nạp số liệu", (*rest, replace(last, tones=tones)),
                    "Chưa có lần nạp nào.")  # fmt: skip


def upload_sentences(upload: Upload) -> list[str]:
    """All that the books know of one upload."""
    lines = [
        f"{form_title(upload.form)}, trang “{upload.sheet}”, số liệu tính đến ngày "
        f"{day(upload.as_of)}: {integer(upload.rows)} dòng, {integer(upload.waiting)} dòng chờ khi nạp.",
        f"{upload.by} nạp lúc {local(upload.accepted_at)}. "
        f"Lý do: {upload.own_reason or 'không ghi'}.",
        f"Mã SHA-256 của tệp: {upload.sha256}",
    ]
    if upload.withdrawn_at:
        lines.append(
            f"Đã rút: {upload.withdrawn_by} rút lúc {local(upload.withdrawn_at)}. "
            f"Lý do: {upload.reason}."
        )
    return lines


def value_table(rows: Sequence[Mapping[str, Any]]) -> Chart:
    """What was told of an organisation's fields, the newest first; what holds now is marked.

    The last day of a single day says nothing.
    """
    said = {(r["upload"], r["field"], r["value"]) for r in rows}
    rows = [r for r in rows if (r["upload"], _ENDS.get(r["field"]), r["value"]) not in said]
    newest = sorted(rows, key=lambda r: (r["as_of"], r["upload"]), reverse=True)
    told = sorted(newest, key=lambda r: [*wording.FIELDS].index(r["field"]))[:MOST]
    table = [
        (field_name(r["field"]), _value(r), r["as_of"], str(r["upload"]), r["file"], r["by"],
         local(r["accepted_at"]), "đang dùng" if r["in_force"] else "trước đây")
        for r in told
    ]  # fmt: skip
    *rest, last = columns(table, "Nội dung", "Giá trị", "Số liệu đến ngày", "Lần nạp", "Tệp",
                          "Vai trò", "Nạp lúc", "Hiệu lực")  # fmt: skip
    tones = tuple(Tone.RIGHT if r["in_force"] else None for r in told)
    return _listing("told_values", "Lịch sử của ô", (*rest, replace(last, tones=tones)),
                    "Chưa có báo cáo nào nói về ô này.")  # fmt: skip


def _value(row: Mapping[str, Any]) -> str:
    return "(gạch bỏ)" if row["struck"] else wording.value(row["field"], row["value"])


def answer_table(table: Rows) -> Chart:
    """One row per remembered answer."""
    return _listing("answers", "Cách hiểu đã ghi nhớ",
                    columns(table, "Về", "Đã ghi trong tệp", "Được hiểu là", "Biểu mẫu", "Vai trò",
                            "Lúc", "Lần nạp", "Hiệu lực"),
                    "Chưa có cách hiểu nào được ghi nhớ.")  # fmt: skip


def cut(whole: int) -> str:
    """A sentence where a list is longer than what is shown of one; else nothing."""
    if whole <= MOST:
        return ""
    return (
        f"Đang hiện {integer(MOST)} trong {integer(whole)} dòng. Hãy lọc để xem những dòng còn lại."
    )


def saved_line(briefing: Briefing) -> str:
    """`Giao ban tuần · 11 mục · Chỉ Khối An ninh · lưu 13/05/2020 08:00, Cơ quan thường trực`."""
    view = briefing.view
    whose = filter(None, (view_words.only(view), *view_words.judged(view).values()))
    done = "xóa" if briefing.withdrawn else "lưu"
    saved = f"{done} {local(briefing.at)}, {briefing.by}"
    return " · ".join((briefing.name, f"{len(briefing.charts)} mục", *whose, saved))


def local(utc: datetime) -> str:
    """A moment as a clock in Viet Nam shows it."""
    return f"{here(utc):%d/%m/%Y %H:%M}"


def _listing(key: str, title: str, columns: tuple[Column, ...], empty: str) -> Chart:
    nowhen = Moment(date.min, 0)
    return Chart(key, title, Kind.TABLE, columns, "", nowhen, "", "", empty=empty)
