"""Prose in, paragraphs to read and to copy out; each number says on pointing where it was read."""

from __future__ import annotations

from collections.abc import Mapping

from congress_dash.prose import Part, Prose, Quote
from congress_dash.tables.cells import safe


def prose(told: Prose, titles: Mapping[str, str]) -> str:
    """The paragraphs and a button that copies them (`assets.js`); `titles`: of charts by their keys."""
    paragraphs = "".join(
        "<p>" + " ".join("".join(_part(p, titles) for p in s.parts) for s in told_) + "</p>"
        for told_ in told.paragraphs
    )
    return (
        '<div class="cd-prose"><div class="cd-prose-text" lang="vi">' + paragraphs + "</div>"
        '<p class="cd-links"><button type="button" class="cd-link cd-copy">Sao chép</button>'
        '<span class="cd-heard" role="status"></span></p></div>'
    )


def _part(part: Part, titles: Mapping[str, str]) -> str:
    if isinstance(part, str):
        return safe(part)
    if not isinstance(part, Quote):
        return safe(part.text)
    source = safe(f"Theo biểu đồ: {titles.get(part.chart, part.chart)}")
    return f'<span class="cd-quote" title="{source}">{safe(part.text)}</span>'
