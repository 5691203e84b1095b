"""What the books promise beside their answers: nothing half saved, nothing lost, nobody fooled."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from conftest import copy_of, environment
from congress_dash.errors import (
    CongressDashError,
    Refused,
    StalePreview,
    StoreUnusable,
    UnknownQuestion,
)
from congress_dash.intake import look
from congress_dash.moment import Moment
from congress_dash.records import Answer, Asked, FormId, Preview
from congress_dash.store import Store, tables
from diary import Diary, preview
from oracle import QUESTIONS
from papers import workbook

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

DAY = date(2020, 4, 20)
FORMS = [FormId.CATALOGUE, FormId.PROGRESS, FormId.INSPECTIONS, FormId.PROGRESS]
OPEN_AND_WAIT = (
    "import sys; from pathlib import Path; from congress_dash.store import Store; "
    "store = Store.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Diary]:
    """Books with a catalogue, two Biểu 01 and a Biểu 04, and the diary of them."""
    where = tmp_path_factory.mktemp("written") / "books.duckdb"
    diary = Diary(Random(7), is_steady=True)
    books = Store.open(where, create=True)
    for form in FORMS:
        books.accept(next_preview(diary, books, form), by="test")
    books.close()
    return where, diary


@pytest.fixture
def diary(written: tuple[Path, Diary]) -> Diary:
    return deepcopy(written[1])


@pytest.fixture
def store(written: tuple[Path, Diary], tmp_path: Path, store_path: Path) -> Store:
    """Those books once more, for this test alone."""
    assert copy_of(written[0], tmp_path) == store_path
    return Store.open(store_path)


def next_preview(diary: Diary, books: Store, form: FormId = FormId.PROGRESS) -> Preview:
    upload = diary.upload(form)
    if form is not FormId.CATALOGUE:
        diary.kept[-1] = replace(upload, as_of=DAY)
    return preview(diary.kept[-1], books.revision)


def answers(books: Store) -> dict[str, object]:
    """All that can be asked of the books on a day, as plain values."""
    return {q: books.ask(q, Moment(DAY, 99)).to_dict("records") for q in QUESTIONS}


def everything(books: Store) -> dict[str, object]:
    """The answers and the history."""
    return {**answers(books), "uploads": books.uploads(), "revision": books.revision}


# --- looking and accepting ----------------------------------------------------------------------


def test_a_trial_shows_what_accepting_would_give_and_leaves_no_trace(
    store: Store, diary: Diary
) -> None:
    seen = next_preview(diary, store)
    before = everything(store)
    with store.trial(seen, tables.written(seen)) as books:
        tried = {question: books.ask(question, DAY) for question in QUESTIONS}
    assert everything(store) == before
    store.accept(seen, by="test")
    assert tried == answers(store)
    assert tried["freshness"] != before["freshness"]


def test_a_trial_that_breaks_leaves_no_trace(store: Store, diary: Diary) -> None:
    before = everything(store)
    seen = next_preview(diary, store)
    with pytest.raises(ZeroDivisionError), store.trial(seen, tables.written(seen)):
        raise ZeroDivisionError
    assert everything(store) == before


def test_a_preview_of_older_books_is_refused(store: Store, diary: Diary) -> None:
    early, late = (next_preview(diary, store) for _ in range(2))
    store.accept(late, by="test")
    before = everything(store)
    with pytest.raises(StalePreview):
        store.accept(early, by="test")
    store.withdraw(5, reason="gửi nhầm", by="test")
    with pytest.raises(StalePreview):
        store.accept(replace(early, revision=before["revision"]), by="test")
    assert len(store.uploads()) == 5


def test_an_accepted_preview_is_not_accepted_twice(store: Store, diary: Diary) -> None:
    seen = next_preview(diary, store)
    store.accept(seen, by="test")
    with pytest.raises(StalePreview):
        store.accept(seen, by="test")


def test_nothing_is_saved_when_the_original_cannot_be_kept(
    store: Store, diary: Diary, store_path: Path
) -> None:
    kept = store_path.with_suffix(".originals")
    kept.rename(kept.with_suffix(".away"))
    kept.write_text("not a folder")
    before = everything(store)
    with pytest.raises(StoreUnusable):
        store.accept(next_preview(diary, store), by="test")
    assert everything(store) == before


def test_books_nobody_named_a_place_for_answer_but_cannot_be_written(diary: Diary) -> None:
    books = Store.open(None)
    assert books.newest() is None
    assert books.ask("held", Moment(DAY, 1))["total"].tolist() == [0] * 12
    with pytest.raises(StoreUnusable):
        books.accept(next_preview(diary, books, FormId.CATALOGUE), by="test")


def test_an_unknown_question_names_the_known_ones(store: Store) -> None:
    with pytest.raises(UnknownQuestion, match="never_visited"):
        store.ask("tiến độ", Moment(DAY, 1))


# --- withdrawing --------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 5, -1])
def test_an_unknown_upload_cannot_be_withdrawn(store: Store, number: int) -> None:
    with pytest.raises(CongressDashError, match=f"lần nạp số {number}"):
        store.withdraw(number, reason="gửi nhầm", by="test")
    assert store.revision == len(FORMS)


def test_an_upload_is_withdrawn_once_and_with_a_reason(store: Store) -> None:
    with pytest.raises(CongressDashError, match="lý do"):
        store.withdraw(2, reason="  ", by="test")
    store.withdraw(2, reason="gửi nhầm", by="test")
    with pytest.raises(CongressDashError, match="lần nạp số 2"):
        store.withdraw(2, reason="gửi nhầm", by="test")
    assert [(u.upload, u.withdrawn, u.reason) for u in store.uploads()][1] == (2, True, "gửi nhầm")
    assert store.revision == len(FORMS) + 1


def test_a_withdrawn_number_is_not_given_again(store: Store, diary: Diary) -> None:
    store.withdraw(4, reason="gửi nhầm", by="test")
    assert store.accept(next_preview(diary, store), by="test") == 5


def test_withdrawing_the_newest_gives_back_what_was_known_before(
    store: Store, diary: Diary
) -> None:
    before = answers(store)
    store.accept(next_preview(diary, store), by="test")
    assert answers(store) != before
    store.withdraw(5, reason="gửi nhầm", by="test")
    assert answers(store) == before


# --- originals ----------------------------------------------------------------------------------


def test_the_same_bytes_are_refused_unless_they_were_withdrawn(store_path: Path) -> None:
    diary = Diary(Random(3), is_steady=True)
    books = Store.open(store_path, create=True)
    content = workbook(diary.upload(FormId.CATALOGUE), diary)
    seen = look("danh-muc.xlsx", content, books, as_of=DAY)
    books.accept(seen, by="test")
    with pytest.raises(Refused, match="lần nạp số 1") as refused:
        look("cùng một tệp, tên khác.xlsx", content, books, as_of=DAY)
    assert refused.value.kind == "already_loaded"
    books.withdraw(1, reason="gửi nhầm", by="test")
    assert books.accept(look("danh-muc.xlsx", content, books, as_of=DAY), by="test") == 2


def test_originals_stay_as_they_came_even_when_withdrawn(store: Store, diary: Diary) -> None:
    for kept in diary.kept:
        seen = preview(kept, 0)
        assert store.original(kept.upload) == (seen.file, seen.content)
    store.withdraw(2, reason="gửi nhầm", by="test")
    assert store.original(2)[1] == preview(diary.kept[1], 0).content
    with pytest.raises(CongressDashError, match="lần nạp số 9"):
        store.original(9)


# --- the file -----------------------------------------------------------------------------------


def test_the_file_opened_anew_answers_the_same(store: Store, store_path: Path) -> None:
    before = everything(store)
    store.close()
    again = Store.open(store_path)
    assert everything(again) == before


@contextmanager
def another_process(store_path: Path) -> Iterator[None]:
    """A second program that has the books open."""
    with subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_WAIT, str(store_path)],
        env=environment(store_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        assert process.stdin
        assert process.stdout.readline() == "open\n"
        yield
        process.stdin.close()


def test_books_open_in_another_process_say_so(store: Store, store_path: Path) -> None:
    before = everything(store)
    store.close()
    with another_process(store_path), pytest.raises(StoreUnusable, match="chương trình khác"):
        Store.open(store_path)
    assert everything(Store.open(store_path)) == before


def test_damaged_books_are_refused_or_read_right_never_wrong(
    store: Store, store_path: Path, tmp_path: Path
) -> None:
    before = everything(store)
    store.close()
    whole = store_path.read_bytes()
    damaged = tmp_path / "damaged.duckdb"
    cut = [b"", b"not a store", whole[:100], whole[: len(whole) // 2], whole[:-4096]]
    for content in cut:
        damaged.write_bytes(content)
        with pytest.raises(StoreUnusable):
            everything(Store.open(damaged))
    refused = sum(not _reads(damaged, _flipped(whole, at), before) for at in _places(whole))
    assert refused > 3


def _places(whole: bytes) -> list[int]:
    """Somewhere, and in the headers that say where everything stands."""
    anywhere = Random(1)
    return [anywhere.randrange(len(whole)) for _ in range(4)] + list(range(4096, 4160, 16))


def _flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes(byte ^ 0xA5 for byte in whole[at : at + 4]) + whole[at + 4 :]


def _reads(where: Path, content: bytes, before: dict[str, object]) -> bool:
    """Whether the damage went unnoticed; then the answers must be the right ones."""
    where.write_bytes(content)
    try:
        found = everything(Store.open(where))
    except StoreUnusable:
        return False
    assert found == before
    return True


def test_readers_see_whole_uploads_while_others_are_accepted(store: Store, diary: Diary) -> None:
    seen: list[tuple[int, int]] = []
    failures: list[BaseException] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            try:
                fresh = store.ask("freshness", Moment(date.max, 99))["upload"].dropna()
                seen.append((max(fresh), len(store.uploads())))
            except BaseException as failure:
                failures.append(failure)
                return

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(6):
        store.accept(next_preview(diary, store), by="test")
    is_over.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert seen
    assert all(4 <= newest <= count <= 10 for newest, count in seen)


# --- what persons decided ------------------------------------------------------------------------

ALIAS = Answer(Asked.ORGANISATION, FormId.PROGRESS, "phong canh sat kimh te", "PC03")


def test_an_answer_is_kept_with_its_upload_and_gone_with_it(store: Store, diary: Diary) -> None:
    upload = store.accept(replace(next_preview(diary, store), answers=(ALIAS,)), by="Văn phòng")
    (kept,) = store.answers()
    assert (kept.upload, kept.answer, kept.by) == (upload, ALIAS, "Văn phòng")
    assert (kept.forgotten, kept.reason) == (False, None)
    store.withdraw(upload, reason="nhầm tệp", by="Văn phòng")
    assert store.answers() == []


def test_an_answer_is_taken_back_on_its_own(store: Store, diary: Diary) -> None:
    store.accept(replace(next_preview(diary, store), answers=(ALIAS,)), by="Văn phòng")
    before = store.revision
    (kept,) = store.answers()
    with pytest.raises(CongressDashError, match="lý do"):
        store.forget(kept, reason=" ", by="Văn phòng")
    store.forget(kept, reason="nhầm đơn vị", by="Quản trị")
    assert store.revision == before + 1
    assert store.answers() == [replace(kept, forgotten=True, reason="nhầm đơn vị")]
    with pytest.raises(CongressDashError, match="không còn được ghi nhớ"):
        store.forget(kept, reason="lần nữa", by="Quản trị")
