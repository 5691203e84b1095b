"""Headings and names as staff really write them (files/drift.csv): what is certain is understood,
what is not is asked; nothing is taken for something else.

The names are matched against the sample province without any of its own "Tên gọi khác", so that the
rules are tried and not the list. `batch`: the first was written before any of it was matched, the
third when the second was understood; new lines go into a batch of their own. Expected is a field or a unit; `ask` where a person has to say, `person` for a column that must never
be read, `ignored` for one that says nothing.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from congress_dash.forms import FORMS, Layout
from congress_dash.forms.catalogue import made_id
from congress_dash.headings import nearly
from congress_dash.names import KnownOrg, Names, Unsure
from congress_dash.records import FormId, Sheet
from sample_books import below

NO_ANSWER = {"ask", "person", "ignored"}
ENOUGH = 95  # per cent of the pairs with an answer


@dataclass(frozen=True, slots=True)
class Pair:
    kind: str
    form: str
    typed: str
    expected: str
    drift: str
    batch: str


def pairs(kind: str) -> list[Pair]:
    with (Path(__file__).parent / "files" / "drift.csv").open(encoding="utf-8", newline="") as file:
        return [pair for line in csv.DictReader(file) if (pair := Pair(**line)).kind == kind]


@cache
def names() -> Names:
    lines = below("danh-muc.xlsx", "Tổ chức đảng", "Thứ tự")
    orgs = [
        (line["Mã"], line["Tên tổ chức đảng"])
        for line in lines
        if line["Phạm vi"] and line["Tên tổ chức đảng"]
    ]
    return Names.of([KnownOrg(code or made_id(name), code, name) for code, name in orgs], [])


def unit(typed: str) -> str:
    try:
        return names().match(typed).unit
    except Unsure:
        return "ask"


def field(pair: Pair) -> str:
    """What the heading is read as, beside the other columns that its form requires.

    A heading that must not be taken for a field is tried where any of these is missing, too.
    """
    layout = FORMS[FormId(pair.form)].layouts[0]
    if pair.expected not in NO_ANSWER:
        return read_as(layout, pair.typed, without=pair.expected)
    required = [column.field for column in layout.columns if column.required]
    found = {read_as(layout, pair.typed, without=missing) for missing in ("", *required)}
    taken = sorted(found - NO_ANSWER)
    return taken[0] if taken else pair.expected if pair.expected in found else "ask"


def read_as(layout: Layout, typed: str, *, without: str) -> str:
    required = [c.headings[0] for c in layout.columns if c.required and c.field != without]
    written = [(*heading.split(" / "), None)[:2] for heading in (*required, typed)]
    lines = [[cell[row] for cell in written] for row in range(2)]
    body: list[object] = ["x"] * len(written)
    found = nearly(Sheet("Biểu", True, [*filter(any, lines), body], []), layout)
    if found is None:
        return "ask"
    as_field = {where: field for field, where in found.columns.items()}
    other = "person" if found.dropped else "ask" if found.unknown else "ignored"
    return as_field.get(len(written) - 1, other)


def told(found: Iterable[tuple[Pair, str]], kind: str) -> tuple[list[str], float]:
    """Wrong readings, and the share that was understood without asking; both printed."""
    wrong, answered, known = [], Counter[str](), Counter[str]()
    for pair, read in found:
        if read not in NO_ANSWER and read != pair.expected:
            wrong.append(f"{pair.typed} → {read}, not {pair.expected}")
        if pair.expected not in NO_ANSWER:
            answered[pair.batch] += 1
            known[pair.batch] += read == pair.expected
    share = 100 * known.total() / answered.total()
    parts = ", ".join(f"{name} {known[name]}/{answered[name]}" for name in answered)
    print(f"\n{kind}: {share:.1f} % understood without asking ({parts}); wrong: {len(wrong)}")
    return wrong, share


def test_there_are_enough_pairs() -> None:
    every = [*pairs("heading"), *pairs("unit")]
    assert len(every) >= 300
    assert sum(pair.expected in NO_ANSWER for pair in every) >= 100
    assert len({(pair.kind, pair.form, pair.typed) for pair in every}) == len(every)


@pytest.mark.parametrize("kind", ["heading", "unit"])
def test_no_wrong_match_is_accepted_and_enough_are_understood(kind: str) -> None:
    read = [(p, field(p) if kind == "heading" else unit(p.typed)) for p in pairs(kind)]
    wrong, share = told(read, kind)
    assert wrong == []
    assert share >= ENOUGH


@pytest.mark.parametrize("pair", [p for p in pairs("heading") if p.expected == "person"])
def test_a_column_of_persons_is_never_read(pair: Pair) -> None:
    assert field(pair) in {"person", "ask"}


@pytest.mark.parametrize("pair", [p for p in pairs("unit") if p.expected != "ask"])
def test_one_letter_more_never_makes_it_another_unit(pair: Pair) -> None:
    assert unit(pair.typed[:-1] + "q" + pair.typed[-1:]) in {"ask", pair.expected}
