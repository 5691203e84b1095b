"""Decks read back with python-pptx, their inner workbooks with openpyxl, against their Charts."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

import gallery
import ooxml
from congress_dash import slides, theme, vietnamese
from congress_dash.chart import Chart, Column, Kind, Mark, Tone
from congress_dash.safe_text import safe_text
from congress_dash.share import Share

CHARTS = {chart.key: chart for chart in gallery.gallery()}
NATIVE = (
    "held_over_time",
    "visits_over_time",
    "held_by_block",
    "held_by_block.share",
    "draft_revisions",
    "findings",
)


def built(*charts: Chart, template: bytes | None = None) -> bytes:
    return slides.deck(
        charts,
        heading=gallery.HEADING,
        moment=gallery.MOMENT,
        template=template and slides.template(template),
    )


def opened(content: bytes) -> Any:
    return Presentation(BytesIO(content))


@pytest.fixture(scope="module")
def content() -> bytes:
    return built(*CHARTS.values())


@pytest.fixture(scope="module")
def deck(content: bytes) -> Any:
    return opened(content)


def graphics(deck: Any, key: str) -> list[Any]:
    """The chart's shapes, slide by slide."""
    named = re.compile(rf"{re.escape(key)}( \(\d+\))?")
    return [s for slide in deck.slides for s in slide.shapes if named.fullmatch(s.name)]


def texts(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def placeholder(slide: Any, kind: PP_PLACEHOLDER) -> Any:
    return next(p for p in slide.placeholders if p.placeholder_format.type == kind)


def number(value: object) -> object:
    """What a native chart may hold: NaN is nothing."""
    return None if value is None or value != value else value


def serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def inner_rows(graphic: Any) -> list[tuple[object, ...]]:
    book = load_workbook(BytesIO(graphic.chart.part.chart_workbook.xlsx_part.blob))
    return [
        tuple(v.date() if isinstance(v, datetime) else v for v in row)
        for row in book["Sheet1"].iter_rows(values_only=True)
    ]


# --- every slide -----------------------------------------------------------------------------


def test_a_cover_and_at_least_one_slide_per_chart_in_order(deck: Any) -> None:
    firsts = [s.name for slide in deck.slides for s in slide.shapes if s.name in CHARTS]
    assert firsts == list(CHARTS)
    assert deck.slides[0].shapes.title.text == gallery.HEADING
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))


def test_the_cover_tells_day_and_revision_under_the_head_of_a_party_document(deck: Any) -> None:
    cover = {shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame}
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in cover
    assert "ĐẢNG ỦY CÔNG AN TỈNH\n*" in cover
    subtitle = "Số liệu tính đến ngày 13/05/2020\nTheo số liệu đã nhận đến lần nạp 12"
    assert subtitle in cover
    assert not any("CỘNG HÒA" in text for text in cover)


def test_title_day_source_and_number_stand_on_every_slide(deck: Any) -> None:
    for key, chart in CHARTS.items():
        parts = [s for s in deck.slides if any(g in s.shapes for g in graphics_of(s, key))]
        for part, slide in enumerate(parts, 1):
            more = f" (tiếp theo {part}/{len(parts)})" if part > 1 else ""
            assert slide.shapes.title.text == chart.title + more
            foot = placeholder(slide, PP_PLACEHOLDER.FOOTER).text_frame.text
            assert foot == f"Số liệu tính đến ngày 13/05/2020 · Nguồn: {chart.source}"
            field = placeholder(slide, PP_PLACEHOLDER.SLIDE_NUMBER).element
            assert field.xpath(".//a:fld/@type") == ["slidenum"]


def graphics_of(slide: Any, key: str) -> list[Any]:
    return [s for s in slide.shapes if s.name == key or s.name.startswith(f"{key} (")]


def test_notes_begin_with_the_moment_then_the_definition(deck: Any) -> None:
    charts = {slide.shapes.title.text: slide for slide in deck.slides}
    for chart in CHARTS.values():
        lines = charts[chart.title].notes_slide.notes_text_frame.text.split("\n")
        assert lines[0] == "as_of=2020-05-13; known_at=12"
        assert lines[1] == chart.definition
    first = deck.slides[0].notes_slide.notes_text_frame.text
    assert first.startswith("as_of=2020-05-13; known_at=12\n")


def test_graphics_are_described_for_who_does_not_see_them(deck: Any) -> None:
    for key, chart in CHARTS.items():
        for graphic in graphics(deck, key):
            words = graphic._element.xpath(".//p:cNvPr/@descr")[0]
            assert words.startswith(chart.title)
            assert chart.definition in words


def test_all_text_is_marked_as_vietnamese(deck: Any) -> None:
    for slide in deck.slides:
        for tree in (slide.element, slide.notes_slide.element):
            for run in tree.iter(qn("a:r"), qn("a:fld")):
                if run.xpath("ancestor::p:sp//p:ph[@type='sldNum'] | ancestor::p:notes//a:fld"):
                    continue
                assert run.find(qn("a:rPr")).get("lang") == "vi-VN", run.xpath("string()")


def test_everything_stays_on_the_slide_and_above_the_foot(deck: Any) -> None:
    for slide in list(deck.slides)[1:]:
        foot = placeholder(slide, PP_PLACEHOLDER.FOOTER)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            if shape.has_chart or shape.has_table:
                height = shape.height
                if shape.has_table:
                    height = sum(row.height for row in shape.table.rows)
                    wide = sum(column.width for column in shape.table.columns)
                    assert wide <= shape.width + Pt(2)
                assert shape.top + height <= foot.top


def test_no_picture_and_no_link_in_the_package(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        assert not [n for n in names if re.search(r"media/|\.(png|jpe?g|emf|bin)$", n)]
        for name in names:
            assert b'TargetMode="External"' not in package.read(name), name


def test_our_look_has_one_font_and_no_blue_of_powerpoint(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as package:
        xml = package.read("ppt/theme/theme1.xml").decode()
    assert set(re.findall(r"<a:latin typeface=\"([^\"]+)\"", xml)) == {theme.SLIDE_FONT}
    assert "4F81BD" not in xml
    assert "Times New Roman" not in xml


def test_long_titles_shrink_to_two_lines(deck: Any) -> None:
    long = replace(gallery.bars(), title="Các tổ chức đảng cần tập trung đôn đốc " * 4)
    title = opened(built(long)).slides[1].shapes.title
    size = title.text_frame.paragraphs[0].runs[0].font.size
    assert Pt(18) <= size < Pt(28)
    short = replace(gallery.bars(), title="Kết quả chung")
    title = opened(built(short)).slides[1].shapes.title
    assert title.text_frame.paragraphs[0].runs[0].font.size is None  # the layout's 28


def test_a_long_source_is_cut_on_the_slide_and_whole_in_the_notes() -> None:
    source = ", ".join(f"Biểu 01 của đơn vị số {n}" for n in range(60))
    slide = opened(built(replace(gallery.bars(), source=source))).slides[1]
    foot = placeholder(slide, PP_PLACEHOLDER.FOOTER).text_frame.text
    assert foot.startswith("Số liệu tính đến ngày 13/05/2020 · Nguồn: Biểu 01 của đơn vị số 0,")
    assert foot.endswith(" …")
    assert len(foot) < 350
    assert f"Nguồn: {source}" in slide.notes_slide.notes_text_frame.text


def test_an_empty_chart_says_its_sentence_under_its_key(deck: Any) -> None:
    (box,) = graphics(deck, "clocks")
    assert box.text_frame.text == "Chưa có tổ chức đảng nào quá hạn."


def test_every_kind_can_be_drawn() -> None:
    assert set(slides.DRAWINGS) == set(Kind)


# --- native charts ---------------------------------------------------------------------------


def labels(plot: Any) -> list[object]:
    """The categories; python-pptx reads the days of a date axis as "43896.0"."""
    days = bool(plot._element.xpath("c:ser/c:cat/c:numRef"))
    return [date(1899, 12, 30) + timedelta(float(c)) if days else str(c) for c in plot.categories]


def points(graphic: Any) -> dict[str, dict[object, object]]:
    """For each series' name its values by category, nothing left out."""
    found: dict[str, dict[object, object]] = {}
    for plot in graphic.chart.plots:
        for series in plot.series:
            found[series.name] = dict(zip(labels(plot), series.values, strict=True))
    return found


@pytest.mark.parametrize(
    "key", ["visits_over_time", "held_by_block", "held_by_block.share", "findings"]
)
def test_stacks_hold_the_charts_values_in_its_order(deck: Any, key: str) -> None:
    chart = CHARTS[key]
    (graphic,) = graphics(deck, key)
    first, *others = chart.columns
    names = [
        vietnamese.short_day(v) if isinstance(v, date) else safe_text(str(v)) for v in first.values
    ]
    (plot,) = graphic.chart.plots
    assert list(plot.categories) == names
    assert [series.name for series in plot.series] == [column.name for column in others]
    for series, column in zip(plot.series, others, strict=True):
        assert list(series.values) == [number(v) for v in column.values]


def test_lying_stacks_show_the_first_row_on_top(deck: Any) -> None:
    for key in ("held_by_block", "draft_revisions"):
        (graphic,) = graphics(deck, key)
        assert graphic.chart.category_axis.reverse_order
    (spans,) = graphics(deck, "draft_revisions")
    axis = spans.chart.value_axis._element
    assert axis.find(qn("c:crosses")).get("val") == "max"  # so the days stay below


def test_stacks_label_numbers_but_not_zero(deck: Any) -> None:
    for key in ("visits_over_time", "held_by_block"):
        (graphic,) = graphics(deck, key)
        for series in graphic.chart.plots[0].series:
            labels = series.data_labels
            assert labels.show_value
            assert labels.number_format == r'[>=1000]0\.000;[=0]"";0'


def test_stacks_take_their_colours_from_the_theme(deck: Any) -> None:
    (graphic,) = graphics(deck, "held_by_block")
    tones = (Tone.DONE, Tone.REMAINING, Tone.UNKNOWN)
    fills = [f"#{s.format.fill.fore_color.rgb}" for s in graphic.chart.plots[0].series]
    assert fills == [theme.PAINTS[tone].light for tone in tones]


def test_columns_without_a_tone_never_share_a_colour(deck: Any) -> None:
    (graphic,) = graphics(deck, "visits_over_time")
    fills = [str(s.format.fill.fore_color.rgb) for s in graphic.chart.plots[0].series]
    assert len(set(fills)) == 4


def test_a_share_is_drawn_as_its_part() -> None:
    columns = (Column("Khối", ("A",)), Column("Đã tổ chức", (Share(5, 13),), Tone.DONE))
    chart = replace(gallery.bars(), columns=columns)
    (graphic,) = graphics(opened(built(chart)), chart.key)
    assert list(graphic.chart.plots[0].series[0].values) == [5]


def test_a_column_without_a_tone_avoids_the_colours_of_the_others() -> None:
    columns = (
        Column("Đơn vị", ("A",)),
        Column("Đã tổ chức", (1,), Tone.DONE),
        Column("Còn lại", (2,)),
    )
    chart = replace(gallery.bars(), columns=columns)
    (graphic,) = graphics(opened(built(chart)), chart.key)
    fills = [str(s.format.fill.fore_color.rgb) for s in graphic.chart.plots[0].series]
    assert len(set(fills)) == 2  # the first of the six has the colour of "done"


def test_a_number_wider_than_its_segment_is_not_written_over_its_neighbour() -> None:
    columns = (
        Column("Đơn vị", ("A", "B")),
        Column("Đã nộp", (1, 600), Tone.DONE),
        Column("Chưa nộp", (1200, 600), Tone.REMAINING),
    )
    for chart in (
        replace(gallery.bars(), columns=columns),
        replace(gallery.columns(), columns=columns),
    ):
        (graphic,) = graphics(opened(built(chart)), chart.key)
        done, left = graphic.chart.plots[0].series
        assert done._element.xpath("c:dLbls/c:dLbl[c:delete/@val='1']/c:idx/@val") == ["0"]
        assert not left._element.xpath("c:dLbls/c:dLbl")


def test_a_tone_per_cell_paints_single_bars() -> None:
    column = Column("Số ngày", (3, 5), Tone.PLAN, tones=(None, Tone.LATE))
    chart = replace(gallery.bars(), columns=(Column("Đơn vị", ("A", "B")), column))
    (graphic,) = graphics(opened(built(chart)), chart.key)
    (series,) = graphic.chart.plots[0].series
    assert f"#{series.points[1].format.fill.fore_color.rgb}" == theme.PAINTS[Tone.LATE].light
    assert f"#{series.format.fill.fore_color.rgb}" == theme.PAINTS[Tone.PLAN].light


def test_many_bars_flow_evenly_on_one_scale() -> None:
    rows = tuple(f"Chi bộ {n}" for n in range(47))
    columns = (Column("Đơn vị", rows), Column("Số ngày", tuple(range(47)), Tone.LATE))
    parts = graphics(opened(built(replace(gallery.bars(), columns=columns))), "held_by_block")
    assert [part.name for part in parts] == [
        "held_by_block", "held_by_block (2)", "held_by_block (3)",
    ]  # fmt: skip
    plots = [part.chart.plots[0] for part in parts]
    assert [name for plot in plots for name in plot.categories] == list(rows)
    assert [v for plot in plots for v in plot.series[0].values] == list(range(47))
    assert {part.chart.value_axis.maximum_scale for part in parts} == {46}


def test_spans_stand_on_days_and_last_days(deck: Any) -> None:
    chart = CHARTS["draft_revisions"]
    (graphic,) = graphics(deck, chart.key)
    start, *phases = graphic.chart.plots[0].series
    starts = [v for v in chart.columns[1].values if isinstance(v, date)]
    assert list(start.values) == [serial(day) for day in starts]
    assert start.format.fill.type is not None  # "none", not automatic
    assert not start._element.xpath("c:spPr/a:solidFill")
    for series, column in zip(phases, chart.columns[2:], strict=True):
        assert list(series.values) == list(column.values)
    axis = graphic.chart.value_axis
    assert axis.tick_labels.number_format == r"d\/m"
    ends = [
        day + timedelta(days=sum(int(str(c.values[row])) for c in chart.columns[2:]))
        for row, day in enumerate(starts)
    ]
    assert axis.minimum_scale <= serial(min(starts))
    assert axis.maximum_scale >= serial(max(ends))


@pytest.mark.parametrize(("days", "step"), [(9, 1), (20, 2), (60, 7), (150, 14)])
def test_spans_have_a_readable_number_of_days_on_their_axis(days: int, step: int) -> None:
    start = date(2020, 5, 13)
    columns = (
        Column("Đơn vị", ("A", "B")),
        Column("Từ", (start, None)),
        Column("Số ngày", (days, None)),
    )
    chart = replace(gallery.spans(), columns=columns)
    (graphic,) = graphics(opened(built(chart)), chart.key)
    axis = graphic.chart.value_axis
    assert axis.major_unit == step
    assert serial(start) - 6 <= axis.minimum_scale <= serial(start)
    assert serial(start) + days <= axis.maximum_scale < serial(start) + days + step
    assert (axis.maximum_scale - axis.minimum_scale) % step == 0


def test_spans_name_their_phases_and_the_mark_they_cannot_draw(deck: Any) -> None:
    slide = next(s for s in deck.slides if graphics_of(s, "draft_revisions"))
    words = {s.name: s.text_frame.text for s in slide.shapes if s.has_text_frame}
    assert words["Chú giải"].split() == ["■", "Lần", "1", "■", "Lần", "2", "■", "Lần", "3"]
    assert words["Ghi chú"] == "Hạn trình Ban Thường vụ Tỉnh ủy: 30/05/2020 · Đơn vị tính: ngày"


def test_a_curve_holds_every_point_on_its_day(deck: Any) -> None:
    chart = CHARTS["held_over_time"]
    (graphic,) = graphics(deck, chart.key)
    found = points(graphic)
    days = list(chart.columns[0].values)
    for column in chart.columns[1:]:
        known = {day: v for day, v in found[column.name].items() if v is not None}
        assert known == {d: v for d, v in zip(days, column.values, strict=True) if v is not None}
    axis = graphic.chart.category_axis._element
    assert axis.tag == qn("c:dateAx")
    assert [axis.find(qn(f"c:{tag}")).get("val") for tag in ("majorUnit", "majorTimeUnit")] == [
        "1", "months",
    ]  # fmt: skip
    assert graphic.chart._chartSpace.xpath("c:chart/c:dispBlanksAs/@val") == ["span"]


def test_a_deadline_is_one_point_with_a_line_down_to_zero(deck: Any) -> None:
    (graphic,) = graphics(deck, "held_over_time")
    top = graphic.chart.value_axis.maximum_scale
    found = points(graphic)["Hạn 30/6"]
    assert {day: v for day, v in found.items() if v is not None} == {date(2020, 6, 30): top}
    (bars,) = graphic.chart._chartSpace.xpath("//c:errBars")
    said = {child.tag.split("}")[1]: child.get("val") for child in bars}
    assert said["errBarType"] == "minus"
    assert said["errValType"] == "percentage"
    assert said["val"] == "100"
    assert bars.getparent().xpath("c:dLbls/c:dLbl/c:showSerName/@val") == ["1"]


def test_a_pause_is_an_area_from_its_first_to_its_last_day(deck: Any) -> None:
    (graphic,) = graphics(deck, "held_over_time")
    top = graphic.chart.value_axis.maximum_scale
    lines, area = graphic.chart.plots
    assert type(area).__name__ == "AreaPlot"
    shaded = dict(zip(labels(area), area.series[0].values, strict=True))
    inside = [day for day, value in shaded.items() if value]
    assert set(shaded.values()) == {0, top}
    assert (min(inside), max(inside)) == (date(2020, 3, 28), date(2020, 4, 22))
    assert shaded[date(2020, 3, 27)] == shaded[date(2020, 4, 23)] == 0
    axes = [plot._element.xpath("c:axId/@val") for plot in (lines, area)]
    assert axes[0] == axes[1]


def test_lines_look_as_their_tones_say(deck: Any) -> None:
    (graphic,) = graphics(deck, "held_over_time")
    planned, registered, held, *_ = graphic.chart.plots[0].series
    styles = [s._element.xpath("c:spPr/a:ln/a:prstDash/@val") for s in (planned, registered, held)]
    assert styles == [["dash"], ["sysDot"], ["solid"]]
    widths = [s.format.line.width for s in (planned, registered, held)]
    assert max(widths) == widths[2]
    assert f"#{held.format.line.color.rgb}" == theme.PAINTS[Tone.DONE].light


def test_each_line_is_named_once_at_its_last_point(deck: Any) -> None:
    chart = CHARTS["held_over_time"]
    (graphic,) = graphics(deck, chart.key)
    assert not graphic.chart.has_legend
    for series, column in zip(graphic.chart.plots[0].series, chart.columns[1:], strict=False):
        (label,) = series._element.xpath("c:dLbls/c:dLbl")
        last = max(row for row, value in enumerate(series.values) if value is not None)
        assert label.xpath("c:idx/@val") == [str(last)]
        assert label.xpath("c:showSerName/@val") == ["1"]
        assert series.values[last] == [v for v in column.values if v is not None][-1]


def test_names_at_one_end_are_moved_apart() -> None:
    days = tuple(date(2020, 3, 6) + timedelta(days=7 * n) for n in range(10))
    same = tuple(range(10))
    columns = (Column("Tuần", days), *(Column(name, same) for name in "ABC"))
    chart = replace(gallery.curve(), columns=columns, marks=())
    (graphic,) = graphics(opened(built(chart)), chart.key)
    moves = [
        float((s._element.xpath(".//c:dLbl//c:manualLayout/c:y/@val") or ["0"])[0])
        for s in graphic.chart.plots[0].series
    ]
    line = 14 / (graphic.height / 12700)  # height of a name in parts of the chart
    assert all(b - a >= line for a, b in pairwise(sorted(moves)))


def test_neighbouring_deadlines_are_named_on_two_levels() -> None:
    days = (date(2020, 5, 1), date(2020, 6, 24), date(2020, 6, 30))
    marks = tuple(Mark(day, f"Hạn của cấp số {n}") for n, day in enumerate(days))
    (graphic,) = graphics(opened(built(replace(gallery.curve(), marks=marks))), "held_over_time")
    lifts = []
    for series in list(graphic.chart.plots[0].series)[3:]:
        found = series._element.xpath(".//c:dLbl//c:manualLayout/c:y/@val")
        lifts.append(float(found[0]) if found else 0)
    assert lifts[0] == lifts[1] == 0
    assert lifts[2] <= -14 / (graphic.height / 12700)


def test_a_pause_outside_the_days_is_left_out_and_a_day_of_one_is_drawn() -> None:
    chart = gallery.curve()
    first, day = date(2020, 3, 6), date(2020, 5, 1)
    marks = (
        Mark(first - timedelta(days=90), "Trước", first - timedelta(days=60)),
        Mark(day, "Một ngày", day),
    )
    (graphic,) = graphics(opened(built(replace(chart, marks=marks))), chart.key)
    (_, area) = graphic.chart.plots
    (series,) = area.series
    assert series.name == "Một ngày"
    assert [d for d, v in zip(labels(area), series.values, strict=True) if v] == [day]


@pytest.mark.parametrize("key", NATIVE)
def test_the_workbook_inside_says_the_same_as_the_chart(deck: Any, key: str) -> None:
    (graphic,) = graphics(deck, key)
    head, *rows = inner_rows(graphic)
    columns = [s for plot in graphic.chart.plots for s in plot.series]
    assert head == (CHARTS[key].columns[0].name, *(s.name for s in columns))
    assert [row[0] for row in rows] == labels(graphic.chart.plots[0])
    for place, series in enumerate(columns, 1):
        assert tuple(row[place] for row in rows) == tuple(series.values)


def test_no_name_becomes_a_formula_inside_a_chart(deck: Any) -> None:
    (graphic,) = graphics(deck, "findings")
    blob = graphic.chart.part.chart_workbook.xlsx_part.blob
    with ZipFile(BytesIO(blob)) as package:
        for name in package.namelist():
            assert not re.search(rb"<f[ >]|<hyperlink", package.read(name)), name
    page = load_workbook(BytesIO(blob))["Sheet1"]
    assert page["A2"].value == "=1+1"
    for row in page.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            if isinstance(cell.value, str) and cell.value[0] in "=+-@":
                assert cell.quotePrefix, cell.value


def test_a_chart_of_many_series_finds_each_in_its_column() -> None:
    numbers = range(1, 31)  # beyond column Z
    series = [Column(f"Tổ {n}", (n,), Tone.DONE) for n in numbers]
    chart = replace(gallery.bars(), columns=(Column("Khối", ("A",)), *series))
    (graphic,) = graphics(opened(built(chart)), chart.key)
    assert inner_rows(graphic) == [("Khối", *(c.name for c in series)), ("A", *numbers)]
    page = load_workbook(BytesIO(graphic.chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    for one in graphic.chart.plots[0].series:
        name, labels, values = (ref.text.partition("!")[2] for ref in one._element.xpath(".//c:f"))
        assert page[name].value == one.name
        assert [cell.value for (cell,) in page[labels]] == ["A"]
        assert [cell.value for (cell,) in page[values]] == list(one.values)


def test_thousands_have_a_dot_whatever_the_viewer_has_set() -> None:
    columns = (Column("Khối", ("A",)), Column("Đảng viên", (1229,), Tone.DONE))
    chart = replace(gallery.bars(), columns=columns)
    (graphic,) = graphics(opened(built(chart)), chart.key)
    codes = graphic.chart._chartSpace.xpath("//c:numCache/c:formatCode")
    assert {code.text for code in codes} == {r"[>=1000000]0\.000\.000;[>=1000]0\.000;0"}


# --- tables ----------------------------------------------------------------------------------


def words(value: object) -> str:
    """A cell as contract §6 writes it."""
    if value is None:
        return ""
    if isinstance(value, Share):
        return vietnamese.share(value)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return vietnamese.integer(value) if isinstance(value, int) else safe_text(str(value))


def body(deck: Any, key: str) -> Iterator[tuple[str, list[str]]]:
    """Group and texts of every data row, over all slides of a table."""
    group = ""
    for graphic in graphics(deck, key):
        for row in list(graphic.table.rows)[1:]:
            cells = list(row.cells)
            if cells[0].is_merge_origin:
                group = cells[0].text
            else:
                yield group, [cell.text for cell in cells]


@pytest.mark.parametrize("key", ["never_visited", "findings.table"])
def test_a_table_keeps_every_cell_in_order_under_its_group(deck: Any, key: str) -> None:
    chart = CHARTS[key]
    cells = zip(*(column.values for column in chart.columns), strict=True)
    expected = [
        (group, [words(value) for value in row])
        for group, row in zip(chart.group, cells, strict=True)
    ]
    assert list(body(deck, key)) == expected


def test_a_long_table_repeats_its_heading_and_never_exceeds_fourteen_rows(deck: Any) -> None:
    chart = CHARTS["never_visited"]
    parts = graphics(deck, chart.key)
    assert [part.name for part in parts] == [
        "never_visited", "never_visited (2)", "never_visited (3)",
    ]  # fmt: skip
    for part in parts:
        assert texts(part.table)[0] == [column.name for column in chart.columns]
        assert part.table.first_row
        assert len(part.table.rows) <= 1 + 14 + 4
        assert part.table.cell(1, 0).is_merge_origin  # the group is said again


def test_short_rows_fill_slides_of_at_most_fourteen() -> None:
    columns = (Column("Mã", tuple(f"PC{n:02}" for n in range(28))), Column("Số", (1,) * 28))
    chart = replace(gallery.table(), columns=columns, group=())
    parts = graphics(opened(built(chart)), chart.key)
    assert [len(part.table.rows) - 1 for part in parts] == [14, 14]


def test_tables_are_set_in_at_least_twelve_points_without_powerpoints_style(deck: Any) -> None:
    for slide in deck.slides:
        for shape in (s for s in slide.shapes if s.has_table):
            style = shape._element.xpath(".//a:tableStyleId")[0].text
            assert style == "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
            sizes = [int(size) for size in shape._element.xpath(".//a:rPr/@sz")]
            assert min(sizes) >= 1200


@pytest.mark.slow
def test_a_row_higher_than_a_slide_does_not_hang_the_table() -> None:
    columns = (Column("Mã", ("A", "B", "C")), Column("Nội dung", ("dài " * 900, "x", "y")))
    chart = replace(gallery.table(), columns=columns, group=())
    parts = graphics(opened(built(chart)), chart.key)
    assert [len(part.table.rows) for part in parts] == [2, 3]


def test_a_matrix_shows_one_block_a_slide(deck: Any) -> None:
    chart = CHARTS["unit_steps"]
    blocks = list(dict.fromkeys(chart.group))
    parts = graphics(deck, chart.key)
    assert [part.table.cell(1, 0).text for part in parts] == blocks
    rows = [len(part.table.rows) - 2 for part in parts]
    assert rows == [chart.group.count(block) for block in blocks]


def test_a_matrix_cell_has_sign_day_and_fill(deck: Any) -> None:
    chart = CHARTS["unit_steps"]
    found = [
        list(row.cells) for part in graphics(deck, chart.key) for row in list(part.table.rows)[2:]
    ]
    assert [cells[0].text for cells in found] == list(chart.columns[0].values)
    for place, column in enumerate(chart.columns[1:], 1):
        for cells, value, tone in zip(found, column.values, column.tones, strict=True):
            sign = theme.PAINTS[tone].sign if tone else ""
            day = f"{value.day}/{value.month}" if isinstance(value, date) else ""
            assert cells[place].text == f"{sign} {day}".strip()
            assert cells[place].fill.fore_color.rgb is not None


def test_a_matrix_explains_its_signs(deck: Any) -> None:
    slide = next(s for s in deck.slides if graphics_of(s, "unit_steps"))
    remark = next(s for s in slide.shapes if s.name == "Ghi chú").text_frame.text
    assert remark == "✓ đã xong   ▲ chậm, quá hạn   ? chưa báo cáo, chưa rõ   ■ dừng, tạm hoãn"


def test_a_block_over_eighteen_rows_is_cut_evenly() -> None:
    names = Column("Đơn vị", tuple(f"Đơn vị {n}" for n in range(40)))
    step = Column("Bước", ("x",) * 40, tones=(Tone.DONE,) * 40)
    chart = replace(gallery.matrix(), columns=(names, step), group=())
    parts = graphics(opened(built(chart)), chart.key)
    assert [len(part.table.rows) - 1 for part in parts] == [13, 13, 14]


def test_figures_are_cards_of_number_label_comment(deck: Any) -> None:
    chart = CHARTS["held"]
    (graphic,) = graphics(deck, chart.key)
    numbers, labels, comments = texts(graphic.table)
    assert [" ".join(text.split()) for text in numbers] == [
        "11/30 (36,7%)", "6/14 (42,9%)", "34/34 (8 dừng)", "1.229",
    ]  # fmt: skip
    assert labels == list(chart.columns[0].values)
    assert comments == [words(value) for value in chart.columns[2].values]
    huge = graphic.table.cell(0, 0).text_frame.paragraphs[0].runs[0].font.size
    assert huge >= Pt(40)


def test_five_figures_take_two_slides() -> None:
    columns = (Column("Nội dung", tuple("ABCDE")), Column("Kết quả", (1, 2, 3, 4, 5)))
    chart = replace(gallery.figures(), columns=columns)
    parts = graphics(opened(built(chart)), chart.key)
    assert [texts(part.table) for part in parts] == [
        [["1", "2", "3", "4"], ["A", "B", "C", "D"]],
        [["5"], ["E"]],
    ]


# --- what people wrote ----------------------------------------------------------------------

ODD = "<b>&amp; ]]> \"A\" 'B' <?words ?> \ue000 \x01=1+1"


def in_odd_words(chart: Chart) -> Chart:
    """The same chart with that for every word."""
    columns = tuple(
        replace(c, name=ODD, values=tuple(ODD if isinstance(v, str) else v for v in c.values))
        for c in chart.columns
    )
    return replace(
        chart, title=ODD, columns=columns, unit=ODD, definition=ODD, source=ODD, empty=ODD,
        marks=tuple(replace(mark, label=ODD) for mark in chart.marks),
        group=tuple(ODD for _ in chart.group),
    )  # fmt: skip


def test_what_people_wrote_is_nowhere_taken_for_xml() -> None:
    parts = (*map(in_odd_words, CHARTS.values()), slides.Words(slides.Use.LIST, ODD, (ODD,)))
    content = slides.deck(parts, heading=ODD, moment=gallery.MOMENT)
    assert ooxml.complaints(content) == []
    told = safe_text(ODD)
    for slide in opened(content).slides:
        assert slide.shapes.title.text.startswith(told)
        assert told in slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.name in CHARTS:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0].startswith(told)
            if shape.has_chart:
                assert {series.name for plot in shape.chart.plots for series in plot.series} == {
                    told
                }
                corner, *names = inner_rows(shape)[0]
                assert {corner, *names} == {told}
            if shape.has_table:
                assert any(told in text for row in texts(shape.table) for text in row)


# --- bytes ---------------------------------------------------------------------

_BUILD = """
import hashlib, gallery
from congress_dash import slides
print(hashlib.sha256(slides.deck(
    gallery.gallery(), heading=gallery.HEADING, moment=gallery.MOMENT)).hexdigest())
"""


def test_same_charts_same_bytes_in_another_process(content: bytes) -> None:
    paths = os.pathsep.join(path for path in sys.path if path)
    elsewhere = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    run = subprocess.run(
        [sys.executable, "-c", _BUILD], env=elsewhere, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == hashlib.sha256(content).hexdigest()


def test_no_clock_stands_in_the_package_or_its_workbooks(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as package:
        inner = [package.read(name) for name in package.namelist() if name.endswith(".xlsx")]
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml")
    assert core.count(b"2020-05-13T00:00:00Z") == 2
    assert b"Steve" not in core
    assert len(inner) == len(NATIVE)
    for blob in inner:
        with ZipFile(BytesIO(blob)) as workbook:
            assert {info.date_time for info in workbook.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"1980-01-01T00:00:00Z" in workbook.read("docProps/core.xml")


def test_no_charts_still_make_a_cover() -> None:
    assert len(opened(built()).slides) == 1


def test_lines_that_reach_one_height_inside_are_named_apart_and_dashed_apart() -> None:
    days = tuple(date(2020, 1, 5) + timedelta(days=n) for n in (0, 129, 159, 170, 196))
    columns = (
        Column("Đến hết ngày", days),
        Column("Thuận lợi", (None, 11, 30, None, None), Tone.PLAN),
        Column("Nhiều khả năng", (None, 11, None, 30, None), Tone.REGISTERED),
        Column("Chậm", (0, 11, None, None, 30), Tone.PLAN),
    )
    chart = replace(gallery.curve(), columns=columns, marks=())
    (graphic,) = graphics(opened(built(chart)), chart.key)
    series = list(graphic.chart.plots[0].series)
    first, likely, last = (
        [float((s._element.xpath(f".//c:dLbl//c:manualLayout/c:{axis}/@val") or ["0"])[0])
         for axis in "xy"]
        for s in series
    )  # fmt: skip
    line = 14 / (graphic.height / 12700)
    assert first[0] < -0.05  # left of its end
    assert first[1] == last[1] == 0
    assert likely[1] >= 2 * line
    assert len({s.format.line.dash_style for s in series}) == 3
