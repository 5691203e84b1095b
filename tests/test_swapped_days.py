"""Days that Excel read month first: set right where the column proves it, asked about otherwise."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path

import pytest

from congress_dash import intake, opening, swapped_days, workbook
from congress_dash.forms import FORMS
from congress_dash.records import Decision, FormId, Problem, Progress, Sheet
from congress_dash.store import Store
from written import book, rows

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
AS_OF = date(2020, 5, 13)
HEADED = "| TT | Tên tổ chức đảng | Thực tế | Dự kiến | Ghi chú |\n"


def read(lines: str, merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()) -> tuple[
    list[object], list[tuple[str, str, str]], list[tuple[str, str]]
]:  # fmt: skip
    """The days read in the column Thực tế, what was decided, what is in doubt."""
    sheet = Sheet("Biểu", True, rows(HEADED + lines), list(merged))
    found = workbook.table(sheet, FORMS[FormId.PROGRESS].layouts[0])
    assert found is not None
    told = swapped_days.reread(found.rows, sheet, found.columns, AS_OF)
    values = [row.cells["held_on"].value for row in told.rows]
    days = [v.date().isoformat() if isinstance(v, datetime) else v for v in values]
    assert all(d.why == "swapped_day_month" for d in told.decisions)
    return (
        days,
        [(d.cell, d.typed, d.read_as) for d in told.decisions],
        [(p.cell, p.kind) for p in told.problems],
    )


MONTH_FIRST = """\
| 1 | PV01 | 13/03/2020   | {2020-07-06} | |
| 2 | PV05 | 24/04/2020   |              | |
| 3 | PX01 | 28/4/2020    |              | |
| 4 | PC01 | {2020-06-05} |              | |
| 5 | PC02 | {2020-05-05} |              | |
| 6 | PC03 |              | {2020-06-05} | |
"""


def test_10_a_day_to_come_is_turned_round_where_the_column_proves_it() -> None:
    days, decisions, doubts = read(MONTH_FIRST)
    assert days == ["13/03/2020", "24/04/2020", "28/4/2020", "2020-05-06", "2020-05-05", None]
    assert decisions == [("C5", "05/06/2020", "06/05/2020")]
    assert doubts == []


def test_10_other_days_of_such_a_column_stay_with_a_warning() -> None:
    days, decisions, doubts = read(MONTH_FIRST.replace("{2020-05-05}", "{2020-03-04}"))
    assert days[4] == "2020-03-04"
    assert decisions == [("C5", "05/06/2020", "06/05/2020")]
    assert doubts == [("C6", "ambiguous_day_month")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("28/4/2020", "{2020-04-28}"),  # this computer knows days above 12
        ("24/04/2020", ""),  # too few others
        ("13/03/2020", "x"),
        ("{2020-06-05}", "{2020-10-01}"),  # 10 January is far from all others
    ],
)
def test_10_without_proof_it_is_only_a_warning(before: str, after: str) -> None:
    changed = MONTH_FIRST.replace(before, after, 1)
    days, decisions, doubts = read(changed)
    assert days[3] in ("2020-06-05", "2020-10-01")
    assert decisions == []
    assert doubts == [("C5", "ambiguous_day_month")]


@pytest.mark.parametrize(
    "day",
    [
        "{2020-04-05}",  # possible as it stands
        "{2020-05-13}",  # the as-of day itself
        "{2020-05-20}",  # no month 20
        "{2020-06-06}",  # the same either way
        "{2020-07-06}",  # 7 June is to come as well
        "05/06/2020",  # typed as text: day first
        "cuối tháng 4",
        "x",
        "",
    ],
)
def test_10_a_day_is_left_alone(day: str) -> None:
    changed = MONTH_FIRST.replace("{2020-06-05}", day, 1)
    expected = day.strip("{}") or None
    days, decisions, doubts = read(changed)
    assert (days[3], decisions, doubts) == (expected, [], [])


def test_10_a_planned_day_is_left_alone() -> None:
    sheet = Sheet("Biểu", True, rows(HEADED + MONTH_FIRST), [])
    found = workbook.table(sheet, FORMS[FormId.PROGRESS].layouts[0])
    assert found is not None
    told = swapped_days.reread(found.rows, sheet, found.columns, AS_OF)
    assert [r.cells["planned"].value for r in told.rows] == [
        r.cells["planned"].value for r in found.rows
    ]


WRITTEN = """\
| 1 | PV01 | 03/13/2020 | | |
| 2 | PV05 | 04/24/2020 | | |
| 3 | PX01 | 04/28/2020 00:00:00 | | |
| 4 | PC01 | 05/06/2020 | | |
| 5 | PC02 | 5/5/2020   | | |
| 6 | PC03 | x          | | |
"""


def test_10_a_column_of_text_written_month_first_is_read_so() -> None:
    days, decisions, doubts = read(WRITTEN)
    assert days == ["2020-03-13", "2020-04-24", "2020-04-28", "2020-05-06", "5/5/2020", "x"]
    assert decisions == [
        ("C2", "03/13/2020", "13/03/2020"), ("C3", "04/24/2020", "24/04/2020"),
        ("C4", "04/28/2020 00:00:00", "28/04/2020"), ("C5", "05/06/2020", "06/05/2020"),
    ]  # fmt: skip
    assert doubts == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("04/28/2020 00:00:00", "28/04/2020"),  # somebody put the day first
        ("5/5/2020", "28/4/2020"),  # people have typed days here, too
        ("04/24/2020", ""),  # too few others
    ],
)
def test_10_a_column_of_text_that_does_not_prove_it_is_only_a_warning(
    before: str, after: str
) -> None:
    days, decisions, doubts = read(WRITTEN.replace(before, after))
    assert days[3] == "05/06/2020"
    assert decisions == []
    assert doubts == [("C5", "ambiguous_day_month")]


def test_10_a_few_days_typed_among_many_of_a_machine_stay_as_they_are() -> None:
    more = "".join(f"| 7 | PC0{n} | 04/2{n}/2020 | | |\n" for n in (5, 6, 7))
    days, _, doubts = read(WRITTEN.replace("5/5/2020", "28/4/2020") + more)
    assert days[3:] == ["2020-05-06", "28/4/2020", "x", "2020-04-25", "2020-04-26", "2020-04-27"]
    assert doubts == []


def test_10_a_planned_day_written_month_first_is_read_so(catalogue_store: Store) -> None:
    lines = "\n".join(
        f"| PC0{number} | | {day} |"
        for number, day in enumerate(("05/28/2020", "06/15/2020", "05/30/2020", "06/04/2020"), 1)
    )
    content = book({"Biểu": f"""
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Thực tế | Dự kiến |
        {lines}
    """})  # fmt: skip
    preview = intake.look("t.xlsx", content, catalogue_store)
    planned = [r.planned_from for r in preview.records if isinstance(r, Progress)]
    assert planned == [date(2020, 5, 28), date(2020, 6, 15), date(2020, 5, 30), date(2020, 6, 4)]
    assert preview.waiting == ()


def test_10_a_merged_day_is_turned_for_every_row_and_told_once() -> None:
    merged = MONTH_FIRST.replace("{2020-05-05}", "")
    days, decisions, _ = read(merged, (((4, 2), (5, 2)),))
    assert days[3:5] == ["2020-05-06", "2020-05-06"]
    assert decisions == [("C5", "05/06/2020", "06/05/2020")]


def test_what_is_told() -> None:
    sheet = Sheet("Biểu", True, rows(HEADED + MONTH_FIRST.replace("24/04/2020", "")), [])
    found = workbook.table(sheet, FORMS[FormId.PROGRESS].layouts[0])
    assert found is not None
    (doubt,) = swapped_days.reread(found.rows, sheet, found.columns, AS_OF).problems
    assert isinstance(doubt, Problem)
    assert (doubt.field, doubt.typed, doubt.severity) == ("held_on", "05/06/2020", "warning")
    assert doubt.message == (
        "Có thể Excel đã đổi chỗ ngày và tháng: 05/06/2020 hay 06/05/2020? Hãy kiểm tra và ghi lại ngày."
    )


def test_the_books_hear_of_the_day_as_it_was_typed(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "books.duckdb", create=True)
    catalogue = (SAMPLES / "danh-muc.xlsx").read_bytes()
    store.accept(intake.look("danh-muc.xlsx", catalogue, store), by="Quản trị")
    table = "| Số liệu tính đến ngày 13/5/2020 |\n" + HEADED + MONTH_FIRST
    preview = intake.look("bieu.xlsx", book({"Biểu": table}), store)
    (progress,) = (r for r in preview.records if r.key == "PC01")
    assert isinstance(progress, Progress)
    assert progress.held_on == date(2020, 5, 6)
    assert (
        Decision("Biểu", "C6", "05/06/2020", "06/05/2020", "swapped_day_month") in preview.decisions
    )
    assert preview.waiting == ()
    store.close()


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("bieu-*.xlsx")))
def test_no_sample_has_such_days(name: str) -> None:
    found = opening.sheets((SAMPLES / name).read_bytes())
    as_of = date.fromisoformat(name[8:18])
    for _, read_ in workbook.candidates(found, list(FORMS.values())):
        told = swapped_days.reread(read_.rows, found[0], read_.columns, as_of)
        assert told == swapped_days.Reread(read_.rows)


def test_thousands_of_days_are_held_against_thousands_of_neighbours_at_once() -> None:
    days = (f"| {n} | PC{n} | {{2020-{10 + n % 3}-0{1 + n % 4}}} | |\n"
            f"| {n} | PX{n} | {13 + n % 15}/{1 + n % 4}/2019 | |\n" for n in range(1, 8_000))  # fmt: skip
    started = time.process_time()
    decisions, doubts = read("".join(days))[1:]
    assert (decisions, len(doubts)) == ([], 7_999)
    assert time.process_time() - started < 15
