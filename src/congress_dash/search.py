"""Words as somebody types them go in; the organisations they may mean come out.

Accents, case and short forms do not matter; codes, old codes and other names count as in a file.
"""

from __future__ import annotations

from collections import defaultdict

from congress_dash import knowledge
from congress_dash.moment import Moment
from congress_dash.names import Unsure
from congress_dash.readers import Odd
from congress_dash.store import Store
from congress_dash.vietnamese import fold


def units(store: Store, moment: Moment, words: str) -> tuple[str, ...]:
    """The one that is called so; else all whose names hold every word, in the catalogue's order;
    else those that a misspelt name comes near. Ended organisations are found, too."""
    whole = moment.of(None)
    wanted = fold(words)
    if not wanted:
        return ()
    sure, near = _read(store, whole, words)
    if sure:
        return (sure,)
    called = _called(store, whole)
    exact = [unit for unit, names in called.items() if wanted in names]
    holding = [unit for unit, names in called.items() if any(_holds(n, wanted) for n in names)]
    return tuple(exact if len(exact) == 1 else holding) or near


def _read(store: Store, moment: Moment, words: str) -> tuple[str | None, tuple[str, ...]]:
    """The unit that a file's cell with these words would mean, else what it would be asked about."""
    try:
        return knowledge.names(store, moment).match(words).unit, ()
    except Unsure as unsure:
        return None, unsure.units
    except Odd:
        return None, ()


def _called(store: Store, moment: Moment) -> dict[str, list[str]]:
    """Unit → its folded names, codes and other names."""
    found: dict[str, list[str]] = defaultdict(list)
    for org in store.ask("known_units", moment).to_dict("records"):
        found[org["unit"]] += [fold(org[key]) for key in ("name", "code", "unit") if org[key]]
    for other in store.ask("aliases", moment).to_dict("records"):
        if other["unit"] in found:
            found[other["unit"]].append(fold(other["alias"]))
    return found


def _holds(name: str, wanted: str) -> bool:
    """Whether every word wanted begins a word of the name."""
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())
