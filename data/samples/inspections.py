"""Nothing in, Biểu 04 of 13/05/2020 out: who went where, what they found, what became of it."""

from __future__ import annotations

from pathlib import Path

from days import in_words, on, spoken
from drawing import draw_headings, draw_lines, draw_signatures, draw_title
from names import ALIASES
from paper import Column, Line, Look, Title, leaf, paper
from province import BY_KEY
from visits import FINDINGS, OVERSIGHT, VISITS

AS_OF = on("13/5")
COLUMNS = (
    Column("TT", 5, Look.CENTRE),
    Column("Ngày", 15, Look.DAY, is_joined=True),
    Column("Thành phần", 20, Look.CENTRE),
    Column("Đơn vị được kiểm tra", 38),
    Column("Nội dung", 32),
    Column("Tồn tại, hạn chế", 32),
    Column("Yêu cầu khắc phục", 32),
    Column("Thời hạn", 12, Look.DAY),
    Column("Kết quả khắc phục", 14, Look.CENTRE),
)
BOARD = "Ủy viên BTV"
RESULTS = {"+": "Đã khắc phục", "-": "Chưa", "": None}
TYPED_DAYS = {"21/2": "21/2/2020", "17/3": "ngày 17/3/2020", "5/5": "05/5/2020"}


def build(folder: Path) -> None:
    """Writes the Biểu 04 staff sent for 13/05/2020."""
    with paper(folder / f"bieu-04-{AS_OF}.xlsx", "Biểu 04 – Kiểm tra, hướng dẫn", AS_OF) as book:
        sheet = leaf(book, "Biểu 04", COLUMNS)
        title = Title(
            number="Biểu số 04",
            subject="Kiểm tra, hướng dẫn công tác chuẩn bị, tổ chức đại hội các chi, đảng bộ",
            remarks=(f"(Số liệu tính đến ngày {spoken(AS_OF)})",),
            place_and_date=f"X, {in_words(AS_OF)}",
        )
        top = draw_headings(sheet, draw_title(sheet, title))
        draw_signatures(sheet, draw_lines(sheet, lines(), top))


def lines() -> list[Line]:
    """One line per visit."""
    return [_line(number, visit) for number, visit in enumerate(VISITS, start=1)]


def _line(number: int, visit: str) -> Line:
    day, team, units, content, finding, due, result = (part.strip() for part in visit.split("|"))
    found, remedy = FINDINGS[finding] if finding else (None, None)
    return (
        number,
        TYPED_DAYS.get(day) or on(day),
        BOARD if team == "BTV" else f"Tổ công tác số {team}",
        typed_units(units),
        OVERSIGHT[content],
        found,
        remedy,
        on(due) if due else None,
        RESULTS[result],
    )


def typed_units(units: str) -> str:
    """One organisation in full; several in short, divided by `;` or by line breaks."""
    for divider, written in ((";", "; "), ("/", "\n")):
        if divider in units:
            return written.join(_short(key) for key in units.split(divider))
    return BY_KEY[units].name


def _short(key: str) -> str:
    aliases = [alias for alias in ALIASES.get(key, ()) if " " in alias]
    return aliases[0] if aliases else BY_KEY[key].name
