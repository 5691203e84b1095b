"""Finding one's way in a real browser: filters, back and forward, the show, and the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser import SETTLED, open_page
from conftest import Running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DAY = "as_of=2020-05-13"


def asked(page: Page) -> dict[str, str]:
    """The page's address, name by name."""
    return {name: words[0] for name, words in parse_qs(urlsplit(page.url).query).items()}


def headline(page: Page) -> Locator:
    return page.locator(".st-key-kpi-grassroots")


def choose(page: Page, label: str, words: str) -> None:
    """One choice in the filter, as a person makes it."""
    page.get_by_role("button", name=re.compile("^Lọc")).click()
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=words, exact=True).click()


def test_a_filter_holds_on_every_page_and_is_taken_back_by_one_click(
    shared_server: Running, page: Page
) -> None:
    open_page(page, f"{shared_server.address}/?{DAY}")
    choose(page, "Khối", "Khối An ninh")
    expect(headline(page)).to_contain_text("4/8")
    page.wait_for_url(re.compile("khoi=AN"))
    page.get_by_role("link", name="Kiểm tra", exact=True).click()
    page.wait_for_url(re.compile("kiem-tra.*khoi=AN"))
    chart = page.locator(".st-key-chart-visit_coverage")
    expect(chart).to_contain_text("Khối An ninh: đã kiểm tra, hướng dẫn")
    expect(chart).to_contain_text("Chỉ Khối An ninh")
    href = chart.get_by_role("link", name="Tải số liệu").get_attribute("href") or ""
    assert "khoi=AN" in href
    page.locator(".st-key-chips button").click()
    expect(page.locator(".st-key-chips")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("khoi="))
    expect(chart).to_contain_text("Đã kiểm tra, hướng dẫn 25/30")


def test_back_undoes_a_choice_and_forward_makes_it_again(
    shared_server: Running, page: Page
) -> None:
    open_page(page, f"{shared_server.address}/?{DAY}")
    choose(page, "Loại hình", "Chi bộ cơ sở")
    expect(headline(page)).to_contain_text("7/16")
    page.wait_for_url(re.compile("loai=chi-bo"))
    page.go_back()
    expect(headline(page)).to_contain_text("11/30")
    assert "loai" not in asked(page)
    page.go_forward()
    expect(headline(page)).to_contain_text("7/16")
    assert asked(page)["loai"] == "chi-bo"


def menu(page: Page, name: str) -> None:
    """To a page by its name in the menu."""
    page.get_by_test_id("stTopNavLink").filter(has_text=name).click()


def test_every_step_back_is_a_page_back_and_keeps_the_filter(
    shared_server: Running, page: Page
) -> None:
    """Ten times: Streamlit writes a bare address first only when a page takes its time."""
    walk = {"kiem-tra": "Kiểm tra", "van-kien": "Văn kiện", "dai-hoi": "Đại hội", "so-sanh": "So sánh"}  # fmt: skip
    for _ in range(10):
        open_page(page, f"{shared_server.address}/?{DAY}&khoi=CS")
        expect(headline(page)).to_be_visible()
        page.wait_for_timeout(500)
        for path, name in walk.items():
            menu(page, name)
            page.wait_for_url(re.compile(rf"/{path}\?.*khoi=CS"))
            page.wait_for_selector(SETTLED)
            page.wait_for_timeout(500)
        for path in ("dai-hoi", "van-kien", "kiem-tra", ""):
            page.go_back()
            page.wait_for_timeout(500)
            page.wait_for_selector(SETTLED)
            assert urlsplit(page.url).path == f"/{path}"
            assert asked(page) == {"as_of": "2020-05-13", "khoi": "CS"}
        expect(headline(page)).to_be_visible()


def test_what_the_library_names_in_english_is_heard_in_vietnamese(
    shared_server: Running, page: Page
) -> None:
    open_page(page, f"{shared_server.address}/?{DAY}")
    expect(page.get_by_role("button", name="Trình đơn")).to_be_visible()
    expect(page.get_by_role("button", name="Chọn ngày").first).to_be_visible()
    expect(page.get_by_role("link", name="Đến nội dung chính", exact=True)).to_have_count(1)
    page.get_by_role("button", name="Chọn ngày").first.click()
    expect(page.get_by_role("dialog", name="Chọn ngày").first).to_be_visible()
    assert english(page) == []


HEARD = """() => [...document.querySelectorAll('[aria-label],[placeholder],[aria-valuetext]')].flatMap(
    part => ['aria-label', 'placeholder', 'aria-valuetext'].map(name => part.getAttribute(name) || '')
  ).concat([...document.querySelectorAll('[id^=react-aria-description]')].map(part => part.textContent))"""
ENGLISH = re.compile(
    r"\b(open|choose|clear|select(ed)?|close|dismiss|empty|app|pages|sidebar|expand|theme|upload|options?|"
    r"months?|years?|days?|today|next|previous|link|scroll|\w+day|June|May)\b",
    re.I,
)


def english(page: Page) -> list[str]:
    """What a screen reader would say in English once the page has come to rest."""
    found: list[str] = []
    for _ in range(20):
        page.wait_for_timeout(250)
        found = sorted({words for words in page.evaluate(HEARD) if ENGLISH.search(words)})
        if not found:
            break
    return found


PAGES = (
    "dai-hoi?",
    "van-kien?",
    "kiem-tra?",
    "so-sanh?",
    "to-chuc?unit=PC03&",
    "cap-nhat?",
    "trinh-chieu?",
    "?",
)


def test_no_page_speaks_english_on_a_phone_that_does(
    shared_server: Running, browser: Browser
) -> None:
    with browser.new_context(locale="en-US", viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        for path in PAGES:
            open_page(page, f"{shared_server.address}/{path}{DAY}")
            assert english(page) == [], path
        page.get_by_role("button", name="Chọn ngày").first.click()
        expect(page.get_by_role("button", name=re.compile("^Thứ Ba, 12")).first).to_be_visible()
        assert english(page) == []


def test_a_choice_that_nothing_fits_says_so_in_vietnamese(
    shared_server: Running, page: Page
) -> None:
    open_page(page, f"{shared_server.address}/cap-nhat?{DAY}")
    page.get_by_role("tab", name="Lịch sử").click()
    choice = page.get_by_role("combobox", name="Xem một lần nạp")
    choice.click()
    choice.press_sequentially("zzzz")
    expect(page.get_by_text("Không có mục nào phù hợp")).to_be_visible()


ADDRESSES = {
    "": "known_at=14&khoi=CS&loai=chi-bo&pham-vi=truc-thuoc",
    "dai-hoi": "khoi=AN&unit=PA02&step=official_session",
    "so-sanh": "khoi=AN&so-voi=2020-04-13&so-voi-lan=9",
    "trinh-chieu": "trang=2&bieu-do=held,late_units",
}


def seen(page: Page) -> str:
    """What a reader sees of a page that has come to rest."""
    page.wait_for_selector(SETTLED)
    page.locator(".cd-note").first.wait_for()
    page.wait_for_timeout(800)
    return "\n".join(page.locator(".stHtml").all_inner_texts())


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_with_everything_in_it_shows_the_same_to_somebody_else(
    shared_server: Running, page: Page, browser: Browser, path: str
) -> None:
    open_page(page, f"{shared_server.address}/{path}?{DAY}&{ADDRESSES[path]}")
    first = seen(page)
    assert (
        asked(page).items() >= {name: w[0] for name, w in parse_qs(ADDRESSES[path]).items()}.items()
    )
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 900})
    other = open_page(context.new_page(), page.url)
    assert seen(other) == first
    assert other.url == page.url
    context.close()


# --- the show -----------------------------------------------------------------------------------


@pytest.fixture
def projector(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", viewport={"width": 1920, "height": 1080})
    yield context.new_page()
    context.close()


def screen(page: Page) -> str:
    return page.locator(".cd-show-line").nth(1).inner_text()


def wait_for_screen(page: Page, words: str) -> None:
    expect(page.locator(".cd-show-line").nth(1)).to_have_text(words, timeout=20_000)


def test_the_show_is_turned_by_keys_and_keeps_the_day_in_sight(
    shared_server: Running, projector: Page
) -> None:
    page = open_page(projector, f"{shared_server.address}/trinh-chieu?{DAY}")
    page.get_by_role("button", name="Bắt đầu trình chiếu").click()
    page.locator(".cd-show-title").wait_for()
    whole = screen(page).split("/")[1]
    expect(page.locator(".cd-show-title")).to_contain_text("11/30")
    for key, there in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2)):
        page.keyboard.press(key)
        wait_for_screen(page, f"{there}/{whole}")
        expect(page.locator(".cd-show-line").first).to_have_text("Số liệu tính đến ngày 13/05/2020")
    page.wait_for_url(re.compile("trang=2"))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Bắt đầu trình chiếu").wait_for()
    expect(page).not_to_have_url(re.compile("trang="))


def test_the_show_turns_by_itself_until_it_is_paused(
    shared_server: Running, projector: Page
) -> None:
    page = open_page(
        projector,
        f"{shared_server.address}/trinh-chieu?{DAY}&trang=1&tu-dong=10&bieu-do=held,findings,late_units",
    )
    wait_for_screen(page, "1/3")
    wait_for_screen(page, "2/3")
    page.wait_for_url(re.compile("trang=2.*tu-dong=10"))
    page.keyboard.press("Space")
    expect(page).not_to_have_url(re.compile("tu-dong"))
    page.wait_for_timeout(12_000)
    assert screen(page) == "2/3"


SIZES = ((1280, 720), (1366, 768), (1400, 900), (1920, 1080))
ON_SCREEN = """() => { const main = document.querySelector('[data-testid=stMain]');
  const show = document.querySelector('.st-key-show');
  const texts = [...show.querySelectorAll('.cd-table td, .cd-card-label, .main-svg text')];
  const rows = [...show.querySelectorAll('tbody tr, .main-svg, .cd-note')];
  return {
    rows: show.querySelectorAll('tbody tr:not(.cd-group)').length,
    low: Math.max(...rows.map(row => row.getBoundingClientRect().bottom)),
    tall: main.scrollHeight, wide: main.scrollWidth,
    inner: Math.max(0, ...[...show.querySelectorAll('.cd-scroll')].map(b => b.scrollHeight - b.clientHeight)),
    letters: Math.min(99, ...texts.map(t => parseFloat(getComputedStyle(t).fontSize))),
  } }"""

SHOWN = (
    "held,held_over_time.grassroots,held_by_block,organisations.not_held,upcoming,draft_revisions,"
    "visits_over_time,never_visited,findings,to_direct,late_units,unit_steps"
)


def test_every_screen_fits_every_projector_whole_and_in_large_type(
    shared_server: Running, projector: Page
) -> None:
    page = open_page(
        projector, f"{shared_server.address}/trinh-chieu?{DAY}&trang=1&bieu-do={SHOWN}"
    )
    whole = int(screen(page).split("/")[1])
    tables = []
    for number in range(1, whole + 1):
        wait_for_screen(page, f"{number}/{whole}")
        page.wait_for_selector(SETTLED)
        page.wait_for_timeout(400)
        for wide, high in SIZES:
            page.set_viewport_size({"width": wide, "height": high})
            page.wait_for_timeout(100)
            seen = page.evaluate(ON_SCREEN)
            assert seen["low"] <= high, (number, wide, seen)
            assert seen["tall"] <= high, (number, wide, seen)
            assert seen["wide"] <= wide, (number, wide, seen)
            assert seen["inner"] <= 1, (number, wide, seen)
            assert seen["letters"] >= 17 or wide < 1920, (number, seen)
        title = page.locator(".cd-show-title").inner_text()
        tables.append((re.sub(r" \(\d+/\d+\)$", "", title), seen["rows"]))
        page.keyboard.press("ArrowRight")
    upcoming = [rows for title, rows in tables if title.startswith("14 đại hội đăng ký")]
    assert sum(upcoming) == 14
    assert max(upcoming) - min(upcoming) <= 2  # no screen of a lone row


# --- by keyboard alone --------------------------------------------------------------------------

FOCUS = """() => {
  const at = document.activeElement, look = getComputedStyle(at);
  return {
    words: at.tagName === 'MAIN' ? '' : (at.getAttribute('aria-label') || at.innerText || '').trim(),
    is_seen: look.outlineStyle !== 'none' || look.boxShadow !== 'none',
    tag: at.tagName,
  };
}"""


def tab(page: Page) -> dict[str, str]:
    page.keyboard.press("Tab")
    at: dict[str, str] = page.evaluate(FOCUS)
    return at


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Tabs on until something of these words has the focus."""
    passed = []
    for _ in range(most):
        passed.append(tab(page)["words"])
        if words in passed[-1]:
            return
    pytest.fail(f"{words} was not reached: {passed}")


def test_the_first_stop_leads_past_the_menu(shared_server: Running, page: Page) -> None:
    open_page(page, f"{shared_server.address}/?{DAY}")
    page.get_by_role("spinbutton").first.wait_for()
    words = """getComputedStyle(document.querySelector('[data-testid=stSkipToContent]'), '::after')
        .content"""
    assert page.evaluate(words) == '"Đến nội dung chính"'
    tab(page)
    page.keyboard.press("Enter")
    tab_to(page, "Số liệu tính đến ngày", most=2)


def test_a_page_has_a_head_a_menu_and_one_main_part(shared_server: Running, page: Page) -> None:
    open_page(page, f"{shared_server.address}/?{DAY}")
    for role in ("banner", "navigation", "main"):
        expect(page.get_by_role(role)).to_have_count(1)  # type: ignore[arg-type]
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize("path", ["", "dai-hoi", "so-sanh", "trinh-chieu"])
def test_every_stop_of_the_tab_key_is_seen_and_none_holds_it(
    shared_server: Running, page: Page, path: str
) -> None:
    open_page(page, f"{shared_server.address}/{path}?{DAY}")
    page.locator('[data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(1500)
    stops = []
    while not stops or (stops[-1]["tag"] != "BODY" and len(stops) < 200):
        stops.append(tab(page))
    assert stops[-1]["tag"] == "BODY"
    unseen = [s for s in stops[:-1] if not s["is_seen"] and s["tag"] != "INPUT"]
    assert not unseen
    assert len(stops) > 10


def test_a_filter_is_chosen_and_taken_back_by_keyboard(shared_server: Running, page: Page) -> None:
    open_page(page, f"{shared_server.address}/?{DAY}")
    tab_to(page, "Lọc")
    page.keyboard.press("Enter")
    page.get_by_label("Phạm vi").wait_for()
    tab_to(page, "Phạm vi", most=1)
    tab_to(page, "Khối", most=2)
    page.keyboard.press("ArrowDown")
    page.keyboard.type("An ninh")
    page.keyboard.press("Enter")
    expect(headline(page)).to_contain_text("4/8")
    page.locator(SETTLED).wait_for()
    page.wait_for_timeout(800)  # what is drawn anew loses the key that is pressed on it
    tab_to(page, "Khối An ninh ✕")
    page.keyboard.press("Enter")
    expect(headline(page)).to_contain_text("11/30")


@pytest.mark.parametrize("path", ["", "dai-hoi", "van-kien", "kiem-tra"])
def test_every_drawn_chart_is_read_as_a_table_by_keyboard(
    shared_server: Running, page: Page, path: str
) -> None:
    open_page(page, f"{shared_server.address}/{path}?{DAY}")
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.wait_for_timeout(1000)
    charts = page.locator("[class*=st-key-chart-]:has(.js-plotly-plot)")
    assert charts.count() > 0
    for number in range(charts.count()):
        chart = charts.nth(number)
        tab_to(page, "Xem bảng số", most=120)  # past the matrix, a stop for each of its rows
        page.keyboard.press("Enter")
        table = chart.get_by_role("table")
        table.wait_for()
        assert table.get_by_role("row").count() > 1
        tab_to(page, chart.locator("h3").inner_text(), most=1)  # the table itself: it scrolls
