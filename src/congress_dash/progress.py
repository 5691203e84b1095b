"""How far each deck is that is being built, or was built last; in memory, for who waits for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

_MOST = 64
_lock = Lock()
_heard: OrderedDict[str, tuple[int, int]] = OrderedDict()


@contextmanager
def building(name: str) -> Iterator[Callable[[int, int], None]]:
    """What is called with charts done and charts in all while the deck of that name is built; one that
    fails is forgotten."""

    def heard(done: int, of: int) -> None:
        with _lock:
            _heard[name] = done, of
            while len(_heard) > _MOST:
                _heard.popitem(last=False)

    heard(0, 0)
    try:
        yield heard
    except BaseException:
        with _lock:
            _heard.pop(name, None)
        raise


def of(name: str) -> tuple[int, int] | None:
    """Charts done and charts in all; None where no deck of that name is built."""
    with _lock:
        return _heard.get(name)
