"""Who takes an organisation's place, told in Danh mục; and what was told to stop, visible everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from congress_dash import boards, intake
from congress_dash.chart import Chart
from congress_dash.moment import EVERYTHING, Moment, View
from congress_dash.records import Preview, Severity
from congress_dash.share import Share
from congress_dash.store import Store
from reports import look, with_catalogue
from written import book

pytestmark = pytest.mark.slow

HEADING = "| Mã | Tên tổ chức đảng | Loại hình | Phạm vi | Khối | Số chi bộ trực thuộc | Từ ngày | Đến ngày | Kế tục bởi (Mã) |\n"
SINCE, BEFORE, AFTER = date(2020, 5, 1), date(2020, 4, 30), date(2020, 5, 2)
ENDED = f"{{{BEFORE}}}"


@pytest.fixture
def books(store_path: Path) -> Iterator[Store]:
    with closing(with_catalogue(store_path)) as store:
        yield store


def seen(store: Store, lines: str, as_of: date = SINCE) -> Preview:
    table = HEADING + "\n".join(line.strip() for line in lines.strip().splitlines())
    return intake.look("danh-muc.xlsx", book({"Tổ chức đảng": table}), store, as_of=as_of)


def told(store: Store, lines: str, as_of: date = SINCE) -> None:
    preview = seen(store, lines, as_of)
    assert preview.waiting == ()
    store.accept(preview, by="test")


def units(store: Store, day: date, tree_on: date | None = None) -> dict[str, tuple[str, str, str]]:
    moment = Moment(day, EVERYTHING, View(tree_on=tree_on))
    answer = store.ask("organisations", moment).to_dict("records")
    return {row["unit"]: (row["block"], row["now_unit"], row["now_name"]) for row in answer}


def test_a_merger_a_rename_and_a_move(books: Store) -> None:
    told(books, f"""
        | PC05 | Chi bộ Phòng Môi trường    | Chi bộ  | Trực thuộc | Khối Cảnh sát | 0 | | {ENDED} | PA05 |
        | PA05 | Đảng bộ Phòng An ninh mạng | Đảng bộ | Trực thuộc | Khối Hậu cần  | 0 | | |  |
    """)  # fmt: skip
    then, now = units(books, BEFORE), units(books, BEFORE, AFTER)
    assert then["PC05"] == (
        "CS",
        "PC05",
        "Chi bộ Phòng Cảnh sát phòng, chống tội phạm về môi trường",
    )
    assert then["PA05"][:2] == ("AN", "PA05")
    assert now["PC05"] == now["PA05"] == ("HC", "PA05", "Đảng bộ Phòng An ninh mạng")
    assert now.keys() == then.keys()
    assert units(books, AFTER).keys() == then.keys() - {"PC05"}
    moved = Counter(block for block, *_ in now.values())
    moved.subtract(block for block, *_ in then.values())
    assert {block: number for block, number in moved.items() if number} == {
        "HC": 2, "CS": -1, "AN": -1
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "home"),
    [
        (f"| PC05 | A | Chi bộ | Trực thuộc | AN | 0 | | {ENDED} | |", "PC05"),
        (f"| PC05 | A | Chi bộ | Trực thuộc | AN | 0 | | {ENDED} | PC99 |", "PC05"),
        ("| PC05 | A | Chi bộ | Trực thuộc | AN | 0 | | | PC03 |", "PC05"),
        (f"| PC05 | A | Chi bộ | Trực thuộc | AN | 0 | | {ENDED} | PC03; PX03 |", "PC03"),
        (f"| PC05 | A | Chi bộ | Trực thuộc | AN | 0 | | {ENDED} | PX03,PC03 |", "PX03"),
        (f"| PC05 | A | Chi bộ | Trực thuộc | AN | 0 | | {ENDED} | PC04 |\n"
         f"| PC04 | B | Chi bộ | Trực thuộc | AN | 0 | | {ENDED} | PC03 |", "PC03"),
        (f"| PC05 | A | Chi bộ | Trực thuộc | AN | 0 | | {ENDED} | PC04 |\n"
         f"| PC04 | B | Chi bộ | Trực thuộc | AN | 0 | | {ENDED} | PC05 |", "PC04"),
        (f"| PC05 | A | Chi bộ | Trực thuộc | AN | 0 | | {ENDED} | PC05 |", "PC05"),
    ],
    ids=["nobody", "unknown", "goes on", "split", "split the other way", "chain", "ring", "itself"],
)  # fmt: skip
def test_who_stands_there_now(books: Store, lines: str, home: str) -> None:
    told(books, lines)
    now = units(books, BEFORE, AFTER)
    assert now["PC05"][1] == home
    assert len(now) == 47


def test_filters_of_the_view_follow_the_tree_asked_for(books: Store) -> None:
    told(books, f"| PC05 | A | Chi bộ | Trực thuộc | CS | 0 | | {ENDED} | PA05 |")
    moment = Moment(BEFORE, EVERYTHING, View(block="AN", tree_on=AFTER))
    assert "PC05" in set(books.ask("organisations", moment)["unit"])
    assert "PC05" not in set(
        books.ask("organisations", Moment(BEFORE, EVERYTHING, View(block="AN")))["unit"]
    )


REPORT = """
| Số liệu tính đến ngày 20/4/2020 | | | |
| Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Thực tế |
| PC02 | 5 | 4 | |
| PC03 | 5 | 3 | |
| PC04 | 5 | 2 | |
"""
LATER = """
| Số liệu tính đến ngày 4/5/2020 | | | |
| Tên tổ chức đảng | Số chi bộ trực thuộc | Chi bộ trực thuộc đã tổ chức | Thực tế |
| {} | {} | {} | |
"""


def cells(store: Store, day: date) -> tuple[int, int]:
    answer = store.ask("held", Moment(day, EVERYTHING)).to_dict("records")
    row = next(r for r in answer if r["level"] == "sub_cell")
    return row["held"], row["total"]


def test_sub_cells_stay_counted_until_the_heir_tells_of_them(books: Store) -> None:
    """PC02 goes into PC03 and that into PC04, which then reports; nobody else does."""
    books.accept(look(books, REPORT), by="test")
    assert cells(books, BEFORE) == (9, 76)
    told(books, f"""
        | PC02 | A | Đảng bộ | Trực thuộc | CS | 5  | | {ENDED} | PC03 |
        | PC03 | B | Đảng bộ | Trực thuộc | CS | 10 | | {{2020-05-02}} | PC04 |
        | PC04 | C | Đảng bộ | Trực thuộc | CS | 15 | | | |
    """)  # fmt: skip
    assert [cells(books, date(2020, 5, day)) for day in (1, 2, 3)] == [(9, 76)] * 3
    books.accept(look(books, LATER.format("PC04", 15, 11), "sau.xlsx"), by="test")
    assert cells(books, date(2020, 5, 3)) == (9, 76)
    assert cells(books, date(2020, 5, 4)) == (11, 76)


def test_of_a_split_every_sub_cell_counts_once_whoever_tells_first(books: Store) -> None:
    """PC02 goes half into PC03, half into PC04; then PC04 reports, then PC03."""
    books.accept(look(books, REPORT), by="test")
    told(books, f"| PC02 | A | Đảng bộ | Trực thuộc | CS | 5  | | {ENDED} | PC03; PC04 |")
    assert cells(books, date(2020, 5, 3)) == (9, 76)
    books.accept(look(books, LATER.format("PC04", 7, 4), "sau.xlsx"), by="test")
    assert cells(books, date(2020, 5, 4)) == (9, 76)
    weeks = books.ask("held_over_time", Moment(date(2020, 5, 4), EVERYTHING))
    assert weeks[weeks.level == "sub_cell"].held.dropna().iloc[-1] == 9
    last = LATER.format("PC03", 8, 5).replace("4/5/2020", "6/5/2020")
    books.accept(look(books, last, "cuoi.xlsx"), by="test")
    assert cells(books, date(2020, 5, 6)) == (9, 76)


def test_an_heir_that_told_and_ended_itself_hands_on_its_own_number(books: Store) -> None:
    books.accept(look(books, REPORT), by="test")
    told(books, f"""
        | PC02 | A | Đảng bộ | Trực thuộc | CS | 5  | | {ENDED} | PC03 |
        | PC03 | B | Đảng bộ | Trực thuộc | CS | 10 | | | |
    """)  # fmt: skip
    books.accept(look(books, LATER.format("PC03", 10, 8), "sau.xlsx"), by="test")
    told(books, "| PC03 | B | Đảng bộ | Trực thuộc | CS | 10 | | {2020-05-05} | PC04 |",
         date(2020, 5, 6))  # fmt: skip
    assert cells(books, date(2020, 5, 6)) == (10, 76)


# --- contradictions -------------------------------------------------------------------------------


def test_contradictions_of_the_catalogue_are_told(books: Store) -> None:
    preview = seen(books, f"""
        | PC02 | A | Đảng bộ | Trực thuộc | CS | 5 | {{2020-05-03}} | {ENDED} | PC03; PC99 |
        | PC03 | B | Đảng bộ | Trực thuộc | CS | 5 | | {ENDED} | PC04 |
        | PC04 | C | Đảng bộ | Trực thuộc | CS | 5 | | {ENDED} | PC03 |
        | PC06 | D | Đảng bộ | Trực thuộc | CS | 4 | | {ENDED} | PC06 |
    """)  # fmt: skip
    flagged = [(p.cell, p.kind) for p in preview.problems if p.severity is Severity.WARNING]
    assert flagged == [
        ("I2", "unknown_reference"), ("H2", "ends_before_start"),
        ("I3", "successor_circular"), ("I4", "successor_circular"), ("I5", "successor_circular"),
    ]  # fmt: skip
    ring = next(p.message for p in preview.problems if p.cell == "I3")
    assert "(PC03 → PC04 → PC03)" in ring


def test_a_ring_is_seen_through_what_the_books_know(books: Store) -> None:
    told(books, f"| PC04 | C | Đảng bộ | Trực thuộc | CS | 5 | | {ENDED} | PC03 |")
    preview = seen(
        books, f"| PC03 | B | Đảng bộ | Trực thuộc | CS | 5 | | {ENDED} | PC04 |", date(2020, 5, 10)
    )
    assert "successor_circular" in {p.kind for p in preview.problems}
    assert "unknown_reference" not in {p.kind for p in preview.problems}


# --- told to stop ----------------------------------------------------------------------------------

STOPPED = """
| Số liệu tính đến ngày 4/5/2020 | | | |
| Tên tổ chức đảng | Thực tế | Tình trạng | Số chi bộ trực thuộc |
| PA01 | 2/5/2020 | | |
| PA02 | | Dừng | 4 |
| PA03 | | Dừng | |
| PC02 | | Dừng | 5 |
"""
VISITS = """
| Số liệu tính đến ngày 4/5/2020 | | |
| Ngày | Thành phần | Đơn vị được kiểm tra |
| 3/5/2020 | Tổ công tác số 1 | PA01; PA02 |
"""


def named(chart: Chart, name: str) -> tuple[object, ...]:
    return next(column.values for column in chart.columns if column.name == name)


def test_whoever_was_told_to_stop_is_named_beside_every_denominator(books: Store) -> None:
    books.accept(look(books, STOPPED), by="test")
    visits = book({"Biểu 04": VISITS.lstrip("\n")})
    books.accept(intake.look("bieu-04.xlsx", visits, books), by="test")
    charts = boards.all_charts(books, Moment(date(2020, 5, 4), EVERYTHING))

    assert charts["held"].title.startswith("1/27 (3 dừng) ")
    assert named(charts["held"], "Đã tổ chức")[0] == Share(1, 27, 3)
    assert named(charts["held"], "Đã tổ chức")[3] == "chưa báo cáo"
    blocks = named(charts["held_by_block"], "Khối")
    assert "Khối An ninh: 1/6 (2 dừng)" in blocks
    assert "Khối Cảnh sát: chưa báo cáo (1 dừng)" in blocks
    assert "trên tổng số 27 (không kể 3 được chỉ đạo dừng)" in (
        charts["held_over_time.grassroots"].definition
    )
    assert "trên tổng số 67 (không kể 9 được chỉ đạo dừng)" in (
        charts["held_over_time.sub_cell"].definition
    )
    assert charts["visit_coverage"].title == (
        "Đã kiểm tra, hướng dẫn 1/27 (3,7%; 3 dừng) tổ chức cơ sở đảng trực thuộc"
    )
    assert "Khối An ninh: 1/6 (2 dừng)" in named(charts["visit_coverage"], "Khối")


def test_a_curve_that_is_complete_names_them_in_its_title(books: Store) -> None:
    everybody = [unit for unit, (block, *_) in units(books, SINCE).items() if block != "CAH"]
    coded = [unit for unit in everybody if unit.isupper()]
    lines = [f"| {unit} | {'' if unit == 'PC02' else '2/5/2020'} | {'Dừng' if unit == 'PC02' else ''} |"
             for unit in coded]  # fmt: skip
    lines += ["| Chi bộ Phòng Cảnh sát đường thủy | 2/5/2020 | |"]
    heading = [
        "| Số liệu tính đến ngày 4/5/2020 | | |",
        "| Tên tổ chức đảng | Thực tế | Tình trạng |",
    ]
    books.accept(look(books, "\n".join([*heading, *lines])), by="test")
    chart = boards.all_charts(books, Moment(date(2020, 5, 4), EVERYTHING))[
        "held_over_time.grassroots"
    ]
    assert chart.title == "29/29 (1 dừng) tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội"
