"""The books in; how many congresses were held, of how many, and when, out (contract §5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from congress_dash.records import FormId, OrgKind
from oracle_books import Answer, Books, Org
from oracle_marks import deadline

ORG_LEVELS = ("grassroots", "coordinated")
CELL_LEVEL = {"grassroots": "sub_cell", "coordinated": "coordinated_sub_cell"}


def percent(part: int, whole: int) -> float | None:
    """One decimal, half up; None of an empty whole."""
    if not whole:
        return None
    return float((Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def held(books: Books) -> Iterator[Answer]:
    for level in ORG_LEVELS:
        orgs = [org for org in books.orgs() if org.level == level]
        for kind in ("all", *OrgKind):
            yield _held_of(level, kind, [o for o in orgs if kind in ("all", o.listed.kind)])
        for kind in ("all", *OrgKind):
            yield _cells_of(
                books, CELL_LEVEL[level], kind, orgs if kind != OrgKind.COMMITTEE else []
            )


def _held_of(level: str, kind: str, orgs: list[Org]) -> Answer:
    counted = [org for org in orgs if not org.is_stopped]
    held = [org for org in counted if org.held]
    return {
        "level": level,
        "kind": kind,
        "held": len(held),
        "total": len(counted),
        "excluded": len(orgs) - len(counted),
        "not_reported": sum(org.not_reported for org in counted),
        "percent": percent(len(held), len(counted)),
        "pilot_held": sum(org.is_pilot for org in held),
        "pilot_total": sum(org.is_pilot for org in counted),
    }


def _cells_of(books: Books, level: str, kind: str, orgs: list[Org]) -> Answer:
    """Sub-cells are cells, counted by the numbers their organisation reports."""
    counted = [org for org in orgs if not org.is_stopped]
    held = sum(org.sub_cells_held(books.as_of) or 0 for org in counted)
    total = sum(org.sub_cells for org in counted)
    silent = [org for org in counted if org.sub_cells_held(books.as_of) is None]
    return {
        "level": level,
        "kind": kind,
        "held": held,
        "total": total,
        "excluded": sum(org.sub_cells for org in orgs if org.is_stopped),
        "not_reported": sum(org.sub_cells for org in silent),
        "percent": percent(held, total),
        "pilot_held": 0,
        "pilot_total": 0,
    }


def held_by_block(books: Books) -> Iterator[Answer]:
    """Settled: a block of two levels has two rows, for levels are never mixed."""
    for (block, level), orgs in books.by_block(books.orgs()):
        answer = _held_of(level, "all", orgs)
        names = ("held", "total", "excluded", "not_reported", "percent")
        yield {"block": block, "level": level} | {name: answer[name] for name in names}


def held_over_time(books: Books) -> Iterator[Answer]:
    """Settled: held, planned and booked up to each week's end, of the organisations of `as_of`.

    Bookings count from `as_of` on; a week that has not begun has nothing held yet.
    """
    for level in ORG_LEVELS:
        stopped = [org for org in books.orgs() if org.level == level and org.is_stopped]
        cells_stopped = sum(org.sub_cells for org in stopped)
        orgs = [org for org in books.followed() if org.level == level]
        deadlines = {name: deadline(books, name) for name in (level, CELL_LEVEL[level])}
        for week in _weeks(books) if orgs else ():
            sunday = week + timedelta(days=6)
            excluded = {"excluded": len(stopped)}
            yield _week(sunday, level, deadlines) | _curve(books, sunday, orgs) | excluded
            told = [org.sub_cells_held(min(sunday, books.as_of)) or 0 for org in orgs]
            yield _week(sunday, CELL_LEVEL[level], deadlines) | {
                "held": sum(told) if week <= books.as_of else None,
                "total": sum(org.sub_cells for org in orgs),
                "excluded": cells_stopped,
            }


def _week(sunday: date, level: str, deadlines: dict[str, date | None]) -> Answer:
    empty = dict.fromkeys(("held", "planned", "registered", "total"))
    return {"date": sunday, "level": level, "deadline": deadlines[level], **empty}


def _curve(books: Books, sunday: date, orgs: list[Org]) -> Answer:
    held = sum(org.held and org.held_on <= sunday for org in orgs)  # type: ignore[operator]
    ahead = [books.booked_on(org) for org in orgs if not org.held]
    booked = sum(day is not None and books.as_of <= day <= sunday for day in ahead)
    plans = [org.told.planned_to for org in orgs if org.told and org.told.planned_to]
    return {
        "held": held if monday(sunday) <= books.as_of else None,
        "planned": sum(day <= sunday for day in plans),
        "registered": held + booked if sunday >= books.as_of else None,
        "total": len(orgs),
    }


def _weeks(books: Books) -> Iterator[date]:
    """From the first report or congress to the last plan, booking or deadline."""
    orgs = books.followed()
    reports = [w.as_of for words in books.words[FormId.PROGRESS].values() for w in words]
    congresses = [org.held_on for org in orgs if org.held and org.held_on]
    plans = [org.told.planned_to for org in orgs if org.told]
    deadlines = [deadline(books, level) for level in ORG_LEVELS]
    ahead = [*plans, *map(books.booked_on, orgs), *deadlines]
    week = monday(min([*reports, *congresses, books.as_of]))
    last = max([books.as_of, *(day for day in ahead if day)])
    while week <= last:
        yield week
        week += timedelta(days=7)
