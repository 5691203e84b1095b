"""The sample province through the real way in, held against its published story and the oracle."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from congress_dash.intake import look
from congress_dash.moment import Moment
from congress_dash.records import Preview
from congress_dash.store import Store, questions
from oracle import Accepted, percent
from sample_books import SAMPLES
from test_replay import differences

pytestmark = pytest.mark.slow  # minutes with the rest; `make test` runs them all

REPORT = date(2020, 5, 13)
EVERYTHING = 99
# domain.md §2.6: as-of day, sub-cells held of 76, direct organisations of 30, coordinated of 17
SERIES = """
2019-12-31   0   0   0
2020-01-31   9   0   0
2020-02-29  44   1   0
2020-03-16  71   3   1
2020-03-27  74   3   2
2020-04-24  74   3   2
2020-05-04  74   5   3
2020-05-13  76  11   6
2020-05-31  76  21  12
2020-06-15  76  27  16
2020-06-26  76  29  17
2020-06-30  76  30  17
"""
TWELVE = [(date.fromisoformat(day), *map(int, counts)) for day, *counts in
          (line.split() for line in SERIES.strip().splitlines())]  # fmt: skip
# contract.md §5, to the letter
KEYS = {
    "held": "level kind held total excluded not_reported percent pilot_held pilot_total",
    "held_over_time": "date level held planned registered total deadline",
    "held_by_block": "block held total excluded not_reported percent",
    "unit_steps": "unit name block step planned_on done_on state days_late",
    "late_units": "unit name block step due_on days_late",
    "draft_revisions": "unit document revision issued_on in_progress",
    "current_drafts": "unit document revision issued_on days_since comments_received "
    "comments_accepted comments_explained",
    "visits_over_time": "week team visits units",
    "never_visited": "unit name block state scheduled_on",
    "visit_coverage": "block visited total percent",
    "findings": "state count",
    "clocks": "unit name held_on report_due_on reported_on ratify_due_on ratified_on working_days_late",
    "upcoming": "unit name date session place",
    "freshness": "unit name last_as_of upload waiting",
    "outlook": "level deadline total held registered_before unregistered likely_done_on at_risk",
}
DOCUMENTS = ["political_report", "self_review_report", "draft_resolution", "action_programme"]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Preview]]:
    """Books with every sample workbook, Danh mục first, and what each looked like."""
    where = tmp_path_factory.mktemp("province") / "books.duckdb"
    store = Store.open(where, create=True)
    previews = []
    for path in [SAMPLES / "danh-muc.xlsx", *sorted(SAMPLES.glob("bieu-*.xlsx"))]:
        previews.append(look(path.name, path.read_bytes(), store))
        store.accept(previews[-1], by="test")
    store.close()
    return where, previews


@pytest.fixture(scope="module")
def store(loaded: tuple[Path, list[Preview]]) -> Store:
    """Those books, for reading."""
    return Store.open(loaded[0])


@pytest.fixture
def own_store(loaded: tuple[Path, list[Preview]], tmp_path: Path) -> Store:
    """A copy of them that the test may change."""
    shutil.copytree(loaded[0].parent, tmp_path, dirs_exist_ok=True)
    return Store.open(tmp_path / loaded[0].name)


def rows(store: Store, question: str, as_of: date = REPORT, known_at: int = EVERYTHING) -> list:
    return store.ask(question, Moment(as_of, known_at)).to_dict("records")


def held(store: Store, as_of: date, known_at: int = EVERYTHING) -> dict[tuple[str, str], tuple]:
    """Level and kind → held and total."""
    found = rows(store, "held", as_of, known_at)
    return {(row["level"], row["kind"]): (row["held"], row["total"]) for row in found}


# --- loading -------------------------------------------------------------------------------------


def test_every_workbook_is_accepted_whole(loaded: tuple[Path, list[Preview]]) -> None:
    previews = loaded[1]
    forms = [str(seen.form) for seen in previews]
    late = ["results", "documents", "inspections", "schedule"]
    assert forms == ["catalogue", *["progress"] * 12, *late]
    assert [seen.as_of for seen in previews[1:13]] == [day for day, *_ in TWELVE]
    assert not [(seen.file, p) for seen in previews for p in seen.problems if p.severity == "error"]
    assert not any(seen.waiting or seen.missing for seen in previews)
    assert not any(seen.dropped for seen in previews)
    assert [seen.rows for seen in previews[1:13]] == [47] * 12


def test_the_headline_moves_from_report_to_report(loaded: tuple[Path, list[Preview]]) -> None:
    told = [(seen.headline_before, seen.headline_after) for seen in loaded[1][1:13]]
    after = [f"{direct}/30" for _, _, direct, _ in TWELVE]
    assert told == list(zip([None, *after[:-1]], after, strict=True))


# --- congresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "cells", "direct", "coordinated"), TWELVE)
def test_each_of_the_twelve_days_gives_its_row(
    store: Store, day: date, cells: int, direct: int, coordinated: int
) -> None:
    found = {(row["level"], row["kind"]): row for row in rows(store, "held", day)}
    expected = {"sub_cell": (cells, 76), "grassroots": (direct, 30),
                "coordinated": (coordinated, 17)}  # fmt: skip
    for level, (part, whole) in expected.items():
        row = found[level, "all"]
        assert (row["held"], row["total"], row["percent"]) == (part, whole, percent(part, whole))
        assert (row["excluded"], row["not_reported"]) == (0, 0)
        kinds = [found[level, kind] for kind in ("committee", "cell")]
        assert sum(kind["held"] for kind in kinds) == part
        assert sum(kind["total"] for kind in kinds) == whole


def test_the_report_of_13_may(store: Store) -> None:
    found = {(row["level"], row["kind"]): row for row in rows(store, "held")}
    grassroots = found["grassroots", "all"]
    assert (grassroots["held"], grassroots["total"], grassroots["percent"]) == (11, 30, 36.7)
    assert (grassroots["pilot_held"], grassroots["pilot_total"]) == (3, 3)
    assert held(store, REPORT) == {
        ("grassroots", "all"): (11, 30),
        ("grassroots", "committee"): (4, 14),
        ("grassroots", "cell"): (7, 16),
        ("coordinated", "all"): (6, 17),
        ("coordinated", "committee"): (6, 17),
        ("coordinated", "cell"): (0, 0),
        ("sub_cell", "all"): (76, 76),
        ("sub_cell", "committee"): (0, 0),
        ("sub_cell", "cell"): (76, 76),
        ("coordinated_sub_cell", "all"): (130, 134),
        ("coordinated_sub_cell", "committee"): (0, 0),
        ("coordinated_sub_cell", "cell"): (130, 134),
    }
    assert found["coordinated", "cell"]["percent"] is None


def test_blocks_add_up_to_the_levels(store: Store) -> None:
    blocks = {row["block"]: (row["held"], row["total"]) for row in rows(store, "held_by_block")}
    assert blocks == {"XDLL": (4, 7), "HC": (0, 2), "AN": (4, 8), "CS": (3, 13), "CAH": (6, 17)}


def test_the_curve_is_flat_in_the_pause_and_ends_where_the_headline_is(store: Store) -> None:
    curve = {row["date"]: row for row in rows(store, "held_over_time")
             if row["level"] == "grassroots"}  # fmt: skip
    pause = [date(2020, 3, 29), date(2020, 4, 5), date(2020, 4, 12), date(2020, 4, 19)]
    assert [curve[sunday]["held"] for sunday in pause] == [3] * 4
    assert (curve[date(2020, 5, 10)]["held"], curve[date(2020, 5, 17)]["held"]) == (9, 11)
    assert curve[date(2020, 5, 24)]["held"] is None
    assert {row["total"] for row in curve.values()} == {30}
    assert {row["deadline"] for row in curve.values()} == {date(2020, 6, 30)}
    assert max(curve) >= date(2020, 6, 30)


# --- documents and inspections -------------------------------------------------------------------


def test_the_four_documents_are_at_their_third_draft(store: Store) -> None:
    current = {row["document"]: row for row in rows(store, "current_drafts")}
    assert {name: current[name]["revision"] for name in DOCUMENTS} == dict.fromkeys(DOCUMENTS, 3)
    assert all(current[name]["issued_on"] <= REPORT for name in DOCUMENTS)
    assert current["comment_summary"]["revision"] is None
    drafts = [(row["document"], row["revision"]) for row in rows(store, "draft_revisions")]
    assert [draft for draft in drafts if draft[0] in DOCUMENTS] == [
        (name, number) for name in DOCUMENTS for number in (1, 2, 3)
    ]


def test_before_its_day_a_draft_was_not_there(store: Store) -> None:
    drafts = rows(store, "draft_revisions", date(2020, 3, 20))
    assert {(row["document"], row["revision"]) for row in drafts if row["issued_on"]} == {
        ("political_report", 1), ("political_report", 2), ("self_review_report", 1),
        ("draft_resolution", 1), ("action_programme", 1),
    }  # fmt: skip


def test_three_groups_and_the_standing_board_visit_every_week(store: Store) -> None:
    visits = rows(store, "visits_over_time")
    assert {row["team"] for row in visits} == {"1", "2", "3", "BTV"}
    assert all(row["week"].weekday() == 0 and 0 < row["visits"] <= row["units"] for row in visits)
    assert sum(row["visits"] for row in visits) == 65


def test_five_direct_and_three_coordinated_organisations_were_never_visited(store: Store) -> None:
    never = rows(store, "never_visited")
    waterway = "chi-bo-phong-canh-sat-duong-thuy"
    direct = ["PV05", "PX06", "PH06", "PA06", waterway]
    assert [row["unit"] for row in never] == [*direct, "CAH-O", "CAH-R", "CAH-S"]
    coverage = rows(store, "visit_coverage")
    assert sum(row["total"] - row["visited"] for row in coverage) == len(never)


# --- every question ------------------------------------------------------------------------------


@pytest.mark.parametrize("question", KEYS)
def test_a_question_answers_with_the_keys_of_the_contract(store: Store, question: str) -> None:
    frame = store.ask(question, Moment(REPORT, EVERYTHING))
    keys = KEYS[question].split()
    assert list(frame.columns)[: len(keys)] == keys
    assert len(frame)
    for row in frame.to_dict("records"):
        for key, value in row.items():
            assert value is None or type(value) in (str, int, float, bool, date), (key, value)
            assert not isinstance(value, datetime)


@pytest.mark.parametrize("question", sorted(questions()))
def test_a_question_answers_whatever_is_known(store: Store, question: str) -> None:
    columns = list(store.ask(question, Moment(REPORT, EVERYTHING)).columns)
    for moment in (Moment(REPORT, 0), Moment(date(1999, 1, 1), 99), Moment(date(2099, 1, 1), 1)):
        assert list(store.ask(question, moment).columns) == columns


@pytest.mark.slow
@pytest.mark.parametrize("known_at", [9, EVERYTHING])
def test_the_oracle_reads_the_province_the_same(
    store: Store, loaded: tuple[Path, list[Preview]], known_at: int
) -> None:
    diary = [
        Accepted(number, seen.form, seen.as_of, seen.records, seen.struck, seen.waiting)
        for number, seen in enumerate(loaded[1], start=1)
    ]
    for day in (REPORT, date(2020, 6, 14)):
        assert not differences(store, diary, set(), Moment(day, known_at))


# --- two clocks ----------------------------------------------------------------------------------


def test_withdrawing_the_last_report_gives_back_the_one_before(own_store: Store) -> None:
    store = own_store
    last, before = date(2020, 6, 30), date(2020, 6, 26)
    number = next(u.upload for u in store.uploads() if (u.form, u.as_of) == ("progress", last))
    assert store.newest() == Moment(last, 17)
    assert held(store, last)["grassroots", "all"] == (30, 30)
    store.withdraw(number, reason="gửi nhầm", by="test")
    assert store.newest() == Moment(before, 17)
    assert held(store, last)["grassroots", "all"] == (29, 30)
    assert held(store, before) == held(store, before, number - 1)
    assert rows(store, "freshness", last)[0]["last_as_of"] == before
    assert [u.upload for u in store.uploads() if u.withdrawn] == [number]


def test_known_at_shows_what_was_known_then(store: Store) -> None:
    """Seen from 30/06: each Biểu 01 is upload 2 to 13; what came later was not known."""
    last = date(2020, 6, 30)
    for number, (_, cells, direct, coordinated) in enumerate(TWELVE, start=2):
        found = held(store, last, number)
        assert found["grassroots", "all"] == (direct, 30)
        assert found["coordinated", "all"] == (coordinated, 17)
        assert found["sub_cell", "all"] == (cells, 76)
    assert held(store, last, 1)["grassroots", "all"] == (0, 30)
    assert held(store, last, 0)["grassroots", "all"] == (0, 0)
    silent = {(r["level"], r["kind"]): r["not_reported"] for r in rows(store, "held", last, 1)}
    assert (silent["grassroots", "all"], silent["sub_cell", "all"]) == (30, 76)
    assert not rows(store, "visits_over_time", last, 15)
