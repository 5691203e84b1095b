"""One value goes in, the text a reader sees comes out, with its tone's sign and nothing unsafe."""

from __future__ import annotations

import html
from datetime import date
from numbers import Real

from congress_dash import theme, vietnamese
from congress_dash.chart import Tone
from congress_dash.share import Share


def safe(text: str) -> str:
    """Letters only: no tag, no attribute, no entity of the writer's own, nothing invisible."""
    return html.escape("".join(letter if letter.isprintable() else " " for letter in text))


def said(value: object, *, year: int | None = None) -> str:
    """The value as written everywhere; days of `year` go without it, for narrow cells."""
    if isinstance(value, date) and value.year == year:
        return vietnamese.short_day(value)
    return vietnamese.written(value)


def full(value: object) -> str:
    """What a narrow cell says in full when pointed at."""
    return vietnamese.day(value) if isinstance(value, date) else ""


def sign(tone: Tone | None) -> str:
    """The tone's sign with its word for those who hear the page; empty without a sign."""
    if not tone or not theme.PAINTS[tone].sign:
        return ""
    paint = theme.PAINTS[tone]
    shown = f'<span class="cd-sign" aria-hidden="true">{safe(paint.sign)}</span>'
    return f'{shown}<span class="cd-heard">{safe(paint.word)}</span> '


def is_counted(value: object) -> bool:
    """Numbers and shares stand right, under one another."""
    return isinstance(value, Real | Share)


def is_day(value: object) -> bool:
    return isinstance(value, date)
