"""The store and a day in; what a file is read by out: organisations with their names, teams, the
committee.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from congress_dash import checks
from congress_dash.checks.books import Org
from congress_dash.column_readings import Known
from congress_dash.errors import Refused
from congress_dash.forms import Form
from congress_dash.moment import Moment
from congress_dash.name_index import KnownOrg, NameIndex
from congress_dash.names import Names, Settled
from congress_dash.records import FormId, Scope
from congress_dash.store import Store

Rows = Mapping[str, Mapping[str, Any]]


def known(store: Store, form: Form, moment: Moment, settled: Mapping[str, Settled]) -> Known:
    """What is known on that day; `Refused` where a form needs a catalogue and there is none."""
    orgs, index, teams = _asked(store, store.revision, moment)
    if not orgs and form.id is not FormId.CATALOGUE:
        raise Refused("no_catalogue", "Chưa có Danh mục tổ chức đảng. Hãy nạp Danh mục trước.")
    superior = (unit for unit, org in orgs.items() if org["scope"] == Scope.SUPERIOR)
    return Known(Names(index, settled), teams, next(superior, ""))


def names(store: Store, moment: Moment) -> Names:
    """All the ways the organisations of that day are called."""
    return Names(_asked(store, store.revision, moment)[1], {})


def organisations(store: Store, moment: Moment) -> Mapping[str, Org]:
    """By unit, as the catalogue has them."""
    return _checked(store, store.revision, moment)


@lru_cache(maxsize=2)
def _checked(store: Store, revision: int, moment: Moment) -> Mapping[str, Org]:
    return checks.orgs(_asked(store, revision, moment)[0].values())


@lru_cache(maxsize=2)
def _asked(store: Store, revision: int, moment: Moment) -> tuple[Rows, NameIndex, frozenset[str]]:
    """Organisations, their names, the working groups; `revision` keeps it fresh."""
    orgs = {org["unit"]: org for org in store.ask("names", moment).to_dict("records")}
    aliases = store.ask("aliases", moment).to_dict("records")
    named = {unit: KnownOrg(unit, org["code"], org["name"]) for unit, org in orgs.items()}
    index = NameIndex(named, [(alias["alias"], alias["unit"]) for alias in aliases])
    return orgs, index, frozenset(store.ask("teams", moment)["team"])
