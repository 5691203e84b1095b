"""Nothing in, Danh mục out: organisations, other names, deadlines, pause, holidays, groups, cycles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from days import HOLIDAYS, PAUSE, on
from drawing import draw_lines, draw_single_heading, draw_title
from names import ALIASES, all_sub_cells
from paper import Column, Line, Look, Paper, Title, leaf, paper
from province import BLOCKS, ORGANISATIONS, PILOTS, PROVINCE, Organisation

ISSUED = on("2/12/2019")
PLAN = "Kế hoạch 38-KH/ĐUCA ngày 02/12/2019"
DIRECTIVE = "Chỉ thị 35-CT/TW ngày 30/5/2019"
GUIDELINE = "Hướng dẫn 26-HD/BTCTW ngày 18/10/2019"
OWN_STEPS = "Đảng bộ Công an tỉnh"
DONE = "Hoàn thành đại hội"
START = "Bắt đầu đại hội"

ORGANISATION_COLUMNS = (
    Column("Thứ tự", 6, Look.CENTRE),
    Column("Mã", 10, Look.CENTRE),
    Column("Tên tổ chức đảng", 44),
    Column("Loại hình", 10, Look.CENTRE),
    Column("Phạm vi", 17, Look.CENTRE),
    Column("Khối", 30),
    Column("Cấp trên", 10, Look.CENTRE),
    Column("Số đảng viên", 9, Look.COUNT),
    Column("Số chi bộ trực thuộc", 10, Look.COUNT),
    Column("ĐH điểm", 7, Look.CENTRE),
    Column("Tình trạng", 11, Look.CENTRE),
    Column("Từ ngày", 11, Look.DAY),
    Column("Đến ngày", 11, Look.DAY),
    Column("Kế tục bởi", 10, Look.CENTRE),
)
ALIAS_COLUMNS = (Column("Tên gọi khác", 55), Column("Mã", 12, Look.CENTRE))
DEADLINE_COLUMNS = (
    Column("Cấp", 24),
    Column("Mốc", 52),
    Column("Ngày", 12, Look.DAY),
    Column("Căn cứ", 40),
    Column("Hiệu lực từ", 12, Look.DAY),
    Column("Ngày thực hiện", 12, Look.DAY),
)
PAUSE_COLUMNS = (
    Column("Từ ngày", 14, Look.DAY),
    Column("Đến ngày", 14, Look.DAY),
    Column("Lý do", 55),
)
HOLIDAY_COLUMNS = (Column("Ngày", 14, Look.DAY), Column("Tên", 40))
TEAM_COLUMNS = (Column("Số", 8, Look.CENTRE), Column("Tên tổ công tác", 40))

# the rules of the cycle 2025 - 2030 changed three times (domain.md §1.6)
DIRECTIVE_2024 = ("Chỉ thị 35-CT/TW ngày 14/6/2024", on("14/6/2024"))
CONCLUSION_118 = ("Kết luận 118-KL/TW ngày 18/01/2025", on("18/1/2025"))
CONCLUSION_126 = ("Kết luận 126-KL/TW ngày 14/02/2025", on("14/2/2025"))
DIRECTIVE_2025 = ("Chỉ thị 45-CT/TW ngày 14/4/2025", on("14/4/2025"))
PLAN_2024 = ("Kế hoạch 71-KH/ĐUCA ngày 15/11/2024", on("15/11/2024"))

# a cycle begins with the directive on its congresses
CYCLE_COLUMNS = (
    Column("Mã", 12, Look.CENTRE),
    Column("Tên nhiệm kỳ", 30),
    Column("Từ ngày", 14, Look.DAY),
    Column("Đến ngày", 14, Look.DAY),
)
CYCLES: tuple[Line, ...] = (
    ("2020-2025", "Nhiệm kỳ 2020 – 2025", on("30/5/2019"), on("13/6/2024")),
    ("2025-2030", "Nhiệm kỳ 2025 – 2030", on("14/6/2024"), None),
)

LEVELS: tuple[Line, ...] = (
    ("Chi bộ trực thuộc", DONE, on("30/3"), PLAN, ISSUED, None),
    ("Tổ chức cơ sở đảng", START, on("1/4"), DIRECTIVE, on("30/5/2019"), None),
    ("Tổ chức cơ sở đảng", DONE, on("30/6"), DIRECTIVE, on("30/5/2019"), None),
    ("Phối hợp", START, on("1/4"), DIRECTIVE, on("30/5/2019"), None),
    ("Phối hợp", DONE, on("30/6"), DIRECTIVE, on("30/5/2019"), None),
    ("Cấp trên trực tiếp", DONE, on("31/8"), DIRECTIVE, on("30/5/2019"), None),
)
LEVELS_2025: tuple[Line, ...] = (
    ("Tổ chức cơ sở đảng", DONE, on("30/6/2025"), *DIRECTIVE_2024, None),
    ("Phối hợp", DONE, on("30/6/2025"), *DIRECTIVE_2024, None),
    ("Cấp trên trực tiếp", DONE, on("31/8/2025"), *DIRECTIVE_2024, None),
    ("Chi bộ trực thuộc", DONE, on("31/3/2025"), *PLAN_2024, None),
    ("Tổ chức cơ sở đảng", DONE, on("30/6/2025"), *CONCLUSION_118, None),
    ("Cấp trên trực tiếp", DONE, on("31/8/2025"), *CONCLUSION_118, None),
    ("Tổ chức cơ sở đảng", DONE, on("31/3/2025"), *CONCLUSION_126, None),
    ("Tổ chức cơ sở đảng", DONE, on("30/6/2025"), *DIRECTIVE_2025, None),
    ("Cấp trên trực tiếp", DONE, on("31/8/2025"), *DIRECTIVE_2025, None),
)
STUDY = "Quán triệt chỉ thị, hướng dẫn của Bộ Chính trị, Đảng ủy Công an Trung ương, Tỉnh ủy"
ASSIGNMENTS = "Phân công ủy viên BTV và tổ công tác phụ trách từng đơn vị"
REELECTION = "Quy trình nhân sự tái cử – bước "
NEWCOMERS = "Quy trình nhân sự lần đầu tham gia – bước "
# step, planned for, done on
STEPS = (
    (STUDY, "30/9/2019", "18/9/2019"),
    ("Ban hành kế hoạch tổ chức đại hội", "15/12/2019", "2/12/2019"),
    ("Thành lập các tiểu ban", "20/12/2019", "16/12/2019"),
    (ASSIGNMENTS, "25/12/2019", "20/12/2019"),
    ("Chọn đơn vị đại hội điểm", "30/12/2019", "24/12/2019"),
    ("Hội nghị rút kinh nghiệm đại hội điểm", "13/3", "13/3"),
    (f"{REELECTION}1", "23/4", "23/4"),
    (f"{REELECTION}2", "27/4", "28/4"),
    (f"{REELECTION}3", "4/5", "5/5"),
    (f"{REELECTION}4", "7/5", "8/5"),
    (f"{REELECTION}5", "12/5", "12/5"),
    (f"{NEWCOMERS}1", "25/5", None),
    (f"{NEWCOMERS}2", "28/5", None),
    (f"{NEWCOMERS}3", "2/6", None),
    (f"{NEWCOMERS}4", "5/6", None),
    (f"{NEWCOMERS}5", "10/6", None),
    ("Phiên chính thức", "26/8", None),
)


def build(folder: Path) -> None:
    """Writes the catalogue; it has no as-of line, for its entries hold throughout the cycle."""
    with paper(folder / "danh-muc.xlsx", "Danh mục", ISSUED) as book:
        _list(book, "Tổ chức đảng", "DANH MỤC TỔ CHỨC ĐẢNG", ORGANISATION_COLUMNS, organisations())
        aliases: list[Line] = [(name, code) for code, names in ALIASES.items() for name in names]
        _list(book, "Tên gọi khác", "TÊN GỌI KHÁC CỦA TỔ CHỨC ĐẢNG", ALIAS_COLUMNS, aliases)
        _list(book, "Mốc thời hạn", "MỐC THỜI HẠN", DEADLINE_COLUMNS, deadlines())
        pause: list[Line] = [(*PAUSE, "Giãn cách xã hội phòng, chống dịch COVID-19")]
        _list(book, "Tạm dừng", "THỜI GIAN TẠM DỪNG ĐẠI HỘI", PAUSE_COLUMNS, pause)
        _list(book, "Ngày nghỉ", "NGÀY NGHỈ LỄ, TẾT", HOLIDAY_COLUMNS, sorted(HOLIDAYS.items()))
        teams: list[Line] = [(number, f"Tổ công tác số {number}") for number in (1, 2, 3)]
        _list(book, "Tổ công tác", "CÁC TỔ CÔNG TÁC", TEAM_COLUMNS, teams)
        _list(book, "Nhiệm kỳ", "CÁC NHIỆM KỲ ĐẠI HỘI", CYCLE_COLUMNS, CYCLES)


def _list(
    book: Paper, name: str, heading: str, columns: Sequence[Column], lines: Sequence[Line]
) -> None:
    sheet = leaf(book, name, columns)
    subject = "Phục vụ theo dõi đại hội đảng các cấp, nhiệm kỳ 2020 - 2025"
    top = draw_title(sheet, Title(kind=heading, subject=subject))
    draw_lines(sheet, lines, draw_single_heading(sheet, top))


def organisations() -> list[Line]:
    """The provincial committee, its 47 organisations, then every sub-cell under its parent."""
    own: Line = (0, PROVINCE, OWN_STEPS, "Đảng bộ", "Cấp trên trực tiếp", *[None] * 9)
    numbered = enumerate(ORGANISATIONS, start=1)
    known = [_organisation(number, organisation) for number, organisation in numbered]
    below: list[Line] = [
        (number, None, name, "Chi bộ", None, None, parent.code, *[None] * 7)
        for number, (name, parent) in enumerate(all_sub_cells(), start=len(known) + 1)
    ]
    return [own, *known, *below]


def _organisation(number: int, organisation: Organisation) -> Line:
    return (
        number,
        organisation.code,
        organisation.name,
        organisation.kind,
        "Trực thuộc" if organisation.is_direct else "Phối hợp",
        BLOCKS[organisation.block],
        PROVINCE,
        organisation.members,
        organisation.sub_cells,
        "x" if organisation.key in PILOTS else None,
        *[None] * 4,
    )


def deadlines() -> list[Line]:
    """The deadlines of each level in both cycles, then the provincial committee's own steps."""
    steps: list[Line] = [
        (OWN_STEPS, step, on(due), *_basis(step), on(done) if done else None)
        for step, due, done in STEPS
    ]
    return [*LEVELS, *LEVELS_2025, *steps]


def _basis(step: str) -> Line:
    if step == STUDY:
        return DIRECTIVE, on("30/5/2019")
    if step.startswith("Ban hành kế hoạch"):
        return GUIDELINE, on("18/10/2019")
    return PLAN, ISSUED
