"""The strict reader itself: what Office would repair is told, what it opens is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import gallery
import ooxml
from congress_dash import slides
from congress_dash.sheets import sheet

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def deck() -> bytes:
    return slides.deck(gallery.gallery(), heading=gallery.HEADING, moment=gallery.MOMENT)


def changed(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The package with every part changed; None leaves it out."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(out, "w", ZIP_DEFLATED) as copy:
        for name in package.namelist():
            part = change(name, package.read(name))
            if part is not None:
                copy.writestr(name, part)
    return out.getvalue()


def test_decks_and_sheets_open_without_repair(deck: bytes) -> None:
    assert ooxml.complaints(deck) == []
    assert ooxml.complaints(sheet(gallery.gallery())) == []


CHART, SLIDE = "ppt/charts/chart1.xml", "ppt/slides/slide2.xml"
BROKEN: dict[str, tuple[str, Callable[[bytes], bytes | None], str]] = {
    "order": (
        CHART,
        lambda part: re.sub(rb"(<c:grouping[^>]*/>)(\s*)(<c:varyColors[^>]*/>)", rb"\3\2\1", part),
        "Unexpected element|missing",
    ),
    "value": (CHART, lambda part: part.replace(b"val='minMax'", b"val='x'"), "Invalid value"),
    "edges": (
        SLIDE,
        lambda part: re.sub(rb"(<a:lnL .*?</a:lnL>)(<a:lnR .*?</a:lnR>)", rb"\2\1", part, flags=re.S),
        "lnL|lnR",
    ),
    "numbers": (SLIDE, lambda part: re.sub(rb"cNvPr id='\d+'", b"cNvPr id='4'", part), "Duplicate"),
    "grid": (SLIDE, lambda part: part.replace(b"<a:tc>", b"<a:tc/><a:tc>", 1), "as long as its grid"),
    "gone": (CHART, lambda part: None, "chart1.xml, which is not there"),
    "kind": (
        "[Content_Types].xml",
        lambda part: re.sub(rb'<Override PartName="/ppt/slides/slide2[^>]*>', b"", part),
        "slide2.xml: its kind is not declared",
    ),
    "orphan": (
        "ppt/_rels/presentation.xml.rels",
        lambda part: re.sub(rb'<Relationship [^>]*slides/slide2.xml"[^>]*>', b"", part),
        "slide2.xml: nothing leads to it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_what_office_would_repair_is_told(deck: bytes, what: str) -> None:
    where, change, words = BROKEN[what]
    found = ooxml.complaints(
        changed(deck, lambda name, part: change(part) if name == where else part)
    )
    assert re.search(words, "\n".join(found)), found


def test_a_part_that_stands_twice_is_told(deck: bytes) -> None:
    twice = BytesIO(deck)
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(twice, "a") as package:
        package.writestr(SLIDE, package.read(SLIDE))
    assert f"{SLIDE}: stands twice in the zip" in ooxml.complaints(twice.getvalue())
