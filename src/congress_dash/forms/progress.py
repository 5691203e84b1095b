"""Biểu 01 – Tiến độ đại hội: one row per organisation."""

from __future__ import annotations

import re
from typing import Any

from congress_dash.forms.facts import Facts, Recipe
from congress_dash.forms.form import Column, Context, Form, Layout, Lookup, OddField
from congress_dash.readers import (
    DraftNo,
    Held,
    Odd,
    Paper,
    Part,
    Planned,
    congress_form,
    count,
    day,
    draft,
    future,
    held,
    members,
    org_kind,
    paper,
    part,
    pilot,
    planned,
    status,
    yes_no,
)
from congress_dash.records import FormId, Progress, Status
from congress_dash.vietnamese import fold

ORGANISATION = (
    "Tên tổ chức đảng",
    "Tổ chức đảng",
    "Đơn vị",
    "Tên đơn vị",
    "Tổ chức cơ sở đảng",
    "Chi bộ, đảng bộ",
    "Tên chi bộ, đảng bộ",
    "Đơn vị, tổ chức đảng",
    "Tổ chức đảng trực thuộc",
)
_NOT_HELD = Held(False)
_STOPPED_IN_NOTE = re.compile(r"\b(dung to chuc|dung dai hoi|dung khong|khong to chuc|tam hoan)")


def _held(plan: Planned | None, told: Held | None) -> Held:
    if plan and plan.actual and not (told and told.days):
        return Held(True, plan.actual)
    return told or _NOT_HELD


def _congress(context: Context, plan: Planned | None, told: Held | None) -> tuple[Any, ...]:
    congress = _held(plan, told)
    if congress.days is None:
        return congress.held, None, None
    if congress.days.first > context.as_of:
        raise OddField("held_on", future(congress.days.first, context.as_of))
    return congress.held, congress.days.first, congress.days.last


def _is_not_stopped_in_a_note(
    context: Context,
    note: str | None,
    status: Status | None,
    plan: Planned | None,
    told: Held | None,
) -> tuple[()]:
    if note and not status and not _held(plan, told).held and _STOPPED_IN_NOTE.search(fold(note)):
        raise OddField(
            "note",
            Odd("status_in_note", "Ghi chú nói dừng hoặc tạm hoãn. Nếu đúng, hãy ghi Dừng hoặc "
                "Tạm hoãn vào cột Tình trạng; nếu không, hãy sửa ghi chú."),
        )  # fmt: skip
    return ()


def _sub_cells(
    context: Context, total: int | None, told: Part | None
) -> tuple[int | None, int | None]:
    """Total and held; a fraction repaired from a date is trusted only with its total."""
    if told is None:
        return total, None
    if told.swapped and told.total != total:
        raise OddField(
            "sub_cells_held",
            Odd("fraction_became_date", "Phân số đã bị đổi thành ngày. Hãy ghi riêng số đã "
                "tổ chức, ví dụ 5."),
        )  # fmt: skip
    if told.total is not None and total is not None and told.total != total:
        raise OddField(
            "sub_cells_held",
            Odd("total_conflict", f"Mẫu số {told.total} khác Số chi bộ trực thuộc {total}. "
                "Hãy sửa cho thống nhất."),
        )  # fmt: skip
    whole = total if total is not None else told.total
    if whole is not None and told.held > whole:
        raise OddField(
            "sub_cells_held",
            Odd("part_above_whole", f"Số đã tổ chức {told.held} lớn hơn tổng số {whole}. "
                "Hãy sửa lại."),
        )  # fmt: skip
    return whole, told.held


def _members(
    context: Context, full: int | None, probationary: int | None, together: int | None
) -> tuple[int | None]:
    """The full ones with those on probation; these alone are no number of all."""
    if full is None:
        return (together,)
    return (full + (probationary or 0) or together,)


def _plan(context: Context, plan: Paper | None) -> tuple[Any, ...]:
    return (plan.number, True, plan.issued_on) if plan else (None, False, None)


def _draft(context: Context, draft: DraftNo | None) -> tuple[int | None, bool]:
    return (draft.revision, draft.in_progress) if draft else (None, False)


def _planned(context: Context, plan: Planned | None) -> tuple[Any, ...]:
    return (plan.earliest, plan.latest, plan.words) if plan else (None, None, None)


_RECIPE = Recipe(
    Progress,
    {"key": "organisation", "unit": "organisation"},
    (
        Facts(("held", "held_on", "held_to"), ("planned", "held_on"), _congress),
        Facts((), ("note", "status", "planned", "held_on"), _is_not_stopped_in_a_note),
        Facts(("sub_cells", "sub_cells_held"), ("sub_cells", "sub_cells_held"), _sub_cells),
        Facts(("members",), ("members_full", "members_probationary", "members"), _members),
        Facts(("plan_no", "plan_issued", "plan_issued_on"), ("plan",), _plan),
        Facts(("draft", "draft_in_progress"), ("draft",), _draft),
        Facts(("planned_from", "planned_to", "planned_text"), ("planned",), _planned),
    ),
)

PROGRESS = Form(
    FormId.PROGRESS,
    "Biểu 01 – Tiến độ đại hội",
    (
        Layout(
            "Biểu 01",
            (
                Column("organisation", ORGANISATION, Lookup.ORGANISATION, required=True),
                Column("code", ("Mã", "Mã đơn vị", "Mã số")),
                Column("kind", ("Loại hình (ĐB/CB)", "Loại hình"), org_kind),
                Column("sub_cells", ("Số chi bộ trực thuộc", "Tổng số chi bộ trực thuộc",
                                     "Đại hội chi bộ trực thuộc / Tổng số", "Số chi bộ"),
                       count, summed=True),
                Column("members_full", ("Tổng số đảng viên / Chính thức",), count, summed=True),
                Column("members_probationary", ("Tổng số đảng viên / Dự bị",), count, summed=True),
                Column("members", ("Tổng số đảng viên", "Tổng số đảng viên (chính thức/dự bị)",
                                   "Số đảng viên", "Đảng viên / Tổng số"), members, summed=True),
                Column("sub_cells_held", ("Đại hội chi bộ trực thuộc / Đã tổ chức",
                                          "Chi bộ trực thuộc đã tổ chức",
                                          "Số chi bộ trực thuộc đã tổ chức",
                                          "Số chi bộ đã đại hội",
                                          "Chi bộ trực thuộc đã đại hội"),
                       part, summed=True),
                Column("plan", ("Công tác chuẩn bị / KH số, ngày", "KH số, ngày",
                                "Kế hoạch số, ngày", "Kế hoạch", "KH số"), paper, spread=True),
                Column("draft", ("Công tác chuẩn bị / Dự thảo BCCT lần thứ", "Dự thảo BCCT lần thứ",
                                 "Dự thảo BCCT", "Dự thảo lần thứ"), draft),
                Column("comments", ("Công tác chuẩn bị / Góp ý (lượt)", "Góp ý (lượt)",
                                    "Số lượt góp ý", "Góp ý", "Lượt ý kiến góp ý"), count,
                       summed=True),
                Column("submitted_on", ("Công tác chuẩn bị / Ngày trình", "Ngày trình", "Trình",
                                        "Ngày trình Ban Thường vụ"),
                       day, spread=True),
                Column("approved_on", ("Công tác chuẩn bị / Ngày duyệt", "Ngày duyệt", "Duyệt"),
                       day, spread=True),
                Column("planned", ("Thời gian đại hội / Dự kiến", "Ngày dự kiến", "Dự kiến",
                                   "Ngày dự kiến tổ chức", "Ngày dự kiến tổ chức đại hội"),
                       planned, spread=True),
                Column("held_on", ("Thời gian đại hội / Thực tế", "Ngày tổ chức", "Thực tế",
                                   "Ngày thực tế", "Ngày tổ chức đại hội",
                                   "Ngày tổ chức thực tế"),
                       held, required=True, spread=True),
                Column("congress_form", ("Hình thức (ĐV/ĐB)", "Hình thức",
                                         "Hình thức đại hội", "Hình thức đại hội (ĐV/ĐB)"), congress_form),
                Column("pilot", ("ĐH điểm", "Đại hội điểm"), pilot),
                Column("direct_election", ("Bầu trực tiếp BT", "Bầu trực tiếp bí thư"), yes_no),
                Column("status", ("Tình trạng",), status),
                Column("note", ("Ghi chú",), aside=True),
            ),
            subject="organisation",
            build=_RECIPE.of_row,
            at_once=_RECIPE.of_rows,
            ignored=("TT", "STT", "Số TT", "Tỷ lệ (%)", "Tỷ lệ", "Tỷ lệ %"),
            rates=(("sub_cells_held", "sub_cells"),),
        ),
    ),
)  # fmt: skip
