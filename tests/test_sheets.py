"""Workbooks going out, read back with a second reader and compared with their Charts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

import gallery
from congress_dash.chart import Chart
from congress_dash.moment import Clocks, Moment, View
from congress_dash.safe_text import safe_text
from congress_dash.share import Share
from congress_dash.sheets import HEADING_ROW, sheet, sheet_name

FIRST = HEADING_ROW + 2  # openpyxl counts from 1


@pytest.fixture(scope="module")
def content() -> bytes:
    return sheet(gallery.gallery())


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def rows(book: Workbook, key: str) -> list[tuple[object, ...]]:
    width = len(headings(book, key))
    table = book[key].iter_rows(min_row=FIRST, max_col=width, values_only=True)
    return [tuple(v.date() if isinstance(v, datetime) else v for v in row) for row in table]


def headings(book: Workbook, key: str) -> list[object]:
    return [cell.value for cell in book[key][HEADING_ROW + 1] if cell.value is not None]


def expected(chart: Chart) -> list[tuple[object, ...]]:
    """The chart's own rows, NaN as nothing, texts made harmless."""
    cells = zip(*(column.values for column in chart.columns), strict=True)
    return [tuple(_cell(value) for value in row) for row in cells]


def _cell(value: object) -> object:
    if isinstance(value, str):
        return safe_text(value)
    return None if value != value else value


def test_every_chart_has_a_sheet_of_its_key_in_order(book: Workbook) -> None:
    keys = [chart.key for chart in gallery.gallery()]
    assert book.sheetnames == ["Mục lục", *keys, "Nguồn", "Điểm vẽ"]


def test_one_chart_needs_no_contents() -> None:
    assert load_workbook(BytesIO(sheet([gallery.bars()]))).sheetnames == ["held_by_block", "Nguồn"]


def test_the_contents_lead_to_every_sheet(book: Workbook) -> None:
    rows = book["Mục lục"].iter_rows(min_row=FIRST, max_col=3)
    told = [(title.value, title.hyperlink.location, name.value) for _, title, name in rows]
    wanted = [(chart.title, chart.key) for chart in gallery.gallery()]
    assert told[:-1] == [(safe_text(title), f"'{key}'!A1", key) for title, key in wanted]
    assert told[-1][1:] == ("'Nguồn'!A1", "Nguồn")
    assert book["Mục lục"]["A1"].value == "Số liệu"


def test_sources_say_for_each_sheet_whose_numbers_they_are(book: Workbook) -> None:
    rows = book["Nguồn"].iter_rows(min_row=FIRST, values_only=True)
    told = {row[0]: row[1:] for row in rows}
    assert list(told) == [chart.key for chart in gallery.gallery()]
    chart = gallery.curve()
    assert told[chart.key] == (
        chart.title, datetime(2020, 5, 13), 12, "Toàn bộ", chart.definition, chart.source,
        chart.unit, "Hạn 30/6: 30/06/2020; Tạm dừng (dịch): 28/03/2020–22/04/2020",
    )  # fmt: skip


def test_sources_say_what_was_left_out_and_what_was_held_against() -> None:
    view = View(block="AN", marks_on=date(2020, 1, 1))
    moment = Moment(date(2020, 5, 13), 12, view, Clocks(date(2020, 4, 29), 9))
    chart = replace(gallery.bars(), moment=moment)
    book = load_workbook(BytesIO(sheet([chart])))
    assert book["Nguồn"].cell(FIRST, 5).value == (
        "Chỉ Khối An ninh; mốc thời hạn theo ngày 01/01/2020; so với ngày 29/04/2020, sổ đến lần nạp số 9"
    )
    assert "Chỉ Khối An ninh" in str(book["held_by_block"]["A2"].value)


@pytest.mark.parametrize(
    "chart",
    [gallery.curve(), gallery.bars(), gallery.columns(), gallery.spans(), gallery.hostile()],
    ids=lambda chart: chart.key,
)
def test_values_are_the_charts_own(book: Workbook, chart: Chart) -> None:
    assert headings(book, chart.key) == [column.name for column in chart.columns]
    assert rows(book, chart.key) == expected(chart)


def test_a_share_stands_as_three_numbers_and_what_was_excluded(book: Workbook) -> None:
    assert headings(book, "held")[1:5] == [
        "Kết quả (số)", "Kết quả (tổng số)", "Kết quả (tỷ lệ %)", "Kết quả (dừng)",
    ]  # fmt: skip
    assert [row[1:5] for row in rows(book, "held")] == [
        (11, 30, 36.7, 0),
        (6, 14, 42.9, 0),
        (34, 34, 100, 8),
        (1229, None, None, None),
    ]


def test_a_share_that_excludes_nobody_has_no_column_for_it(book: Workbook) -> None:
    found = headings(book, "never_visited")
    assert "Chi bộ đã đại hội (tỷ lệ %)" in found
    assert "Chi bộ đã đại hội (dừng)" not in found


def test_groups_are_the_first_column(book: Workbook) -> None:
    chart = gallery.table()
    assert headings(book, chart.key)[0] == "Nhóm"
    assert tuple(row[0] for row in rows(book, chart.key)) == chart.group
    assert tuple(row[2] for row in rows(book, chart.key)) == chart.columns[1].values


def test_a_matrix_keeps_real_days_and_shows_the_sign_in_their_format(book: Workbook) -> None:
    chart = gallery.matrix()
    page = book[chart.key]
    for number, column in enumerate(chart.columns[1:], 3):
        for row, (value, tone) in enumerate(zip(column.values, column.tones, strict=True), FIRST):
            cell = page.cell(row, number)
            if value is None:
                assert cell.value in ("?", "■")
                continue
            assert isinstance(cell.value, datetime)
            assert cell.value.date() == value
            signs = {"done": "✓", "late": "▲"}
            assert (signs.get(str(tone), "\x00") in cell.number_format) == (str(tone) in signs)


def test_title_day_definition_and_source_stand_above(book: Workbook) -> None:
    chart = gallery.curve()
    page = book[chart.key]
    assert page["A1"].value == chart.title
    assert page["A2"].value == "Số liệu tính đến ngày 13/05/2020"
    assert page["A3"].value == chart.definition
    assert page["A4"].value == (
        f"Nguồn: {chart.source} · Đơn vị tính: tổ chức đảng · Hạn 30/6: 30/06/2020"
        " · Tạm dừng (dịch): 28/03/2020–22/04/2020"
    )


def test_an_empty_chart_says_so(book: Workbook) -> None:
    assert headings(book, "clocks") == ["Chưa có tổ chức đảng nào quá hạn."]


def test_no_cell_is_a_formula_or_a_link(content: bytes, book: Workbook) -> None:
    with ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            said = package.read(name)
            assert not re.search(rb"<f[ >]|<hyperlink[^>]*r:id|TargetMode=\"External", said), name
    for key in ("findings", "findings.table"):
        for cell in (cell for row in book[key].iter_rows() for cell in row):
            assert cell.data_type != "f"
            if isinstance(cell.value, str) and cell.value[0] in "=+-@":
                assert cell.quotePrefix, cell.value


def test_heading_is_frozen_and_repeated_on_paper(book: Workbook) -> None:
    page = book["never_visited"]
    assert page.freeze_panes == "B6"
    assert page.print_title_rows == "$5:$5"
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)


def test_same_charts_same_bytes_whatever_the_clock(content: bytes) -> None:
    assert sheet(gallery.gallery()) == content
    with ZipFile(BytesIO(content)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b">1980-01-01T00:00:00Z</dcterms:created>" in package.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("key", "taken", "name"),
    [
        ("nguồn", [], "nguồn~2"),
        ("held_by_block.grassroots", [], "held_by_block.grassroots"),
        ("a/b:c*d?[e]\\f", [], "a-b-c-d--e--f"),
        ("k" * 40, [], "k" * 31),
        ("k" * 40, ["k" * 31], "k" * 27 + "~2"),
        ("Held", ["held"], "Held~2"),
        ("History", [], "History~2"),
        ("'", [], "Bảng"),
    ],
)
def test_sheet_names_are_legal_and_differ(key: str, taken: list[str], name: str) -> None:
    assert sheet_name(key, taken) == name


def test_no_charts_still_make_a_workbook() -> None:
    assert load_workbook(BytesIO(sheet(()))).sheetnames == ["Trống"]


def test_the_gallery_holds_what_these_tests_need() -> None:
    assert any(isinstance(v, Share) for c in gallery.figures().columns for v in c.values)
    assert any(isinstance(v, date) for c in gallery.matrix().columns for v in c.values)
