"""The bytes of a .pptx, .xlsx or .docx in, what PowerPoint, Excel or Word would want to repair out.

`complaints(content)` is empty for a sound file. Elements and attributes are held against the schemas
that Microsoft publishes with its Open XML SDK (carried by openxml-audit, a package of pure Python);
the package itself, and the workbooks inside of charts, against the rules of ISO/IEC 29500-2 below.
"""

from __future__ import annotations

import posixpath
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

_TYPES = "[Content_Types].xml"
_KINDS = {"ppt/": ".pptx", "xl/": ".xlsx", "word/": ".docx"}


def complaints(content: bytes) -> list[str]:
    """What a strict reader finds wrong, part by part; empty when nothing is."""
    with ZipFile(BytesIO(content)) as package:
        names = [info.filename for info in package.infolist()]
        parts = {name: package.read(name) for name in names}
    found = [f"{name}: stands twice in the zip" for name, n in Counter(names).items() if n > 1]
    found += [*_undeclared(parts), *_links(parts), *_unreached(parts), *_tables(parts)]
    for name, part in parts.items():
        if name.endswith((".xlsx", ".docx", ".pptx")):
            found += [f"{name} › {each}" for each in complaints(part)]
    return found + _against_schemas(content, parts)


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=0)


def _against_schemas(content: bytes, parts: dict[str, bytes]) -> list[str]:
    ending = next(end for start, end in _KINDS.items() if any(n.startswith(start) for n in parts))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"file{ending}")
        file.write_bytes(content)
        return [str(error) for error in _validator().validate(file).errors]


def _undeclared(parts: dict[str, bytes]) -> Iterator[str]:
    """Parts without a type, or of the bare type of any XML, and types of parts that are not there."""
    types = etree.fromstring(parts[_TYPES])
    extensions = {
        each.get("Extension").lower(): each.get("ContentType") for each in types.iter("{*}Default")
    }
    own = {each.get("PartName"): each.get("ContentType") for each in types.iter("{*}Override")}
    for name in parts:
        kind = own.get(f"/{name}") or extensions.get(name.rpartition(".")[2].lower())
        if name != _TYPES and (not kind or kind == "application/xml"):
            yield f"{name}: its kind is not declared"
    for name in own:
        if name.lstrip("/") not in parts:
            yield f"{name}: is declared and not there"


def _relations(parts: dict[str, bytes], name: str) -> Iterator[tuple[str, str]]:
    """Id and target of what a part (`""`: the package) points to inside of the package."""
    folder, base = posixpath.split(name)
    listed = parts.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    for each in etree.fromstring(listed) if listed else ():
        if each.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, each.get("Target")))
            yield each.get("Id"), path.lstrip("/").partition("#")[0]


def _links(parts: dict[str, bytes]) -> Iterator[str]:
    for name in ["", *parts]:
        ids = [id_ for id_, _ in _relations(parts, name)]
        if len(set(ids)) < len(ids):
            yield f"{name or 'the package'}: two relations of one id"
        for id_, target in _relations(parts, name):
            if target and target not in parts:
                yield f"{name or 'the package'}: {id_} leads to {target}, which is not there"


def _unreached(parts: dict[str, bytes]) -> Iterator[str]:
    """Parts that nothing leads to."""
    reached, ahead = set(), [""]
    while ahead:
        name = ahead.pop()
        ahead += [t for _, t in _relations(parts, name) if t not in reached]
        reached |= {target for _, target in _relations(parts, name)}
    for name in parts:
        if name not in reached and name != _TYPES and not name.endswith(".rels"):
            yield f"{name}: nothing leads to it"


def _tables(parts: dict[str, bytes]) -> Iterator[str]:
    """Tables of slides with rows of another length than their grid."""
    for name in parts:
        if name.startswith("ppt/slides/slide"):
            for table in etree.fromstring(parts[name]).iter("{*}tbl"):
                columns = len(table.findall("{*}tblGrid/{*}gridCol"))
                if any(len(row.findall("{*}tc")) != columns for row in table.iter("{*}tr")):
                    yield f"{name}: a row of a table is not as long as its grid"
