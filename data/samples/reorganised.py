"""A folder in; the same invented province five years on out: Danh mục after the reorganisation, three
Biểu 01 of the cycle 2025 - 2030 (domain.md §2.2, §2.4). Districts ended, PC05 and PV05 were joined to
others; eight organisations were told to stop in March 2025 and to go on in April.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from catalogue import ALIAS_COLUMNS, ORGANISATION_COLUMNS
from days import in_words, on, spoken, worked_by
from drawing import (
    draw_groups,
    draw_headings,
    draw_lines,
    draw_signatures,
    draw_single_heading,
    draw_title,
)
from paper import Column, Group, Line, Look, Paper, Ratio, Title, leaf, paper
from progress import COLUMNS
from province import BLOCKS, BY_KEY, ORGANISATIONS, PILOTS, PROVINCE, ROMAN, Organisation

SINCE = on("1/3/2025")
UNTIL = on("28/2/2025")
AS_OF = (on("31/3/2025"), on("31/5/2025"), on("30/6/2025"))
TERM = "nhiệm kỳ 2025 - 2030"
JOINED = {"PC05": "PC03", "PV05": "PX03"}  # who ended → who took it in
RENAMED = {
    "PC03": "Đảng bộ Phòng Cảnh sát điều tra tội phạm về tham nhũng, kinh tế, buôn lậu, môi trường"
}
STOPPED = ("PV01", "PX01", "PX03", "PH10", "PC03", "PC06", "PC08", "PK02")
LATER = dict(
    zip(STOPPED, ("8/5", "13/5", "15/5", "20/5", "23/5", "5/6", "12/6", "20/6"), strict=True)
)
KEPT = tuple(each for each in ORGANISATIONS if each.is_direct and each.key not in JOINED)
STATUS = Column("Tình trạng", 11, Look.CENTRE)


def build(folder: Path) -> None:
    """Writes the change of Danh mục and three Biểu 01 into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _catalogue(folder)
    for as_of in AS_OF:
        _progress(folder, as_of)


# --- Danh mục ------------------------------------------------------------------------------------


def _catalogue(folder: Path) -> None:
    with paper(folder / f"danh-muc-{SINCE}.xlsx", "Danh mục", SINCE) as book:
        _list(book, "Tổ chức đảng", "DANH MỤC TỔ CHỨC ĐẢNG", ORGANISATION_COLUMNS, _changed())
        former: list[Line] = [(BY_KEY[key].name, key) for key in RENAMED]
        _list(book, "Tên gọi khác", "TÊN GỌI KHÁC CỦA TỔ CHỨC ĐẢNG", ALIAS_COLUMNS, former)


def _list(
    book: Paper, name: str, heading: str, columns: tuple[Column, ...], lines: list[Line]
) -> None:
    sheet = leaf(book, name, columns)
    title = Title(
        kind=heading,
        subject=f"Thay đổi sau sắp xếp tổ chức bộ máy, {TERM}",
        remarks=(f"(Số liệu tính đến ngày {spoken(SINCE)})",),
    )
    draw_lines(sheet, lines, draw_single_heading(sheet, draw_title(sheet, title)))


def _changed() -> list[Line]:
    """Those that ended, and those that took them in."""
    return [
        _organisation(number, each)
        for number, each in enumerate(ORGANISATIONS, start=1)
        if not each.is_direct or each.key in {*JOINED, *JOINED.values()}
    ]


def _organisation(number: int, each: Organisation) -> Line:
    has_ended = not each.is_direct or each.key in JOINED
    return (
        number,
        each.code,
        RENAMED.get(each.key, each.name),
        each.kind,
        "Trực thuộc" if each.is_direct else "Phối hợp",
        BLOCKS[each.block],
        PROVINCE,
        _members(each),
        each.sub_cells,
        "x" if each.key in PILOTS else None,
        None,
        None,
        UNTIL if has_ended else None,
        JOINED.get(each.key),
    )


def _members(each: Organisation) -> int:
    """Its own, and those of the organisations it took in."""
    return each.members + sum(BY_KEY[old].members for old, new in JOINED.items() if new == each.key)


# --- Biểu 01 -------------------------------------------------------------------------------------


def _progress(folder: Path, as_of: date) -> None:
    columns = (*COLUMNS[:-1], STATUS, COLUMNS[-1])
    with paper(folder / f"bieu-01-{as_of}.xlsx", "Biểu 01 – Tiến độ đại hội", as_of) as book:
        sheet = leaf(book, "Biểu 01", columns)
        title = Title(
            number="Biểu số 01",
            subject=f"Tiến độ tổ chức đại hội chi bộ, đảng bộ cơ sở {TERM}",
            remarks=(f"(Số liệu tính đến ngày {spoken(as_of)})",),
            place_and_date=f"X, {in_words(as_of)}",
        )
        top = draw_headings(sheet, draw_title(sheet, title))
        groups = [_group(block, as_of) for block in BLOCKS if block != "CAH"]
        draw_signatures(sheet, draw_groups(sheet, groups, top))


def _group(block: str, as_of: date) -> Group:
    members = [each for each in KEPT if each.block == block]
    lines = [_line(number, each, as_of) for number, each in enumerate(members, start=1)]
    return Group(f"{ROMAN[block]}. {BLOCKS[block].upper()}", f"Cộng khối {ROMAN[block]}", lines)


def _line(number: int, each: Organisation, as_of: date) -> Line:
    congress, place = _congress(each), ORGANISATIONS.index(each)
    is_stopped = each.key in STOPPED and as_of < on("14/4/2025")
    plan = worked_by(on("2/12/2024") + timedelta(days=2 * place))
    submitted, approved = (worked_by(congress - timedelta(days=days)) for days in (28, 11))
    members, probationary = _members(each), _members(each) // 40
    return (
        number,
        RENAMED.get(each.key, each.name),
        "ĐB" if each.kind == "Đảng bộ" else "CB",
        each.sub_cells,
        members - probationary,
        probationary,
        each.sub_cells // 2 if is_stopped else each.sub_cells,
        Ratio(6, 3) if each.sub_cells else None,
        f"{5 + place:02d}-KH/{'ĐU' if each.kind == 'Đảng bộ' else 'CB'}, {plan:%d/%m/%Y}",
        2 if is_stopped else 3,
        members // 3,
        submitted if submitted <= as_of and not is_stopped else None,
        approved if approved <= as_of and not is_stopped else None,
        None if is_stopped else congress,
        congress if congress <= as_of else None,
        "ĐV",
        "x" if each.key in PILOTS else None,
        "x" if place % 3 == 0 else None,
        "Dừng" if is_stopped else None,
        "Chờ sắp xếp tổ chức bộ máy theo Kết luận 126-KL/TW" if is_stopped else None,
    )


def _congress(each: Organisation) -> date:
    """In March, but for those that were told to stop."""
    if each.key in LATER:
        return on(f"{LATER[each.key]}/2025")
    place = [other.key for other in KEPT if other.key not in LATER].index(each.key)
    return worked_by(on("4/3/2025") + timedelta(days=13 * place % 25))
