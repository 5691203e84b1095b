"""The nouns a workbook turns into on its way to the books; nothing here reads or judges."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from typing import TypeVar, dataclass_transform

_Kind = TypeVar("_Kind")


@dataclass_transform(frozen_default=True)
def of_many(kind: type[_Kind]) -> type[_Kind]:
    """A noun of which a large file makes one per row: frozen to the type checker, who is enough;
    frozen at run time it would be made six times slower."""
    return dataclass(slots=True, unsafe_hash=True)(kind)


class FormId(StrEnum):
    """The kinds of workbook staff keep (contract §3)."""

    CATALOGUE = "catalogue"
    PROGRESS = "progress"
    RESULTS = "results"
    DOCUMENTS = "documents"
    INSPECTIONS = "inspections"
    SCHEDULE = "schedule"


class OrgKind(StrEnum):
    """Đảng bộ or chi bộ."""

    COMMITTEE = "committee"
    CELL = "cell"


class Scope(StrEnum):
    """Whose congress it is; only `direct` counts in the headline (domain.md §0.2)."""

    DIRECT = "direct"
    COORDINATED = "coordinated"
    SUPERIOR = "superior"


class Status(StrEnum):
    """A side state told by the superior: stopped leaves the total, postponed stays in it."""

    STOPPED = "cancelled_reorg"
    POSTPONED = "postponed"


class Severity(StrEnum):
    """An error waits; a warning or a note is shown and holds nothing back."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: rows from A1 on, and the merged ranges as ((row, column), (row, column)).

    fonts: column → the font of most of its texts, for fonts whose letters are no Unicode.
    distinct: per column its different values, where whoever read the sheet has told them.
    """

    name: str
    visible: bool
    rows: list[list[object]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    fonts: Mapping[int, str] = field(default_factory=dict)
    distinct: Sequence[Collection[object]] = ()

    @property
    def values(self) -> Sequence[Collection[object]]:
        """Per column its different values, in the order they are first met."""
        return self.distinct or [dict.fromkeys(column) for column in zip_longest(*self.rows)]

    def with_rows(self, rows: list[list[object]]) -> Sheet:
        """The same sheet with other values in it."""
        return replace(self, rows=rows, distinct=())


@of_many
class Cell:
    """One value as typed, and where it stands (`F13`)."""

    value: object
    address: str


def address(row: int, column: int) -> str:
    """`(12, 5)` → `F13`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


class Cells(Mapping[str, Cell]):
    """The cells of one sheet row by field; a cell is made when somebody asks for it."""

    __slots__ = ("columns", "row", "typed")

    def __init__(self, row: int, typed: Sequence[object], columns: Mapping[str, int]) -> None:
        """`typed`: the sheet's own row, `columns` long at least; `row` counts from 0."""
        self.row, self.typed, self.columns = row, typed, columns

    def __getitem__(self, field: str) -> Cell:
        column = self.columns[field]
        return Cell(self.typed[column], address(self.row, column))

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def saying(self, typed: Sequence[object]) -> Cells:
        """The same cells with other values in them."""
        return Cells(self.row, typed, self.columns)


@of_many
class Row:
    """One spreadsheet row as typed: field → cell. `spread` names fields filled from a merge."""

    sheet: str
    number: int
    cells: Cells
    spread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Total:
    """A `Cộng` row: the numbers it prints and the rows it stands for."""

    sheet: str
    cells: Mapping[str, Cell]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell that could not be taken as it stands, and what to do about it."""

    sheet: str
    cell: str
    field: str
    typed: str
    severity: Severity
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One automatic reading that was not literal."""

    sheet: str
    cell: str
    typed: str
    read_as: str
    why: str


@dataclass(frozen=True, slots=True)
class Checksum:
    """What a `Cộng` row prints against what its rows give."""

    sheet: str
    cell: str
    says: int
    rows_give: int

    @property
    def ok(self) -> bool:
        return self.says == self.rows_give


@dataclass(frozen=True, slots=True)
class Dropped:
    """A column of persons that was never read (domain.md §8.13)."""

    sheet: str
    column: str
    heading: str


# --- What one row says. Every record has a `key`: the newest report of a key wins. -------------


@dataclass(frozen=True, slots=True)
class PartyOrg:
    """A Party organisation in the catalogue."""

    key: str
    unit: str
    ordinal: int | None
    code: str | None
    name: str
    kind: OrgKind
    scope: Scope | None
    block: str | None
    parent: str | None
    members: int | None
    sub_cells: int | None
    pilot: bool
    status: Status | None
    valid_from: date | None
    valid_to: date | None
    successor: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name, short form or old code of an organisation."""

    key: str
    alias: str
    unit: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated mark of a level: a deadline, a start, or a step of the provincial committee."""

    key: str
    level: str
    milestone: str
    step: str | None
    due_on: date
    basis: str | None
    effective_from: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which congresses were told to stop, both days included."""

    key: str
    starts_on: date
    ends_on: date
    reason: str | None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off."""

    key: str
    day: date
    name: str | None


@dataclass(frozen=True, slots=True)
class Team:
    """A working group."""

    key: str
    team: str
    name: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """A cycle of congresses; its days last until the next one begins, whatever `ends_on` says."""

    key: str
    cycle: str
    name: str
    starts_on: date
    ends_on: date | None


@of_many
class Progress:
    """Biểu 01: how far one organisation is. `held` None: the sheet says it did not report."""

    key: str
    unit: str
    sub_cells: int | None
    sub_cells_held: int | None
    members: int | None
    plan_no: str | None
    plan_issued: bool
    plan_issued_on: date | None
    draft: int | None
    draft_in_progress: bool
    comments: int | None
    submitted_on: date | None
    approved_on: date | None
    planned_from: date | None
    planned_to: date | None
    planned_text: str | None
    held: bool | None
    held_on: date | None
    held_to: date | None
    congress_form: str | None
    pilot: bool | None
    direct_election: bool | None
    status: Status | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """Biểu 02: the outcome of one congress. Counts of people only, no names, no votes."""

    key: str
    unit: str
    held_on: date | None
    held_to: date | None
    convened: int | None
    present: int | None
    opinions: int | None
    direct_election: bool | None
    reported_on: date | None
    ratified_no: str | None
    ratified_on: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft of a document; without a date it is still being written."""

    revision: int
    issued_on: date | None
    in_progress: bool


@dataclass(frozen=True, slots=True)
class Document:
    """Biểu 03: one document of one organisation, its drafts and one round of comments."""

    key: str
    unit: str
    document: str
    round: int
    lead: str | None
    drafts: tuple[Draft, ...]
    audience: str | None
    sent: int | None
    received: int | None
    comments: int | None
    accepted: int | None
    explained: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A shortcoming found on a visit; `fixed` None: nothing was said of it."""

    text: str
    corrective_action: str | None
    due_on: date | None
    fixed: bool | None


@dataclass(frozen=True, slots=True)
class Visit:
    """Biểu 04: one organisation seen by one team; `session` is shared by those seen together."""

    key: str
    unit: str
    team: str
    visited_on: date
    session: int
    content: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Booking:
    """Biểu 05: a booked congress day; `session` is morning, afternoon or day; who attends, by role."""

    key: str
    unit: str
    booked_on: date
    booked_to: date
    session: str
    place: str | None
    team: str | None
    note: str | None
    attending: tuple[str, ...] = ()


Record = (
    PartyOrg
    | Alias
    | Milestone
    | Pause
    | Holiday
    | Team
    | Cycle
    | Progress
    | Result
    | Document
    | Visit
    | Booking
)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row with an error: kept as typed, not counted. `unit` None: nobody knows whose it is."""

    sheet: str
    row: int
    unit: str | None
    key: str | None
    reasons: str


@of_many
class Change:
    """One key against what was in force: `before` and `after` per field that differs."""

    key: str
    kind: str  # added, changed, unchanged
    backward: bool
    fields: tuple[tuple[str, str, str], ...] = ()


class Asked(StrEnum):
    """What a file may leave open, for a person to settle once."""

    ORGANISATION = "organisation"
    HEADING = "heading"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Question:
    """One open point of a file: `typed` as it stands there, at `cells` (`Biểu 01!B9`).

    words: the key under which an answer is remembered (a folded name, a folded heading, the shape
    of the file). choices: (answer, its words for a reader), the likeliest first.
    """

    asked: Asked
    words: str
    typed: str
    cells: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person decided, remembered for files to come; gone with the upload it came with.

    answer: a unit, a field (empty: not one of ours), or the name of a sheet.
    """

    asked: Asked
    form: FormId
    words: str
    answer: str


@of_many
class Move:
    """An organisation whose state the upload changes: ids of reference list `states`."""

    unit: str
    level: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a level have held their congress, of how many, before and after an upload."""

    level: str
    held_before: int
    total_before: int
    held_after: int
    total_after: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What one upload would do to the books at `revision`; nothing is saved yet."""

    file: str
    form: FormId
    sheet: str
    as_of: date
    sha256: str
    content: bytes
    rows: int
    records: tuple[Record, ...]
    waiting: tuple[WaitingRow, ...]
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]
    checksums: tuple[Checksum, ...]
    dropped: tuple[Dropped, ...]
    changes: tuple[Change, ...]
    revision: int
    reason: str | None = None
    headline_before: str | None = None
    headline_after: str | None = None
    struck: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    newer: date | None = None  # the form's newest report, where it is of a later day than this one
    rebuilt: bool = False  # `content` is an .xlsx of the values: persons could not be cut out
    moves: tuple[Move, ...] = ()
    tallies: tuple[Tally, ...] = ()

    @property
    def accepted(self) -> int:
        return self.rows - len(self.waiting)
