"""A looked-at file and its problems in, a link's secret out; the marked file, once it is fetched.

Kept in memory only, few and not for long: nothing of a file that was not accepted is stored.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from congress_dash import marking
from congress_dash.errors import CongressDashError
from congress_dash.records import Preview, Problem

_MOST = 40
_MOST_BYTES = 300_000_000
_SECONDS = 2 * 60 * 60


class NothingKept(CongressDashError):
    """A link whose file is no longer kept."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the marking needs of a preview; its records may be many times as large."""

    name: str
    content: bytes
    problems: tuple[Problem, ...]
    rebuilt: bool
    until: float


_lock = Lock()
_kept: OrderedDict[str, _Kept] = OrderedDict()


def offer(preview: Preview) -> str:
    """The secret of a link under which the file can be fetched with its problems marked."""
    token = secrets.token_urlsafe(24)
    kept = _Kept(preview.file, preview.content, preview.problems, preview.rebuilt,
                 time.monotonic() + _SECONDS)  # fmt: skip
    with _lock:
        _kept[token] = kept
        _let_go()
    return token


def is_kept(token: str) -> bool:
    """Whether the link still leads somewhere."""
    with _lock:
        _let_go()
        return token in _kept


def collected(token: str) -> tuple[str, bytes]:
    """Name and bytes of the marked file; it may be fetched again. `NothingKept` when it is gone."""
    with _lock:
        _let_go()
        kept = _kept.get(token)
    if kept is None:
        raise NothingKept(
            "Tệp đánh dấu không còn được giữ. Hãy chọn lại tệp ở trang Cập nhật để xem trước lần nữa."
        )
    marked = marking.marked(kept.content, kept.problems, kept.name, rebuilt=kept.rebuilt)
    return f"{Path(kept.name).stem}-danh-dau{marking.suffix(marked)}", marked


def _let_go() -> None:
    """The oldest go first: those past their time, those above the number or the room."""
    now = time.monotonic()
    while _kept:
        oldest = next(iter(_kept.values()))
        room = sum(len(kept.content) for kept in _kept.values())
        if oldest.until > now and len(_kept) <= _MOST and (room <= _MOST_BYTES or len(_kept) == 1):
            return
        _kept.popitem(last=False)
