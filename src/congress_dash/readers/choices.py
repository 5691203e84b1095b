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
    is_doubted,
    is_empty,
    words_of,
)
from congress_dash.readers.dates import Days, day, days
from congress_dash.records import OrgKind, Scope, Status
from congress_dash.reference import roles as known_roles
from congress_dash.vietnamese import fold

_DASHES = {"-", "–", "—", "…", "..."}
_MARK = "Hãy đánh dấu x nếu có và để trống nếu không."


def yes_no(value: object, as_of: date) -> Reading:
    """True, False, or None of an empty cell."""
    words = words_of(value)
    folded = fold(words)
    if is_doubted(value):
        raise Odd("unreadable_yes_no", _MARK)
    if words in TICKS or folded in YES:
        return Reading(True)
    if words in _DASHES or folded in NO:
        return Reading(False)
    if is_empty(value):
        return NOTHING
    raise Odd("unreadable_yes_no", _MARK)


def pilot(value: object, as_of: date) -> Reading:
    """As `yes_no`, and `Điểm` says the very thing the column asks."""
    if fold(words_of(value)) in {"diem", "dh diem", "dai hoi diem"} and not is_doubted(value):
        return Reading(True)
    return yes_no(value, as_of)


_HALF = r"(?:buổi\s+)?(?:sáng|chiều)"
_HOUR = r"(?:lúc )?(?:[01]?\d|2[0-3])(?:h(?:[0-5]\d)?| giờ(?: [0-5]\d phút)?)"
_TIME = re.compile(
    rf"^(?:{_HALF},?\s+(?:ngày\s+)?(?=\d{{1,2}}(?:[/.\-]| tháng)\s*\d)|{_HOUR},?\s+(?=ngày\s+\d))|"
    rf"(?<=\d),?\s*(?:\({_HALF}\)|\s{_HALF})$",
    re.I,
)


_HALTED = re.compile(
    r"(?:da )?(?:khong (?:to chuc|dh|dai hoi)|(?:tam )?(?:hoan|dung))(?: (?:do|vi|tu|den|to chuc|dh|dai hoi)\b.*)?$"
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
    if is_doubted(value):
        raise Odd(
            "unreadable_yes_no",
            "Hãy ghi ngày nếu đã đại hội, hoặc ghi Chưa; chưa rõ thì ghi chưa b/c.",
        )
    if words in {"?", "."} or folded in UNKNOWN:
        return Reading(Held(None))
    if _HALTED.match(folded):
        raise Odd(
            "unreadable_status",
            "Nếu tổ chức đảng dừng hoặc tạm hoãn, hãy ghi ở cột Tình trạng; nếu chưa đại hội, "
            "hãy ghi Chưa.",
        )
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


_ORDINALS = {
    **dict.fromkeys(("nhat", "mot"), 1), **dict.fromkeys(("hai", "nhi"), 2), "ba": 3,
    **dict.fromkeys(("tu", "bon"), 4), "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_ORDINAL = re.compile(rf"(?:dang )?(?:(?:du|soan) thao |dt )?lan (?:thu )?({'|'.join(_ORDINALS)})$")
_NOT_THAT_DRAFT = re.compile(
    r"\b(?:truoc|sau|chua|khong|gan) (?:(?:khi|co|xong|du thao|dt|lan|thu) )*$|\blan .*\blan (?:thu )?$"
)
_BESIDE_DRAFT = re.compile(
    r"(?<=\w) ?(?:\((?P<day>[\d/.\-]+)\)|\(đã [^()\d]*\)|"
    r"\(?(?:đang )?(?:xin|lấy) ý kiến\)?|\(?đang góp ý\)?)$",
    re.I,
)
_DRAFT = re.compile(r"(?:\D*\b)?(?:lan thu|lan|dt|du thao|l)?\s*(\d{1,2}|[ivx]{1,4})$")
_MOST_DRAFTS = 20


def draft(value: object, as_of: date) -> Reading:
    """`DraftNo` of `3`, `lần thứ ba`, `DT3`, `dự thảo lần III`, `đang DT lần 2`.

    What is said beside it (`lần 3 (20/4/2020)`, `DT2 đang lấy ý kiến`) is left out.
    """
    words = words_of(value)
    if is_empty(value) or fold(words) in NO or NOT_YET.match(fold(words)):
        return NOTHING
    number, why = 0, None
    if beside := _BESIDE_DRAFT.search(words):
        words, why = words[: beside.start()], "said_beside"
        if beside["day"]:
            day(beside["day"], as_of)
    folded = fold(words)
    if found := _ORDINAL.match(folded):
        number = _ORDINALS[found[1]]
    elif found := _DRAFT.match(folded):
        number = int(found[1]) if found[1].isdigit() else ROMAN.get(found[1], 0)
    is_mark = folded in YES - {"1"} or words.startswith("-") or is_doubted(value)
    is_other = found and _NOT_THAT_DRAFT.search(folded[: found.start(1)])
    if is_mark or is_other or not 0 < number <= _MOST_DRAFTS:
        raise Odd("unreadable_draft", "Không đọc được lần dự thảo. Hãy ghi một số, ví dụ 3.")
    return Reading(DraftNo(number, folded.startswith(("dang", "sap", "chuan bi"))), why)


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
    if (fold(words_of(value)) in YES and not is_doubted(value)) or words_of(value) in TICKS:
        return Reading(DraftDate(None, False))
    reading = day(value, as_of)
    return Reading(DraftDate(reading.value, False), reading.why)


def _choice(choices: dict[str, object], kind: str, remedy: str) -> Reader:
    def read(value: object, as_of: date) -> Reading:
        folded = fold(words_of(value))
        if not folded or is_empty(value):
            return NOTHING
        if folded in choices and not is_doubted(value):
            return Reading(choices[folded])
        raise Odd(kind, remedy)

    return read


org_kind = _choice(
    {
        **dict.fromkeys(
            ["db", "dang bo", "d bo", "dbcs", "db co so", "db cs", "dang bo co so", "dang bo cs"],
            OrgKind.COMMITTEE,
        ),
        **dict.fromkeys(
            ["cb", "chi bo", "cbcs", "cb co so", "cb cs", "chi bo co so", "chi bo cs"], OrgKind.CELL
        ),
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
            [
                "dv",
                "d v",
                "dang vien",
                "dai hoi dang vien",
                "dhdv",
                "dh dang vien",
                "toan the",
                "dai hoi toan the",
                "dh toan the",
            ],
            "members_congress",
        ),
        **dict.fromkeys(
            ["db", "d b", "dai bieu", "dai hoi dai bieu", "dhdb", "dh dai bieu"],
            "delegates_congress",
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
