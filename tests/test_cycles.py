"""Two cycles in one store: a report speaks in its own, and both are compared before their deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT, run
from congress_dash import boards, intake
from congress_dash.moment import EVERYTHING, Moment, View
from congress_dash.records import FormId
from congress_dash.store import Store
from reports import look, with_catalogue

pytestmark = pytest.mark.slow

SAMPLES = ROOT / "data" / "samples"
NEXT = date(2024, 6, 14)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample province with its next cycle."""
    path = tmp_path_factory.mktemp("cycles") / "books.duckdb"
    done = run(path, "demo", "--with-2025")
    assert done.returncode == 0, done.stderr
    with closing(Store.open(path)) as store:
        yield store


def rows(store: Store, question: str, day: date, view: View | None = None) -> list[dict]:
    return store.ask(question, Moment(day, EVERYTHING, view or View())).to_dict("records")


def held(store: Store, day: date, level: str = "grassroots") -> tuple[int, int, int, int]:
    row = next(r for r in rows(store, "held", day) if (r["level"], r["kind"]) == (level, "all"))
    return row["held"], row["total"], row["excluded"], row["not_reported"]


def test_the_sample_without_its_next_cycle_is_what_it_was(sample_books: Path) -> None:
    with closing(Store.open(sample_books)) as store:
        assert len(store.uploads()) == 17
        newest = store.newest()
        assert newest
        assert newest.as_of == date(2020, 6, 30)


def test_every_workbook_of_2025_is_accepted_whole(both: Store) -> None:
    later = [u for u in both.uploads() if u.as_of >= NEXT]
    assert [(u.file, u.rows, u.waiting) for u in later] == [
        ("danh-muc-2025-03-01.xlsx", 22, 0),
        ("bieu-01-2025-03-31.xlsx", 28, 0),
        ("bieu-01-2025-05-31.xlsx", 28, 0),
        ("bieu-01-2025-06-30.xlsx", 28, 0),
    ]
    told = both.ask("problems", Moment(date(2025, 6, 30), EVERYTHING)).to_dict("records")
    kinds = {p["kind"] for p in told if p["upload"] in {u.upload for u in later}}
    assert kinds == {"members_against_kind"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 5, 13), (11, 30, 0, 0)),
        (date(2020, 6, 30), (30, 30, 0, 0)),
        (date(2024, 6, 13), (30, 30, 0, 0)),
        (NEXT, (0, 30, 0, 30)),  # a new cycle: nobody has reported
        (date(2025, 3, 1), (0, 28, 0, 28)),  # reorganised
        (date(2025, 3, 31), (20, 20, 8, 0)),  # eight were told to stop
        (date(2025, 5, 31), (25, 28, 0, 0)),
        (date(2025, 6, 30), (28, 28, 0, 0)),
    ],
)
def test_a_report_speaks_in_its_own_cycle_only(
    both: Store, day: date, expected: tuple[int, int, int, int]
) -> None:
    assert held(both, day) == expected


def test_nothing_of_the_last_cycle_speaks_in_the_next(both: Store) -> None:
    day = date(2025, 1, 15)
    assert {r["state"] for r in rows(both, "organisations", day)} == {"unknown"}
    assert len(rows(both, "never_visited", day)) == 47
    for empty in ("draft_revisions", "current_drafts", "visits_over_time", "report_days",
                  "waiting_rows", "late_units", "sub_cells_open"):  # fmt: skip
        assert rows(both, empty, day) == []
        assert empty in ("waiting_rows", "late_units", "sub_cells_open") or rows(
            both, empty, date(2020, 5, 13)
        )
    assert {r["as_of"] >= NEXT for r in rows(both, "told_values", day)} == {True}
    assert {r["form"] for r in rows(both, "sources", day)} == {"catalogue", "progress"}
    curve = [
        r for r in rows(both, "held_over_time", date(2025, 5, 31)) if r["level"] == "grassroots"
    ]
    assert curve[0]["date"] == date(2025, 3, 9)  # the week of the first congress, 4 March
    assert curve[-1]["deadline"] == date(2025, 6, 30)


def test_both_cycles_at_the_same_distance_from_their_deadlines(both: Store) -> None:
    told = rows(both, "cycle_comparison", date(2025, 5, 31))
    direct = [
        (r["cycle"], r["day"], r["deadline"], r["days_before"], r["held"], r["total"], r["percent"])
        for r in told
        if r["level"] == "grassroots"
    ]
    assert direct == [
        ("2020-2025", date(2020, 5, 31), date(2020, 6, 30), 30, 21, 30, 70.0),
        ("2025-2030", date(2025, 5, 31), date(2025, 6, 30), 30, 25, 28, 89.3),
    ]
    cells = {r["cycle"]: (r["day"], r["days_before"]) for r in told if r["level"] == "sub_cell"}
    assert cells == {
        "2020-2025": (date(2020, 5, 30), -61),
        "2025-2030": (date(2025, 5, 31), -61),
    }
    for row in told:
        counted = row["held"], row["total"], row["excluded"], row["not_reported"]
        assert held(both, row["day"], row["level"]) == counted


def test_the_deadline_then_in_force_sets_the_distance_unless_asked(both: Store) -> None:
    """At the end of March 2025 the deadline was that day; two weeks later it was the end of June."""
    march = date(2025, 3, 31)

    def distance(view: View) -> dict[str, tuple[date, int]]:
        told = rows(both, "cycle_comparison", march, view)
        return {
            r["cycle"]: (r["day"], r["days_before"]) for r in told if r["level"] == "grassroots"
        }

    assert distance(View()) == {"2020-2025": (date(2020, 6, 30), 0), "2025-2030": (march, 0)}
    assert distance(View(marks_on=date(2025, 6, 30))) == {
        "2020-2025": (date(2020, 3, 31), 91), "2025-2030": (march, 91)
    }  # fmt: skip


def test_the_chart_says_how_far_both_are(both: Store) -> None:
    chart = boards.all_charts(both, Moment(date(2025, 5, 31), EVERYTHING))["cycle_comparison"]
    assert chart.title == (
        "Cùng thời điểm 30 ngày trước hạn, tổ chức cơ sở đảng trực thuộc nhiệm kỳ 2025-2030 đạt 25/28 "
        "(89,3%); nhiệm kỳ 2020-2025 đạt 21/30 (70%)"
    )
    assert chart.columns[0].values[:2] == (
        "TCCSĐ trực thuộc 2020-2025 (31/05/2020): 21/30",
        "TCCSĐ trực thuộc 2025-2030 (31/05/2025): 25/28",
    )
    assert [column.values[:2] for column in chart.columns[1:]] == [(21, 25), (9, 3)]
    stopped = boards.all_charts(both, Moment(date(2025, 3, 31), EVERYTHING))["cycle_comparison"]
    assert stopped.title.startswith("Vào ngày đến hạn, ")
    assert "nhiệm kỳ 2025-2030 đạt 20/20 (8 dừng)" in stopped.title
    alone = boards.all_charts(both, Moment(date(2020, 5, 31), EVERYTHING))["cycle_comparison"]
    assert alone.is_empty
    assert alone.empty.startswith("Chưa có nhiệm kỳ trước để so sánh; hãy ghi")


def test_the_day_in_the_last_cycle_is_told_by_its_deadline(both: Store, sample_books: Path) -> None:
    """As many days before its own deadline, whatever the years between them; before the first: none."""

    def then(store: Store, day: date) -> date | None:
        return boards.day_in_last_cycle(store, Moment(day, EVERYTHING))

    assert then(both, date(2025, 5, 31)) == date(2020, 5, 31)
    assert then(both, date(2025, 3, 31)) == date(2020, 6, 30)  # on the deadline then in force
    assert then(both, date(2020, 5, 31)) is None
    with closing(Store.open(sample_books)) as alone:
        assert then(alone, date(2020, 5, 31)) is None


NO_REPORT = "Chưa có báo cáo kiểm tra (Biểu 04)"
INSPECTED = ("never_visited", "visit_coverage", "visits_over_time", "visits_over_time.teams",
             "visits_over_time.units", "findings")  # fmt: skip


@pytest.mark.parametrize("day", [date(2025, 1, 15), date(2019, 12, 21)])
def test_without_a_report_of_inspections_nobody_is_called_unvisited(both: Store, day: date) -> None:
    """A cycle without any Biểu 04, and a day before the first visit that one tells of."""
    moment = Moment(day, EVERYTHING)
    charts = boards.charts(both, moment, "inspections")
    for key in INSPECTED:
        assert charts[key].is_empty, key
        assert charts[key].title.startswith(NO_REPORT), key
    for chart in boards.briefing(both, moment):
        is_told = chart.key not in INSPECTED or (
            chart.is_empty and chart.title.startswith(NO_REPORT)
        )
        assert is_told, chart.key
    seen = next(c for c in boards.unit_board(both, moment.of("PC03")) if c.key.endswith("visits"))
    assert seen.title.startswith(NO_REPORT)
    assert not any(row["kind"] == "never_visited" for row in rows(both, "to_direct", day))
    annex = boards.charts(both, moment, "report")["unit_visits"]
    assert annex.title == NO_REPORT
    known = boards.charts(both, Moment(date(2020, 5, 13), EVERYTHING), "inspections")
    assert known["visit_coverage"].title.startswith("Đã kiểm tra, hướng dẫn ")


# --- reports of the next cycle, looked at -----------------------------------------------------------

OLD = """
| Số liệu tính đến ngày 13/5/2020 | | |
| Tên tổ chức đảng | Dự kiến | Thực tế |
| PV01 | | 10/5/2020 |
| PX01 | 20/5/2020 | |
"""
NEW = """
| Số liệu tính đến ngày 31/3/2025 | | |
| Tên tổ chức đảng | Dự kiến | Thực tế |
| PV01 | 20/5/2025 | |
"""
LATE = """
| Số liệu tính đến ngày 20/5/2020 | | |
| Tên tổ chức đảng | Dự kiến | Thực tế |
| PV01 | | |
| PX01 | 25/5/2020 | |
"""


@pytest.fixture
def books(store_path: Path) -> Iterator[Store]:
    with closing(with_catalogue(store_path)) as store:
        store.accept(look(store, OLD), by="test")
        yield store


def test_a_report_of_the_next_cycle_is_neither_backward_nor_lacking(books: Store) -> None:
    seen = look(books, NEW, "moi.xlsx")
    assert (seen.waiting, seen.missing) == ((), ())
    assert [change.kind for change in seen.changes] == ["added"]
    assert (seen.headline_before, seen.headline_after) == (None, "0/30")
    assert [(move.unit, move.before, move.after) for move in seen.moves] == [
        ("PV01", "unknown", "not_started")
    ]
    books.accept(seen, by="test")
    first = books.in_force(FormId.PROGRESS, Moment(date(2020, 5, 20), EVERYTHING))
    assert {key: said["held"] for key, said in first.items()} == {"PV01": True, "PX01": False}
    second = books.in_force(FormId.PROGRESS, Moment(date(2025, 5, 20), EVERYTHING))
    assert list(second) == ["PV01"]


def test_a_report_of_the_last_cycle_that_comes_after_the_next_began(books: Store) -> None:
    """It is the newest of its own cycle: what it takes back needs a reason, and no newer one is told."""
    books.accept(look(books, NEW, "moi.xlsx"), by="test")
    seen = look(books, LATE, "muon.xlsx")
    assert seen.newer is None
    assert [problem.kind for problem in seen.problems if problem.severity == "error"] == [
        "backward_move"
    ]


def test_cycles_of_the_catalogue_come_back_in_the_blank_one(books: Store) -> None:
    from congress_dash import outgoing

    written = outgoing.blank_of(books, FormId.CATALOGUE)
    seen = intake.look("danh-muc-moi.xlsx", written, books, as_of=date(2019, 5, 30))
    cycles = [r for r in seen.records if r.key.startswith("cycle:")]
    assert [(r.cycle, r.starts_on, r.ends_on) for r in cycles] == [
        ("2020-2025", date(2019, 5, 30), date(2024, 6, 13)), ("2025-2030", NEXT, None)
    ]  # fmt: skip


def test_pauses_of_another_cycle_are_not_drawn(both: Store) -> None:
    assert len(rows(both, "pauses", date(2020, 5, 13))) == 1
    assert not rows(both, "pauses", date(2025, 3, 31))


def test_who_was_told_to_stop_is_not_still_to_meet(both: Store) -> None:
    moment = both.moment(date(2025, 3, 31))
    assert moment
    assert boards.all_charts(both, moment)["unit_steps"].title.startswith("20/20 (8 dừng)")
