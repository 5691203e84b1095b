"""An .xlsx, .xlsm or .xlsb in, its sheets out: values by calamine, the rest by a second scan.

Calamine shows an error, and a formula never calculated, as an empty cell.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from congress_dash.errors import Refused
from congress_dash.reading import biff12, sheet_xml
from congress_dash.reading.grid import Grid, Leaf, fit, put
from congress_dash.reading.kinds import Kind
from congress_dash.reading.parts import Parts
from congress_dash.reading.scan import Scan
from congress_dash.reading.sheet_xml import Ends

# A part's bytes → where its values end, and the rest of the second scan, still to be done.
_Scanner = Callable[[bytes], tuple[Ends, Callable[[], Scan]]]


class Opening:
    """A file opened by calamine beside its checks, which others make meanwhile.

    ahead: the first worksheet is read at once, too; one that the checks would have refused may take
    the process down.
    """

    def __init__(self, content: bytes, *, ahead: bool = False) -> None:
        self._content = content
        beside = ThreadPoolExecutor(1)
        self._book = beside.submit(self._opened)
        self._first = beside.submit(self._begun) if ahead else None

    def worksheets(self) -> list[SheetMetadata]:
        """In their order; charts and macro sheets are none."""
        return self._book.result()[1]

    def sheet(self, name: str) -> CalamineSheet:
        """The worksheet of that name; lets others work meanwhile."""
        first, self._first = self._first, None
        return first.result() if first else self._book.result()[0].get_sheet_by_name(name)

    def _opened(self) -> tuple[CalamineWorkbook, list[SheetMetadata]]:
        book = CalamineWorkbook.from_filelike(io.BytesIO(self._content))
        # a book that reads a sheet answers nothing else
        return book, [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]

    def _begun(self) -> CalamineSheet:
        book, worksheets = self._book.result()
        return book.get_sheet_by_name(worksheets[0].name)


def leaves(opening: Opening, parts: Parts, kind: Kind) -> Iterator[Leaf]:
    """The worksheets in their order."""
    try:
        worksheets = opening.worksheets()
        paths = _sheet_parts(parts, kind)
    except (CalamineError, ElementTree.ParseError) as error:
        raise Refused(
            "unreadable",
            "Không đọc được tệp này: danh sách trang trong tệp bị hỏng. Hãy mở bằng Excel, lưu lại "
            "thành .xlsx rồi gửi lại.",
        ) from error
    scanner = _scanner(parts, kind)
    for about in worksheets:
        part = partial(parts.take, paths.get(about.name, ""))
        sheet = _Worksheet(opening, about.name, part, scanner)
        is_visible = about.visible == SheetVisibleEnum.Visible
        yield Leaf(about.name, is_visible, sheet.read, sheet.check)


class _Worksheet:
    """One worksheet: checked, then read."""

    def __init__(
        self, opening: Opening, name: str, part: Callable[[], bytes], scanner: _Scanner
    ) -> None:
        self._opening, self._name, self._part, self._scanner = opening, name, part, scanner
        self._scan: Callable[[], Scan] = Scan

    def check(self) -> None:
        """Where its values end, before the rest of it is looked at."""
        ends, self._scan = self._scanner(self._part())
        fit(self._name, *ends)

    def read(self) -> Grid:
        try:
            with ThreadPoolExecutor(1) as beside:
                scanned = beside.submit(self._scan)
                sheet = self._opening.sheet(self._name)
                seen = scanned.result()
        except CalamineError as error:
            raise Refused(
                "unreadable",
                f"Không đọc được trang “{self._name}”: nội dung trang bị hỏng. Hãy mở bằng Excel, "
                "lưu lại thành .xlsx rồi gửi lại.",
            ) from error
        if sheet.end:
            fit(self._name, sheet.end, sheet.end)
        rows: list[list[object]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
        put(self._name, rows, seen.broken)
        return Grid(rows, seen.merged or list(sheet.merged_cell_ranges or ()), seen.fonts)


def _scanner(parts: Parts, kind: Kind) -> _Scanner:
    if kind is Kind.XLSB:
        return _of_binary
    fonts = sheet_xml.old_fonts(parts.get("xl/styles.xml"))
    fresh = b'fullCalcOnLoad="1"' in parts.get("xl/workbook.xml")
    return lambda part: (sheet_xml.ends(part), partial(sheet_xml.scanned, part, fonts, fresh))


def _of_binary(part: bytes) -> tuple[Ends, Callable[[], Scan]]:
    seen = biff12.scanned(part)
    return (seen.lowest, seen.rightmost), lambda: seen


def _sheet_parts(parts: Parts, kind: Kind) -> dict[str, str]:
    """Sheet's name → the part it stands in."""
    book = f"xl/workbook.{'bin' if kind is Kind.XLSB else 'xml'}"
    rels = ElementTree.fromstring(parts.get(f"xl/_rels/{posixpath.basename(book)}.rels"))
    targets = {
        rel.get("Id", ""): posixpath.normpath(posixpath.join("/xl", rel.get("Target", "")))
        for rel in rels
    }
    if kind is Kind.XLSB:
        listed = biff12.bundled(parts.get(book))
    else:
        listed = [
            (sheet.get("name", ""), value)
            for sheet in ElementTree.fromstring(parts.get(book)).iterfind(".//{*}sheet")
            for name, value in sheet.items()
            if name.endswith("}id")
        ]
    return {name: targets[link].lstrip("/") for name, link in listed if link in targets}
