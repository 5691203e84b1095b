"""Runs alone in a child process: workbook bytes on standard input, its sheets as JSON on output.

A spreadsheet may make any reader hang, eat the memory or abort the process (a legal 2 kB file
does). Here it can only take this child down; `workbook` turns that into a sentence.
"""

from __future__ import annotations

import gc
import io
import json
import posixpath
import re
import sys
import zipfile
from array import array
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY_BYTES = 1 << 30
SECONDS = 10
# A formula without a value; it may be a text's empty one.
_UNCALCULATED = re.compile(rb"<f[ >/][^<]*+(?:</f>)?+(?!<v>[^<])")


def fence() -> None:
    """Limits on memory and processor time, where the system has them."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit here
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@dataclass(frozen=True)
class Broken:
    """Words of an error, or of a formula never calculated."""

    words: str


def plain(value: object) -> object:
    """A JSON value; days become `{"day": "2020-05-13T00:00:00"}`."""
    if isinstance(value, datetime | date):
        return {"day": datetime(*value.timetuple()[:6]).isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, Broken):
        return {"broken": value.words}
    if isinstance(value, tuple):
        return value[0]
    return None if value == "" else value


def sheets(content: bytes) -> list[dict[str, object]]:
    """Name, visibility, rows from A1 on, and merged ranges of every worksheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    package = zipfile.ZipFile(io.BytesIO(content))
    paths = sheet_paths(package)
    found = []
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows: list[list[object]] = list(map(list, sheet.to_python(skip_empty_area=False)))
        part = package.read(paths[about.name]) if about.name in paths else b""
        for row, column, words in broken(part):
            put(rows, row, column, Broken(words))
        found.append(
            {
                "name": about.name,
                "visible": about.visible == SheetVisibleEnum.Visible,
                **packed(rows),
                "merged": list(sheet.merged_cell_ranges or ()),
            }
        )
    return found


def packed(rows: Sequence[Sequence[object]]) -> dict[str, object]:
    """A table with each distinct value told once, and per cell the number of its value.

    Most cells of a sheet repeat others: what is handed over, read back and kept is a few times less.
    """
    width = max(map(len, rows), default=0)
    if any(len(row) != width for row in rows):
        rows = [[*row, *[None] * (width - len(row))] for row in rows]
    cells: Iterable[object] = chain.from_iterable(rows)
    if bool in set(map(type, chain.from_iterable(rows))):  # else True would be the number 1
        cells = ((cell,) if isinstance(cell, bool) else cell for cell in cells)
    numbers = Numbered()
    numbered = array("I", map(numbers.__getitem__, cells))
    return {
        "width": width,
        "cells": b64encode(numbered.tobytes()).decode(),
        "values": [plain(value) for value in numbers],
    }


class Numbered(dict[object, int]):
    """Every value's place in the order in which values were first asked for."""

    def __missing__(self, value: object) -> int:
        self[value] = number = len(self)
        return number


# --- what calamine shows as empty ----------------------------------------------------------------


def sheet_paths(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of the package that each sheet stands in."""
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    rels = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {rel.get("Id"): posixpath.join("/xl", rel.get("Target", "")) for rel in rels}
    return {
        sheet.get("name", ""): posixpath.normpath(targets[value]).lstrip("/")
        for sheet in book.iterfind(".//{*}sheet")
        for name, value in sheet.items()
        if name.endswith("}id")
    }


def broken(part: bytes) -> Iterator[tuple[int, int, str]]:
    """Row, column and words of every error (`#REF!`) and of every formula never calculated."""
    if b't="e"' not in part and not _UNCALCULATED.search(part):
        return
    for _, cell in ElementTree.iterparse(io.BytesIO(part)):
        if cell.tag.endswith("}c"):
            value, formula = cell.findtext("{*}v"), cell.find("{*}f")
            at = re.fullmatch(r"([A-Z]{1,3})(\d+)", cell.get("r", ""))
            if at and cell.get("t") == "e":
                yield int(at[2]) - 1, column_number(at[1]), value or "#N/A"
            elif at and formula is not None and not value and cell.get("t") != "str":
                yield int(at[2]) - 1, column_number(at[1]), f"={formula.text or ''}"
        if cell.tag.endswith("}row"):
            cell.clear()


def column_number(letters: str) -> int:
    """`A` → 0."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


def put(rows: list[list[object]], row: int, column: int, value: object) -> None:
    """Sets a cell, making the table larger where it ends before that."""
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend(None for _ in range(column + 1 - len(rows[row])))
    rows[row][column] = value


def main() -> None:
    fence()
    gc.disable()  # nothing here goes round in circles, and the process ends with its work
    sys.stdout.write(json.dumps(sheets(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
