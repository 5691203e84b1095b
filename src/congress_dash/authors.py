"""A workbook's package in; out of it go the names of who wrote, changed and commented it.

In cells people type; here programs do: properties, authors of comments, their conversations,
headers, text boxes.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

from congress_dash.elements import Element
from congress_dash.masking import masked
from congress_dash.notes import AUTHOR
from congress_dash.package import Package
from congress_dash.persons import GONE

_WRITERS = ("creator", "lastModifiedBy", "Manager")
_WRITTEN = re.compile(
    rb"(<(?:[\w-]+:)?(?:creator|initial-creator|printed-by|lastModifiedBy|Manager)(?:\s[^>]*)?>)[^<]+"
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError)
_PRINTED = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]+)<")
_THREAD = "tc="  # an author that stands for a conversation


def may_stand(content: bytes) -> bool:
    """Whether the package has to be looked into; cheap beside reading it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = [name.replace("\\", "/").lower() for name in package.namelist()]
            told = b"".join(package.read(each) for each in package.infolist() if _is_about(each))
    except _DAMAGED:
        return True
    parts = ("comments", "persons/", "drawings/", "revisions/")
    return any(p in n for n in names for p in parts) or bool(_WRITTEN.search(told))


def without_writers(content: bytes) -> bytes:
    """An .xlsb or .ods without its writers' names, every other part the same; else the very bytes."""
    out = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            parts = {each: old.read(each) for each in old.infolist()}
            told = [each for each in parts if _is_about(each) and _WRITTEN.search(parts[each])]
            for each, part in parts.items():
                new.writestr(each, _WRITTEN.sub(rb"\1", part) if each in told else part)
    except _DAMAGED:
        return content
    return out.getvalue() if told else content


def _is_about(part: zipfile.ZipInfo) -> bool:
    """A part with properties of the file."""
    return part.filename.lower().startswith(("docprops/", "meta.xml"))


def forget(package: Package) -> bool:
    """Takes them out; whether there were any."""
    changes = [_properties(package), _book(package)]
    for path in package.sheets.values():
        for comments in package.related(path, "comments"):
            changes.append(_comments(package, comments))
        for talk in package.related(path, "threadedComment"):
            changes.append(_texts(package, talk, "threadedComment", "text"))
        for drawing in package.related(path, "drawing"):
            changes.append(_texts(package, drawing, "p", "t"))
        changes.append(_footers(package, path))
    return any(changes)


def _properties(package: Package) -> bool:
    changed = False
    for kind in ("core-properties", "extended-properties"):
        for part in package.related("", kind):
            names = [f"{{*}}{name}" for name in _WRITERS]
            if any(each.text for each in package.tree(part).iter(*names)):
                for each in package.edit(part).iter(*names):
                    each.text = None
                changed = True
    return changed


def _book(package: Package) -> bool:
    """Who takes part in conversations, and who had the file open to write."""
    changed = False
    for part in package.related(package.book, "person"):
        for each in package.edit(part).iter("{*}person"):
            each.set("displayName", GONE)
            each.set("userId", each.get("id", ""))
            changed = True
    if package.tree(package.book).find("{*}fileSharing[@userName]") is not None:
        for each in package.edit(package.book).findall("{*}fileSharing"):
            each.attrib.pop("userName", None)
        changed = True
    return changed


def _comments(package: Package, part: str) -> bool:
    names = [each.text or "" for each in package.tree(part).iterfind("{*}authors/{*}author")]
    persons = [n for n in names if n.strip() and n != AUTHOR and not n.startswith(_THREAD)]
    changed = _texts(package, part, "comment", "t", persons)
    if persons:
        for each in package.edit(part).iterfind("{*}authors/{*}author"):
            each.text = GONE if each.text in persons else each.text
    return changed or bool(persons)


def _texts(package: Package, part: str, whole: str, piece: str, names: Iterable[str] = ()) -> bool:
    """Masks each comment or paragraph, whose text may be cut into runs."""
    wanted = list(_masks(package.tree(part), whole, piece, names))
    if wanted:
        for pieces, words in _masks(package.edit(part), whole, piece, names):
            for each, text in zip(pieces, words, strict=True):
                each.text = text
    return bool(wanted)


def _masks(
    tree: Element, whole: str, piece: str, names: Iterable[str]
) -> Iterable[tuple[list[Element], list[str]]]:
    for each in tree.iter(f"{{*}}{whole}"):
        pieces = list(each.iter(f"{{*}}{piece}"))
        words = [p.text or "" for p in pieces]
        done = _without(words, names)
        if done != words:
            yield pieces, done


def _without(words: list[str], names: Iterable[str]) -> list[str]:
    for name in names:
        words = [word.replace(name, GONE) for word in words]
    alone = [masked(word) for word in words]
    together = masked("".join(alone))
    if together == "".join(alone) or any(AUTHOR in word for word in words):
        return alone  # our own note stays apart
    return [together, *[""] * (len(words) - 1)]


def _footers(package: Package, path: str) -> bool:
    """Lines printed above and below the page."""
    printed = _PRINTED.findall(package.parts[path])
    if not any(_is_masked(html.unescape(each.decode("utf-8", "replace"))) for each in printed):
        return False
    for each in package.edit(path).findall("{*}headerFooter/*"):
        each.text = masked(each.text or "")
    return True


def _is_masked(words: str) -> bool:
    return masked(words) != words
