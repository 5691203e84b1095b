"""A file's bytes in, its sheets out, read in a fenced child process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from array import array
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath

from congress_dash import patience
from congress_dash.errors import Refused
from congress_dash.readers import Broken
from congress_dash.records import Sheet

SECONDS = 15  # on a busy machine; processor time (`reading.fence`) ends it earlier on an idle one
_MOST_BYTES = 300_000_000
_MOST_ANSWER = 40_000_000  # bytes of JSON: all its words are gone through several times
_READERS = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))  # each may take a gibibyte
_SOON = 2  # seconds in which a child that falls leaves time for a careful one
_PATIENCE = 30  # seconds until somebody is told to come back
_SOURCE = str(Path(__file__).parents[1])
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from congress_dash.reading.child import main; main()"
)
_RESAVE = "Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại."


def sheets(content: bytes, name: str = "") -> list[Sheet]:
    """The sheets of an .xlsx, .xlsm, .xlsb, .xls, .ods or .csv, whatever the file is called.

    name: the file's; a CSV's one sheet goes by it. `Refused` within ten seconds where it cannot be
    read, saying what to do.
    """
    if not content:
        raise Refused("empty_file", "Tệp rỗng, không có gì để đọc. Hãy lưu lại biểu rồi gửi lại.")
    if len(content) > _MOST_BYTES:
        raise Refused("too_large", "Tệp quá lớn. Hãy xóa các trang và ảnh thừa rồi gửi lại.")
    unnamed = PurePath(name).stem or "CSV"
    if not _READERS.acquire(timeout=_PATIENCE):
        raise Refused("busy", "Máy đang đọc nhiều tệp khác. Hãy thử lại sau ít phút.")
    try:
        heard = _read(content, unnamed)
        if heard.done is None and heard.is_ahead and heard.seconds < _SOON:
            heard = _read(content, unnamed, "careful")
    finally:
        _READERS.release()
    if heard.done is None:
        raise _fallen(heard.reading, heard.is_late)
    patience.spend(heard.done)
    return heard.sheets


def _read(content: bytes, unnamed: str, *how: str) -> _Heard:
    """Has a child read the file; what it said, and whether its time ran out."""
    heard = _Heard(unnamed)
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", _PROGRAM, _SOURCE, *how],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    clock = threading.Timer(SECONDS, child.kill)
    feeder = threading.Thread(target=_feed, args=(child, content))
    started = time.monotonic()
    with child:
        clock.start()
        feeder.start()
        try:
            heard.listen(_lines(child))
        finally:
            clock.cancel()
            child.kill()
            feeder.join()
    heard.seconds = time.monotonic() - started
    heard.is_late = is_spent(child.returncode) or heard.seconds >= SECONDS
    return heard


def is_spent(returncode: int) -> bool:
    """Whether the child used up its processor time; where no such signal is (Windows), nobody can tell."""
    spent = getattr(signal, "SIGXCPU", None)
    return spent is not None and returncode == -spent


def _feed(child: subprocess.Popen[bytes], content: bytes) -> None:
    assert child.stdin
    try:
        child.stdin.write(content)
        child.stdin.close()
    except OSError:  # it has answered or fallen before it heard all
        pass


def _lines(child: subprocess.Popen[bytes]) -> Iterator[bytes]:
    assert child.stdout
    total = 0
    for line in child.stdout:
        total += len(line)
        if total > _MOST_ANSWER:
            raise Refused("too_large", "Tệp có quá nhiều chữ. Hãy chia nhỏ rồi gửi lại.")
        if line.endswith(b"\n"):
            yield line


@dataclass(slots=True)
class _Heard:
    """What the child has said so far; its words are in `reading.child`."""

    unnamed: str
    sheets: list[Sheet] = field(default_factory=list)
    values: list[object] = field(default_factory=list)  # of the sheet that is being told
    met: list[set[int]] = field(default_factory=list)  # per column: which of them stand there
    reading: str = ""
    is_ahead: bool = False  # it reads what it has not checked yet
    done: float | None = None  # seconds of processor time it took
    seconds: float = 0.0
    is_late: bool = False

    def listen(self, lines: Iterator[bytes]) -> None:
        for line in lines:
            said = json.loads(line, object_hook=_value, parse_constant=Broken)
            if "cells" in said:
                self.values += said["values"]
                numbers, width = array("I", b64decode(said["cells"])), said["width"]
                self.met.extend(set() for _ in range(width - len(self.met)))
                for column, met in enumerate(self.met):
                    met.update(numbers[column::width])
                cells = list(map(self.values.__getitem__, numbers))
                rows = (cells[start : start + width] for start in range(0, len(cells), width))
                self.sheets[-1].rows.extend(rows)
            elif "ahead" in said:
                self.is_ahead = said["ahead"]
            elif "sheet" in said:
                self.values, self.met = [], []
                self.reading = said["sheet"] or self.unnamed
                self.sheets.append(Sheet(self.reading, said["visible"], [], []))
            elif "merged" in said:
                self._close(said["merged"], dict(said["fonts"]))
            elif "refused" in said:
                raise Refused(*said["refused"])
            else:
                self.done = said["done"]
                return  # to let go of millions of cells takes the child its time

    def _close(self, merged: list[list[list[int]]], fonts: dict[int, str]) -> None:
        read = self.sheets.pop()
        spans = [((top, left), (bottom, right)) for (top, left), (bottom, right) in merged]
        distinct = [[*map(self.values.__getitem__, sorted(met))] for met in self.met]
        self.sheets.append(Sheet(read.name, read.visible, read.rows, spans, fonts, distinct))


def _value(said: dict[str, object]) -> object:
    if "day" in said:
        return datetime.fromisoformat(said["day"])  # type: ignore[arg-type]
    return Broken(str(said["broken"])) if "broken" in said else said


def _fallen(sheet: str, late: bool) -> Refused:
    """The child ended without an answer: out of time, out of memory, or the reader gave up."""
    what = f"trang “{sheet}” của tệp này" if sheet else "tệp này"
    if late:
        return Refused(
            "too_slow",
            f"Đọc {what} quá lâu. Hãy xóa các trang, hàng và ảnh thừa, lưu lại thành .xlsx rồi gửi "
            "lại.",
        )
    return Refused("unreadable", f"Không đọc được {what}: tệp hỏng hoặc quá lớn. {_RESAVE}")
