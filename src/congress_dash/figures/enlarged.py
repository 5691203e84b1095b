"""A ready figure goes in, the same for a meeting room comes out: letters, lines and room grow alike."""

from __future__ import annotations

from typing import Any

from congress_dash.figures.frame import Figure

_TIMES = 2.1  # letters of 12 pixels are read from the last row at about 25
_HIGHEST = 740  # pixels that a screen of 1080 leaves to the figure
_LEAST = 17 / 12  # of letters: a figure that is high already grows less than they must
_LENGTHS = {"size", "height", "l", "r", "t", "b", "xshift", "yshift", "standoff", "ticklen", "pad"}


def enlarged(figure: Figure) -> Figure:
    """The figure as large as a screen of 1920 × 1080 allows."""
    times = min(_TIMES, _HIGHEST / figure["layout"]["height"])
    grown: Figure = _grown(figure, times, "")
    return grown


def _grown(part: Any, times: float, inside: str) -> Any:
    """Every length that stands in pixels, times so many; data and shares of the whole stay."""
    match part:
        case dict():
            return {
                name: value * (max(times, _LEAST) if name == "size" else times)
                if isinstance(value, int | float) and _is_length(name, inside)
                else _grown(value, times, name)
                for name, value in part.items()
            }
        case list() | tuple() if inside not in ("x", "y"):
            return [_grown(each, times, inside) for each in part]
    return part


def _is_length(name: str, inside: str) -> bool:
    return name in _LENGTHS or (name == "width" and inside == "line")
