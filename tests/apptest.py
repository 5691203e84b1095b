"""Pages opened without a browser, by Streamlit's AppTest, and the books that they read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from congress_dash import session


@contextmanager
def shown(store: Path) -> Iterator[None]:
    """The pages of this process read that store."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CONGRESS_DASH_STORE", str(store))
        session.close()
        try:
            yield
        finally:
            session.close()


@pytest.fixture
def site(sample_store: Path) -> Iterator[None]:
    """The pages read a copy of the sample province."""
    with shown(sample_store):
        yield


@pytest.fixture
def empty_site(store_path: Path) -> Iterator[None]:
    """The pages read books that are not there yet."""
    with shown(store_path):
        yield


def opened(page: str, **address: str) -> AppTest:
    """A page of that name at an address."""
    app = AppTest.from_string(
        f"from congress_dash.pages import {page}\n{page}.show()", default_timeout=60
    )
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def words(app: AppTest) -> str:
    """All that a page says in HTML of its own."""
    return " ".join(element.proto.body for element in app.get("html"))
