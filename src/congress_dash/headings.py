"""A sheet and a layout in; where its headings stand and which column each field is, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from congress_dash import persons
from congress_dash.forms import Layout
from congress_dash.records import Cell, Dropped, Sheet, address
from congress_dash.vietnamese import fold, tidy

_HEADING_ROWS = 60


@dataclass(frozen=True, slots=True)
class Headings:
    """Field → sheet column, the first row below, columns of persons, headings nobody knows."""

    first_row: int
    columns: dict[str, int]
    dropped: tuple[Dropped, ...]
    unknown: tuple[Cell, ...]


def headings(sheet: Sheet, layout: Layout) -> Headings | None:
    """The headings of that layout, or None when a required one is missing."""
    found = _located(sheet, layout)
    if found is None:
        return None
    first, paths = found
    columns = _matched(paths, layout)
    if any(c.required and c.field not in columns for c in layout.columns):
        return None
    return Headings(first, columns, *_others(sheet, layout, columns, paths, first))


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


def _located(sheet: Sheet, layout: Layout) -> tuple[int, dict[int, tuple[str, ...]]] | None:
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
    while first < len(sheet.rows) and is_number_row(sheet.rows[first]):
        first += 1
    return first, paths


def is_number_row(row: Sequence[object]) -> bool:
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
        if persons.is_heading(" ".join(path)):
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
