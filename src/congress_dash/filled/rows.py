"""What the books say → the rows of Biểu 01, 02, 03 and 05, field → what is typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from congress_dash import reference
from congress_dash.blank import Group
from congress_dash.filled import typed
from congress_dash.filled.told import Row, Told
from congress_dash.forms import FORMS
from congress_dash.records import FormId, OrgKind, Progress, Result

_MOST_DRAFTS = 9  # columns of Biểu 03
_KINDS = {OrgKind.COMMITTEE: "ĐB", OrgKind.CELL: "CB"}
SILENT: dict[str, Any] = {
    **dict.fromkeys((f.name for f in dataclasses.fields(Progress)), None),
    "plan_issued": False,
    "draft_in_progress": False,
}
_PROGRESS = tuple(
    column.field
    for column in FORMS[FormId.PROGRESS].layouts[0].columns
    if column.field not in {"organisation", "code", "kind", "members_full", "members_probationary"}
)
_NO_RESULT = dict.fromkeys((f.name for f in dataclasses.fields(Result)), None)


def progress(told: Told) -> list[Group]:
    """Every organisation followed, under its block; who has not reported says so."""
    at, newest = told.undated(FormId.PROGRESS), told.dated(FormId.PROGRESS)
    rows = []
    for org in told.organisations:
        said = _organisation(
            told, org, {**SILENT, **at.get(org["unit"], {})}, newest.get(org["unit"], SILENT)
        )
        row = {field: typed.progress(field, said) for field in _PROGRESS}
        named = {"organisation": told.name(org["unit"]), "code": org["code"]}
        rows.append((org["unit"], {**row, **named, "kind": _KINDS[OrgKind(org["kind"])]}))
    return _by_block(told, rows)


def _organisation(told: Told, org: Row, said: Row, newest: Row) -> Row:
    """What is said of one, as `organisations` answers: Danh mục where Biểu 01 says nothing."""
    status = org["state"] if org["state"] in {"cancelled_reorg", "postponed"} else said["status"]
    return {
        **said,
        "held": True if org["held"] else None if org["not_reported"] else False,
        "held_on": newest["held_on"],
        "held_to": newest["held_to"],
        "plan_issued_on": org["plan_issued_on"] and told.come(org["plan_issued_on"]),
        "submitted_on": told.come(org["submitted_on"]),
        "approved_on": told.come(org["approved_on"]),
        "sub_cells": org["sub_cells"] or said["sub_cells"],
        "sub_cells_held": org["sub_cells_held"],
        "members": org["members"],
        "pilot": org["pilot"] or said["pilot"],
        "status": status,
    }


def results(told: Told) -> list[Group]:
    """Every organisation whose congress day has come, under its block."""
    at = told.undated(FormId.RESULTS)
    rows = []
    for key, newest in told.dated(FormId.RESULTS).items():
        if not told.come(newest["held_on"]):
            continue
        said = {**_NO_RESULT, **at.get(key, {})}
        ratified_on = told.come(newest["ratified_on"])
        is_ratified = bool(ratified_on or not newest["ratified_on"])
        rows.append(
            (
                newest["unit"],
                {
                    "organisation": told.name(newest["unit"]),
                    "held_on": typed.span(newest["held_on"], newest["held_to"]),
                    **{name: said[name] for name in ("convened", "present", "opinions")},
                    "direct_election": typed.yes_no(said["direct_election"]),
                    "reported_on": told.come(newest["reported_on"]),
                    "ratified": typed.paper(
                        newest["ratified_no"] if is_ratified else None, ratified_on, is_issued=False
                    ),
                },
            )
        )
    return _by_block(told, sorted(rows, key=lambda row: told.places.get(row[0], 0)))


def untold_results(told: Told) -> int:
    """How many organisations have met that no report of results has told of."""
    known = {newest["unit"] for newest in told.dated(FormId.RESULTS).values()}
    return sum(bool(org["held"]) and org["unit"] not in known for org in told.organisations)


def documents(told: Told) -> list[Group]:
    """Every document and round, the provincial committee's own first."""
    at, newest = told.undated(FormId.DOCUMENTS), told.dated(FormId.DOCUMENTS)
    order = list(reference.entries("documents"))
    rows = []
    for key in dict.fromkeys((*newest, *at)):
        known = newest.get(key) or at[key]
        drafts = _drafts(told, at.get(key), newest.get(key))
        if key not in at and not drafts:
            continue
        said = at.get(key, {})
        row = {
            "organisation": told.name(known["unit"]),
            "document": reference.label("documents", known["document"]),
            "round": known["round"],
            **drafts,
            **{name: said.get(name) for name in _DOCUMENT},
        }
        place = order.index(known["document"]) if known["document"] in order else len(order)
        rows.append(((told.places.get(known["unit"], 0), place, known["round"]), row))
    return [Group(None, tuple(row for _, row in sorted(rows, key=lambda each: each[0])))]


_DOCUMENT = ("lead", "audience", "sent", "received", "comments", "accepted", "explained", "note")


def _drafts(told: Told, at: Row | None, newest: Row | None) -> dict[str, typed.Typed]:
    """By column: drafts whose day has come, and those without a day that were told by then."""
    dated = {d["revision"]: d for d in (newest or {}).get("drafts", ()) if d["issued_on"]}
    drafts = {n: d for n, d in dated.items() if told.come(d["issued_on"])}
    for undated in (at or {}).get("drafts", ()):
        number, later = undated["revision"], dated.get(undated["revision"])
        is_over = later and not (undated["in_progress"] and not told.come(later["issued_on"]))
        if not undated["issued_on"] and not is_over:
            drafts.setdefault(number, undated)
    return dict(_column(drafts[number]) for number in sorted(drafts))


def _column(draft: Row) -> tuple[str, typed.Typed]:
    """The columns of a form end; a draft beyond them stands as a number."""
    number, is_open = draft["revision"], draft["in_progress"]
    if number > _MOST_DRAFTS:
        return "draft", typed.progress("draft", {"draft": number, "draft_in_progress": is_open})
    return f"draft_{number}", typed.draft(draft["issued_on"], in_progress=is_open)


def schedule(told: Told) -> list[Group]:
    """The bookings of those who have not held their congress, by day and half-day."""
    held = {org["unit"] for org in told.organisations if org["held"]}
    said = [b for b in told.undated(FormId.SCHEDULE).values() if b["unit"] not in held]
    halves = ("day", "morning", "afternoon")

    def place(booking: Row) -> tuple[Any, ...]:
        half = halves.index(booking["session"]) if booking["session"] in halves else len(halves)
        return booking["booked_on"], half, told.places.get(booking["unit"], 0)

    rows = (
        {
            "booked_on": typed.span(booking["booked_on"], booking["booked_to"]),
            "session": typed.session(booking["session"]),
            "organisation": told.name(booking["unit"]),
            "place": booking["place"],
            "attending": typed.roles(booking["attending"]),
            "team": told.team(booking["team"]),
            "note": booking["note"],
        }
        for booking in sorted(said, key=place)
    )
    return [Group(None, tuple(rows))]


def _by_block(told: Told, rows: Iterable[tuple[str, Row]]) -> list[Group]:
    """Blocks of each level in the order in which they first occur, their rows together; whoever is
    directly subordinate comes first."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for unit, row in rows:
        block = reference.label("blocks", told.blocks.get(unit)) or "Chưa xếp khối"
        groups.setdefault((told.levels.get(unit) or "", block), []).append(row)
    ordered = sorted(groups.items(), key=lambda each: each[0][0], reverse=True)
    return [Group(block, tuple(listed), level) for (level, block), listed in ordered]
