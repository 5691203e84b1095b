"""Two hundred random moments: what stands on the pages is what `ask` answers, to the last number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from congress_dash import boards
from congress_dash.chart import Chart
from congress_dash.moment import Moment
from congress_dash.share import Share
from congress_dash.store import Store
from spoken import day, last_days, unfounded
from test_replay import view

pytestmark = pytest.mark.slow

START, DAYS, UPLOADS = date(2019, 12, 20), 200, 17
Row = dict[str, Any]


class Asked:
    """Books that remember what they answered, so that the page and the test ask once."""

    def __init__(self, store: Store, moment: Moment) -> None:
        self.store, self.moment, self.told = store, moment, {}

    def ask(self, question: str, moment: Moment) -> Any:
        key = (question, moment)
        if key not in self.told:
            self.told[key] = self.store.ask(question, moment)
        return self.told[key]

    def rows(self, question: str, at: Moment | None = None) -> list[Row]:
        return list(self.ask(question, at or self.moment).to_dict("records"))


class Shown(dict[str, Chart]):
    """The charts of one page; what another page shows is an empty one here."""

    def __missing__(self, key: str) -> Chart:
        some = next(iter(self.values()))
        return replace(some, key=key, columns=())


def moments(seed: int | str, how_many: int) -> Iterator[Moment]:
    chance = Random(seed)
    for _ in range(how_many):
        day = START + timedelta(days=chance.randrange(DAYS))
        yield Moment(day, chance.choice([UPLOADS, chance.randint(1, UPLOADS)]), view(chance))


def drawn(chart: Chart, *columns: str) -> Counter[tuple[Any, ...]]:
    """The rows of a chart in these columns, all of them if none is named."""
    if chart.is_empty:
        return Counter()
    named = {column.name: column.values for column in chart.columns}
    chosen = [named[name] for name in columns] if columns else [c.values for c in chart.columns]
    return Counter(zip(*chosen, strict=True))


def name_and(rows: list[Row], *keys: str) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(row[key] for key in ("name", *keys)) for row in rows)


@pytest.mark.parametrize("board", ["overview", "congresses", "documents", "inspections"])
def test_what_is_drawn_is_what_is_asked(province: Store, board: str) -> None:
    for moment in moments(board, 50):
        books = Asked(province, moment)
        charts = Shown(boards.charts(books, moment, board))
        held = {(r["level"], r["kind"]): r for r in books.rows("held")}
        figures(charts, held)
        curves(charts, books.rows("held_over_time"))
        lists(charts, books)
        parts(charts, books)
        for chart in charts.values():
            assert replace(chart.moment, against=moment.against) == moment, chart.key
            assert not unfounded(chart, books), (chart.key, chart.title)


@pytest.mark.parametrize("board", ["freshness", "comparison", "report", "agenda"])
def test_what_the_other_pages_say_is_what_is_asked(province: Store, board: str) -> None:
    for moment in moments(board, 25):
        books = Asked(province, moment)
        for chart in boards.charts(books, moment, board).values():
            assert not unfounded(chart, books), (chart.key, chart.title)


def test_what_the_page_of_an_organisation_says_is_what_is_asked(province: Store) -> None:
    units = [row["unit"] for row in Asked(province, Moment(START, UPLOADS)).rows("known_units")]
    for number, moment in enumerate(moments("organisation", 50)):
        one = moment.of(units[number % len(units)])
        books = Asked(province, one)
        for chart in boards.unit_board(books, one):
            assert not unfounded(chart, books), (chart.key, chart.title)


def test_a_wrong_number_is_found_out(province: Store) -> None:
    """Else the rules would allow anything: every number of every title, another one."""
    moment = Moment(date(2020, 5, 13), UPLOADS)
    books = Asked(province, moment)
    missed, tried = [], 0
    for chart in boards.all_charts(books, moment).values():
        for token in re.findall(r"(?<![\w/,.])\d+(?![\w/,.%])", chart.title):
            wrong = replace(chart, title=chart.title.replace(token, str(int(token) + 501)))
            tried += 1
            missed += [] if unfounded(wrong, books) else [wrong.title]
    assert tried > 30
    assert not missed


FIGURES = {
    "Tổ chức cơ sở đảng trực thuộc": ("grassroots", "all"),
    "trong đó: đảng bộ cơ sở": ("grassroots", "committee"),
    "trong đó: chi bộ cơ sở": ("grassroots", "cell"),
    "Chi bộ trực thuộc đảng ủy cơ sở": ("sub_cell", "all"),
    "Tổ chức đảng phối hợp": ("coordinated", "all"),
    "trong đó: đảng bộ": ("coordinated", "committee"),
    "trong đó: chi bộ": ("coordinated", "cell"),
    "Chi bộ thuộc tổ chức phối hợp": ("coordinated_sub_cell", "all"),
}


def figures(charts: dict[str, Chart], held: dict[tuple[str, str], Row]) -> None:
    """The headline figures, and that their parts make them up."""
    for words, value, since in drawn(charts["held"]):
        if value == "chưa báo cáo":
            assert not held[FIGURES[words]]["held"], since
            continue
        row = held[FIGURES[words]]
        assert value == Share(row["held"], row["total"], row["excluded"])
    for row in held.values():
        percent = Share(row["held"], row["total"], row["excluded"]).percent
        assert row["percent"] == (None if percent is None else float(percent))
    for level in ("grassroots", "coordinated"):
        for key in ("held", "total", "excluded", "not_reported"):
            both = held[level, "committee"][key] + held[level, "cell"][key]
            assert held[level, "all"][key] == both


def curves(charts: dict[str, Chart], told: list[Row]) -> None:
    for level in ("grassroots", "coordinated", "sub_cell"):
        weeks = [row for row in told if row["level"] == level]
        if f"held_over_time.{level}" not in charts:
            continue  # a view leaves that level out
        chart = charts[f"held_over_time.{level}"]
        if not chart.columns:  # nobody has reported: no line says that none has met
            assert re.search(r"^Chưa có|: (chưa có|không có tổ chức đảng nào)", chart.title)
            assert not any(row["held"] for row in weeks)
            continue
        lines = {c.name: c.values for c in chart.columns}
        for name, key in (("Đã tổ chức", "held"), ("Kế hoạch", "planned"),
                          ("Lịch đã đăng ký", "registered")):  # fmt: skip
            if name in lines:
                assert list(lines[name]) == [row[key] for row in weeks]
            else:
                assert all(row[key] is None for row in weeks)


def lists(charts: dict[str, Chart], books: Asked) -> None:
    """Lists of organisations: the same ones with the same days."""
    told = {
        "late_units": (("Tổ chức đảng", "Ngày dự kiến", "Chậm (ngày)"), ("due_on", "days_late")),
        "never_visited": (("Tổ chức đảng", "Lịch đại hội"), ("scheduled_on",)),
    }
    for key, (columns, keys) in told.items():
        if not charts[key].is_empty:
            assert drawn(charts[key], *columns) == name_and(books.rows(key), *keys), key
    if not charts["upcoming"].is_empty:
        shown = drawn(charts["upcoming"], "Tổ chức đảng", "Ngày")
        ahead = zip(books.rows("upcoming"), last_days(books), strict=True)
        assert shown == Counter(
            (row["name"], first_to_last(row["date"], last)) for row, last in ahead
        )
    if not charts["clocks"].is_empty:
        running = [r for r in books.rows("clocks") if not r["ratified_on"]]
        open_ = [r for r in running if r["state"] != "cancelled_reorg"]
        shown = drawn(charts["clocks"], "Tổ chức đảng", "Hạn báo cáo")
        assert shown == name_and(open_, "report_due_on")


def first_to_last(first: date, last: date) -> Any:
    """One day as a day; of several the first without what it shares with the last."""
    if first == last:
        return first
    shared = 10 if first.year != last.year else 5 if first.month != last.month else 2
    return f"{day(first)[:shared]}–{day(last)}"


def parts(charts: dict[str, Chart], books: Asked) -> None:
    """Stacks: every whole made up of the parts that `ask` tells."""
    if not charts["held_by_block"].is_empty:
        told = books.rows("held_by_block")
        assert sums(charts["held_by_block"]) == [row["total"] for row in told]
        blocks = {column.name: column.values for column in charts["held_by_block"].columns}
        if any(row["held"] for row in told):
            assert list(blocks["Đã tổ chức"]) == [row["held"] for row in told]
    if not charts["findings"].is_empty:
        found = sum(row["count"] for row in books.rows("findings"))
        assert sums(charts["findings"]) == [found]
    if not charts["visits_over_time"].is_empty:
        visits = sum(row["visits"] for row in books.rows("visits_over_time"))
        assert sum(sums(charts["visits_over_time"])) == visits
    if not charts["current_drafts"].is_empty:
        documents = {(row["unit"], row["document"]) for row in books.rows("current_drafts")}
        assert len(charts["current_drafts"].columns[0].values) == len(documents)


def sums(chart: Chart) -> list[int]:
    """Every row of a stack added up."""
    rows: Iterable[tuple[Any, ...]] = zip(*(c.values for c in chart.columns[1:]), strict=True)
    return [sum(row) for row in rows]


def test_a_view_changes_no_number_of_what_it_leaves(province: Store) -> None:
    """The blocks of everybody, and each block looked at alone, say the same."""
    for moment in moments(99, 12):
        whole = replace(moment, view=replace(moment.view, block=None, kind=None, scope=None))
        for row in province.ask("held_by_block", whole).to_dict("records"):
            alone = replace(whole, view=replace(whole.view, block=row["block"], scope=row["level"]))
            (same,) = province.ask("held_by_block", alone).to_dict("records")
            assert same == row
