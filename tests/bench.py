"""How dear our ways are: us against the bare thing, side by side in one run. Decides nothing.

Run by `make bench`. Each pair is timed in turn (A B A B …); the ratio is of the medians.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median

import duckdb
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

import bare_deck
import large_province
from congress_dash import boards, cli, effects, intake, knowledge, outgoing, session, slides
from congress_dash.chart import Chart
from congress_dash.moment import Moment
from congress_dash.store import Store

SAMPLE = Path(__file__).parents[1] / "data" / "samples" / "bieu-01-2020-05-13.xlsx"
LARGE = 100_000
BARE_COUNT = "SELECT kind, count(*) FROM books.orgs WHERE scope = 'direct' GROUP BY kind ORDER BY 1"


def pair(name: str, us: Callable[[], object], bare: Callable[[], object], runs: int) -> None:
    us(), bare()  # neither is charged for what is done once
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, spent in zip((us, bare), times, strict=True):
            start = time.perf_counter()
            work()
            spent.append(time.perf_counter() - start)
    ours, theirs = map(median, times)
    print(f"{name:<42} {1000 * ours:8.1f} ms {1000 * theirs:8.1f} ms   x{ours / theirs:.1f}")


def decks(store: Store, moment: Moment) -> None:
    """Decks against bare python-pptx: as many slides with the same titles and numbers, not dressed."""
    every = [c for c in boards.all_charts(store, moment).values() if not c.is_empty]
    native = [chart for chart in every if chart.kind in bare_deck.CHARTS][:12]

    def ours(charts: list[Chart]) -> bytes:
        return slides.deck(charts, heading=outgoing.HEADING, moment=moment)

    before = _resident()
    made = [ours(every) for _ in range(3)]
    grown = _resident() - before
    print(f"{f'  more memory at the fullest of {len(made)}':<42} {grown:8.1f} MiB  (300 at most)")
    pair("12 native charts / bare python-pptx",
         lambda: ours(native), lambda: bare_deck.deck(native), 15)  # fmt: skip
    pair("all charts and tables / bare python-pptx",
         lambda: ours(every), lambda: bare_deck.deck(every), 5)  # fmt: skip
    twelve = outgoing.chosen_of(store, moment, [])[:9]
    for name, charts, most in (("12", twelve, 1), ("60 or more", every, 5)):
        start = time.process_time()
        content = ours(charts)
        spent = time.process_time() - start
        count = content.count(b"ppt/slides/slide") // 2
        print(
            f"{f'a deck of {name} slides ({count})':<42} {1000 * spent:8.1f} ms   ({most} s at most)"
        )


def _resident() -> float:
    """MiB of this process at its fullest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def large(folder: Path) -> None:
    """A Biểu 01 of 100,000 rows and 20 columns: our look against calamine alone."""
    where, file = folder / "large.duckdb", folder / "bieu-01.xlsx"
    catalogue, content = large_province.catalogue(LARGE), large_province.progress(LARGE)
    file.write_bytes(content)
    store = Store.open(where, create=True)
    store.accept(intake.look("danh-muc.xlsx", catalogue, store), by="bench")

    def bare() -> object:
        return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()

    def first() -> object:
        """As after every upload: what is known of the books is asked anew."""
        knowledge._catalogue.cache_clear()
        effects.standing.cache_clear()
        return intake.look(file.name, content, store)

    pair("100,000 rows of Biểu 01 / calamine alone",
         lambda: intake.look(file.name, content, store), bare, 5)  # fmt: skip
    pair("  the same, looked at for the first time", first, bare, 5)
    store.close()
    took = large_province.looked_at(where, file)
    together = took["parent_mib"] + took["child_mib"]
    print(f"{'  its peak memory, with the reading child':<42} {together:7} MiB  (1024 at most)")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "books.duckdb"
        cli.main(["--store", str(where), "demo"])
        os.environ["CONGRESS_DASH_STORE"] = str(where)
        store: Store = session.store()
        moment = store.newest()
        assert moment
        cursor: duckdb.DuckDBPyConnection = store._connection.cursor()
        content = SAMPLE.read_bytes()
        unread = content + b"\0"  # other bytes, so that it is not refused as already loaded

        def page(script: str) -> Callable[[], object]:
            return lambda: AppTest.from_string(script, default_timeout=60).run()

        print(f"{'':<42} {'us':>11} {'bare':>11}   ratio")
        pair("held / a bare count in DuckDB",
             lambda: store.ask("held", moment),
             lambda: cursor.execute(BARE_COUNT).fetchall(), 50)  # fmt: skip
        pair("looking at a Biểu 01 / calamine alone",
             lambda: intake.look(SAMPLE.name, unread, store),
             lambda: CalamineWorkbook.from_filelike(BytesIO(content))
             .get_sheet_by_index(0).to_python(), 15)  # fmt: skip
        pair("Tổng quan / an empty Streamlit page",
             page("from congress_dash.pages import overview\noverview.show()"),
             page("import streamlit as st\nst.write('')"), 15)  # fmt: skip
        decks(store, moment)
        session.close()
        large(Path(folder))


if __name__ == "__main__":
    main()
