"""A part of a whole: the only way this program writes a percentage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


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


def parts(counts: Sequence[int]) -> tuple[Share, ...]:
    """All parts of one whole, whose percentages add up to 100 (largest remainders, in tenths)."""
    whole = sum(counts)
    if whole == 0:
        return tuple(Share(0, 0) for _ in counts)
    tenths = [1000 * count // whole for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda at: (-(1000 * counts[at] % whole), at))
    for at in by_rest[: 1000 - sum(tenths)]:
        tenths[at] += 1
    return tuple(
        Share(count, whole, beside=Decimal(tenth) / 10)
        for count, tenth in zip(counts, tenths, strict=True)
    )
