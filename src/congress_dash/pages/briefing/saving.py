"""Choosing a briefing by name; saving it, under another name too; deleting it, and undoing that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from congress_dash import listings, session, slides, tables
from congress_dash.errors import CongressDashError
from congress_dash.history import Briefing
from congress_dash.moment import View
from congress_dash.pages import kept
from congress_dash.pages.briefing.draft import BRIEFING, CHARTS, USUAL, Draft, brought
from congress_dash.pages.frame import tell_error
from congress_dash.pages.update.desk import ROLE
from congress_dash.store.briefings import LONGEST_NAME

_DELETED, _DONE = "briefing-deleted", "briefing-done"


def told() -> None:
    """What was just done; a briefing just deleted comes back by one click."""
    if done := st.session_state.pop(_DONE, None):
        st.success(tables.inert(done))
    if gone := st.session_state.get(_DELETED):
        with st.container(horizontal=True, vertical_alignment="center", key="undo-delete"):
            st.html(tables.remark(f"Đã xóa bộ trang “{gone}”."), width="content")
            st.button("Hoàn tác", key="briefing-undo", on_click=_restore, args=(gone, ROLE))


def choice(draft: Draft) -> None:
    """The list of briefings, and the way back to what was saved."""
    names = [briefing.name for briefing in session.store().briefings.listed()]
    st.selectbox("Bộ trang", [USUAL, *names], key=BRIEFING, width=280, on_change=_open,
                 format_func=lambda name: name or "Thường dùng")  # fmt: skip
    if draft.changed:
        st.button("Bỏ thay đổi", key="briefing-back", on_click=_open)


def standing(draft: Draft) -> None:
    """Who saved the open briefing and when, and whether it was changed since."""
    if draft.saved:
        changed = " · đang có thay đổi chưa lưu" if draft.changed else ""
        st.html(tables.remark(f"{listings.saved_line(draft.saved)}{changed}"))


def _open() -> None:
    """Opens the chosen briefing as it was saved."""
    name = st.session_state[BRIEFING]
    kept.choose({BRIEFING: name, **brought(name)})


def desk(draft: Draft, view: View) -> None:
    """Saving, renaming and deleting, each with the role of who does it."""
    saved = draft.saved
    with st.expander("Lưu, đổi tên, xóa bộ trang" if saved else "Lưu thành bộ trang có tên", key="saving"):  # fmt: skip
        named, by = st.columns(2)
        with named:
            name = st.text_input("Tên bộ trang", value=saved.name if saved else "",
                                 key=f"briefing-name-{saved.name if saved else ''}",
                                 placeholder="Ví dụ: Giao ban tuần", max_chars=LONGEST_NAME)  # fmt: skip
        with by:
            role = st.text_input("Vai trò người lưu", value=ROLE, key="briefing-role", max_chars=60)
        role = role.strip() or ROLE
        st.html(tables.remark(
            "Bộ trang giữ các mục, thứ tự, bộ lọc và mẫu đang chọn; số liệu luôn là của ngày đang xem khi mở."
        ))  # fmt: skip
        paper = _paper(saved)
        is_other = draft.changed or paper != _Paper(saved.template if saved else None)
        with st.container(horizontal=True, key="briefing-buttons"):
            if saved:
                st.button("Lưu thay đổi", key="briefing-save", type="primary",
                          disabled=not is_other or not draft.keys,
                          on_click=_save, args=(saved.name, draft, view, role, paper, False))  # fmt: skip
                st.button("Đổi tên", key="briefing-rename", disabled=name.strip() in ("", saved.name),
                          on_click=_rename, args=(saved.name, name, role))  # fmt: skip
            st.button("Lưu thành bộ mới", key="briefing-save-as", type="secondary" if saved else "primary",
                      disabled=not name.strip() or not draft.keys,
                      on_click=_save, args=(name, draft, view, role, paper, True))  # fmt: skip
        if saved:
            _deletion(saved, role)
        _bin(role)


@dataclass(frozen=True, slots=True)
class _Paper:
    """What the slides stand on: a kept template by its hash, one just uploaded, or neither: ours."""

    kept: str | None
    content: bytes | None = None


def _paper(saved: Briefing | None) -> _Paper:
    """The template of the open briefing, another in its place, or ours again."""
    name = saved.name if saved else ""
    uploaded = st.file_uploader(
        "Mẫu trình chiếu của cơ quan (.pptx, .potx); để trống thì dùng mẫu có sẵn",
        type=["pptx", "potx"], key=f"briefing-template-{name}",
    )  # fmt: skip
    before = saved.template if saved else None
    if uploaded is not None:
        return _Paper(None, uploaded.getvalue())
    if before and st.checkbox(
        "Bộ trang này đang dùng mẫu của cơ quan. Bỏ mẫu đó, dùng lại mẫu có sẵn",
        key=f"briefing-plain-{name}",
    ):
        return _Paper(None)
    return _Paper(before)


def _deletion(saved: Briefing, role: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="briefing-deletion"):
        sure = st.checkbox("Tôi xác nhận xóa bộ trang này khỏi danh sách", width="content",
                           key=f"briefing-sure-{saved.name}")  # fmt: skip
        st.button("Xóa", key="briefing-delete", disabled=not sure, on_click=_delete,
                  args=(saved.name, role))  # fmt: skip


def _bin(role: str) -> None:
    """What was deleted, the last first; each can be brought back."""
    gone = session.store().briefings.deleted()
    if not gone:
        return
    words = {briefing.name: listings.saved_line(briefing) for briefing in gone}
    with st.container(horizontal=True, vertical_alignment="bottom", key="briefing-bin"):
        name = st.selectbox("Bộ trang đã xóa", list(words), index=None, key="briefing-gone",
                            format_func=words.__getitem__, placeholder="Chọn bộ trang")  # fmt: skip
        st.button("Khôi phục", key="briefing-restore", disabled=name is None, on_click=_restore,
                  args=(name, role))  # fmt: skip


def _save(name: str, draft: Draft, view: View, role: str, paper: _Paper, is_new: bool) -> None:
    def save() -> None:
        remarks: tuple[str, ...] = ()
        template = paper.kept
        if paper.content is not None:
            remarks = slides.template(paper.content).remarks
            template = session.store().keep_template(paper.content)
        saved = session.store().briefings.save(
            name, draft.keys, view, by=role, template=template, is_new=is_new
        )
        _opened(saved, " ".join((f"Đã lưu bộ trang “{saved.name}”.", *remarks)))

    _tried(save)


def _rename(name: str, other: str, role: str) -> None:
    def rename() -> None:
        renamed = session.store().briefings.rename(name, other, by=role)
        _opened(renamed, f"Bộ trang nay mang tên “{renamed.name}”.")

    _tried(rename)


def _delete(name: str, role: str) -> None:
    def delete() -> None:
        session.store().briefings.delete(name, by=role)
        kept.choose({BRIEFING: USUAL, **brought(USUAL)})
        st.session_state[_DELETED] = name

    _tried(delete)


def _restore(name: str, role: str) -> None:
    def restore() -> None:
        restored = session.store().briefings.restore(name, by=role)
        _opened(restored, f"Đã khôi phục bộ trang “{restored.name}”.")

    _tried(restore)


def _opened(briefing: Briefing, done: str) -> None:
    """The briefing is on the page from now on; renamed and changed ones keep what they show."""
    st.session_state.pop(_DELETED, None)
    st.session_state[_DONE] = done
    kept.choose({BRIEFING: briefing.name, **brought(briefing.name), CHARTS: None})


def _tried(work: Callable[[], None]) -> None:
    """Does it, or says why not."""
    try:
        work()
    except CongressDashError as error:
        tell_error(error)
