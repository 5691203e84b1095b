"""A row of Biểu 02 and the books in; what does not fit together, out."""

from __future__ import annotations

from collections.abc import Iterator

from congress_dash.checks.books import Books
from congress_dash.checks.flags import flag
from congress_dash.checks.steps import future_facts, order_of_steps
from congress_dash.records import Problem, Result, Row
from congress_dash.vietnamese import day


def odd(row: Row, told: Result, books: Books) -> Iterator[Problem]:
    """Numbers, the order congress → report → ratification, and the day that Biểu 01 has."""
    if told.present is not None and told.convened is not None and told.present > told.convened:
        yield flag(row, "present", "present_above_convened",
                   f"Có mặt {told.present} nhưng chỉ triệu tập {told.convened}. "
                   "Hãy sửa lại số.")  # fmt: skip
    after = (("reported_on", told.reported_on, "Ngày báo cáo kết quả"),
             ("ratified", told.ratified_on, "Ngày chuẩn y"))  # fmt: skip
    yield from order_of_steps(row, (("held_on", told.held_on, "Ngày đại hội"), *after))
    yield from future_facts(row, after, books.as_of)
    congress = books.progress.get(told.unit)
    if congress is None or told.held_on is None:
        return
    if congress.held_on and congress.held_on != told.held_on:
        yield flag(row, "held_on", "held_differs",
                   f"Biểu 02 ghi đại hội ngày {day(told.held_on)}, Biểu 01 ghi "
                   f"{day(congress.held_on)}. Hãy thống nhất hai nơi.")  # fmt: skip
    elif congress.held is False and told.held_on <= congress.as_of:
        yield flag(row, "held_on", "held_differs",
                   f"Biểu 02 ghi đã đại hội ngày {day(told.held_on)}, Biểu 01 tính đến "
                   f"{day(congress.as_of)} ghi chưa. Hãy thống nhất hai nơi.")  # fmt: skip
