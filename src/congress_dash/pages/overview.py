"""Tổng quan: ten seconds."""

import streamlit as st

from congress_dash import session, tables
from congress_dash.boards import directing
from congress_dash.boards.overview import FIGURE_NAMES
from congress_dash.moment import Moment
from congress_dash.pages.frame import address, cards, draw, page


def show() -> None:
    moment = page("Tiến độ chuẩn bị đại hội đảng các cấp")
    if moment is None:
        return
    charts = session.charts(moment)
    if charts["held"].is_empty:
        st.info(charts["held"].empty)
        return
    cards(charts["held"], FIGURE_NAMES)
    draw(charts["to_direct"], _to_direct(moment))
    wide, narrow = st.columns([3, 2])
    with wide:
        draw(charts["held_over_time.grassroots"])
    with narrow:
        draw(charts["held_by_block"])
    left, right = st.columns([2, 3])
    with left:
        draw(charts["organisations.newly_held"])
    with right:
        draw(charts["held_by_block.share"])
        draw(charts["late_units"])


def _to_direct(moment: Moment) -> tables.Links:
    """Every line leads to the page that shows it, at the same moment."""
    pages = directing.pages(session.books(), moment)
    query = address()

    def link(row: int, _column: int) -> str:
        return f"/{pages[row]}" + (f"?{query}" if query else "")

    return link
