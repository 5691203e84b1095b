"""A file's sheets and what persons answered in; which to read, as what form and of what day, out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from congress_dash import knowledge, questions, workbook
from congress_dash.answers import GIVEN, Answers
from congress_dash.clean_rows import CleanRow
from congress_dash.column_readings import Known
from congress_dash.errors import Refused
from congress_dash.forms import FORMS, LISTS, Form
from congress_dash.moment import EVERYTHING, Moment
from congress_dash.questions import NearForm
from congress_dash.readers import Odd
from congress_dash.records import (
    Asked,
    Cell,
    Decision,
    FormId,
    Milestone,
    Question,
    Sheet,
)
from congress_dash.store import Store
from congress_dash.vietnamese import day, tidy
from congress_dash.workbook import Table

_LISTED, _LONGEST = 5, 60  # headings in one sentence, and letters of each
_FEW = 3  # organisations on two sheets that may be there by mistake


@dataclass(frozen=True, slots=True)
class Chosen:
    """The tables of the sheets to read, and what it took to choose them.

    as_of: of the data, None where no sheet tells it. told_days: sheet → the cell that tells its day,
    where that is what goes. unread: visible sheets that look like the same form but lack a heading;
    of_others: those that can be read, as another form than the one that was asked for.
    """

    form: Form
    tables: list[Table]
    as_of: date | None
    known: Known
    told_days: dict[str, tuple[Cell, date | None]] = field(default_factory=dict)
    unread: tuple[NearForm, ...] = ()
    of_others: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    used: tuple[tuple[Asked, str], ...] = ()


def chosen(
    found: Sequence[Sheet], sheet: str | None, as_of: date | None, store: Store, told: Answers
) -> Chosen:
    """What to read; which sheet is only asked of a person who has not answered.

    sheet, as_of: what the person who sends the file says of it.
    """
    try:
        return _chosen(found, sheet, as_of, store, told)
    except Refused as refused:
        asked = refused.questions[0] if refused.kind == "which_sheet" else None
        answer = told.sheet(asked) if asked else None
        if asked is None or answer is None:
            raise
    name, why = answer
    decisions = () if why == GIVEN else (Decision(name, "A1", asked.typed, name, why),)
    return replace(_chosen(found, name, as_of, store, told), decisions=decisions,
                   used=((Asked.SHEET, asked.words),))  # fmt: skip


def _chosen(
    found: Sequence[Sheet], sheet: str | None, as_of: date | None, store: Store, told: Answers
) -> Chosen:
    form, tables = _tables(found, sheet, told)
    days = {} if as_of else _told_days(found, tables)
    as_of = as_of or max((own for _, own in days.values() if own), default=None)
    moment = Moment(as_of or date.max, EVERYTHING)
    known = knowledge.known(store, form, moment, told.organisations())
    if sheet is not None:
        pairs = _candidates([s for s in found if s.visible and s.name != sheet], told)
        names = tuple(table.sheet for other, table in pairs if other.id != form.id)
        return Chosen(form, tables, as_of, known, days, of_others=names)
    if shared := _told_twice(tables, known):
        raise _which_sheet(found, [t.sheet for t in tables], told, shared, known)
    others = [s for s in found if s.visible and s.name not in {t.sheet for t in tables}]
    unread = questions.near_forms(others, [form], told)
    return Chosen(form, tables, as_of, known, days, tuple(unread))


# --- which sheet, which form ---------------------------------------------------------------------


def _tables(found: Sequence[Sheet], wanted: str | None, told: Answers) -> tuple[Form, list[Table]]:
    if wanted is not None:
        among = [s for s in found if s.name == wanted]
        if not among:
            listed = "; ".join(s.name for s in found)
            raise Refused("unknown_sheet", f"Tệp không có trang “{wanted}”. Hãy chọn một trong các "
                          f"trang: {listed}.")  # fmt: skip
    else:
        among = [s for s in found if s.visible]
    pairs = _candidates(among, told)
    if not pairs:
        raise _unreadable(among, told)
    forms = {form.id for form, _ in pairs}
    if len(forms) > 1:
        raise _which_sheet(found, [table.sheet for _, table in pairs], told)
    tables = [table for _, table in pairs]
    for table in tables:
        if table.differing:
            first, again = table.differing
            raise Refused(
                "headings_differ",
                f"Trang “{table.sheet}” có hai hàng tiêu đề không giống nhau: hàng {first} và hàng "
                f"{again}. Hãy tách thành hai trang, hoặc xếp cột như nhau rồi gửi lại.",
            )
    return pairs[0][0], tables


def _candidates(sheets: list[Sheet], told: Answers) -> list[tuple[Form, Table]]:
    return list(workbook.candidates(sheets, list(FORMS.values()), told.headings()))


def _unreadable(sheets: Iterable[Sheet], told: Answers) -> Refused:
    """Why no sheet is a form: a heading is missing from one that looks like it, or nothing is."""
    near = questions.near_forms(sheets, list(FORMS.values()), told)
    if not near:
        return Refused(
            "unknown_form",
            "Không nhận ra biểu mẫu nào trong tệp này. Hãy dùng Danh mục hoặc Biểu 01–05 với đủ "
            "các cột tiêu đề (mẫu trống: trang Cập nhật, thẻ Biểu mẫu trống; dòng lệnh: blank).",
        )
    best = max(near, key=lambda form: len(form.headings.columns))
    asked = tuple(questions.of_near_form(best))
    if asked:
        listed = ", ".join(map(_heading, asked[:_LISTED]))
        more = ", …" if len(asked) > _LISTED else ""
        return Refused("unknown_heading", f"{best.sentence}Hãy cho biết cột chưa nhận ra nào "
                       f"({listed}{more}) là cột đó, hoặc sửa tiêu đề rồi gửi lại.",
                       questions=asked)  # fmt: skip
    return Refused("missing_heading", best.sentence + "Hãy thêm cột rồi gửi lại.")


def _heading(asked: Question) -> str:
    """`D2 “Ngày họp xong”`."""
    return f"{asked.cells[0].rpartition('!')[2]} “{tidy(asked.typed)[:_LONGEST]}”"


def _which_sheet(
    found: Sequence[Sheet],
    names: list[str],
    told: Answers,
    shared: Collection[str] = (),
    known: Known | None = None,
) -> Refused:
    """The question which sheet to read; hidden ones are among the choices. A few organisations that
    several sheets share are named: they may be all that keeps the sheets from being read together."""
    hidden = _candidates([s for s in found if not s.visible and s.name != LISTS], told)
    asked = questions.of_sheets(found, [*names, *(table.sheet for _, table in hidden)])
    both = ""
    if known and 0 < len(shared) <= _FEW:
        listed = "; ".join(
            sorted(o.name for u in shared if (o := known.names.orgs.get(u))) or shared
        )
        both = f" (cùng có {listed}; nếu nhầm, hãy bỏ ở một trang rồi gửi lại)"
    return Refused("which_sheet", f"Tệp có nhiều trang đọc được: {'; '.join(names)}{both}. Hãy chọn một "
                   "trang (dòng lệnh: --sheet TÊN).", questions=(asked,))  # fmt: skip


def _told_twice(tables: list[Table], known: Known) -> set[str]:
    """Several sheets are read together only when no organisation stands in two of them: those that do."""
    if len({t.layout.name for t in tables}) == len(tables):
        return set()
    seen: set[str] = set()
    shared: set[str] = set()
    for table in tables:
        units = _units(table, known)
        shared |= seen & units
        seen |= units
    return shared


def _units(table: Table, known: Known) -> set[str]:
    units: set[str] = set()
    field = "organisation" if "organisation" in table.columns else table.layout.subject
    for row in table.rows:
        cell = row.cells.get(field)
        words = str(cell.value) if cell and cell.value is not None else ""
        try:
            units |= {match.unit for match in known.names.several(words)}
        except Odd:
            units.add(words)
    return units - {""}


# --- which day -----------------------------------------------------------------------------------


def _told_days(
    found: Iterable[Sheet], tables: Iterable[Table]
) -> dict[str, tuple[Cell, date | None]]:
    read = {t.sheet for t in tables}
    return {s.name: told for s in found if s.name in read and (told := workbook.as_of_cell(s))}


def settled(read: Chosen, rows: Iterable[CleanRow], today: date) -> date:
    """The as-of day; a catalogue's default is the first day of the cycle (contract §3)."""
    told = read.as_of
    if told is None and read.form.id is FormId.CATALOGUE:
        starts = [
            r.effective_from
            for row in rows
            for r in row.records
            if isinstance(r, Milestone) and r.effective_from
        ]
        told = min(starts, default=None)
    if told is None and read.told_days:
        sheet, (cell, _) = next(iter(read.told_days.items()))
        raise Refused(
            "missing_as_of",
            f"Không đọc được ngày chốt số liệu ở ô {cell.address} trang “{sheet}”. Hãy ghi một ngày đủ ngày, "
            "tháng, năm, ví dụ “Số liệu tính đến ngày 13/05/2020”, hoặc chọn ngày khi nạp (dòng lệnh: "
            "--as-of).",
        )
    if told is None:
        raise Refused(
            "missing_as_of",
            "Tệp không ghi ngày chốt số liệu. Hãy ghi dòng “Số liệu tính đến ngày …” dưới tiêu đề, "
            "hoặc chọn ngày khi nạp (dòng lệnh: --as-of).",
        )
    if told > today:
        raise Refused(
            "future_as_of",
            f"Ngày chốt số liệu {day(told)} ở tương lai. Hãy sửa lại ngày rồi gửi lại.",
        )
    return told
