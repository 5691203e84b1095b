"""Files as they are kept, in a folder beside the books, each under the hash of what came in."""

from __future__ import annotations

import hashlib
import os
import re
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
_TEMPLATE = ".pptx"
_REBUILT = ".xlsx"  # what a file is kept as whose persons could not be cut out of its own bytes


def digest(content: bytes) -> str:
    """The SHA-256 that names a file."""
    return hashlib.sha256(content).hexdigest()


def keep(books: Path, preview: Preview) -> None:
    """The file first, flushed to the disk: the books never speak of one that is lost."""
    suffix = _REBUILT if preview.rebuilt else _ending(preview.file)
    _write(_folder(books) / f"{preview.sha256}{suffix}", preview.content)


def keep_template(books: Path, content: bytes) -> str:
    """A template of slides, kept for good under the hash that comes back."""
    sha256 = digest(content)
    _write(_folder(books) / f"{sha256}{_TEMPLATE}", content)
    return sha256


def kept_template(books: Path, sha256: str) -> bytes:
    """The bytes of a kept template."""
    file = _folder(books) / f"{sha256}{_TEMPLATE}"
    if not re.fullmatch("[0-9a-f]{64}", sha256) or not file.exists():
        raise CongressDashError("Không còn mẫu trình chiếu của bộ trang này. Hãy tải mẫu lên lại.")
    return file.read_bytes()


def _write(file: Path, content: bytes) -> None:
    folder = file.parent
    if shutil.disk_usage(folder.parent).free < _ROOM_BYTES + 3 * len(content):
        raise StoreUnusable(
            "Đĩa sắp đầy nên chưa nạp. Hãy giải phóng dung lượng đĩa rồi nạp lại; chưa có gì bị "
            "thay đổi."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".part")
        with unfinished.open("wb") as out:
            out.write(content)
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
