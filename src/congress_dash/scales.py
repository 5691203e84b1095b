"""The highest number of a chart in; a value axis in round numbers, out. Pure."""

from __future__ import annotations

from math import ceil


def scale(highest: float, ticks: int = 6) -> tuple[float, float]:
    """Top of a value axis from 0 and the step between its ticks, both round numbers."""
    steps = (base * 10**power for power in range(9) for base in (1, 2, 5))
    step = next(step for step in steps if highest <= step * ticks)
    return step * max(ceil(highest / step), 1), step
