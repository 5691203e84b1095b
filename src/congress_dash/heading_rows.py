"""A sheet and a layout in; the rows its headings stand in, and each column's heading, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from congress_dash import heading_keys
from congress_dash.forms import Layout
from congress_dash.records import Sheet
from congress_dash.vietnamese import fold, tidy

_HEADING_ROWS = 60
_SHORTEST = 4  # letters of a short form by which a row of headings is known: `ĐV` stands in cells
Path = tuple[str, ...]  # a column's heading, from top to bottom


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


def _inherit(cells: dict[tuple[int, int], object], top: int, bottom: int, width: int) -> None:
    """A heading over several columns whose cells nobody merged holds for those to its right."""

    def has_child(row: int, column: int) -> bool:
        below = [cells.get((r, column)) for r in range(row + 1, bottom + 1)]
        return any(value not in (None, cells.get((row, column))) for value in below)

    for row in range(top, bottom):
        for column in range(1, width):
            left = (row, column - 1)
            if (row, column) not in cells and left in cells and has_child(*left):
                below = [(r, column) in cells for r in range(row + 1, bottom + 1)]
                if any(below):
                    cells[row, column] = cells[left]


@dataclass(frozen=True, slots=True)
class _Known:
    """The words by which a layout's headings are found among other rows."""

    literal: frozenset[str]
    keys: frozenset[str]

    @classmethod
    def of(cls, layout: Layout, settled: Iterable[str]) -> _Known:
        words = {*layout.ignored}
        for column in layout.columns:
            for heading in column.headings:
                words |= {*heading.split(" / "), heading}
        own = f"{fold(layout.name)}/"
        told = {key.removeprefix(own) for key in settled if key.startswith(own)}
        literal = {fold(word) for word in words}
        return cls(frozenset(literal | told),
                   frozenset(key for word in words for key in heading_keys.keys(word)))  # fmt: skip

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, str):
            return False
        folded = fold(value)
        return folded in self.literal or (
            len(folded) >= _SHORTEST and not self.keys.isdisjoint(heading_keys.keys(value))
        )


def located(
    sheet: Sheet, layout: Layout, settled: Iterable[str]
) -> tuple[int, int, int, dict[int, Path]] | None:
    """Rows above the headings, down to them, first below; per column its heading from the top."""
    known = _Known.of(layout, settled)
    needed = min(3, sum(column.required for column in layout.columns))
    cells = _spread(sheet, _HEADING_ROWS)
    hits = [len({fold(str(v)) for v in row if v in known}) for row in sheet.rows[:_HEADING_ROWS]]
    if not hits or max(hits) < needed:
        return None
    top, bottom = _rows_of_headings(sheet, known, hits)
    width = max(len(row) for row in sheet.rows[top : bottom + 1])
    _inherit(cells, top, bottom, width)
    paths = {}
    for column in range(width):
        words = [
            tidy(str(cells[r, column])) for r in range(top, bottom + 1) if (r, column) in cells
        ]
        path = tuple(dict.fromkeys(words))
        if path:
            paths[column] = path
    first = bottom + 1
    while first < len(sheet.rows) and is_number_row(sheet.rows[first]):
        first += 1
    return top, bottom + 1, first, paths


def _rows_of_headings(sheet: Sheet, known: _Known, hits: list[int]) -> tuple[int, int]:
    """First and last row of the headings around the row that has most of them."""
    top = bottom = hits.index(max(hits))
    while bottom + 1 < len(hits) and (
        any(t <= bottom < b and top <= t for (t, _), (b, _) in sheet.merged)
        or hits[bottom + 1] >= 2
        or (hits[bottom + 1] and all(v in known for v in _filled(sheet.rows[bottom + 1])))
    ):
        bottom += 1
    while top and (
        hits[top - 1] >= 2 or _tells_apart(sheet.rows[top - 1], sheet.rows[top], hits[top - 1])
    ):
        top -= 1
    return top, bottom


def _filled(row: list[object]) -> list[object]:
    return [value for value in row if value is not None]


def _tells_apart(above: list[object], row: list[object], hits: int) -> bool:
    """A row of parents: one of them is known, or the same heading stands under several."""
    words = [fold(str(value)) for value in _filled(row)]
    stands_over = sum(
        value is not None and at < len(row) and row[at] is not None
        for at, value in enumerate(above)
    )
    is_twice = len(set(words)) < len(words)
    return stands_over >= 1 and len(_filled(above)) >= 2 and bool(hits or is_twice)


def is_number_row(row: Sequence[object]) -> bool:
    """`(1) (2) (3)=(2)/(1)`, or `1 2 3 4` across the row."""
    values = [value for value in row if value is not None]
    texts = [str(int(v)) if isinstance(v, float) else str(v).strip() for v in values]
    if len(texts) < 3:
        return False
    if all(re.fullmatch(r"\(\w{1,2}\)(\s*=.*)?|[A-Z]", text) for text in texts):
        return True
    return texts == [str(n) for n in range(1, len(texts) + 1)]
