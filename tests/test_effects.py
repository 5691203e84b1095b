"""What an upload moves, in one sentence: cells, organisations by state, backward moves, headlines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from congress_dash import told, wording
from congress_dash.records import Move, Tally
from congress_dash.store import Store
from reports import accepted, look, with_catalogue

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

APRIL = """
| Số liệu tính đến ngày 24/4/2020 |
| Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Ngày trình | Ngày duyệt | Thực tế   |
| PV01             | 6                    | 6                            | 14/2/2020  | 02/3/2020  | 10/3/2020 |
| PX01             | 4                    | 3                            | 20/4/2020  |            |           |
| PC03             | 5                    | 4                            |            |            |           |
| PC04             | 5                    | 0                            | 20/4/2020  |            |           |
"""
MAY = """
| Số liệu tính đến ngày 13/5/2020 |
| Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Ngày trình | Ngày duyệt | Thực tế   |
| PV01             | 6                    | 6                            | 14/2/2020  | 02/3/2020  | 10/3/2020 |
| PX01             | 4                    | 4                            | 20/4/2020  | 29/4/2020  | 05/5/2020 |
| PC03             | 5                    | 5                            | 01/5/2020  | 04/5/2020  |           |
"""


@pytest.fixture
def books(store_path: Path) -> Iterator[Store]:
    store = with_catalogue(store_path)
    accepted(store, APRIL)
    yield store
    store.close()


def test_the_first_report_moves_who_it_speaks_of(store_path: Path) -> None:
    store = with_catalogue(store_path)
    preview = look(store, APRIL)
    assert wording.effect(preview) == (
        "13 chi bộ trực thuộc chuyển sang Đã tổ chức; "
        "1 tổ chức cơ sở đảng trực thuộc chuyển sang Đã tổ chức; "
        "2 tổ chức cơ sở đảng trực thuộc chuyển sang Đã trình; "
        "1 tổ chức cơ sở đảng trực thuộc chuyển sang Chưa triển khai; "
        "đã đại hội: 1/30; chi bộ trực thuộc đã đại hội: 0/76 → 13/76."
    )
    store.close()


def test_a_later_report_is_told_against_the_one_before(books: Store) -> None:
    preview = look(books, MAY)
    assert wording.effect(preview) == (
        "2 chi bộ trực thuộc chuyển sang Đã tổ chức; "
        "1 tổ chức cơ sở đảng trực thuộc chuyển sang Đã tổ chức; "
        "1 tổ chức cơ sở đảng trực thuộc chuyển sang Đã duyệt; "
        "1 mục không còn trong tệp; "
        "đã đại hội: 1/30 → 2/30; chi bộ trực thuộc đã đại hội: 13/76 → 15/76."
    )
    assert told.preview_sentences(preview)[0] == wording.effect(preview)


def test_what_was_told_is_what_the_books_say_afterwards(books: Store) -> None:
    preview = look(books, MAY)
    books.accept(preview, by="Cơ quan thường trực")
    newest = books.newest()
    assert newest
    states = {r["unit"]: r["state"] for r in books.ask("organisations", newest).to_dict("records")}
    assert {move.unit: move.after for move in preview.moves} == {"PX01": "held", "PC03": "approved"}
    assert states["PX01"] == "held"
    assert states["PC03"] == "approved"
    held = {(r["level"], r["kind"]): r for r in books.ask("held", newest).to_dict("records")}
    assert {(t.level, t.held_after, t.total_after) for t in preview.tallies} == {
        (level, row["held"], row["total"]) for (level, kind), row in held.items() if kind == "all"
    }


def test_a_move_down_is_told_apart(books: Store) -> None:
    preview = look(books, MAY.replace("10/3/2020", "chưa"), reason="Tổng hợp nhầm")
    assert "1 tổ chức lùi trạng thái" in wording.effect(preview)
    assert "đã đại hội: 1/30 → 1/30" in wording.effect(preview)


def test_struck_out_organisations_move_to_not_reported(books: Store) -> None:
    preview = look(books, MAY, strike=True)
    assert Move("PC04", "grassroots", "submitted", "unknown") in preview.moves
    assert "1 tổ chức lùi trạng thái; 1 mục không còn trong tệp" in wording.effect(preview)


def test_a_report_that_changes_no_state_says_so(books: Store) -> None:
    preview = look(books, APRIL.replace("24/4", "25/4").replace("14/2", "13/2"))
    assert wording.effect(preview) == ("Không tổ chức nào đổi trạng thái; đã đại hội: 1/30 → 1/30.")


def test_results_move_states_without_a_headline(books: Store) -> None:
    preview = look(books, """
        | Số liệu tính đến ngày 24/4/2020 |
        | Đơn vị | Ngày đại hội | Ngày báo cáo |
        | PV01   | 10/3/2020    | 20/3/2020    |
    """)  # fmt: skip
    assert preview.headline_after is None
    assert wording.effect(preview) == ("1 tổ chức cơ sở đảng trực thuộc chuyển sang Đã báo cáo.")


def test_fewer_cells_than_before_are_a_loss(books: Store) -> None:
    fewer = APRIL.replace("24/4", "30/4").replace("| 3   ", "| 1   ")
    preview = look(books, fewer, reason="Đếm lại")
    assert Tally("sub_cell", 13, 76, 11, 76) in preview.tallies
    assert wording.effect(preview).startswith("Số chi bộ trực thuộc đã tổ chức giảm 2; ")


@pytest.mark.parametrize(
    ("field", "told_as", "read_as"),
    [
        ("approved_on", "2020-05-13", "13/05/2020"),
        ("held", "true", "Có"),
        ("pilot", "không", "Không"),
        ("status", "cancelled_reorg", "Dừng – không tổ chức"),
        ("congress_form", "delegates_congress", "Đại hội đại biểu"),
        ("members", "1229", "1.229 đảng viên"),
        ("draft", "3", "lần 3"),
        ("team", "BTV", "Ủy viên Ban Thường vụ"),
        ("team", "2", "Tổ công tác số 2"),
        ("session", "morning", "Sáng"),
        ("note", "held", "held"),
        ("note", "", "(trống)"),
        ("held_on", None, "(trống)"),
    ],
)
def test_values_are_words(field: str, told_as: str | None, read_as: str) -> None:
    assert wording.value(field, told_as) == read_as
