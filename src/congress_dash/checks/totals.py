"""What a sheet says of itself in: totals, counts, rates. What its own rows contradict, out.

A row that waits counts with what could be read of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from congress_dash.clean_rows import UNREAD
from congress_dash.forms import Column, Layout, Lookup
from congress_dash.readers import (
    Broken,
    Held,
    Odd,
    Part,
    Reader,
    day,
    days,
    held,
    is_empty,
    paper,
    pilot,
    text,
    typed,
    yes_no,
)
from congress_dash.records import Cell, Checksum, Problem, Severity, Sheet, Total, address
from congress_dash.vietnamese import fold, integer

_MARKED: frozenset[Reader | Lookup] = frozenset({yes_no, pilot, held, day, days, paper})
_MARKS = re.compile(r"(\d{1,4})(?:\s*(?:tổ chức|tổ chức đảng|đơn vị|đảng bộ|chi bộ))?$", re.I)
_UNITS = re.compile(  # after other words: a bare number counts the marks of its column
    r"\S (\d{1,4}) (?:to chuc(?: co so)?(?: dang)?|don vi|tccsd)\b"
    r"(?! (?:truc thuoc|phoi hop|da|chua))"
)
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of a sheet: their numbers there, and by field what each says, or `UNREAD`."""

    numbers: Sequence[int]
    told: Mapping[str, Sequence[Any]]

    def of(self, total: Total) -> slice:
        """Those of the total, one after the other; a total above its rows is of all."""
        if not total.rows:
            return slice(0, len(self.numbers))
        first = bisect_left(self.numbers, total.rows[0])
        return slice(first, bisect_left(self.numbers, total.rows[-1], first) + 1)


@dataclass(frozen=True, slots=True)
class Sum:
    """One printed number against its rows; `unread`: cells of that column nobody could read."""

    checksum: Checksum
    unread: int = 0


def sums(sheet: Sheet, totals: Iterable[Total], layout: Layout, lines: Lines) -> list[Sum]:
    """Every number that the total rows of a sheet print, against what its rows give."""
    found: list[Sum] = []
    for total in totals:
        here = lines.of(total)
        found += _units(sheet, total, layout, here.stop - here.start)
        for column in layout.columns:
            cell = total.cells.get(column.field)
            if cell is None or is_empty(cell.value) or isinstance(cell.value, Broken):
                continue
            values = lines.told[column.field][here]
            unread = values.count(UNREAD)
            read = [v for v in values if v is not UNREAD] if unread else values
            found += [
                Sum(Checksum(total.sheet, cell.address, says, gives), unread)
                for says, gives in _compared(column, cell, read)
            ]
    return found


def _compared(column: Column, cell: Cell, values: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """(what is printed, what the rows give): sums, both halves of `62/64`, numbers of marks."""
    if column.summed:
        told = quietly(column.reader, cell.value)
        yield from _pair(_whole(told), _wholes(values))
        if isinstance(told, Part) and told.total is not None:
            totals = [v.total for v in values if isinstance(v, Part)]
            if all(total is not None for total in totals):
                yield from _pair(told.total, totals)
    elif column.reader in _MARKED:
        marks = _MARKS.match(typed(cell.value))
        yield from _pair(int(marks[1]) if marks else None, map(_is_yes, values))


def _pair(says: int | None, gives: Iterable[int | None]) -> Iterator[tuple[int, int]]:
    if says is not None:
        yield says, sum(filter(None, gives))


def _wholes(values: Sequence[Any]) -> Iterable[int | None]:
    """The whole numbers they are or hold; most columns are nothing else."""
    return values if {*map(type, values)} <= {int, type(None)} else map(_whole, values)


def _whole(value: Any) -> int | None:
    value = value.held if isinstance(value, Part) else value
    return value if isinstance(value, int) else None


def _is_yes(value: Any) -> int:
    if isinstance(value, Held):
        return bool(value.held)
    return value is not None and value is not False


def quietly(reader: Reader | Lookup, value: object) -> Any:
    """The cell's value, or None where it cannot be read."""
    read: Callable[[object, date], Any] = text if isinstance(reader, Lookup) else reader
    try:
        return read(value, _ANY_DAY).value
    except Odd:
        return None


def _units(sheet: Sheet, total: Total, layout: Layout, rows: int) -> Iterator[Sum]:
    """`Tổng cộng: 30 tổ chức`, `I. KHỐI AN NINH (8 đơn vị)`, where one row is one organisation."""
    organisation = layout.by_field.get("organisation")
    if organisation is None or organisation.reader is not Lookup.ORGANISATION:
        return
    number = row_number(total)
    for where, value in enumerate(sheet.rows[number - 1]):
        if isinstance(value, str) and (found := _UNITS.search(fold(value))):
            yield Sum(Checksum(total.sheet, address(number - 1, where), int(found[1]), rows))
            return


def row_number(total: Total) -> int:
    """The row of the sheet in which a total stands."""
    first = next(iter(total.cells.values()))
    return int(re.sub(r"\D", "", first.address))


# --- problems -----------------------------------------------------------------------------------


def mismatches(found: Iterable[Sum]) -> Iterator[Problem]:
    """A total that does not add up."""
    for told in found:
        check = told.checksum
        if not check.ok:
            but = f" (chưa kể {told.unread} ô chưa đọc được)" if told.unread else ""
            yield _problem(check.sheet, check.cell, "total", str(check.says), "total_mismatch",
                           f"Dòng cộng ghi {integer(check.says)} nhưng các dòng cộng lại được "
                           f"{integer(check.rows_give)}{but}. Hãy kiểm tra công thức cộng.")  # fmt: skip


def unreadable(totals: Iterable[Total], layout: Layout) -> Iterator[Problem]:
    """A cell of a total row that says nothing: an error, a formula never calculated, odd words."""
    for total in totals:
        for column in layout.columns:
            cell = total.cells.get(column.field)
            is_counted = column.summed or column.reader in _MARKED
            if cell is None or not is_counted or is_empty(cell.value):
                continue
            is_odd = column.summed and quietly(column.reader, cell.value) is None
            if isinstance(cell.value, Broken) or is_odd:
                yield _problem(total.sheet, cell.address, "total", typed(cell.value),
                               "total_unreadable",
                               "Không đọc được số ở dòng cộng nên chưa đối chiếu. Hãy mở tệp bằng "
                               "Excel, kiểm tra công thức rồi lưu lại.")  # fmt: skip


def _problem(sheet: str, cell: str, field: str, typed_: str, kind: str, message: str) -> Problem:
    return Problem(sheet, cell, field, typed_, Severity.NOTE, kind, message)
