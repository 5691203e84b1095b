"""A cell in; the days it tells out: sure ones, planned ones, and those of papers."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from congress_dash.moment import FIRST_DAY, LAST_DAY
from congress_dash.readers.cells import (
    NO,
    NOT_YET,
    NOTHING,
    ROMAN,
    TICKS,
    YES,
    Odd,
    Reading,
    is_doubted,
    is_empty,
    words_of,
)
from congress_dash.vietnamese import day as written_day
from congress_dash.vietnamese import fold, tidy

_FIRST_SERIAL, _LAST_SERIAL = (
    (day - date(1899, 12, 30)).days for day in (FIRST_DAY, LAST_DAY)
)  # of Excel
_ON = r"(?:ngày\s*:?\s*)?"
_FULL = re.compile(
    rf"{_ON}(\d{{1,2}})\s*([/.\-])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{2}})( 00:00(?::00)?)?$", re.I
)
_SHORT = re.compile(rf"{_ON}(\d{{1,2}})\s*[/.\-]\s*(\d{{1,2}})$", re.I)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]00:00(?::00)?)?$")
_WORDS = re.compile(
    rf"{_ON}(\d{{1,2}})\s*(?:tháng|/(?=\s*\d{{1,2}}\s*năm))\s*(\d{{1,2}})"
    r"(?:\s*(?:năm|/)\s*(\d{4}))?$",
    re.I,
)
_WEEKDAY = re.compile(
    r"(?:thứ (hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(chủ nhật|cn)),? +(?=ngày|\d)", re.I
)
_WEEKDAYS = ("hai 2", "ba 3", "tư 4", "năm 5", "sáu 6", "bảy bẩy 7")  # Monday first
_RANGE = re.compile(
    r"(?:từ\s*)?(?:ngày\s*)?(\d{1,2})(?:\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}))?)?\s*"
    r"(và|[,;&+]|-|–|đến)\s*(?:ngày\s*)?"
    r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}))?$",
    re.I,
)
_APART = 3  # days between the two that a list of one congress names: a holiday may lie between them
_NOT_A_DAY = "Không đọc được ngày. Hãy ghi ngày theo mẫu 13/05/2020."


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or the first and last day of a congress over several days."""

    first: date
    last: date


def _make(year: int, month: int, day_: int) -> date:
    try:
        return _likely(date(year + 2000 if year < 100 else year, month, day_))
    except ValueError:
        raise Odd("unreadable_date", "Ngày này không có trong lịch. Hãy sửa lại ngày.") from None


def _day_first(year: int, month: int, day_: int) -> date:
    """Of numbers alone, which a machine may have written month first: `05/13/2020`."""
    if month <= 12:
        return _make(year, month, day_)
    right = _make(year, day_, month)  # in no calendar either way: told so
    raise Odd(
        "unreadable_date",
        f"Không có tháng {month}: có thể tệp ghi tháng trước ngày. Hãy ghi ngày trước, tháng sau, "
        f"ví dụ {written_day(right)}, cho cả cột.",
    )


def _likely(found: date) -> date:
    if not FIRST_DAY <= found <= LAST_DAY:
        raise Odd("unreadable_date", f"Năm {found.year} không hợp lý. Hãy sửa lại ngày.")
    return found


def _one_day(value: object, as_of: date) -> tuple[date, str | None] | None:
    """The day and why it is not literal, or None where the value is not one day."""
    if isinstance(value, date):
        return _likely(value.date() if isinstance(value, datetime) else value), None
    words = words_of(value)
    serial = int(words[:5]) if re.fullmatch(r"\d{5}(\.\d+)?", words) else 0
    if _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return FIRST_DAY + timedelta(days=serial - _FIRST_SERIAL), "serial_number"
    if isinstance(value, float) and re.fullmatch(r"\d+\.1", words):
        return None  # 2.1 may have been 2.10; 15.8 was typed as a day and a month
    if found := _FULL.match(words):
        why = "time_of_day" if found[5] else None
        return _day_first(int(found[4]), int(found[3]), int(found[1])), why
    if found := _ISO.match(words):
        return _make(int(found[1]), int(found[3]), int(found[4])), None
    if found := _WORDS.match(words):
        year = int(found[3]) if found[3] else as_of.year
        return _make(year, int(found[2]), int(found[1])), None if found[3] else "year_added"
    if found := _SHORT.match(words):
        return _day_first(as_of.year, int(found[2]), int(found[1])), "year_added"
    return _of_week(words, as_of)


def _of_week(words: str, as_of: date) -> tuple[date, str | None] | None:
    """`Thứ Tư 13/5`, where that day is one."""
    found = _WEEKDAY.match(words)
    told = _one_day(words[found.end() :], as_of) if found else None
    if not found or not told:
        return None
    named = (found[1] or "").lower()
    number = next((n for n, day_ in enumerate(_WEEKDAYS) if named in day_.split()), 6)
    if told[0].weekday() != number:
        raise Odd(
            "unreadable_date",
            f"Ngày {written_day(told[0])} không phải là thứ ghi trong ô. Hãy sửa lại ngày hoặc thứ.",
        )
    return told


def _several_days(words: str, as_of: date) -> tuple[Days, str | None] | None:
    found = _RANGE.match(words)
    if not found:
        return None
    year = int(found[7] or found[3] or as_of.year)
    last = _make(year, int(found[6]), int(found[5]))
    first = _make(int(found[3] or year), int(found[2] or found[6]), int(found[1]))
    if first > last:
        raise Odd("unreadable_date", "Ngày đầu sau ngày cuối. Hãy sửa lại khoảng ngày.")
    if found[4].lower() not in {"-", "–", "đến"} and (last - first).days > _APART:
        raise Odd(
            "unreadable_date",
            "Hai ngày này cách xa nhau. Hãy ghi ngày đầu và ngày cuối, ví dụ 20-21/4/2020.",
        )
    return Days(first, last), None if found[7] else "year_added"


def days(value: object, as_of: date) -> Reading:
    """`Days`: one day, or `24 và 25/7`, `20-21/4/2020`, `từ 11 đến 13-10`; nothing of `chưa`."""
    if is_empty(value) or NOT_YET.match(fold(words_of(value))):
        return NOTHING
    value = value if isinstance(value, date | float) else _without_stop(words_of(value))
    if single := _one_day(value, as_of):
        return Reading(Days(single[0], single[0]), single[1])
    words = words_of(value)
    if several := _several_days(words, as_of):
        return Reading(*several)
    if _vague(words, as_of) or _EXPECTED.match(words):
        raise Odd("vague_date", "Cần một ngày cụ thể, ví dụ 13/05/2020, thay cho lời ước chừng.")
    raise Odd("unreadable_date", _NOT_A_DAY)


def _without_stop(words: str) -> str:
    """`16.3.2020.` → `16.3.2020`; a list that breaks off stays as it is."""
    return words[:-1] if re.search(r"\d[.,;]$", words) else words


def day(value: object, as_of: date) -> Reading:
    """One `date`."""
    reading = days(value, as_of)
    if reading.value is None:
        return reading
    if reading.value.first != reading.value.last:
        raise Odd("unreadable_date", "Ô này chỉ ghi một ngày. Hãy ghi một ngày, ví dụ 13/05/2020.")
    return Reading(reading.value.first, reading.why)


def future(first: date, as_of: date) -> Odd:
    """The problem of a day after the as-of day where only the past can be told."""
    return Odd(
        "future_date",
        f"Ngày {written_day(first)} sau ngày chốt số liệu {written_day(as_of)}. Hãy sửa lại ngày, "
        "hoặc chuyển sang cột dự kiến.",
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned time: its earliest and latest day; `words` when it was only said roughly."""

    earliest: date | None
    latest: date | None
    words: str | None = None
    actual: Days | None = None


_MONTH = re.compile(
    r"(?:khoang )?(?:(dau|giua|cuoi|trong|(?:thuong|trung|ha) tuan)\s+)?(?:thang\s+|t ?)"
    r"(\d{1,2})(?:\s+(?:nam\s+)?(\d{4}))?$"
)
_QUARTER = re.compile(
    r"(?:(dau|giua|cuoi|trong)\s+)?quy\s+(iv|i{1,3}|[1-4])(?:\s+(?:nam\s+)?(\d{4}))?$"
)
_BOUND = re.compile(
    r"(?:(?:xong )?trước|(?:chậm|muộn) nhất(?: là)?|(?P<first>sau)|(?P<about>khoảng))\s+"
    r"(?:ngày\s+)?(?P<day>.+)$",
    re.I,
)
_EXPECTED = re.compile(r"(?:(?:dự kiến|dự định|dk)\s*+:?\s*+)++(.+)$", re.I)
_BOTH = re.compile(
    r"(?:dk|dự kiến)\s*:?\s*([^()]+?)\s*\(\s*(?:tt|thực tế)\s*:?\s*([^()]+?)\s*\)$", re.I
)
_THIRDS = {
    **dict.fromkeys(("dau", "thuong tuan"), (1, 10)),
    **dict.fromkeys(("giua", "trung tuan"), (11, 20)),
    **dict.fromkeys(("cuoi", "ha tuan"), (21, 31)),
}


def _month_span(year: int, first: int, last: int) -> tuple[date, date]:
    return _make(year, first, 1), _make(year, last, calendar.monthrange(year, last)[1])


def _vague(words: str, as_of: date) -> tuple[date | None, date | None] | None:
    """Earliest and latest day of `cuối tháng 4/2020`, `Quý I/2020`, `trước 30/6`."""
    folded = fold(words)
    if (found := _MONTH.match(folded)) and 1 <= int(found[2]) <= 12:
        first, last = _month_span(int(found[3] or as_of.year), int(found[2]), int(found[2]))
        start, stop = _THIRDS.get(found[1] or "", (1, 31))
        return first.replace(day=start), first.replace(day=min(stop, last.day))
    if found := _QUARTER.match(folded):
        number = int(found[2]) if found[2].isdigit() else ROMAN[found[2]]
        months = [3 * number - 2, 3 * number - 1, 3 * number]
        part = {"dau": months[:1], "giua": months[1:2], "cuoi": months[2:]}.get(
            found[1] or "", months
        )
        return _month_span(int(found[3] or as_of.year), part[0], part[-1])
    if (found := _BOUND.match(words)) and (bound := _one_day(found["day"], as_of)):
        return (
            bound[0] if found["first"] or found["about"] else None,
            None if found["first"] else bound[0],
        )
    return None


def planned(value: object, as_of: date) -> Reading:
    """`Planned`: a day, a stretch, or rough words with their earliest and latest day."""
    words = _without_stop(words_of(value))
    if is_empty(value) or NOT_YET.match(fold(words)):
        return NOTHING
    if both := _BOTH.match(words):
        plan = planned(both[1], as_of).value or Planned(None, None)
        actual = days(both[2], as_of).value
        return Reading(Planned(plan.earliest, plan.latest, plan.words, actual), "plan_and_actual")
    if expected := _EXPECTED.match(words):
        return planned(expected[1], as_of)
    if span := _vague(words, as_of):
        return Reading(Planned(span[0], span[1], words))
    reading = days(value, as_of)
    return Reading(Planned(reading.value.first, reading.value.last), reading.why)


_DATE_WITHIN = re.compile(
    r"(?<![\d/])(?:\d{1,2}\s*([/.\-])\s*\d{1,2}\s*\1\s*(?:\d{4}|\d{2})(?!\d)|"
    r"\d{1,2}\s*(?:tháng|/)\s*\d{1,2}\s*năm\s*\d{4}|\d{1,2}/\d{1,2}(?![\d/-]))",
    re.I,
)
_NO_PAPER = re.compile(r"(chua|dang|sap|chuan bi)\b")
_PAPER_TO_COME = re.compile(
    r"(?:cho|du thao|du kien|thieu|cham|truoc|se|nam|thang|quy|da (?:trinh|gui|xay dung|soan))\b|"
    r".*\bchua (?:ky|ban hanh|duyet)\b"
)
_UNFILLED = re.compile(r"\.\.|…|ngày\s*(?:/|tháng)", re.I)
_NUMBERED = re.compile(r"\d\s*[-–/]\s*[^\W\d_]")  # `12-KH/ĐU`
_BARE_NUMBER = re.compile(r"[^\d\-–]*\d{1,5}\b(?![.,]\d)")  # `KH 12`; not `-KH/ĐU, 2020`
_NUMBER_AND_DAY = "Hãy ghi số và ngày, ví dụ 12-KH/ĐU, 15/01/2020; chưa ban hành thì để trống."


@dataclass(frozen=True, slots=True)
class Paper:
    """A document's number and date; either may be missing."""

    number: str | None
    issued_on: date | None


def paper(value: object, as_of: date) -> Reading:
    """`Paper` of `12-KH/ĐU, 15/01/2020`, of a bare date, of a bare number, of a mere `x`."""
    folded = fold(words_of(value))
    if is_empty(value) or folded in NO or _NO_PAPER.match(folded):
        return NOTHING
    if is_doubted(value):
        raise Odd("unreadable_paper", _NUMBER_AND_DAY)
    if folded in YES - {"1"} or words_of(value) in TICKS:
        return Reading(Paper(None, None))
    if (single := _one_day(value, as_of)) is not None:
        return Reading(Paper(None, single[0]), single[1])
    words = words_of(value)
    found = _DATE_WITHIN.search(words)
    issued = _one_day(found[0], as_of) if found else None
    rest = words.replace(found[0], " ", 1) if found and issued else words
    numbered = len(_NUMBERED.findall(re.sub(r"\([^()]*\)", " ", rest)))
    if numbered > 1:
        raise Odd("unreadable_paper", f"Mỗi ô chỉ ghi một văn bản. {_NUMBER_AND_DAY}")
    if not numbered and not _NUMBERED.search(rest):
        is_told = issued or _BARE_NUMBER.match(words) or folded.startswith(("da ", "co "))
        if _PAPER_TO_COME.match(folded) or not is_told:
            raise Odd("unreadable_paper", _NUMBER_AND_DAY)
    if _UNFILLED.search(words):
        raise Odd("unreadable_paper", _NUMBER_AND_DAY)
    number = re.sub(r"(?i)\bngày\b|^\s*số\s*:?\s*", "", rest)
    number = tidy(re.sub(r"\(\s*\)|\s+(?=\))", "", number)).strip(" ,;.")
    if number.startswith("(") and number.endswith(")"):
        number = number[1:-1]
    return Reading(Paper(number if re.search(r"\d", number) else None, issued[0] if issued else None),
                   issued[1] if issued else None)  # fmt: skip
