"""The parts of an .ods in, its sheets out: read by hand, because errors, formulas never calculated,
merged cells and comments in cells are told apart nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from xml.parsers import expat

from congress_dash.errors import Refused
from congress_dash.reading.grid import MOST_CELLS, Broken, Grid, Leaf, Merged, Rows, fit
from congress_dash.reading.parts import Parts, password

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_SHEET, _ROW = _TABLE + "table", _TABLE + "table-row"
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
_FOREIGN = (_TABLE + "shapes", _TABLE + "tracked-changes")
_NAME, _STYLED, _DISPLAY = _TABLE + "name", _TABLE + "style-name", _TABLE + "display"
_ROWS_REPEATED, _REPEATED = _TABLE + "number-rows-repeated", _TABLE + "number-columns-repeated"
_WIDE, _HIGH = _TABLE + "number-columns-spanned", _TABLE + "number-rows-spanned"
_FORMULA, _ERROR, _KIND = _TABLE + "formula", _CALC + "value-type", _OFFICE + "value-type"
_NUMBER, _DATE, _TIME = _OFFICE + "value", _OFFICE + "date-value", _OFFICE + "time-value"
_TRUTH, _STRING = _OFFICE + "boolean-value", _OFFICE + "string-value"
_PARAGRAPHS = (_TEXT + "p", _TEXT + "h")
_SIGNS = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_CLOCK = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_Attributes = dict[str, str]


def leaves(parts: Parts) -> Iterator[Leaf]:
    """The sheets in their order. The whole document is one part, so all are read at once."""
    if b"encryption-data" in parts.get("META-INF/manifest.xml"):
        raise password()
    document = _Document()
    try:
        document.read(parts.take("content.xml"))
    except expat.ExpatError as error:
        where = f"trang “{document.name}”" if document.name else "nội dung tệp"
        raise Refused(
            "unreadable",
            f"Không đọc được {where}: phần “content.xml” bị hỏng ở dòng {error.lineno}. Hãy mở bằng "
            "Excel hoặc LibreOffice, lưu lại rồi gửi lại.",
        ) from error
    for name, visible, grid in document.sheets:
        yield Leaf(name, visible, lambda grid=grid: grid)  # type: ignore[misc]


class _Document:
    """Listens to the parser and keeps the sheets heard so far."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, Grid]] = []
        self.name = ""
        self._foreign = 0  # depth in comments, drawings and what else is no cell's own words
        self._hidden: set[str] = set()
        self._style = ""
        self._total = 0
        self._visible = True
        self._rows: Rows = []
        self._merged: Merged = []
        self._number = 0
        self._row: list[object] = []
        self._column = 0
        self._repeated = 1
        self._cell: _Attributes | None = None
        self._paragraphs: list[str] = []
        self._speaking = False  # in a paragraph of a cell

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.Parse(content, True)

    # --- what the parser says --------------------------------------------------------------------

    def _start(self, tag: str, told: _Attributes) -> None:
        if self._foreign or tag in _FOREIGN:
            self._foreign += 1
        elif self._cell is not None:
            self._start_in_cell(tag, told)
        elif tag in _CELLS:
            self._cell, self._paragraphs = told, []
        elif tag == _ROW:
            self._row, self._column = [], 0
            self._repeated = _whole(told, _ROWS_REPEATED)
        elif tag == _SHEET:
            self._begin(told)
        elif tag == _STYLE + "style":
            self._style = told.get(_STYLE + "name", "")
        elif told.get(_DISPLAY) == "false":
            self._hidden.add(self._style)

    def _start_in_cell(self, tag: str, told: _Attributes) -> None:
        if not tag.startswith(_TEXT):
            self._foreign += 1
        elif tag in _PARAGRAPHS:
            self._paragraphs.append("")
            self._speaking = True
        elif tag == _TEXT + "s":
            self._words(" " * min(_whole(told, _TEXT + "c"), 1_000))
        else:
            self._words(_SIGNS.get(tag, ""))

    def _words(self, words: str) -> None:
        if self._speaking and not self._foreign:
            self._paragraphs[-1] += words

    def _end(self, tag: str) -> None:
        if self._foreign:
            self._foreign -= 1
        elif self._cell is not None:
            if tag in _PARAGRAPHS:
                self._speaking = False
            elif tag in _CELLS:
                self._end_cell(self._cell)
                self._cell = None
        elif tag == _ROW:
            self._end_row()
        elif tag == _SHEET:
            self.sheets.append((self.name, self._visible, Grid(self._rows, self._merged)))
            self.name = ""

    # --- cells, rows, sheets ---------------------------------------------------------------------

    def _begin(self, told: _Attributes) -> None:
        self.name = told.get(_NAME, "")
        self._visible = told.get(_STYLED) not in self._hidden
        self._rows, self._merged, self._number = [], [], 0

    def _end_cell(self, told: _Attributes) -> None:
        column, repeated = self._column, _whole(told, _REPEATED) if _REPEATED in told else 1
        if _WIDE in told or _HIGH in told:
            last = (self._number + _whole(told, _HIGH) - 1, column + _whole(told, _WIDE) - 1)
            if last != (self._number, column):
                self._merged.append(((self._number, column), last))
        self._column += repeated
        value = _value(told, "\n".join(self._paragraphs))
        if value is not None:
            if self._column > 255:
                end = (self._number, self._column - 1)
                fit(self.name, end, end)
            self._row.extend([None] * (column - len(self._row)))
            self._row.extend([value] * repeated)

    def _end_row(self) -> None:
        first, self._number = self._number, self._number + self._repeated
        if not self._row:
            return
        end = (self._number - 1, len(self._row) - 1)
        fit(self.name, end, end)
        self._total += len(self._row) * self._repeated
        if self._total > MOST_CELLS:
            raise Refused(
                "too_large",
                f"Tệp có quá nhiều ô (đến trang “{self.name}”, hàng {self._number}). Hãy xóa các "
                "trang và hàng thừa rồi gửi lại.",
            )
        self._rows.extend([] for _ in range(first - len(self._rows)))
        self._rows.extend(list(self._row) for _ in range(self._repeated))


# --- values --------------------------------------------------------------------------------------


def _whole(told: _Attributes, name: str) -> int:
    """A count of one or more; one where it is not told."""
    words = told.get(name, "1")
    return max(int(words), 1) if words.isascii() and words.isdigit() and len(words) < 9 else 1


def _value(told: _Attributes, words: str) -> object:
    kind = told.get(_KIND, "")
    formula = told.get(_FORMULA)
    if told.get(_ERROR) == "error" or (formula and words.startswith(("#", "Err:"))):
        return Broken(words or "#N/A")
    if not kind and formula is not None and not words:
        return Broken("=" + formula.rpartition(":=")[2].lstrip("="))
    if kind in ("float", "percentage", "currency"):
        return _number(told.get(_NUMBER, ""), words)
    if kind == "date":
        return _day(told.get(_DATE, ""), words)
    if kind == "time" and (clock := _CLOCK.fullmatch(told.get(_TIME, ""))):
        return ":".join(clock.groups())
    if kind == "boolean":
        return told.get(_TRUTH) == "true"
    return told.get(_STRING) or words or None


def _number(value: str, words: str) -> object:
    try:
        return float(value)
    except ValueError:
        return words or None


def _day(value: str, words: str) -> object:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return words or value or None
