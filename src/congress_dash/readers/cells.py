"""What a cell says, or why nobody can tell; and the words people type for yes, no and nothing.

A value that cannot be read raises `Odd` with the remedy in the uploader's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from congress_dash.vietnamese import day as written_day
from congress_dash.vietnamese import fold, tidy


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says; `why` is set when the reading was not literal."""

    value: Any
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that shows an error (`#REF!`) or whose formula was never calculated (`=A1+B1`)."""

    words: str

    def __str__(self) -> str:
        return self.words


class Odd(Exception):
    """A cell nobody should guess at: the machine's word and the remedy."""

    def __init__(self, kind: str, remedy: str) -> None:
        super().__init__(remedy)
        self.kind = kind


Reader = Callable[[object, date], Reading]
NOTHING = Reading(None)

_EMPTY = {"", ".", "?", "...", "…", "-", "–", "—"}
UNKNOWN = {"chua b c", "chua bao cao", "dang t h", "dang thuc hien", "chua ro"}
YES = {"x", "v", "co", "1", "da to chuc", "da dh", "da dai hoi", "da xong", "xong", "hoan thanh",
        "100%", "da", "roi", "da hoan thanh", "true"}  # fmt: skip
NO = {"chua", "chua dh", "chua to chuc", "chua dai hoi", "khong", "0", "false"}
TICKS = {"✓", "✔", "√", "☑", "ü", "þ", "\uf0fc", "\uf0fe"}  # the last four are of Wingdings
NOT_YET = re.compile(
    r"(chua|khong)( (co|an dinh|xac dinh|to chuc|dai hoi|dh|trinh|duyet|ban hanh|chuan y))?$"
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}


def words_of(value: object) -> str:
    """The words of a cell; every number of a spreadsheet arrives as a float."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else tidy(str(value))


def typed(value: object) -> str:
    """What stood in the cell, as a person would say it."""
    return written_day(value) if isinstance(value, date) else words_of(value)


def is_empty(value: object) -> bool:
    """True of a blank cell and of what people type for "nothing"."""
    return value is None or words_of(value) in _EMPTY or fold(words_of(value)) in UNKNOWN


def is_doubted(value: object) -> bool:
    """`X?`: a question mark beside words; nobody is sure."""
    words = words_of(value)
    return "?" in words and bool(fold(words))


def text(value: object, as_of: date) -> Reading:
    """The words as they stand."""
    return Reading(typed(value) or None)
