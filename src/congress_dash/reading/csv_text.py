"""The bytes of a CSV file in, its one sheet out: first the letters, then what parts the cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise

from congress_dash.errors import Refused
from congress_dash.reading.grid import MOST_CELLS, Grid, Leaf, Rows
from congress_dash.reading.kinds import not_a_workbook

_DELIMITERS = ";,\t|"
_SAMPLE_ROWS = 500
_LONGEST_CELL = 1_000_000
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.I)  # as Excel reads it
_HEADING_ROWS = 60
_WORDS = re.compile(r"\s*[^\W\d]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def leaf(content: bytes) -> Leaf:
    """The one sheet; it has no name of its own."""
    text = decoded(content)
    told = _SEPARATOR_LINE.match(text)
    if told:
        text = text[told.end() :]
    delimiter = told[1] if told else _delimiter(text)
    return Leaf("", True, lambda: _grid(text, delimiter))


def decoded(content: bytes) -> str:
    """The text: UTF-8, UTF-16 by its mark or its zero bytes, else the Vietnamese code page 1258."""
    for coding in _codings(content):
        try:
            text = content.decode(coding)
        except UnicodeError:
            continue
        return text.removeprefix("\ufeff")
    raise Refused(
        "undecodable",
        "Không nhận ra bảng mã chữ của tệp CSV này. Hãy mở biểu bằng Excel, chọn Lưu thành "
        "“CSV UTF-8 (phân tách bằng dấu phẩy)” hoặc .xlsx rồi gửi lại.",
    )


def _codings(content: bytes) -> list[str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    head = content[:4096]
    if head.count(0) * 5 > len(head):
        odd = head[1::2].count(0) >= head[::2].count(0)
        return ["utf-16-le" if odd else "utf-16-be"]
    if len(_CONTROL.findall(head)) * 100 > len(head):
        raise not_a_workbook("Tệp này không phải bảng tính Excel hay tệp CSV.")
    return ["utf-8-sig", "cp1258"]


def _delimiter(text: str) -> str:
    """What parts most rows into the same number of cells."""
    best = ((0, 0), "")
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            for row in islice(_reader(text[:1_000_000], delimiter), _SAMPLE_ROWS):
                widths[len(row)] += 1
        except csv.Error:  # told later, with its line
            widths[2] += 1
        even = max(((width - 1) * count**2 for width, count in widths.items()), default=0)
        score = (even, sum((width - 1) * count for width, count in widths.items()))
        best = max(best, (score, delimiter), key=lambda each: each[0])
    if best[0] == (0, 0):
        raise not_a_workbook("Tệp này không phải bảng tính Excel hay tệp CSV có nhiều cột.")
    return best[1]


def _reader(text: str, delimiter: str):  # type: ignore[no-untyped-def]  # it has no public type
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _grid(text: str, delimiter: str) -> Grid:
    rows = _rows(text, delimiter)
    return Grid(rows, list(_parents(rows[:_HEADING_ROWS])))


def _parents(rows: Rows) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Headings that stood merged over others: text, then blanks, all with words right below."""
    for number, (row, below) in enumerate(pairwise(rows)):
        first = 0
        while first < len(row):
            last = first
            while last + 1 < len(row) and not row[last + 1]:
                last += 1
            under = [str(value) for value in below[first : last + 1]]
            while under and not under[-1]:
                under.pop()
            if row[first] and len(under) > 1 and all(map(_WORDS.match, under)):
                yield (number, first), (number, first + len(under) - 1)
            first = last + 1


def _rows(text: str, delimiter: str) -> Rows:
    rows: Rows = []
    cells = 0
    last = line = 1
    reader = _reader(text, delimiter)
    try:
        for row in reader:
            cells += len(row)
            if cells > MOST_CELLS:
                raise Refused(
                    "too_large",
                    f"Tệp CSV có quá nhiều ô (từ dòng {line}). Hãy chia nhỏ rồi gửi lại.",
                )
            rows.append(list(row))
            last, line = line, reader.line_num + 1
    except csv.Error as error:
        raise _open_quote(line) from error
    if rows and line - last > 1 and text.count('"') % 2:
        raise _open_quote(last)
    return rows


def _open_quote(line: int) -> Refused:
    return Refused(
        "open_quote",
        f"Tệp CSV có dấu ngoặc kép mở ở dòng {line} mà không đóng, nên không rõ các ô sau đó. Hãy "
        "sửa dòng đó, hoặc mở bằng Excel, lưu thành .xlsx rồi gửi lại.",
    )
