"""Charts → the bytes of a .pptx: a cover, then native charts and tables, one finding a slide.

The only room that knows python-pptx. Walk: `base` opens, `page` sets the words of a slide, the
kind's own file draws, `seal` pins the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from io import BytesIO
from typing import Any

from congress_dash.chart import Chart, Kind, Mark
from congress_dash.moment import Moment
from congress_dash.slides import bars, cards, curve, matrix, spans, stacks, tables
from congress_dash.slides.base import Base, base
from congress_dash.slides.cover import add_cover
from congress_dash.slides.page import Area, area, empty_box, new_page, remark_line, set_name
from congress_dash.slides.seal import sealed


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


Told = Callable[[int, int], None]


def untold(done: int, of: int) -> None:
    """Nobody wants to hear how far it is."""


def deck(
    charts: Iterable[Chart],
    *,
    heading: str,
    moment: Moment,
    template: bytes | None = None,
    told: Told = untold,
) -> bytes:
    """The .pptx; same arguments, same bytes. Raises CongressDashError for a useless template.

    told: hears after each chart how many are done, and of how many.
    """
    wanted = list(charts)
    told(0, len(wanted))
    opened = base(template)
    add_cover(opened, heading, moment)
    for done, chart in enumerate(wanted, 1):
        _add(opened, chart)
        told(done, len(wanted))
    _sign(opened.presentation, heading, moment)
    out = BytesIO()
    opened.presentation.save(out)
    return sealed(out.getvalue())


def slide_count(chart: Chart) -> int:
    """On how many slides the chart stands in our own template."""
    return 1 if chart.is_empty else len(DRAWINGS[chart.kind].pages(chart, _own_area()))


@cache
def _own_area() -> Area:
    return area(base(None))


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
