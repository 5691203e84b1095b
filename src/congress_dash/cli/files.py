"""Files of the user in, and out: all of one or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from congress_dash.cli.spoken import Usage
from congress_dash.errors import Refused


def read(path: Path) -> bytes:
    """The file's bytes."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Usage(f"Không mở được tệp {path}. Hãy kiểm tra đường dẫn.") from error


@contextmanager
def named(path: Path) -> Iterator[None]:
    """A file that is refused is refused by its name."""
    try:
        yield
    except Refused as refusal:
        raise Refused(refusal.kind, f"{path.name}: {refusal}") from refusal


def write(path: Path, content: bytes) -> None:
    """All of it or nothing: what stood there stays until the new file is whole."""
    unfinished = path.with_name(f"{path.name}.dang-ghi")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Usage(f"Không ghi được tệp {path}. Hãy kiểm tra đường dẫn và quyền ghi.") from error


def check_ending(path: Path, *endings: str) -> None:
    """Refuses a name that would hide what kind of file it is."""
    if path.suffix.lower() not in endings:
        raise Usage(
            f"Tệp ghi ra phải có đuôi {' hoặc '.join(endings)}. Hãy đặt lại tên {path.name}."
        )
