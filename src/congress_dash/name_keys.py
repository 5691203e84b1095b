"""Folded words in, the keys by which names are compared out: short forms spelt out, word by word,
and words that tell no organisation from another left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from congress_dash import reference
from congress_dash.vietnamese import fold

_MOST_KEYS = 64  # of one name: a short form may stand for several things
_KIND = re.compile(
    r"^(?:(?:cb|db|d|chi|dang) bo co so|(?:d|chi|dang) bo|dang uy|db|cb|du)\s+"
    r"(?!(?:huyen|thi xa|thanh pho|tinh|quan|xa|phuong|thi tran|tx|tp|h)\b)"
)
_ROOM = re.compile(r"^phong\s+(?!chay\b|chong\b|trao\b)")
_LEVELS = r"(?:huyen|thi xa|thanh pho|quan|phuong|xa|thi tran|dac khu)\b"
_POLICE = re.compile(rf"^cong an (?={_LEVELS})")
_OURS = re.compile(r"(?<=\w) (?:thuoc )?cong an tinh$")
_EMPTY_WORDS = {"va", "ve", "cua", "thuoc"}
_KIND_WORDS = {"phong", "dang", "bo", "chi", "uy", "co", "so", "db", "cb", "d", "p"}


def bare(folded: str) -> str:
    """Without a leading `đảng bộ`/`chi bộ`, and `P.`/`P` read as `Phòng`."""
    rest = _KIND.sub("", folded)
    return re.sub(r"^p ", "phong ", rest)


def is_kind(folded: str) -> bool:
    """Nothing but `đảng bộ`, `chi bộ`, `phòng`: it names nobody."""
    return set(folded.split()) <= _KIND_WORDS


@lru_cache
def _short_forms() -> dict[str, tuple[str, ...]]:
    """Short form → what it may stand for."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in reference.entries("short_names").values():
        for short in (entry.short, *entry.also):
            found[fold(short)].append(fold(entry.name))
    return {short: tuple(names) for short, names in found.items()}


def spelt_out(folded: str) -> Iterator[str]:
    """The words with their short forms spelt out, in every way they may be meant."""
    short = _short_forms()
    tokens = _rejoined(re.sub(r"[&+]", " ", folded).split(), short)
    ways = [(token, *short.get(token, ())) for token in tokens]
    for way in islice(product(*ways), _MOST_KEYS):
        yield " ".join(word for word in " ".join(way).split() if word not in _EMPTY_WORDS)


def _rejoined(tokens: list[str], short: dict[str, tuple[str, ...]]) -> list[str]:
    """`C.A` and `T.P` are short forms written with dots."""
    out: list[str] = []
    for token in tokens:
        if len(token) == 1 and out and len(out[-1]) == 1 and out[-1] + token in short:
            out[-1] += token
        else:
            out.append(token)
    return out


def keys(folded: str) -> set[str]:
    """Every key of a folded name; two names that share one are the same to us."""
    return {_key(words) for words in spelt_out(folded)} - {""}


def _key(words: str) -> str:
    rest = _ROOM.sub("", _KIND.sub("", words))
    rest = _OURS.sub("", rest)
    rest = re.sub(r"\bco quan (?=\w)", "", rest)
    return rest if rest.startswith("cong an tinh") else _POLICE.sub("", rest)
