"""Nothing in, Biểu 05 of 13/05/2020 out: the congress days booked by those not yet past theirs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from days import in_words, on, spoken
from drawing import draw_headings, draw_lines, draw_signatures, draw_title
from paper import Column, Line, Look, Title, leaf, paper
from province import BY_KEY, ORGANISATIONS, WATERWAY, Organisation
from story import HELD, planned

AS_OF = on("13/5")
COLUMNS = (
    Column("TT", 5, Look.CENTRE),
    Column("Ngày", 13, Look.DAY, is_joined=True),
    Column("Buổi", 10, Look.CENTRE),
    Column("Đơn vị", 48),
    Column("Địa điểm", 34),
    Column("Ủy viên BTV dự, chỉ đạo", 30),
    Column("Tổ công tác", 17, Look.CENTRE),
    Column("Ghi chú", 34),
)
UNBOOKED = frozenset({"PC05", "PC09", WATERWAY, "CAH-R", "CAH-S"})
# booked first, held another day in the end
BOOKED = {"PK02": on("12/6")}
# by role; the standing deputy is wanted in two places on 22 May, and nobody was named for CAH-L yet
MEMBER_OF_BLOCK = {
    "XDLL": "Ủy viên BTV phụ trách khối Xây dựng lực lượng",
    "HC": "Ủy viên BTV phụ trách khối Hậu cần",
    "AN": "Ủy viên BTV phụ trách khối An ninh",
    "CS": "Ủy viên BTV phụ trách khối Cảnh sát",
    "CAH": "Ủy viên BTV phụ trách Công an cấp huyện",
}
ATTENDING = {
    "CATP-A": "Bí thư; Ủy viên BTV phụ trách Công an cấp huyện",
    "PC10": "Phó Bí thư Thường trực",
    "CAH-K": "Phó Bí thư Thường trực; Ủy viên BTV phụ trách Công an cấp huyện",
    "PX01": "Phó Bí thư",
    "PX06": "Ủy viên BTV, Chủ nhiệm UBKT",
    "PC08": "Bí thư\nỦy viên BTV phụ trách khối Cảnh sát",
    "PC07": "Phó Bí thư và Ủy viên BTV phụ trách khối Cảnh sát",
    "CAH-L": None,
}
TEAM_OF_BLOCK = {"XDLL": 1, "HC": 1, "AN": 2, "CS": 3}


def build(folder: Path) -> None:
    """Writes the Biểu 05 staff sent for 13/05/2020."""
    with paper(folder / f"bieu-05-{AS_OF}.xlsx", "Biểu 05 – Lịch đại hội", AS_OF) as book:
        sheet = leaf(book, "Biểu 05", COLUMNS)
        title = Title(
            kind="LỊCH ĐẠI HỘI",
            number="Biểu số 05",
            subject="Các chi, đảng bộ cơ sở chưa tổ chức đại hội, nhiệm kỳ 2020 - 2025",
            remarks=(f"(Số liệu tính đến ngày {spoken(AS_OF)})",),
            place_and_date=f"X, {in_words(AS_OF)}",
        )
        top = draw_headings(sheet, draw_title(sheet, title))
        draw_signatures(sheet, draw_lines(sheet, bookings(), top))


def booked_on(key: str) -> date:
    """The day the organisation has booked."""
    return BOOKED.get(key, HELD[key])


def bookings() -> list[Line]:
    """One line per booking, in the order of the days."""
    ahead = [each.key for each in ORGANISATIONS if HELD[each.key] > AS_OF]
    booked = sorted((key for key in ahead if key not in UNBOOKED), key=booked_on)
    return [_line(number, key) for number, key in enumerate(booked, start=1)]


def _line(number: int, key: str) -> Line:
    organisation = BY_KEY[key]
    return (
        number,
        booked_on(key),
        _session(number, organisation),
        organisation.name,
        _place(organisation),
        ATTENDING.get(key, MEMBER_OF_BLOCK[organisation.block]),
        f"Tổ công tác số {_team(organisation)}",
        _remark(organisation),
    )


def _session(number: int, organisation: Organisation) -> str:
    if organisation.members >= 90:
        return "Cả ngày"
    return "Sáng" if number % 3 else "Chiều"


def _place(organisation: Organisation) -> str:
    if not organisation.is_direct:
        return organisation.name.replace("Đảng bộ", "Hội trường")
    if organisation.members >= 40:
        return "Hội trường lớn Công an tỉnh"
    return "Phòng họp tầng 3, trụ sở Công an tỉnh"


def _team(organisation: Organisation) -> int:
    """The block's own working group; of a district the next one that is free on that day."""
    if organisation.is_direct:
        return TEAM_OF_BLOCK[organisation.block]
    day = booked_on(organisation.key)
    busy = {TEAM_OF_BLOCK.get(o.block) for o in ORGANISATIONS if booked_on(o.key) == day}
    turn = ORGANISATIONS.index(organisation)
    return next(team for n in range(3) if (team := 1 + (turn + n) % 3) not in busy)


def _remark(organisation: Organisation) -> str | None:
    if organisation.needs_delegates:
        return "Đại hội đại biểu, 02 ngày"
    first = planned(organisation.key, AS_OF)
    if isinstance(first, date) and first < AS_OF:
        return f"Lùi so với kế hoạch ({spoken(first)})"
    return None
