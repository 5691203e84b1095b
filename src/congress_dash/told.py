"""Previews and uploads in words and in JSON, for the command line and the page alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from congress_dash import wording
from congress_dash.history import Upload
from congress_dash.records import Preview, Problem, Severity
from congress_dash.vietnamese import day, integer

_FORM_TITLES = {
    "catalogue": "Danh mục",
    "progress": "Biểu 01 – Tiến độ đại hội",
    "results": "Biểu 02 – Kết quả đại hội",
    "documents": "Biểu 03 – Tiến độ văn kiện",
    "inspections": "Biểu 04 – Kiểm tra, hướng dẫn",
    "schedule": "Biểu 05 – Lịch đại hội",
}
WHY = {
    "alias": "tên gọi khác",
    "old_code": "mã cũ",
    "answered": "theo câu trả lời vừa chọn",
    "remembered_heading": "tiêu đề đã trả lời trước đây",
    "remembered_sheet": "trang đã chọn trước đây",
    "spelling": "cách viết khác",
    "year_added": "thêm năm",
    "time_of_day": "bỏ giờ, buổi",
    "said_beside": "bỏ lời ghi kèm",
    "serial_number": "số ngày của Excel",
    "thousands_separator": "dấu phân cách hàng nghìn",
    "approximate": "số ước chừng",
    "repaired_fraction": "phân số bị đổi thành ngày",
    "full_and_probationary": "cộng chính thức và dự bị",
    "plan_and_actual": "dự kiến và thực tế cùng ô",
    "merged_cell": "ô gộp",
    "ditto": "lặp lại dòng trên",
    "old_encoding": "cả cột gõ bằng phông chữ cũ",
    "swapped_day_month": "ngày và tháng bị đổi chỗ",
    "mojibake": "cả cột bị đọc sai bảng mã",
    "person_masked": "che tên người",
}
_LISTED = 8  # names or cells in one sentence; `--json` has them all
SEVERITY = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTE: "Lưu ý"}


def form_title(form: str) -> str:
    """`progress` → `Biểu 01 – Tiến độ đại hội`."""
    return _FORM_TITLES[form]


def day_or_none(value: Any) -> Any:
    """A JSON value: ISO days, plain numbers, None for what is missing."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return None if isinstance(value, float) and value != value else value


def as_json(preview: Preview, upload: int | None) -> dict[str, Any]:
    """The object of contract §4."""
    kinds = Counter(change.kind for change in preview.changes)
    return {
        "file": preview.file,
        "form": preview.form.value,
        "sheet": preview.sheet,
        "as_of": preview.as_of.isoformat(),
        "rows": preview.rows,
        "accepted": preview.accepted,
        "waiting": len(preview.waiting),
        "missing": list(preview.missing),
        "upload": upload,
        "problems": [
            {
                "sheet": p.sheet,
                "cell": p.cell,
                "field": p.field,
                "typed": p.typed,
                "severity": p.severity.value,
                "kind": p.kind,
                "message": p.message,
            }
            for p in preview.problems
        ],
        "dropped": [
            {"sheet": d.sheet, "column": d.column, "heading": d.heading} for d in preview.dropped
        ],
        "decisions": [
            {"sheet": d.sheet, "cell": d.cell, "typed": d.typed, "read_as": d.read_as, "why": d.why}
            for d in preview.decisions
        ],
        "checksums": [
            {"sheet": c.sheet, "cell": c.cell, "says": c.says, "rows_give": c.rows_give, "ok": c.ok}
            for c in preview.checksums
        ],
        "changes": {
            "added": kinds["added"],
            "changed": kinds["changed"],
            "unchanged": kinds["unchanged"],
            "backward": sum(change.backward for change in preview.changes),
        },
        "headline": {"before": preview.headline_before, "after": preview.headline_after}
        if preview.headline_after
        else None,
    }


def uploads_json(upload: Upload) -> dict[str, Any]:
    """One line of the history as contract §4 names it."""
    return {
        "upload": upload.upload,
        "form": upload.form,
        "file": upload.file,
        "sha256": upload.sha256,
        "as_of": upload.as_of.isoformat(),
        "accepted_at": upload.accepted_at.isoformat() + "Z",
        "by": upload.by,
        "rows": upload.rows,
        "waiting": upload.waiting,
        "withdrawn": upload.withdrawn,
        "reason": upload.reason,
    }


def preview_sentences(preview: Preview) -> list[str]:
    """What the upload would do, in sentences; problems one a line, errors first."""
    moved = [wording.effect(preview)] if preview.tallies else []
    return [*moved, *summary(preview), *problem_lines(preview)]


def summary(preview: Preview, name: Callable[[str], str] = str) -> list[str]:
    """What was read and what waits, without the single problems; `name`: words for a key."""
    return list(_summary(preview, name))


def _summary(preview: Preview, name: Callable[[str], str]) -> Iterator[str]:
    kinds = Counter(change.kind for change in preview.changes)
    yield (
        f"{form_title(preview.form)}, trang “{preview.sheet}”, số liệu tính đến ngày "
        f"{day(preview.as_of)}: {preview.rows} dòng, đọc được {preview.accepted}, "
        f"chờ xử lý {len(preview.waiting)}."
    )
    if preview.newer:
        yield (
            f"Báo cáo muộn: đã có số liệu đến ngày {day(preview.newer)}; tệp này bổ sung cho ngày "
            f"{day(preview.as_of)}, không thay số liệu mới hơn."
        )
    yield (
        f"{kinds['added']} mục mới, {kinds['changed']} mục thay đổi, "
        f"{kinds['unchanged']} mục không đổi."
    )
    backward = sum(change.backward for change in preview.changes)
    if backward:
        yield f"{backward} mục lùi so với lần báo cáo trước; lý do: {preview.reason or 'chưa ghi'}."
    if preview.missing:
        fate = "sẽ bị gạch bỏ" if preview.struck else "được giữ nguyên như lần trước"
        listed = "; ".join(map(name, preview.missing[:_LISTED])) + (
            " …" if len(preview.missing) > _LISTED else ""
        )
        yield f"{len(preview.missing)} mục lần trước có, nay không có trong tệp, {fate}: {listed}."
    wrong = [c for c in preview.checksums if not c.ok]
    if preview.checksums:
        yield (
            f"Đối chiếu {len(preview.checksums)} ô cộng: "
            + ("khớp tất cả." if not wrong else f"{len(wrong)} ô không khớp.")
        )
    if preview.decisions:
        why = Counter(WHY.get(d.why, d.why) for d in preview.decisions)
        listed = ", ".join(f"{word} {number}" for word, number in why.most_common())
        yield f"{len(preview.decisions)} ô được đọc khác nguyên văn ({listed})."
    for dropped in preview.dropped:
        heading = f"“{dropped.heading}”" if dropped.heading else "(không có tiêu đề)"
        place = "" if dropped.sheet in preview.sheet.split("; ") else f" ở trang “{dropped.sheet}”"
        yield f"Cột {dropped.column} {heading}{place} chứa thông tin cá nhân nên bị bỏ, không lưu."
    if preview.rebuilt:
        yield (
            "Không xóa được thông tin cá nhân trên chính tệp này, nên bản gốc giữ lại là tệp .xlsx "
            "ghi lại các giá trị, không có hình thức trình bày và không có thông tin cá nhân."
        )
    if preview.hidden_sheets:
        yield f"Trang ẩn không đọc: {', '.join(preview.hidden_sheets)}."


@dataclass(frozen=True, slots=True)
class Alike:
    """Cells of one sheet that hold the same and that one sentence tells of."""

    severity: Severity
    sheet: str
    typed: str
    message: str
    cells: tuple[str, ...]

    def where(self, most: int) -> str:
        """`Biểu 01!F13`, `Biểu 01!E21, F21, … (28 ô)`."""
        listed = f"{self.sheet}!{', '.join(self.cells[:most])}"
        if len(self.cells) == 1:
            return listed
        more = ", …" if len(self.cells) > most else ""
        return f"{listed}{more} ({integer(len(self.cells))} ô)"


def alike(problems: Iterable[Problem]) -> list[Alike]:
    """Errors first. Formulas count as the same, for no two cells have quite the same one."""
    groups: dict[tuple[Severity, str, str, str], list[str]] = {}
    order = list(Severity)
    for p in sorted(problems, key=lambda p: order.index(p.severity)):
        typed = "công thức" if p.typed.startswith("=") else p.typed
        groups.setdefault((p.severity, p.sheet, typed, p.message), []).append(p.cell)
    return [Alike(*told, tuple(cells)) for told, cells in groups.items()]


def kept_problem(row: Mapping[str, Any]) -> Problem:
    """A row of question `problems`, as it was when its file was looked at."""
    told = {each.name: row[each.name] for each in fields(Problem)}
    return Problem(**told | {"severity": Severity(row["severity"])})


def problem_lines(preview: Preview) -> list[str]:
    """`Lỗi – Biểu 01!F13 (“cuối tháng 4”): …`, errors first; cells of one sentence in one line."""
    return [
        f"{SEVERITY[each.severity]} – {each.where(_LISTED)}"
        + (f" (“{each.typed}”)" if each.typed else "")
        + f": {each.message}"
        for each in alike(preview.problems)
    ]


def form_titles() -> list[tuple[str, str]]:
    """Every form's id and title."""
    return list(_FORM_TITLES.items())
