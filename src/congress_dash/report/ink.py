"""Words in, runs and paragraphs of the document out: Times New Roman everywhere, Vietnamese."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from congress_dash.safe_text import safe_text

FONT = "Times New Roman"  # Hướng dẫn 36-HD/VPTW
VIETNAMESE = "vi-VN"
SIZE = 14
SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def write(
    paragraph: Any, text: str, *, size: float | None = None, bold: bool = False, italic: bool = False,
    underline: bool = False, marked: bool = False,
) -> None:  # fmt: skip
    """Adds the text as one run; `marked`: for the office to fill in, so that nobody overlooks it."""
    run = paragraph.add_run(safe_text(text))
    if size:
        run.font.size = Pt(size)
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    if underline:
        run.underline = True
    if marked:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def line(
    holder: Any, text: str = "", *, side: str = "center", after: float = 0, **look: Any
) -> Any:
    """Adds one paragraph to a document or a cell; its space below in points."""
    paragraph = holder.add_paragraph()
    set_line(paragraph, side=side, after=after)
    if text:
        write(paragraph, text, **look)
    return paragraph


def set_line(paragraph: Any, *, side: str = "center", before: float = 0, after: float = 0) -> None:
    """How a paragraph stands."""
    paragraph.alignment = SIDES[side]
    spacing = paragraph.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)


def first_line(cell: Any, text: str, **look: Any) -> Any:
    """The paragraph that a new cell comes with, filled."""
    paragraph = cell.paragraphs[0]
    set_line(paragraph)
    write(paragraph, text, **look)
    return paragraph


def set_widths(table: Any, *widths: int) -> None:
    """The columns' widths: Word goes by the cells, other programs by the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def rule(paragraph: Any) -> None:
    """A solid rule below the paragraph, as wide as the paragraph's indents leave it."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr",
        "w:sectPr",
    )  # fmt: skip


def field(paragraph: Any, code: str) -> None:
    """A field that Word fills in itself, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)
