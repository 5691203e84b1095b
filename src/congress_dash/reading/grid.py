"""What every kind of file is read into: leaves of a book, cells from A1 on, within limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from congress_dash.errors import Refused

MOST_CELLS = 5_000_000  # from A1 to the last cell that is not empty
MOST_COLUMNS = 1_024
LONGEST_TEXT = 32_767  # as in Excel
_EMPTY = (None, "")
_OLD_FONT = re.compile(r"\.?vn|vni", re.I)

Rows = list[list[object]]
Merged = list[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that shows an error (`#REF!`) or a formula never calculated (`=A1+B1`)."""

    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as read: rows from A1 on, merged ranges, the old font of a column of text."""

    rows: Rows
    merged: Merged = field(default_factory=list)
    fonts: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet before it is checked and read, so that its name is known if that takes the child down."""

    name: str
    visible: bool
    read: Callable[[], Grid]
    check: Callable[[], None] = lambda: None


def cell_name(row: int, column: int) -> str:
    """`(12, 5)` → `F13`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def column_number(letters: str) -> int:
    """`A` → 0."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


def fit(sheet: str, lowest: tuple[int, int], rightmost: tuple[int, int]) -> None:
    """Refuses a sheet whose cells lie too far apart, naming the one that stands alone."""
    columns = rightmost[1] + 1
    if columns <= MOST_COLUMNS and (lowest[0] + 1) * columns <= MOST_CELLS:
        return
    far = cell_name(*(rightmost if columns > 256 else lowest))
    raise Refused(
        "far_cell",
        f"Trang “{sheet}” có ô {far} nằm quá xa bảng số liệu. Hãy xóa hết các hàng, cột thừa đến ô "
        "đó (chọn cả hàng hoặc cột rồi xóa), lưu lại và gửi lại.",
    )


def put(sheet: str, rows: Rows, broken: Iterable[tuple[int, int, str]]) -> None:
    """Sets the broken cells, making the table larger where it ends before them."""
    for row, column, words in broken:
        fit(sheet, (row, column), (row, column))
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend(None for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = Broken(words)


def squared(sheet: str, rows: Rows) -> Rows:
    """The rows without empty ends, all as long as the longest."""
    if _are_square(rows):
        return rows
    widest = (0, 0)
    for number, row in enumerate(rows):
        while row and row[-1] in _EMPTY:
            row.pop()
        if len(row) > widest[1]:
            widest = (number, len(row))
    while rows and not rows[-1]:
        rows.pop()
    if rows:
        fit(sheet, (len(rows) - 1, max(len(rows[-1]) - 1, 0)), (widest[0], widest[1] - 1))
    for row in rows:
        row.extend([None] * (widest[1] - len(row)))
    return rows


def _are_square(rows: Rows) -> bool:
    """Whether nothing is to be cut or filled, as in most tables; told without touching a row."""
    if len({*map(len, rows)}) != 1 or not rows[0] or len(rows) * len(rows[0]) > MOST_CELLS:
        return False
    is_wide = len(rows[0]) <= MOST_COLUMNS and any(row[-1] not in _EMPTY for row in rows)
    return is_wide and any(value not in _EMPTY for value in rows[-1])


def within(sheet: str, merged: Merged, rows: Rows) -> Merged:
    """The merged ranges that touch the table, cut where it ends; they never lie on one another."""
    height, width = len(rows), max(map(len, rows), default=0)
    cut = [
        ((top, left), (min(bottom, height - 1), min(right, width + 255)))
        for (top, left), (bottom, right) in merged
        if top < height and left < width and top <= bottom and left <= right
    ]
    area = sum(
        (bottom - top + 1) * (min(right, width - 1) - left + 1)
        for (top, left), (bottom, right) in cut
    )
    if area > height * width:
        raise Refused(
            "unreadable",
            f"Trang “{sheet}” có các vùng ô gộp chồng lên nhau. Hãy mở bằng Excel để sửa, lưu lại "
            "rồi gửi lại.",
        )
    return cut


def too_long(sheet: str, row: int, column: int) -> Refused:
    return Refused(
        "too_large",
        f"Ô {cell_name(row, column)} của trang “{sheet}” có quá nhiều chữ. Hãy rút gọn ô đó, lưu lại "
        "rồi gửi lại.",
    )


def is_old_font(name: str) -> bool:
    """Whether letters in that font are no Unicode (`.VnTime`, `VNI-Times`)."""
    return _OLD_FONT.match(name) is not None


def most_used(counts: Mapping[tuple[int, str], int]) -> dict[int, str]:
    """Column → the font that most of its cells of text have."""
    best: dict[int, tuple[int, str]] = {}
    for (column, font), count in counts.items():
        best[column] = max(best.get(column, (0, "")), (count, font))
    return {column: font for column, (_, font) in sorted(best.items())}
