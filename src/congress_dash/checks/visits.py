"""A row of Biểu 04 in; findings due before they were found, out."""

from __future__ import annotations

from collections.abc import Iterator

from congress_dash.checks.books import Books
from congress_dash.checks.flags import flag
from congress_dash.records import Problem, Row, Visit
from congress_dash.vietnamese import day


def odd(row: Row, told: Visit, books: Books) -> Iterator[Problem]:
    """A finding is put right after the visit, not before."""
    for finding in told.findings:
        if finding.due_on and finding.due_on < told.visited_on:
            yield flag(row, "due_on", "due_before_visit",
                       f"Thời hạn {day(finding.due_on)} trước ngày kiểm tra {day(told.visited_on)}. "
                       "Hãy sửa lại ngày.")  # fmt: skip
