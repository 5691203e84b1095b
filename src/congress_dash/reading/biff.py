"""The records of an .xls in, what its reader does not tell out: formulas never calculated, merged
cells, fonts, and where the values end ([MS-XLS])."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator

from congress_dash.reading.grid import Merged, is_old_font, most_used
from congress_dash.reading.scan import Scan

_BOF, _EOF, _FILEPASS, _FONT, _XF, _FORMULA, _MERGED = 0x809, 0x0A, 0x2F, 0x31, 0xE0, 0x06, 0xE5
_TEXTS = (0xFD, 0x204, 0xD6)  # LABELSST, LABEL, RSTRING
_VALUES = (*_TEXTS, _FORMULA, 0x203, 0x27E, 0x205)  # NUMBER, RK, BOOLERR
_MULTIPLE_RK = 0xBD
_EMPTY_TEXT = b"\x17\x00"  # "" among a formula's tokens


class Book:
    """The workbook's stream: its fonts, and a scan of each sheet by where it begins."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.encrypted = False
        fonts: list[str] = []
        styles: list[int] = []
        for number, body in self._records(0):
            if number == _FILEPASS:
                self.encrypted = True
            elif number == _FONT:
                fonts.append(_font_name(body))
            elif number == _XF and len(body) >= 2:
                styles.append(struct.unpack_from("<H", body)[0])
        fonts[4:4] = [""] if len(fonts) > 4 else []  # number 4 is never used
        self._old = {
            style: fonts[font]
            for style, font in enumerate(styles)
            if font < len(fonts) and is_old_font(fonts[font])
        }

    def scanned(self, start: int) -> Scan:
        broken: list[tuple[int, int, str]] = []
        merged: Merged = []
        texts: Counter[tuple[int, str]] = Counter()
        lowest = rightmost = (0, 0)
        for number, body in self._records(start):
            if number in _VALUES and len(body) >= 6:
                row, column, style = struct.unpack_from("<3H", body)
                if self._old and number in _TEXTS:
                    texts[column, self._old.get(style, "")] += 1
                if number == _FORMULA and _never_calculated(body):
                    broken.append((row, column, "="))
            elif number == _MULTIPLE_RK and len(body) >= 6:
                row, column = struct.unpack_from("<H", body)[0], struct.unpack("<H", body[-2:])[0]
            elif number == _MERGED:
                merged += _ranges(body)
                continue
            else:
                continue
            lowest = max(lowest, (row, column))
            rightmost = (row, column) if column > rightmost[1] else rightmost
        fonts = {column: font for column, font in most_used(texts).items() if font}
        return Scan(broken, lowest, rightmost, merged, fonts)

    def _records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """(number, body) up to the end of the part that begins there; charts inside are passed."""
        depth = 0
        while at >= 0 and at + 4 <= len(self.stream):
            number, size = struct.unpack_from("<2H", self.stream, at)
            depth += (number == _BOF) - (number == _EOF)
            if depth == 1:
                yield number, self.stream[at + 4 : at + 4 + size]
            if depth <= 0:
                return
            at += 4 + size


def _never_calculated(body: bytes) -> bool:
    """A formula whose kept result is empty, though nothing in it can give an empty text."""
    return len(body) > 22 and body[6] == 3 and body[12:14] == b"\xff\xff" and (
        _EMPTY_TEXT not in body[22:]
    )  # fmt: skip


def _ranges(body: bytes) -> Merged:
    count = min(struct.unpack_from("<H", body)[0], (len(body) - 2) // 8) if len(body) >= 2 else 0
    found = [struct.unpack_from("<4H", body, 2 + 8 * n) for n in range(count)]
    return [((top, left), (bottom, right)) for top, bottom, left, right in found]


def _font_name(body: bytes) -> str:
    if len(body) < 16:
        return ""
    length, wide = body[14], body[15] == 1
    if body[15] in (0, 1):
        return body[16 : 16 + length * (2 if wide else 1)].decode(
            "utf-16-le" if wide else "latin-1", "replace"
        )
    return body[15 : 15 + length].decode("latin-1")  # before Excel 97
