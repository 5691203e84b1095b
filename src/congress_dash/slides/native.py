"""Names and numbers → a native chart in our type, with a harmless workbook inside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from congress_dash import theme
from congress_dash.safe_text import COUNT_FORMAT, DAY_FORMAT, begins_formula, safe_text
from congress_dash.slides.ink import rgb
from congress_dash.slides.stage import Area

_EPOCH = datetime(1980, 1, 1)
Label = str | date


class _Workbook(CategoryWorkbookWriter):
    """The workbook inside a chart: texts stay texts, its date does not move."""

    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        workbook.set_properties({"created": _EPOCH})
        plain = workbook.add_format()
        quoted = workbook.add_format({"quote_prefix": True})
        day = workbook.add_format({"num_format": DAY_FORMAT})
        count = workbook.add_format({"num_format": COUNT_FORMAT})

        def text(row: int, column: int, words: str) -> None:
            form = quoted if begins_formula(words) else plain
            worksheet.write_string(row, column, words, form)

        data = self._chart_data
        text(0, 0, data.corner)
        for row, category in enumerate(data.categories, 1):
            if isinstance(category.label, date):
                worksheet.write_datetime(row, 0, category.label, day)
            else:
                text(row, 0, category.label)
        for column, series in enumerate(data, 1):
            text(0, column, series.name)
            for row, value in enumerate(series.values, 1):
                if value is not None:
                    worksheet.write_number(row, column, value, count)
        worksheet.set_column(0, len(data), 16)


class Data(CategoryChartData):
    """Categories and series of a native chart; `corner` heads the first column."""

    def __init__(self, corner: str, labels: Sequence[Label]) -> None:
        super().__init__(number_format=COUNT_FORMAT)  # type: ignore[no-untyped-call]
        self.corner = safe_text(corner)
        self.categories = [x if isinstance(x, date) else safe_text(x) for x in labels]

    def add(self, name: str, values: Sequence[float | None]) -> None:
        self.add_series(safe_text(name), values)  # type: ignore[no-untyped-call]

    @property
    def _workbook_writer(self) -> _Workbook:
        return _Workbook(self)  # type: ignore[no-untyped-call]


def new_chart(slide: Any, area: Area, kind: Any, data: Data) -> tuple[Any, Any]:
    """The graphic frame and its chart, without title and legend, type 14."""
    box = map(Emu, (area.left, area.top, area.width, area.height))
    frame = slide.shapes.add_chart(kind, *box, data)
    chart = frame.chart
    chart.has_title, chart.has_legend = False, False
    chart.font.size = Pt(14)
    chart.font.color.rgb = rgb(theme.INK)
    space = chart._chartSpace
    for mark in space.iter(qn("a:endParaRPr")):
        mark.set("lang", "vi-VN")
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):  # python-pptx numbers some below zero
        axis.set("val", axis.get("val").lstrip("-"))
    for tag, value in (("c:roundedCorners", "0"), ("c:lang", "vi-VN")):
        space.insert(1, parse_xml(f"<{tag} {nsdecls('c')} val='{value}'/>"))
    return frame, chart


def quiet_axis(axis: Any, *, size: float = 12, line: bool = True) -> None:
    """Small muted labels, no ticks, a thin line or none."""
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.font.size = Pt(size)
    axis.tick_labels.font.color.rgb = rgb(theme.MUTED)
    if line:
        axis.format.line.color.rgb = rgb(theme.MUTED)
        axis.format.line.width = Pt(0.75)
    else:
        axis.format.line.fill.background()


def value_axis(chart: Any, top: float, step: float) -> None:
    """From 0 to the top, thin rules, counts with a dot."""
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, top, step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(theme.RULE)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.tick_labels.number_format = COUNT_FORMAT
    axis.tick_labels.number_format_is_linked = False
    quiet_axis(axis, line=False)


def inner_plot(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """Fixes the plot, without its axis labels, in fractions of the chart."""
    plot = chart._chartSpace.chart.plotArea
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    sides = zip("xywh", (x, y, width, height), strict=True)
    numbers = "".join(f"<c:{side} val='{value:.4f}'/>" for side, value in sides)
    plot.insert(
        0,
        parse_xml(
            f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget val='inner'/>"
            f"<c:xMode val='edge'/><c:yMode val='edge'/>{numbers}</c:manualLayout></c:layout>"
        ),
    )


def serial(day: date) -> int:
    """The number by which a workbook knows the day."""
    return (day - date(1899, 12, 30)).days
