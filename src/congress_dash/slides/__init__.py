"""Charts → the bytes of a .pptx: a cover, then native charts and tables, one finding a slide.

The only room that knows python-pptx. Walk: `base` opens, `page` sets the words of a slide, the
kind's own file draws, `sealed` pins the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from typing import Any

from congress_dash.chart import Chart, Kind, Mark
from congress_dash.moment import Moment
from congress_dash.seal import sealed
from congress_dash.slides import bars, cards, curve, matrix, spans, stacks, tables
from congress_dash.slides.base import Base, base
from congress_dash.slides.cover import add_cover
from congress_dash.slides.page import Area, area, empty_box, new_page, remark_line, set_name


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a kind is cut over slides and drawn; `marks`: whether it draws the marks itself."""

    pages: Callable[[Chart, Area], list[Chart]]
    draw: Callable[[Any, Area, Chart, Chart], Any]
    marks: bool = False


DRAWINGS: dict[Kind, Drawing] = {
    Kind.FIGURES: Drawing(cards.pages, cards.draw),
    Kind.CURVE: Drawing(curve.pages, curve.draw, marks=True),
    Kind.STACKED_COLUMNS: Drawing(stacks.pages, stacks.draw),
    Kind.STACKED_BARS: Drawing(bars.pages, bars.draw),
    Kind.FULL_BARS: Drawing(bars.pages, bars.draw),
    Kind.DOTS: Drawing(tables.pages, tables.draw),
    Kind.SPANS: Drawing(bars.pages, spans.draw),
    Kind.TIMELINE: Drawing(tables.pages, tables.draw),
    Kind.TABLE: Drawing(tables.pages, tables.draw),
    Kind.MATRIX: Drawing(matrix.pages, matrix.draw),
}


def deck(
    charts: Iterable[Chart], *, heading: str, moment: Moment, template: bytes | None = None
) -> bytes:
    """The .pptx; same arguments, same bytes. Raises CongressDashError for a useless template."""
    opened = base(template)
    add_cover(opened, heading, moment)
    for chart in charts:
        _add(opened, chart)
    _sign(opened.presentation, heading, moment)
    out = BytesIO()
    opened.presentation.save(out)
    return sealed(out.getvalue())


def _add(opened: Base, chart: Chart) -> None:
    room = area(opened)
    if chart.is_empty:
        slide = new_page(opened, chart, 1, 1, "")
        set_name(empty_box(slide, room, chart), chart, 1)
        return
    drawing = DRAWINGS[chart.kind]
    parts = drawing.pages(chart, room)
    marks: tuple[Mark, ...] = () if drawing.marks else chart.marks
    signs = matrix.signs(chart) if chart.kind is Kind.MATRIX else ""
    for number, part in enumerate(parts, 1):
        slide = new_page(opened, chart, number, len(parts), remark_line(chart, marks, signs))
        set_name(drawing.draw(slide, room, part, chart), chart, number)


def _sign(presentation: Any, heading: str, moment: Moment) -> None:
    properties = presentation.core_properties
    properties.title, properties.comments = heading[:255], ""
    properties.author = properties.last_modified_by = "congress-dash"
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime.combine(moment.as_of, time())
