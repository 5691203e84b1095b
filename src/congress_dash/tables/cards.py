"""A Chart of figures goes in, one card per figure comes out."""

from __future__ import annotations

from datetime import date

from congress_dash.chart import Chart, Tone, Value
from congress_dash.share import Share
from congress_dash.tables.cells import safe, said, sign


def cards(chart: Chart) -> tuple[str, ...]:
    """One card per row, in order, for pages that give each figure its own container."""
    labels, values, *comments = chart.columns
    return tuple(
        _card(
            said(label),
            values.values[row],
            " ".join(filter(None, (said(comment.values[row]) for comment in comments))),
            values.tones[row] if values.tones else values.tone,
        )
        for row, label in enumerate(labels.values)
    )


def _card(label: str, value: Value, comment: str, tone: Tone | None) -> str:
    classes = f"cd-card cd-{tone.value}" if tone else "cd-card"
    parts = [
        f'<p class="cd-card-label">{safe(label)}</p>',
        f'<p class="cd-card-value">{_warning(tone)}{_figure(value)}</p>',
        _bar(value) if isinstance(value, Share) else "",
        f'<p class="cd-card-comment">{safe(comment)}</p>' if comment else "",
    ]
    return f'<div class="{classes}">{"".join(parts)}</div>'


def _warning(tone: Tone | None) -> str:
    """A tick beside 11/30 would say that all is done: only the other signs stand here."""
    return "" if tone is Tone.DONE else sign(tone)


def _figure(value: Value) -> str:
    """The count huge, the percentage beside it smaller: together the text of the share."""
    if isinstance(value, str | date):  # words and days are read, not counted
        return f'<b class="cd-said">{safe(said(value))}</b>'
    if not isinstance(value, Share):
        return f"<b>{safe(said(value)) or '–'}</b>"
    count, _, rest = said(value).partition(" ")
    return f"<b>{safe(count)}</b> <span>{safe(rest)}</span>"


def _bar(share: Share) -> str:
    """How full the whole is; the number beside it says the same, so it is not read aloud."""
    return (
        '<div class="cd-bar" aria-hidden="true">'
        f'<span style="width:{share.percent or 0}%"></span></div>'
    )
