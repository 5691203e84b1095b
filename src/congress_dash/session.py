"""Settings in, answers out: the one shared store of this process, asked through a cache."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

from pandas import DataFrame

from congress_dash import boards, figures, search, settings, slides
from congress_dash.chart import Chart
from congress_dash.moment import Moment
from congress_dash.prose import Length, Prose
from congress_dash.store import Store

_opening = Lock()
_store: Store | None = None


def store() -> Store:
    """The books, opened once per process; an empty store is made where none is."""
    global _store
    with _opening:
        if _store is None:
            _store = Store.open(settings.read().store, create=True)
        return _store


def close() -> None:
    """Lets the books go; the next `store()` opens them again."""
    global _store
    with _opening:
        if _store is not None:
            _store.close()
            _store = None


@dataclass(frozen=True, slots=True)
class CachedBooks:
    """Books at one revision: the same question at the same moment is asked once."""

    store: Store
    revision: int

    def ask(self, question: str, moment: Moment, /) -> DataFrame:
        """The rows that answer a question; a copy that the caller may keep."""
        if question != "compare" and moment.against:
            moment = replace(moment, against=None)  # nothing else is held against anything
        return _answer(self.store, question, moment, self.revision).copy(deep=False)


def books() -> CachedBooks:
    """The shared store as it stands now, behind a cache."""
    opened = store()
    return CachedBooks(opened, opened.revision)


@lru_cache(maxsize=512)
def _answer(books: Store, question: str, moment: Moment, revision: int) -> DataFrame:
    return books.ask(question, moment)


def charts(moment: Moment, board: str | None = None) -> dict[str, Chart]:
    """The charts of that moment by their keys: of one board, or all."""
    wanted = [board] if board else list(boards.BOARDS)
    return {key: c for each in wanted for key, c in _charts(books(), moment, each).items()}


@lru_cache(maxsize=128)
def _charts(asked: CachedBooks, moment: Moment, board: str) -> dict[str, Chart]:
    return boards.charts(asked, moment, board)


def unit_charts(moment: Moment) -> dict[str, Chart]:
    """The charts of the one organisation that the moment names, by their keys."""
    return _unit_charts(books(), moment)


@lru_cache(maxsize=128)
def _unit_charts(asked: CachedBooks, moment: Moment) -> dict[str, Chart]:
    return {chart.key: chart for chart in boards.unit_board(asked, moment)}


def found(moment: Moment, words: str) -> tuple[str, ...]:
    """The organisations that these words may mean."""
    return search.units(store(), moment, words)


@lru_cache(maxsize=256)
def figure(chart: Chart) -> figures.Figure:
    """The drawn chart, kept ready: building figures is what makes a rerun slow."""
    return figures.figure(chart)


@lru_cache(maxsize=128)
def large_figure(chart: Chart) -> figures.Figure:
    """The same drawn for a meeting room."""
    return figures.enlarged(figure(chart))


@lru_cache(maxsize=256)
def small_figure(chart: Chart) -> figures.Figure:
    """The same drawn small, among the slides to come."""
    return figures.reduced(figure(chart))


@lru_cache(maxsize=512)
def slide_count(chart: Chart) -> int:
    """On how many slides the chart stands."""
    return slides.slide_count(chart)


def words(moment: Moment, length: Length) -> Prose:
    """The report of that moment in words."""
    return _words(books(), moment, length)


@lru_cache(maxsize=64)
def _words(asked: CachedBooks, moment: Moment, length: Length) -> Prose:
    return boards.words(asked, moment, length)


def name_of() -> Callable[[str], str]:
    """Words for a key: the organisation's name in place of its unit."""
    newest = store().newest()
    orgs = books().ask("names", newest).to_dict("records") if newest else []
    names = {org["unit"]: org["name"] for org in orgs}

    def words(key: str) -> str:
        return " · ".join(names.get(part, part) for part in key.split("|"))

    return words
