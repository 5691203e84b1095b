"""Heading and moment → the first slide, laid out like the head of a Party document."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.shapes import PP_PLACEHOLDER as Holder
from pptx.oxml.ns import qn
from pptx.util import Inches, Length, Pt

from congress_dash import theme, view_words
from congress_dash.letterhead import ISSUER, PARTY, STAR
from congress_dash.moment import Moment
from congress_dash.slides.base import Base
from congress_dash.slides.ink import align, balanced_width, rgb, write
from congress_dash.slides.look import WIDTH
from congress_dash.slides.notes import set_notes
from congress_dash.slides.page import clear, new_slide, set_title
from congress_dash.slides.stage import Stage
from congress_dash.slides.uses import Use, kind_of


def add_cover(base: Base, heading: str, moment: Moment) -> None:
    """Adds the slide; a template brings its own head, so only its titles are filled."""
    slide, stage = new_slide(base, Use.COVER), base.stages[Use.COVER]
    size = _write_heading(slide, heading, stage)
    lines = (view_words.as_of(moment), f"Theo số liệu đã nhận đến lần nạp {moment.known_at}")
    _write_subtitle(_under(base, slide), lines, None if base.own else size * 0.6)
    clear(slide)
    if base.own:
        _head(slide)
    set_notes(
        slide,
        moment,
        heading,
        *filter(None, (view_words.only(moment.view), *view_words.judged(moment.view).values())),
    )


def _write_heading(slide: Any, heading: str, stage: Stage) -> float:
    """On lines of about equal length: the box gives way on both sides."""
    title, room = slide.shapes.title, stage.title.points[0]
    size = set_title(slide, heading, stage, lines=3)
    side = Length(int((room - balanced_width(heading, size, room) - 20) / 2 * 12700))
    if side > 0 and stage.centred:
        title.text_frame.margin_left = title.text_frame.margin_right = side
    return size


def _under(base: Base, slide: Any) -> Any:
    """Where the day stands: the subtitle, another place for words, or a box under the title."""
    kinds = (Holder.SUBTITLE, Holder.BODY, Holder.OBJECT)
    found = [p for p in slide.placeholders if kind_of(p) in kinds]
    if found:
        return min(found, key=lambda p: kinds.index(kind_of(p))).text_frame
    stage, height = base.stages[Use.COVER], base.size[1]
    top = min(stage.title.bottom + Inches(0.1), height - Inches(1.0))
    box = slide.shapes.add_textbox(
        *map(Length, (stage.title.left, top, stage.title.width, Inches(0.8)))
    )
    box.name, box.text_frame.word_wrap = "Ngày số liệu", True
    return box.text_frame


def _write_subtitle(frame: Any, lines: tuple[str, str], size: float | None) -> None:
    """`size` and no colour on a template, which has its own; None: as our cover has it."""
    write(frame.paragraphs[0], lines[0], bold=True, size=size)
    colour = None if size else theme.MUTED
    write(frame.add_paragraph(), lines[1], size=size * 0.7 if size else 12, colour=colour)


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
