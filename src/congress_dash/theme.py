"""Every colour and font, once. Red and yellow are for chrome only, never for a status."""

from __future__ import annotations

from dataclasses import dataclass

from congress_dash.chart import Tone

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
    """A colour on white (also slides) and on dark; `sign` repeats it for who sees no colour."""

    light: str
    dark: str
    sign: str = ""


PAINTS: dict[Tone, Paint] = {
    Tone.DONE: Paint("#0B6E69", "#35B5AB", "✓"),
    Tone.REMAINING: Paint("#CBD3DC", "#4A5666"),
    Tone.PLAN: Paint("#6B7C93", "#93A4BA"),
    Tone.REGISTERED: Paint("#C98A1B", "#E5B04E"),
    Tone.LATE: Paint("#B4530A", "#F0924A", "▲"),
    Tone.UNKNOWN: Paint("#9AA3AE", "#7B8594", "?"),
    Tone.STOPPED: Paint("#7A6F8C", "#A79BBB", "■"),
    Tone.RIGHT: Paint("#0B6E69", "#35B5AB", "✓"),
    Tone.WRONG: Paint("#B4530A", "#F0924A", "▲"),
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


def mixed(colour: str, with_colour: str, part: float) -> str:
    """`part` (0 to 1) of the first colour, the rest of the second."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(with_colour[1:]), strict=True)
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)


def tint(colour: str, part: float) -> str:
    """`part` (0 to 1) of the colour on paper."""
    return mixed(colour, PAPER, part)
