"""Sheets in; the same sheets without persons, and what was taken out, out.

Whole columns go by their headings or by what stands in them; in the other cells names are masked.
Sheets that are no form are kept with the file, so they lose their persons too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from congress_dash import masking, persons, readers
from congress_dash.column_readings import is_ditto
from congress_dash.forms import FORMS, Layout, Lookup
from congress_dash.headings import Headings, Settled, headings
from congress_dash.patience import go_on
from congress_dash.records import Decision, Dropped, Sheet, address
from congress_dash.reference import roles
from congress_dash.vietnamese import fold, tidy

_LOOKED_AT = 400  # values of a column that tell what it holds
_HEADING_ROWS = 60
_LONGEST_HEADING = 90
_NAMES = {"name", "alias", "code", "parent", "successor", "unit", "place"}  # of what is no person
_FOOT = re.compile(r"(noi nhan|nguoi lap|t ?m ban thuong vu|k t truong)\b")  # below a form's table
Row = list[object]


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """A column of persons below a row (both count from 0)."""

    sheet: str
    column: int
    first_row: int
    heading: str


@dataclass(frozen=True, slots=True)
class MaskedCell:
    """A cell that named a person, and its words without the name."""

    sheet: str
    row: int
    column: int
    words: str

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Private:
    """What of a file is not for keeping."""

    columns: tuple[PersonColumn, ...] = ()
    cells: tuple[MaskedCell, ...] = ()

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        return tuple(
            Dropped(each.sheet, address(0, each.column)[:-1], each.heading) for each in self.columns
        )

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(
            Decision(each.sheet, each.cell, each.words, each.words, "person_masked")
            for each in self.cells
        )


def without_persons(
    found: Iterable[Sheet], today: date, settled: Settled | None = None
) -> tuple[list[Sheet], Private]:
    """The sheets as they may be read and kept; `settled`: what persons said of headings."""
    sheets: list[Sheet] = []
    columns: list[PersonColumn] = []
    cells: list[MaskedCell] = []
    for sheet in found:
        own = _form_of(sheet, settled)
        gone = list(_of_form(sheet, *own, today) if own else _of_no_form(sheet, today))
        emptied = _emptied(sheet, gone)
        masks = list(_masks(emptied, own))
        columns += gone
        cells += masks
        sheets.append(_masked(emptied, masks))
    return sheets, Private(tuple(columns), tuple(cells))


def _form_of(sheet: Sheet, settled: Settled | None) -> tuple[Layout, Headings] | None:
    """The layout that most of the sheet's headings belong to."""
    read = [
        (layout, found)
        for form in FORMS.values()
        for layout in form.layouts
        if len(form.layouts) == 1 or fold(layout.name) == fold(sheet.name)
        if (found := headings(sheet, layout, settled)) is not None
    ]
    return max(read, key=lambda pair: len(pair[1].columns), default=None)


# --- columns -------------------------------------------------------------------------------------


def _of_form(sheet: Sheet, layout: Layout, found: Headings, today: date) -> Iterator[PersonColumn]:
    yield from _without_roles(sheet, layout, found)
    told = {dropped.column: dropped.heading for dropped in found.dropped}
    for column in range(_width(sheet)):
        if column in found.columns.values():
            continue
        first, heading = found.first_row, told.get(address(0, column)[:-1])
        if heading is None and (late := _late_heading(sheet, column, first)):
            first, heading = late
        values = list(_values(sheet, column, first))
        if heading is None and _is_of_persons(_sample(values), today):
            heading = _above(sheet, column, first)
        if heading is not None and values:
            yield PersonColumn(sheet.name, column, first, heading)


def _is_of_persons(values: list[object], today: date) -> bool:
    """Most of them are persons' own, or name one (`Đ/c …` and a telephone)."""
    texts = [value for value in values if isinstance(value, str) and value.strip()]
    named = sum(masking.masked(text) != text for text in texts)
    return persons.is_column(values, today) or named > max(1, len(texts) // 2)


def _without_roles(sheet: Sheet, layout: Layout, found: Headings) -> Iterator[PersonColumn]:
    """Columns of who attends in which nobody is told by role."""
    for field, column in found.columns.items():
        if layout.by_field[field].reader is not readers.roles:
            continue
        texts = [v for v in _values(sheet, column, found.first_row) if isinstance(v, str)]
        if texts and not any(map(roles.named, dict.fromkeys(texts))):
            yield PersonColumn(sheet.name, column, found.first_row,
                               _above(sheet, column, found.first_row))  # fmt: skip


def _is_role(value: object) -> bool:
    """Roles and nobody else."""
    return (
        isinstance(value, str) and bool(roles.named(value)) and masking.masked_roles(value) == value
    )


def _late_heading(sheet: Sheet, column: int, first: int) -> tuple[int, str] | None:
    """A heading of persons in the rows beside the headings that were found."""
    for row in range(max(first - 4, 0), min(first + 2, len(sheet.rows))):
        words = _text(sheet, row, column)
        if not words or len(words) > _LONGEST_HEADING or masking.masked(words) != words:
            continue  # “Đ/c …” with a name is somebody, no heading
        if persons.is_heading(words):
            return max(first, row + 1), words
    return None


def _of_no_form(sheet: Sheet, today: date) -> Iterator[PersonColumn]:
    by_heading = dict(_headed(sheet))
    for column in range(_width(sheet)):
        if column in by_heading:
            first, heading = by_heading[column]
            values = list(_values(sheet, column, first))
            if values and not all(map(_is_role, values)):  # a list to choose roles from is none
                yield PersonColumn(sheet.name, column, first, heading)
            continue
        told = list(_rows_of(sheet, column, 0))
        start = next((n for n, value in told if persons.is_personal(value, today)), 0)
        if persons.is_column(_sample([v for n, v in told if n >= start]), today):
            yield PersonColumn(sheet.name, column, start, _above(sheet, column, start))


def _headed(sheet: Sheet) -> Iterator[tuple[int, tuple[int, str]]]:
    """Column → first row below its heading of persons, and the heading; the topmost counts last."""
    spans = {(top, left): right for (top, left), (_, right) in sheet.merged}
    top = next((r for r, row in enumerate(sheet.rows) if _words_in(row) >= 3), len(sheet.rows))
    for number in range(min(len(sheet.rows), _HEADING_ROWS) - 1, -1, -1):
        row = sheet.rows[number]
        if _words_in(row) < 2:
            continue
        for column, value in enumerate(row):
            if not isinstance(value, str) or len(value) > _LONGEST_HEADING:
                continue
            above = _text(sheet, number - 1, column)
            is_top = number <= top or (number == top + 1 and not above)
            if persons.is_heading(value) and (is_top or _is_plain_fact(value)):
                for each in range(column, spans.get((number, column), column) + 1):
                    yield each, (number + 1, tidy(value))


def _is_plain_fact(words: str) -> bool:
    """Not the name of a post, which stands in tables as a value."""
    return "thu" not in fold(words).split()


def _words_in(row: Row) -> int:
    return sum(isinstance(value, str) and bool(value.strip()) for value in row)


def _above(sheet: Sheet, column: int, first: int) -> str:
    """The words over a column, in the rows that a heading with its numbers may take."""
    words = (_text(sheet, row, column) for row in range(first - 1, max(first - 6, -1), -1))
    return masking.masked(next(filter(None, words), ""))


def _text(sheet: Sheet, row: int, column: int) -> str | None:
    values = sheet.rows[row] if 0 <= row < len(sheet.rows) else []
    value = values[column] if column < len(values) else None
    return tidy(value) if isinstance(value, str) else None


def _width(sheet: Sheet) -> int:
    return max(map(len, sheet.rows), default=0)


def _rows_of(sheet: Sheet, column: int, first: int) -> Iterator[tuple[int, object]]:
    for number in range(first, len(sheet.rows)):
        row = sheet.rows[number]
        if column < len(row) and row[column] is not None:
            yield number, row[column]


def _values(sheet: Sheet, column: int, first: int) -> Iterator[object]:
    return (value for _, value in _rows_of(sheet, column, first))


def _sample(values: list[object]) -> list[object]:
    """Evenly over the whole column."""
    return values[:: max(1, len(values) // _LOOKED_AT)]


def _emptied(sheet: Sheet, gone: list[PersonColumn]) -> Sheet:
    if not gone:
        return sheet
    rows = []
    for number, row in enumerate(sheet.rows):
        hit = {c.column for c in gone if c.first_row <= number and c.column < len(row)}
        rows.append([None if at in hit else v for at, v in enumerate(row)] if hit else row)
    return sheet.with_rows(rows)


# --- cells ---------------------------------------------------------------------------------------


def _masks(sheet: Sheet, own: tuple[Layout, Headings] | None) -> Iterator[MaskedCell]:
    special: dict[int, masking.Mask] = {}
    body = range(len(sheet.rows))
    if own:
        layout, found = own
        body = range(found.first_row, _foot(sheet, found.first_row))
        special = {
            column: mask
            for field, column in found.columns.items()
            if (mask := _mask_of(layout, field)) is not None
        }
    for column, values in enumerate(sheet.values):
        mask = special.get(column, masking.masked)
        texts = [value for value in values if isinstance(value, str)]
        is_strict = mask in (masking.masked_team, masking.masked_roles)
        if is_strict or masking.may_name(texts):
            told = [(n, v) for n, v in _rows_of(sheet, column, 0) if isinstance(v, str)]
            yield from _masked_cells(sheet.name, column, told, body, mask)


def _foot(sheet: Sheet, first: int) -> int:
    """The row in which the signatures begin."""
    for number in range(max(first, len(sheet.rows) - _HEADING_ROWS), len(sheet.rows)):
        words = (fold(value) for value in sheet.rows[number] if isinstance(value, str))
        if any(map(_FOOT.match, words)):
            return number
    return len(sheet.rows)


def _mask_of(layout: Layout, field: str) -> masking.Mask | None:
    reader = layout.by_field[field].reader
    if reader is readers.roles:
        return masking.masked_roles
    if reader is Lookup.TEAMS:
        return masking.masked_team
    return masking.masked_calls if isinstance(reader, Lookup) or field in _NAMES else None


def _masked_cells(
    name: str, column: int, told: list[tuple[int, str]], body: range, mask: masking.Mask
) -> Iterator[MaskedCell]:
    seen: dict[str, str] = {}
    for number, words in told:
        go_on()
        if number not in body:
            done = masking.masked(words)
        elif is_ditto(words):
            continue
        elif words in seen:
            done = seen[words]
        else:
            done = seen[words] = mask(words)
        if done != words:
            yield MaskedCell(name, number, column, done)


def _masked(sheet: Sheet, masks: list[MaskedCell]) -> Sheet:
    if not masks:
        return sheet
    rows = list(sheet.rows)
    for number in {each.row for each in masks}:
        rows[number] = list(rows[number])
    for each in masks:
        rows[each.row][each.column] = each.words
    return sheet.with_rows(rows)
