"""A ready figure goes in, the same for a picture of a fixed size comes out, with the room for its words.

The browser draws the picture (`leaving.js`); what stands where is said here.
"""

from __future__ import annotations

from dataclasses import dataclass

from congress_dash.figures.enlarged import grown
from congress_dash.figures.frame import Figure

_TIMES = 2.1  # letters of 12 pixels on a sheet of 1920
_STRETCH = 1.4  # a few bars do not become beams


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture: lengths are counted in a space of `width` × `height`, drawn on `pixels` dots.

    The title has the space above `top`, day and source that below `bottom`, both from the edges.
    """

    width: int
    height: int
    pixels: tuple[int, int]
    margin: int = 64
    top: int = 188
    bottom: int = 132

    @property
    def room(self) -> tuple[int, int]:
        """Width and height that are left to the figure."""
        return self.width - 2 * self.margin, self.height - self.top - self.bottom


SHEETS = {
    "man-hinh": Sheet(1920, 1080, (1920, 1080)),
    "a4": Sheet(1600, 1131, (3508, 2480)),  # 300 dots an inch
}


def printed(figure: Figure, sheet: Sheet) -> Figure:
    """The light figure grown to fill the room of the sheet; the key keeps its place at the foot."""
    width, height = sheet.room
    times = min(_TIMES, height / figure["layout"]["height"])
    made = grown(figure, times)
    layout = made["layout"]
    height = min(height, int(layout["height"] * _STRETCH))
    if "legend" in layout:
        layout["legend"]["y"] *= layout["height"] / height
    layout |= {"width": width, "height": height, "autosize": False}
    return made
