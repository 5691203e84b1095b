"""Tổng quan: ten seconds."""

import streamlit as st

from congress_dash import session
from congress_dash.boards.overview import FIGURE_NAMES
from congress_dash.pages.frame import cards, draw, page


def show() -> None:
    moment = page("Tiến độ chuẩn bị đại hội đảng các cấp")
    if moment is None:
        return
    charts = session.charts(moment)
    if charts["held"].is_empty:
        st.info(charts["held"].empty)
        return
    cards(charts["held"], FIGURE_NAMES)
    wide, narrow = st.columns([3, 2])
    with wide:
        draw(charts["held_over_time.grassroots"])
    with narrow:
        draw(charts["held_by_block"])
    left, right = st.columns([2, 3])
    with left:
        draw(charts["organisations.newly_held"])
    with right:
        draw(charts["late_units"])
