"""A sheet and a layout in; where its headings stand and which column each field is, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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
_OF_A_CONGRESS = {"held_on", "planned"}  # `Dự kiến`, `Thực tế` may be said of anything
# So begins what is no congress held: a heading below that fits one alone is not enough.
_OF_PLANS = ("ke hoach", "hoi nghi", "du kien")
Settled = Mapping[str, str]  # key of a heading → field; empty: not one of ours


@dataclass(frozen=True, slots=True)
class Headings:
    """Field → sheet column, the first row below, columns of persons, headings nobody knows.

    paths: every column's heading, to know it again over a page break. settled: columns read by a
    person's word, as (cell of the heading, field). missing: required columns not found.
    """

    first_row: int
    columns: dict[str, int]
    dropped: tuple[Dropped, ...]
    unknown: tuple[Cell, ...]
    paths: Mapping[int, Path]
    settled: tuple[tuple[Cell, str], ...] = ()
    missing: tuple[Column, ...] = ()
    row: int = 0  # in which the lowest headings stand
    top: int = 0  # rows above the highest ones
    repeated: tuple[tuple[Cell, str], ...] = ()  # say the same as that field's, which is read

    def words(self) -> frozenset[str]:
        """All headings as they stand."""
        return frozenset(word for path in self.paths.values() for word in path)


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
    top, row, first, paths = found
    told = {where: settled[key] for where, path in paths.items()
            if (key := heading_key(layout, " / ".join(path))) in settled}  # fmt: skip
    columns = _matched(paths, layout, told)
    missing = tuple(c for c in layout.columns if c.required and c.field not in columns)
    used = {*columns.values(), *(where for where, field in told.items() if not field)}
    dropped, unknown = _others(sheet, layout, used, paths, first)
    repeated = _repeated(sheet, columns, unknown, paths, first)
    once_more = {cell for cell, _ in repeated}
    unknown = tuple(cell for cell in unknown if cell not in once_more)
    by_word = tuple(
        (_heading(sheet, paths[where], first, where), field)
        for where, field in told.items()
        if columns.get(field) == where or not field
    )
    return Headings(first, columns, dropped, unknown, paths, by_word, missing, row, top,
                    repeated)  # fmt: skip


def heading_key(layout: Layout, typed: str) -> str:
    """Under which a person's word about a heading is kept: layout and folded path."""
    return f"{fold(layout.name)}/{fold(typed)}"


def again(
    row: Sequence[Any], found: Headings, layout: Layout, *, is_below: bool = False
) -> set[int] | None:
    """Columns that say something else where the row is the headings once more, else None.

    Headings are most of its cells, at least two, and what stands in the column of the subject.
    is_below: the row above was one.
    """
    if not all(value is None or isinstance(value, str) for value in row):
        return None
    said = {at: _Words.of((words,)) for at, value in enumerate(row) if (words := tidy(value or ""))}
    ignored = frozenset(map(fold, layout.ignored))
    headed = frozenset(map(fold, found.words()))
    parents = {fold(word) for path in found.paths.values() for word in path[:-1]}
    named = {at: _fields(words, layout, ignored) for at, words in said.items()}
    known = {at for at, words in said.items() if named[at] or words.whole in headed | ignored}
    subject = found.columns.get(layout.subject)
    is_of_headings = subject in known or (
        subject not in said and (is_below or all(each.whole in headed for each in said.values()))
    )
    if not is_of_headings or len(known) < (1 if is_below else 2) or len(known) * 2 <= len(said):
        return None
    read_as = {at: field for field, at in found.columns.items()}
    return {
        at
        for at, words in said.items()
        if named[at]
        and read_as.get(at) not in named[at]
        and words.whole not in parents
        and not _is_said(words, found.paths.get(at, ()))
    }


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


def _answers(
    wanted: _Words, said: _Words, ignored: frozenset[str], others: frozenset[str] = frozenset()
) -> int:
    """How surely a column of these words is that heading: 0 no, `_LITERAL` word for word.

    others: below these the lowest heading alone is another one.
    """
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
    if not others.isdisjoint(said.folded[:-1]):
        return 0
    if said.folded[-1] == leaf:
        return 3
    return int(not said.leaf_keys.isdisjoint(wanted.keys))


def _fields(words: _Words, layout: Layout, ignored: frozenset[str]) -> set[str]:
    """The fields that go by these words alone."""
    return {
        column.field
        for column in layout.columns
        if any(_answers(_wanted(heading), words, ignored) for heading in column.headings)
    }


def _is_said(words: _Words, path: Path) -> bool:
    """Whether the column's heading says it, wholly or in a part."""
    parts = [*path, " ".join(path)]
    return any(fold(part) == words.whole or words.keys & heading_keys.keys(part) for part in parts)


def _of_others(layout: Layout, paths: Iterable[Path]) -> dict[str, frozenset[str]]:
    """Of the days of a congress: the parents among these that stand for other fields, and for the
    congress held those of what is only planned, or of another meeting."""
    highest = {
        column.field: {_wanted(heading).folded[0] for heading in column.headings}
        for column in layout.columns
    }
    below: dict[str, set[str]] = {}
    for path in paths:
        for word in path[:-1]:
            below.setdefault(fold(word), set()).add(fold(path[-1]))
    found = {}
    for field in _OF_A_CONGRESS & highest.keys():
        own = highest[field] | highest[layout.subject]
        of_others = set().union(*highest.values()) - own
        found[field] = frozenset(
            parent for parent, leaves in below.items()
            if parent in of_others or (field == "held_on" and _is_of_plans(parent, leaves))
        )  # fmt: skip
    return found


def _is_of_plans(parent: str, leaves: set[str]) -> bool:
    if not parent.startswith(_OF_PLANS) or "ket qua" in parent:
        return False
    return "dai hoi" not in parent or (
        not parent.startswith("hoi nghi") and "thuc te" not in leaves
    )


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
    others = _of_others(layout, paths.values())
    return sorted(
        min(levels)
        for column in layout.columns
        for where, words in said.items()
        if (levels := [
            _Claim(_LITERAL - level, position, where, column.field)
            for position, heading in enumerate(column.headings)
            if (level := _answers(_wanted(heading), words, ignored, others.get(column.field, frozenset())))
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


def _repeated(
    sheet: Sheet,
    columns: Mapping[str, int],
    unknown: Iterable[Cell],
    paths: Mapping[int, Path],
    first: int,
) -> tuple[tuple[Cell, str], ...]:
    """Headings nobody knows that say the same as one that is read, and its field."""
    own = {cell.address: cell for cell in unknown}
    fields = {heading_keys.keys(" ".join(paths[at])): field for field, at in columns.items()}
    return tuple(
        (own[cell.address], fields[keys])
        for at, path in paths.items()
        if at not in columns.values()
        and (cell := _heading(sheet, path, first, at)).address in own
        and (keys := heading_keys.keys(" ".join(path))) in fields
        and any(
            at < len(row) and tidy(str(row[at] or "")) == path[-1] for row in sheet.rows[:first]
        )
    )


def _heading(sheet: Sheet, path: Path, first: int, where: int) -> Cell:
    """A column's heading, at the row in which the lowest part of it stands."""
    for number in range(first - 1, -1, -1):
        row = sheet.rows[number]
        if where < len(row) and tidy(str(row[where] or "")) == path[-1]:
            return Cell(" / ".join(path), address(number, where))
    return Cell(" / ".join(path), address(first - 1, where))
