"""One small pure reader per kind of cell: a typed value and the as-of day in, a `Reading` out.

A value that cannot be read raises `Odd` with the remedy in the uploader's words. The forms of
typing accepted here are those of domain.md §4.2; a new one is one line here and one line in the
wall of odd values in tests/test_readers.py.
"""

from congress_dash.readers.cells import (
    NOTHING,
    Broken,
    Odd,
    Reader,
    Reading,
    is_empty,
    text,
    typed,
)
from congress_dash.readers.choices import (
    DraftDate,
    DraftNo,
    Held,
    congress_form,
    draft,
    draft_date,
    held,
    org_kind,
    pilot,
    roles,
    scope,
    session,
    status,
    yes_no,
)
from congress_dash.readers.counts import Part, count, members, part
from congress_dash.readers.dates import Days, Paper, Planned, day, days, future, paper, planned

__all__ = [
    "NOTHING", "Broken", "Days", "DraftDate", "DraftNo", "Held", "Odd", "Paper", "Part", "Planned",
    "Reader", "Reading", "congress_form", "count", "day", "days", "draft", "draft_date", "future",
    "held", "is_empty", "members", "org_kind", "paper", "part", "pilot", "planned", "roles", "scope",
    "session", "status", "text", "typed", "yes_no",
]  # fmt: skip
