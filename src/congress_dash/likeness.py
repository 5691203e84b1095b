"""Words and what they might have been in, the likeliest first out; the only room that knows
rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein


def within(words: str, among: Sequence[str], letters: int, most: int) -> list[str]:
    """What differs from the words by at most so many letters, the nearest first."""
    found = process.extract(
        words, among, scorer=Levenshtein.distance, limit=most, score_cutoff=letters
    )
    return [word for word, _, _ in found]


def ranked(words: str, among: Sequence[str], most: int) -> list[str]:
    """The likest first, whatever the order of their words (of both: see `in_order`)."""
    return [word for word, _, _ in process.extract(words, among, scorer=fuzz.ratio, limit=most)]


def in_order(words: str) -> str:
    """The words sorted, so that their order does not count."""
    return " ".join(sorted(words.split()))
