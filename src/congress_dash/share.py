"""A part of a whole: the only way this program writes a percentage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` organisations; `excluded` were told to stop and left the whole."""

    part: int
    whole: int
    excluded: int = 0

    @property
    def percent(self) -> Decimal | None:
        """0–100 with one decimal, half up; None of an empty whole."""
        if self.whole == 0:
            return None
        return (Decimal(100 * self.part) / Decimal(self.whole)).quantize(
            Decimal("0.1"), ROUND_HALF_UP
        )
