"""The store and a day in; what a file is read by out: organisations with their names, teams, the
committee.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from congress_dash.checks.books import Org
from congress_dash.column_readings import Known
from congress_dash.errors import Refused
from congress_dash.forms import Form
from congress_dash.moment import EVERYTHING, Moment
from congress_dash.name_index import KnownOrg, NameIndex
from congress_dash.names import Names, Settled
from congress_dash.records import FormId, Scope
from congress_dash.store import Store


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """What the catalogue of a day says; shared by the files that are read by it."""

    orgs: Mapping[str, Org]
    index: NameIndex
    teams: frozenset[str]
    superior: str


def known(store: Store, form: Form, moment: Moment, settled: Mapping[str, Settled]) -> Known:
    """What is known on that day; `Refused` where a form needs a catalogue and there is none."""
    said = _on(store, moment)
    if not said.orgs and form.id is not FormId.CATALOGUE:
        raise Refused("no_catalogue", "Chưa có Danh mục tổ chức đảng. Hãy nạp Danh mục trước.")
    return Known(Names(said.index, settled), said.teams, said.superior)


def names(store: Store, moment: Moment) -> Names:
    """All the ways the organisations of that day are called."""
    return Names(_on(store, moment).index, {})


def organisations(store: Store, moment: Moment) -> Mapping[str, Org]:
    """By unit, as the catalogue has them."""
    return _on(store, moment).orgs


def prepare(store: Store) -> None:
    """Asks for what nearly every file needs, so that it is there once a file is read."""
    if newest := store.newest():
        _on(store, Moment(newest.as_of, EVERYTHING))


def _on(store: Store, moment: Moment) -> _Catalogue:
    uploads, day = store.catalogue_state(moment)
    return _catalogue(store, uploads, Moment(day, moment.known_at))


@lru_cache(maxsize=2)
def _catalogue(store: Store, uploads: tuple[int, ...], moment: Moment) -> _Catalogue:
    """On the first day that reads like the one asked for; `uploads` keep it fresh."""
    told = store.ask("names", moment)
    units, codes, called, kinds, scopes, pilots, sub_cells = (
        told[column].tolist()
        for column in ("unit", "code", "name", "kind", "scope", "pilot", "sub_cells")
    )
    aliases = store.ask("aliases", moment)
    return _Catalogue(
        dict(zip(units, map(Org, kinds, scopes, map(bool, pilots), sub_cells), strict=True)),
        NameIndex(
            dict(zip(units, map(KnownOrg, units, codes, called), strict=True)),
            list(zip(aliases["alias"], aliases["unit"], strict=True)),
        ),
        frozenset(store.ask("teams", moment)["team"]),
        next(
            (unit for unit, scope in zip(units, scopes, strict=True) if scope == Scope.SUPERIOR), ""
        ),
    )
