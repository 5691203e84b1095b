"""Saved briefings: kept in the books, versioned, deleted and brought back; the deck they make."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import quote

import pytest
from pptx import Presentation

import templates
from apptest import shown
from conftest import Running, copy_of, run
from congress_dash import boards, outgoing, progress, reference, session, slides
from congress_dash.errors import CongressDashError
from congress_dash.moment import EVERYBODY, Moment, View
from congress_dash.reference import troubles
from congress_dash.store import Store

pytestmark = pytest.mark.slow
DAY = date(2020, 5, 13)
SECURITY = View(block="AN")
USUAL = [
    "held",
    "held_over_time.grassroots",
    "held_by_block",
    "organisations.not_held",
    "draft_revisions",
    "visits_over_time",
    "never_visited",
    "findings",
    "to_direct",
    "unit_next.tasks",
    "to_direct.proposals",
]


def titles(deck: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(deck)).slides]


def shapes(deck: bytes) -> list[str]:
    """The names of the graphics, in the order of the slides."""
    slides_ = Presentation(io.BytesIO(deck)).slides
    named = [shape.name for slide in slides_ for shape in slide.shapes]
    return [name for name in named if re.fullmatch(r"[a-z_]+(\.[a-z_]+)?( \(\d+\))?", name)]


@pytest.fixture
def books(sample_books: Path, tmp_path: Path) -> Any:
    with closing(Store.open(copy_of(sample_books, tmp_path))) as store:
        yield store


# --- the usual one ------------------------------------------------------------------------------


def test_the_usual_briefing_says_what_a_report_says_in_its_order(province: Store) -> None:
    moment = province.moment(DAY)
    assert moment
    charts = boards.briefing(province, moment)
    assert [chart.key for chart in charts] == USUAL
    assert sum(map(slides.slide_count, charts)) + 1 <= 13  # twelve, and one list that runs on


def test_a_chart_without_data_is_a_slide_that_says_so(province: Store) -> None:
    moment = province.moment(date(2019, 12, 1))
    assert moment
    charts = boards.briefing(province, moment)
    assert [chart.key for chart in charts] == USUAL
    deck = slides.deck(charts, heading="Tiến độ", moment=moment)
    empty = [chart for chart in charts if chart.is_empty]
    assert {"visits_over_time", "findings"} <= {chart.key for chart in empty}
    said = [
        s.text_frame.text
        for p in Presentation(io.BytesIO(deck)).slides
        for s in p.shapes
        if s.has_text_frame
    ]
    for chart in empty:
        assert chart.on_paper.empty in said


def test_tasks_are_what_falls_due_in_the_fortnight(province: Store) -> None:
    moment = province.moment(DAY)
    assert moment
    chart = boards.charts(province, moment, "agenda")["unit_next.tasks"]
    due = [
        row
        for row in province.ask("unit_next", moment).to_dict("records")
        if row["days_left"] is not None and 0 <= row["days_left"] <= 14
    ]
    assert len(due) == 16
    told = "; ".join(map(str, chart.columns[2].values))
    for row in due:
        assert f"{row['name']} ({row['due_on'].day}/{row['due_on'].month})" in told
    assert len(told.split("; ")) == len(due)
    assert chart.title == (
        "Từ 13/05/2020 đến 27/05/2020: 09 tổ chức đảng đại hội, 05 tổ chức đảng khác còn bước phải xong trước đại "
        "hội, 02 việc khác đến hạn"
    )


def test_each_trouble_becomes_one_proposal(province: Store) -> None:
    moment = province.moment(DAY)
    assert moment
    chart = boards.charts(province, moment, "agenda")["to_direct.proposals"]
    found = province.ask("to_direct", moment).groupby("kind")["unit"].nunique().to_dict()
    said = dict(zip(chart.columns[0].values, chart.columns[1].values, strict=True))
    assert said == {reference.label("proposals", kind): count for kind, count in found.items()}
    assert chart.title.endswith("08 nội dung, liên quan 10/47 tổ chức đảng và Đảng bộ Công an tỉnh")


def test_every_trouble_has_its_proposal() -> None:
    assert set(troubles.troubles()) == set(reference.entries("proposals"))


# --- in the books -------------------------------------------------------------------------------


def test_what_is_saved_is_there_after_opening_again(sample_books: Path, tmp_path: Path) -> None:
    path = copy_of(sample_books, tmp_path)
    with closing(Store.open(path)) as store:
        revision = store.revision
        store.briefings.save("Giao ban  tuần", ("held", "late_units"), SECURITY, by="Văn phòng")
        assert store.revision == revision  # no answer moved
    with closing(Store.open(path)) as store:
        (saved,) = store.briefings.listed()
        assert (saved.name, saved.charts, saved.view) == (
            "Giao ban tuần",
            ("held", "late_units"),
            SECURITY,
        )
        assert (saved.by, saved.version, saved.template) == ("Văn phòng", 1, None)
        assert store.briefings.known("giao ban tuần") == saved


def test_saving_again_is_a_new_version_and_the_old_one_stays(books: Store) -> None:
    books.briefings.save("Giao ban", ("held",), EVERYBODY, by="A")
    books.briefings.save("giao ban", ("findings", "held"), SECURITY, by="B")
    assert [b.charts for b in books.briefings.listed()] == [("findings", "held")]
    assert [(b.version, b.by) for b in books.briefings.versions()] == [(1, "A"), (2, "B")]


def test_a_deleted_one_comes_back_as_it_was(books: Store) -> None:
    books.briefings.save("Giao ban", ("held", "findings"), SECURITY, by="A")
    books.briefings.delete("Giao ban", by="B")
    assert books.briefings.listed() == []
    (gone,) = books.briefings.deleted()
    assert (gone.name, gone.by, gone.withdrawn) == ("Giao ban", "B", True)
    with pytest.raises(CongressDashError, match="Không có bộ trang nào tên “Giao ban”"):
        books.briefings.known("Giao ban")
    back = books.briefings.restore("Giao ban", by="C")
    assert (back.charts, back.view, back.by) == (("held", "findings"), SECURITY, "C")
    assert books.briefings.deleted() == []
    assert len(books.briefings.versions()) == 3


def test_another_name_takes_the_place_of_the_old_one(books: Store) -> None:
    books.briefings.save("Giao ban", ("held",), EVERYBODY, by="A")
    books.briefings.save("Tỉnh ủy", ("findings",), EVERYBODY, by="A")
    with pytest.raises(CongressDashError, match="Đã có bộ trang tên “Tỉnh ủy”"):
        books.briefings.rename("Giao ban", "Tỉnh ủy", by="B")
    books.briefings.rename("Giao ban", "Giao ban tháng", by="B")
    assert [(b.name, b.charts) for b in books.briefings.listed()] == [
        ("Giao ban tháng", ("held",)), ("Tỉnh ủy", ("findings",)),
    ]  # fmt: skip


def test_a_name_that_two_people_take_at_once_goes_to_one_of_them(books: Store) -> None:
    kept, start = books.briefings, Barrier(3)
    kept.save("Cũ", ("held",), EVERYBODY, by="A")

    def refusal(take: Callable[[], object]) -> str:
        start.wait()
        try:
            take()
        except CongressDashError as error:
            return str(error)
        return ""

    tried = (
        lambda: kept.save("Giao ban", ("held",), EVERYBODY, by="A", is_new=True),
        lambda: kept.save("Giao ban", ("findings",), EVERYBODY, by="B", is_new=True),
        lambda: kept.rename("Cũ", "Giao ban", by="C"),
    )
    with ThreadPoolExecutor(len(tried)) as people:
        told = sorted(people.map(refusal, tried))
    assert [words[:32] for words in told] == ["", *["Đã có bộ trang tên “Giao ban”. H"] * 2]
    assert [briefing.name for briefing in kept.versions()].count("Giao ban") == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\u0000b"])
def test_a_name_nobody_could_read_is_refused(books: Store, name: str) -> None:
    with pytest.raises(CongressDashError, match="từ 1 đến 60 ký tự"):
        books.briefings.save(name, ("held",), EVERYBODY, by="A")
    assert books.briefings.versions() == []


@pytest.mark.parametrize(
    "charts", [(), ("held; DROP TABLE",), tuple(f"a_{'b' * n}" for n in range(61))]
)
def test_a_briefing_of_nothing_or_of_nonsense_is_refused(
    books: Store, charts: tuple[str, ...]
) -> None:
    with pytest.raises(CongressDashError, match="từ 1 đến 60 mục"):
        books.briefings.save("Giao ban", charts, EVERYBODY, by="A")


# --- the deck -----------------------------------------------------------------------------------


def test_the_deck_of_a_saved_briefing_has_its_order_and_its_filter(books: Store) -> None:
    saved = books.briefings.save(
        "Giao ban", ("findings", "held", "held_over_time.sub_cell"), SECURITY, by="A"
    )
    moment = books.moment(DAY)
    assert moment
    asked = Moment(moment.as_of, moment.known_at, saved.view)
    charts = outgoing.saved_charts(books, asked, saved)
    assert [chart.key for chart in charts] == list(saved.charts)
    assert charts[1].title.startswith("Khối An ninh: ")
    deck = outgoing.made_deck(charts, asked)
    assert shapes(deck) == list(saved.charts)
    assert deck == outgoing.made_deck(charts, asked)


def test_a_saved_briefing_keeps_the_offices_template(sample_store: Path) -> None:
    with shown(sample_store):
        store = session.store()
        kept = store.keep_template(templates.german_wide_dark())
        store.briefings.save("Giao ban", ("held", "findings"), EVERYBODY, by="A", template=kept)
        _, content = outgoing.saved_deck("Giao ban", {}, slides.untold)
        theirs = {layout.name for layout in opened(templates.german_wide_dark()).slide_layouts}
        assert {layout.name for layout in opened(content).slide_layouts} == theirs
        assert shapes(content) == ["held", "findings"]
        with pytest.raises(CongressDashError, match="Không còn mẫu trình chiếu"):
            store.template("../" + kept)
    out = sample_store.with_name("out.pptx")
    done = run(sample_store, "deck", str(out), "--briefing", "Giao ban")
    assert done.returncode == 0, done.stderr
    assert {layout.name for layout in opened(out.read_bytes()).slide_layouts} == theirs


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def test_what_nobody_knows_any_more_says_so_on_its_slide(books: Store) -> None:
    saved = books.briefings.save(
        "Giao ban", ("held_over_time.elsewhere", "held"), EVERYBODY, by="A"
    )
    moment = books.moment(DAY)
    assert moment
    lost, _ = outgoing.saved_charts(books, moment, saved)
    assert lost.is_empty
    assert lost.title == (
        "Chưa có số liệu: số đã đại hội theo từng tuần so với kế hoạch và lịch đăng ký"
    )
    assert titles(outgoing.made_deck([lost], moment))[1] == lost.title


def test_the_builder_tells_how_far_it_is(province: Store) -> None:
    moment = province.moment(DAY)
    assert moment
    charts = boards.briefing(province, moment)
    heard: list[tuple[int, int]] = []
    outgoing.made_deck(charts, moment, told=lambda done, of: heard.append((done, of)))
    assert heard == [(done, len(charts)) for done in range(len(charts) + 1)]


def test_progress_is_known_from_the_request_until_the_deck_fails() -> None:
    progress.awaited("a=1")
    assert progress.of("a=1") == (0, 0)
    with progress.building("a=1") as heard:
        heard(3, 11)
        assert (progress.of("a=1"), progress.of("a=2")) == ((3, 11), None)
        heard(11, 11)
    assert progress.of("a=1") == (11, 11)
    progress.awaited("a=1")  # once more: not done before it has begun
    assert progress.of("a=1") == (0, 0)
    with pytest.raises(CongressDashError), progress.building("a=1"):
        raise CongressDashError("Không dựng được.")
    assert progress.of("a=1") is None


# --- the command line ---------------------------------------------------------------------------


def test_the_command_line_lists_and_builds_saved_briefings(sample_store: Path) -> None:
    assert run(sample_store, "deck", "--briefings").stdout == "Chưa có bộ trang nào được lưu.\n"
    with closing(Store.open(sample_store)) as store:
        store.briefings.save("Giao ban tuần", ("findings", "held"), SECURITY, by="Văn phòng")
    listed = run(sample_store, "deck", "--briefings")
    assert re.fullmatch(
        r"Giao ban tuần · 2 mục · Chỉ Khối An ninh · lưu \d\d/\d\d/\d{4} \d\d:\d\d, Văn phòng\n",
        listed.stdout,
    )
    out = sample_store.with_name("out.pptx")
    done = run(
        sample_store, "deck", str(out), "--briefing", "Giao ban tuần", "--as-of", "2020-05-13"
    )
    assert done.returncode == 0, done.stderr
    assert shapes(out.read_bytes()) == ["findings", "held"]
    assert titles(out.read_bytes())[2].startswith("Khối An ninh: ")
    other = run(sample_store, "deck", str(out), "--briefing", "Giao ban tuần", "--block", "CS")
    assert other.returncode == 0, other.stderr
    assert titles(out.read_bytes())[2].startswith("Khối Cảnh sát: ")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["deck", "a.pptx", "--briefing", "Không có"], 2, "Không có bộ trang nào tên “Không có”. Chưa có bộ nào được lưu."),
        (["deck"], 2, "Lệnh deck còn thiếu TỆP ghi ra."),
        (["deck", "a.pptx", "--briefing", "x", "--charts", "held"], 2, "--briefing không đi cùng --charts."),
    ],
)  # fmt: skip
def test_the_command_line_says_what_is_wrong(
    sample_store: Path, words: list[str], code: int, told: str
) -> None:
    done = run(sample_store, *words)
    assert done.returncode == code
    assert done.stderr.startswith(told)
    assert "Traceback" not in done.stderr
    assert not sample_store.with_name("a.pptx").exists()


# --- the address --------------------------------------------------------------------------------


def test_an_address_gives_the_saved_deck_at_the_newest_day(site: None) -> None:
    session.store().briefings.save("Giao ban", ("findings", "held"), SECURITY, by="A")
    moment, content = outgoing.saved_deck("Giao ban", {}, slides.untold)
    assert (moment.as_of, moment.view) == (session.store().newest().as_of, SECURITY)  # type: ignore[union-attr]
    assert shapes(content) == ["findings", "held"]
    moment, _ = outgoing.saved_deck(
        "Giao ban", {"as_of": "2020-05-13", "khoi": "CS"}, slides.untold
    )
    assert (moment.as_of, moment.view.block) == (DAY, "CS")


@pytest.mark.browser
def test_an_unknown_briefing_is_told_in_a_sentence(shared_server: Running) -> None:
    from urllib.error import HTTPError

    with pytest.raises(HTTPError) as refused:
        shared_server.get(f"/tai/trinh-chieu.pptx?briefing={quote('Không có')}")
    assert refused.value.code == 404
    assert "Không có bộ trang nào tên “Không có”" in refused.value.read().decode()
    assert json.loads(shared_server.get("/tai/tien-do?as_of=2020-05-13")) == {
        "done": None,
        "of": None,
    }
