"""One organisation's page: its charts say what the books say, and every list leads there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page
from streamlit.testing.v1 import AppTest

from apptest import opened, words
from browser import SETTLED
from conftest import Running, copy_of
from congress_dash import boards, intake, moments, outgoing, search, session, tables
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Moment
from congress_dash.store import Store
from reports import ROLE, accepted, with_catalogue
from written import book

pytestmark = pytest.mark.slow  # a minute with the rest; `make test` runs them all

MAY = Moment(date(2020, 5, 13), 17)
LISTS = ("late_units", "unit_steps", "organisations.not_held", "organisations.newly_held",
         "never_visited", "freshness")  # fmt: skip
BLOCKS = ("held_by_block", "visit_coverage", "organisations.drafts")


@pytest.fixture(scope="module")
def books(sample_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(Store.open(copy_of(sample_books, tmp_path_factory.mktemp("units")))) as store:
        yield store


@pytest.fixture(scope="module")
def lists(books: Store) -> dict[str, Chart]:
    """Every chart of the report of 13/05."""
    return boards.all_charts(session.CachedBooks(books, books.revision), MAY)


def rows(books: Store, question: str, moment: Moment) -> list[dict[str, object]]:
    found: list[dict[str, object]] = books.ask(question, moment).to_dict("records")
    return found


def column(chart: Chart, name: str) -> tuple[object, ...]:
    return next(column.values for column in chart.columns if column.name == name)


def charts(books: Store, unit: str, moment: Moment = MAY) -> dict[str, Chart]:
    return {chart.key: chart for chart in boards.unit_board(books, moment.of(unit))}


# --- one unit is asked --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    ["told_values", "unit_story", "unit_values", "unit_next", "known_units", "organisations",
     "late_units", "freshness"],
)  # fmt: skip
def test_what_is_asked_of_one_unit_is_its_part_of_the_whole(books: Store, question: str) -> None:
    whole = rows(books, question, MAY)
    told: dict[str, list[dict[str, object]]] = {}
    for row in whole:
        told.setdefault(str(row["unit"]), []).append(row)
    assert told
    for unit in ("PC03", "PH10", "DUCA", "CAH-G"):
        assert rows(books, question, MAY.of(unit)) == told.get(unit, [])


def test_a_unit_is_asked_for_whatever_the_view_was_narrowed_to(books: Store) -> None:
    narrow = MAY.of("PC03")
    assert narrow.of(None).view.unit is None
    assert [r["unit"] for r in rows(books, "organisations", narrow.of("PA02"))] == ["PA02"]


# --- the charts say what the books say ----------------------------------------------------------


@pytest.mark.parametrize("unit", ["PC03", "PH10", "PA02", "CAH-G", "DUCA"])
@pytest.mark.parametrize("day", [date(2020, 2, 10), date(2020, 5, 13), date(2020, 6, 30)])
def test_the_story_has_every_event_that_ask_tells(books: Store, unit: str, day: date) -> None:
    moment = Moment(day, 17)
    story = charts(books, unit, moment)["unit_story"]
    told = [r for r in rows(books, "unit_story", moment.of(unit)) if r["event"] != "deadline"]
    shown = list(column(story, "Ngày"))[: len(told)]
    assert shown == [row["day"] for row in told]
    uploads = [re.search(r"lần nạp (\d+)", str(s)) for s in column(story, "Nguồn")[: len(told)]]
    assert [int(u[1]) for u in uploads if u] == [row["upload"] for row in told]
    for extra in list(column(story, "Tính chất"))[len(told) :]:
        assert extra == "Chưa thực hiện"
    deadlines = {
        r["day"] for r in rows(books, "unit_story", moment.of(unit)) if r["event"] == "deadline"
    }
    lines = {mark.on for mark in story.marks if mark.label.startswith("Hạn")}
    assert lines == deadlines
    assert {(m.on, m.until) for m in story.marks if m.until} == {
        (p["starts_on"], p["ends_on"]) for p in rows(books, "pauses", moment)
    }


def test_the_story_of_a_day_knows_nothing_of_later_days(books: Store) -> None:
    moment = Moment(date(2020, 2, 10), 17)
    for row in rows(books, "unit_story", moment):
        if row["state"] not in ("planned", "due"):
            assert row["day"] <= moment.as_of, row  # type: ignore[operator]


def test_the_story_agrees_with_the_matrix(books: Store) -> None:
    """Every step that the matrix dates stands in the story on that day."""
    told = {(r["unit"], r["event"], r["day"]) for r in rows(books, "unit_story", MAY)}
    dated = [r for r in rows(books, "unit_steps", MAY) if r["done_on"]]
    assert len(dated) > 100
    for row in dated:
        assert (row["unit"], row["step"], row["done_on"]) in told


def test_visits_and_findings_stand_in_the_story_as_often_as_they_are_counted(books: Store) -> None:
    story = rows(books, "unit_story", MAY)
    visits = sum(row["event"] == "visit" for row in story)
    assert visits == sum(int(str(r["units"])) for r in rows(books, "visits_over_time", MAY))
    seen = charts(books, "PH10")["unit_story.visits"]
    assert (
        seen.title
        == "Đảng bộ Phòng Hậu cần: đã kiểm tra, hướng dẫn 03 buổi, phát hiện 01 nội dung cần "
        "khắc phục, quá hạn 1/1"
    )
    assert column(seen, "Tình trạng") == ("Quá hạn khắc phục", None, None)
    assert column(seen, "Hạn") == (date(2020, 5, 8), None, None)


def test_what_is_next_and_late_are_the_answers_of_their_questions(books: Store) -> None:
    late = {r["unit"]: r["days_late"] for r in rows(books, "late_units", MAY)}
    assert late["PH10"] == 6
    for unit in ("PH10", "PC05", "PA02", "PC03"):
        ahead = charts(books, unit)["unit_next"]
        said = dict(zip(column(ahead, "Mục"), column(ahead, "Hiện nay"), strict=True))
        assert said["Chậm"] == (f"{late[unit]:02} ngày" if unit in late else "Không")
    assert charts(books, "PA02")["unit_next"].title == (
        "Việc tiếp theo của Đảng bộ Phòng An ninh đối nội: Đại hội (phiên chính thức) "
        "(đại hội đăng ký ngày 15/05/2020, còn 2 ngày)"
    )
    assert charts(books, "PC03")["unit_next"].columns[1].values[0] == "Không còn bước nào"


def test_the_step_after_the_last_one_done_is_next(books: Store) -> None:
    steps: dict[object, dict[object, bool]] = {}
    for row in rows(books, "unit_steps", MAY):
        steps.setdefault(row["unit"], {})[row["step"]] = bool(row["done"])
    order = ("plan_issued", "draft_n", "comment_round_k", "submitted", "approved",
             "official_session", "result_reported", "result_approved")  # fmt: skip
    for row in rows(books, "unit_next", MAY):
        if row["level"] == "superior" or row["step"] is None:
            continue
        at = order.index(str(row["step"]))
        assert not any(steps[row["unit"]][step] for step in order[at:]), row
        assert at == 0 or steps[row["unit"]][order[at - 1]], row


def test_every_value_names_the_upload_that_was_the_first_to_say_so(books: Store) -> None:
    told = [r for r in rows(books, "told_values", MAY.of("PC03")) if r["in_force"]]
    first = {r["field"]: r["upload"] for r in told if r["value"] is not None}
    for row in rows(books, "unit_values", MAY.of("PC03")):
        if row["form"] != "catalogue":
            assert row["upload"] == first[row["field"]]
    values = charts(books, "PC03")["unit_story.values"]
    shown = dict(zip(column(values, "Nội dung"), column(values, "Giá trị"), strict=True))
    assert shown["Ngày đại hội"] == "05/03/2020"
    assert shown["Khối"] == "Khối Cảnh sát"
    before = charts(books, "PC03", Moment(date(2020, 3, 1), 17))["unit_story.values"]
    assert "Ngày đại hội" not in column(before, "Nội dung")


def test_the_committee_itself_has_its_milestones_and_documents(books: Store) -> None:
    story = charts(books, "DUCA")["unit_story"]
    assert {"Quán triệt", "Nhân sự", "Dự thảo", "Đại hội"} <= set(column(story, "Việc"))
    assert charts(books, "DUCA")["unit_next"].columns[1].values[0] == (
        "Quy trình nhân sự lần đầu tham gia – bước 1"
    )


def test_of_a_unit_that_nobody_knows_the_charts_say_so(books: Store) -> None:
    assert boards.unit(books, MAY.of("XX99")) is None
    for chart in charts(books, "XX99").values():
        assert chart.is_empty
        assert tables.table(chart)


# --- organisations that ended -------------------------------------------------------------------

ENDED = """
| Mã | Tên tổ chức đảng | Loại hình | Phạm vi | Khối | Đến ngày | Kế tục bởi (Mã) |
| PC05 | Chi bộ Phòng Cảnh sát phòng, chống tội phạm về môi trường | Chi bộ | Trực thuộc | CS | 28/02/2025 | PC03 |
"""
LATER = Moment(date(2025, 3, 31), 99)


def catalogue(store: Store, table: str) -> None:
    content = book({"Tổ chức đảng": table.lstrip("\n")})
    preview = intake.look("danh-muc-2025.xlsx", content, store, as_of=date(2020, 1, 2))
    store.accept(preview, by=ROLE)


def test_an_ended_organisation_is_still_found_and_says_who_carries_on(store_path: Path) -> None:
    with closing(with_catalogue(store_path)) as store:
        accepted(store, "| Số liệu tính đến ngày 13/5/2020 |\n| Tên tổ chức đảng | Ngày trình | Thực tế |\n"
                 "| PC05 | 20/4/2020 | |")  # fmt: skip
        catalogue(store, ENDED)
        unit = boards.unit(store, LATER.of("PC05"))
        assert unit is not None
        assert unit.state == "Đã kết thúc hoạt động"
        assert unit.ended == (
            "Tổ chức này đã kết thúc hoạt động ngày 28/02/2025; kế tục: "
            "Đảng bộ Phòng Cảnh sát kinh tế."
        )
        assert unit.successor == "PC03"
        of_its_cycle = Moment(date(2020, 5, 13), 99)
        story = charts(store, "PC05", of_its_cycle)["unit_story"]
        assert (date(2020, 4, 20), "Trình") in set(
            zip(column(story, "Ngày"), column(story, "Việc"), strict=True)
        )
        assert search.units(store, LATER, "moi truong") == ("PC05",)
        group = boards.listed(store, LATER).group
        assert group.count("Đã kết thúc hoạt động") == 1
        before = boards.unit(store, Moment(date(2025, 2, 28), 99).of("PC05"))
        assert before is not None
        assert not before.ended


# --- every list leads there ---------------------------------------------------------------------


@pytest.mark.parametrize("key", LISTS)
def test_every_row_of_organisations_says_whose_it_is(
    books: Store, lists: dict[str, Chart], key: str
) -> None:
    chart = lists[key]
    names = {row["unit"]: row["name"] for row in rows(books, "known_units", MAY)}
    assert len(chart.units) == len(chart.columns[0].values)
    assert [names[unit] for unit in chart.units] == list(chart.columns[0].values)


def test_no_table_of_organisations_is_left_without(books: Store, lists: dict[str, Chart]) -> None:
    """Whatever table begins with names of organisations says whose they are."""
    names = {row["name"] for row in rows(books, "known_units", MAY)}
    for chart in lists.values():
        if chart.kind in (Kind.TABLE, Kind.MATRIX) and not chart.is_empty:
            first = chart.columns[0].values
            assert chart.units or not set(first) <= names, chart.key


@pytest.mark.parametrize("key", BLOCKS)
def test_every_row_of_blocks_says_which_it_is(lists: dict[str, Chart], key: str) -> None:
    assert lists[key].blocks == ("XDLL", "HC", "AN", "CS", "CAH")


def anchors(app: AppTest, name: str) -> list[tuple[str, str]]:
    """Address and words of the links in the table of a chart."""
    for element in app.get("html"):
        if f'aria-label="{name}' in element.proto.body:
            return re.findall(r'<a class="cd-told" href="([^"]*)"[^>]*>([^<]*)', element.proto.body)
    return []


def test_links_keep_the_day_the_books_and_what_was_narrowed(site: None) -> None:
    app = opened("overview", as_of="2020-05-13", known_at="17")
    (first, *_) = anchors(app, "4/30 tổ chức đảng chưa đại hội chậm")
    address = urlsplit(first[0].replace("&amp;", "&"))
    assert address.path == "/to-chuc"
    assert parse_qs(address.query) == {
        "as_of": ["2020-05-13"],
        "known_at": ["17"],
        "unit": ["PH10"],
    }
    blocks = anchors(app, "Còn 19/30 tổ chức")
    assert [parse_qs(urlsplit(a.replace("&amp;", "&")).query)["khoi"] for a, _ in blocks] == [
        ["XDLL"], ["HC"], ["AN"], ["CS"], ["CAH"]
    ]  # fmt: skip


# --- the page -----------------------------------------------------------------------------------


def test_the_page_says_who_where_it_stands_and_what_is_late(site: None) -> None:
    app = opened("organisation", as_of="2020-05-13", unit="PH10")
    assert not app.exception
    said = words(app)
    assert '<h2 class="cd-unit-name">Đảng bộ Phòng Hậu cần</h2>' in said
    assert "Đã ấn định ngày</p>" in said
    assert "54 đảng viên" in said
    assert "khoi=HC" in said
    assert "Đảng bộ Phòng Hậu cần chậm 06 ngày ở khâu Đại hội (phiên chính thức)" in said
    assert "/tai/slide/unit_story.pptx?as_of=2020-05-13&amp;known_at=17&amp;unit=PH10" in said
    assert "‹ Chi bộ Cơ quan Ủy ban Kiểm tra Đảng ủy" in said
    assert "Chi bộ Bệnh viện Công an tỉnh ›" in said


def test_without_a_unit_there_is_a_list_of_all_to_choose_from(site: None) -> None:
    app = opened("organisation", as_of="2020-05-13")
    assert len(anchors(app, "Chọn một tổ chức đảng")) == 48


def test_a_list_too_long_to_read_is_cut_and_says_so(books: Store) -> None:
    listed = boards.listed(books, MAY, most=10)
    assert len(listed.units) == 10
    assert "Đang hiện 10 trong 48" in listed.definition


def test_an_unknown_unit_is_told_and_the_list_offered(site: None) -> None:
    app = opened("organisation", as_of="2020-05-13", unit="*XX*")
    assert not app.exception
    assert "Không có tổ chức đảng nào mang mã" in app.warning[0].value
    assert len(anchors(app, "Chọn một tổ chức đảng")) == 48


@pytest.mark.parametrize(
    "typed", ["canh sat kinh te", "pc03", "P.CSKT", "PC46", "Phòng Cảnh sát kinh tế", "pc 03"]
)
def test_a_name_without_accents_a_code_or_another_name_leads_there(site: None, typed: str) -> None:
    app = opened("organisation", as_of="2020-05-13", tim=typed)
    assert "Đảng bộ Phòng Cảnh sát kinh tế</h2>" in words(app)
    assert app.query_params["unit"] == "PC03"
    assert "tim" not in app.query_params


def test_several_of_that_name_are_offered_in_the_catalogues_order(site: None) -> None:
    app = opened("organisation", as_of="2020-05-13", tim="hinh su")
    offered = [name for _, name in anchors(app, "3 tổ chức đảng")]
    assert offered == [
        "Đảng bộ Phòng Cảnh sát hình sự", "Chi bộ Phòng Kỹ thuật hình sự",
        "Đảng bộ Phòng Cảnh sát thi hành án hình sự và hỗ trợ tư pháp",
    ]  # fmt: skip


def test_a_misspelt_name_is_offered_and_nonsense_is_told(books: Store, site: None) -> None:
    assert search.units(books, MAY, "canh sat kinh tee") == ("PC03",)
    assert search.units(books, MAY, "  ") == ()
    app = opened("organisation", as_of="2020-05-13", tim="*[x](y)*")
    assert not app.exception
    assert "Không tìm thấy tổ chức đảng nào" in app.info[0].value
    assert r"\[x\]" in app.info[0].value


HOSTILE = "Chi bộ <img src=x onerror=alert(1)> [a](b) $x$"
RENAMED = f"""
| Mã | Tên tổ chức đảng | Loại hình | Phạm vi | Khối |
| PC03 | {HOSTILE} | Chi bộ | Trực thuộc | CS |
"""


def test_a_hostile_name_stays_letters(site: None) -> None:
    catalogue(session.store(), RENAMED)
    for address in ({"unit": "PC03"}, {"unit": "PC02"}, {"tim": "chi bo"}, {}):
        app = opened("organisation", as_of="2026-11-30", **address)
        assert not app.exception
        assert "Chi bộ &lt;img src=x onerror=alert(1)&gt; [a](b) $x$" in words(app)
        assert "<img" not in words(app)


def test_what_was_typed_comes_back_as_letters() -> None:
    typed = '"><script>alert(1)</script>'
    field = tables.search("/to-chuc", {typed: typed}, typed)
    assert "<script" not in field
    assert field.count("&quot;&gt;&lt;script&gt;") == 3


# --- what leaves the page -----------------------------------------------------------------------


def test_a_slide_and_a_sheet_of_one_organisation_are_its_own(site: None) -> None:
    moment = moments.moment("2020-05-13", "17", "PH10")
    story, held = outgoing.chosen(moment, ["unit_story", "held"])
    assert story.title.startswith("Đảng bộ Phòng Hậu cần")
    assert held.title.startswith("11/30")
    assert outgoing.deck(moment, ["unit_story", "unit_next"])[:2] == b"PK"
    assert outgoing.sheet(moment, ["unit_story.values", "unit_story.visits"])[:2] == b"PK"
    assert "unit_story" not in [chart.key for chart in outgoing.chosen(moment, [])]


@pytest.mark.browser
def test_from_the_overview_to_a_late_organisation_and_back(
    shared_server: Running, page: Page
) -> None:
    page.goto(f"{shared_server.address}/?as_of=2020-05-13")
    late = page.locator(".st-key-chart-late_units")
    late.get_by_role("link", name="Đảng bộ Phòng Hậu cần").click()
    page.wait_for_url(re.compile(r"/to-chuc\?.*unit=PH10"))
    page.locator(".cd-unit-name", has_text="Đảng bộ Phòng Hậu cần").wait_for()
    page.locator(".st-key-chart-unit_next", has_text="6 ngày").wait_for()
    page.wait_for_selector(".st-key-chart-unit_story .js-plotly-plot .cartesianlayer > *")
    page.get_by_role("link", name="Chi bộ Bệnh viện Công an tỉnh ›").click()
    page.locator(".cd-unit-name", has_text="Chi bộ Bệnh viện Công an tỉnh").wait_for()
    page.go_back()
    page.locator(".cd-unit-name", has_text="Đảng bộ Phòng Hậu cần").wait_for()
    page.get_by_role("link", name="← Đại hội").click()
    page.wait_for_url(re.compile(r"/dai-hoi\?as_of=2020-05-13"))
    page.locator(".st-key-chart-unit_steps").get_by_role(
        "link", name="Đảng bộ Phòng Cảnh sát kinh tế"
    ).click()
    page.locator(".cd-unit-name", has_text="Đảng bộ Phòng Cảnh sát kinh tế").wait_for()


@pytest.mark.browser
def test_the_field_on_every_page_finds_by_keyboard(shared_server: Running, page: Page) -> None:
    page.goto(f"{shared_server.address}/van-kien?as_of=2020-05-13")
    page.wait_for_selector(SETTLED)
    field = page.get_by_role("searchbox", name="Tìm tổ chức đảng")
    field.focus()
    page.keyboard.type("canh sat kinh te")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/to-chuc\?as_of=2020-05-13&unit=PC03"))
    page.locator(".cd-unit-name", has_text="Đảng bộ Phòng Cảnh sát kinh tế").wait_for()


def test_how_many_days_are_left_is_told_from_the_day_looked_at(books: Store) -> None:
    for row in rows(books, "unit_next", MAY):
        if row["due_on"]:
            assert row["due_on"] - timedelta(days=row["days_left"]) == MAY.as_of  # type: ignore
