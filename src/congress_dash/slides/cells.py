"""Texts and paints → the cells of a native table, without PowerPoint's blue style."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from congress_dash import theme
from congress_dash.safe_text import safe_text
from congress_dash.slides.grid import PAD_X, PAD_Y
from congress_dash.slides.stage import Area

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid", built in
_A = nsdecls("a")
_SIDES = {"left": "l", "center": "ctr", "right": "r"}
_PAD_X, _PAD_Y = str(int(PAD_X * 12700)), str(int(PAD_Y * 12700))
_EDGES = ("a:lnL", "a:lnR", "a:lnT", "a:lnB")


def new_table(
    slide: Any, area: Area, heights: list[float], widths: tuple[float, ...]
) -> tuple[Any, Any]:
    """The graphic frame and its bare table; heights and widths in points."""
    height = Emu(int(sum(heights) * 12700))
    frame = slide.shapes.add_table(
        len(heights), len(widths), Emu(area.left), Emu(area.top), Emu(area.width), height
    )
    table = frame.table
    table.horz_banding = False
    frame._element.xpath(".//a:tableStyleId")[0].text = _NO_STYLE
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row, points in zip(table.rows, heights, strict=True):
        row.height = Pt(points)
    return frame, table


def fill(cell: Any, colour: str | None) -> None:
    """Paints the cell, or lets the slide shine through; a fill stands behind the edges."""
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.xpath("./a:solidFill | ./a:noFill"):
        properties.remove(old)
    properties.append(parse_xml(_solid(colour, _A) if colour else f"<a:noFill {_A}/>"))


def _solid(colour: str, names: str = "") -> str:
    return f"<a:solidFill {names}><a:srgbClr val='{colour[1:]}'/></a:solidFill>"


def edge(cell: Any, side: str, colour: str, points: float) -> None:
    """Draws one edge; `side` is L, R, T or B. Edges stand before the fill, in this order."""
    properties = cell._tc.get_or_add_tcPr()
    tag = f"a:ln{side}"
    for old in properties.findall(qn(tag)):
        properties.remove(old)
    line = parse_xml(
        f"<{tag} {_A} w='{int(points * 12700)}' cap='flat' cmpd='sng' algn='ctr'>"
        f"{_solid(colour)}<a:prstDash val='solid'/></{tag}>"
    )
    earlier = [qn(name) for name in _EDGES[: _EDGES.index(tag)]]
    properties.insert(sum(child.tag in earlier for child in properties), line)


def put(
    cell: Any,
    text: str,
    size: float,
    *,
    side: str = "left",
    bold: bool = False,
    colour: str = theme.INK,
) -> None:
    """Writes the text in the middle of the cell's height. Its XML is written in one piece: decks are
    mostly cells, and setting one property after the other takes five times as long."""
    look = f"sz='{int(size * 100)}'"
    words = (
        f"<a:r><a:rPr lang='vi-VN' {look} b='{int(bold)}'>{_solid(colour)}</a:rPr>"
        f"<a:t>{escape(safe_text(text))}</a:t></a:r>"
        if text
        else f"<a:endParaRPr lang='vi-VN' {look}/>"  # an empty cell is as tall as its end mark
    )
    body = parse_xml(
        f"<a:txBody {_A}><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn='{_SIDES[side]}'/>{words}</a:p>"
        f"</a:txBody>"
    )
    element = cell._tc
    for old in element.findall(qn("a:txBody")):
        element.remove(old)
    element.insert(0, body)
    properties = element.get_or_add_tcPr()
    for margin in ("marL", "marR"):
        properties.set(margin, _PAD_X)
    for margin in ("marT", "marB"):
        properties.set(margin, _PAD_Y)
    properties.set("anchor", "ctr")


def heading_row(table: Any, row: int, text: str, size: float) -> None:
    """One cell over the whole width that opens a group."""
    first, last = table.cell(row, 0), table.cell(row, len(table.columns) - 1)
    if first is not last and len(table.columns) > 1:
        first.merge(last)
    put(first, text, size, bold=True, colour=theme.BRAND_RED)
    for number in range(len(table.columns)):
        edge(table.cell(row, number), "B", theme.RULE, 1)
    fill(first, None)
