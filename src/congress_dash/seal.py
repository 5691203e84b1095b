"""A saved package → the same bytes for the same content: dates and system of its members pinned."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0
    return info


def sealed(content: bytes) -> bytes:
    """The package with every member dated 1 January 1980."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(out, "w") as copy:
        for name in package.namelist():
            copy.writestr(_member(name), package.read(name))
    return out.getvalue()
