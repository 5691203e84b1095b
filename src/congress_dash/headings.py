"""A sheet and a layout in; where its headings stand and which column each field is, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from congress_dash import heading_keys, persons
from congress_dash.forms import Column, Layout
from congress_dash.heading_rows import Path, located
from congress_dash.patience import go_on
from congress_dash.records import Cell, Dropped, Sheet, address
from congress_dash.vietnamese import fold, tidy

_LITERAL = 4
# Above a heading we know, these make it another one: a person's, or of another term.
_OTHER_MATTER = re.compile(
    r"\bho (va )?ten\b|\bbi thu\b|\bsinh\b|\b(ky|khoa|nam|lan|dot) truoc\b|\bcung ky\b|\bso voi\b|"
    r"\bnhiem ky (20)?(05|10|15)\b"
)
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
    go_on()
    settled = settled or {}
    found = located(sheet, layout, settled)
    if found is None:
        return None
    row, first, paths = found
    told = {where: settled[key] for where, path in paths.items()
            if (key := heading_key(layout, " / ".join(path))) in settled}  # fmt: skip
    columns = _matched(paths, layout, told)
    missing = tuple(c for c in layout.columns if c.required and c.field not in columns)
    used = {*columns.values(), *(where for where, field in told.items() if not field)}
    dropped, unknown = _others(sheet, layout, used, paths, first)
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


# --- which field they are -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """A column's heading, or one of a form's, in the ways the two are compared."""

    folded: tuple[str, ...]  # from top to bottom
    whole: str
    keys: frozenset[str]
    leaf_keys: frozenset[str]
    is_other_matter: bool

    @classmethod
    def of(cls, path: Path) -> _Words:
        folded = tuple(map(fold, path))
        return cls(folded, " ".join(folded), heading_keys.keys(" ".join(path)),
                   heading_keys.keys(path[-1]),
                   bool(_OTHER_MATTER.search(" ".join(folded[:-1]))))  # fmt: skip


@lru_cache(maxsize=2048)
def _wanted(heading: str) -> _Words:
    """One of the headings that a form declares."""
    return _Words.of(tuple(heading.split(" / ")))


def _answers(wanted: _Words, said: _Words, ignored: frozenset[str]) -> int:
    """How surely a column of these words is that heading: 0 no, `_LITERAL` word for word."""
    *parents, leaf = wanted.folded
    if parents and said.folded[-1] == leaf and set(parents) <= set(said.folded[:-1]):
        return _LITERAL
    if not parents and said.folded == (leaf,):
        return _LITERAL
    if not parents and said.whole == leaf:
        return 3
    if said.whole in ignored:
        return 0
    if not said.keys.isdisjoint(wanted.keys):
        return 2
    if parents or said.folded[-1] in ignored or said.is_other_matter:
        return 0
    if said.folded[-1] == leaf:
        return 3
    return int(not said.leaf_keys.isdisjoint(wanted.keys))


@dataclass(frozen=True, slots=True, order=True)
class _Claim:
    """A column that may be a field; the surest come first, then those by its usual heading."""

    doubt: int
    position: int
    where: int
    field: str


def _claims(paths: dict[int, Path], layout: Layout) -> list[_Claim]:
    ignored = frozenset(fold(heading) for heading in layout.ignored)
    said = {where: _Words.of(path) for where, path in paths.items()}
    return sorted(
        min(levels)
        for column in layout.columns
        for where, words in said.items()
        if (levels := [
            _Claim(_LITERAL - level, position, where, column.field)
            for position, heading in enumerate(column.headings)
            if (level := _answers(_wanted(heading), words, ignored))
        ])
    )  # fmt: skip


def _matched(paths: dict[int, Path], layout: Layout, told: Mapping[int, str]) -> dict[str, int]:
    """Field → sheet column: the surest, then those a person told; a column is used once.

    Two columns of different headings that are as sure as each other are nobody's; nor is a column
    that is two fields by its words alone.
    """
    claims = _claims({w: path for w, path in paths.items() if w not in told}, layout)
    matched: dict[str, int] = {}
    for claim in claims:
        equal = [
            c
            for c in claims
            if c.doubt == claim.doubt and c.field not in matched and c.where not in matched.values()
        ]
        columns = {paths[c.where] for c in equal if c.field == claim.field}
        fields = {c.field for c in equal if c.where == claim.where}
        if claim in equal and len(columns) == 1 and (claim.doubt < 2 or len(fields) == 1):
            matched[claim.field] = claim.where
    for where, field in told.items():
        if field in layout.by_field:
            matched.setdefault(field, where)
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
