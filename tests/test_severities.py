"""The declared list of problems: held against the code, and what a site may change of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from congress_dash import intake
from congress_dash.errors import CongressDashError
from congress_dash.records import Severity
from congress_dash.reference import HERE, severities
from congress_dash.store import Store
from written import book

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"
# Which argument of a call names the kind.
KIND_AT = {
    "Odd": 0,
    "Unsure": 0,
    "flag": 2,
    "Problem": 5,
    "_choice": 1,
    "_problem": 4,
    "_warning": 2,
}
COLUMNS = "id,severity,changeable,waits,name\n"


def raised(source: str) -> set[str]:
    """The kinds of problem that a piece of code can raise."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [(call, getattr(call.func, "id", getattr(call.func, "attr", ""))) for call in calls]
    words: set[str] = set()
    for call, name in named:
        place = KIND_AT.get(name, len(call.args))
        if place < len(call.args):
            words |= {
                node.value
                for node in ast.walk(call.args[place])
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    return words


def test_the_list_and_the_code_name_the_same_kinds() -> None:
    code = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    kinds = set().union(*map(raised, code)) - {"="}
    assert kinds == set(severities.checks())


def test_every_kind_is_tried_in_a_test() -> None:
    tests = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests").glob("test_*.py"))
    assert [kind for kind in severities.checks() if f'"{kind}"' not in tests] == []


def test_what_the_contract_fixes_cannot_be_changed() -> None:
    fixed = {kind for kind, check in severities.checks().items() if not check.changeable}
    assert all(severities.checks()[kind].severity is Severity.ERROR for kind in fixed)
    assert {
        "unknown_organisation", "misspelt_organisation", "ambiguous_organisation",
        "code_name_conflict", "duplicate_row", "unreadable_date", "vague_date", "future_date",
        "backward_move", "error_cell", "uncalculated_formula",
    } <= fixed  # fmt: skip


# --- a site's own list ---------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of a site's own lists, in force for one test."""
    monkeypatch.setenv("CONGRESS_DASH_REFERENCE", str(tmp_path))
    severities.checks.cache_clear()
    yield tmp_path / "checks.csv"
    severities.checks.cache_clear()


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("books") / "books.duckdb", create=True)
    content = (SAMPLES / "danh-muc.xlsx").read_bytes()
    store.accept(intake.look("danh-muc.xlsx", content, store), by="Quản trị")
    yield store
    store.close()


TABLE = """\
| Số liệu tính đến ngày 13/5/2020 |
| Tên tổ chức đảng | Số chi bộ trực thuộc | Ngày duyệt | Dự kiến  | Thực tế   |
| PC02             | 5                    |            |          | 30/3/2020 |
| PX01             | 4                    |            | Quý II   |           |
| Tổng cộng        | 10                   |            |          |           |
"""


def test_a_site_makes_a_check_heavier_lighter_or_turns_it_off(books: Store, site: Path) -> None:
    site.write_text(COLUMNS + "held_in_pause,error,x,x,Trong thời gian tạm dừng\n"
                    "held_without_approval,off,x,x,Chưa có ngày duyệt\n"
                    "vague_planned, Note ,x,x,Ước chừng\n"
                    "total_mismatch,off,x,,Cộng sai\n", encoding="utf-8-sig")  # fmt: skip
    preview = intake.look("bieu.xlsx", book({"Biểu": TABLE}), books)
    assert [(p.cell, p.severity.value, p.kind) for p in preview.problems] == [
        ("E3", "error", "held_in_pause"),
        ("D4", "note", "vague_planned"),
    ]
    assert [(row.unit, row.reasons) for row in preview.waiting] == [("PC02", "held_in_pause")]
    assert [r.key for r in preview.records] == ["PX01"]
    assert [change.key for change in preview.changes] == ["PX01"]
    assert [c.ok for c in preview.checksums] == [False]  # the sum itself is still told


def test_kinds_a_site_does_not_name_stay_as_they_are(site: Path) -> None:
    site.write_text(COLUMNS + "team_clash,note,x,x,Trùng buổi\n", encoding="utf-8")
    listed = severities.checks()
    assert listed["team_clash"].severity is Severity.NOTE
    assert listed["held_differs"].severity is Severity.WARNING
    assert len(listed) == len((HERE / "checks.csv").read_text(encoding="utf-8").splitlines()) - 1


REFUSED = {
    "an unknown kind": ("held_on_monday,note,x,x,Thứ hai", "held_on_monday"),
    "an unknown severity": ("team_clash,fatal,x,x,Trùng buổi", "fatal"),
    "a fixed one": ("backward_move,note,x,x,Lùi", "cố định"),
    "an error that no row could wait for": ("total_mismatch,error,x,x,Cộng sai", "không gắn với"),
}


@pytest.mark.parametrize(("line", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_list_is_told_at_start(site: Path, tmp_path: Path, line: str, words: str) -> None:
    site.write_text(COLUMNS + line + "\n", encoding="utf-8")
    with pytest.raises(CongressDashError, match=words) as told:
        Store.open(tmp_path / "books.duckdb", create=True)
    assert "Hãy" in str(told.value)
    assert "checks.csv" in str(told.value)


def test_a_list_without_its_columns_is_told(site: Path, tmp_path: Path) -> None:
    site.write_text("id,name\nteam_clash,Trùng buổi\n", encoding="utf-8")
    with pytest.raises(CongressDashError, match="id, severity, changeable, waits, name"):
        Store.open(tmp_path / "books.duckdb", create=True)
