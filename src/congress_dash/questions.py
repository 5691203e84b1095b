"""Rows, headings and sheets with doubts in; the questions a person can settle, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from congress_dash import heading_keys, likeness
from congress_dash.answers import Answers
from congress_dash.clean_rows import CleanRow
from congress_dash.forms import Column, Form, Layout, Lookup
from congress_dash.headings import Headings, heading_key, nearly
from congress_dash.names import Names, Unsure
from congress_dash.readers import Odd, typed
from congress_dash.records import Asked, Cell, Decision, Question, Sheet
from congress_dash.vietnamese import fold
from congress_dash.workbook import Table

NOT_OURS = ("", "không đọc cột này")
_DOUBTS = {
    "ambiguous_organisation",
    "code_name_conflict",
    "misspelt_organisation",
    "unknown_organisation",
}
_MISSPELT = 2  # letters
_MOST_ASKED = 500  # organisations of one file: nobody answers more at a sitting


# --- organisations --------------------------------------------------------------------------------


def of_names(rows: Iterable[CleanRow], layout: Layout, names: Names) -> list[Question]:
    """One question per doubtful name, with every cell it stands in."""
    cells: dict[str, list[str]] = {}
    asked: dict[str, tuple[Unsure, tuple[str, ...]]] = {}
    for row in (row for row in rows if row.problems):
        for field in dict.fromkeys(p.field for p in row.problems if p.kind in _DOUBTS):
            unsure = _doubt(row, field, layout.by_field[field], names)
            if unsure is None or (unsure.words not in asked and len(asked) >= _MOST_ASKED):
                continue
            cells.setdefault(unsure.words, []).append(_where(row, field))
            asked.setdefault(unsure.words, (unsure, _by_code(row, names)))
    return [
        Question(Asked.ORGANISATION, words, unsure.typed, tuple(cells[words]),
                 names.choices(unsure, first))
        for words, (unsure, first) in asked.items()
    ]  # fmt: skip


def _doubt(row: CleanRow, field: str, column: Column, names: Names) -> Unsure | None:
    """Why this cell cannot be read as an organisation, if that is what is wrong with it."""
    words = _words(row, field)
    try:
        if field == "code":
            names.agreed(
                words, _words(row, "organisation"), str((row.values or {})["organisation"])
            )
        elif column.reader is Lookup.ORGANISATIONS:
            names.several(words)
        else:
            names.match(words)
    except Unsure as unsure:
        return unsure
    except Odd:
        return None
    return None


def _by_code(row: CleanRow, names: Names) -> tuple[str, ...]:
    """The unit whose code stands beside a doubtful name: the first to be thought of."""
    try:
        return (names.match(_words(row, "code")).unit,) if "code" in row.row.cells else ()
    except Odd:
        return ()


def _words(row: CleanRow, field: str) -> str:
    cell = row.row.cells.get(field)
    value = cell.value if cell else None
    return value if isinstance(value, str) else typed(value)


def _where(row: CleanRow, field: str) -> str:
    return f"{row.row.sheet}!{row.row.cells[field].address}"


# --- headings -------------------------------------------------------------------------------------


def of_headings(tables: Iterable[Table]) -> list[Question]:
    """One question per heading that nobody knows, above a column with values."""
    return [
        question
        for table in tables
        for question in _of_unknown(table.sheet, table.layout, set(table.columns), table.unknown)
    ]


@dataclass(frozen=True, slots=True)
class NearForm:
    """A sheet that looks like a form but lacks a required heading."""

    sheet: str
    form: Form
    layout: Layout
    headings: Headings

    @property
    def sentence(self) -> str:
        missing = ", ".join(f"“{column.headings[0]}”" for column in self.headings.missing)
        return (
            f"Trang “{self.sheet}” giống {self.form.title} nhưng hàng tiêu đề (hàng "
            f"{self.headings.row}) thiếu cột {missing}. "
        )


def near_forms(sheets: Iterable[Sheet], forms: Sequence[Form], answers: Answers) -> list[NearForm]:
    """Of each sheet the form it looks most like, where it lacks a heading of it."""
    settled = answers.headings()
    best = []
    for sheet in sheets:
        near = [
            NearForm(sheet.name, form, layout, found)
            for form in forms
            for layout in form.layouts
            if len(form.layouts) == 1 or fold(layout.name) == fold(sheet.name)
            if (found := nearly(sheet, layout, settled)) and found.missing and _is_near(found)
        ]
        if near:
            best.append(max(near, key=lambda it: len(it.headings.columns)))
    return best


def _is_near(found: Headings) -> bool:
    """Three headings are known, or two and one that is a misspelt missing one."""
    if len(found.columns) >= 3:
        return True
    lacking = [
        key for c in found.missing for words in c.headings for key in heading_keys.keys(words)
    ]
    heard = [key for cell in found.unknown for key in heading_keys.keys(str(cell.value))]
    return len(found.columns) == 2 and any(
        likeness.within(key, lacking, _MISSPELT, 1) for key in heard
    )


def of_near_form(near: NearForm) -> list[Question]:
    """What to ask of a sheet that lacks a required heading."""
    taken = set(near.headings.columns)
    return list(_of_unknown(near.sheet, near.layout, taken, near.headings.unknown))


def _of_unknown(
    sheet: str, layout: Layout, taken: set[str], unknown: Iterable[Cell]
) -> Iterable[Question]:
    free = [column for column in layout.columns if column.field not in taken]
    by_words: dict[str, list[Cell]] = {}
    for cell in unknown:
        by_words.setdefault(heading_key(layout, str(cell.value)), []).append(cell)
    for words, cells in by_words.items():
        yield Question(
            Asked.HEADING,
            words,
            str(cells[0].value),
            tuple(f"{sheet}!{cell.address}" for cell in cells),
            (*_ranked(str(cells[0].value), free), NOT_OURS),
        )


def _ranked(heading: str, columns: Sequence[Column]) -> list[tuple[str, str]]:
    """(field, its heading), the likest first."""
    spoken = {key: c for c in columns for words in c.headings for key in heading_keys.keys(words)}
    own = max(heading_keys.keys(heading), key=len, default=fold(heading))
    likest = likeness.ranked(own, list(spoken), len(spoken))
    ordered = dict.fromkeys(spoken[key].field for key in likest)
    by_field = {column.field: column for column in columns}
    return [(field, by_field[field].headings[0]) for field in ordered]


def heading_decisions(tables: Iterable[Table], answers: Answers) -> list[Decision]:
    """Headings that were read, or passed over, by a person's word."""
    told = answers.of(Asked.HEADING)
    return [
        Decision(table.sheet, cell.address, str(cell.value), _as_heading(table.layout, field),
                 told[heading_key(table.layout, str(cell.value))][1])
        for table in tables
        for cell, field in table.settled
    ]  # fmt: skip


def _as_heading(layout: Layout, field: str) -> str:
    column = layout.by_field.get(field)
    return column.headings[0] if column else NOT_OURS[1]


def used_headings(tables: Iterable[Table]) -> list[tuple[Asked, str]]:
    return [
        (Asked.HEADING, heading_key(table.layout, str(cell.value)))
        for table in tables
        for cell, _ in table.settled
    ]


# --- sheets ---------------------------------------------------------------------------------------


def of_sheets(found: Sequence[Sheet], readable: Iterable[str]) -> Question:
    """Which of these sheets to read; the answer holds for files of just these sheets."""
    shown = {sheet.name: sheet.visible for sheet in found}
    names = sorted(dict.fromkeys(readable), key=lambda name: not shown[name])
    return Question(
        Asked.SHEET,
        shape(found),
        "; ".join(names),
        (),
        tuple((name, name if shown[name] else f"{name} (đang ẩn)") for name in names),
    )


def shape(found: Iterable[Sheet]) -> str:
    """The visible sheets by name, in order; `/` stands in no sheet's name."""
    return " / ".join(sheet.name for sheet in found if sheet.visible)
