"""Sheets in, the rows of a form out. Nothing is judged here: a cell keeps what was typed and its
address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain

from congress_dash.errors import Refused
from congress_dash.forms import Form, Layout
from congress_dash.heading_rows import is_number_row
from congress_dash.headings import Headings, Settled, again, headings
from congress_dash.patience import go_on
from congress_dash.readers import Odd, day, is_empty
from congress_dash.records import Cell, Cells, Dropped, Row, Sheet, Total, address
from congress_dash.unread import Unread, unread
from congress_dash.vietnamese import fold, integer, tidy

MOST_ROWS = 250_000
LIST_OF_PROBLEMS = ("Mức độ", "Trang", "Ô", "Nội dung đã ghi", "Cần làm gì")  # marking.py's sheet
_AT = (
    r"(?: \d{1,2} ?(?:h|giờ|gio)(?: ?\d{2})?(?: phút| phut)?,?)?"
    r"(?:(?: ngày| ngay)?:? (\d.+?)\)?|(?: ngày| ngay):?|:)\s*$"
)
_AS_OF = re.compile(
    rf"\b(?:số liệu|so lieu|tính|tinh)\b.*?\b(?:[đð]ến|den)(?: hết| het)?{_AT}", re.I
)
# Of a title alone: in a remark it is said of other things.
_CLOSED = re.compile(
    r"\(?(?:(?:ngày |ngay |thời điểm |thoi diem )?(?:chốt|chot) (?:số liệu|so lieu)|"
    r"(?:số liệu|so lieu) (?:chốt|chot)|"
    rf"(?:cập nhật|cap nhat)(?: số liệu| so lieu)? (?:[đð]ến|den)){_AT}",
    re.I,
)
_TOP = 60  # rows in which it may stand without accents
_OF_DEN = frozenset("đĐðÐ")  # the first letter of `đến`, as old fonts have it too
_FOOTER = ("noi nhan", "nguoi lap bieu", "t m ban thuong vu", "tm ban thuong vu", "k t truong")
_REMARK = ("ghi chu", "luu y")
_ROMAN = re.compile(
    r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?:[.)]?$|[.)]\s|\s*[-–/:.)]\s*[Kk][Hh][Ốố][Ii]\b)"
)
_TOTAL = re.compile(r"^((tổng )?cộng(?! an| tác)|tổng số|tc\b)", re.I)
_OF_LEVEL = re.compile(r"^(?:tong )?cong (?!khoi\b).*\b(?:truc thuoc|phoi hop)\b")
_TOTAL_BARE = re.compile(r"^(tong cong|cong khoi|toan (dang bo|tinh|luc luong))\b|^(cong|tc|tong)$")
_DAY = re.compile(r"(?<!\d)\d{1,2} ?[/.-] ?(?:0?[1-9]|1[0-2])(?!\d)")
_FULL_DAY = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)")
# A Roman numeral before one of these may be a group's or an organisation's own.
_UNIT = re.compile(
    r"(?:[ivx]+ )?(?!.*\b(?:cac|khoi)\b)(?:(?:chi bo|dang bo|dang uy|cb|db|phong|doi|tram|trai|cong an|"
    r"cong ty|trung tam|benh vien|van phong|thanh tra|co quan)\b|ca[a-z]{0,2}\b|[a-z]{2}\d{2}\b)"
)
_CODE = re.compile(r"\b[A-ZĐ]{2,3} ?\d{2}\b|\bCA[A-Z]{1,2}-")
_PAPER = re.compile(r"\d+ ?- ?[^\W\d]")
_COLUMN_NUMBER = re.compile(r"\(\w{1,2}\)|[A-Z]$")
# So begins no footer, remark, total, group or number of a column: nearly every word of a data row.
_ORDINARY = re.compile(r"[abdđefhjmo-suwyz]\w|công an|ch|nh|t[hr\d]|\d+[^\d\s]", re.I)


@dataclass(frozen=True, slots=True)
class Table:
    """What one sheet says in the words of one layout."""

    sheet: str
    layout: Layout
    columns: dict[str, int]
    rows: tuple[Row, ...]
    totals: tuple[Total, ...]
    dropped: tuple[Dropped, ...]
    unknown: tuple[Cell, ...]
    first_row: int
    unread: Unread
    settled: tuple[tuple[Cell, str], ...] = ()  # headings read by a person's word, as which field
    differing: tuple[int, int] | None = None  # rows of headings in another order

    @property
    def fit(self) -> int:
        return len(self.columns)


def as_of_cell(sheet: Sheet) -> tuple[Cell, date | None] | None:
    """The cell that says `Số liệu tính đến ngày …`, wherever it stands, else a title that says so in
    other words, and that day; None where it cannot be read. The day may stand in the next cell."""
    closed, unread = None, None
    for number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            if not isinstance(value, str) or (number >= _TOP and _OF_DEN.isdisjoint(value)):
                continue
            words = tidy(value)
            found = _AS_OF.search(words)
            told = found or (_CLOSED.match(words) if number < _TOP else None)
            if not told:
                continue
            beside = [v for v in row if v is not None and v is not value]
            is_title = len(beside) <= (0 if told[1] else 1)
            if not is_title and not (found and told[1]):
                continue
            cell, read = Cell(value, address(number, column)), _day_of(told[1] or beside[:1])
            if read and found:
                return cell, read
            closed = closed or ((cell, read) if read else None)
            unread = unread or (cell, None)
    return closed or unread


def _day_of(told: str | Sequence[object]) -> date | None:
    """A day of words, or of the cell beside them."""
    value = told if isinstance(told, str) else next(iter(told), None)
    with suppress(Odd):
        read = day(value.rstrip(".;) ") if isinstance(value, str) else value, date(1900, 1, 1))
        if read.value and read.value.year > 1900:
            found: date = read.value
            return found
    return None


def table(sheet: Sheet, layout: Layout, settled: Settled | None = None) -> Table | None:
    """The sheet read as that layout, or None when a required heading is missing.

    settled: what persons said of headings that nobody knows (`headings.heading_key` → field).
    """
    found = headings(sheet, layout, settled)
    if found is None:
        return None
    body = _body(sheet, layout, found)
    differing = (found.row, body.differing) if body.differing else None
    beside = unread(sheet, layout, found, body.rows, body.groups, body.end)
    return Table(sheet.name, layout, found.columns, body.rows, body.totals, found.dropped,
                 found.unknown, found.first_row, beside, found.settled, differing)  # fmt: skip


# --- body ---------------------------------------------------------------------------------------


def _merged_down(sheet: Sheet) -> dict[tuple[int, int], int]:
    """Cell covered by a vertical merge → the row that holds its value."""
    return {
        (row, left): top
        for (top, left), (bottom, _) in sheet.merged
        for row in range(top + 1, bottom + 1)
    }


@dataclass(frozen=True, slots=True)
class _Body:
    """What stands below the headings; `end`: the row in which the table ends (from 0).

    differing: the first row of headings that stand in another order than the table's, 0 for none.
    """

    rows: tuple[Row, ...]
    totals: tuple[Total, ...]
    groups: tuple[Cell, ...]  # those that sound like an organisation
    end: int
    differing: int


def _body(sheet: Sheet, layout: Layout, found: Headings) -> _Body:
    columns, first = found.columns, found.first_row
    covered = _merged_down(sheet)
    heads = _heads(sheet, layout, first)
    ordinary = _ordinary(sheet, layout, columns, covered, first, heads)
    rows: list[Row] = []
    totals: list[Total] = []
    groups: list[Cell] = []
    group_start = level_start = 0
    head: Row | None = None
    blank = 0
    is_repeated = False
    differing = 0
    end = len(sheet.rows)
    for number in range(first, len(sheet.rows)):
        values = sheet.rows[number]
        if number in ordinary:
            rows.append(Row(sheet.name, number + 1, Cells(number, values, columns)))
            blank, is_repeated = 0, False
            continue
        go_on()
        texts = [tidy(v) for v in values if isinstance(v, str) and tidy(v)]
        if any(fold(text).startswith(_FOOTER) for text in texts):
            end = number
            break
        is_likely = not heads.isdisjoint(values)
        others = again(values, found, layout, is_below=is_repeated) if is_likely else None
        is_repeated = others is not None
        if is_repeated:
            differing = differing or (number + 1 if others else 0)
            continue
        row = _row(sheet, layout, columns, covered, number)
        if all(cell.value is None for cell in row.cells.values()):
            blank += 1
            if blank >= 2 and rows:
                end = number
                break
            continue
        blank = 0
        label = next((t for t in texts[:2] if _TOTAL.match(t) or _TOTAL_BARE.match(fold(t))), None)
        if label and not _is_of_a_unit(label, row, layout):
            is_of_level = bool(_OF_LEVEL.search(fold(label)))
            start = level_start if is_of_level else group_start if _is_of_group(label) else 0
            span, level_start = rows[start:], len(rows) if is_of_level else level_start
            totals += _of_head(head, rows[group_start:])
            totals.append(Total(sheet.name, row.cells, tuple(r.number for r in span or rows)))
            group_start, head = len(rows), None
        elif len(texts) == 1 and fold(texts[0]).startswith(_REMARK):
            end = number
            break
        elif _is_group(texts, row, layout):
            totals += _of_head(head, rows[group_start:])
            group_start, head = len(rows), row
            groups += [row.cells[layout.subject]] if _is_like_a_unit(texts) else []
        elif not is_number_row(values):
            rows.append(row)
    if len(rows) > MOST_ROWS:
        raise Refused(
            "too_large",
            f"Trang “{sheet.name}” có hơn {integer(MOST_ROWS)} dòng số liệu. Hãy chia nhỏ tệp (mỗi "
            "khối một tệp) hoặc xóa các hàng thừa rồi gửi lại.",
        )
    totals += _of_head(head, rows[group_start:])
    return _Body(tuple(rows), tuple(totals), tuple(groups), end, differing)


def _ordinary(
    sheet: Sheet,
    layout: Layout,
    columns: dict[str, int],
    covered: dict[tuple[int, int], int],
    first: int,
    heads: frozenset[str],
) -> set[int]:
    """Numbers of the rows that can only be rows of the form, told by their values at a glance."""
    at, width = columns.get(layout.subject), max(columns.values()) + 1
    told = {row for row, _ in covered}
    told |= {n for n in range(first, len(sheet.rows)) if len(sheet.rows[n]) < width}
    distinct = chain.from_iterable(sheet.values)
    telling = {v for v in distinct if isinstance(v, str) and not _ORDINARY.match(v) and _tells(v)}
    telling |= heads
    return {
        number
        for number in range(first, len(sheet.rows))
        if at is not None
        and number not in told
        and isinstance(subject := sheet.rows[number][at], str)
        and not subject.strip().isdecimal()
        and telling.isdisjoint(sheet.rows[number])
    }


def _tells(words: str) -> bool:
    """Whether the row of such a cell may be something else than a row of the form."""
    text = tidy(words)
    folded = fold(text)
    return (
        not text
        or folded.startswith((*_FOOTER, *_REMARK, "khoi "))
        or bool(_TOTAL.match(text) or _TOTAL_BARE.match(folded) or _COLUMN_NUMBER.match(text))
        or bool(_ROMAN.match(unicodedata.normalize("NFKC", text)))
    )


def _heads(sheet: Sheet, layout: Layout, first: int) -> frozenset[str]:
    """One of these at least stands in a row that is the headings once more."""
    declared = [*layout.ignored, *(words for c in layout.columns for words in c.headings)]
    above = (value for value in chain.from_iterable(sheet.rows[:first]) if isinstance(value, str))
    return frozenset(declared).union(map(str.upper, declared), above)


def _of_head(head: Row | None, rows: list[Row]) -> list[Total]:
    """What the heading row of a group says of the rows below it (domain.md §4.3, pattern 4)."""
    said = [cell.value for cell in head.cells.values() if cell.value is not None] if head else []
    is_number_told = len(said) > 1 or any(re.search(r"\d", str(value)) for value in said)
    if head is None or not rows or not is_number_told:
        return []
    return [Total(head.sheet, head.cells, tuple(row.number for row in rows))]


def _is_of_group(label: str) -> bool:
    """`Cộng`, `Tổng`, `Cộng khối I`; not `TỔNG CỘNG`, `Tổng số`, `TC`, `Toàn Đảng bộ`."""
    folded = fold(label)
    is_of_all = folded.startswith(("tong ", "toan ")) or folded == "tc"
    return "khoi" in folded.split() or not is_of_all


def _is_group(texts: list[str], row: Row, layout: Layout) -> bool:
    """`I. KHỐI AN NINH`: a Roman numeral, or `Khối …` with no words in the other columns."""
    if not texts:
        return False
    others = [c.value for f, c in row.cells.items() if f != layout.subject]
    words = [tidy(value) for value in others if isinstance(value, str)]
    if _ROMAN.match(unicodedata.normalize("NFKC", texts[0])):
        is_group = texts[0] not in words  # a tick `v` or `x` is no numeral
    else:
        is_group = fold(texts[0]).startswith("khoi ") and not words
    if not is_group:
        return False
    return not (_is_like_a_unit(texts) and _tells_of_a_unit(row, layout, _DAY))


def _is_like_a_unit(texts: list[str]) -> bool:
    return bool(_UNIT.match(fold(" ".join(texts[:2]))))


def _is_of_a_unit(label: str, row: Row, layout: Layout) -> bool:
    """`Cộng: PA02` beside a mark or a day; not `Cộng khối I`, whatever stands beside it."""
    rest = _TOTAL.sub("", label) if _TOTAL.match(label) else ""
    return bool(_CODE.search(rest)) and _tells_of_a_unit(row, layout, _FULL_DAY)


def _tells_of_a_unit(row: Row, layout: Layout, day: re.Pattern[str]) -> bool:
    """Whether it says what no sum can say: a day, a mark, a code, words beside the figures."""
    told = row.cells.keys() - row.spread - {layout.subject}
    cells = [
        (column.field, row.cells[column.field].value)
        for column in layout.columns
        if column.field in told and not (column.summed or column.aside)
    ]
    return any(
        isinstance(value, date)
        or (field == "code" and not is_empty(value))
        or (isinstance(value, str) and not is_empty(value) and not _is_count(value, day))
        for field, value in cells
    )


def _is_count(words: str, day: re.Pattern[str]) -> bool:
    """`11/30`, `36,7%`, `5 đảng bộ`; not the number of a paper."""
    text = tidy(words)
    return text[:1].isdigit() and not day.search(text) and not _PAPER.match(text)


def _row(
    sheet: Sheet,
    layout: Layout,
    columns: dict[str, int],
    covered: dict[tuple[int, int], int],
    number: int,
) -> Row:
    values = [*sheet.rows[number]]
    values += [None] * (max(columns.values()) + 1 - len(values))
    spread: set[str] = set()
    for column in layout.columns:
        where = columns.get(column.field)
        if where is None:
            continue
        if values[where] is None and column.spread and (number, where) in covered:
            values[where] = sheet.rows[covered[number, where]][where]
            spread.add(column.field)
        value = values[where]
        if isinstance(value, str) and not tidy(value):
            values[where] = None
    return Row(sheet.name, number + 1, Cells(number, values, columns), frozenset(spread))


# --- which sheet --------------------------------------------------------------------------------


def candidates(
    found: list[Sheet], forms: Sequence[Form], settled: Settled | None = None
) -> Iterator[tuple[Form, Table]]:
    """The (form, table) that each sheet reads best as; a form of several layouts goes by the
    sheets' names. The list of problems of a marked workbook is none."""
    for sheet in found:
        if sheet.rows and tuple(sheet.rows[0][:5]) == LIST_OF_PROBLEMS:
            continue
        tables = [
            (form, read)
            for form in forms
            for layout in form.layouts
            if len(form.layouts) == 1 or fold(layout.name) == fold(sheet.name)
            if (read := table(sheet, layout, settled)) is not None
        ]
        if tables:
            yield max(tables, key=lambda pair: (pair[1].fit, len(pair[1].rows)))
