"""Nothing, or a .pptx template → the empty presentation to fill and its two layouts."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.slide import SlideLayout

from congress_dash.errors import CongressDashError
from congress_dash.slides.look import dress

_CHROME = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_REFUSAL = "Không mở được tệp mẫu trình chiếu; hãy chọn một tệp PowerPoint (.pptx) khác."


@dataclass(frozen=True, slots=True)
class Base:
    """`own`: our look; otherwise the template's, which also brings its cover."""

    presentation: Any
    cover: SlideLayout
    body: SlideLayout
    own: bool


def base(template: bytes | None) -> Base:
    """An empty 16:9 presentation in our look, or the template emptied of its slides.

    Raises CongressDashError when the template is not a .pptx with a titled layout.
    """
    if template is None:
        return _own()
    presentation = _opened(template)
    _empty(presentation)
    layouts = list(presentation.slide_layouts)
    body = _titled(layouts, PP_PLACEHOLDER.TITLE)
    if body is None:
        raise CongressDashError(_REFUSAL)
    cover = _titled(layouts, PP_PLACEHOLDER.CENTER_TITLE) or body
    return Base(presentation, cover, body, own=False)


def _own() -> Base:
    presentation: Any = Presentation()
    cover, body = presentation.slide_layouts[0], presentation.slide_layouts[5]
    for layout in list(presentation.slide_layouts):
        if layout not in (cover, body):
            presentation.slide_layouts.remove(layout)
    _strip(presentation.part.package, RT.THUMBNAIL, RT.EXTENDED_PROPERTIES)
    _strip(presentation.part, RT.PRINTER_SETTINGS)
    dress(presentation, cover, body)
    return Base(presentation, cover, body, own=True)


def _opened(template: bytes) -> Any:
    try:
        return Presentation(BytesIO(template))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise CongressDashError(_REFUSAL) from error


def _empty(presentation: Any) -> None:
    """Takes out the template's slides, and the sections that list them."""
    slides = presentation.slides._sldIdLst
    for slide in list(slides):
        presentation.part.rels.pop(slide.rId)
        slides.remove(slide)
    for sections in presentation.element.xpath("//*[local-name()='sectionLst']"):
        extension = sections.getparent()
        extension.getparent().remove(extension)


def _strip(part: Any, *kinds: str) -> None:
    """Forgets parts that speak of somebody else's program: thumbnail, printer, properties."""
    for rid in [rid for rid, rel in part._rels.items() if rel.reltype in kinds]:
        part._rels.pop(rid)


def _titled(layouts: list[SlideLayout], title: PP_PLACEHOLDER) -> SlideLayout | None:
    """The layout with such a title and the fewest other placeholders."""
    having = [layout for layout in layouts if title in _types(layout)]
    return min(having, key=_fullness, default=None)


def _types(layout: SlideLayout) -> list[PP_PLACEHOLDER]:
    placeholders: Any = layout.placeholders
    return [kind_of(placeholder) for placeholder in placeholders]


def kind_of(placeholder: Any) -> Any:
    """Title, footer, slide number, …"""
    return placeholder.placeholder_format.type


def _fullness(layout: SlideLayout) -> int:
    return len([kind for kind in _types(layout) if kind not in _CHROME])
