"""A workbook's bytes in, its parts to read and change; the same workbook out.

A part that nobody edits goes out as it came: text boxes, pictures,
validations and print settings stay, which a load and a save would lose.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from congress_dash.elements import Element, as_bytes, child, linked, parsed
from congress_dash.errors import Refused

_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOKS = (  # how the package names its workbook, in either dialect
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
)
_MOST_BYTES = 30_000_000  # of one part: its tree takes some thirty times as much
_LONG = 4_000_000


@dataclass(frozen=True, slots=True)
class Relation:
    """A part's link to another part (or, when `external`, to an address outside)."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of one .xlsx or .xlsm. `Refused` where its bytes are no such package."""

    def __init__(self, content: bytes) -> None:
        self.parts = _inflated(content)
        self._edited: dict[str, Element] = {}
        self._names = {_key(name): name for name in self.parts}
        books = {r.kind: r.target for r in self.relations("") if r.kind in _BOOKS}
        if not books:
            raise _odd()
        kind, self.book = books.popitem()
        self.relation_kinds = kind.rpartition("/")[0]
        if not self.book.endswith(".xml") or self.tree(self.book).find("{*}sheets") is None:
            raise _odd()

    # --- reading --------------------------------------------------------------------------------

    def tree(self, path: str) -> Element:
        """A part to read: what is changed in it is lost."""
        return self._edited[path] if path in self._edited else _parsed(self.parts, path)

    def relations(self, path: str) -> list[Relation]:
        """Where the part at `path` points to; `""` is the package itself."""
        found = self._names.get(_key(_relations_path(path)))
        folder = posixpath.dirname(path)
        return [self._relation(each, folder) for each in self.tree(found)] if found else []

    def related(self, path: str, kind: str) -> list[str]:
        """The parts of a kind (`comments`, `vmlDrawing`) that the part at `path` points to."""
        return [
            r.target
            for r in self.relations(path)
            if r.kind.endswith(f"/{kind}") and r.target in self.parts
        ]

    @property
    def sheets(self) -> dict[str, str]:
        """The worksheets in their order: name → part."""
        targets = {r.id: r for r in self.relations(self.book)}
        listed = self.tree(self.book).iterfind("{*}sheets/{*}sheet")
        named = {each.get("name", ""): targets.get(linked(each)) for each in listed}
        return {
            name: relation.target
            for name, relation in named.items()
            if relation and relation.kind.endswith("/worksheet") and relation.target in self.parts
        }

    def unused(self, pattern: str) -> str:
        """The first free part name of a pattern: `xl/comments{}.xml` → `xl/comments2.xml`."""
        numbers = range(1, len(self.parts) + 2)
        return next(p for n in numbers if _key(p := pattern.format(n)) not in self._names)

    # --- changing -------------------------------------------------------------------------------

    def edit(self, path: str) -> Element:
        """A part to change; it is written back as the tree stands at the end."""
        if path not in self._edited:
            self._edited[path] = _parsed(self.parts, path)
        return self._edited[path]

    def add(self, path: str, content: bytes, content_type: str) -> None:
        """A new part, declared by its own name."""
        self.put(path, content)
        child(self.edit(_TYPES), "Override", PartName=f"/{path}", ContentType=content_type)

    def put(self, path: str, content: bytes) -> None:
        """A part's bytes, new or in place of the old ones; nothing is declared."""
        self.parts[path] = content
        self._names[_key(path)] = path
        self._edited.pop(path, None)

    def declare(self, extension: str, content_type: str) -> None:
        """What parts with this extension are, unless the package says so already."""
        types = self.edit(_TYPES)
        known = {each.get("Extension", "").lower() for each in types.iter("{*}Default")}
        if extension not in known:
            new = child(types, "Default", Extension=extension, ContentType=content_type)
            types.insert(0, new)

    def relate(self, path: str, kind: str, target: str) -> str:
        """A new link from the part at `path`; returns its id."""
        relations = _relations_path(path)
        found = self._names.get(_key(relations))
        if not found:
            self.put(relations, f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        tree = self.edit(found or relations)
        taken = {each.get("Id") for each in tree}
        new_id = next(i for n in range(1, len(taken) + 2) if (i := f"rId{n}") not in taken)
        relative = posixpath.relpath(target, posixpath.dirname(path))
        kind = f"{self.relation_kinds}/{kind}"
        child(tree, "Relationship", Id=new_id, Type=kind, Target=relative)
        return new_id

    def unrelate(self, path: str, ids: Iterable[str]) -> None:
        """Takes links of the part at `path` away; what they pointed to stays."""
        gone = set(ids)
        found = self._names.get(_key(_relations_path(path)))
        if gone and found:
            tree = self.edit(found)
            for each in [r for r in tree if r.get("Id") in gone]:
                tree.remove(each)

    def remove(self, path: str) -> None:
        """Takes a part of the workbook away, with its declaration and the workbook's link."""
        self.unrelate(self.book, [r.id for r in self.relations(self.book) if r.target == path])
        types = self.edit(_TYPES)
        for each in types.findall("{*}Override"):
            if _key(each.get("PartName", "")) == _key(path):
                types.remove(each)
        del self.parts[path], self._names[_key(path)]
        self._edited.pop(path, None)

    @property
    def content(self) -> bytes:
        """The workbook as it stands now; same parts, same bytes."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in self.parts.items():
                part = as_bytes(self._edited[name]) if name in self._edited else part
                level = 1 if len(part) > _LONG else None  # the time of whoever waits
                package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED, level)
        return out.getvalue()

    def _relation(self, each: Element, folder: str) -> Relation:
        target, external = each.get("Target", ""), each.get("TargetMode") == "External"
        if not external:
            path = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/")))
            target = self._names.get(_key(path), path.lstrip("/"))
        return Relation(each.get("Id", ""), each.get("Type", ""), target, external)


def _inflated(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise _odd() from error


def _parsed(parts: dict[str, bytes], path: str) -> Element:
    if len(parts.get(path, b"")) > _MOST_BYTES:
        raise Refused(
            "too_large",
            "Tệp quá lớn để sửa trên chính tệp này. Hãy chia nhỏ tệp, xóa trang thừa hoặc cột có "
            "thông tin cá nhân rồi gửi lại.",
        )
    try:
        return parsed(parts[path])
    except (KeyError, ValueError) as error:
        raise _odd() from error


def _odd() -> Refused:
    return Refused(
        "not_patchable",
        "Không sửa được trên chính tệp này vì không phải tệp .xlsx theo chuẩn. Hãy mở bằng Excel, "
        "lưu thành .xlsx rồi gửi lại.",
    )


def _key(name: str) -> str:
    """Part names differ neither by case nor by the slash some programs write."""
    return name.replace("\\", "/").lstrip("/").lower()


def _relations_path(path: str) -> str:
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")
