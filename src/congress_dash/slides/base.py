"""Nothing, or a Template → the empty presentation to fill and a stage for every use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from io import BytesIO
from itertools import count
from typing import Any

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from congress_dash.slides.layouts import dress
from congress_dash.slides.notes import Blank, blank
from congress_dash.slides.seal import sealed
from congress_dash.slides.stage import Stage, stage
from congress_dash.slides.template import ODD, Template, counted, damaged, refused, without_slides
from congress_dash.slides.uses import Use, chosen

_ALWAYS = (Use.CHART, Use.TABLE)  # every deck has these: their placeholders are missed


@dataclass(frozen=True, slots=True)
class Ready:
    """What all decks on one template share. numbers: of the layouts, over all masters.

    remarks: sentences on what it lacks and what is used instead.
    """

    numbers: Mapping[Use, int]
    stages: Mapping[Use, Stage]
    notes: Blank
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """`own`: our look; otherwise the template's, which also brings its cover.

    kept: parts of the template that go out as they came.
    """

    presentation: Any
    layouts: Mapping[Use, Any]
    stages: Mapping[Use, Stage]
    notes: Blank
    kept: Mapping[str, bytes]
    own: bool

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a slide."""
        return self.presentation.slide_width, self.presentation.slide_height

    def new_part(self, pattern: str, kind: str) -> Any:
        """An empty part; `pattern`: its name but for its number."""
        package = self.presentation.part.package
        return Part(package.next_partname(pattern), kind, package)

    def new_slide(self, use: Use) -> Any:
        """The part of a slide behind all others."""
        whole = self.presentation.part
        slide = self.new_part("/ppt/slides/slide%d.xml", CT.PML_SLIDE)
        slide.relate_to(self.layouts[use].part, RT.SLIDE_LAYOUT)
        whole._element.get_or_add_sldIdLst().add_sldId(whole.relate_to(slide, RT.SLIDE))
        return slide


def looked_at(content: bytes) -> Template:
    """An office's own .pptx or .potx, ready to build decks on; `remarks` says what it lacks.

    `Refused`, with one sentence, for what is damaged, locked, too large, has macros or no layouts.
    """
    found = without_slides(content)
    presentation = _presentation(found.emptied)
    try:
        if not _layouts(presentation):
            raise refused(
                "no_layouts",
                "Tệp trình chiếu không có bố cục trang nào để làm mẫu.",
                "Hãy chọn tệp khác.",
            )
        return replace(found, remarks=_ready(found.emptied).remarks)
    except ODD as error:
        raise damaged() from error


def base(given: Template | None) -> Base:
    """An empty 16:9 presentation in our look, or the template emptied of its slides."""
    emptied = given.emptied if given else _own()
    ready, presentation = _ready(emptied), _presentation(emptied)
    layouts = _layouts(presentation)
    package = presentation.part.package
    package.next_partname = _Numbers(package)  # python-pptx walks through all parts for each name
    picked = {use: layouts[number] for use, number in ready.numbers.items()}
    kept = given.kept if given else {}
    return Base(presentation, picked, ready.stages, ready.notes, kept, own=given is None)


@lru_cache(maxsize=4)  # as many templates as `session` keeps
def _ready(emptied: bytes) -> Ready:
    presentation = _presentation(emptied)
    layouts = _layouts(presentation)
    picked, remarks = chosen(layouts)
    stages = {use: _stage(presentation, layout) for use, layout in picked.items()}
    lacking = (remark for use in _ALWAYS for remark in stages[use].remarks)
    return Ready(
        {use: layouts.index(layout) for use, layout in picked.items()},
        stages,
        blank(presentation.notes_master),
        tuple(dict.fromkeys((*remarks, *lacking))),
    )


def _layouts(presentation: Any) -> list[Any]:
    return [layout for master in presentation.slide_masters for layout in master.slide_layouts]


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
