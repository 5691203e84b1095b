"""Books and a moment in; what the charts of a deck read at any upload, place by place, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pandas import DataFrame

from congress_dash import boards, slides
from congress_dash.chart import Chart
from congress_dash.moment import Moment
from congress_dash.store import Store

Place = tuple[str, str, str]  # chart, row, column
Told = dict[Place, str]


class Once:
    """The books, each question of a moment asked once: boards share many."""

    def __init__(self, books: Store) -> None:
        self._books = books
        self._told: dict[tuple[str, Moment], DataFrame] = {}

    def ask(self, question: str, moment: Moment, /) -> DataFrame:
        """The rows that answer a question."""
        if question != "compare":
            moment = replace(moment, against=None)  # nothing else is held against anything
        if (question, moment) not in self._told:
            self._told[question, moment] = self._books.ask(question, moment)
        return self._told[question, moment].copy(deep=False)


class Asked:
    """The charts of a moment as they read at any upload; each upload is asked once."""

    def __init__(self, books: Store, moment: Moment, keys: set[str]) -> None:
        self._books, self._moment, self._needed = books, moment, list[str]()
        of_one = boards.unit_board(books, moment) if moment.view.unit else ()
        found, once = {chart.key: chart for chart in of_one}, Once(books)
        for board in boards.BOARDS:
            if not keys <= set(found):
                told = boards.charts(once, moment.of(None), board)
                self._needed += [board] if keys & set(told) else []
                found = told | found
        self.keys = keys & set(found)
        self._read: dict[int, Told] = {moment.known_at: self._told(found)}

    def at(self, upload: int) -> Told:
        """What the charts say with the uploads up to this one."""
        if upload not in self._read:
            against = self._moment.against
            if against and against.known_at == self._moment.known_at:
                against = replace(against, known_at=upload)
            moment = replace(self._moment, known_at=upload, against=against)
            self._read[upload] = self._told(self._charts(moment))
        return self._read[upload]

    def _charts(self, moment: Moment) -> dict[str, Chart]:
        once = Once(self._books)
        found = [boards.charts(once, moment.of(None), board) for board in self._needed]
        of_one = boards.unit_board(once, moment) if moment.view.unit else ()
        return {k: c for told in found for k, c in told.items()} | {c.key: c for c in of_one}

    def _told(self, charts: dict[str, Chart]) -> Told:
        wanted = [charts[key] for key in sorted(self.keys & set(charts))]
        made = slides.deck(wanted, heading="", moment=self._moment)
        return told(page for page in slides.seen(made) if page.key)


def told(pages: Iterable[slides.Seen]) -> Told:
    """Every place of the charts on these slides, titles too."""
    told: Told = {}
    by_key: dict[str, list[slides.Seen]] = {}
    for page in pages:
        by_key.setdefault(page.key, []).append(page)
    for key, parts in by_key.items():
        told[key, "", slides.TITLE] = parts[0].title
        every = [figure for part in parts for figure in part.figures]
        told |= {(key, *place): text for place, text in slides.numbered(every).items()}
    return told
