"""What is on the page now: a briefing as it was saved, or as it was changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from congress_dash import boards, outgoing, session
from congress_dash.chart import Chart
from congress_dash.history import Briefing
from congress_dash.moment import Moment, View
from congress_dash.pages import filters, kept
from congress_dash.pages.kept import Choice

BRIEFING, CHARTS = "briefing", "bieu-do"
USUAL = ""
_NONE = "khong"  # every box was emptied; without a word the charts are those of the briefing
_MOST = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """The chosen charts by key in their order, and where they come from.

    saved: the briefing that is open, None for the usual one. changed: whether charts, order or
    filter are not as they were saved. known: every chart that can be chosen.
    """

    saved: Briefing | None
    keys: tuple[str, ...]
    known: dict[str, Chart]
    usual: tuple[str, ...]
    changed: bool

    @property
    def charts(self) -> list[Chart]:
        return [self.known[key] for key in self.keys]

    @property
    def others(self) -> tuple[str, ...]:
        """What the usual briefing has not: charts with something to tell, and those chosen."""
        return tuple(
            key
            for key, chart in self.known.items()
            if key not in self.usual and (key in self.keys or not chart.is_empty)
        )

    @property
    def template(self) -> str | None:
        """The hash of the kept template that the open briefing has."""
        return self.saved.template if self.saved else None

    @property
    def as_saved(self) -> str | None:
        """The name under which this very deck is saved."""
        return self.saved.name if self.saved and not self.changed else None


def saved_named(name: str) -> Briefing | None:
    """The saved briefing of that name, None for the usual one and for a name that is gone."""
    return session.store().briefings.named(name) if name else None


def _name(text: str) -> str:
    """A saved name as it was saved; ValueError for any other words."""
    found = saved_named(text)
    if found is None:
        raise ValueError(text)
    return found.name


def _keys(text: str) -> tuple[str, ...]:
    return () if text == _NONE else tuple(text.split(",")[:_MOST])


def _words(keys: tuple[str, ...] | None) -> str:
    return "" if keys is None else ",".join(keys) or _NONE


def brought(name: str) -> dict[str, Any]:
    """What is chosen when a briefing is opened: its filter, and its charts as they were saved."""
    found = saved_named(name)
    return filters.of_view(found.view if found else View()) | {CHARTS: None}


CHOICES = (
    Choice(BRIEFING, _name, USUAL, brings=brought),
    Choice(CHARTS, _keys, write=_words),
)


def settle() -> None:
    """Before the page is drawn: a briefing deleted elsewhere is closed, and one whose filter was
    changed names its charts, so that the address says all of it."""
    chosen: dict[str, Any] = st.session_state.get("chosen", {})
    name = chosen.get(BRIEFING, USUAL)
    if not name:
        return
    found = saved_named(name)
    if found is None:
        kept.choose({BRIEFING: USUAL})
    elif chosen.get(CHARTS) is None and filters.of_choices(chosen) != found.view:
        kept.choose({CHARTS: found.charts})


def drafted(moment: Moment) -> Draft:
    """The charts that the choices of the page make at a moment."""
    usual = {chart.key: chart for chart in outgoing.chosen(moment, [])}
    known = usual | {k: c for k, c in session.charts(moment).items() if k not in usual}
    saved = saved_named(kept.chosen(BRIEFING))
    before = saved.charts if saved else tuple(usual)
    if saved:
        known |= {k: boards.lacking(k, moment) for k in saved.charts if k not in known}
    told = kept.chosen(CHARTS)
    keys = before if told is None else tuple(dict.fromkeys(k for k in told if k in known))
    changed = keys != before or (saved is not None and moment.view != saved.view)
    return Draft(saved, keys, known, tuple(usual), changed)
