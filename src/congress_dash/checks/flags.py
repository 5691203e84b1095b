"""What a check found in, a `Problem` out; and the one place where severities are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from congress_dash.readers import typed
from congress_dash.records import Problem, Row, Severity
from congress_dash.reference.severities import checks


def flag(row: Row, field: str, kind: str, message: str) -> Problem:
    """A problem at that field of the row; how serious it is, `weighed` says."""
    cell = row.cells.get(field) or next(iter(row.cells.values()))
    return Problem(row.sheet, cell.address, field, typed(cell.value), Severity.NOTE, kind, message)


def weighed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, as serious as the declared list says; those turned off are left out."""
    declared = checks()
    out: dict[Problem, None] = {}
    for problem in problems:
        check = declared.get(problem.kind)
        if check is None:
            out[problem] = None
        elif check.severity is not None:
            out[replace(problem, severity=check.severity)] = None
    return tuple(out)
