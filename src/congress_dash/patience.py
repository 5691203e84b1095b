"""How long one look at a file may take: an answer is due, however the file was made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from congress_dash.errors import Refused

SECONDS = 8.0  # of processor time, what the reading child takes among them
_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """What runs inside may go on so long, where it asks `go_on`."""
    before = _until.set(time.thread_time() + seconds)
    try:
        yield
    finally:
        _until.reset(before)


def spend(seconds: float) -> None:
    """So much of the time was taken elsewhere, by the reading child."""
    until = _until.get()
    if until is not None:
        _until.set(until - seconds)


def go_on() -> None:
    """Nothing while there is time; `Refused` when it is up. Asked once a row."""
    until = _until.get()
    if until is not None and time.thread_time() > until:
        raise Refused(
            "too_slow",
            "Tệp này cần quá nhiều thời gian để đối chiếu. Hãy chia nhỏ tệp (mỗi khối một tệp) hoặc "
            "xóa các hàng thừa rồi gửi lại.",
        )
