"""Names and numbers of a native chart → the workbook inside, which Excel opens to edit them.

XlsxWriter, as python-pptx calls it, writes one such workbook; its sheet and its texts are all that
differs from chart to chart, and only these are written anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter

from congress_dash.safe_text import COUNT_FORMAT, DAY_FORMAT, begins_formula, safe_text
from congress_dash.slides.seal import member
from congress_dash.slides.series import Plotted, column_letters, serial
from congress_dash.slides.shapes import START, words

_EPOCH = datetime(1980, 1, 1)
_SHEET, _TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_NAMES = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
_PLAIN, _QUOTED, _DAY, _COUNT = range(4)  # the looks of a cell, in the order `_Frame` adds them


class _Frame(CategoryWorkbookWriter):
    """A workbook in which every look stands once."""

    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        workbook.set_properties({"created": _EPOCH})
        looks = ({"quote_prefix": True}, {"num_format": DAY_FORMAT}, {"num_format": COUNT_FORMAT})
        for row, look in enumerate(looks):
            worksheet.write_string(row, 0, "", workbook.add_format(look))
        worksheet.write_string(0, 1, "text")


@cache
def _frame() -> dict[str, bytes]:
    """Every part of the workbook but those that hold what stands in its cells."""
    frame = _Frame(CategoryChartData())  # type: ignore[no-untyped-call]
    with ZipFile(BytesIO(frame.xlsx_blob)) as package:
        return {
            name: package.read(name) for name in package.namelist() if name not in (_SHEET, _TEXTS)
        }


def inner_book(plotted: Plotted) -> bytes:
    """The .xlsx: labels in column A, each series in a column of its own, names in row 1.

    Nothing in it is packed: the deck packs it whole.
    """
    texts: dict[str, int] = {}
    sheet = _sheet(plotted, texts)
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, content in _frame().items():
            package.writestr(member(name, packed=False), content)
        package.writestr(member(_SHEET, packed=False), sheet)
        package.writestr(member(_TEXTS, packed=False), _shared(texts))
    return out.getvalue()


def _sheet(plotted: Plotted, texts: dict[str, int]) -> str:
    """`texts` are numbered as they are met."""
    columns = len(plotted.series) + 1
    rows = "".join(
        f"<row r='{number}'>{''.join(cells)}</row>"
        for number, cells in enumerate(_rows(plotted, texts), 1)
    )
    return (
        f"{START}<worksheet {_NAMES}><dimension ref='A1:{column_letters(columns)}{len(plotted.labels) + 1}'/>"
        f"<sheetFormatPr defaultRowHeight='15'/><cols><col min='1' max='{columns}' width='16.7109375'"
        f" customWidth='1'/></cols><sheetData>{rows}</sheetData></worksheet>"
    )


def _rows(plotted: Plotted, texts: dict[str, int]) -> Iterator[list[str]]:
    columns = [column_letters(number + 1) for number in range(len(plotted.series) + 1)]
    heads = (plotted.corner, *(name for name, _ in plotted.series))
    yield [_text(f"{c}1", head, texts) for c, head in zip(columns, heads, strict=True)]
    series = [values for _, values in plotted.series]
    for row, (label, *values) in enumerate(zip(plotted.labels, *series, strict=True), 2):
        numbers = zip(columns[1:], values, strict=True)
        yield [
            _number("A", row, serial(label), _DAY)
            if isinstance(label, date)
            else _text(f"A{row}", label, texts),
            *(
                _number(column, row, value, _COUNT)
                for column, value in numbers
                if value is not None
            ),
        ]


def _number(column: str, row: int, value: float, look: int) -> str:
    return f"<c r='{column}{row}' s='{look}'><v>{value}</v></c>"


def _text(where: str, text: str, texts: dict[str, int]) -> str:
    """A text stays one, even where Excel would take it for a formula."""
    known = safe_text(text)
    look = _QUOTED if begins_formula(known) else _PLAIN
    return f"<c r='{where}' s='{look}' t='s'><v>{texts.setdefault(known, len(texts))}</v></c>"


def _shared(texts: dict[str, int]) -> str:
    told = "".join(f"<si><t xml:space='preserve'>{words(text)}</t></si>" for text in texts)
    return f"{START}<sst {_NAMES}>{told}</sst>"
