"""What the books keep of uploads and of what persons decided, as the history shows it; times are UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from congress_dash.records import Answer


@dataclass(frozen=True, slots=True)
class Upload:
    """One accepted workbook, accepted or withdrawn since."""

    upload: int
    form: str
    file: str
    sheet: str
    sha256: str
    as_of: date
    accepted_at: datetime
    by: str
    rows: int
    waiting: int
    withdrawn: bool
    reason: str | None  # of the withdrawal, else of the upload
    own_reason: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None


@dataclass(frozen=True, slots=True)
class RememberedAnswer:
    """What a person decided, the upload it came with, and whether it was taken back since."""

    upload: int
    answer: Answer
    by: str
    at: datetime
    forgotten: bool
    reason: str | None
