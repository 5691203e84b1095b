"""A field's value, or what an upload moves, in; the words people read out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from congress_dash import reference
from congress_dash.records import Move, Preview, Tally
from congress_dash.vietnamese import day, integer

NOTHING = "(trống)"
LEVELS = {
    "grassroots": "tổ chức cơ sở đảng trực thuộc",
    "coordinated": "tổ chức phối hợp",
    "sub_cell": "chi bộ trực thuộc",
    "coordinated_sub_cell": "chi bộ thuộc tổ chức phối hợp",
}
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YES_NO = {"true": "Có", "false": "Không", "có": "Có", "không": "Không"}
_CHOICES = {
    "congress_form": {
        "members_congress": "Đại hội đảng viên",
        "delegates_congress": "Đại hội đại biểu",
    },
    "session": {"morning": "Sáng", "afternoon": "Chiều", "day": "Cả ngày"},
    "kind": {"committee": "Đảng bộ", "cell": "Chi bộ"},
    "scope": {
        "direct": "Trực thuộc",
        "coordinated": "Phối hợp",
        "superior": "Cấp trên trực tiếp",
    },
    "team": {"BTV": "Ủy viên Ban Thường vụ"},
}
_LISTS = {
    "status": "states",
    "state": "states",
    "block": "blocks",
    "document": "documents",
    "level": "levels",
    "step": "steps",
}
_UNITS = {
    "sub_cells": "{} chi bộ",
    "sub_cells_held": "{} chi bộ",
    "members": "{} đảng viên",
    "comments": "{} lượt",
    "draft": "lần {}",
    "team": "Tổ công tác số {}",
    "convened": "{} đảng viên",
    "present": "{} đảng viên",
    "opinions": "{} ý kiến",
    "sent": "{} bản",
    "received": "{} bản",
    "accepted": "{} ý kiến",
    "explained": "{} ý kiến",
}
FIELDS = {
    "sub_cells": "Số chi bộ trực thuộc",
    "sub_cells_held": "Chi bộ trực thuộc đã đại hội",
    "members": "Số đảng viên",
    "plan_no": "Số kế hoạch",
    "plan_issued": "Đã có kế hoạch",
    "plan_issued_on": "Ngày kế hoạch",
    "draft": "Dự thảo lần",
    "draft_in_progress": "Đang dự thảo",
    "comments": "Lượt góp ý",
    "submitted_on": "Ngày trình",
    "approved_on": "Ngày duyệt",
    "planned": "Dự kiến",
    "planned_from": "Dự kiến từ",
    "planned_to": "Dự kiến đến",
    "planned_text": "Dự kiến (lời)",
    "held": "Đã tổ chức đại hội",
    "held_on": "Ngày đại hội",
    "held_to": "Ngày bế mạc",
    "congress_form": "Hình thức",
    "pilot": "Đại hội điểm",
    "direct_election": "Bầu trực tiếp bí thư",
    "status": "Tình trạng",
    "state": "Tình trạng",
    "unit": "Tổ chức đảng",
    "note": "Ghi chú",
    "convened": "Triệu tập",
    "present": "Có mặt",
    "opinions": "Ý kiến thảo luận",
    "reported_on": "Ngày báo cáo kết quả",
    "ratified_no": "Số quyết định chuẩn y",
    "ratified_on": "Ngày chuẩn y",
    "drafts": "Các lần dự thảo",
    "lead": "Đơn vị chủ trì",
    "audience": "Đối tượng xin ý kiến",
    "sent": "Số gửi",
    "received": "Số nhận về",
    "accepted": "Tiếp thu",
    "explained": "Giải trình",
    "content": "Nội dung",
    "findings": "Tồn tại, hạn chế",
    "booked_on": "Ngày đăng ký",
    "booked_to": "Đến ngày",
    "session": "Buổi",
    "place": "Địa điểm",
    "attending": "Ủy viên BTV dự, chỉ đạo",
    "team": "Tổ công tác",
    "name": "Tên",
    "kind": "Loại hình",
    "scope": "Phạm vi",
    "block": "Khối",
    "parent": "Cấp trên",
    "valid_from": "Từ ngày",
    "valid_to": "Đến ngày",
    "successor": "Kế tục bởi",
    "due_on": "Ngày",
    "starts_on": "Từ ngày",
    "ends_on": "Đến ngày",
    "done_on": "Ngày thực hiện",
}
_FLAGS = {"plan_issued", "draft_in_progress", "held", "pilot", "direct_election"}
_SIDE = {"postponed", "cancelled_reorg", "unknown"}


def value(field: str, told: str | None) -> str:
    """`approved_on`, `2020-05-13` → `13/05/2020`; ids as words, numbers with what they count."""
    if told is None or told == "":
        return NOTHING
    if field in _FLAGS:
        return _YES_NO.get(told, told)
    if _ISO_DAY.fullmatch(told):
        return day(date.fromisoformat(told))
    if field in _CHOICES and told in _CHOICES[field]:
        return _CHOICES[field][told]
    if field in _LISTS:
        return reference.label(_LISTS[field], told)
    if told.isdigit() and field in _UNITS:
        return _UNITS[field].format(integer(int(told)))
    return told


# --- what an upload moves -----------------------------------------------------------------------


def effect(preview: Preview) -> str:
    """`31 chi bộ trực thuộc chuyển sang Đã tổ chức; …; đã đại hội: 26/30 → 27/30.`"""
    parts = [
        *_counted(preview.tallies, "sub_cell"),
        *_moved(preview.moves),
        *_counted(preview.tallies, "coordinated_sub_cell"),
    ]
    if not parts:
        parts.append("Không tổ chức nào đổi trạng thái")
    if preview.missing:
        parts.append(f"{integer(len(preview.missing))} mục không còn trong tệp")
    told = "; ".join([*parts, *_headlines(preview)]) + "."
    return told[0].upper() + told[1:]


def is_backward(move: Move) -> bool:
    """To a lower rung of the ladder of states, or from anything known to `unknown`."""
    if move.after in _SIDE or move.before in _SIDE:
        return move.after == "unknown"
    order = [*reference.entries("states")]
    return order.index(move.after) < order.index(move.before)


def _counted(tallies: tuple[Tally, ...], level: str) -> Iterator[str]:
    """Cells below an organisation are counted, not named."""
    more = sum(t.held_after - t.held_before for t in tallies if t.level == level)
    if more > 0:
        yield f"{integer(more)} {LEVELS[level]} chuyển sang Đã tổ chức"
    elif more:
        yield f"số {LEVELS[level]} đã tổ chức giảm {integer(-more)}"


def _moved(moves: tuple[Move, ...]) -> Iterator[str]:
    forward = Counter((m.level, m.after) for m in moves if not is_backward(m))
    states = [*reference.entries("states")]
    levels = [*LEVELS]
    for (level, state), number in sorted(
        forward.items(), key=lambda each: (levels.index(each[0][0]), -states.index(each[0][1]))
    ):
        name = reference.label("states", state, short=True)
        yield f"{integer(number)} {LEVELS[level]} chuyển sang {name}"
    if back := sum(is_backward(move) for move in moves):
        yield f"{integer(back)} tổ chức lùi trạng thái"


def _headlines(preview: Preview) -> Iterator[str]:
    if preview.headline_after:
        before = f"{preview.headline_before} → " if preview.headline_before else ""
        yield f"đã đại hội: {before}{preview.headline_after}"
    for tally in preview.tallies:
        was, now = (tally.held_before, tally.total_before), (tally.held_after, tally.total_after)
        if tally.level != "grassroots" and was != now and now[1]:
            yield f"{LEVELS[tally.level]} đã đại hội: {_share(*was)} → {_share(*now)}"


def _share(held: int, total: int) -> str:
    return f"{integer(held)}/{integer(total)}"
