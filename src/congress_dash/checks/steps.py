"""Days of one row in; those that come before the step before them, or after the as-of day, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from congress_dash import reference
from congress_dash.checks.flags import flag
from congress_dash.records import Problem, Row
from congress_dash.vietnamese import day as written

Steps = Sequence[tuple[str, date | None, str]]  # field, day, what it is called


def order_of_steps(row: Row, steps: Steps) -> Iterator[Problem]:
    """Steps that are dated before the step that must precede them."""
    dated = [step for step in steps if step[1]]
    for (_, earlier, before), (field, later, name) in pairwise(dated):
        if earlier and later and later < earlier:
            yield flag(row, field, "order_of_steps",
                       f"{name} {written(later)} sớm hơn {before.lower()} {written(earlier)}. "
                       "Hãy kiểm tra lại hai ngày.")  # fmt: skip


def future_facts(row: Row, steps: Steps, as_of: date) -> Iterator[Problem]:
    """Steps told as done on a day that has not come yet."""
    for field, day, name in steps:
        if day and day > as_of:
            yield flag(row, field, "future_fact",
                       f"{name} {written(day)} sau ngày chốt số liệu {written(as_of)}; đến ngày đó "
                       "mới được tính. Hãy kiểm tra lại ngày.")  # fmt: skip


def far_days(row: Row, steps: Steps, as_of: date) -> Iterator[Problem]:
    """Days so far from the as-of day that their year was mistyped."""
    first, last = likely(as_of)
    for field, day, name in steps:
        if day and not first <= day <= last:
            yield flag(row, field, "far_day",
                       f"{name} {written(day)} quá xa ngày chốt số liệu {written(as_of)}. "
                       "Hãy kiểm tra lại năm.")  # fmt: skip


def likely(as_of: date) -> tuple[date, date]:
    """The first and the last day that a report of that day may speak of."""
    return _around(as_of, reference.threshold("held_within"))


@lru_cache(maxsize=8)
def _around(day: date, days: int) -> tuple[date, date]:
    most = timedelta(days)
    return day - min(most, day - date.min), day + min(most, date.max - day)
