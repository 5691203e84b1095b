"""The list `troubles.csv` in; what wants a leader's word, how heavy each kind weighs, out.

A site's own list may leave kinds out (they are not looked for) and give others another weight.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from congress_dash.reference import path, told

_COLUMNS = ("id", "weight", "after_days", "within_days", "page", "name")


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of trouble: told of after more than `after_days`, or `within_days` before a congress.

    weight: points that its days are added to; page: where it is shown, as in an address.
    """

    id: str
    weight: int
    after_days: int
    within_days: int | None
    page: str
    name: str


@lru_cache
def troubles() -> dict[str, Trouble]:
    """Every kind in the order of the list, by id."""
    told_as = told("troubles.csv", ", ".join(_COLUMNS))
    with told_as, path("troubles").open(encoding="utf-8-sig", newline="") as lines:
        return {line["id"]: _trouble(line) for line in csv.DictReader(lines)}


def _trouble(line: dict[str, str]) -> Trouble:
    within = line["within_days"].strip()
    return Trouble(
        line["id"],
        int(line["weight"]),
        int(line["after_days"] or 0),
        int(within) if within else None,
        line["page"].strip("/ "),
        line["name"],
    )
