"""Random stories of uploads and withdrawals: what an organisation's page tells, recomputed, at 204 moments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from congress_dash.records import FormId
from congress_dash.store import Store
from diary import preview
from invented import UNITS
from oracle import Books
from oracle_next import unit_next
from oracle_story import unit_story, unit_values
from test_replay import invented, moments, told, withdraw_one

RECOMPUTED = {"unit_story": unit_story, "unit_values": unit_values, "unit_next": unit_next}


def live_through(chance: Random, where: Path, steps: int, looks: int) -> int:
    """One story, looked at from many moments; how many rows were held against each other."""
    diary = invented(chance)
    store = Store.open(where, create=True)
    for step in range(steps):
        if step > 3 and chance.random() < 0.2:
            withdraw_one(store, diary)
        else:
            upload = diary.upload(FormId.CATALOGUE if step == 0 else None)
            store.accept(preview(upload, store.revision), by="test")
    rows = 0
    for one in moments(chance, len(diary.kept), looks):
        # a page of one organisation drops what else was narrowed
        unit = chance.choice([None, None, "DUCA", *UNITS])
        moment = replace(one, view=replace(one.view, scope=None, block=None, kind=None, unit=unit))
        books = Books.at(diary.kept, diary.withdrawn, moment)
        for question, recomputed in RECOMPUTED.items():
            expected = [row for row in recomputed(books) if unit in (None, row["unit"])]
            answered = store.ask(question, moment).to_dict("records")
            rows += len(expected)
            keys = list(expected[0]) if expected else list(answered[0]) if answered else []
            assert told(answered, keys) == told(expected, keys), (question, moment)
    store.close()
    return rows


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_the_page_of_an_organisation_tells_what_was_reported(seed: int, store_path: Path) -> None:
    assert live_through(Random(seed), store_path, steps=16, looks=34) > 40
