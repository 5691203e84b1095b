"""Nothing in, Biểu 02 of 13/05/2020 out: what came after the congresses held by then."""

from __future__ import annotations

from pathlib import Path

from days import in_words, on, spoken
from drawing import draw_groups, draw_headings, draw_signatures, draw_title
from paper import Column, Group, Line, Look, Ratio, Title, leaf, paper
from progress import DIRECT_ELECTION
from province import BLOCKS, BY_KEY, ORGANISATIONS, ROMAN
from story import HELD

AS_OF = on("13/5")
COLUMNS = (
    Column("TT", 5, Look.CENTRE),
    Column("Tổ chức đảng", 44),
    Column("Ngày đại hội", 12, Look.DAY),
    Column("ĐV triệu tập", 9, Look.COUNT, is_summed=True),
    Column("Có mặt", 9, Look.COUNT, is_summed=True),
    Column("Tỷ lệ %", 9, Look.PERCENT, rule="=(5)/(4)"),
    Column("Số ý kiến thảo luận", 10, Look.COUNT, is_summed=True),
    Column("BT bầu trực tiếp (x)", 10, Look.CENTRE),
    Column("Ngày báo cáo kết quả", 13, Look.DAY),
    Column("QĐ chuẩn y (số, ngày)", 24, Look.CENTRE),
)
# absent, contributions, reported on, decision on the result; CATX-D has not reported in time, and the
# result of CAH-M has waited too long for its decision
AFTERWARDS: dict[str, tuple[int, int, str | None, str | None]] = {
    "PA04": (0, 9, "3/3", "12-QĐ/ĐUCA, 16/3/2020"),
    "PC03": (1, 11, "11/3", "15-QĐ/ĐUCA, 24/3/2020"),
    "PV01": (2, 12, "20/3", "19-QĐ/ĐUCA, 07/4/2020"),
    "PA08": (1, 7, "5/5", "27-QĐ/ĐUCA, 12/5/2020"),
    "PX05": (0, 6, "6/5", "29-QĐ/ĐUCA, 13/5/2020"),
    "PV06": (1, 6, "8/5", "28-QĐ/ĐUCA, 13/5/2020"),
    "PA09": (0, 8, "11/5", None),
    "PC01": (1, 5, "11/5", None),
    "PX03": (0, 10, "12/5", None),
    "PA01": (1, 7, "13/5", None),
    "PC02": (3, 9, None, None),
    "CAH-E": (4, 14, "20/3", "56-QĐ/HU, 03/4/2020"),
    "CAH-M": (2, 11, "31/3", None),
    "CATX-D": (5, 13, None, None),
    "CATP-B": (6, 16, "12/5", None),
    "CAH-I": (3, 10, "13/5", None),
    "CAH-P": (2, 9, "13/5", None),
}


def build(folder: Path) -> None:
    """Writes the Biểu 02 staff sent for 13/05/2020."""
    with paper(folder / f"bieu-02-{AS_OF}.xlsx", "Biểu 02 – Kết quả đại hội", AS_OF) as book:
        sheet = leaf(book, "Biểu 02", COLUMNS)
        title = Title(
            number="Biểu số 02",
            subject="Kết quả đại hội chi bộ, đảng bộ cơ sở nhiệm kỳ 2020 - 2025",
            remarks=(f"(Số liệu tính đến ngày {spoken(AS_OF)})",),
            place_and_date=f"X, {in_words(AS_OF)}",
        )
        top = draw_headings(sheet, draw_title(sheet, title))
        draw_signatures(sheet, draw_groups(sheet, groups(), top))


def groups() -> list[Group]:
    """The organisations past their congress, block by block, in the order of the list."""
    found = []
    for block in BLOCKS:
        keys = [each.key for each in ORGANISATIONS if each.block == block]
        past = [key for key in keys if key in AFTERWARDS]
        lines = [_line(number, key) for number, key in enumerate(past, start=1)]
        heading = f"{ROMAN[block]}. {BLOCKS[block].upper()}"
        if lines:
            found.append(Group(heading, f"Cộng khối {ROMAN[block]}", lines))
    return found


def _line(number: int, key: str) -> Line:
    absent, contributions, reported, decision = AFTERWARDS[key]
    convened = BY_KEY[key].full_members
    return (
        number,
        BY_KEY[key].name,
        HELD[key],
        convened,
        convened - absent,
        Ratio(4, 3),
        contributions,
        "x" if key in DIRECT_ELECTION else None,
        on(reported) if reported else None,
        decision,
    )
