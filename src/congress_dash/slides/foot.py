"""A Chart's day and source → the foot of a slide, and the slide's number."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx.util import Length

from congress_dash import view_words
from congress_dash.chart import Chart
from congress_dash.safe_text import safe_text
from congress_dash.slides.ink import align, line_count, write
from congress_dash.slides.stage import Stage

_SIZE = 10


def source_line(chart: Chart, width: float) -> str:
    """The as-of line and the source, which is cut where both take over two lines."""
    line = view_words.as_of(chart.moment)
    words = safe_text(chart.source).split()
    text = f"{line} · Nguồn: {' '.join(words)}" if words else line
    while words and line_count(text, _SIZE, width) > 2:
        words.pop()
        text = f"{line} · Nguồn: {' '.join(words)} …"
    return text


def set_foot(stage: Stage, slide: Any, chart: Chart) -> None:
    """Fills the place of the source, or a box there; the number is copied from the layout, which a
    new slide does not take over."""
    if stage.number is not None:
        _copied(slide, stage.number)
    foot = _place(stage, slide)
    where = stage.foot
    foot.left, foot.top, foot.width, foot.height = map(
        Length, (where.left, where.top, where.width, where.height)
    )
    frame = foot.text_frame
    frame.word_wrap = True
    align(frame.paragraphs[0], "left")
    write(frame.paragraphs[0], source_line(chart, where.points[0] * 0.97), size=_SIZE)


def _place(stage: Stage, slide: Any) -> Any:
    """The slide's own shape for the source: the layout's place of that number, or a plain box."""
    if stage.source is None:
        box = slide.shapes.add_textbox(0, 0, 1, 1)
        box.name = "Nguồn"
        return box
    number = stage.source.placeholder_format.idx
    own = [p for p in slide.placeholders if p.placeholder_format.idx == number]
    return own[0] if own else _copied(slide, stage.source)


def _copied(slide: Any, placeholder: Any) -> Any:
    tree = slide.shapes.element
    copy = deepcopy(placeholder.element)
    used = [int(number) for number in tree.xpath(".//p:cNvPr/@id")]
    copy.nvSpPr.cNvPr.set("id", str(max(used) + 1))
    for properties in copy.xpath(".//a:rPr | .//a:endParaRPr"):
        properties.set("lang", "vi-VN")
    tree.append(copy)
    number = placeholder.placeholder_format.idx
    return next(p for p in slide.placeholders if p.placeholder_format.idx == number)
