"""The bytes of a zipped workbook in, its parts out, after all were inflated and counted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from congress_dash.errors import Refused

MOST_BYTES = 300_000_000
MOST_PARTS = 5_000
_KEPT_BYTES = 100_000_000  # inflated once, read twice
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")


class Parts:
    """The parts of one package by name; names are compared without case, as the standard says."""

    def __init__(self, content: bytes) -> None:
        try:
            self._package = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
            raise Refused(
                "unreadable",
                "Tệp bị hỏng hoặc chép chưa xong. Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi "
                "lại.",
            ) from error
        self._infos = _listed(self._package)
        self._kept: dict[str, bytes] = {}
        self._total = 0
        for name, info in self._infos.items():
            self._count(name, info)

    @property
    def names(self) -> set[str]:
        return set(self._infos)

    def get(self, name: str) -> bytes:
        """A part's bytes; empty where there is none."""
        info = self._infos.get(name.lower())
        if name.lower() in self._kept:
            return self._kept[name.lower()]
        return self._package.read(info) if info else b""

    def take(self, name: str) -> bytes:
        """A part's bytes, not kept here any longer."""
        body = self.get(name)
        self._kept.pop(name.lower(), None)
        return body

    def _count(self, name: str, info: zipfile.ZipInfo) -> None:
        is_text = name.endswith((".xml", ".rels", ".vml", ".rdf"))
        chunks = []
        try:
            with self._package.open(info) as part:
                while chunk := part.read(1 << 20):
                    self._total += len(chunk)
                    if self._total > MOST_BYTES:
                        raise _too_large(info.filename)
                    if is_text or name.endswith(".bin"):
                        chunks.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
            raise _damaged(info.filename) from error
        body = b"".join(chunks)
        if is_text and _declares(body):
            raise Refused(
                "unreadable",
                f"Phần “{info.filename}” của tệp chứa khai báo không được phép (DOCTYPE). "
                "Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.",
            )
        if self._total <= _KEPT_BYTES:
            self._kept[name] = body


def _listed(package: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = [info for info in package.infolist() if not info.filename.endswith("/")]
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_BYTES:
        raise _too_large(max(infos, key=lambda info: info.file_size).filename)
    listed: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if info.flag_bits & 1:
            raise password()
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in listed:
            raise Refused(
                "unreadable",
                f"Tệp có hai phần cùng tên “{info.filename}” nên không rõ phần nào đúng. Hãy mở "
                "bằng Excel, lưu lại thành .xlsx rồi gửi lại.",
            )
        listed[name] = info
    return listed


def _declares(body: bytes) -> bool:
    if 0 in body[:4]:  # UTF-16
        body = body.replace(b"\0", b"")
    return b"!" in body and _DECLARATION.search(body) is not None  # one rare letter is found fast


def password() -> Refused:
    return Refused(
        "password",
        "Tệp có mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu rồi gửi lại.",
    )


def _too_large(part: str) -> Refused:
    return Refused(
        "too_large",
        f"Tệp quá lớn sau khi giải nén (phần lớn nhất: “{part}”). Hãy xóa các trang và ảnh thừa "
        "rồi gửi lại.",
    )


def _damaged(part: str) -> Refused:
    return Refused(
        "unreadable",
        f"Phần “{part}” của tệp bị hỏng. Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.",
    )
