"""A chart nobody has drawn yet. Page, slide and sheet all draw this same object.

`columns[0]` names the rows (weeks, blocks, organisations); every other column holds one value
per row. What is drawn is what stands in the columns: no renderer computes a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from congress_dash.moment import Moment
from congress_dash.share import Share

_TO_DO = re.compile(r"(?:\. Hãy|; hãy) .*", re.S)  # what a page's reader is asked to do next
Value = str | int | float | date | Share | None


class Kind(StrEnum):
    """How a chart wants to be drawn."""

    FIGURES = "figures"  # a few big numbers: rows are figures; columns: value, then a comment
    CURVE = "curve"  # lines over dates: column 0 dates, the others counts (None: no point)
    STACKED_COLUMNS = "stacked_columns"  # upright stacks: column 0 labels or dates, others counts
    STACKED_BARS = "stacked_bars"  # lying stacks, first row on top
    FULL_BARS = "full_bars"  # lying stacks of one length, to compare shares; cells are counts
    DOTS = "dots"  # days on a line per row: every other column holds days (None: no dot)
    SPANS = "spans"  # lying spans of days: column 1 start dates, the others days
    TIMELINE = "timeline"  # days, last days, lanes, words, then what is known with a tone each
    TABLE = "table"  # cells as they are
    MATRIX = "matrix"  # a table whose cells carry a tone each


class Tone(StrEnum):
    """What a colour says; `theme` knows the colours, nobody else."""

    DONE = "done"
    REMAINING = "remaining"
    PLAN = "plan"
    REGISTERED = "registered"
    LATE = "late"
    UNKNOWN = "unknown"
    STOPPED = "stopped"
    RIGHT = "right"
    WRONG = "wrong"
    GONE = "gone"
    HIDDEN = "hidden"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    SIXTH = "sixth"


@dataclass(frozen=True, slots=True)
class Column:
    """One named column; `tones` gives a tone per cell and is empty where the column has but one;
    `on_screen`: it leads to another page, which paper cannot."""

    name: str
    values: tuple[Value, ...]
    tone: Tone | None = None
    tones: tuple[Tone | None, ...] = ()
    on_screen: bool = False

    def part(self, start: int, stop: int) -> Column:
        """The same column with cells `start` to `stop` (not included)."""
        return replace(self, values=self.values[start:stop], tones=self.tones[start:stop])


@dataclass(frozen=True, slots=True)
class Mark:
    """A line (`until` is None) or a shaded stretch on the date axis: a deadline, a pause."""

    on: date
    label: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """One finding with the numbers that prove it.

    `title` is the finding as a sentence; `definition` says what is counted and out of what;
    `source` names form, date and upload; `group` (same length as the rows, or empty) breaks a
    long table into blocks; `units` or `blocks` (the same) say whose row it is, so that a page can
    lead there; `empty` is the sentence shown when there are no rows; `pointer` the one that says on
    which page to read on.
    """

    key: str
    title: str
    kind: Kind
    columns: tuple[Column, ...]
    unit: str
    moment: Moment
    definition: str
    source: str
    marks: tuple[Mark, ...] = ()
    group: tuple[str, ...] = field(default=())
    units: tuple[str, ...] = ()
    blocks: tuple[str | None, ...] = ()
    empty: str = "Chưa có số liệu; hãy nạp ở trang Cập nhật hoặc xem ngày khác."
    pointer: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.columns or not self.columns[0].values

    @property
    def on_paper(self) -> Chart:
        """The same for who cannot open a page: nothing that leads to one, nothing to be done there."""
        columns = tuple(column for column in self.columns if not column.on_screen)
        empty = _TO_DO.sub(".", self.empty)
        return replace(self, columns=columns, empty=empty, pointer="")

    def part(self, start: int, stop: int) -> Chart:
        """The same chart with rows `start` to `stop` (not included)."""
        columns = tuple(column.part(start, stop) for column in self.columns)
        return replace(
            self,
            columns=columns,
            group=self.group[start:stop],
            units=self.units[start:stop],
            blocks=self.blocks[start:stop],
        )
