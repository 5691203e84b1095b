"""The meeting room: one chart a screen, in large type, turned by key or by itself."""

from __future__ import annotations

import time
from collections.abc import Iterable

import streamlit as st

from congress_dash import figures, session, tables, view_words
from congress_dash.chart import Chart
from congress_dash.moment import Moment
from congress_dash.pages import kept
from congress_dash.pages.kept import Choice
from congress_dash.pages.screens import screens

SECONDS = (10, 20, 30, 60)
_USUAL_SECONDS = 20


def _number(text: str) -> int:
    """A screen's number; ValueError for anything but 1 to 999."""
    told = int(text)
    if not 1 <= told <= 999:
        raise ValueError(text)
    return told


def _seconds(text: str) -> int:
    told = int(text)
    if told not in SECONDS:
        raise ValueError(text)
    return told


CHOICES = (
    Choice("trang", _number, 0, kept.or_nothing),
    Choice("tu-dong", _seconds, 0, kept.or_nothing),
)


def start() -> None:
    """Opens the show at its first screen."""
    kept.choose({"trang": 1})
    _turned()


def draw(moment: Moment, charts: Iterable[Chart]) -> None:
    """The screen that the address names, and the keys that turn it."""
    shown = screens(charts)
    number = min(kept.chosen("trang"), len(shown))
    screen = shown[number - 1]
    with st.container(key="show"):
        with st.container(key="show-bar", horizontal=True, vertical_alignment="center"):
            st.html(tables.show_line(view_words.as_of(moment)), width="stretch")
            st.html(tables.show_line(f"{number}/{len(shown)}"), width="content")
            _keys(number, len(shown))
        st.html(tables.show_title(screen.title))
        _draw(screen.chart)
        st.html(tables.note(screen.chart))
    _turn_by_itself(number, len(shown))


def _draw(chart: Chart) -> None:
    with st.container(key=f"chart-{chart.key.replace('.', '-')}"):
        if chart.kind in figures.DRAWN and not chart.is_empty:
            st.plotly_chart(session.large_figure(chart), config=figures.CONFIG, theme=None,
                            key=f"show-{chart.key}")  # fmt: skip
        else:
            st.html(tables.table(chart))


def _keys(number: int, whole: int) -> None:
    seconds = kept.chosen("tu-dong")
    st.button("Trang trước", shortcut="Left", key="show-back", on_click=_turn,
              args=(number - 1, whole))  # fmt: skip
    st.button("Trang sau", shortcut="Right", key="show-on", on_click=_turn,
              args=(number + 1, whole))  # fmt: skip
    st.button(f"Dừng ({seconds} giây)" if seconds else "Tự chuyển", shortcut="Space",
              key="show-pause", on_click=_pause)  # fmt: skip
    st.button("Thoát", shortcut="Esc", key="show-end", on_click=kept.choose, args=({"trang": 0},))


def _turn(number: int, whole: int) -> None:
    """To that screen; after the last comes the first."""
    kept.choose({"trang": (number - 1) % whole + 1})
    _turned()


def _turned() -> None:
    st.session_state["show-since"] = time.monotonic()


def _pause() -> None:
    """Stops turning by itself, or goes on at the pace it had."""
    seconds = kept.chosen("tu-dong")
    if seconds:
        st.session_state["show-seconds"] = seconds
    kept.choose({"tu-dong": 0 if seconds else st.session_state.get("show-seconds", _USUAL_SECONDS)})
    _turned()


def _turn_by_itself(number: int, whole: int) -> None:
    """Runs again by the clock; whoever turns by key starts the clock anew."""
    seconds = kept.chosen("tu-dong")
    if not seconds:
        return
    st.session_state.setdefault("show-since", time.monotonic())

    @st.fragment(run_every=seconds)
    def clock() -> None:
        if time.monotonic() - st.session_state["show-since"] >= seconds - 1:
            _turn(number + 1, whole)
            st.rerun()

    clock()
