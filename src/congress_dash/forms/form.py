"""What a form is: its columns, the words they go by, and the records one row becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from congress_dash.readers import Odd, Reader, text
from congress_dash.records import FormId, Record


class Lookup(StrEnum):
    """A cell that is looked up among what the site knows, instead of read on its own."""

    ORGANISATION = "organisation"
    ORGANISATIONS = "organisations"
    DOCUMENT = "document"
    TEAMS = "teams"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `headings`: what staff write, `Cha / Con` for a heading under a heading.

    required: the sheet is this form only with it. needed: an empty cell is an error.
    spread: vertical merges repeat. summed: `Cộng` rows are checked against it. aside: words beside
    the figures; a broken cell there is read as unknown, in any other column the row waits.
    """

    field: str
    headings: tuple[str, ...]
    reader: Reader | Lookup = text
    required: bool = False
    needed: bool = False
    spread: bool = False
    summed: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a row cannot say by itself."""

    as_of: date
    provincial: str  # the unit of the provincial committee itself


Values = Mapping[str, Any]
Columns = Mapping[str, Sequence[Any]]  # field → what each row says there


class OddField(Exception):
    """A row that does not hold together: the field at fault and what is odd about it."""

    def __init__(self, field: str, odd: Odd) -> None:
        super().__init__(str(odd))
        self.field = field
        self.odd = odd


def organisation_key(values: Values, context: Context) -> str | None:
    """The organisation of the row, where it names exactly one."""
    unit = values.get("organisation")
    return unit if isinstance(unit, str) else None


@dataclass(frozen=True, slots=True)
class Made:
    """The records of many rows, the same by field, and which of the rows do not hold together."""

    records: list[Any]
    by_field: Mapping[str, Sequence[Any]]
    unfit: set[int]


@dataclass(frozen=True, slots=True)
class Layout:
    """One table of a form: `subject` is the column without which a row is no row.

    key: whose row it is, even of a row that waits; told only when the `key_fields` could be read.
    rates: (part, whole) of each column `Tỷ lệ` that stands right of its part.
    at_once: what `build` does, for many rows by column.
    """

    name: str
    columns: tuple[Column, ...]
    subject: str
    build: Callable[[Values, int, Context], Iterable[Record]]
    ignored: tuple[str, ...] = ()
    key: Callable[[Values, Context], str | None] = organisation_key
    key_fields: tuple[str, ...] = ("organisation", "code")
    rates: tuple[tuple[str, str], ...] = ()
    at_once: Callable[[Columns, Context], Made] | None = None

    @property
    def by_field(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns}


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of workbook; the catalogue has several layouts, the others one."""

    id: FormId
    title: str
    layouts: tuple[Layout, ...]
