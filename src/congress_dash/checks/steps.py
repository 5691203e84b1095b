"""Days of one row in; those that come before the step before them, or after the as-of day, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

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
