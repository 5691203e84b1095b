"""The marked file behind a secret link: kept for a while, few at a time, never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from congress_dash import handed
from congress_dash.records import Preview
from reports import look, with_catalogue

pytestmark = pytest.mark.slow

REPORT = """
| Số liệu tính đến ngày 13/5/2020 |
| Tên tổ chức đảng | Ngày duyệt | Thực tế   |
| PC03             | 13/5/2002x | 05/5/2020 |
"""


@pytest.fixture
def preview(store_path: Path) -> Iterator[Preview]:
    store = with_catalogue(store_path)
    yield look(store, REPORT, "bieu 01 (tháng 5).xlsx")
    store.close()
    handed._kept.clear()


def test_the_file_comes_back_with_its_problems_marked(preview: Preview) -> None:
    token = handed.offer(preview)
    name, content = handed.collected(token)
    assert name == "bieu 01 (tháng 5)-danh-dau.xlsx"
    marked = load_workbook(BytesIO(content))
    assert marked.sheetnames == ["Biểu 01", "Danh sách lỗi"]
    assert "Không đọc được ngày" in marked["Biểu 01"]["B3"].comment.text
    assert handed.collected(token) == (name, content)


def test_no_two_links_are_alike_and_none_is_short(preview: Preview) -> None:
    tokens = {handed.offer(preview) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) >= 32 for token in tokens)


def test_a_link_that_was_never_given_leads_nowhere() -> None:
    assert not handed.is_kept("x")
    with pytest.raises(handed.NothingKept, match="Hãy chọn lại tệp"):
        handed.collected("x")


def test_the_oldest_go_when_there_are_too_many(preview: Preview) -> None:
    tokens = [handed.offer(preview) for _ in range(handed._MOST + 2)]
    assert [handed.is_kept(token) for token in tokens[:3]] == [False, False, True]


def test_the_oldest_go_when_they_take_too_much_room(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handed, "_MOST_BYTES", 2 * len(preview.content) + 1)
    tokens = [handed.offer(preview) for _ in range(3)]
    assert [handed.is_kept(token) for token in tokens] == [False, True, True]


def test_a_link_ends_after_its_time(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed, "_SECONDS", -1)
    assert not handed.is_kept(handed.offer(preview))
