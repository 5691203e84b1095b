"""Heading and moment → the first slide, laid out like the head of a Party document."""

from __future__ import annotations

from pptx.enum.shapes import PP_PLACEHOLDER as Kind
from pptx.util import Inches, Length

from congress_dash import theme, view_words
from congress_dash.letterhead import ISSUER, PARTY, STAR
from congress_dash.moment import Moment
from congress_dash.slides.area import Area
from congress_dash.slides.base import Base
from congress_dash.slides.ink import balanced_width
from congress_dash.slides.look import WIDTH
from congress_dash.slides.page import title_size, titled
from congress_dash.slides.shapes import Label, paragraph, rule, run, text_box
from congress_dash.slides.slide import Slide
from congress_dash.slides.uses import Use

_KINDS = (Kind.SUBTITLE, Kind.BODY, Kind.OBJECT)  # where the day may stand, the best first


def add_cover(base: Base, heading: str, moment: Moment) -> None:
    """Adds the slide; a template brings its own head, so only its titles are filled."""
    slide = Slide(base, Use.COVER)
    size = _add_heading(slide, heading)
    _add_under(slide, _subtitle(moment, None if base.own else size * 0.6))
    if base.own:
        _add_head(slide)
    view = moment.view
    slide.close(
        moment, heading, *filter(None, (view_words.only(view), *view_words.judged(view).values()))
    )


def _add_heading(slide: Slide, heading: str) -> int:
    """On lines of about equal length: the box gives way on both sides. Returns its points."""
    stage = slide.stage
    size, room = title_size(stage, heading, 3), stage.title.points[0]
    title = stage.holders.title.filled(slide.next_number, titled(heading, size, stage))
    side = int((room - balanced_width(heading, size, room) - 20) / 2 * 12700)
    if side > 0 and stage.centred:
        title = title.replace("<a:bodyPr/>", f"<a:bodyPr lIns='{side}' rIns='{side}'/>", 1)
    slide.add(title)
    return size


def _subtitle(moment: Moment, size: float | None) -> str:
    """`size` and no colour on a template, which has its own; None: as our cover has it."""
    known = f"Theo số liệu đã nhận đến lần nạp {moment.known_at}"
    colour = None if size else theme.MUTED
    return paragraph(run(view_words.as_of(moment), bold=True, size=size)) + paragraph(
        run(known, size=size * 0.7 if size else 12, colour=colour)
    )


def _add_under(slide: Slide, words: str) -> None:
    """Where the day stands: the subtitle, another place for words, or a box under the title."""
    places = slide.stage.holders.texts
    if places:
        best = min(places, key=lambda place: _KINDS.index(place.kind))
        slide.add(best.filled(slide.next_number, words))
        return
    title = slide.stage.title
    top = min(title.bottom + Inches(0.1), slide.base.size[1] - Inches(1.0))
    below = Area(title.left, top, title.width, Inches(0.8))
    slide.add(text_box(slide.next_number, Label("Ngày số liệu"), below, words))


def _add_head(slide: Slide) -> None:
    """Issuing body with its star left, the Party's name over a rule right (36-HD/VPTW)."""
    width, top = Inches(5.0), Inches(0.6)
    issuer = paragraph(run(ISSUER, size=15, bold=True), "center", after=4)
    star = paragraph(run(STAR, size=14, bold=True), "center")
    _add_line(slide, "Cơ quan ban hành", issuer + star, Inches(0.6))
    right = Length(WIDTH - Inches(0.6) - width)
    _add_line(slide, "Tiêu đề", paragraph(run(PARTY, size=15, bold=True), "center"), right)
    inner = Area(right + Inches(1.0), top + Inches(0.36), width - Inches(2.0), 0)
    slide.add(rule(slide.next_number, Label("Gạch dưới tiêu đề"), inner))


def _add_line(slide: Slide, name: str, words: str, left: int) -> None:
    where = Area(left, Inches(0.6), Inches(5.0), Inches(0.4))
    slide.add(text_box(slide.next_number, Label(name), where, words, look=" tIns='0'"))
