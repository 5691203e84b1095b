"""Charts → the bytes of an .xlsx: a sheet per chart, named by its key, real numbers, native charts.

The only room that writes workbooks of figures with xlsxwriter. Walk: `table` writes a chart's
values, `fields` says as which columns; the kind's own file draws them on a `canvas`; `points` holds
what a native chart needs and no table says; `front` has the contents and Nguồn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from congress_dash.chart import Chart, Kind
from congress_dash.safe_text import safe_text
from congress_dash.sheets import bars, curve, front, lanes, points
from congress_dash.sheets.canvas import Canvas
from congress_dash.sheets.inks import Inks
from congress_dash.sheets.points import Points
from congress_dash.sheets.table import HEADING_ROW, write

LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_RESERVED = ("history", front.CONTENTS, front.SOURCES, points.NAME)
_EPOCH = datetime(1980, 1, 1)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
DRAWINGS: dict[Kind, Callable[[Canvas], tuple[Any, int]]] = {
    Kind.CURVE: curve.curve,
    Kind.STACKED_COLUMNS: bars.columns,
    Kind.STACKED_BARS: bars.bars,
    Kind.FULL_BARS: bars.bars,
    Kind.SPANS: bars.spans,
    Kind.DOTS: lanes.dots,
    Kind.TIMELINE: lanes.timeline,
}


def sheet(charts: Iterable[Chart], heading: str = "Số liệu") -> bytes:
    """The .xlsx; same charts, same bytes. Several charts are listed first, under the heading."""
    told = tuple(chart.on_paper for chart in charts)
    out = BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"author": front.PRODUCT, "title": safe_text(heading), "created": _EPOCH})
    if told:
        _fill(book, told, heading)
    else:
        book.add_worksheet("Trống")
    book.close()
    return out.getvalue()


def sheet_name(key: str, taken: Sequence[str]) -> str:
    """The key as Excel allows it: 31 characters, none of []:*?/\\, not twice."""
    name = safe_text(key).translate(_FORBIDDEN).strip("' ")[:LONGEST_NAME] or "Bảng"
    used = {other.lower() for other in (*taken, *_RESERVED)}
    tries = (name, *(f"{name[: LONGEST_NAME - 4]}~{n}" for n in range(2, 1000)))
    return next(one for one in tries if one.lower() not in used)


def _fill(book: Any, charts: tuple[Chart, ...], heading: str) -> None:
    inks = Inks(book)
    names: list[str] = []
    for chart in charts:
        names.append(sheet_name(chart.key, names))
    if len(charts) > 1:
        contents = book.add_worksheet(front.CONTENTS)
        front.write_contents(contents, heading, names, charts, inks)
    pages = [book.add_worksheet(name) for name in names]
    front.write_sources(book.add_worksheet(front.SOURCES), names, charts, inks)
    needed = any(chart.kind in points.NEEDED and not chart.is_empty for chart in charts)
    dotted = Points(book.add_worksheet(points.NAME), inks) if needed else None
    for page, name, chart in zip(pages, names, charts, strict=True):
        table = write(page, name, chart, inks)
        if table and chart.kind in DRAWINGS:
            canvas = Canvas(book, chart, table, dotted)
            canvas.place(page, *DRAWINGS[chart.kind](canvas))


__all__ = ["DRAWINGS", "HEADING_ROW", "LONGEST_NAME", "sheet", "sheet_name"]
