"""Biểu 04 over several sheets and with rows that wait: sessions stay apart, visits are not lost."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook

from congress_dash.intake import look
from congress_dash.records import FormId, Preview
from congress_dash.store import Store
from diary import Diary, preview

HEADINGS = ("Ngày", "Thành phần", "Đơn vị được kiểm tra", "Tồn tại, hạn chế", "Thời hạn")
GROUP = "Tổ công tác số 1"


@pytest.fixture
def store(store_path: Path) -> Store:
    """Books that know the invented organisations."""
    books = Store.open(store_path, create=True)
    books.accept(preview(Diary(Random(1), is_steady=True).upload(FormId.CATALOGUE), 0), by="test")
    return books


def inspections(as_of: str, **sheets: list[tuple[str, ...]]) -> bytes:
    """A Biểu 04 of that day; each sheet has the same headings."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in ([f"(Số liệu tính đến ngày {as_of})"], HEADINGS, *lines):
            sheet.append(line)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def sent(store: Store, content: bytes) -> Preview:
    seen = look("bieu-04.xlsx", content, store)
    store.accept(seen, by="test")
    return seen


def test_rows_of_one_number_on_two_sheets_are_two_sessions(store: Store) -> None:
    content = inspections(
        "13/3/2020",
        Khối_I=[("10/3/2020", GROUP, "PV01; PX05", "Thiếu hồ sơ", "1/4/2020")],
        Khối_II=[("11/3/2020", GROUP, "PC02", "Thiếu hồ sơ", "1/4/2020")],
    )
    assert sent(store, content).accepted == 2
    moment = store.newest()
    assert moment
    (week,) = store.ask("visits_over_time", moment).to_dict("records")
    assert (week["visits"], week["units"]) == (2, 3)
    found = {row["state"]: row["count"] for row in store.ask("findings", moment).to_dict("records")}
    assert found == {"fixed": 0, "open": 2, "overdue": 0}


def test_a_visit_whose_row_waits_is_not_missing(store: Store) -> None:
    """Else striking out what is missing would strike out what merely waits."""
    sent(store, inspections("13/3/2020", Biểu_04=[
        ("10/3/2020", GROUP, "PV01; PX05"),
        ("11/3/2020", GROUP, "PC02"),
        ("12/3/2020", GROUP, "PC09"),
    ]))  # fmt: skip
    seen = look("bieu-04.xlsx", inspections("20/3/2020", Biểu_04=[
        ("10/3/2020", GROUP, "PV01; PX05; Đơn vị không ai biết"),
        ("11/3/2020", GROUP, "PC02", "Thiếu hồ sơ", "hôm nọ"),
    ]), store, strike=True)  # fmt: skip
    assert len(seen.waiting) == 2
    assert seen.missing == seen.struck == ("2020-03-12|1|PC09",)
    store.accept(seen, by="test")
    moment = store.newest()
    assert moment
    (week,) = store.ask("visits_over_time", moment).to_dict("records")
    assert (week["visits"], week["units"]) == (2, 3)
