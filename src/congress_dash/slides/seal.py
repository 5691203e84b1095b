"""A presentation → the bytes of its package, the same for the same content, each part packed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pptx.opc.oxml import serialize_part_xml
from pptx.opc.serialized import _ContentTypesItem

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED = (".png", ".jpg", ".jpeg", ".gif")  # nothing is won by packing them again


def sealed(presentation: Any, kept: Mapping[str, bytes]) -> bytes:
    """The package with every member dated 1 January 1980, those to be kept as they came."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, content in _members(presentation.part.package):
            packed = not name.endswith(_PACKED)
            package.writestr(member(name, packed=packed), kept.get(name) or content)
    return out.getvalue()


def _members(package: Any) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of everything, in python-pptx's own order."""
    parts = tuple(package.iter_parts())
    yield "[Content_Types].xml", serialize_part_xml(_ContentTypesItem.xml_for(parts))
    yield "_rels/.rels", package._rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if part._rels:
            yield part.partname.rels_uri.membername, part.rels.xml


def member(name: str, *, packed: bool = True) -> ZipInfo:
    """A member of a package, of no day and no system."""
    info = ZipInfo(name, _EPOCH)
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.create_system = 0
    return info
