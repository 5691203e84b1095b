"""One slide that is being filled: its shapes in their order, the parts they lead to, then its notes."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from congress_dash.moment import Moment
from congress_dash.slides.base import Base
from congress_dash.slides.notes import written
from congress_dash.slides.shapes import NAMES, START
from congress_dash.slides.uses import Use

_OPEN = (
    f"{START}<p:sld {NAMES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id='1' name=''/>"
    f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>"
)
_CLOSE = "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"


class Slide:
    """A slide on the layout of that use; nothing of it is in the deck's bytes until it is closed."""

    def __init__(self, base: Base, use: Use) -> None:
        self.base, self.stage = base, base.stages[use]
        self._part = base.new_slide(use)
        self._shapes: list[str] = []

    @property
    def next_number(self) -> int:
        """The number of the shape to be added next; 1 is the slide itself."""
        return len(self._shapes) + 2

    def add(self, shape: str) -> None:
        """A shape over those that stand there."""
        self._shapes.append(shape)

    def new_part(self, pattern: str, kind: str) -> Any:
        """An empty part of the deck that this slide will lead to."""
        return self.base.new_part(pattern, kind)

    def relate(self, part: Any, kind: str) -> str:
        """The id by which a shape of this slide speaks of the part."""
        return str(self._part.relate_to(part, kind))

    def close(self, moment: Moment, *notes: str) -> None:
        """Writes it with its notes: the moment, then sentences."""
        self._part.blob = f"{_OPEN}{''.join(self._shapes)}{_CLOSE}".encode()
        page = self.new_part("/ppt/notesSlides/notesSlide%d.xml", CT.PML_NOTES_SLIDE)
        page.blob = written(self.base.notes, moment, notes)
        page.relate_to(self.base.presentation.part.notes_master_part, RT.NOTES_MASTER)
        page.relate_to(self._part, RT.SLIDE)
        self.relate(page, RT.NOTES_SLIDE)
