"""What leaves the page by the browser itself: pictures of charts, the deck by one click, paper."""

from __future__ import annotations

import base64
import json
import re
import struct
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from browser import Watch, open_page
from conftest import Running
from test_briefings import USUAL, shapes

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DAY = "as_of=2020-05-13"
CURVE = ".st-key-chart-held_over_time-grassroots"
INK = """async ([address, x, y, wide, high]) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const dots = pen.getImageData(x * image.width, y * image.height, wide * image.width, high * image.height).data;
  return dots.filter((value, at) => at % 4 === 0 && value < 110).length;
}"""


def told(running: Running, path: str) -> Any:
    return json.loads(running.get(path))


def menu(page: Page, chart: str) -> None:
    page.locator(chart).get_by_text("Tải ảnh").click()


def picture(page: Page, chart: str, words: str) -> tuple[str, bytes]:
    menu(page, chart)
    with page.expect_download() as download:
        page.locator(chart).get_by_role("button", name=words).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def words(svg: bytes) -> list[str]:
    return [
        "".join(text.itertext())
        for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]


def test_a_chart_leaves_as_pictures_that_say_what_it_says(
    shared_server: Running, page: Page, browser: Browser
) -> None:
    open_page(page, f"{shared_server.address}/?{DAY}")
    page.locator(f"{CURVE} .main-svg").first.wait_for()
    name, wide = picture(page, CURVE, "PNG 1920")
    assert (name, size(wide)) == ("held_over_time.grassroots-2020-05-13.png", (1920, 1080))
    name, sheet = picture(page, CURVE, "PNG khổ A4")
    assert (name, size(sheet)) == ("held_over_time.grassroots-2020-05-13-a4.png", (3508, 2480))
    with browser.new_context() as elsewhere:  # a page without our rules, to look at the dots
        blank = elsewhere.new_page()
        for png in (wide, sheet):
            address = "data:image/png;base64," + base64.b64encode(png).decode()
            title, source, margin = (
                (0.03, 0.06, 0.6, 0.04),
                (0.03, 0.9, 0.4, 0.1),
                (0.0, 0.0, 0.03, 1.0),
            )
            assert blank.evaluate(INK, [address, *title]) > 1000  # letters, in ink
            assert blank.evaluate(INK, [address, *source]) > 300
            assert blank.evaluate(INK, [address, *margin]) == 0
    name, svg = picture(page, CURVE, "SVG")
    assert name == "held_over_time.grassroots-2020-05-13.svg"
    asked = told(shared_server, f"/tai/anh/held_over_time.grassroots.json?{DAY}&kho=man-hinh")
    written = words(svg)
    assert asked["title"] in " ".join(written)
    assert "Số liệu tính đến ngày 13/05/2020" in written
    assert {"11 Đã tổ chức", "28 Kế hoạch", "Hạn 30/6", "Tạm dừng"} <= set(written)
    text = svg.decode()
    assert len(re.findall(r"@font-face\{font-family:'Be Vietnam Pro'", text)) == 6
    assert text.count("src:url(data:font/woff2;base64,") == 6
    assert set(re.findall(r"https?://[^\"' <)]+", text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_the_menu_of_pictures_is_reached_by_keys(shared_server: Running, page: Page) -> None:
    open_page(page, f"{shared_server.address}/?{DAY}")
    page.locator(f"{CURVE} .main-svg").first.wait_for()
    page.locator(f"{CURVE} summary", has_text="Tải ảnh").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(f"{CURVE} details.cd-pictures[open]").count() == 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert size(Path(download.value.path()).read_bytes()) == (1920, 1080)
    page.locator(f"{CURVE} [role=status]", has_text="Đã vẽ xong").wait_for()


def test_tables_and_cards_leave_as_pictures_too(shared_server: Running, page: Page) -> None:
    open_page(page, f"{shared_server.address}/?{DAY}")
    late = ".st-key-chart-late_units"
    page.locator(f"{late} table").wait_for()
    for chart, least in ((late, 8000), (".st-key-chart-held", 8000)):
        _, png = picture(page, chart, "PNG 1920")
        assert size(png) == (1920, 1080)
        address = "data:image/png;base64," + base64.b64encode(png).decode()
        assert page.evaluate(INK, [address, 0.03, 0.17, 0.94, 0.3]) > least  # rows, in ink
        assert page.evaluate(INK, [address, 0.0, 0.0, 0.03, 1.0]) == 0
    page.locator(late).get_by_text("Tải ảnh").click()
    assert page.locator(late).get_by_role("button", name="SVG").count() == 0
    asked = told(shared_server, f"/tai/anh/late_units.json?{DAY}&kho=a4")
    assert "Đảng bộ Phòng Hậu cần" in asked["table"]
    assert "<a " not in asked["table"]


def test_a_table_longer_than_a_picture_says_what_to_take_instead(
    shared_server: Running, page: Page
) -> None:
    open_page(page, f"{shared_server.address}/dai-hoi?{DAY}")
    steps = page.locator(".st-key-chart-unit_steps")
    steps.locator("table").wait_for()
    steps.get_by_text("Tải ảnh").click()
    steps.get_by_role("button", name="PNG 1920").click()
    steps.locator("[role=status]", has_text="Bảng dài hơn một ảnh.").wait_for()


def test_what_is_not_there_has_no_picture(shared_server: Running) -> None:
    for path in ("held_by_block.json?kho=a3", "nope.json?kho=a4"):
        with pytest.raises(HTTPError) as refused:
            shared_server.get(f"/tai/anh/{path}")
        assert refused.value.code == 404
        assert refused.value.read().decode().startswith("Không có ")


def test_the_highest_figure_stands_whole_on_paper(shared_server: Running, page: Page) -> None:
    open_page(page, f"{shared_server.address}/kiem-tra?{DAY}")
    page.locator(".st-key-chart-visits_over_time-units .main-svg").first.wait_for()
    page.emulate_media(media="print")
    heights = page.evaluate(
        "() => [...document.querySelectorAll('.stPlotlyChart')].map((part) => part.getBoundingClientRect().height)"
    )
    assert 0.7 * 760 < max(heights) <= 0.72 * 760 + 5  # what the sheet leaves to a figure


def test_a_deck_is_saved_by_name_and_downloaded_by_one_click(server: Running, page: Page) -> None:
    open_page(page, f"{server.address}/trinh-chieu?{DAY}&khoi=AN")
    assert page.locator("html").get_attribute("lang") == "vi"  # our scripts are on a deep link, too
    page.get_by_role("button", name="Bỏ mục 11").focus()
    page.keyboard.press("Enter")
    page.get_by_text("10 mục, ").wait_for()
    page.get_by_text("Lưu thành bộ trang có tên").click()
    page.get_by_role("textbox", name="Tên bộ trang").fill("Giao ban tuần")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Lưu thành bộ mới").click()
    page.get_by_text("Đã lưu bộ trang “Giao ban tuần”.").wait_for()
    page.wait_for_url(re.compile("briefing=Giao"))
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Tải bộ trang")).click()
    assert download.value.suggested_filename == "Giao ban tuần-2020-05-13.pptx"
    assert shapes(Path(download.value.path()).read_bytes()) == USUAL[:-1]
    page.locator(".st-key-ways-out [role=status]", has_text="Đã dựng xong 10/10 mục").wait_for()
    again = page.context.new_page()  # next week: the address alone opens it, filter and all
    open_page(again, f"{server.address}/trinh-chieu?briefing=Giao+ban+tuần")
    again.get_by_text("10 mục, ").wait_for()
    again.wait_for_url(re.compile("khoi=AN"))


def test_a_deck_that_nobody_builds_any_more_is_not_awaited_for_ever(
    shared_server: Running, page: Page, watch: Watch
) -> None:
    open_page(page, f"{shared_server.address}/trinh-chieu?{DAY}")
    page.route("**/tai/**", lambda route: route.abort())  # the server is gone
    page.get_by_role("link", name=re.compile("Tải bộ trang")).click()
    page.locator("[role=status]", has_text="Chưa dựng được bộ trang. Hãy tải lại").wait_for()
    assert watch.errors == ["Failed to load resource: net::ERR_FAILED"]  # and nothing after it
    watch.errors.clear()


def test_paper_is_light_has_its_day_and_leaves_out_what_is_pressed(
    shared_server: Running, browser: Browser
) -> None:
    with browser.new_context(
        locale="vi-VN", color_scheme="dark", viewport={"width": 1400, "height": 900}
    ) as context:
        page = open_page(context.new_page(), f"{shared_server.address}/dai-hoi?{DAY}&khoi=CS")
        page.locator(".st-key-chart-unit_steps table").wait_for()
        page.emulate_media(media="print", color_scheme="dark")
        looks = page.evaluate(
            """() => {
              const of = (part) => getComputedStyle(document.querySelector(part));
              const pages = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
                .filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText).join(" ");
              return {
                pages, paper: of(".stApp").backgroundColor, ink: of(".cd-finding").color,
                head: of(".cd-table thead").display, once: of(".cd-table thead th").position,
                box: of(".st-key-chart-unit_steps .cd-scroll").overflow,
                pressed: [".stAppHeader", ".stDateInput", ".cd-links", ".cd-search", ".stButton"].map((p) => of(p).display),
              };
            }"""
        )  # fmt: skip
        assert "Số liệu tính đến ngày 13/05/2020 · Chỉ Khối Cảnh sát" in looks["pages"]
        assert (looks["paper"], looks["ink"]) == ("rgb(255, 255, 255)", "rgb(28, 36, 48)")
        assert (looks["head"], looks["once"], looks["box"]) == (
            "table-header-group",
            "static",
            "visible",
        )
        assert looks["pressed"] == ["none"] * 5
        paper = page.pdf(prefer_css_page_size=True)
        box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", paper)
        assert box
        assert [round(float(side)) for side in box.groups()] == [842, 595]  # A4, lying
