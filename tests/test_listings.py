"""What the page lists of a preview and of uploads: old → new in words, narrowed, cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from congress_dash import listings
from congress_dash.chart import Chart
from congress_dash.listings import ChangeKind, change_lines, narrowed
from congress_dash.records import Preview, Problem, Severity
from congress_dash.store import Store
from congress_dash.told import alike, kept_problem
from reports import ROLE, accepted, look, with_catalogue

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

APRIL = """
| Số liệu tính đến ngày 24/4/2020 |
| Tên tổ chức đảng | Số đảng viên | Dự thảo lần thứ | Góp ý | Thực tế   | Hình thức | Tình trạng |
| PV01             | 62           | 3               | 34    | 10/3/2020 | ĐV        |            |
| PC03             | 47           | 2               | 12    |           | ĐV        |            |
| PC04             | 30           |                 |       |           |           |            |
"""
MAY = """
| Số liệu tính đến ngày 13/5/2020 |
| Tên tổ chức đảng | Số đảng viên | Dự thảo lần thứ | Góp ý | Thực tế   | Hình thức | Tình trạng | Ngày duyệt |
| PV01             | 62           | 3               | 30    | 10/3/2020 | ĐV        |            |            |
| PC03             | 48           | 3               | 12    | 05/5/2020 | ĐB        |            | 13/5/2002x |
| PC04             | 30           |                 |       |           |           | Tạm hoãn   |            |
| PC02             | 40           |                 |       |           |           |            |            |
"""
NAMES = {
    "PV01": "Đảng bộ Phòng Tham mưu",
    "PC04": "Đảng bộ Phòng Cảnh sát điều tra tội phạm về ma túy",
}


@pytest.fixture
def books(store_path: Path) -> Iterator[Store]:
    store = with_catalogue(store_path)
    accepted(store, APRIL)
    yield store
    store.close()


@pytest.fixture
def preview(books: Store) -> Preview:
    return look(books, MAY)


def rows(chart: Chart) -> list[tuple[object, ...]]:
    return list(zip(*(column.values for column in chart.columns), strict=True))


def test_changes_are_told_cell_by_cell_in_words(preview: Preview) -> None:
    told = [(c.key, c.kind, c.field, c.before, c.after) for c in change_lines(preview)]
    assert told == [
        ("PV01", ChangeKind.BACKWARD, "comments", "34 lượt", "30 lượt"),
        ("PC04", ChangeKind.CHANGED, "status", "(trống)", "Tạm hoãn"),
        ("PC02", ChangeKind.ADDED, "members", "(trống)", "40 đảng viên"),
    ]


def test_changes_are_narrowed_by_words_without_accents_by_field_and_by_kind(
    preview: Preview,
) -> None:
    lines = change_lines(preview)

    def name(key: str) -> str:
        return NAMES.get(key, key)

    def keys(**asked: str) -> list[str]:
        return [line.key for line in narrowed(lines, name, **asked)]

    assert keys() == ["PV01", "PC04", "PC02"]
    assert keys(words="canh sat dieu tra") == ["PC04"]
    assert keys(words="pc0") == ["PC04", "PC02"]
    assert keys(field="members") == ["PC02"]
    assert keys(kind="lùi") == ["PV01"]
    assert keys(words="tham mưu", kind="mới") == []


def test_problems_are_listed_by_severity_with_what_to_do(preview: Preview) -> None:
    found = [p for p in preview.problems if p.severity is Severity.ERROR]
    errors = rows(listings.problem_table(alike(found)))
    assert [row[:3] for row in errors] == [
        ("Lỗi", "Biểu 01!D3", "30"),
        ("Lỗi", "Biểu 01!H4", "13/5/2002x"),
    ]
    assert errors[1][3] == "Không đọc được ngày. Hãy ghi ngày theo mẫu 13/05/2020."
    every = rows(listings.problem_table(alike(preview.problems)))
    assert every[:2] == errors
    assert {row[0] for row in every[2:]} <= {"Cảnh báo", "Lưu ý"}


def test_cells_that_one_sentence_tells_share_a_row() -> None:
    def problem(cell: str, typed: str, message: str) -> Problem:
        return Problem(
            "Biểu", cell, "held_on", typed, Severity.WARNING, "total_unreadable", message
        )

    many = [problem(f"A{number}", f"={number}", "Hãy tính lại.") for number in range(2, 14)]
    told = alike([*many, problem("B1", "x", "Hãy xem lại."), problem("B9", "x", "Hãy xem lại."),
                  problem("B11", "y", "Hãy xem lại.")])  # fmt: skip
    assert [row[1:] for row in rows(listings.problem_table(told))] == [
        (f"Biểu!{', '.join(f'A{n}' for n in range(2, 14))} (12 ô)", "công thức", "Hãy tính lại."),
        ("Biểu!B1, B9 (2 ô)", "x", "Hãy xem lại."),
        ("Biểu!B11", "y", "Hãy xem lại."),
    ]
    assert told[0].where(2) == "Biểu!A2, A3, … (12 ô)"


def test_long_lists_are_cut_and_the_rest_is_counted() -> None:
    assert listings.cut(200) == ""
    assert listings.cut(1234).startswith("Đang hiện 200 trong 1.234 dòng.")


def test_the_history_tells_who_when_why_and_what_was_withdrawn(books: Store) -> None:
    second = accepted(books, MAY, reason="Đếm lại góp ý")
    books.withdraw(second, reason="Nạp nhầm kỳ", by="Quản trị")
    newest, *_ = rows(listings.history_table(books.uploads()))
    upload = books.uploads()[-1]
    assert newest[0] == str(second)
    assert newest[5:] == (ROLE, 4, 1, upload.sha256[:10], "đã rút: Nạp nhầm kỳ")
    whole = "\n".join(listings.upload_sentences(upload))
    assert "4 dòng, 1 dòng chờ khi nạp" in whole
    assert f"Mã SHA-256 của tệp: {upload.sha256}" in whole
    assert f"{ROLE} nạp lúc {listings.local(upload.accepted_at)}. Lý do: Đếm lại góp ý." in whole
    assert "Đã rút: Quản trị rút lúc" in whole
    assert whole.endswith("Lý do: Nạp nhầm kỳ.")


def test_the_problems_of_an_upload_are_kept_with_it(books: Store) -> None:
    upload = accepted(books, MAY, reason="Đếm lại góp ý")
    newest = books.newest()
    assert newest
    asked = books.ask("problems", newest).to_dict("records")
    kept = [kept_problem(r) for r in asked if r["upload"] == upload]
    table = rows(listings.problem_table(alike(kept)))
    assert table[0][:3] == ("Lỗi", "Biểu 01!H4", "13/5/2002x")
