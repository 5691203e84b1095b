"""python-pptx's default layouts → our six: cover, section, chart, table, list, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as Holder
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Length

from congress_dash import theme
from congress_dash.slides.look import (
    HEIGHT,
    INNER,
    SIDE,
    WIDTH,
    Box,
    dress_master,
    frame,
    place,
    recolour,
)
from congress_dash.slides.uses import CHROME, TITLES, WISHES, Use, kind_of

_RULE_TOP = Inches(1.38)
_MIDDLE: dict[Any, Box] = {
    **dict.fromkeys(TITLES, (Inches(1.2), Inches(2.25), Inches(10.933), Inches(2.0))),
    Holder.SUBTITLE: (Inches(1.2), Inches(4.6), Inches(10.933), Inches(1.2)),
}
_SECTION: dict[Any, Box] = {
    Holder.TITLE: (Inches(1.1), Inches(2.3), Inches(11.0), Inches(1.7)),
    Holder.BODY: (Inches(1.1), Inches(4.15), Inches(11.0), Inches(1.6)),
}


def dress(presentation: Any) -> None:
    """Changes the presentation, its master, theme and layouts in place."""
    layouts = list(presentation.slide_layouts)
    for use, (number, draw) in _LAYOUTS.items():
        layout = layouts[number]
        layout.name = WISHES[use].label
        layout.element.set("type", (*WISHES[use].kinds, "cust")[0] if use in _STANDARD else "cust")
        draw(layout)
    ours = [layouts[number] for number, _ in _LAYOUTS.values()]
    for layout in layouts:
        if layout not in ours:
            presentation.slide_layouts.remove(layout)
    dress_master(presentation)
    for owner in (presentation.slide_master, *ours):
        for prompt in owner.element.iter(qn("a:t")):
            prompt.text = _PROMPTS.get(prompt.text, prompt.text)


def _cover(layout: Any) -> None:
    """Ends above and below in red; a short rule parts heading and day."""
    place(layout, _MIDDLE)
    for placeholder in layout.placeholders:
        if kind_of(placeholder) in TITLES:
            frame(placeholder, "b")
            _style(placeholder, "<a:lvl1pPr {} algn='ctr'><a:defRPr sz='3600' b='1'/></a:lvl1pPr>")
        if kind_of(placeholder) == Holder.SUBTITLE:
            recolour(placeholder.element.find(f".//{qn('a:defRPr')}"), "2000", theme.INK)
    _ends(layout)
    middle = Length((WIDTH - Inches(2.4)) // 2)
    _bar(layout, "Vạch giữa", (middle, Inches(4.42), Inches(2.4), Inches(0.03)), theme.BRAND_RED)


def _closing(layout: Any) -> None:
    """The cover's ends and rule, no day."""
    _bare(layout)
    _cover(layout)


def _section(layout: Any) -> None:
    """A red bar beside title and lines."""
    place(layout, _SECTION)
    for placeholder in layout.placeholders:
        if kind_of(placeholder) == Holder.TITLE:
            frame(placeholder, "b")
            _style(
                placeholder,
                "<a:lvl1pPr {} algn='l'><a:defRPr sz='3600' b='1' cap='none'/></a:lvl1pPr>",
            )
        if kind_of(placeholder) == Holder.BODY:
            frame(placeholder, "t")
            _style(
                placeholder,
                "<a:lvl1pPr {} marL='0' indent='0'><a:buNone/><a:defRPr sz='2000'/></a:lvl1pPr>",
            )
            recolour(placeholder.element.find(f".//{qn('a:defRPr')}"), "2000", theme.MUTED)
    tall = Inches(3.3)
    _bar(layout, "Vạch đỏ", (SIDE, Inches(2.3), Inches(0.14), tall), theme.BRAND_RED)
    _bar(layout, "Vạch vàng", (Length(SIDE + Inches(0.14)), Inches(2.3), Inches(0.035), tall),
         theme.BRAND_GOLD)  # fmt: skip


def _graphic(layout: Any) -> None:
    """A title over a rule, a thin rule over the foot, all else free."""
    _bare(layout)
    _bar(layout, "Vạch đỏ", (SIDE, _RULE_TOP, INNER, Inches(0.025)), theme.BRAND_RED)
    _bar(layout, "Vạch vàng", (SIDE, _RULE_TOP, Inches(0.9), Inches(0.06)), theme.BRAND_GOLD)
    _bar(layout, "Vạch chân", (SIDE, Inches(6.93), INNER, Inches(0.01)), theme.RULE)


def _list(layout: Any) -> None:
    body = layout.placeholders[1].element
    _graphic(layout)
    layout.shapes.element.append(body)


_LAYOUTS: dict[Use, tuple[int, Callable[[Any], None]]] = {
    Use.COVER: (0, _cover),
    Use.LIST: (1, _list),
    Use.SECTION: (2, _section),
    Use.TABLE: (3, _graphic),
    Use.CLOSING: (4, _closing),
    Use.CHART: (5, _graphic),
}  # by python-pptx's numbers
_PROMPTS = {
    "Click to edit Master title style": "Bấm để sửa tiêu đề",
    "Click to edit Master subtitle style": "Bấm để sửa tiêu đề phụ",
    "Click to edit Master text styles": "Bấm để sửa nội dung",
    "Second level": "Cấp hai",
    "Third level": "Cấp ba",
    "Fourth level": "Cấp bốn",
    "Fifth level": "Cấp năm",
}
_STANDARD = (Use.COVER, Use.SECTION, Use.LIST)


def _bare(layout: Any) -> None:
    """Leaves a layout its title and its foot."""
    for placeholder in list(layout.placeholders):
        if kind_of(placeholder) not in (*TITLES, *CHROME):
            placeholder.element.getparent().remove(placeholder.element)


def _style(placeholder: Any, style: str) -> None:
    """The first level of the placeholder's own list style."""
    lists = placeholder.element.find(f".//{qn('a:lstStyle')}")
    for old in lists.findall(qn("a:lvl1pPr")):
        lists.remove(old)
    lists.insert(0, parse_xml(style.format(nsdecls("a"))))


def _ends(layout: Any) -> None:
    bottom = Length(HEIGHT - Inches(0.14))
    _bar(layout, "Vạch đỏ", (Length(0), Length(0), WIDTH, Inches(0.14)), theme.BRAND_RED)
    _bar(layout, "Vạch vàng", (Length(0), Inches(0.14), WIDTH, Inches(0.035)), theme.BRAND_GOLD)
    _bar(layout, "Vạch dưới", (Length(0), bottom, WIDTH, Inches(0.14)), theme.BRAND_RED)


def _bar(layout: Any, name: str, box: Box, colour: str) -> None:
    """A filled rectangle behind the layout's placeholders; layouts have no add_shape."""
    x, y, width, height = box
    tree = layout.shapes.element
    number = max(int(found) for found in tree.xpath(".//p:cNvPr/@id")) + 1
    tree.insert(
        2,
        parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr><p:cNvPr id='{number}' name='{name}'/>"
            f"<p:cNvSpPr/><p:nvPr userDrawn='1'/></p:nvSpPr><p:spPr><a:xfrm>"
            f"<a:off x='{x}' y='{y}'/><a:ext cx='{width}' cy='{height}'/></a:xfrm>"
            f"<a:prstGeom prst='rect'><a:avLst/></a:prstGeom><a:solidFill>"
            f"<a:srgbClr val='{colour[1:]}'/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>"
            f"</p:sp>"
        ),
    )
