"""Workbook bytes in, the rows of a form out; the only room that knows spreadsheets coming in.

Headings are found by what they say, not where they stand. Nothing is judged here: a cell keeps
what was typed and its address.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from congress_dash.errors import Refused
from congress_dash.forms import Column, Form, Layout
from congress_dash.readers import Broken, Odd, day
from congress_dash.records import Cell, Dropped, Row, Total
from congress_dash.vietnamese import fold, tidy

LIST_OF_PROBLEMS = ("Mức độ", "Trang", "Ô", "Nội dung đã ghi", "Cần làm gì")  # marking.py's sheet
_CHILD = Path(__file__).with_name("reading_child.py")
_SECONDS = 20
_MOST_BYTES = 300_000_000
_MOST_PARTS = 5_000
_HEADING_ROWS = 60
_AS_OF = re.compile(r"số liệu (?:tính |chốt )?đến (?:hết )?(ngày .+?)\)?\s*$", re.I)
_FOOTER = ("noi nhan", "nguoi lap bieu", "t m ban thuong vu", "tm ban thuong vu", "k t truong")
_REMARK = ("ghi chu", "luu y")
_PERSON = re.compile(
    r"\bho (va )?ten\b|\bbi thu\b|\bngay sinh\b|\bnam sinh\b|\bphieu\b|\bcccd\b|\bcmnd\b|"
    r"\bcan cuoc\b|\bsdt\b|\bdien thoai\b"
)
_ROMAN = re.compile(
    r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?:[.)]?$|[.)]\s|\s*[-–/:.)]\s*[Kk][Hh][Ốố][Ii]\b)"
)
_TOTAL = re.compile(r"^((tổng )?cộng(?! an| tác)|tổng số|tc\b)", re.I)
_TOTAL_BARE = re.compile(r"^(tong cong|cong khoi)\b|^(cong|tc)$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: rows from A1 on, and the merged ranges as ((row, column), (row, column))."""

    name: str
    visible: bool
    rows: list[list[object]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]


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

    @property
    def fit(self) -> int:
        return len(self.columns)


def sheets(content: bytes) -> list[Sheet]:
    """The worksheets of an .xlsx/.xlsm, read in a fenced child process."""
    _preflight(content)
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
        found = json.loads(child.stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError) as error:
        raise Refused(
            "unreadable",
            "Không đọc được tệp này: tệp hỏng hoặc quá lớn. Hãy mở bằng Excel, lưu lại thành "
            ".xlsx rồi gửi lại.",
        ) from error
    return [
        Sheet(
            s["name"],
            s["visible"],
            [[_value(value) for value in row] for row in s["rows"]],
            [((top, left), (bottom, right)) for (top, left), (bottom, right) in s["merged"]],
        )
        for s in found
    ]


def _preflight(content: bytes) -> None:
    """Refuses what is no workbook or would not fit in memory, before any reader sees it."""
    not_a_book = Refused(
        "not_a_workbook",
        "Tệp này không phải bảng tính Excel (.xlsx). Hãy mở biểu mẫu bằng Excel, lưu thành .xlsx "
        "rồi gửi lại.",
    )
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if "[Content_Types].xml" not in package.namelist():
                raise not_a_book
            if not any(part.filename.startswith("xl/") for part in parts):
                raise not_a_book
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
                raise Refused(
                    "too_large",
                    "Tệp quá lớn sau khi giải nén. Hãy xóa các trang và ảnh thừa rồi gửi lại.",
                )
    except zipfile.BadZipFile as error:
        raise not_a_book from error


def _value(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return datetime.fromisoformat(value["day"]) if "day" in value else Broken(value["broken"])


def address(row: int, column: int) -> str:
    """`(12, 5)` → `F13`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def as_of(sheet: Sheet) -> date | None:
    """The day in `Số liệu tính đến ngày …`, wherever it stands."""
    for row in sheet.rows:
        for value in row:
            if isinstance(value, str) and (found := _AS_OF.search(tidy(value))):
                try:
                    read = day(found[1].rstrip(".;) "), date(1900, 1, 1))
                except Odd:
                    continue
                if read.value and read.value.year > 1900:
                    return read.value  # type: ignore[no-any-return]
    return None


def table(sheet: Sheet, layout: Layout) -> Table | None:
    """The sheet read as that layout, or None when a required heading is missing."""
    found = _headings(sheet, layout)
    if found is None:
        return None
    first, paths = found
    columns = _matched(paths, layout)
    if any(c.required and c.field not in columns for c in layout.columns):
        return None
    dropped, unknown = _others(sheet, layout, columns, paths, first)
    rows, totals = _body(sheet, layout, columns, first)
    return Table(sheet.name, layout, columns, rows, totals, dropped, unknown, first)


# --- headings -----------------------------------------------------------------------------------


def _spread(sheet: Sheet, last: int) -> dict[tuple[int, int], object]:
    """Cells of the first rows, merged ones repeated over their whole range."""
    cells = {
        (r, c): value
        for r, row in enumerate(sheet.rows[: last + 1])
        for c, value in enumerate(row)
        if value is not None
    }
    for (top, left), (bottom, right) in sheet.merged:
        if top <= last and (top, left) in cells:
            for r in range(top, min(bottom, last) + 1):
                for c in range(left, right + 1):
                    cells[r, c] = cells[top, left]
    return cells


def _known(layout: Layout) -> set[str]:
    words = {fold(h) for h in layout.ignored}
    for column in layout.columns:
        for heading in column.headings:
            words |= {fold(part) for part in heading.split(" / ")} | {fold(heading)}
    return words


def _headings(sheet: Sheet, layout: Layout) -> tuple[int, dict[int, tuple[str, ...]]] | None:
    """First row below the headings, and per column its heading from top to bottom."""
    known = _known(layout)
    needed = min(3, sum(column.required for column in layout.columns))
    cells = _spread(sheet, _HEADING_ROWS)
    hits = [
        len({fold(str(v)) for v in row if isinstance(v, str)} & known)
        for row in sheet.rows[:_HEADING_ROWS]
    ]
    if not hits or max(hits) < needed:
        return None
    top = hits.index(max(hits))
    bottom = top
    while bottom + 1 < len(hits) and (
        any(t <= bottom < b and top <= t for (t, _), (b, _) in sheet.merged)
        or hits[bottom + 1] >= 2
    ):
        bottom += 1
    while top and hits[top - 1] >= 2:
        top -= 1
    width = max(len(row) for row in sheet.rows[top : bottom + 1])
    paths = {}
    for column in range(width):
        words = [
            tidy(str(cells[r, column])) for r in range(top, bottom + 1) if (r, column) in cells
        ]
        path = tuple(dict.fromkeys(words))
        if path:
            paths[column] = path
    first = bottom + 1
    while first < len(sheet.rows) and _is_number_row(sheet.rows[first]):
        first += 1
    return first, paths


def _is_number_row(row: Sequence[object]) -> bool:
    """`(1) (2) (3)=(2)/(1)`, or `1 2 3 4` across the row."""
    values = [value for value in row if value is not None]
    texts = [str(int(v)) if isinstance(v, float) else str(v).strip() for v in values]
    if len(texts) < 3:
        return False
    if all(re.fullmatch(r"\(\w{1,2}\)(\s*=.*)?|[A-Z]", text) for text in texts):
        return True
    return texts == [str(n) for n in range(1, len(texts) + 1)]


def _answers(heading: str, path: tuple[str, ...]) -> int:
    """How surely a column under `path` is that heading: 0 no, more is surer."""
    folded = [fold(word) for word in path]
    *parents, leaf = [fold(part) for part in heading.split(" / ")]
    if parents:
        return 3 if folded[-1] == leaf and set(parents) <= set(folded[:-1]) else 0
    if folded == [leaf]:
        return 3
    return 2 if folded[-1] == leaf or " ".join(folded) == leaf else 0


def _matched(paths: dict[int, tuple[str, ...]], layout: Layout) -> dict[str, int]:
    """Field → sheet column, the surest pairs first; a column is used once."""
    pairs = sorted(
        (
            (-_answers(heading, path), position, where, column.field)
            for column in layout.columns
            for position, heading in enumerate(column.headings)
            for where, path in paths.items()
            if _answers(heading, path)
        ),
        key=lambda pair: pair[:3],
    )
    matched: dict[str, int] = {}
    for _, _, where, name in pairs:
        if name not in matched and where not in matched.values():
            matched[name] = where
    return matched


def _others(
    sheet: Sheet,
    layout: Layout,
    columns: dict[str, int],
    paths: dict[int, tuple[str, ...]],
    first: int,
) -> tuple[tuple[Dropped, ...], tuple[Cell, ...]]:
    """Columns of persons, never read; and headings that nobody knows."""
    dropped, unknown = [], []
    ignored = {fold(heading) for heading in layout.ignored}
    for where, path in paths.items():
        words = {fold(word) for word in path} | {fold(" ".join(path))}
        if where in columns.values():
            continue
        if _PERSON.search(fold(" ".join(path))):
            dropped.append(Dropped(sheet.name, address(0, where)[:-1], " / ".join(path)))
        elif words & ignored:
            continue
        elif any(where < len(row) and row[where] is not None for row in sheet.rows[first:]):
            at = _row_of(sheet, path, first, where)
            unknown.append(Cell(" / ".join(path), address(at, where)))
    return tuple(dropped), tuple(unknown)


def _row_of(sheet: Sheet, path: tuple[str, ...], first: int, where: int) -> int:
    """The row in which the lowest heading of a column stands."""
    for number in range(first - 1, -1, -1):
        row = sheet.rows[number]
        if where < len(row) and tidy(str(row[where] or "")) == path[-1]:
            return number
    return first - 1


# --- body ---------------------------------------------------------------------------------------


def _merged_down(sheet: Sheet) -> dict[tuple[int, int], int]:
    """Cell covered by a vertical merge → the row that holds its value."""
    return {
        (row, left): top
        for (top, left), (bottom, _) in sheet.merged
        for row in range(top + 1, bottom + 1)
    }


def _body(
    sheet: Sheet, layout: Layout, columns: dict[str, int], first: int
) -> tuple[tuple[Row, ...], tuple[Total, ...]]:
    covered = _merged_down(sheet)
    rows: list[Row] = []
    totals: list[Total] = []
    group_start = 0
    blank = 0
    for number in range(first, len(sheet.rows)):
        values = sheet.rows[number]
        texts = [tidy(v) for v in values if isinstance(v, str) and tidy(v)]
        if any(fold(text).startswith(_FOOTER) for text in texts):
            break
        row = _row(sheet, layout, columns, covered, number)
        if all(cell.value is None for cell in row.cells.values()):
            blank += 1
            if blank >= 2 and rows:
                break
            continue
        blank = 0
        label = next((t for t in texts[:2] if _TOTAL.match(t) or _TOTAL_BARE.match(fold(t))), None)
        if label:
            span = rows[group_start:] if _is_of_group(label) else []
            totals.append(Total(sheet.name, row.cells, tuple(r.number for r in span or rows)))
            group_start = len(rows)
        elif len(texts) == 1 and fold(texts[0]).startswith(_REMARK):
            break
        elif _is_group(texts, row, layout):
            group_start = len(rows)
        elif not _is_number_row(values):
            rows.append(row)
    return tuple(rows), tuple(totals)


def _is_of_group(label: str) -> bool:
    """`Cộng`, `Cộng khối I`, `Tổng cộng khối I`; not `TỔNG CỘNG`, `Tổng số`, `TC`."""
    folded = fold(label)
    return "khoi" in folded.split() or not (folded.startswith("tong") or folded == "tc")


def _is_group(texts: list[str], row: Row, layout: Layout) -> bool:
    """`I. KHỐI AN NINH`: a Roman numeral, or `Khối …` with no words in the other columns."""
    if not texts:
        return False
    others = [c.value for f, c in row.cells.items() if f != layout.subject]
    words = [tidy(value) for value in others if isinstance(value, str)]
    if _ROMAN.match(unicodedata.normalize("NFKC", texts[0])):
        return texts[0] not in words  # a tick `v` or `x` is no numeral
    return fold(texts[0]).startswith("khoi ") and not words


def _row(
    sheet: Sheet,
    layout: Layout,
    columns: dict[str, int],
    covered: dict[tuple[int, int], int],
    number: int,
) -> Row:
    cells: dict[str, Cell] = {}
    spread: set[str] = set()
    for column in layout.columns:
        if column.field not in columns:
            continue
        where = columns[column.field]
        values = sheet.rows[number]
        value = values[where] if where < len(values) else None
        if value is None and column.spread and (number, where) in covered:
            above = sheet.rows[covered[number, where]]
            value = above[where]
            spread.add(column.field)
        if isinstance(value, str):
            value = None if not tidy(value) else value
        cells[column.field] = Cell(value, address(number, where))
    return Row(sheet.name, number + 1, cells, frozenset(spread))


# --- which sheet --------------------------------------------------------------------------------


def candidates(found: list[Sheet], forms: Sequence[Form]) -> Iterator[tuple[Form, Table]]:
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
            if (read := table(sheet, layout)) is not None
        ]
        if tables:
            yield max(tables, key=lambda pair: (pair[1].fit, len(pair[1].rows)))


__all__ = ["Column", "Sheet", "Table", "address", "as_of", "candidates", "sheets", "table"]
