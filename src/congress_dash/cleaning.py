"""Rows of a form in, records with problems and decisions out. Pure: knows no file and no store."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from congress_dash import reference
from congress_dash.errors import Refused
from congress_dash.forms.form import Column, Context, Layout, Lookup, OddField
from congress_dash.names import Match, Names
from congress_dash.patience import go_on
from congress_dash.readers import Broken, Days, Odd, Part, Planned, Reading, is_empty, text, typed
from congress_dash.records import (
    Decision,
    Problem,
    Record,
    Row,
    Severity,
    Visit,
    WaitingRow,
    of_many,
)
from congress_dash.vietnamese import day as written_day
from congress_dash.vietnamese import fold, integer, tidy

_HEADS = re.compile(r"\b\d+ (?=(d c|dc|dong chi|uy vien)\b)")  # so many people, no group's number
_LONGEST_NOTHING = 24  # letters of `đang thực hiện` and the like, with room to spare
_MOST_PROBLEMS = 50_000  # nobody sets right more, cell by cell
_MAY_BE_DITTO = re.compile("[\\s\u00ad\u200b\u200c\u200d\ufeff]*[\"'“”″〃/\\-n]", re.I)
_DITTO = {'"', "''", "“", "”", "″", "〃", "//", "-//-", "nt", "n.t", "như trên"}


Marks = dict[str, str]  # field → the ditto mark that stood there


@dataclass(frozen=True, slots=True)
class Known:
    """What the site knows when a file is read: organisations, working groups, the committee."""

    names: Names
    teams: frozenset[str]
    provincial: str


@of_many
class CleanRow:
    """One row after reading; `unit` and `key` are None where nobody knows whose row it is."""

    row: Row
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]
    unit: str | None = None
    key: str | None = None
    values: Mapping[str, Any] | None = None

    @property
    def waits(self) -> bool:
        problems = self.problems
        return bool(problems) and any(p.severity is Severity.ERROR for p in problems)

    @property
    def waiting(self) -> WaitingRow:
        key = self.records[0].key if len(self.records) == 1 else self.key
        errors = (p.kind for p in self.problems if p.severity is Severity.ERROR)
        kinds = ", ".join(dict.fromkeys(errors))
        return WaitingRow(self.row.sheet, self.row.number, self.unit, key, kinds)


class Readings(dict[object, "Reading | Odd"]):
    """What one column says, each distinct value read once (readers are pure)."""

    def __init__(self, column: Column, known: Known, as_of: date) -> None:
        super().__init__()
        self.column, self.known, self.as_of = column, known, as_of

    def __missing__(self, value: object) -> Reading | Odd:
        go_on()
        typed_value = value[0] if isinstance(value, tuple) else value
        found: Reading | Odd
        try:
            found = _read(self.column, typed_value, self.known, self.as_of)
            if self.column.needed and found.value is None:
                found = Odd("missing_value", "Ô này không được để trống. Hãy bổ sung.")
        except Odd as odd:
            found = odd
        self[value] = found
        return found

    def of(self, value: object) -> Reading | Odd:
        """The reading, or why there is none; True is not taken for the number 1."""
        return self[(value,)] if isinstance(value, bool) else self[value]

    def column_of(self, cells: Sequence[object]) -> tuple[list[Any], Iterable[int]]:
        """What these cells of the column say, and which of them are odd or not read as they stand."""
        if bool in set(map(type, cells)):
            cells = [(value,) if isinstance(value, bool) else value for value in cells]
        values = _Values(self)
        literal = self._literal(cells)
        said = [
            values[value] if told is None else told
            for value, told in zip(cells, literal, strict=True)
        ] if literal else list(map(values.__getitem__, cells))  # fmt: skip
        odd = values.odd
        return said, [n for n, value in enumerate(cells) if value in odd] if odd else ()

    def _literal(self, cells: Iterable[object]) -> list[str | None]:
        """Names and codes as the catalogue writes them, for which nothing has to be read."""
        literal: Mapping[Any, str] = self.known.names.literal
        if self.column.reader is Lookup.ORGANISATION:
            return list(map(literal.get, cells))
        if self.column.field == "code" and self.column.reader is text:
            return [str(words) if words in literal else None for words in cells]
        return []


class _Values(dict[object, Any]):
    """Cell → what it says, in the words of `Readings`; `odd`: the cells to be looked at one by one."""

    def __init__(self, readings: Readings) -> None:
        super().__init__()
        self.readings = readings
        self.odd: set[object] = set()

    def __missing__(self, cell: object) -> Any:
        found = self.readings[cell]
        if isinstance(found, Odd) or found.why:
            self.odd.add(cell)
        self[cell] = said = getattr(found, "value", None)
        return said


def clean(rows: Iterable[Row], layout: Layout, known: Known, as_of: date) -> list[CleanRow]:
    """Every row read; rows that claim the same key twice all wait (contract §2.4)."""
    rows = list(rows)
    context = Context(as_of, known.provincial)
    readings = {c.field: Readings(c, known, as_of) for c in layout.columns}
    plain = _plain_values(rows, readings, known.names)
    dittos = {value for read in readings.values() for value in read if _is_ditto(value)}
    cleaned = (
        (values and _plain_row(row, values, layout, context))
        or _clean_row(row, marks, layout, known, context, readings)
        for values, (row, marks) in zip(plain, _repeated(rows, dittos), strict=True)
    )
    return _duplicates(list(_readable(cleaned)), layout)


def _readable(rows: Iterable[CleanRow]) -> Iterable[CleanRow]:
    """The rows, unless hardly anything in them can be read."""
    odd = 0
    for row in rows:
        if row.problems:
            odd += len(row.problems)
            if odd > _MOST_PROBLEMS:
                raise Refused(
                    "too_many_problems",
                    f"Tệp có hơn {integer(_MOST_PROBLEMS)} ô chưa đọc được. Có thể Danh mục chưa có các "
                    "tổ chức này hoặc chọn nhầm tệp, nhầm trang; hãy kiểm tra rồi gửi lại.",
                )
        yield row


def _plain_values(
    rows: Sequence[Row], readings: Mapping[str, Readings], names: Names
) -> Iterable[dict[str, Any] | None]:
    """What each row says by field; None of one where a cell is odd or not read as it stands, or code
    and name differ.

    Column by column: most rows of most files are plain, and then nothing is done cell by cell.
    """
    where_of = rows[0].cells.columns if rows else {}
    fields = [field for field in readings if field in where_of]
    typed_columns = list(zip(*(row.cells.typed for row in rows), strict=False))
    told = {n for n, row in enumerate(rows) if row.spread}
    columns: dict[str, list[Any]] = {}
    for field in fields:
        columns[field], odd = readings[field].column_of(typed_columns[where_of[field]])
        told.update(odd)
    if "code" in columns and "organisation" in columns:
        pairs = zip(columns["code"], columns["organisation"], strict=True)
        told.update(n for n, pair in enumerate(pairs) if _differ(*pair, names))
    return (
        None if number in told else dict(zip(fields, values, strict=True))
        for number, values in enumerate(zip(*columns.values(), strict=True))
    )


def _differ(code: str | None, unit: str | None, names: Names) -> bool:
    """Whether a row's code is not its organisation's."""
    if not code or not unit or names.literal.get(code) == unit:
        return False
    try:
        return names.match(code).unit != unit
    except Odd:
        return True


def _plain_row(
    row: Row, values: dict[str, Any], layout: Layout, context: Context
) -> CleanRow | None:
    """The row of these values; None where they do not fit together."""
    try:
        records = tuple(layout.build(values, row.number, context))
    except (Odd, OddField):
        return None
    unit = values.get("organisation")
    unit = unit if isinstance(unit, str) else None
    return CleanRow(row, records, (), (), unit, layout.key(values, context), values)


def _is_ditto(value: object) -> bool:
    if not isinstance(value, str) or not _MAY_BE_DITTO.match(value):
        return False
    return tidy(value).lower() in _DITTO


def _repeated(rows: Iterable[Row], dittos: Collection[object]) -> Iterable[tuple[Row, Marks]]:
    """Rows with the value above in place of each `nt`, and the marks that stood there."""
    above: list[object] = []
    for row in rows:
        marks: Marks = {}
        if dittos:
            said = [*row.cells.typed]
            for field, where in row.cells.columns.items() if above else ():
                if said[where] in dittos:
                    marks[field], said[where] = str(said[where]), above[where]
            above = said
        yield (replace(row, cells=row.cells.saying(above)) if marks else row), marks


def _clean_row(
    row: Row,
    marks: Marks,
    layout: Layout,
    known: Known,
    context: Context,
    readings: Mapping[str, Readings],
) -> CleanRow:
    go_on()
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    remarks: list[Problem] = []
    decisions: list[Decision] = []
    for column in layout.columns:
        cell = row.cells.get(column.field)
        if cell is None:
            continue
        if column.aside and isinstance(cell.value, Broken):
            remarks.append(
                _problem(row, column.field, _broken_remark(cell.value), Severity.WARNING)
            )
            values[column.field] = None
            continue
        reading = readings[column.field].of(cell.value)
        if isinstance(reading, Odd):
            problems.append(_problem(row, column.field, reading))
            continue
        values[column.field] = reading.value
        decisions += _decisions(row, column, reading, known)
        if mark := marks.get(column.field):
            decisions.append(Decision(row.sheet, cell.address, mark, typed(cell.value), "ditto"))
    if layout.by_field.get("code") and row.cells.get("organisation"):
        in_conflict, settled = _code_against_name(row, values, known)
        problems += in_conflict
        decisions += settled
    unit = values.get("organisation")
    unit = unit if isinstance(unit, str) else None
    records: tuple[Record, ...] = ()
    if not problems:
        try:
            records = tuple(layout.build(values, row.number, context))
        except OddField as odd_field:
            problems.append(_problem(row, odd_field.field, odd_field.odd))
    is_whose = not {problem.field for problem in problems} & set(layout.key_fields)
    key = layout.key(values, context) if is_whose else None
    unit = None if any(problem.field == "code" for problem in problems) else unit
    found = (*problems, *remarks)
    return CleanRow(row, records, found, tuple(decisions), unit, key, values)


def _problem(row: Row, field: str, odd: Odd, severity: Severity = Severity.ERROR) -> Problem:
    cell = row.cells.get(field) or next(iter(row.cells.values()))
    return Problem(row.sheet, cell.address, field, typed(cell.value), severity, odd.kind, str(odd))


def _read(column: Column, value: object, known: Known, as_of: date) -> Reading:
    if isinstance(value, Broken):
        raise _broken(value)
    if _is_ditto(value):
        raise Odd("nothing_above", "Ghi “như trên” nhưng không có dòng trên. Hãy ghi rõ giá trị.")
    if not isinstance(column.reader, Lookup):
        return column.reader(value, as_of)
    words = value if isinstance(value, str) else typed(value)
    if len(words.strip()) < _LONGEST_NOTHING and is_empty(value):
        if column.field == "organisation" and column.required:
            raise Odd("missing_value", "Thiếu tên tổ chức đảng. Hãy ghi tên hoặc mã đơn vị.")
        return Reading(None)
    match column.reader:
        case Lookup.ORGANISATION:
            found = known.names.match(words)
            return Reading(found.unit, found.why)
        case Lookup.ORGANISATIONS:
            several = known.names.several(words)
            return Reading(tuple(m.unit for m in several), _first_reason(several))
        case Lookup.DOCUMENT:
            return Reading(_document(words))
        case Lookup.TEAMS:
            return Reading(_teams(words, known.teams))


def _broken(cell: Broken) -> Odd:
    if cell.words.startswith("="):
        return Odd("uncalculated_formula", "Công thức này chưa được tính. Hãy mở tệp bằng Excel, "
                   "lưu lại rồi gửi lại, hoặc ghi thẳng giá trị.")  # fmt: skip
    return Odd("error_cell", f"Ô này báo lỗi {cell.words}. Hãy sửa công thức hoặc ghi giá trị.")


def _broken_remark(cell: Broken) -> Odd:
    """Contract §3: an error only in a needed column."""
    is_formula = cell.words.startswith("=")
    what = "có công thức chưa được tính" if is_formula else f"báo lỗi {cell.words}"
    return Odd(
        "remark_uncalculated" if is_formula else "remark_error_cell",
        f"Ô này {what} nên coi như để trống. Nếu cần, hãy ghi thẳng nội dung.",
    )


def _first_reason(matches: Iterable[Match]) -> str | None:
    return next((match.why for match in matches if match.why), None)


def _document(words: str) -> str:
    found = reference.find("documents", words)
    if not found:
        listed = "; ".join(entry.name for entry in reference.entries("documents").values())
        raise Odd("unknown_document", f"Không rõ văn kiện này. Hãy ghi một trong: {listed}.")
    return found


def _teams(words: str, teams: frozenset[str]) -> tuple[str, ...]:
    """Working groups by number and `BTV` for Standing Board members, in the order written."""
    folded = _HEADS.sub("", fold(words))
    named = tuple(dict.fromkeys(w.lstrip("0") for w in folded.split() if w.isdigit()))
    standing = ("BTV",) if "btv" in folded.split() or "ban thuong vu" in folded else ()
    if not {*named} <= teams or not (named or standing):
        listed = ", ".join(sorted(teams))
        raise Odd(
            "unknown_team",
            f"Không rõ thành phần. Hãy ghi Ủy viên BTV hoặc Tổ công tác số ({listed}).",
        )
    return (*standing, *named)


def _decisions(row: Row, column: Column, reading: Reading, known: Known) -> Iterable[Decision]:
    cell = row.cells[column.field]
    if reading.why:
        yield Decision(row.sheet, cell.address, typed(cell.value),
                       _read_as(reading.value, known), reading.why)  # fmt: skip
    if column.field in row.spread:
        yield Decision(row.sheet, cell.address, "", typed(cell.value), "merged_cell")


def _read_as(value: Any, known: Known) -> str:
    """A reading in words: days as days, units as units."""
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, Days):
        ends = dict.fromkeys((value.first, value.last))
        return "–".join(written_day(end) for end in ends)
    if isinstance(value, Part):
        return str(value.held) if value.total is None else f"{value.held}/{value.total}"
    if isinstance(value, Planned):
        parts = (value.words or value.earliest, value.actual)
        return "; ".join(_read_as(part, known) for part in parts if part)
    for name in ("days", "issued_on", "revision"):
        inner = getattr(value, name, None)
        if inner is not None:
            return _read_as(inner, known)
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _code_against_name(
    row: Row, values: dict[str, Any], known: Known
) -> tuple[list[Problem], list[Decision]]:
    """A code beside a name of another organisation; a person's word on the two settles the unit."""
    code, unit = values.get("code"), values.get("organisation")
    if not code or not unit:
        return [], []
    name = row.cells["organisation"]
    try:
        agreed = known.names.agreed(code, typed(name.value), unit)
    except Odd as odd:
        return [_problem(row, "code", odd)], []
    values["organisation"] = agreed.unit
    if not agreed.why:
        return [], []
    both = f"{tidy(code)} – {tidy(typed(name.value))}"
    return [], [Decision(row.sheet, name.address, both, agreed.unit, agreed.why)]


def _duplicates(rows: list[CleanRow], layout: Layout) -> list[CleanRow]:
    """Rows that name a key already named wait, all of them; a second finding of a visit joins."""
    claimed = [_claims(row) for row in rows]
    claims = Counter(chain.from_iterable(claimed))
    out: list[CleanRow] = []
    sessions: dict[str, int] = {}
    for row, own in zip(rows, claimed, strict=True):
        if any(claims[key] > 1 for key in own):
            odd = Odd("duplicate_row", "Dòng này trùng với dòng khác trong tệp. Hãy giữ một dòng.")
            row = replace(row, problems=(*row.problems, _problem(row.row, layout.subject, odd)))
        if row.records and isinstance(row.records[0], Visit):
            row = replace(row, records=tuple(_joined(row.records, sessions)))
        out.append(row)
    return out


def _claims(row: CleanRow) -> Collection[str]:
    """What a row claims to be the only one to say."""
    if not row.records:
        return (row.key,) if row.key else ()
    if len(row.records) == 1 and not isinstance(row.records[0], Visit):
        return (row.records[0].key,)
    return {
        f"{r.key}|{'|'.join(f.text for f in r.findings)}" if isinstance(r, Visit) else r.key
        for r in row.records
    }


def _joined(records: Iterable[Record], sessions: dict[str, int]) -> Iterable[Record]:
    """Visits told over several rows (one finding each) share the session of the first."""
    for record in records:
        if isinstance(record, Visit):
            first = sessions.setdefault(record.key, record.session)
            record = replace(record, session=first)
        yield record


def apart(tables: Iterable[list[CleanRow]]) -> list[CleanRow]:
    """The rows of several sheets together; row 12 of one and of another are two sessions."""
    rows: list[CleanRow] = []
    for table in tables:
        before = max((row.row.number for row in rows), default=0)
        rows += (
            table
            if not before
            else [
                replace(row, records=tuple(_later(record, before) for record in row.records))
                for row in table
            ]
        )
    return rows


def _later(record: Record, before: int) -> Record:
    if not isinstance(record, Visit):
        return record
    return replace(record, session=record.session + before)


def merged(records: Iterable[Record]) -> tuple[Record, ...]:
    """One record per key: the findings of a visit told over several rows together."""
    by_key: dict[str, Record] = {}
    for record in records:
        earlier = by_key.get(record.key)
        if isinstance(earlier, Visit) and isinstance(record, Visit):
            record = replace(earlier, findings=earlier.findings + record.findings)
        by_key[record.key] = record
    return tuple(by_key.values())
