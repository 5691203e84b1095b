"""A worksheet and the notes its cells should show in; comments and their boxes out, in the package.

A sheet's notes live in two parts: `comments` has the words, a VML drawing the boxes they show in.
Both are made where there are none and added to where there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from congress_dash.elements import (
    Element,
    child,
    linked,
    name_of,
    namespace_of,
    position,
    reference,
    rows,
    whole,
)
from congress_dash.package import Package

AUTHOR = "Kiểm tra biểu mẫu"  # also the first words of every note, so that it is found again
Place = tuple[int, int]

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = (
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst "
    "AlternateContent"
)
_PREFIXES = (
    'xmlns:v="urn:schemas-microsoft-com:vml"',
    'xmlns:o="urn:schemas-microsoft-com:office:office"',
    'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
_SHAPE = re.compile(rb"<(\w+):shape\s.*?</\1:shape>", re.DOTALL)  # whatever the prefix
_SHAPE_NUMBER = re.compile(rb"_x0000_s(\d+)")
_BLOCK = re.compile(rb"<\w+:idmap[^>]*\bdata=[\"']([\d,]+)")
_BOX_TYPE = (
    '<v:shapetype{prefixes} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape{prefixes} id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;width:220pt;height:{height}pt;z-index:{order};visibility:hidden" '
    'fillcolor="{colour}" o:insetmode="auto"><v:shadow on="t" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_WIDTH, _LINE, _LETTERS = 300, 18, 46  # pixels of a box and of a line, letters on a line
_COLUMN_WIDTH, _ROW_HEIGHT = 64, 20  # pixels, where the sheet says nothing


@dataclass(frozen=True, slots=True)
class Note:
    """What a cell's note says, and the colour of its box."""

    text: str
    colour: str


def add(package: Package, path: str, notes: Mapping[Place, Note]) -> None:
    """Shows the notes at those cells of the sheet at `path`, after what stands there already.

    Not where the sheet's one VML drawing is none that boxes can be added to.
    """
    drawing = _drawing_part(package, path)
    if drawing is None:
        return
    comments = _comments_part(package, path)
    known = {each.get("ref"): each for each in comments.iter("{*}comment")}
    author = _author(comments)
    boxes = {}
    for place, note in sorted(notes.items()):
        there = known.get(reference(*place))
        if there is None:
            there = _new_comment(comments, place, author)
            boxes[place] = note
        if not _is_thread(comments, there):
            _say(there, note.text)
    _add_boxes(package, path, drawing, boxes)


def take_away(package: Package, path: str) -> None:
    """Takes away what `add` once wrote, also after another program has saved the file."""
    for part in package.related(path, "comments"):
        if AUTHOR not in "".join(package.tree(part).itertext()):
            continue
        comments, bare = package.edit(part), set()
        for comment in list(comments.iter("{*}comment")):
            _take_back(comment)
            if not "".join(comment.itertext()).strip():
                bare.add(position(comment.get("ref", "")))
                comment.getparent().remove(comment)
        for drawing in package.related(path, "vmlDrawing"):
            package.put(drawing, _without_boxes(package.parts[drawing], bare))


# --- words --------------------------------------------------------------------------------------


def _comments_part(package: Package, path: str) -> Element:
    found = package.related(path, "comments")
    if found:
        return package.edit(found[0])
    part = package.unused("xl/comments{}.xml")
    main = namespace_of(package.tree(path))
    empty = f'<comments xmlns="{main}"><authors/><commentList/></comments>'
    package.add(part, empty.encode(), _COMMENTS_TYPE)
    package.relate(path, "comments", part)
    return package.edit(part)


def _author(comments: Element) -> str:
    """The number of our name among the authors."""
    authors = comments.find("{*}authors")
    if authors is None:
        comments.insert(0, authors := child(comments, "authors"))
    names = [each.text for each in authors]
    if AUTHOR not in names:
        child(authors, "author", AUTHOR)
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


def _new_comment(comments: Element, place: Place, author: str) -> Element:
    comment = child(_inner(comments, "commentList"), "comment", ref=reference(*place))
    comment.set("authorId", author)
    return comment


def _inner(parent: Element, name: str) -> Element:
    found = parent.find(f"{{*}}{name}")
    return child(parent, name) if found is None else found


def _is_thread(comments: Element, comment: Element) -> bool:
    """A stand-in for a threaded conversation: programs write it anew from the conversation."""
    authors = comments.findall("{*}authors/{*}author")
    number = whole(comment.get("authorId"), -1)
    return 0 <= number < len(authors) and (authors[number].text or "").startswith("tc=")


def _say(comment: Element, text: str) -> None:
    """Adds a run of its own look, so that programs keep it apart from other people's words."""
    words = _inner(comment, "text")
    for plain in words.findall("{*}t"):
        child(words, "r").append(plain)
    run = child(words, "r")
    look = child(run, "rPr")
    child(look, "sz", val="10")
    child(look, "rFont", val="Times New Roman")
    child(look, "family", val="1")
    child(run, "t", f"{_gap(words)}{AUTHOR}\n{text}")


def _gap(words: Element) -> str:
    return "\n\n" if "".join(words.itertext()).strip() else ""


def _take_back(comment: Element) -> None:
    """What `_say` added: a run of its own, or the end of a text that lost its runs."""
    for run in [r for r in comment.iter("{*}r") if _begins(r).startswith(AUTHOR)]:
        run.getparent().remove(run)
    for plain in comment.iterfind("{*}text/{*}t"):
        plain.text = (plain.text or "").partition(AUTHOR)[0].rstrip()


def _begins(run: Element) -> str:
    return "".join(run.itertext()).strip()


# --- boxes --------------------------------------------------------------------------------------


def _add_boxes(package: Package, path: str, drawing: str, notes: Mapping[Place, Note]) -> None:
    old = package.parts[drawing]
    prefixes = "".join(f" {each}" for each in _PREFIXES if each.encode() not in old)
    first = max((int(n) for n in _SHAPE_NUMBER.findall(old)), default=1024 * _block(old)) + 1
    widths, heights = _sizes(package.tree(path))
    new = "" if b'"_x0000_t202"' in old else _BOX_TYPE.format(prefixes=prefixes)
    for order, ((row, column), note) in enumerate(notes.items()):
        height = _LINE * (3 + sum(1 + len(line) // _LETTERS for line in note.text.split("\n")))
        new += _BOX.format(
            prefixes=prefixes, number=first + order, order=order + 1, colour=note.colour,
            height=round(height * 0.75), row=row - 1, column=column - 1,
            anchor=_anchor(row, column, widths, heights, height),
        )  # fmt: skip
    body, end, rest = old.rpartition(b"</xml>")
    package.put(drawing, body + new.encode() + end + rest)


def _drawing_part(package: Package, path: str) -> str | None:
    """The sheet's VML drawing, made where there is none; None where it cannot take boxes."""
    in_use = package.tree(path).find("{*}legacyDrawing")
    if in_use is not None:
        used = {r.id: r.target for r in package.relations(path)}.get(linked(in_use), "")
        takes_boxes = package.parts.get(used, b"").rstrip().endswith(b"</xml>")
        return used if takes_boxes else None
    blocks = [_block(package.parts[p]) for p in package.parts if p.lower().endswith(".vml")]
    part = package.unused("xl/drawings/vmlDrawing{}.vml")
    package.put(part, f'<xml {" ".join(_PREFIXES)}><o:shapelayout v:ext="edit"><o:idmap '
                f'v:ext="edit" data="{max(blocks, default=0) + 1}"/></o:shapelayout></xml>'
                .encode())  # fmt: skip
    package.declare("vml", _DRAWING_TYPE)
    _show(package.edit(path), package.relation_kinds, package.relate(path, "vmlDrawing", part))
    return part


def _show(sheet: Element, namespace: str, relation: str) -> None:
    """Names the drawing where the order of a worksheet's elements wants it."""
    new = child(sheet, "legacyDrawing", **{f"{{{namespace}}}id": relation})
    after = (at for at, each in enumerate(sheet) if name_of(each) in _AFTER_DRAWING.split())
    sheet.insert(next(after, len(sheet) - 1), new)


def _block(drawing: bytes) -> int:
    """The highest block of 1,024 shape numbers that a drawing takes."""
    found = _BLOCK.findall(drawing)
    return max((int(n) for each in found for n in each.split(b",")), default=0)


def _sizes(sheet: Element) -> tuple[dict[int, int], dict[int, int]]:
    """Widths of columns and heights of rows in pixels, where they are told."""
    widths = {
        column: 0 if each.get("hidden") == "1" else whole(each.get("width"), 9) * 7 + 5
        for each in sheet.iterfind("{*}cols/{*}col")
        for column in range(whole(each.get("min"), 1), min(whole(each.get("max"), 1), 500) + 1)
    }
    heights = {
        number: 0 if row.get("hidden") == "1" else whole(row.get("ht"), 15) * 4 // 3
        for number, row in rows(sheet)
        if row.get("ht") or row.get("hidden")
    }
    return widths, heights


def _anchor(
    row: int, column: int, widths: Mapping[int, int], heights: Mapping[int, int], height: int
) -> str:
    """Where the box begins and ends: column, pixels, row, pixels, twice, counted from 0."""
    right, rest_of_width = _reach(column + 1, _WIDTH, widths, _COLUMN_WIDTH)
    top = max(row - 1, 1)
    bottom, rest_of_height = _reach(top, height, heights, _ROW_HEIGHT)
    edges: Iterable[int] = (column, 12, top - 1, 4, right - 1, rest_of_width, bottom - 1,
                            rest_of_height)  # fmt: skip
    return ", ".join(map(str, edges))


def _reach(start: int, pixels: int, sizes: Mapping[int, int], usual: int) -> tuple[int, int]:
    """The column or row in which a box ends that begins at `start`, and how far inside it."""
    at = start
    while pixels > sizes.get(at, usual) and at < start + 200:
        pixels -= sizes.get(at, usual)
        at += 1
    return at, pixels


def _without_boxes(drawing: bytes, places: set[Place | None]) -> bytes:
    def kept(found: re.Match[bytes]) -> bytes:
        row = re.search(rb"<\w+:Row>\s*(\d+)", found[0])
        column = re.search(rb"<\w+:Column>\s*(\d+)", found[0])
        here = row and column and (int(row[1]) + 1, int(column[1]) + 1)
        return b"" if b'"Note"' in found[0] and here in places else found[0]

    return _SHAPE.sub(kept, drawing)
