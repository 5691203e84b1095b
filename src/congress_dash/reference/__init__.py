"""Lists that a site may change: steps, documents, blocks, levels, states, thresholds, checks.

They are CSV files beside this one; a file of the same name in the folder that
`CONGRESS_DASH_REFERENCE` names takes its place. Source: domain.md §1.2, §1.4, §1.8, §2.1, §7.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from congress_dash.errors import CongressDashError
from congress_dash.vietnamese import fold

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: its id, the words shown, and what else people call it."""

    id: str
    name: str
    short: str
    order: int
    also: tuple[str, ...] = ()


def path(name: str) -> Path:
    """The CSV file of a list: the site's own where there is one."""
    own = Path(os.environ.get("CONGRESS_DASH_REFERENCE") or HERE) / f"{name}.csv"
    return own if own.exists() else HERE / f"{name}.csv"


@lru_cache
def entries(name: str) -> dict[str, Entry]:
    """The entries of a list in the order they stand, by id."""
    return _read(path(name))


def _read(file: Path) -> dict[str, Entry]:
    with told(file.name), file.open(encoding="utf-8-sig", newline="") as lines:
        return {
            line["id"]: Entry(
                line["id"],
                line["name"],
                line["short"] or line["name"],
                order,
                tuple(filter(None, (line.get("also") or "").split("|"))),
            )
            for order, line in enumerate(csv.DictReader(lines), start=1)
        }


@contextmanager
def told(file: str, columns: str = "id, name, short, also") -> Iterator[None]:
    """A site's own list that cannot be read, as a sentence."""
    try:
        yield
    except (KeyError, OSError, ValueError) as error:
        raise CongressDashError(
            f"Không đọc được danh sách {file}. Tệp phải là CSV mã UTF-8 với các cột {columns}; hãy "
            "sửa lại tệp."
        ) from error


@lru_cache
def _by_word(name: str) -> dict[str, str]:
    return {
        fold(word): entry.id
        for entry in entries(name).values()
        for word in (entry.id, entry.name, entry.short, *entry.also)
    }


def find(name: str, words: str) -> str | None:
    """The id that these words stand for in a list, or None."""
    return _by_word(name).get(fold(words))


def label(name: str, id_: str | None, *, short: bool = False) -> str:
    """The words shown for an id; the id itself when the list does not know it."""
    entry = entries(name).get(id_ or "")
    return (entry.short if short else entry.name) if entry else (id_ or "")


@lru_cache
def thresholds() -> dict[str, int]:
    """The numbers that an administrator may change; ours where the site's list lacks one."""
    listed = {**_read(HERE / "thresholds.csv"), **entries("thresholds")}
    with told("thresholds.csv"):
        return {name: int(entry.name) for name, entry in listed.items()}


def threshold(name: str) -> int:
    """One of them, e.g. `stuck_days`."""
    return thresholds()[name]
