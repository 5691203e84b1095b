"""The bytes of a deck, ours or changed by hand → what stands on its slides: clocks, charts, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pptx.oxml.ns import qn

from congress_dash import addresses, vietnamese
from congress_dash.moment import Moment
from congress_dash.slides.base import opened
from congress_dash.slides.notes import AGAIN
from congress_dash.slides.template import ODD, damaged
from congress_dash.slides.values import decimal

_CLOCKS = re.compile(r"as_of=(\d{4}-\d\d-\d\d); known_at=(\d{1,9})")
_NAME = re.compile(r"([a-z_]+(?:\.[a-z_]+)*)(?: \(\d+\))?")
_MORE = re.compile(r" \(tiếp theo \d+/\d+\)$")
_AS_OF = re.compile(r"tính đến ngày (\d\d)/(\d\d)/(\d{4})")
_COUNTED = re.compile(r"(: | – cộng dồn )[\d.,/% ()]+[^:]*$")  # "Khối An ninh: 4/8"
TITLE = "tiêu đề"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number or word of a chart or table: its row, its column, as it reads."""

    row: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One slide. `key`: of the chart on it, empty without any; `moment`: None on a slide of others;
    `days`: those that its words say the figures are of."""

    number: int
    title: str
    key: str
    moment: Moment | None
    sources: str
    figures: tuple[Figure, ...]
    days: tuple[str, ...] = ()


def seen(content: bytes) -> list[Seen]:
    """The slides of a deck in their order; `Refused` for what cannot be opened."""
    slides = list(opened(content).slides)
    try:
        return [_seen(number, slide) for number, slide in enumerate(slides, 1)]
    except ODD as error:
        raise damaged() from error


def _seen(number: int, slide: Any) -> Seen:
    title = slide.shapes.title.text_frame.text if slide.shapes.title is not None else ""
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    lines = notes.text.split("\n") if notes is not None else []
    named = [(_NAME.fullmatch(shape.name), shape) for shape in slide.shapes]
    graphics = [(name[1], shape) for name, shape in named if name and _is_graphic(shape)]
    key, shape = graphics[0] if graphics else ("", None)
    sources = next((line for line in lines if line.startswith("Nguồn: ")), "")
    figures = tuple(_figures(shape)) if shape is not None else ()
    days = dict.fromkeys(_days(slide))
    return Seen(number, _MORE.sub("", title), key, _moment(lines), sources, figures, tuple(days))


def _days(slide: Any) -> Iterator[str]:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    return ("/".join(found) for text in texts for found in _AS_OF.findall(text))


def _is_graphic(shape: Any) -> bool:
    return bool(shape.has_chart or shape.has_table or shape.has_text_frame)


def _moment(lines: list[str]) -> Moment | None:
    clocks = _CLOCKS.fullmatch(lines[0].strip()) if lines else None
    if clocks is None:
        return None
    told = [line.removeprefix(AGAIN) for line in lines if line.startswith(AGAIN)]
    try:
        plain = Moment(addresses.day(clocks[1]), int(clocks[2]))
        return addresses.read(told[0]) if told else plain
    except ValueError:
        return None


def _figures(shape: Any) -> Iterator[Figure]:
    if shape.has_chart:
        return _of_chart(shape.chart)
    if shape.has_table:
        return _of_table(shape.table)
    return iter((Figure("", "", shape.text_frame.text),))


def _of_chart(chart: Any) -> Iterator[Figure]:
    """The points that are drawn: a deadline and a pause are marks, an unseen start is a day."""
    for plot in chart.plots:
        for series in plot.series:
            element = series._element
            unseen = bool(element.xpath("./c:spPr/a:noFill"))
            if element.xpath("parent::c:areaChart | ./c:errBars | ./c:spPr/a:ln/a:noFill"):
                continue
            for label, value in zip(_labels(plot), series.values, strict=False):
                if value is not None:
                    told = _day(value) if unseen else decimal(value)
                    yield Figure(_row(label), str(series.name), told)
    yield from (Figure(_row(label), "", label) for label in _labels(chart.plots[0]))


def _labels(plot: Any) -> list[str]:
    days = bool(plot._element.xpath("c:ser/c:cat/c:numRef"))
    return [_day(float(label)) if days else str(label) for label in plot.categories]


def _row(label: str) -> str:
    """What a row is called without the count that some labels end with."""
    return _COUNTED.sub("", label)


def _day(serial: float) -> str:
    return vietnamese.day(date(1899, 12, 30) + timedelta(days=serial))


def _of_table(table: Any) -> Iterator[Figure]:
    rows = [[_words(cell) for cell in row.cells] for row in table.rows]
    if _is_cards(table):  # numbers, labels, comments: a figure stands under another
        for number, label, *comment in zip(*rows, strict=True):
            yield Figure(label, "", number)
            yield from (Figure(label, "nhận xét", text) for text in comment)
        return
    head, *body = rows
    group = ""
    for row, cells in zip(list(table.rows)[1:], body, strict=True):
        if row.cells[0].is_merge_origin and row.cells[0].span_width == len(cells):
            group = f"{cells[0]} › "
            continue
        for column, text in zip(head, cells, strict=True):
            yield Figure(group + _row(cells[0]), column, text)


def _is_cards(table: Any) -> bool:
    """Our cards have thick paper between them, tables have no such edge."""
    edge = table.cell(0, 0)._tc.find(f"{qn('a:tcPr')}/{qn('a:lnL')}")
    return edge is not None and int(edge.get("w", 0)) > 100_000


def _words(cell: Any) -> str:
    return " ".join(cell.text.replace("\v", " ").split())


def numbered(figures: Iterator[Figure] | list[Figure]) -> dict[tuple[str, str], str]:
    """Texts by row and column; a second row of one name is called `PC03 (2)`."""
    met: Counter[tuple[str, str]] = Counter()
    told: dict[tuple[str, str], str] = {}
    for figure in figures:
        met[figure.row, figure.column] += 1
        again = met[figure.row, figure.column]
        row = figure.row if again == 1 else f"{figure.row} ({again})"
        told[row, figure.column] = figure.text
    return told
