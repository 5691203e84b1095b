"""Invents a small province and what its staff might send: random, plausible, full of odd turns.

Everything hangs on one `Random`, so that a seed or hypothesis can replay (and shrink) a story.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from congress_dash.records import (
    Alias,
    Booking,
    Cycle,
    Document,
    Draft,
    Finding,
    FormId,
    Holiday,
    Milestone,
    OrgKind,
    PartyOrg,
    Pause,
    Preview,
    Progress,
    Record,
    Result,
    Status,
    Visit,
    WaitingRow,
)
from invented import (
    ATTENDING,
    BOOKED_DAYS,
    CATALOGUE,
    DOCUMENTS,
    FINDINGS,
    HOLIDAYS,
    OWN_STEPS,
    PLACES,
    REPORT_DAYS,
    START,
    TEAMS,
    UNITS,
    VISIT_DAYS,
    VisitRow,
)
from oracle import Accepted

T = TypeVar("T")
BASES = (None, "Kế hoạch 38", "Kế hoạch 71-KH/ĐUCA", "Chỉ thị 35-CT/TW ngày 30/5/2019",
         "Kết luận 126 - KL/TW")  # fmt: skip


@dataclass(slots=True)
class Diary:
    """What came in so far, and the chance that decides what comes next.

    `is_steady`: the catalogue neither loses organisations nor ends them, so that every later file
    finds them.
    """

    chance: Random
    favourite: FormId = FormId.PROGRESS
    is_steady: bool = False
    visit_rows: list[VisitRow] = field(default_factory=list)
    kept: list[Accepted] = field(default_factory=list)
    withdrawn: set[int] = field(default_factory=set)

    # --- small decisions -------------------------------------------------------------------------

    def rarely(self, share: float = 0.15) -> bool:
        return self.chance.random() < share

    def maybe(self, value: T, share: float = 0.5) -> T | None:
        return value if self.rarely(share) else None

    def some(self, choices: tuple[T, ...], share: float = 0.6) -> list[T]:
        return [choice for choice in choices if self.rarely(share)]

    def day(self, until: date | None = None) -> date:
        """Often the very day of a report, so that "on" and "after" are told apart."""
        day = START - timedelta(days=10) + timedelta(days=self.chance.randrange(80))
        day = self.chance.choice([day, *REPORT_DAYS[:2], self.chance.choice(REPORT_DAYS)])
        return min(day, until) if until else day

    def count(self, most: int = 9) -> int | None:
        return self.maybe(self.chance.randrange(most + 1), 0.8)

    # --- one upload ------------------------------------------------------------------------------

    def upload(self, form: FormId | None = None) -> Accepted:
        """The next upload: a form, a day, its rows, rows that wait, keys struck out."""
        form = form or self.chance.choice([*FormId, *[self.favourite] * 5, *[FormId.PROGRESS] * 3])
        as_of = START if form is FormId.CATALOGUE and not self.kept else self._report_day()
        records = tuple({r.key: r for r in self.rows(form, as_of)}.values())
        told = {record.key for record in records}
        known = {r.key for u in self.kept if u.form is form for r in u.records} - told
        if self.is_steady and form is FormId.CATALOGUE:
            known = set()
        upload = Accepted(
            upload=len(self.kept) + 1,
            form=form,
            as_of=as_of,
            records=records,
            struck=tuple(self.some(tuple(sorted(known)), 0.12)),
            waiting=tuple(self._waiting(form, told)),
        )
        self.kept.append(upload)
        return upload

    def rows(self, form: FormId, as_of: date) -> list[Record]:
        """What the sheet of that form says."""
        write: dict[FormId, Callable[[date], list[Record]]] = {
            FormId.CATALOGUE: self._catalogue,
            FormId.PROGRESS: lambda day: [self.progress(u, day) for u in self.some(UNITS)],
            FormId.RESULTS: lambda day: [self._result(u, day) for u in self.some(UNITS, 0.4)],
            FormId.DOCUMENTS: self._documents,
            FormId.INSPECTIONS: self._visits,
            FormId.SCHEDULE: lambda day: [self._booking(u) for u in self.some(UNITS, 0.8)],
        }
        return write[form](as_of)

    def _report_day(self) -> date:
        """Mostly onwards in time, now and then a late report of an earlier day."""
        if self.rarely(0.35):
            return self.chance.choice(REPORT_DAYS)
        return REPORT_DAYS[min(len(self.kept) // 2, len(REPORT_DAYS) - 1)]

    def _waiting(self, form: FormId, told: set[str]) -> list[WaitingRow]:
        """Rows of organisations that the accepted rows do not speak of, or of nobody known."""
        rows = []
        nameless = form in (FormId.CATALOGUE, FormId.INSPECTIONS)
        for number, unit in enumerate(UNITS):
            whose = None if nameless or self.rarely(0.2) else unit
            key = whose
            if form is FormId.CATALOGUE:
                key = f"org:don-vi-moi-so-{20 + number}"
            if whose and form is FormId.DOCUMENTS:
                key = self.maybe(f"{unit}|political_report|1", 0.6)
            if self.rarely(0.1) and key not in told:
                rows.append(WaitingRow("Biểu", 20 + number, whose, key, "unreadable_date"))
        return rows

    # --- rows of each form -----------------------------------------------------------------------

    def _catalogue(self, as_of: date) -> list[Record]:
        first = not self.kept
        orgs = CATALOGUE if first else self.some(CATALOGUE, 0.7)
        entries: list[Record] = [self._moved(org) for org in orgs]
        entries += [*TEAMS, Alias("alias:tham muu", "Tham mưu", "PV01")] if first else []
        free = [Holiday(f"holiday:{day}", day, None) for day in self.some(HOLIDAYS)]
        return [*entries, *self._milestones(), *self._pauses(), *self._cycles(), *free]

    def _moved(self, org: PartyOrg) -> PartyOrg:
        if not self.rarely(0.7):
            return org
        return replace(
            org,
            kind=self.chance.choice(list(OrgKind)),
            block=self.chance.choice(["XDLL", "CS", "CAH", org.block]),
            sub_cells=self.count(),
            pilot=self.rarely(0.6),
            status=self.maybe(self.chance.choice(list(Status)), 0.35),
            valid_from=None if self.is_steady else self.maybe(self.day(), 0.15),
            valid_to=None if self.is_steady else self.maybe(self.day(), 0.4),
            successor=self.maybe(self._successor(), 0.8),
        )

    def _successor(self) -> str:
        """One, or several after a split; now and then nobody known, or the organisation itself."""
        codes = self.some((*UNITS, "PX99"), 0.25) or ["PC02"]
        self.chance.shuffle(codes)
        return "; ".join(codes)

    def _milestones(self) -> list[Record]:
        marks: list[Record] = []
        for level in self.some(("grassroots", "coordinated", "sub_cell"), 0.7):
            for basis in self.some(BASES, 0.5):
                for since in self.some((None, START, REPORT_DAYS[5])):
                    name = self.chance.choice([*["Hoàn thành đại hội"] * 3, "Bắt đầu đại hội"])
                    key = f"milestone:{level}|{name}|{basis}|{since or ''}"
                    marks.append(Milestone(key, level, name, None, self.day(), basis, since, None))
        return [*marks, *(self._own_step(*step) for step in self.some(OWN_STEPS, 0.7))]

    def _pauses(self) -> list[Record]:
        """Short and long ones, some over one another."""
        starts = [self.day() for _ in range(self.chance.choice([0, 1, 1, 2]))]
        ends = [day + timedelta(days=self.chance.choice([0, 3, 20])) for day in starts]
        return [Pause(f"pause:{a}", a, b, None) for a, b in zip(starts, ends, strict=True)]

    def _cycles(self) -> list[Record]:
        """Mostly none; else cycles that begin before, amid and after the reports."""
        starts = (START - timedelta(days=300), *REPORT_DAYS[3:6:2], REPORT_DAYS[7])
        chosen = self.some(starts, 0.6) if self.rarely(0.3) else []
        return [Cycle(f"cycle:{day.year} {day:%j}", f"{day:%Y-%j}", f"Nhiệm kỳ {day}", day, None)
                for day in chosen]  # fmt: skip

    def _own_step(self, name: str, step: str) -> Milestone:
        """A step of the provincial committee itself."""
        key = f"milestone:superior|{name}||"
        return Milestone(
            key, "superior", name, step, self.day(), None, None, self.maybe(self.day())
        )

    def progress(self, unit: str, as_of: date) -> Progress:
        """One row of Biểu 01."""
        held = self.chance.choice([True, True, False, False, None])
        held_on = self.maybe(self.day(as_of)) if held else None
        planned = self.maybe(self.day(), 0.6)
        cells = self.count()
        most = 5 if cells is None else cells
        plan = self.rarely(0.6)
        return Progress(
            key=unit, unit=unit, sub_cells=cells,
            sub_cells_held=self.maybe(self.chance.randrange(most + 1), 0.8), members=None,
            plan_no=None, plan_issued=plan, plan_issued_on=self.maybe(self.day()) if plan else None,
            draft=self.maybe(self.chance.randrange(1, 4), 0.4), draft_in_progress=self.rarely(),
            comments=self.maybe(self.chance.randrange(5), 0.4),
            submitted_on=self.maybe(self.day(), 0.4), approved_on=self.maybe(self.day(), 0.3),
            planned_from=planned, planned_to=planned, planned_text=None,
            held=held, held_on=held_on, held_to=self._last_day(held_on, as_of), congress_form=None,
            pilot=self.maybe(self.rarely(0.5), 0.4), direct_election=None,
            status=self.maybe(self.chance.choice(list(Status)), 0.25), note=None,
        )  # fmt: skip

    def _last_day(self, first: date | None, until: date) -> date | None:
        """Of a congress: mostly its only day."""
        return min(first + timedelta(days=self.rarely(0.3)), until) if first else None

    def _result(self, unit: str, as_of: date) -> Result:
        return Result(unit, unit, self.day(as_of), None, None, None, None, None,
                      self.maybe(self.day(), 0.6), None, self.maybe(self.day(), 0.4))  # fmt: skip

    def _documents(self, as_of: date) -> list[Record]:
        return [
            Document(
                key=f"{unit}|{document}|{number}", unit=unit, document=document, round=number,
                lead=None, drafts=self._drafts(as_of), audience=None, sent=None, received=None,
                comments=self.count(), accepted=self.count(), explained=self.count(), note=None,
            )
            for unit in self.some(("DUCA", "PC02"), 0.7)
            for document in self.some(DOCUMENTS)
            for number in self.some((1, 2), 0.5)
        ]  # fmt: skip

    def _drafts(self, as_of: date) -> tuple[Draft, ...]:
        numbers = self.some((1, 2, 3, 4))
        days = sorted(self.day(as_of) for _ in numbers)
        return tuple(
            Draft(number, None, self.rarely(0.5)) if self.rarely(0.3) else Draft(number, day, False)
            for number, day in zip(numbers, days, strict=True)
        )

    def _visits(self, as_of: date) -> list[Record]:
        """Rows of Biểu 04, a visit told over several rows joined as a reader would join it."""
        visits: dict[str, Visit] = {}
        claimed: set[tuple[str, tuple[str, ...]]] = set()
        self.visit_rows = []
        for number in range(9, 9 + self.chance.randrange(6)):
            row = self._visit_row(number, as_of)
            if not row.claims() & claimed:
                claimed |= row.claims()
                self.visit_rows.append(row)
                for visit in row.visits():
                    earlier = visits.get(visit.key)
                    visits[visit.key] = _joined(earlier, visit) if earlier else visit
        return list(visits.values())

    def _visit_row(self, number: int, as_of: date) -> VisitRow:
        return VisitRow(
            number,
            min(self.chance.choice([*VISIT_DAYS, *VISIT_DAYS, self.day()]), as_of),
            tuple(self.some(("BTV", "1"), 0.6) or ["2"]),
            tuple(self.some(UNITS, 0.3) or UNITS[:1]),
            tuple(self._finding(text) for text in self.some(FINDINGS, 0.3)[:1]),
        )

    def _finding(self, text: str) -> Finding:
        fixed = self.chance.choice([None, False, True])
        return Finding(text, None, self.maybe(self.day(), 0.7), fixed)

    def _booking(self, unit: str) -> Booking:
        day = self.chance.choice([self.day(), *BOOKED_DAYS])
        last = day + timedelta(days=self.rarely(0.25))
        session = self.chance.choice(["morning", "afternoon", "day"])
        place, team = self.maybe(self.chance.choice(PLACES), 0.8), self.maybe("2", 0.3)
        attending = tuple(self.some(ATTENDING, 0.5))
        return Booking(unit, unit, day, last, session, place, team, None, attending)

    # --- withdrawal ------------------------------------------------------------------------------

    def withdraw(self) -> int | None:
        """Any upload that still counts, not only the last."""
        live = [u.upload for u in self.kept if u.upload not in self.withdrawn]
        live = live[1:] if self.is_steady else live
        if not live:
            return None
        number = self.chance.choice(live)
        self.withdrawn.add(number)
        return number


def _joined(earlier: Visit, later: Visit) -> Visit:
    return replace(earlier, findings=earlier.findings + later.findings)


def preview(upload: Accepted, revision: int) -> Preview:
    """The upload as a look at its workbook would have shown it."""
    content = repr(upload).encode()
    return Preview(
        file=f"{upload.form}-{upload.upload}.xlsx", form=upload.form, sheet="Biểu",
        as_of=upload.as_of, sha256=hashlib.sha256(content).hexdigest(), content=content,
        rows=len(upload.records) + len(upload.waiting), records=upload.records,
        waiting=upload.waiting, missing=upload.struck, problems=(), decisions=(), checksums=(),
        dropped=(), changes=(), revision=revision, struck=upload.struck,
    )  # fmt: skip
