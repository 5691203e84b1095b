"""The bytes of an old .xls in, its sheets out: values by xlrd, the rest by a walk of its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from io import StringIO

import xlrd
from xlrd.compdoc import CompDoc, CompDocError
from xlrd.xldate import xldate_as_datetime

from congress_dash.errors import Refused
from congress_dash.reading import biff
from congress_dash.reading.biff12 import ERRORS
from congress_dash.reading.grid import Broken, Grid, Leaf, fit, put
from congress_dash.reading.kinds import OLE, not_a_workbook
from congress_dash.reading.parts import password


def leaves(content: bytes) -> Iterator[Leaf]:
    """The worksheets in their order."""
    stream = _stream(content) if content.startswith(OLE) else content
    told = biff.Book(stream)
    if told.encrypted:
        raise password()
    book = xlrd.open_workbook(
        file_contents=content, logfile=StringIO(), on_demand=True, ragged_rows=True
    )
    for number, name in enumerate(book.sheet_names()):
        # sheet_names, visibility and offsets stand in the order of BOUNDSHEET records
        yield Leaf(
            name, not book._sheet_visibility[number], partial(_grid, book, told, number, name)
        )


def _grid(book: xlrd.Book, told: biff.Book, number: int, name: str) -> Grid:
    scan = told.scanned(book._sh_abs_posn[number] - book.base)
    fit(name, scan.lowest, scan.rightmost)
    sheet = book.sheet_by_index(number)
    rows = [
        [
            _value(kind, value, book.datemode)
            for kind, value in zip(sheet.row_types(row), sheet.row_values(row), strict=True)
        ]
        for row in range(sheet.nrows)
    ]
    book.unload_sheet(number)
    put(name, rows, scan.broken)
    return Grid(rows, scan.merged, scan.fonts)


def _value(kind: int, value: object, datemode: int) -> object:
    if kind == xlrd.XL_CELL_ERROR:
        return Broken(ERRORS.get(value, "#N/A"))  # type: ignore[call-overload]
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE and isinstance(value, float):
        return _day(value, datemode)
    return None if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) else value


def _day(value: float, datemode: int) -> object:
    if not 0 <= value < 2_958_466:  # 31 December 9999
        return value
    day: datetime = xldate_as_datetime(value, datemode)
    return day.time() if value < 1 else day


def _stream(content: bytes) -> bytes:
    """The workbook inside the container that Word, Excel and others share."""
    try:
        container = CompDoc(content, logfile=StringIO())
        names = {entry.name.lower() for entry in container.dirlist}
        if "encryptedpackage" in names:
            raise password()
        for name in ("Workbook", "Book"):
            if stream := container.get_named_stream(name):
                return bytes(stream)
    except (CompDocError, AssertionError, IndexError, ValueError) as error:
        raise Refused(
            "unreadable",
            "Tệp .xls bị hỏng hoặc chép chưa xong. Hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại.",
        ) from error
    raise not_a_workbook("Tệp này không phải bảng tính Excel.")
