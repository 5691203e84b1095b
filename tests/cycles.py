"""A seed in, one invented congress cycle out: what staff told at every report, and what then happened.

The world the outlook is tried on. It knows nothing of how the outlook is made: organisations plan,
slip one by one, are pushed back together, stand still in pauses, hurry before the deadline, tell
some of it in time and some of it too late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

BEGIN = date(2020, 1, 6)


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says of one organisation: its planned day, its booked day, when it was held."""

    planned: date | None
    booked: date | None
    held_on: date | None


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch without congresses; nobody knew of it before its first day."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Cycle:
    """One invented cycle: its reports by day, its pauses, its deadline, the true days."""

    deadline: date
    reports: dict[date, list[Told]]
    pauses: tuple[Pause, ...]
    held_on: tuple[date, ...]

    @property
    def finished(self) -> date:
        return max(self.held_on)

    def known_pauses(self, as_of: date) -> list[Pause]:
        return [pause for pause in self.pauses if pause.starts_on <= as_of]


@dataclass(frozen=True, slots=True)
class _Delay:
    """Days that a congress moves back, and the day on which its organisation says so."""

    days: int
    known_on: int


@dataclass(frozen=True, slots=True)
class _Org:
    """Days count from the cycle's first; `plan` is None while no day was thought of."""

    plan: int
    delays: tuple[_Delay, ...]
    named_on: int  # before that day it tells no planned day at all
    booked_on: int  # from that day on it has booked
    misses: int  # the first booking is that many days too early

    def true_day(self) -> int:
        return self.plan + sum(delay.days for delay in self.delays)

    def planned(self, today: int) -> int | None:
        if today < self.named_on:
            return None
        return self.plan + sum(d.days for d in self.delays if d.known_on <= today)

    def booked(self, today: int) -> int | None:
        if today < self.booked_on:
            return None
        first = self.true_day() - self.misses
        return first if today <= first else self.true_day()


def cycle(seed: int) -> Cycle:
    """The cycle of that seed, the same every time."""
    chance = Random(seed)
    span = chance.randint(70, 150)
    pauses = _pauses(chance, span)
    orgs = _orgs(chance, span, pauses)
    held = [org.true_day() for org in orgs]
    gap = chance.choice([7, 7, 10, 14])
    days = range(chance.randint(0, gap), max(held) + gap, gap)
    return Cycle(
        _day(span),
        {_day(today): [_told(org, today) for org in orgs] for today in days},
        tuple(Pause(_day(first), _day(last)) for first, last in pauses),
        tuple(map(_day, held)),
    )


def moment(seed: int, told: Cycle) -> date | None:
    """A report day in the midst of the cycle: some have met, some have not."""
    days = [
        day
        for day in told.reports
        if 0 < sum(held <= day for held in told.held_on) < len(told.held_on)
    ]
    return Random(-seed - 1).choice(days) if days else None


def _day(number: int) -> date:
    return BEGIN + timedelta(days=number)


def _pauses(chance: Random, span: int) -> list[tuple[int, int]]:
    """Every third cycle stands still once, for ten days to six weeks."""
    if chance.random() > 1 / 3:
        return []
    first = chance.randint(span // 6, span * 2 // 3)
    return [(first, first + chance.randint(10, 40))]


def _orgs(chance: Random, span: int, pauses: list[tuple[int, int]]) -> list[_Org]:
    """Ten to forty organisations; slow provinces, quick ones, and shocks that hit all at once."""
    slow = chance.uniform(2, 14)
    shocks = [
        (chance.randint(0, span), chance.expovariate(1 / 8))
        for _ in range(chance.choice([0, 0, 1, 2]))
    ]
    tells = chance.uniform(0.4, 0.9)
    return [_org(chance, span, pauses, shocks, slow, tells) for _ in range(chance.randint(10, 40))]


def _org(
    chance: Random,
    span: int,
    pauses: list[tuple[int, int]],
    shocks: list[tuple[int, float]],
    slow: float,
    tells: float,
) -> _Org:
    plan = round(span * (0.15 + 0.8 * chance.betavariate(2, 1.6)))
    delays = []

    def delay(days: float, known_on: int) -> None:
        late = plan + sum(d.days for d in delays) + 1
        delays.append(_Delay(round(days), known_on if chance.random() < tells else late))

    if chance.random() < 0.6:
        delay(chance.expovariate(1 / slow), plan - chance.randint(3, 25))
    for on, size in shocks:
        if plan + sum(d.days for d in delays) > on:
            delay(size * chance.uniform(0.5, 1.5), on)
    for first, last in pauses:
        now = plan + sum(d.days for d in delays)
        if first <= now <= last:
            delay(last + 1 - now + chance.expovariate(1 / slow), last + 1)
        elif now > last:
            delay((last - first) * chance.uniform(0.2, 1), first + 7)
    delays += _hurried(chance, span, plan + sum(d.days for d in delays), plan, pauses)
    true = plan + sum(d.days for d in delays)
    named = true - chance.randint(10, 45) if chance.random() < 0.15 else 0
    misses = chance.randint(1, 14) if chance.random() < 0.2 else 0
    return _Org(plan, tuple(delays), named, true - misses - chance.randint(5, 35), misses)


def _hurried(
    chance: Random, span: int, true: int, plan: int, pauses: list[tuple[int, int]]
) -> list[_Delay]:
    """Most who would miss the deadline are brought forward to the days before it."""
    wanted = span - chance.randint(0, 9)
    stopped = any(first <= wanted <= last for first, last in pauses)
    if true <= span or wanted < plan or stopped or chance.random() < 0.35:
        return []
    return [_Delay(wanted - true, span - 30)]


def _told(org: _Org, today: int) -> Told:
    true = org.true_day()
    planned, booked = org.planned(today), org.booked(today)
    if true <= today:
        return Told(_day(true), _maybe(booked), _day(true))
    return Told(_maybe(planned), _maybe(booked), None)


def _maybe(number: int | None) -> date | None:
    return None if number is None else _day(number)
