"""`ask`: the rows behind a chart, as a table, as CSV or as JSON."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from typing import Any

import pandas as pd

from congress_dash import reference
from congress_dash.cli import books
from congress_dash.safe_text import begins_formula
from congress_dash.store import questions
from congress_dash.told import day_or_none


def ask(asked: argparse.Namespace) -> int:
    """Prints the rows; without a question, which there are."""
    if not asked.question:
        print("\n".join(_listed()))
        return 0
    with books.opened(asked) as store:
        moment = books.of_unit(asked.unit, books.moment(asked, store), store)
        answer = store.ask(asked.question, moment)
    records = [
        {name: day_or_none(value) for name, value in row.items()}
        for row in answer.to_dict("records")
    ]
    if asked.format == "json":
        print_json(records)
    elif asked.format == "csv":
        lines = csv.writer(sys.stdout, lineterminator="\n")
        lines.writerow(answer.columns)
        lines.writerows([_harmless(value) for value in row.values()] for row in records)
    else:
        shown = [["" if value is None else value for value in row.values()] for row in records]
        print(pd.DataFrame(shown, columns=answer.columns, dtype=object).to_string(index=False))
    return 0


def print_json(value: Any) -> None:
    """Vietnamese letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _listed() -> Iterator[str]:
    """Every question's name and what it answers; those of the contract first, then the others."""
    explained = {name: entry.name for name, entry in reference.entries("questions").items()}
    others = {name: "câu hỏi thêm" for name in questions() if name not in explained}
    width = max(map(len, questions())) + 2
    for name, words in (explained | others).items():
        if name in questions():
            yield f"{name:<{width}}{words}"


def _harmless(value: Any) -> Any:
    """Text that no spreadsheet will take for a formula."""
    return f"'{value}" if isinstance(value, str) and begins_formula(value) else value
