"""The report in words on the page: a length is chosen, the text stands ready to be copied."""

from __future__ import annotations

import streamlit as st

from congress_dash import moments, session, tables
from congress_dash.moment import Moment
from congress_dash.pages import kept
from congress_dash.pages.kept import Choice
from congress_dash.prose import Length

_NAME = "loi"
_WORDS = {Length.SENTENCE: "Một câu", Length.PARAGRAPH: "Một đoạn", Length.PAGE: "Nửa trang"}
_ADDRESS = {"cau": Length.SENTENCE, "doan": Length.PARAGRAPH, "trang": Length.PAGE}
_USUAL = Length.PARAGRAPH


def _read(text: str) -> Length:
    if text not in _ADDRESS:
        raise ValueError(text)
    return _ADDRESS[text]


def _write(length: Length) -> str:
    words = next(words for words, told in _ADDRESS.items() if told is length)
    return "" if length is _USUAL else words


CHOICE = Choice(_NAME, _read, _USUAL, _write)


def draw(moment: Moment) -> None:
    """The words of that moment, with the way to the whole report."""
    titles = {key: chart.title for key, chart in session.charts(moment).items()}
    with st.container(key="words"):
        st.subheader("Báo cáo bằng lời")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.radio("Độ dài", list(Length), key=_NAME, horizontal=True,
                     format_func=_WORDS.__getitem__, on_change=kept.choose_widget, args=(_NAME,))  # fmt: skip
            if not moments.nobody(moment):
                st.html(tables.report_download(moment), width="content")
        st.html(tables.prose(session.words(moment, kept.chosen(_NAME)), titles))
        st.html(tables.remark(
            "Mỗi con số lấy từ một biểu đồ của cùng thời điểm; trỏ vào số để xem là biểu đồ nào. Báo cáo .docx "
            "có đủ mười mục và các phụ lục; chỗ tô vàng “…” là phần cơ quan tự ghi."
        ))  # fmt: skip
