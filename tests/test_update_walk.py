"""A flawed workbook the whole way in a real browser: told, answered, marked, accepted, withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from conftest import ROOT, Running, run, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SAMPLES = ROOT / "data" / "samples"
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"


@pytest.fixture
def served(store_path: Path) -> Iterator[Running]:
    files = ("danh-muc.xlsx", "bieu-01-2020-05-13.xlsx")
    done = run(store_path, "load", *(str(SAMPLES / name) for name in files))
    assert done.returncode == 0, done.stderr
    with serving(store_path) as running:
        yield running


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """The report of 31 May with a misspelt organisation, a day nobody can read, a strange column."""
    book = load_workbook(SAMPLES / "bieu-01-2020-05-31.xlsx")
    sheet = book["Biểu 01"]
    by_name = {str(sheet.cell(row, 2).value): row for row in range(14, sheet.max_row)}
    misspelt = by_name["P.CSGT"]
    (unread,) = (row for name, row in by_name.items() if name.endswith("Phòng Tổ chức cán bộ"))
    sheet.cell(misspelt, 2).value = "Đảng bộ Phòng Cảnh sát giao thôg"
    sheet.cell(unread, 13).value = "31/4/2020"  # Ngày duyệt
    sheet.cell(10, 20).value = "Xếp loại phong trào"
    sheet.cell(unread, 20).value = "tốt"
    path = tmp_path / "bieu-01-2020-05-31.xlsx"
    book.save(path)
    return path


def settle(page: Page) -> None:
    page.wait_for_timeout(300)
    page.wait_for_selector(SETTLED)
    page.wait_for_timeout(300)


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    settle(page)


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    settle(page)


def choose(page: Page, label: str, typed: str) -> None:
    """By keyboard, in the list of that name on the tab that is open."""
    page.get_by_role("combobox", name=label).locator("visible=true").first.click()
    page.keyboard.type(typed)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    settle(page)


def fill(page: Page, label: str, value: str) -> None:
    page.get_by_label(label).locator("visible=true").first.fill(value)
    page.keyboard.press("Tab")
    settle(page)


def headline(page: Page) -> str:
    go(page, "Tổng quan")
    found = re.search(r"\d+/30", page.locator(".st-key-kpi-grassroots").inner_text())
    assert found
    return found[0]


def test_a_flawed_workbook_the_whole_way(served: Running, page: Page, flawed: Path) -> None:
    page.goto(f"{served.address}/")
    settle(page)
    assert headline(page) == "11/30"

    go(page, "Cập nhật")
    page.locator("input[type=file]").set_input_files(flawed)
    preview = page.locator(".st-key-preview")
    preview.wait_for()
    settle(page)
    told = preview.inner_text()
    assert "chờ xử lý 2" in told
    assert "31/4/2020" in told
    assert "Cảnh sát giao thôg" in told
    assert "Xếp loại phong trào" in told
    before, after = re.search(r"đã đại hội: (\d+/30) → (\d+/30)", told).groups()  # type: ignore[union-attr]
    assert (before, after) == ("11/30", "20/30")

    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp đã đánh dấu lỗi").click()
    assert download.value.suggested_filename == "bieu-01-2020-05-31-danh-dau.xlsx"
    marked = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    assert "Danh sách lỗi" in marked.sheetnames

    choose(page, "“Đảng bộ Phòng Cảnh sát giao thôg”", "giao thông")
    assert "chờ xử lý 1" in preview.inner_text()
    choose(page, "Cột “Xếp loại phong trào”", "không đọc")
    assert "Cột “Xếp loại phong trào”: không đọc" in page.inner_text("body")

    page.get_by_text("Để 1 dòng lỗi chờ, nạp phần còn lại").click()
    settle(page)
    page.get_by_role("button", name="Xác nhận nạp").click()
    page.get_by_text("Đã nạp bieu-01-2020-05-31.xlsx (lần nạp 3)").wait_for()
    assert headline(page) == after

    go(page, "Cập nhật")
    tab(page, "Cách hiểu đã ghi nhớ")
    assert "Đảng bộ Phòng Cảnh sát giao thông" in page.get_by_role("table").locator(
        "visible=true").first.inner_text()  # fmt: skip
    tab(page, "Lịch sử")
    choose(page, "Xem một lần nạp", "Lần 3")
    one = page.locator(".st-key-history-one")
    assert "Còn 1 trong 1 dòng của lần nạp này đang chờ." in one.inner_text()
    page.get_by_text("Rút lại lần nạp này").first.click()
    fill(page, "Lý do rút lại", "Nạp thử")
    page.get_by_text("Tôi xác nhận rút lại lần nạp này").click()
    settle(page)
    page.get_by_role("button", name="Rút lại", exact=True).click()
    page.get_by_text("Đã rút lần nạp 3").wait_for()
    assert headline(page) == "11/30"


@pytest.mark.parametrize("apart", [60, 150, 300])
def test_a_second_click_changes_nothing(served: Running, page: Page, apart: int) -> None:
    page.goto(f"{served.address}/cap-nhat")
    settle(page)
    page.set_input_files("input[type=file]", SAMPLES / "bieu-01-2020-05-31.xlsx")
    button = page.get_by_role("button", name="Xác nhận nạp")
    button.wait_for()
    settle(page)
    button.scroll_into_view_if_needed()
    place = button.bounding_box()
    assert place
    for _ in range(2):
        page.mouse.click(place["x"] + 20, place["y"] + 10)
        page.wait_for_timeout(apart)
    page.get_by_text("Đã nạp bieu-01-2020-05-31.xlsx (lần nạp 3)").wait_for()
    settle(page)
    assert page.get_by_text("Đã nạp bieu-01-2020-05-31.xlsx (lần nạp 3)").is_visible()
    assert "chưa có gì được nạp" not in page.inner_text("body")


def test_one_value_is_corrected_in_place_and_taken_back(served: Running, page: Page) -> None:
    page.goto(f"{served.address}/cap-nhat")
    settle(page)
    tab(page, "Sửa một mục")
    choose(page, "Tổ chức đảng", "PX01")
    choose(page, "Nội dung", "Thực tế")
    fill(page, "Giá trị mới: Thời gian đại hội – Thực tế", "12/5/2020")
    fill(page, "Lý do sửa", "Đơn vị báo cáo bổ sung")
    page.get_by_role("button", name="Xem trước việc sửa").click()
    preview = page.locator(".st-key-preview-edit")
    preview.wait_for()
    assert "đã đại hội: 11/30 → 12/30" in preview.inner_text()
    page.get_by_role("button", name="Xác nhận nạp").locator("visible=true").click()
    page.get_by_text("Đã nạp sua-PX01-2020-05-13.xlsx (lần nạp 3)").wait_for()
    assert headline(page) == "12/30"

    page.goto(f"{served.address}/dai-hoi?unit=PX01&step=official_session")
    settle(page)
    panel = page.locator(".st-key-cell-history").inner_text()
    assert "12/05/2020" in panel
    assert "sua-PX01-2020-05-13.xlsx" in panel

    row = page.locator(".cd-matrix tr", has_text="Phòng Tham mưu")
    row.locator("td").nth(6).locator("a.cd-told").click()  # Đại hội
    page.wait_for_url(re.compile("unit=PV01"))
    settle(page)
    assert "10/03/2020" in page.locator(".st-key-cell-history").inner_text()

    go(page, "Cập nhật")
    tab(page, "Lịch sử")
    choose(page, "Xem một lần nạp", "Lần 3")
    assert "Đơn vị báo cáo bổ sung" in page.locator(".st-key-history-one").inner_text()
    page.get_by_text("Rút lại lần nạp này").first.click()
    fill(page, "Lý do rút lại", "Sửa nhầm đơn vị")
    page.get_by_text("Tôi xác nhận rút lại lần nạp này").click()
    settle(page)
    page.get_by_role("button", name="Rút lại", exact=True).click()
    page.get_by_text("Đã rút lần nạp 3").wait_for()
    assert headline(page) == "11/30"
