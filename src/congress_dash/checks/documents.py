"""A row of Biểu 03 in; numbers and days of drafts that do not fit together, out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from congress_dash.checks.books import Books
from congress_dash.checks.flags import flag
from congress_dash.checks.steps import future_facts
from congress_dash.records import Document, Problem, Row


def odd(row: Row, told: Document, books: Books) -> Iterator[Problem]:
    """Drafts in the order of their days; no more answers than comments, no more back than sent."""
    dated = [(d.revision, d.issued_on) for d in told.drafts if d.issued_on]
    for (_, earlier), (number, later) in pairwise(dated):
        if later < earlier:
            yield flag(row, f"draft_{number}", "drafts_out_of_order",
                       f"Dự thảo lần {number} có ngày trước lần liền trước. "
                       "Hãy sửa lại ngày.")  # fmt: skip
    named = [(f"draft_{number}", issued, f"Dự thảo lần {number}:") for number, issued in dated]
    yield from future_facts(row, named, books.as_of)
    answered = (told.accepted or 0) + (told.explained or 0)
    if told.comments is not None and answered > told.comments:
        yield flag(row, "explained" if told.explained else "accepted", "answers_above_comments",
                   f"Tiếp thu và giải trình {answered} nhưng chỉ có {told.comments} ý kiến. "
                   "Hãy kiểm tra lại số.")  # fmt: skip
    if told.sent is not None and told.received is not None and told.received > told.sent:
        yield flag(row, "received", "received_above_sent",
                   f"Nhận về {told.received} nhưng chỉ gửi {told.sent}. "
                   "Hãy kiểm tra lại số.")  # fmt: skip
