"""The report in words: grammar for every case, and every number in a chart of the same moment."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

import reports
from conftest import copy_of, run
from congress_dash import boards, session, tables
from congress_dash.boards.words import ahead, inspected, results
from congress_dash.boards.words.quoting import Told
from congress_dash.chart import Chart, Column, Kind, Value
from congress_dash.moment import EVERYBODY, Moment, View
from congress_dash.prose import Length, Prose, Sentence
from congress_dash.share import Share
from congress_dash.store import Store
from tracing import untraced

DAY = date(2020, 5, 13)
GRASSROOTS, CELLS, OTHERS = (
    "Tổ chức cơ sở đảng trực thuộc", "Chi bộ trực thuộc đảng ủy cơ sở", "Công an cấp huyện (phối hợp)",
)  # fmt: skip
SILENT, ELEVEN = "chưa báo cáo", Share(11, 30)
OPENING = "Tính đến ngày 13 tháng 5 năm 2020, "
PROVINCE = OPENING + "toàn Đảng bộ Công an tỉnh có "

Line = tuple[Value, ...]


def chart(
    key: str, names: tuple[str, ...], *lines: Line, view: View = EVERYBODY, day: date = DAY
) -> Told:
    columns = tuple(Column(n, tuple(line[at] for line in lines)) for at, n in enumerate(names))
    return Told(Chart(key, "", Kind.TABLE, columns, "", Moment(day, 1, view), "", ""))


def balance(*lines: Line, view: View = EVERYBODY) -> Told:
    names = (
        "Cấp", "Đã tổ chức", "Kỳ trước", "Tăng, giảm", "Đã ấn định ngày", "Chưa ấn định ngày",
        "Chưa báo cáo", "Dừng", "Đại hội điểm", "Đã được kiểm tra",
    )  # fmt: skip
    return chart("balance", names, *lines, view=view)


def line(
    name: str = GRASSROOTS, done: Value = ELEVEN, *, before: date | None = None,
    more: int | None = None, booked: int | None = None, unbooked: int | None = None,
    silent: int = 0, stopped: int = 0, pilots: Share | None = None,
) -> Line:  # fmt: skip
    return (name, done, before, more, booked, unbooked, silent, stopped, pilots, None)


def text(sentence: Sentence | None) -> str:
    return sentence.text if sentence else ""


KINDS = ("trong đó: đảng bộ", "trong đó: chi bộ")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([line()], PROVINCE + "11/30 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội, đạt 36,7%."),
        ([line(), line(KINDS[0], Share(4, 14)), line(KINDS[1], Share(7, 16))],
         PROVINCE + "11/30 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội, đạt 36,7%; trong đó "
         "đảng bộ cơ sở 4/14, chi bộ cơ sở 7/16."),
        ([line(), line(KINDS[0], Share(4, 14)), line(KINDS[1], SILENT)],
         PROVINCE + "11/30 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội, đạt 36,7%."),
        ([line(done=Share(0, 30))],
         OPENING + "chưa có tổ chức cơ sở đảng trực thuộc nào tổ chức đại hội (0/30)."),
        ([line(done=Share(0, 30), silent=4)],
         OPENING + "chưa có tổ chức cơ sở đảng trực thuộc nào tổ chức đại hội (0/30); còn 04 tổ chức "
         "chưa báo cáo."),
        ([line(done=Share(1, 1))],
         PROVINCE + "1/1 tổ chức cơ sở đảng trực thuộc đã hoàn thành đại hội, đạt 100%."),
        ([line(done=Share(34, 34, 8), stopped=8)],
         PROVINCE + "34/34 (8 dừng) tổ chức cơ sở đảng trực thuộc đã hoàn thành đại hội, đạt 100%."),
        ([line(done=Share(1999, 2000), silent=1)],
         PROVINCE + "1.999/2.000 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội, đạt 100,0%; còn 01 "
         "tổ chức chưa báo cáo."),
        ([line(done=SILENT, silent=30)],
         OPENING + "chưa có báo cáo tiến độ của 30 tổ chức cơ sở đảng trực thuộc."),
        ([line(done=SILENT, silent=5)],
         OPENING + "chưa có báo cáo tiến độ của 05 tổ chức cơ sở đảng trực thuộc."),
        ([line(done=Share(0, 0))], OPENING + "Danh mục chưa có tổ chức cơ sở đảng trực thuộc nào."),
        ([line(done=Share(0, 0, 8), stopped=8)],
         OPENING + "08 tổ chức cơ sở đảng trực thuộc thuộc diện dừng tổ chức do sắp xếp bộ máy, không "
         "còn tổ chức nào trong diện đại hội."),
    ],
)  # fmt: skip
def test_the_headline_in_one_sentence(lines: list[Line], said: str) -> None:
    assert text(results.headline(balance(*lines), "grassroots")) == said


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View(block="AN"), ", trong phạm vi Khối An ninh, có "),
        (View(block="AN", kind="cell"), ", trong phạm vi Khối An ninh, chi bộ cơ sở, có "),
        (
            View(marks_on=date(2020, 1, 1)),
            " (mốc thời hạn theo ngày 01/01/2020), toàn Đảng bộ Công an tỉnh có ",
        ),
    ],
)
def test_a_narrowed_headline_does_not_claim_the_whole(view: View, said: str) -> None:
    told = results.headline(balance(line(), view=view), "grassroots")
    assert told.text == (
        f"{OPENING[:-2]}{said}11/30 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội, đạt 36,7%."
    )


BEFORE = date(2020, 5, 4)
SINCE = "So với kỳ báo cáo trước (04/05/2020), "


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (line(before=BEFORE, more=6, booked=16, unbooked=3),
         SINCE + "tăng 06 đơn vị; còn 19 đơn vị chưa tổ chức, trong đó 16 đơn vị đã ấn định thời gian."),
        (line(before=BEFORE, more=0, booked=0, unbooked=3),
         SINCE + "số đơn vị đã tổ chức không thay đổi; còn 03 đơn vị chưa tổ chức, chưa ấn định thời gian."),
        (line(before=BEFORE, more=-1, booked=4, unbooked=0),
         SINCE + "giảm 01 đơn vị; còn 04 đơn vị chưa tổ chức, đều đã ấn định thời gian."),
        (line(before=BEFORE, more=12, booked=1, unbooked=0),
         SINCE + "tăng 12 đơn vị; còn 01 đơn vị chưa tổ chức, đã ấn định thời gian."),
        (line(before=BEFORE, more=1, booked=None, unbooked=2),
         SINCE + "tăng 01 đơn vị; còn 02 đơn vị chưa tổ chức, chưa có Biểu 05 để biết thời gian đã ấn định."),
        (line(before=BEFORE, more=1, booked=0, unbooked=0), SINCE + "tăng 01 đơn vị."),
        (line(booked=1, unbooked=1),
         "Đây là kỳ báo cáo đầu tiên có số liệu; còn 02 đơn vị chưa tổ chức, trong đó 01 đơn vị đã ấn "
         "định thời gian."),
        (line(done=SILENT, silent=30), ""),
        (line(done=Share(0, 0, 3), stopped=3), ""),
    ],
)  # fmt: skip
def test_what_came_and_what_is_left(told: Line, said: str) -> None:
    assert text(results.progress(balance(told), "grassroots")) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (line(CELLS, Share(76, 76)),
         "100% chi bộ trực thuộc đảng ủy cơ sở (76/76) đã hoàn thành đại hội."),
        (line(CELLS, Share(32, 32, 44), stopped=44),
         "100% chi bộ trực thuộc đảng ủy cơ sở (32/32) đã hoàn thành đại hội; 44 chi bộ thuộc diện dừng "
         "tổ chức do sắp xếp bộ máy."),
        (line(CELLS, Share(74, 76), silent=2),
         "74/76 chi bộ trực thuộc đảng ủy cơ sở đã tổ chức đại hội, đạt 97,4%; còn 02 chi bộ chưa báo cáo."),
        (line(CELLS, Share(0, 76)),
         "Chưa có chi bộ trực thuộc đảng ủy cơ sở nào tổ chức đại hội (0/76)."),
        (line(CELLS, SILENT, silent=76),
         "Chưa có báo cáo về đại hội của chi bộ trực thuộc đảng ủy cơ sở."),
        (line(CELLS, Share(0, 0, 5), stopped=5),
         "05 chi bộ trực thuộc đảng ủy cơ sở thuộc diện dừng tổ chức do sắp xếp bộ máy."),
        (line(OTHERS, Share(6, 17)), ""),
    ],
)  # fmt: skip
def test_the_cells_below_are_told_apart(told: Line, said: str) -> None:
    assert text(results.sub_cells(balance(line(), told), "grassroots")) == said


def test_pilots_stopped_ones_and_those_followed_apart() -> None:
    def pilots(share: Share | None) -> str:
        return text(results.pilots(balance(line(pilots=share)), "grassroots"))

    assert pilots(Share(3, 3)) == "3/3 tổ chức được chọn đại hội điểm đã tổ chức đại hội."
    assert pilots(Share(1, 3)) == "Đã tổ chức 1/3 đại hội điểm."
    assert pilots(Share(0, 3)) == "Chưa tổ chức đại hội điểm nào (0/3)."
    assert pilots(None) == ""
    told = balance(line(done=Share(34, 34, 8), stopped=8), line(OTHERS, Share(6, 17)))
    assert text(results.stopped(told, "grassroots")) == (
        "08 tổ chức thuộc diện dừng tổ chức do sắp xếp bộ máy, không tính vào tổng số."
    )
    assert text(results.others(told, "grassroots")) == (
        "6/17 tổ chức đảng phối hợp đã tổ chức đại hội, đạt 35,3%."
    )
    assert results.stopped(balance(line()), "grassroots") is None
    assert results.others(balance(line()), "grassroots") is None


def test_booked_days_of_an_old_form_are_said_to_be_so() -> None:
    told = balance(line(before=BEFORE, more=6, booked=1, unbooked=2))
    aside = " (theo Biểu 05 đến ngày 13/05/2020)"
    assert text(results.progress(told, "grassroots", aside)).endswith(
        "trong đó 01 đơn vị đã ấn định thời gian (theo Biểu 05 đến ngày 13/05/2020)."
    )


def outlook(*told: Value, day: date = DAY, by: str = "lịch đã đăng ký") -> str:
    names = (
        "Cấp",
        "Hạn",
        "Đã tổ chức",
        "Nguy cơ vượt hạn",
        "Đến hạn có",
        "Dự kiến xong (8 trong 10 lần)",
    )
    table = chart("outlook", names, ("TCCSĐ trực thuộc", *told), day=day)
    return text(ahead.outlook(table, balance(line(booked=16, unbooked=3)), "grassroots", by))


DUE = date(2020, 6, 30)


def test_the_deadline_before_and_after_its_day() -> None:
    span = "12/06–19/07/2020, nhiều khả năng 23/06/2020"
    assert outlook(DUE, Share(11, 30), 3, "19 đến 30/30", span) == (
        "Với tiến độ hiện nay và lịch đã đăng ký, dự kiến đến ngày 30 tháng 6 năm 2020 có từ 19 đến 30/30 tổ chức "
        "cơ sở đảng trực thuộc hoàn thành đại hội; toàn bộ hoàn thành vào khoảng 12/06–19/07/2020, nhiều khả "
        "năng 23/06/2020; trong 19 đơn vị chưa tổ chức có 03 đơn vị có nguy cơ vượt mốc."
    )
    assert outlook(DUE, Share(7, 8), 0, "8/8", "05/06/2020", by="ngày dự kiến") == (
        "Với tiến độ hiện nay và ngày dự kiến, dự kiến đến ngày 30 tháng 6 năm 2020 có 8/8 tổ chức cơ sở đảng "
        "trực thuộc hoàn thành đại hội; toàn bộ hoàn thành vào khoảng ngày 05/06/2020."
    )
    assert outlook(DUE, Share(11, 30), 3, None, None) == (
        "Chưa đủ số liệu để dự báo ngày hoàn thành so với mốc ngày 30 tháng 6 năm 2020."
    )
    past = (
        "Đã qua mốc ngày 30 tháng 6 năm 2020, cần tập trung đôn đốc các đơn vị chưa tổ chức đại hội"
    )
    after = date(2020, 7, 1)
    assert outlook(DUE, Share(29, 30), 1, None, None, day=after) == f"{past}."
    assert outlook(DUE, Share(29, 30), 1, "29/30", "09/07/2020", day=after) == (
        f"{past}; dự kiến hoàn thành vào khoảng ngày 09/07/2020."
    )
    assert outlook(DUE, Share(30, 30), 0, "30/30", "24/06/2020") == ""
    in_time = outlook(DUE, Share(11, 30), 22, "30/30", "27/05–16/06/2020")
    assert in_time.endswith(" có 30/30 tổ chức cơ sở đảng trực thuộc hoàn thành đại hội; toàn bộ hoàn thành vào "
                            "khoảng 27/05–16/06/2020.")  # fmt: skip


def late(days: list[int]) -> str:
    told = [(f"Chi bộ Đội {n}", number) for n, number in enumerate(days, start=1)]
    whole = balance(line(booked=16, unbooked=3), line(CELLS, Share(70, 76), unbooked=6),
                    line(OTHERS, Share(6, 17), booked=9, unbooked=1, silent=1))  # fmt: skip
    return text(ahead.late(chart("late_units", ("Tổ chức đảng", "Chậm (ngày)"), *told), whole))


def test_the_late_are_named_and_of_many_the_others_counted() -> None:
    assert late([]) == ""
    assert late([1]) == (
        "Trong 30 tổ chức đảng chưa đại hội có 01 tổ chức chậm so với kế hoạch, cần tập trung đôn đốc: Chi bộ "
        "Đội 1 (01 ngày)."
    )
    assert late([6, 6]).endswith(": Chi bộ Đội 1 (06 ngày); Chi bộ Đội 2 (06 ngày).")
    assert late([9] * 6).endswith("; Chi bộ Đội 6 (09 ngày).")
    assert late([12] * 7).startswith("Trong 30 tổ chức đảng chưa đại hội có 07 tổ chức chậm")
    assert late([12] * 7).endswith("; Chi bộ Đội 5 (12 ngày); 02 tổ chức khác.")


def test_results_told_too_late() -> None:
    def told(*states: str) -> str:
        lines = [(f"Chi bộ {n}", state) for n, state in enumerate(states)]
        table = chart("clocks", ("Tổ chức đảng", "Tình hình"), *lines)
        return text(ahead.results(table, " (theo Biểu 02 đến ngày 13/05/2020)"))

    late_, waits = "quá hạn báo cáo", "quá hạn, cấp trên chưa chuẩn y"
    silent = "đến hạn báo cáo, chưa có Biểu 02 mới"
    whole = "tổ chức đảng đã đại hội mà kết quả chưa được chuẩn y có"
    assert told(late_, waits, "còn hạn báo cáo", late_, silent) == (
        f"Trong 05 {whole} 02 tổ chức quá hạn báo cáo kết quả, 01 tổ chức quá hạn mà cấp trên chưa chuẩn y "
        "(theo Biểu 02 đến ngày 13/05/2020), 01 tổ chức đã đến hạn nhưng chưa có Biểu 02 mới."
    )
    assert told(waits) == (
        f"Trong 01 {whole} 01 tổ chức quá hạn mà cấp trên chưa chuẩn y (theo Biểu 02 đến ngày 13/05/2020)."
    )
    assert told(silent) == f"Trong 01 {whole} 01 tổ chức đã đến hạn nhưng chưa có Biểu 02 mới."
    assert told("còn hạn báo cáo") == ""


def test_who_meets_next_names_its_span_and_what_is_counted() -> None:
    def told(*clashes: str | None) -> str:
        lines = [(f"Chi bộ {n}", DAY + timedelta(n), each) for n, each in enumerate(clashes)]
        return text(
            ahead.upcoming(chart("upcoming", ("Tổ chức đảng", "Ngày", "Trùng lịch"), *lines))
        )

    span = "Từ ngày 13/05/2020 đến ngày 27/05/2020 có"
    assert told() == ""
    assert told(None) == f"{span} 01 tổ chức đảng đăng ký đại hội, ngày 13/05/2020."
    assert told(None, None) == f"{span} 02 tổ chức đảng đăng ký đại hội, sớm nhất ngày 13/05/2020."
    assert told(None, "A", "B") == (
        f"{span} 03 tổ chức đảng đăng ký đại hội, sớm nhất ngày 13/05/2020; trong đó 02 đại hội trùng lịch dự, "
        "cần bố trí lại."
    )


FOUND = "Phát hiện 33 nội dung cần khắc phục"
WHY = "đến ngày 01/02/2020 chưa có Biểu 04 nào"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((21, 5, 7, 0), f"{FOUND}: đã khắc phục 21, còn trong thời hạn 05, quá hạn 07 (của 06 tổ chức đảng)."),
        ((33, 0, 0, 0), f"{FOUND}, đều đã khắc phục."),
        ((0, 33, 0, 0), f"{FOUND}, đều còn trong thời hạn."),
        ((0, 0, 33, 0), f"{FOUND}: quá hạn 33 (của 06 tổ chức đảng)."),
        ((0, 0, 0, 33), f"{FOUND}; chưa rõ tình trạng khắc phục: {WHY}."),
        ((30, 0, 0, 3), f"{FOUND}: đã khắc phục 30, chưa rõ tình trạng khắc phục 03 ({WHY})."),
    ],
)  # fmt: skip
def test_what_became_of_the_findings(counts: tuple[int, ...], said: str) -> None:
    states = (
        "Đã khắc phục",
        "Chưa khắc phục, còn hạn",
        "Quá hạn khắc phục",
        "Chưa rõ tình trạng khắc phục",
    )
    table = chart(
        "findings.table", ("Tình trạng", "Nội dung", "Tổ chức đảng", "Ghi chú"),
        *((state, Share(count, 33), 6, WHY) for state, count in zip(states, counts, strict=True)),
    )  # fmt: skip
    assert text(inspected.findings(table)) == said
    until = ("theo Biểu 04 đến ngày 13/05/2020, ",)
    assert text(inspected.findings(table, until)).startswith(
        "Theo Biểu 04 đến ngày 13/05/2020, phát hiện 33"
    )


# --- real books ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def both(
    sample_books: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[session.CachedBooks]:
    """The sample province with its reports of the next cycle."""
    path = copy_of(sample_books, tmp_path_factory.mktemp("words"))
    folder = Path(__file__).parents[1] / "data" / "samples" / "2025"
    files = sorted(folder.glob("*.xlsx"), key=lambda file: not file.name.startswith("danh-muc"))
    assert run(path, "load", *map(str, files)).returncode == 0
    with closing(Store.open(path)) as store:
        yield session.CachedBooks(store, store.revision)


VIEWS = (EVERYBODY, View(block="AN"), View(scope="coordinated"), View(kind="cell"), View(block="HC", kind="cell"),
         View(marks_on=date(2020, 1, 1), tree_on=date(2025, 5, 1)))  # fmt: skip


def moments(seed: int) -> Iterator[Moment]:
    """Days of both cycles and before, books at any upload, whole and narrowed."""
    chance = Random(seed)
    for _ in range(4):
        first, days = chance.choice([(date(2019, 5, 1), 500), (date(2025, 3, 1), 150)])
        known = chance.randint(1, 21)
        yield Moment(first + timedelta(chance.randrange(days)), known, chance.choice(VIEWS))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(int(os.environ.get("WORDS_MOMENTS", 12)) // 4))
def test_every_number_stands_in_a_chart_of_its_moment(both: session.CachedBooks, seed: int) -> None:
    for moment in moments(seed):
        charts = boards.all_charts(both, moment)
        for length in Length:
            told = boards.words(both, moment, length)
            assert list(untraced(told.sentences, charts)) == [], moment
            assert told.text == boards.words(both, moment, length).text
            for sentence in told.sentences:
                assert re.fullmatch(r"[A-ZĐ0-9À-Ỹ].*[^.,; ]\.", sentence.text), sentence.text
                assert not re.search(r" [,;.]|  |\(\)|None|,,|;;", sentence.text), sentence.text
        _same_as_on_the_page(charts)
        report = boards.report(both, moment)
        assert list(untraced(report.sentences, charts)) == [], moment
        assert {c.key for _, c in report.annexes} <= set(charts)


def _same_as_on_the_page(charts: dict[str, Chart]) -> None:
    """The table that the words quote says what the cards, the blocks and the forecast say."""
    table, cards = charts["balance"], charts["held"]
    if table.is_empty:
        return
    names = [str(name) for name in table.columns[0].values]
    for label, value in zip(cards.columns[0].values, cards.columns[1].values, strict=True):
        name = (
            str(label).removesuffix(" cơ sở") if str(label).startswith("trong đó") else str(label)
        )
        if name in names:
            assert table.columns[1].values[names.index(name)] == value
    assert table.columns[1].values[0] == cards.columns[1].values[0]
    outlook = charts["outlook"]
    if not outlook.is_empty and isinstance(table.columns[1].values[0], Share):
        assert table.columns[1].values[0] in outlook.columns[2].values


@pytest.mark.slow
def test_the_words_say_what_ask_says(both: session.CachedBooks) -> None:
    for moment in moments(99):
        moment = replace(moment, view=EVERYBODY)
        told = {(r["level"], r["kind"]): r for r in boards.rows(both, "held", moment)}
        whole = told["grassroots", "all"]
        sentence = boards.words(both, moment, Length.SENTENCE).text
        if whole["not_reported"] == whole["total"]:
            assert f"của {whole['total']} tổ chức" in sentence
            continue
        assert f" {whole['held']}/{whole['total']}" in sentence.replace("(0/", " 0/")
        if whole["held"]:
            assert f"đạt {whole['percent']:.1f}%".replace(".", ",").replace(",0%", "%") in sentence


@pytest.mark.slow
def test_the_paragraph_of_the_published_day(both: session.CachedBooks) -> None:
    told = boards.words(both, Moment(DAY, 17), Length.PARAGRAPH).text
    assert told.startswith(
        "Tính đến ngày 13 tháng 5 năm 2020, toàn Đảng bộ Công an tỉnh có 11/30 tổ chức cơ sở đảng trực thuộc "
        "đã tổ chức đại hội, đạt 36,7%; trong đó đảng bộ cơ sở 4/14, chi bộ cơ sở 7/16. So với kỳ báo cáo "
        "trước (04/05/2020), tăng 06 đơn vị; còn 19 đơn vị chưa tổ chức, trong đó 16 đơn vị đã ấn định thời "
        "gian. 100% chi bộ trực thuộc đảng ủy cơ sở (76/76) đã hoàn thành đại hội. Với tiến độ"
    )
    page = boards.words(both, Moment(DAY, 17), Length.PAGE)
    assert len(page.paragraphs) == 4
    assert page.paragraphs[3][0].text == (
        "Các đồng chí ủy viên Ban Thường vụ và 03 tổ công tác đã có 65 buổi kiểm tra, hướng dẫn; 25/30 tổ "
        "chức cơ sở đảng trực thuộc và 14/17 tổ chức đảng phối hợp đã được kiểm tra."
    )
    pause = boards.words(both, Moment(date(2020, 4, 10), 17), Length.PARAGRAPH).text
    assert (
        "từ ngày 28 tháng 3 năm 2020 đến ngày 22 tháng 4 năm 2020 tạm dừng tổ chức đại hội" in pause
    )
    reorganised = boards.words(both, Moment(date(2025, 3, 31), 21), Length.PARAGRAPH).text
    assert "có 20/20 (8 dừng) tổ chức cơ sở đảng trực thuộc đã hoàn thành đại hội" in reorganised
    assert "08 tổ chức thuộc diện dừng tổ chức do sắp xếp bộ máy" in reorganised
    assert "Đây là kỳ báo cáo đầu tiên có số liệu." in reorganised
    later = boards.words(both, Moment(date(2020, 7, 10), 17), Length.SENTENCE).text
    assert later.startswith(
        "Tính đến ngày 10 tháng 7 năm 2020 (theo báo cáo đến ngày 30/06/2020), toàn Đảng bộ"
    )
    nobody = Moment(date(2025, 5, 31), 21, View(scope="coordinated"))
    assert boards.words(both, nobody, Length.PAGE).text == (
        "Không có tổ chức đảng nào thuộc phạm vi đã lọc; hãy bỏ bớt điều kiện lọc."
    )


@pytest.mark.slow
def test_before_the_first_form_of_visits_nobody_is_said_to_be_overdue(
    both: session.CachedBooks,
) -> None:
    told = boards.words(both, Moment(date(2020, 2, 1), 17), Length.PAGE).text
    assert (
        "Phát hiện 04 nội dung cần khắc phục; chưa rõ tình trạng khắc phục: đến ngày 01/02/2020 chưa có Biểu 04 nào."
    ) in told
    assert "quá hạn" not in told
    assert "còn 30 đơn vị chưa tổ chức, chưa có Biểu 05 để biết thời gian đã ấn định." in told
    assert "lịch đã đăng ký" not in told


@pytest.mark.slow
def test_words_on_an_older_form_say_up_to_when_it_knows(both: session.CachedBooks) -> None:
    told = boards.words(both, Moment(date(2020, 6, 30), 17), Length.PAGE)
    assert (
        "Trong 40 tổ chức đảng đã đại hội mà kết quả chưa được chuẩn y có 01 tổ chức quá hạn báo cáo kết quả, 01 tổ "
        "chức quá hạn mà cấp trên chưa chuẩn y (theo Biểu 02 đến ngày 13/05/2020), 35 tổ chức đã đến hạn nhưng "
        "chưa có Biểu 02 mới."
    ) in told.text
    assert (
        "Theo Biểu 04 đến ngày 13/05/2020, phát hiện 33 nội dung cần khắc phục: đã khắc phục 21, quá hạn 12 (của 15 "
        "tổ chức đảng). Đến thời điểm đó, còn 08 tổ chức đảng trực thuộc và phối hợp chưa được kiểm tra lần nào:"
    ) in told.text
    assert "Theo Biểu 03 đến ngày 13/05/2020, Báo cáo chính trị" in told.text
    between = boards.words(both, Moment(date(2020, 6, 15), 17), Length.PARAGRAPH).text
    assert (
        "lịch đã đăng ký (theo Biểu 05 đến ngày 13/05/2020), dự kiến đến ngày 30 tháng 6" in between
    )
    assert "theo Biểu" not in boards.words(both, Moment(DAY, 17), Length.PAGE).text


REPORT = """
|BIỂU TỔNG HỢP|(Số liệu tính đến ngày 13/5/2020)
|TT|Tên tổ chức đảng|Thời gian đại hội thực tế|Ghi chú
|1|Đảng bộ Phòng Tham mưu|{2020-05-10}|
|2|Chi bộ Phòng Hồ sơ nghiệp vụ|Chưa|
"""


@pytest.mark.slow
def test_few_reported_and_only_one_form(store_path: Path) -> None:
    """Two of 30 reported: 28 are silent, which is no "not held"; nothing else was ever sent."""
    with closing(reports.with_catalogue(store_path)) as store:
        silent = boards.words(store, Moment(DAY, 1), Length.PAGE)
        assert silent.sentences[0].text == (
            OPENING + "chưa có báo cáo tiến độ của 30 tổ chức cơ sở đảng trực thuộc."
        )
        reports.accepted(store, REPORT)
        moment = store.newest()
        assert moment
        told = boards.words(store, moment, Length.PAGE)
        assert told.sentences[0].text == (
            PROVINCE
            + "1/30 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội, đạt 3,3%; trong đó đảng bộ cơ "
            "sở 1/14, chi bộ cơ sở 0/16; còn 28 tổ chức chưa báo cáo."
        )
        assert told.sentences[1].text == (
            "Đây là kỳ báo cáo đầu tiên có số liệu; còn 01 đơn vị chưa tổ chức, chưa có Biểu 05 để biết thời "
            "gian đã ấn định."
        )
        last = [paragraph[0].text for paragraph in told.paragraphs[-2:]]
        assert last == [
            "Đến ngày 13 tháng 5 năm 2020 chưa có Biểu 03 nên chưa có số liệu về công tác chuẩn bị văn kiện.",
            "Đến ngày 13 tháng 5 năm 2020 chưa có Biểu 04 nên chưa có số liệu về kiểm tra, hướng dẫn.",
        ]
        assert list(untraced(told.sentences, boards.all_charts(store, moment))) == []


def test_who_was_never_visited_says_of_which_levels() -> None:
    names, one = ("Tổ chức đảng",), ("Đảng bộ A",)
    told, both = chart("never_visited", names, one), balance(line(), line(OTHERS, Share(6, 17)))
    assert text(inspected.never(told, both)) == (
        "Còn 01 tổ chức đảng trực thuộc và phối hợp chưa được kiểm tra lần nào: Đảng bộ A."
    )
    assert text(inspected.never(told, balance(line()))) == (
        "Còn 01 tổ chức đảng chưa được kiểm tra lần nào: Đảng bộ A."
    )


def test_no_number_of_a_name_is_taken_for_one_of_ours() -> None:
    """A name may hold digits and signs: it is quoted as a cell, and stays letters."""
    told = chart("late_units", ("Tổ chức đảng", "Chậm (ngày)"), ("Chi bộ <b>7</b>", 3))
    whole = balance(line(booked=1))
    sentence = ahead.late(told, whole)
    assert sentence
    assert "Chi bộ <b>7</b> (03 ngày)" in sentence.text
    assert list(untraced([sentence], {"late_units": told.chart, "balance": whole.chart})) == []
    page = tables.prose(Prose(((sentence,),)), {"late_units": 'Chậm "nhất"'})
    assert "Chi bộ &lt;b&gt;7&lt;/b&gt;" in page
    assert 'title="Theo biểu đồ: Chậm &quot;nhất&quot;"' in page


def test_the_tracing_itself_finds_a_wrong_number() -> None:
    told = balance(line(done=Share(12, 30)))
    sentence = results.headline(balance(line()), "grassroots")
    assert len(list(untraced([sentence], {"balance": told.chart}))) == 2
    typed = Sentence(("có 3 tổ chức.",))
    assert list(untraced([typed], {})) == ["'có 3 tổ chức.' in 'có 3 tổ chức.'"]
