"""Biểu 01–05 filled in from the books at the moment looked at, to be sent upward."""

from __future__ import annotations

import streamlit as st

from congress_dash import tables, told
from congress_dash.filled import FILLED
from congress_dash.moment import Moment
from congress_dash.vietnamese import day


def draw(moment: Moment) -> None:
    """The forms as links; they are of everybody, whatever the page was narrowed to."""
    st.html(tables.anchored("bieu-da-dien", f"Biểu đã điền, tính đến ngày {day(moment.as_of)}"))
    st.write(
        "Đủ mọi tổ chức đảng theo khối, dòng cộng, phần ký; chỉ còn ghi tên tỉnh, số báo cáo, ngày ký và nơi "
        "nhận trước khi gửi lên cấp trên."
    )
    titles = dict(told.form_titles())
    forms = [(form, titles[form]) for form in FILLED]
    st.html(tables.filled_downloads(forms, moment))
