"""What all figures share: inert text, colours by tone, the empty layout, axes and the legend."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date, datetime
from math import isnan
from numbers import Integral, Real
from textwrap import wrap
from typing import Any

from congress_dash import theme
from congress_dash.chart import Chart, Column, Tone
from congress_dash.figures.palette import NO_PAINT, Palette
from congress_dash.vietnamese import integer

Figure = dict[str, Any]
Part = dict[str, Any]

FONT = f"'{theme.FONT}', {theme.SLIDE_FONT}, sans-serif"
LINE = 15  # pixels from one line of small print to the next
LETTER = 6.6  # pixels an average letter of small print is wide
NARROW = 240  # pixels left to the plot itself on a phone
BESIDE_NAMES = 190  # the same beside a column of names
UNDER = 290  # and for a legend under a plot without such a column


def inert(text: str) -> str:
    """The text as letters only: Plotly reads tags and formulas, people do not write them."""
    visible = "".join(letter for letter in text if letter.isprintable() or letter == "\n")
    return html.escape(visible, quote=False).replace("$", "&#36;")


def wrapped(text: str, width: int) -> str:
    """Inert text in as few lines of at most `width` letters as it needs, evenly filled."""
    broken = wrap(text, width)
    while width > 6 and len(tighter := wrap(text, width - 1)) == len(broken):
        broken, width = tighter, width - 1
    return "<br>".join(inert(line) for line in broken)


def lines(text: str) -> int:
    return text.count("<br>") + 1


def tones_of(columns: Sequence[Column], place: int) -> list[Tone]:
    """One tone per cell of the column at that place: its own, else the column's."""
    column, whole = columns[place], theme.tones_of(columns)[place]
    return [tone or whole for tone in column.tones] or [whole] * len(column.values)


def number(value: object) -> int | float | None:
    """A count that can be drawn; None leaves the place empty."""
    if isinstance(value, bool) or not isinstance(value, Real) or isnan(value):
        return None
    return int(value) if isinstance(value, Integral) else float(value)


def said(count: float) -> str:
    """`1.229`, and `6,9` for what is not whole."""
    if count == int(count):
        return integer(int(count))
    whole, tenths = f"{count:.1f}".split(".")
    return f"{integer(int(whole))},{tenths}"


def day_of(value: object) -> date | None:
    """The calendar day; a timestamp loses its hours."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def font(colour: str | list[str], size: int = 12) -> Part:
    return {"size": size, "color": colour, "family": FONT}


def note(text: str, look: Palette, **place: Any) -> Part:
    """A piece of small print; `place` says where in Plotly's words."""
    small = font(look.ground.muted)
    base = {
        "text": text,
        "showarrow": False,
        "font": small,
        "xref": "paper",
        "yref": "paper",
    }
    return base | place


def layout(look: Palette, height: int, **parts: Any) -> Part:
    """The common ground: transparent, unzoomable, Vietnamese separators; `parts` win."""
    own = look.ground
    hover = {
        "bgcolor": own.panel,
        "bordercolor": own.rule,
        "align": "left",
        "namelength": 0,
    }
    base: Part = {
        "height": height,
        "autosize": True,
        "separators": ",.",
        "paper_bgcolor": NO_PAINT,
        "plot_bgcolor": NO_PAINT,
        "font": {"family": FONT, "size": 12, "color": own.ink},
        "hoverlabel": hover | {"font": {"family": FONT, "size": 13, "color": own.ink}},
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": False,
        "margin": {"l": 8, "r": 12, "t": 24, "b": 28, "pad": 4},
    }
    return base | parts


def axis(look: Palette, **parts: Any) -> Part:
    """A quiet axis that no finger can zoom."""
    own = look.ground
    base: Part = {
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"size": 12, "color": own.muted, "family": FONT},
        "gridcolor": own.rule,
        "linecolor": own.rule,
        "title": {"text": ""},
    }
    return base | parts


def counts_axis(top: float, look: Palette) -> Part:
    """From zero to a round number, whole steps only, at most six of them."""
    step = next(s * 10**e for e in range(9) for s in (1, 2, 5) if top <= 6 * s * 10**e)
    highest = max(-(-top // step) * step, 1)
    return axis(
        look,
        showgrid=True,
        dtick=step,
        tick0=0,
        tickformat=",d",
        range=[0, highest * 1.04],
    )


def legend_room(names: Sequence[str], room: int) -> int:
    """Pixels for the legend in even columns over `room` pixels of a phone; 0 for a lone name."""
    if len(names) < 2:
        return 0
    across = max(int(room / (max(len(name) for name in names) * LETTER + 55)), 1)
    return 8 + 19 * -(-len(names) // across)


def legend(look: Palette, room: int, height: int) -> Part:
    """In the lowest `room` pixels of a figure of `height` pixels; for reading only."""
    return {
        "orientation": "h",
        "xref": "container",
        "yref": "container",
        "x": 0,
        "xanchor": "left",
        "y": room / height,
        "yanchor": "top",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": NO_PAINT,
        "font": font(look.ground.ink),
    }


def blank(chart: Chart, look: Palette) -> Figure:
    """No rows: the sentence that says so, over one empty line (Plotly wants a trace)."""
    said = note(wrapped(chart.empty, 40), look, x=0.5, y=0.5, xanchor="center", yanchor="middle")
    hidden = {"visible": False, "fixedrange": True}
    parts = {"annotations": [said], "xaxis": hidden, "yaxis": hidden}
    return {"data": [{"type": "scatter", "x": [], "y": []}], "layout": layout(look, 90, **parts)}
