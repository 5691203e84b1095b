"""Words in; whether they are a person's, and the same words without the name, out. Pure.

A heading tells by what it says, a column by most of its values, a text by what follows `đ/c`, a
rank or a family name. Names of roles, places and organisations are no persons.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from congress_dash import reference
from congress_dash.vietnamese import fold, tidy

GONE = "…"  # stands where a name stood

# --- headings -----------------------------------------------------------------------------------

_NO_PERSON = re.compile(  # counts, and columns of our own forms
    r"\b(bi thu|bt|pho bi thu) (duoc )?bau truc tiep\b|\bbau truc tiep (bt|bi thu)?|"
    r"\btruc tiep bau bi thu\b|\bso (luong )?(d c|dong chi|bi thu|uy vien)\b|"
    r"\bphieu (cong van|gui|nhan|xin|gop|y kien|lay y kien|khao sat)\b|"
    r"\bbau cu (dai bieu )?quoc hoi\b"
)
_PERSON = re.compile(
    r"\b(ho|h)( va| &)? ten\b|\bho (ten )?(dem|lot)\b|"
    r"\bten (d c|dong chi|can bo|nguoi|bi thu|pho bi thu|dang vien|cap uy|uy vien|lanh dao|"
    r"thu truong)\b|\bchuc (danh|vu)( va| &)? (ho )?ten\b|\bten( va| &)? chuc (danh|vu)\b|"
    r"\b(d c|dong chi)\b|\bbi thu\b|^p?bt$|\bpbt\b|"
    r"\bnguoi (dung dau|phu trach|lien he|ky|lap|bao cao|du|chi dao)\b|"
    r"\b(thu truong|lanh dao) (don vi|phu trach|theo doi|du)\b|"
    r"\b(can bo|dau moi) (phu trach|theo doi|lien he)\b|"
    r"\b(uy vien|uv|uvbtv|btv|uvbch)\b.*\b(du|chi dao|phu trach|theo doi)\b|"
    r"\b(ngay|thang|nam|noi) sinh\b|\bsinh (ngay|nam)\b|^(n sinh|tuoi)$|\btuoi (doi|dang)\b|"
    r"\b(que|nguyen|tru) quan\b|\b(thuong|tam) tru\b|\bho khau\b|\bnoi o\b|"
    r"\bphieu\b|\btin nhiem\b|\btrung cu\b|\bket qua bau\b|"
    r"\b(cccd|cmnd|cmtnd|cmt|can cuoc|chung minh (thu|nhan dan)|dinh danh ca nhan|ho chieu|"
    r"so hieu( cong an| cand| cbcs| s[iy] quan)|so cand|so the|the dang( vien)?|bhxh)\b|"
    r"\bvao dang\b|\bngay (cong nhan )?chinh thuc\b|"
    r"\b(sdt|dtdd|dien thoai|di dong|so may|tel|phone|mobile|zalo|e ?mail|thu dien tu)\b"
)
_TELEPHONE = re.compile(r"\bsố\s*đt\b|\bđt\s*(liên hệ|di động)\b", re.I)  # not `Số DT`, a draft's

_UNIT = re.compile(  # what is counted
    r"\(\s*(?:đvt\s*:?\s*)?(?:đ/c|đ\.c|đồng chí|người)\s*\)|\b(?:đơn vị tính|đvt)\s*:.*", re.I
)


def is_heading(words: str) -> bool:
    """A column under this heading holds persons: names, birth, votes, identity, telephones."""
    folded = " ".join(_NO_PERSON.sub(" ", fold(_UNIT.sub(" ", words))).split())
    return bool(_PERSON.search(folded) or _TELEPHONE.search(tidy(words)))


# --- names --------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+")
_PUBLIC = frozenset({"ho chi minh", "nguyen ai quoc", "nguyen tat thanh"})
BARE_SURE = frozenset({"nguyen", "tran", "pham", "huynh", "hoang", "bui", "trinh", "ngo", "truong"})
_MIDDLES = frozenset({"van", "thi", "văn", "thị"})
_LONGEST_NAME = 5  # words


@lru_cache
def families() -> tuple[frozenset[str], frozenset[str]]:
    """Family names as written, lower case: all, and those that are no ordinary word."""
    listed = reference.entries("family_names").values()
    return (
        frozenset(each.name.lower() for each in listed),
        frozenset(each.name.lower() for each in listed if not each.also),
    )


@lru_cache
def folded_families() -> frozenset[str]:
    """Family names without accents."""
    return frozenset(map(fold, families()[0]))


_BEFORE_NAME = re.compile(
    r"\s*(\d+[.)]\s*)?((các )?(đ/c|đ\.c|đồng chí|d/c|dong chi|ông|bà|anh|chị)\b[.:]?\s*|"
    r"(thiếu|thượng|đại|trung) (tướng|tá|úy|uý)\s+)*",
    re.I,
)
_AFTER_NAME = re.compile(r"\.?\s*([,;(\n]|\s[-–]\s|$)")


def is_name(value: object) -> bool:
    """A cell that begins with one person's name, whatever title stands before it."""
    return isinstance(value, str) and name_at(unicodedata.normalize("NFC", value)) is not None


def name_at(text: str, least: int = 2) -> tuple[int, int] | None:
    """Where in a composed text its leading name of at least so many words stands."""
    start, end = _leading(text)
    words = text[start:end].split()
    return (start, end) if len(words) >= least and _are_name(words) else None


def _leading(text: str) -> tuple[int, int]:
    """The words between a title and what follows a name."""
    before = _BEFORE_NAME.match(text)
    start = before.end() if before else 0
    after = _AFTER_NAME.search(text, start)
    return start, after.start() if after else len(text)


def _are_name(words: Sequence[str]) -> bool:
    if not _may_be_name(words):
        return False
    if "".join(words).isascii():
        sure = fold(words[0]) in BARE_SURE
    else:
        sure = words[0].lower() in families()[1]
    return sure or (len(words) > 2 and words[1].lower() in _MIDDLES)


def _may_be_name(words: Sequence[str]) -> bool:
    """Capitals throughout, and a family name first, though it may be an ordinary word."""
    if not 2 <= len(words) <= _LONGEST_NAME or not all(map(_is_capital, words)):
        return False
    if is_public(words) or fold(" ".join(words[:2])) == "pham vi":
        return False
    if words[0].lower() in families()[0] or words[1].lower() in _MIDDLES:
        return True
    return "".join(words).isascii() and fold(words[0]) in folded_families()


def _is_capital(word: str) -> bool:
    if not _WORD.fullmatch(word):
        return False
    return word[0].isupper() and (word[1:].islower() or len(word) == 1 or word.isupper())


def is_public(words: Sequence[str]) -> bool:
    """Persons of history, whose names are words of public life."""
    return fold(" ".join(words[:3])) in _PUBLIC


# --- columns by what stands in them --------------------------------------------------------------

_MOSTLY = 0.6
_IDENTITY = re.compile(r"0\d{11}|\d{9}(?<!000)")
_PHONE = re.compile(r"(?:\+?84|0)?[235789]\d{8}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YOUNGEST, _OLDEST = 18, 80


def is_column(values: Iterable[object], today: date) -> bool:
    """Most of a column's values are persons' own: names, births, identity or telephone numbers."""
    told = [v for v in values if v is not None and not (isinstance(v, str) and not v.strip())]
    if not told:
        return False
    kinds = Counter(_kind(value, today) for value in told)
    kind, most = max(
        ((kind, kinds[kind]) for kind in ("name", "birth", "number")), key=lambda pair: pair[1]
    )
    enough = 1 if kind == "number" and isinstance(told[0], str) else 2
    if kind == "birth" and not any(isinstance(v, date) or len(str(v)) > 6 for v in told):
        enough = 3  # bare years may be counts
    if kind == "name" and most >= _MOSTLY / 2 * len(told):
        most += sum(_may_be_name(_words(v)) for v in told if not is_name(v))
    return most >= max(enough, _MOSTLY * len(told))


def _words(value: object) -> list[str]:
    text = unicodedata.normalize("NFC", value) if isinstance(value, str) else ""
    return text[slice(*_leading(text))].split()


def is_personal(value: object, today: date) -> bool:
    """A single value that would be a person's in a column of such."""
    return bool(_kind(value, today))


def _kind(value: object, today: date) -> str:
    if is_name(value):
        return "name"
    if isinstance(value, date):
        return "birth" if _is_birth(value.year, today) else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    words = _plain(value)
    if found := _DAY.fullmatch(words.replace("-", "/").replace(".", "/")):
        return "birth" if _is_birth(int(found[3]), today) else ""
    if re.fullmatch(r"(19|20)\d\d", words):
        return "birth" if _is_birth(int(words), today) else ""
    digits = re.sub(r"[\s.\-]", "", words)
    if _IDENTITY.fullmatch(digits) or (_PHONE.fullmatch(digits) and not digits.endswith("000")):
        return "number"
    return "number" if _EMAIL.fullmatch(words) else ""


def _plain(value: str | int | float) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(int(value)) if float(value).is_integer() else str(value)


def _is_birth(year: int, today: date) -> bool:
    return _YOUNGEST <= today.year - year <= _OLDEST
