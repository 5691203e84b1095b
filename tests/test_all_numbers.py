"""One workbook of a whole page: every chart a sheet with the chart's own numbers, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from shutil import copyfile

import pytest
from openpyxl import Workbook, load_workbook

from congress_dash import boards, cli, outgoing
from congress_dash.chart import Chart, Value
from congress_dash.moment import Moment, View
from congress_dash.safe_text import safe_text
from congress_dash.share import Share
from congress_dash.sheets import HEADING_ROW
from congress_dash.store import Store

pytestmark = pytest.mark.slow  # fills the sample books

DAY = date(2020, 5, 13)
VIEWS = (View(), View(block="AN"), View(scope="coordinated"), View(scope="grassroots", kind="cell"))


@pytest.fixture(scope="module")
def books(sample_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("sheets") / "books.duckdb"
    store = Store.open(Path(copyfile(sample_books, path)))
    yield store
    store.close()


def moment_of(books: Store) -> Moment:
    moment = books.moment(DAY)
    assert moment
    return moment


def cells(book: Workbook, chart: Chart) -> list[list[object]]:
    """The values under the headings of the chart's columns, shares put together again."""
    page = book[chart.key[:31]]
    headings = [cell.value for cell in page[HEADING_ROW + 1] if cell.value is not None]
    rows = list(page.iter_rows(min_row=HEADING_ROW + 2, max_col=len(headings), values_only=True))
    at = len([heading for heading in headings[:1] if chart.group])
    columns = []
    for column in chart.columns:
        shared = any(isinstance(value, Share) for value in column.values)
        names = [f"{column.name} (số)", f"{column.name} (tổng số)"] if shared else [column.name]
        assert headings[at : at + len(names)] == [safe_text(name) for name in names]
        columns.append([_told(row[at : at + len(names)]) for row in rows])
        at += len(names) + shared
        at += at < len(headings) and headings[at] == f"{column.name} (dừng)"
    return columns


def _told(cell: tuple[object, ...]) -> object:
    plain = [value.date() if isinstance(value, datetime) else value for value in cell]
    return tuple(plain) if len(plain) > 1 else plain[0]


def wanted(chart: Chart) -> list[list[object]]:
    def cell(value: Value, *, shared: bool) -> object:
        value = (safe_text(value) or None) if isinstance(value, str) else value
        if isinstance(value, Share):
            return value.part, value.whole
        return (value, None) if shared else value

    return [
        [cell(v, shared=any(isinstance(w, Share) for w in c.values)) for v in c.values]
        for c in chart.columns
    ]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_number_on_the_pages_is_in_the_workbook(books: Store, view: View) -> None:
    moment = replace(moment_of(books), view=view)
    book = load_workbook(BytesIO(outgoing.sheet_of(books, moment)))
    charts = {key: chart.on_paper for key, chart in boards.all_charts(books, moment).items()}
    assert book.sheetnames[1 : len(charts) + 1] == [key[:31] for key in charts]
    compared = 0
    for chart in charts.values():
        if not chart.is_empty and "matrix" not in chart.kind:
            assert cells(book, chart) == wanted(chart), chart.key
            compared += 1
    assert compared > 10


def test_the_same_books_give_the_same_bytes(books: Store) -> None:
    moment = moment_of(books)
    assert outgoing.sheet_of(books, moment) == outgoing.sheet_of(books, moment)


def of_unit(books: Store, unit: str) -> Moment:
    return moment_of(books).of(unit)


def test_one_organisation_has_a_workbook_of_its_own(books: Store) -> None:
    book = load_workbook(BytesIO(outgoing.sheet_of(books, of_unit(books, "PC03"))))
    keys = [chart.key for chart in boards.unit_board(books, of_unit(books, "PC03"))]
    assert book.sheetnames[1 : len(keys) + 1] == keys
    assert book["Nguồn"].cell(HEADING_ROW + 2, 5).value == "Chỉ tổ chức đảng PC03"


def test_the_command_line_writes_the_chosen_ones(
    sample_books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = copyfile(sample_books, tmp_path / "books.duckdb")
    out = tmp_path / "so-lieu.xlsx"
    words = ["--as-of", "2020-05-13", "--block", "AN", "--charts", "held_by_block,late_units"]
    assert cli.main(["--store", str(store), "sheets", str(out), *words]) == 0
    assert "13/05/2020" in capsys.readouterr().out
    book = load_workbook(out)
    assert book.sheetnames == ["Mục lục", "held_by_block", "late_units", "Nguồn"]
    assert "Khối An ninh" in str(book["held_by_block"]["A2"].value)
    assert cli.main(["--store", str(store), "sheets", str(out), "--charts", "nope"]) == 2
    assert cli.main(["--store", str(store), "sheets", str(tmp_path / "so-lieu.csv")]) == 2
