"""Decks held against the books again: what moved, by which upload, what a hand changed, what is unknown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData

import gallery
import reports
import templates
from congress_dash import boards, cli, slides
from congress_dash.chart import Chart, Kind
from congress_dash.errors import Refused
from congress_dash.moment import Moment, View
from congress_dash.recheck import Difference, Recheck, recheck, words
from congress_dash.slides.values import decimal, written
from congress_dash.store import Store
from written import saved

HEAD = "Số liệu tính đến ngày 13/05/2020\n| Tên tổ chức đảng | Dự kiến | Thực tế |"
FIRST = f"""
{HEAD}
| PV01 | {{2020-03-10}} | {{2020-03-10}} |
| PV06 | {{2020-05-05}} | {{2020-05-05}} |
| PH10 | {{2020-05-07}} | |
| PC03 | {{2020-06-05}} | |
"""
KEYS = ["held", "held_by_block", "late_units"]  # all of one board


pytestmark = pytest.mark.slow  # boards are asked again and again


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Store]:
    store = reports.with_catalogue(tmp_path / "books" / "books.duckdb")
    reports.accepted(store, FIRST)
    yield store
    store.close()


def deck(books: Store, keys: list[str] = KEYS, view: View | None = None, **more: Any) -> bytes:
    newest = books.newest()
    assert newest is not None
    moment = Moment(newest.as_of, newest.known_at, view or View())
    told = boards.charts(books, moment.of(None), "overview")
    if moment.view.unit:
        told |= {chart.key: chart for chart in boards.unit_board(books, moment)}
    return slides.deck([told[key] for key in keys], heading="Tiến độ", moment=moment, **more)


def places(found: Recheck) -> dict[tuple[str, str, str], Difference]:
    return {(each.chart, each.row, each.column): each for each in found.differences}


def changed(content: bytes, change: Any) -> bytes:
    presentation = Presentation(BytesIO(content))
    change(presentation)
    return saved(presentation)


def graphic(presentation: Any, key: str) -> Any:
    return next(s for slide in presentation.slides for s in slide.shapes if s.name == key)


def test_a_deck_of_the_books_as_they_are_has_nothing_to_tell(books: Store) -> None:
    for content in (
        deck(books),
        deck(books, view=View(block="CS")),
        deck(books, ["unit_next", "unit_story"], View(unit="PC03")),
        deck(books, template=slides.template(templates.german_wide_dark())),
    ):
        found = recheck(content, books)
        assert found.differences == ()
        assert found.unchecked == ()
        assert found.checked == found.slides - 1  # the cover has no number


def test_a_correction_is_told_place_by_place_with_its_upload(books: Store) -> None:
    content = deck(books)
    corrected = FIRST.replace("| {2020-05-07} | |", "| {2020-05-07} | {2020-05-12} |")
    upload = reports.accepted(books, corrected, "sua.xlsx")
    found = recheck(content, books)
    told = places(found)
    card = told["held", "Tổ chức cơ sở đảng trực thuộc", ""]
    assert (card.old, card.new, card.uploads, card.slide) == (
        "2/30 (6,7%)",
        "3/30 (10%)",
        (upload,),
        2,
    )
    bar = told["held_by_block", "Khối Hậu cần", "Đã tổ chức"]
    assert (bar.old, bar.new, bar.uploads) == ("0", "1", (upload,))
    gone = told["late_units", "Đảng bộ Phòng Hậu cần", ""]
    assert (gone.new, gone.uploads) == (None, (upload,))
    titles = {chart for chart, row, column in told if column == slides.TITLE}
    assert "late_units" in titles
    assert {each.uploads for each in found.differences} == {(upload,)}
    assert not any(each.by_hand for each in found.differences)


def test_another_day_on_cover_or_foot_is_told(books: Store) -> None:
    def a_week_later(presentation: Any) -> None:
        for slide in list(presentation.slides)[:2]:
            for shape in slide.shapes:
                for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                    for run in paragraph.runs:
                        run.text = run.text.replace(
                            "tính đến ngày 13/05/2020", "tính đến ngày 20/05/2020"
                        )

    found = recheck(changed(deck(books), a_week_later), books)
    told = [(d.slide, d.column, d.old, d.new, d.by_hand) for d in found.differences]
    assert told == [(n, "ngày số liệu", "20/05/2020", "13/05/2020", True) for n in (1, 2)]
    _, slide, place, *_ = words.sentences("a.pptx", found, books.uploads())
    assert slide.startswith("Trang 1 “")
    assert place.startswith("- ngày số liệu: “20/05/2020” → “13/05/2020” (")


def test_of_several_uploads_each_place_names_its_own(books: Store) -> None:
    content = deck(books, ["held_by_block"])
    second = FIRST.replace("| {2020-05-07} | |", "| {2020-05-07} | {2020-05-12} |")
    third = second.replace("| {2020-06-05} | |", "| {2020-06-05} | {2020-05-13} |")
    unrelated = FIRST.replace("{2020-06-05}", "{2020-06-06}")
    numbers = [reports.accepted(books, table, f"{n}.xlsx")
               for n, table in enumerate((unrelated, second, third))]  # fmt: skip
    told = places(recheck(content, books))
    assert told["held_by_block", "Khối Hậu cần", "Đã tổ chức"].uploads == (numbers[1],)
    assert told["held_by_block", "Khối Cảnh sát", "Đã tổ chức"].uploads == (numbers[2],)


def test_a_hand_in_the_deck_is_told_from_the_books(books: Store) -> None:
    def change(presentation: Any) -> None:
        chart = graphic(presentation, "held_by_block").chart
        data = CategoryChartData()
        data.categories = list(chart.plots[0].categories)
        for series in chart.plots[0].series:
            data.add_series(
                series.name,
                [(value or 0) + (series.name == "Đã tổ chức") for value in series.values],
            )
        chart.replace_data(data)
        cell = graphic(presentation, "late_units").table.cell(1, 3)
        cell.text_frame.paragraphs[0].runs[0].text = "01/01/2021"
        slide = presentation.slides.add_slide(presentation.slide_layouts[0])
        slide.shapes.title.text = "Ý kiến chỉ đạo"

    found = recheck(changed(deck(books), change), books)
    assert {each.chart for each in found.differences} == {
        "held_by_block",
        "late_units",
    }
    assert all(each.by_hand and not each.uploads for each in found.differences)
    assert [each.old for each in found.differences if each.chart == "late_units"] == ["01/01/2021"]
    (stranger,) = found.unchecked
    assert (stranger.slide, stranger.title) == (found.slides, "Ý kiến chỉ đạo")
    assert found.checked == found.slides - 2


def test_a_chart_renamed_or_made_a_picture_is_not_checked_and_said_so(books: Store) -> None:
    def change(presentation: Any) -> None:
        graphic(presentation, "held_by_block").name = "Biểu đồ 3"

    found = recheck(changed(deck(books), change), books)
    assert [(each.title[:4], each.why) for each in found.unchecked] == [
        (found.unchecked[0].title[:4], "biểu đồ đã bị bỏ hoặc đổi tên")
    ]
    assert found.differences == ()


def test_a_withdrawn_upload_is_named(books: Store) -> None:
    content = deck(books, ["held_by_block"])
    books.withdraw(2, reason="nhầm tệp", by=reports.ROLE)
    reports.accepted(books, FIRST.replace("| {2020-05-05} |\n", "| |\n"), "lai.xlsx")
    bar = places(recheck(content, books))[
        "held_by_block", "Khối Tham mưu – Xây dựng lực lượng", "Đã tổ chức"
    ]
    assert (bar.old, bar.new, bar.withdrawn, bar.by_hand) == ("2", "1", (2,), False)


def test_slides_taken_into_another_deck_are_still_known(books: Store) -> None:
    """What a slide needs stands on it: nothing is kept in the deck as a whole."""

    def change(presentation: Any) -> None:
        slides_ = presentation.slides._sldIdLst
        for slide in list(slides_)[:2]:
            presentation.part.drop_rel(slide.rId)
            slides_.remove(slide)
        presentation.core_properties.title = "Bộ khác"

    found = recheck(changed(deck(books, view=View(block="CS")), change), books)
    assert (found.differences, found.unchecked) == ((), ())
    assert found.checked == found.slides


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (templates.english_4_3(), "not_our_deck"),
        (slides.deck(gallery.gallery(), heading="x", moment=gallery.MOMENT), "other_books"),
        (b"PK\x03\x04 half", "unreadable"),
        (b"", "not_a_template"),
    ],
)
def test_what_cannot_be_held_against_these_books_is_refused(
    books: Store, content: bytes, kind: str
) -> None:
    with pytest.raises(Refused) as refusal:
        recheck(content, books)
    assert refusal.value.kind == kind


# --- what is read is what was drawn ----------------------------------------------------------

DRAWN = {c.key: c for c in gallery.gallery() if not c.is_empty}


def read(chart: Chart) -> dict[tuple[str, str], str]:
    content = slides.deck([chart], heading="x", moment=gallery.MOMENT)
    pages = [page for page in slides.seen(content) if page.key == chart.key]
    return slides.numbered([figure for page in pages for figure in page.figures])


@pytest.mark.parametrize("key", [k for k, c in DRAWN.items() if c.kind in (
    Kind.CURVE, Kind.STACKED_BARS, Kind.STACKED_COLUMNS, Kind.FULL_BARS)])  # fmt: skip
def test_every_number_of_a_chart_is_read_back(key: str) -> None:
    chart = DRAWN[key]
    numbers = {
        c.name: [decimal(v) for v in c.values if v is not None and v == v]
        for c in chart.columns[1:]
    }
    found = read(chart)
    for name, values in numbers.items():
        assert [
            text for (_, column), text in found.items() if column == slides_name(name)
        ] == values


def slides_name(name: str) -> str:
    return " ".join(name.split())


@pytest.mark.parametrize("key", [k for k, c in DRAWN.items() if c.kind in (
    Kind.TABLE, Kind.MATRIX, Kind.FIGURES, Kind.DOTS, Kind.TIMELINE)])  # fmt: skip
def test_every_cell_of_a_table_is_read_back(key: str) -> None:
    chart = DRAWN[key]
    found = sorted(text for text in read(chart).values() if text)
    cells = (
        written(v, short_days=chart.kind is Kind.MATRIX) for c in chart.columns for v in c.values
    )
    drawn = sorted(" ".join(text.split()) for text in cells if text)
    rows = sorted(row for row, _ in read(chart))
    assert all(any(text in one for one in (*found, *rows)) for text in drawn)


# --- the command -----------------------------------------------------------------------------


def test_the_command_names_each_place_and_ends_with_one(
    books: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "cu.pptx"
    old.write_bytes(deck(books, ["held"]))
    where = str(tmp_path / "books" / "books.duckdb")
    books.close()
    assert cli.main(["--store", where, "deck", "--verify", str(old)]) == 0
    assert capsys.readouterr().out == (
        "cu.pptx: đã kiểm tra 1/2 trang theo sổ đến lần nạp 2, không có số nào khác.\n"
        "Trang 1: bìa hoặc trang mục, không có số liệu để kiểm tra.\n"
    )
    again = Store.open(Path(where))
    reports.accepted(
        again, FIRST.replace("| {2020-05-07} | |", "| {2020-05-07} | {2020-05-12} |"), "sua.xlsx"
    )
    again.close()
    assert cli.main(["--store", where, "deck", "--verify", str(old)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "cu.pptx: đã kiểm tra 1/2 trang theo sổ đến lần nạp 3, 3 chỗ khác."
    assert re.fullmatch("Trang 2 “.*2/30.*”:", told[1])
    assert (
        "- “Tổ chức cơ sở đảng trực thuộc”: “2/30 (6,7%)” → “3/30 (10%)” (do lần nạp 3: "
        "Biểu 01, sua.xlsx, số liệu đến 13/05/2020)."
    ) in told
    assert told[-1] == "Trang 1: bìa hoặc trang mục, không có số liệu để kiểm tra."
    assert not [line for line in told if "held" in line], "keys are for programs"
    assert cli.main(["--store", where, "deck", "--verify", str(old), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["file"], found["slides"], found["checked"], found["known_at"]) == (
        "cu.pptx",
        2,
        1,
        3,
    )
    assert {
        "slide",
        "chart",
        "row",
        "column",
        "old",
        "new",
        "uploads",
        "withdrawn",
        "by_hand",
        "title",
    } == set(found["differences"][0])
    assert cli.main(["--store", where, "deck", str(old), "--verify", str(old)]) == 2
    assert cli.main(["--store", where, "deck"]) == 2
    assert "--verify" in capsys.readouterr().err


def test_sentences_say_why(books: Store) -> None:
    place = Difference(4, "held", "A", "", "1", "2", withdrawn=(2,), title="B")
    found = Recheck(3, 2, 2, (), (place, replace(place, new=None, withdrawn=(), by_hand=True)))
    told = list(words.sentences("a.pptx", found, books.uploads()))
    assert told[0] == "a.pptx: đã kiểm tra 2/3 trang theo sổ đến lần nạp 2, 2 chỗ khác."
    assert told[1] == "Trang 4 “B”:"
    assert told[2] == "- “A”: “1” → “2” (đã rút lần nạp 2, hoặc đã sửa trong tệp)."
    assert "→ không có (sổ lúc xuất cũng không ghi như vậy: đã sửa trong tệp)" in told[3]
