"""python-pptx's default master → ours: 16:9, our colours and font; `layouts` dresses the rest."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Length

from congress_dash import theme
from congress_dash.chart import Tone

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
SIDE = Inches(0.6)
Box = tuple[Length, Length, Length, Length]
INNER = Length(WIDTH - 2 * SIDE)

_BODY_BOXES: dict[Any, Box] = {
    PP_PLACEHOLDER.TITLE: (SIDE, Inches(0.32), INNER, Inches(0.96)),
    PP_PLACEHOLDER.BODY: (SIDE, Inches(1.62), INNER, Inches(5.1)),
    PP_PLACEHOLDER.DATE: (SIDE, Inches(7.2), Inches(2), Inches(0.2)),
    PP_PLACEHOLDER.FOOTER: (SIDE, Inches(7.0), Inches(11.2), Inches(0.36)),
    PP_PLACEHOLDER.SLIDE_NUMBER: (
        Length(SIDE + Inches(11.3)), Inches(7.0), Length(INNER - Inches(11.3)), Inches(0.36)
    ),
}  # fmt: skip
_ACCENTS = (Tone.FIRST, Tone.SECOND, Tone.THIRD, Tone.FOURTH, Tone.FIFTH, Tone.SIXTH)
_FONTS = (
    f"<a:fontScheme {nsdecls('a')} name='congress-dash'>"
    + "".join(
        f"<a:{use}Font><a:latin typeface='{theme.SLIDE_FONT}'/><a:ea typeface=''/>"
        f"<a:cs typeface=''/></a:{use}Font>"
        for use in ("major", "minor")
    )
    + "</a:fontScheme>"
)


def dress_master(presentation: Any) -> None:
    """Changes the presentation, its master and theme in place."""
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    presentation.element.find(qn("p:sldSz")).attrib.pop("type", None)
    for properties in presentation.element.iter(qn("a:defRPr")):
        if properties.get("lang"):
            properties.set("lang", "vi-VN")
    master = presentation.slide_master
    _repaint(master.part.part_related_by(RT.THEME))
    place(master, _BODY_BOXES)
    _style(master)


def _repaint(part: Any) -> None:
    root = parse_xml(part.blob)
    root.set("name", "congress-dash")
    colours = root.find(f".//{qn('a:clrScheme')}")
    colours.set("name", "congress-dash")
    for name, colour in _scheme().items():
        slot = colours.find(qn(f"a:{name}"))
        slot.clear()
        slot.append(parse_xml(f"<a:srgbClr {nsdecls('a')} val='{colour[1:]}'/>"))
    fonts = root.find(f".//{qn('a:fontScheme')}")
    fonts.getparent().replace(fonts, parse_xml(_FONTS))
    part.blob = serialize_part_xml(root)


def _scheme() -> dict[str, str]:
    accents = {f"accent{n}": theme.PAINTS[tone].light for n, tone in enumerate(_ACCENTS, 1)}
    link = theme.PAINTS[Tone.FIRST].light
    return {
        "dk1": theme.INK, "lt1": theme.PAPER, "dk2": theme.MUTED, "lt2": theme.RULE,
        **accents, "hlink": link, "folHlink": theme.MUTED,
    }  # fmt: skip


def place(owner: Any, boxes: dict[Any, Box]) -> None:
    for placeholder in owner.placeholders:
        box = boxes.get(placeholder.placeholder_format.type)
        if box:
            placeholder.left, placeholder.top, placeholder.width, placeholder.height = box


def _style(master: Any) -> None:
    title = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "2800")
    title.find(qn("a:defRPr")).set("b", "1")
    for placeholder in master.placeholders:
        kind = placeholder.placeholder_format.type
        if kind == PP_PLACEHOLDER.TITLE:
            frame(placeholder, "b")
        if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            frame(placeholder, "t")
            style = placeholder.element.find(f".//{qn('a:lvl1pPr')}")
            style.set("algn", "l" if kind == PP_PLACEHOLDER.FOOTER else "r")
            recolour(style.find(qn("a:defRPr")), "1000", theme.MUTED)


def frame(placeholder: Any, anchor: str) -> None:
    body = placeholder.text_frame._txBody.bodyPr
    body.set("anchor", anchor)
    for side in ("lIns", "rIns", "tIns", "bIns"):
        body.set(side, "0")


def recolour(properties: Any, size: str, colour: str) -> None:
    properties.clear()
    properties.set("sz", size)
    properties.append(
        parse_xml(f"<a:solidFill {nsdecls('a')}><a:srgbClr val='{colour[1:]}'/></a:solidFill>")
    )
