"""Two moments held against each other: what differs is what a slow comparison finds; old reports stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from conftest import ROOT
from congress_dash import boards, outgoing, session
from congress_dash.chart import Chart
from congress_dash.intake import look, today
from congress_dash.moment import Clocks, Moment, View
from congress_dash.moments import reported
from congress_dash.records import FormId
from congress_dash.share import Share
from congress_dash.store import Store
from diary import preview
from oracle import Books
from oracle_books import Org, said
from test_replay import invented, moments, withdraw_one

SAMPLES = ROOT / "data" / "samples"
MAY = date(2020, 5, 13)


def compared(books: Store, moment: Moment) -> tuple[Chart, Chart]:
    figures, changes = boards.compared(books, moment)
    return figures, changes


def test_against_the_report_before_only_what_happened_moves_the_headline(province: Store) -> None:
    figures, changes = compared(province, Moment(MAY, 17))
    assert figures.moment.against == Clocks(date(2020, 5, 4), 17)
    assert figures.title == (
        "5/30 → 11/30 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội so với 04/05/2020: "
        "thực tế tăng 06"
    )
    assert figures.columns[1].values[0] == Share(11, 30)
    assert set(changes.columns[5].values) == {"thực tế thay đổi"}


def test_the_same_day_in_other_books_differs_by_what_was_told_since(province: Store) -> None:
    figures, changes = compared(province, Moment(MAY, 17, against=Clocks(MAY, 8)))
    assert figures.title.endswith(
        "so với 13/05/2020 (sổ đến lần nạp 8): thực tế không đổi; bổ sung, sửa số liệu tăng 06"
    )
    assert set(changes.columns[5].values) == {"bổ sung, sửa số liệu"}


def test_a_change_names_the_upload_that_told_it(province: Store) -> None:
    _, changes = compared(province, Moment(MAY, 17))
    rows = list(zip(*(column.values for column in changes.columns), strict=True))
    assert (
        "Chi bộ Phòng Hồ sơ nghiệp vụ", "Tham mưu – XDLL", "Ngày đại hội", "(trống)", "05/05/2020",
        "thực tế thay đổi", 9,
    ) in rows  # fmt: skip


def test_a_comparison_keeps_to_the_view(province: Store) -> None:
    figures, changes = compared(province, Moment(MAY, 17, View(block="AN")))
    assert figures.title.startswith("Khối An ninh: 2/8 → 4/8")
    assert set(changes.columns[1].values) == {"An ninh"}


def test_before_the_first_report_there_is_nothing_to_hold_against(province: Store) -> None:
    for chart in compared(province, Moment(date(2019, 12, 1), 17)):
        assert chart.is_empty
        assert chart.empty == (
            "Chưa có kỳ báo cáo trước để so sánh; hãy chọn ngày so sánh khác hoặc nạp Biểu 01 của kỳ trước ở trang "
            "Cập nhật."
        )


# --- against the slow recomputation --------------------------------------------------------------


def told(books: Books, org: Org) -> dict[str, str | None]:
    """What is known of an organisation, as text: the fields that a comparison shows."""
    latest, now = org.latest, org.told
    result = said(books.words[FormId.RESULTS].get(org.unit, []))
    planned = (now.planned_text or now.planned_to or now.planned_from) if now else None
    values: dict[str, object] = {
        "name": org.listed.name,
        "block": org.block,
        "scope": "direct" if org.level == "grassroots" else "coordinated",
        "kind": org.listed.kind,
        "state": books.state(org),
        "pilot": str(org.is_pilot).lower(),
        "plan_issued_on": org.day_of("plan_issued_on") if latest else None,
        "draft": now.draft if now else None,
        "comments": now.comments if now else None,
        "submitted_on": org.day_of("submitted_on"),
        "approved_on": org.day_of("approved_on"),
        "planned": planned,
        "booked_on": books.booked_on(org),
        "held_on": org.held_on if org.held else None,
        "sub_cells": org.sub_cells,
        "sub_cells_held": org.sub_cells_held(books.as_of),
        "reported_on": getattr(result, "reported_on", None)
        if books.came(result, "reported_on")
        else None,
        "ratified_on": getattr(result, "ratified_on", None)
        if books.came(result, "ratified_on")
        else None,
    }
    return {name: None if value is None else str(value) for name, value in values.items()}


def differences(before: Books, corrected: Books, now: Books) -> set[tuple[object, ...]]:
    """Slow and obvious: every field of every organisation, three times."""
    was, mid, is_ = (
        {org.unit: told(books, org) for org in books.orgs()} for books in (before, corrected, now)
    )
    found: set[tuple[object, ...]] = {(unit, "unit", "added") for unit in is_.keys() - was.keys()}
    found |= {(unit, "unit", "removed") for unit in was.keys() - is_.keys()}
    for unit in was.keys() & is_.keys():
        for field, old in was[unit].items():
            new, then = is_[unit][field], mid.get(unit, {}).get(field)
            if old != new:
                why = "reality" if old == then else "correction" if then == new else "both"
                found.add((unit, field, old, new, why))
    return found


def answered(store: Store, moment: Moment) -> set[tuple[object, ...]]:
    rows = store.ask("compare", moment).to_dict("records")
    return {
        (r["unit"], "unit", r["change"])
        if r["field"] == "unit"
        else (r["unit"], r["field"], r["before"], r["after"], r["why"])
        for r in rows
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_a_comparison_finds_what_a_slow_one_finds(seed: int, store_path: Path) -> None:
    chance = Random(seed)
    diary = invented(chance)
    store = Store.open(store_path, create=True)
    for step in range(14):
        upload = diary.upload(FormId.CATALOGUE if step == 0 else None)
        store.accept(preview(upload, store.revision), by="thử")
        if step == 10:
            withdraw_one(store, diary)
    for one, other in zip(moments(chance, 14, 12), moments(chance, 14, 12), strict=True):
        moment = replace(one, against=Clocks(other.as_of, other.known_at))
        before, corrected, now = (
            Books.at(diary.kept, diary.withdrawn, Moment(day, known, moment.view))
            for day, known in (
                (other.as_of, other.known_at), (other.as_of, one.known_at), (one.as_of, one.known_at)
            )
        )  # fmt: skip
        assert answered(store, moment) == differences(before, corrected, now), moment
    store.close()


# --- a report is the same report ------------------------------------------------------------------

REPORTED = ["danh-muc.xlsx", *(f"bieu-01-2020-0{d}.xlsx" for d in ("4-24", "5-04", "5-13")),
            *(f"bieu-0{form}-2020-05-13.xlsx" for form in (2, 3, 4, 5))]  # fmt: skip
LATER = ["bieu-01-2020-05-31.xlsx", "bieu-01-2020-03-16.xlsx", "bieu-01-2020-06-30.xlsx"]


def accept(store: Store, name: str) -> None:
    seen = look(name, (SAMPLES / name).read_bytes(), store, reason="thử")
    store.accept(seen, by="thử")


@pytest.mark.slow
def test_a_report_made_again_is_the_same_report_whatever_came_since(store_path: Path) -> None:
    """Byte by byte, narrowed or not; only a withdrawal may change it (contract §2.6)."""
    store = Store.open(store_path, create=True)
    for name in REPORTED:
        accept(store, name)
    known = store.uploads()[-1].upload
    reports = [Moment(MAY, known), Moment(MAY, known, View(block="AN"))]

    def made() -> list[object]:
        books = session.CachedBooks(store, store.revision)
        out: list[object] = []
        for moment in reports:
            charts = boards.all_charts(books, moment)
            out += [
                charts,
                outgoing.made_deck(charts.values(), moment),
                outgoing.sheet_of(books, moment, charts),
            ]
        return out

    first = made()
    for name in LATER:
        accept(store, name)
    assert len(store.uploads()) == known + len(LATER)
    assert made() == first
    store.withdraw(known, reason="gửi nhầm", by="thử")
    assert made() != first
    store.close()


def test_what_was_reported_on_a_day_is_read_up_to_its_upload(site: None) -> None:
    """The sample was loaded long after: the first upload that brought the day's Biểu 01."""
    assert reported(MAY) == 9
    assert reported(date(2020, 5, 15)) == 9
    assert reported(date(2019, 1, 1)) is None
    assert reported(today()) == 17  # in Việt Nam, as everything is told
