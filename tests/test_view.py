"""A view narrows what every question counts; blocks, kinds and scopes add up to the whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from congress_dash.moment import Moment, View
from congress_dash.store import Store

MAY = Moment(date(2020, 5, 13), 2**31 - 1)


def held(books: Store, view: View, level: str = "grassroots", kind: str = "all") -> tuple[int, int]:
    """Held and total of a level and kind."""
    rows = books.ask("held", replace(MAY, view=view)).to_dict("records")
    row = next(r for r in rows if (r["level"], r["kind"]) == (level, kind))
    return row["held"], row["total"]


@pytest.fixture(scope="module")
def books(sample_books: Path) -> Iterator[Store]:
    with closing(Store.open(sample_books)) as store:
        yield store


@pytest.fixture(scope="module")
def whole(books: Store) -> tuple[int, int]:
    return held(books, View())


def test_blocks_add_up_to_the_whole(books: Store, whole: tuple[int, int]) -> None:
    parts = [held(books, View(block=block)) for block in ("XDLL", "HC", "AN", "CS", "CAH")]
    assert (sum(part[0] for part in parts), sum(part[1] for part in parts)) == whole


def test_kinds_add_up_to_the_whole(books: Store, whole: tuple[int, int]) -> None:
    parts = [held(books, View(kind=kind)) for kind in ("committee", "cell")]
    assert parts == [(4, 14), (7, 16)]
    assert (sum(part[0] for part in parts), sum(part[1] for part in parts)) == whole


def test_a_scope_leaves_the_other_one_out(books: Store, whole: tuple[int, int]) -> None:
    assert held(books, View(scope="grassroots")) == whole
    assert held(books, View(scope="coordinated")) == (0, 0)
    assert held(books, View(scope="coordinated"), "coordinated") == (6, 17)


def test_a_view_lasts_no_longer_than_its_question(books: Store, whole: tuple[int, int]) -> None:
    held(books, View(block="AN"))
    assert held(books, View()) == whole
