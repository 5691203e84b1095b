"""Which organisation a cell means. In: typed words. Out: a unit, or the reason to ask.

Sure means: the code, the full name with or without its `Đảng bộ`/`Chi bộ`, or an alias; compared
on a folded key. Everything less is a question with suggestions (contract §3).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from congress_dash.readers import Odd
from congress_dash.vietnamese import fold, tidy

_KIND = re.compile(r"^(dang bo co so|chi bo co so|dang bo|chi bo|dang uy|db|cb)\s+")
_LIST_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]|[-+*•])\s+")
_CODE = re.compile(r"\w*\d\w*")
_MISSPELT = 2  # domain.md §4.3, pattern 20: confirm what differs by at most two letters
_MOST_PIECES = 12  # of one name, between commas and line breaks
_SHORT = 6  # letters; in fewer, two differing ones would suggest anything


@dataclass(frozen=True, slots=True)
class KnownOrg:
    """What the catalogue calls an organisation."""

    unit: str
    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """The unit, and why it is not what was literally typed."""

    unit: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """All the ways the known organisations are called."""

    orgs: dict[str, KnownOrg]
    _words: dict[str, set[str]] = field(repr=False)
    _codes: dict[str, set[str]] = field(repr=False)
    _code: re.Pattern[str] = field(repr=False)
    _literal: dict[str, str] = field(repr=False)

    @classmethod
    def of(cls, orgs: Iterable[KnownOrg], aliases: Iterable[tuple[str, str]]) -> Names:
        """Names of the catalogue's organisations and (alias, unit) pairs."""
        known = {org.unit: org for org in orgs}
        words: dict[str, set[str]] = defaultdict(set)
        codes: dict[str, set[str]] = defaultdict(set)
        for org in known.values():
            (codes if org.code else words)[fold(org.code or org.unit)].add(org.unit)
            words[fold(org.name)].add(org.unit)
            words[_bare(fold(org.name))].add(org.unit)
        for alias, unit in aliases:
            if unit in known and _CODE.fullmatch(alias):
                codes[fold(alias)].add(unit)
            elif unit in known:
                words[fold(alias)].add(unit)
                words[_bare(fold(alias))].add(unit)
        longest_first = sorted(map(re.escape, codes), key=len, reverse=True)
        code = re.compile(rf"(?<!\S)(?:{'|'.join(longest_first) or '(?!)'})(?!\S)")
        heads = {code.split()[0] for code in codes if code}
        literal = {
            name: org.unit
            for org in known.values()
            for name, own in ((org.name, words), (org.code, codes))
            if name and own[fold(name)] == {org.unit}
            if own is codes or heads.isdisjoint(fold(name).split())
        }
        return cls(known, dict(words), dict(codes), code, literal)

    def match(self, typed: str) -> Match:
        """The one organisation meant; `Odd` when nobody, several, or code against name."""
        words = tidy(typed)
        if unit := self._literal.get(words):
            return Match(unit)
        folded = fold(words)
        by_code = {unit for code in self._code.findall(folded) for unit in self._codes[code]}
        if len(by_code) > 1:
            raise Odd("ambiguous_organisation", "Ô này ghi hai mã đơn vị khác nhau. Hãy giữ một.")
        rest = self._without_codes(folded)
        by_name = self._words.get(folded) or (self._words.get(_bare(rest)) if rest else None)
        if by_name and len(by_name) > 1:
            by_name = {unit for unit in by_name if self.orgs[unit].name == words} or by_name
        if by_code:
            return self._agreed(next(iter(by_code)), by_name, rest, words)
        if by_name and len(by_name) == 1:
            (unit,) = by_name
            return Match(unit, self._why(unit, words))
        if by_name:
            listed = "; ".join(sorted(self.orgs[unit].name for unit in by_name))
            raise Odd("ambiguous_organisation", f"Tên này chỉ nhiều tổ chức đảng: {listed}. "
                      "Hãy ghi mã đơn vị.")  # fmt: skip
        raise self._unknown(words)

    def several(self, typed: str) -> tuple[Match, ...]:
        """The organisations listed in one cell, separated by `;`, line breaks or commas."""
        parts = [part for part in typed.split(";") if fold(part)]
        if not parts:
            raise Odd("missing_value", "Thiếu tên tổ chức đảng. Hãy ghi tên hoặc mã đơn vị.")
        found: dict[str, Match] = {}
        for part in parts:
            for match in self._listed(part):
                found.setdefault(match.unit, match)
        return tuple(found.values())

    def _listed(self, part: str) -> Iterable[Match]:
        """The longest name first: commas and line breaks also stand inside names."""
        pieces = [piece for piece in re.split(r"(?<=[,\n])", part) if fold(piece)]
        while pieces:
            odds: list[Odd] = []
            for end in range(min(len(pieces), _MOST_PIECES), 0, -1):
                try:
                    yield self.match(_LIST_MARK.sub("", "".join(pieces[:end])).rstrip(" ,\n"))
                    break
                except Odd as odd:
                    odds.append(odd)
            else:
                raise next((o for o in odds if o.kind == "misspelt_organisation"), odds[-1])
            pieces = pieces[end:]

    def _without_codes(self, folded: str) -> str:
        rest = " ".join(self._code.sub(" ", folded).split())
        return (
            "" if rest in {"dang bo", "chi bo", "phong", "dang bo phong", "chi bo phong"} else rest
        )

    def _agreed(self, unit: str, by_name: set[str] | None, rest: str, words: str) -> Match:
        if rest and not (by_name and unit in by_name):
            raise Odd(
                "code_name_conflict",
                f"Mã chỉ {self.orgs[unit].name} nhưng tên ghi kèm không khớp. "
                "Hãy sửa mã hoặc tên cho thống nhất.",
            )
        return Match(unit, self._why(unit, words))

    def _why(self, unit: str, words: str) -> str | None:
        org = self.orgs[unit]
        if words in {org.name, org.code, org.unit}:
            return None
        own = {fold(org.name), _bare(fold(org.name)), fold(org.code or org.unit)}
        return "spelling" if {fold(words), _bare(fold(words))} & own else "alias"

    def _unknown(self, words: str) -> Odd:
        folded = _bare(fold(words))
        furthest = _MISSPELT if len(folded) >= _SHORT else 1
        near = process.extract(
            folded, self._words.keys(), scorer=Levenshtein.distance, limit=6, score_cutoff=furthest
        )
        units = list(dict.fromkeys(u for word, _, _ in near for u in sorted(self._words[word])))
        if units:
            listed = "; ".join(self.orgs[unit].name for unit in units[:3])
            return Odd(
                "misspelt_organisation",
                f"“{words}” có phải là {listed}? Hãy ghi đúng tên hoặc mã đơn vị.",
            )
        return Odd(
            "unknown_organisation",
            f"Không có tổ chức đảng “{words}” trong Danh mục. Hãy ghi đúng tên hoặc mã, "
            "hoặc bổ sung vào Danh mục.",
        )


def _bare(folded: str) -> str:
    """Without a leading `đảng bộ`/`chi bộ`, and `P.`/`P` read as `Phòng`."""
    rest = _KIND.sub("", folded)
    return re.sub(r"^p ", "phong ", rest)
