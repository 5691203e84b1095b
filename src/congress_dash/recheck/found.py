"""What a recheck finds: nouns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of a deck that reads otherwise now; None: the row was or is not there.

    title: of the slide, as it reads in the deck.
    uploads: those that moved it, newest last. by_hand: the books did not say `old` either when the
    deck was made. withdrawn: uploads taken back since that the deck may have been made from.
    """

    slide: int
    chart: str
    row: str
    column: str
    old: str | None
    new: str | None
    uploads: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()
    by_hand: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A slide that nothing is known of."""

    slide: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Recheck:
    """What came of it: slides looked at, slides that could not be, places that moved; `numberless`:
    slides of ours that have nothing to look at, the cover for one."""

    slides: int
    checked: int
    known_at: int
    unchecked: tuple[Unchecked, ...]
    differences: tuple[Difference, ...]
    numberless: tuple[int, ...] = ()
