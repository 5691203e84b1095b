"""Which organisations are looked at: one control for every page, and what it leaves out, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from congress_dash import addresses, moments, reference, session, tables, view_words
from congress_dash.moment import EVERYBODY, Moment, View
from congress_dash.pages import kept
from congress_dash.pages.kept import Choice
from congress_dash.vietnamese import day

_EVERYBODY = ""  # a list shows no choice of None


def _block(text: str) -> str:
    return moments.block_of(session.store(), text)


def _scope_words(scope: str) -> str:
    return addresses.of_view(View(scope=scope or None)).get("pham-vi", "")


def _kind_words(kind: str) -> str:
    return addresses.of_view(View(kind=kind or None)).get("loai", "")


CHOICES = (
    Choice(addresses.FIELDS["scope"], addresses.scope, _EVERYBODY, _scope_words),
    Choice(addresses.FIELDS["block"], _block, _EVERYBODY),
    Choice(addresses.FIELDS["kind"], addresses.kind, _EVERYBODY, _kind_words),
    Choice(addresses.FIELDS["tree_on"], addresses.day, None, kept.iso),
    Choice(addresses.FIELDS["marks_on"], addresses.day, None, kept.iso),
)
_NOTHING_CHOSEN = {choice.name: choice.default for choice in CHOICES}


def chosen() -> View:
    """The view that is chosen now."""
    return of_choices(st.session_state["chosen"])


def of_choices(choices: Mapping[str, Any]) -> View:
    """The view that these choices make."""
    return View(**{field: choices.get(name) or None for field, name in addresses.FIELDS.items()})


def of_view(view: View) -> dict[str, Any]:
    """The choices that make a view."""
    return {
        name: getattr(view, field) or _NOTHING_CHOSEN[name]
        for field, name in addresses.FIELDS.items()
    }


def button(view: View) -> None:
    """Opens and closes the choices. Not a pop-over: the tab key does not find into one."""
    number = len(view_words.parts(view) | view_words.judged(view))
    sign = "▴" if _is_open() else "▾"
    st.button(f"Lọc ({number}) {sign}" if number else f"Lọc {sign}", key="filter", width="stretch",
              on_click=_turn)  # fmt: skip


def _is_open() -> bool:
    return bool(st.session_state.get("filters-open"))


def _turn() -> None:
    st.session_state["filters-open"] = not _is_open()


def choices(moment: Moment) -> None:
    """The lists, where they were opened."""
    if not _is_open():
        return
    with st.container(key="filters"):
        scope, block, kind = st.columns(3)
        with scope:
            _list("Phạm vi", "pham-vi", view_words.SCOPES)
        with block:
            _list("Khối", "khoi", _blocks(moment))
        with kind:
            _list("Loại hình", "loai", view_words.KINDS)
        tree, marks = st.columns(2)
        with tree:
            _day_choice("Tổ chức đảng xếp theo", "to-chuc-theo", moment.view.tree_on)
        with marks:
            _day_choice("Mốc thời hạn theo", "moc", moment.view.marks_on)


def _day_choice(label: str, name: str, chosen_day: date | None) -> None:
    """As it was on the day looked at, as it is on the newest day, or on the day of the address."""
    newest = session.store().newest()
    days = [None, *dict.fromkeys(d for d in (newest and newest.as_of, chosen_day) if d)]
    st.selectbox(label, days, key=name, on_change=kept.choose_widget, args=(name,),
                 format_func=lambda d: f"Ngày {day(d)}" if d else "Khi đó (ngày đang xem)")  # fmt: skip


def _list(label: str, name: str, words: dict[str, str]) -> None:
    st.selectbox(label, [_EVERYBODY, *words], key=name, on_change=kept.choose_widget, args=(name,),
                 format_func=lambda id_: _title(words[id_]) if id_ else "Tất cả")  # fmt: skip


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _blocks(moment: Moment) -> dict[str, str]:
    """The blocks that organisations stand in on that day, and the chosen one, by id."""
    everybody = replace(moment, view=EVERYBODY, against=None)
    rows = session.books().ask("organisations", everybody).to_dict("records")
    ids = dict.fromkeys(row["block"] for row in rows if row["block"])
    if moment.view.block:
        ids[moment.view.block] = None
    return {id_: reference.label("blocks", id_) for id_ in ids}


def chips(view: View) -> None:
    """What is chosen, each taken back by one click."""
    left, judged = view_words.parts(view), view_words.judged(view)
    told = left | judged
    if not told:
        return
    with st.container(key="chips", horizontal=True, vertical_alignment="center"):
        what = "Đang lọc, mọi số liệu trên trang chỉ tính:" if left else "Đang xem với:"
        st.html(tables.remark(what), width="content")
        for field, words in told.items():
            st.button(f"{tables.inert(_title(words))} ✕", key=f"chip-{field}",
                      on_click=kept.choose, args=({addresses.FIELDS[field]: _NOTHING_CHOSEN[addresses.FIELDS[field]]},))  # fmt: skip
        if len(told) > 1:
            st.button("Bỏ lọc", key="chip-all", type="tertiary", on_click=kept.choose,
                      args=(_NOTHING_CHOSEN,))  # fmt: skip
