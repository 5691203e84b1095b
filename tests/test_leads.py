"""What leaders ask next: numbers that add up, percentages with their whole, the worst first."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress_dash import boards, reference, vietnamese
from congress_dash.boards import asking, directing
from congress_dash.chart import Chart
from congress_dash.moment import EVERYTHING, Moment, View
from congress_dash.records import Booking, Finding, FormId, OrgKind, Record, Status, Visit
from congress_dash.reference import troubles
from congress_dash.share import Share, parts
from congress_dash.store import Store
from diary import Diary, preview
from invented import CATALOGUE, REPORT_DAYS, START
from oracle import Accepted
from test_replay import moments

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

MAY = Moment(date(2020, 5, 13), EVERYTHING)


@pytest.fixture(scope="module")
def store(sample_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("leads")
    shutil.copytree(sample_books.parent, folder, dirs_exist_ok=True)
    with closing(Store.open(folder / sample_books.name)) as opened:
        yield opened


def rows(store: Store, question: str, moment: Moment = MAY) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = store.ask(question, moment).to_dict("records")
    return found


def sample_moments(seed: int, how_many: int) -> list[Moment]:
    chance = Random(seed)
    return [
        Moment(date(2019, 12, 20) + timedelta(days=chance.randrange(200)), chance.randrange(18))
        for _ in range(how_many)
    ]


@pytest.fixture(scope="module")
def told(store: Store) -> dict[str, Chart]:
    return boards.all_charts(store, MAY)


def column(chart: Chart, name: str) -> tuple[object, ...]:
    return next(column.values for column in chart.columns if column.name == name)


# --- everything adds up ---------------------------------------------------------------------------


def check_balance(store: Store, moment: Moment) -> None:
    """Every organisation in one place, and every other question counts the same ones."""
    balance = rows(store, "balance", moment)
    for row in balance:
        named = ("held", "scheduled", "unscheduled", "not_reported")
        assert sum(row[name] for name in named) == row["total"]
        assert row["total"] + row["excluded"] == row["listed"]

    def summed(name: str, **of: str | None) -> int:
        return sum(r[name] for r in balance if all(r[key] == value for key, value in of.items()))

    for row in rows(store, "held", moment):
        if row["level"] in ("grassroots", "coordinated"):
            of = {"level": row["level"]} | ({} if row["kind"] == "all" else {"kind": row["kind"]})
            for name in ("held", "total", "excluded", "not_reported"):
                assert row[name] == summed(name, **of), (row, name)
    for row in rows(store, "held_by_block", moment):
        for name in ("held", "total", "excluded", "not_reported"):
            assert row[name] == summed(name, level=row["level"], block=row["block"])
    rungs = Counter(row["level"] for row in rows(store, "unit_funnel", moment))
    for level in ("grassroots", "coordinated"):
        assert rungs[level] == summed("total", level=level)
    assert len(rows(store, "organisations", moment)) == summed("listed")
    reached = [row for row in rows(store, "held_over_time", moment) if row["held"] is not None]
    for level in ("grassroots", "coordinated"):
        last = [row for row in reached if row["level"] == level][-1:]
        assert all((r["held"], r["total"]) == (summed("held", level=level),
                                               summed("total", level=level)) for r in last)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_a_story_adds_up_whatever_was_sent_and_withdrawn(seed: int, store_path: Path) -> None:
    chance = Random(seed)
    diary = Diary(chance, favourite=chance.choice(list(FormId)))
    with closing(Store.open(store_path, create=True)) as store:
        for step in range(12):
            upload = diary.upload(FormId.CATALOGUE if step == 0 else None)
            store.accept(preview(upload, store.revision), by="thử")
            number = diary.withdraw() if step % 5 == 4 else None
            if number is not None:
                store.withdraw(number, reason="gửi nhầm", by="thử")
        for moment in moments(chance, len(diary.kept), 6):
            check_balance(store, moment)


@pytest.mark.parametrize("seed", range(4))
def test_the_province_adds_up_at_any_moment_and_in_any_view(store: Store, seed: int) -> None:
    views = (View(), View(block="CS"), View(scope="coordinated"), View(kind="cell"))
    for moment in sample_moments(seed, 5):
        for view in views:
            check_balance(store, Moment(moment.as_of, moment.known_at, view))


def test_stopped_postponed_and_silent_ones_have_places_of_their_own(store_path: Path) -> None:
    """One organisation of each kind, in one block: held, booked, open, silent, stopped."""
    diary = Diary(Random(0))
    day = REPORT_DAYS[1]

    def reported(unit: str, **told: Any) -> Record:
        words: dict[str, Any] = {"held": False, "held_on": None, "held_to": None, "status": None}
        return replace(diary.progress(unit, day), **(words | told))

    sent = (
        reported("PV01", held=True, held_on=START),
        reported("PX05"),
        reported("PC02", status=Status.POSTPONED),
        reported("PC09", status=Status.STOPPED),
    )
    listed = tuple(
        replace(org, block="CS", kind=OrgKind.CELL) if org.scope else org for org in CATALOGUE
    )
    booked = Booking("PX05", "PX05", day, day, "day", None, None, None)
    told: list[tuple[FormId, tuple[Record, ...]]] = [
        (FormId.CATALOGUE, listed),
        (FormId.PROGRESS, sent),
        (FormId.SCHEDULE, (booked,)),
    ]
    with closing(Store.open(store_path, create=True)) as store:
        for number, (form, records) in enumerate(told, start=1):
            store.accept(preview(Accepted(number, form, day, records), store.revision), by="thử")
        direct = [r for r in rows(store, "balance", Moment(day, 9)) if r["level"] == "grassroots"]
        assert [list(r.values()) for r in direct] == [
            ["grassroots", "CS", "cell", 1, 1, 1, 1, 4, 1, 5]
        ]


# --- percentages ----------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=12))
def test_shares_of_one_whole_add_up_to_a_hundred(counts: list[int]) -> None:
    shares = parts(counts)
    assert [share.part for share in shares] == counts
    assert {share.whole for share in shares} == {sum(counts)}
    if sum(counts):
        percents = [share.percent for share in shares if share.percent is not None]
        assert sum(percents) == 100
        for share in shares:
            exact = Share(share.part, share.whole).percent
            assert exact is not None
            assert share.percent is not None
            assert abs(share.percent - exact) <= 1
            assert (share.part == 0) <= (share.percent == 0)
        running = zip(accumulate(counts), accumulate(percents), strict=True)
        assert all(Share(part, sum(counts)).percent == percent for part, percent in running)


def test_the_first_share_of_a_list_is_what_stands_alone_elsewhere() -> None:
    assert [vietnamese.share(s) for s in parts([1, 1, 1])] == [
        "1/3 (33,3%)", "1/3 (33,4%)", "1/3 (33,3%)",
    ]  # fmt: skip
    assert vietnamese.share(parts([4, 29])[0]) == vietnamese.share(Share(4, 33)) == "4/33 (12,1%)"
    assert [vietnamese.share(s) for s in parts([1, 1, 2])] == [
        "1/4 (25%)", "1/4 (25%)", "2/4 (50%)",
    ]  # fmt: skip
    assert parts([0, 0]) == (Share(0, 0), Share(0, 0))


def told_texts(chart: Chart) -> list[str]:
    cells = [v for c in chart.columns for v in (c.name, *c.values) if isinstance(v, str)]
    return [chart.title, chart.definition, chart.empty, chart.unit, *chart.group, *cells]


@pytest.mark.parametrize("seed", range(2))
def test_a_percentage_stands_with_its_part_and_whole(store: Store, seed: int) -> None:
    seen = 0
    for moment in [MAY, *sample_moments(seed, 4)]:
        for chart in boards.all_charts(store, moment).values():
            for text in told_texts(chart):
                fractions = [(int(a.replace(".", "")), int(b.replace(".", "")))
                             for a, b in re.findall(r"([\d.]+)/([\d.]+)", text)
                             if b.strip(".")]  # fmt: skip
                for percent in re.findall(r"(\d+(?:,\d)?)%", text):
                    value = float(percent.replace(",", "."))
                    near = [a for a, b in fractions if b and abs(100 * a / b - value) <= 0.1]
                    assert near, text
                    seen += 1
    assert seen > 30


def test_whoever_was_told_to_stop_is_named_beside_the_percentage() -> None:
    assert vietnamese.share(Share(29, 34, 8)) == "29/34 (85,3%; 8 dừng)"


# --- blocks ---------------------------------------------------------------------------------------


def test_blocks_of_fewer_than_three_are_named_and_not_ranked(told: dict[str, Chart]) -> None:
    chart = told["held_by_block.share"]
    assert [str(name).partition(":")[0] for name in chart.columns[0].values] == [
        "Khối Tham mưu – Xây dựng lực lượng", "Khối An ninh", "Khối Cảnh sát",
    ]  # fmt: skip
    assert chart.title == (
        "Khối Tham mưu – Xây dựng lực lượng 4/7 (57,1%) đạt cao nhất; Khối Cảnh sát 3/13 (23,1%) đạt thấp hơn, "
        "cần tập trung đôn đốc"
    )
    assert "Khối Hậu cần: 0/2, không xếp" in chart.definition
    assert "Hậu cần" not in chart.title
    assert [column(chart, name) for name in ("Đã tổ chức", "Đã ấn định ngày", "Chưa ấn định ngày")
            ] == [(4, 4, 3), (3, 4, 7), (0, 0, 3)]  # fmt: skip


def test_a_single_block_is_not_compared(store: Store) -> None:
    chart = boards.all_charts(store, Moment(MAY.as_of, MAY.known_at, View(block="CS")))
    assert chart["held_by_block.share"].is_empty
    assert "ít nhất hai khối" in chart["held_by_block.share"].empty


# --- findings and lessons -------------------------------------------------------------------------


@given(st.text(alphabet="aăâđĐeêioôơuưyÁẶỡựỹQ0 1,.;:-–—%&+\n'“”́̀", max_size=40))
def test_the_books_fold_as_the_program_does(text: str) -> None:
    assert _folded(text) == vietnamese.fold(text)


_BOOKS = Store.open(None)


def _folded(text: str) -> str:
    found: str = _BOOKS._rows("SELECT folded($words)", {"words": text})[0][0]
    return found


WALL = {
    "Quy trình nhân sự chưa đủ năm bước": "personnel_process",
    "Chưa tổng hợp ý kiến góp ý văn kiện cấp trên": "comments_not_summed_up",
    "Dự thảo thiếu số liệu minh chứng": "missing_figures",
    "BIÊN BẢN CHƯA ĐẦY ĐỦ": "records",
    "Ban hành kế hoạch chậm so với yêu cầu": "slow_progress",
    "Chưa xây dựng kịch bản điều hành": "running_order",
    "Trang trí, khánh tiết sơ sài": "publicity",
    "Hội trường chưa bố trí xong": "facilities",
    "Báo cáo kiểm điểm chưa làm rõ nguyên nhân": "document_quality",
    "Nội dung chưa rõ": "other",
}


def test_a_finding_belongs_to_the_first_category_whose_words_it_has(store_path: Path) -> None:
    visits = tuple(
        Visit(f"v{n}", "PV01", "1", START, n, None, (Finding(text, None, None, None),))
        for n, text in enumerate(WALL)
    )
    with closing(Store.open(store_path, create=True)) as store:
        for number, (form, records) in enumerate(
            [(FormId.CATALOGUE, CATALOGUE), (FormId.INSPECTIONS, visits)], start=1
        ):
            store.accept(preview(Accepted(number, form, START, records), store.revision), by="thử")
        found = rows(store, "finding_categories", Moment(START, 9))
    counts = {row["category"]: row["count"] for row in found if row["state"] == "all"}
    assert counts == dict.fromkeys(counts, 0) | Counter(WALL.values())


def test_categories_and_months_add_up_to_the_findings(store: Store) -> None:
    for moment in [MAY, *sample_moments(7, 6)]:
        states = {row["state"]: row["count"] for row in rows(store, "findings", moment)}
        for question, total in (("finding_categories", "all"), ("findings_by_month", None)):
            told = rows(store, question, moment)
            for state, count in states.items():
                assert sum(r["count"] for r in told if r["state"] == state) == count
            if total:
                every = sum(r["count"] for r in told if r["state"] == total)
                assert every == sum(states.values())


def test_what_comes_again_is_told_with_its_part_of_all(told: dict[str, Chart]) -> None:
    pareto, table = told["finding_categories"], told["finding_categories.table"]
    assert pareto.title.endswith(
        "; cùng nhiều nhất: “Thiếu số liệu, chỉ tiêu”, “Tiến độ chậm” (mỗi loại 7/33)"
    )
    assert pareto.columns[0].values[0] == "Thiếu số liệu, chỉ tiêu – cộng dồn 7/33 (21,2%)"
    assert str(pareto.columns[0].values[-1]).endswith("cộng dồn 33/33 (100%)")
    shares = column(table, "Số lần trên tổng số")
    assert sum(s.percent for s in shares if isinstance(s, Share) and s.percent) == 100
    lengths = [sum(int(c.values[at] or 0) for c in pareto.columns[1:])  # type: ignore[arg-type]
               for at in range(len(pareto.columns[0].values))]  # fmt: skip
    assert lengths == sorted(lengths, reverse=True)


def test_lessons_of_the_three_pilots_are_looked_for_at_the_others(
    store: Store, told: dict[str, Chart]
) -> None:
    found = rows(store, "lessons")
    assert {row["lesson"] for row in found} == {
        "slow_progress", "running_order", "missing_figures", "records", "document_quality",
    }  # fmt: skip
    assert not {row["unit"] for row in found} & {"PV01", "PC03", "PA04"}
    states = {(row["unit"], row["lesson"]): row["state"] for row in found}
    assert states["PX01", "slow_progress"] == "fixed"
    assert states["PK02", "slow_progress"] == "overdue"
    assert states["PC08", "document_quality"] == "open"
    assert states["PX05", "records"] == "none"
    assert states["PA05", "records"] == "unvisited"  # seen on 10/03, before the conference
    assert told["lessons"].title.startswith("05 nội dung rút kinh nghiệm từ đại hội điểm; ")
    cells = {cell for c in told["lessons"].columns[1:] for cell in c.values}
    assert "chưa kiểm tra lại" in cells
    assert "chưa kiểm tra" not in cells
    before = {row["unit"]: row["state"] for row in rows(store, "lessons", Moment(
        date(2020, 3, 12), EVERYTHING)) if row["lesson"] == "records"}  # fmt: skip
    assert before["PA05"] == "none"  # while the conference is to come any visit counts


# --- visits ---------------------------------------------------------------------------------------


def test_groups_that_went_least_stand_first_and_silent_ones_are_there(store: Store) -> None:
    early = boards.all_charts(store, Moment(date(2020, 1, 7), EVERYTHING))["visits_over_time.teams"]
    assert early.columns[0].values[0] == "Tổ công tác số 2: 0 lượt tổ chức"
    assert early.columns[1].values == (0, 1, 1)
    chart = boards.all_charts(store, MAY)["visits_over_time.teams"]
    assert chart.columns[1].values == (15, 17, 21, 12)
    assert str(chart.columns[0].values[-1]).startswith("Ủy viên BTV")


def test_every_dot_is_a_day_somebody_was_there(store: Store, told: dict[str, Chart]) -> None:
    chart = told["visits_over_time.units"]
    assert chart.title == (
        "39/47 tổ chức đảng đã được kiểm tra; trong số chưa đại hội, lâu nhất chưa có buổi mới là Đảng bộ Công "
        "an thị xã C, 75 ngày"
    )
    dots = [v for c in chart.columns[1:] for v in c.values if v is not None]
    days = {(row["unit"], row["visited_on"]) for row in rows(store, "unit_visits")}
    assert sorted(dots) == sorted(day for _, day in days)  # type: ignore[type-var]
    last = [max(c.values[at] for c in chart.columns[1:] if c.values[at])  # type: ignore[type-var]
            for at in range(len(chart.columns[0].values))]  # fmt: skip
    assert last == sorted(last)  # type: ignore[type-var]
    assert len(chart.columns[0].values) == 47 - len(rows(store, "never_visited"))


def test_places_shared_are_named_together_or_not_at_all() -> None:
    assert asking.most({"A": (4, 7), "B": (2, 2)}) == "nhiều nhất ở A (4/7)"
    told = asking.most({"A": (4, 7), "B": (2, 2), "C": (4, 4)})
    assert told == "cùng nhiều nhất ở A (4/7), C (4/4)"
    assert asking.most({"A": (4, 7), "B": (4, 5)}) == asking.most({}) == ""


# --- documents ------------------------------------------------------------------------------------


def test_a_stuck_document_says_since_when_and_who_leads(told: dict[str, Chart]) -> None:
    chart = told["current_drafts"]
    assert chart.title == "3/6 văn kiện chưa có chuyển biến quá 14 ngày, lâu nhất 21 ngày"
    first = {column.name: column.values[0] for column in chart.columns}
    assert (first["Văn kiện"], first["Chủ trì"]) == ("Báo cáo chính trị", "Tiểu ban Văn kiện")
    assert (first["Ngày"], first["Số ngày đến nay"]) == (date(2020, 4, 22), 21)


def test_comments_are_accepted_explained_or_open_and_add_up(told: dict[str, Chart]) -> None:
    chart = told["current_drafts.comments"]
    assert chart.title == (
        "Tiếp nhận 214 lượt ý kiến: tiếp thu 135/214 (63,1%), giải trình 46/214 (21,5%), "
        "chưa xử lý 33/214 (15,4%)"
    )
    sums = [sum(c.values) for c in chart.columns[1:]]  # type: ignore[arg-type]
    assert sums == [135, 46, 33]


# --- late, waiting, to direct ---------------------------------------------------------------------


def test_bars_of_the_late_carry_the_days_at_the_step_that_blocks(
    store: Store, told: dict[str, Chart]
) -> None:
    chart, late = told["late_units.bars"], rows(store, "late_units")
    assert len(chart.columns[0].values) == len(late) == 4
    bars = Counter(v for c in chart.columns[1:] for v in c.values if v is not None)
    assert bars == Counter(row["days_late"] for row in late)
    assert {c.name for c in chart.columns[1:]} == {
        f"Vướng: {reference.label('steps', row['step'])}" for row in late
    }


def test_only_the_ten_latest_have_bars_and_the_rest_is_counted(store: Store) -> None:
    moment = next(
        m for n in range(40)
        if len(rows(store, "late_units", m := Moment(date(2020, 6, 1) + timedelta(days=n), 9))) > 10
    )  # fmt: skip
    chart = boards.all_charts(store, moment)["late_units.bars"]
    late = rows(store, "late_units", moment)
    assert len(chart.columns[0].values) == 10
    assert f"{vietnamese.count_word(len(late) - 10)} tổ chức đảng nữa" in chart.title


def test_who_waits_is_listed_by_what_it_waits_for(store: Store, told: dict[str, Chart]) -> None:
    chart = told["unit_funnel.waiting"]
    assert chart.title == "13/30 tổ chức đảng chưa đại hội chờ duyệt, lâu nhất 19 ngày"
    assert column(chart, "Số ngày")[0] == 19
    funnel = told["unit_funnel"]
    bars = {c.name: dict(zip(funnel.columns[0].values, c.values, strict=True))
            for c in funnel.columns[1:]}  # fmt: skip
    assert bars["Chưa đại hội, không chờ duyệt"]["Đã ấn định ngày"] == 8
    assert bars["Đã trình, chưa được duyệt"]["Đã ấn định ngày"] == 8
    assert funnel.title == (
        "Trong 30 tổ chức cơ sở đảng trực thuộc: 08 đã trình, chưa được duyệt (đều đã ấn định ngày)"
    )
    assert bars["Đã đại hội"]["Đã chuẩn y"] == 6
    assert sum(v for c in bars.values() for v in c.values() if isinstance(v, int)) == 30


def test_the_worst_come_first_one_line_each_with_page_and_day(
    store: Store, told: dict[str, Chart]
) -> None:
    chart, every = told["to_direct"], rows(store, "to_direct")
    assert [row["priority"] for row in every] == list(range(1, len(every) + 1))
    scores: dict[str, int] = {}
    for row in every:
        scores.setdefault(row["unit"], row["score"])
    assert list(scores.values()) == sorted(scores.values(), reverse=True)
    names = chart.columns[0].values
    assert len(names) == len(set(names)) == 7
    assert len(scores) == 11
    assert chart.title == (
        "10/47 tổ chức đảng và Đảng bộ Công an tỉnh có việc cần chỉ đạo: 7/11 nơi cần tập trung đôn đốc trước, còn "
        "4/11 nơi nữa"
    )
    assert chart.pointer == "Những nơi còn lại xem ở trang Đại hội, Văn kiện."
    assert chart.columns[1].values[0] == "02 tồn tại quá hạn khắc phục, từ 20/03/2020 (54 ngày)"
    assert (
        "Sắp đại hội, chưa được kiểm tra lần nào, đại hội ngày 27/05/2020"
        in chart.columns[1].values
    )
    pages = directing.pages(store, MAY)
    assert pages == (
        "kiem-tra",
        "kiem-tra",
        "dai-hoi",
        "dai-hoi",
        "dai-hoi",
        "kiem-tra",
        "kiem-tra",
    )
    addresses = {"", "dai-hoi", "van-kien", "kiem-tra", "cap-nhat"}
    assert {trouble.page for trouble in troubles.troubles().values()} <= addresses
    late = {row["unit"] for row in rows(store, "late_units")}
    assert late == {row["unit"] for row in every if row["kind"] == "late_congress"}


def test_nothing_to_direct_is_a_sentence(store: Store) -> None:
    chart = boards.all_charts(store, Moment(date(2019, 12, 31), EVERYTHING))["to_direct"]
    assert chart.is_empty
    assert chart.title == "Không có việc nào cần chỉ đạo ngay"
    assert chart.empty.startswith("Không có việc nào cần chỉ đạo ngay")
