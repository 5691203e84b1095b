"""Every page opens, says whose figures it shows, and keeps the chosen day."""

from __future__ import annotations

import html
import re
from datetime import date
from io import BytesIO
from urllib.parse import parse_qsl

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page
from streamlit.testing.v1 import AppTest

from apptest import opened, words
from conftest import Running
from congress_dash import moments, outgoing, session
from congress_dash.moment import View

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

PAGES = (
    "overview",
    "congresses",
    "documents",
    "inspections",
    "organisation",
    "comparison",
    "update",
    "briefing",
)
ADDRESSES = ("", "dai-hoi", "van-kien", "kiem-tra", "to-chuc", "so-sanh", "cap-nhat", "trinh-chieu")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_and_says_whose_figures_it_shows(site: None, page: str) -> None:
    app = opened(page, as_of="2020-05-13")
    assert not app.exception
    assert "Số liệu tính đến ngày 13/05/2020" in words(app)
    assert "lần nạp mới nhất: 17 (bieu-05-2020-05-13.xlsx)" in words(app)
    assert "0 tổ chức chưa báo cáo · 0 dòng chờ xử lý" in words(app)


@pytest.mark.parametrize("page", PAGES)
def test_empty_books_say_what_to_do(empty_site: None, page: str) -> None:
    app = opened(page)
    assert not app.exception
    assert any("Chưa có số liệu" in info.value for info in app.info)


def test_what_wants_a_word_leads_to_its_page_at_the_same_moment(site: None) -> None:
    told = words(opened("overview", as_of="2020-05-13", known_at="17"))
    table = told.split(
        'class="cd-finding">10/47 tổ chức đảng và Đảng bộ Công an tỉnh có việc cần chỉ đạo'
    )[1]
    table = table.split('class="cd-finding"')[0]
    links = re.findall(r'href="(/(?:dai-hoi|van-kien|kiem-tra|cap-nhat)\?[^"]+)"', table)
    assert len(links) == 7 * 2  # the other two cells of the seven lines
    assert "/to-chuc?as_of=2020-05-13&amp;known_at=17&amp;unit=PK02" in table
    assert set(links) == {
        f"/{page}?as_of=2020-05-13&amp;known_at=17" for page in ("dai-hoi", "kiem-tra")
    }


def test_without_an_address_the_newest_day_is_shown(site: None) -> None:
    app = opened("overview")
    assert "30/30" in words(app)
    assert app.query_params["as_of"] == "2020-06-30"


def test_the_books_can_be_read_as_they_were(site: None) -> None:
    app = opened("overview", as_of="2020-05-13", known_at="8")
    assert "5/30" in words(app)  # upload 9 told of 13/05


def test_the_chosen_day_outlives_the_widget_it_was_chosen_in(site: None) -> None:
    """As when somebody clicks on before a page is drawn: widget and address are gone."""
    app = AppTest.from_string(
        """
import streamlit as st
from congress_dash.pages import overview
if st.session_state.pop("clicked_on", False):
    del st.session_state["as_of"], st.session_state["known_at"]
    st.query_params.clear()
overview.show()
""",
        default_timeout=30,
    )
    app.query_params["as_of"], app.query_params["known_at"] = "2020-05-13", "9"
    app.run()
    app.session_state["clicked_on"] = True
    app.run()
    assert "11/30" in words(app)
    assert app.query_params["as_of"] == "2020-05-13"
    assert app.query_params["known_at"] == "9"


def test_a_day_chosen_in_the_page_is_kept(site: None) -> None:
    app = opened("overview", as_of="2020-05-13")
    app.date_input(key="as_of").set_value(date(2020, 5, 31)).run()
    assert "21/30" in words(app)
    assert app.query_params["as_of"] == "2020-05-31"


@pytest.mark.parametrize(
    "address", [{"as_of": "hôm-nay"}, {"known_at": "x"}, {"known_at": "99"}, {"known_at": "0"}]
)
def test_a_spoilt_address_is_told_and_passed_over(site: None, address: dict[str, str]) -> None:
    app = opened("overview", **address)
    assert not app.exception
    assert app.warning
    assert "30/30" in words(app)


def test_a_block_in_the_address_narrows_the_page_and_a_click_takes_it_back(site: None) -> None:
    app = opened("overview", as_of="2020-05-13", khoi="AN", **{"pham-vi": "truc-thuoc"})
    assert "4/8" in words(app)
    assert "Chỉ Khối An ninh, tổ chức trực thuộc" in words(app)
    app.button(key="chip-all").click().run()
    assert "11/30" in words(app)
    assert app.query_params.keys() == {"as_of"}


def test_coordinated_organisations_alone_have_their_own_curve(site: None) -> None:
    app = opened("overview", as_of="2020-05-13", **{"pham-vi": "phoi-hop"})
    assert not app.exception
    assert "6/17" in words(app)
    assert "Quá hạn báo cáo kết quả đại hội, từ 12/05/2020 (01 ngày làm việc)" in words(app)


def test_a_filter_chosen_in_the_page_is_kept(site: None) -> None:
    app = opened("overview", as_of="2020-05-13")
    app.button(key="filter").click().run()
    app.selectbox(key="loai").set_value("committee").run()
    assert "4/14" in words(app)
    assert app.query_params["loai"] == "dang-bo"


def test_another_days_tree_and_deadlines_are_told_and_taken_back(site: None) -> None:
    app = opened("overview", as_of="2020-05-13", moc="2020-06-30", **{"to-chuc-theo": "2020-06-30"})
    assert "tổ chức đảng xếp theo ngày 30/06/2020" in words(app)
    assert "mốc thời hạn theo ngày 30/06/2020" in words(app)
    assert "11/30" in words(app)
    app.button(key="chip-marks_on").click().run()
    assert app.query_params.keys() == {"as_of", "to-chuc-theo"}
    app.button(key="filter").click().run()
    app.selectbox(key="moc").set_value(date(2020, 6, 30)).run()
    assert app.query_params["moc"] == "2020-06-30"


@pytest.mark.parametrize(
    "address",
    [{"pham-vi": "x"}, {"khoi": "<b>ZZ</b>"}, {"moc": "x"}, {"loai": "x"}, {"so-voi": "hôm-qua"}],
)
def test_a_spoilt_choice_is_told_and_passed_over(site: None, address: dict[str, str]) -> None:
    app = opened("comparison", as_of="2020-05-13", **address)
    assert app.warning
    assert "5/30 → 11/30" in words(app)


def test_a_block_nobody_stands_in_is_no_error(site: None) -> None:
    for page in PAGES:
        app = opened(page, as_of="2020-05-13", khoi="AN", **{"pham-vi": "phoi-hop"})
        assert not app.exception
        assert "bộ lọc “Khối An ninh, tổ chức phối hợp” ở ngày" in app.info[0].value
        offered = re.findall(r'href="(/tai/[^"?]+)', words(app))
        assert [way for way in offered if not way.startswith(("/tai/bieu-", "/tai/tep-"))] == []
    assert "/tai/trinh-chieu.pptx" in words(opened("briefing", as_of="2020-05-13", khoi="AN"))


def test_two_moments_are_chosen_by_the_usual_buttons(site: None) -> None:
    app = opened("comparison", as_of="2020-05-13")
    app.button(key="usual-Như đã báo cáo hôm đó").click().run()
    assert app.query_params["so-voi"] == "2020-05-13"
    assert app.query_params["so-voi-lan"] == "9"
    assert "Vẫn 11/30" in words(app)
    app.button(key="usual-Kỳ trước").click().run()
    assert "so-voi" not in app.query_params
    assert "5/30 → 11/30" in words(app)


def test_what_was_reported_on_a_day_is_one_click_away(site: None) -> None:
    app = opened("overview", as_of="2020-05-04")
    app.button(key="as-reported").click().run()
    assert app.query_params["known_at"] == "8"
    assert "5/30" in words(app)


def test_the_ticked_charts_are_in_the_address(site: None) -> None:
    app = opened("briefing", as_of="2020-05-13")
    app.checkbox(key="slide-unit_steps").check().run()
    assert app.query_params["bieu-do"].endswith(",unit_steps")
    again = opened("briefing", as_of="2020-05-13", **{"bieu-do": "held"})
    ticked = [box.key for box in again.checkbox if box.value]
    assert ticked == ["slide-held"]


def test_a_briefing_is_saved_put_in_order_deleted_and_brought_back(site: None) -> None:
    app = opened("briefing", as_of="2020-05-13", **{"bieu-do": "findings,held", "khoi": "AN"})
    app.text_input(key="briefing-name-").input("Giao ban").run()
    app.button(key="briefing-save-as").click().run()
    assert [done.value for done in app.success] == ["Đã lưu bộ trang “Giao ban”\\."]
    assert app.query_params["briefing"] == "Giao ban"
    assert "bieu-do" not in app.query_params
    app.button(key="leaf-down-0").click().run()
    assert app.query_params["bieu-do"] == "held,findings"
    assert "đang có thay đổi chưa lưu" in words(app)
    app.button(key="briefing-save").click().run()
    (saved,) = session.store().briefings.listed()
    assert (saved.charts, saved.view.block, saved.version) == (("held", "findings"), "AN", 2)
    app.checkbox(key="briefing-sure-Giao ban").check().run()
    app.button(key="briefing-delete").click().run()
    assert session.store().briefings.listed() == []
    assert "briefing" not in app.query_params
    app.button(key="briefing-undo").click().run()
    assert app.query_params["briefing"] == "Giao ban"
    assert not app.exception
    assert session.store().briefings.known("Giao ban").charts == ("held", "findings")


def test_an_address_of_a_briefing_brings_its_charts_and_filter(site: None) -> None:
    session.store().briefings.save("Giao ban", ("findings", "held"), View(block="AN"), by="A")
    app = opened("briefing", briefing="giao ban")
    assert app.query_params["khoi"] == "AN"
    assert "Khối An ninh: 8/8" in words(app)
    assert app.button(key="leaf-off-1")
    app.button(key="chip-block").click().run()  # another filter: the address says all of it
    assert app.query_params["bieu-do"] == "findings,held"
    assert app.query_params["briefing"] == "Giao ban"
    app.button(key="briefing-back").click().run()
    assert app.query_params["khoi"] == "AN"
    lost = opened("briefing", briefing="Không có")
    assert any("chưa đúng" in warning.value for warning in lost.warning)


def test_a_taken_name_is_told_and_nothing_is_saved(site: None) -> None:
    session.store().briefings.save("Giao ban", ("findings",), View(), by="A")
    app = opened("briefing")
    app.text_input(key="briefing-name-").input("giao ban").run()
    app.button(key="briefing-save-as").click().run()
    assert any("Đã có bộ trang tên “Giao ban”" in error.value for error in app.error)
    assert len(session.store().briefings.versions()) == 1


@pytest.mark.browser
def test_the_day_chosen_once_holds_on_every_page(shared_server: Running, page: Page) -> None:
    page.goto(f"{shared_server.address}/?as_of=2020-05-13")
    for name in (
        "Đại hội",
        "Văn kiện",
        "Kiểm tra",
        "So sánh",
        "Tổ chức",
        "Cập nhật",
        "Trình chiếu",
        "Tổng quan",
    ):
        page.get_by_role("link", name=name, exact=True).first.click()  # the menu's
        page.wait_for_url(re.compile("as_of=2020-05-13"))
        page.locator(".cd-status", has_text="Số liệu tính đến ngày 13/05/2020").wait_for()
    page.locator(".st-key-kpi-grassroots", has_text="11/30").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_fits_a_phone(shared_server: Running, page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{shared_server.address}/{address}?as_of=2020-05-13")
    page.locator(".cd-status").wait_for()
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


@pytest.mark.browser
def test_a_chart_leaves_as_a_slide_and_as_numbers(shared_server: Running, page: Page) -> None:
    page.goto(f"{shared_server.address}/?as_of=2020-05-13")
    chart = page.locator(".st-key-chart-held_by_block")
    for words_, ending in (("Tải slide", ".pptx"), ("Tải số liệu", ".xlsx")):
        with page.expect_download() as download:
            chart.get_by_role("link", name=words_).click()
        assert download.value.suggested_filename == f"held_by_block-2020-05-13{ending}"


@pytest.mark.parametrize("page", [p for p in PAGES if p not in ("update", "organisation")])
def test_a_page_offers_all_its_numbers_as_one_workbook(site: None, page: str) -> None:
    found = re.search(
        r'href="/tai/so-lieu\.xlsx\?([^"]+)"', words(opened(page, as_of="2020-05-13", khoi="AN"))
    )
    assert found
    address = dict(parse_qsl(html.unescape(found[1])))
    keys = address.pop("charts").split(",")
    book = load_workbook(BytesIO(outgoing.sheet(moments.moment_of(address), keys)))
    assert book.sheetnames[1 : len(keys) + 1] == [key[:31] for key in keys]
    assert "Chỉ Khối An ninh" in str(book[keys[0][:31]]["A2"].value)


@pytest.mark.parametrize("page", ["update", "briefing"])
def test_filled_forms_are_offered_of_the_day_looked_at(site: None, page: str) -> None:
    said = words(opened(page, as_of="2020-05-13", known_at="9"))
    forms = re.findall(r"/tai/bieu-da-dien/(\w+)\.xlsx\?as_of=2020-05-13&amp;known_at=9", said)
    assert forms == ["progress", "results", "documents", "inspections", "schedule"]
    assert "Biểu đã điền, tính đến ngày 13/05/2020" in said
