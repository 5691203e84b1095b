"""Boards turn answers into charts: the same numbers, true sentences, at every moment, with any gap."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import ROOT
from congress_dash import boards, figures, intake, session, tables
from congress_dash.chart import Chart, Kind, Tone
from congress_dash.moment import Clocks, Moment
from congress_dash.records import Milestone
from congress_dash.share import Share
from congress_dash.store import Store

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

SAMPLES = ROOT / "data" / "samples"
REPORT_DAY = date(2020, 5, 13)


@pytest.fixture(scope="module")
def books(
    sample_books: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[session.CachedBooks]:
    folder = tmp_path_factory.mktemp("boards")
    shutil.copytree(sample_books.parent, folder, dirs_exist_ok=True)
    store = Store.open(folder / sample_books.name)
    yield session.CachedBooks(store, store.revision)
    store.close()


@pytest.fixture(scope="module")
def told(books: session.CachedBooks) -> dict[str, Chart]:
    return boards.all_charts(books, Moment(REPORT_DAY, 17))


def column(chart: Chart, name: str) -> tuple[object, ...]:
    return next(column.values for column in chart.columns if column.name == name)


def test_the_four_figures_of_the_published_day(told: dict[str, Chart]) -> None:
    assert told["held"].title == (
        "11/30 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội, đạt 36,7%"
    )
    assert column(told["held"], "Đã tổ chức") == (
        Share(11, 30), Share(4, 14), Share(7, 16), Share(76, 76)
    )  # fmt: skip
    assert column(told["held"], "So với kỳ trước")[0] == "tăng 06 so với 04/05/2020"


def test_before_the_first_report_nobody_is_said_not_to_have_held(
    books: session.CachedBooks,
) -> None:
    unheard = "Chưa có Biểu 01 nào tính đến ngày 01/01/2019"
    told = boards.all_charts(books, Moment(date(2019, 1, 1), 17))
    assert told["held"].title == told["held_by_block"].title == unheard
    assert told["held_over_time.grassroots"].title == told["unit_steps"].title == unheard
    assert column(told["held"], "Đã tổ chức") == ("chưa báo cáo",) * 4
    assert column(told["held"], "So với kỳ trước")[0] == "tổng số 30"


def test_a_day_nobody_reported_of_is_held_against_nothing(books: session.CachedBooks) -> None:
    moment = Moment(REPORT_DAY, 17, against=Clocks(date(2015, 5, 13), 17))
    compared = boards.all_charts(books, moment)["compare"]
    assert compared.title == (
        "Chưa có báo cáo → 11/30 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội so với 13/05/2015: "
        "chưa đủ báo cáo để so sánh"
    )
    assert column(compared, "So với trước")[0] == (
        "trước: chưa có báo cáo; chưa đủ báo cáo để so sánh"
    )


def test_charts_on_an_older_form_say_up_to_when_it_knows(books: session.CachedBooks) -> None:
    told = boards.all_charts(books, Moment(date(2020, 6, 30), 17))
    assert told["visits_over_time"].title == (
        "65 buổi làm việc với 93 lượt tổ chức đảng từ 07/01/2020 đến 13/05/2020"
    )
    assert max(told["visits_over_time"].columns[0].values) == date(2020, 5, 11)
    for key in ("findings", "finding_categories", "never_visited", "visit_coverage", "lessons"):
        assert told[key].title.endswith(", theo Biểu 04 đến ngày 13/05/2020")
    assert told["current_drafts"].title.endswith(", theo Biểu 03 đến ngày 13/05/2020")
    assert told["freshness"].title == (
        "Mọi tổ chức đảng đều có số liệu Biểu 01 đến ngày 30/06/2020; "
        "Biểu 02, Biểu 03, Biểu 04, Biểu 05: số liệu đến 13/05/2020"
    )
    fresh = boards.all_charts(books, Moment(REPORT_DAY, 17))
    assert not any("theo Biểu" in chart.title for chart in fresh.values())
    assert fresh["freshness"].title == (
        "Mọi tổ chức đảng đều có số liệu Biểu 01 đến ngày 13/05/2020"
    )


def test_a_draft_being_written_is_not_ticked(told: dict[str, Chart]) -> None:
    drafts = next(c for c in told["unit_steps"].columns if c.name == boards.step_name("draft_n"))
    cells = Counter(zip(drafts.values, drafts.tones, strict=True))
    assert cells == {
        ("lần 3", Tone.DONE): 42, ("lần 2; đang lần 3", None): 3,
        ("lần 2", Tone.DONE): 1, ("lần 1; đang lần 2", None): 1,
    }  # fmt: skip


def test_the_curve_tells_the_days_left_and_the_pace(told: dict[str, Chart]) -> None:
    curve = told["held_over_time.grassroots"]
    assert curve.title == (
        "Còn 48 ngày đến hạn 30/06/2020: 19/30 tổ chức cơ sở đảng trực thuộc chưa đại hội, "
        "cần bình quân 2,8 mỗi tuần"
    )
    assert [mark.label for mark in curve.marks] == ["Hạn 30/6", "Tạm dừng"]
    held = [value for value in column(curve, "Đã tổ chức") if value is not None]
    assert held == sorted(held, key=int)  # type: ignore[call-overload]
    assert held[-1] == 11


def test_the_pause_is_a_flat_stretch(told: dict[str, Chart]) -> None:
    curve = told["held_over_time.grassroots"]
    flat = {
        held
        for sunday, held in zip(curve.columns[0].values, column(curve, "Đã tổ chức"), strict=True)
        if isinstance(sunday, date) and date(2020, 3, 29) <= sunday <= date(2020, 4, 19)
    }
    assert flat == {3}


def test_four_documents_stand_at_their_third_draft(told: dict[str, Chart]) -> None:
    assert told["draft_revisions"].title.startswith("4/6 văn kiện đã hoàn thiện dự thảo lần 3")
    assert told["draft_revisions"].kind is Kind.SPANS
    audience = column(told["current_drafts"], "Đối tượng xin ý kiến")[:4]
    assert all("BCH" in str(words) and "Bí thư" in str(words) for words in audience)


def test_the_matrix_has_a_row_per_organisation_and_marks_the_late(told: dict[str, Chart]) -> None:
    matrix = told["unit_steps"]
    assert len(matrix.columns[0].values) == 47
    planned = next(c for c in matrix.columns if c.name == "Dự kiến")
    assert sum(tone is not None for tone in planned.tones) == len(
        told["late_units"].columns[0].values
    )


@pytest.mark.parametrize("day", [date(2019, 12, 1) + timedelta(days=24 * n) for n in range(10)])
def test_every_chart_can_be_drawn_on_every_day(books: session.CachedBooks, day: date) -> None:
    for chart in boards.all_charts(books, Moment(day, 17)).values():
        assert chart.title[0].isupper() or chart.title[0].isdigit()
        assert chart.title[-1] not in ".,;"
        assert all(len(c.values) == len(chart.columns[0].values) for c in chart.columns)
        if chart.kind in figures.DRAWN and not chart.is_empty:
            assert figures.figure(chart)["data"]
        assert tables.table(chart)
    boards.briefing(books, Moment(day, 17))


@pytest.mark.slow
@pytest.mark.parametrize("known", range(1, 18))
def test_every_chart_can_be_drawn_with_whatever_is_known(
    books: session.CachedBooks, known: int
) -> None:
    moment = books.store.moment(None, known)
    assert moment
    for chart in boards.all_charts(books, moment).values():
        assert chart.title
        assert tables.table(chart)


def test_the_last_day_says_that_all_is_done(books: session.CachedBooks) -> None:
    charts = boards.all_charts(books, Moment(date(2020, 6, 30), 17))
    assert charts["held"].title.startswith("30/30")
    assert charts["held"].title.endswith("100%")
    assert charts["organisations.not_held"].is_empty
    assert charts["late_units"].is_empty


def test_whatever_order_forms_arrive_in_something_can_be_shown(store_path: Path) -> None:
    """Danh mục, then Biểu 05 and Biểu 03 before any Biểu 01: nobody has reported yet."""
    store = Store.open(store_path, create=True)
    for name in ("danh-muc.xlsx", "bieu-05-2020-05-13.xlsx", "bieu-03-2020-05-13.xlsx"):
        preview = intake.look(name, (SAMPLES / name).read_bytes(), store)
        store.accept(preview, by="kiểm thử")
        moment = store.newest()
        assert moment
        charts = boards.all_charts(store, moment)
        assert column(charts["held"], "So với kỳ trước")[0] == "tổng số 30"
    store.close()


def test_titles_and_their_numbers_agree(books: session.CachedBooks) -> None:
    """The sentence says what the rows say, at each of the twelve days."""
    for row in books.ask("report_days", Moment(date(2020, 6, 30), 17)).to_dict("records"):
        charts = boards.all_charts(books, Moment(row["as_of"], 17))
        left = len(charts["organisations.not_held"].columns[0].values)
        share = column(charts["held"], "Đã tổ chức")[0]
        assert isinstance(share, Share)
        assert left == share.whole - share.part
        if left:
            assert f" {left}/30 " in charts["organisations.not_held"].title
            assert f" {left}/30 " in charts["held_by_block"].title


def test_without_a_form_of_visits_nobody_is_said_to_be_unvisited(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "books.duckdb", create=True)
    for name in ("danh-muc.xlsx", "bieu-01-2020-05-13.xlsx"):
        store.accept(intake.look(name, (SAMPLES / name).read_bytes(), store), by="thử")
    moment = store.newest()
    assert moment
    charts = boards.all_charts(store, moment)
    for key in ("visits_over_time", "visit_coverage", "never_visited", "findings"):
        assert charts[key].is_empty
        assert "Chưa có" in charts[key].title
        assert "Biểu 04" in charts[key].empty
    briefed = {chart.key: chart for chart in boards.briefing(store, moment)}
    for key in ("visits_over_time", "never_visited", "findings"):
        assert briefed[key].is_empty
    store.close()


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ((2020, 3, 27), "Chưa đủ dữ liệu để dự báo ngày hoàn thành so với hạn 30/06/2020"),
        ((2020, 5, 13), "Có thể kịp hạn 30/06/2020 nhưng chưa chắc: dự kiến xong khoảng 12/06–19/07/2020, nhiều khả "
         "năng 23/06/2020; 3/19 tổ chức chưa đại hội có nguy cơ vượt hạn"),
        ((2020, 6, 30), "30/30 tổ chức cơ sở đảng trực thuộc đã hoàn thành đại hội, xong ngày 29/06/2020, trước hạn 30/06/2020"),
    ],
)  # fmt: skip
def test_the_outlook_answers_first(
    books: session.CachedBooks, day: tuple[int, int, int], title: str
) -> None:
    charts = boards.all_charts(books, Moment(date(*day), 17))
    assert charts["outlook.grassroots"].title == charts["outlook"].title == title
    assert charts["outlook.grassroots"].is_empty is (day != (2020, 5, 13))


def test_the_expected_lines_end_on_the_days_that_the_sentence_names(
    books: session.CachedBooks,
) -> None:
    """`dự kiến xong khoảng 12/06–19/07/2020, nhiều khả năng 23/06/2020`."""
    chart = boards.all_charts(books, Moment(date(2020, 5, 13), 17))["outlook.grassroots"]
    days, _, *lines = chart.columns
    ends = {
        line.name: max(
            (on, count) for on, count in zip(days.values, line.values, strict=True) if count
        )
        for line in lines
    }
    assert ends == {
        "Thuận lợi": (date(2020, 6, 12), 30),
        "Nhiều khả năng": (date(2020, 6, 23), 30),
        "Chậm": (date(2020, 7, 19), 30),
    }
    likely = dict(zip(days.values, lines[1].values, strict=True))
    assert (likely[date(2020, 5, 13)], likely[date(2020, 6, 21)]) == (11, 26)
    assert all(lines[n].values.count(30) == 1 for n in range(3))


def test_the_outlook_after_the_deadline_says_so(books: session.CachedBooks) -> None:
    """Known up to 26/06 (upload 12), looked at on 05/07: one organisation had not met."""
    chart = boards.all_charts(books, Moment(date(2020, 7, 5), 12))["outlook.grassroots"]
    assert chart.title.startswith(
        "Đã quá hạn 30/06/2020: còn 1/30 tổ chức cơ sở đảng trực thuộc chưa đại hội; dự kiến xong khoảng "
    )


def test_without_a_deadline_the_outlook_asks_for_one(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "books.duckdb", create=True)
    catalogue = intake.look("danh-muc.xlsx", (SAMPLES / "danh-muc.xlsx").read_bytes(), store)
    only_orgs = tuple(r for r in catalogue.records if not isinstance(r, Milestone))
    store.accept(replace(catalogue, records=only_orgs), by="thử")
    moment = store.newest()
    assert moment
    chart = boards.all_charts(store, moment)["outlook.grassroots"]
    assert chart.title.startswith("Chưa có mốc thời hạn trong Danh mục")
    assert "Mốc thời hạn" in chart.empty
    store.close()
