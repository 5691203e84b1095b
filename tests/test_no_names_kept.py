"""A file with an invented name in every place people put one: accepted, the store holds none of it.

Searched are the books' file, every value in their tables, and every part of the kept originals.
"""

from __future__ import annotations

import html
import zipfile
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from congress_dash import intake, told
from congress_dash.marking import marked
from congress_dash.records import FormId
from congress_dash.store import Store
from sample_books import SAMPLES

pytestmark = pytest.mark.slow

INSPECTIONS = SAMPLES / "bieu-04-2020-05-13.xlsx"
NAME = " ".join(("Nguyễn", "Thử", "Nghiệm"))


def first_row(sheet: object) -> int:
    return next(c.row for c in sheet["A"] if c.value == 1)  # type: ignore[index]


def with_name_everywhere() -> bytes:
    book = load_workbook(INSPECTIONS)
    sheet = book.worksheets[0]
    top = first_row(sheet)
    sheet.cell(top - 2, 10, "Người ghi: họ và tên")
    for row in (top, top + 1, top + 2):
        sheet.cell(row, 10, f"{NAME} {row}")  # under a heading that says so
        sheet.cell(row, 12, NAME)  # under none
    sheet.cell(top, 3, f"Đ/c {NAME}, UV BTV")  # who came
    sheet.cell(top, 5, f"Kiểm tra hồ sơ do đồng chí {NAME} lập")
    sheet.cell(top, 6, f"Đ/c {NAME} chưa nộp báo cáo")
    sheet.cell(top + 1, 4, f"Phòng của đ/c {NAME}")  # an error, whose words are stored
    sheet.cell(top, 4).comment = Comment(f"Đồng chí {NAME} cho ý kiến", NAME)
    sheet.oddFooter.center.text = f"Người lập: {NAME}"
    other = book.create_sheet("Danh sách")
    for line in (["TT", "Họ tên", "Ghi chú"], [1, NAME, "x"], [2, NAME, f"thay {NAME}"]):
        other.append(line)
    book.properties.creator = book.properties.lastModifiedBy = NAME
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def places(content: bytes, word: str) -> list[str]:
    """The parts of a package in which the word stands, tags taken away or not."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        texts = {n: html.unescape(package.read(n).decode("utf-8", "replace"))
                 for n in package.namelist()}  # fmt: skip
    return [name for name, text in texts.items() if word in text]


def every_value(path: Path) -> str:
    """All that the tables of the books say."""
    with duckdb.connect(str(path), read_only=True) as catalogue_store:
        tables = [row[0] for row in catalogue_store.execute("SHOW TABLES").fetchall()]
        return "\n".join(
            str(catalogue_store.execute(f"SELECT * FROM {t}").fetchall()) for t in tables
        )


def test_a_name_in_every_place_is_in_none_of_the_store(
    catalogue_store: Store, store_path: Path
) -> None:
    sent = with_name_everywhere()
    assert len(places(sent, NAME)) >= 4  # the search finds what it is to find
    preview = intake.look(f"Biểu 04 - {NAME}.xlsx", sent, catalogue_store)
    assert preview.file == "Biểu 04 - ….xlsx"
    assert NAME not in repr(preview)
    assert NAME not in "\n".join(told.preview_sentences(preview))
    upload = catalogue_store.accept(preview, by="thử")
    _, kept = catalogue_store.original(upload)
    catalogue_store.close()
    assert places(kept, NAME) == places(kept, "Nghiệm") == []
    stored = every_value(store_path)
    assert "chưa nộp báo cáo" in stored
    assert NAME not in stored
    for file in store_path.parent.rglob("*"):
        if file.is_file():
            assert NAME.encode() not in file.read_bytes(), file.name


def test_what_was_dropped_and_masked_is_told(catalogue_store: Store) -> None:
    preview = intake.look(INSPECTIONS.name, with_name_everywhere(), catalogue_store)
    assert [(d.sheet, d.column, d.heading) for d in preview.dropped] == [
        ("Biểu 04", "J", "Người ghi: họ và tên"),
        ("Biểu 04", "L", ""),
        ("Danh sách", "B", "Họ tên"),
    ]
    masked = {d.cell: d.read_as for d in preview.decisions if d.why == "person_masked"}
    top = first_row(load_workbook(INSPECTIONS).worksheets[0])
    assert masked == {
        f"C{top}": "Đ/c …, UV BTV",
        f"D{top + 1}": "Phòng của đ/c …",
        f"E{top}": "Kiểm tra hồ sơ do đồng chí … lập",
        f"F{top}": "Đ/c … chưa nộp báo cáo",
        "C3": "thay …",
    }
    sentences = "\n".join(told.summary(preview))
    assert "Cột L (không có tiêu đề) chứa thông tin cá nhân" in sentences
    assert "Cột B “Họ tên” ở trang “Danh sách” chứa thông tin cá nhân" in sentences


def test_the_kept_original_reads_as_the_file_that_came(catalogue_store: Store) -> None:
    """Also without its persons, and marked: what was masked is still the same team."""
    first = intake.look(INSPECTIONS.name, with_name_everywhere(), catalogue_store)
    again = intake.look(INSPECTIONS.name, first.content, catalogue_store)
    shown = intake.look(INSPECTIONS.name, marked(first.content, first.problems), catalogue_store)
    assert first.form is FormId.INSPECTIONS
    assert again.records == shown.records == first.records
    assert again.problems == shown.problems == first.problems
    assert again.content == first.content
    assert places(marked(first.content, first.problems), NAME) == []
