"""Words in, rows of a table out, written as elements: a table of thousands of rows stays quick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from congress_dash.safe_text import safe_text

_SIZE = 10
_TWIP = 635  # English metric units


def heading_row(names: Sequence[str], widths: Sequence[int]) -> Any:
    """The row that is repeated on every page."""
    made = row([filled(n, w, bold=True, side="center") for n, w in zip(names, widths, strict=True)])
    _child(made.find(qn("w:trPr")), "tblHeader")
    return made


def row(cells: Sequence[Any]) -> Any:
    """A row that no page break tears."""
    made = OxmlElement("w:tr")
    _child(_child(made, "trPr"), "cantSplit")
    for cell in cells:
        made.append(cell)
    return made


def filled(text: str, width: int, *, bold: bool = False, side: str = "left", span: int = 1) -> Any:
    """A cell with its words in small type; width in English metric units."""
    made = OxmlElement("w:tc")
    properties = _child(made, "tcPr")
    _child(properties, "tcW", w=str(width // _TWIP), type="dxa")
    if span > 1:
        _child(properties, "gridSpan", val=str(span))
    _child(properties, "vAlign", val="center")
    paragraph = _child(made, "p")
    stand = _child(paragraph, "pPr")
    _child(stand, "spacing", before="20", after="20")
    _child(stand, "jc", val=side)
    _look(stand, bold=bold)  # of the paragraph's end: an empty cell is no higher than the others
    run = _child(paragraph, "r")
    _look(run, bold=bold)
    words = _child(run, "t")
    words.text = safe_text(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _look(holder: Any, *, bold: bool) -> None:
    look = _child(holder, "rPr")
    if bold:
        _child(look, "b")
    for name in ("sz", "szCs"):
        _child(look, name, val=str(2 * _SIZE))


def _child(parent: Any, name: str, **attributes: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    parent.append(made)
    return made
