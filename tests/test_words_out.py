"""Paragraph and report of 200 random moments: every number is a quote of a chart of that moment."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from congress_dash import boards
from congress_dash.prose import Length
from congress_dash.report import report
from congress_dash.session import CachedBooks
from congress_dash.store import Store
from test_moments import moments
from test_outputs import numbers, plain, registered
from tracing import untraced

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("part", range(4))
def test_every_number_in_words_is_a_quote_of_its_chart(province: Store, part: int) -> None:
    """Fifty moments a part."""
    for moment in moments(f"words-{part}", 50):
        cached = CachedBooks(province, province.revision)
        charts = boards.all_charts(cached, moment)
        for length in Length:
            assert list(untraced(boards.words(cached, moment, length).sentences, charts)) == []
        told = boards.report(cached, moment)
        assert list(untraced(told.sentences, charts)) == []
        document = ZipFile(BytesIO(report(told))).read("word/document.xml").decode()
        text = plain(re.sub(r"</w:p>", "\n", document))
        known = set().union(*(registered(chart) for _, chart in told.annexes))
        known |= {n for s in told.sentences for n in numbers(s.text)}
        known |= set(numbers(f"{told.subject} 1 2 3 4 5 6 7 8 9 10"))
        known |= set(numbers(f"{moment.as_of:%d/%m/%Y}"))
        assert set(numbers(text)) <= known, moment
