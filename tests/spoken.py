"""Answers of `ask` in; every number that the words of a chart may say, out: a rule of its own for each chart.

Numbers are tokens: `13/05/2020`, `11/30` (a share, or a day and a month), `36,7%`, `4,2`, `12`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from typing import Any, Protocol

from congress_dash import reference
from congress_dash.chart import Chart, Kind
from congress_dash.moment import EVERYBODY, Moment

Row = dict[str, Any]
_TOKEN = re.compile(
    r"\d{2}/\d{2}/\d{4}|\d+(?:\.\d{3})*/\d+(?:\.\d{3})*|\d+(?:,\d)?%|\d+,\d|\d+(?:\.\d{3})*"
)
_FORM = re.compile(r"Biểu 0\d")
_WITH_LABELS = (Kind.STACKED_BARS, Kind.FULL_BARS)


class Asked(Protocol):
    moment: Moment

    def rows(self, question: str, at: Moment | None = None) -> list[Row]: ...


# --- what is said --------------------------------------------------------------------------------


def words(chart: Chart) -> list[str]:
    """Title, definition, the labels of bars and the remarks beside figures."""
    said = [chart.title, chart.definition]
    if chart.kind in _WITH_LABELS and chart.columns:
        said += [str(value) for value in chart.columns[0].values]
    if chart.kind is Kind.FIGURES and chart.columns:
        said += [str(value) for value in chart.columns[-1].values]
    return said


def tokens(said: str, names: list[str]) -> Iterator[str]:
    """The numbers of a text, but for those that stand in names of organisations and forms."""
    for name in names:
        said = said.replace(name, "")
    for token in _TOKEN.findall(_FORM.sub("", said)):
        is_day = re.fullmatch(r"\d{2}/\d{2}/\d{4}", token)
        yield token if is_day or "," in token else re.sub(r"\b0(?=\d)", "", token.replace(".", ""))


# --- how numbers are written ---------------------------------------------------------------------


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def short(value: date) -> str:
    return f"{value.day}/{value.month}"


def tenths(part: int, whole: int) -> Decimal:
    """A percentage with one decimal, half up; 0 of an empty whole."""
    return (Decimal(100 * part) / (whole or 1)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def percent(value: Decimal, *, is_exact: bool) -> str:
    return f"{int(value)}%" if is_exact else f"{value}%".replace(".", ",")


def share(part: int, whole: int, excluded: int = 0) -> set[str]:
    """`11/30`, `36,7%`, and how many were told to stop."""
    said = {f"{part}/{whole}", str(excluded)}
    if whole:
        said.add(percent(tenths(part, whole), is_exact=100 * part % whole == 0))
    return said


def of(row: Row) -> set[str]:
    return share(row["held"], row["total"], row["excluded"])


def counts(*numbers: int) -> set[str]:
    return {str(number) for number in numbers}


def among(part: int, whole: int) -> set[str]:
    """A count beside what it is counted of."""
    return {f"{part}/{whole}"}


def followed(books: Asked) -> list[Row]:
    return [row for row in books.rows("organisations") if row["state"] != "cancelled_reorg"]


def unmet(books: Asked) -> int:
    return sum(not row["held"] for row in followed(books))


def ahead(books: Asked) -> set[str]:
    """The last of the days ahead."""
    return {day(books.moment.as_of + timedelta(days=reference.threshold("upcoming_days")))}


def levels(told: list[Row]) -> list[list[Row]]:
    """The rows together, and of each level alone."""
    return [told, *([r for r in told if r["level"] == level] for level in LEVELS)]


LEVELS = ("grassroots", "coordinated", "sub_cell", "coordinated_sub_cell")


# --- one rule a chart ----------------------------------------------------------------------------


def held(books: Asked) -> Iterator[set[str]]:
    """Every share, and what moved since the report before."""
    before = _before(books)
    then = {(r["level"], r["kind"]): r for r in books.rows("held", before)} if before else {}
    for row in books.rows("held"):
        yield of(row) | counts(row["not_reported"])
        if old := then.get((row["level"], row["kind"])):
            yield counts(abs(row["held"] - old["held"]))
    if before:
        yield {day(before.as_of)}


def _before(books: Asked) -> Moment | None:
    days = [row["as_of"] for row in books.rows("report_days")]
    return replace(books.moment, as_of=days[-2]) if len(days) > 1 else None


def held_over_time(books: Asked) -> Iterator[set[str]]:
    for row in books.rows("held"):
        left = row["total"] - row["held"]
        yield of(row) | counts(row["total"], row["not_reported"])
        yield share(left, row["total"], row["excluded"])
        for due in {r["deadline"] for r in books.rows("held_over_time") if r["level"] == row["level"]} - {None}:  # fmt: skip
            days = (due - books.moment.as_of).days
            yield counts(days) | {day(due)}
            if days > 0:
                pace = Decimal(left) * 7 / days
                yield {str(pace.quantize(Decimal("0.1"), ROUND_HALF_UP)).replace(".", ",")}


def held_by_block(books: Asked) -> Iterator[set[str]]:
    told = books.rows("held_by_block")
    for rows in levels(told):
        left, whole = sum(r["total"] - r["held"] for r in rows), sum(r["total"] for r in rows)
        yield among(left, whole) | among(whole, whole)
        yield counts(sum(row["not_reported"] for row in rows))
    for row in told:
        yield of(row) | among(row["total"] - row["held"], row["total"])


def held_by_block_share(books: Asked) -> Iterator[set[str]]:
    least = reference.threshold("ranked_from")
    yield counts(least)
    for rows in levels(books.rows("held_by_block")):
        ranked = [row for row in rows if row["total"] >= least]
        yield counts(len(ranked))
        yield share(*(sum(row[key] for row in ranked) for key in ("held", "total", "excluded")))
    for row in books.rows("held_by_block"):
        yield of(row)


def late_units(books: Asked) -> Iterator[set[str]]:
    told = books.rows("late_units")
    late = sorted((row["days_late"] for row in told), reverse=True)
    yield counts(*map(len, levels(told)), *late[:1], 10, max(len(late) - 10, 0))
    yield among(len(late), unmet(books))
    alike = late.count(late[0]) if late else 0
    yield counts(alike) | among(alike, len(late))


def clocks(books: Asked) -> Iterator[set[str]]:
    yield counts(*map(reference.threshold, ("report_within", "ratify_within")))
    running = [row for row in books.rows("clocks") if row["running_step"]]
    late = [row for row in running if row["is_late"]]
    for number in Counter(row["running_step"] for row in late).values():
        yield among(number, len(running))
    yield counts(*map(len, levels(late)))
    silent = sum(r["running_days_late"] > 0 and not r["is_late"] for r in running)
    yield among(silent, len(running))


def unit_steps(books: Asked) -> Iterator[set[str]]:
    for rows in levels([row for row in books.rows("unit_steps") if row["level"] in LEVELS]):
        going = [r for r in rows if r["state"] != "cancelled_reorg"]
        met = {r["unit"]: r["done"] for r in going if r["step"] == "official_session"}
        approved = {r["unit"]: r["done"] for r in going if r["step"] == "approved"}
        left = [unit for unit, done in met.items() if not done]
        stopped = len({r["unit"] for r in rows}) - len({r["unit"] for r in going})
        yield share(len(left), len(met), stopped) | share(len(met), len(met), stopped)
        yield among(sum(not approved[unit] for unit in left), len(left))
        yield counts(len({r["unit"] for r in going if r["state"] == "unknown"}))


def unit_steps_superior(books: Asked) -> Iterator[set[str]]:
    own = [row for row in books.rows("unit_steps") if row["level"] == "superior"]
    yield share(sum(row["done"] for row in own), len(own))
    yield among(sum(not row["done"] and bool(row["days_late"]) for row in own), len(own))


def not_held(books: Asked) -> Iterator[set[str]]:
    for rows in levels(followed(books)):
        left = [row for row in rows if not row["held"]]
        booked = sum(row["booked_on"] is not None for row in left)
        yield among(len(left), len(rows)) | among(booked, len(left))
        yield counts(sum(row["not_reported"] for row in left))


def newly_held(books: Asked) -> Iterator[set[str]]:
    before = _before(books)
    if before is None:
        return
    then = {row["unit"] for row in books.rows("organisations", before) if row["held"]}
    fresh = [r for r in books.rows("organisations") if r["held"] and r["unit"] not in then]
    yield counts(*map(len, levels(fresh))) | {day(before.as_of)}


def unit_funnel(books: Asked) -> Iterator[set[str]]:
    for rows in levels(books.rows("unit_funnel")):
        waits = Counter(row["waits_for"] for row in rows)
        booked = sum(r["waits_for"] == "approved" and r["rung"] == "scheduled" for r in rows)
        yield counts(len(rows), booked, waits["approved"], waits["scheduled"])
        yield among(booked, waits["approved"])
        yield among(waits["approved"], unmet(books)) | among(waits["scheduled"], unmet(books))
        for wait in ("approved", "scheduled"):
            yield counts(max((r["waits_days"] for r in rows if r["waits_for"] == wait), default=0))


def upcoming(books: Asked) -> Iterator[set[str]]:
    booked = books.rows("upcoming")
    lacks = [set((row["missing"] or "").split("; ")) for row in booked]
    yield counts(*map(len, levels(booked)), reference.threshold("upcoming_days")) | ahead(books)
    yield among(sum(row["clash"] for row in booked), len(booked))
    yield among(sum(bool(each & {"approved", "submitted"}) for each in lacks), len(booked))


def strip(books: Asked) -> Iterator[set[str]]:
    yield counts(len(books.rows("upcoming"))) | ahead(books)
    met: dict[date, bool] = {}
    for row, last in zip(books.rows("upcoming"), last_days(books), strict=True):
        for number in range((last - row["date"]).days + 1):
            on = row["date"] + timedelta(days=number)
            met[on] = met.get(on, False) or row["clash"]
    yield counts(len(met)) | {day(on) for on in (*sorted(met)[:1], *sorted(met)[-1:])}
    yield {day(on) for on, is_clash in met.items() if is_clash}


def last_days(books: Asked) -> list[date]:
    """Until when each congress ahead lasts: as booked; where the booking is but the first of at most
    three planned days, until the last of these."""
    planned = {row["unit"]: row for row in books.rows("organisations")}
    lasts = []
    for row in books.rows("upcoming"):
        first, last = (planned[row["unit"]][key] for key in ("planned_from", "planned_to"))
        is_rough = planned[row["unit"]]["planned_text"] is not None
        is_first = row["date"] == row["until"] == first and not is_rough and last is not None
        lasts.append(last if is_first and (last - row["date"]).days < 3 else row["until"])
    return lasts


def to_direct(books: Asked) -> Iterator[set[str]]:
    yield whose(books)
    units = len({row["unit"] for row in directed(books)})
    shown = min(units, reference.threshold("directed_at_most"))
    yield among(shown, units) | among(units - shown, units)
    yield counts(sum(row["untold"] for row in books.rows("findings"))) | told_on(books)


def directed(books: Asked) -> list[Row]:
    """Before the first Biểu 01 nobody is behind with one."""
    is_told = bool(books.rows("report_days"))
    return [row for row in books.rows("to_direct") if is_told or row["kind"] != "not_reported"]


def whose(books: Asked) -> set[str]:
    """Of those followed; the provincial committee itself is none of them."""
    units = {row["unit"] for row in followed(books)}
    return among(len(units & {row["unit"] for row in directed(books)}), len(units))


def told_on(books: Asked) -> set[str]:
    """Up to which day the report in force goes."""
    return {day(row["as_of"]) for row in books.rows("sources")}


def outlook(books: Asked) -> Iterator[set[str]]:
    yield {"8", "10"}  # how sure the range is, in words
    for row in books.rows("outlook"):
        left, due = row["total"] - row["held"], row["deadline"]
        yield (
            of(row) | counts(row["total"]) | {day(due)} | share(left, row["total"], row["excluded"])
        )
        yield among(row["at_risk"] or 0, left) | among(row["registered_before"] or 0, left)
        for key in ("earliest", "likely_done_on", "latest"):
            yield {day(row[key])} if row[key] else set()
        if first := row[
            "earliest"
        ]:  # without the month and year of the last day, where they are the same
            yield {short(first)} if first.month != row["latest"].month else counts(first.day)
        if row["likely_done_on"]:
            yield counts(abs((row["likely_done_on"] - due).days))


def cycle_comparison(books: Asked) -> Iterator[set[str]]:
    for row in books.rows("cycle_comparison"):
        yield of(row) | {day(row["day"])} | counts(abs(row["days_before"]))
        yield {*re.findall(r"\d+", row["cycle"])} if row["cycle"] else set()


def draft_revisions(books: Asked) -> Iterator[set[str]]:
    """How many documents stand at each draft, and its number; the draft drawn at most."""
    own = {row["unit"] for row in books.rows("names") if row["scope"] == "superior"}
    told = books.rows("current_drafts")
    for rows in (told, [row for row in told if row["unit"] in own]):
        standing = Counter(row["revision"] or 0 for row in rows)
        yield counts(*standing.keys())
        yield {f"{number}/{len(rows)}" for number in standing.values()}


def current_drafts(books: Asked) -> Iterator[set[str]]:
    least = reference.threshold("stuck_days")
    told = books.rows("current_drafts")
    stuck = [row["days_since"] for row in told if (row["days_since"] or 0) > least]
    yield counts(least, *sorted(stuck)[-1:]) | among(len(stuck), len(told))


def comments(books: Asked) -> Iterator[set[str]]:
    own = {row["unit"] for row in books.rows("names") if row["scope"] == "superior"}
    every = [row for row in books.rows("current_drafts") if row["comments_received"]]
    for rows in (every, [row for row in every if row["unit"] in own]):
        parts = [(r["comments_received"], r["comments_accepted"] or 0, r["comments_explained"] or 0) for r in rows]  # fmt: skip
        received = sum(part[0] for part in parts)
        taken, said = sum(part[1] for part in parts), sum(part[2] for part in parts)
        left = sum(max(part[0] - part[1] - part[2], 0) for part in parts)
        yield counts(received)
        whole = taken + said + left
        reached = [tenths(part, whole) for part in accumulate((taken, said, left))]
        grown = (now - before for now, before in zip(reached, (0, *reached), strict=False))
        for part, more in zip((taken, said, left), grown, strict=True):
            yield {f"{part}/{whole}", percent(more, is_exact=not whole or 100 * part % whole == 0)}


def drafts_of_units(books: Asked) -> Iterator[set[str]]:
    yield {"1"}  # of n-1, in the definition
    told = [row for row in books.rows("organisations") if row["state"] != "cancelled_reorg"]
    done = [(row["draft"] or 0) - bool(row["draft_in_progress"] and row["draft"]) for row in told]
    most = max(done, default=0)
    yield share(done.count(most), len(told)) | counts(most)


def never_visited(books: Asked) -> Iterator[set[str]]:
    wholes = levels(books.rows("visit_coverage"))
    for rows, whole in zip(levels(books.rows("never_visited")), wholes, strict=True):
        yield among(len(rows), sum(row["total"] for row in whole))


def visits_over_time(books: Asked) -> Iterator[set[str]]:
    told = books.rows("visits_over_time")
    yield counts(sum(row["visits"] for row in told), sum(row["units"] for row in told))
    yield {day(min(row["first_on"] for row in told))} if told else set()


def teams(books: Asked) -> Iterator[set[str]]:
    """Sessions and organisation-visits of every team, and its number."""
    told = books.rows("visits_over_time")
    for team in {row["team"] for row in (*told, *books.rows("teams"))}:
        of_team = [row for row in told if row["team"] == team]
        yield counts(*(sum(row[key] for row in of_team) for key in ("visits", "units"))) | {team}


def visit_coverage(books: Asked) -> Iterator[set[str]]:
    told = books.rows("visit_coverage")
    for rows in (*levels(told), *([row] for row in told)):
        yield share(*(sum(row[key] for row in rows) for key in ("visited", "total", "excluded")))


def units_visited(books: Asked) -> Iterator[set[str]]:
    last = {row["unit"]: row["visited_on"] for row in sorted(books.rows("unit_visits"), key=lambda r: r["visited_on"])}  # fmt: skip
    open_ = {r["unit"] for r in books.rows("organisations") if not r["held"] and r["state"] != "cancelled_reorg"}  # fmt: skip
    waits = [(books.moment.as_of - on).days for unit, on in last.items() if unit in open_]
    yield among(len(last), len(followed(books))) | counts(max(waits, default=0))


def findings(books: Asked) -> Iterator[set[str]]:
    told = books.rows("findings")
    total = sum(row["count"] for row in told)
    yield counts(total) | told_on(books) | among(sum(row["untold"] for row in told), total)
    for row in told:
        yield among(row["count"] - row["untold"], total) | counts(row["units"])


def by_month(books: Asked) -> Iterator[set[str]]:
    told = books.rows("findings_by_month")
    left = [row for row in told if row["state"] != "fixed" and row["count"] > row["untold"]]
    yield remedied(books, told)
    oldest = min((row["month"] for row in left), default=None)
    yield {f"{oldest.month}/{oldest.year}"} if oldest else set()


def remedied(books: Asked, told: list[Row]) -> set[str]:
    """Of these findings: how many are left, and of how many nobody knows what became of them."""
    total, untold = (sum(row[key] for row in told) for key in ("count", "untold"))
    left = sum(row["count"] - row["untold"] for row in told if row["state"] != "fixed")
    return among(left, total) | among(untold, total) | counts(total) | told_on(books)


def categories(books: Asked) -> Iterator[set[str]]:
    told = books.rows("finding_categories")
    every = sorted((r for r in told if r["state"] == "all" and r["count"]), key=lambda r: -r["count"])  # fmt: skip
    found = [row["count"] for row in every]
    running = list(accumulate(found))
    for number, many in enumerate(running, start=1):
        yield share(many, running[-1])
        if 100 * many >= 79.95 * running[-1]:
            yield counts(number) | among(number, len(every))
            break
    for many in running:
        yield share(many, running[-1])
    yield counts(len(every), *running[-1:], *(row["units"] for row in every[:1]))
    yield {f"{number}/{running[-1]}" for number in found[:1]}
    again = {row["category"] for row in every if row["units"] > 1}
    yield among(len(again), len(every))
    yield remedied(books, [r for r in told if r["category"] in again and r["state"] != "all"])


def lessons(books: Asked) -> Iterator[set[str]]:
    told = books.rows("lessons")
    stuck = {
        row["unit"] for row in told if row["state"] in ("open", "overdue") and not row["untold"]
    }
    unclear = {row["unit"] for row in told if row["untold"]} - stuck
    unseen = {row["unit"] for row in told if row["state"] == "unvisited"}
    yield counts(len({row["lesson"] for row in told}))
    yield {
        f"{len(which)}/{len({row['unit'] for row in told})}" for which in (stuck, unclear, unseen)
    }
    held_on = [
        row["done_on"] or row["due_on"]
        for row in books.rows("milestones")
        if row["step"] == "lessons_conference"
    ]
    yield {day(on) for on in held_on}


def freshness(books: Asked) -> Iterator[set[str]]:
    told = books.rows("freshness")
    newest = max((row["last_as_of"] for row in told if row["last_as_of"]), default=None)
    behind = sum(r["last_as_of"] != newest or bool(r["waiting"] or r["not_reported"]) for r in told)
    yield among(behind, len(told))
    yield {day(newest)} if newest else set()
    yield {day(row["as_of"]) for row in books.rows("sources")}


def compare(books: Asked) -> Iterator[set[str]]:
    """Both shares, and by how much held and total moved; without a choice against the report before."""
    before = _before(books)
    if before is None:
        return
    yield {day(before.as_of)}
    for now, old in zip(books.rows("held"), books.rows("held", before), strict=True):
        yield of(now) | of(old)
        yield counts(*(abs(now[key] - old[key]) for key in ("held", "total")))


def changes(books: Asked) -> Iterator[set[str]]:
    told = books.rows("compare")
    yield counts(len(told), len({row["unit"] for row in told}))
    yield counts(*Counter(row["change"] for row in told).values())
    yield among(sum(row["why"] != "reality" for row in told), len(told))
    before = _before(books)
    yield {day(before.as_of)} if before else set()


def unit_next(books: Asked) -> Iterator[set[str]]:
    """Of one organisation: when the next step is due, how far off that is, and how late it is."""
    for row in books.rows("unit_next"):
        yield {day(row["due_on"])} if row["due_on"] else set()
        yield counts(abs(row["days_left"] or 0), row["working_days_late"] or 0)
    yield counts(*(row["days_late"] for row in books.rows("late_units")))
    own = [row for row in books.rows("unit_steps") if row["level"] == "superior"]
    yield counts(max((r["days_late"] or 0 for r in own if not r["done"]), default=0))


def unit_story(books: Asked) -> Iterator[set[str]]:
    yield {day(row["day"]) for row in books.rows("unit_story") if row["state"] in ("done", "told")}


def unit_visits(books: Asked) -> Iterator[set[str]]:
    told = books.rows("unit_story")
    found = [row for row in told if row["event"] == "finding"]
    yield counts(sum(row["event"] == "visit" for row in told), len(found))
    known = Counter("untold" if row["untold"] else row["state"] for row in found)
    yield {f"{number}/{len(found)}" for number in known.values()}


def unit_values(books: Asked) -> Iterator[set[str]]:
    """A last day that is the first one once more is not said."""
    told = {row["field"]: row for row in books.rows("unit_values")}
    for first, last in (("held_on", "held_to"), ("planned_from", "planned_to"), ("booked_on", "booked_to")):  # fmt: skip
        if first in told and last in told and told[first]["value"] == told[last]["value"]:
            del told[last]
    yield counts(len(told), len({row["upload"] for row in told.values()}))


# --- what only the report and the briefing show ---------------------------------------------------


def milestones(books: Asked) -> Iterator[set[str]]:
    told = books.rows("milestones")
    done = [row["done_on"] for row in told if row["done_on"] is not None]
    yield among(len(done), len(told))


def pauses(books: Asked) -> Iterator[set[str]]:
    yield counts(len(books.rows("pauses")))


def sources(books: Asked) -> Iterator[set[str]]:
    yield counts(len(speaking(books) - {"catalogue"}))


def speaking(books: Asked) -> set[str]:
    """Forms of the day or before, and those of later days that tell of something dated by then."""
    day_, view = books.moment.as_of, replace(books.moment, view=EVERYBODY)
    dated = {
        "progress": any(row["held"] for row in books.rows("held", view)),
        "results": any(r["reported_on"] or r["ratified_on"] for r in books.rows("clocks", view)),
        "documents": any(row["issued_on"] for row in books.rows("draft_revisions", view)),
        "inspections": bool(books.rows("visits_over_time", view)),
    }
    return {r["form"] for r in books.rows("sources") if r["as_of"] <= day_ or dated.get(r["form"])}


def results(books: Asked) -> Iterator[set[str]]:
    told = [row for row in books.rows("clocks") if row["state"] != "cancelled_reorg"]
    yield counts(len(told)) | among(sum(r["ratified_on"] is not None for r in told), len(told))


def documents(books: Asked) -> Iterator[set[str]]:
    own = {row["unit"] for row in books.rows("names") if row["scope"] == "superior"}
    told = [row["unit"] for row in books.rows("current_drafts")]
    yield counts(len(told), sum(unit in own for unit in told))


def visits(books: Asked) -> Iterator[set[str]]:
    yield counts(len(books.rows("unit_visits")))


def booked(books: Asked) -> Iterator[set[str]]:
    open_ = [row for row in followed(books) if not row["held"]]
    yield among(sum(row["booked_on"] is not None for row in open_), len(open_))


def tasks(books: Asked) -> Iterator[set[str]]:
    """What falls due in the days ahead: congresses, steps before one or before a deadline, the rest."""
    days = reference.threshold("upcoming_days")
    last = books.moment.as_of + timedelta(days=days)
    due = [r for r in books.rows("unit_next") if r["due_on"] and books.moment.as_of <= r["due_on"] <= last]  # fmt: skip
    congresses = sum(row["step"] == "official_session" for row in due)
    later = sum(row["due_by"] in ("clock", "milestone") and row["step"] != "official_session" for row in due)  # fmt: skip
    yield counts(days, congresses, len(due) - congresses - later, later) | ahead(books)


def proposals(books: Asked) -> Iterator[set[str]]:
    yield counts(len({row["kind"] for row in directed(books)})) | whose(books)


RULES: dict[str, Callable[[Asked], Iterator[set[str]]]] = {
    "held": held,
    "held_over_time.grassroots": held_over_time,
    "held_over_time.coordinated": held_over_time,
    "held_over_time.sub_cell": held_over_time,
    "held_by_block": held_by_block,
    "held_by_block.share": held_by_block_share,
    "late_units": late_units,
    "late_units.bars": late_units,
    "clocks": clocks,
    "unit_steps": unit_steps,
    "unit_steps.superior": unit_steps_superior,
    "organisations.not_held": not_held,
    "organisations.newly_held": newly_held,
    "unit_funnel": unit_funnel,
    "unit_funnel.waiting": unit_funnel,
    "upcoming": upcoming,
    "upcoming.strip": strip,
    "to_direct": to_direct,
    "outlook": outlook,
    "outlook.grassroots": outlook,
    "cycle_comparison": cycle_comparison,
    "draft_revisions": draft_revisions,
    "current_drafts": current_drafts,
    "current_drafts.comments": comments,
    "organisations.drafts": drafts_of_units,
    "never_visited": never_visited,
    "visits_over_time": visits_over_time,
    "visits_over_time.teams": teams,
    "visit_coverage": visit_coverage,
    "visits_over_time.units": units_visited,
    "findings": findings,
    "findings.table": findings,
    "findings_by_month": by_month,
    "finding_categories": categories,
    "finding_categories.table": categories,
    "lessons": lessons,
    "balance": held,
    "milestones": milestones,
    "pauses": pauses,
    "sources": sources,
    "clocks.form": results,
    "current_drafts.form": documents,
    "unit_visits": visits,
    "organisations.booked": booked,
    "unit_next.tasks": tasks,
    "to_direct.proposals": proposals,
    "freshness": freshness,
    "compare": compare,
    "compare.changes": changes,
    "unit_next": unit_next,
    "unit_story": unit_story,
    "unit_story.visits": unit_visits,
    "unit_story.values": unit_values,
}


def unfounded(chart: Chart, books: Asked) -> list[str]:
    """The numbers in the words of a chart that no rule finds in the answers."""
    names = [row["name"] for row in books.rows("known_units")]
    names += [reference.label("steps", step) for step in reference.entries("steps")]
    names.sort(key=len, reverse=True)
    days = {day(row["newest_as_of"]) for row in books.rows("sources")} | {day(books.moment.as_of)}
    found = set[str]().union(days, *RULES[chart.key](books))
    return [token for text in words(chart) for token in tokens(text, names) if token not in found]
