"""A workbook's bytes in, a `Preview` out; page and command line share it. Saves nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from congress_dash import (
    against,
    checks,
    cleaning,
    effects,
    encodings,
    masking,
    opening,
    patience,
    privacy,
    questions,
    redaction,
    swapped_days,
    workbook,
)
from congress_dash.cleaning import CleanRow, Known
from congress_dash.errors import Refused
from congress_dash.forms import FORMS, LISTS, Form
from congress_dash.moment import Moment
from congress_dash.name_index import KnownOrg, NameIndex
from congress_dash.names import Names
from congress_dash.questions import GIVEN, Answers, NearForm
from congress_dash.readers import Odd
from congress_dash.records import (
    Answer,
    Asked,
    Change,
    Decision,
    FormId,
    Milestone,
    Preview,
    Problem,
    Severity,
    Sheet,
    address,
)
from congress_dash.redaction import Span, Words
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


@patience.limited()
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
    answers: Sequence[Answer] = (),
    partial: bool = False,
) -> Preview:
    """What this workbook would change. `Refused` when it cannot be taken at all.

    answers: given now; they go before those the books remember. Their form is of no weight here,
    it becomes the file's own when they are stored.
    partial: the file never meant to name every key, so none is missing.
    """
    name = masking.masked(name)  # a person's name is kept nowhere
    fingerprint = digest(content)
    if loaded := store.loaded_as(fingerprint):
        raise Refused("already_loaded", f"Tệp này đã được nạp ở lần nạp số {loaded}. Nếu muốn nạp "
                      "lại, hãy rút lần nạp đó trước.")  # fmt: skip
    reason = (reason or "").strip() or None
    told = Answers(answers, store.answers())
    found, reread = encodings.converted(opening.sheets(content, name), sheet)
    found, private = privacy.without_persons(found, as_of or today(), told.headings())
    read = _by_answers(found, sheet, as_of, store, told)
    form, tables, day_told, known = read.form, read.tables, read.as_of, read.known
    moment = Moment(day_told or date.max, _EVERYTHING)
    tables, turned = _days_set_right(tables, found, moment.as_of)
    rows = cleaning.apart(cleaning.clean(t.rows, t.layout, known, moment.as_of) for t in tables)
    if form.id is FormId.PROGRESS and not rows:
        raise Refused("no_rows", "Không đọc được dòng số liệu nào trong tệp. Hãy kiểm tra cột TT (chỉ "
                      "ghi số thường) và cột tên tổ chức đảng.")  # fmt: skip
    day_told = _settled(day_told, form, rows)
    moment = replace(moment, as_of=day_told)
    rows, changes = _against_books(rows, store, form, moment, reason)
    sums, odd_sums = against.own_sums(found, tables, rows)
    lost = against.lost_columns(tables, rows, store.in_force(form.id, moment))
    missing = () if partial else _missing(rows, store, form, moment)
    kept = _kept(content, found, private)
    preview = Preview(
        file=name,
        form=form.id,
        sheet="; ".join(t.sheet for t in tables),
        as_of=day_told,
        sha256=fingerprint,
        content=kept.content,
        rows=len(rows),
        records=cleaning.merged(r for row in rows if not row.waits for r in row.records),
        waiting=tuple(row.waiting for row in rows if row.waits),
        missing=missing,
        problems=(*(p for row in rows for p in row.problems), *checks.weighed(odd_sums),
                  *checks.weighed(lost), *checks.weighed(p for each in turned for p in each.problems),
                  *checks.weighed(_unknown_headings(tables)),
                  *checks.weighed(_unread_sheets(read.unread)),
                  *checks.weighed([] if as_of else _days_differ(found, tables))),
        decisions=(*read.decisions, *_shown(reread, tables, private),
                   *questions.heading_decisions(tables, told),
                   *(d for each in turned for d in each.decisions),
                   *(d for row in rows for d in row.decisions), *private.decisions),
        checksums=tuple(each.checksum for each in sums),
        dropped=private.dropped,
        rebuilt=kept.rebuilt,
        changes=changes,
        revision=store.revision,
        reason=reason,
        struck=missing if strike else (),
        hidden_sheets=tuple(s.name for s in found if not s.visible and s.name != LISTS),
        questions=(*questions.of_names(rows, tables[0].layout, known.names),
                   *questions.of_headings(tables),
                   *(q for near in read.unread for q in questions.of_near_form(near))),
        answers=told.to_keep(form.id, (*read.used, *questions.used_headings(tables),
                                       *((Asked.ORGANISATION, w) for w in known.names.used))),
    )  # fmt: skip
    return _with_headline(preview, store)


def sheet_names(content: bytes) -> list[str]:
    """The names of a workbook's sheets, hidden ones too, for the question which to read."""
    return [sheet.name for sheet in opening.sheets(content)]


# --- which sheet, which form, which day ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Read:
    """The tables of the sheets that are read, and what it took to choose them.

    unread: visible sheets that look like the same form but lack a heading.
    """

    form: Form
    tables: list[workbook.Table]
    as_of: date | None
    known: Known
    unread: tuple[NearForm, ...] = ()
    decisions: tuple[Decision, ...] = ()
    used: tuple[tuple[Asked, str], ...] = ()


def _by_answers(
    found: list[Sheet], sheet: str | None, as_of: date | None, store: Store, told: Answers
) -> _Read:
    """The tables to read; which sheet is only asked of a person who has not answered."""
    try:
        return _read(found, sheet, as_of, store, told)
    except Refused as refused:
        asked = refused.questions[0] if refused.kind == "which_sheet" else None
        answer = told.sheet(asked) if asked else None
        if asked is None or answer is None:
            raise
        chosen, why = answer
        read = _read(found, chosen, as_of, store, told)
        decision = Decision(chosen, "A1", asked.typed, chosen, why)
        return replace(read, used=((Asked.SHEET, asked.words),),
                       decisions=() if why == GIVEN else (decision,))  # fmt: skip


def _read(
    found: list[Sheet], sheet: str | None, as_of: date | None, store: Store, told: Answers
) -> _Read:
    form, tables = _tables(found, sheet, told)
    day_told = as_of or _as_of(found, tables)
    known = _known(store, form, day_told, told)
    if sheet is not None:
        return _Read(form, tables, day_told, known)
    tables = _one_story(found, tables, known, told)
    unread = [s for s in found if s.visible and s.name not in {t.sheet for t in tables}]
    near = questions.near_forms(unread, [form], told)
    return _Read(form, tables, day_told, known, tuple(near))


def _tables(
    found: list[Sheet], wanted: str | None, told: Answers
) -> tuple[Form, list[workbook.Table]]:
    if wanted is not None:
        chosen = [s for s in found if s.name == wanted]
        if not chosen:
            listed = "; ".join(s.name for s in found)
            raise Refused("unknown_sheet", f"Tệp không có trang “{wanted}”. Hãy chọn một trong các "
                          f"trang: {listed}.")  # fmt: skip
    else:
        chosen = [s for s in found if s.visible]
    pairs = list(workbook.candidates(chosen, list(FORMS.values()), told.headings()))
    if not pairs:
        raise _unreadable(chosen, told)
    forms = {form.id for form, _ in pairs}
    if len(forms) > 1:
        raise _which_sheet(found, [table.sheet for _, table in pairs], told)
    return pairs[0][0], [table for _, table in pairs]


def _unreadable(chosen: list[Sheet], told: Answers) -> Refused:
    """Why no sheet is a form: a heading is missing from one that looks like it, or nothing is."""
    near = questions.near_forms(chosen, list(FORMS.values()), told)
    if not near:
        return Refused(
            "unknown_form",
            "Không nhận ra biểu mẫu nào trong tệp này. Hãy dùng Danh mục hoặc Biểu 01–05 với đủ "
            "các cột tiêu đề (lấy mẫu trống bằng lệnh blank hoặc ở trang Cập nhật).",
        )
    best = max(near, key=lambda form: len(form.headings.columns))
    asked = tuple(questions.of_near_form(best))
    if asked:
        return Refused("unknown_heading", best.sentence + "Hãy cho biết cột chưa nhận ra nào là cột "
                       "đó, hoặc sửa tiêu đề rồi gửi lại.", questions=asked)  # fmt: skip
    return Refused("missing_heading", best.sentence + "Hãy thêm cột rồi gửi lại.")


def _kept(content: bytes, found: list[Sheet], private: privacy.Private) -> redaction.Kept:
    """The file to keep: as it came, but for persons."""
    dropped = zip(private.columns, private.dropped, strict=True)
    return redaction.kept(
        content, found,
        [Span(each.sheet, told.column, each.first_row + 1) for each, told in dropped],
        [Words(each.sheet, each.cell, each.words) for each in private.cells],
    )  # fmt: skip


def _days_set_right(
    tables: list[workbook.Table], found: list[Sheet], as_of: date
) -> tuple[list[workbook.Table], list[swapped_days.Reread]]:
    sheets = {sheet.name: sheet for sheet in found}
    read = [swapped_days.reread(t.rows, sheets[t.sheet], t.columns, as_of) for t in tables]
    return [replace(t, rows=r.rows) for t, r in zip(tables, read, strict=True)], read


def _shown(
    reread: list[Decision], tables: list[workbook.Table], private: privacy.Private
) -> Iterable[Decision]:
    """Columns converted in the sheets read, without those of persons: an example would tell one."""
    read = {t.sheet for t in tables}
    persons = {(d.sheet, d.column) for d in private.dropped}
    masked = {(each.sheet, each.cell) for each in private.cells}
    told = [d for d in reread if d.sheet in read and (d.sheet, d.cell) not in masked]
    return [d for d in told if (d.sheet, d.cell.rstrip("0123456789")) not in persons]


def _which_sheet(found: list[Sheet], names: list[str], told: Answers) -> Refused:
    """The question which sheet to read; hidden ones are among the choices."""
    hidden = [s for s in found if not s.visible and s.name != LISTS]
    read = workbook.candidates(hidden, list(FORMS.values()), told.headings())
    asked = questions.of_sheets(found, [*names, *(table.sheet for _, table in read)])
    return Refused("which_sheet", f"Tệp có nhiều trang đọc được: {'; '.join(names)}. Hãy chọn một "
                   "trang (--sheet TÊN).", questions=(asked,))  # fmt: skip


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


def _known(store: Store, form: Form, as_of: date | None, told: Answers) -> Known:
    moment = Moment(as_of or date.max, _EVERYTHING)
    orgs, index = _organisations(store, store.revision, moment)
    if not orgs and form.id is not FormId.CATALOGUE:
        raise Refused("no_catalogue", "Chưa có Danh mục tổ chức đảng. Hãy nạp Danh mục trước.")
    teams = store.ask("teams", moment).to_dict("records")
    superior = [unit for unit, org in orgs.items() if org["scope"] == "superior"]
    names = Names(index, told.organisations())
    return Known(names, frozenset(team["team"] for team in teams), superior[0] if superior else "")


@lru_cache(maxsize=2)
def _organisations(
    store: Store, revision: int, moment: Moment
) -> tuple[dict[str, dict[str, Any]], NameIndex]:
    """Every organisation of that day by unit, and all their names; `revision` keeps it fresh."""
    orgs = {org["unit"]: org for org in store.ask("names", moment).to_dict("records")}
    aliases = store.ask("aliases", moment).to_dict("records")
    known = {unit: KnownOrg(unit, org["code"], org["name"]) for unit, org in orgs.items()}
    return orgs, NameIndex(known, [(alias["alias"], alias["unit"]) for alias in aliases])


def _one_story(
    found: list[Sheet], tables: list[workbook.Table], known: Known, told: Answers
) -> list[workbook.Table]:
    """Several sheets are read together only when no organisation stands in two of them."""
    if len(tables) < 2 or len({t.layout.name for t in tables}) == len(tables) > 1:
        return tables
    seen: set[str] = set()
    for table in tables:
        units = _units(table, known)
        if seen & units:
            raise _which_sheet(found, [t.sheet for t in tables], told)
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
    books = against.books(store, form.id, moment, list(orgs.values()))
    together = checks.across(((row.row, r) for row in rows for r in row.records), books)
    out, changes = [], []
    for row in rows:
        patience.go_on()
        problems: list[Problem] = list(row.problems)
        moves: list[Change] = []
        for record in row.records:
            earlier = before.get(record.key)
            late = record.key in newest and newest[record.key]["upload"] != (earlier or {}).get(
                "upload"
            )
            moved = None if late else checks.backward(record, earlier, row.row.cells)
            if moved and not reason:
                problems.append(checks.backward_problem(row.row, *moved))
            problems += checks.of_row(row.row, row.values or {}, record, books)
            moves.append(checks.change(record, earlier, is_backward=bool(moved)))
        problems += together.get((row.row.sheet, row.row.number), ())
        if problems:
            row = replace(row, problems=checks.weighed(problems))
        if not row.waits or all(_is_backward(p) for p in row.problems if _is_error(p)):
            changes += moves
        out.append(row)
    return out, tuple(changes)


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _is_backward(problem: Problem) -> bool:
    return problem.kind == "backward_move"


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


def _unread_sheets(unread: Iterable[NearForm]) -> Iterable[Problem]:
    for near in unread:
        yield Problem(
            near.sheet, address(near.headings.row - 1, 0), "", "", Severity.WARNING, "unread_sheet",
            near.sentence + "Trang này chưa được đọc. Hãy sửa tiêu đề nếu cần đọc.",
        )  # fmt: skip


def _days_differ(found: list[Sheet], tables: list[workbook.Table]) -> Iterable[Problem]:
    """A warning per sheet that tells an earlier as-of day than another read with it."""
    read = {t.sheet for t in tables}
    told = {s.name: said for s in found if s.name in read and (said := workbook.as_of_cell(s))}
    newest = max((own for _, own in told.values()), default=date.min)
    for name, (cell, own) in told.items():
        if own != newest:
            yield Problem(
                name, cell.address, "", str(cell.value), Severity.WARNING, "as_of_differs",
                f"Trang này ghi số liệu đến ngày {day(own)}, các trang đọc chung được tính đến ngày "
                f"{day(newest)}. Hãy thống nhất ngày chốt số liệu.",
            )  # fmt: skip


_MOVING = {FormId.PROGRESS, FormId.RESULTS, FormId.SCHEDULE}  # forms that states follow from


def _with_headline(preview: Preview, store: Store) -> Preview:
    """What moves on the pages: before, and after a trial that is rolled back."""
    newest = store.newest()
    if preview.form not in _MOVING or newest is None:
        return preview
    states = store.ask("unit_states", newest).to_dict("records")
    held = store.ask("held", newest).to_dict("records")
    with store.trial(preview) as books:
        moves = effects.moves(states, books.ask("unit_states"))
        tallies = effects.tallies(held, books.ask("held"))
    preview = replace(preview, moves=moves, tallies=tallies)
    if preview.form is not FormId.PROGRESS:
        return preview
    direct = next(tally for tally in tallies if tally.level == "grassroots")
    return replace(
        preview,
        headline_before=f"{direct.held_before}/{direct.total_before}"
        if len(store.ask("report_days", newest))
        else None,
        headline_after=f"{direct.held_after}/{direct.total_after}",
    )
