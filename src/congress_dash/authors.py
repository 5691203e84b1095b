"""A workbook's package in; out of it go the names of who wrote, changed and commented it.

In cells people type; here programs do: properties, authors of comments, their conversations,
headers, text boxes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from congress_dash.elements import Element
from congress_dash.masking import masked
from congress_dash.notes import AUTHOR
from congress_dash.package import Package
from congress_dash.persons import GONE

_WRITERS = ("creator", "lastModifiedBy", "Manager")
_PRINTED = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]+)<")
_THREAD = "tc="  # an author that stands for a conversation


def forget(package: Package) -> None:
    """Takes them out."""
    _properties(package)
    _book(package)
    for path in package.sheets.values():
        for comments in package.related(path, "comments"):
            _comments(package, comments)
        for talk in package.related(path, "threadedComment"):
            _texts(package, talk, "threadedComment", "text")
        for drawing in package.related(path, "drawing"):
            _texts(package, drawing, "p", "t")
        _footers(package, path)


def _properties(package: Package) -> None:
    for kind in ("core-properties", "extended-properties"):
        for part in package.related("", kind):
            names = [f"{{*}}{name}" for name in _WRITERS]
            if any(each.text for each in package.tree(part).iter(*names)):
                for each in package.edit(part).iter(*names):
                    each.text = None


def _book(package: Package) -> None:
    """Who takes part in conversations, and who had the file open to write."""
    for part in package.related(package.book, "person"):
        for each in package.edit(part).iter("{*}person"):
            each.set("displayName", GONE)
            each.set("userId", each.get("id", ""))
    if package.tree(package.book).find("{*}fileSharing[@userName]") is not None:
        for each in package.edit(package.book).findall("{*}fileSharing"):
            each.attrib.pop("userName", None)


def _comments(package: Package, part: str) -> None:
    names = [each.text or "" for each in package.tree(part).iterfind("{*}authors/{*}author")]
    persons = [n for n in names if n.strip() and n != AUTHOR and not n.startswith(_THREAD)]
    _texts(package, part, "comment", "t", persons)
    if persons:
        for each in package.edit(part).iterfind("{*}authors/{*}author"):
            each.text = GONE if each.text in persons else each.text


def _texts(package: Package, part: str, whole: str, piece: str, names: Iterable[str] = ()) -> None:
    """Masks each comment or paragraph, whose text may be cut into runs."""
    wanted = list(_masks(package.tree(part), whole, piece, names))
    if wanted:
        for pieces, words in _masks(package.edit(part), whole, piece, names):
            for each, text in zip(pieces, words, strict=True):
                each.text = text


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


def _footers(package: Package, path: str) -> None:
    """Lines printed above and below the page."""
    printed = _PRINTED.findall(package.parts[path])
    if any(_is_masked(html.unescape(each.decode("utf-8", "replace"))) for each in printed):
        for each in package.edit(path).findall("{*}headerFooter/*"):
            each.text = masked(each.text or "")


def _is_masked(words: str) -> bool:
    return masked(words) != words
