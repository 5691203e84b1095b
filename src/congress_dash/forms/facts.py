"""A record told fact by fact: from which columns its fields follow, for one row or for all at once.

A fact is read once for all rows that say the same in its columns: a large form has many rows and few
different dates, numbers and marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import repeat
from operator import is_
from typing import Any

from congress_dash.forms.form import Columns, Context, Made, OddField, Values
from congress_dash.readers import Odd


@dataclass(frozen=True, slots=True)
class Facts:
    """Fields of a record and the columns they follow from; without fields it only looks.

    read: the context and what the columns say in, the fields' values out; `OddField` where they do
    not fit together.
    """

    fields: tuple[str, ...]
    columns: tuple[str, ...]
    read: Callable[..., tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A kind of record and its facts; a field of no fact is what one column says.

    columns: field → that column, where it goes by another name.
    """

    record: Callable[..., Any]
    columns: Mapping[str, str]
    facts: tuple[Facts, ...]

    def of_row(self, values: Values, row: int, context: Context) -> Iterator[Any]:
        """The one record of a row."""
        told = {field: values.get(column) for field, column in self._own.items()}
        for each in self.facts:
            read = each.read(context, *map(values.get, each.columns))
            told.update(zip(each.fields, read, strict=True))
        yield self.record(**told)

    def of_rows(self, columns: Columns, context: Context) -> Made:
        """The records of all rows (one at least)."""
        nothing = [None] * len(next(iter(columns.values())))
        told = {field: columns.get(column, nothing) for field, column in self._own.items()}
        unfit: set[int] = set()
        for each in self.facts:
            said = [columns.get(name, nothing) for name in each.columns]
            keys = _keys(said)
            read = _Read(each, context)
            read.all(dict(zip(keys, zip(*said, strict=True), strict=True)))
            if each.fields:
                values = zip(*map(read.__getitem__, keys), strict=True)
                told.update(zip(each.fields, values, strict=True))
            if read.unfit:
                unfit.update(n for n, key in enumerate(keys) if key in read.unfit)
        return Made(list(map(self.record, *told.values())), told, unfit)

    @property
    def _own(self) -> dict[str, str]:
        """Every field, in the order of the record, and the column that tells it if no fact does."""
        names = (field.name for field in fields(self.record))  # type: ignore[arg-type]
        return {name: self.columns.get(name, name) for name in names}


def _keys(said: Sequence[Sequence[Any]]) -> list[Any]:
    """What stands in these columns row by row, by identity; a column that says one thing adds nothing."""
    varying = [column for column in said if not all(map(is_, column, repeat(column[0])))]
    ids = [map(id, column) for column in varying or said[:1]]
    return list(zip(*ids, strict=True) if ids[1:] else ids[0])


class _Read(dict[Any, tuple[Any, ...]]):
    """What a fact makes of values, by their identities; `unfit`: those that do not fit together."""

    def __init__(self, facts: Facts, context: Context) -> None:
        super().__init__()
        self.facts, self.context = facts, context
        self.unfit: set[Any] = set()

    def all(self, said: Mapping[Any, tuple[Any, ...]]) -> None:
        for key, values in said.items():
            try:
                self[key] = self.facts.read(self.context, *values)
            except (Odd, OddField):
                self[key] = (None,) * len(self.facts.fields)
                self.unfit.add(key)
