"""A sheet with a column `Tỷ lệ` in; the rates that the numbers beside them contradict, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from congress_dash.checks.totals import Lines, quietly, row_number
from congress_dash.clean_rows import UNREAD
from congress_dash.readers import Part, typed
from congress_dash.readers import part as read_part
from congress_dash.records import Problem, Severity, Sheet, Total, address
from congress_dash.share import Share
from congress_dash.vietnamese import fold, percent

_RATE = re.compile(r"\(?\s*=?\s*(\d{1,3})(?:[.,](\d+))?\s*(%?)\s*\)?$")
_HEADING_ROWS = 6


def mismatches(
    sheet: Sheet,
    columns: Mapping[str, int],
    first_row: int,
    pairs: Iterable[tuple[str, str]],
    lines: Lines,
    totals: Iterable[Total],
) -> Iterator[Problem]:
    """Rates that differ at the precision they are printed with, of data rows and of total rows."""
    for part, whole in pairs:
        where = _beside(sheet, columns, first_row, part)
        if where is None:
            continue
        told = list(zip(lines.numbers, map(_numbers, *_sides(lines, part, whole)), strict=True))
        told += [_of_total(total, part, whole) for total in totals]
        for number, (held, of) in told:
            row = sheet.rows[number - 1]
            value = row[where] if where < len(row) else None
            if value is None or not of or held is None or value == held / of:
                continue
            if not _agrees(value, held, of):
                yield Problem(
                    sheet.name, address(number - 1, where), "rate", typed(value), Severity.NOTE,
                    "percent_mismatch",
                    f"Ô tỷ lệ ghi {typed(value)} nhưng {held}/{of} là {percent(Share(held, of))}. "
                    "Hãy kiểm tra công thức tỷ lệ.",
                )  # fmt: skip


def _beside(sheet: Sheet, columns: Mapping[str, int], first_row: int, part: str) -> int | None:
    """The column right of the part, where it is headed `Tỷ lệ`; a rate elsewhere may be of others."""
    if part not in columns:
        return None
    where = columns[part] + 1
    for row in sheet.rows[max(0, first_row - _HEADING_ROWS) : first_row]:
        heading = row[where] if where < len(row) else None
        if isinstance(heading, str) and fold(heading).startswith(("ty le", "ti le")):
            return where
    return None


def _sides(lines: Lines, part: str, whole: str) -> list[Sequence[Any]]:
    """What the rows say of part and whole."""
    nothing = [None] * len(lines.numbers)
    return [lines.told.get(field, nothing) for field in (part, whole)]


def _numbers(part: Any, whole: Any) -> tuple[int | None, int | None]:
    """Of a row: the part may be a `62/64` that brings its whole."""
    part, whole = (None if said is UNREAD else said for said in (part, whole))
    if isinstance(part, Part):
        return part.held, whole if whole is not None else part.total
    return part, whole


def _of_total(total: Total, part: str, whole: str) -> tuple[int, tuple[int | None, int | None]]:
    """Of a total row: what it prints itself."""
    number = row_number(total)
    cells = (total.cells.get(part), total.cells.get(whole))
    said = [None if cell is None else quietly(read_part, cell.value) for cell in cells]
    return number, _numbers(said[0], said[1].held if said[1] else None)


def _agrees(value: object, part: int, whole: int) -> bool:
    """Whether the printed rate is that of the numbers, or is no number at all.

    `0.9688` and `96.88` are both 96,88 %: only the format, which nobody keeps, tells them apart.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return True
    found = _RATE.match(typed(value))
    if not found:
        return True
    decimals = len(found[2] or "")
    printed, share = float(f"{found[1]}.{found[2] or 0}"), Share(part, whole)
    if share.is_printed(printed, decimals):
        return True
    return not found[3] and share.is_printed(100 * printed, max(decimals - 2, 0))
