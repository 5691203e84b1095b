"""Words of a briefing → a slide without numbers of its own: a section, a list, the closing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as Holder
from pptx.util import Length, Pt

from congress_dash.moment import Moment
from congress_dash.slides.base import Base
from congress_dash.slides.ink import write
from congress_dash.slides.notes import set_notes
from congress_dash.slides.page import clear, new_slide, set_title
from congress_dash.slides.uses import Use, kind_of

_KINDS = (Holder.BODY, Holder.OBJECT, Holder.SUBTITLE)


@dataclass(frozen=True, slots=True)
class Words:
    """A title and lines that people wrote; `use` is SECTION, LIST or CLOSING."""

    use: Use
    title: str
    lines: tuple[str, ...] = ()


def add_words(base: Base, words: Words, moment: Moment) -> None:
    """Adds the slide; lines without a place in the layout stand in a box."""
    slide, stage = new_slide(base, words.use), base.stages[words.use]
    set_title(slide, words.title, stage)
    if words.lines:
        _write_lines(_frame(base, slide, words.use), words.lines)
    clear(slide)
    set_notes(slide, moment, words.title)


def _frame(base: Base, slide: Any, use: Use) -> Any:
    found = [p for p in slide.placeholders if kind_of(p) in _KINDS]
    if found:
        return found[0].text_frame
    area = base.stages[use].area
    box = slide.shapes.add_textbox(*map(Length, (area.left, area.top, area.width, area.height)))
    box.name, box.text_frame.word_wrap = "Nội dung", True
    return box.text_frame


def _write_lines(frame: Any, lines: tuple[str, ...]) -> None:
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.space_after = Pt(6)
        write(paragraph, line)
