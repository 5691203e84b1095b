"""A file's bytes in, its sheets out, read in a fenced child process after a preflight."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from array import array
from base64 import b64decode
from datetime import datetime
from io import BytesIO
from pathlib import Path

from congress_dash.errors import Refused
from congress_dash.readers import Broken
from congress_dash.records import Sheet

_CHILD = Path(__file__).with_name("reading_child.py")
_SECONDS = 20
_MOST_BYTES = 300_000_000
_MOST_PARTS = 5_000


def sheets(content: bytes) -> list[Sheet]:
    """The worksheets of an .xlsx/.xlsm, read in a fenced child process."""
    _preflight(content)
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
        found = json.loads(child.stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError) as error:
        raise Refused(
            "unreadable",
            "Không đọc được tệp này: tệp hỏng hoặc quá lớn. Hãy mở bằng Excel, lưu lại thành "
            ".xlsx rồi gửi lại.",
        ) from error
    return [
        Sheet(
            s["name"],
            s["visible"],
            _rows(s["values"], s["cells"], s["width"]),
            [((top, left), (bottom, right)) for (top, left), (bottom, right) in s["merged"]],
        )
        for s in found
    ]


def _preflight(content: bytes) -> None:
    """Refuses what is no workbook or would not fit in memory, before any reader sees it."""
    not_a_book = Refused(
        "not_a_workbook",
        "Tệp này không phải bảng tính Excel (.xlsx). Hãy mở biểu mẫu bằng Excel, lưu thành .xlsx "
        "rồi gửi lại.",
    )
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if "[Content_Types].xml" not in package.namelist():
                raise not_a_book
            if not any(part.filename.startswith("xl/") for part in parts):
                raise not_a_book
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
                raise Refused(
                    "too_large",
                    "Tệp quá lớn sau khi giải nén. Hãy xóa các trang và ảnh thừa rồi gửi lại.",
                )
    except zipfile.BadZipFile as error:
        raise not_a_book from error


def _rows(told: list[object], cells: str, width: int) -> list[list[object]]:
    """The table again: equal cells share one value."""
    values = [_value(value) for value in told]
    numbers = array("I", b64decode(cells))
    flat = list(map(values.__getitem__, numbers))
    return [flat[start : start + width] for start in range(0, len(flat), width)]


def _value(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return datetime.fromisoformat(value["day"]) if "day" in value else Broken(value["broken"])
