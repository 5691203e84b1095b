"""What the provincial committee itself has done: dated marks and their papers, as sentences."""

from __future__ import annotations

from congress_dash import vietnamese
from congress_dash.boards.balance import LEADS, PERSONNEL
from congress_dash.boards.words.quoting import Told, listed, said
from congress_dash.prose import Sentence


def papers(told: Told) -> Sentence | None:
    """The papers that the marks rest on, each named once."""
    first: dict[object, int] = {}
    for row in told.rows:
        if told.value(row, "Căn cứ"):
            first.setdefault(told.value(row, "Căn cứ"), row)
    if not first:
        return None
    names = [told.cell(row, "Căn cứ") for row in first.values()]
    return said("căn cứ ", listed(names, last="; ", between="; "))


def led(told: Told) -> tuple[Sentence, ...]:
    """Leadership: one sentence per mark whose day has come."""
    return _marks(told, LEADS)


def personnel(told: Told) -> tuple[Sentence, ...]:
    """Personnel work: steps and days, never a name (domain.md §0.12)."""
    return _marks(told, PERSONNEL)


def _marks(told: Told, purpose: str) -> tuple[Sentence, ...]:
    rows = [r for r in told.rows if told.chart.group[r] == purpose and told.value(r, "Thực hiện")]
    return tuple(
        said(told.name(row), ": ", told.cell(row, "Thực hiện", vietnamese.long_day)) for row in rows
    )
