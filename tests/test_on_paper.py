"""What leaves the building leads to no page: its readers never open the dashboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from conftest import copy_of
from congress_dash import boards, session, sheets, slides, tables
from congress_dash.chart import Chart, Column, Kind
from congress_dash.moment import Moment
from congress_dash.report import report
from congress_dash.store import Store

_PAGES = re.compile(r"Xem trang|trang (Tổng quan|Đại hội|Văn kiện|Kiểm tra|Tổ chức\b|Cập nhật)")
DAYS = (date(2020, 5, 13), date(2020, 6, 30), date(2019, 6, 1))  # on the last nobody had reported


@pytest.fixture(scope="module")
def books(sample_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(Store.open(copy_of(sample_books, tmp_path_factory.mktemp("paper")))) as store:
        yield store


def test_a_chart_on_paper_has_nothing_that_leads_to_a_page() -> None:
    where = Column("Xem trang", ("Đại hội",), on_screen=True)
    named = Column("Tổ chức đảng", ("Đảng bộ A",))
    chart = Chart("to_direct", "Một nơi", Kind.TABLE, (named, where), "", Moment(DAYS[0], 1), "", "",
                  empty="Chưa có Biểu 04. Hãy nạp ở trang Cập nhật.", pointer="Xem ở trang Đại hội.")  # fmt: skip
    paper = chart.on_paper
    assert (paper.columns, paper.pointer, paper.empty) == ((named,), "", "Chưa có Biểu 04.")
    assert paper.on_paper == paper
    page = tables.table(chart) + tables.note(chart)
    assert "Xem trang" in page
    assert "Xem ở trang Đại hội." in page


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_page_is_named_in_what_leaves(books: Store, day: date) -> None:
    asked = session.CachedBooks(books, books.revision)
    moment = Moment(day, 17)
    charts = list(boards.all_charts(asked, moment).values())
    on_screen = " ".join(tables.table(c) + tables.note(c) + c.title for c in charts)
    assert _PAGES.search(on_screen)
    for kind, told in (
        ("slides", _of_slides(slides.deck(charts, heading="H", moment=moment))),
        ("sheets", _of_sheets(sheets.sheet(charts))),
        ("report", _of_report(report(boards.report(asked, moment)))),
    ):
        assert len(told) > 50
        assert [words for words in told if _PAGES.search(words)] == [], kind


def _of_slides(content: bytes) -> list[str]:
    """Words on slides, in tables and in what is read aloud."""
    told = []
    for slide in Presentation(BytesIO(content)).slides:
        told += [text for text in slide._element.itertext() if text.strip()]
        told += [el.get("descr") or "" for el in slide._element.iter() if el.tag.endswith("}cNvPr")]
    return told


def _of_sheets(content: bytes) -> list[str]:
    book = load_workbook(BytesIO(content))
    return [str(v) for sheet in book for row in sheet.iter_rows(values_only=True) for v in row if v]


def _of_report(content: bytes) -> list[str]:
    return [t for t in Document(BytesIO(content)).element.body.itertext() if t.strip()]
