"""Runs alone in a child process: bytes on standard input, sheets as lines of JSON on output.

`{"ahead": true}` comes first where the file is read while it is being checked, `{"ahead": false}` once
it is checked. A sheet is `{"sheet": name, "visible": …}`, its rows a few thousand a line, and `{"merged": …,
"fonts": …}`. Most cells repeat others, so each distinct value of a sheet is told once: a line of rows
is `{"width": columns, "values": [new ones], "cells": …}`, the numbers of their values in base64. The
last line is `{"done": seconds of processor time}` or `{"refused": [kind, message]}`. Days are written
`{"day": "2020-05-13T00:00:00"}`, cells without a value `{"broken": "#REF!"}`.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from array import array
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from datetime import time as hour
from itertools import chain

from congress_dash.errors import Refused
from congress_dash.reading import kinds
from congress_dash.reading.fence import fence
from congress_dash.reading.grid import (
    LONGEST_TEXT,
    Broken,
    Grid,
    Leaf,
    Rows,
    squared,
    too_long,
    within,
)
from congress_dash.reading.kinds import Kind
from congress_dash.reading.parts import Parts

_ROWS_A_LINE = 2_000


def leaves(content: bytes, ahead: bool = False) -> Iterator[Leaf]:
    """The sheets of any kind of file, each read when asked for; ahead: see `zipped.Opening`."""
    outer = kinds.outer(content)
    if outer == "text":
        from congress_dash.reading import csv_text

        yield csv_text.leaf(content)
    elif outer == "ole":
        from congress_dash.reading import xls

        yield from xls.leaves(content)
    else:
        from congress_dash.reading import zipped

        opening = zipped.Opening(content, ahead=True) if ahead else None
        parts = Parts(content)
        kind = kinds.inner(parts.names, parts.get("mimetype"))
        if kind is Kind.ODS:
            from congress_dash.reading import ods

            yield from ods.leaves(parts)
        else:
            yield from zipped.leaves(opening or zipped.Opening(content), parts, kind)


def lines(content: bytes, careful: bool) -> Iterator[str]:
    """The answer, line by line; careful: nothing is read before it is checked."""
    ahead = not careful and kinds.is_of_excel(content)
    if ahead:
        yield _json({"ahead": True})
    grid: Grid | None = None
    try:
        for leaf in leaves(content, ahead):
            yield _json({"sheet": leaf.name, "visible": leaf.visible})
            grid = None  # one sheet at a time
            leaf.check()
            if ahead:
                ahead = False
                yield _json({"ahead": False})
            grid = leaf.read()
            yield from _read(leaf.name, grid)
        yield _json({"done": time.process_time()})  # before the last cells are let go
    except Refused as refused:
        yield _json({"refused": [refused.kind, str(refused)]})
    except MemoryError:
        if not ahead:  # else there is no answer, and somebody more careful is asked
            raise


def _read(name: str, grid: Grid) -> Iterator[str]:
    rows = squared(name, grid.rows)
    merged = within(name, grid.merged, rows)
    numbers = _Numbered()
    for first in range(0, len(rows), _ROWS_A_LINE):
        some = rows[first : first + _ROWS_A_LINE]
        cells = array("I", map(numbers.__getitem__, _keys(some)))
        if any(isinstance(value, str) and len(value) > LONGEST_TEXT for value in numbers.new):
            _short_enough(name, some, first)
        yield _json({"width": len(some[0]), "values": numbers.new,
                     "cells": b64encode(cells.tobytes()).decode()})  # fmt: skip
        numbers.new = []
    yield _json({"merged": merged, "fonts": list(grid.fonts.items())})


def _short_enough(sheet: str, rows: Rows, first: int) -> None:
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row):
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                raise too_long(sheet, number, column)


def _keys(rows: list[list[object]]) -> Iterable[object]:
    """The cells in their order; True stands apart, or it would be the number 1."""
    if bool in set(map(type, chain.from_iterable(rows))):
        return ((v,) if isinstance(v, bool) else v for v in chain.from_iterable(rows))
    return chain.from_iterable(rows)


class _Numbered(dict[object, int]):
    """Every value's place in the order in which values were first met; `new`: not yet told."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[object] = []

    def __missing__(self, key: object) -> int:
        value = key[0] if isinstance(key, tuple) else key
        self.new.append(None if value == "" else value)
        self[key] = number = len(self)
        return number


def _json(value: object) -> str:
    return _ENCODER.encode(value)


def _plain(value: object) -> object:
    if isinstance(value, date):  # days with an hour, too
        return {"day": value.isoformat()[:19]}
    if isinstance(value, Broken):
        return {"broken": value.words}
    if isinstance(value, hour | timedelta):
        return str(value)
    raise TypeError(type(value))


_ENCODER = json.JSONEncoder(
    default=_plain, ensure_ascii=False, separators=(",", ":"), check_circular=False
)


def main() -> None:
    fence()
    gc.disable()  # millions of cells, none of them garbage
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # nothing a library prints may stand among the answers
    try:
        for line in lines(sys.stdin.buffer.read(), "careful" in sys.argv):
            answer.write(line.encode("utf-8", "replace") + b"\n")
            answer.flush()
    except MemoryError:
        refusal = Refused(
            "too_large",
            "Tệp cần quá nhiều bộ nhớ để đọc. Hãy xóa các trang, hàng và ảnh thừa rồi gửi lại.",
        )
        answer.write(_json({"refused": [refusal.kind, str(refusal)]}).encode() + b"\n")
        answer.flush()
    finally:
        os._exit(0)  # whatever is still being read is not waited for
