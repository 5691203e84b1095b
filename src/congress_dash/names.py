"""Which organisation a cell means. In: typed words. Out: a unit, or the reason to ask.

Sure means: the code (an old one too), a name or an alias, compared on a folded key with short forms
spelt out. Everything less is a question with suggestions (contract §3), answered once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from congress_dash import likeness, name_keys
from congress_dash.name_index import KnownOrg, NameIndex
from congress_dash.readers import Odd
from congress_dash.vietnamese import fold, tidy

_BETWEEN = re.compile(r"(?<=[,\n])|(?<=\svà\s)", re.I)  # organisations of one cell
_AFTER = re.compile(r"(?:\s+và)?[\s,]*\Z", re.I)
# `1.`, `-`, `II.`; `X.` is a commune.
_LIST_MARK = re.compile(r"^\s*(?:(?:\d{1,2}|[IV]|[IVX]{2,5})[.)]|[-+*•])\s*(?=\D)")
_PILOT = re.compile(r"\(\s*(?:đh|đại hội)?\s*điểm\s*\)", re.I)
_FOOTNOTE = re.compile(r" ?(?:\(\d\)|[¹²³⁴-⁹])$")
_MISSPELT = 2  # domain.md §4.3, pattern 20: confirm what differs by at most two letters
_MOST_PIECES = 12  # of one name, between commas and line breaks
_SHORT = 6  # letters; in fewer, two differing ones would suggest anything
_MOST_CHOICES = 8
_MOST_COMPARED = 20_000_000  # keys of a whole file: some seconds; the rest is asked without a hint

__all__ = ["KnownOrg", "Match", "Names", "Settled", "Unsure"]


@dataclass(frozen=True, slots=True)
class Match:
    """The unit, and why it is not what was literally typed."""

    unit: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person decided these words mean; `why` says whether now or with an earlier file."""

    unit: str
    why: str


class Unsure(Odd):
    """A cell that needs a person: the words asked about, and the units first to be thought of.

    words: the key under which the answer is kept. typed: the part of the cell in question.
    """

    def __init__(
        self, kind: str, remedy: str, *, words: str, typed: str, units: tuple[str, ...] = ()
    ) -> None:
        super().__init__(kind, remedy)
        self.words = words
        self.typed = typed
        self.units = units


class Names:
    """All the ways the known organisations are called, and what persons settled about them."""

    def __init__(self, index: NameIndex, settled: Mapping[str, Settled]) -> None:
        self.orgs = index.orgs
        self._index = index
        self._settled = {w: s for w, s in settled.items() if s.unit in index.orgs}
        self._matched: dict[str, Match | Unsure] = {}
        self._compared = 0
        self.used: dict[str, None] = {}  # the answers that settled something, by their words

    @classmethod
    def of(
        cls,
        orgs: Iterable[KnownOrg],
        aliases: Iterable[tuple[str, str]],
        settled: Mapping[str, Settled] | None = None,
    ) -> Names:
        """Names of the catalogue's organisations, (alias, unit) pairs, and answers by words."""
        return cls(NameIndex({org.unit: org for org in orgs}, list(aliases)), settled or {})

    @property
    def literal(self) -> Mapping[str, str]:
        """Names and codes exactly as the catalogue writes them → the unit."""
        return self._index.literal

    def match(self, typed: str) -> Match:
        """The one organisation meant; `Unsure` when nobody, several, or code against name."""
        found = self._matched.get(typed) or self._remembered(typed)
        if isinstance(found, Unsure):
            raise found.with_traceback(None)
        return found

    def _remembered(self, typed: str) -> Match | Unsure:
        """A name stands in many cells of a file: it is thought about once."""
        try:
            found: Match | Unsure = self._match(tidy(typed))
        except Unsure as unsure:
            found = unsure
        self._matched[typed] = found
        return found

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

    def agreed(self, code: str, name: str, unit: str) -> Match:
        """The unit of a row whose code stands in a cell of its own beside the name's `unit`."""
        by_code = self.match(code).unit
        if by_code == unit:
            return Match(unit)
        words = f"{fold(code)}|{fold(name)}"
        if settled := self._by_a_person(words):
            return settled
        raise Unsure(
            "code_name_conflict",
            f"Mã này là của {self.orgs[by_code].name}. Hãy sửa mã hoặc tên cho thống nhất.",
            words=words,
            typed=f"{tidy(code)} – {tidy(name)}",
            units=(by_code, unit),
        )

    def choices(self, unsure: Unsure, first: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
        """(unit, name) of what the words may mean: the `first`, then the likeliest."""
        units = dict.fromkeys((*first, *unsure.units))
        if unsure.kind != "code_name_conflict":
            units |= dict.fromkeys(self._likest(unsure.typed))
        return tuple((unit, self.orgs[unit].name) for unit in list(units)[:_MOST_CHOICES])

    # --- one name -------------------------------------------------------------------------------

    def _match(self, words: str) -> Match:
        if unit := self._index.literal.get(words):
            return Match(unit)
        unmarked = _FOOTNOTE.sub("", words)
        is_marked = unmarked != words and not self._index.units(fold(words))
        try:
            found = self._sure(unmarked) if is_marked else self._sure(words)
            return Match(found.unit, found.why or "spelling") if is_marked else found
        except Unsure as unsure:
            settled = self._by_a_person(unsure.words)
            if settled is None:
                raise
            return settled

    def _by_a_person(self, words: str) -> Match | None:
        settled = self._settled.get(words)
        if settled is None:
            return None
        self.used[words] = None
        return Match(settled.unit, settled.why)

    def _sure(self, words: str) -> Match:
        folded = fold(_PILOT.sub(" ", _LIST_MARK.sub("", words)))
        by_code, is_old, rest = self._index.codes_in(folded)
        if len(by_code) > 1:
            raise Unsure("ambiguous_organisation", "Ô này ghi mã của nhiều đơn vị. Hãy giữ một mã nếu là "
                         "một đơn vị; nếu không, ghi mỗi đơn vị một dòng (ở cột ghi được nhiều đơn vị "
                         "thì ngăn bằng dấu chấm phẩy).",
                         words=fold(words), typed=words, units=tuple(sorted(by_code)))  # fmt: skip
        by_name = self._index.units(folded) or (self._index.units(rest) if rest else set())
        if len(by_name) > 1:
            by_name = {unit for unit in by_name if self.orgs[unit].name == words} or by_name
        if by_code:
            (unit,) = by_code
            self._check_agreed(unit, by_name, rest, words)
            return Match(unit, "old_code" if is_old else self._why(unit, words))
        if len(by_name) == 1:
            (unit,) = by_name
            return Match(unit, self._why(unit, words))
        if by_name:
            listed = "; ".join(sorted(self.orgs[unit].name for unit in by_name))
            raise Unsure("ambiguous_organisation", f"Tên này chỉ nhiều tổ chức đảng: {listed}. "
                         "Hãy ghi mã đơn vị.", words=fold(words), typed=words,
                         units=tuple(sorted(by_name)))  # fmt: skip
        raise self._gone(folded, words) or self._unknown(words)

    def _check_agreed(self, unit: str, by_name: set[str], rest: str, words: str) -> None:
        """A name beside the code is the unit's own, or words of it where it is nobody's."""
        if not rest or unit in by_name:
            return
        if by_name or not self._index.is_part_of(rest, unit):
            raise Unsure(
                "code_name_conflict",
                f"Mã chỉ {self.orgs[unit].name} nhưng tên ghi kèm không khớp. "
                "Hãy sửa mã hoặc tên cho thống nhất.",
                words=fold(words),
                typed=words,
                units=(unit, *sorted(by_name), *self._likest(rest)[:1]),
            )

    def _why(self, unit: str, words: str) -> str | None:
        org = self.orgs[unit]
        if words in {org.name, org.code, org.unit}:
            return None
        own = {fold(org.name), name_keys.bare(fold(org.name)), fold(org.code or org.unit)}
        return "spelling" if {fold(words), name_keys.bare(fold(words))} & own else "alias"

    # --- several in a cell ----------------------------------------------------------------------

    def _listed(self, part: str) -> Iterable[Match]:
        """The longest name first: commas, line breaks and `và` also stand inside names."""
        pieces = [piece for piece in _BETWEEN.split(part) if fold(piece)]
        while pieces:
            odds: list[Odd] = []
            for end in range(min(len(pieces), _MOST_PIECES), 0, -1):
                try:
                    yield self.match(_LIST_MARK.sub("", _AFTER.sub("", "".join(pieces[:end]))))
                    break
                except Odd as odd:
                    odds.append(odd)
            else:
                raise next((o for o in odds if o.kind == "misspelt_organisation"), odds[-1])
            pieces = pieces[end:]

    # --- who might be meant ---------------------------------------------------------------------

    def _gone(self, folded: str, words: str) -> Unsure | None:
        """An old code without a certain successor: its name, and who may have taken over."""
        old = self._index.without_successor(folded)
        if old is None:
            return None
        return Unsure(
            "unknown_organisation",
            f"“{words}” là mã cũ ({old.name}), không rõ đơn vị kế tục. Hãy ghi tên hoặc mã hiện nay.",
            words=fold(words),
            typed=words,
            units=old.units,
        )

    def _unknown(self, words: str) -> Unsure:
        units = self._misspelt(name_keys.bare(fold(words)))
        if units:
            listed = "; ".join(self.orgs[unit].name for unit in units[:3])
            return Unsure(
                "misspelt_organisation",
                f"“{words}” có phải là {listed}? Hãy ghi đúng tên hoặc mã đơn vị.",
                words=fold(words),
                typed=words,
                units=tuple(units),
            )
        return Unsure(
            "unknown_organisation",
            f"Không có tổ chức đảng “{words}” trong Danh mục. Hãy ghi đúng tên hoặc mã, "
            "hoặc bổ sung vào Danh mục.",
            words=fold(words),
            typed=words,
        )

    def _misspelt(self, folded: str) -> list[str]:
        """Units of the names that differ by at most two letters."""
        if not self._may_compare():
            return []
        furthest = _MISSPELT if len(folded) >= _SHORT else 1
        near = likeness.within(folded, self._index.spellings, furthest, 6)
        return list(dict.fromkeys(u for word in near for u in sorted(self._index.units(word))))

    def _likest(self, words: str) -> list[str]:
        if not self._may_compare():
            return []
        asked = likeness.in_order(next(name_keys.spelt_out(fold(words)), ""))
        near = likeness.ranked(asked, list(self._in_order), 3 * _MOST_CHOICES)
        return list(dict.fromkeys(u for word in near for u in self._in_order[word]))

    def _may_compare(self) -> bool:
        """Comparing is dear: a file of strange names gets so many hints and no more."""
        self._compared += len(self._index.spellings)
        return self._compared <= _MOST_COMPARED

    @cached_property
    def _in_order(self) -> dict[str, list[str]]:
        """Every key with its words sorted → its units."""
        found: dict[str, list[str]] = {}
        for key in self._index.spellings:
            found.setdefault(likeness.in_order(key), []).extend(sorted(self._index.units(key)))
        return found
