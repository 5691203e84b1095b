"""What the books keep of uploads, of what persons decided and of saved briefings; times are UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from congress_dash.moment import View
from congress_dash.records import Answer

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The time at which something is written into the books, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def here(utc: datetime) -> datetime:
    """A time of the books as a clock in Viet Nam shows it."""
    return utc.replace(tzinfo=UTC).astimezone(HERE)


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


@dataclass(frozen=True, slots=True)
class Briefing:
    """Which charts a deck has in which order, and whom they speak of; one version of it.

    template: the hash of a kept template, None for the one that ships. at: UTC. withdrawn: this
    version takes the briefing out of the list.
    """

    name: str
    charts: tuple[str, ...]
    view: View
    template: str | None
    version: int
    at: datetime
    by: str
    withdrawn: bool = False
