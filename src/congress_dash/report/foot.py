"""The signature block: who gets the report left, in whose name it is signed right; both empty."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.shared import Mm

from congress_dash.report.ink import first_line, line, set_line, set_widths, write

_LEFT, _RIGHT = Mm(80), Mm(85)
_SIGNED = "T/M BAN THƯỜNG VỤ"
_SPACE = 4  # lines for seal and hand


def add_signature(document: Any) -> None:
    """The block below the last section, never torn over two pages."""
    line(document).paragraph_format.keep_with_next = True
    table = document.add_table(1, 2)
    left, right = table.rows[0].cells
    set_widths(table, _LEFT, _RIGHT)
    set_line(first_line(left, "Nơi nhận:", underline=True), side="left")
    for _ in range(3):
        write(line(left, "- ", side="left", size=12), "…", size=12, marked=True)
    first_line(right, _SIGNED, bold=True)
    for _ in range(_SPACE):
        line(right)
    write(line(right), "…", marked=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
