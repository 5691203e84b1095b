"""A Moment in, the words that say whose figures these are and of which day out; pure."""

from __future__ import annotations

from congress_dash import reference, vietnamese
from congress_dash.moment import Moment, View

SCOPES = {"grassroots": "tổ chức trực thuộc", "coordinated": "tổ chức phối hợp"}
KINDS = {"committee": "đảng bộ cơ sở", "cell": "chi bộ cơ sở"}


def parts(view: View) -> dict[str, str]:
    """What each choice leaves, by the choice's name: `{"block": "Khối An ninh", …}`."""
    told = {
        "block": reference.label("blocks", view.block),
        "scope": SCOPES.get(view.scope or "", ""),
        "kind": KINDS.get(view.kind or "", ""),
    }
    return {name: words for name, words in told.items() if words}


def judged(view: View) -> dict[str, str]:
    """By whose tree and deadlines, where not by those of the day looked at; by the choice's name."""
    told = {
        "tree_on": view.tree_on and f"tổ chức đảng xếp theo ngày {vietnamese.day(view.tree_on)}",
        "marks_on": view.marks_on and f"mốc thời hạn theo ngày {vietnamese.day(view.marks_on)}",
    }
    return {name: words for name, words in told.items() if words}


def narrowed(view: View) -> str:
    """`Khối An ninh, chi bộ cơ sở`; empty when nobody is left out."""
    return ", ".join(parts(view).values())


def only(view: View) -> str:
    """`Chỉ Khối An ninh, chi bộ cơ sở`; empty when nobody is left out."""
    words = narrowed(view)
    return f"Chỉ {words}" if words else ""


def title(view: View, finding: str) -> str:
    """The finding, opened by whom it speaks of: it must not claim the whole."""
    words = narrowed(view)
    if not words:
        return finding
    return f"{words[0].upper()}{words[1:]}: {finding[:1].lower()}{finding[1:]}"


def as_of(moment: Moment) -> str:
    """`Số liệu tính đến ngày 13/05/2020 · Chỉ Khối An ninh`: stands on whatever goes out."""
    day = f"Số liệu tính đến ngày {vietnamese.day(moment.as_of)}"
    return " · ".join(filter(None, (day, only(moment.view), *judged(moment.view).values())))
