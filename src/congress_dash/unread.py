"""A sheet and what was read of it in; the rows and columns beside it that look like figures, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from congress_dash.forms import Layout
from congress_dash.heading_rows import is_number_row
from congress_dash.headings import Headings
from congress_dash.readers import is_empty
from congress_dash.records import Cell, Row, Sheet, address
from congress_dash.vietnamese import tidy


@dataclass(frozen=True, slots=True)
class Unread:
    """What nobody reads. above, below: the subjects of rows that look like rows of the form.

    groups: of rows taken for headings of groups the words that sound like an organisation. repeated: headings that
    say the same as one that is read, and its field. unheaded: where a column lacks its heading.
    """

    above: tuple[Cell, ...] = ()
    below: tuple[Cell, ...] = ()
    groups: tuple[Cell, ...] = ()
    repeated: tuple[tuple[Cell, str], ...] = ()
    unheaded: tuple[Cell, ...] = ()


def unread(
    sheet: Sheet,
    layout: Layout,
    found: Headings,
    rows: Iterable[Row],
    groups: Iterable[Cell],
    end: int,
) -> Unread:
    """end: the row in which the table ends (from 0)."""
    return Unread(
        tuple(_like_rows(sheet, layout, found, range(found.top), others=2)),
        tuple(_like_rows(sheet, layout, found, range(end, len(sheet.rows)), others=1)),
        tuple(groups),
        found.repeated,
        tuple(_unheaded(sheet, found, rows)),
    )


def _like_rows(
    sheet: Sheet, layout: Layout, found: Headings, numbers: Iterable[int], *, others: int
) -> Iterator[Cell]:
    """The subjects of rows with so many other cells, a number or a day among them, or one more.

    Titles and the day of the figures stand above in few cells.
    """
    at = found.columns.get(layout.subject, 0)
    beside, words = set(found.columns.values()) - {at}, found.words()
    for number in numbers:
        row = sheet.rows[number]
        subject = row[at] if at < len(row) else None
        if not isinstance(subject, str) or not tidy(subject) or tidy(subject) in words:
            continue
        told = [row[column] for column in beside if column < len(row) and not is_empty(row[column])]
        are_words = all(isinstance(value, str) for value in told)
        if len(told) >= others + are_words and not is_number_row(row):
            yield Cell(subject, address(number, at))


def _unheaded(sheet: Sheet, found: Headings, rows: Iterable[Row]) -> Iterator[Cell]:
    """Where a heading is missing over values, between others; running numbers need none."""
    for at in range(min(found.paths), max(found.paths)):
        if at in found.paths:
            continue
        lines = (sheet.rows[row.number - 1] for row in rows)
        values = [line[at] for line in lines if at < len(line) and not is_empty(line[at])]
        if values and not _is_numbering(values):
            yield Cell(None, address(found.row - 1, at))


def _is_numbering(values: Iterable[Any]) -> bool:
    """`1, 2, 3`, begun again as often as one likes."""
    last = 0
    for value in values:
        number = str(int(value)) if isinstance(value, float) else str(value).strip()
        if number not in {"1", str(last + 1)}:
            return False
        last = int(number)
    return True
