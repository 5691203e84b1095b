"""What the books say that a row may contradict, gathered once for a file. Pure: rows in, no query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from congress_dash.records import Scope, of_many
from congress_dash.vietnamese import fold

Said = Mapping[str, Any]
_LEVELS: dict[str, str] = {Scope.DIRECT: "grassroots", Scope.COORDINATED: "coordinated"}


@of_many
class Org:
    """An organisation as the catalogue has it."""

    kind: str
    scope: str
    pilot: bool
    sub_cells: int | None

    @property
    def level(self) -> str | None:
        return _LEVELS.get(self.scope)


@dataclass(frozen=True, slots=True)
class Congress:
    """What Biểu 01 says of a congress, and the as-of day of that report; `held` None: nothing."""

    held: bool | None
    held_on: date | None
    planned_from: date | None
    planned_to: date | None
    as_of: date


@dataclass(frozen=True, slots=True)
class Books:
    """Everything outside the file that its rows are held against.

    lessons_on: the lessons conference of the pilots, held or else planned; superior_on: the official
    session of the provincial committee; last_days: level → its outermost deadline; open_on: unit →
    the last reported day on which some of its sub-cells had not held theirs; successors: unit → who
    takes its place, of every organisation of the catalogue, those that have ended too.
    """

    as_of: date
    orgs: Mapping[str, Org] = field(default_factory=dict)
    pauses: tuple[tuple[date, date], ...] = ()
    lessons_on: date | None = None
    superior_on: date | None = None
    last_days: Mapping[str, date] = field(default_factory=dict)
    open_on: Mapping[str, date] = field(default_factory=dict)
    progress: Mapping[str, Congress] = field(default_factory=dict)
    results: Mapping[str, date] = field(default_factory=dict)
    bookings: Mapping[str, Said] = field(default_factory=dict)
    successors: Mapping[str, str | None] = field(default_factory=dict)


def successors(in_force: Mapping[str, Said]) -> dict[str, str | None]:
    """Unit → its successor, of the organisations of the catalogue as it stands."""
    return {said["unit"]: said["successor"] for said in in_force.values() if "successor" in said}


def congresses(in_force: Mapping[str, Said], days: Mapping[int, date]) -> dict[str, Congress]:
    """Biểu 01 as it stands, with the as-of day of the upload that says so."""
    return {
        said["unit"]: Congress(
            said["held"], said["held_on"], said["planned_from"], said["planned_to"],
            days[said["upload"]],
        )
        for said in in_force.values()
    }  # fmt: skip


def done_on(milestones: Iterable[Said], step: str) -> date | None:
    """When the provincial committee did a step of its own."""
    return min((m["done_on"] for m in milestones if m["step"] == step and m["done_on"]),
               default=None)  # fmt: skip


def still_due_on(milestones: Iterable[Said], step: str, as_of: date) -> date | None:
    """When it means to do that step; None once the day is past, for then nobody knows."""
    days = (m["due_on"] for m in milestones if m["step"] == step and not m["done_on"])
    return min((day for day in days if day > as_of), default=None)


def last_days(milestones: Iterable[Said]) -> dict[str, date]:
    """Per level the latest mark `Hoàn thành …`: the central date as outer bound (domain.md §8.9)."""
    days: dict[str, date] = {}
    for mark in milestones:
        if fold(mark["milestone"]).startswith("hoan thanh"):
            known = days.get(mark["level"])
            days[mark["level"]] = max(known, mark["due_on"]) if known else mark["due_on"]
    return days
