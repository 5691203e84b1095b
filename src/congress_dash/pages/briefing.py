"""Trình chiếu: which charts become slides, the deck, and the show in the meeting room."""

from __future__ import annotations

import streamlit as st

from congress_dash import session, tables
from congress_dash.chart import Chart
from congress_dash.moment import Moment
from congress_dash.pages import filled, kept, words
from congress_dash.pages import show as room
from congress_dash.pages.frame import page
from congress_dash.pages.kept import Choice

_NAME = "bieu-do"
_NONE = "khong"  # every box was emptied; without a word the usual charts are chosen


def _keys(text: str) -> tuple[str, ...]:
    return () if text == _NONE else tuple(text.split(",")[:60])


def _words(keys: tuple[str, ...] | None) -> str:
    return "" if keys is None else ",".join(keys) or _NONE


CHOICES = (Choice(_NAME, _keys, write=_words), words.CHOICE, *room.CHOICES)


def show() -> None:
    moment = page("Trình chiếu", *CHOICES)
    if moment is None:
        return
    usual = {chart.key: chart for chart in session.chosen(moment, [])}
    others = {k: c for k, c in session.charts(moment).items() if k not in usual and not c.is_empty}
    told = kept.chosen(_NAME)
    order = (*usual, *others)
    keys = [key for key in (usual if told is None else told) if key in order]
    if kept.chosen("trang") and keys:
        room.draw(moment, [(usual | others)[key] for key in keys])
        return
    st.write(
        "Mỗi mục được chọn thành một trang (bảng dài thì nhiều trang), biểu đồ và bảng sửa được trong PowerPoint; số liệu đúng "
        "như trên màn hình."
    )
    _ways_out(moment, keys)
    words.draw(moment)
    left, right = st.columns(2)
    with left:
        st.subheader("Bộ trang thường dùng")
        _boxes(usual, keys, order)
    with right:
        st.subheader("Thêm trang")
        _boxes(others, keys, order)
    filled.draw(moment)


def _ways_out(moment: Moment, keys: list[str]) -> None:
    if not keys:
        st.info("Hãy chọn ít nhất một mục để trình chiếu hoặc tải bộ trang.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="ways-out"):
        st.button("Bắt đầu trình chiếu", type="primary", key="show-start", on_click=room.start)
        st.selectbox("Tự chuyển trang", [0, *room.SECONDS], key="tu-dong", width=190,
                     format_func=lambda seconds: f"sau {seconds} giây" if seconds else "Không",
                     on_change=kept.choose_widget, args=("tu-dong",))  # fmt: skip
        st.html(tables.deck_download(moment, keys), width="content")
        st.html(tables.numbers_download(moment, keys), width="content")
    st.html(tables.remark(
        "Khi trình chiếu: phím → ← để chuyển trang, phím cách để dừng hoặc tự chuyển tiếp, Esc để thoát; "
        "F11 để mở toàn màn hình."
    ))  # fmt: skip


def _boxes(charts: dict[str, Chart], keys: list[str], order: tuple[str, ...]) -> None:
    """One box per chart, ticked when it is chosen."""
    for key, chart in charts.items():
        st.session_state[f"slide-{key}"] = key in keys
        st.checkbox(tables.inert(chart.title), key=f"slide-{key}", on_change=_tick,
                    args=(key, tuple(keys), order))  # fmt: skip


def _tick(key: str, keys: tuple[str, ...], order: tuple[str, ...]) -> None:
    """The charts ticked stand as they are listed; an address may tell another order."""
    wanted = {*keys, key} if st.session_state[f"slide-{key}"] else {*keys} - {key}
    kept.choose({_NAME: tuple(each for each in order if each in wanted)})
