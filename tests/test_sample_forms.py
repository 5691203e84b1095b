"""Danh mục and Biểu 02–05 of the sample province, held against Biểu 01 of the same day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from congress_dash.vietnamese import fold
from sample_books import (
    SAMPLES,
    below,
    book,
    direct,
    first_day,
    held,
    known,
    late,
    names,
    numbered,
    open_plans,
    progress,
)

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

REPORT = date(2020, 5, 13)
PAUSE = (date(2020, 3, 28), date(2020, 4, 22))


def test_catalogue_of_sub_cells_and_other_names() -> None:
    listed = below("danh-muc.xlsx", "Tổ chức đảng", "Thứ tự")
    below_them = [line for line in listed if line["Phạm vi"] is None]
    pairs = [(line["Cấp trên"], line["Tên tổ chức đảng"]) for line in below_them]
    assert len(pairs) == len(set(pairs)) == 210
    assert Counter(parent for parent, _ in pairs) == {
        line["Mã"]: line["Số chi bộ trực thuộc"] for line in known() if line["Số chi bộ trực thuộc"]
    }
    assert Counter(name for _, name in pairs)["Chi bộ Đội Tổng hợp"] == 20
    called = [
        line["Tên gọi khác"] for line in below("danh-muc.xlsx", "Tên gọi khác", "Tên gọi khác")
    ]
    full = [line["Tên tổ chức đảng"] for line in listed if line["Phạm vi"]]
    keys = [fold(word) for word in (*called, *full)]
    assert len(keys) == len(set(keys))
    assert [line["Mã"] for line in known()].count(None) == 1


def test_deadlines_of_each_level_and_own_steps() -> None:
    everything = below("danh-muc.xlsx", "Mốc thời hạn", "Cấp")
    listed = [line for line in everything if line["Hiệu lực từ"].date() <= REPORT]
    ends = {line["Cấp"]: line["Ngày"].date() for line in listed if line["Mốc"].startswith("Hoàn")}
    assert ends == {
        "Chi bộ trực thuộc": date(2020, 3, 30),
        "Tổ chức cơ sở đảng": date(2020, 6, 30),
        "Phối hợp": date(2020, 6, 30),
        "Cấp trên trực tiếp": date(2020, 8, 31),
    }
    assert min(line["Hiệu lực từ"] for line in listed).date() == date(2019, 5, 30)
    done = {line["Mốc"]: line["Ngày thực hiện"] for line in listed}
    reelection = [day.date() for step, day in done.items() if "tái cử" in step]
    assert len(reelection) == 5
    assert reelection == sorted(reelection)
    assert reelection[-1] <= REPORT
    assert [day for step, day in done.items() if "lần đầu" in step] == [None] * 5
    assert done["Phiên chính thức"] is None


def test_results_are_those_of_the_congresses_held() -> None:
    results = numbered(f"bieu-02-{REPORT}.xlsx", "Biểu 02")
    assert {line[1]: line[2].date() for line in results} == held(REPORT)
    assert len([line for line in results if line[8] is None]) == 2
    assert len([line for line in results if line[8] and not line[9]]) == 8
    for line in results:
        assert line[3] == progress(REPORT)[line[1]]["full"] >= line[4]
        ratified = first_day((line[9] or "").split(", ")[-1])
        assert not ratified or line[2] < line[8] < datetime(*ratified.timetuple()[:3])


def test_documents_are_at_their_third_draft() -> None:
    documents = numbered(f"bieu-03-{REPORT}.xlsx", "Biểu 03")
    for line in documents[:4]:
        first, second, third = (day.date() for day in line[3:6])
        sent, received, comments, accepted, explained = line[8:13]
        assert first < second < third
        assert date(2020, 4, 20) <= third <= date(2020, 5, 11)
        assert received < sent
        assert accepted + explained <= comments
    assert [line[4:7] for line in documents[4:]] == [(None, None, None)] * 2


def test_visits_reach_all_but_eight_in_every_working_week() -> None:
    visits = numbered(f"bieu-04-{REPORT}.xlsx", "Biểu 04")
    days, day = [], None
    for line in visits:
        day = first_day(line[1]) or day
        days.append(day)
    mondays = {each - timedelta(days=each.weekday()) for each in days if each}
    away = {date(2020, 1, 20), date(2020, 1, 27)} | {
        date(2020, 3, 30) + timedelta(weeks=week) for week in range(3)
    }
    weeks = {date(2020, 1, 6) + timedelta(weeks=week) for week in range(19)}
    assert mondays == weeks - away
    assert not [each for each in days if each and PAUSE[0] <= each <= PAUSE[1]]
    seen = {names()[unit.strip()] for line in visits for unit in re.split(r"[;\n]", line[3])}
    never = {line["Tên tổ chức đảng"] for line in known()} - seen
    assert (len(never & direct()), len(never - direct())) == (5, 3)
    open_ = [line for line in visits if line[7] and line[8] != "Đã khắc phục"]
    assert len([line for line in open_ if line[7].date() < REPORT]) == 7
    assert len(open_) > 7
    assert {line[8] for line in visits} == {"Đã khắc phục", "Chưa", None}


def test_bookings_follow_the_plans() -> None:
    booked, day = {}, None
    for line in numbered(f"bieu-05-{REPORT}.xlsx", "Biểu 05"):
        day = first_day(line[1]) or day
        booked[line[3]] = day
    assert len(booked.keys() & direct()) == 16
    assert len(booked.keys() - direct()) == 9
    for name, on in booked.items():
        planned = first_day(open_plans(REPORT)[name])
        assert planned == on or (name in late(REPORT) and on > REPORT)
    soon = [name for name, on in booked.items() if on <= date(2020, 5, 31) and name in direct()]
    assert len(soon) == 10


def test_sheets_print_on_a4_with_their_headings() -> None:
    for path in SAMPLES.glob("*.xlsx"):
        for sheet in book(path.name, formulas=True):
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
            assert sheet.print_title_rows, (path.name, sheet.title)
            fonts = {cell.font.name for row in sheet.iter_rows() for cell in row}
            assert fonts == {"Times New Roman"}, (path.name, sheet.title)
