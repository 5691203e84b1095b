"""A Moment in, the names and words it has in an address out, and back; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from congress_dash.moment import FIRST_DAY, LAST_DAY, Clocks, Moment, View

SCOPES = {"truc-thuoc": "grassroots", "phoi-hop": "coordinated"}
KINDS = {"dang-bo": "committee", "chi-bo": "cell"}
_ISO_DAY = re.compile(r"(19|20)\d\d-\d\d-\d\d")

# a field of `View` → its name in an address
FIELDS = {
    "scope": "pham-vi",
    "block": "khoi",
    "kind": "loai",
    "tree_on": "to-chuc-theo",
    "marks_on": "moc",
}
_CHOICES = {"scope": SCOPES, "kind": KINDS}


def day(text: str) -> date:
    """`2020-05-13`, from the first to the last day there is; ValueError for anything else."""
    told = date.fromisoformat(text)
    if not _ISO_DAY.fullmatch(text) or not FIRST_DAY <= told <= LAST_DAY:
        raise ValueError(text)
    return told


def scope(text: str) -> str:
    """`truc-thuoc` → `grassroots`; ValueError for anything but the two."""
    return _known(SCOPES, text)


def kind(text: str) -> str:
    """`chi-bo` → `cell`; ValueError for anything but the two."""
    return _known(KINDS, text)


def _known(choices: Mapping[str, str], text: str) -> str:
    if text not in choices:
        raise ValueError(text)
    return choices[text]


_READ: dict[str, Callable[[str], Any]] = {
    "scope": scope,
    "block": str,
    "kind": kind,
    "tree_on": day,
    "marks_on": day,
}


def view(address: Mapping[str, str]) -> View:
    """What an address narrows to, and by which day's tree and deadlines; ValueError for what there
    is not."""
    told = {field: address.get(name) for field, name in FIELDS.items()}
    return View(**{field: _READ[field](words) for field, words in told.items() if words})


def of_view(view: View) -> dict[str, str]:
    """What a view is made of, as an address writes it."""
    told = {FIELDS[field]: _written(field, getattr(view, field)) for field in FIELDS}
    return {name: words for name, words in told.items() if words}


def _written(field: str, chosen: str | date | None) -> str | None:
    if isinstance(chosen, date):
        return chosen.isoformat()
    return _words(_CHOICES[field], chosen) if field in _CHOICES else chosen


def _words(choices: Mapping[str, str], chosen: str | None) -> str | None:
    return next((words for words, value in choices.items() if value == chosen), None)


def of_moment(moment: Moment) -> dict[str, str]:
    """Both clocks, what narrows, and what the figures are held against."""
    told = {"as_of": moment.as_of.isoformat(), "known_at": str(moment.known_at)}
    other = moment.against
    against = (
        {"so-voi": other.as_of.isoformat(), "so-voi-lan": str(other.known_at)} if other else {}
    )
    unit = {"unit": moment.view.unit} if moment.view.unit else {}
    return told | unit | of_view(moment.view) | against


def written(moment: Moment) -> str:
    """`?as_of=2020-05-13&known_at=12&khoi=AN`: stands in the notes of a slide."""
    return f"?{urlencode(of_moment(moment))}"


def read(text: str) -> Moment:
    """The moment that `written` wrote; ValueError for anything else."""
    told = dict(parse_qsl(text.removeprefix("?"), max_num_fields=20))
    if not {"as_of", "known_at"} <= set(told):
        raise ValueError(text)
    against = Clocks(day(told["so-voi"]), int(told["so-voi-lan"])) if "so-voi" in told else None
    moment = Moment(day(told["as_of"]), int(told["known_at"]), view(told), against)
    return moment.of(told["unit"]) if "unit" in told else moment
