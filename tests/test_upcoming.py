"""The days ahead: who meets, who attends, who is wanted in two places, what is missing; and the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from congress_dash import boards, intake
from congress_dash.boards.congresses import matrix
from congress_dash.boards.directing import to_direct
from congress_dash.boards.upcoming import strip, upcoming
from congress_dash.chart import Column, Tone
from congress_dash.moment import EVERYTHING, Moment, View
from congress_dash.store import Store
from reports import accepted
from written import book

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

DAY = date(2020, 5, 13)
NOW = Moment(DAY, EVERYTHING)


def booked(store: Store, lines: str) -> None:
    table = f"""
        | Số liệu tính đến ngày 13/5/2020 |
        | Ngày | Buổi | Đơn vị | Địa điểm | Ủy viên BTV dự, chỉ đạo | Tổ công tác |
        {lines.strip()}
    """
    store.accept(intake.look("bieu-05.xlsx", book({"Biểu 05": table}), store), by="thử")


def told(store: Store, moment: Moment = NOW) -> dict[str, Any]:
    return {row["unit"]: row for row in store.ask("upcoming", moment).to_dict("records")}


def clashes(store: Store, moment: Moment = NOW) -> dict[str, tuple[str, str]]:
    return {
        u: (r["clash_who"], r["clash_with"]) for u, r in told(store, moment).items() if r["clash"]
    }


# --- which ---------------------------------------------------------------------------------------


def test_the_window_begins_today_and_reaches_fourteen_days_ahead(catalogue_store: Store) -> None:
    booked(catalogue_store, """
        | 12/5/2020    | Sáng | PX01   | | | |
        | 13/5/2020    | Sáng | PC02   | | | |
        | 27/5/2020    | Sáng | PC03   | | | |
        | 28/5/2020    | Sáng | PC04   | | | |
        | 12-13/5/2020 | Sáng | CATX-C | | | |
        | 27-28/5/2020 | Sáng | CATX-D | | | |
    """)  # fmt: skip
    assert list(told(catalogue_store)) == ["CATX-C", "PC02", "PC03", "CATX-D"]
    assert (told(catalogue_store)["CATX-C"]["date"], told(catalogue_store)["CATX-C"]["until"]) == (
        date(2020, 5, 12),
        date(2020, 5, 13),
    )


def test_held_and_stopped_are_not_ahead_and_postponed_is_told(catalogue_store: Store) -> None:
    accepted(catalogue_store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Ngày trình | Ngày duyệt | Thực tế   | Tình trạng |
        | PC02             |            |            | 13/5/2020 |            |
        | PC03             |            |            |           | Dừng       |
        | PC04             | 4/5/2020   | 11/5/2020  |           | Tạm hoãn   |
        | PX01             | 4/5/2020   | 14/5/2020  |           |            |
        | PX03             | 14/5/2020  |            |           |            |
    """)  # fmt: skip
    booked(catalogue_store, """
        | 20/5/2020 | Sáng | PC02 | Hội trường | Bí thư | |
        | 20/5/2020 | Sáng | PC03 | Hội trường | Bí thư | |
        | 20/5/2020 | Sáng | PC04 | Hội trường | Bí thư | |
        | 21/5/2020 | Sáng | PX01 | Hội trường | Bí thư | |
        | 22/5/2020 | Sáng | PX03 |            |        | |
        | 25/5/2020 | Sáng | PA01 | Hội trường | Bí thư | |
    """)  # fmt: skip
    assert {unit: row["missing"] for unit, row in told(catalogue_store).items()} == {
        "PC04": "postponed",
        "PX01": "approved",
        "PX03": "submitted; place; attending",
        "PA01": "report",
    }
    assert not clashes(catalogue_store)  # nobody is wanted by what was held or stopped


# --- clashes -------------------------------------------------------------------------------------

PC02, PC03 = "| 20/5/2020 | {} | PC02 | {} | {} | {} |", "| {} | {} | PC03 | {} | {} | {} |"
HALL, ROOM = "Hội trường lớn", "Phòng họp tầng 3"
PAIRS = [
    # session, place, who, team of one; day, session, place, who, team of the other; what clashes
    (("Sáng", HALL, "Bí thư", ""), ("20/5/2020", "Sáng", ROOM, "Bí thư", ""), "secretary"),
    (("Sáng", HALL, "Bí thư", ""), ("20/5/2020", "Chiều", ROOM, "Bí thư", ""), None),
    (("Cả ngày", HALL, "Bí thư", ""), ("20/5/2020", "Chiều", ROOM, "Bí thư", ""), "secretary"),
    (("Sáng", HALL, "Bí thư", ""), ("20/5/2020", "Cả ngày", ROOM, "Bí thư", ""), "secretary"),
    (("Sáng", HALL, "Bí thư", ""), ("21/5/2020", "Sáng", ROOM, "Bí thư", ""), None),
    (("Sáng", HALL, "Bí thư", ""), ("19-21/5/2020", "Sáng", ROOM, "Bí thư", ""), "secretary"),
    (("Sáng", HALL, "Bí thư", ""), ("20/5/2020", "Sáng", HALL.upper(), "Bí thư", ""), None),
    (("Sáng", HALL, "Bí thư", ""), ("20/5/2020", "Sáng", "", "Bí thư", ""), "secretary"),
    (("Sáng", "", "Bí thư", ""), ("20/5/2020", "Sáng", "", "Bí thư", ""), "secretary"),
    (("Sáng", HALL, "Bí thư", ""), ("20/5/2020", "Sáng", ROOM, "Phó Bí thư", ""), None),
    (("Sáng", HALL, "Ủy viên BTV", ""), ("20/5/2020", "Sáng", ROOM, "Ủy viên BTV", ""), None),
    (("Sáng", HALL, "Ủy viên BTV số 2", ""), ("20/5/2020", "Sáng", ROOM, "UVBTV 2; Bí thư", ""),
     "standing_member_2"),
    (("Sáng", HALL, "", "1"), ("20/5/2020", "Sáng", ROOM, "", "1"), "team:1"),
    (("Sáng", HALL, "Bí thư", "1"), ("20/5/2020", "Sáng", ROOM, "Bí thư", "1"), "secretary; team:1"),
    (("Sáng", HALL, "", "1"), ("20/5/2020", "Sáng", ROOM, "", "2"), None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "who"), PAIRS)
def test_who_is_wanted_in_two_places(
    catalogue_store: Store, one: tuple[str, ...], other: tuple[str, ...], who: str | None
) -> None:
    booked(catalogue_store, f"{PC02.format(*one)}\n        {PC03.format(*other)}")
    expected = {"PC02": (who, "PC03"), "PC03": (who, "PC02")} if who else {}
    assert clashes(catalogue_store) == expected


def test_a_clash_with_an_organisation_outside_the_view_is_told(catalogue_store: Store) -> None:
    booked(catalogue_store, """
        | 20/5/2020 | Sáng | PC02   | Hội trường A | Bí thư | |
        | 20/5/2020 | Sáng | CATX-C | Hội trường C | Bí thư | |
    """)  # fmt: skip
    view = Moment(DAY, EVERYTHING, View(scope="grassroots"))
    assert clashes(catalogue_store, view) == {"PC02": ("secretary", "CATX-C")}


def test_a_clash_beyond_the_window_is_told_of_the_one_inside(catalogue_store: Store) -> None:
    booked(catalogue_store, """
        | 27-28/5/2020 | Sáng | PC02 | Hội trường A | Bí thư | |
        | 28/5/2020    | Sáng | PC03 | Hội trường C | Bí thư | |
    """)  # fmt: skip
    assert clashes(catalogue_store) == {"PC02": ("secretary", "PC03")}


# --- the charts ----------------------------------------------------------------------------------


def test_a_clash_wants_a_word_and_says_with_whom(catalogue_store: Store) -> None:
    booked(catalogue_store, """
        | 20/5/2020 | Sáng | PC02   | Hội trường A | Bí thư | 1 |
        | 20/5/2020 | Sáng | CATX-C | Hội trường C | Bí thư | 1 |
        | 21/5/2020 | Sáng | PC03   | Hội trường A | Bí thư | 1 |
        | 28/5/2020 | Sáng | PC04   | Hội trường A | Bí thư |   |
        | 28/5/2020 | Sáng | PX01   | Hội trường C | Bí thư |   |
    """)  # fmt: skip
    directed = {
        row["unit"]: (row["count"], row["due_on"], row["score"], row["page"])
        for row in catalogue_store.ask("to_direct", NOW).to_dict("records")
        if row["kind"] == "clash"
    }
    word = (2, date(2020, 5, 20), 40 + 14 - 7, "dai-hoi")
    assert directed == {"PC02": word, "CATX-C": word}  # the 28th lies beyond the window
    made = to_direct(catalogue_store, NOW)
    line = dict(zip(*(each.values for each in made.columns[:2]), strict=True))
    assert line["Đảng bộ Phòng Cảnh sát hình sự"] == (
        "Trùng lịch dự, chỉ đạo với CATX-C: Bí thư, Tổ công tác số 1, đại hội ngày 20/05/2020"
    )


def column(columns: tuple[Column, ...], name: str) -> Column:
    return next(each for each in columns if each.name == name)


def test_the_table_tells_who_attends_what_clashes_and_what_is_missing(province: Store) -> None:
    made = upcoming(province, Moment(DAY, 17))
    assert made.title == (
        "14 đại hội đăng ký từ 13/05/2020 đến 27/05/2020 (09 trực thuộc, 05 phối hợp); 2/14 trùng lịch dự, "
        "5/14 chưa được duyệt"
    )
    clash = column(made.columns, "Trùng lịch")
    assert [words for words in clash.values if words] == [
        "Trùng với PC10: Phó Bí thư Thường trực",
        "Trùng với CAH-K: Phó Bí thư Thường trực",
    ]
    assert [tone for tone in clash.tones if tone] == [Tone.WRONG] * 2
    assert (
        column(made.columns, "Còn thiếu").values[-1] == "chưa được duyệt; chưa phân công người dự"
    )
    assert column(made.columns, "Dự, chỉ đạo").values[5] == "Bí thư; Ủy viên BTV cấp huyện"
    assert boards.all_charts(province, made.moment)["upcoming"] == made


def test_the_calendar_has_every_congress_on_its_day(province: Store) -> None:
    made = strip(province, Moment(DAY, 17))
    assert (
        made.title
        == "14 đại hội trong 09 ngày có đại hội, từ 14/05/2020 đến 27/05/2020; trùng lịch dự ngày 22/05/2020"
    )
    assert made.columns[0].values == (
        "Tuần 20 (11/5–17/5)", "Tuần 21 (18/5–24/5)", "Tuần 22 (25/5–31/5)"
    )  # fmt: skip
    friday = column(made.columns, "Thứ Sáu")
    assert friday.values == (
        "15/5: PA02 (sáng)", "22/5: CAH-K (cả ngày), PC10 (chiều)", None
    )  # fmt: skip
    assert friday.tones == (Tone.REGISTERED, Tone.WRONG, None)
    assert column(made.columns, "Thứ Hai").values == (None, "18/5: PA03 (chiều)", "25/5")
    said = " ".join(str(value) for c in made.columns[1:] for value in c.values if value)
    times = {unit: said.count(f"{unit} (") for unit in told(province, Moment(DAY, 17))}
    assert times.pop("CATP-A") == 2  # planned for 20–21/5
    assert set(times.values()) == {1}


def test_a_congress_of_two_days_stands_on_both(catalogue_store: Store) -> None:
    booked(catalogue_store, "| 14-15/5/2020 | Cả ngày | CATP-A | | | |")
    made = strip(catalogue_store, NOW)
    assert column(made.columns, "Thứ Năm").values[0] == "14/5: CATP-A (cả ngày)"
    assert column(made.columns, "Thứ Sáu").values[0] == "15/5: CATP-A (cả ngày)"
    assert column(upcoming(catalogue_store, NOW).columns, "Ngày").values == ("14–15/05/2020",)


def test_a_congress_planned_for_two_days_and_booked_by_its_first_stands_on_both(
    catalogue_store: Store,
) -> None:
    accepted(catalogue_store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Dự kiến          | Thực tế |
        | CATP-A           | 20-21/5/2020     |         |
        | CATP-B           | 30/5-2/6/2020    |         |
        | PC02             | 20-21/5/2020     |         |
    """)  # fmt: skip
    booked(catalogue_store, """
        | 20/5/2020 | Cả ngày | CATP-A | | | |
        | 21/5/2020 | Cả ngày | PC02   | | | |
    """)  # fmt: skip
    made = strip(catalogue_store, NOW)
    assert column(made.columns, "Thứ Tư").values[1] == "20/5: CATP-A (cả ngày)"
    assert column(made.columns, "Thứ Năm").values[1] == "21/5: CATP-A (cả ngày), PC02 (cả ngày)"
    assert column(upcoming(catalogue_store, NOW).columns, "Ngày").values == (
        "20–21/05/2020",
        date(2020, 5, 21),
    )
    steps = matrix(catalogue_store, NOW)
    days = dict(zip(steps.units, column(steps.columns, "Dự kiến").values, strict=True))
    assert (days["CATP-A"], days["CATP-B"]) == ("20–21/05/2020", "30/05–02/06/2020")
    assert told(catalogue_store)["CATP-A"]["until"] == date(2020, 5, 20)


def test_no_congress_ahead_and_no_schedule_are_different_sentences(
    catalogue_store: Store, province: Store
) -> None:
    for draw in (strip, upcoming):
        nothing, unknown = draw(province, Moment(date(2020, 6, 30), 17)), draw(catalogue_store, NOW)
        assert nothing.is_empty
        assert unknown.is_empty
        assert nothing.title == (
            "Không có đại hội nào đăng ký từ 30/06/2020 đến 14/07/2020, theo Biểu 05 đến ngày 13/05/2020"
        )
        assert unknown.title == "Chưa có Biểu 05 nên chưa biết tổ chức đảng nào sắp đại hội"
