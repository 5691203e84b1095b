"""One object, many outputs: page, slide and sheet of 200 random moments, every number held against the
charts they come from. One that differs, or that stands in no chart, fails; words: test_words_out.py."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from congress_dash import boards, figures, sheets, slides, tables, vietnamese
from congress_dash.chart import Chart, Kind, Value
from congress_dash.moment import Moment
from congress_dash.share import Share
from congress_dash.store import Store
from test_moments import moments
from tracing import written

pytestmark = pytest.mark.slow

# Moments of each board, two hundred together: one with many charts takes longer.
MOMENTS = {"overview": 40, "congresses": 20, "documents": 60, "inspections": 40, "report": 40}
_SPOKEN = re.compile(r"ngày (\d\d) tháng (\d{1,2}) năm (\d{4})")
_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
Charts = dict[str, Chart]


def numbers(text: str) -> Counter[str]:
    """`11/30 (36,7%)` → 11, 30, 36.7; of days their parts: 13/05/2020 and 13/5 share two."""
    found: Counter[str] = Counter()
    for number in _NUMBER.findall(_SPOKEN.sub(r"\1/\2/\3", text)):
        whole, _, rest = number.replace(".", "").partition(",")
        found[f"{int(whole)}.{rest.rstrip('0')}".rstrip(".")] += 1
    return found


def said(value: Value) -> Counter[str]:
    """The numbers of a value as a table writes it."""
    if isinstance(value, Share):
        return numbers(vietnamese.share(value))
    if isinstance(value, date):
        return numbers(f"{value:%d/%m/%Y}")
    return numbers(vietnamese.integer(value) if isinstance(value, int) else str(value or ""))


def of_values(chart: Chart) -> Counter[str]:
    values = [value for column in chart.columns for value in column.values]
    return sum(map(said, values), Counter())


def registered(chart: Chart) -> set[str]:
    """Every number that may stand where this chart is shown."""
    moment, other = chart.moment, chart.moment.against
    words = [chart.title, chart.definition, chart.source, chart.unit, chart.empty, *chart.group]
    words += [column.name for column in chart.columns]
    words += [
        f"{mark.label} {written_day(mark.on)} {written_day(mark.until)}" for mark in chart.marks
    ]
    words += [tables.note(chart), f"{moment.as_of:%d/%m/%Y} {moment.known_at}"]
    words += [f"{other.as_of:%d/%m/%Y} {other.known_at}"] if other else []
    words += [form for column in chart.columns for v in column.values for form in written(v)]
    return set(of_values(chart)) | set(sum(map(numbers, words), Counter()))


def written_day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def plain(html: str) -> str:
    return unescape(
        re.sub(r"<[^>]*>", " ", re.sub(r"<svg.*?</svg>|<caption.*?</caption>", " ", html))
    )


# --- the outputs ----------------------------------------------------------------------------------


def on_the_page(charts: Charts) -> None:
    """Tables and cards say each value once; figures draw no number that is none of the chart's."""
    for chart in charts.values():
        if chart.is_empty:
            continue
        head = sum((numbers(column.name) for column in chart.columns), Counter())
        groups = sum(map(numbers, dict.fromkeys(chart.group)), Counter())
        shown = numbers(plain(tables.table(chart)))
        if chart.kind in (Kind.TABLE, Kind.FULL_BARS, Kind.STACKED_BARS, Kind.STACKED_COLUMNS):
            assert shown == of_values(chart) + head + groups, chart.key
        assert set(shown) <= registered(chart), chart.key
        if chart.kind in figures.DRAWN:
            drawn = {v for trace in figures.figure(chart)["data"] for v in points(trace)}
            assert drawn <= values_of(chart), chart.key


def points(trace: dict[str, Any]) -> Iterator[int]:
    """The counts of a trace that stands for a column of counts."""
    if trace.get("type") == "bar" and not trace.get("base"):
        side = "x" if trace.get("orientation") == "h" else "y"
        yield from (v for v in trace[side] if isinstance(v, int) and not isinstance(v, bool))


def values_of(chart: Chart) -> set[int]:
    found = {v for column in chart.columns for v in column.values if isinstance(v, int)}
    parts = [v for column in chart.columns for v in column.values if isinstance(v, Share)]
    return found | {s.part for s in parts} | {s.whole for s in parts} | {0}


def on_slides(charts: Charts, moment: Moment) -> None:
    content = slides.deck(charts.values(), heading="Tiến độ", moment=moment)
    told = [slide for slide in slides.seen(content) if slide.key]
    assert [*dict.fromkeys(slide.key for slide in told)] == [*charts]
    for slide in told:
        chart = charts[slide.key]
        assert slide.title == chart.title
        assert slide.moment == chart.moment, chart.key
        names = {column.name: column for column in chart.columns}
        rows = [str(value) for value in chart.columns[0].values] if chart.columns else []
        for figure in slide.figures:
            if chart.kind is Kind.CURVE and not figure.column:
                continue  # the day of a point that only bounds a pause
            assert set(numbers(figure.text)) <= registered(chart), (chart.key, figure)
            if figure.column in names and rows.count(figure.row) == 1:
                value = names[figure.column].values[rows.index(figure.row)]
                part = value.part if isinstance(value, Share) else value
                short = numbers(f"{value:%d/%m}") if isinstance(value, date) else said(value)
                if chart.kind is not Kind.MATRIX:
                    short = said(value)  # only a matrix leaves the year out
                assert numbers(figure.text) in (said(value), said(part), short), (chart.key, figure)


def in_sheets(charts: Charts) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(sheets.sheet(charts.values())))
    for key, chart in charts.items():
        rows = book.get_sheet_by_name(key[: sheets.LONGEST_NAME]).to_python()
        cells = sum((of_cell(c) for row in rows[sheets.HEADING_ROW + 1 :] for c in row), Counter())
        if chart.is_empty:
            assert not cells or set(cells) <= registered(chart)
            continue
        wanted = of_values(chart) + sum((numbers(name) for name in chart.group), Counter())
        assert wanted - cells == Counter(), chart.key
        assert set(cells) <= registered(chart), chart.key
        head = " ".join(str(c) for row in rows[: sheets.HEADING_ROW + 1] for c in row)
        assert set(numbers(head)) <= registered(chart), chart.key


def of_cell(cell: object) -> Counter[str]:
    if isinstance(cell, float):
        return numbers(f"{cell:.1f}".replace(".", ","))
    if isinstance(cell, date | datetime):
        return numbers(f"{cell:%d/%m/%Y}")
    return numbers(str(cell))


# --- the moments ----------------------------------------------------------------------------------


@pytest.mark.parametrize("board", MOMENTS)
def test_every_number_that_goes_out_is_its_charts(province: Store, board: str) -> None:
    for moment in moments(f"out-{board}", MOMENTS[board]):
        charts = boards.charts(province, moment, board)
        on_the_page(charts)
        on_slides(charts, moment)
        in_sheets(charts)


def test_a_number_of_nobody_is_found(province: Store) -> None:
    charts = boards.charts(province, Moment(date(2020, 5, 13), 17), "overview")
    assert "7919" not in registered(charts["held"])
    assert numbers("11/30 (36,7%), ngày 05 tháng 5 năm 2020, 1.229") == Counter(
        ["11", "30", "36.7", "5", "5", "2020", "1229"]
    )
