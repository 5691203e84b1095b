"""Texts and paints → the cells of a native table, without PowerPoint's blue style."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from congress_dash import theme
from congress_dash.slides.grid import PAD_X, PAD_Y
from congress_dash.slides.ink import align, rgb, write
from congress_dash.slides.stage import Area

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid", built in
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
    if colour is None:
        cell.fill.background()
    else:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(colour)


def edge(cell: Any, side: str, colour: str, points: float) -> None:
    """Draws one edge; `side` is L, R, T or B. Edges stand before the fill, in this order."""
    properties = cell._tc.get_or_add_tcPr()
    tag = f"a:ln{side}"
    for old in properties.findall(qn(tag)):
        properties.remove(old)
    line = parse_xml(
        f"<{tag} {nsdecls('a')} w='{int(points * 12700)}' cap='flat' cmpd='sng' algn='ctr'>"
        f"<a:solidFill><a:srgbClr val='{colour[1:]}'/></a:solidFill><a:prstDash val='solid'/>"
        f"</{tag}>"
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
    """Writes the text in the middle of the cell's height."""
    cell.margin_left = cell.margin_right = Pt(PAD_X)
    cell.margin_top = cell.margin_bottom = Pt(PAD_Y)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    align(paragraph, side)
    if text:
        write(paragraph, text, size=size, bold=bold, colour=colour)
    else:  # an empty cell is as tall as its end mark
        paragraph.font.size = Pt(size)


def heading_row(table: Any, row: int, text: str, size: float) -> None:
    """One cell over the whole width that opens a group."""
    first, last = table.cell(row, 0), table.cell(row, len(table.columns) - 1)
    if first is not last and len(table.columns) > 1:
        first.merge(last)
    put(first, text, size, bold=True, colour=theme.BRAND_RED)
    for number in range(len(table.columns)):
        edge(table.cell(row, number), "B", theme.RULE, 1)
    fill(first, None)
