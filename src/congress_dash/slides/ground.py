"""A layout → whether what lies behind its shapes is dark, as far as the file says so."""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from congress_dash.theme import luminance

_DARK = 0.35  # our ink reads on what is lighter than this


def is_dark(layout: Any) -> bool:
    """The layout's own ground, else its master's; a picture or a pattern of colours counts as light
    where the first colour it names is."""
    for owner in (layout, layout.slide_master):
        for ground in owner.element.xpath("./p:cSld/p:bg"):
            colour = _colour(ground, layout.slide_master)
            return colour is not None and luminance(colour) < _DARK
    return False


def _colour(ground: Any, master: Any) -> str | None:
    for named in ground.iter(qn("a:srgbClr"), qn("a:schemeClr"), qn("a:sysClr")):
        if named.tag == qn("a:srgbClr"):
            return f"#{named.get('val')}"
        if named.tag == qn("a:sysClr"):
            return f"#{named.get('lastClr', 'FFFFFF')}"
        return _of_theme(named.get("val"), master)
    return None


def _of_theme(name: str, master: Any) -> str | None:
    mapped = master.element.find(qn("p:clrMap"))
    slot = mapped.get(name, name) if mapped is not None else name
    theme = parse_xml(master.part.part_related_by(RT.THEME).blob)
    for found in theme.iter(qn(f"a:{slot}")):
        for colour in found:
            return f"#{colour.get('lastClr') or colour.get('val')}"
    return None
