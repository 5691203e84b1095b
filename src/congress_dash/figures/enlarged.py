"""A ready figure goes in, the same for a meeting room or for a small slide comes out: letters, lines
and room change alike."""

from __future__ import annotations

from typing import Any

from congress_dash.figures.frame import Figure

_TIMES = 2.1  # letters of 12 pixels are read from the last row at about 25
_HIGHEST = 740  # pixels that a screen of 1080 leaves to the figure
_LEAST = 17 / 12  # of letters: a figure that is high already grows less than they must
_SMALL, _LOW = 0.56, 168  # times, and pixels that a small slide leaves to it
_LENGTHS = {"size", "height", "l", "r", "t", "b", "xshift", "yshift", "standoff", "ticklen", "pad"}


def enlarged(figure: Figure) -> Figure:
    """The figure as large as a screen of 1920 × 1080 allows."""
    times = min(_TIMES, _HIGHEST / figure["layout"]["height"])
    return grown(figure, times)


def reduced(figure: Figure) -> Figure:
    """The figure as small as it stands on a slide that is looked at among others."""
    return grown(figure, min(_SMALL, _LOW / figure["layout"]["height"]), least=0)


def grown(figure: Figure, times: float, least: float = _LEAST) -> Figure:
    """Every length of the figure times so many; letters at least `least` times."""
    made: Figure = _grown(figure, {"size": max(times, least)}, times, "")
    return made


def _grown(part: Any, own: dict[str, float], times: float, inside: str) -> Any:
    """Every length that stands in pixels, times its own or so many; data and shares of the whole stay."""
    match part:
        case dict():
            return {
                name: value * own.get(name, times)
                if isinstance(value, int | float) and _is_length(name, inside)
                else _grown(value, own, times, name)
                for name, value in part.items()
            }
        case list() | tuple() if inside not in ("x", "y"):
            return [_grown(each, own, times, inside) for each in part]
    return part


def _is_length(name: str, inside: str) -> bool:
    return name in _LENGTHS or (name == "width" and inside == "line")
