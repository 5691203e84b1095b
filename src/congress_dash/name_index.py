"""The catalogue's organisations in, look-ups of codes and names out; made as far as needed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from congress_dash import name_keys, reference
from congress_dash.records import of_many
from congress_dash.vietnamese import fold

_CODE = re.compile(r"\w*\d\w*")
_LONGEST_CODE = 4  # words


@of_many
class KnownOrg:
    """What the catalogue calls an organisation."""

    unit: str
    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class OldCode:
    """A code that is no longer in use and leads to nobody for certain."""

    name: str
    units: tuple[str, ...]


class NameIndex:
    """Literal names for the many cells that are right; folded ones once a cell is not.

    Nothing in it changes, so that files looked at one after the other may share it.
    """

    def __init__(self, orgs: dict[str, KnownOrg], aliases: list[tuple[str, str]]) -> None:
        self.orgs = orgs
        self._aliases = [(alias, unit) for alias, unit in aliases if unit in orgs]

    @cached_property
    def literal(self) -> dict[str, str]:
        """Names and codes exactly as the catalogue writes them, where only one has them."""
        found: dict[str, str | None] = {}
        for org in self.orgs.values():
            for words in {org.name, org.code or org.unit}:
                found[words] = None if words in found else org.unit
        return {words: unit for words, unit in found.items() if unit}

    # --- codes ----------------------------------------------------------------------------------

    @cached_property
    def _codes(self) -> dict[str, set[str]]:
        """Code, folded and without spaces where it has a digit → its units."""
        found: dict[str, set[str]] = defaultdict(set)
        for org in self.orgs.values():
            if org.code:
                found[_joined(fold(org.code))].add(org.unit)
        for alias, unit in self._aliases:
            if _CODE.fullmatch(alias):
                found[fold(alias)].add(unit)
        return dict(found)

    @cached_property
    def _old_codes(self) -> dict[str, str]:
        """Old code → unit, where the catalogue has its certain successor and not itself."""
        return {
            fold(old.id): unit
            for old in reference.entries("old_codes").values()
            if fold(old.id) not in self._codes and (unit := self._of_code(old.short))
        }

    def _of_code(self, code: str) -> str | None:
        units = self._codes.get(_joined(fold(code)), set())
        return next(iter(units)) if len(units) == 1 else None

    def codes_in(self, folded: str) -> tuple[set[str], bool, str]:
        """The units whose code stands in the words, whether only by an old one, and the rest."""
        tokens = folded.split()
        units: set[str] = set()
        is_old, rest, at = True, [], 0
        while at < len(tokens):
            end = self._code_end(tokens, at)
            if end is None:
                rest.append(tokens[at])
                at += 1
                continue
            code = _joined(" ".join(tokens[at:end]))
            is_old = is_old and code not in self._codes
            units |= self._codes.get(code) or {self._old_codes[code]}
            at = end
        words = " ".join(rest)
        return units, is_old and bool(units), "" if units and name_keys.is_kind(words) else words

    def _code_end(self, tokens: list[str], at: int) -> int | None:
        """The longest code that starts at this word ends before …"""
        for end in range(min(len(tokens), at + _LONGEST_CODE), at, -1):
            code = _joined(" ".join(tokens[at:end]))
            if code in self._codes or code in self._old_codes:
                return end
        return None

    @cached_property
    def _retired(self) -> dict[str, reference.Entry]:
        return {fold(old.id): old for old in reference.entries("old_codes").values()}

    def without_successor(self, folded: str) -> OldCode | None:
        """The old code among the words that leads to nobody for certain."""
        tokens = folded.split()
        joined = (_joined(f"{one} {next_}") for one, next_ in pairwise(tokens))
        for token in (*tokens, *joined):
            if old := self._retired.get(token):
                units = [self._of_code(code) for code in (old.short, *old.also)]
                return OldCode(old.name, tuple(unit for unit in units if unit))
        return None

    # --- names ----------------------------------------------------------------------------------

    def _called(self) -> Iterator[tuple[str, str]]:
        """(folded name, unit): of the catalogue, its aliases, and the list of unit names."""
        for org in self.orgs.values():
            yield fold(org.name), org.unit
            if not org.code:
                yield fold(org.unit), org.unit
        for alias, unit in self._aliases:
            if not _CODE.fullmatch(alias):
                yield fold(alias), unit
        for entry in reference.entries("unit_names").values():
            if its := self._of_code(entry.id):
                yield from ((fold(name), its) for name in (entry.name, entry.short, *entry.also))

    @cached_property
    def _folded(self) -> dict[str, set[str]]:
        """Folded name, with and without its kind → units."""
        found: dict[str, set[str]] = defaultdict(set)
        for folded, unit in self._called():
            found[folded].add(unit)
            found[name_keys.bare(folded)].add(unit)
        return dict(found)

    @cached_property
    def _names_of(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for folded, unit in self._called():
            found[unit].append(folded)
        return dict(found)

    @cached_property
    def _by_key(self) -> dict[str, set[str]]:
        """Key with short forms spelt out → units."""
        found: dict[str, set[str]] = defaultdict(set)
        for folded, unit in self._called():
            for key in name_keys.keys(folded):
                found[key].add(unit)
        return dict(found)

    def units(self, folded: str) -> set[str]:
        """Whose name this is: as it stands, else without its kind, else spelt out."""
        return (
            self._folded.get(folded)
            or self._folded.get(name_keys.bare(folded))
            or _joined_units(self._by_key, name_keys.keys(folded))
        )

    @cached_property
    def spellings(self) -> list[str]:
        """Every key, to compare misspelt names with."""
        return list({**self._folded, **self._by_key})

    def is_part_of(self, rest: str, unit: str) -> bool:
        """Whether the rest beside a code says nothing but words of one of the unit's names."""
        ways = [set(way.split()) for way in name_keys.spelt_out(name_keys.bare(rest))]
        names = [
            set(way.split())
            for folded in self._names_of[unit]
            for way in name_keys.spelt_out(folded)
        ]
        return any(way <= name for way in ways for name in names)


def _joined(code: str) -> str:
    """`pc 03` → `pc03`; a code of letters alone stays in words, so that no words become one."""
    return code.replace(" ", "") if re.search(r"\d", code) else code


def _joined_units(by_key: dict[str, set[str]], keys: Iterable[str]) -> set[str]:
    return set().union(*(by_key.get(key, set()) for key in keys))
