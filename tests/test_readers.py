"""The wall of odd values: what stands in a cell, and what each reader makes of it.

Sources: domain.md §4.2 (how values are really typed) and §4.3 patterns 9–13. A new way to type
something is one line here and one line in readers/.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

import pytest

from congress_dash import readers
from congress_dash.readers import (
    Days,
    DraftDate,
    DraftNo,
    Held,
    Odd,
    Paper,
    Part,
    Planned,
    Reader,
    Reading,
)
from congress_dash.records import OrgKind, Scope, Status

AS_OF = date(2020, 5, 13)
READERS: tuple[Reader, ...] = (
    readers.text, readers.days, readers.day, readers.planned, readers.held, readers.paper,
    readers.count, readers.part, readers.members, readers.yes_no, readers.pilot, readers.draft,
    readers.draft_date, readers.session, readers.roles,
)  # fmt: skip


def d(words: str) -> date:
    """`13/05/2020` as a date."""
    return datetime.strptime(words, "%d/%m/%Y").date()


def one(words: str) -> Days:
    return Days(d(words), d(words))


def span(first: str, last: str) -> Days:
    return Days(d(first), d(last))


def read(reader: Reader, value: object) -> tuple[object, str | None]:
    reading = reader(value, AS_OF)
    return reading.value, reading.why


def refusal(reader: Reader, value: object) -> Odd:
    with pytest.raises(Odd) as caught:
        reader(value, AS_OF)
    return caught.value


# --- days ----------------------------------------------------------------------------------------

DAYS = [
    ("13/05/2020", one("13/05/2020"), None),
    ("13/5/2020", one("13/05/2020"), None),
    ("13 / 05 / 2020", one("13/05/2020"), None),
    ("30-6-2020", one("30/06/2020"), None),
    ("2.8.2020", one("02/08/2020"), None),
    ("13/05/20", one("13/05/2020"), None),
    ("15.8", one("15/08/2020"), "year_added"),
    (15.8, one("15/08/2020"), "year_added"),
    ("27/3", one("27/03/2020"), "year_added"),
    ("28/6", one("28/06/2020"), "year_added"),
    ("29/2", one("29/02/2020"), "year_added"),
    ("ngày 13/5/2020", one("13/05/2020"), None),
    ("ngày 13 tháng 5 năm 2020", one("13/05/2020"), None),
    ("Ngày 13 tháng 5", one("13/05/2020"), "year_added"),
    ("nga\u0300y 13 tha\u0301ng 5 na\u0306m 2020", one("13/05/2020"), None),
    (43964, one("13/05/2020"), "serial_number"),
    (43964.0, one("13/05/2020"), "serial_number"),
    (43964.354, one("13/05/2020"), "serial_number"),
    ("43964", one("13/05/2020"), "serial_number"),
    (44012.0, one("30/06/2020"), "serial_number"),
    (45838.0, one("30/06/2025"), "serial_number"),
    ("2020-05-13 00:00:00", one("13/05/2020"), None),
    ("2020-05-13", one("13/05/2020"), None),
    (datetime(2020, 5, 13), one("13/05/2020"), None),
    (datetime(2020, 5, 13, 8, 30), one("13/05/2020"), None),
    (date(2020, 5, 13), one("13/05/2020"), None),
    ("24 và 25/7", span("24/07/2020", "25/07/2020"), "year_added"),
    ("21, 22/7", span("21/07/2020", "22/07/2020"), "year_added"),
    ("10 và 11-8", span("10/08/2020", "11/08/2020"), "year_added"),
    ("20-21/4/2020", span("20/04/2020", "21/04/2020"), None),
    ("20–21/4/2020", span("20/04/2020", "21/04/2020"), None),
    ("từ 11 đến 13-10", span("11/10/2020", "13/10/2020"), "year_added"),
    ("từ ngày 11/10 đến ngày 13/10/2020", span("11/10/2020", "13/10/2020"), None),
    ("30/4-2/5/2020", span("30/04/2020", "02/05/2020"), None),
    ("31/12/2019 - 01/01/2020", span("31/12/2019", "01/01/2020"), None),
    ("2020/05/13", one("13/05/2020"), None),
    ("12/5/2020 00:00:00", one("12/05/2020"), "time_of_day"),
    ("ngày: 12/5", one("12/05/2020"), "year_added"),
    ("5/1 năm 2020", one("05/01/2020"), None),
    ("Thứ Tư 13/5", one("13/05/2020"), "year_added"),
    ("Thứ 4, ngày 13/5/2020", one("13/05/2020"), None),
    ("CN 10/5/2020", one("10/05/2020"), None),
    ("12&13/5", span("12/05/2020", "13/05/2020"), "year_added"),
    ("12+13/5", span("12/05/2020", "13/05/2020"), "year_added"),
    ("13/5/2020; 14/5/2020", span("13/05/2020", "14/05/2020"), None),
    ("13/5/2020 - 14/5/2020", span("13/05/2020", "14/05/2020"), None),
    ("16.3.2020.", one("16/03/2020"), None),
    ("30/6,", one("30/06/2020"), "year_added"),
]


@pytest.mark.parametrize(("value", "days", "why"), DAYS)
def test_days(value: object, days: Days, why: str | None) -> None:
    assert read(readers.days, value) == (days, why)
    assert read(readers.held, value) == (Held(True, days), why)
    assert read(readers.planned, value) == (Planned(days.first, days.last), why)


@pytest.mark.parametrize(
    "value",
    [None, "", "   ", "\u00a0", "\u200b", "\ufeff", "\t", ".", "?", "-", "–", "…", "...",
     "chưa b/c", "đang t/h", "Chưa", "Chưa trình", "chưa duyệt", "Không"],
)  # fmt: skip
def test_no_day_told(value: object) -> None:
    assert read(readers.days, value) == (None, None)
    assert read(readers.planned, value) == (None, None)


NOT_A_DAY = [
    ("cuối tháng 4/2020", "vague_date"),
    ("Quý I/2020", "vague_date"),
    ("đầu quý II", "vague_date"),
    ("trong tháng 5", "vague_date"),
    ("dự kiến 20/4", "vague_date"),
    ("trước 30/6", "vague_date"),
    ("sau ngày 15/5/2020", "vague_date"),
    ("31/4/2020", "unreadable_date"),
    ("29/2/2019", "unreadable_date"),
    ("13/13/2020", "unreadable_date"),
    ("0/5/2020", "unreadable_date"),
    ("13/5/3020", "unreadable_date"),  # a slip of the hand, not a plan for the fourth millennium
    ("13/5/0202", "unreadable_date"),
    (datetime(1900, 1, 13), "unreadable_date"),  # a count formatted as a day
    ("13/05-2020", "unreadable_date"),
    ("25-24/7", "unreadable_date"),
    ("05/2020", "unreadable_date"),
    ("khoảng 20/5", "vague_date"),
    ("T5", "vague_date"),
    ("Thứ Năm 13/5/2020", "unreadable_date"),  # a Wednesday
    ("Thứ Tư 13-14/5", "unreadable_date"),
    ("13/5 và 20/5", "unreadable_date"),  # two days, no stretch between them
    ("13/5; 20/5", "unreadable_date"),
    ("tuần 2 tháng 5", "unreadable_date"),
    ("sáng 13/5", "unreadable_date"),  # a booking has a column for it
    ("13/5...", "unreadable_date"),
    ("15/4; ...", "unreadable_date"),
    ("05/06/2020 07:30", "unreadable_date"),  # of a machine, which may write the month first
    ("05/13/2020", "unreadable_date"),
    (2.1, "unreadable_date"),  # may have been 2.10
    (12345.0, "unreadable_date"),  # a serial of 1933
    (-5.0, "unreadable_date"),
    (1e300, "unreadable_date"),
    ("abc", "unreadable_date"),
    (True, "unreadable_date"),
]


@pytest.mark.parametrize(("value", "kind"), NOT_A_DAY)
def test_what_is_no_day_is_refused_with_a_remedy(value: object, kind: str) -> None:
    odd = refusal(readers.days, value)
    assert odd.kind == kind
    assert ("Cần một ngày cụ thể" if kind == "vague_date" else "Hãy") in str(odd)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("05/13/2020", "Không có tháng 13: có thể tệp ghi tháng trước ngày. Hãy ghi ngày trước, tháng sau, "
         "ví dụ 13/05/2020, cho cả cột."),
        ("5/13", "Không có tháng 13: có thể tệp ghi tháng trước ngày. Hãy ghi ngày trước, tháng sau, "
         "ví dụ 13/05/2020, cho cả cột."),
        ("31/4/2020", "Ngày này không có trong lịch. Hãy sửa lại ngày."),
        ("2/30/2020", "Ngày này không có trong lịch. Hãy sửa lại ngày."),
        ("2020-13-05", "Ngày này không có trong lịch. Hãy sửa lại ngày."),
        ("ngày 5 tháng 13", "Ngày này không có trong lịch. Hãy sửa lại ngày."),
    ],
)  # fmt: skip
def test_a_month_that_is_none_names_days_written_month_first(value: str, said: str) -> None:
    assert str(refusal(readers.days, value)) == said


def test_one_day_is_asked_where_a_stretch_makes_no_sense() -> None:
    assert read(readers.day, "27/3") == (d("27/03/2020"), "year_added")
    assert refusal(readers.day, "24 và 25/7").kind == "unreadable_date"


def test_the_missing_year_is_the_reports_own() -> None:
    assert readers.day("20/4", date(2025, 1, 31)).value == d("20/04/2025")
    assert readers.planned("cuối tháng 2", date(2025, 1, 31)).value.latest == d("28/02/2025")


# --- planned days: rough words are kept with their earliest and latest day ------------------------

PLANNED = [
    ("cuối tháng 4/2020", "21/04/2020", "30/04/2020", "cuối tháng 4/2020"),
    ("đầu tháng 5 năm 2020", "01/05/2020", "10/05/2020", "đầu tháng 5 năm 2020"),
    ("giữa tháng 6", "11/06/2020", "20/06/2020", "giữa tháng 6"),
    ("cuối tháng 2", "21/02/2020", "29/02/2020", "cuối tháng 2"),
    ("trong tháng 5", "01/05/2020", "31/05/2020", "trong tháng 5"),
    ("Tháng 5/2020", "01/05/2020", "31/05/2020", "Tháng 5/2020"),
    ("trước 30/6.", None, "30/06/2020", "trước 30/6"),
    ("Quý I/2020", "01/01/2020", "31/03/2020", "Quý I/2020"),
    ("quý 2/2020", "01/04/2020", "30/06/2020", "quý 2/2020"),
    ("Quý IV năm 2020", "01/10/2020", "31/12/2020", "Quý IV năm 2020"),
    ("đầu quý II", "01/04/2020", "30/04/2020", "đầu quý II"),
    ("cuối quý III", "01/09/2020", "30/09/2020", "cuối quý III"),
    ("trước 30/6", None, "30/06/2020", "trước 30/6"),
    ("xong trước 30/6/2020", None, "30/06/2020", "xong trước 30/6/2020"),
    ("sau ngày 15/5/2020", "15/05/2020", None, "sau ngày 15/5/2020"),
    ("khoảng 20/5", "20/05/2020", "20/05/2020", "khoảng 20/5"),
    ("chậm nhất 30/6", None, "30/06/2020", "chậm nhất 30/6"),
    ("muộn nhất là ngày 30/6/2020", None, "30/06/2020", "muộn nhất là ngày 30/6/2020"),
    ("T5", "01/05/2020", "31/05/2020", "T5"),
    ("cuối T5/2020", "21/05/2020", "31/05/2020", "cuối T5/2020"),
    ("khoảng giữa tháng 5", "11/05/2020", "20/05/2020", "khoảng giữa tháng 5"),
    ("thượng tuần tháng 5", "01/05/2020", "10/05/2020", "thượng tuần tháng 5"),
    ("trung tuần tháng 5", "11/05/2020", "20/05/2020", "trung tuần tháng 5"),
    ("hạ tuần tháng 2", "21/02/2020", "29/02/2020", "hạ tuần tháng 2"),
    ("dự kiến 20/4", "20/04/2020", "20/04/2020", None),
    ("DK: 20/5", "20/05/2020", "20/05/2020", None),
    ("dự kiến cuối tháng 5", "21/05/2020", "31/05/2020", "cuối tháng 5"),
]


@pytest.mark.parametrize(("value", "earliest", "latest", "words"), PLANNED)
def test_planned(value: str, earliest: str | None, latest: str | None, words: str | None) -> None:
    plan = Planned(earliest and d(earliest), latest and d(latest), words)
    assert readers.planned(value, AS_OF).value == plan


@pytest.mark.parametrize("value", ["DK 20/5 (TT: 22/5)", "dk: 20/5 (tt 22/5)",
                                   "Dự kiến 20/5 (thực tế 22/5)"])  # fmt: skip
def test_plan_and_actual_in_one_cell(value: str) -> None:
    plan = Planned(d("20/05/2020"), d("20/05/2020"), None, one("22/05/2020"))
    assert read(readers.planned, value) == (plan, "plan_and_actual")


def test_half_of_plan_and_actual() -> None:
    assert readers.planned("DK chưa (TT: 22/5)", AS_OF).value == Planned(
        None, None, None, one("22/05/2020")
    )
    assert readers.planned("DK 20/5 (TT: chưa)", AS_OF).value.actual is None
    assert readers.planned("DK - (TT: -)", AS_OF).value == Planned(None, None)


@pytest.mark.parametrize("value", ["tháng 13", "T13", "x", "khoảng hè", "31/6/2020"])
def test_what_is_no_plan_is_refused(value: str) -> None:
    assert refusal(readers.planned, value).kind == "unreadable_date"


# --- counts --------------------------------------------------------------------------------------

COUNTS = [
    ("3", 3, None),
    ("03", 3, None),
    ("03 đ/c", 3, None),
    ("12 đồng chí", 12, None),
    ("12 lượt", 12, None),
    (3, 3, None),
    (3.0, 3, None),
    ("0", 0, None),
    ("12.0", 12, None),
    ("12,0", 12, None),
    ("1447", 1447, None),
    ("5.587", 5587, "thousands_separator"),
    ("1 447", 1447, "thousands_separator"),
    ("1\u00a0447", 1447, "thousands_separator"),
    ("1.447.000", 1447000, "thousands_separator"),
    (1.447, 1447, "thousands_separator"),  # 1.447 read by a spreadsheet as one point four
    (104.123, 104123, "thousands_separator"),
    ("gần 4.000", 4000, "approximate"),
    ("hơn 4.000", 4000, "approximate"),
    ("trên 104.000", 104000, "approximate"),
    *((empty, None, None) for empty in (None, "", ".", "?", "-", "–", "…", "chưa b/c", "đang t/h")),
]


@pytest.mark.parametrize(("value", "number", "why"), COUNTS)
def test_count(value: object, number: int | None, why: str | None) -> None:
    assert read(readers.count, value) == (number, why)
    assert read(readers.members, value) == (number, why)
    assert read(readers.part, value) == (None if number is None else Part(number), why)


@pytest.mark.parametrize(
    "value",
    ["ba", "-3", -3.0, "12,5", 0.9688, 36.7, 1.5, "1,447", "1.44", "1 4470", True, "99,06%",
     1e300, float("inf"), float("nan"), "99999999999999"],
)  # fmt: skip
def test_what_is_no_count_is_refused(value: object) -> None:
    odd = refusal(readers.count, value)
    assert odd.kind == "unreadable_count"
    assert "Hãy" in str(odd)


def test_a_day_is_no_count() -> None:
    assert refusal(readers.count, datetime(2020, 2, 27)).kind == "unreadable_count"
    assert refusal(readers.members, datetime(2020, 2, 27)).kind == "unreadable_count"


@pytest.mark.parametrize(
    ("value", "part", "why"),
    [
        ("62/64", Part(62, 64), None),
        ("760/928", Part(760, 928), None),
        ("27 / 30", Part(27, 30), None),
        ("2/27", Part(2, 27), None),
        ("8/8 (100%)", Part(8, 8), None),
        ("27/30 90%", Part(27, 30), None),
        ("116/117 (99%)", Part(116, 117), None),
        ("6/7 (85,7 %)", Part(6, 7), None),
        ("6/6 (đạt 100%)", Part(6, 6), None),
        ("5/5 chi bộ", Part(5, 5), None),
        ("5/5 chi bộ (100%)", Part(5, 5), None),
        (datetime(2020, 2, 27), Part(2, 27, swapped=True), "repaired_fraction"),
        (datetime(2020, 11, 12), Part(11, 12, swapped=True), "repaired_fraction"),
        (datetime(2020, 12, 11), Part(11, 12, swapped=True), "repaired_fraction"),
    ],
)
def test_part(value: object, part: Part, why: str | None) -> None:
    assert read(readers.part, value) == (part, why)


@pytest.mark.parametrize("value", ["5/", "/5", "100%", "5/6/7", "99999999999/2",
                                   "7/8 (100%)", "7/8 (đạt 100%)", "7/8100%", "6/7 (86,7%)",
                                   "116/117 (100%)", "501/1000 (51%)", "0/0 (0%)"])  # fmt: skip
def test_what_is_no_part_is_refused(value: str) -> None:
    assert refusal(readers.part, value).kind == "unreadable_count"


def test_full_and_probationary_members_in_one_cell() -> None:
    assert read(readers.members, "58/4") == (62, "full_and_probationary")


# --- marks ---------------------------------------------------------------------------------------

YES = ["x", "X", "х", "✓", "✔", "☑", "ü", "\uf0fc", "v", "Có", "1", 1, 1.0, True, "Đã tổ chức", "Đã ĐH", "Xong",
       "Hoàn thành", "100%", "ĐÃ TỔ CHỨC", "Ðã tổ chức", "đã tổ chư\u0301c",
       "Hòan thành"]  # fmt: skip
NO = ["Chưa", "CHƯA", "Chưa ĐH", "Không", "0", 0, 0.0, False, "-", "–", "…", "..."]


@pytest.mark.parametrize("value", YES)
def test_yes(value: object) -> None:
    assert read(readers.yes_no, value) == (True, None)
    assert read(readers.held, value) == (Held(True), None)


@pytest.mark.parametrize("value", NO)
def test_no(value: object) -> None:
    assert read(readers.yes_no, value) == (False, None)
    assert read(readers.held, value) == (Held(False), None)


@pytest.mark.parametrize("value", [".", "?", "chưa b/c", "Chưa báo cáo", "đang t/h"])
def test_unknown_is_not_no(value: str) -> None:
    assert read(readers.yes_no, value) == (None, None)
    assert read(readers.held, value) == (Held(None), None)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_an_empty_mark_says_nothing_and_an_empty_day_says_not_held(value: object) -> None:
    assert read(readers.yes_no, value) == (None, None)
    assert read(readers.held, value) == (Held(False), None)


@pytest.mark.parametrize("value", ["Điểm", "ĐH điểm", "đại hội điểm", "x"])
def test_pilot(value: str) -> None:
    assert read(readers.pilot, value) == (True, None)


@pytest.mark.parametrize("value", ["có thể", "X?", "có?", "chưa?", 2.0, 0.5, datetime(2020, 5, 13)])
def test_what_is_no_mark_is_refused(value: object) -> None:
    odd = refusal(readers.yes_no, value)
    assert (odd.kind, str(odd)) == (
        "unreadable_yes_no",
        "Hãy đánh dấu x nếu có và để trống nếu không.",
    )


@pytest.mark.parametrize("value", ["Đã ĐH 10/5", "Đã tổ chức ngày 10/5", "TT: 10/5"])
def test_held_with_its_day_in_words(value: str) -> None:
    assert read(readers.held, value) == (Held(True, one("10/05/2020")), "year_added")


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("10/5 (sáng)", one("10/05/2020")),
        ("10/5/2020 (buổi chiều)", one("10/05/2020")),
        ("sáng 10/5/2020", one("10/05/2020")),
        ("Chiều, ngày 10/5", one("10/05/2020")),
        ("7h30 ngày 10/5/2020", one("10/05/2020")),
        ("lúc 8 giờ 00 phút, ngày 10 tháng 5 năm 2020", one("10/05/2020")),
        ("đã ĐH sáng 10/5", one("10/05/2020")),
        ("9 và 10/5 (sáng)", span("09/05/2020", "10/05/2020")),
    ],
)
def test_the_time_of_day_of_a_congress_is_left_out(value: str, days: Days) -> None:
    assert read(readers.held, value) == (Held(True, days), "time_of_day")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        *(
            (words, "unreadable_date")
            for words in (
                "sáng",
                "7h30",
                "sáng và chiều 10/5",
                "sáng 9 và 10/5",
                "thứ tư 10/5",
                "1: 10/5",
                "14h 20, 21/5",
                "8h 10 và 12/5",
                "7h 30-5",
                "8h 9.10",
                "99h ngày 10/5",
                "10/5 99:99",
                "10/5 07:30",
                "9/5 (sáng), 10/5",
            )
        ),
        ("cuối tháng 4", "vague_date"),
        ("dự kiến 20/5", "vague_date"),
        ("trước 30/6", "vague_date"),
        *(
            (words, "unreadable_status")
            for words in (
                "không tổ chức",
                "Không ĐH",
                "không đại hội",
                "tạm hoãn",
                "hoãn",
                "hoãn do dịch",
                "tạm dừng",
                "dừng",
                "Đã dừng từ 1/4",
            )
        ),
        *((words, "unreadable_yes_no") for words in ("X?", "có?", "Chưa?", "13/5?")),
        ("trên 80%", "unreadable_date"),
        ("31/4", "unreadable_date"),
    ],
)
def test_what_does_not_say_held_is_refused(value: str, kind: str) -> None:
    assert refusal(readers.held, value).kind == kind


# --- drafts and papers ---------------------------------------------------------------------------

DRAFTS = [
    ("lần 3", 3, False),
    ("lần thứ 3", 3, False),
    ("Lần 3.", 3, False),
    ("dự thảo lần III", 3, False),
    ("dự thảo lần Ⅲ", 3, False),
    ("DT3", 3, False),
    ("L3", 3, False),
    ("DT lần 03", 3, False),
    ("lần thứ nhất", 1, False),
    ("lần thứ ba", 3, False),
    ("dự thảo lần ba", 3, False),
    ("lần mười", 10, False),
    ("đang dự thảo lần thứ hai", 2, True),
    ("hoàn thiện dự thảo lần 3", 3, False),
    ("đang DT lần 2", 2, True),
    ("đang soạn thảo lần 1", 1, True),
    ("chuẩn bị dự thảo lần 4", 4, True),
    ("III", 3, False),
    ("3", 3, False),
    (3.0, 3, False),
]


@pytest.mark.parametrize(("value", "number", "in_progress"), DRAFTS)
def test_draft(value: object, number: int, in_progress: bool) -> None:
    assert read(readers.draft, value) == (DraftNo(number, in_progress), None)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("lần 3 (20/4/2020)", 3),
        ("lần thứ ba (20/4)", 3),
        ("lần 3 (đã duyệt)", 3),
        ("DT2 đang lấy ý kiến", 2),
        ("DT 2 (đang góp ý)", 2),
    ],
)
def test_what_is_said_beside_a_draft_is_left_out(value: str, number: int) -> None:
    assert read(readers.draft, value) == (DraftNo(number, False), "said_beside")


@pytest.mark.parametrize("value", [None, "", "-", "Chưa", "chưa có", "0", 0.0, "?", "đang t/h"])
def test_no_draft(value: object) -> None:
    assert read(readers.draft, value) == (None, None)


@pytest.mark.parametrize(
    "value",
    ["x", "v", "13/5", "13/5/2020", datetime(2020, 5, 13), 3.5, "lần 3, lần 4", "2-3", -3.0,
     "ba", "lần hai, lần ba", "lần II, lần III", "trước lần 3", "sau lần 3", "chưa xong lần 3", "3?",
     "lần 2 (3 bản)", "đang góp ý", "đang lấy ý kiến", "99", True, "đang DT"],
)  # fmt: skip
def test_what_is_no_draft_number_is_refused(value: object) -> None:
    odd = refusal(readers.draft, value)
    assert odd.kind == "unreadable_draft"
    assert "ví dụ 3" in str(odd)


@pytest.mark.parametrize(
    ("value", "said", "why"),
    [
        ("13/05/2020", DraftDate(d("13/05/2020"), False), None),
        ("13/5", DraftDate(d("13/05/2020"), False), "year_added"),
        ("đang soạn thảo", DraftDate(None, True), None),
        ("Đang DT lần 2", DraftDate(None, True), None),
        ("x", DraftDate(None, False), None),
        (1.0, DraftDate(None, False), None),
        ("Đã xong", DraftDate(None, False), None),
        ("chưa", None, None),
        (None, None, None),
    ],
)
def test_draft_date(value: object, said: DraftDate | None, why: str | None) -> None:
    assert read(readers.draft_date, value) == (said, why)


PAPERS = [
    ("12-KH/ĐU, 15/01/2020", "12-KH/ĐU", "15/01/2020", None),
    ("12-KH/ĐU ngày 15/01/2020", "12-KH/ĐU", "15/01/2020", None),
    ("Số 71-KH/ĐUCA (20/02/2020)", "71-KH/ĐUCA", "20/02/2020", None),
    ("12-KH/ĐU\n15/01/2020", "12-KH/ĐU", "15/01/2020", None),
    ("12-KH/ĐU 15/1/20", "12-KH/ĐU", "15/01/2020", None),
    ("12-KH/ĐU, ngày 15 tháng 01 năm 2020", "12-KH/ĐU", "15/01/2020", None),
    ("45-QĐ/ĐUCA ngày 20.4.2020", "45-QĐ/ĐUCA", "20/04/2020", None),
    ("12/KH-ĐU ngày 5/3", "12/KH-ĐU", "05/03/2020", "year_added"),
    ("Số: 36-HD/VPTW", "36-HD/VPTW", None, None),
    ("12/2020/KH", "12/2020/KH", None, None),
    (71.0, "71", None, None),
    ("12", "12", None, None),
    ("KH 12", "KH 12", None, None),
    ("12-KH/ĐU (đã bổ sung)", "12-KH/ĐU (đã bổ sung)", None, None),
    ("KH số 12 ngày 15/1/2020 của Đảng ủy", "KH số 12 của Đảng ủy", "15/01/2020", None),
    ("15/01/2020, 12-KH/ĐU", "12-KH/ĐU", "15/01/2020", None),
    ("12-KH/ĐU, ngày 5/1 năm 2020", "12-KH/ĐU", "05/01/2020", None),
    ("12-KH/ĐUCA-PX01", "12-KH/ĐUCA-PX01", None, None),
    ("Kế hoạch ngày 15/01/2020", None, "15/01/2020", None),
    ("Đã có", None, None, None),
    ("15/01/2020", None, "15/01/2020", None),
    (datetime(2020, 1, 15), None, "15/01/2020", None),
    ("x", None, None, None),
    ("✓", None, None, None),
    ("Đã ban hành", None, None, None),
]


@pytest.mark.parametrize(("value", "number", "issued", "why"), PAPERS)
def test_paper(value: object, number: str | None, issued: str | None, why: str | None) -> None:
    assert read(readers.paper, value) == (Paper(number, issued and d(issued)), why)


@pytest.mark.parametrize(
    ("value", "number", "issued"),
    [
        ("Số 12-KH/ĐU ngày 15/01/2020 về đại hội nhiệm kỳ 2020-2025", "12-KH/ĐU", "15/01/2020"),
        ("12-KH/ĐU ngày 15/01/2020 (lần 2)", "12-KH/ĐU", "15/01/2020"),
        ("12-KH/ĐU, 15/1/2020 - nộp chậm", "12-KH/ĐU", "15/01/2020"),
        ("12-KH/ĐU ngày 15/1/2020 (đã trình ĐU)", "12-KH/ĐU", "15/01/2020"),
        ("15/1/2020 - 12-KH/ĐU", "12-KH/ĐU", "15/01/2020"),
        ("Tờ trình 12-TTr/ĐU, 15/1/2020", "12-TTr/ĐU", "15/01/2020"),
        ("12-KH/ĐU chi bộ Nam Sơn", "12-KH/ĐU", None),
        ("1.234-QĐ/ĐUCA, 20/5/2020", "1.234-QĐ/ĐUCA", "20/05/2020"),
        ("KH-12/ĐU", "KH-12/ĐU", None),
        ("KH/ĐU 12", "KH/ĐU 12", None),
        ("12-KH/ĐU năm 2020", "12-KH/ĐU", None),
        ("12-KH/ĐU (bổ sung 03-KH/ĐU)", "12-KH/ĐU", None),
        ("15/1/2020 (12-KH/ĐU)", "12-KH/ĐU", "15/01/2020"),
        ("Số -KH/ĐU, ngày 15/5/2020", None, "15/05/2020"),
    ],
)
def test_what_is_said_beside_a_paper_holds_it_not_back(
    value: str, number: str | None, issued: str | None
) -> None:
    said = readers.paper(value, AS_OF).value
    assert said.issued_on == (issued and d(issued))
    assert (said.number is None) is (number is None)
    assert (number or "") in (said.number or "")


@pytest.mark.parametrize("value", ["Đã có KH", "Có KH", "Đã ban hành"])
def test_a_paper_without_number_and_day(value: str) -> None:
    assert read(readers.paper, value) == (Paper(None, None), None)


@pytest.mark.parametrize(
    "value",
    [None, "", "-", "Chưa", "Chưa có", "Chưa ban hành", "Không", "đang dự thảo", "Đang trình"],
)
def test_a_paper_that_is_not_there_yet(value: object) -> None:
    assert read(readers.paper, value) == (None, None)


@pytest.mark.parametrize(
    "value",
    [
        "Số     -KH/ĐU, ngày    /5/2020",
        "…-KH/ĐU ngày …/…/2020",
        "...-KH/ĐU",
        "Số ... ngày ... tháng 5 năm 2020",
        "12-KH/ĐU, ngày /5/2020",
        *("chờ ký", "chờ chuẩn y", "dự thảo", "thiếu hồ sơ", "ban hành chậm", "đã trình", "X?"),
        *("12-KH/ĐU?", "đã có nhưng chưa ký", "dự kiến 15/5", "Tháng 1", "KH chung của tỉnh"),
        *(2.1, -5.0),
        "12-KH/ĐU ngày 15/01/2020; 13-KH/ĐU ngày 20/01/2020",
        "12-KH/ĐU và 13-KH/ĐU",
    ],
)
def test_a_paper_nobody_knows_to_be_issued_is_refused(value: object) -> None:
    odd = refusal(readers.paper, value)
    assert odd.kind == "unreadable_paper"
    assert "12-KH/ĐU, 15/01/2020; chưa ban hành thì để trống." in str(odd)


def test_a_paper_with_an_impossible_day_is_refused() -> None:
    assert refusal(readers.paper, "12-KH/ĐU, 31/4/2020").kind == "unreadable_date"


# --- choices -------------------------------------------------------------------------------------

CHOICES = [
    (readers.org_kind, "ĐB", OrgKind.COMMITTEE),
    (readers.org_kind, "ÐB", OrgKind.COMMITTEE),
    (readers.org_kind, "Đảng bộ", OrgKind.COMMITTEE),
    (readers.org_kind, "Đ.bộ", OrgKind.COMMITTEE),
    (readers.org_kind, "CB", OrgKind.CELL),
    (readers.org_kind, "Chi bộ", OrgKind.CELL),
    (readers.org_kind, "CBCS", OrgKind.CELL),
    (readers.org_kind, "ĐB cơ sở", OrgKind.COMMITTEE),
    (readers.org_kind, "Chi bộ CS", OrgKind.CELL),
    (readers.scope, "Trực thuộc", Scope.DIRECT),
    (readers.scope, "Phối hợp", Scope.COORDINATED),
    (readers.scope, "Cấp trên trực tiếp", Scope.SUPERIOR),
    (readers.status, "Dừng", Status.STOPPED),
    (readers.status, "Dừng – không tổ chức", Status.STOPPED),
    (readers.status, "Tạm hoãn", Status.POSTPONED),
    (readers.congress_form, "ĐV", "members_congress"),
    (readers.congress_form, "Đ.V", "members_congress"),
    (readers.congress_form, "Toàn thể", "members_congress"),
    (readers.congress_form, "ĐB", "delegates_congress"),
    (readers.congress_form, "Đại hội đại biểu", "delegates_congress"),
    (readers.congress_form, "ĐHĐV", "members_congress"),
    (readers.session, "Sáng", "morning"),
    (readers.session, "CHIỀU", "afternoon"),
    (readers.session, "Cả ngày", "day"),
]


@pytest.mark.parametrize(("reader", "value", "chosen"), CHOICES)
def test_choice(reader: Reader, value: str, chosen: object) -> None:
    assert read(reader, value) == (chosen, None)


@pytest.mark.parametrize(
    ("reader", "kind", "remedy"),
    [
        (readers.org_kind, "unreadable_kind", "Hãy ghi Đảng bộ (ĐB) hoặc Chi bộ (CB)."),
        (readers.scope, "unreadable_scope", "Hãy ghi Trực thuộc, Phối hợp hoặc"),
        (readers.status, "unreadable_status", "Dừng, Tạm hoãn hoặc để trống"),
        (readers.congress_form, "unreadable_congress_form", "Hãy ghi ĐV"),
        (readers.session, "unreadable_session", "Hãy ghi Sáng, Chiều hoặc Cả ngày."),
    ],
)
def test_another_choice_is_refused(reader: Reader, kind: str, remedy: str) -> None:
    assert refusal(reader, "Dừng?").kind == kind
    odd = refusal(reader, "lung tung")
    assert odd.kind == kind
    assert remedy in str(odd)
    assert read(reader, None) == read(reader, "-") == (None, None)


def test_words_are_kept_as_a_person_would_retype_them() -> None:
    assert read(readers.text, "  Phòng\u00a0họp \n tầng\u200b 3 ") == ("Phòng họp tầng 3", None)
    assert read(readers.text, 12.0) == ("12", None)
    assert read(readers.text, datetime(2020, 5, 13)) == ("13/05/2020", None)
    assert read(readers.text, "\u200b ") == (None, None)


@pytest.mark.parametrize(
    "piece",
    ["dự kiến ", "dk: ", "DK 20/5 (TT: ", "sáng ", "(sáng) ", "8h ", "1/", "ngày ", "từ ", "gần ",
     "đang ", "số ", "đ/c ", "\n", "1:11 ", "Thứ Tư ", "lần ", "(đã ", "12-KH/ĐU ", "chi bộ ", "a.(",
     "1 (", "thượng tuần ", "khoảng "],
)  # fmt: skip
def test_a_cell_as_long_as_a_spreadsheet_allows_is_answered(piece: str) -> None:
    most = 32_767
    for reader in READERS:
        for around in ("", "13/5"):
            value = (around + piece * most)[: most - len(around)] + around
            with suppress(Odd):
                assert isinstance(reader(value, AS_OF), Reading)
