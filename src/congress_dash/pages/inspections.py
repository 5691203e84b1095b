"""Kiểm tra: visits by week and team, coverage, who was never visited, findings."""

import streamlit as st

from congress_dash import session
from congress_dash.pages.frame import draw, page


def show() -> None:
    moment = page("Kiểm tra, hướng dẫn")
    if moment is None:
        return
    charts = session.charts(moment)
    draw(charts["visits_over_time"])
    left, right = st.columns(2)
    with left:
        draw(charts["visit_coverage"])
    with right:
        draw(charts["findings"])
    draw(charts["never_visited"])
