"""How far each deck is that is being built now; kept in memory, for who waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_running: dict[str, tuple[int, int]] = {}


@contextmanager
def building(name: str) -> Iterator[Callable[[int, int], None]]:
    """What is called with charts done and charts in all while the deck of that name is built."""

    def heard(done: int, of: int) -> None:
        with _lock:
            _running[name] = done, of

    heard(0, 0)
    try:
        yield heard
    finally:
        with _lock:
            _running.pop(name, None)


def of(name: str) -> tuple[int, int] | None:
    """Charts done and charts in all; None where no deck of that name is being built."""
    with _lock:
        return _running.get(name)
