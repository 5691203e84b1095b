"""Đại hội: the days ahead, who is late before and after its congress, the matrix, who has not met yet."""

import streamlit as st

from congress_dash import session
from congress_dash.pages import cell_history
from congress_dash.pages.frame import draw, draw_numbers, page


def show() -> None:
    moment = page("Đại hội")
    if moment is None:
        return
    charts = session.charts(moment, "congresses")
    draw(charts["upcoming.strip"])
    draw(charts["upcoming"])
    left, right = st.columns([2, 3])
    with left:
        draw(charts["late_units.bars"])
    with right:
        draw(charts["late_units"])
    draw(charts["clocks"])
    draw(charts["unit_steps"], cell_history.links(moment))
    cell_history.show(moment)
    left, right = st.columns([2, 3])
    with left:
        draw(charts["unit_funnel"])
    with right:
        draw(charts["unit_funnel.waiting"])
    draw(charts["organisations.not_held"])
    draw(charts["outlook"])
    left, right = st.columns(2)
    with left:
        draw(charts["held_over_time.sub_cell"])
    with right:
        draw(charts["held_over_time.coordinated"])
    draw(charts["unit_steps.superior"])
    draw(charts["cycle_comparison"])
    draw_numbers(charts.values())
