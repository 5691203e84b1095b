"""Random stories of uploads and withdrawals: the books answer as a slow, obvious recomputation."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congress_dash.intake import look
from congress_dash.moment import Moment, View
from congress_dash.records import FormId
from congress_dash.store import Store
from diary import Diary, preview
from invented import REPORT_DAYS, START
from oracle import QUESTIONS, Accepted, Books
from papers import workbook

EXAMPLES = int(os.environ.get("REPLAY_EXAMPLES", "8"))
LOOKS = 13  # random moments on the way through a story and again at its end


def invented(chance: Random, *, is_steady: bool = False) -> Diary:
    """An empty diary of staff who send one of the forms more often than the others."""
    return Diary(chance, favourite=chance.choice(list(FormId)), is_steady=is_steady)


def told(rows: Iterable[dict[str, object]], keys: Iterable[str]) -> Counter[str]:
    """Rows without their order, in the given keys; the words of a choice as plain words."""
    return Counter(
        repr([(key, str(value) if isinstance(value := row[key], str) else value) for key in keys])
        for row in rows
    )


def differences(
    store: Store, uploads: list[Accepted], withdrawn: set[int], moment: Moment
) -> dict[str, dict[str, list[str]]]:
    """Where the books and the oracle disagree: rows that only one of them has, by question."""
    books = Books.at(uploads, withdrawn, moment)
    found = {}
    for question, recomputed in QUESTIONS.items():
        expected = list(recomputed(books))
        answered = store.ask(question, moment).to_dict("records")
        keys = list(expected[0]) if expected else list(answered[0]) if answered else []
        books_say, oracle_says = told(answered, keys), told(expected, keys)
        if books_say != oracle_says:
            found[question] = {
                "books": list((books_say - oracle_says).elements()),
                "oracle": list((oracle_says - books_say).elements()),
            }
    return found


def compare(store: Store, diary: Diary, moment: Moment) -> None:
    assert not differences(store, diary.kept, diary.withdrawn, moment), moment


def moments(chance: Random, newest: int, how_many: int) -> list[Moment]:
    """Days of reports, between them and before them; all that is known or less; all or a view."""
    days = [*REPORT_DAYS, *(day + timedelta(days=3) for day in REPORT_DAYS), START - timedelta(5)]
    return [
        Moment(
            chance.choice(days),
            chance.choice([newest, chance.randrange(newest + 1)]),
            replace(
                view(chance),
                marks_on=chance.choice([None, None, chance.choice(days)]),
                tree_on=chance.choice([None, chance.choice(days)]),
            ),
        )
        for _ in range(how_many)
    ]


def view(chance: Random) -> View:
    """Everybody, or narrowed in one to three ways."""
    if chance.random() < 0.4:
        return View()
    return View(
        scope=chance.choice([None, None, "grassroots", "coordinated"]),
        block=chance.choice([None, "XDLL", "CS", "CAH"]),
        kind=chance.choice([None, None, "committee", "cell"]),
    )


def withdraw_one(store: Store, diary: Diary) -> None:
    number = diary.withdraw()
    if number is not None:
        store.withdraw(number, reason="gửi nhầm", by="test")


def live_through(
    chance: Random, where: Path, *, steps: int, looks: int, favourite: FormId | None = None
) -> int:
    """One story: uploads and withdrawals as they come, looked at on the way and at the end; one of the
    first moments asked again at the end, one of the last after one more withdrawal, of the file opened
    anew. How many moments were looked at."""
    diary = Diary(chance, favourite) if favourite else invented(chance)
    store = Store.open(where, create=True)
    asked: list[Moment] = []
    for step in range(steps):
        if step > 3 and chance.random() < 0.2:
            withdraw_one(store, diary)
        else:
            upload = diary.upload(FormId.CATALOGUE if step == 0 else None)
            assert store.accept(preview(upload, store.revision), by="test") == upload.upload
        if step in (steps // 2, steps - 1):
            new = moments(chance, len(diary.kept), looks)
            for moment in (*asked[:1], *new):
                compare(store, diary, moment)
            asked += new
    withdraw_one(store, diary)
    store.close()
    again = Store.open(where)
    compare(again, diary, asked[-1])
    again.close()
    return len(asked)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_short_story_reads_as_the_oracle_reads_it(seed: int, store_path: Path) -> None:
    live_through(Random(seed), store_path, steps=10, looks=1)


@pytest.mark.slow
@pytest.mark.parametrize("favourite", [FormId.SCHEDULE, FormId.RESULTS])
def test_a_story_of_many_bookings_or_results_reads_the_same(
    favourite: FormId, store_path: Path
) -> None:
    live_through(Random(7), store_path, steps=20, looks=3, favourite=favourite)


@pytest.mark.slow
def test_two_hundred_moments_read_as_the_oracle_reads_them(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Any story, any moment; `REPLAY_EXAMPLES=500` for a night of it."""
    looked_at = 0

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(chance=st.randoms(use_true_random=False), steps=st.integers(4, 20))
    def lived_through(chance: Random, steps: int) -> None:
        nonlocal looked_at
        where = tmp_path_factory.mktemp("story") / "b.duckdb"
        looked_at += live_through(chance, where, steps=steps, looks=LOOKS)

    lived_through()
    assert looked_at >= 200


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_story_told_in_workbooks_reads_the_same(seed: int, store_path: Path) -> None:
    """The same through real .xlsx bytes: typed, found, read, looked at, accepted."""
    chance = Random(seed)
    diary = invented(chance, is_steady=True)
    store = Store.open(store_path, create=True)
    for step in range(9):
        if step > 5:
            withdraw_one(store, diary)
        upload = diary.upload(FormId.CATALOGUE if step == 0 else None)
        if upload.records or upload.waiting:
            send(store, diary, upload)
        else:
            diary.kept.pop()
    for moment in moments(chance, len(diary.kept), 4):
        compare(store, diary, moment)


def send(store: Store, diary: Diary, upload: Accepted) -> None:
    """Looks at the upload's workbook, finds in it what was typed, and accepts it."""
    is_catalogue = upload.form is FormId.CATALOGUE
    seen = look(
        "biểu.xlsx",
        workbook(upload, diary),
        store,
        as_of=upload.as_of if is_catalogue else None,
        reason="đính chính",
    )
    assert (seen.form, seen.as_of) == (upload.form, upload.as_of)
    if not is_catalogue:
        assert {r.key for r in seen.records} == {r.key for r in upload.records}
    assert Counter(w.unit for w in seen.waiting) == Counter(w.unit for w in upload.waiting)
    struck = tuple(key for key in upload.struck if key in seen.missing)
    diary.kept[-1] = replace(upload, struck=struck)
    assert store.accept(replace(seen, struck=struck), by="test") == upload.upload


def test_the_stories_tell_of_late_reports_and_of_clashes() -> None:
    """Else the oracle would agree about nothing."""
    told: Counter[str] = Counter()
    for seed in range(18):
        favourite = FormId.RESULTS if seed % 3 == 0 else FormId.SCHEDULE
        diary = Diary(Random(seed), favourite=favourite)
        for step in range(16):
            diary.upload(FormId.CATALOGUE if step == 0 else None)
        for day in REPORT_DAYS:
            books = Books.at(diary.kept, set(), Moment(day, 99))
            late = [row["working_days_late"] for row in QUESTIONS["clocks"](books)]
            told.update(late=sum(map(bool, late)), in_time=late.count(0))
            told.update(str(row["clash"]) for row in QUESTIONS["upcoming"](books))
            told.update(str(row["kind"]) for row in QUESTIONS["to_direct"](books))
    assert min(told[each] for each in ("late", "in_time", "True", "False", "clash")) >= 5, told
    assert min(told[each] for each in ("report_overdue", "ratification_overdue")) >= 2, told
