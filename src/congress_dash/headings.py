"""A sheet and a layout in; where its headings stand and which column each field is, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from congress_dash import heading_keys, persons
from congress_dash.forms import Column, Layout
from congress_dash.records import Cell, Dropped, Sheet, address
from congress_dash.vietnamese import fold, tidy

_HEADING_ROWS = 60
_SHORTEST = 4  # letters of a short form by which a row of headings is known: `ĐV` stands in cells
# Above a heading we know, these make it another one: a person's, or of another term.
_OTHER_MATTER = re.compile(
    r"\bho (va )?ten\b|\bbi thu\b|\bsinh\b|\b(ky|khoa|nam|lan|dot) truoc\b|\bcung ky\b|\bso voi\b|"
    r"\bnhiem ky (20)?(05|10|15)\b"
)
Path = tuple[str, ...]
Settled = Mapping[str, str]  # key of a heading → field; empty: not one of ours


@dataclass(frozen=True, slots=True)
class Headings:
    """Field → sheet column, the first row below, columns of persons, headings nobody knows.

    words: all headings as they stand, to know them again over a page break. settled: columns read
    by a person's word, as (cell of the heading, field). missing: required columns not found.
    """

    first_row: int
    columns: dict[str, int]
    dropped: tuple[Dropped, ...]
    unknown: tuple[Cell, ...]
    words: frozenset[str] = frozenset()
    settled: tuple[tuple[Cell, str], ...] = ()
    missing: tuple[Column, ...] = ()
    row: int = 0  # in which the lowest headings stand


def headings(sheet: Sheet, layout: Layout, settled: Settled | None = None) -> Headings | None:
    """The headings of that layout, or None when a required one is missing."""
    found = nearly(sheet, layout, settled)
    return found if found and not found.missing else None


def nearly(sheet: Sheet, layout: Layout, settled: Settled | None = None) -> Headings | None:
    """The headings of what looks like that layout, a required one may be missing."""
    settled = settled or {}
    found = _located(sheet, layout, settled)
    if found is None:
        return None
    row, first, paths = found
    told = {where: settled[key] for where, path in paths.items()
            if (key := heading_key(layout, " / ".join(path))) in settled}  # fmt: skip
    columns = _matched(paths, layout, told)
    missing = tuple(c for c in layout.columns if c.required and c.field not in columns)
    dropped, unknown = _others(sheet, layout, {*columns.values(), *told}, paths, first)
    by_word = tuple(
        (_heading(sheet, paths[where], first, where), field)
        for where, field in told.items()
        if columns.get(field) == where or not field
    )
    words = frozenset(word for path in paths.values() for word in path)
    return Headings(first, columns, dropped, unknown, words, by_word, missing, row)


def heading_key(layout: Layout, typed: str) -> str:
    """Under which a person's word about a heading is kept: layout and folded path."""
    return f"{fold(layout.name)}/{fold(typed)}"


# --- where they stand ---------------------------------------------------------------------------


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
    def of(cls, layout: Layout, settled: Settled) -> _Known:
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


def _located(
    sheet: Sheet, layout: Layout, settled: Settled
) -> tuple[int, int, dict[int, Path]] | None:
    """Row of the headings, first below, and per column its heading from top to bottom."""
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
    return bottom + 1, first, paths


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


# --- which field they are -----------------------------------------------------------------------


def _answers(heading: str, path: Path, ignored: frozenset[str]) -> int:
    """How surely a column under `path` is that heading: 0 no, more is surer."""
    folded = [fold(word) for word in path]
    *parents, leaf = [fold(part) for part in heading.split(" / ")]
    above = " ".join(folded[:-1])
    if parents and folded[-1] == leaf and set(parents) <= set(folded[:-1]):
        return 4
    if not parents and folded == [leaf]:
        return 4
    if not parents and " ".join(folded) == leaf:
        return 3
    if " ".join(folded) in ignored:
        return 0
    if not heading_keys.keys(" ".join(path)).isdisjoint(heading_keys.keys(heading)):
        return 2
    if parents or folded[-1] in ignored or _OTHER_MATTER.search(above):
        return 0
    if folded[-1] == leaf:
        return 3
    return int(not heading_keys.keys(path[-1]).isdisjoint(heading_keys.keys(heading)))


def _matched(paths: dict[int, Path], layout: Layout, told: Mapping[int, str]) -> dict[str, int]:
    """Field → sheet column: those a person told, then the surest; a column is used once.

    Two columns of different headings that are as sure as each other are nobody's.
    """
    matched = {field: where for where, field in told.items() if field}
    ignored = frozenset(fold(heading) for heading in layout.ignored)
    sure: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for column in layout.columns:
        for position, heading in enumerate(column.headings):
            for where, path in paths.items():
                level = _answers(heading, path, ignored)
                if level and where not in told:
                    best = sure[column.field].get(where, (0, 0))
                    sure[column.field][where] = max(best, (level, -position))
    pairs = sorted(
        ((-level, -position, where, field) for field, columns in sure.items()
         for where, (level, position) in columns.items()),
        key=lambda pair: pair[:3],
    )  # fmt: skip
    for level, _, where, field in pairs:
        if field in matched or where in matched.values():
            continue
        rivals = {paths[w] for w, (other, _) in sure[field].items()
                  if other == -level and w not in matched.values()}  # fmt: skip
        also = {f for f, columns in sure.items() if columns.get(where, (0, 0))[0] == -level
                and f not in matched}  # fmt: skip
        if len(rivals) == 1 and (-level > 2 or also == {field}):
            matched[field] = where
    return matched


def _others(
    sheet: Sheet, layout: Layout, used: Iterable[int], paths: dict[int, Path], first: int
) -> tuple[tuple[Dropped, ...], tuple[Cell, ...]]:
    """Columns of persons, never read; and headings that nobody knows."""
    dropped, unknown = [], []
    ignored = {fold(heading) for heading in layout.ignored}
    used = set(used)
    for where, path in paths.items():
        words = {fold(word) for word in path} | {fold(" ".join(path))}
        if where in used:
            continue
        if persons.is_heading(" ".join(path)):
            dropped.append(Dropped(sheet.name, address(0, where)[:-1], " / ".join(path)))
        elif words & ignored:
            continue
        elif any(where < len(row) and row[where] is not None for row in sheet.rows[first:]):
            unknown.append(_heading(sheet, path, first, where))
    return tuple(dropped), tuple(unknown)


def _heading(sheet: Sheet, path: Path, first: int, where: int) -> Cell:
    """A column's heading, at the row in which the lowest part of it stands."""
    for number in range(first - 1, -1, -1):
        row = sheet.rows[number]
        if where < len(row) and tidy(str(row[where] or "")) == path[-1]:
            return Cell(" / ".join(path), address(number, where))
    return Cell(" / ".join(path), address(first - 1, where))
