"""Who an organisation is goes in; the head of its page comes out: ways on, name, state, facts."""

from __future__ import annotations

from collections.abc import Sequence

from congress_dash import theme
from congress_dash.chart import Tone
from congress_dash.tables.cells import safe
from congress_dash.tables.links import way

Way = tuple[str, str]  # an address of ours and its words


def unit_head(
    name: str, state: str, tone: Tone, facts: Sequence[str | Way], remark: str | Way | None = None
) -> str:
    """The name as a heading, its state as a badge with a sign, and what is known of it in a line."""
    told = "".join(f"<li>{_said(fact)}</li>" for fact in facts)
    more = f'<p class="cd-remark">{_said(remark)}</p>' if remark else ""
    return (
        f'<section class="cd-unit"><h2 class="cd-unit-name">{safe(name)}</h2>'
        f'<p class="cd-badge cd-toned cd-{tone.value}">{_sign(tone)}{safe(state)}</p>'
        f'<ul class="cd-facts">{told}</ul>{more}</section>'
    )


def ways(back: Way, before: Way | None, after: Way | None) -> str:
    """Back to where one came from, and to the neighbours in the catalogue's order."""
    sides = [
        way(address, f"{left}{words}{right}")
        for told, left, right in ((before, "‹ ", ""), (after, "", " ›"))
        if told
        for address, words in (told,)
    ]
    return (
        '<nav class="cd-ways" aria-label="Các tổ chức đảng">'
        f"{way(back[0], '← ' + back[1])}<span>{''.join(sides)}</span></nav>"
    )


def search(address: str, carried: dict[str, str], typed: str = "") -> str:
    """A field that leads to an organisation by any of its names; `carried` goes along unseen."""
    hidden = "".join(
        f'<input type="hidden" name="{safe(name)}" value="{safe(value)}">'
        for name, value in carried.items()
    )
    return (
        f'<form class="cd-search" role="search" method="get" action="{safe(address)}">{hidden}'
        f'<input type="search" name="tim" value="{safe(typed)}" maxlength="120" required '
        'aria-label="Tìm tổ chức đảng theo tên hoặc mã, không cần dấu" '
        'placeholder="Tìm tổ chức: tên hoặc mã"><button type="submit">Tìm</button></form>'
    )


def _said(told: str | Way) -> str:
    return safe(told) if isinstance(told, str) else way(*told)


def _sign(tone: Tone) -> str:
    mark = theme.PAINTS[tone].sign or "●"
    return f'<span class="cd-sign" aria-hidden="true">{safe(mark)}</span> '
