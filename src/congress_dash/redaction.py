"""Empties columns of persons in a workbook's own bytes; everything else stays as it came.

Gone with the cells: shared strings only they used, their comments and links, and what formulas,
charts and pivot tables remember of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from congress_dash.elements import Element, cells, child, linked, position, rows
from congress_dash.errors import Refused
from congress_dash.package import Package

_COPIES = ("/charts/", "/pivotcache/", "/revisions/", "/externallinks/", "/threadedcomments/")
_TELLING = 6  # shorter values stand elsewhere by chance


@dataclass(frozen=True, slots=True)
class Span:
    """A sheet's column from a row on (rows count from 1)."""

    sheet: str
    column: str
    from_row: int

    def holds(self, where: tuple[int, int] | None) -> bool:
        start = position(f"{self.column}{self.from_row}")
        return bool(where and start and where[1] == start[1] and where[0] >= start[0])


def redacted(content: bytes, spans: Iterable[Span]) -> bytes:
    """The same workbook with those columns empty. `Refused` where that cannot be done."""
    wanted = list(spans)
    if not wanted:
        return content
    package = Package(content)
    loose: set[int] = set()
    gone: set[str] = set()
    for span in wanted:
        path = package.sheets.get(span.sheet)
        if path is None:
            raise Refused(
                "not_patchable",
                f"Không xóa được cột {span.column} có thông tin cá nhân ở trang “{span.sheet}”. "
                "Hãy xóa cột đó rồi gửi lại.",
            )
        sheet = package.edit(path)
        _empty_cells(sheet, span, loose, gone)
        _cut_links(package, path, sheet, span)
        for comments in _comments(package, path):
            _empty_comments(package.edit(comments), span)
    gone |= _empty_strings(package, loose)
    for chain in package.related(package.book, "calcChain"):
        package.remove(chain)  # Excel draws it up again; one that names an emptied cell alarms it
    _forget(package, {words for words in gone if len(words) >= _TELLING})
    return package.content


def _inside(sheet: Element, span: Span) -> Iterator[Element]:
    _, wanted = position(f"{span.column}1") or (0, 0)
    for number, row in rows(sheet):
        if number >= span.from_row:
            yield from (cell for column, cell in cells(row) if column == wanted)


def _empty_cells(sheet: Element, span: Span, loose: set[int], gone: set[str]) -> None:
    """Empties the span; adds the shared strings it pointed to and the words it held itself."""
    for cell in _inside(sheet, span):
        shared = _shared(cell)
        if shared is not None:
            loose.add(shared)
        else:
            gone |= {text for text in cell.itertext() if text}
        for content in list(cell):
            cell.remove(content)
        cell.attrib.pop("t", None)


def _shared(cell: Element) -> int | None:
    number = cell.findtext("{*}v") or ""
    return int(number) if cell.get("t") == "s" and number.isdecimal() else None


def _comments(package: Package, path: str) -> list[str]:
    return package.related(path, "comments") + package.related(path, "threadedComment")


def _empty_comments(part: Element, span: Span) -> None:
    for comment in part.iter("{*}comment", "{*}threadedComment"):
        if span.holds(position(comment.get("ref", ""))):
            for each in comment.iter():
                each.text = None


def _cut_links(package: Package, path: str, sheet: Element, span: Span) -> None:
    """Takes away links of the span's cells (an e-mail address is a person's too)."""
    links = [
        link
        for link in sheet.iterfind("{*}hyperlinks/{*}hyperlink")
        if span.holds(position(link.get("ref", "").split(":")[0]))
    ]
    for link in links:
        link.getparent().remove(link)
    kept = {linked(link) for link in sheet.iterfind("{*}hyperlinks/{*}hyperlink")}
    package.unrelate(path, {linked(link) for link in links} - kept)
    for listed in sheet.findall("{*}hyperlinks"):
        if not len(listed):
            sheet.remove(listed)


def _empty_strings(package: Package, loose: set[int]) -> set[str]:
    """Empties shared strings that no cell points to any more; returns their words."""
    found = package.related(package.book, "sharedStrings")
    if not loose or not found:
        return set()
    still_used = set()
    for path in package.sheets.values():
        still_used |= {_shared(cell) for cell in package.tree(path).iter("{*}c")}
    gone = set()
    for number, item in enumerate(package.edit(found[0]).findall("{*}si")):
        if number in loose:
            gone.add("".join(item.itertext()))
            if number not in still_used:
                item[:] = []
                child(item, "t", "")
    return gone


def _forget(package: Package, gone: set[str]) -> None:
    """Empties what is remembered of these words outside the cells where people typed them."""
    for path in package.sheets.values():
        if list(_remembering(package.tree(path), gone)):
            for each in _remembering(package.edit(path), gone):
                each.text = '""' if each.text.startswith('"') else None
    for path in [p for p in package.parts if any(c in p.lower() for c in _COPIES)]:
        if path.endswith(".xml") and list(_copies(package.tree(path), gone)):
            for each in _copies(package.edit(path), gone):
                each.text = None if each.text in gone else each.text
                for name in [n for n, value in each.attrib.items() if value in gone]:
                    each.set(name, "")


def _remembering(sheet: Element, gone: set[str]) -> Iterator[Element]:
    """Values that formulas last gave, and lists to choose from."""
    for formula in sheet.iterfind("{*}sheetData/{*}row/{*}c/{*}f"):
        value = formula.getparent().find("{*}v")
        if value is not None and value.text in gone:
            yield value
    for choices in sheet.iter("{*}formula1"):
        if gone & {word.strip() for word in (choices.text or "").strip('"').split(",")}:
            yield choices


def _copies(part: Element, gone: set[str]) -> Iterator[Element]:
    for each in part.iter():
        if each.text in gone or gone & set(each.attrib.values()):
            yield each
