"""The two clocks that every question takes, and the view of the books a person chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

EVERYTHING = 2**31 - 1  # a `known_at` that no upload lies beyond


@dataclass(frozen=True, slots=True)
class View:
    """Which organisations are looked at; None leaves all of them in.

    `scope` is a level of the organisations followed (grassroots, coordinated), `kind` committee or
    cell. Questions read it through DuckDB's `getvariable('view_…')`.
    """

    scope: str | None = None
    block: str | None = None
    kind: str | None = None


EVERYBODY = View()


@dataclass(frozen=True, slots=True)
class Moment:
    """`as_of`: the day looked at. `known_at`: the upload up to which the books are read."""

    as_of: date
    known_at: int
    view: View = EVERYBODY
