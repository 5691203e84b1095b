"""Lines over days → where the plot stands in its chart and where names stand apart. Pure; points.

A move is how far a name goes right and down from its usual place, in parts of the chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congress_dash.safe_text import safe_text
from congress_dash.slides.ink import text_width
from congress_dash.slides.lines import Line

LABEL = 14.0
_ABOVE, _BELOW, _LEFT = 40.0, 30.0, 40.0  # beside the plot: names of marks, days, counts
_NEAR = 0.05  # a line that ends so near the last day is named beside the plot
_LONG = 70  # days; a longer axis has whole months
Move = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plot:
    """The chart's size, its axes and the room for names on the right."""

    width: float
    height: float
    days: tuple[date, ...]
    top: float
    right: float

    @property
    def is_long(self) -> bool:
        return (self.days[-1] - self.days[0]).days > _LONG

    @property
    def first(self) -> date:
        """Where the axis begins: on a first of the month when it is long."""
        return self.days[0].replace(day=1) if self.is_long else self.days[0]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the plot in parts of the chart."""
        inner = (self.width - _LEFT - self.right) / self.width
        return (
            _LEFT / self.width,
            _ABOVE / self.height,
            inner,
            (self.height - _ABOVE - _BELOW) / self.height,
        )

    def x(self, row: int) -> float:
        """Where the day of a row stands, from 0 (left) to 1 within the plot."""
        return (self.days[row] - self.first).days / max((self.days[-1] - self.first).days, 1)

    def y(self, value: float) -> float:
        """How far down a value stands, in parts of the chart."""
        return self.box[1] + self.box[3] * (1 - value / self.top)


def plot(
    size: tuple[float, float],
    days: tuple[date, ...],
    top: float,
    own: list[Line],
    marks: list[Line],
) -> Plot:
    """The plot with just the room on the right that the names need, at most three tenths."""
    bare = Plot(*size, days, top, 0)
    beside = [_name_width(line) + 22 for line in own if _ends_near(line, bare)]
    over = [_mark_width(line) / 2 for line in marks if _ends_near(line, bare)]
    return Plot(*size, days, top, min(max([30.0, *beside, *over]), size[0] * 0.3))


def name_moves(own: list[Line], within: Plot) -> list[Move]:
    """Names beside the plot one under the other, names inside below their own line; of lines that
    reach one height inside one after the other, the first on its left, the others lower and lower."""
    least = LABEL * 1.25 / within.height
    moves: list[Move] = [(0.0, LABEL * 0.9 / within.height)] * len(own)
    for place, n in enumerate(_tied(own, within)):
        aside = -(_width(own[n]) + LABEL) / within.width
        moves[n] = (0.0, LABEL * (0.9 + 1.25 * place) / within.height) if place else (aside, 0.0)
    lowest = -least
    beside = [n for n, line in enumerate(own) if _ends_near(line, within)]
    for n in sorted(beside, key=lambda n: -_last_value(own[n])):
        wish = within.y(_last_value(own[n]))
        y = max(wish, lowest + least)
        moves[n] = ((1 - within.x(own[n].last or 0)) * within.box[2], y - wish)
        lowest = y
    return moves


def mark_moves(marks: list[Line], within: Plot) -> list[Move]:
    """Names above the plot; one that would cover its left neighbour stands a line higher."""
    moves: list[Move] = [(0.0, 0.0)] * len(marks)
    end, raised = 0.0, True
    for n in sorted(range(len(marks)), key=lambda n: within.x(marks[n].last or 0)):
        middle = within.x(marks[n].last or 0) * within.box[2] * within.width
        raised = not raised and middle - _mark_width(marks[n]) / 2 < end
        moves[n] = (0.0, -LABEL * 1.2 / within.height if raised else 0.0)
        end = middle + _mark_width(marks[n]) / 2
    return moves


def _ends_near(line: Line, within: Plot) -> bool:
    return line.last is not None and within.x(line.last) >= 1 - _NEAR


def _tied(own: list[Line], within: Plot) -> list[int]:
    """Lines that end at the greatest height, but inside, while another one reaches it later."""
    top = max(map(_last_value, own), default=0)
    ends = sorted((line.last or 0, n) for n, line in enumerate(own) if _last_value(line) == top)
    return [n for _, n in ends[:-1] if not _ends_near(own[n], within)]


def _last_value(line: Line) -> float:
    return (line.values[line.last] or 0) if line.last is not None else 0


def _name_width(line: Line) -> float:
    return text_width(f"{safe_text(line.name)}: 0.000", LABEL, bold=True)


def _width(line: Line) -> float:
    return text_width(f"{safe_text(line.name)}: {_last_value(line):g}", LABEL, bold=True)


def _mark_width(line: Line) -> float:
    return text_width(safe_text(line.name), LABEL, bold=True) + 8
