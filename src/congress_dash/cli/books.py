"""The books that a command opens, and the moment that its words ask for."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from congress_dash import settings
from congress_dash.cli.spoken import Usage
from congress_dash.errors import CongressDashError
from congress_dash.moment import Clocks, Moment, View
from congress_dash.store import Store


def place(asked: argparse.Namespace) -> Path:
    """Where the books are: `--store`, else as the settings say."""
    return Path(asked.store) if asked.store else settings.read().store


@contextmanager
def opened(asked: argparse.Namespace, *, create: bool = False) -> Iterator[Store]:
    """The books, for as long as the command takes."""
    books = Store.open(place(asked), create=create)
    try:
        yield books
    finally:
        books.close()


def clocks(books: Store, as_of: date | None, *numbers: int | None) -> Moment:
    """The two clocks, of books that hold something; numbers: uploads there must be, the first is the
    one up to which the books are read."""
    known = [upload.upload for upload in books.uploads()]
    for number in filter(None, numbers):
        if known and number not in known:
            raise CongressDashError(
                f"Không có lần nạp số {number}. Hãy xem các lần nạp bằng lệnh uploads."
            )
    moment = books.moment(as_of, numbers[0]) if known else None
    if moment is None:
        raise CongressDashError("Kho số liệu chưa có gì. Hãy nạp Danh mục và Biểu 01 trước.")
    return moment


def moment(asked: argparse.Namespace, books: Store) -> Moment:
    """The two clocks asked for, whose figures, and what they are held against."""
    told = clocks(books, asked.as_of, asked.known_at, asked.against_known_at)
    against = None
    if asked.against or asked.against_known_at:
        against = Clocks(asked.against or told.as_of, asked.against_known_at or told.known_at)
    block = None if asked.block is None else _block(books, asked.block)
    view = View(asked.scope, block, asked.kind, tree_on=asked.tree_on, marks_on=asked.marks_on)
    return replace(told, view=view, against=against)


def _block(books: Store, words: str) -> str:
    from congress_dash import session  # it draws, which takes a moment to import

    try:
        return session.block_of(books, words)
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
        raise CongressDashError(
            f"Không có tổ chức đảng nào mang mã “{unit}”. Hãy xem các mã bằng lệnh ask known_units."
        )
    return told.of(unit)
