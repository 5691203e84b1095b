"""Groups of rows in; headings, rows, subtotals and totals on the sheet out.

Totals never mix levels (domain.md §8): each level has its own, below its last block.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, repeat
from textwrap import wrap
from typing import Any

from congress_dash.blank import entry
from congress_dash.blank.pen import Pen
from congress_dash.forms import Column, Form, Layout
from congress_dash.records import FormId, OrgKind
from congress_dash.safe_text import COUNT_FORMAT
from congress_dash.vietnamese import day

_LINE, _PADDING = 14.5, 5.0  # points that a line of text takes, and the room around all of them
_BOLD, _CAPITALS = (
    0.85,
    0.75,
)  # so much of what fits in usual letters fits in bold ones, in capitals
Typed = Mapping[str, str | int | date | None]  # field → what stands in its cell
_LEFT_OUT: dict[FormId, frozenset[str]] = {
    FormId.PROGRESS: frozenset({"members_full", "members_probationary"}),
    FormId.DOCUMENTS: frozenset({"draft", *(f"draft_{number}" for number in range(5, 10))}),
}
_KINDS = {
    OrgKind.COMMITTEE: "Đ",
    OrgKind.CELL: "C",
}  # first letter of `Đảng bộ`/`ĐB`, `Chi bộ`/`CB`
_TOTALS = {"grassroots": "TỔNG CỘNG TRỰC THUỘC", "coordinated": "TỔNG CỘNG PHỐI HỢP"}
_NUMBER = Column("", ("TT",))


@dataclass(frozen=True, slots=True)
class BlankOrg:
    """An organisation to fill in; `block` is the label that its group stands under."""

    code: str | None
    name: str
    kind: OrgKind
    block: str
    sub_cells: int | None
    members: int | None
    level: str = ""

    def typed(self, layout: Layout) -> Typed:
        """What is known of it, by the field it stands in."""
        kinds = entry.choices(layout.by_field["kind"])
        kind = next(word for word in kinds if word.startswith(_KINDS[self.kind]))
        return {"organisation": self.name, "code": self.code, "kind": kind,
                "sub_cells": self.sub_cells, "members": self.members}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under the label of their block, a subtotal after them; without a label just rows.

    level: groups of one level stand together and have a total of their own.
    """

    label: str | None
    rows: Sequence[Typed]
    level: str = ""


class Body:
    """The table of a sheet being drawn, from its headings down."""

    def __init__(
        self, pen: Pen, columns: Sequence[Column], widths: Sequence[float], *, is_final: bool
    ) -> None:
        """widths: of the columns, in characters."""
        self._pen, self._columns, self._is_final = pen, columns, is_final
        self._widths = widths

    # --- headings -------------------------------------------------------------------------------

    def draw_headings(self, top: int, *, is_numbered: bool) -> int:
        """Headings, those of a family under their parent's, then the column numbers; the row below."""
        look = self._pen.style(border=1, text_wrap=True, bold=True, align="center")
        paths = [tuple(column.headings[0].split(" / ")) for column in self._columns]
        deep = any(len(path) > 1 for path in paths)
        at = 0
        for parent, family in groupby(paths, key=lambda path: path[0] if len(path) > 1 else None):
            members = list(family)
            if parent:
                self._pen.block(top, at, top, at + len(members) - 1, parent, look)
            for path in members:
                self._pen.block(top + bool(parent), at, top + deep, at, path[-1], look)
                at += 1
        for row, lines in enumerate(self._heading_lines(paths), start=top):
            self._pen.sheet.set_row(row, _height(lines))
        if not is_numbered:
            return top + 1
        small = self._pen.style(border=1, italic=True, align="center", font_size=9)
        for at in range(len(paths)):
            self._pen.sheet.write_string(top + deep + 1, at, f"({at + 1})", small)
        return top + deep + 2

    def _heading_lines(self, paths: Sequence[Sequence[str]]) -> list[int]:
        """Lines of the one row of headings, or of the two: who has no parent stands over both."""
        lines = [_lines(p[-1], w, _BOLD) for p, w in zip(paths, self._widths, strict=True)]
        alone = [count for count, path in zip(lines, paths, strict=True) if len(path) == 1]
        below = [count for count, path in zip(lines, paths, strict=True) if len(path) > 1]
        if not below:
            return [max(2, *alone)]
        rooms: dict[str, float] = {}
        for path, width in zip(paths, self._widths, strict=True):
            rooms[path[0]] = rooms.get(path[0], 0) + width
        above = max(_lines(path[0], rooms[path[0]], _BOLD) for path in paths if len(path) > 1)
        return [max(above, max(alone, default=0) - max(below), 1), max(below)]

    # --- rows -----------------------------------------------------------------------------------

    def draw_groups(self, row: int, groups: Sequence[Group]) -> int:
        """Every row; those of a block under its label, a subtotal after them, the total of each
        level last. The row below."""
        number = 0
        for level, listed in groupby(groups, key=lambda group: group.level):
            sums, every = list[tuple[int, int]](), list[Typed]()
            for group in listed:
                number += 1
                row = self._draw_group(row, number, group)
                sums += [(row - 1, row - 1)] if group.label else []
                every += group.rows
            if sums:
                told = f" ({len(every)} tổ chức)" if self._is_final else ""
                self._draw_total(row, f"{_TOTALS.get(level, 'TỔNG CỘNG')}{told}", sums, every)
                row += 1
        return row

    def _draw_group(self, row: int, number: int, group: Group) -> int:
        if group.label:
            label = f"{_roman(number)}. {group.label.upper()}"
            self.draw_row(row, {"organisation": label}, bold=True)
            row += 1
        is_numbered = self._columns[0] is _NUMBER
        for at, typed in enumerate(group.rows):
            self.draw_row(row + at, {"": at + 1 if is_numbered else None, **typed})
        after = row + len(group.rows)
        if group.label:
            label = f"Cộng khối {_roman(number)}"
            self._draw_total(after, label, [(row, after - 1)], group.rows)
            after += 1
        return after

    def draw_row(self, row: int, values: Mapping[str, Any], *, bold: bool = False) -> None:
        """One row, as high as its longest words."""
        letters = _CAPITALS if bold else 1
        lines = [
            _lines(shown(values[column.field]), width, letters)
            for column, width in zip(self._columns, self._widths, strict=True)
            if values.get(column.field)
        ]
        if lines:
            self._pen.sheet.set_row(row, _height(max(lines)))
        for at, column in enumerate(self._columns):
            wish = entry.look(column) if column.field else {"align": "center"}
            style = self._pen.style(border=1, text_wrap=True, bold=bold, **wish)
            self._pen.value(row, at, values.get(column.field), style)

    def _draw_total(
        self, row: int, label: str, runs: Sequence[tuple[int, int]], rows: Sequence[Typed]
    ) -> None:
        self.draw_row(row, {"organisation": label}, bold=True)
        style = self._pen.style(border=1, text_wrap=True, bold=True, align="center",
                                num_format=COUNT_FORMAT)  # fmt: skip
        for at, column in enumerate(self._columns):
            told = [typed.get(column.field) for typed in rows]
            known = [value for value in told if isinstance(value, int)]
            if column.summed and (known or not self._is_final):
                self._pen.total(row, at, runs, sum(known), style)


def columns(form: Form, layout: Layout, used: Collection[str]) -> Iterator[Column]:
    """The columns to fill in, numbered in front where staff number their rows; those that a blank
    form leaves out stand where something is told in them."""
    if form.id is not FormId.CATALOGUE:
        yield _NUMBER
    left_out = _LEFT_OUT.get(form.id, frozenset()) - set(used)
    yield from (column for column in layout.columns if column.field not in left_out)


def widths(listed: Sequence[Column], rows: Sequence[Typed], *, is_final: bool) -> list[float]:
    """Characters of each column; where nobody fills in any more, no more than what stands in it."""
    usual = [entry.width(column) for column in listed]
    return [*map(_fitted, listed, usual, repeat(rows))] if is_final else usual


def _fitted(column: Column, usual: float, rows: Sequence[Typed]) -> float:
    if column.field in ("", "organisation"):
        return usual
    heading = max(len(word) for word in column.headings[0].replace(" / ", " ").split())
    told = max((len(shown(row.get(column.field))) for row in rows), default=0)
    return min(usual, max(1.2 * heading + 1, told + 2))


def shown(value: str | int | date | None) -> str:
    """What a cell shows, near enough to be measured."""
    return day(value) if isinstance(value, date) else str(value or "")


def _lines(text: str, width: float, letters: float = 1) -> int:
    """How many lines a text takes in its column; letters: how many fit where one usual letter does."""
    return len(wrap(text, max(int(width * letters), 1), break_on_hyphens=False)) or 1


def _height(lines: int) -> float:
    return _LINE * lines + _PADDING


def _roman(number: int) -> str:
    """1 … 39 as groups are numbered."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
