"""What files are read by: worked out once for as long as the catalogue says the same, and no longer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import copy_of
from congress_dash import knowledge
from congress_dash.intake import look
from congress_dash.moment import EVERYTHING, Moment
from congress_dash.store import Store
from sample_books import SAMPLES
from written import book

LATE = """\
    | Mã   | Tên tổ chức đảng           | Loại hình | Phạm vi    | Khối          | Từ ngày      | Đến ngày     |
    | PC05 | Chi bộ Phòng Môi trường    | Chi bộ    | Trực thuộc | Khối Cảnh sát |              | {2020-04-30} |
    | PA09 | Đảng bộ Phòng An ninh mạng | Đảng bộ   | Trực thuộc | Khối An ninh  | {2020-06-15} |              |
"""
LATER = SAMPLES / "2025" / "danh-muc-2025-03-01.xlsx"
REPORT = SAMPLES / "bieu-01-2020-03-16.xlsx"


@pytest.fixture
def store(catalogue_books: Path, tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(copy_of(catalogue_books, tmp_path))) as store:
        yield store


def accepted(store: Store, content: bytes, as_of: date | None = None) -> int:
    preview = look("t.xlsx", content, store, as_of=as_of)
    assert preview.waiting == ()
    return store.accept(preview, by="test")


def told(store: Store, moment: Moment) -> dict[str, tuple[str | None, str]]:
    """The organisations of a day by their codes and names, as they are kept."""
    orgs = knowledge.names(store, moment).orgs
    assert knowledge.organisations(store, moment).keys() == orgs.keys()
    return {unit: (org.code, org.name) for unit, org in orgs.items()}


def asked(store: Store, moment: Moment) -> dict[str, tuple[str | None, str]]:
    """The same as the books say it now."""
    rows = store.ask("names", moment).to_dict("records")
    return {row["unit"]: (row["code"], row["name"]) for row in rows}


def test_each_day_is_read_by_its_own_organisations(store: Store) -> None:
    late = accepted(store, book({"Tổ chức đảng": LATE}), date(2020, 4, 15))
    accepted(store, LATER.read_bytes())
    entries = store._connection.cursor().execute("SELECT valid_from, valid_to FROM books.orgs")
    changes = {day for entry in entries.fetchall() for day in entry if day}
    changes |= {upload.as_of for upload in store.uploads()}
    days = {day + timedelta(days=beside) for day in changes for beside in (-1, 0, 1)}
    seen = set()
    for known_at in (late - 1, late, EVERYTHING):
        for day in sorted(days):
            moment = Moment(day, known_at)
            assert told(store, moment) == asked(store, moment), moment
            seen.add(frozenset(told(store, moment).items()))
    assert len(seen) >= 5, "the catalogue changes from day to day"
    store.withdraw(late, reason="Nạp nhầm", by="test")
    for day in sorted(days):
        moment = Moment(day, EVERYTHING)
        assert told(store, moment) == asked(store, moment), moment


def test_a_report_leaves_what_the_catalogue_says(store: Store) -> None:
    before = knowledge.organisations(store, Moment(date(2020, 3, 16), EVERYTHING))
    accepted(store, REPORT.read_bytes())
    after = knowledge.organisations(store, Moment(date(2020, 5, 13), EVERYTHING))
    assert before is after


def test_books_without_a_catalogue_know_nobody(store_path: Path) -> None:
    with closing(Store.open(store_path, create=True)) as empty:
        knowledge.prepare(empty)
        assert knowledge.organisations(empty, Moment(date(2020, 5, 13), EVERYTHING)) == {}
