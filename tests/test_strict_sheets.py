"""Workbooks that go out, held against the published schemas: Excel opens them without repair."""

from __future__ import annotations

import pytest

import gallery
from congress_dash.sheets import sheet

ooxml = pytest.importorskip("ooxml")


def test_a_strict_reader_finds_nothing_to_repair() -> None:
    assert ooxml.complaints(sheet(gallery.gallery())) == []


@pytest.mark.parametrize("chart", gallery.gallery(), ids=lambda chart: f"{chart.key}")
def test_nor_in_the_workbook_of_one_chart(chart: gallery.Chart) -> None:
    assert ooxml.complaints(sheet([chart])) == []
