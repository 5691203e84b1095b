"""Colours by tone, for light ground and for dark.

In the light palette every colour is turned by the pages' stylesheet when the reader chooses the
dark theme; the colours of the dark ground are what it leaves alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from congress_dash import theme
from congress_dash.chart import Tone
from congress_dash.theme import Ground, Paint

NO_PAINT = "rgba(0,0,0,0)"
_BRIGHT = 140  # of 255: from here on dark letters are read better than white ones
_DEEP, _PALE = theme.DARK.paper, theme.DARK.ink
_TURNING = {
    (False, True): theme.LIGHT.paper,  # white letters that turn deep on a fill that turns bright
    (True, False): theme.LIGHT.ink,
    (True, True): _DEEP,
    (False, False): _PALE,
}


@dataclass(frozen=True, slots=True)
class Palette:
    """What everything stands on, each tone's fill, and what can be read on that fill."""

    ground: Ground
    fills: dict[Tone, str]
    written: dict[Tone, str]


def _light() -> Palette:
    paints = _paints()
    written = {
        tone: _TURNING[_is_bright(paint.light), _is_bright(paint.dark)]
        for tone, paint in paints.items()
    }
    return _palette(theme.LIGHT, {tone: paint.light for tone, paint in paints.items()}, written)


def _dark() -> Palette:
    fills = {tone: paint.dark for tone, paint in _paints().items()}
    written = {tone: _DEEP if _is_bright(fill) else _PALE for tone, fill in fills.items()}
    return _palette(theme.DARK, fills, written)


def _paints() -> dict[Tone, Paint]:
    return {tone: paint for tone, paint in theme.PAINTS.items() if tone is not Tone.HIDDEN}


def _palette(ground: Ground, fills: dict[Tone, str], written: dict[Tone, str]) -> Palette:
    hidden = {Tone.HIDDEN: NO_PAINT}
    return Palette(ground, fills | hidden, written | hidden)


def _is_bright(fill: str) -> bool:
    red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue > _BRIGHT


LIGHT, DARK = _light(), _dark()
