"""A Chart's words → one slide with title, foot and notes, and the room left to draw in."""

from __future__ import annotations

from pptx.util import Inches

from congress_dash import addresses, theme, vietnamese, view_words
from congress_dash.chart import Chart, Mark
from congress_dash.safe_text import safe_text
from congress_dash.slides.area import Area
from congress_dash.slides.base import Base
from congress_dash.slides.foot import add_foot
from congress_dash.slides.ink import LINE, line_count
from congress_dash.slides.notes import AGAIN
from congress_dash.slides.shapes import Label, paper, paragraph, remark_box, run, text_box
from congress_dash.slides.slide import Slide
from congress_dash.slides.stage import Stage
from congress_dash.slides.uses import Use

_MOST, _LEAST = 36, 14  # points of a title
_TIGHT = 1.15  # one line may take the spare room: a second would fit, too


def new_page(base: Base, use: Use, chart: Chart, number: int, total: int, remark: str) -> Slide:
    """A slide with everything but the graphic; continuations say so in the title."""
    slide = Slide(base, use)
    title = chart.title if number == 1 else f"{chart.title} (tiếp theo {number}/{total})"
    add_title(slide, title)
    add_foot(slide, chart)
    if slide.stage.dark:
        _add_paper(slide, slide.stage.area)
    _add_remark(slide, slide.stage.area, remark)
    return slide


def close_page(slide: Slide, chart: Chart) -> None:
    """The notes say what is counted, whose figures these are, from where, and where to see them."""
    view = chart.moment.view
    whose = filter(None, (view_words.only(view), *view_words.judged(view).values()))
    again = f"{AGAIN}{addresses.written(chart.moment)}"
    slide.close(chart.moment, chart.definition, *whose, f"Nguồn: {chart.source}", again)


def add_title(slide: Slide, text: str) -> None:
    """On one line if a size near the layout's own allows it, else on two."""
    title = slide.stage.holders.title
    slide.add(
        title.filled(slide.next_number, titled(text, title_size(slide.stage, text, 2), slide.stage))
    )


def titled(text: str, size: int, stage: Stage) -> str:
    """The title's paragraph; the layout's own size is not repeated."""
    return paragraph(run(text, size=None if size == stage.title_size else size))


def title_size(stage: Stage, text: str, lines: int) -> int:
    """Points at which the title stands on one line, if near the layout's own, else on `lines`."""
    words = safe_text(text)
    width, height = stage.title.points
    sizes = range(min(stage.title_size, _MOST), _LEAST - 1, -2)

    def fits(size: int, most: int, room: float) -> bool:
        count = line_count(words, size, room, bold=True)
        return count <= most and count * size * LINE <= height

    near = (size for size in sizes[:3] if fits(size, 1, width * _TIGHT))
    small = (size for size in sizes if fits(size, lines, width))
    return next(near, None) or next(small, _LEAST)


def _add_paper(slide: Slide, area: Area) -> None:
    """White under graphic and remark on a dark ground: our colours are made for white."""
    wide, above, below = Inches(0.12), Inches(0.42), Inches(0.06)
    left = max(area.left - wide, 0)
    width = area.width + min(wide, area.left) + wide
    under = Area(left, area.top - above, width, area.height + above + below)
    slide.add(paper(slide.next_number, Label("Nền"), under))


def remark_line(chart: Chart, marks: tuple[Mark, ...], signs: str = "") -> str:
    """Meaning of the signs, days that the kind cannot draw, unit of the numbers."""
    unit = f"Đơn vị tính: {chart.unit}" if chart.unit else ""
    return " · ".join(part for part in (signs, *map(_mark_words, marks), unit) if part)


def _mark_words(mark: Mark) -> str:
    days = vietnamese.day(mark.on)
    return f"{mark.label}: {days}" + (f"–{vietnamese.day(mark.until)}" if mark.until else "")


def _add_remark(slide: Slide, room: Area, text: str) -> None:
    if not text:
        return
    above = Area(room.left, room.top - Inches(0.36), room.width, Inches(0.3))
    words = paragraph(run(text, size=12, italic=True, colour=theme.MUTED), "right")
    slide.add(remark_box(slide.next_number, Label("Ghi chú"), above, words))


def label(chart: Chart, number: int) -> Label:
    """Name and description of the graphic; the first of a chart bears exactly its key."""
    words = f"{chart.title}. {chart.definition} {view_words.as_of(chart.moment)}."
    return Label(chart.key if number == 1 else f"{chart.key} ({number})", words)


def empty_box(slide: Slide, chart: Chart) -> str:
    """The sentence that stands where a chart without rows would be."""
    words = paragraph(run(chart.empty, size=22, colour=theme.MUTED), "center")
    return text_box(slide.next_number, label(chart, 1), slide.stage.area, words, middle=True)
