"""A Chart's cell → text, number or day that any Office file can carry without harm.

Also the number formats that look Vietnamese on every machine.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from congress_dash.chart import Value
from congress_dash.share import Share

# Office shows numbers by the viewer's settings: a literal dot looks the same on every machine.
COUNT_FORMAT = r"[>=1000000]0\.000\.000;[>=1000]0\.000;0"
NONZERO_FORMAT = r'[>=1000]0\.000;[=0]"";0'
DAY_FORMAT = r"dd\/mm\/yyyy"
SHORT_DAY_FORMAT = r"d\/m"

_LONGEST = 32_000  # a cell of a workbook holds 32,767 characters
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNS_TEXT = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MISSING = ("nan", "<NA>", "NaT")
_FORMULA = re.compile(r"\s*[=+\-@|%\t\r]")


def safe_text(text: str) -> str:
    """One line without control and direction-turning characters, at most 32,000 long."""
    visible = _TURNS_TEXT.sub("", _NOT_XML.sub("", text))
    return re.sub(r"\s*[\t-\r\x85\u2028\u2029]+\s*", " ", visible)[:_LONGEST]


def safe_lines(text: str) -> str:
    """The same with its line breaks kept."""
    return "\n".join(map(safe_text, text.splitlines()))[:_LONGEST]


def begins_formula(text: str) -> bool:
    """A spreadsheet would take this text for a formula if a person typed it."""
    return bool(_FORMULA.match(text))


def plain(value: object) -> Value:
    """The value without numpy or pandas around it; NaN, NA and NaT are None."""
    if value is None or isinstance(value, str | Share):
        return value
    if str(value) in _MISSING:
        return None
    if isinstance(value, datetime):
        return value.date()
    if hasattr(value, "item"):  # a number of numpy
        return plain(value.item())
    if isinstance(value, date | int | float):
        return value
    raise TypeError(f"not a chart value: {type(value).__name__}")
