"""Accepted uploads, withdrawals and a moment in; what is known of every organisation out.

The first half of the oracle: how the books are read, from contract.md §1, §2, §3 and domain.md
§1.8. A report that lacks a key says nothing of it; a strike is a report that says "nothing".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from congress_dash.moment import EVERYBODY, Moment, View
from congress_dash.records import (
    Booking,
    Cycle,
    FormId,
    PartyOrg,
    Progress,
    Record,
    Scope,
    Status,
    WaitingRow,
)

Answer = dict[str, object]


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


def entry_word(words: list[Word], day: date) -> Word | None:
    """Who speaks of a catalogue entry: the newest not after the day, else the first after it."""
    if newest(words, day) is None and words:
        return newest(words, min(word.as_of for word in words))
    return newest(words, day)


def entry(words: list[Word], day: date) -> Record | None:
    """What that word says; None when it is a strike."""
    word = entry_word(words, day)
    return word.record if word else None


def cycles(read: Iterable[Accepted]) -> list[Cycle]:
    """The cycles that the newest catalogues name, as they follow one another."""
    words: dict[str, list[Word]] = defaultdict(list)
    for upload in read:
        if upload.form is FormId.CATALOGUE:
            for record in upload.records:
                words[record.key].append(Word(upload.as_of, upload.upload, record))
            for key in upload.struck:
                words[key].append(Word(upload.as_of, upload.upload, None))
    known = [record for each in words.values() if isinstance(record := said(each), Cycle)]
    return sorted(known, key=lambda cycle: (cycle.starts_on, cycle.key))


def span(known: list[Cycle], day: date) -> tuple[date, date]:
    """First and last day of the cycle that a day belongs to: the one that began last; days before
    the first belong to the first."""
    begun = [cycle.starts_on for cycle in known[1:] if cycle.starts_on <= day]
    ahead = [cycle.starts_on for cycle in known[1:] if cycle.starts_on > day]
    return begun[-1] if begun else date.min, ahead[0] - timedelta(1) if ahead else date.max


@dataclass(frozen=True, slots=True)
class Org:
    """A followed organisation on one day, from its catalogue entry and what Biểu 01 says."""

    listed: PartyOrg
    words: list[Word]
    day: date
    block: str | None
    ended: tuple[Org, ...] = ()  # those whose sub-cells count here until this one tells of them
    parted: tuple[tuple[Org, int, int], ...] = ()  # others of its split; their cells, done, before

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
    def last_as_of(self) -> date | None:
        word = newest(self.words, self.day)
        return word.as_of if word and word.record else None

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
        own = (self.listed.sub_cells or 0) if told is None else told
        gained = sum(max(other.sub_cells - before, 0) for other, before, _ in self.parted)
        return max(own - gained, 0) + sum(other.sub_cells for other in self.ended)

    def sub_cells_held(self, until: date) -> int | None:
        """How many sub-cells were said to be done; None: nobody said."""
        told = [self._own_held(until), *(org._own_held(until) for org in self.ended)]
        known = [number for number in told if number is not None]
        return sum(known) if known else None

    def _own_held(self, until: date) -> int | None:
        """Settled: of a split, less what the others say more than before it."""
        report = said(self.words, until)
        if not isinstance(report, Progress) or report.sub_cells_held is None:
            return None
        gained = sum(
            max((other._own_held(until) or 0) - before, 0) for other, _, before in self.parted
        )
        return max(report.sub_cells_held - gained, 0)

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
    view: View = EVERYBODY

    everything: list[Accepted] = field(default_factory=list)

    @classmethod
    def at(cls, history: Iterable[Accepted], withdrawn: set[int], moment: Moment) -> Books:
        """The books of a diary at a moment."""
        read = [u for u in history if u.upload <= moment.known_at and u.upload not in withdrawn]
        return cls.on(moment.as_of, read, moment.view)

    @classmethod
    def on(cls, day: date, read: list[Accepted], view: View) -> Books:
        """What these uploads say on a day: a catalogue at all times, a report in its cycle only."""
        first, last = span(cycles(read), day)
        of_cycle = [u for u in read if u.form is FormId.CATALOGUE or first <= u.as_of <= last]
        words: dict[FormId, dict[str, list[Word]]] = {form: defaultdict(list) for form in FormId}
        books = cls(of_cycle, day, words, view, read)
        for upload in of_cycle:
            for record in upload.records:
                books._note(upload, record.key, record)
            for key in upload.struck:
                books._note(upload, key, None)
        return books

    def _note(self, upload: Accepted, key: str, record: Record | None) -> None:
        self.words[upload.form][key].append(Word(upload.as_of, upload.upload, record))

    def listed(self, *scopes: Scope) -> list[PartyOrg]:
        """Organisations of those scopes that the catalogue has on the day."""
        entries = [entry(words, self.as_of) for words in self.words[FormId.CATALOGUE].values()]
        return [
            org
            for org in entries
            if isinstance(org, PartyOrg) and org.scope in scopes
            if (org.valid_from or date.min) <= self.as_of <= (org.valid_to or date.max)
        ]

    def orgs(self) -> list[Org]:
        """Direct and coordinated organisations of the view, with their reports."""
        scopes = (Scope.DIRECT, Scope.COORDINATED)
        ended: dict[str, list[Org]] = defaultdict(list)
        for listed in self.entries(self.as_of).values():
            if listed.scope in scopes and (heir := self._carrier(listed)):
                ended[heir].append(replace(self._org(listed), parted=self._parted(listed)))
        orgs = [self._org(org, tuple(ended[org.unit])) for org in self.listed(*scopes)]
        return [org for org in orgs if self._is_looked_at(org)]

    def _is_looked_at(self, org: Org) -> bool:
        view = self.view
        return (
            view.scope in (None, org.level)
            and view.block in (None, org.block)
            and view.kind in (None, org.listed.kind)
        )

    def is_in_view(self, unit: str | None) -> bool:
        """Settled: without a filter everybody, also whom the catalogue does not list."""
        return not self.view.is_narrowed or unit in {org.unit for org in self.orgs()}

    def _org(self, listed: PartyOrg, ended: tuple[Org, ...] = ()) -> Org:
        words = self.words[FormId.PROGRESS].get(listed.unit, [])
        return Org(listed, words, self.as_of, self._block(listed), ended)

    def entries(self, day: date) -> dict[str, PartyOrg]:
        """Every organisation as the catalogue of a day has it, in force or not."""
        told = [entry(words, day) for words in self.words[FormId.CATALOGUE].values()]
        return {org.unit: org for org in told if isinstance(org, PartyOrg)}

    def heirs(self, unit: str, day: date) -> list[str]:
        """Who took its place by a day, one after another; the first of several."""
        known, chain = self.entries(day), [unit]
        while (last := known.get(chain[-1])) and last.valid_to and last.valid_to < day:
            following = re.split("[;,\n]", last.successor or "")[0].strip()
            if following not in known or following in chain:
                break
            chain.append(following)
        return chain[1:]

    def _carrier(self, ended: PartyOrg) -> str | None:
        """Settled: its last heir, while every heir has told of its sub-cells, but before the end."""
        heirs = self.heirs(ended.unit, self.as_of)
        for heir in heirs:
            word = newest(self.words[FormId.PROGRESS].get(heir, []), self.as_of)
            told = word.record if word else None
            if not isinstance(told, Progress) or told.sub_cells is None:
                return None
            assert word
            assert ended.valid_to
            if word.as_of > ended.valid_to:
                return None
        return heirs[-1] if heirs else None

    def _parted(self, ended: PartyOrg) -> tuple[tuple[Org, int, int], ...]:
        """The others of a split, each with its sub-cells and those done before it."""
        known, found = self.entries(self.as_of), []
        assert ended.valid_to
        heir, *others = (code.strip() for code in re.split("[;,\n]", ended.successor or ""))
        for code in dict.fromkeys(others):
            if code not in (heir, ended.unit) and (other := known.get(code)):
                org = self._org(other)
                before = said(org.words, ended.valid_to)
                is_new = other.valid_from is not None and other.valid_from > ended.valid_to
                told = before if isinstance(before, Progress) and not is_new else None
                cells = told.sub_cells if told else None
                cells = (0 if is_new else other.sub_cells or 0) if cells is None else cells
                found.append((org, cells, (told.sub_cells_held or 0) if told else 0))
        return tuple(found)

    def _block(self, listed: PartyOrg) -> str | None:
        """Its own; seen from the tree of another day, its own then or that of its last heir."""
        if self.view.tree_on is None:
            return listed.block
        known = self.entries(self.view.tree_on)
        if listed.unit not in known:
            return listed.block
        last = [listed.unit, *self.heirs(listed.unit, self.view.tree_on)][-1]
        return known[last].block

    def followed(self) -> list[Org]:
        """Without those told to stop."""
        return [org for org in self.orgs() if not org.is_stopped]

    @staticmethod
    def by_block(orgs: list[Org]) -> list[tuple[tuple[str | None, str], list[Org]]]:
        groups: dict[tuple[str | None, str], list[Org]] = defaultdict(list)
        for org in orgs:
            groups[org.block, org.level].append(org)
        return list(groups.items())

    def booked_on(self, org: Org) -> date | None:
        booking = said(self.words[FormId.SCHEDULE].get(org.unit, []), self.as_of)
        return booking.booked_on if isinstance(booking, Booking) else None

    def state(self, org: Org) -> str:
        """Domain.md §1.8: the highest rung reached; side states first."""
        result = said(self.words[FormId.RESULTS].get(org.unit, []))
        told, latest = org.told, org.latest
        planned = latest.plan_issued_on if latest else None
        rungs = {
            "cancelled_reorg": org.is_stopped,
            "postponed": org.status is Status.POSTPONED and not org.held,
            "unknown": org.not_reported,
            "ratified": org.held and self.came(result, "ratified_on"),
            "reported": org.held and self.came(result, "reported_on"),
            "held": org.held,
            "scheduled": self.booked_on(org),
            "approved": org.day_of("approved_on"),
            "submitted": org.day_of("submitted_on"),
            "commenting": told and told.comments,
            "drafting": told and told.draft,
            "planned": planned <= self.as_of if planned else told and told.plan_issued,
        }
        return next((state for state, reached in rungs.items() if reached), "not_started")

    def came(self, record: Record | None, name: str) -> bool:
        day: date | None = getattr(record, name, None)
        return day is not None and day <= self.as_of
