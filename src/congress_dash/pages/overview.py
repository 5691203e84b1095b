"""Tổng quan: ten seconds."""

import streamlit as st

from congress_dash import session
from congress_dash.boards import asking
from congress_dash.boards.overview import figure_names
from congress_dash.pages.frame import cards, draw, page


def show() -> None:
    moment = page("Tiến độ chuẩn bị đại hội đảng các cấp")
    if moment is None:
        return
    charts = session.charts(moment)
    if charts["held"].is_empty:
        st.info(charts["held"].empty)
        return
    cards(charts["held"], figure_names(session.books(), moment))
    wide, narrow = st.columns([3, 2])
    with wide:
        draw(charts[f"held_over_time.{asking.level(session.books(), moment)}"])
    with narrow:
        draw(charts["held_by_block"])
    left, right = st.columns([2, 3])
    with left:
        draw(charts["organisations.newly_held"])
    with right:
        draw(charts["late_units"])
