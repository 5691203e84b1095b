"""Small books of the sample province, and reports for them written as tables one can see."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from conftest import ROOT
from congress_dash import intake
from congress_dash.records import Preview
from congress_dash.store import Store
from written import book

CATALOGUE = ROOT / "data" / "samples" / "danh-muc.xlsx"
ROLE = "Cơ quan thường trực"


@cache
def _built() -> Path:
    """Books with the catalogue, made once; copied before use."""
    path = Path(mkdtemp()) / "books.duckdb"
    store = Store.open(path, create=True)
    store.accept(intake.look(CATALOGUE.name, CATALOGUE.read_bytes(), store), by=ROLE)
    store.close()
    return path


def with_catalogue(path: Path) -> Store:
    """Books that know the organisations of the sample province and nothing more."""
    shutil.copytree(_built().parent, path.parent, dirs_exist_ok=True)
    return Store.open(path)


def look(store: Store, table: str, name: str = "bieu-01.xlsx", **asked: Any) -> Preview:
    """The preview of a workbook of one sheet."""
    return intake.look(name, book({"Biểu 01": table.lstrip("\n")}), store, **asked)


def accepted(store: Store, table: str, name: str = "bieu-01.xlsx", **asked: Any) -> int:
    return store.accept(look(store, table, name, **asked), by=ROLE)
