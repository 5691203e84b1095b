"""The fourteen questions of leaders (domain.md §7): each answered within two clicks from Tổng quan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import SETTLED
from conftest import Running, copy_of, serving
from congress_dash import boards
from congress_dash.chart import Chart
from congress_dash.store import Store

pytestmark = pytest.mark.browser

DAY = date(2020, 5, 13)
ASKED = {
    1: ("Đã đại hội bao nhiêu?", (), ("held",)),
    2: ("Đơn vị nào chậm, ở khâu nào?", ("Đại hội",), ("late_units", "late_units.bars")),
    3: ("Có xong trước hạn không?", (), ("held_over_time.grassroots", "outlook.grassroots")),
    4: ("Hai tuần tới ai đại hội, ai dự?", ("Đại hội",), ("upcoming.strip", "upcoming")),
    5: ("Văn kiện ở dự thảo mấy?", ("Văn kiện",), ("draft_revisions", "current_drafts")),
    6: ("Ai trình mà chưa duyệt?", ("Đại hội",), ("unit_funnel", "unit_funnel.waiting")),
    7: ("Ai chưa được kiểm tra, tổ nào đi ít?", ("Kiểm tra",),
        ("never_visited", "visits_over_time.teams", "visits_over_time.units")),
    8: ("Tồn tại nào lặp lại?", ("Kiểm tra",), ("finding_categories", "findings_by_month")),
    9: ("Ai chưa báo cáo, chưa chuẩn y?", ("Đại hội",), ("clocks",)),
    10: ("Khối nào tốt, khối nào yếu?", (), ("held_by_block", "held_by_block.share")),
    11: ("Số liệu của ngày nào?", ("Cập nhật",), ("freshness",)),
    12: ("So với nhiệm kỳ trước?", ("Đại hội",), ("cycle_comparison",)),
    13: ("Ý kiến tiếp thu bao nhiêu?", ("Văn kiện",), ("current_drafts.comments",)),
    14: ("Rút kinh nghiệm gì, đã sửa chưa?", ("Kiểm tra",), ("lessons",)),
}  # fmt: skip


@pytest.fixture(scope="module")
def charts(sample_books: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Chart]:
    with closing(Store.open(copy_of(sample_books, tmp_path_factory.mktemp("asked")))) as books:
        moment = books.moment(DAY)
        assert moment
        return boards.all_charts(books, moment)


@pytest.fixture(scope="module")
def served(sample_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(copy_of(sample_books, tmp_path_factory.mktemp("walked"))) as running:
        yield running


@pytest.mark.parametrize("rank", ASKED, ids=[asked for asked, *_ in ASKED.values()])
def test_each_question_is_answered_within_two_clicks(
    rank: int, served: Running, page: Page, charts: dict[str, Chart]
) -> None:
    _, clicks, keys = ASKED[rank]
    page.goto(f"{served.address}/?as_of={DAY}")
    page.wait_for_selector(SETTLED)
    assert len(clicks) <= 2
    for click in clicks:
        where = page.get_by_role("link", name=click, exact=True)
        (where if where.count() else page.get_by_role("tab", name=click)).first.click()
        page.wait_for_selector(SETTLED)
    for key in keys:
        shown = page.locator(f".st-key-chart-{key.replace('.', '-')}")
        shown.scroll_into_view_if_needed()
        expect(shown).to_contain_text(charts[key].title)
