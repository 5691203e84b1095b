"""A day in, Biểu 01 of that day out: how far every organisation's congress has come."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

from days import PAUSE, in_words, on, spoken, worked_from
from drawing import draw_groups, draw_headings, draw_signatures, draw_title
from paper import Column, Group, Line, Look, Ratio, Title, leaf, paper
from preparation import preparation
from province import BLOCKS, PILOTS, ROMAN, Organisation, of_block
from story import AS_OF, PLANNED, held, planned, sub_cells_held
from typed import APPROVED_HABITS, HELD_HABITS, PLANNED_HABITS, typed

MEMBERS, SUB_CELLS = "Tổng số đảng viên", "Đại hội chi bộ trực thuộc"
WORK, TIME = "Công tác chuẩn bị", "Thời gian đại hội"
COLUMNS = (
    Column("TT", 4.5, Look.CENTRE),
    Column("Tên tổ chức đảng", 40),
    Column("Loại hình (ĐB/CB)", 7, Look.CENTRE),
    Column("Số chi bộ trực thuộc", 7.5, Look.COUNT, is_summed=True),
    Column("Chính thức", 7.5, Look.COUNT, MEMBERS, is_summed=True),
    Column("Dự bị", 6, Look.COUNT, MEMBERS, is_summed=True),
    Column("Đã tổ chức", 7, Look.COUNT, SUB_CELLS, is_summed=True),
    Column("Tỷ lệ (%)", 8, Look.PERCENT, SUB_CELLS, rule="=(7)/(4)"),
    Column("KH số, ngày", 24, Look.CENTRE, WORK),
    Column("Dự thảo BCCT lần thứ", 15, Look.CENTRE, WORK),
    Column("Góp ý (lượt)", 7, Look.COUNT, WORK, is_summed=True),
    Column("Ngày trình", 11, Look.DAY, WORK),
    Column("Ngày duyệt", 11, Look.DAY, WORK),
    Column("Dự kiến", 13, Look.DAY, TIME),
    Column("Thực tế", 14, Look.DAY, TIME),
    Column("Hình thức (ĐV/ĐB)", 7, Look.CENTRE),
    Column("ĐH điểm", 6, Look.CENTRE),
    Column("Bầu trực tiếp BT", 7, Look.CENTRE),
    Column("Ghi chú", 32),
)
DIRECT_ELECTION = frozenset(
    [
        "PA04",
        "PC03",
        "PV06",
        "PA08",
        "PX05",
        "PC01",
        "PA05",
        "PX06",
        "CAH-E",
        "CATP-B",
        "CAH-P",
        "CAH-K",
        "CAH-R",
    ]
)
# since when an organisation's row is typed with another of its names
DRIFT = {
    "PC03": (on("27/3"), "PC03"),
    "PX06": (on("24/4"), "Chi bộ Cơ quan Uỷ ban Kiểm tra Đảng uỷ"),
    "PC04": (on("4/5"), "PC04 - Đảng bộ Phòng Cảnh sát điều tra tội phạm về ma túy"),
    "PC08": (on("13/5"), "P.CSGT"),
    "PH10": (on("31/5"), unicodedata.normalize("NFD", "Đảng bộ Phòng Hậu cần")),
}
# from, until, what stands in the last column
REMARKS = {
    "PX06": (on("31/12/2019"), on("30/6"), "Dưới 09 đảng viên, chỉ bầu bí thư"),
    "PX03": (on("31/12/2019"), on("30/6"), "Cơ quan thường trực, tổng hợp số liệu"),
    "CATP-A": (on("31/12/2019"), on("30/6"), "Đại hội đại biểu"),
    "PC05": (on("13/5"), on("30/5"), "Chưa trình hồ sơ đại hội"),
    "PC10": (on("13/5"), on("14/5"), "Đã trình, đang bổ sung hồ sơ"),
    "PC09": (on("16/3"), on("30/5"), "Trên 30 đảng viên, đang xin ý kiến về loại hình"),
    "PK02": (on("15/6"), on("28/6"), "Bận nhiệm vụ đột xuất, xin lùi ngày"),
}


def build(folder: Path, as_of: date) -> None:
    """Writes the Biểu 01 staff sent for that day."""
    with paper(folder / f"bieu-01-{as_of}.xlsx", "Biểu 01 – Tiến độ đại hội", as_of) as book:
        sheet = leaf(book, "Biểu 01", COLUMNS)
        top = draw_headings(sheet, draw_title(sheet, _title(as_of)))
        after = draw_groups(sheet, [_group(block, as_of) for block in BLOCKS], top)
        draw_signatures(sheet, after)


def _title(as_of: date) -> Title:
    sent = worked_from(as_of)
    report = f"Báo cáo số {21 + 6 * AS_OF.index(as_of)}-BC/ĐUCA ngày {spoken(sent)}"
    return Title(
        number="Biểu số 01",
        subject="Tiến độ tổ chức đại hội chi bộ, đảng bộ cơ sở nhiệm kỳ 2020 - 2025",
        remarks=(
            f"(Kèm theo {report} của Đảng ủy Công an tỉnh)",
            f"(Số liệu tính đến ngày {spoken(as_of)})",
        ),
        place_and_date=f"X, {in_words(sent)}",
    )


def _group(block: str, as_of: date) -> Group:
    lines = [
        _line(number, organisation, as_of)
        for number, organisation in enumerate(of_block(block), start=1)
    ]
    return Group(f"{ROMAN[block]}. {BLOCKS[block].upper()}", f"Cộng khối {ROMAN[block]}", lines)


def _line(number: int, organisation: Organisation, as_of: date) -> Line:
    key, work = organisation.key, preparation(organisation.key, as_of)
    return (
        number,
        _name(organisation, as_of),
        "ĐB" if organisation.kind == "Đảng bộ" else "CB",
        organisation.sub_cells,
        organisation.full_members,
        organisation.probationary,
        sub_cells_held(key, as_of),
        Ratio(6, 3) if organisation.sub_cells else None,
        work.plan,
        work.draft,
        work.comments,
        work.submitted,
        typed(work.approved, APPROVED_HABITS.get(key)),
        typed(planned(key, as_of), PLANNED_HABITS.get(key)),
        typed(held(key, as_of), HELD_HABITS.get(key)),
        "ĐB" if organisation.needs_delegates else "ĐV",
        "x" if key in PILOTS else None,
        "x" if key in DIRECT_ELECTION else None,
        _remark(key, as_of),
    )


def _name(organisation: Organisation, as_of: date) -> str:
    since, drifted = DRIFT.get(organisation.key, (date.max, ""))
    return drifted if as_of >= since else organisation.name


def _remark(key: str, as_of: date) -> str | None:
    since, until, words = REMARKS.get(key, (date.max, date.max, ""))
    if since <= as_of <= until:
        return words
    first = planned(key, on("27/3"))
    if not isinstance(first, date) or held(key, as_of) or as_of <= PAUSE[1]:
        return None
    moved = PAUSE[0] <= first <= PAUSE[1] and len(PLANNED[key]) > 1
    return f"Lùi từ {spoken(first)} do giãn cách xã hội" if moved else None
