"""The two clocks that every question takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

EVERYTHING = 2**31 - 1  # a `known_at` that no upload lies beyond


@dataclass(frozen=True, slots=True)
class Moment:
    """`as_of`: the day looked at. `known_at`: the upload up to which the books are read."""

    as_of: date
    known_at: int
