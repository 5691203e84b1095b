"""The slides to come, in their order: each as it will look, with what moves it or takes it out."""

from __future__ import annotations

import streamlit as st

from congress_dash import figures, session, tables
from congress_dash.chart import Chart
from congress_dash.pages import kept
from congress_dash.pages.briefing.draft import CHARTS, Draft

_ACROSS = 3


def draw(draft: Draft) -> None:
    """Three in a row, in reading order; the cover is the first slide and stands in no list."""
    at = list(enumerate(draft.charts))
    first = 2  # the number of the slide after the cover
    for start in range(0, len(at), _ACROSS):
        for column, (place, chart) in zip(
            st.columns(_ACROSS), at[start : start + _ACROSS], strict=False
        ):
            with column:
                _leaf(draft, place, chart, first)
            first += session.slide_count(chart)


def _leaf(draft: Draft, place: int, chart: Chart, first: int) -> None:
    with st.container(key=f"leaf-{place}"):
        with st.container(key=f"leaf-slide-{place}"):
            st.html(tables.leaf_title(chart))
            if chart.kind in figures.DRAWN and not chart.is_empty:
                st.plotly_chart(session.small_figure(chart), config=figures.CONFIG, theme=None,
                                key=f"leaf-plot-{chart.key}")  # fmt: skip
            else:
                st.html(tables.table(chart))
        st.html(tables.leaf_foot(chart, first, session.slide_count(chart)))
        _keys(draft.keys, place)


def _keys(keys: tuple[str, ...], place: int) -> None:
    number, last = place + 1, len(keys) - 1
    with st.container(horizontal=True, key=f"leaf-keys-{place}"):
        st.button(f"Đưa mục {number} lên", key=f"leaf-up-{place}", disabled=place == 0,
                  on_click=_move, args=(keys, place, place - 1))  # fmt: skip
        st.button(f"Đưa mục {number} xuống", key=f"leaf-down-{place}", disabled=place == last,
                  on_click=_move, args=(keys, place, place + 1))  # fmt: skip
        st.button(f"Bỏ mục {number}", key=f"leaf-off-{place}", on_click=_take_out,
                  args=(keys, place))  # fmt: skip


def _move(keys: tuple[str, ...], place: int, to: int) -> None:
    others = [*keys[:place], *keys[place + 1 :]]
    kept.choose({CHARTS: (*others[:to], keys[place], *others[to:])})


def _take_out(keys: tuple[str, ...], place: int) -> None:
    kept.choose({CHARTS: keys[:place] + keys[place + 1 :]})
