"""A workbook's bytes in, a `Preview` out; page and command line share it. Saves nothing."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from operator import is_
from typing import Any
from zoneinfo import ZoneInfo

from congress_dash import (
    against,
    checks,
    choosing,
    clean_rows,
    cleaning,
    collector,
    effects,
    encodings,
    knowledge,
    masking,
    opening,
    overlooked,
    patience,
    privacy,
    questions,
    redaction,
    swapped_days,
)
from congress_dash.answers import Answers
from congress_dash.choosing import Chosen
from congress_dash.clean_rows import Cleaned, CleanRow
from congress_dash.errors import Refused
from congress_dash.forms import LISTS
from congress_dash.originals import digest
from congress_dash.privacy import Private
from congress_dash.records import (
    Answer,
    Asked,
    Decision,
    FormId,
    Preview,
    Problem,
    Question,
    Record,
    Sheet,
)
from congress_dash.redaction import Span, Words
from congress_dash.store import Store, written


@patience.limited()
@collector.resting()
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
    with ThreadPoolExecutor(2) as beside:  # the books are asked while the file is gone through
        preview, moved = _previewed(
            beside, name, content, store, as_of, sheet, reason, strike, answers, partial
        )
        return replace(preview, **moved())


def _previewed(
    beside: ThreadPoolExecutor,
    name: str,
    content: bytes,
    store: Store,
    as_of: date | None,
    sheet: str | None,
    reason: str | None,
    strike: bool,
    answers: Sequence[Answer],
    partial: bool,
) -> tuple[Preview, Callable[[], dict[str, Any]]]:
    """The preview but for what moves on the pages, and where that is told: a large file's cells are let
    go while the books are still being tried."""
    revision = store.revision  # asked first: whatever comes in from now on makes the preview stale
    sha256 = _new(content, store)
    known = beside.submit(knowledge.prepare, store)
    stood = beside.submit(effects.standing, store, revision)
    starts = beside.submit(effects.cycle_starts, store)
    name = masking.masked(name)  # a person's name is kept nowhere
    reason = (reason or "").strip() or None
    told = Answers(answers, store.answers())
    found, converted = encodings.converted(opening.sheets(content, name), sheet)
    found, private = privacy.without_persons(found, as_of or today(), told.headings())
    known.result()
    read = choosing.chosen(found, sheet, as_of, store, told)
    day = read.as_of  # most files tell it, and the books are asked while the rows are read
    said = beside.submit(against.said_before, store, read.form.id, day) if day else None
    read, swapped = _days_set_right(read, found)
    cleaned = _cleaned(read)
    rows = clean_rows.apart(table.rows for table in cleaned)
    made = cleaned[0].made if len(cleaned) == 1 else None
    as_of = choosing.settled(read, rows, today())
    kept = _kept(content, found, private)
    preview = Preview(
        file=name, sha256=sha256, content=kept.content, rebuilt=kept.rebuilt,
        form=read.form.id, sheet="; ".join(t.sheet for t in read.tables), as_of=as_of,
        rows=len(rows), records=tuple(made.records) if made else _records(rows),
        waiting=(), missing=(), struck=(), reason=reason,
        problems=(), decisions=(), checksums=(), changes=(),
        revision=revision, dropped=private.dropped,
        hidden_sheets=tuple(s.name for s in found if not s.visible and s.name != LISTS),
        newer=_newer(store, read.form.id, as_of, starts.result()),
    )  # fmt: skip
    standing = stood.result() if preview.form in effects.MOVING else None
    if standing:
        effect = functools.partial(effects.effect, store, standing, starts.result())
        # what needs Python is done here, not beside the rest; most files have no more to say than this
        rows_told = written(preview, made.by_field if made else None)
        tried = beside.submit(effect, preview, rows_told)
    before = said.result() if said else against.said_before(store, read.form.id, as_of)
    compared = against.compared(rows, read.tables, before, reason)
    is_as_read = all(map(is_, rows, compared.rows))
    rows, asked = compared.rows, _questions(compared.rows, read)
    missing = () if partial else _missing(compared, asked)
    sums, odd_sums = against.own_sums(found, read.tables, cleaned)
    records = preview.records if is_as_read else _records(rows)
    struck = missing if strike else ()
    is_tried = (records, struck) == (preview.records, preview.struck)
    preview = replace(
        preview, records=records, struck=struck, missing=missing,
        waiting=tuple(row.waiting for row in rows if row.waits),
        problems=_problems(rows, [*odd_sums, *compared.lost], swapped, read),
        decisions=_decisions(rows, converted, swapped, read, told, private),
        checksums=tuple(each.checksum for each in sums), changes=compared.changes, questions=asked,
        answers=_to_keep(read, told),
    )  # fmt: skip
    if not standing:
        return preview, dict
    return preview, tried.result if is_tried else functools.partial(
        effect, preview, written(preview)
    )


def _records(rows: Iterable[CleanRow]) -> tuple[Record, ...]:
    return clean_rows.merged(r for row in rows if not row.waits for r in row.records)


def sheet_names(content: bytes) -> list[str]:
    """The names of a workbook's sheets, hidden ones too, for the question which to read."""
    return [sheet.name for sheet in opening.sheets(content)]


def today() -> date:
    """Today in Vietnam."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


# --- from the bytes to rows ----------------------------------------------------------------------


def _new(content: bytes, store: Store) -> str:
    """The hash of a file that is not in the books yet."""
    sha256 = digest(content)
    if loaded := store.loaded_as(sha256):
        raise Refused("already_loaded", f"Tệp này đã được nạp ở lần nạp số {loaded}. Nếu muốn nạp "
                      "lại, hãy rút lần nạp đó trước; nếu muốn nạp trang khác của tệp, hãy lưu riêng "
                      "trang đó thành tệp mới.")  # fmt: skip
    return sha256


def _days_set_right(
    read: Chosen, found: Iterable[Sheet]
) -> tuple[Chosen, list[swapped_days.Reread]]:
    sheets = {sheet.name: sheet for sheet in found}
    as_of = read.as_of or date.max
    swapped = [swapped_days.reread(t.rows, sheets[t.sheet], t.columns, as_of) for t in read.tables]
    tables = [replace(t, rows=s.rows) for t, s in zip(read.tables, swapped, strict=True)]
    return replace(read, tables=tables), swapped


def _cleaned(read: Chosen) -> list[Cleaned]:
    as_of = read.as_of or date.max
    cleaned = [cleaning.clean(t.rows, t.layout, read.known, as_of) for t in read.tables]
    if read.form.id is FormId.PROGRESS and not any(table.rows for table in cleaned):
        raise Refused("no_rows", "Không đọc được dòng số liệu nào trong tệp. Hãy kiểm tra cột TT (chỉ "
                      "ghi số thường) và cột tên tổ chức đảng.")  # fmt: skip
    return cleaned


# --- from the rows to the preview ----------------------------------------------------------------


def _kept(content: bytes, found: Sequence[Sheet], private: Private) -> redaction.Kept:
    """The file to keep: as it came, but for persons."""
    dropped = zip(private.columns, private.dropped, strict=True)
    return redaction.kept(
        content, found,
        [Span(each.sheet, told.column, each.first_row + 1) for each, told in dropped],
        [Words(each.sheet, each.cell, each.words) for each in private.cells],
    )  # fmt: skip


def _missing(compared: against.Compared, asked: Iterable[Question]) -> tuple[str, ...]:
    """Keys that the file lacks; the organisation that a misspelt name is likeliest to be is there."""
    misspelt = {
        f"{problem.sheet}!{problem.cell}"
        for row in compared.rows
        for problem in row.problems
        if problem.kind == "misspelt_organisation"
    }
    meant = {q.choices[0][0] for q in asked if q.choices and misspelt & {*q.cells}}
    return tuple(key for key in compared.missing if key not in meant)


def _newer(store: Store, form: FormId, as_of: date, starts: Iterable[date]) -> date | None:
    """The day of that form's newest report of the same cycle in force, where this one comes late."""
    following = min((day for day in starts if day > as_of), default=date.max)
    days = [
        u.as_of
        for u in store.uploads()
        if u.form == form and not u.withdrawn and u.as_of < following
    ]
    newest = max(days, default=as_of)
    return newest if newest > as_of else None


def _problems(
    rows: Iterable[CleanRow],
    of_sheets: Iterable[Problem],
    swapped: Iterable[swapped_days.Reread],
    read: Chosen,
) -> tuple[Problem, ...]:
    doubtful = [problem for each in swapped for problem in each.problems]
    others = checks.weighed([*of_sheets, *doubtful, *overlooked.problems(read)])
    return (*(problem for row in rows for problem in row.problems), *others)


def _decisions(
    rows: Iterable[CleanRow],
    converted: Iterable[Decision],
    swapped: Iterable[swapped_days.Reread],
    read: Chosen,
    told: Answers,
    private: Private,
) -> tuple[Decision, ...]:
    return (
        *read.decisions,
        *_shown(converted, read, private),
        *questions.heading_decisions(read.tables, told),
        *(decision for each in swapped for decision in each.decisions),
        *(decision for row in rows for decision in row.decisions),
        *private.decisions,
    )


def _shown(converted: Iterable[Decision], read: Chosen, private: Private) -> list[Decision]:
    """Columns converted in the sheets read, without those of persons: an example would tell one."""
    sheets = {t.sheet for t in read.tables}
    persons = {(d.sheet, d.column) for d in private.dropped}
    masked = {(each.sheet, each.cell) for each in private.cells}
    told = [d for d in converted if d.sheet in sheets and (d.sheet, d.cell) not in masked]
    return [d for d in told if (d.sheet, d.cell.rstrip("0123456789")) not in persons]


def _questions(rows: Iterable[CleanRow], read: Chosen) -> tuple[Question, ...]:
    return (
        *questions.of_names(rows, read.tables[0].layout, read.known.names),
        *questions.of_headings(read.tables),
        *(question for near in read.unread for question in questions.of_near_form(near)),
    )


def _to_keep(read: Chosen, told: Answers) -> tuple[Answer, ...]:
    names = ((Asked.ORGANISATION, words) for words in read.known.names.used)
    used = (*read.used, *questions.used_headings(read.tables), *names)
    return told.to_keep(read.form.id, used)
