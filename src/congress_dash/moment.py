"""The two clocks that every question takes, and the view of the books a person chose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2049, 12, 31)  # beyond lies a slip of the hand
EVERYTHING = 2**31 - 1  # a `known_at` that no upload lies beyond


@dataclass(frozen=True, slots=True)
class View:
    """Which organisations are looked at; None leaves all of them in.

    `scope` is a level of the organisations followed (grassroots, coordinated), `kind` committee or
    cell, `unit` one organisation alone. `marks_on`: the deadlines in force on that day judge every day
    looked at; None: each day is judged by its own. `tree_on`: the organisations of the day looked at,
    put where they or whoever took their place belong on that day; None: where they belonged then.
    Questions read it through DuckDB's `getvariable('view_…')`.
    """

    scope: str | None = None
    block: str | None = None
    kind: str | None = None
    unit: str | None = None
    marks_on: date | None = None
    tree_on: date | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether it keeps to some organisations by what they have in common; `unit` names one instead."""
        return any((self.scope, self.block, self.kind))


EVERYBODY = View()


@dataclass(frozen=True, slots=True)
class Clocks:
    """Another day and another state of the books, to hold figures against."""

    as_of: date
    known_at: int


@dataclass(frozen=True, slots=True)
class Moment:
    """`as_of`: the day looked at. `known_at`: the upload up to which the books are read.

    `against`: what the answers of `compare` are held against; None: the report before.
    """

    as_of: date
    known_at: int
    view: View = EVERYBODY
    against: Clocks | None = None

    def of(self, unit: str | None) -> Moment:
        """The same clocks for one organisation alone, whatever else was narrowed; None: for those
        it was narrowed to before."""
        whole = (
            {"unit": None}
            if unit is None
            else {"unit": unit, "scope": None, "block": None, "kind": None}
        )
        return replace(self, view=replace(self.view, **whole))
