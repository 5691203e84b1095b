"""Stacked series of a Chart → a native stack in tones, labelled where there is room.

Draws STACKED_COLUMNS; `bars` and `spans` lay the same stack down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congress_dash import theme
from congress_dash.chart import Chart, Column, Tone
from congress_dash.safe_text import NONZERO_FORMAT, plain
from congress_dash.scales import scale
from congress_dash.slides.area import Area
from congress_dash.slides.axes import AXES, counts, letters, names_below
from congress_dash.slides.ink import colour_of, text_width
from congress_dash.slides.native import new_chart
from congress_dash.slides.series import Look, Number, Plotted, drawn, serial
from congress_dash.slides.shapes import NOTHING, Graphic, line, quoted, solid
from congress_dash.slides.slide import Slide
from congress_dash.slides.values import decimal, number, row_count, written
from congress_dash.theme import text_on, tones_of

LEGEND = 44.0  # height of the native legend, in points
_AXIS = 26.0  # height of the labels under upright stacks
_CROWDED = 16
_UPRIGHT = "<c:invertIfNegative val='0'/>"
_UNSEEN = f"<c:spPr>{NOTHING}</c:spPr>{_UPRIGHT}"  # carries the bars of a later series


@dataclass(frozen=True, slots=True)
class Room:
    """How large a segment comes out: points per unit, along the lying or upright stack."""

    per_unit: float
    lying: bool
    size: float = 12

    def holds(self, value: float) -> bool:
        """The number fits into its segment."""
        words = text_width(decimal(value), self.size, bold=True) + 2
        return abs(value) * self.per_unit >= (words if self.lying else self.size)


def pages(chart: Chart, area: Area) -> list[Chart]:
    return [chart]


def draw(slide: Slide, area: Area, page: Chart, whole: Chart) -> Graphic:
    """Upright stacks over a value axis."""
    top, step = scale(highest(page))
    size = 10 if row_count(page) > _CROWDED else 12
    height = area.points[1] - LEGEND - _AXIS
    columns = page.columns[1:]
    plotted, series = stacked(page, columns, Room(height / top, lying=False, size=size))
    plot = bar_chart(series, lying=False, gap=45) + names_below(size) + counts(top, step)
    return new_chart(slide, area, plotted, plot, legend=len(columns) > 1)


def stacked(page: Chart, columns: tuple[Column, ...], room: Room) -> tuple[Plotted, list[str]]:
    """The columns by the page's first, and every series painted and labelled."""
    numbers = [[_point(value) for value in column.values] for column in columns]
    series = list(zip((column.name for column in columns), numbers, strict=True))
    first = page.columns[0]
    plotted = Plotted(first.name, labels_of(first), series)
    tones = tones_of(columns)
    looks = [
        Look(_UNSEEN if tone is Tone.HIDDEN else _seen(column, values, tone, room))
        for column, values, tone in zip(columns, numbers, tones, strict=True)
    ]
    return plotted, drawn(plotted, looks)


def bar_chart(series: list[str], *, lying: bool, gap: int, full: bool = False) -> str:
    """The stack itself; `gap`: percent of a bar's thickness. `full`: all bars of one length."""
    return (
        f"<c:barChart><c:barDir val='{'bar' if lying else 'col'}'/>"
        f"<c:grouping val='{'percentStacked' if full else 'stacked'}'/>{''.join(series)}"
        f"<c:gapWidth val='{gap}'/><c:overlap val='100'/>{AXES}</c:barChart>"
    )


def labels_of(column: Column) -> list[str]:
    """Days as `13/5`, with the year when there are several."""
    days = [known for known in map(plain, column.values) if isinstance(known, date)]
    short = len({day.year for day in days}) <= 1
    return [written(value, short_days=short) for value in column.values]


def highest(chart: Chart) -> float:
    """The longest stack."""
    rows = zip(*(map(number, column.values) for column in chart.columns[1:]), strict=True)
    return max((sum(value or 0 for value in row) for row in rows), default=0)


def _point(value: object) -> Number:
    known = plain(value)
    return serial(known) if isinstance(known, date) else number(known)


def _seen(column: Column, values: Sequence[Number], tone: Tone, room: Room) -> str:
    points = "".join(
        f"<c:dPt><c:idx val='{row}'/>{_fill(own, room)}</c:dPt>"
        for row, own in enumerate(column.tones)
        if own is not None
    )
    return f"{_fill(tone, room)}{_UPRIGHT}{points}{_labels(values, tone, room)}"


def _fill(tone: Tone, room: Room) -> str:
    """A white edge parts neighbours of one colour; on upright stacks it would hide the axis."""
    edge = line(theme.PAPER, 0.75) if room.lying else ""
    return f"<c:spPr>{solid(colour_of(tone))}{edge}</c:spPr>"


_SHOWN = (
    "<c:dLblPos val='ctr'/><c:showLegendKey val='0'/><c:showVal val='1'/><c:showCatName val='0'/>"
    "<c:showSerName val='0'/><c:showPercent val='0'/><c:showBubbleSize val='0'/>"
)


def _labels(values: Sequence[Number], tone: Tone, room: Room) -> str:
    """The numbers in the middle of their segments, but for those that find no room."""
    tight = "".join(
        f"<c:dLbl><c:idx val='{row}'/><c:delete val='1'/></c:dLbl>"
        for row, value in enumerate(values)
        if value and not room.holds(value)
    )
    look = letters(room.size, text_on(colour_of(tone)), bold=True)
    form = f"<c:numFmt formatCode='{quoted(NONZERO_FORMAT)}' sourceLinked='0'/>"
    return f"<c:dLbls>{tight}{form}{look}{_SHOWN}</c:dLbls>"
