"""So sánh: the day and books to hold against are chosen; what differs is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from congress_dash import addresses, boards, moments, session, tables
from congress_dash.moment import FIRST_DAY, LAST_DAY, Clocks, Moment
from congress_dash.pages import kept
from congress_dash.pages.frame import (
    NEWEST,
    cards,
    draw,
    draw_numbers,
    page,
    upload_there,
    upload_words,
)
from congress_dash.pages.kept import Choice
from congress_dash.vietnamese import day

_DAY, _BOOKS = "so-voi", "so-voi-lan"
CHOICES = (
    Choice(_DAY, addresses.day, write=kept.iso),
    Choice(_BOOKS, upload_there, NEWEST, kept.or_nothing),
)


def show() -> None:
    moment = page("So sánh hai thời điểm", *CHOICES)
    if moment is None:
        return
    _choose(moment)
    moment = replace(moment, against=_against(moment))
    figures, changes = boards.compared(session.books(), moment)
    if figures.is_empty:
        draw(figures)
        return
    st.html(tables.remark(_sentence(moment, figures.moment.against)))
    cards(figures, tuple(f"compare-{number}" for number in range(len(figures.columns[0].values))))
    draw(changes)
    draw_numbers((figures, changes))


def _against(moment: Moment) -> Clocks | None:
    """What was chosen; None: the report before."""
    on, upload = kept.chosen(_DAY), kept.chosen(_BOOKS)
    if on is None and not upload:
        return None
    return Clocks(on or moment.as_of, upload or moment.known_at)


def _choose(moment: Moment) -> None:
    """Two lists, and the usual choices as one click each."""
    on, upload = st.columns(2)
    with on:
        st.date_input("So với ngày (để trống: kỳ báo cáo trước)", key=_DAY, format="DD/MM/YYYY",
                      min_value=FIRST_DAY, max_value=LAST_DAY,
                      on_change=kept.choose_widget, args=(_DAY,))  # fmt: skip
    with upload:
        uploads = {NEWEST: "Cùng sổ đang xem"} | upload_words()
        st.selectbox("Theo sổ đến lần nạp", list(uploads), key=_BOOKS, format_func=uploads.__getitem__,
                     on_change=kept.choose_widget, args=(_BOOKS,))  # fmt: skip
    with st.container(horizontal=True, key="usual-moments"):
        for words, (then, books) in _usual(moment).items():
            st.button(words, key=f"usual-{words}", on_click=kept.choose,
                      args=({_DAY: then, _BOOKS: books},))  # fmt: skip


def _usual(moment: Moment) -> dict[str, tuple[date | None, int]]:
    """What is held against most often, by the words of its button."""
    usual: dict[str, tuple[date | None, int]] = {
        "Kỳ trước": (None, NEWEST),
        "Hôm nay năm trước": (_year_before(moment.as_of), NEWEST),
    }
    in_last_cycle = boards.day_in_last_cycle(session.books(), moment)
    if in_last_cycle:
        usual["Cùng thời điểm nhiệm kỳ trước"] = (in_last_cycle, NEWEST)
    before = [u.upload for u in session.store().uploads() if u.upload < moment.known_at]
    if before:
        usual[f"Trước lần nạp {moment.known_at}"] = (moment.as_of, before[-1])
    reported = moments.reported(moment.as_of)
    if reported and reported != moment.known_at:
        usual["Như đã báo cáo hôm đó"] = (moment.as_of, reported)
    return usual


def _year_before(on: date) -> date:
    """The same day a year ago; 28 February for the 29th."""
    try:
        return on.replace(year=on.year - 1)
    except ValueError:
        return on.replace(year=on.year - 1, day=28)


def _sentence(moment: Moment, other: Clocks | None) -> str:
    """Both moments in words."""
    if other is None:
        return ""
    return (
        f"Trước: ngày {day(other.as_of)} theo sổ đến lần nạp {other.known_at}. "
        f"Sau: ngày {day(moment.as_of)} theo sổ đến lần nạp {moment.known_at}."
    )
