"""No file in the world: every sample of every kind, damaged in thousands of ways, is read or refused in
words within ten seconds, and looking at it changes nothing.

`MUTATIONS=100000 pytest tests/test_mutations.py` for a night of it.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congress_dash import intake, opening
from congress_dash.errors import Refused
from congress_dash.moment import Moment
from congress_dash.readers import Broken
from congress_dash.records import Preview, Sheet
from congress_dash.store import Store
from mutations import damaged
from other_kinds import as_csv, as_xlsb

pytestmark = pytest.mark.slow
HOW_MANY = int(os.environ.get("MUTATIONS", "5000"))
OPENED = HOW_MANY * 9 // 10  # the others are looked at against the books of the sample province
SECONDS = 20  # ten are promised; a busy machine may take longer
VIETNAMESE = re.compile("[ảãạấầẩậắặếềểệịọốồổộớợủứừữựđ]", re.I)


def answer(look: Callable[[], list[Sheet] | Preview]) -> str:
    """`read`, or the kind of refusal; fails where it is late or without words."""
    started = time.monotonic()
    words = "đọc"
    try:
        look()
        said = "read"
    except Refused as refused:
        said, words = refused.kind, str(refused)
    assert time.monotonic() - started < SECONDS, said
    assert VIETNAMESE.search(words), words
    return said


def every(answers: Iterable[tuple[int, str]]) -> Counter[str]:
    """How often each answer was given; what fails is told by its number."""
    return Counter(said for _, said in answers)


def opened(number: int) -> tuple[int, str]:
    content = damaged(number)
    try:
        return number, answer(lambda: opening.sheets(content))
    except BaseException as error:
        error.add_note(f"mutations.damaged({number})")
        raise


def test_a_damaged_file_is_read_or_refused_in_words() -> None:
    damaged(0)  # the samples are read once, not by two at a time
    with ThreadPoolExecutor(max(os.cpu_count() or 1, 2)) as pool:
        said = every(pool.map(opened, range(OPENED)))
    assert said.total() == OPENED
    assert said["read"] > OPENED / 10  # the damage is often slight
    assert said["unreadable"] > OPENED / 10
    assert said.keys() <= {"read", "unreadable", "not_a_workbook", "far_cell", "too_large",
                           "too_slow", "password", "undecodable", "open_quote", "empty_file", "busy"}  # fmt: skip


def test_looking_at_a_damaged_file_changes_nothing(sample_store: Path) -> None:
    store = Store.open(sample_store)
    newest = store.newest()
    assert newest
    before = all_of(store, newest)
    for number in range(OPENED, HOW_MANY):
        content = damaged(number)
        try:
            answer(lambda: intake.look("bieu.xlsx", content, store))  # noqa: B023
        except BaseException as error:
            error.add_note(f"mutations.damaged({number})")
            raise
    assert all_of(store, newest) == before
    store.close()


def all_of(store: Store, moment: Moment) -> list[object]:
    originals = sorted(path.name for path in Path(store._path or "").parent.rglob("*"))
    held = store.ask("held", moment).to_dict("records")
    return [store.revision, held, len(store.ask("sources", moment)), originals]


# --- any sheet at all ----------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
ERRORS = st.sampled_from([Broken("#REF!"), Broken("#N/A"), Broken("#DIV/0!")])
DAYS = st.datetimes().map(lambda day: day.replace(hour=0, minute=0, second=0, microsecond=0))
TABLES = st.lists(
    st.lists(st.none() | TEXTS | NUMBERS | st.booleans() | ERRORS, max_size=6), max_size=6
)


def squared(rows: list[list[object]]) -> list[list[object]]:
    """The table as it comes back: no empty ends, every row as long as the longest."""
    ends = [
        max((n for n, value in enumerate(row, 1) if value is not None), default=0) for row in rows
    ]
    height = max((n for n, end in enumerate(ends, 1) if end), default=0)
    width = max(ends, default=0)
    return [(row + [None] * width)[:width] for row in rows[:height]]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(TABLES)
def test_any_table_comes_back_from_an_xlsb_as_it_went_in(rows: list[list[object]]) -> None:
    (read,) = opening.sheets(as_xlsb([Sheet("Biểu", True, rows, [])]))
    assert read.rows == squared(rows)


WORDS = st.lists(st.lists(TEXTS, min_size=2, max_size=4), min_size=2, max_size=6)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(WORDS, st.sampled_from(["utf-8-sig", "utf-16"]))
def test_any_words_come_back_from_a_csv_that_names_its_separator(
    rows: list[list[object]], coding: str
) -> None:
    table = as_csv(Sheet("", True, rows, []), ";", "utf-8").decode()
    (read,) = opening.sheets(f"sep=;\r\n{table}".encode(coding))
    assert read.rows == squared(rows)


@settings(max_examples=150, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
@given(st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08",
                        b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml"]), st.binary(max_size=300))  # fmt: skip
def test_any_bytes_at_all_are_answered(start: bytes, rest: bytes) -> None:
    answer(lambda: opening.sheets(start + rest))
