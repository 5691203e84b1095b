"""Several people at work at once: books that move under a look, looks that overlap."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from congress_dash import collector
from congress_dash.errors import StalePreview
from congress_dash.history import RememberedAnswer
from congress_dash.store import Store
from reports import ROLE, accepted, look, with_catalogue

pytestmark = pytest.mark.slow

MAY = """
    | Số liệu tính đến ngày 13/5/2020 |
    | Đơn vị | Thực tế   |
    | PA02   | 10/5/2020 |
"""
JUNE = MAY.replace("13/5", "10/6")


class Moving(Store):
    """Books into which somebody else's file comes while they are read."""

    meanwhile: Callable[[], object] | None = None

    def answers(self) -> list[RememberedAnswer]:
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens()
        return super().answers()


def test_a_preview_during_which_the_books_moved_is_not_accepted(store_path: Path) -> None:
    with_catalogue(store_path).close()
    store = Moving.open(store_path)
    assert isinstance(store, Moving)
    store.meanwhile = lambda: accepted(store, MAY)
    seen = look(store, JUNE)
    with pytest.raises(StalePreview):
        store.accept(seen, by=ROLE)
    store.accept(look(store, JUNE), by=ROLE)


def test_the_collector_rests_until_the_last_of_overlapping_looks_is_done() -> None:
    first, second = collector.resting(), collector.resting()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_a_collector_that_was_turned_off_stays_off() -> None:
    gc.disable()
    try:
        with collector.resting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
