"""A Chart's words → one slide with title, foot and notes, and the room left to draw in."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Length

from congress_dash import addresses, theme, vietnamese, view_words
from congress_dash.chart import Chart, Mark
from congress_dash.safe_text import safe_text
from congress_dash.slides.base import Base
from congress_dash.slides.foot import set_foot
from congress_dash.slides.ink import (
    LINE,
    align,
    line_count,
    rgb,
    write,
)
from congress_dash.slides.notes import AGAIN, set_notes
from congress_dash.slides.stage import Area, Stage
from congress_dash.slides.uses import Use

_MOST, _LEAST = 36, 14  # points of a title
_TIGHT = 1.15  # one line may take the spare room: a second would fit, too


def new_slide(base: Base, use: Use) -> Any:
    """A slide on the layout of that use, with a title whether or not the layout has one."""
    slide = base.presentation.slides.add_slide(base.stages[use].layout)
    if slide.shapes.title is None:
        _add_title(slide, base.stages[use].title)
    return slide


def clear(slide: Any, *but: Any) -> None:
    """Takes the placeholders off that nobody filled; they would show their prompts while edited."""
    filled = {id(shape.element) for shape in but}
    for placeholder in list(slide.placeholders):
        if id(placeholder.element) not in filled and not placeholder.text_frame.text.strip():
            placeholder.element.getparent().remove(placeholder.element)


def new_page(base: Base, use: Use, chart: Chart, number: int, total: int, remark: str) -> Any:
    """A slide with everything but the graphic; continuations say so in the title."""
    slide, stage = new_slide(base, use), base.stages[use]
    title = chart.title if number == 1 else f"{chart.title} (tiếp theo {number}/{total})"
    set_title(slide, title, stage)
    set_foot(stage, slide, chart)
    clear(slide)
    if stage.dark:
        _paper(slide, stage.area)
    _write_remark(slide, stage.area, remark)
    view = chart.moment.view
    whose = filter(None, (view_words.only(view), *view_words.judged(view).values()))
    again = f"{AGAIN}{addresses.written(chart.moment)}"
    set_notes(slide, chart.moment, chart.definition, *whose, f"Nguồn: {chart.source}", again)
    return slide


def set_title(slide: Any, text: str, stage: Stage, *, lines: int = 2) -> float:
    """Writes the title on one line if a size near the layout's own allows it, else on more.

    Returns the size in points; the layout's own is not repeated.
    """
    words = safe_text(text)
    width, height = stage.title.points
    sizes = range(min(stage.title_size, _MOST), _LEAST - 1, -2)

    def fits(size: int, most: int, room: float) -> bool:
        count = line_count(words, size, room, bold=True)
        return count <= most and count * size * LINE <= height

    near = (size for size in sizes[:3] if fits(size, 1, width * _TIGHT))
    small = (size for size in sizes if fits(size, lines, width))
    size = next(near, None) or next(small, _LEAST)
    paragraph = slide.shapes.title.text_frame.paragraphs[0]
    write(paragraph, text, size=None if size == stage.title_size else size)
    return size


def _add_title(slide: Any, place: Area) -> None:
    """A title of its own, so that outline and readers of the screen know the slide's."""
    tree = slide.shapes.element
    number = max(int(found) for found in tree.xpath(".//p:cNvPr/@id")) + 1
    tree.append(
        parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr><p:cNvPr id='{number}' name='Tiêu đề'/>"
            f"<p:cNvSpPr><a:spLocks noGrp='1'/></p:cNvSpPr><p:nvPr><p:ph type='title'/></p:nvPr>"
            f"</p:nvSpPr><p:spPr><a:xfrm><a:off x='{place.left}' y='{place.top}'/>"
            f"<a:ext cx='{place.width}' cy='{place.height}'/></a:xfrm></p:spPr>"
            f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
    )


def _paper(slide: Any, area: Area) -> None:
    """White under graphic and remark on a dark ground: our colours are made for white."""
    wide, above, below = Inches(0.12), Inches(0.42), Inches(0.06)
    shape = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE,
        *map(Length, (max(area.left - wide, 0), area.top - above)),
        *map(Length, (area.width + min(wide, area.left) + wide, area.height + above + below)),
    )
    shape.name = "Nền"
    shape._element.remove(shape._element.find(qn("p:style")))  # it would bring a shadow
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(theme.PAPER)
    shape.line.fill.background()


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
