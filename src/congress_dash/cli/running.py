"""`serve` and `demo`: the dashboard started, and something to look at in it."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

from congress_dash import intake, settings
from congress_dash.cli import books
from congress_dash.errors import CongressDashError
from congress_dash.store import Store

ROLE = "Cơ quan thường trực"


def serve(asked: argparse.Namespace) -> int:
    """Starts the dashboard and stays until it is stopped."""
    from congress_dash import server  # Streamlit takes a second to import; only here is it needed

    if asked.store:
        settings.use_store(Path(asked.store))
    return server.serve(asked.host, asked.port)


def demo(asked: argparse.Namespace) -> int:
    """The sample province as ready books; refuses books that already hold something.

    New books are filled beside their place and moved there whole, so that an interrupted run
    leaves nothing half-filled behind.
    """
    where = books.place(asked)
    unfinished = where if where.exists() else where.with_name(f"{where.stem}-unfinished.duckdb")
    if unfinished != where:
        _remove(unfinished)
    store = Store.open(unfinished, create=True)
    try:
        _fill(store, _sample_files(with_2025=asked.with_2025))
    finally:
        store.close()
    if unfinished != where:
        kept = where.with_suffix(".originals")
        kept.mkdir(exist_ok=True)
        for original in unfinished.with_suffix(".originals").iterdir():
            original.replace(kept / original.name)
        unfinished.with_suffix(".originals").rmdir()
        unfinished.replace(where)
    print("Đã nạp tỉnh mẫu. Ngày đáng xem: 13/05/2020 (thêm ?as_of=2020-05-13 vào địa chỉ).")
    if asked.with_2025:
        print("Nhiệm kỳ 2025 – 2030: 31/03/2025, 31/05/2025 và 30/06/2025.")
    return 0


def _remove(store: Path) -> None:
    store.unlink(missing_ok=True)
    store.with_suffix(".duckdb.wal").unlink(missing_ok=True)
    shutil.rmtree(store.with_suffix(".originals"), ignore_errors=True)


def _sample_files(*, with_2025: bool) -> list[Path]:
    """The sample workbooks in the order they are loaded, Danh mục of each cycle first."""
    folders = [settings.samples(), *([settings.samples() / "2025"] if with_2025 else [])]
    return [
        path
        for folder in folders
        for form in ("danh-muc*.xlsx", "bieu-0*.xlsx")
        for path in sorted(folder.glob(form))
    ]


def _fill(store: Store, paths: Sequence[Path]) -> None:
    if store.uploads():
        raise CongressDashError(
            "Kho số liệu đã có số liệu nên không nạp tỉnh mẫu. Hãy chọn kho trống bằng --store."
        )
    for number, path in enumerate(paths, start=1):
        print(f"[{number}/{len(paths)}] {path.name}", flush=True)
        preview = intake.look(path.name, path.read_bytes(), store)
        store.accept(preview, by=ROLE)
