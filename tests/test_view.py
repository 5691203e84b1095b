"""A view narrows what every question counts; blocks, kinds and scopes add up to the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import product

import openpyxl
import pytest
from pptx import Presentation

from congress_dash import addresses, boards, sheets, slides, tables, view_words
from congress_dash.chart import Chart
from congress_dash.moment import Clocks, Moment, View
from congress_dash.share import Share
from congress_dash.store import Store

MAY = Moment(date(2020, 5, 13), 2**31 - 1)


def held(books: Store, view: View, level: str = "grassroots", kind: str = "all") -> tuple[int, int]:
    """Held and total of a level and kind."""
    rows = books.ask("held", replace(MAY, view=view)).to_dict("records")
    row = next(r for r in rows if (r["level"], r["kind"]) == (level, kind))
    return row["held"], row["total"]


@pytest.fixture(scope="module")
def whole(province: Store) -> tuple[int, int]:
    return held(province, View())


def test_blocks_add_up_to_the_whole(province: Store, whole: tuple[int, int]) -> None:
    parts = [held(province, View(block=block)) for block in ("XDLL", "HC", "AN", "CS", "CAH")]
    assert (sum(part[0] for part in parts), sum(part[1] for part in parts)) == whole


def test_kinds_add_up_to_the_whole(province: Store, whole: tuple[int, int]) -> None:
    parts = [held(province, View(kind=kind)) for kind in ("committee", "cell")]
    assert parts == [(4, 14), (7, 16)]
    assert (sum(part[0] for part in parts), sum(part[1] for part in parts)) == whole


def test_a_scope_leaves_the_other_one_out(province: Store, whole: tuple[int, int]) -> None:
    assert held(province, View(scope="grassroots")) == whole
    assert held(province, View(scope="coordinated")) == (0, 0)
    assert held(province, View(scope="coordinated"), "coordinated") == (6, 17)


def test_a_view_lasts_no_longer_than_its_question(province: Store, whole: tuple[int, int]) -> None:
    held(province, View(block="AN"))
    assert held(province, View()) == whole


# --- what a narrowed chart says of itself -------------------------------------------------------

SECURITY = replace(MAY, known_at=17, view=View(block="AN", kind="cell"))
WORDS = "Chỉ Khối An ninh, chi bộ cơ sở"


@pytest.fixture(scope="module")
def narrowed(province: Store) -> dict[str, Chart]:
    return boards.all_charts(province, SECURITY)


def test_no_title_claims_the_whole(narrowed: dict[str, Chart]) -> None:
    assert all(c.title.startswith("Khối An ninh, chi bộ cơ sở: ") for c in narrowed.values())
    assert narrowed["held"].title == (
        "Khối An ninh, chi bộ cơ sở: 4/7 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội, đạt 57,1%"
    )


def test_every_way_out_says_whom_it_speaks_of(narrowed: dict[str, Chart]) -> None:
    for chart in narrowed.values():
        assert WORDS in tables.note(chart)
        assert "khoi=AN&amp;loai=chi-bo" in tables.downloads(chart)
    book = openpyxl.load_workbook(BytesIO(sheets.sheet(narrowed.values())))
    for sheet in (book[key[: sheets.LONGEST_NAME]] for key in narrowed):
        assert str(sheet["A2"].value).endswith(WORDS)
        assert WORDS in str(sheet.oddFooter.left.text)


def test_a_deck_says_so_on_its_cover_every_slide_and_in_the_notes(
    narrowed: dict[str, Chart],
) -> None:
    content = slides.deck(narrowed.values(), heading="Tiến độ", moment=SECURITY)
    for slide in Presentation(BytesIO(content)).slides:
        shown = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        first, *notes = slide.notes_slide.notes_text_frame.text.splitlines()
        assert WORDS in shown
        assert first == "as_of=2020-05-13; known_at=17"
        assert WORDS in notes


@pytest.mark.slow
def test_without_a_filter_nothing_is_said_of_one(province: Store) -> None:
    everybody = replace(SECURITY, view=View())
    chart = boards.all_charts(province, everybody)["held"]
    assert "Chỉ" not in tables.note(chart)
    assert chart.title.startswith("11/30")


@pytest.mark.slow
def test_who_looks_at_coordinated_ones_only_reads_their_figures(province: Store) -> None:
    for view in (View(scope="coordinated"), View(block="CAH")):
        charts = boards.all_charts(province, replace(MAY, view=view))
        assert charts["held"].columns[1].values[0] == Share(6, 17)
        assert "6/17 tổ chức đảng phối hợp đã tổ chức đại hội" in charts["held"].title
        assert (
            "còn 11/17 tổ chức đảng phối hợp chưa đại hội" in charts["organisations.not_held"].title
        )
        assert "còn 11/17 tổ chức đảng phối hợp" in charts["held_by_block"].title


@pytest.mark.slow
def test_where_nobody_is_left_no_chart_claims_that_all_is_done(province: Store) -> None:
    nobody = replace(MAY, view=View(scope="coordinated", block="AN"))
    for chart in boards.all_charts(province, nobody).values():
        assert chart.title == "Khối An ninh, tổ chức phối hợp: không có tổ chức đảng nào"
        assert chart.is_empty
        assert "bỏ bớt điều kiện lọc" in chart.empty


@pytest.mark.slow
def test_what_no_filter_can_narrow_says_so(province: Store) -> None:
    charts = boards.all_charts(province, SECURITY)
    assert charts["unit_steps.superior"].empty == (
        "Việc của Đảng bộ Công an tỉnh không lọc được theo tổ chức; hãy bỏ lọc để xem."
    )
    assert "hãy bỏ lọc để xem văn kiện của Đảng bộ Công an tỉnh" in charts["draft_revisions"].empty


def test_sessions_with_several_organisations_count_in_every_block_they_saw(province: Store) -> None:
    """Visits of organisations add up to the whole; sessions may be counted in several blocks."""

    def counts(view: View) -> tuple[int, int]:
        rows = province.ask("visits_over_time", replace(MAY, view=view)).to_dict("records")
        return sum(r["visits"] for r in rows), sum(r["units"] for r in rows)

    parts = [counts(View(block=block)) for block in ("XDLL", "HC", "AN", "CS", "CAH")]
    assert sum(units for _, units in parts) == counts(View())[1]
    assert sum(visits for visits, _ in parts) >= counts(View())[0]


@pytest.mark.parametrize(
    "view",
    [
        View(scope=scope, block=block, kind=kind)
        for scope, block, kind in product(
            (None, "grassroots", "coordinated"),
            (None, "AN", "Khối A&B"),
            (None, "cell", "committee"),
        )
    ],
)
def test_an_address_tells_the_view_that_it_was_written_of(view: View) -> None:
    moment = replace(MAY, view=view, against=Clocks(date(2020, 5, 4), 3))
    written = addresses.of_moment(moment)
    assert addresses.view(written) == view
    assert (written["so-voi"], written["so-voi-lan"]) == ("2020-05-04", "3")
    assert bool(view_words.only(view)) is view.is_narrowed


@pytest.mark.parametrize("address", [{"pham-vi": "tat-ca"}, {"loai": "cell"}])
def test_a_spoilt_filter_in_an_address_is_refused(address: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"^(tat-ca|cell)$"):
        addresses.view(address)
