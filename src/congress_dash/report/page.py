"""The paper: A4, the margins and the font of a Party document, page numbers from the second page on."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from congress_dash.report.ink import FONT, SIZE, VIETNAMESE, field, set_line

WIDTH, HEIGHT = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)


def set_up(document: Any) -> None:
    """Font, language and spacing of everything, and the first section's paper."""
    for name in ("Normal", "Heading 1", "Heading 2"):
        _set_font(document.styles[name])
    normal = document.styles["Normal"]
    normal.element.rPr.append(_language())
    normal.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    set_paper(section)
    _number(section)


def _set_font(style: Any) -> None:
    """The one font in black, for every script, whatever the template's theme says."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(SIZE), RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
        fonts.set(qn(f"w:{script}"), FONT)
    fonts.attrib.pop(qn("w:cstheme"), None)


def set_paper(section: Any, *, lying: bool = False) -> None:
    """A4, upright or lying, with the margins turned along."""
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (HEIGHT, WIDTH) if lying else (WIDTH, HEIGHT)
    section.top_margin, section.bottom_margin = (Mm(25), Mm(15)) if lying else (TOP, BOTTOM)
    section.left_margin, section.right_margin = (Mm(15), Mm(15)) if lying else (LEFT, RIGHT)
    section.header_distance = section.footer_distance = Mm(10)


def _language() -> Any:
    language = OxmlElement("w:lang")
    for kind in ("val", "eastAsia"):
        language.set(qn(f"w:{kind}"), VIETNAMESE)
    return language


def _number(section: Any) -> None:
    """The page's number in the middle above; none on the first page."""
    paragraph = section.header.paragraphs[0]
    set_line(paragraph)
    field(paragraph, "PAGE")
