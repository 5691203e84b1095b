"""Deadlines and pauses on a date axis: shapes, their labels, and the room they need on top."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from congress_dash.chart import Mark
from congress_dash.figures.frame import LETTER, LINE, NARROW, Part, axis, font, lines, note, wrapped
from congress_dash.figures.palette import Palette
from congress_dash.vietnamese import day, short_day

_SHADE = 0.16
_EDGE = 0.02  # of the axis left free at both ends


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day of an axis."""

    first: date
    last: date

    @classmethod
    def covering(cls, days: list[date], marks: tuple[Mark, ...]) -> Days:
        ends = [end for mark in marks for end in (mark.on, mark.until) if end]
        return cls(min(days + ends), max(days + ends))

    @property
    def length(self) -> int:
        return max((self.last - self.first).days, 1)

    def part(self, on: date) -> float:
        """Where the day lies: 0 at the left end, 1 at the right."""
        return (on - self.first).days / self.length

    def ends(self) -> list[str]:
        edge = timedelta(days=_EDGE * self.length)
        begin, end = (datetime.combine(on, time()) for on in (self.first, self.last))
        return [f"{moment:%Y-%m-%d %H:%M}" for moment in (begin - edge, end + edge)]


@dataclass(frozen=True, slots=True)
class Label:
    """A text over the plot: from `left` to `right` of the axis, on the lines `row` to `top`."""

    left: float
    right: float
    row: int
    top: int
    on: date = date.min
    text: str = ""
    side: str = "center"


@dataclass(slots=True)
class Drawn:
    """Shapes and labels ready for the layout; `top` pixels of margin hold the labels."""

    shapes: list[Part] = field(default_factory=list)
    annotations: list[Part] = field(default_factory=list)
    top: int = 0


def dates_axis(days: Days, look: Palette) -> Part:
    """Days as `13/5`; the year is written below where the axis crosses into another."""
    several = days.first.year != days.last.year
    return axis(
        look,
        type="date",
        automargin=False,
        range=days.ends(),
        nticks=6,
        tickformat="%-d/%-m<br>%Y" if several else "%-d/%-m",
        showline=True,
        ticks="outside",
        ticklen=4,
        tickcolor=look.ground.rule,
        tickangle=0,
        hoverformat="%d/%m/%Y",
    )


def drawn(
    marks: tuple[Mark, ...],
    days: Days,
    inner: int,
    look: Palette,
    unit: str = "",
    *,
    pauses_above: bool = False,
) -> Drawn:
    """Every mark of the chart over a plot `inner` pixels high; `unit` stands at the axis's end."""
    found = Drawn()
    taken: list[Label] = []
    if unit:
        found.annotations.append(unit_note(unit, look))
        taken.append(Label(0, len(unit) * LETTER / NARROW, 0, 1))
    for mark in sorted(marks, key=lambda mark: mark.on):
        if mark.until:
            found.shapes.append(_stretch(mark.on, mark.until, look))
        if mark.until and not pauses_above:
            found.annotations.append(_note_inside(mark, mark.until, look))
            continue
        label = _over(mark, mark.until, days, taken) if mark.until else _beside(mark, days, taken)
        taken.append(label)
        found.annotations.append(_note_above(label, look))
        if not mark.until:
            found.shapes.append(_line(mark, label, inner, look))
    found.top = max((_pixels(label.top) + 6 for label in taken), default=0)
    return found


def unit_note(unit: str, look: Palette) -> Part:
    """What the axis counts, at its upper end."""
    place = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "xshift": -4, "yshift": 4}
    return note(wrapped(unit, 40), look, **place)


def _stretch(on: date, until: date, look: Palette) -> Part:
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": on.isoformat(),
        "x1": until.isoformat(),
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "fillcolor": look.ground.pause,
        "opacity": _SHADE,
        "line": {"width": 0},
    }


def _note_inside(mark: Mark, until: date, look: Palette) -> Part:
    """Inside the stretch, at its top."""
    place = {"xref": "x", "x": _middle(mark.on, until).isoformat(), "y": 1, "yshift": -2}
    return note(wrapped(mark.label, 11), look, **place, xanchor="center", yanchor="top")


def _middle(on: date, until: date) -> date:
    return on + timedelta(days=(until - on).days // 2)


def _beside(mark: Mark, days: Days, taken: list[Label]) -> Label:
    """Beside a line, away from the nearer edge, over the labels already there."""
    at, wide = days.part(mark.on), _width(_dated(mark))
    left, right = (at - wide, at) if at > 0.5 else (at, at + wide)
    side = "right" if at > 0.5 else "left"
    return _stacked(Label(left, right, 0, lines(_dated(mark)), mark.on, _dated(mark), side), taken)


def _over(mark: Mark, until: date, days: Days, taken: list[Label]) -> Label:
    """Over the middle of a stretch."""
    on, text = _middle(mark.on, until), wrapped(mark.label, 18)
    at, half = days.part(on), _width(text) / 2
    return _stacked(Label(at - half, at + half, 0, lines(text), on, text), taken)


def _stacked(label: Label, taken: list[Label]) -> Label:
    below = [o.top for o in taken if o.left < label.right and label.left < o.right]
    row = max(below, default=0)
    return replace(label, row=row, top=row + label.top)


def _width(text: str) -> float:
    """As a share of a phone's plot."""
    return max(len(line) for line in text.split("<br>")) * LETTER / NARROW


def _pixels(rows: int) -> int:
    return rows * LINE + 4


def _line(mark: Mark, label: Label, inner: int, look: Palette) -> Part:
    """From the axis up to the foot of its label's last line."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": mark.on.isoformat(),
        "x1": mark.on.isoformat(),
        "y0": 0,
        "y1": 1 + _pixels(label.top) / inner,
        "layer": "above",
        "line": {"color": look.ground.ink, "width": 1.25},
        "opacity": 0.7,
    }


def _note_above(label: Label, look: Palette) -> Part:
    place = {"xref": "x", "x": label.on.isoformat(), "y": 1, "yshift": _pixels(label.row)}
    shift = {"left": 5, "right": -5}.get(label.side, 0)
    anchors = {"xanchor": label.side, "align": label.side, "xshift": shift}
    ink = font(look.ground.muted if label.side == "center" else look.ground.ink)
    return note(label.text, look, **place, **anchors, yanchor="bottom", font=ink)


def _dated(mark: Mark) -> str:
    """The label with its day, unless the label says it already."""
    said = any(text in mark.label for text in (short_day(mark.on), day(mark.on)))
    return wrapped(mark.label if said else f"{mark.label} {short_day(mark.on)}", 24)
