"""One small pure reader per kind of cell: a typed value and the as-of day in, a `Reading` out.

A value that cannot be read raises `Odd` with the remedy in the uploader's words. The forms of
typing accepted here are those of domain.md §4.2; a new one is one line here and one line in the
wall of odd values in tests/test_readers.py.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from congress_dash.moment import FIRST_DAY, LAST_DAY
from congress_dash.records import OrgKind, Scope, Status
from congress_dash.reference import roles as known_roles
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
_UNKNOWN = {"chua b c", "chua bao cao", "dang t h", "dang thuc hien", "chua ro"}
_YES = {"x", "v", "co", "1", "da to chuc", "da dh", "da dai hoi", "da xong", "xong", "hoan thanh",
        "100%", "da", "roi", "da hoan thanh", "true"}  # fmt: skip
_NO = {"chua", "chua dh", "chua to chuc", "chua dai hoi", "khong", "0", "false"}
_TICKS = {"✓", "✔", "√", "☑", "ü", "þ", "\uf0fc", "\uf0fe"}  # the last four are of Wingdings
_DASHES = {"-", "–", "—", "…", "..."}
_NOT_YET = re.compile(
    r"(chua|khong)( (co|an dinh|xac dinh|to chuc|dai hoi|dh|trinh|duyet|ban hanh|chuan y))?$"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_FIRST_SERIAL, _LAST_SERIAL = (
    (day - date(1899, 12, 30)).days for day in (FIRST_DAY, LAST_DAY)
)  # of Excel


def _text(value: object) -> str:
    """The words of a cell; every number of a spreadsheet arrives as a float."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else tidy(str(value))


def typed(value: object) -> str:
    """What stood in the cell, as a person would say it."""
    return written_day(value) if isinstance(value, date) else _text(value)


def is_empty(value: object) -> bool:
    """True of a blank cell and of what people type for "nothing"."""
    return value is None or _text(value) in _EMPTY or fold(_text(value)) in _UNKNOWN


def text(value: object, as_of: date) -> Reading:
    """The words as they stand."""
    return Reading(typed(value) or None)


# --- days ---------------------------------------------------------------------------------------

_FULL = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$", re.I)
_SHORT = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})$", re.I)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$")
_WORDS = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})(?:\s*(?:năm|/)\s*(\d{4}))?$", re.I)
_RANGE = re.compile(
    r"(?:từ\s*)?(?:ngày\s*)?(\d{1,2})(?:\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}))?)?\s*"
    r"(?:và|,|-|–|đến)\s*(?:ngày\s*)?"
    r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}))?$",
    re.I,
)
_TIME_OF_DAY = (
    r"(?:(?:buổi\s+)?(?:sáng|chiều|tối)|cả ngày|"
    r"(?:lúc\s+)?\d{1,2}(?:\s*(?:giờ|h|g)(?:\s*\d{2}(?:\s*phút)?)?|:\d{2}))"
)
_WITH_TIME = re.compile(
    rf"^{_TIME_OF_DAY}(?=[\s,])[\s,]*(?=ngày|\d)|(?<=\d)[\s,]*\(\s*{_TIME_OF_DAY}\s*\)$|"
    rf"(?<=\d)[\s,]+{_TIME_OF_DAY}$",
    re.I,
)
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
        remedy = "Ngày này không có trong lịch. Hãy sửa lại ngày."
        if day_ <= 12 < month <= 31:
            remedy = (
                f"Không có tháng {month}: có thể tệp ghi tháng trước ngày. Hãy ghi ngày trước, "
                f"tháng sau, ví dụ {month:02}/{day_:02}/{year}, cho cả cột."
            )
        raise Odd("unreadable_date", remedy) from None


def _likely(found: date) -> date:
    if not FIRST_DAY <= found <= LAST_DAY:
        raise Odd("unreadable_date", f"Năm {found.year} không hợp lý. Hãy sửa lại ngày.")
    return found


def _one_day(value: object, as_of: date) -> tuple[date, str | None] | None:
    """The day and why it is not literal, or None where the value is not one day."""
    if isinstance(value, date):
        return _likely(value.date() if isinstance(value, datetime) else value), None
    words = _text(value)
    serial = int(words[:5]) if re.fullmatch(r"\d{5}(\.\d+)?", words) else 0
    if _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return FIRST_DAY + timedelta(days=serial - _FIRST_SERIAL), "serial_number"
    if isinstance(value, float) and re.fullmatch(r"\d+\.1", words):
        return None  # 2.1 may have been 2.10; 15.8 was typed as a day and a month
    if found := _FULL.match(words):
        return _make(int(found[4]), int(found[3]), int(found[1])), None
    if found := _ISO.match(words):
        return _make(int(found[1]), int(found[2]), int(found[3])), None
    if found := _WORDS.match(words):
        year = int(found[3]) if found[3] else as_of.year
        return _make(year, int(found[2]), int(found[1])), None if found[3] else "year_added"
    if found := _SHORT.match(words):
        return _make(as_of.year, int(found[2]), int(found[1])), "year_added"
    return None


def _several_days(words: str, as_of: date) -> tuple[Days, str | None] | None:
    found = _RANGE.match(words)
    if not found:
        return None
    year = int(found[6] or found[3] or as_of.year)
    last = _make(year, int(found[5]), int(found[4]))
    first = _make(int(found[3] or year), int(found[2] or found[5]), int(found[1]))
    if first > last:
        raise Odd("unreadable_date", "Ngày đầu sau ngày cuối. Hãy sửa lại khoảng ngày.")
    return Days(first, last), None if found[6] else "year_added"


def days(value: object, as_of: date) -> Reading:
    """`Days`: one day, or `24 và 25/7`, `20-21/4/2020`, `từ 11 đến 13-10`; nothing of `chưa`.

    A time of the day beside it (`29/4 (sáng)`, `7h30 ngày 13/5`) is left out.
    """
    if is_empty(value) or _NOT_YET.match(fold(_text(value))):
        return NOTHING
    words = _text(value).rstrip(" .,;")
    timeless = _WITH_TIME.sub("", words)
    if found := _one_or_several(value, words, as_of):
        return found
    if _vague(words, as_of) or _EXPECTED.match(words):
        raise Odd("vague_date", "Cần một ngày cụ thể, ví dụ 13/05/2020, thay cho lời ước chừng.")
    if timeless != words and (found := _one_or_several(timeless, timeless, as_of)):
        return Reading(found.value, found.why or "time_of_day")
    raise Odd("unreadable_date", _NOT_A_DAY)


def _one_or_several(value: object, words: str, as_of: date) -> Reading | None:
    if single := _one_day(value if isinstance(value, date | float) else words, as_of):
        return Reading(Days(single[0], single[0]), single[1])
    several = _several_days(words, as_of)
    return Reading(*several) if several else None


def day(value: object, as_of: date) -> Reading:
    """One `date`."""
    reading = days(value, as_of)
    if reading.value is None:
        return reading
    if reading.value.first != reading.value.last:
        raise Odd("unreadable_date", "Ô này chỉ ghi một ngày. Hãy ghi một ngày, ví dụ 13/05/2020.")
    return Reading(reading.value.first, reading.why)


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned time: its earliest and latest day; `words` when it was only said roughly."""

    earliest: date | None
    latest: date | None
    words: str | None = None
    actual: Days | None = None


_MONTH = re.compile(r"(?:(dau|giua|cuoi|trong)\s+)?thang\s+(\d{1,2})(?:\s+(?:nam\s+)?(\d{4}))?$")
_QUARTER = re.compile(
    r"(?:(dau|giua|cuoi|trong)\s+)?quy\s+(iv|i{1,3}|[1-4])(?:\s+(?:nam\s+)?(\d{4}))?$"
)
_BOUND = re.compile(r"(?:trước|xong trước|sau)\s+(?:ngày\s+)?(.+)$", re.I)
_EXPECTED = re.compile(r"(?:(?:dự kiến|dự định|dk)\s*+:?\s*+)++(.+)$", re.I)
_BOTH = re.compile(
    r"(?:dk|dự kiến)\s*:?\s*([^()]+?)\s*\(\s*(?:tt|thực tế)\s*:?\s*([^()]+?)\s*\)$", re.I
)
_THIRDS = {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, 31)}


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
        number = int(found[2]) if found[2].isdigit() else _ROMAN[found[2]]
        months = [3 * number - 2, 3 * number - 1, 3 * number]
        part = {"dau": months[:1], "giua": months[1:2], "cuoi": months[2:]}.get(
            found[1] or "", months
        )
        return _month_span(int(found[3] or as_of.year), part[0], part[-1])
    if (found := _BOUND.match(words)) and (bound := _one_day(found[1], as_of)):
        return (bound[0], None) if fold(words).startswith("sau") else (None, bound[0])
    return None


def planned(value: object, as_of: date) -> Reading:
    """`Planned`: a day, a stretch, or rough words with their earliest and latest day."""
    words = _text(value)
    if is_empty(value) or _NOT_YET.match(fold(words)):
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
    r"\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}|\d{1,2}/\d{1,2}(?![\d/-]))",
    re.I,
)
_NO_PAPER = re.compile(r"(chua|dang|sap|chuan bi)\b")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document's number and date; either may be missing."""

    number: str | None
    issued_on: date | None


def paper(value: object, as_of: date) -> Reading:
    """`Paper` of `12-KH/ĐU, 15/01/2020`, of a bare date, of a bare number, of a mere `x`."""
    folded = fold(_text(value))
    if is_empty(value) or folded in _NO or _NO_PAPER.match(folded):
        return NOTHING
    if folded in _YES - {"1"} or folded == "da ban hanh" or _text(value) in _TICKS:
        return Reading(Paper(None, None))
    if (single := _one_day(value, as_of)) is not None:
        return Reading(Paper(None, single[0]), single[1])
    words = _text(value)
    found = _DATE_WITHIN.search(words)
    issued = _one_day(found[0], as_of) if found else None
    number = words.replace(found[0], "") if found and issued else words
    number = re.sub(r"(?i)\bngày\b|^\s*số\s*:?\s*", "", number).strip(" ,;.()")
    return Reading(Paper(number or None, issued[0] if issued else None),
                   issued[1] if issued else None)  # fmt: skip


# --- counts -------------------------------------------------------------------------------------

_COUNT = re.compile(
    r"(?:(gần|hơn|trên|khoảng)\s+)?(\d{1,3}(?:[. ]\d{3}){1,5}|\d{1,15})(?:\s*(?:đ/c|đồng chí|người|lượt|"
    r"chi bộ|đảng viên|ý kiến|phiếu|bản))?$",
    re.I,
)
_FRACTION = re.compile(r"(\d{1,15})\s*/\s*(\d{1,15})$")
_WITH_RATE = re.compile(r"(\d+\s*/\s*\d+)(?:\s*\(\s*|\s+)(\d{1,3})(?:[.,](\d{1,9}))?\s*%\s*\)?$")
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
    if found := _COUNT.match(_text(value)):
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
    words = _text(value)
    if rated := _WITH_RATE.match(words):
        words = rated[1]
    if found := _FRACTION.match(words):
        held, total = (_counted(int(number)) for number in found.groups())
        if rated and not _is_rate(held, total, rated[2], rated[3] or ""):
            raise Odd(
                "unreadable_count", f"Tỷ lệ trong ô không phải của {words}. Hãy chỉ ghi đã/tổng."
            )
        return Reading(Part(held, total))
    reading = count(value, as_of)
    return reading if reading.value is None else Reading(Part(reading.value), reading.why)


def _is_rate(held: int, total: int, whole: str, decimals: str) -> bool:
    """Whether the percentage is of these, rounded or cut at the decimals it is printed with."""
    percent = float(f"{whole}.{decimals or 0}")
    return total > 0 and abs(100 * held / total - percent) < 10 ** -len(decimals)


def members(value: object, as_of: date) -> Reading:
    """A number of Party members; `58/4` is full and probationary members together."""
    if found := _FRACTION.match(_text(value)):
        return Reading(_counted(int(found[1]) + int(found[2])), "full_and_probationary")
    return count(value, as_of)


# --- choices ------------------------------------------------------------------------------------


def yes_no(value: object, as_of: date) -> Reading:
    """True, False, or None of an empty cell."""
    words = _text(value)
    folded = fold(words)
    if words in _TICKS or folded in _YES:
        return Reading(True)
    if words in _DASHES or folded in _NO:
        return Reading(False)
    if is_empty(value):
        return NOTHING
    raise Odd("unreadable_yes_no", "Hãy đánh dấu x nếu có và để trống nếu không.")


@dataclass(frozen=True, slots=True)
class Held:
    """Whether a congress was held and, where told, on which days; `held` None: not reported."""

    held: bool | None
    days: Days | None = None


def held(value: object, as_of: date) -> Reading:
    """`Held` of a day, of a mark, of an empty cell (not held) and of `chưa b/c` (not reported)."""
    words = _text(value)
    folded = fold(words)
    if words in {"?", "."} or folded in _UNKNOWN:
        return Reading(Held(None))
    if is_empty(value) or _NOT_YET.match(folded):
        return Reading(Held(False))
    if folded in _YES | _NO or words in _TICKS:
        return Reading(Held(bool(yes_no(value, as_of).value)))
    reading = days(re.sub(r"(?i)^(đã (tổ chức|đh)|tt)\s*:?\s*(ngày)?", "", words)
                   if isinstance(value, str) else value, as_of)  # fmt: skip
    return Reading(Held(True, reading.value), reading.why)


@dataclass(frozen=True, slots=True)
class DraftNo:
    """The number of a draft; in progress: being written, so the one before is the last done."""

    revision: int
    in_progress: bool


_DRAFT = re.compile(r"(?:\D*\b)?(?:lan thu|lan|dt|du thao|l)?\s*(\d{1,2}|[ivx]{1,4})$")
_MOST_DRAFTS = 20


def draft(value: object, as_of: date) -> Reading:
    """`DraftNo` of `3`, `lần thứ 3`, `DT3`, `dự thảo lần III`, `đang DT lần 2`."""
    words = _text(value)
    folded = fold(words)
    if is_empty(value) or folded in _NO or _NOT_YET.match(folded):
        return NOTHING
    found = None if folded in _YES - {"1"} or words.startswith("-") else _DRAFT.match(folded)
    number = found and (int(found[1]) if found[1].isdigit() else _ROMAN.get(found[1], 0))
    if not number or number > _MOST_DRAFTS:
        raise Odd("unreadable_draft", "Không đọc được lần dự thảo. Hãy ghi một số, ví dụ 3.")
    return Reading(DraftNo(number, folded.startswith(("dang", "sap", "chuan bi"))))


@dataclass(frozen=True, slots=True)
class DraftDate:
    """When a draft was issued; in progress: being written, no day yet."""

    issued_on: date | None
    in_progress: bool


def draft_date(value: object, as_of: date) -> Reading:
    """`DraftDate` of a day, of `đang soạn thảo`, of `x` (issued, day not told)."""
    if is_empty(value) or fold(_text(value)) in _NO:
        return NOTHING
    if fold(_text(value)).startswith("dang"):
        return Reading(DraftDate(None, True))
    if fold(_text(value)) in _YES:
        return Reading(DraftDate(None, False))
    reading = day(value, as_of)
    return Reading(DraftDate(reading.value, False), reading.why)


def _choice(choices: dict[str, object], kind: str, remedy: str) -> Reader:
    def read(value: object, as_of: date) -> Reading:
        folded = fold(_text(value))
        if not folded or is_empty(value):
            return NOTHING
        if folded in choices:
            return Reading(choices[folded])
        raise Odd(kind, remedy)

    return read


org_kind = _choice(
    {
        **dict.fromkeys(("db", "dang bo", "d bo", "dbcs", "dang bo co so"), OrgKind.COMMITTEE),
        **dict.fromkeys(("cb", "chi bo", "cbcs", "chi bo co so"), OrgKind.CELL),
    },
    "unreadable_kind",
    "Hãy ghi Đảng bộ (ĐB) hoặc Chi bộ (CB).",
)
scope = _choice(
    {
        "truc thuoc": Scope.DIRECT,
        "tt": Scope.DIRECT,
        "phoi hop": Scope.COORDINATED,
        "ph": Scope.COORDINATED,
        "cap tren truc tiep": Scope.SUPERIOR,
    },
    "unreadable_scope",
    "Hãy ghi Trực thuộc, Phối hợp hoặc Cấp trên trực tiếp.",
)
status = _choice(
    {
        **dict.fromkeys(("dung", "dung to chuc", "dung khong to chuc"), Status.STOPPED),
        **dict.fromkeys(("tam hoan", "hoan"), Status.POSTPONED),
    },
    "unreadable_status",
    "Cột Tình trạng chỉ ghi Dừng, Tạm hoãn hoặc để trống.",
)
congress_form = _choice(
    {
        **dict.fromkeys(
            ("dv", "dang vien", "dai hoi dang vien", "dhdv", "dh dang vien"), "members_congress"
        ),
        **dict.fromkeys(
            ("db", "dai bieu", "dai hoi dai bieu", "dhdb", "dh dai bieu"), "delegates_congress"
        ),
    },
    "unreadable_congress_form",
    "Hãy ghi ĐV (đại hội đảng viên) hoặc ĐB (đại hội đại biểu).",
)
session = _choice(
    {
        "sang": "morning",
        "s": "morning",
        "chieu": "afternoon",
        "c": "afternoon",
        "ca ngay": "day",
        "ngay": "day",
    },
    "unreadable_session",
    "Hãy ghi Sáng, Chiều hoặc Cả ngày.",
)


def roles(value: object, as_of: date) -> Reading:
    """The roles that a cell names, by their ids in list `roles`; other words say nothing."""
    words = value if isinstance(value, str) else _text(value)  # a line may be a role
    return Reading(known_roles.named(words) or None)


def future(first: date, as_of: date) -> Odd:
    """The problem of a day after the as-of day where only the past can be told."""
    return Odd(
        "future_date",
        f"Ngày {written_day(first)} sau ngày chốt số liệu {written_day(as_of)}. Hãy sửa lại ngày, "
        "hoặc chuyển sang cột dự kiến.",
    )
