"""Accepted uploads, withdrawals and a moment in; the answers of contract §5 out, slow and obvious.

Written from contract.md §1, §2, §3, §5 and domain.md §1.8, §8, not from the SQL; of the product it
shares the record dataclasses only. A report that lacks a key says nothing of it; a strike is a
report that says "nothing". What the contract leaves open is settled here, marked `Settled:`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from congress_dash.records import (
    Booking,
    Document,
    Draft,
    Finding,
    FormId,
    Milestone,
    OrgKind,
    PartyOrg,
    Progress,
    Record,
    Scope,
    Status,
    Visit,
    WaitingRow,
)

Answer = dict[str, object]
SET_OF_FOUR = ("political_report", "self_review_report", "draft_resolution", "action_programme")
ORG_LEVELS = ("grassroots", "coordinated")
CELL_LEVEL = {"grassroots": "sub_cell", "coordinated": "coordinated_sub_cell"}


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted upload, as somebody keeping a diary would note it."""

    upload: int
    form: FormId
    as_of: date
    records: tuple[Record, ...]
    struck: tuple[str, ...] = ()
    waiting: tuple[WaitingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """What one upload says of one key; `record` None: it strikes the key out."""

    as_of: date
    upload: int
    record: Record | None


def percent(part: int, whole: int) -> float | None:
    """One decimal, half up; None of an empty whole."""
    if not whole:
        return None
    return float((Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def newest(words: Iterable[Word], until: date = date.max) -> Word | None:
    """The newest word whose as-of day is not after `until`: higher as_of, then later upload."""
    return max(
        (word for word in words if word.as_of <= until),
        key=lambda word: (word.as_of, word.upload),
        default=None,
    )


def said(words: Iterable[Word], until: date = date.max) -> Record | None:
    """What the newest word says; None when there is none or it is a strike."""
    word = newest(words, until)
    return word.record if word else None


def entry(words: list[Word], day: date) -> Record | None:
    """A catalogue entry: the newest not after the day, else the first one after it."""
    if newest(words, day) is None and words:
        first = min(word.as_of for word in words)
        return said(words, first)
    return said(words, day)


@dataclass(frozen=True, slots=True)
class Org:
    """A followed organisation on one day, from its catalogue entry and what Biểu 01 says."""

    listed: PartyOrg
    words: list[Word]
    day: date

    @property
    def unit(self) -> str:
        return self.listed.unit

    @property
    def level(self) -> str:
        return "grassroots" if self.listed.scope is Scope.DIRECT else "coordinated"

    @property
    def told(self) -> Progress | None:
        """Undated facts: the newest report not after the day."""
        return said(self.words, self.day)  # type: ignore[return-value]

    @property
    def latest(self) -> Progress | None:
        """Dated facts: the newest report of all, for every day."""
        return said(self.words)  # type: ignore[return-value]

    @property
    def held_on(self) -> date | None:
        """The day its congress counts from, past or future."""
        if self.latest is None or not self.latest.held:
            return None
        return self.latest.held_on or self._marked_since()

    def _marked_since(self) -> date:
        """As-of of the first report of the unbroken run of marks that the newest report ends.

        Settled: of two reports of one day the later replaces the earlier; a strike, "not held" and
        "did not report" break the run.
        """
        since = date.max
        for as_of in sorted({word.as_of for word in self.words}, reverse=True):
            report = said([word for word in self.words if word.as_of == as_of])
            if not isinstance(report, Progress) or not report.held:
                break
            since = as_of
        return since

    @property
    def held(self) -> bool:
        return self.held_on is not None and self.held_on <= self.day

    @property
    def not_reported(self) -> bool:
        """Settled: not held on the day, and no report in force speaks of it, then or at all."""
        silent = [report is None or report.held is None for report in (self.told, self.latest)]
        return not self.held and any(silent)

    @property
    def status(self) -> Status | None:
        """Settled: the word of Biểu 01, else the catalogue's."""
        return (self.told.status if self.told else None) or self.listed.status

    @property
    def is_stopped(self) -> bool:
        return self.status is Status.STOPPED

    @property
    def is_pilot(self) -> bool:
        return self.listed.pilot or bool(self.told and self.told.pilot)

    @property
    def sub_cells(self) -> int:
        told = self.told.sub_cells if self.told else None
        return (self.listed.sub_cells or 0) if told is None else told

    def sub_cells_held(self, until: date) -> int | None:
        """How many sub-cells were said to be done; None: nobody said."""
        report = said(self.words, until)
        return report.sub_cells_held if isinstance(report, Progress) else None

    def day_of(self, step: str) -> date | None:
        """The day of a step when it has come."""
        day: date | None = getattr(self.latest, step) if self.latest else None
        return day if day and day <= self.day else None


@dataclass(frozen=True, slots=True)
class Books:
    """Everything that is read at one moment: uploads up to `known_at` that nobody withdrew."""

    uploads: list[Accepted]
    as_of: date
    words: dict[FormId, dict[str, list[Word]]] = field(default_factory=dict)

    @classmethod
    def at(
        cls, history: Iterable[Accepted], withdrawn: set[int], as_of: date, known_at: int
    ) -> Books:
        """The books of a diary at a moment."""
        read = [u for u in history if u.upload <= known_at and u.upload not in withdrawn]
        books = cls(read, as_of, {form: defaultdict(list) for form in FormId})
        for upload in read:
            for record in upload.records:
                books._note(upload, record.key, record)
            for key in upload.struck:
                books._note(upload, key, None)
        return books

    def _note(self, upload: Accepted, key: str, record: Record | None) -> None:
        self.words[upload.form][key].append(Word(upload.as_of, upload.upload, record))

    # --- organisations ---------------------------------------------------------------------------

    def orgs(self) -> list[Org]:
        """Direct and coordinated organisations that the catalogue has on the day."""
        found = []
        for words in self.words[FormId.CATALOGUE].values():
            listed = entry(words, self.as_of)
            if isinstance(listed, PartyOrg) and listed.scope in (Scope.DIRECT, Scope.COORDINATED):
                since, until = listed.valid_from or date.min, listed.valid_to or date.max
                if since <= self.as_of <= until:
                    reports = self.words[FormId.PROGRESS].get(listed.unit, [])
                    found.append(Org(listed, reports, self.as_of))
        return found

    def followed(self) -> list[Org]:
        """Without those told to stop."""
        return [org for org in self.orgs() if not org.is_stopped]

    # --- congresses ------------------------------------------------------------------------------

    def held(self) -> Iterator[Answer]:
        for level in ORG_LEVELS:
            orgs = [org for org in self.orgs() if org.level == level]
            for kind in ("all", *OrgKind):
                yield self._held_of(
                    level, kind, [o for o in orgs if kind in ("all", o.listed.kind)]
                )
            for kind in ("all", *OrgKind):
                yield self._cells_of(
                    CELL_LEVEL[level], kind, orgs if kind != OrgKind.COMMITTEE else []
                )

    def _held_of(self, level: str, kind: str, orgs: list[Org]) -> Answer:
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

    def _cells_of(self, level: str, kind: str, orgs: list[Org]) -> Answer:
        """Sub-cells are cells, counted by the numbers their organisation reports."""
        counted = [org for org in orgs if not org.is_stopped]
        held = sum(org.sub_cells_held(self.as_of) or 0 for org in counted)
        total = sum(org.sub_cells for org in counted)
        silent = [org for org in counted if org.sub_cells_held(self.as_of) is None]
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

    def held_by_block(self) -> Iterator[Answer]:
        """Settled: a block of two levels has two rows, for levels are never mixed."""
        for (block, level), orgs in self._by_block(self.orgs()):
            answer = self._held_of(level, "all", orgs)
            names = ("held", "total", "excluded", "not_reported", "percent")
            yield {"block": block, "level": level} | {name: answer[name] for name in names}

    @staticmethod
    def _by_block(orgs: list[Org]) -> list[tuple[tuple[str | None, str], list[Org]]]:
        groups: dict[tuple[str | None, str], list[Org]] = defaultdict(list)
        for org in orgs:
            groups[org.listed.block, org.level].append(org)
        return list(groups.items())

    def held_over_time(self) -> Iterator[Answer]:
        """Settled: held, planned and booked up to each week's end, of the organisations of `as_of`.

        Bookings count from `as_of` on; a week that has not begun has nothing held yet.
        """
        for level in ORG_LEVELS:
            orgs = [org for org in self.followed() if org.level == level]
            for week in self._weeks() if orgs else ():
                sunday = week + timedelta(days=6)
                yield self._week(sunday, level) | self._curve(sunday, orgs)
                told = [org.sub_cells_held(min(sunday, self.as_of)) or 0 for org in orgs]
                yield self._week(sunday, CELL_LEVEL[level]) | {
                    "held": sum(told) if week <= self.as_of else None,
                    "total": sum(org.sub_cells for org in orgs),
                }

    def _week(self, sunday: date, level: str) -> Answer:
        empty = {"held": None, "planned": None, "registered": None, "total": None}
        return {"date": sunday, "level": level, "deadline": self._deadline(level), **empty}

    def _curve(self, sunday: date, orgs: list[Org]) -> Answer:
        held = sum(org.held and org.held_on <= sunday for org in orgs)  # type: ignore[operator]
        ahead = [self._booked_on(org) for org in orgs if not org.held]
        booked = sum(day is not None and self.as_of <= day <= sunday for day in ahead)
        plans = [org.told.planned_to for org in orgs if org.told and org.told.planned_to]
        return {
            "held": held if monday(sunday) <= self.as_of else None,
            "planned": sum(day <= sunday for day in plans),
            "registered": held + booked if sunday >= self.as_of else None,
            "total": len(orgs),
        }

    def _booked_on(self, org: Org) -> date | None:
        booking = said(self.words[FormId.SCHEDULE].get(org.unit, []), self.as_of)
        return booking.booked_on if isinstance(booking, Booking) else None

    def _weeks(self) -> Iterator[date]:
        """From the first report or congress to the last plan, booking or deadline."""
        orgs = self.followed()
        reports = [w.as_of for words in self.words[FormId.PROGRESS].values() for w in words]
        congresses = [org.held_on for org in orgs if org.held and org.held_on]
        plans = [org.told.planned_to for org in orgs if org.told]
        ahead = [*plans, *map(self._booked_on, orgs), *map(self._deadline, ORG_LEVELS)]
        week = monday(min([*reports, *congresses, self.as_of]))
        last = max([self.as_of, *(day for day in ahead if day)])
        while week <= last:
            yield week
            week += timedelta(days=7)

    def _deadline(self, level: str) -> date | None:
        """Settled: the earliest mark "Hoàn thành …" of the level; of one basis its last version."""
        versions: dict[tuple[str, str | None], list[Milestone]] = defaultdict(list)
        for words in self.words[FormId.CATALOGUE].values():
            mark = said(words)
            if (
                isinstance(mark, Milestone)
                and mark.level == level
                and mark.milestone.startswith("Hoàn thành")
                and (mark.effective_from or date.min) <= self.as_of
            ):
                versions[mark.milestone, mark.basis].append(mark)
        last = [
            max(marks, key=lambda m: m.effective_from or date.min) for marks in versions.values()
        ]
        return min((mark.due_on for mark in last), default=None)

    def late_units(self) -> Iterator[Answer]:
        """Settled: late against the planned congress day; the step is the next after the last done."""
        for org in self.followed():
            due = org.told.planned_to if org.told else None
            waits = org.held or org.not_reported or org.status is not None
            if due is None or due >= self.as_of or waits:
                continue
            if org.day_of("approved_on"):
                step = "official_session"
            else:
                step = "approved" if org.day_of("submitted_on") else "submitted"
            yield {
                **self._named(org),
                "step": step,
                "due_on": due,
                "days_late": (self.as_of - due).days,
            }

    @staticmethod
    def _named(org: Org) -> Answer:
        return {"unit": org.unit, "name": org.listed.name, "block": org.listed.block}

    def freshness(self) -> Iterator[Answer]:
        for org in self.orgs():
            word = newest(org.words, self.as_of)
            known = word if word and word.record else None
            yield {
                "unit": org.unit,
                "name": org.listed.name,
                "last_as_of": known.as_of if known else None,
                "upload": known.upload if known else None,
                "waiting": sum(row.unit == org.unit for _, row in self._waiting()),
            }

    def waiting_rows(self) -> Iterator[Answer]:
        """Every row that waits: pages say how many."""
        for upload, row in self._waiting():
            yield {"upload": upload.upload, "form": upload.form, "row": row.row, "unit": row.unit}

    def _waiting(self) -> Iterator[tuple[Accepted, WaitingRow]]:
        """Settled: a row waits until a newer report of its form says its key properly.

        Of a row without a key, any newer row of its organisation; without that, any of the form.
        """
        for upload in self.uploads:
            for row in upload.waiting:
                newer = [
                    record
                    for other in self.uploads
                    if other.form == upload.form
                    and (upload.as_of, upload.upload) < (other.as_of, other.upload)
                    and other.as_of <= self.as_of
                    for record in other.records
                ]
                if upload.as_of <= self.as_of and not any(_says(row, record) for record in newer):
                    yield upload, row

    # --- documents -------------------------------------------------------------------------------

    def _documents(self, until: date = date.max) -> list[tuple[Word, Document]]:
        words = [newest(words, until) for words in self.words[FormId.DOCUMENTS].values()]
        return [(word, word.record) for word in words if word and isinstance(word.record, Document)]

    def _drafts(self) -> dict[tuple[str, str], dict[int, Draft]]:
        """Drafts known on the day by document and number, told one by one or for the whole set."""
        drafts: dict[tuple[str, str], dict[int, Draft]] = defaultdict(dict)
        told = self._newest_drafts(self._documents(), lambda draft: draft.issued_on is not None)
        for (unit, document, number), draft in told.items():
            if draft.issued_on <= self.as_of:  # type: ignore[operator]
                drafts[unit, document][number] = draft
        undated = self._newest_drafts(
            self._documents(self.as_of), lambda draft: draft.issued_on is None
        )
        for (unit, document, number), draft in undated.items():
            dated = told.get((unit, document, number))
            if dated is None or (draft.in_progress and dated.issued_on > self.as_of):  # type: ignore[operator]
                drafts[unit, document][number] = draft
        for unit, document in [key for key in drafts if key[1] == "document_set"]:
            of_the_set = drafts.pop((unit, document))
            for each in SET_OF_FOUR:
                drafts.setdefault((unit, each), of_the_set)
        return drafts

    @staticmethod
    def _newest_drafts(
        documents: list[tuple[Word, Document]], is_meant: Callable[[Draft], bool]
    ) -> dict[tuple[str, str, int], Draft]:
        """A draft that stands in several rounds: the newest report of it, then the later round."""
        found: dict[tuple[str, str, int], Draft] = {}
        by_age = sorted(documents, key=lambda d: (d[0].as_of, d[0].upload, d[1].round))
        for _, document in by_age:
            for draft in filter(is_meant, document.drafts):
                found[document.unit, document.document, draft.revision] = draft
        return found

    def draft_revisions(self) -> Iterator[Answer]:
        for (unit, document), drafts in self._drafts().items():
            for number, draft in drafts.items():
                yield {
                    "unit": unit,
                    "document": document,
                    "revision": number,
                    "issued_on": draft.issued_on,
                    "in_progress": draft.in_progress,
                }

    def current_drafts(self) -> Iterator[Answer]:
        """Settled: the highest finished draft; comments of all rounds together."""
        rounds = [d for _, d in self._documents(self.as_of) if d.document != "document_set"]
        drafts = self._drafts()
        for unit, document in {*drafts, *((d.unit, d.document) for d in rounds)}:
            own = [d for d in rounds if (d.unit, d.document) == (unit, document)]
            done = [d for d in drafts.get((unit, document), {}).values() if not d.in_progress]
            last = max(done, key=lambda d: d.revision, default=None)
            issued = last.issued_on if last else None
            yield {
                "unit": unit,
                "document": document,
                "revision": last.revision if last else None,
                "issued_on": issued,
                "days_since": (self.as_of - issued).days if issued else None,
                "comments_received": _sum(d.comments for d in own),
                "comments_accepted": _sum(d.accepted for d in own),
                "comments_explained": _sum(d.explained for d in own),
            }

    # --- inspections -----------------------------------------------------------------------------

    def _visits(self) -> list[tuple[Word, Visit]]:
        words = [newest(words) for words in self.words[FormId.INSPECTIONS].values()]
        visits = [(word, word.record) for word in words if word]
        return [(w, v) for w, v in visits if isinstance(v, Visit) and v.visited_on <= self.as_of]

    def visits_over_time(self) -> Iterator[Answer]:
        """Settled: a working session is a row of an upload, whatever became of its other rows."""
        weeks: dict[tuple[date, str], list[tuple[int, int]]] = defaultdict(list)
        for word, visit in self._visits():
            weeks[monday(visit.visited_on), visit.team].append((word.upload, visit.session))
        for (week, team), sessions in weeks.items():
            yield {
                "week": week,
                "team": team,
                "visits": len(set(sessions)),
                "units": len(sessions),
            }

    def _visited(self) -> set[str]:
        return {visit.unit for _, visit in self._visits()}

    def never_visited(self) -> Iterator[Answer]:
        for org in self.followed():
            if org.unit not in self._visited():
                day = None if org.held else self._booked_on(org)
                yield {**self._named(org), "state": self._state(org), "scheduled_on": day}

    def visit_coverage(self) -> Iterator[Answer]:
        for (block, level), orgs in self._by_block(self.followed()):
            visited = sum(org.unit in self._visited() for org in orgs)
            yield {
                "block": block,
                "level": level,
                "visited": visited,
                "total": len(orgs),
                "percent": percent(visited, len(orgs)),
            }

    def _state(self, org: Org) -> str:
        """Domain.md §1.8: the highest rung reached; side states first."""
        result = said(self.words[FormId.RESULTS].get(org.unit, []))
        told, latest = org.told, org.latest
        planned = latest.plan_issued_on if latest else None
        rungs = {
            "cancelled_reorg": org.is_stopped,
            "postponed": org.status is Status.POSTPONED and not org.held,
            "unknown": org.not_reported,
            "ratified": org.held and self._came(result, "ratified_on"),
            "reported": org.held and self._came(result, "reported_on"),
            "held": org.held,
            "scheduled": self._booked_on(org),
            "approved": org.day_of("approved_on"),
            "submitted": org.day_of("submitted_on"),
            "commenting": told and told.comments,
            "drafting": told and told.draft,
            "planned": planned <= self.as_of if planned else told and told.plan_issued,
        }
        return next((state for state, reached in rungs.items() if reached), "not_started")

    def _came(self, record: Record | None, name: str) -> bool:
        day: date | None = getattr(record, name, None)
        return day is not None and day <= self.as_of

    def findings(self) -> Iterator[Answer]:
        """A finding told of several organisations in one row counts once.

        Settled: that it was found is a fact of the visit's day, from the newest report; its due day
        and whether it was put right are undated. The worst of what its organisations say.
        """
        found: dict[tuple[int, int, str], set[str]] = defaultdict(set)
        for word, visit in self._visits():
            then = said(self.words[FormId.INSPECTIONS][visit.key], self.as_of)
            known = {f.text: f for f in then.findings} if isinstance(then, Visit) else {}
            for finding in visit.findings:
                told = known.get(finding.text) or Finding(finding.text, None, finding.due_on, None)
                state = self._finding_state(told)
                found[word.upload, visit.session, finding.text].add(state)
        worst = [min(states, key=_WORST_FIRST.index) for states in found.values()]
        for state in _WORST_FIRST:
            yield {"state": state, "count": worst.count(state)}

    def _finding_state(self, finding: Finding) -> str:
        if finding.fixed:
            return "fixed"
        is_overdue = finding.due_on is not None and finding.due_on < self.as_of
        return "overdue" if is_overdue else "open"


_WORST_FIRST = ("overdue", "open", "fixed")


def _says(row: WaitingRow, record: Record) -> bool:
    """Whether a newer record settles a row that waits."""
    if row.key is not None:
        return row.key == record.key
    return row.unit in (None, getattr(record, "unit", None))


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


QUESTIONS: dict[str, Callable[[Books], Iterator[Answer]]] = {
    name: getattr(Books, name)
    for name in (
        "held",
        "held_by_block",
        "held_over_time",
        "late_units",
        "draft_revisions",
        "current_drafts",
        "visits_over_time",
        "never_visited",
        "visit_coverage",
        "findings",
        "freshness",
        "waiting_rows",
    )
}
