"""Texts and paints → a native table, without PowerPoint's blue style.

Decks are mostly cells: each is written in one piece, and what many look like is written once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap

from congress_dash import theme
from congress_dash.slides.area import Area
from congress_dash.slides.grid import PAD_X, PAD_Y
from congress_dash.slides.shapes import NOTHING, Graphic, paragraph, run, solid

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid", built in
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge of a cell; `side` is L, R, T or B."""

    side: str
    colour: str
    points: float

    @property
    def xml(self) -> str:
        return (
            f"<a:ln{self.side} w='{int(self.points * 12700)}' cap='flat' cmpd='sng' algn='ctr'>"
            f"{solid(self.colour)}<a:prstDash val='solid'/></a:ln{self.side}>"
        )


@dataclass(frozen=True, slots=True)
class Skin:
    """How a cell looks around its words: edges in the order L, R, T, B; margins in points.

    fill: without one the slide shines through. top: its words stand at the top, not in the middle.
    """

    edges: tuple[Edge, ...]
    fill: str | None = None
    beside: float = PAD_X
    above: float = PAD_Y
    below: float = PAD_Y
    top: bool = False


@lru_cache(maxsize=500)
def _skin(skin: Skin) -> str:
    beside, above, below = (int(points * 12700) for points in (skin.beside, skin.above, skin.below))
    return (
        f"<a:tcPr marL='{beside}' marR='{beside}' marT='{above}' marB='{below}'"
        f" anchor='{'t' if skin.top else 'ctr'}'>{''.join(edge.xml for edge in skin.edges)}"
        f"{solid(skin.fill) if skin.fill else NOTHING}</a:tcPr>"
    )


def cell(
    text: str,
    size: float,
    skin: Skin,
    *,
    side: str = "left",
    bold: bool = False,
    colour: str = theme.INK,
    more: str = "",
    across: int = 1,
) -> str:
    """A cell of one paragraph; `more`: runs after the text. An empty one is as tall as words would be.

    across: how many columns it takes.
    """
    runs = run(text, size=size, bold=bold, colour=colour) if text else _no_words(size)
    span = f" gridSpan='{across}'" if across > 1 else ""
    return _written(paragraph(runs + more, side), _skin(skin), span)


def _no_words(size: float) -> str:
    return f"<a:endParaRPr lang='vi-VN' sz='{int(size * 100)}'/>"


def _written(words: str, skin: str, span: str = "") -> str:
    return f"<a:tc{span}><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>{skin}</a:tc>"


_GROUP = Skin((Edge("B", theme.RULE, 1),))


def heading_row(text: str, size: float, columns: int) -> list[str]:
    """One cell over the whole width that opens a group."""
    first = cell(text, size, _GROUP, bold=True, colour=theme.BRAND_RED, across=columns)
    return [first] + [_written("<a:p/>", _skin(_GROUP), " hMerge='1'")] * (columns - 1)


_HEAD = Skin((Edge("B", theme.BRAND_RED, 1.5),), theme.tint(theme.RULE, 0.45))


def head_row(texts: Sequence[str], sides: Sequence[str], size: float) -> list[str]:
    """The names of the columns."""
    return [
        cell(text, size, _HEAD, side=side, bold=True)
        for text, side in zip(texts, sides, strict=True)
    ]


def new_table(
    area: Area, widths: Sequence[float], heights: Sequence[float], rows: Iterable[list[str]]
) -> Graphic:
    """A bare table of the rows' cells; widths and heights in points."""
    across, down = ([int(points * 12700) for points in sizes] for sizes in (widths, heights))
    columns = "".join(f"<a:gridCol w='{width}'/>" for width in across)
    written = "".join(starmap(_row, zip(down, rows, strict=True)))
    return Graphic(
        Area(area.left, area.top, sum(across), sum(down)),
        f"<a:graphicData uri='{_TABLE}'><a:tbl><a:tblPr firstRow='1'><a:tableStyleId>{_NO_STYLE}"
        f"</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{written}</a:tbl>"
        f"</a:graphicData>",
    )


def _row(height: int, cells: list[str]) -> str:
    return f"<a:tr h='{height}'>{''.join(cells)}</a:tr>"
