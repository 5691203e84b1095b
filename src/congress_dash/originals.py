"""Files as they are kept, in a folder beside the books, each under the hash of what came in."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from congress_dash.errors import CongressDashError, StoreUnusable
from congress_dash.records import Preview

_ROOM_BYTES = 100_000_000  # a full disk costs the running store: stop well before it
_ENDINGS = (
    ".xlsx",
    ".xlsm",
    ".xls",
    ".xlsb",
    ".ods",
    ".csv",
)  # what a file is kept as: never a word of the sender's
_REBUILT = ".xlsx"  # what a file is kept as whose persons could not be cut out of its own bytes


def digest(content: bytes) -> str:
    """The SHA-256 that names a file."""
    return hashlib.sha256(content).hexdigest()


def keep(books: Path, preview: Preview) -> None:
    """The file first, flushed to the disk: the books never speak of one that is lost."""
    folder = _folder(books)
    if shutil.disk_usage(folder.parent).free < _ROOM_BYTES + 3 * len(preview.content):
        raise StoreUnusable(
            "Đĩa sắp đầy nên chưa nạp. Hãy giải phóng dung lượng đĩa rồi nạp lại; chưa có gì bị "
            "thay đổi."
        )
    suffix = _REBUILT if preview.rebuilt else _ending(preview.file)
    file = folder / f"{preview.sha256}{suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".part")
        with unfinished.open("wb") as out:
            out.write(preview.content)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    except OSError as error:
        raise StoreUnusable(
            "Không ghi được tệp gốc vào kho số liệu. Hãy kiểm tra quyền ghi và dung lượng đĩa."
        ) from error


def kept(books: Path, name: str, sha256: str) -> tuple[str, bytes]:
    """A file's name, with another ending where it was rebuilt, and its bytes."""
    for called in (name, Path(name).with_suffix(_REBUILT).name):
        file = _folder(books) / f"{sha256}{_ending(called)}"
        if file.exists():
            return called, file.read_bytes()
    raise CongressDashError("Không còn tệp gốc của lần nạp này. Hãy báo quản trị viên.")


def _ending(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if suffix in _ENDINGS else ""


def _folder(books: Path) -> Path:
    return books.with_suffix(".originals")
