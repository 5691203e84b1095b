"""What a second scan of a sheet's own bytes tells beside its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from congress_dash.reading.grid import Merged


@dataclass(frozen=True, slots=True)
class Scan:
    """Broken cells (row, column, words); where the values end; merges and old fonts, if told."""

    broken: list[tuple[int, int, str]] = field(default_factory=list)
    lowest: tuple[int, int] = (0, 0)
    rightmost: tuple[int, int] = (0, 0)
    merged: Merged = field(default_factory=list)
    fonts: Mapping[int, str] = field(default_factory=dict)
