"""Nothing, or a Template → the empty presentation to fill and a stage for every use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from itertools import count
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI

from congress_dash.slides.layouts import dress
from congress_dash.slides.seal import sealed
from congress_dash.slides.stage import Stage, stage
from congress_dash.slides.template import ODD, Template, counted, damaged, refused, without_slides
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


def looked_at(content: bytes) -> Template:
    """An office's own .pptx or .potx, ready to build decks on; `remarks` says what it lacks.

    `Refused`, with one sentence, for what is damaged, locked, too large, has macros or no layouts.
    """
    found = without_slides(content)
    presentation = _presentation(found.emptied)
    try:
        layouts = [each for master in presentation.slide_masters for each in master.slide_layouts]
    except ODD as error:
        raise damaged() from error
    if not layouts:
        raise refused(
            "no_layouts",
            "Tệp trình chiếu không có bố cục trang nào để làm mẫu.",
            "Hãy chọn tệp khác.",
        )
    try:
        picked, remarks = chosen(layouts)
        stages = {use: _stage(presentation, layout) for use, layout in picked.items()}
    except ODD as error:
        raise damaged() from error
    lacking = (remark for use in _ALWAYS for remark in stages[use].remarks)
    return replace(found, remarks=tuple(dict.fromkeys((*remarks, *lacking))))


def base(given: Template | None) -> Base:
    """An empty 16:9 presentation in our look, or the template emptied of its slides."""
    presentation = _presentation(given.emptied if given else _own())
    masters = presentation.slide_masters
    picked, _ = chosen([layout for master in masters for layout in master.slide_layouts])
    package = presentation.part.package
    package.next_partname = _Numbers(package)  # python-pptx walks through all parts for each name
    stages = _Stages(presentation, picked)
    return Base(presentation, stages, given.kept if given else {}, own=given is None)


class _Stages(dict[Use, Stage]):
    """The stages of the layouts, each looked at when it is first used."""

    def __init__(self, presentation: Any, layouts: Mapping[Use, Any]) -> None:
        super().__init__()
        self._presentation, self._layouts = presentation, layouts

    def __missing__(self, use: Use) -> Stage:
        self[use] = _stage(self._presentation, self._layouts[use])
        return self[use]


class _Numbers:
    """The next free name of a kind of part: `/ppt/slides/slide%d.xml` → `/ppt/slides/slide4.xml`."""

    def __init__(self, package: Any) -> None:
        self._taken = {str(part.partname) for part in package.iter_parts()}
        self._last: dict[str, int] = {}

    def __call__(self, pattern: str) -> PackURI:
        numbers = count(self._last.get(pattern, 0) + 1)
        self._last[pattern] = next(n for n in numbers if pattern % n not in self._taken)
        return PackURI(pattern % self._last[pattern])


@cache
def _own() -> bytes:
    """Our look as a package, notes master and all; dressed once."""
    presentation: Any = Presentation()
    _ = presentation.notes_master
    _strip(presentation.part.package, RT.THUMBNAIL, RT.EXTENDED_PROPERTIES)
    _strip(presentation.part, RT.PRINTER_SETTINGS)
    dress(presentation)
    return sealed(presentation, {})


def opened(content: bytes) -> Any:
    """A finished deck to read, after all of it was inflated and counted; `Refused` otherwise."""
    return _presentation(counted(content))


def _presentation(content: bytes) -> Any:
    try:
        presentation: Any = Presentation(BytesIO(content))
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
