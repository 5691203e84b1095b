"""Rows of a form in, records with problems and decisions out. Pure: knows no file and no store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from congress_dash import plain_rows
from congress_dash.clean_rows import UNREAD, Cleaned, CleanRow, problem_at, without_repeats
from congress_dash.column_readings import Known, Readings, is_ditto
from congress_dash.errors import Refused
from congress_dash.forms.form import Column, Context, Layout, OddField
from congress_dash.patience import go_on
from congress_dash.readers import Broken, Days, Odd, Part, Planned, Reading, typed
from congress_dash.records import Decision, Problem, Record, Row, Severity
from congress_dash.vietnamese import day as written_day
from congress_dash.vietnamese import integer, tidy

_MOST_PROBLEMS = 50_000  # nobody sets right more, cell by cell
Marks = dict[str, str]  # field → the ditto mark that stood there


def clean(rows: Iterable[Row], layout: Layout, known: Known, as_of: date) -> Cleaned:
    """Every row read; rows that claim the same key twice all wait (contract §2.4)."""
    rows = list(rows)
    context = Context(as_of, known.provincial)
    readings = {c.field: Readings(c, known, as_of) for c in layout.columns}
    columns, odd = plain_rows.told(rows, readings, known.names)
    cleaned, made = plain_rows.cleaned(rows, columns, odd, layout, context)
    if made and not odd and len({*made.by_field["key"]}) == len(rows):
        return Cleaned(cleaned, columns, made)
    dittos = {value for read in readings.values() for value in read if is_ditto(value)}
    problems = 0
    for number, (row, marks) in enumerate(_repeated(rows, dittos)) if odd else ():
        if number in odd:
            cleaned[number] = _clean_row(row, marks, layout, known, context, readings)
            problems += len(cleaned[number].problems)
            _check_readable(problems)
    for field, column in columns.items():
        for number in odd:
            column[number] = (cleaned[number].values or {}).get(field, UNREAD)
    return Cleaned(without_repeats(cleaned, layout), columns)


def _check_readable(problems: int) -> None:
    """`Refused` where hardly anything can be read."""
    if problems > _MOST_PROBLEMS:
        raise Refused(
            "too_many_problems",
            f"Tệp có hơn {integer(_MOST_PROBLEMS)} ô chưa đọc được. Có thể Danh mục chưa có các "
            "tổ chức này hoặc chọn nhầm tệp, nhầm trang; hãy kiểm tra rồi gửi lại.",
        )


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
                problem_at(row, column.field, _broken_remark(cell.value), Severity.WARNING)
            )
            values[column.field] = None
            continue
        reading = readings[column.field].of(cell.value)
        if isinstance(reading, Odd):
            problems.append(problem_at(row, column.field, reading))
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
            problems.append(problem_at(row, odd_field.field, odd_field.odd))
    is_whose = not {problem.field for problem in problems} & set(layout.key_fields)
    key = layout.key(values, context) if is_whose else None
    unit = None if any(problem.field == "code" for problem in problems) else unit
    found = (*problems, *remarks)
    return CleanRow(row, records, found, tuple(decisions), unit, key, values)


def _broken_remark(cell: Broken) -> Odd:
    """Contract §3: an error only in a needed column."""
    is_formula = cell.words.startswith("=")
    what = "có công thức chưa được tính" if is_formula else f"báo lỗi {cell.words}"
    return Odd(
        "remark_uncalculated" if is_formula else "remark_error_cell",
        f"Ô này {what} nên coi như để trống. Nếu cần, hãy ghi thẳng nội dung.",
    )


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
        return [problem_at(row, "code", odd)], []
    values["organisation"] = agreed.unit
    if not agreed.why:
        return [], []
    both = f"{tidy(code)} – {tidy(typed(name.value))}"
    return [], [Decision(row.sheet, name.address, both, agreed.unit, agreed.why)]
