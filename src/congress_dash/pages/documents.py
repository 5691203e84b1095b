"""Văn kiện: the draft ladder, where documents are stuck, comments."""

import streamlit as st

from congress_dash import session
from congress_dash.pages.frame import draw, draw_numbers, page


def show() -> None:
    moment = page("Văn kiện")
    if moment is None:
        return
    charts = session.charts(moment, "documents")
    draw(charts["draft_revisions"])
    draw(charts["current_drafts"])
    left, right = st.columns(2)
    with left:
        draw(charts["current_drafts.comments"])
    with right:
        draw(charts["organisations.drafts"])
    draw_numbers(charts.values())
