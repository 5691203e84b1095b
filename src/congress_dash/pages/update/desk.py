"""What lies on a desk: one file, what a person said of it so far, and the preview that was shown.

A widget's own state is lost when a run is cut short, so what was said is kept here and written into
the widget each time it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

import streamlit as st

from congress_dash import intake, session, tables, wording
from congress_dash.errors import CongressDashError, Refused, StalePreview
from congress_dash.listings import ChangeLine, change_lines
from congress_dash.pages.frame import show_newest, tell_error
from congress_dash.records import Answer, Asked, FormId, Preview, Question
from congress_dash.store import Store
from congress_dash.vietnamese import day

ROLE = "Cơ quan thường trực"
_ANSWERED = {
    (Asked.ORGANISATION, True): "“{typed}” là {chosen}",
    (Asked.HEADING, True): "Cột “{typed}” là cột {chosen}",
    (Asked.HEADING, False): "Cột “{typed}”: không đọc",
    (Asked.SHEET, True): "Đọc trang “{chosen}”",
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A file as it was handed in; partial: it speaks of single keys on purpose."""

    id: str
    name: str
    content: bytes
    as_of: date | None = None
    reason: str = ""
    partial: bool = False


@dataclass(slots=True)
class Desk:
    """Not frozen: it is what a session remembers from run to run."""

    name: str
    file: Offered
    as_of: date | None = None
    sheet: str | None = None
    reason: str = ""
    strike: bool = False
    leave: bool = False
    role: str = ROLE
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    answer_words: dict[tuple[str, str], str] = field(default_factory=dict)
    preview: Preview | None = None
    refusal: Refused | None = None
    lines: list[ChangeLine] = field(default_factory=list)  # of the preview, for a list to narrow
    looked_for: tuple[object, int] | None = None
    wanted: Preview | None = None  # confirmed
    upload: int | None = None  # under which it was written
    writing: Lock = field(default_factory=Lock)
    written: Callable[[], None] | None = None  # called when the file stands in the books
    is_renewed: bool = False  # the books moved under the preview
    is_changed: bool = False  # something was said in the same breath as the confirmation
    token: str = ""  # of the link to the marked file, made for `token_for`
    token_for: tuple[object, int] | None = None

    def kept(self, name: str) -> dict[str, Any]:
        """The key and callback of the widget that asks for `name`, which shows what was said."""
        key = f"{self.name}-{name}"
        st.session_state[key] = getattr(self, name)
        return {"key": key, "on_change": self._say, "args": (name, key)}

    def _say(self, name: str, key: str) -> None:
        setattr(self, name, st.session_state[key])
        self.is_renewed = self.is_changed = False

    def answer(self, question: Question, key: str, words: dict[str, str]) -> None:
        """Takes the answer chosen in the widget of that key."""
        chosen = st.session_state[key]
        if chosen is not None:
            asked = (question.asked, question.words)
            self.answers[asked] = Answer(question.asked, FormId.PROGRESS, question.words, chosen)
            self.answer_words[asked] = _ANSWERED[question.asked, bool(chosen)].format(
                typed=question.typed, chosen=words[chosen]
            )
            self.is_renewed = self.is_changed = False

    def unanswer(self, asked: tuple[str, str]) -> None:
        self.answers.pop(asked, None)
        self.answer_words.pop(asked, None)

    def look(self) -> Preview:
        """The preview of the file with all that was said; kept until that or the books change."""
        store = session.store()
        if self.looked_for and self.looked_for[1] != store.revision:
            self.renew()
        fresh = (self._said, store.revision)
        if self.looked_for != fresh or (self.preview is None and self.refusal is None):
            self.looked_for, self.preview, self.refusal = fresh, None, None
            with st.spinner("Đang đọc tệp và đối chiếu với sổ số liệu …"):
                self._look(store)
        if self.refusal:
            raise self.refusal
        assert self.preview
        return self.preview

    @property
    def _said(self) -> object:
        """All that a preview depends on beside the file and the books."""
        return (self.as_of, self.sheet, self.reason, self.strike, tuple(self.answers.values()))

    def _look(self, store: Store) -> None:
        try:
            self.preview = intake.look(
                self.file.name,
                self.file.content,
                store,
                as_of=self.file.as_of or self.as_of,
                sheet=self.sheet,
                reason=self.file.reason or self.reason or None,
                strike=self.strike,
                answers=tuple(self.answers.values()),
                partial=self.file.partial,
            )
            self.lines = change_lines(self.preview)
        except Refused as refusal:
            self.refusal = refusal

    @property
    def is_stale(self) -> bool:
        """Whether the books moved since the preview that was shown."""
        moved = self.looked_for is not None and self.looked_for[1] != session.store().revision
        return self.is_renewed or moved

    def renew(self) -> None:
        """The books moved: what was ticked for the preview of before is asked again."""
        self.preview, self.refusal, self.looked_for = None, None, None
        self.strike = self.leave = False
        self.is_renewed = True

    def want(self, preview: Preview) -> None:
        """The preview that was on the screen when a person confirmed it; written on the next run."""
        if self.upload is None:
            self.wanted = preview

    def write(self) -> None:
        """Accepts what was confirmed, at the place where this is called; the desk is then free.

        A second click starts a second run beside this one, which then loses its session state: what
        was written is told on the desk itself, and whichever run is left clears up.
        """
        if self.wanted is None and self.upload is None:
            return
        if self.upload is None and self.looked_for and self.looked_for[0] != self._said:
            self.wanted, self.is_changed = None, True
            return
        with st.spinner("Đang ghi vào sổ số liệu …"), self.writing:
            try:
                if self.upload is None and self.wanted:
                    self.upload = session.store().accept(self.wanted, by=self.role.strip() or ROLE)
            except StalePreview:
                self.wanted = None
                self.renew()
            except CongressDashError as error:
                self.wanted = None
                tell_error(error)
        if self.upload is None:  # refused, in this run or in the one that it waited for
            return
        self._leave()
        st.rerun()

    def _leave(self) -> None:
        """Each step may be the last of a run that is cut short: the next one begins anew."""
        assert self.wanted
        assert self.upload
        st.session_state[f"{self.name}-done"] = _done(self.wanted, self.upload)
        show_newest()
        if self.written:
            self.written()
        clear(self.name)


def desk(name: str, file: Offered) -> Desk:
    """The desk of that name with this file on it; another file takes the place of the last."""
    lying = st.session_state.get(f"{name}-desk")
    if not isinstance(lying, Desk) or lying.file.id != file.id:
        lying = Desk(name, file)
        st.session_state[f"{name}-desk"] = lying
        st.session_state.pop(f"{name}-done", None)
    return lying


def clear(name: str) -> None:
    """Nothing lies on the desk any more; the next uploader starts empty."""
    state = st.session_state
    state[f"{name}-count"] = state.get(f"{name}-count", 0) + 1
    state.pop(f"{name}-desk", None)


def tell_done(name: str) -> None:
    """The sentence about what was written, until another file lies there."""
    if done := st.session_state.get(f"{name}-done"):
        st.success(tables.inert(done))


def _done(preview: Preview, upload: int) -> str:
    effect = f" {wording.effect(preview)}" if preview.tallies else ""
    return (
        f"Đã nạp {preview.file} (lần nạp {upload}), số liệu tính đến ngày "
        f"{day(preview.as_of)}.{effect} Muốn hoàn tác: thẻ Lịch sử, chọn lần nạp {upload}, Rút lại."
    )
