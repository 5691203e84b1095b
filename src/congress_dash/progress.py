"""How far each deck is that is awaited, being built, or was built last; in memory, for who waits."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

_MOST = 64
_lock = Lock()
_heard: OrderedDict[str, tuple[int, int]] = OrderedDict()


def awaited(name: str) -> None:
    """The deck of that name is asked for: it will be built as soon as its turn comes."""
    _hear(name, 0, 0)


@contextmanager
def building(name: str) -> Iterator[Callable[[int, int], None]]:
    """What is called with charts done and charts in all while the deck of that name is built; one that
    fails is forgotten."""
    try:
        yield lambda done, of: _hear(name, done, of)
    except BaseException:
        with _lock:
            _heard.pop(name, None)
        raise


def of(name: str) -> tuple[int, int] | None:
    """Charts done and charts in all; None where no deck of that name is awaited or built."""
    with _lock:
        return _heard.get(name)


def _hear(name: str, done: int, of: int) -> None:
    with _lock:
        _heard[name] = done, of
        while len(_heard) > _MOST:
            _heard.popitem(last=False)
