"""What a past day, an old form or a view does not know is said, and nobody is accused of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT
from congress_dash import boards, intake, session
from congress_dash.boards import asking, citing, directing
from congress_dash.chart import Chart, Tone
from congress_dash.moment import Moment, View
from congress_dash.share import Share
from congress_dash.store import Store

pytestmark = pytest.mark.slow  # fills the sample books

BEFORE_FORMS, BEFORE_VISITS, REPORT, LAST = (
    Moment(date(*day), 17) for day in ((2019, 12, 15), (2020, 2, 1), (2020, 5, 13), (2020, 6, 30))
)
SAMPLES = ROOT / "data" / "samples"
NO_VISITS = "đến ngày 01/02/2020 chưa có Biểu 04 nào"
VISITS_UNTIL = "theo Biểu 04 đến ngày 13/05/2020"


@pytest.fixture(scope="module")
def books(sample_books: Path) -> Iterator[session.CachedBooks]:
    with closing(Store.open(sample_books)) as store:
        yield session.CachedBooks(store, store.revision)


def column(chart: Chart, name: str) -> tuple[object, ...]:
    return next(column.values for column in chart.columns if column.name == name)


# --- findings of a day that no Biểu 04 speaks of --------------------------------------------------


def test_before_the_first_form_of_visits_the_state_of_findings_is_unknown(
    books: session.CachedBooks,
) -> None:
    told = boards.all_charts(books, BEFORE_VISITS)
    found = f"Phát hiện 04 nội dung cần khắc phục; chưa rõ tình trạng khắc phục: {NO_VISITS}"
    assert told["findings"].title == told["findings.table"].title == found
    bars = {c.name: c for c in told["findings"].columns[1:]}
    assert {name: c.values for name, c in bars.items()} == {
        "Đã khắc phục": (0,), "Chưa khắc phục, còn hạn": (0,), "Quá hạn khắc phục": (0,),
        "Chưa rõ tình trạng khắc phục": (4,),
    }  # fmt: skip
    assert bars["Chưa rõ tình trạng khắc phục"].tone is Tone.UNKNOWN
    assert (
        told["findings_by_month"].title == f"4/4 tồn tại chưa rõ tình trạng khắc phục: {NO_VISITS}"
    )
    assert told["finding_categories.table"].title.endswith(
        f"4/4 nội dung chưa rõ tình trạng khắc phục: {NO_VISITS}"
    )
    assert "còn vướng" not in told["lessons"].title
    assert "đã nêu, chưa rõ khắc phục" in {v for c in told["lessons"].columns for v in c.values}


def test_and_nobody_is_on_the_list_for_them(books: session.CachedBooks) -> None:
    told = boards.all_charts(books, BEFORE_VISITS)
    assert told["to_direct"].is_empty
    assert directing.pages(books, BEFORE_VISITS) == ()
    assert told["to_direct"].title == (
        f"Không có việc nào cần chỉ đạo ngay; chưa rõ tình trạng khắc phục 04 tồn tại: {NO_VISITS}"
    )
    assert NO_VISITS in told["to_direct"].empty
    assert told["to_direct.proposals"].is_empty


def test_the_page_of_an_organisation_does_not_accuse_either(books: session.CachedBooks) -> None:
    visited = boards.rows(books, "unit_visits", BEFORE_VISITS)
    charts = {
        row["unit"]: {c.key: c for c in boards.unit_board(books, BEFORE_VISITS.of(row["unit"]))}
        for row in visited
    }
    titles = [each["unit_story.visits"].title for each in charts.values()]
    assert any("chưa rõ tình trạng khắc phục" in title for title in titles)
    assert not any("quá hạn" in title for title in titles)
    known = {v for each in charts.values() for c in each["unit_story"].columns for v in c.values}
    assert "Chưa rõ khắc phục" in known
    assert "Quá hạn" not in known


def test_the_same_findings_are_overdue_once_a_form_says_so(books: session.CachedBooks) -> None:
    told = boards.all_charts(books, REPORT)
    assert told["findings"].title == (
        "Phát hiện 33 nội dung cần khắc phục: đã khắc phục 21/33, còn trong thời hạn 5/33, quá hạn 7/33 "
        "(của 06 tổ chức đảng)"
    )
    table = told["findings.table"]
    assert column(table, "Nội dung") == tuple(Share(n, 33) for n in (21, 5, 7, 0))
    assert column(table, "Tổ chức đảng")[2] == 6
    overdue = [
        row for row in boards.rows(books, "to_direct", REPORT) if row["kind"] == "finding_overdue"
    ]
    assert len({row["unit"] for row in overdue}) == 6
    asked = column(told["to_direct.proposals"], "Đề nghị")
    at = asked.index("Đôn đốc khắc phục tồn tại đã quá hạn")
    assert column(told["to_direct.proposals"], "Số tổ chức")[at] == 6


# --- forms older or newer than the day looked at ---------------------------------------------------


@pytest.mark.parametrize("view", [View(), View(block="AN"), View(scope="coordinated")], ids=str)
def test_no_source_is_later_than_the_day_but_where_it_looks_back(
    books: session.CachedBooks, view: View
) -> None:
    for at in (BEFORE_FORMS, BEFORE_VISITS, REPORT):
        moment = replace(at, view=view)
        for chart in boards.all_charts(books, moment).values():
            for cited in chart.source.split("; "):
                day = re.search(r"số liệu đến (\d\d)/(\d\d)/(\d{4})", cited)
                if not day or "Danh mục" in cited:
                    continue
                is_later = date(*(int(day[n]) for n in (3, 2, 1))) > moment.as_of
                assert is_later == ("theo báo cáo sau" in cited), (chart.key, cited)
                assert not is_later or (at is BEFORE_VISITS and "Biểu 04" in cited), chart.key
    silent = boards.all_charts(books, BEFORE_FORMS)
    assert silent["held"].source == "chưa có tệp nào có số liệu đến ngày 15/12/2019"


def test_days_without_a_form_say_so_and_what_to_do(books: session.CachedBooks) -> None:
    told = boards.all_charts(books, BEFORE_FORMS)
    nobody = "Chưa có Biểu 01 nào tính đến ngày 15/12/2019"
    keys = ("held", "held_over_time.grassroots", "late_units", "organisations.not_held", "to_direct",
            "to_direct.proposals", "unit_funnel.waiting", "organisations.drafts", "clocks")  # fmt: skip
    assert {told[key].title for key in keys} == {nobody}
    what = f"{nobody}; hãy nạp ở trang Cập nhật hoặc xem từ ngày 31/12/2019."
    assert {told[key].empty for key in keys[1:]} == {what}
    assert all(told[key].is_empty for key in keys[1:])
    labels = column(told["held_by_block"], "Khối")
    assert all(str(label).endswith(": chưa báo cáo") for label in labels)
    assert told["upcoming"].empty == (
        "Chưa có Biểu 05 nào tính đến ngày 15/12/2019; hãy nạp ở trang Cập nhật hoặc xem từ ngày 13/05/2020."
    )


def test_lists_on_an_older_form_name_it(books: session.CachedBooks) -> None:
    told = boards.all_charts(books, LAST)
    lines = column(told["to_direct"], "Vướng gì, từ ngày nào")
    assert [
        str(line).endswith(f", {VISITS_UNTIL}") for line in lines if "tồn tại" in str(line)
    ] == [True] * 6
    assert f"Đôn đốc khắc phục tồn tại đã quá hạn, {VISITS_UNTIL}" in column(
        told["to_direct.proposals"], "Đề nghị"
    )
    assert told["clocks"].title == (
        "1/40 tổ chức đảng chờ chuẩn y quá hạn báo cáo kết quả, 1/40 quá hạn mà cấp trên chưa chuẩn y (đều thuộc "
        "diện phối hợp); 35/40 đã đến hạn nhưng chưa có Biểu 02 mới, theo Biểu 02 đến ngày 13/05/2020"
    )
    assert told["upcoming"].title.endswith(", theo Biểu 05 đến ngày 13/05/2020")
    between = boards.all_charts(books, Moment(date(2020, 6, 15), 17))
    assert between["organisations.not_held"].title == (
        "Còn 3/30 tổ chức cơ sở đảng trực thuộc chưa đại hội, trong đó 1/3 đã đăng ký lịch "
        "(theo Biểu 05 đến ngày 13/05/2020)"
    )
    assert between["outlook"].title.endswith(", theo Biểu 05 đến ngày 13/05/2020")


def test_booked_days_are_not_spoken_of_before_there_is_a_form_of_them(
    books: session.CachedBooks,
) -> None:
    told = boards.all_charts(books, BEFORE_VISITS)
    assert told["organisations.not_held"].title == (
        "Còn 30/30 tổ chức cơ sở đảng trực thuộc chưa đại hội, chưa có Biểu 05 để biết lịch"
    )
    assert column(told["balance"], "Đã ấn định ngày")[0] is None
    names = [c.name for c in told["held_by_block.share"].columns]
    assert "Chưa ấn định ngày" not in names


# --- wholes, spans and registers ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("held_by_block", "Còn 19/30 tổ chức cơ sở đảng trực thuộc chưa đại hội, nhiều nhất ở Khối Cảnh sát (10/13)"),
        ("late_units", "4/30 tổ chức đảng chưa đại hội chậm so với ngày dự kiến, lâu nhất 06 ngày; cần tập trung đôn đốc"),
        ("never_visited", "Còn 5/30 tổ chức trực thuộc và 3/17 tổ chức phối hợp chưa được kiểm tra lần nào"),
        ("organisations.booked", "25/30 tổ chức đảng chưa đại hội đã ấn định ngày"),
        ("clocks.form", "17 tổ chức đảng đã đại hội, trong đó 7/17 đã được chuẩn y"),
        ("unit_next.tasks", "Từ 13/05/2020 đến 27/05/2020: 09 tổ chức đảng đại hội, 05 tổ chức đảng khác còn bước phải "
         "xong trước đại hội, 02 việc khác đến hạn"),
        ("upcoming", "14 đại hội đăng ký từ 13/05/2020 đến 27/05/2020 (09 trực thuộc, 05 phối hợp); 2/14 trùng lịch "
         "dự, 5/14 chưa được duyệt"),
        ("unit_steps", "19/30 tổ chức cơ sở đảng trực thuộc chưa đại hội, trong đó 13/19 chưa được duyệt"),
    ],
)  # fmt: skip
def test_a_count_says_of_how_many(books: session.CachedBooks, key: str, title: str) -> None:
    assert boards.all_charts(books, REPORT)[key].title == title


def test_nothing_is_said_with_a_zero(books: session.CachedBooks) -> None:
    for at in (BEFORE_FORMS, BEFORE_VISITS, REPORT, LAST):
        for view in (View(), View(block="AN"), View(scope="coordinated")):
            for chart in boards.all_charts(books, replace(at, view=view)).values():
                said = re.sub(r"(\d\d(/\d\d)?–)?\d\d/\d\d/\d{4}", "", chart.title)
                assert not re.search(r"(?<![\d/.,])0 (?!dừng)\w", said), said
                assert not re.search(r"\d/0\d|(?<!\d)0\d/\d", said), said
                assert "mới nhất" not in chart.title, chart.title
    told = boards.all_charts(books, LAST)
    assert told["unit_next.tasks"].title == "Từ 30/06/2020 đến 14/07/2020: 03 việc đến hạn"
    assert told["held_by_block.share"].title == (
        "03 khối được so sánh đạt tỷ lệ như nhau: 28/28 (100%)"
    )
    assert told["organisations.newly_held"].title == (
        "Từ 26/06/2020 đến 30/06/2020: thêm 01 tổ chức cơ sở đảng trực thuộc đã đại hội"
    )


def test_what_stands_for_an_empty_chart_is_one_sentence(books: session.CachedBooks) -> None:
    views = (View(), View(block="AN"), View(scope="coordinated", kind="cell"))
    for at in (BEFORE_FORMS, BEFORE_VISITS, REPORT, LAST):
        for view in views:
            for chart in boards.all_charts(books, replace(at, view=view)).values():
                if chart.is_empty:
                    assert re.fullmatch(r"[A-ZĐÁ-Ỹ][^.]*\.", chart.empty), (chart.key, chart.empty)


def test_a_missing_form_tells_what_to_do(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "books.duckdb", create=True)
    for name in ("danh-muc.xlsx", "bieu-01-2020-05-13.xlsx"):
        store.accept(intake.look(name, (SAMPLES / name).read_bytes(), store), by="thử")
    moment = store.newest()
    assert moment
    assert citing.lacking(store, moment, "documents") == "Chưa có Biểu 03; hãy nạp ở trang Cập nhật"
    assert citing.lacking(store, replace(moment, as_of=date(2020, 1, 1)), "progress") == (
        "Chưa có Biểu 01 nào tính đến ngày 01/01/2020; hãy nạp ở trang Cập nhật hoặc xem từ ngày 13/05/2020"
    )
    assert citing.lacking(store, moment, "progress") == (
        "Biểu 01 chưa có nội dung này; hãy bổ sung rồi nạp lại ở trang Cập nhật"
    )
    assert asking.span(moment) == "từ 13/05/2020 đến 27/05/2020"
    store.close()


def test_no_section_of_a_narrowed_report_is_empty(books: session.CachedBooks) -> None:
    for view in (View(block="AN"), View(scope="coordinated"), View(kind="cell")):
        for at in (BEFORE_FORMS, REPORT, LAST):
            told = boards.report(books, replace(at, view=view))
            for section in told.sections:
                bodies = [section.body, *(part.body for part in section.parts)]
                assert any(body.paragraphs for body in bodies), section.title
                assert all(body.paragraphs for body in bodies[1:]), section.title
    narrowed = boards.report(books, replace(REPORT, view=View(block="AN")))
    documents = next(s for s in narrowed.sections if s.title == "Công tác chuẩn bị văn kiện")
    assert documents.body.text == (
        "… [công tác chuẩn bị văn kiện của các tổ chức đảng trong phạm vi báo cáo]"
    )
