"""Heading and moment → the first slide, laid out like the head of a Party document."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR, PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches, Length, Pt

from congress_dash import theme, view_words
from congress_dash.letterhead import ISSUER, PARTY, STAR
from congress_dash.moment import Moment
from congress_dash.slides.base import Base
from congress_dash.slides.ink import align, balanced_width, rgb, write
from congress_dash.slides.look import WIDTH
from congress_dash.slides.page import set_notes, set_title

_SIZES = (36, 32, 28, 24, 20)


def add_cover(base: Base, heading: str, moment: Moment) -> None:
    """Adds the slide; a template brings its own head, so only its titles are filled."""
    slide = base.presentation.slides.add_slide(base.cover)
    _write_heading(slide, heading, inherit=base.own)
    lines = (view_words.as_of(moment), f"Theo số liệu đã nhận đến lần nạp {moment.known_at}")
    for placeholder in slide.placeholders:
        if placeholder.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE:
            _write_subtitle(placeholder.text_frame, lines)
    if base.own:
        _head(slide)
    set_notes(
        slide,
        moment,
        heading,
        *filter(None, (view_words.only(moment.view), *view_words.judged(moment.view).values())),
    )


def _write_heading(slide: Any, heading: str, *, inherit: bool) -> None:
    """On two lines of about equal length: the box gives way on both sides."""
    title = slide.shapes.title
    room = title.width / 12700
    set_title(slide, heading, _SIZES, room, inherit=inherit)
    size = title.text_frame.paragraphs[0].runs[0].font.size
    points = size.pt if size else _SIZES[0]
    side = Length(int((room - balanced_width(heading, points, room) - 20) / 2 * 12700))
    if side > 0:
        title.text_frame.margin_left = title.text_frame.margin_right = side


def _write_subtitle(frame: Any, lines: tuple[str, str]) -> None:
    write(frame.paragraphs[0], lines[0], bold=True)
    write(frame.add_paragraph(), lines[1], size=12, colour=theme.MUTED)


def _head(slide: Any) -> None:
    """Issuing body with its star left, the Party's name over a rule right (36-HD/VPTW)."""
    width, top = Inches(5.0), Inches(0.6)
    left = _line(slide, "Cơ quan ban hành", ISSUER, Inches(0.6), top, width)
    left.text_frame.paragraphs[0].space_after = Pt(4)
    star = left.text_frame.add_paragraph()
    align(star, "center")
    write(star, STAR, size=14, bold=True)
    x = Length(WIDTH - Inches(0.6) - width)
    _line(slide, "Tiêu đề", PARTY, x, top, width)
    rule = slide.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT,
        Length(x + Inches(1.0)), Length(top + Inches(0.36)),
        Length(x + width - Inches(1.0)), Length(top + Inches(0.36)),
    )  # fmt: skip
    rule.name = "Gạch dưới tiêu đề"
    rule._element.remove(rule._element.find(qn("p:style")))  # it would bring a shadow
    rule.line.color.rgb, rule.line.width = rgb(theme.INK), Pt(1)


def _line(slide: Any, name: str, text: str, x: Length, y: Length, width: Length) -> Any:
    box = slide.shapes.add_textbox(x, y, width, Inches(0.4))
    box.name = name
    frame = box.text_frame
    frame.word_wrap, frame.margin_top = True, 0
    align(frame.paragraphs[0], "center")
    write(frame.paragraphs[0], text, size=15, bold=True)
    return box
