"""Elements of a workbook's parts read and written: names, numbers, rows, cells, whole parts.

Beside `package` the only room that knows lxml. Two dialects are read alike (`{*}`), and a new
element speaks its parent's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

Element = Any  # lxml comes without types
_XML = etree.XMLParser(resolve_entities=False, no_network=True)
_PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


def as_bytes(tree: Element) -> bytes:
    """A whole part."""
    return bytes(
        etree.tostring(tree.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    )


def parsed(part: bytes) -> Element:
    """A whole part read. `ValueError` where it is not XML."""
    try:
        return etree.fromstring(part, _XML)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def child(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """A new last child in its parent's own namespace."""
    new = etree.SubElement(parent, f"{{{namespace_of(parent)}}}{name}", attributes)
    if text is not None:
        new.text = text
        new.attrib.update(_PRESERVE if text != text.strip() or "\n" in text else {})
    return new


def name_of(element: Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def namespace_of(element: Element) -> str:
    """The namespace its name is in; files come in two dialects."""
    return str(etree.QName(element).namespace)


def whole(text: str | None, otherwise: int) -> int:
    """A number as attributes write it, cut to a whole one."""
    found = re.match(r"\d{1,9}", text or "")
    return int(found[0]) if found else otherwise


def linked(element: Element) -> str:
    """The relation that an element names (`r:id`)."""
    return next((str(v) for k, v in element.attrib.items() if k.endswith("}id")), "")


# --- cells --------------------------------------------------------------------------------------


def position(reference: str) -> tuple[int, int] | None:
    """`F13` → row 13, column 6; None of what names no cell."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def reference(row: int, column: int) -> str:
    """Row 13, column 6 → `F13`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def rows(sheet: Element) -> Iterator[tuple[int, Element]]:
    """The rows of a worksheet with their numbers, written out or implied."""
    number = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        told = row.get("r", "")
        number = int(told) if told.isdecimal() else number + 1
        yield number, row


def cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row with their column numbers, written out or implied."""
    column = 0
    for cell in row.iterfind("{*}c"):
        where = position(cell.get("r", ""))
        column = where[1] if where else column + 1
        yield column, cell
