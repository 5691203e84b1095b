"""Small promises that were once broken: nobody's data leaks, nothing vanishes, nothing is half done."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import duckdb
import openpyxl
import pytest

from conftest import ROOT, run
from congress_dash import intake
from congress_dash.errors import Refused
from congress_dash.store import Store

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

SAMPLES = ROOT / "data" / "samples"
AS_OF = "(Số liệu tính đến ngày 13/5/2020)"


@pytest.fixture
def store(store_path: Path) -> Store:
    books = Store.open(store_path, create=True)
    preview = intake.look("danh-muc.xlsx", (SAMPLES / "danh-muc.xlsx").read_bytes(), books)
    books.accept(preview, by="kiểm thử")
    return books


def written(*rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for span in merged:
        book.active.merge_cells(span)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_persons_under_a_heading_that_is_passed_over_are_dropped_too(store: Store) -> None:
    content = written(
        (AS_OF,),
        ("TT", "Tổ chức đảng", "Ngày đại hội", "Ngày báo cáo kết quả", "Cấp ủy", None, "Phiếu bầu"),
        (None, None, None, None, "Họ và tên bí thư", "Ngày sinh", None),
        (1, "PV01", "10/3/2020", "12/3/2020", "Người Không Tên", "01/01/1970", "29/30"),
        merged=("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3"),
    )
    preview = intake.look("bieu-02.xlsx", content, store)
    assert {d.column for d in preview.dropped} == {"E", "F", "G"}
    with ZipFile(BytesIO(preview.content)) as package:
        inside = "".join(package.read(p).decode("utf-8", "replace") for p in package.namelist())
    assert "Người Không Tên" not in inside
    assert "01/01/1970" not in inside
    assert "29/30" not in inside


def test_a_file_whose_rows_all_look_like_groups_is_refused(store: Store) -> None:
    content = written(
        (AS_OF,),
        ("TT", "Tên tổ chức đảng", "Thực tế"),
        ("I", "Khối An ninh", "x"),
        ("II", "Khối Cảnh sát", "x"),
    )
    with pytest.raises(Refused) as refusal:
        intake.look("bieu-01.xlsx", content, store)
    assert refusal.value.kind == "no_rows"


def test_spaces_are_no_reason(store: Store) -> None:
    head = ("TT", "Tên tổ chức đảng", "Thực tế")
    first = intake.look("a.xlsx", written((AS_OF,), head, (1, "PC03", "x")), store)
    store.accept(first, by="kiểm thử")
    back = written((AS_OF,), head, (1, "PC03", "chưa"))
    assert len(intake.look("b.xlsx", back, store, reason="  ").waiting) == 1
    assert not intake.look("b.xlsx", back, store, reason="ghi nhầm").waiting


def test_what_was_shown_is_stored(store: Store) -> None:
    head = ("TT", "Tên tổ chức đảng", "Số đảng viên", "Thực tế")
    preview = intake.look("a.xlsx", written((AS_OF,), head, (1, "PC03", 20, "10/5/2020")), store)
    store.accept(preview, by="kiểm thử")
    kept = store._rows("SELECT kind FROM books.problems ORDER BY kind")
    assert [kind for (kind,) in kept] == sorted(p.kind for p in preview.problems)
    assert kept


@pytest.mark.slow
def test_demo_fills_a_place_where_only_originals_were_left(store_path: Path) -> None:
    assert run(store_path, "demo").returncode == 0
    store_path.unlink()
    done = run(store_path, "demo")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_missing_file_is_told_before_anything_is_saved(store_path: Path) -> None:
    done = run(store_path, "load", str(SAMPLES / "danh-muc.xlsx"), "khong-co.xlsx", "--json")
    assert done.returncode == 2
    assert not store_path.exists()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_far_off_are_refused(store_path: Path, day: str) -> None:
    done = run(store_path, "ask", "held", "--as-of", day)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_moment_nobody_knows_is_refused_not_answered_with_zeros(store: Store) -> None:
    where = store._path
    assert where
    store.close()
    assert run(where, "ask", "held", "--known-at", "99").returncode == 2
    assert (
        run(where.with_name("nhầm.duckdb"), "ask", "held", "--as-of", "2020-05-13").returncode == 3
    )


def test_a_database_of_somebody_else_is_not_taken_for_the_books(store_path: Path) -> None:
    other = duckdb.connect(store_path)
    other.execute("CREATE TABLE uploads (something INTEGER)")
    other.close()
    done = run(store_path, "ask", "held")
    assert done.returncode == 3
    assert "không phải kho số liệu" in done.stderr
