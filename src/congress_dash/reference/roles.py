"""A cell's words in; which of them are roles of the list `roles.csv`, which say nothing, which are
unknown, out. Who attends is told by role, never by name: what is unknown here may be a person.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from congress_dash import reference
from congress_dash.vietnamese import fold

Spelling = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"[;\n\r\v\f\u2028]")  # no role reaches over these
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_CALLS = ("đ c", "d c", "đc", "dc", "đồng chí", "đ chí", "các đồng chí")
_SMALL = ("các", "và", "cùng", "với", "dự", "chỉ đạo", "dự chỉ đạo", "dự và chỉ đạo")
_MOST_DIGITS = 2  # a longer number is no count of comrades


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: a role by its id, small words and counts (""), or unknown (None)."""

    start: int
    end: int
    role: str | None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text, or one of those that a short form stands for (`opens`, `closes` it)."""

    spelt: str
    start: int
    end: int
    opens: bool = True
    closes: bool = True


@lru_cache
def shared() -> frozenset[str]:
    """Roles that several persons hold (column `several`): one of them in two places is no clash."""
    file = reference.path("roles")
    with reference.told(file.name), file.open(encoding="utf-8-sig", newline="") as lines:
        return frozenset(line["id"] for line in csv.DictReader(lines) if line.get("several"))


def pieces(text: str) -> Iterator[Piece]:
    """The composed text in stretches, the longest role at each word."""
    known, longest = _phrases(text.isascii())
    words = list(_words(text))
    at = 0
    while at < len(words):
        found = _longest(text, words, at, known, longest)
        role, length = found or (_of_small(text, words[at]), 1)
        yield Piece(words[at].start, words[at + length - 1].end, role)
        at += length
        while at < len(words) and not words[at].opens:
            at += 1


def named(text: str) -> tuple[str, ...]:
    """The roles that a text names, each once, in the order written."""
    composed = unicodedata.normalize("NFC", text)
    return tuple(dict.fromkeys(piece.role for piece in pieces(composed) if piece.role))


def _longest(
    text: str, words: list[_Word], at: int, known: dict[Spelling, str], longest: int
) -> tuple[str, int] | None:
    """The role (or "") of the longest phrase that begins at a word, and how many words it takes."""
    for length in range(min(longest, len(words) - at), 0, -1):
        said = words[at : at + length]
        role = known.get(tuple(word.spelt for word in said))
        if role is None or not said[-1].closes or _APART.search(text, said[0].start, said[-1].end):
            continue
        after = words[at + length].spelt if at + length < len(words) else ""
        if role and said[-1].spelt.isdecimal() and after in _called():
            continue  # `Ủy viên BTV: 2 đ/c` are two of them
        if role or said[0].spelt in _called() or text[said[0].start].islower():
            return role, length
    return None


@lru_cache
def _called() -> frozenset[str]:
    """The words that a call begins with: `Đ/c` may begin a cell, other small words not."""
    return frozenset(_spelling(words, is_bare)[0] for words in _CALLS for is_bare in (True, False))


def _of_small(text: str, word: _Word) -> str | None:
    said = text[word.start : word.end]
    return "" if said.isdecimal() and len(said) <= _MOST_DIGITS else None


@lru_cache
def _phrases(is_bare: bool) -> tuple[dict[Spelling, str], int]:
    """Spelling → role, "" for small words; and how many words the longest has."""
    found: dict[Spelling, str] = {}
    for words in (*_CALLS, *_SMALL):
        found[_spelling(words, is_bare)] = ""
    for role, entry in reference.entries("roles").items():
        for words in (entry.name, entry.short, *entry.also):
            found.setdefault(_spelling(words, is_bare), role)
    return found, max(map(len, found))


def _spelling(words: str, is_bare: bool) -> Spelling:
    spelt = (word.spelt for word in _words(words))
    return tuple(map(fold, spelt)) if is_bare else tuple(spelt)


def _words(text: str) -> Iterator[_Word]:
    """The words of a text, short forms spelt out."""
    short = _short_forms(text.isascii())
    words = list(_WORD.finditer(text))
    for found, after in zip(words, [*words[1:], None], strict=False):
        spelt = _spelt(found[0])
        long = short.get(spelt, (spelt,))
        is_written_out = after and _spelt(after[0]) in long[1:]
        if long[0] == spelt and (is_written_out or not found[0].isupper()):
            long = (spelt,)  # of `An ninh`, `AN` is the short form; `An` may be a name
        for at, word in enumerate(long):
            yield _Word(word, found.start(), found.end(), at == 0, at == len(long) - 1)


@lru_cache
def _short_forms(is_bare: bool) -> dict[str, Spelling]:
    same = fold if is_bare else _spelt
    return {
        same(short): tuple(same(word) for word in entry.name.split())
        for entry in reference.entries("short_roles").values()
        for short in (entry.short, *entry.also)
    }


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    """The word in small letters, its tone at the end: `ủy` and `uỷ` are the same, `Bi` is not `Bí`."""
    apart = unicodedata.normalize("NFD", word.lower().replace("ð", "đ"))
    return unicodedata.normalize("NFC", _TONES.sub("", apart)) + "".join(_TONES.findall(apart))
