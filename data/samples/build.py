"""Writes the sample province's workbooks, always the same bytes: `python build.py [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

import catalogue
import documents
import inspections
import progress
import reorganised
import results
import schedule
from story import AS_OF


def build(folder: Path) -> None:
    """Writes Danh mục, twelve Biểu 01 and one each of Biểu 02–05 into the folder; beneath it those of
    the next cycle."""
    folder.mkdir(parents=True, exist_ok=True)
    catalogue.build(folder)
    for as_of in AS_OF:
        progress.build(folder, as_of)
    for form in (results, documents, inspections, schedule):
        form.build(folder)
    reorganised.build(folder / "2025")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
