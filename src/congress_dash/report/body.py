"""The sections: Roman numbers, sentences as paragraphs, blanks that catch the eye."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm

from congress_dash.prose import Blank, Paragraph, Prose, Report, Sentence
from congress_dash.report.ink import line, set_line, write

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_INDENT = Mm(10)
_BELOW = 6


def add_body(document: Any, told: Report) -> None:
    """The opening and every section in order."""
    _write(document, told.opening)
    for roman, section in zip(_ROMAN, told.sections, strict=False):
        _heading(document, f"{roman}. {section.title.upper()}", level=1)
        _write(document, section.body)
        for number, part in enumerate(section.parts, start=1):
            _heading(document, f"{number}. {part.title}", level=2)
            _write(document, part.body)


def _heading(document: Any, words: str, *, level: int) -> None:
    """Stays with what follows; Word's outline knows its level."""
    paragraph = line(document, words, side="both", bold=True)
    set_line(paragraph, side="both", before=_BELOW, after=_BELOW)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.first_line_indent = _INDENT
    paragraph.style = document.styles[f"Heading {level}"]


def _write(document: Any, prose: Prose) -> None:
    for told in prose.paragraphs:
        _paragraph(document, told)


def _paragraph(document: Any, told: Paragraph) -> None:
    paragraph = line(document, side="both", after=_BELOW)
    paragraph.paragraph_format.first_line_indent = _INDENT
    for at, sentence in enumerate(told):
        if at:
            write(paragraph, " ")
        _sentence(paragraph, sentence)


def _sentence(paragraph: Any, sentence: Sentence) -> None:
    for part in sentence.parts:
        if isinstance(part, Blank):
            write(paragraph, part.text, marked=True)
        else:
            write(paragraph, part if isinstance(part, str) else part.text)
