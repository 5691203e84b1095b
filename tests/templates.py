"""Templates as other offices make them: other formats, other languages, logos, slides of their own."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from written import saved

SECRET = "Trang cũ của đơn vị khác"
GERMAN = (
    "Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift", "Zwei Inhalte", "Vergleich",
    "Nur Titel", "Leer", "Inhalt mit Überschrift", "Bild mit Überschrift",
    "Titel und vertikaler Text", "Vertikaler Titel und Text",
)  # fmt: skip
FRENCH = (
    "Diapositive de titre", "Titre et contenu", "Titre de section", "Deux contenus", "Comparaison",
    "Titre seul", "Vide", "Contenu avec légende", "Image avec légende", "Titre et texte vertical",
    "Titre vertical et texte",
)  # fmt: skip


def english_4_3() -> bytes:
    return saved(foreign())


def german_wide_dark() -> bytes:
    """10 × 5,625 inches, as PowerPoint and others call 16:9, white on navy."""
    presentation = foreign(10, 5.625, GERMAN)
    ground = (
        f"<p:bg {nsdecls('p', 'a')}><p:bgPr><a:solidFill><a:srgbClr val='14294B'/></a:solidFill>"
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    master = presentation.slide_master.element
    shared = master.find(qn("p:cSld"))
    for old in shared.findall(qn("p:bg")):
        shared.remove(old)
    shared.insert(0, parse_xml(ground))
    mapped = master.find(qn("p:clrMap"))
    for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        mapped.set(name, slot)
    return saved(presentation)


def french_a4() -> bytes:
    return saved(foreign(11.69, 8.27, FRENCH))


def foreign(
    width: float = 10, height: float = 7.5, names: Sequence[str] = (), *, slides: bool = True
) -> Any:
    """python-pptx's template at that size, its layouts so named, a logo on the master, one slide."""
    presentation: Any = Presentation()
    _stretch(presentation, width / 10, height / 7.5)
    for layout, name in zip(presentation.slide_layouts, names, strict=False):
        layout.name = name
    _logo(presentation.slide_master, presentation)
    if slides:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = SECRET
        slide.notes_slide.notes_text_frame.text = SECRET
    presentation.core_properties.author = SECRET
    return presentation


def _stretch(presentation: Any, across: float, down: float) -> None:
    presentation.slide_width = int(presentation.slide_width * across)
    presentation.slide_height = int(presentation.slide_height * down)
    for owner in (presentation.slide_master, *presentation.slide_layouts):
        for place in owner.element.iter(qn("a:off"), qn("a:ext")):
            for side, factor in (("x", across), ("cx", across), ("y", down), ("cy", down)):
                if place.get(side):
                    place.set(side, str(int(int(place.get(side)) * factor)))


def _logo(master: Any, presentation: Any) -> None:
    _, link = master.part.get_or_add_image_part(BytesIO(_png()))
    right = presentation.slide_width - Inches(0.7)
    master.shapes._spTree.append(
        parse_xml(
            f"<p:pic {nsdecls('p', 'a', 'r')}><p:nvPicPr><p:cNvPr id='90' name='Logo'/><p:cNvPicPr/>"
            f"<p:nvPr userDrawn='1'/></p:nvPicPr><p:blipFill><a:blip r:embed='{link}'/><a:stretch>"
            f"<a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x='{right}' y='90000'/>"
            f"<a:ext cx='457200' cy='457200'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/>"
            f"</a:prstGeom></p:spPr></p:pic>"
        )
    )


def _png() -> bytes:
    """A red square of one point."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xb3\x19\x1e")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )
