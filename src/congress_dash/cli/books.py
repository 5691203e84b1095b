"""The books that a command opens, and the moment that its words ask for."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from congress_dash import settings
from congress_dash.cli.spoken import Usage
from congress_dash.errors import CongressDashError, StoreUnusable
from congress_dash.moment import Clocks, Moment, View
from congress_dash.store import Store


def place(asked: argparse.Namespace) -> Path:
    """Where the books are: `--store`, else as the settings say."""
    return Path(asked.store) if asked.store else settings.read().store


@contextmanager
def opened(
    asked: argparse.Namespace, *, create: bool = False, needed: bool = True
) -> Iterator[Store]:
    """The books, for as long as the command takes; needed: without any it has nothing to say."""
    where = place(asked)
    if where.is_dir():
        raise StoreUnusable(
            f"{where} là thư mục, không phải kho số liệu. Hãy ghi cả tên tệp, ví dụ "
            f"--store {where / 'so-lieu.duckdb'}."
        )
    if needed and not create and not where.exists():
        raise StoreUnusable(missing(where))
    books = Store.open(where, create=create)
    try:
        yield books
    finally:
        books.close()


def missing(where: Path) -> str:
    """What to do where no books are."""
    return (
        f"Chưa có kho số liệu ở {where}. Hãy kiểm tra lại --store hoặc CONGRESS_DASH_STORE; kho mới thì nạp "
        "Danh mục rồi Biểu 01 bằng lệnh load, hoặc xem tỉnh mẫu bằng lệnh demo."
    )


def check_uploads(books: Store, *numbers: int | None) -> None:
    """Refuses the number of an upload that never was."""
    known = [upload.upload for upload in books.uploads()]
    for number in filter(None, numbers):
        if known and number not in known:
            raise Usage(f"Không có lần nạp số {number}. Hãy xem các lần nạp bằng lệnh uploads.")


def clocks(asked: argparse.Namespace, books: Store) -> Moment:
    """The two clocks asked for, of books that hold something."""
    check_uploads(books, asked.known_at)
    told = books.moment(asked.as_of, asked.known_at) if books.uploads() else None
    if told is None:
        raise CongressDashError(
            f"Kho số liệu {place(asked)} chưa có gì. Hãy nạp Danh mục rồi Biểu 01 bằng lệnh load, hoặc xem "
            "tỉnh mẫu bằng lệnh demo."
        )
    return told


def moment(asked: argparse.Namespace, books: Store) -> Moment:
    """The two clocks asked for, whose figures, and what they are held against."""
    told = clocks(asked, books)
    check_uploads(books, asked.against_known_at)
    against = None
    if asked.against or asked.against_known_at:
        against = Clocks(asked.against or told.as_of, asked.against_known_at or told.known_at)
    block = None if asked.block is None else _block(books, asked.block)
    view = View(asked.scope, block, asked.kind, tree_on=asked.tree_on, marks_on=asked.marks_on)
    return replace(told, view=view, against=against)


def _block(books: Store, words: str) -> str:
    from congress_dash import moments  # it draws, which takes a moment to import

    try:
        return moments.block_of(books, words)
    except ValueError as error:
        raise Usage(str(error)) from error


def of_unit(unit: str | None, told: Moment, books: Store) -> Moment:
    """The moment for one organisation alone, which the catalogue knows; None: as it is."""
    if unit is None:
        return told
    if told.view.is_narrowed:
        raise Usage(
            "--unit không đi cùng --scope, --block, --kind. Hãy chỉ ghi một trong hai cách."
        )
    if unit not in set(books.ask("known_units", told.of(unit))["unit"]):
        raise Usage(
            f"Không có tổ chức đảng nào mang mã “{unit}”. Hãy xem các mã bằng lệnh ask known_units."
        )
    return told.of(unit)
