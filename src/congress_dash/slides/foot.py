"""A Chart's day and source → the foot of a slide, and the slide's number."""

from __future__ import annotations

from congress_dash import view_words
from congress_dash.chart import Chart
from congress_dash.safe_text import safe_text
from congress_dash.slides.ink import line_count
from congress_dash.slides.shapes import Label, paragraph, run, text_box
from congress_dash.slides.slide import Slide

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


def add_foot(slide: Slide, chart: Chart) -> None:
    """The layout's number, and the source in its place or in a box there."""
    stage = slide.stage
    if stage.holders.number is not None:
        slide.add(stage.holders.number.filled(slide.next_number))
    words = run(source_line(chart, stage.foot.points[0] * 0.97), size=_SIZE)
    if stage.holders.foot is not None:
        slide.add(stage.holders.foot.filled(slide.next_number, words))
    else:
        box = text_box(slide.next_number, Label("Nguồn"), stage.foot, paragraph(words, "left"))
        slide.add(box)
