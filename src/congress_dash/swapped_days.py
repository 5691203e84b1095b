"""Rows of a table in; the same with days set right that stand month first, and what is in doubt.

A computer that puts the month first takes 06/05/2020 for 5 June and leaves 13/05/2020 as text; or
it writes all days of a column as 05/28/2020. Such a column gives itself away; of true days one that
is possible as it stands is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from congress_dash.readers import Odd, day, typed
from congress_dash.records import Decision, Problem, Row, Severity, Sheet
from congress_dash.vietnamese import day as written

_PAST = re.compile(r"held_on|visited_on|draft_\d+")  # columns where a day to come is an error
_DAY = re.compile(r".+_on|planned|day|valid_\w+|effective_from|draft_\d+")
# People leave the noughts out.
_BY_MACHINE = re.compile(r"\s*(\d\d)/(\d\d)/(\d{4})(?: \d\d:\d\d(?::\d\d)?)?\s*")
_DAY_FIRST = re.compile(r"\s*(?:1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-]\d{2,4}")
_NEIGHBOURS = 3
_NEAR = 31  # days


@dataclass(frozen=True, slots=True)
class Reread:
    """The rows as they are to be read, what was changed in them and what is in doubt."""

    rows: tuple[Row, ...]
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def reread(rows: tuple[Row, ...], sheet: Sheet, columns: Mapping[str, int], as_of: date) -> Reread:
    """The rows of that sheet; `columns`: field → the sheet's column."""
    told = Reread(rows)
    for field, column in columns.items():
        passes = [_written_month_first] if _DAY.fullmatch(field) else []
        passes += [_column] if _PAST.fullmatch(field) else []
        for each in passes:
            found = each(told.rows, sheet, field, column, as_of)
            told = Reread(found.rows, told.decisions + found.decisions,
                          told.problems + found.problems)  # fmt: skip
    return told


def _written_month_first(
    rows: tuple[Row, ...], sheet: Sheet, field: str, column: int, as_of: date
) -> Reread:
    """A column of text that a machine wrote month first (05/28/2020) is read so, but for the few days
    that somebody has typed among them (28/5/2020)."""
    numbers = {
        value: (int(found[1]), int(found[2]), int(found[3]))
        for value in sheet.values[column]
        if isinstance(value, str) and (found := _BY_MACHINE.fullmatch(value))
    }
    proofs = [value for value, (first, second, _) in numbers.items() if first <= 12 < second]
    if not proofs:
        return Reread(rows)
    typed_in = sum(isinstance(v, str) and bool(_DAY_FIRST.match(v)) for v in sheet.values[column])
    is_proven = len(proofs) >= _NEIGHBOURS * (1 + typed_in) and all(
        first <= 12 for first, *_ in numbers.values()
    )
    turned: dict[object, date] = {}
    for value, (month, day_, year) in numbers.items():
        with suppress(ValueError):
            if month != day_ and (is_proven or max(month, day_) <= 12):
                turned[value] = date(year, month, day_)
    days = {row.number: d for row in rows if (d := turned.get(_value(row, sheet, field, column)))}
    cells = {row.number: row.cells[field] for row in rows if row.number in days}
    shown = cells.keys() - _repeated(rows, field)
    if is_proven:
        return Reread(
            tuple(_changed(row, field, days) for row in rows),
            tuple(Decision(sheet.name, cell.address, typed(cell.value), written(days[number]),
                           "swapped_day_month") for number, cell in cells.items() if number in shown),
        )  # fmt: skip
    return Reread(rows, problems=tuple(
        _doubt(sheet.name, cell.address, field, _turned(days[number]) or days[number], days[number])
        for number, cell in cells.items() if number in shown))  # fmt: skip


def _column(rows: tuple[Row, ...], sheet: Sheet, field: str, column: int, as_of: date) -> Reread:
    if not any(isinstance(v, datetime) and v.date() > as_of for v in sheet.values[column]):
        return Reread(rows)
    values = {row.number: _value(row, sheet, field, column) for row in rows}
    true_days = {n: v.date() for n, v in values.items() if isinstance(v, datetime)}
    turned = {n: t for n, d in true_days.items() if (t := _turned(d)) and t <= as_of}
    late = {n: t for n, t in turned.items() if true_days[n] > as_of}
    if not late:
        return Reread(rows)
    sure = _neighbours(values, as_of) if all(d.day <= 12 for d in true_days.values()) else []
    near = _around(sure) if len(sure) >= _NEIGHBOURS else set()
    proven = {n: t for n, t in late.items() if t.toordinal() in near}
    doubtful = turned if proven else late
    cells = {row.number: row.cells[field] for row in rows if row.number in doubtful}
    repeated = _repeated(rows, field)
    shown = [n for n in cells if values[n] is not None and n not in repeated]
    return Reread(
        tuple(_changed(row, field, proven) for row in rows) if proven else rows,
        tuple(Decision(sheet.name, cells[n].address, written(true_days[n]), written(turned[n]),
                       "swapped_day_month") for n in shown if n in proven),
        tuple(_doubt(sheet.name, cells[n].address, field, true_days[n], turned[n])
              for n in shown if n not in proven),
    )  # fmt: skip


def _value(row: Row, sheet: Sheet, field: str, column: int) -> object:
    """What is typed there; asked of the sheet, for a table has many rows and few such cells."""
    if field in row.spread:
        return row.cells[field].value
    line = sheet.rows[row.number - 1] if row.number <= len(sheet.rows) else ()
    return line[column] if column < len(line) else None


def _repeated(rows: tuple[Row, ...], field: str) -> set[int]:
    return {row.number for row in rows if field in row.spread}


def _turned(told: date) -> date | None:
    """Day and month the other way round, where that is another day."""
    if told.day > 12 or told.day == told.month:
        return None
    return told.replace(month=told.day, day=told.month)


def _neighbours(values: Mapping[int, object], as_of: date) -> list[date]:
    """Days left as text, for their number is no month: they tell how the column was typed."""
    found = []
    for value in values.values():
        if isinstance(value, str):
            try:
                told = day(value, as_of).value
            except Odd:
                continue
            if told and told.day > 12 and told <= as_of:
                found.append(told)
    return found


def _around(days: Iterable[date]) -> set[int]:
    """The days about these, by their ordinals."""
    told = {each.toordinal() for each in days}
    return {about for middle in told for about in range(middle - _NEAR, middle + _NEAR + 1)}


def _changed(row: Row, field: str, days: Mapping[int, date]) -> Row:
    if row.number not in days:
        return row
    right = datetime.combine(days[row.number], datetime.min.time())
    typed = [*row.cells.typed]
    typed[row.cells.columns[field]] = right
    return replace(row, cells=row.cells.saying(typed))


def _doubt(sheet: str, cell: str, field: str, told: date, turned: date) -> Problem:
    return Problem(
        sheet, cell, field, written(told), Severity.WARNING, "ambiguous_day_month",
        f"Có thể Excel đã đổi chỗ ngày và tháng: {written(told)} hay {written(turned)}? Hãy kiểm tra "
        "và ghi lại ngày.",
    )  # fmt: skip
