"""Tổng quan: ten seconds."""

import streamlit as st

from congress_dash import moments, session, tables
from congress_dash.boards import asking, directing
from congress_dash.boards.overview import figure_names
from congress_dash.chart import Chart
from congress_dash.moment import Moment
from congress_dash.pages import ways
from congress_dash.pages.frame import cards, draw, draw_numbers, page


def show() -> None:
    moment = page("Tiến độ chuẩn bị đại hội đảng các cấp")
    if moment is None:
        return
    charts = session.charts(moment, "overview")
    if charts["held"].is_empty:
        if not moments.nobody(moment):  # of whom the page has said so
            st.info(charts["held"].empty)
        return
    cards(charts["held"], figure_names(session.books(), moment))
    draw(charts["to_direct"], _to_direct(moment, charts["to_direct"]))
    wide, narrow = st.columns([3, 2])
    with wide:
        draw(charts[f"held_over_time.{asking.level(session.books(), moment)}"])
    with narrow:
        draw(charts["held_by_block"])
    draw(charts["outlook.grassroots"])
    left, right = st.columns([2, 3])
    with left:
        draw(charts["organisations.newly_held"])
    with right:
        draw(charts["held_by_block.share"])
    draw(charts["late_units"])
    draw_numbers(charts.values())


def _to_direct(moment: Moment, chart: Chart) -> tables.Links:
    """A line's name leads to the organisation, the rest of it to the page that shows what is stuck."""
    pages = directing.pages(session.books(), moment)

    def link(row: int, column: int) -> str:
        return ways.to(pages[row]) if column else ways.to_unit(chart.units[row])

    return link
