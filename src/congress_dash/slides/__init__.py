"""Charts → the bytes of a .pptx: a cover, then native charts and tables, one finding a slide.

The only room that knows python-pptx, which reads templates and keeps the package together; what
stands on slides is written as XML in one piece. Walk: `base` opens, `page` sets the words of a
`Slide` in the layout's `holders`, the kind's own file draws with `shapes` and `cells` or with `series`
and `axes` (`native` puts these into a chart, `inner_book` beneath it), `sealed` pins the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from congress_dash import collector
from congress_dash.chart import Chart, Kind, Mark
from congress_dash.moment import Moment
from congress_dash.safe_text import safe_text
from congress_dash.slides import bars, cards, curve, matrix, spans, stacks, tables
from congress_dash.slides.area import Area
from congress_dash.slides.base import Base, base, looked_at
from congress_dash.slides.cover import add_cover
from congress_dash.slides.page import close_page, empty_box, label, new_page, remark_line
from congress_dash.slides.seal import sealed
from congress_dash.slides.seen import TITLE, Figure, Seen, numbered, seen
from congress_dash.slides.shapes import Graphic
from congress_dash.slides.slide import Slide
from congress_dash.slides.template import ODD, Template, damaged, refused
from congress_dash.slides.uses import Use
from congress_dash.slides.words import Words, add_words


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a kind is cut over slides and drawn; `marks`: whether it draws the marks itself.

    use: which of a template's layouts it stands on.
    """

    pages: Callable[[Chart, Area], list[Chart]]
    draw: Callable[[Slide, Area, Chart, Chart], Graphic]
    marks: bool = False
    use: Use = Use.CHART


_TRIAL = Moment(date(2020, 1, 1), 0)
DRAWINGS: dict[Kind, Drawing] = {
    Kind.FIGURES: Drawing(cards.pages, cards.draw),
    Kind.CURVE: Drawing(curve.pages, curve.draw, marks=True),
    Kind.STACKED_COLUMNS: Drawing(stacks.pages, stacks.draw),
    Kind.STACKED_BARS: Drawing(bars.pages, bars.draw),
    Kind.FULL_BARS: Drawing(bars.pages, bars.draw),
    Kind.DOTS: Drawing(tables.pages, tables.draw, use=Use.TABLE),
    Kind.SPANS: Drawing(bars.pages, spans.draw),
    Kind.TIMELINE: Drawing(tables.pages, tables.draw, use=Use.TABLE),
    Kind.TABLE: Drawing(tables.pages, tables.draw, use=Use.TABLE),
    Kind.MATRIX: Drawing(matrix.pages, matrix.draw, use=Use.TABLE),
}


def template(content: bytes) -> Template:
    """An office's own .pptx or .potx, ready to build decks on; `remarks` says what it lacks.

    `Refused`, with one sentence, for what is damaged, locked, too large, has macros or no layouts:
    a small deck is built on trial, so that none breaks off later.
    """
    found = looked_at(content)
    try:
        deck([Words(use, "Mẫu") for use in Use], heading="Mẫu", moment=_TRIAL, template=found)
    except ODD as error:
        raise damaged() from error
    return found


Told = Callable[[int, int], None]  # so many parts are done, of so many


def untold(done: int, of: int) -> None:
    """Nobody wants to hear how far it is."""


def deck(
    parts: Iterable[Chart | Words],
    *,
    heading: str,
    moment: Moment,
    template: Template | None = None,
    told: Told = untold,
) -> bytes:
    """The .pptx: cover, then a slide or more for each part; same arguments, same bytes.

    told: hears after each part how many are done, and of how many.
    """
    wanted = list(parts)
    told(0, len(wanted))
    with collector.resting():
        opened = base(template)
        add_cover(opened, heading, moment)
        for done, part in enumerate(wanted, 1):
            if isinstance(part, Words):
                add_words(opened, part, moment)
            else:
                _add(opened, part.on_paper)
            told(done, len(wanted))
        _sign(opened.presentation, heading, moment)
        return sealed(opened.presentation, opened.kept)


def slide_count(chart: Chart) -> int:
    """On how many slides the chart stands in our own template."""
    drawing = DRAWINGS[chart.kind]
    if chart.is_empty:
        return 1
    return len(drawing.pages(chart.on_paper, _own().stages[drawing.use].area))


@cache
def _own() -> Base:
    return base(None)


def _add(opened: Base, chart: Chart) -> None:
    drawing = DRAWINGS[chart.kind]
    room = opened.stages[drawing.use].area
    if chart.is_empty:
        slide = new_page(opened, drawing.use, chart, 1, 1, "")
        slide.add(empty_box(slide, chart))
        close_page(slide, chart)
        return
    pages = drawing.pages(chart, room)
    marks: tuple[Mark, ...] = () if drawing.marks else chart.marks
    signs = matrix.signs(chart) if chart.kind is Kind.MATRIX else ""
    remark = remark_line(chart, marks, signs)
    for number, page in enumerate(pages, 1):
        slide = new_page(opened, drawing.use, chart, number, len(pages), remark)
        graphic = drawing.draw(slide, room, page, chart)
        slide.add(graphic.framed(slide.next_number, label(chart, number)))
        close_page(slide, chart)


def _sign(presentation: Any, heading: str, moment: Moment) -> None:
    properties = presentation.core_properties
    properties.title, properties.comments = safe_text(heading)[:255], ""
    properties.author = properties.last_modified_by = "congress-dash"
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime.combine(moment.as_of, time())


__all__ = [
    "DRAWINGS", "TITLE", "Drawing", "Figure", "Seen", "Template", "Told", "Use", "Words", "deck", "numbered",
    "refused", "seen", "slide_count", "template", "untold",
]  # fmt: skip
