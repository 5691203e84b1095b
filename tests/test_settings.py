"""Where the books and the files that are not code are looked for."""

from pathlib import Path

import pytest

from congress_dash import settings


def test_the_store_is_where_the_environment_says(tmp_path: Path) -> None:
    where = tmp_path / "so-lieu.duckdb"
    assert settings.read({"CONGRESS_DASH_STORE": str(where)}).store == where


def test_without_a_word_the_store_lies_under_the_current_directory() -> None:
    expected = Path.cwd() / "data" / "congress-dash.duckdb"
    assert settings.read({}).store == expected
    assert settings.read({"CONGRESS_DASH_STORE": "  "}).store == expected


def test_a_store_named_on_the_command_line_holds_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGRESS_DASH_STORE", "elsewhere")
    settings.use_store(tmp_path / "so.duckdb")
    assert settings.read().store == tmp_path / "so.duckdb"


def test_entry_settings_fonts_and_samples_are_found_in_the_source_tree() -> None:
    home = settings.home()
    assert (home / "app.py").is_file()
    assert (home / ".streamlit" / "config.toml").is_file()
    assert any((home / "static").rglob("*.woff2"))
    assert any(settings.samples().glob("bieu-01-*.xlsx"))
