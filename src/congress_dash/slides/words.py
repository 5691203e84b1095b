"""Words of a briefing → a slide without numbers of its own: a section, a list, the closing."""

from __future__ import annotations

from dataclasses import dataclass

from congress_dash.moment import Moment
from congress_dash.slides.base import Base
from congress_dash.slides.page import add_title
from congress_dash.slides.shapes import Label, paragraph, run, text_box
from congress_dash.slides.slide import Slide
from congress_dash.slides.uses import Use


@dataclass(frozen=True, slots=True)
class Words:
    """A title and lines that people wrote; `use` is SECTION, LIST or CLOSING."""

    use: Use
    title: str
    lines: tuple[str, ...] = ()


def add_words(base: Base, words: Words, moment: Moment) -> None:
    """Adds the slide; lines without a place in the layout stand in a box."""
    slide = Slide(base, words.use)
    add_title(slide, words.title)
    if words.lines:
        lines = "".join(paragraph(run(line), after=6) for line in words.lines)
        places, area = slide.stage.holders.texts, slide.stage.area
        slide.add(
            places[0].filled(slide.next_number, lines)
            if places
            else text_box(slide.next_number, Label("Nội dung"), area, lines)
        )
    slide.close(moment, words.title)
