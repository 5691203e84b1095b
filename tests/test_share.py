"""A part of a whole: percentages are exact arithmetic, rounded half up once."""

from __future__ import annotations

import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from conftest import ROOT
from congress_dash.share import Share

SOURCE = ROOT / "src" / "congress_dash"


def half_up(part: int, whole: int) -> Fraction:
    """Tenths of a percent nearest to the exact share; the upper one when it lies between two."""
    tenths = Fraction(1000 * part, whole)
    return Fraction(int(tenths + Fraction(1, 2)), 10)


def test_every_share_up_to_a_whole_of_250_is_rounded_half_up() -> None:
    for whole in range(1, 251):
        for part in range(whole + 1):
            percent = Share(part, whole).percent
            assert percent is not None
            assert Fraction(percent) == half_up(part, whole), f"{part}/{whole}"


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(1, 16, "6.3"), (3, 16, "18.8"), (5, 16, "31.3"), (1, 80, "1.3"), (1, 2000, "0.1")],
)
def test_halves_go_up_where_floats_and_banks_go_down(part: int, whole: int, percent: str) -> None:
    assert Share(part, whole).percent == Decimal(percent)


def test_round_of_floats_is_not_good_enough() -> None:
    assert round(100 * 1 / 16, 1) == 6.2
    assert Share(1, 16).percent == Decimal("6.3")


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(11, 30, "36.7"), (159, 1447, "11.0"), (634, 640, "99.1"), (52_001, 52_105, "99.8")],
)
def test_published_shares(part: int, whole: int, percent: str) -> None:
    assert Share(part, whole).percent == Decimal(percent)


def test_large_wholes_stay_exact() -> None:
    assert Share(10**17 + 1, 2 * 10**17).percent == Decimal("50.0")
    assert Share(5 * 10**15 - 1, 10**18).percent == Decimal("0.5")


def test_the_excluded_left_the_whole_and_do_not_count() -> None:
    assert Share(34, 34, 8).percent == Decimal("100.0")
    assert Share(34, 34, 8) != Share(34, 34)


def test_nothing_counted_has_no_percentage() -> None:
    assert Share(0, 0).percent is None
    assert Share(0, 0, 8).percent is None


# --- the only way to write one -----------------------------------------------------------------------

_NOT_PROSE = ("figures", "slides", "reading")  # Plotly's templates, styles, file signatures
_ALLOWED = {
    "vietnamese.py": {"%"},  # the one place that writes it
    "readers/cells.py": {"100%"},  # reads one
    "forms/progress.py": {"Tỷ lệ (%)", "Tỷ lệ %"},  # headings that are passed over
    "forms/results.py": {"Tỷ lệ (%)", "Tỷ lệ %"},
    "sheets/fields.py": {" (tỷ lệ %)"},  # a column beside those of part and whole
    "tables/cards.py": {'%"></span></div>'},  # how long a bar is drawn
}


def _written(path: Path) -> set[str]:
    """Texts of a module that hold a sign of percent: no docstrings, formats of days or patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    aside = {
        id(inner) for node in ast.walk(tree) for part in _unspoken(node) for inner in ast.walk(part)
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside
        if "%" in node.value
    }


def _unspoken(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.FormattedValue(format_spec=ast.expr() as spec):
            return [spec]
        case ast.Expr(value=ast.Constant() as docstring):
            return [docstring]
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re")), args=[pattern, *_]):
            return [pattern]
    return []


def test_only_a_share_writes_a_percentage() -> None:
    found = {
        str(path.relative_to(SOURCE)): texts
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).parts[0] not in _NOT_PROSE and (texts := _written(path))
    }
    assert found == _ALLOWED
