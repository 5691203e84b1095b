"""Who is late after its congress: worked examples, at moments and with corrections; the chart's words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from congress_dash import boards, intake
from congress_dash.boards.clocks import clocks, running
from congress_dash.boards.directing import to_direct
from congress_dash.boards.organisation.ahead import ahead
from congress_dash.chart import Chart, Tone
from congress_dash.moment import EVERYTHING, Moment, View
from congress_dash.store import Store
from reports import accepted
from written import book

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

PROGRESS = """
    | Số liệu tính đến ngày 13/5/2020 |
    | Tên tổ chức đảng | Thực tế            | Tình trạng |
    | PC02             | 5/5/2020           |            |
    | PC03             | 29-30/4/2020       |            |
    | PX01             | 22/1/2020          |            |
    | PA04             | 20/4/2020          | Dừng       |
    | CATX-D           | 27/4/2020          |            |
    | PA01             |                    |            |
"""


@pytest.fixture
def store(catalogue_store: Store) -> Store:
    accepted(catalogue_store, PROGRESS)
    return catalogue_store


def results(store: Store, lines: str, day: str = "13/5/2020") -> int:
    table = f"""
        | Số liệu tính đến ngày {day} |
        | Tổ chức đảng | Ngày đại hội | Ngày báo cáo kết quả | QĐ chuẩn y (số, ngày) |
        {lines.strip()}
    """
    seen = intake.look("bieu-02.xlsx", book({"Biểu 02": table}), store, reason="đính chính")
    return store.accept(seen, by="thử")


def told(store: Store, day: str = "2020-05-13", known_at: int = EVERYTHING) -> dict[str, Any]:
    seen = Moment(date.fromisoformat(day), known_at)
    return {row["unit"]: row for row in store.ask("clocks", seen).to_dict("records")}


def moment(day: str) -> Moment:
    return Moment(date.fromisoformat(day), EVERYTHING)


def chart(store: Store, day: str) -> Chart:
    return clocks(store, moment(day))


# --- the answer ----------------------------------------------------------------------------------


def test_the_report_is_due_seven_working_days_after_closing(store: Store) -> None:
    due = {unit: (r["closed_on"], r["report_due_on"]) for unit, r in told(store).items()}
    assert due == {
        "PC02": (date(2020, 5, 5), date(2020, 5, 14)),
        "PC03": (date(2020, 4, 30), date(2020, 5, 12)),  # from its last day, over 1/5 and a weekend
        "PX01": (date(2020, 1, 22), date(2020, 2, 7)),  # over Tết
        "PA04": (date(2020, 4, 20), date(2020, 4, 29)),  # told to stop since; a congress it was
        "CATX-D": (date(2020, 4, 27), date(2020, 5, 8)),
    }
    late = {unit: (r["working_days_late"], r["late_step"]) for unit, r in told(store).items()}
    assert late == {
        "PC02": (0, None),
        "PC03": (1, "result_reported"),
        "PX01": (65, "result_reported"),
        "PA04": (8, "result_reported"),
        "CATX-D": (3, "result_reported"),
    }


def test_the_ratification_is_due_fifteen_working_days_after_receipt(store: Store) -> None:
    results(store, """
        | PC02   | 5/5/2020     | 8/5/2020  | 30-QĐ/ĐUCA, 12/5/2020 |
        | PC03   | 29/4/2020    | 13/5/2020 |                       |
        | PX01   | 22/1/2020    | 31/1/2020 | 3-QĐ/ĐUCA, 26/2/2020  |
        | CATX-D | 27/4/2020    |           | 5-QĐ/HU, 12/5/2020    |
    """)  # fmt: skip
    rows = told(store)
    found = {
        unit: (r["ratify_due_on"], r["working_days_late"], r["late_step"])
        for unit, r in rows.items()
        if unit != "PA04"
    }
    assert found == {
        "PC02": (date(2020, 5, 29), 0, None),
        "PC03": (date(2020, 6, 3), 1, "result_reported"),  # one day late when it came
        "PX01": (date(2020, 2, 21), 3, "result_approved"),
        "CATX-D": (None, 2, "result_reported"),  # ratified, so it was received by that day
    }
    assert (rows["PX01"]["report_days_late"], rows["PX01"]["ratify_days_late"]) == (0, 3)
    assert (rows["PC03"]["report_days_late"], rows["PC03"]["ratify_days_late"]) == (1, 0)


def test_what_comes_after_the_day_is_not_known_yet(store: Store) -> None:
    results(store, "| PC02 | 5/5/2020 | 20/5/2020 | 30-QĐ/ĐUCA, 25/6/2020 |", "30/6/2020")
    days = {day: told(store, day)["PC02"] for day in ("2020-05-19", "2020-05-20", "2020-06-24")}
    seen = [(r["reported_on"], r["ratified_on"], r["working_days_late"]) for r in days.values()]
    assert seen == [
        (None, None, 3),
        (date(2020, 5, 20), None, 4),
        (date(2020, 5, 20), None, 4),
    ]
    assert "PC02" not in told(store, "2020-05-04")  # not held yet
    assert days["2020-06-24"]["ratify_days_late"] == 10
    assert told(store, "2020-06-30", 2)["PC02"]["reported_on"] is None  # known before that upload


def test_a_withdrawn_report_never_came(store: Store) -> None:
    number = results(store, "| PC02 | 5/5/2020 | 8/5/2020 | |")
    assert told(store)["PC02"]["reported_on"] == date(2020, 5, 8)
    store.withdraw(number, reason="gửi nhầm", by="thử")
    assert told(store)["PC02"]["reported_on"] is None
    assert told(store)["PC02"]["told_on"] is None


def test_a_holiday_added_later_moves_the_day(store: Store) -> None:
    content = book({"Ngày nghỉ": "| Ngày | Tên |\n| 11/5/2020 | Nghỉ bù |"})
    store.accept(intake.look("n.xlsx", content, store, as_of=date(2020, 5, 13)), by="thử")
    assert told(store)["PC02"]["report_due_on"] == date(2020, 5, 15)
    assert told(store)["PC03"]["working_days_late"] == 0


def test_a_view_leaves_the_others_out(store: Store) -> None:
    view = Moment(date(2020, 5, 13), EVERYTHING, View(block="CS"))
    assert set(store.ask("clocks", view)["unit"]) == {"PC02", "PC03"}


def test_books_without_a_congress_have_no_clock(catalogue_store: Store) -> None:
    for seen in (Moment(date(2099, 1, 1), EVERYTHING), Moment(date(1999, 1, 1), 0)):
        assert not len(catalogue_store.ask("clocks", seen))


# --- the chart -----------------------------------------------------------------------------------


def test_the_title_tells_what_is_late_at_which_step(store: Store) -> None:
    results(store, """
        | PC02   | 5/5/2020  | 8/5/2020  |                     |
        | PX01   | 22/1/2020 | 31/1/2020 |                     |
        | CATX-D | 27/4/2020 | 7/5/2020  | 5-QĐ/HU, 12/5/2020  |
    """)  # fmt: skip
    made = chart(store, "2020-05-13")
    assert (
        made.title
        == "1/3 tổ chức đảng chờ chuẩn y quá hạn báo cáo kết quả, 1/3 quá hạn mà cấp trên chưa chuẩn y"
    )
    assert [
        c.values for c in made.columns if c.name in ("Quá hạn (ngày làm việc)", "Tình hình")
    ] == [
        (55, 1, None),
        ("quá hạn, cấp trên chưa chuẩn y", "quá hạn báo cáo", "còn hạn chuẩn y"),
    ]
    assert made.columns[-1].tones == (Tone.LATE, Tone.LATE, None)


def test_without_a_newer_sheet_nobody_is_said_to_be_late(store: Store) -> None:
    """Biểu 02 of 13/5 cannot know of a report that was due later."""
    results(store, "| PC02 | 5/5/2020 | | |\n        | CATX-D | 27/4/2020 | | |")
    made = chart(store, "2020-05-29")
    assert made.title == (
        "3/4 tổ chức đảng chờ chuẩn y quá hạn báo cáo kết quả (02 trực thuộc, 01 phối hợp); 1/4 đã đến hạn nhưng "
        "chưa có Biểu 02 mới, theo Biểu 02 đến ngày 13/05/2020"
    )
    words = dict(zip(made.columns[0].values, made.columns[-1].values, strict=True))
    assert words["Đảng bộ Phòng Cảnh sát hình sự"] == "đến hạn báo cáo, chưa có Biểu 02 mới"
    results(store, "| PC02 | 5/5/2020 | 14/5/2020 | |", "29/5/2020")
    assert "chưa có Biểu 02 mới" not in chart(store, "2020-05-29").title


def directed(store: Store, day: str = "2020-05-13") -> dict[str, tuple[str, date, int, int]]:
    """Of each organisation whose clock has run out: what the list of what wants a word says."""
    return {
        row["unit"]: (row["kind"], row["since"], row["days"], row["score"])
        for row in store.ask("to_direct", moment(day)).to_dict("records")
        if row["kind"] in ("report_overdue", "ratification_overdue")
    }


def test_what_wants_a_word_follows_the_chart(store: Store) -> None:
    assert directed(store) == {}  # no Biểu 02 at all: nobody knows
    results(store, """
        | PC02   | 5/5/2020  | 8/5/2020  |                     |
        | PX01   | 22/1/2020 | 31/1/2020 |                     |
        | CATX-D | 27/4/2020 | 7/5/2020  | 5-QĐ/HU, 12/5/2020  |
    """)  # fmt: skip
    assert directed(store) == {  # PA04 was told to stop
        "PX01": ("ratification_overdue", date(2020, 2, 21), 55, 36 + 55),
        "PC03": ("report_overdue", date(2020, 5, 12), 1, 38 + 1),
    }
    for day in ("2020-05-13", "2020-06-10"):  # PC02 too is due by then, and nothing newer is told
        late = {c.row["unit"]: c.days_late for c in running(store, moment(day)) if c.is_late}
        assert {unit: told[2] for unit, told in directed(store, day).items()} == late
        assert "PC02" not in late


def test_the_line_says_from_which_day_in_working_days(store: Store) -> None:
    results(store, "| PC02 | 5/5/2020 | 8/5/2020 | |\n        | PX01 | 22/1/2020 | 31/1/2020 | |")
    line = dict(
        zip(*(c.values for c in to_direct(store, moment("2020-05-13")).columns[:2]), strict=True)
    )
    assert line["Đảng bộ Phòng Cảnh sát kinh tế"] == (
        "Quá hạn báo cáo kết quả đại hội, từ 12/05/2020 (01 ngày làm việc)"
    )
    assert line["Đảng bộ Phòng Tổ chức cán bộ"] == (
        "Cấp trên quá hạn chuẩn y kết quả đại hội, từ 21/02/2020 (55 ngày làm việc)"
    )


# --- one organisation ----------------------------------------------------------------------------


def cards(store: Store, unit: str, day: str = "2020-05-13") -> tuple[str, Any, Any]:
    """The title, and the cards of what comes next and how late it is."""
    made = ahead(store, moment(day).of(unit))
    told = list(zip(*(c.values for c in made.columns), strict=True))
    return made.title, told[0][1:], told[1][1:]


def test_after_the_congress_the_next_step_is_due_by_its_clock(store: Store) -> None:
    results(store, "| PC02 | 5/5/2020 | | |\n        | PX01 | 22/1/2020 | 31/1/2020 | |")
    title, following, late = cards(store, "PC02")
    assert following == ("Báo cáo kết quả đại hội", "hạn ngày 14/05/2020, còn 1 ngày")
    assert late == ("Không", None)
    title, following, late = cards(store, "PX01")
    assert following == (
        "Chuẩn y kết quả bầu cử",
        "hạn ngày 21/02/2020, đã qua 55 ngày làm việc",
    )
    assert late == ("55 ngày làm việc", "kết quả đại hội đã báo cáo, cấp ủy cấp trên chưa chuẩn y")
    assert title == (
        "Kết quả đại hội của Đảng bộ Phòng Tổ chức cán bộ quá hạn chuẩn y 55 ngày làm việc: cấp ủy cấp "
        "trên chưa chuẩn y"
    )


def test_nobody_is_called_late_before_a_newer_sheet_says_so(store: Store) -> None:
    results(store, "| PC02 | 5/5/2020 | | |")
    title, following, late = cards(store, "PC02", "2020-05-18")
    assert following[1] == "hạn ngày 14/05/2020, đã qua 2 ngày làm việc"
    assert late == ("Chưa rõ", "đến hạn ở khâu Báo cáo kết quả đại hội, chưa có Biểu 02 mới")
    assert "chậm" not in title
    results(store, "| PC03 | 29/4/2020 | | |", "18/5/2020")
    assert cards(store, "PC02", "2020-05-18")[2][0] == "02 ngày làm việc"


def test_a_weekend_after_the_due_day_counts_as_no_day(store: Store) -> None:
    results(store, "| PC02 | 6/5/2020 | | |")
    accepted(store, PROGRESS.replace("5/5/2020 ", "6/5/2020 ").replace("13/5", "14/5"))
    assert told(store, "2020-05-16")["PC02"]["running_due_on"] == date(2020, 5, 15)  # a Friday
    _, following, late = cards(store, "PC02", "2020-05-16")
    assert following[1] == "hạn ngày 15/05/2020"
    assert late == ("Không", None)


def test_what_is_next_is_due_as_the_clock_says(province: Store) -> None:
    """Every organisation past its congress, on days when clocks run and when they are over."""
    for day in ("2020-04-20", "2020-05-13", "2020-06-10"):
        clock = {r["unit"]: r for r in province.ask("clocks", moment(day)).to_dict("records")}
        following = province.ask("unit_next", moment(day)).to_dict("records")
        due = {r["unit"]: (r["step"], r["due_on"], r["is_late"]) for r in following}
        names = ("running_step", "running_due_on", "is_late")
        assert {unit: due[unit] for unit in clock} == {
            unit: tuple(row[name] for name in names) for unit, row in clock.items()
        }
        assert {r["unit"] for r in following if r["due_by"] == "clock"} == {
            unit for unit, row in clock.items() if row["running_step"]
        }


def test_nothing_that_runs_is_a_sentence(catalogue_store: Store) -> None:
    made = chart(catalogue_store, "2020-05-13")
    assert made.is_empty
    assert made.title == "Chưa có Biểu 01 nào tính đến ngày 13/05/2020"
    assert made.empty == "Chưa có Biểu 01; hãy nạp ở trang Cập nhật."


def test_the_sample_province_shows_a_late_report_and_a_late_ratification(province: Store) -> None:
    made = chart(province, "2020-05-13")
    assert made.title == (
        "1/10 tổ chức đảng chờ chuẩn y quá hạn báo cáo kết quả, 1/10 quá hạn mà cấp trên chưa chuẩn y (đều thuộc "
        "diện phối hợp)"
    )
    assert boards.all_charts(province, made.moment)["clocks"] == made
