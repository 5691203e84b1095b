"""A part of a whole: the only way this program writes a percentage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

_SLACK = 1e-9  # of floating point


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` organisations; `excluded` were told to stop and left the whole.

    `beside`: its percentage where it stands beside the other parts of the same whole (`parts`).
    """

    part: int
    whole: int
    excluded: int = 0
    beside: Decimal | None = None

    @property
    def percent(self) -> Decimal | None:
        """0–100 with one decimal, half up or as its siblings need it; None of an empty whole."""
        if self.beside is not None or self.whole == 0:
            return self.beside
        return (Decimal(100 * self.part) / Decimal(self.whole)).quantize(
            Decimal("0.1"), ROUND_HALF_UP
        )

    def is_printed(self, percent: float, decimals: int) -> bool:
        """Whether somebody may have written this share so, rounded to so many decimals."""
        if self.whole == 0:
            return False
        return abs(percent - 100 * self.part / self.whole) <= 0.5 * 10.0**-decimals + _SLACK


def parts(counts: Sequence[int]) -> tuple[Share, ...]:
    """All parts of one whole, in their order. Their percentages add up to 100, and the first ones up to
    any place to the rounded percentage of these together: a running share says the same."""
    whole, reached = sum(counts), Decimal(0)
    shares = []
    for count, running in zip(counts, accumulate(counts), strict=True):
        together = Share(running, whole).percent
        beside = None if together is None else together - reached
        shares.append(Share(count, whole, beside=beside))
        reached = together or Decimal(0)
    return tuple(shares)
