"""The whole way once, as a person goes it: a workbook in, the page moves, the deck says the same."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pptx import Presentation

from conftest import ROOT, Running, run, serving

pytestmark = pytest.mark.browser
SAMPLES = ROOT / "data" / "samples"
UNTIL_13_MAY = [
    "danh-muc.xlsx",
    *sorted(p.name for p in SAMPLES.glob("bieu-01-*.xlsx") if p.stem <= "bieu-01-2020-05-13"),
    *(f"bieu-0{form}-2020-05-13.xlsx" for form in (2, 3, 4, 5)),
]
MORE = ("visit_coverage", "current_drafts.comments")  # beside the usual ones
LATER = "bieu-01-2020-05-31.xlsx"


@pytest.fixture
def books_of_13_may(store_path: Path) -> Path:
    done = run(store_path, "load", *(str(SAMPLES / name) for name in UNTIL_13_MAY))
    assert done.returncode == 0, done.stderr
    return store_path


@pytest.fixture
def served(books_of_13_may: Path) -> Iterator[Running]:
    with serving(books_of_13_may) as running:
        yield running


def settle(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(300)


def headline(page: Page) -> str:
    return page.locator(".st-key-kpi-grassroots").inner_text()


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_timeout(300)
    settle(page)


def test_a_workbook_becomes_the_page_and_the_deck(served: Running, page: Page) -> None:
    page.goto(served.address)
    settle(page)
    assert "11/30" in headline(page)
    assert "36,7%" in headline(page)

    go(page, "Cập nhật")
    page.locator("input[type=file]").set_input_files(SAMPLES / LATER)
    preview = page.locator(".st-key-preview")
    preview.wait_for()
    assert "11/30 → 21/30" in preview.inner_text()
    assert "47 dòng, đọc được 47, chờ xử lý 0" in preview.inner_text()

    page.get_by_role("button", name="Xác nhận nạp").click()
    page.get_by_text("Đã nạp bieu-01-2020-05-31.xlsx").wait_for()
    settle(page)
    go(page, "Tổng quan")
    assert "21/30" in headline(page)
    assert "70%" in headline(page)
    assert "as_of=2020-05-31" in page.url

    go(page, "Trình chiếu")
    page.get_by_text("Thêm, bớt mục").click()
    for added, key in enumerate(MORE, 12):
        page.locator(f".st-key-slide-{key.replace('.', '-')} label").click()
        page.get_by_text(f"({added} mục, ").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Tải bộ trang")).click()
    deck = Path(download.value.path()).read_bytes()
    assert_deck_equals_ask(deck, served)


def assert_deck_equals_ask(deck: bytes, served: Running) -> None:
    said = Deck(deck)
    assert set(said.moments) == {"as_of=2020-05-31; known_at=14"}
    # the books are locked while they are served: a copy answers on the command line
    copy = served.store.with_name("copy.duckdb")
    copy.write_bytes(served.store.read_bytes())

    def ask(question: str) -> list[dict[str, Any]]:
        done = run(copy, "ask", question, "--as-of", "2020-05-31", "--format", "json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)  # type: ignore[no-any-return]

    held = {(r["level"], r["kind"]): r for r in ask("held")}
    big = said.text("held")
    for level, kind in (("grassroots", "all"), ("grassroots", "committee"),
                        ("grassroots", "cell"), ("sub_cell", "all")):  # fmt: skip
        row = held[level, kind]
        assert f"{row['held']}/{row['total']}" in big
    assert held["grassroots", "all"]["percent"] == 70.0

    weeks = [r for r in ask("held_over_time") if r["level"] == "grassroots"]
    curve = said.by_day("held_over_time.grassroots")
    for key, name in (("held", "Đã tổ chức"), ("planned", "Kế hoạch"),
                      ("registered", "Lịch đã đăng ký")):  # fmt: skip
        assert curve[name] == {r["date"]: r[key] for r in weeks if r[key] is not None}, name

    blocks = ask("held_by_block")
    bars = said.series("held_by_block")
    assert bars["Đã tổ chức"] == [r["held"] for r in blocks]
    assert bars["Chưa tổ chức"] == [r["total"] - r["held"] - r["not_reported"] for r in blocks]

    teams: dict[str, int] = defaultdict(int)
    for row in ask("visits_over_time"):
        teams[row["team"]] += row["visits"]
    drawn = said.series("visits_over_time")
    assert {name: sum(v or 0 for v in values) for name, values in drawn.items()} == {
        "Ủy viên BTV" if team == "BTV" else f"Tổ công tác số {team}": total
        for team, total in teams.items()
    }

    coverage = ask("visit_coverage")
    assert said.series("visit_coverage")["Đã kiểm tra"] == [r["visited"] for r in coverage]

    comments = [r for r in ask("current_drafts") if r["comments_received"]]
    assert said.series("current_drafts.comments")["Tiếp thu"] == [
        r["comments_accepted"] for r in comments
    ]

    late = ask("late_units")
    rows = said.rows("late_units")
    assert [(r[0], int(r[4])) for r in rows] == [(r["name"], r["days_late"]) for r in late]
    never = ask("never_visited")
    assert [r[0] for r in said.rows("never_visited")] == [r["name"] for r in never]
    assert len(said.rows("organisations.not_held")) == 30 - 21
    findings = {r["state"]: r["count"] for r in ask("findings")}
    assert [v[0] for v in said.series("findings").values()] == [
        findings[state] for state in ("fixed", "open", "overdue")
    ]


class Deck:
    """A deck read back: series of charts, rows of tables, by the chart's key."""

    def __init__(self, content: bytes) -> None:
        self.moments: list[str] = []
        self._shapes: dict[str, list[Any]] = defaultdict(list)
        for slide in Presentation(io.BytesIO(content)).slides:
            for shape in slide.shapes:
                self._shapes[re.sub(r" \(\d+\)$", "", shape.name)].append(shape)
            if slide.has_notes_slide:
                self.moments.append(slide.notes_slide.notes_text_frame.text.splitlines()[0])

    def series(self, key: str) -> dict[str, list[int | None]]:
        (shape,) = self._shapes[key]
        return {
            series.name: [None if v is None else int(v) for v in series.values]
            for plot in shape.chart.plots
            for series in plot.series
        }

    def by_day(self, key: str) -> dict[str, dict[str, int]]:
        """Series → day → value; the days of marks carry no value of a series."""
        (shape,) = self._shapes[key]
        return {
            series.name: {
                (date(1899, 12, 30) + timedelta(days=int(float(day)))).isoformat(): int(value)
                for day, value in zip(plot.categories, series.values, strict=True)
                if value is not None
            }
            for plot in shape.chart.plots
            for series in plot.series
        }

    def rows(self, key: str) -> list[list[str]]:
        return [
            [cell.text for cell in row.cells]
            for shape in self._shapes[key]
            for row in list(shape.table.rows)[1:]
        ]

    def text(self, key: str) -> str:
        (shape,) = self._shapes[key]
        return "\n".join(cell.text for row in shape.table.rows for cell in row.cells)
