"""A sheet or the list of sheets of an .xlsb in, what calamine does not tell of it out ([MS-XLSB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from congress_dash.reading.grid import Merged
from congress_dash.reading.scan import Scan

_ROW, _BLANK, _ERROR, _FORMULA_ERROR, _MERGE, _SHEET = 0, 1, 3, 11, 176, 156
_CELLS = range(_BLANK, 12)
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
          0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"}  # fmt: skip


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """(number, body) of every record; stops where the part is cut."""
    at = 0
    while at < len(part):
        number, at = _varint(part, at, 2)
        size, at = _varint(part, at, 4)
        yield number, part[at : at + size]
        at += size


def _varint(part: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        byte = part[at] if at < len(part) else 0
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return value, at


def scanned(part: bytes) -> Scan:
    broken: list[tuple[int, int, str]] = []
    merged: Merged = []
    lowest = rightmost = (0, 0)
    row = 0
    for number, body in records(part):
        if number == _ROW and len(body) >= 4:
            row = struct.unpack_from("<I", body)[0]
        elif number in _CELLS and number != _BLANK and len(body) >= 8:
            column = struct.unpack_from("<I", body)[0]
            lowest = max(lowest, (row, column))
            rightmost = (row, column) if column > rightmost[1] else rightmost
            if number in (_ERROR, _FORMULA_ERROR) and len(body) >= 9:
                broken.append((row, column, ERRORS.get(body[8], "#N/A")))
        elif number == _MERGE and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            merged.append(((top, left), (bottom, right)))
    return Scan(broken, lowest, rightmost, merged)


def bundled(part: bytes) -> list[tuple[str, str]]:
    """(name, id of the relation) of every sheet in the list."""
    found = []
    for number, body in records(part):
        if number == _SHEET and len(body) >= 12:
            link, at = _text(body, 8)
            name, _ = _text(body, at)
            found.append((name, link))
    return found


def _text(body: bytes, at: int) -> tuple[str, int]:
    """An XLWideString and where it ends."""
    if at + 4 > len(body):
        return "", len(body)
    end = at + 4 + 2 * struct.unpack_from("<I", body, at)[0]
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
