"""Choices that make up a page: read from its address, kept in the session, written back at once.

They are kept apart from the widgets that show them: a run that is cut short, as when somebody
clicks through the pages, may lose a widget's own state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

FIRST = "as_of"  # in every address that a page wrote: where it stands, nothing else was left out
CLEARED = ("so-voi", "to-chuc-theo", "moc")  # days that may be left empty


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def or_nothing(number: int) -> str:
    """A number in the address; 0 is left out."""
    return str(number or "")


def iso(chosen: date | None) -> str:
    """A day in the address, or none."""
    return chosen.isoformat() if chosen else ""


def _nothing(_value: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice by its name, in the address and of its widget.

    `read` raises ValueError for words that mean nothing; `write` gives "" for what is left out;
    `brings`: other choices that come with it where an address names it and none of them.
    """

    name: str
    read: Callable[[str], Any]
    default: Any = None
    write: Callable[[Any], str] = _plain
    brings: Callable[[Any], dict[str, Any]] = _nothing


def take(choices: tuple[Choice, ...]) -> bool:
    """The address speaks first: when opened, and when somebody went back to an earlier one.

    Session and widgets then hold what was chosen; False: the address was spoilt.
    """
    state, address = st.session_state, st.query_params
    written = state.get("written", {})
    chosen = {c.name: c.default for c in choices} | state.get("chosen", {})
    is_sound = True
    brought: dict[str, Any] = {}
    for choice in choices:
        told = address.get(choice.name)
        if told is None and FIRST in address and choice.name in written:
            chosen[choice.name] = choice.default
        elif told is not None and told != written.get(choice.name):
            try:
                chosen[choice.name] = choice.read(told)
                brought |= choice.brings(chosen[choice.name])
            except ValueError:
                chosen[choice.name], is_sound = choice.default, False
    if not brought.keys() & address.to_dict().keys():
        chosen |= brought
    state["chosen"] = chosen
    state.update({choice.name: chosen[choice.name] for choice in choices})
    return is_sound


def chosen(name: str) -> Any:
    """What is chosen now."""
    return st.session_state["chosen"][name]


def choose(values: dict[str, Any]) -> None:
    """Chooses by name: what a button stands for."""
    st.session_state["chosen"] = {**st.session_state.get("chosen", {}), **values}


def choose_widget(name: str) -> None:
    """Chooses what the widget of that name shows; a day that was wiped out stays chosen."""
    told = st.session_state[name]
    if told is not None or name in CLEARED:
        choose({name: told})


def write(choices: tuple[Choice, ...]) -> None:
    """The address says what was chosen, in one step, so that one step back undoes it.

    Names that are no page's choice stay as they are: other parts of the page write them.
    """
    told = {
        choice.name: choice.write(st.session_state["chosen"][choice.name]) for choice in choices
    }
    wanted = {name: words for name, words in told.items() if words}
    known = {*told, *st.session_state.get("written", {})}
    there = {n: words for n, words in st.query_params.to_dict().items() if n not in known}
    if st.query_params.to_dict() != wanted | there:
        st.query_params.from_dict(wanted | there)
    st.session_state["written"] = wanted
