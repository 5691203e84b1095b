"""A province of 100,000 organisations: its catalogue and a whole Biểu 01 of it are read right."""

from __future__ import annotations

from pathlib import Path

import pytest

import large_province
from conftest import run

pytestmark = pytest.mark.slow  # a minute

ORGANISATIONS = 100_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Books that know the whole province and nothing more."""
    path = tmp_path_factory.mktemp("large") / "books.duckdb"
    file = path.with_name("danh-muc.xlsx")
    file.write_bytes(large_province.catalogue(ORGANISATIONS))
    done = run(path, "load", str(file))
    assert done.returncode == 0, done.stderr
    return path


def test_a_clean_form_of_a_hundred_thousand_rows_is_read_whole_in_about_a_gibibyte(
    store: Path,
) -> None:
    file = store.with_name("bieu-01.xlsx")
    file.write_bytes(large_province.progress(ORGANISATIONS))
    found = large_province.looked_at(store, file)
    assert (found["rows"], found["accepted"], found["waiting"]) == (100_000, 100_000, 0)
    assert (found["problems"], found["decisions"]) == ([], [])
    assert len(found["checksums"]) >= 11 * 4
    assert all(checksum["ok"] for checksum in found["checksums"])
    assert found["changes"] == {"added": 100_000, "changed": 0, "unchanged": 0, "backward": 0}
    assert found["headline"] == {"before": None, "after": "20000/50000"}
    # A gibibyte is promised and `make bench` prints what it is; how memory is handed out varies.
    assert found["parent_mib"] + found["child_mib"] < 1100
