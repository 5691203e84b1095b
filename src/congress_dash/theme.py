"""Every colour and font, once. Red and yellow are for chrome only, never for a status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from congress_dash.chart import Column, Tone

FONT = "Be Vietnam Pro"
SLIDE_FONT = "Arial"  # fonts are not embedded in slides; Arial covers Vietnamese everywhere
BRAND_RED = "#B3191E"
BRAND_GOLD = "#F2C14E"
INK = "#1C2430"
MUTED = "#5B6675"
RULE = "#D9DEE5"
PAPER = "#FFFFFF"
PAUSE = "#8A94A3"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the page stands on, light or dark; `.streamlit/config.toml` repeats these colours."""

    paper: str
    panel: str
    ink: str
    muted: str
    rule: str
    accent: str
    pause: str


LIGHT = Ground(PAPER, "#F4F6F8", INK, MUTED, RULE, BRAND_RED, PAUSE)
DARK = Ground("#11161D", "#1B222C", "#E8ECF1", "#A0ACBA", "#313B48", "#D64B4F", "#8A94A3")


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour on white (also slides) and on dark; `sign` repeats it for who sees no colour, `word` says
    what it means, wherever a legend or a screen reader tells it."""

    light: str
    dark: str
    sign: str = ""
    word: str = ""


PAINTS: dict[Tone, Paint] = {
    Tone.DONE: Paint("#0B6E69", "#35B5AB", "✓", "đã xong"),
    Tone.REMAINING: Paint("#CBD3DC", "#4A5666", word="chưa thực hiện"),
    Tone.PLAN: Paint("#6B7C93", "#93A4BA", word="theo kế hoạch"),
    Tone.REGISTERED: Paint("#C98A1B", "#E5B04E", word="đã đăng ký"),
    Tone.LATE: Paint("#B4530A", "#F0924A", "▲", "chậm, quá hạn"),
    Tone.UNKNOWN: Paint("#9AA3AE", "#7B8594", "?", "chưa báo cáo, chưa rõ"),
    Tone.STOPPED: Paint("#7A6F8C", "#A79BBB", "■", "dừng, tạm hoãn"),
    Tone.RIGHT: Paint("#0B6E69", "#35B5AB", "✓"),
    Tone.WRONG: Paint("#B4530A", "#F0924A", "▲", "vướng"),
    Tone.GONE: Paint("#7A6F8C", "#A79BBB", "■"),
    Tone.HIDDEN: Paint("#FFFFFF", "#FFFFFF"),
    Tone.FIRST: Paint("#0B6E69", "#35B5AB"),
    Tone.SECOND: Paint("#C98A1B", "#E5B04E"),
    Tone.THIRD: Paint("#3D5A98", "#7F9BDB"),
    Tone.FOURTH: Paint("#7A4E7E", "#BD8FC2"),
    Tone.FIFTH: Paint("#5C7A29", "#9DBC63"),
    Tone.SIXTH: Paint("#6B7C93", "#93A4BA"),
}

# The shapes of marks on a time line, where colour alone would say too little.
MARKS: dict[Tone, str] = {
    Tone.DONE: "●",
    Tone.FIRST: "○",
    Tone.THIRD: "◉",
    Tone.PLAN: "◇",
    Tone.REGISTERED: "◆",
    Tone.LATE: "▲",
    Tone.SIXTH: "|",
    Tone.RIGHT: "■",
    Tone.FIFTH: "□",
}

_SERIES = (Tone.FIRST, Tone.SECOND, Tone.THIRD, Tone.FOURTH, Tone.FIFTH, Tone.SIXTH)


def mixed(colour: str, with_colour: str, part: float) -> str:
    """`part` (0 to 1) of the first colour, the rest of the second."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(with_colour[1:]), strict=True)
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)


def tint(colour: str, part: float) -> str:
    """`part` (0 to 1) of the colour on paper."""
    return mixed(colour, PAPER, part)


def luminance(colour: str) -> float:
    """0 (black) to 1 (white), as WCAG defines it."""
    parts = [c / 255 for c in bytes.fromhex(colour[1:])]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text_on(colour: str) -> str:
    """Paper or ink, whichever reads better on the colour."""
    return PAPER if luminance(colour) < 0.3 else INK


def readable(colour: str) -> str:
    """The colour, darkened with ink until small text in it reads on paper (contrast 4,5)."""
    tries = (mixed(colour, INK, part / 10) for part in range(10, -1, -1))
    return next(dark for dark in tries if luminance(dark) <= 0.183)


def tones_of(columns: Sequence[Column]) -> list[Tone]:
    """The columns' tones; a column without one gets the next of six in a colour not yet taken."""
    taken = {PAINTS[column.tone].light for column in columns if column.tone}
    free = cycle([tone for tone in _SERIES if PAINTS[tone].light not in taken] or _SERIES)
    return [column.tone or next(free) for column in columns]
