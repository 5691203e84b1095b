"""Python's collector of rings, at rest while something large is made; safe from threads."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_resting = 0  # how many are at work; a collector that somebody turned off for good stays off
_was_on = False


@contextmanager
def resting() -> Iterator[None]:
    """A look makes millions of small things and hardly one ring of them: the collector would walk
    through all of them again and again (a third of the time of a large file) to find nothing."""
    _rest()
    try:
        yield
    finally:
        _go_on()


def _rest() -> None:
    global _resting, _was_on
    with _lock:
        if not _resting:
            _was_on = gc.isenabled()
        _resting += 1
        gc.disable()


def _go_on() -> None:
    global _resting
    with _lock:
        _resting -= 1
        if not _resting and _was_on:
            gc.enable()
