"""A Chart in, quotes of it out: by row and name of column, as running text writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from congress_dash import reference, vietnamese
from congress_dash.chart import Chart, Value
from congress_dash.prose import How, Part, Quote, Sentence
from congress_dash.safe_text import safe_text

THEN = "đến thời điểm đó, "  # the day of the report, which the sentence before has named
NAMED = 5  # so many are named in a sentence; of more, the others are counted


@dataclass(frozen=True, slots=True)
class Told:
    """A chart to be quoted."""

    chart: Chart

    @property
    def rows(self) -> range:
        return range(0 if self.chart.is_empty else len(self.chart.columns[0].values))

    def row(self, label: str) -> int | None:
        """The row that the first column calls so."""
        return next((row for row in self.rows if self.chart.columns[0].values[row] == label), None)

    def value(self, row: int, name: str) -> Value:
        return self.chart.columns[self._at(name)].values[row]

    def where(self, name: str, is_meant: Callable[[Any], bool]) -> list[int]:
        """The rows whose value in that column is meant."""
        return [row for row in self.rows if is_meant(self.value(row, name))]

    def cell(self, row: int, name: str, said: Callable[[Any], str] = str) -> Quote:
        """What stands there, as `said` writes it."""
        text = safe_text(said(self.value(row, name)))
        return Quote(text, self.chart.key, How.CELL, ((row, self._at(name)),))

    def name(self, row: int) -> Quote:
        """What the row is called."""
        return self.cell(row, self.chart.columns[0].name)

    def count(self, row: int, name: str) -> Quote:
        """A count in running text: `03`."""
        return self.cell(row, name, lambda number: vietnamese.count_word(abs(number)))

    def sum(self, rows: Iterable[int], *names: str) -> Quote:
        """Counts of these rows in these columns, added up."""
        cells = self.cells(rows, *names)
        return self._counted(How.SUM, cells, self.number(cells))

    def cells(self, rows: Iterable[int], *names: str) -> tuple[tuple[int, int], ...]:
        """Where these columns of these rows stand."""
        return tuple((row, self._at(name)) for row in rows for name in names)

    def number(self, cells: Iterable[tuple[int, int]]) -> int:
        """What the counts in these cells add up to; empty ones count nothing."""
        held = (self.chart.columns[column].values[row] for row, column in cells)
        return sum(value for value in held if isinstance(value, int))

    def many(self, rows: Sequence[int]) -> Quote:
        """How many rows these are."""
        return self._counted(How.COUNT, tuple((row, 0) for row in rows), len(rows))

    def day(self, said: Callable[[date], str] = vietnamese.long_day) -> Quote:
        """The day that the chart speaks of."""
        return Quote(said(self.chart.moment.as_of), self.chart.key, How.DAY)

    def last_ahead(self) -> Quote:
        """Up to which day the chart looks ahead."""
        last = self.chart.moment.as_of + timedelta(days=reference.threshold("upcoming_days"))
        return Quote(vietnamese.day(last), self.chart.key, How.AHEAD)

    def view(self, words: str) -> Quote | None:
        """Words on whom the chart speaks of; nothing where nobody is left out."""
        return Quote(safe_text(words), self.chart.key, How.VIEW) if words else None

    def _counted(self, how: How, cells: tuple[tuple[int, int], ...], number: int) -> Quote:
        return Quote(vietnamese.count_word(number), self.chart.key, how, cells)

    def _at(self, name: str) -> int:
        return [column.name for column in self.chart.columns].index(name)


Words = Part | Sequence["Words"] | None


def said(*words: Words) -> Sentence:
    """The sentence of these words, its first letter raised and its full stop set."""
    parts = [part for part in _flat(words) if part != ""]
    if isinstance(parts[0], str):
        parts[0] = parts[0][:1].upper() + parts[0][1:]
    return Sentence((*parts, "."))


def _flat(words: Words) -> list[Part]:
    if words is None:
        return []
    if isinstance(words, tuple | list):
        return [part for each in words for part in _flat(each)]
    return [words]  # type: ignore[list-item]


def listed(each: Sequence[Words], last: str = " và ", between: str = ", ") -> list[Words]:
    """`A, B và C`."""
    joined: list[Words] = []
    for at, words in enumerate(each):
        joined += [("" if not at else last if at == len(each) - 1 else between), words]
    return joined


def named(told: Told, rows: Sequence[int], about: Callable[[int], Words] = lambda _: None) -> Words:
    """`A (06 ngày); B (05 ngày); 04 tổ chức khác`: the first few by name (which may hold commas)."""
    shown = rows if len(rows) <= NAMED + 1 else rows[:NAMED]
    each: list[Words] = [(told.name(row), about(row)) for row in shown]
    if len(shown) < len(rows):
        each.append((told.many(rows[NAMED:]), " tổ chức khác"))
    return listed(each, last="; ", between="; ")
