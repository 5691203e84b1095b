"""A word in; whether Vietnamese could spell it so, or could have before its letters were lost."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SHARP = re.compile("[\u0301\u0323]")  # the only tones of a syllable that ends in a stop
_ASTRAY = re.compile("[^aeiouy\u0302\u0306\u031b][\u0300\u0301\u0303\u0309\u0323]")  # as in ñ
_EDGES = "“”„‘’'…–—?!*"
_BEFORE_FRONT = "k|gh|ngh"  # before e, ê, i, y; elsewhere c, g, ng
_BEFORE_BACK = "c|g|ng"
_ONSET = "b|ch|d|đ|gi|h|kh|l|m|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_FRONT = "e|eo|e[cmnpt]|eng|ê|êu|ê[mnpt]|êch|ênh|i|ia|iu|i[mnpt]|ich|inh|iê[cmnptu]|iêng|y|yt|ynh|ych|yê[mntu]|yêng"
_BACK = (
    "a|a[iouycmnpt]|ach|ang|anh|ă[cmnpt]|ăng|â[cmnptuy]|âng|"
    "o|o[aeicmnpt]|ong|oong|ooc|oa[iocmnpty]|oach|oang|oanh|oă[cmnt]|oăng|oe[not]|"
    "ô|ô[icmnpt]|ông|ơ|ơ[imnpt]|"
    "u|u[aicmnpt]|ung|uâ[nty]|uâng|uê|uêch|uênh|uy|uy[apnt]|uynh|uych|uyê[nt]|uyu|uô[cimnt]|uông|uơ|"
    "ư|ư[aicmnotu]|ưng|ươ[cimnptu]|ương"
)
_SYLLABLE = re.compile(
    f"(?:(?:{_ONSET})?(?:{_FRONT}|{_BACK})|(?:{_BEFORE_FRONT})(?:{_FRONT})|"
    f"(?:{_BEFORE_BACK})(?:{_BACK})|gin?|gi(?:êng|êc))"
)
_STOP = re.compile("(?:p|t|c|ch)$")
_LOST = re.compile(
    f"(?:{_ONSET}|{_BEFORE_FRONT}|{_BEFORE_BACK})?"
    "(?:[aeiouy]{0,2}[?]+[aeiouy]{1,2}(?:ch|ng|nh|[cmnpt])?|"
    "[aeiouy]{0,2}[?]+(?:ch|ng|nh|[cmnpt])|[?]+)"
)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """`bộ`, `Phòng`, `CỘNG`; not `céng`, `tæ`, `boä`, `café`. One letter alone is none."""
    apart = unicodedata.normalize("NFD", word.strip(_EDGES).lower())
    plain = unicodedata.normalize("NFC", _TONES.sub("", apart))
    tones = len(_TONES.findall(apart))
    if len(plain) < 2 or tones > 1 or _ASTRAY.search(apart) or not _SYLLABLE.fullmatch(plain):
        return False
    return not _STOP.search(plain) or bool(_SHARP.search(apart))


def has_vowel(word: str) -> bool:
    """False of abbreviations such as `ĐB`, which no spelling can judge."""
    return bool(re.search("[aeiouy]", unicodedata.normalize("NFD", word.lower())))


def lost_letters(word: str) -> bool:
    """`ch?c`, `Đ?ng`, `T?`, `\\ufffdng`; not `hội?`, `có?không`, `?`, `ĐH?`."""
    apart = unicodedata.normalize("NFD", word.lower().replace("\ufffd", "?").replace("ð", "đ"))
    plain = "".join(c for c in apart if not unicodedata.combining(c)).strip("“”„‘’'…–—!*")
    return plain.strip("?") != "" and bool(_LOST.fullmatch(plain))
