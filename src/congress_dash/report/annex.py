"""The annexes: every chart as a table on lying pages of their own, its key as the table's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from congress_dash import theme, vietnamese, view_words
from congress_dash.chart import Chart, Column, Tone
from congress_dash.report.cells import filled, heading_row, row
from congress_dash.report.ink import line
from congress_dash.report.page import set_paper

_ROOM = Mm(267)
_MOST = 1_000  # rows that anybody would print
_LETTERS = 165  # in small type across the paper
_WIDEST, _PADDING = 44, 4  # letters of a column; as much as a cell's margins take
_SHOWN = (Tone.LATE, Tone.WRONG, Tone.UNKNOWN, Tone.STOPPED)


def add_annexes(document: Any, annexes: Iterable[tuple[str, Chart]]) -> None:
    """One annex after the other, each on a new page."""
    for number, (title, told) in enumerate(annexes, start=1):
        chart = told.on_paper
        if number == 1:
            section = document.add_section(WD_SECTION.NEW_PAGE)
            section.different_first_page_header_footer = False
            set_paper(section, lying=True)
        heading = line(document, f"Phụ lục {number}", bold=True)
        heading.paragraph_format.page_break_before = number > 1
        heading.style = document.styles["Heading 1"]
        line(document, title, bold=True, after=2)
        line(
            document,
            f"{chart.title}. {view_words.as_of(chart.moment)}.",
            italic=True,
            size=12,
            after=6,
        )
        if chart.is_empty:
            line(document, chart.empty, side="left", size=12)
        else:
            _table(document, chart.part(0, _MOST))
        _note(document, chart)


def _table(document: Any, chart: Chart) -> None:
    widths = _widths(chart)
    table = document.add_table(0, len(chart.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _name(table, chart.key)
    body = table._tbl
    body.append(heading_row([column.name for column in chart.columns], widths))
    group = None
    for at in range(len(chart.columns[0].values)):
        if chart.group and chart.group[at] != group:
            group = chart.group[at]
            body.append(row([filled(group, sum(widths), bold=True, span=len(widths))]))
        body.append(
            row([_cell(column, at, w) for column, w in zip(chart.columns, widths, strict=True)])
        )


def _cell(column: Column, at: int, width: int) -> Any:
    value = column.values[at]
    tone = column.tones[at] if column.tones else None
    sign = f"{theme.PAINTS[tone].sign} " if tone in _SHOWN and tone else ""
    text = sign + vietnamese.written(value)
    return filled(text, width, side="left" if isinstance(value, str) else "center")


def _widths(chart: Chart) -> list[int]:
    """Room for the longest word of every column; what is left goes to those with more to say."""
    needed = [_PADDING + max(map(len, _words(column))) for column in chart.columns]
    wanted = [
        max(need, _PADDING + min(_longest(column), _WIDEST))
        for need, column in zip(needed, chart.columns, strict=True)
    ]
    spare, more = max(_LETTERS - sum(needed), 0), sum(wanted) - sum(needed)
    part = min(spare / more, 1) if more else 0
    letters = [need + part * (want - need) for need, want in zip(needed, wanted, strict=True)]
    return [int(_ROOM * each / sum(letters)) for each in letters]


def _words(column: Column) -> list[str]:
    """Heading and cells in pieces that a line must hold whole."""
    said = (column.name, *map(vietnamese.written, column.values))
    return [word for text in said for word in text.split()] or [""]


def _longest(column: Column) -> int:
    return max((len(vietnamese.written(value)) for value in column.values), default=0)


def _name(table: Any, key: str) -> None:
    """The chart's key, where a reader of the file finds it."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), key)
    table._tbl.tblPr.append(caption)


def _note(document: Any, chart: Chart) -> None:
    words = [*_signs(chart), *_cut(chart), chart.definition, f"Nguồn: {chart.source}."]
    line(document, " ".join(filter(None, words)), side="left", size=11, italic=True)


def _cut(chart: Chart) -> Iterable[str]:
    """A table too long for paper says so."""
    rows = 0 if chart.is_empty else len(chart.columns[0].values)
    if rows <= _MOST:
        return []
    return [
        f"Chỉ in {vietnamese.integer(_MOST)} dòng đầu trong tổng số {vietnamese.integer(rows)} dòng; đủ ở bảng tính."
    ]


def _signs(chart: Chart) -> Iterable[str]:
    """What the signs that occur mean."""
    used = {tone for column in chart.columns for tone in column.tones}
    told = [
        f"{theme.PAINTS[tone].sign} {theme.PAINTS[tone].word}" for tone in _SHOWN if tone in used
    ]
    return [f"Dấu: {'; '.join(told)}."] if told else []
