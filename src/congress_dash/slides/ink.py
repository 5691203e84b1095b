"""How wide a text will be, how many lines it takes, and the colour of a tone. Points."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import ceil

from congress_dash import theme
from congress_dash.chart import Tone

LINE = 1.2  # height of a line of text, in font sizes

# Widths of Arial, in font sizes; Vietnamese marks take no room of their own. Fonts do not travel
# with a deck: where Arial is missing a font wider by a tenth, bold by a sixth, stands in.
_SPARE, _BOLD_SPARE = 1.11, 1.24
_WIDTHS = {
    **dict.fromkeys("0123456789", 0.58),
    **dict.fromkeys("iljI.,:;'|![]()/ ft-", 0.29),
    **dict.fromkeys("mMW%@—…", 0.9),
    **dict.fromkeys("w✓▲■●", 0.75),
    **dict.fromkeys("ABCDĐEGHKNOPQRSTUVXYƠƯ&+=<>~", 0.7),
}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    return _width(text) * size * (_BOLD_SPARE if bold else _SPARE)


@lru_cache(maxsize=20_000)
def _width(text: str) -> float:
    """In font sizes; most words stand on many slides and are measured at several sizes."""
    letters = unicodedata.normalize("NFD", text)
    return sum(_WIDTHS.get(c, 0.55) for c in letters if not unicodedata.combining(c))


def line_count(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Lines the text takes when it breaks between words."""
    if text_width(text, size, bold=bold) <= width:
        return 1
    lines, used, space = 1, 0.0, text_width(" ", size, bold=bold)
    for word in text.split(" "):
        need = text_width(word, size, bold=bold)
        if used and used + need > width:
            lines, used = lines + 1, 0.0
        lines += max(ceil(need / width) - 1, 0)
        used += need + space
    return lines


def two_line_width(text: str, size: float) -> float:
    """The narrowest width at which the bold text takes at most two lines."""
    return _two_line_width(text) * size * _BOLD_SPARE


@lru_cache(maxsize=5_000)
def _two_line_width(text: str) -> float:
    words = [_width(word) for word in text.split()]
    space, whole, first = _width(" "), sum(words), 0.0
    narrowest = whole + space * max(len(words) - 1, 0)
    for number, word in enumerate(words[:-1], 1):
        first += word
        left = first + space * (number - 1)
        right = whole - first + space * (len(words) - number - 1)
        narrowest = min(narrowest, max(left, right))
    return narrowest


def balanced_width(text: str, size: float, width: float) -> float:
    """The narrowest width, in steps, that keeps the number of lines of the bold text."""
    lines = line_count(text, size, width, bold=True)
    steps = (width * part / 40 for part in range(16, 41))
    return next(w for w in steps if line_count(text, size, w, bold=True) <= lines)


def fitting_size(text: str, sizes: tuple[int, ...], width: float, lines: int) -> int:
    """The largest of the sizes (falling) at which the bold text takes no more lines."""
    fits = (s for s in sizes if line_count(text, s, width, bold=True) <= lines)
    return next(fits, sizes[-1])


def colour_of(tone: Tone) -> str:
    return theme.PAINTS[tone].light
