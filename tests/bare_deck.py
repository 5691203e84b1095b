"""Charts → a .pptx as python-pptx alone makes it: titles, numbers, its own look. For `bench.py`."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from congress_dash.chart import Chart, Kind
from congress_dash.slides.values import number, written

CHARTS = {
    Kind.CURVE: XL_CHART_TYPE.LINE,
    Kind.STACKED_COLUMNS: XL_CHART_TYPE.COLUMN_STACKED,
    Kind.STACKED_BARS: XL_CHART_TYPE.BAR_STACKED,
    Kind.FULL_BARS: XL_CHART_TYPE.BAR_STACKED_100,
    Kind.SPANS: XL_CHART_TYPE.BAR_STACKED,
}
_BOX = (Inches(0.5), Inches(1.5), Inches(9), Inches(5))


def deck(charts: Iterable[Chart]) -> bytes:
    """One slide for each chart; a table stands whole on its slide."""
    presentation: Any = Presentation()
    for chart in charts:
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = chart.title
        (_chart if chart.kind in CHARTS else _table)(slide, chart)
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def _chart(slide: Any, chart: Chart) -> None:
    first, *others = chart.columns
    data = CategoryChartData()
    data.categories = [written(value) for value in first.values]
    for column in others:
        data.add_series(column.name, [number(value) for value in column.values])
    slide.shapes.add_chart(CHARTS[chart.kind], *_BOX, data)


def _table(slide: Any, chart: Chart) -> None:
    rows = len(chart.columns[0].values) + 1
    table = slide.shapes.add_table(rows, len(chart.columns), *_BOX).table
    for place, column in enumerate(chart.columns):
        for row, value in enumerate((column.name, *column.values)):
            table.cell(row, place).text = written(value)
