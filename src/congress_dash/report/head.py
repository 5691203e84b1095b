"""The letterhead: superior and issuing body left, the Party's name right, then type and subject."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm, Pt

from congress_dash import view_words
from congress_dash.letterhead import ISSUER, PARTY, SIGN, STAR, SUPERIOR
from congress_dash.prose import Report
from congress_dash.report.ink import first_line, line, rule, set_widths, write

_LEFT, _RIGHT = Mm(77), Mm(88)
_TO_RULE = Mm(3.8)  # on both sides of the Party's name: the rule is as wide as the name
_TYPE = "BÁO CÁO"


def add_head(document: Any, told: Report) -> None:
    """The head of the first page; number, place and day are the office's to write."""
    table = document.add_table(1, 2)
    set_widths(table, _LEFT, _RIGHT)
    _issuer(table.cell(0, 0))
    _party(table.cell(0, 1))
    line(document, after=6)
    line(document, _TYPE, size=16, bold=True)
    line(document, told.subject, bold=True)
    line(document, f"({view_words.as_of(told.moment)})", italic=True)
    line(document, "-----", after=10)


def _issuer(cell: Any) -> None:
    write(first_line(cell, f"{SUPERIOR} "), "…", marked=True)
    write(line(cell, f"{ISSUER} ", bold=True), "…", bold=True, marked=True)
    line(cell, STAR)
    number = line(cell, "Số ")
    write(number, "…", marked=True)
    write(number, f"-BC/{SIGN}")


def _party(cell: Any) -> None:
    name = first_line(cell, PARTY, size=15, bold=True)
    name.paragraph_format.left_indent = name.paragraph_format.right_indent = _TO_RULE
    rule(name)
    place = line(cell, italic=True)
    place.paragraph_format.space_before = Pt(18)
    for words in ("…", ", ngày ", "…", " tháng ", "…", " năm ", "…"):
        write(place, words, italic=True, marked=words == "…")
