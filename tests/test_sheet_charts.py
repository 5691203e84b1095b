"""Native charts of workbooks: they say what their Charts say, from cells that hold the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook

import gallery
from congress_dash import theme
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.sheets import DRAWINGS, sheet

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EPOCH = date(1899, 12, 30)
DRAWN = [chart for chart in gallery.gallery() if chart.kind in DRAWINGS]


class Drawn:
    """One workbook of one chart, and the parts of its native chart."""

    def __init__(self, chart: Chart) -> None:
        content = sheet([chart])
        self.book: Workbook = load_workbook(BytesIO(content))
        with ZipFile(BytesIO(content)) as package:
            parts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
            assert len(parts) == 1
            self.root = etree.fromstring(package.read(parts[0]))
            self.drawing = package.read("xl/drawings/drawing1.xml").decode()

    def series(self) -> list[etree._Element]:
        return sorted(
            self.root.iter(f"{C}ser"), key=lambda one: int(one.find(f"{C}idx").get("val"))
        )

    def cells(self, formula: str) -> list[object]:
        name, _, area = formula.rpartition("!")
        found = self.book[name.strip("'")][area.replace("$", "")]
        rows = found if isinstance(found, tuple) else ((found,),)
        return [cell.value for row in rows for cell in row]

    def values(self, one: etree._Element, *tags: str) -> list[float | None]:
        """What stands in the cells that the series draws; its cache must say the same."""
        tag = next(tag for tag in tags if one.find(f"{C}{tag}") is not None)
        formula = one.find(f"{C}{tag}//{C}f").text
        cells = [_number(value) for value in self.cells(formula)]
        cache = one.find(f"{C}{tag}//{C}numCache")
        kept: list[float | None] = [None] * int(cache.find(f"{C}ptCount").get("val"))
        for point in cache.iter(f"{C}pt"):
            kept[int(point.get("idx"))] = float(point.find(f"{C}v").text)
        assert kept == cells
        return cells

    def name(self, one: etree._Element) -> str:
        found = one.find(f"{C}tx//{C}v")
        return str(found.text)


def _number(value: object) -> float | None:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return float((value - EPOCH).days)
    return None if value is None else float(value)  # type: ignore[arg-type]


def _wanted(column: Column) -> list[float | None]:
    return [None if value is None or value != value else _number(value) for value in column.values]


@pytest.mark.parametrize("chart", DRAWN, ids=lambda chart: f"{chart.key}")
def test_every_drawn_kind_is_a_native_chart_with_alt_text(chart: Chart) -> None:
    drawn = Drawn(chart)
    assert drawn.book[chart.key]._charts, "openpyxl finds it, too"
    start = etree.fromstring(drawn.drawing.encode()).find(".//{*}cNvPr").get("descr")
    assert start == chart.title[:255]


@pytest.mark.parametrize(
    "chart", [gallery.bars(), gallery.columns(), gallery.full_bars(), gallery.hostile()],
    ids=lambda chart: chart.key,
)  # fmt: skip
def test_stacks_draw_the_table_itself(chart: Chart) -> None:
    drawn = Drawn(chart)
    for one, column in zip(drawn.series(), chart.columns[1:], strict=True):
        assert drawn.name(one) == column.name
        assert drawn.values(one, "val") == _wanted(column)
        assert drawn.cells(one.find(f"{C}cat//{C}f").text)[0] is not None


def test_stacks_wear_the_colours_of_the_theme() -> None:
    drawn = Drawn(gallery.bars())
    colours = [one.find(f"{C}spPr/{A}solidFill/{A}srgbClr").get("val") for one in drawn.series()]
    assert colours == [
        theme.PAINTS[tone].light[1:] for tone in (Tone.DONE, Tone.REMAINING, Tone.UNKNOWN)
    ]
    grouping = Drawn(gallery.full_bars()).root.find(f".//{C}grouping").get("val")
    assert grouping == "percentStacked"


def test_spans_are_carried_by_an_unseen_bar_of_days() -> None:
    chart, drawn = gallery.spans(), Drawn(gallery.spans())
    unseen, *others = drawn.series()
    assert unseen.find(f"{C}spPr/{A}noFill") is not None
    assert drawn.values(unseen, "val") == _wanted(chart.columns[1])
    assert [drawn.values(one, "val") for one in others] == [_wanted(c) for c in chart.columns[2:]]


def _lines(chart: Chart) -> Iterator[tuple[str, list[tuple[date, float]]]]:
    """Each series of the curve: its days and counts, where it has any."""
    drawn = Drawn(chart)
    for one in drawn.series():
        days, counts = drawn.values(one, "cat"), drawn.values(one, "val")
        told = [
            (EPOCH + timedelta(days=int(on)), count)
            for on, count in zip(days, counts, strict=True)
            if on is not None and count is not None
        ]
        yield drawn.name(one), told


def test_a_curve_passes_through_every_point_of_its_chart() -> None:
    chart, lines = gallery.curve(), dict(_lines(gallery.curve()))
    for column in chart.columns[1:]:
        told = [
            (on, float(count))
            for on, count in zip(chart.columns[0].values, column.values, strict=True)
            if count is not None
        ]
        assert set(told) <= set(lines[column.name])
        if column.tone is not Tone.DONE:
            assert told == lines[column.name]


def test_what_happened_goes_in_steps() -> None:
    line = dict(_lines(gallery.curve()))["Đã tổ chức"]
    for (on, count), (after, other) in pairwise(line):
        assert on == after or count == other, "it moves upright or along"
    assert {on for on, _ in line} <= {*gallery.curve().columns[0].values}


def test_deadline_and_pause_stand_on_the_curve() -> None:
    lines = dict(_lines(gallery.curve()))
    assert lines["Hạn 30/6"] == [(date(2020, 6, 30), 35.0)]
    shaded = [on for on, height in lines["Tạm dừng (dịch)"] if height]
    assert (min(shaded), max(shaded)) == (date(2020, 3, 28), date(2020, 4, 22))
    bars = Drawn(gallery.curve()).root.findall(f".//{C}errBars")
    assert [bar.find(f"{C}errBarType").get("val") for bar in bars] == ["minus"]


def test_dots_stand_in_the_lane_of_their_row() -> None:
    chart, drawn = gallery.dots(), Drawn(gallery.dots())
    names, *series = drawn.series()
    assert [text.text for text in names.iter(f"{A}t")] == [
        "Đảng bộ Phòng Tham mưu",
        "Chi bộ Phòng Xây dựng phong trào toàn dân…",
        "Chi bộ Phòng Hồ sơ nghiệp vụ",
    ]
    for one, column in zip(series, chart.columns[1:], strict=False):
        assert drawn.values(one, "xVal") == _wanted(column)
        assert drawn.values(one, "yVal") == [1, 2, 3]
    pause = series[len(chart.columns) - 1]
    assert drawn.values(pause, "xVal") == [_number(date(2020, 3, 28)), _number(date(2020, 4, 22))]


def test_a_timeline_marks_each_event_in_its_lane_by_how_it_is_known() -> None:
    chart, drawn = gallery.timeline(), Drawn(gallery.timeline())
    found = {
        (drawn.name(one), on, lane)
        for one in drawn.series()[1:5]
        for on, lane in zip(drawn.values(one, "xVal"), drawn.values(one, "yVal"), strict=True)
        if on is not None and lane is not None
    }
    days, _, _, _, known, _ = (column.values for column in chart.columns)
    wanted = {
        (known[row], _number(days[row]), row + 1.0) for row in range(6) if days[row] is not None
    }
    assert found == wanted


def test_a_chart_without_rows_is_a_sentence_and_no_drawing() -> None:
    content = sheet([gallery.empty()])
    with ZipFile(BytesIO(content)) as package:
        assert not [name for name in package.namelist() if "chart" in name]


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_every_kind_with_a_single_row_of_nothing_goes_out(kind: Kind) -> None:
    """A row in which nothing is known yet."""
    first = date(2020, 5, 13) if kind in (Kind.CURVE, Kind.TIMELINE) else "Khối An ninh"
    names = ("Ngày", "Đến ngày", "Việc", "Nội dung", "Tính chất")
    columns = (Column(names[0], (first,)), *(Column(name, (None,)) for name in names[1:]))
    chart = Chart("held", "Chưa rõ", kind, columns, "", gallery.MOMENT, "Không có gì.", "")
    assert load_workbook(BytesIO(sheet([chart]))).sheetnames[0] == "held"
