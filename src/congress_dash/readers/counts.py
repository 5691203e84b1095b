"""A cell in; the number it tells out: a count, a part of a whole, members."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from congress_dash.readers.cells import NOTHING, Odd, Reading, is_empty, words_of
from congress_dash.share import Share

_COUNT = re.compile(
    r"(?:(gần|hơn|trên|khoảng)\s+)?(\d{1,3}(?:[. ]\d{3}){1,5}|\d{1,15})(?:\s*(?:đ/c|đồng chí|người|lượt|"
    r"chi bộ|đảng viên|ý kiến|phiếu|bản))?$",
    re.I,
)
_FRACTION = re.compile(r"(\d{1,15})\s*/\s*(\d{1,15})$")
_WITH_RATE = re.compile(
    r"(\d+\s*/\s*\d+)(?:\s*\(\s*(?:đạt\s*)?|\s+)(\d{1,3})(?:[.,](\d{1,9}))?\s*%\s*\)?$"
)
_POINT_ZERO = re.compile(r"(\d{1,15})[.,]0{1,2}$")  # a whole number that a machine wrote out
_OF_CELLS = re.compile(r"(?<=\d)\s*(?:chi bộ|cb)(?=\s*\(|$)", re.I)
_MOST = 10_000_000
_NOT_A_COUNT = "Không đọc được số lượng. Hãy ghi một số nguyên, ví dụ 12."


def count(value: object, as_of: date) -> Reading:
    """A whole number; `1.447` is 1447 (domain.md §4.3, pattern 12)."""
    if is_empty(value):
        return NOTHING
    if isinstance(value, bool | date):
        raise Odd("unreadable_count", _NOT_A_COUNT)
    if isinstance(value, int | float):
        return _number(float(value))
    if found := _POINT_ZERO.match(words_of(value)):
        return Reading(_counted(int(found[1])))
    if found := _COUNT.match(words_of(value)):
        grouped = re.sub(r"[. ]", "", found[2])
        why = "approximate" if found[1] else "thousands_separator" if grouped != found[2] else None
        return Reading(_counted(int(grouped)), why)
    raise Odd("unreadable_count", _NOT_A_COUNT)


def _number(value: float) -> Reading:
    if value < 0:
        raise Odd("unreadable_count", "Số lượng không thể âm. Hãy sửa lại số.")
    if value.is_integer():
        return Reading(_counted(int(value)))
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", str(value)):  # 36.7 may be 36,7 or 36.700
        return Reading(round(value * 1000), "thousands_separator")
    raise Odd("unreadable_count", "Số lượng phải là số nguyên. Hãy ghi liền, ví dụ 1450.")


def _counted(number: int) -> int:
    if number > _MOST:
        raise Odd("unreadable_count", "Số này quá lớn. Hãy sửa lại số.")
    return number


@dataclass(frozen=True, slots=True)
class Part:
    """`62/64`: held and, where it was typed, the total."""

    held: int
    total: int | None = None
    swapped: bool = False


def part(value: object, as_of: date) -> Reading:
    """`Part` of a count, of `62/64`, `8/8 (100%)`, and of a fraction that became a date."""
    if isinstance(value, date):  # 2/27 became 27 February, 11/12 the 11th of December
        held, total = sorted((value.month, value.day))
        return Reading(Part(held, total, swapped=True), "repaired_fraction")
    words = _OF_CELLS.sub("", words_of(value))
    if rated := _WITH_RATE.match(words):
        words = rated[1]
    if found := _FRACTION.match(words):
        held, total = (_counted(int(number)) for number in found.groups())
        percent = float(f"{rated[2]}.{rated[3] or 0}") if rated else 0
        if rated and not Share(held, total).is_printed(percent, len(rated[3] or "")):
            raise Odd(
                "unreadable_count", f"Tỷ lệ trong ô không phải của {words}. Hãy chỉ ghi đã/tổng."
            )
        return Reading(Part(held, total))
    reading = count(value, as_of)
    return reading if reading.value is None else Reading(Part(reading.value), reading.why)


def members(value: object, as_of: date) -> Reading:
    """A number of Party members; `58/4` is full and probationary members together."""
    if found := _FRACTION.match(words_of(value)):
        return Reading(_counted(int(found[1]) + int(found[2])), "full_and_probationary")
    return count(value, as_of)
