"""The bytes of an office's own .pptx or .potx → a `Template`: what of it a deck is built on.

Its slides go before python-pptx sees them, with all that speaks of them or of who made them; every
other part goes out again byte by byte (`seal`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml.etree import LxmlError, tostring
from pptx.exc import PythonPptxError
from pptx.oxml import parse_xml

from congress_dash.errors import Refused
from congress_dash.reading.kinds import OLE
from congress_dash.reading.parts import Parts

MOST_BYTES = 60_000_000  # as it comes
_MOST_XML = 40_000_000  # inflated: trees take many times as much
_TYPES, _ROOT = "[Content_Types].xml", "_rels/.rels"
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_ALSO = re.compile(rb"presentationml\.(?:template|slideshow)\.main\+xml")
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_STRICT = b"http://purl.oclc.org/ooxml/"
# What speaks of the slides that were there, or of persons: nothing of it is a template's.
_GONE = re.compile(
    r"/(slide|comments|commentAuthors|authors|thumbnail|extended-properties|custom-properties|"
    r"changesInfo|revisionInfo|printerSettings|person)$"
)
_LISTS = {"ppt/presentation.xml", "ppt/viewProps.xml"}  # what may list slides
ODD = (  # what python-pptx and lxml raise for parts that hold something else than they should
    BadZipFile, LxmlError, PythonPptxError, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, RecursionError, NotImplementedError,
)  # fmt: skip
_RESAVE = "Hãy mở bằng PowerPoint, lưu thành .pptx rồi thử lại."


@dataclass(frozen=True, slots=True)
class Template:
    """A file that a deck can be built on; `emptied`: the same without its slides.

    kept: parts that go out as they came, by name. remarks: sentences on what it lacks and what is
    used instead.
    """

    content: bytes
    emptied: bytes
    kept: dict[str, bytes]
    remarks: tuple[str, ...] = ()


def refused(kind: str, why: str, what_to_do: str = _RESAVE) -> Refused:
    return Refused(kind, f"{why} {what_to_do}")


def damaged() -> Refused:
    return refused("unreadable", "Tệp trình chiếu bị hỏng nên không dùng được.")


def counted(content: bytes) -> bytes:
    """The bytes themselves, once all of them were inflated and counted; `Refused` for too many."""
    _told_by_its_bytes(content)
    _parts(content)
    return content


def without_slides(content: bytes) -> Template:
    """The template emptied, all of it inflated and counted first; `Refused` for what is none."""
    _told_by_its_bytes(content)
    parts = _parts(content)
    types = parts[_TYPES]
    if _MACROS.search(types) or any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise refused("macros", "Tệp trình chiếu có macro nên không được dùng.")
    if _STRICT in parts.get(_ROOT, b""):
        raise refused("strict", "Tệp trình chiếu ở dạng Strict Open XML.")
    try:
        return _emptied(content, parts)
    except ODD as error:
        raise damaged() from error


def _told_by_its_bytes(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise _too_large()
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refused("password", "Tệp trình chiếu có mật khẩu nên không mở được.",
                          "Hãy mở bằng PowerPoint, bỏ mật khẩu rồi thử lại.")  # fmt: skip
        raise refused("old_kind", "Tệp trình chiếu là tệp PowerPoint 97–2003 (.ppt).")
    if not content.startswith(b"PK"):
        raise _another_kind()


def _another_kind() -> Refused:
    return refused("not_a_template", "Tệp trình chiếu không phải tệp PowerPoint (.pptx, .potx).",
                   "Hãy chọn tệp khác.")  # fmt: skip


def _too_large() -> Refused:
    return refused(
        "too_large", "Tệp trình chiếu quá lớn.", "Hãy xóa các trang và ảnh thừa rồi thử lại."
    )


def _parts(content: bytes) -> dict[str, bytes]:
    """Every part by its own name, after all were counted (`reading.parts`)."""
    try:
        counted = Parts(content)
    except Refused as refusal:
        if refusal.kind == "too_large":
            raise _too_large() from refusal
        if refusal.kind == "password":
            raise refused("password", "Tệp trình chiếu có mật khẩu nên không mở được.") from refusal
        raise damaged() from refusal
    if sum(len(counted.get(name)) for name in counted.names if name.endswith(".xml")) > _MOST_XML:
        raise _too_large()
    if not {"ppt/presentation.xml", _TYPES.lower()} <= counted.names:
        raise _another_kind()
    with ZipFile(BytesIO(content)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def _emptied(content: bytes, parts: dict[str, bytes]) -> Template:
    changed = dict(parts)
    changed[_TYPES] = _ALSO.sub(_MAIN.rpartition("officedocument.")[2].encode(), parts[_TYPES])
    for name in _LISTS & set(parts):
        changed[name] = _no_slides(parts[name])
    for name in [_ROOT, *(name for name in parts if name.startswith("ppt/"))]:
        if name.endswith(".rels"):
            changed[name] = _no_links(parts[name])
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, part in changed.items():
            package.writestr(name, part)
    reached = {name for name in _reached(changed) if not name.startswith("docProps/")}
    kept = {name: parts[name] for name in reached if changed[name] == parts[name]}
    kept.pop("ppt/presentation.xml", None)
    links = {name: _to_cover(parts[name]) for name in map(_links_of, kept) if name in parts}
    return Template(content, out.getvalue(), kept | links)


def _no_slides(part: bytes) -> bytes:
    """Without the list of slides, of shows made of them, and the sections that hold them."""
    root = parse_xml(part)
    gone = [*root.iter("{*}sldIdLst", "{*}custShowLst", "{*}sldLst")]
    gone += [sections.getparent() for sections in root.iter("{*}sectionLst")]
    for each in gone:
        each.getparent().remove(each)
    return _as_bytes(root) if gone else part


def _no_links(relations: bytes) -> bytes:
    root = parse_xml(relations)
    for each in list(root):
        if _GONE.search(each.get("Type", "")):
            root.remove(each)
    return _as_bytes(root)


def _to_cover(relations: bytes) -> bytes:
    """As they came; only what led from a master or layout to one of its slides leads to the cover."""
    root = parse_xml(relations)
    led = [each for each in root if each.get("Type", "").endswith("/slide")]
    for each in led:
        each.set("Target", "/ppt/slides/slide1.xml")
    return _as_bytes(root) if led else relations


def _reached(parts: dict[str, bytes]) -> Iterator[str]:
    """The parts that relations lead to from the package itself."""
    seen, ahead = {""}, [""]
    while ahead:
        source = ahead.pop()
        folder = posixpath.dirname(source)
        listed = parts.get(_links_of(source))
        for each in parse_xml(listed) if listed else ():
            path = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            name = path.lstrip("/")
            if each.get("TargetMode") != "External" and name in parts and name not in seen:
                seen.add(name)
                ahead.append(name)
                yield name


def _links_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _as_bytes(root: Any) -> bytes:
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written
