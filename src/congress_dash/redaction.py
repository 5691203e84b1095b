"""Takes persons out of a workbook's own bytes; everything else stays as it came.

Gone with the cells: shared strings only they used, their comments and links, what formulas,
charts and pivot tables remember of them, and who wrote the file. What is no such package is
written anew from its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from congress_dash import authors, plain
from congress_dash.elements import Element, cells, child, linked, position, rows
from congress_dash.errors import Refused
from congress_dash.package import Package
from congress_dash.records import Sheet

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


@dataclass(frozen=True, slots=True)
class Words:
    """What is to stand in a cell instead of what does."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The bytes to keep; `rebuilt`: an .xlsx of the values, not the file that came."""

    content: bytes
    rebuilt: bool = False


def kept(
    content: bytes, sheets: Sequence[Sheet], spans: Sequence[Span], words: Sequence[Words]
) -> Kept:
    """The file as it may be kept: the very bytes where nobody stands in its cells (contract §2.1).

    sheets: what it says, persons taken out already.
    """
    try:
        return Kept(redacted(content, spans, words))
    except Refused as odd:
        if odd.kind != "not_patchable":
            raise
    if plain.is_text(content):
        return Kept(plain.text_of(sheets[0], content))
    return Kept(plain.book(sheets), rebuilt=True)


def redacted(content: bytes, spans: Iterable[Span], words: Iterable[Words] = ()) -> bytes:
    """The same package without them. `Refused` where that cannot be done."""
    columns, single = list(spans), list(words)
    if not columns and not single:
        return content
    package = Package(content)
    authors.forget(package)
    loose: set[int] = set()
    gone: set[str] = set()
    for span in columns:
        path = _path(package, span.sheet, span.column)
        sheet = package.edit(path)
        _empty_cells(sheet, span, loose, gone)
        _cut_links(package, path, sheet, span)
        for comments in _comments(package, path):
            _empty_comments(package.edit(comments), span)
    for name in dict.fromkeys(each.sheet for each in single):
        texts = {each.cell: each.text for each in single if each.sheet == name}
        path = _path(package, name, next(iter(texts)))
        _write_words(package.edit(path), texts, loose, gone)
    gone |= _empty_strings(package, loose)
    for chain in package.related(package.book, "calcChain"):
        package.remove(chain)  # Excel draws it up again; one naming an emptied cell alarms it
    if telling := {text for text in gone if len(text) >= _TELLING}:
        _forget(package, telling)
    return package.content


def _path(package: Package, sheet: str, where: str) -> str:
    path = package.sheets.get(sheet)
    if path is None:
        raise Refused(
            "not_patchable",
            f"Không xóa được {where} có thông tin cá nhân ở trang “{sheet}”. Hãy xóa thông tin đó "
            "rồi gửi lại.",
        )
    return path


def _write_words(sheet: Element, texts: dict[str, str], loose: set[int], gone: set[str]) -> None:
    """Puts the words into their cells, as words of the cell's own."""
    wanted = {position(cell): text for cell, text in texts.items()}
    for number, row in rows(sheet):
        for column, cell in cells(row):
            text = wanted.get((number, column))
            if text is not None:
                _empty(cell, loose, gone)
                cell.set("t", "inlineStr")
                child(child(cell, "is"), "t", text)


def _inside(sheet: Element, span: Span) -> Iterator[Element]:
    _, wanted = position(f"{span.column}1") or (0, 0)
    for number, row in rows(sheet):
        if number >= span.from_row:
            yield from (cell for column, cell in cells(row) if column == wanted)


def _empty_cells(sheet: Element, span: Span, loose: set[int], gone: set[str]) -> None:
    """Empties the span; adds the shared strings it pointed to and the words it held itself."""
    for cell in _inside(sheet, span):
        _empty(cell, loose, gone)


def _empty(cell: Element, loose: set[int], gone: set[str]) -> None:
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
