"""One look at a file ends, whatever the file holds."""

from __future__ import annotations

import time

import pytest

from congress_dash import patience
from congress_dash.errors import Refused


def work_for(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        patience.go_on()


def test_what_ends_in_time_is_left_alone() -> None:
    with patience.limited(5):
        work_for(0.01)


def test_what_does_not_end_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refused) as refused, patience.limited(0.01):
        work_for(60)
    assert refused.value.kind == "too_slow"
    assert "Hãy chia nhỏ tệp" in str(refused.value)


def test_nobody_is_hurried_outside() -> None:
    with patience.limited(0):
        pass
    patience.go_on()


def test_what_the_reading_took_is_no_longer_there() -> None:
    with patience.limited(30):
        patience.spend(1)
        patience.go_on()
        patience.spend(30)
        with pytest.raises(Refused):
            patience.go_on()
