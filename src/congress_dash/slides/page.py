"""A Chart's words → one slide with title, foot and notes, and the room left to draw in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches, Length

from congress_dash import theme, vietnamese, view_words
from congress_dash.chart import Chart, Mark
from congress_dash.moment import Moment
from congress_dash.safe_text import safe_text
from congress_dash.slides.base import Base, kind_of
from congress_dash.slides.foot import set_foot
from congress_dash.slides.ink import VIETNAMESE, align, fitting_size, line_count, write

TITLE_SIZES = (28, 26, 24, 22, 20, 18)
_ABOVE = Inches(0.48)  # between title and graphic: the rule and the remark
_BELOW = Inches(0.14)
_TIGHT = 1.15  # one line may take the spare room: a second would fit, too


@dataclass(frozen=True, slots=True)
class Area:
    """Where a graphic may stand, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width / 12700, self.height / 12700


def area(base: Base) -> Area:
    """Between the title and the foot of the body layout, inside the title's edges."""
    placeholders: Any = base.body.placeholders
    title = next(p for p in placeholders if kind_of(p) == PP_PLACEHOLDER.TITLE)
    feet = [p.top for p in placeholders if kind_of(p) == PP_PLACEHOLDER.FOOTER]
    end = min(feet, default=base.presentation.slide_height - Inches(0.5)) - _BELOW
    top = title.top + title.height + _ABOVE
    return Area(title.left, top, title.width, end - top)


def new_page(base: Base, chart: Chart, number: int, total: int, remark: str) -> Any:
    """A slide with everything but the graphic; continuations say so in the title."""
    slide = base.presentation.slides.add_slide(base.body)
    room = area(base)
    title = chart.title if number == 1 else f"{chart.title} (tiếp theo {number}/{total})"
    set_title(slide, title, TITLE_SIZES, room.points[0], inherit=base.own)
    _write_remark(slide, room, remark)
    set_foot(base, slide, chart)
    view = chart.moment.view
    whose = filter(None, (view_words.only(view), *view_words.judged(view).values()))
    set_notes(slide, chart.moment, chart.definition, *whose, f"Nguồn: {chart.source}")
    return slide


def set_title(
    slide: Any, text: str, sizes: tuple[int, ...], width: float, *, inherit: bool
) -> None:
    """Writes the title on one line if a size near the first allows it, else on two.

    `inherit`: the layout's own size is the first of the sizes.
    """
    words = safe_text(text)
    size = fitting_size(words, sizes[:3], width * _TIGHT, 1)
    if line_count(words, size, width * _TIGHT, bold=True) > 1:
        size = fitting_size(words, sizes, width, 2)
    paragraph = slide.shapes.title.text_frame.paragraphs[0]
    write(paragraph, text, size=None if inherit and size == sizes[0] else size)


def remark_line(chart: Chart, marks: tuple[Mark, ...], signs: str = "") -> str:
    """Meaning of the signs, days that the kind cannot draw, unit of the numbers."""
    unit = f"Đơn vị tính: {chart.unit}" if chart.unit else ""
    return " · ".join(part for part in (signs, *map(_mark_words, marks), unit) if part)


def _mark_words(mark: Mark) -> str:
    days = vietnamese.day(mark.on)
    return f"{mark.label}: {days}" + (f"–{vietnamese.day(mark.until)}" if mark.until else "")


def _write_remark(slide: Any, room: Area, text: str) -> None:
    if not text:
        return
    top = Length(room.top - Inches(0.36))
    box = slide.shapes.add_textbox(Length(room.left), top, Length(room.width), Inches(0.3))
    box.name = "Ghi chú"
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    align(frame.paragraphs[0], "right")
    write(frame.paragraphs[0], text, size=12, italic=True, colour=theme.MUTED)


def set_notes(slide: Any, moment: Moment, *lines: str) -> None:
    """First line the moment for machines, then the lines for people."""
    frame = slide.notes_slide.notes_text_frame
    first = f"as_of={moment.as_of.isoformat()}; known_at={moment.known_at}"
    frame.text = "\n".join((first, *map(safe_text, lines)))
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.language_id = VIETNAMESE


def set_name(shape: Any, chart: Chart, number: int) -> None:
    """Name and description of the graphic; the first of a chart bears exactly its key."""
    shape.name = chart.key if number == 1 else f"{chart.key} ({number})"
    words = f"{chart.title}. {chart.definition} {view_words.as_of(chart.moment)}."
    shape._element.xpath(".//p:cNvPr")[0].set("descr", safe_text(words))


def empty_box(slide: Any, room: Area, chart: Chart) -> Any:
    """The sentence that stands where a chart without rows would be."""
    box = slide.shapes.add_textbox(*map(Length, (room.left, room.top, room.width, room.height)))
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    align(frame.paragraphs[0], "center")
    write(frame.paragraphs[0], chart.empty, size=22, colour=theme.MUTED)
    return box
