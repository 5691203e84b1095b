"""The books in; the next step of every organisation and the day it is due by, out (contract §5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from congress_dash.records import FormId, Scope, Status
from oracle_books import Answer, Books, Org, said
from oracle_calendar import clocks, holidays, overdue, working_days_between
from oracle_marks import deadline, marks
from oracle_steps import named

WAY = ("plan_issued", "draft_n", "comment_round_k", "submitted", "approved", "official_session",
       "result_reported", "result_approved")  # fmt: skip


def unit_next(books: Books) -> Iterator[Answer]:
    """Settled: the first step of the way after the last one done, whatever was left out before it; told
    to stop or postponed and not held, or not reported: none."""
    yield from _own(books)
    running = {row["unit"]: row for row in clocks(books)}
    late = overdue(books)
    for org in books.orgs():
        step = _next(books, org)
        due, by = _due(books, org, step, running.get(org.unit))
        clock = running.get(org.unit) if by == "clock" else None
        yield {
            **named(org),
            "step": step,
            "due_on": due,
            "due_by": by,
            "days_left": (due - books.as_of).days if due else None,
            "state": books.state(org),
            "level": org.level,
            "working_days_late": _worked_late(books, due) if clock else None,
            "is_late": (org.unit in late) if org.held else None,
        }


def _own(books: Books) -> Iterator[Answer]:
    """The provincial committee's own milestone that waits longest; of one day the first by name."""
    waits = [m for m in marks(books) if m.level == "superior" and m.step]
    waits = [m for m in waits if not (m.done_on and m.done_on <= books.as_of)]
    first = min(waits, key=lambda m: (m.due_on, m.milestone), default=None)
    for org in books.listed(Scope.SUPERIOR):
        yield {
            "unit": org.unit,
            "name": org.name,
            "block": org.block,
            "step": first.step if first else None,
            "due_on": first.due_on if first else None,
            "due_by": "milestone" if first else None,
            "days_left": (first.due_on - books.as_of).days if first else None,
            "state": None,
            "level": "superior",
            "working_days_late": None,
            "is_late": None,
        }


def _next(books: Books, org: Org) -> str | None:
    waits = org.status is Status.STOPPED or (org.status is not None and not org.held)
    if waits or org.not_reported:
        return None
    done = [step for step in WAY if _is_done(books, org, step)]
    following = WAY.index(done[-1]) + 1 if done else 0
    return WAY[following] if following < len(WAY) else None


def _is_done(books: Books, org: Org, step: str) -> bool:
    told = org.told
    result = said(books.words[FormId.RESULTS].get(org.unit, []))
    match step:
        case "plan_issued":
            dated = org.latest.plan_issued_on if org.latest else None
            return dated <= books.as_of if dated else bool(told and told.plan_issued)
        case "draft_n":
            first_is_written = told and told.draft == 1 and not told.draft_in_progress
            return bool(told and told.draft and (told.draft > 1 or first_is_written))
        case "comment_round_k":
            return bool(told and told.comments)
        case "submitted" | "approved":
            return org.day_of(f"{step}_on") is not None
        case "official_session":
            return org.held
        case "result_reported":
            return org.held and books.came(result, "reported_on")
    return org.held and books.came(result, "ratified_on")


def _due(
    books: Books, org: Org, step: str | None, clock: Answer | None
) -> tuple[date | None, str | None]:
    """The day and what says so."""
    if step is None:
        return None, None
    if clock:
        due = clock["ratify_due_on" if clock["reported_on"] else "report_due_on"]
        assert isinstance(due, date)
        return due, "clock"
    planned = org.told.planned_to if org.told else None
    told = {
        "booked": books.booked_on(org),
        "planned": planned,
        "deadline": deadline(books, org.level),
    }
    return next(((day, by) for by, day in told.items() if day), (None, None))


def _worked_late(books: Books, due: date | None) -> int | None:
    return working_days_between(due, books.as_of, holidays(books)) if due else None
