"""Trình chiếu: a briefing chosen, put in order and seen as slides; the deck, and the show in the room."""

from __future__ import annotations

import streamlit as st

from congress_dash import moments, session, tables
from congress_dash.moment import Moment
from congress_dash.pages import filled, kept, words
from congress_dash.pages import show as room
from congress_dash.pages.briefing import leaves, saving
from congress_dash.pages.briefing.draft import CHARTS, CHOICES, Draft, drafted, settle
from congress_dash.pages.frame import page

__all__ = ["show"]


def show() -> None:
    settle()
    moment = page("Trình chiếu", *CHOICES, words.CHOICE, *room.CHOICES)
    if moment is None:
        return
    draft = drafted(moment)
    if kept.chosen("trang") and draft.charts:
        room.draw(moment, draft.charts)
        return
    saving.told()
    _ways_out(moment, draft)
    saving.desk(draft, moment.view)
    words.draw(moment)
    with st.expander(f"Thêm, bớt mục ({len(draft.keys)} mục đang chọn)", key="boxes"):
        _boxes(draft)
    leaves.draw(draft)
    filled.draw(moment)


def _ways_out(moment: Moment, draft: Draft) -> None:
    """Which briefing, and what can be done with it."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="ways-out"):
        saving.choice(draft)
        if draft.keys:
            st.button("Bắt đầu trình chiếu", type="primary", key="show-start", on_click=room.start)
            st.selectbox("Tự chuyển trang", [0, *room.SECONDS], key="tu-dong", width=150,
                         format_func=lambda seconds: f"sau {seconds} giây" if seconds else "Không",
                         on_change=kept.choose_widget, args=("tu-dong",))  # fmt: skip
            if not moments.nobody(moment):
                _downloads(moment, draft)
    saving.standing(draft)
    if not draft.keys:
        st.info("Hãy chọn ít nhất một mục để trình chiếu hoặc tải bộ trang.")
        return
    with st.container(key="ways-out-keys"):
        st.html(tables.remark(
            "Khi trình chiếu: phím → ← để chuyển trang, phím cách để dừng hoặc tự chuyển tiếp, Esc để thoát; "
            "F11 để mở toàn màn hình."
        ))  # fmt: skip


def _downloads(moment: Moment, draft: Draft) -> None:
    slides = 1 + sum(map(session.slide_count, draft.charts))
    link = tables.deck_download(moment, draft.keys, slides, draft.as_saved, draft.template)
    st.html(link, width="content")
    st.html(tables.numbers_download(moment, draft.keys), width="content")


def _boxes(draft: Draft) -> None:
    """One box per chart, ticked when it is chosen: the usual ones left, all others right."""
    for column, keys, title in zip(
        st.columns(2), (draft.usual, draft.others), ("Thường dùng", "Các mục khác"), strict=True
    ):
        with column:
            st.html(tables.remark(title))
            for key in keys:
                st.session_state[f"slide-{key}"] = key in draft.keys
                st.checkbox(tables.inert(draft.known[key].title), key=f"slide-{key}",
                            on_change=_tick, args=(key, draft.keys))  # fmt: skip


def _tick(key: str, keys: tuple[str, ...]) -> None:
    """A chart ticked stands last; one that is not ticked any more leaves the others as they are."""
    others = tuple(each for each in keys if each != key)
    kept.choose({CHARTS: (*others, key) if st.session_state[f"slide-{key}"] else others})
