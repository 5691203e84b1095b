"""A Chart's day and source → the foot of a slide, and the slide's number."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from congress_dash import view_words
from congress_dash.chart import Chart
from congress_dash.safe_text import safe_text
from congress_dash.slides.base import Base, kind_of
from congress_dash.slides.ink import align, line_count, write

_SIZE = 10
_COPIED = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def source_line(chart: Chart, width: float) -> str:
    """The as-of line and the source, which is cut where both take over two lines."""
    line = view_words.as_of(chart.moment)
    words = safe_text(chart.source).split()
    text = f"{line} · Nguồn: {' '.join(words)}" if words else line
    while words and line_count(text, _SIZE, width) > 2:
        words.pop()
        text = f"{line} · Nguồn: {' '.join(words)} …"
    return text


def set_foot(base: Base, slide: Any, chart: Chart) -> None:
    """Copies footer and number, which a new slide does not take over from its layout."""
    placeholders: Any = base.body.placeholders
    for placeholder in placeholders:
        if kind_of(placeholder) in _COPIED:
            _copy(slide, placeholder)
    feet = [p for p in slide.placeholders if kind_of(p) == PP_PLACEHOLDER.FOOTER]
    foot = feet[0] if feet else _box(base, slide)
    _widen(foot, slide.shapes.title)
    width = foot.width / 12700 * 0.97
    write(foot.text_frame.paragraphs[0], source_line(chart, width), size=_SIZE)


def _widen(foot: Any, title: Any) -> None:
    """A template's narrow footer takes the place of the day that stood beside it."""
    if foot.width < title.width * 0.6:
        top, height = foot.top, foot.height
        foot.left, foot.top = title.left, top
        foot.width, foot.height = int(title.width * 0.85), height
        align(foot.text_frame.paragraphs[0], "left")


def _copy(slide: Any, placeholder: Any) -> None:
    tree = slide.shapes.element
    copy = deepcopy(placeholder.element)
    used = [int(number) for number in tree.xpath(".//p:cNvPr/@id")]
    copy.nvSpPr.cNvPr.set("id", str(max(used) + 1))
    for properties in copy.xpath(".//a:rPr | .//a:endParaRPr"):
        properties.set("lang", "vi-VN")
    tree.append(copy)


def _box(base: Base, slide: Any) -> Any:
    """Where the template has no footer: a box along the slide's lower edge."""
    title, height = slide.shapes.title, base.presentation.slide_height
    box = slide.shapes.add_textbox(title.left, height - Inches(0.5), title.width, Inches(0.4))
    box.name = "Nguồn"
    box.text_frame.word_wrap = True
    return box
