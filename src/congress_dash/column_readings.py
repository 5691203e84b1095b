"""One column of a table in, what its cells say out; each distinct value is read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from congress_dash import reference
from congress_dash.forms import Column, Lookup
from congress_dash.names import Match, Names
from congress_dash.patience import go_on
from congress_dash.readers import Broken, Odd, Reading, is_empty, text, typed
from congress_dash.vietnamese import fold, tidy

_STANDING = re.compile(r"\b(uv)?btv\b|\b(ban|uy vien|uv) thuong vu\b")
_PEOPLE = r"(d c|dc|dong chi|uy vien)\b"
_HEADS = re.compile(  # so many people, no group's number; `Tổ 3 (đ/c …)` is group 3
    rf"(?<!to so )(?<!tac so )\b\d+ (?={_PEOPLE})|"
    rf"(?<!to )(?<!to so )(?<!tac so )(?<!va )\b\d+ (?=& {_PEOPLE})"
)
_LONGEST_NOTHING = 24  # letters of `đang thực hiện` and the like, with room to spare
_MAY_BE_DITTO = re.compile("[\\s\u00ad\u200b\u200c\u200d\ufeff]*[\"'“”″〃/\\-n]", re.I)
_DITTO = {'"', "''", "“", "”", "″", "〃", "//", "-//-", "nt", "n.t", "như trên"}


@dataclass(frozen=True, slots=True)
class Known:
    """What the site knows when a file is read: organisations, working groups, the committee."""

    names: Names
    teams: frozenset[str]
    provincial: str


class Readings(dict[object, "Reading | Odd"]):
    """What one column says, each distinct value read once (readers are pure)."""

    def __init__(self, column: Column, known: Known, as_of: date) -> None:
        super().__init__()
        self.column, self.known, self.as_of = column, known, as_of

    def __missing__(self, value: object) -> Reading | Odd:
        go_on()
        typed_value = value[0] if isinstance(value, tuple) else value
        found: Reading | Odd
        try:
            found = _read(self.column, typed_value, self.known, self.as_of)
            if self.column.needed and found.value is None:
                found = Odd("missing_value", "Ô này không được để trống. Hãy bổ sung.")
        except Odd as odd:
            found = odd
        self[value] = found
        return found

    def of(self, value: object) -> Reading | Odd:
        """The reading, or why there is none; True is not taken for the number 1."""
        return self[(value,)] if isinstance(value, bool) else self[value]

    def column_of(self, cells: Sequence[object]) -> tuple[list[Any], Iterable[int]]:
        """What these cells of the column say, and which of them are odd or not read as they stand."""
        if bool in set(map(type, cells)):
            cells = [(value,) if isinstance(value, bool) else value for value in cells]
        values = _Values(self)
        literal = self._literal(cells)
        said = [
            values[value] if told is None else told
            for value, told in zip(cells, literal, strict=True)
        ] if literal else list(map(values.__getitem__, cells))  # fmt: skip
        odd = values.odd
        return said, [n for n, value in enumerate(cells) if value in odd] if odd else ()

    def _literal(self, cells: Iterable[object]) -> list[str | None]:
        """Names and codes as the catalogue writes them, for which nothing has to be read."""
        literal: Mapping[Any, str] = self.known.names.literal
        if self.column.reader is Lookup.ORGANISATION:
            return list(map(literal.get, cells))
        if self.column.field == "code" and self.column.reader is text:
            return [str(words) if words in literal else None for words in cells]
        return []


class _Values(dict[object, Any]):
    """Cell → what it says, in the words of `Readings`; `odd`: the cells to be looked at one by one."""

    def __init__(self, readings: Readings) -> None:
        super().__init__()
        self.readings = readings
        self.odd: set[object] = set()

    def __missing__(self, cell: object) -> Any:
        found = self.readings[cell]
        if isinstance(found, Odd) or found.why:
            self.odd.add(cell)
        self[cell] = said = getattr(found, "value", None)
        return said


def is_ditto(value: object) -> bool:
    """`nt`, `"`: the same as in the row above."""
    if not isinstance(value, str) or not _MAY_BE_DITTO.match(value):
        return False
    return tidy(value).lower() in _DITTO


def _read(column: Column, value: object, known: Known, as_of: date) -> Reading:
    if isinstance(value, Broken):
        raise _broken(value)
    if is_ditto(value):
        raise Odd("nothing_above", "Ghi “như trên” nhưng không có dòng trên. Hãy ghi rõ giá trị.")
    if column.field == "code" and is_empty(value):
        return Reading(None)
    if not isinstance(column.reader, Lookup):
        return column.reader(value, as_of)
    words = value if isinstance(value, str) else typed(value)
    if len(words.strip()) < _LONGEST_NOTHING and is_empty(value):
        if column.field == "organisation" and column.required:
            raise Odd("missing_value", "Thiếu tên tổ chức đảng. Hãy ghi tên hoặc mã đơn vị.")
        return Reading(None)
    match column.reader:
        case Lookup.ORGANISATION:
            found = known.names.match(words)
            return Reading(found.unit, found.why)
        case Lookup.ORGANISATIONS:
            several = known.names.several(words)
            return Reading(tuple(m.unit for m in several), _first_reason(several))
        case Lookup.DOCUMENT:
            return Reading(_document(words))
        case Lookup.TEAMS:
            return Reading(_teams(words, known.teams))


def _broken(cell: Broken) -> Odd:
    if cell.words.startswith("="):
        return Odd("uncalculated_formula", "Công thức này chưa được tính. Hãy mở tệp bằng Excel, "
                   "lưu lại rồi gửi lại, hoặc ghi thẳng giá trị.")  # fmt: skip
    return Odd("error_cell", f"Ô này báo lỗi {cell.words}. Hãy sửa công thức hoặc ghi giá trị.")


def _first_reason(matches: Iterable[Match]) -> str | None:
    return next((match.why for match in matches if match.why), None)


def _document(words: str) -> str:
    found = reference.find("documents", words)
    if not found:
        listed = "; ".join(entry.name for entry in reference.entries("documents").values())
        raise Odd("unknown_document", f"Không rõ văn kiện này. Hãy ghi một trong: {listed}.")
    return found


def _teams(words: str, teams: frozenset[str]) -> tuple[str, ...]:
    """Working groups by number and `BTV` for Standing Board members, in the order written."""
    folded = _HEADS.sub("", fold(words.replace("(", " & ")))
    named = tuple(dict.fromkeys(w.lstrip("0") for w in folded.split() if w.isdigit()))
    standing = ("BTV",) if _STANDING.search(folded) else ()
    if not {*named} <= teams or not (named or standing):
        listed = ", ".join(sorted(teams))
        raise Odd(
            "unknown_team",
            f"Không rõ thành phần. Hãy ghi Ủy viên BTV hoặc Tổ công tác số ({listed}).",
        )
    return (*standing, *named)
