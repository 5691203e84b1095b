"""Books of an earlier version: they get the columns that came later, and lose nothing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from conftest import ROOT
from congress_dash import intake
from congress_dash.moment import Moment
from congress_dash.store import Store
from written import book

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

SCHEMA = (ROOT / "src" / "congress_dash" / "sql" / "schema.sql").read_text(encoding="utf-8")
SAMPLES = ROOT / "data" / "samples"
LATER = ",\n  attending VARCHAR[]);"


def older(path: Path) -> None:
    """Books of the time before roles: the catalogue, and one congress booked, not yet checkpointed."""
    with closing(Store.open(path, create=True)) as store:
        catalogue = SAMPLES / "danh-muc.xlsx"
        store.accept(intake.look(catalogue.name, catalogue.read_bytes(), store), by="thử")
    assert LATER in SCHEMA
    with duckdb.connect(str(path)) as books:
        books.execute("PRAGMA disable_checkpoint_on_shutdown")
        books.execute("DROP TABLE bookings")
        books.execute(SCHEMA.replace(LATER, ");").replace("EXISTS books.", "EXISTS "))
        books.execute("""INSERT INTO uploads VALUES (2, 'schedule', 'lich.xlsx', 'Biểu 05', 'x',
            DATE '2020-05-13', TIMESTAMP '2020-05-13 08:00:00', 'thử', 1, 0, NULL)""")
        books.execute("""INSERT INTO bookings VALUES (2, 'PC02', 'PC02', DATE '2020-05-20',
            DATE '2020-05-20', 'morning', 'Hội trường', '1', NULL)""")
    assert path.with_suffix(".duckdb.wal").exists()  # the log of the older version holds data


def columns(path: Path) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as books:
        return [row[0] for row in books.execute("DESCRIBE bookings").fetchall()]


def test_older_books_get_the_later_column_and_keep_what_they_hold(store_path: Path) -> None:
    older(store_path)
    for _ in range(2):  # the second time there is nothing left to do
        with closing(Store.open(store_path)) as store:
            (row,) = store.ask("upcoming", Moment(store.moment().as_of, 2)).to_dict("records")  # type: ignore[union-attr]
            assert (row["unit"], row["place"], row["attending"]) == ("PC02", "Hội trường", None)
        assert not store_path.with_suffix(".duckdb.wal").exists()
    assert columns(store_path)[-2:] == ["note", "attending"]


def test_a_new_report_stands_beside_the_older_one(store_path: Path) -> None:
    older(store_path)
    with closing(Store.open(store_path)) as store:
        name = "bieu-05-2020-05-13.xlsx"
        seen = intake.look(name, (SAMPLES / name).read_bytes(), store)
        assert store.accept(seen, by="thử") == 3
        told = store.ask("upcoming", Moment(seen.as_of, 3)).set_index("unit")["attending"]
        assert told["PX01"] == "deputy_secretary"
        assert len(told) == 15  # PC02, which the sheet lacks, stays booked


def test_an_older_row_is_not_said_to_change_where_nobody_attends(store_path: Path) -> None:
    older(store_path)
    with closing(Store.open(store_path)) as store:
        seen = intake.look("lich.xlsx", book({"Biểu 05": """
            | Số liệu tính đến ngày 14/5/2020 |
            | Ngày      | Buổi | Đơn vị | Địa điểm   | Tổ công tác | Ủy viên BTV dự, chỉ đạo |
            | 20/5/2020 | Sáng | PC02   | Hội trường | 1           |                         |
        """}), store)  # fmt: skip
        assert [change.kind for change in seen.changes] == ["unchanged"]
