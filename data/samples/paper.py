"""A path in, an empty workbook in Times New Roman out; and the words a form is described with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

FONT = "Times New Roman"


class Look(StrEnum):
    TEXT = "text"
    CENTRE = "centre"
    COUNT = "count"
    DAY = "day"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    width: float
    look: Look = Look.TEXT
    parent: str = ""
    rule: str = ""
    is_summed: bool = False
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """The share of one column in another, both by position."""

    part: int
    whole: int


Value = str | int | date | Ratio | None
Line = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    subtotal: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Title:
    subject: str
    kind: str = "BIỂU TỔNG HỢP"
    number: str = ""
    remarks: Sequence[str] = ()
    place_and_date: str = ""


@dataclass(slots=True)
class Paper:
    """A workbook being written, with the formats it has needed so far."""

    book: Workbook
    formats: dict[str, Format] = field(default_factory=dict)

    def style(self, **wish: object) -> Format:
        look = {"font_name": FONT, "font_size": 11, "valign": "vcenter", **wish}
        key = repr(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def cell(self, look: Look, *, bold: bool = False) -> Format:
        number = {
            Look.COUNT: '#,##0;-#,##0;"-"',
            Look.DAY: "dd/mm/yyyy",
            Look.PERCENT: "0.0%",
        }.get(look, "General")
        align = "left" if look is Look.TEXT else "center"
        return self.style(border=1, text_wrap=True, bold=bold, num_format=number, align=align)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet of a paper with the columns it shows."""

    paper: Paper
    sheet: Worksheet
    columns: Sequence[Column]

    @property
    def last(self) -> int:
        return len(self.columns) - 1


@contextmanager
def paper(path: Path, title: str, created: date) -> Iterator[Paper]:
    """A new workbook whose bytes depend on its content alone: it is dated by the story."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONT, "font_size": 11},
    }
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": title, "created": datetime.combine(created, time(8))})
    yield Paper(book)
    book.close()


def leaf(paper: Paper, name: str, columns: Sequence[Column]) -> Leaf:
    """An empty A4 landscape sheet, printed one page wide with numbered pages."""
    sheet = paper.book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f'&C&"{FONT},Regular"&10&P/&N')
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
    return Leaf(paper, sheet, columns)
