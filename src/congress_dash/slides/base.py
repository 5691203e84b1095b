"""Nothing, or a Template → the empty presentation to fill and a stage for every use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from congress_dash.slides.layouts import dress
from congress_dash.slides.stage import Stage, stage
from congress_dash.slides.template import ODD, Template, damaged, refused, without_slides
from congress_dash.slides.uses import Use, chosen

_ALWAYS = (Use.CHART, Use.TABLE)  # every deck has these: their placeholders are missed


@dataclass(frozen=True, slots=True)
class Base:
    """`own`: our look; otherwise the template's, which also brings its cover.

    kept: parts of the template that go out as they came.
    """

    presentation: Any
    stages: Mapping[Use, Stage]
    kept: Mapping[str, bytes]
    own: bool

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a slide."""
        return self.presentation.slide_width, self.presentation.slide_height


def template(content: bytes) -> Template:
    """An office's own .pptx or .potx, ready to build decks on; `remarks` says what it lacks.

    `Refused`, with one sentence, for what is damaged, locked, too large, has macros or no layouts.
    """
    found = without_slides(content)
    presentation = _opened(found)
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    if not layouts:
        raise refused("no_layouts", "Tệp mẫu không có bố cục trang nào.", "Hãy chọn tệp khác.")
    try:
        picked, remarks = chosen(layouts)
        stages = {use: _stage(presentation, layout) for use, layout in picked.items()}
    except ODD as error:
        raise damaged() from error
    lacking = (remark for use in _ALWAYS for remark in stages[use].remarks)
    return replace(found, remarks=tuple(dict.fromkeys((*remarks, *lacking))))


def base(given: Template | None) -> Base:
    """An empty 16:9 presentation in our look, or the template emptied of its slides."""
    presentation = _opened(given) if given else _own()
    masters = presentation.slide_masters
    picked, _ = chosen([layout for master in masters for layout in master.slide_layouts])
    stages = {use: _stage(presentation, layout) for use, layout in picked.items()}
    return Base(presentation, stages, given.kept if given else {}, own=given is None)


def _own() -> Any:
    presentation: Any = Presentation()
    _strip(presentation.part.package, RT.THUMBNAIL, RT.EXTENDED_PROPERTIES)
    _strip(presentation.part, RT.PRINTER_SETTINGS)
    dress(presentation)
    return presentation


def _opened(given: Template) -> Any:
    try:
        presentation: Any = Presentation(BytesIO(given.emptied))
        _ = presentation.slide_width + presentation.slide_height
    except ODD as error:
        raise damaged() from error
    return presentation


def _stage(presentation: Any, layout: Any) -> Stage:
    return stage(layout, presentation.slide_width, presentation.slide_height)


def _strip(part: Any, *kinds: str) -> None:
    """Forgets parts that speak of somebody else's program: thumbnail, printer, properties."""
    for rid in [rid for rid, rel in part._rels.items() if rel.reltype in kinds]:
        part._rels.pop(rid)
