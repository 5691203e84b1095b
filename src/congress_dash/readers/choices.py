"""A cell in; which of a few things it says out: yes or no, held, a draft, a kind, a role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from congress_dash.readers.cells import (
    NO,
    NOT_YET,
    NOTHING,
    ROMAN,
    TICKS,
    UNKNOWN,
    YES,
    Odd,
    Reader,
    Reading,
    is_empty,
    words_of,
)
from congress_dash.readers.dates import Days, day, days
from congress_dash.records import OrgKind, Scope, Status
from congress_dash.reference import roles as known_roles
from congress_dash.vietnamese import fold

_DASHES = {"-", "–", "—", "…", "..."}


def yes_no(value: object, as_of: date) -> Reading:
    """True, False, or None of an empty cell."""
    words = words_of(value)
    folded = fold(words)
    if words in TICKS or folded in YES:
        return Reading(True)
    if words in _DASHES or folded in NO:
        return Reading(False)
    if is_empty(value):
        return NOTHING
    raise Odd("unreadable_yes_no", "Hãy đánh dấu x nếu có và để trống nếu không.")


_HALF = r"(?:buổi\s+)?(?:sáng|chiều)"
_HOUR = r"(?:lúc )?(?:[01]?\d|2[0-3])(?:h(?:[0-5]\d)?| giờ(?: [0-5]\d phút)?)"
_TIME = re.compile(
    rf"^(?:{_HALF},?\s+(?:ngày\s+)?(?=\d{{1,2}}(?:[/.\-]| tháng)\s*\d)|{_HOUR},?\s+(?=ngày\s+\d))|"
    rf"(?<=\d),?\s*(?:\({_HALF}\)|\s{_HALF})$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Held:
    """Whether a congress was held and, where told, on which days; `held` None: not reported."""

    held: bool | None
    days: Days | None = None


def held(value: object, as_of: date) -> Reading:
    """`Held` of a day, of a mark, of an empty cell (not held) and of `chưa b/c` (not reported).

    Beside the day its hour or half (`29/4 (sáng)`, `7h30 ngày 13/5`) is left out.
    """
    words = words_of(value)
    folded = fold(words)
    if words in {"?", "."} or folded in UNKNOWN:
        return Reading(Held(None))
    if is_empty(value) or NOT_YET.match(folded):
        return Reading(Held(False))
    if folded in YES | NO or words in TICKS:
        return Reading(Held(bool(yes_no(value, as_of).value)))
    if isinstance(value, date | float):
        reading = days(value, as_of)
        return Reading(Held(True, reading.value), reading.why)
    words = re.sub(r"(?i)^(đã (tổ chức|đh)|tt)\s*:?\s*", "", words)
    timeless = _TIME.sub("", words)
    reading = days(timeless, as_of)
    why = reading.why if timeless == words else "time_of_day"
    return Reading(Held(True, reading.value), why)


@dataclass(frozen=True, slots=True)
class DraftNo:
    """The number of a draft; in progress: being written, so the one before is the last done."""

    revision: int
    in_progress: bool


_DRAFT = re.compile(r"(?:\D*\b)?(?:lan thu|lan|dt|du thao|l)?\s*(\d{1,2}|[ivx]{1,4})$")
_MOST_DRAFTS = 20


def draft(value: object, as_of: date) -> Reading:
    """`DraftNo` of `3`, `lần thứ 3`, `DT3`, `dự thảo lần III`, `đang DT lần 2`."""
    words = words_of(value)
    folded = fold(words)
    if is_empty(value) or folded in NO or NOT_YET.match(folded):
        return NOTHING
    found = None if folded in YES - {"1"} or words.startswith("-") else _DRAFT.match(folded)
    number = found and (int(found[1]) if found[1].isdigit() else ROMAN.get(found[1], 0))
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
    if is_empty(value) or fold(words_of(value)) in NO:
        return NOTHING
    if fold(words_of(value)).startswith("dang"):
        return Reading(DraftDate(None, True))
    if fold(words_of(value)) in YES or words_of(value) in TICKS:
        return Reading(DraftDate(None, False))
    reading = day(value, as_of)
    return Reading(DraftDate(reading.value, False), reading.why)


def _choice(choices: dict[str, object], kind: str, remedy: str) -> Reader:
    def read(value: object, as_of: date) -> Reading:
        folded = fold(words_of(value))
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
    words = value if isinstance(value, str) else words_of(value)  # a line may be a role
    return Reading(known_roles.named(words) or None)
