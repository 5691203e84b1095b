"""A workbook's bytes in, a `Preview` out; page and command line share it. Saves nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from congress_dash import checks, cleaning, opening, workbook
from congress_dash.cleaning import CleanRow, Known
from congress_dash.errors import Refused
from congress_dash.forms import FORMS, LISTS, Form
from congress_dash.moment import Moment
from congress_dash.names import KnownOrg, Names
from congress_dash.readers import Odd
from congress_dash.records import (
    Change,
    FormId,
    Milestone,
    Preview,
    Problem,
    Severity,
    Sheet,
)
from congress_dash.redaction import Span, redacted
from congress_dash.store import Store, digest
from congress_dash.vietnamese import day

_EVERYTHING = 2**31 - 1


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A look makes millions of small things and hardly one ring of them: the collector would walk
    through all of them again and again (a third of the time of a large file) to find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collecting()
def look(
    name: str,
    content: bytes,
    store: Store,
    *,
    as_of: date | None = None,
    sheet: str | None = None,
    reason: str | None = None,
    strike: bool = False,
) -> Preview:
    """What this workbook would change. `Refused` when it cannot be taken at all."""
    fingerprint = digest(content)
    if loaded := store.loaded_as(fingerprint):
        raise Refused("already_loaded", f"Tệp này đã được nạp ở lần nạp số {loaded}. Nếu muốn nạp "
                      "lại, hãy rút lần nạp đó trước.")  # fmt: skip
    reason = (reason or "").strip() or None
    found = opening.sheets(content)
    form, tables = _tables(found, sheet)
    day_told = as_of or _as_of(found, tables)
    known = _known(store, form, day_told)
    tables = _one_story(tables, known) if sheet is None else tables
    moment = Moment(day_told or date.max, _EVERYTHING)
    rows = cleaning.apart(cleaning.clean(t.rows, t.layout, known, moment.as_of) for t in tables)
    if form.id is FormId.PROGRESS and not rows:
        raise Refused("no_rows", "Không đọc được dòng số liệu nào trong tệp. Hãy kiểm tra cột TT (chỉ "
                      "ghi số thường) và cột tên tổ chức đảng.")  # fmt: skip
    day_told = _settled(day_told, form, rows)
    moment = replace(moment, as_of=day_told)
    rows, changes = _against_books(rows, store, form, moment, reason)
    sums = [checked for t in tables for checked in cleaning.checksums(rows, t.totals, t.layout)]
    missing = _missing(rows, store, form, moment)
    personal = _with_persons(found, tables)
    preview = Preview(
        file=name,
        form=form.id,
        sheet="; ".join(t.sheet for t in tables),
        as_of=day_told,
        sha256=fingerprint,
        content=redacted(content, [Span(d.sheet, d.column, t.first_row + 1)
                                   for t in personal for d in t.dropped]),
        rows=len(rows),
        records=cleaning.merged(r for row in rows if not row.waits for r in row.records),
        waiting=tuple(row.waiting for row in rows if row.waits),
        missing=missing,
        problems=(*(p for row in rows for p in row.problems), *cleaning.mismatches(sums),
                  *_unknown_headings(tables)),
        decisions=tuple(d for row in rows for d in row.decisions),
        checksums=tuple(sums),
        dropped=tuple(d for t in personal for d in t.dropped),
        changes=changes,
        revision=store.revision,
        reason=reason,
        struck=missing if strike else (),
        hidden_sheets=tuple(s.name for s in found if not s.visible and s.name != LISTS),
    )  # fmt: skip
    return _with_headline(preview, store)


def sheet_names(content: bytes) -> list[str]:
    """The names of a workbook's sheets, hidden ones too, for the question which to read."""
    return [sheet.name for sheet in opening.sheets(content)]


# --- which sheet, which form, which day ----------------------------------------------------------


def _tables(found: list[Sheet], wanted: str | None) -> tuple[Form, list[workbook.Table]]:
    if wanted is not None:
        chosen = [s for s in found if s.name == wanted]
        if not chosen:
            listed = "; ".join(s.name for s in found)
            raise Refused("unknown_sheet", f"Tệp không có trang “{wanted}”. Hãy chọn một trong các "
                          f"trang: {listed}.")  # fmt: skip
    else:
        chosen = [s for s in found if s.visible]
    pairs = list(workbook.candidates(chosen, list(FORMS.values())))
    if not pairs:
        raise Refused(
            "unknown_form",
            "Không nhận ra biểu mẫu nào trong tệp này. Hãy dùng Danh mục hoặc Biểu 01–05 với đủ "
            "các cột tiêu đề (lấy mẫu trống bằng lệnh blank hoặc ở trang Cập nhật).",
        )
    forms = {form.id for form, _ in pairs}
    if len(forms) > 1:
        raise _which_sheet([table.sheet for _, table in pairs])
    return pairs[0][0], [table for _, table in pairs]


def _with_persons(found: list[Sheet], read: list[workbook.Table]) -> list[workbook.Table]:
    """The tables read, and those of sheets not read: these are kept too, without their persons."""
    unread = [s for s in found if s.name not in {t.sheet for t in read}]
    return [*read, *(t for _, t in workbook.candidates(unread, list(FORMS.values())) if t.dropped)]


def _which_sheet(names: Iterable[str]) -> Refused:
    listed = "; ".join(names)
    return Refused("which_sheet", f"Tệp có nhiều trang đọc được: {listed}. Hãy chọn một trang "
                   "(--sheet TÊN).")  # fmt: skip


def _as_of(found: list[Sheet], tables: list[workbook.Table]) -> date | None:
    read = {t.sheet for t in tables}
    days = [d for s in found if s.name in read and (d := workbook.as_of(s))]
    return max(days, default=None)


def _settled(told: date | None, form: Form, rows: list[CleanRow]) -> date:
    """The as-of day; a catalogue's default is the first day of the cycle (contract §3)."""
    if told is None and form.id is FormId.CATALOGUE:
        starts = [
            r.effective_from
            for row in rows
            for r in row.records
            if isinstance(r, Milestone) and r.effective_from
        ]
        told = min(starts, default=None)
    if told is None:
        raise Refused(
            "missing_as_of",
            "Tệp không ghi ngày chốt số liệu. Hãy ghi dòng “Số liệu tính đến ngày …” dưới tiêu đề, "
            "hoặc cho biết ngày khi nạp (--as-of).",
        )
    if told > today():
        raise Refused(
            "future_as_of",
            f"Ngày chốt số liệu {day(told)} ở tương lai. Hãy sửa lại ngày rồi gửi lại.",
        )
    return told


def today() -> date:
    """Today in Vietnam."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


def _known(store: Store, form: Form, as_of: date | None) -> Known:
    moment = Moment(as_of or date.max, _EVERYTHING)
    orgs, names = _organisations(store, store.revision, moment)
    if not orgs and form.id is not FormId.CATALOGUE:
        raise Refused("no_catalogue", "Chưa có Danh mục tổ chức đảng. Hãy nạp Danh mục trước.")
    teams = store.ask("teams", moment).to_dict("records")
    superior = [unit for unit, org in orgs.items() if org["scope"] == "superior"]
    return Known(names, frozenset(team["team"] for team in teams), superior[0] if superior else "")


@lru_cache(maxsize=2)
def _organisations(
    store: Store, revision: int, moment: Moment
) -> tuple[dict[str, dict[str, Any]], Names]:
    """Every organisation of that day by unit, and all their names; `revision` keeps it fresh."""
    orgs = {org["unit"]: org for org in store.ask("names", moment).to_dict("records")}
    aliases = store.ask("aliases", moment).to_dict("records")
    names = Names.of(
        (KnownOrg(org["unit"], org["code"], org["name"]) for org in orgs.values()),
        ((alias["alias"], alias["unit"]) for alias in aliases),
    )
    return orgs, names


def _one_story(tables: list[workbook.Table], known: Known) -> list[workbook.Table]:
    """Several sheets are read together only when no organisation stands in two of them."""
    if len(tables) < 2 or len({t.layout.name for t in tables}) == len(tables) > 1:
        return tables
    seen: set[str] = set()
    for table in tables:
        units = _units(table, known)
        if seen & units:
            raise _which_sheet(t.sheet for t in tables)
        seen |= units
    return tables


def _units(table: workbook.Table, known: Known) -> set[str]:
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


# --- against the books ---------------------------------------------------------------------------


def _against_books(
    rows: list[CleanRow], store: Store, form: Form, moment: Moment, reason: str | None
) -> tuple[list[CleanRow], tuple[Change, ...]]:
    """Rows with the problems that only the books reveal, and what each record changes."""
    before = store.in_force(form.id, moment)
    newest = store.in_force(form.id, Moment(date.max, moment.known_at))
    orgs, _ = _organisations(store, store.revision, moment)
    out, changes = [], []
    for row in rows:
        problems: list[Problem] = list(row.problems)
        for record in row.records:
            earlier = before.get(record.key)
            late = record.key in newest and newest[record.key]["upload"] != (earlier or {}).get(
                "upload"
            )
            moved = None if late else checks.backward(record, earlier)
            if moved and not reason:
                problems.append(checks.backward_problem(row.row, *moved))
            problems += checks.warnings(row.row, record, orgs.get(getattr(record, "unit", "")))
            if not row.waits:
                changes.append(checks.change(record, earlier, is_backward=bool(moved)))
        is_more = len(problems) > len(row.problems)
        out.append(replace(row, problems=tuple(problems)) if is_more else row)
    return out, tuple(changes)


def _missing(rows: list[CleanRow], store: Store, form: Form, moment: Moment) -> tuple[str, ...]:
    """Keys that an earlier report had and this file lacks; a row that waits is not missing."""
    here = {record.key for row in rows for record in row.records}
    here |= {row.key for row in rows if row.key}
    waiting = [row for row in rows if row.waits]
    before = store.in_force(form.id, moment)
    gone = [key for key in before if not any(_may_tell(row, before[key]) for row in waiting)]
    return tuple(sorted(set(gone) - here))


def _may_tell(row: CleanRow, before: dict[str, Any]) -> bool:
    """A visit that waits may be of any organisation its team saw on its day."""
    values, unit, team = row.values or {}, before.get("unit"), before.get("team")
    return (
        values.get("visited_on") is not None
        and values["visited_on"] == before.get("visited_on")
        and team in values.get("team", (team,))
        and unit in values.get("organisation", (unit,))
    )


def _unknown_headings(tables: list[workbook.Table]) -> Iterable[Problem]:
    for table in tables:
        for cell in table.unknown:
            yield Problem(
                table.sheet, cell.address, "", str(cell.value), Severity.NOTE, "unknown_heading",
                "Không nhận ra cột này nên không đọc. Nếu cần, hãy đổi tiêu đề theo biểu mẫu.",
            )  # fmt: skip


def _headline(rows: list[dict[str, Any]]) -> str:
    grassroots = next(r for r in rows if r["level"] == "grassroots" and r["kind"] == "all")
    return f"{grassroots['held']}/{grassroots['total']}"


def _with_headline(preview: Preview, store: Store) -> Preview:
    """The headline before, and after a trial that is rolled back."""
    if preview.form is not FormId.PROGRESS:
        return preview
    newest = store.newest()
    before = None
    if newest and len(store.ask("report_days", newest)):
        before = _headline(store.ask("held", newest).to_dict("records"))
    with store.trial(preview) as books:
        after = _headline(books.ask("held"))
    return replace(preview, headline_before=before, headline_after=after)
