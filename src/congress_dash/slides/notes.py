"""A moment and sentences → the notes of a slide: clocks, definition, source, address."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.parts.slide import NotesSlidePart

from congress_dash.moment import Moment
from congress_dash.safe_text import safe_text
from congress_dash.slides.ink import VIETNAMESE

AGAIN = "Xem lại: "  # before the address at which the dashboard shows the same


def set_notes(slide: Any, moment: Moment, *lines: str) -> None:
    """First line the moment for machines, then the lines for people."""
    frame = _notes(slide).notes_text_frame
    first = f"as_of={moment.as_of.isoformat()}; known_at={moment.known_at}"
    frame.text = "\n".join((first, *map(safe_text, lines)))
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.language_id = VIETNAMESE


def _notes(slide: Any) -> Any:
    """The slide's notes; all but the first slide's are copies of those, which is four times faster."""
    package = slide.part.package
    shown = package.presentation_part._element.sldIdLst
    first = package.presentation_part.related_part(shown[0].rId)
    if first is slide.part:
        return slide.notes_slide
    notes = NotesSlidePart(
        package.next_partname("/ppt/notesSlides/notesSlide%d.xml"), CT.PML_NOTES_SLIDE, package,
        deepcopy(first.notes_slide.element),
    )  # fmt: skip
    notes.relate_to(package.presentation_part.notes_master_part, RT.NOTES_MASTER)
    notes.relate_to(slide.part, RT.SLIDE)
    slide.part.relate_to(notes, RT.NOTES_SLIDE)
    return notes.notes_slide
