"""Cập nhật: a workbook is looked at and accepted, one value is corrected, uploads are withdrawn."""

from __future__ import annotations

import streamlit as st

from congress_dash import session, tables, told
from congress_dash.pages import filled
from congress_dash.pages.frame import draw, page
from congress_dash.pages.update import edit, history, remembered, upload

_TABS = ("Nạp tệp", "Sửa một mục", "Lịch sử", "Cách hiểu đã ghi nhớ", "Biểu mẫu trống")


def show() -> None:
    moment = page("Cập nhật số liệu")
    upload_tab, edit_tab, history_tab, remembered_tab, blank_tab = st.tabs(_TABS)
    with upload_tab:
        upload.show()
        if moment:
            draw(session.charts(moment, "freshness")["freshness"])
    with edit_tab:
        edit.show(moment)
    with history_tab:
        history.show()
    with remembered_tab:
        remembered.show()
    with blank_tab:
        st.write("Tải biểu mẫu trống, điền bằng Excel rồi nạp lại ở thẻ Nạp tệp.")
        st.html(tables.blank_downloads(told.form_titles()))
        if moment:
            filled.draw(moment)
