"""A moment and sentences → the notes of a slide: clocks, definition, source, address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml.etree import tostring
from pptx.oxml.slide import CT_NotesSlide
from pptx.slide import NotesSlide

from congress_dash.moment import Moment
from congress_dash.slides.holders import MARK, mark
from congress_dash.slides.shapes import START, paragraph, run

AGAIN = "Xem lại: "  # before the address at which the dashboard shows the same


@dataclass(frozen=True, slots=True)
class Blank:
    """The XML of a notes slide around its words."""

    before: str
    after: str


def blank(master: Any) -> Blank:
    """As python-pptx makes one from the notes master."""
    notes: Any = NotesSlide(CT_NotesSlide.new(), None)  # type: ignore[arg-type]
    notes.clone_master_placeholders(master)
    body = notes.notes_placeholder.element.get_or_add_txBody()
    body.replace(body.p_lst[0], mark())
    before, _, after = tostring(notes.element, encoding="unicode").partition(MARK)
    return Blank(START + before, after)


def written(around: Blank, moment: Moment, lines: Iterable[str]) -> bytes:
    """First line the moment for machines, then the lines for people."""
    first = f"as_of={moment.as_of.isoformat()}; known_at={moment.known_at}"
    words = "".join(paragraph(run(line)) for line in (first, *lines))
    return f"{around.before}{words}{around.after}".encode()
