"""A worksheet's XML in, its `Scan` out: byte searches first, so that a large clean sheet is cheap.

A cell that is written in a way these searches do not know is missed here and read by calamine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from xml.etree import ElementTree

from congress_dash.reading.grid import MOST_CELLS, column_number, is_old_font, most_used
from congress_dash.reading.scan import Scan

_ATTRIBUTE = re.compile(rb"""\s(r|t|s)\s*=\s*["']([^"']*)["']""")
_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
_AT = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})$")
_ROOT = re.compile(rb"<(\w+:)?worksheet[\s>]")
_MOST_TEXTS = 200_000  # cells looked at for their font
_Attributes = dict[bytes, bytes]
Ends = tuple[tuple[int, int], tuple[int, int]]


def ends(part: bytes) -> Ends:
    """The lowest and the rightmost cell with a value."""
    return _cells(part).ends()


def scanned(part: bytes, fonts: Mapping[int, str], fresh: bool) -> Scan:
    """fonts: style → old font. fresh: Excel is asked to calculate all, as by programs that cannot."""
    cells = _cells(part)
    return Scan(list(cells.broken(fresh)), fonts=cells.fonts(fonts) if fonts else {})


def _cells(part: bytes) -> _Cells:
    root = _ROOT.search(part, 0, 4096)
    return _Cells(part, (root[1] or b"") if root else b"")


def old_fonts(styles: bytes) -> dict[int, str]:
    """Cell style → its font, for fonts whose letters are no Unicode."""
    if not re.search(rb"""val\s*=\s*["'](?:\.Vn|VNI)""", styles, re.I):
        return {}
    try:
        tree = ElementTree.fromstring(styles)
    except ElementTree.ParseError:
        return {}
    names = [
        name.get("val", "") if (name := font.find("{*}name")) is not None else ""
        for font in tree.iterfind("{*}fonts/{*}font")
    ]
    used = [xf.get("fontId", "0") for xf in tree.iterfind("{*}cellXfs/{*}xf")]
    by_style = {
        style: names[int(font)]
        for style, font in enumerate(used)
        if font.isdecimal() and int(font) < len(names)
    }
    return {style: name for style, name in by_style.items() if is_old_font(name)}


class _Cells:
    """The cells of one part; `prefix` is what its elements' names begin with (`x:`)."""

    def __init__(self, part: bytes, prefix: bytes) -> None:
        self.part = part
        self.prefix = prefix
        self.first = max(part.find(b"<" + prefix + b"sheetData"), 0)
        end = part.rfind(b"</" + prefix + b"sheetData")
        self.end = end if end >= 0 else len(part)
        self._value = re.compile(b"<" + prefix + b"v>[^<]")

    def broken(self, fresh: bool) -> Iterator[tuple[int, int, str]]:
        found = sorted({self._start(hit) for hit in self._hits()} - {-1})
        formulas: list[tuple[int, int, str]] = []
        calculated = not fresh
        for start in found:
            stop = self._stop(start)
            if calculated and self._is_sound(start, stop):
                continue
            cell = self.part[start:stop]
            told = self._attributes(cell)
            row, column = self._place(start, told)
            value, formula = self._inside(cell, b"v"), self._inside(cell, b"f")
            if told.get(b"t") == b"e":
                yield row, column, value or "#N/A"
            elif formula is not None and not value and told.get(b"t") != b"str":
                yield row, column, f"={formula}"
            elif formula is not None:
                formulas.append((row, column, f"={formula}"))
                calculated = calculated or value != "0"
        if not calculated:
            yield from formulas

    def _is_sound(self, start: int, stop: int) -> bool:
        """Whether the cell shows a value that is no error; most cells with a formula do."""
        is_valued = self._value.search(self.part, start, stop) is not None
        return is_valued and not _ERROR.search(self.part, start, self.part.find(b">", start))

    def ends(self) -> Ends:
        last = -1
        for name in (b"v", b"is", b"f"):
            after = max(last, self.first)  # the end of a large part is searched once
            last = max(last, self.part.rfind(b"</" + self.prefix + name + b">", after, self.end))
        lowest = rightmost = (0, 0)
        if last >= 0 and (start := self._start(last)) >= 0:
            lowest = self._place(start, self._attributes(self.part[start:last]))
        letters = b"[A-Z]{2,3}" if lowest[0] < MOST_CELLS // 26 else b"[A-Z]{1,3}"
        cell = b"<" + self.prefix + b'c r="(' + letters + rb')(\d{1,7})"[^>]*(?<!/)>(?!</)'
        for found in re.finditer(cell, self.part):
            column = column_number(found[1].decode())
            if column > rightmost[1]:
                rightmost = (int(found[2]) - 1, column)
        return lowest, max(lowest, rightmost, key=lambda at: at[1])

    def fonts(self, of_style: Mapping[int, str]) -> dict[int, str]:
        counts: Counter[tuple[int, str]] = Counter()
        cell = re.compile(b"<" + self.prefix + b"c(\\s[^>]*)>")
        for number, found in enumerate(cell.finditer(self.part, self.first, self.end)):
            if number > _MOST_TEXTS:
                break
            told = dict(_ATTRIBUTE.findall(found[1]))
            at = _AT.match(told.get(b"r", b""))
            if at and told.get(b"t") in (b"s", b"str", b"inlineStr"):
                style = told.get(b"s", b"0")
                font = of_style.get(int(style), "") if style.isdigit() else ""
                counts[column_number(at[1].decode()), font] += 1
        return {column: font for column, font in most_used(counts).items() if font}

    def _hits(self) -> Iterator[int]:
        for mark in (b"<" + self.prefix + b"f", rb"""t=["']e["']"""):
            for found in re.compile(mark).finditer(self.part, self.first, self.end):
                yield found.start()

    def _start(self, inside: int) -> int:
        """Where the cell around that place begins; -1 if there is none."""
        mark = b"<" + self.prefix + b"c"
        at = self.part.rfind(mark, self.first, inside)
        while at >= 0 and self.part[at + len(mark) : at + len(mark) + 1] not in b" \t\r\n>":
            at = self.part.rfind(mark, self.first, at)
        return at

    def _stop(self, start: int) -> int:
        stop = self.part.find(b"</" + self.prefix + b"c>", start, self.end)
        return stop if stop >= 0 else self.end

    def _attributes(self, cell: bytes) -> _Attributes:
        return dict(_ATTRIBUTE.findall(cell[: cell.find(b">")]))

    def _inside(self, cell: bytes, name: bytes) -> str | None:
        """The text of a child, or None where there is no such child."""
        tag = b"<" + self.prefix + name
        found = re.search(tag + rb"(?:\s[^>]*)?(?:/>|>(.*?)</)", cell, re.S)
        return unescape((found[1] or b"").decode("utf-8", "replace")) if found else None

    def _place(self, start: int, told: _Attributes) -> tuple[int, int]:
        """Row and column, counted where the cell does not say them."""
        if at := _AT.match(told.get(b"r", b"")):
            return max(int(at[2]) - 1, 0), column_number(at[1].decode())
        mark = b"<" + self.prefix + b"row"
        row = self.part.rfind(mark, self.first, start)
        number = self._attributes(self.part[max(row, 0) : start]).get(b"r", b"")
        before = self.part.count(mark, self.first, start) - 1
        column = self.part.count(b"<" + self.prefix + b"c ", max(row, 0), start)
        column += self.part.count(b"<" + self.prefix + b"c>", max(row, 0), start)
        return max(int(number) - 1 if number.isdigit() else before, 0), column
