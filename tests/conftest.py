"""Fixtures that more than one test file needs: books in a temporary place, a running server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from apptest import empty_site, site
from browser import browser, page, watch
from congress_dash.intake import look
from congress_dash.store import Store

__all__ = ["browser", "empty_site", "page", "site", "watch"]

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "import sys; from congress_dash.cli import main; sys.exit(main())"]
SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Running:
    """A server under test: where it answers, which books it reads, what it printed."""

    address: str
    store: Path
    log: Path

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path, timeout=60) as answer:
            content: bytes = answer.read()
            return content


def environment(store: Path) -> dict[str, str]:
    """This environment with the source tree importable and that store in use."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
        "CONGRESS_DASH_STORE": str(store),
    }


def run(store: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`congress-dash WORDS` to its end, from a directory that holds nothing of ours."""
    return subprocess.run(
        [*COMMAND, *words],
        env=environment(store),
        cwd=store.parent,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@contextmanager
def serving(store: Path, command: list[str] | None = None) -> Iterator[Running]:
    """A server on a free port, stopped at the end; no page may have failed by then."""
    log = store.parent / "server.log"
    with (
        log.open("w") as output,
        subprocess.Popen(
            command or [*COMMAND, "serve", "--port", "0"],
            env=environment(store),
            cwd=store.parent,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            running = Running(_printed_address(process, log), store, log)
            urllib.request.urlopen(running.address + "/health", timeout=SECONDS_TO_START).close()
            yield running
        finally:
            process.terminate()
    assert "Traceback" not in log.read_text(encoding="utf-8")


def _printed_address(process: subprocess.Popen[bytes], log: Path) -> str:
    """The address a server prints as soon as it listens."""
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and process.poll() is None:
        found = re.search(r"http://\S+", log.read_text(encoding="utf-8"))
        if found:
            return found.group()
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever needs the whole sample province is slow: to load it takes as long as a hundred tests."""
    for item in items:
        if "sample_books" in getattr(item, "fixturenames", ()):
            item.add_marker("slow")


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where a store may be made; nothing is there yet."""
    return tmp_path / "books.duckdb"


@pytest.fixture(scope="session")
def sample_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample province, loaded once; copy it (`copy_of`) before changing it."""
    store = tmp_path_factory.mktemp("sample") / "books.duckdb"
    done = run(store, "demo")
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture(scope="module")
def province(sample_books: Path) -> Iterator[Store]:
    """The sample province, open, for tests that only read."""
    with closing(Store.open(sample_books)) as store:
        yield store


@pytest.fixture
def sample_store(sample_books: Path, tmp_path: Path) -> Path:
    """A copy of the sample province that the test may change."""
    return copy_of(sample_books, tmp_path)


@pytest.fixture(scope="session")
def catalogue_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Books that know the sample province's organisations and nothing more."""
    path = tmp_path_factory.mktemp("known") / "books.duckdb"
    content = (ROOT / "data" / "samples" / "danh-muc.xlsx").read_bytes()
    with closing(Store.open(path, create=True)) as store:
        store.accept(look("danh-muc.xlsx", content, store), by="Quản trị")
    return path


@pytest.fixture
def catalogue_store(catalogue_books: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of them, open, that the test may change."""
    with closing(Store.open(copy_of(catalogue_books, tmp_path))) as store:
        yield store


def copy_of(store: Path, folder: Path) -> Path:
    """The store and its originals once more, in that folder."""
    shutil.copytree(store.parent, folder, dirs_exist_ok=True)
    return folder / store.name


@pytest.fixture(scope="session")
def shared_server(
    sample_books: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """The sample province served for tests that only read."""
    with serving(copy_of(sample_books, tmp_path_factory.mktemp("served"))) as running:
        yield running


@pytest.fixture
def server(sample_store: Path) -> Iterator[Running]:
    """The sample province served for one test, which may change it."""
    with serving(sample_store) as running:
        yield running
