"""A Report in, the bytes of a .docx in the layout of a Party document out (domain.md §5.3).

The only room that knows python-docx. Walk: `head` sets the letterhead, `body` the sections, `foot`
the signature block, `annex` the tables on pages of their own; `sealed` pins the bytes.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

from docx import Document

from congress_dash import view_words
from congress_dash.prose import Report
from congress_dash.report.annex import add_annexes
from congress_dash.report.body import add_body
from congress_dash.report.foot import add_signature
from congress_dash.report.head import add_head
from congress_dash.report.page import set_up
from congress_dash.safe_text import safe_text
from congress_dash.seal import sealed


def report(told: Report) -> bytes:
    """The .docx; same report, same bytes."""
    document = Document()
    _drop_thumbnail(document)
    set_up(document)
    add_head(document, told)
    add_body(document, told)
    add_signature(document)
    add_annexes(document, told.annexes)
    _sign(document, told)
    out = BytesIO()
    document.save(out)
    return sealed(out.getvalue())


def _drop_thumbnail(document: Any) -> None:
    """The library's own template brings a picture of its empty page."""
    relations = document.part.package.rels
    for key in [key for key, told in relations.items() if told.reltype.endswith("/thumbnail")]:
        del relations[key]


def _sign(document: Any, told: Report) -> None:
    properties, moment = document.core_properties, told.moment
    properties.title = safe_text(told.subject)[:255]
    properties.subject = view_words.as_of(moment)
    properties.comments = f"as_of={moment.as_of}; known_at={moment.known_at}"
    properties.author = properties.last_modified_by = "congress-dash"
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime.combine(moment.as_of, time())
