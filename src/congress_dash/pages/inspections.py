"""Kiểm tra: who was never visited, visits by week, team and organisation, findings, lessons."""

import streamlit as st

from congress_dash import session
from congress_dash.pages.frame import draw, draw_numbers, page

_PAIRS = (
    ("never_visited", "visits_over_time"),
    ("visit_coverage", "visits_over_time.teams"),
    ("findings", "findings_by_month"),
    ("finding_categories", "finding_categories.table"),
)


def show() -> None:
    moment = page("Kiểm tra, hướng dẫn")
    if moment is None:
        return
    charts = session.charts(moment, "inspections")
    for pair in _PAIRS:
        for key, column in zip(pair, st.columns(2), strict=True):
            with column:
                draw(charts[key])
    draw(charts["visits_over_time.units"])
    draw(charts["lessons"])
    draw_numbers(charts.values())
