"""The environment in, settings out; and where the files that are not code lie."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

STORE_VARIABLE = "CONGRESS_DASH_STORE"
_PACKED_HOME = Path(__file__).parent / "home"  # in an installed wheel only
_SOURCE_HOME = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Settings:
    """What an administrator may set; `store` is the file that holds the books."""

    store: Path


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force; without any, the store lies under the current directory."""
    where = environment.get(STORE_VARIABLE, "").strip()
    return Settings(store=Path(where or "data/congress-dash.duckdb").expanduser().absolute())


def use_store(where: Path) -> None:
    """From now on, in this process and its children, the books are there."""
    os.environ[STORE_VARIABLE] = str(where.expanduser().absolute())


def home() -> Path:
    """The folder of `app.py`, `.streamlit/`, `static/` and `data/samples/`."""
    return _PACKED_HOME if _PACKED_HOME.is_dir() else _SOURCE_HOME


def samples() -> Path:
    """The folder of the sample province's workbooks."""
    return home() / "data" / "samples"
