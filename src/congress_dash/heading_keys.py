"""A heading as typed in, the keys it is compared by out: short forms spelt out, units and small
words left out, whatever the order of its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import islice, product

from congress_dash import reference
from congress_dash.vietnamese import fold

_MOST_KEYS = 32  # of one heading: a short form may stand for several things
_EMPTY_WORDS = {"va", "cac", "nhung", "cua", "ve", "la", "tai"}
_SAME = ((" lan thu ", " lan "), (" phe duyet ", " duyet "), (" duoc duyet ", " duyet "),
         (" thoi gian ", " ngay "), (" lay y kien ", " xin y kien "), (" so ngay ", " "),
         (" ngay thang ", " ngay "))  # fmt: skip
_NAME_OF = re.compile(r"^ ten(?= \w)")
_COUNTED = re.compile(
    r"(?<!co)(?<!ho) (?:tong so|tong(?! hop)|so luong|so)(?= \w)"
)  # `Số gửi` is `Gửi`
_REMARK = re.compile(r"\(([^()]*)\)")
# What may stand in brackets without telling one column from another: units, how to fill it in.
_UNITS = (
    "lượt, lần, đ/c, đồng chí, người, cuộc, buổi, ý kiến, bản, phiếu, công văn, đơn vị tính, "
    "ngày tháng năm, dd/mm/yyyy, yy, số lượng, căn cứ, nếu có, có/không, ghi rõ, đánh dấu x, v"
)
_UNIT_WORDS = {word for unit in _UNITS.split(", ") for word in fold(unit).split()}


@lru_cache
def _short_forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry in reference.entries("short_headings").values():
        for short in (entry.short, *entry.also):
            found[fold(short)].append(fold(entry.name))
    return {short: tuple(words) for short, words in found.items()}


@lru_cache(maxsize=8192)
def keys(heading: str) -> frozenset[str]:
    """Every way the heading may be meant; two headings that share a key are the same to us."""
    tokens = fold(_REMARK.sub(_without_units, heading)).split()
    short = _short_forms()
    ways = product(*((token, *short.get(token, ())) for token in tokens))
    return frozenset(_key(" ".join(way)) for way in islice(ways, _MOST_KEYS)) - {""}


def _without_units(remark: re.Match[str]) -> str:
    """Nothing for `(lượt)`, `(ngày/tháng)`, `(nếu có)`; other remarks as words of the heading."""
    words = set(fold(remark[1]).split())
    is_unit = words <= _UNIT_WORDS and words != {"nam"}  # `(nam)` alone is men, not a year
    return " " if is_unit else f" {remark[1]} "


def _key(words: str) -> str:
    padded = f" {words} "
    for long, short in _SAME:
        padded = padded.replace(long, short)
    padded = _COUNTED.sub("", _NAME_OF.sub("", padded))
    return " ".join(sorted(word for word in padded.split() if word not in _EMPTY_WORDS))
