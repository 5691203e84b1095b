"""What the books say → the rows of Biểu 04: who was seen together stands in one row again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from congress_dash.blank import Group
from congress_dash.filled import typed
from congress_dash.filled.told import Row, Told
from congress_dash.records import FormId

_Finding = tuple[Any, ...]  # text, action, due day, whether put right
_NONE: _Finding = (None, None, None, None)


def inspections(told: Told) -> list[Group]:
    """By day and team; a finding told of a session again stands in a row below."""
    at = told.undated(FormId.INSPECTIONS)
    sessions: dict[tuple[Any, ...], dict[_Finding, list[Row]]] = {}
    for key, visit in told.dated(FormId.INSPECTIONS).items():
        if told.come(visit["visited_on"]):
            together = visit["visited_on"], visit["upload"], visit["session"]
            for finding in _findings(visit, at.get(key)):
                lines = sessions.setdefault(together, {})
                lines.setdefault(finding, []).append({**visit, **_told_then(visit, at.get(key))})
    ordered = sorted(sessions.items(), key=lambda each: (each[0][0], _first(each[1]), each[0][1:]))
    rows = (
        row
        for _, lines in ordered
        for finding, visits in lines.items()
        for row in _rows(told, finding, visits)
    )
    return [Group(None, tuple(rows))]


def _told_then(visit: Row, earlier: Row | None) -> Row:
    """What was on, from the newest report by that day."""
    return {"content": (earlier or visit)["content"]}


def _findings(visit: Row, earlier: Row | None) -> Iterator[_Finding]:
    """That it was found comes from the newest report, what became of it from the one of that day."""
    then = {told["text"]: told for told in (earlier or {}).get("findings") or ()}
    found = visit["findings"] or ()
    for told in found:
        now = then.get(told["text"], {**told, "fixed": None})
        yield told["text"], now["corrective_action"], now["due_on"], now["fixed"]
    if not found:
        yield _NONE


def _first(lines: dict[_Finding, list[Row]]) -> tuple[bool, str]:
    """Standing Board members before the working groups."""
    team = min(visit["team"] for visits in lines.values() for visit in visits)
    return team != "BTV", team


def _rows(told: Told, finding: _Finding, visits: list[Row]) -> Iterator[Row]:
    """One row where every team saw every organisation, else one for each visit."""
    teams = list(dict.fromkeys(visit["team"] for visit in visits))
    units = sorted({visit["unit"] for visit in visits}, key=lambda unit: told.places.get(unit, 0))
    if len(teams) * len(units) == len(visits):
        yield _row(told, finding, visits[0], teams, units)
        return
    for visit in visits:
        yield _row(told, finding, visit, [visit["team"]], [visit["unit"]])


def _row(told: Told, finding: _Finding, visit: Row, teams: list[str], units: list[str]) -> Row:
    text, action, due_on, is_fixed = finding
    return {
        "visited_on": visit["visited_on"],
        "team": "; ".join(filter(None, map(told.team, teams))),
        "organisation": "; ".join(map(told.name, units)),
        "content": visit["content"],
        "finding": text,
        "corrective_action": action,
        "due_on": due_on,
        "result": typed.fixed(is_fixed),
    }
