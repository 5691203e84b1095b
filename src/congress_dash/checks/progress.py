"""A row of Biểu 01 and the books in; what does not fit together, out (domain.md §8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from congress_dash import reference
from congress_dash.checks.books import Books, Org
from congress_dash.checks.flags import flag
from congress_dash.checks.steps import far_days, future_facts, likely, order_of_steps
from congress_dash.records import OrgKind, Problem, Progress, Row, Scope
from congress_dash.vietnamese import day

_FEWEST = 3  # a cell needs three members: the Party's statutes, not a site's choice
_KINDS = {OrgKind.COMMITTEE: "Đảng bộ", OrgKind.CELL: "Chi bộ"}


def odd(row: Row, told: Progress, books: Books) -> Iterator[Problem]:
    """Within the row, against the catalogue, against the other forms."""
    org = books.orgs.get(told.unit)
    if org is None:
        return
    if told.planned_text:
        yield flag(row, "planned", "vague_planned",
                   "Ngày dự kiến chỉ ghi ước chừng. Hãy ghi ngày cụ thể khi rõ.")  # fmt: skip
    if not _in_order(told, books.as_of):
        yield from _steps(row, told, books)
    if told.planned_from:
        yield from far_days(row, (("planned", told.planned_from, "Ngày dự kiến"),), books.as_of)
    if told.members is not None:
        yield from _size(row, told, told.members, org)
    yield from _against_catalogue(row, told, org)
    if told.held:
        yield from _congress(row, told, org, books)
        if told.held_on:
            yield from _congress_day(row, told, told.held_on, org, books)
    elif told.held is False:
        yield from _not_held(row, told, books)


def _in_order(told: Progress, as_of: date) -> bool:
    """Whether no step is dated before the one it follows, none far before, and none still to come."""
    last, _ = likely(as_of)
    for each in (told.plan_issued_on, told.submitted_on, told.approved_on, told.held_on):
        if each:
            if each < last:
                return False
            last = each
    return last <= as_of


def _steps(row: Row, told: Progress, books: Books) -> Iterator[Problem]:
    """Plan, submission, approval and congress, one after the other and none still to come."""
    steps = (("plan", told.plan_issued_on, "Ngày kế hoạch"),
             ("submitted_on", told.submitted_on, "Ngày trình"),
             ("approved_on", told.approved_on, "Ngày duyệt"))  # fmt: skip
    yield from order_of_steps(row, (*steps, ("held_on", told.held_on, "Ngày đại hội")))
    yield from future_facts(row, steps, books.as_of)
    yield from far_days(row, steps, books.as_of)


def _size(row: Row, told: Progress, members: int, org: Org) -> Iterator[Problem]:
    """Domain.md §8.6 and §8.7: size against type and form; a flag, not an error."""
    smallest = reference.threshold("committee_from")
    if (org.kind == OrgKind.COMMITTEE) != (members >= smallest):
        yield flag(row, "members", "members_against_kind",
                   f"Số đảng viên {members} không khớp loại hình (đảng bộ từ {smallest} đảng "
                   "viên); cần có ý kiến của cấp trên.")  # fmt: skip
    if members < _FEWEST:
        yield flag(row, "members", "too_few_members",
                   f"Số đảng viên {members}: tổ chức đảng phải có từ {_FEWEST} đảng viên. "
                   "Hãy kiểm tra lại số.")  # fmt: skip
    delegates = reference.threshold("delegates_from")
    if members >= delegates and told.congress_form == "members_congress":
        yield flag(row, "congress_form", "delegates_expected",
                   f"Từ {delegates} đảng viên trở lên thường tổ chức đại hội đại biểu. "
                   "Hãy kiểm tra hình thức.")  # fmt: skip


def _against_catalogue(row: Row, told: Progress, org: Org) -> Iterator[Problem]:
    if told.pilot is not None and told.pilot != org.pilot:
        yield flag(row, "pilot", "pilot_disagrees",
                   "Dấu đại hội điểm khác với Danh mục. Hãy thống nhất hai nơi.")  # fmt: skip
    if told.sub_cells is not None and org.sub_cells not in (None, told.sub_cells):
        yield flag(row, "sub_cells", "sub_cells_differ",
                   f"Số chi bộ trực thuộc là {told.sub_cells}, Danh mục ghi {org.sub_cells}; số ở "
                   "biểu này được dùng. Hãy thống nhất hai nơi.")  # fmt: skip


def kind_differs(row: Row, kind: str, unit: str, books: Books) -> Iterator[Problem]:
    """The type in the sheet, which is not kept, against the catalogue's."""
    org = books.orgs.get(unit)
    if org and org.kind != kind:
        yield flag(row, "kind", "kind_differs",
                   f"Danh mục ghi {_KINDS[OrgKind(org.kind)]}; loại hình theo Danh mục được dùng. "
                   "Hãy thống nhất hai nơi.")  # fmt: skip


def _congress(row: Row, told: Progress, org: Org, books: Books) -> Iterator[Problem]:
    """Of a congress that was held, with or without its day."""
    if not told.approved_on:
        yield flag(row, "approved_on", "held_without_approval",
                   "Đã tổ chức đại hội nhưng chưa có ngày duyệt. Hãy bổ sung ngày kết luận "
                   "duyệt.")  # fmt: skip
    still_open = books.open_on.get(told.unit)
    done = told.sub_cells_held or 0
    if told.sub_cells and done < told.sub_cells and "sub_cells_held" in row.cells:
        yield flag(row, "held_on", "parent_before_children",
                   "Đã tổ chức đại hội khi còn chi bộ trực thuộc chưa tổ chức. "
                   "Hãy kiểm tra lại.")  # fmt: skip
    elif told.held_on and still_open and told.held_on <= still_open:
        yield flag(row, "held_on", "parent_before_children",
                   f"Ngày đại hội {day(told.held_on)}, nhưng báo cáo tính đến {day(still_open)} còn "
                   "chi bộ trực thuộc chưa tổ chức. Hãy kiểm tra lại.")  # fmt: skip


def _congress_day(
    row: Row, told: Progress, held_on: date, org: Org, books: Books
) -> Iterator[Problem]:
    """The day of a congress against pauses, deadlines, the other levels and Biểu 02."""
    if (books.as_of - held_on).days > reference.threshold("held_within"):
        yield flag(row, "held_on", "held_long_ago",
                   f"Ngày đại hội {day(held_on)} quá xa trước ngày chốt số liệu {day(books.as_of)}. "
                   "Hãy kiểm tra lại năm.")  # fmt: skip
    ended = told.held_to or held_on
    if any(start <= ended and held_on <= end for start, end in books.pauses):
        yield flag(row, "held_on", "held_in_pause",
                   f"Ngày đại hội {day(held_on)} nằm trong thời gian tạm dừng theo Danh mục. "
                   "Hãy kiểm tra lại ngày.")  # fmt: skip
    last = books.last_days.get(org.level or "")
    if last and held_on > last:
        yield flag(row, "held_on", "held_after_deadline",
                   f"Đại hội ngày {day(held_on)}, sau thời hạn {day(last)}.")  # fmt: skip
    if org.scope == Scope.DIRECT:
        yield from _among_levels(row, held_on, org.pilot or bool(told.pilot), books)
    result = books.results.get(told.unit)
    if result and result != held_on:
        yield flag(row, "held_on", "held_differs",
                   f"Biểu 01 ghi đại hội ngày {day(held_on)}, Biểu 02 ghi {day(result)}. "
                   "Hãy thống nhất hai nơi.")  # fmt: skip


def _among_levels(row: Row, held_on: date, is_pilot: bool, books: Books) -> Iterator[Problem]:
    """Pilots, then the lessons conference, then the others, then the superior (domain.md §8.3, §8.5)."""
    lessons, superior = books.lessons_on, books.superior_on
    if lessons and is_pilot and held_on > lessons:
        yield flag(row, "held_on", "pilot_after_lessons",
                   f"Đại hội điểm ngày {day(held_on)}, sau hội nghị rút kinh nghiệm "
                   f"{day(lessons)}. Hãy kiểm tra lại ngày.")  # fmt: skip
    if lessons and not is_pilot and held_on < lessons:
        yield flag(row, "held_on", "before_lessons",
                   f"Đại hội ngày {day(held_on)}, trước hội nghị rút kinh nghiệm đại hội điểm "
                   f"{day(lessons)}. Hãy kiểm tra lại ngày.")  # fmt: skip
    if superior and held_on > superior:
        yield flag(row, "held_on", "parent_before_children",
                   f"Đại hội ngày {day(held_on)}, sau đại hội của cấp trên {day(superior)}. "
                   "Hãy kiểm tra lại ngày.")  # fmt: skip


def _not_held(row: Row, told: Progress, books: Books) -> Iterator[Problem]:
    """What Biểu 02 and Biểu 05 say of a congress that this row does not call held."""
    result = books.results.get(told.unit)
    if result and result <= books.as_of:
        yield flag(row, "held_on", "held_differs",
                   f"Biểu 02 ghi đã đại hội ngày {day(result)}, biểu này ghi chưa. "
                   "Hãy thống nhất hai nơi.")  # fmt: skip
    booking = books.bookings.get(told.unit)
    if booking is None or told.planned_text or not told.planned_from or not told.planned_to:
        return
    first, last = booking["booked_on"], booking["booked_to"]
    is_ahead = min(first, told.planned_to) > books.as_of  # what a plan missed is told as late
    if is_ahead and (last < told.planned_from or first > told.planned_to):
        yield flag(row, "planned", "planned_against_booked",
                   f"Dự kiến {day(told.planned_from)}, lịch đã đăng ký ngày {day(first)}. "
                   "Hãy cập nhật một trong hai biểu.")  # fmt: skip
