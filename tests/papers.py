"""An invented upload in, the workbook that staff would send for it out (written by openpyxl)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from random import Random

from openpyxl import Workbook

from congress_dash.records import (
    Booking,
    Cycle,
    Document,
    Draft,
    FormId,
    Holiday,
    Milestone,
    OrgKind,
    PartyOrg,
    Pause,
    Progress,
    Result,
    Scope,
    Status,
    Team,
)
from diary import Diary
from invented import CATALOGUE
from oracle import Accepted

Line = Sequence[object]
NAMES = {org.unit: org.name for org in CATALOGUE}
KINDS = {OrgKind.COMMITTEE: "Đảng bộ", OrgKind.CELL: "Chi bộ"}
SCOPES = {
    Scope.DIRECT: "Trực thuộc",
    Scope.COORDINATED: "Phối hợp",
    Scope.SUPERIOR: "Cấp trên trực tiếp",
    None: None,
}
STATUSES = {Status.STOPPED: "Dừng", Status.POSTPONED: "Tạm hoãn", None: None}
TITLES = {
    "political_report": "Báo cáo chính trị",
    "draft_resolution": "Nghị quyết đại hội",
    "personnel_scheme": "Đề án nhân sự",
    "document_set": "Bộ văn kiện",
}
LEVELS = {
    "grassroots": "Tổ chức cơ sở đảng",
    "coordinated": "Phối hợp",
    "sub_cell": "Chi bộ trực thuộc",
    "superior": "Cấp trên trực tiếp",
}


def workbook(upload: Accepted, diary: Diary) -> bytes:
    """The bytes of the upload's .xlsx, days and marks typed now this way, now that."""
    book = Workbook()
    book.remove(book.active)
    for name, heading, lines in _sheets(upload, diary):
        sheet = book.create_sheet(name)
        sheet.append(["ĐẢNG ỦY CÔNG AN TỈNH"])
        if upload.form is not FormId.CATALOGUE:
            sheet.append([None, f"(Số liệu tính đến ngày {upload.as_of:%d/%m/%Y})"])
        sheet.append([])
        sheet.append(heading)
        for line in lines:
            sheet.append(list(line))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _sheets(upload: Accepted, diary: Diary) -> Iterable[tuple[str, Line, list[Line]]]:
    chance = diary.chance
    match upload.form:
        case FormId.CATALOGUE:
            yield from _catalogue(upload)
        case FormId.PROGRESS:
            lines = [_progress(r, chance) for r in upload.records if isinstance(r, Progress)]
            waiting = [
                (_who(row.unit, chance), None, None, None, None, None, "hôm nọ")
                for row in upload.waiting
            ]
            yield "Biểu 01", PROGRESS, [*lines, *waiting]
        case FormId.RESULTS:
            lines = [_result(r, chance) for r in upload.records if isinstance(r, Result)]
            waiting = [(_who(row.unit, chance), "hôm nọ") for row in upload.waiting]
            yield "Biểu 02", RESULTS, [*lines, *waiting]
        case FormId.DOCUMENTS:
            lines = [_document(r, chance) for r in upload.records if isinstance(r, Document)]
            waiting = [
                (_who(row.unit, chance), TITLES["political_report"], 1, "hôm nọ")
                if row.key
                else (_who(row.unit, chance), "Văn kiện không ai biết")
                for row in upload.waiting
            ]
            yield "Biểu 03", DOCUMENTS, [*lines, *waiting]
        case FormId.INSPECTIONS:
            waiting = [("hôm nọ", "Tổ công tác số 1", "PV01") for _ in upload.waiting]
            yield "Biểu 04", INSPECTIONS, [*_visits(diary), *waiting]
        case FormId.SCHEDULE:
            lines = [_booking(r, chance) for r in upload.records if isinstance(r, Booking)]
            waiting = [("hôm nọ", "Sáng", _who(row.unit, chance)) for row in upload.waiting]
            yield "Biểu 05", SCHEDULE, [*lines, *waiting]


def _who(unit: str | None, chance: Random) -> str:
    """An organisation by its name or its code; nobody known for None."""
    if unit is None:
        return "Đơn vị không ai biết"
    has_code = unit not in {org.unit for org in CATALOGUE if org.code is None}
    return unit if has_code and chance.random() < 0.5 else NAMES[unit]


def _day(day: date | None, chance: Random) -> object:
    if day is None:
        return None
    return chance.choice([day, f"{day:%d/%m/%Y}", f"ngày {day.day}/{day.month}/{day.year}"])


def _days(first: date | None, last: date | None, chance: Random) -> object:
    """A day, or the two days of a congress."""
    if first is None or last in (None, first):
        return _day(first, chance)
    return f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"


def _catalogue(upload: Accepted) -> Iterable[tuple[str, Line, list[Line]]]:
    records = upload.records
    orgs: list[Line] = [
        (r.code, r.name, KINDS[r.kind], SCOPES[r.scope], r.block, r.parent, r.sub_cells,
         "x" if r.pilot else None, STATUSES[r.status], r.successor)
        for r in records if isinstance(r, PartyOrg)
    ]  # fmt: skip
    waiting = [(None, f"Đơn vị mới số {w.row}", "không rõ") for w in upload.waiting]
    yield "Tổ chức đảng", ORGS, [*orgs, *waiting]
    marks: list[Line] = [
        (LEVELS[r.level], r.milestone, r.due_on, r.basis, r.effective_from, r.done_on)
        for r in records
        if isinstance(r, Milestone)
    ]
    teams: list[Line] = [(int(r.team), r.name) for r in records if isinstance(r, Team)]
    yield "Mốc thời hạn", MARKS, marks
    free: list[Line] = [(r.day, r.name) for r in records if isinstance(r, Holiday)]
    yield "Ngày nghỉ", ("Ngày", "Tên"), free
    cycles: list[Line] = [
        (r.cycle, r.name, r.starts_on, r.ends_on) for r in records if isinstance(r, Cycle)
    ]
    yield "Nhiệm kỳ", ("Mã", "Tên nhiệm kỳ", "Từ ngày", "Đến ngày"), cycles
    yield "Tổ công tác", ("Số", "Tên tổ công tác"), teams
    stops: list[Line] = [(r.starts_on, r.ends_on) for r in records if isinstance(r, Pause)]
    yield "Tạm dừng", ("Từ ngày", "Đến ngày"), stops


ORGS = ("Mã", "Tên tổ chức đảng", "Loại hình", "Phạm vi", "Khối", "Cấp trên",
        "Số chi bộ trực thuộc", "ĐH điểm", "Tình trạng", "Kế tục bởi")  # fmt: skip
MARKS = ("Cấp", "Mốc", "Ngày", "Căn cứ", "Hiệu lực từ", "Ngày thực hiện")
PROGRESS = (
    "Tên tổ chức đảng", "Số chi bộ trực thuộc", "Chi bộ trực thuộc đã tổ chức", "Kế hoạch số, ngày",
    "Dự thảo BCCT lần thứ", "Góp ý (lượt)", "Ngày trình", "Ngày duyệt", "Dự kiến", "Thực tế",
    "ĐH điểm", "Tình trạng",
)  # fmt: skip


def _progress(told: Progress, chance: Random) -> Line:
    plan = f", {told.plan_issued_on:%d/%m/%Y}" if told.plan_issued_on else ""
    draft = f"đang DT lần {told.draft}" if told.draft_in_progress else told.draft
    held = {None: "chưa b/c", False: chance.choice([None, "chưa", "-"]), True: "x"}[told.held]
    return (
        _who(told.unit, chance),
        told.sub_cells,
        told.sub_cells_held,
        f"12-KH/ĐU{plan}" if told.plan_issued else None,
        draft if told.draft else None,
        told.comments,
        _day(told.submitted_on, chance),
        _day(told.approved_on, chance),
        _day(told.planned_to, chance),
        _days(told.held_on, told.held_to, chance) or held,
        "x" if told.pilot else None,
        STATUSES[told.status],
    )


RESULTS = ("Tổ chức đảng", "Ngày đại hội", "Ngày báo cáo kết quả", "QĐ chuẩn y (số, ngày)")


def _result(told: Result, chance: Random) -> Line:
    decision = f"15-QĐ/ĐUCA, {told.ratified_on:%d/%m/%Y}" if told.ratified_on else None
    held_on, reported_on = _day(told.held_on, chance), _day(told.reported_on, chance)
    return _who(told.unit, chance), held_on, reported_on, decision


DOCUMENTS = (
    "Tổ chức đảng", "Văn kiện", "Vòng", *(f"Dự thảo lần {number}" for number in (1, 2, 3, 4)),
    "Số ý kiến", "Tiếp thu", "Giải trình",
)  # fmt: skip


def _document(told: Document, chance: Random) -> Line:
    drafts = {draft.revision: _draft(draft, chance) for draft in told.drafts}
    return (
        _who(told.unit, chance),
        TITLES[told.document],
        told.round,
        *(drafts.get(number) for number in (1, 2, 3, 4)),
        told.comments,
        told.accepted,
        told.explained,
    )


def _draft(draft: Draft, chance: Random) -> object:
    return _day(draft.issued_on, chance) or ("đang soạn thảo" if draft.in_progress else "x")


INSPECTIONS = ("Ngày", "Thành phần", "Đơn vị được kiểm tra", "Tồn tại, hạn chế", "Thời hạn",
               "Kết quả khắc phục")  # fmt: skip


def _visits(diary: Diary) -> Iterable[Line]:
    for row in diary.visit_rows:
        teams = ["Ủy viên BTV" if team == "BTV" else f"Tổ công tác số {team}" for team in row.teams]
        units = chance_of_lines(diary.chance).join(_who(u, diary.chance) for u in row.units)
        found = row.findings[0] if row.findings else None
        fixed = {True: "Đã khắc phục", False: "Chưa", None: None}
        yield (
            _day(row.day, diary.chance),
            "; ".join(teams),
            units,
            found.text if found else None,
            _day(found.due_on, diary.chance) if found else None,
            fixed[found.fixed] if found else None,
        )


def chance_of_lines(chance: Random) -> str:
    """Organisations seen together stand with `;` or on lines of their own."""
    return chance.choice(["; ", "\n"])


SCHEDULE = ("Ngày", "Buổi", "Đơn vị", "Địa điểm", "Ủy viên BTV dự, chỉ đạo", "Tổ công tác")
SESSIONS = {"morning": "Sáng", "afternoon": "Chiều", "day": "Cả ngày"}
ROLES = {
    "secretary": ("Bí thư", "đ/c Bí thư Đảng ủy", "BT"),
    "standing_deputy_secretary": ("Phó Bí thư Thường trực", "PBT TT"),
    "standing_member_police": ("Ủy viên BTV phụ trách khối Cảnh sát", "UVBTV khối Cảnh sát"),
    "standing_member": ("Ủy viên BTV", "01 đ/c ủy viên Ban Thường vụ"),
}


def _booking(told: Booking, chance: Random) -> Line:
    attending = chance.choice(["; ", "\n", " và ", ", "]).join(
        chance.choice(ROLES[role]) for role in told.attending
    )
    return (
        _days(told.booked_on, told.booked_to, chance),
        SESSIONS[told.session],
        _who(told.unit, chance),
        told.place,
        attending or None,
        told.team and f"Tổ công tác số {told.team}",
    )
