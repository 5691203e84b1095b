"""A workbook and its problems in; the same workbook with the cells marked and a list of them out.

A marked cell keeps everything of its style but the fill. A file that was marked before loses its
old marks first. The reader never sees any of it: fills, notes, and a sheet that is no form. What is
no .xlsx or .xlsm is first written anew as one, from its values.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from congress_dash import notes, opening, plain
from congress_dash.elements import (
    Element,
    as_bytes,
    cells,
    child,
    namespace_of,
    parsed,
    position,
    reference,
    rows,
    whole,
)
from congress_dash.errors import Refused
from congress_dash.notes import Note, Place
from congress_dash.package import Package
from congress_dash.records import Problem, Severity
from congress_dash.safe_text import safe_text
from congress_dash.styles import TINTS, Styles
from congress_dash.workbook import LIST_OF_PROBLEMS as HEADINGS

SHEET = "Danh sách lỗi"
WORDS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.NOTE: "Lưu ý"}

_WIDTHS = (11, 20, 8, 36, 84)
_MOST = 2_000  # more notes than that make Excel slow, and nobody reads them
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_CLOSING = (
    "Sửa xong, hãy gửi lại chính tệp này. Màu, ghi chú và trang này không ảnh hưởng đến việc đọc "
    "số liệu."
)
_REBUILT = (
    " Bản này được ghi lại từ các giá trị của tệp đã gửi thành tệp .xlsx, không có hình thức trình "
    "bày của tệp đó."
)


def marked(
    content: bytes, problems: Sequence[Problem], name: str = "", *, rebuilt: bool = False
) -> bytes:
    """The same workbook with its problems shown. `Refused` where it is no workbook.

    rebuilt: the content is a copy of the values already, which the list then says.
    """
    try:
        package = Package(content)
    except Refused as odd:
        if odd.kind != "not_patchable":
            raise
        content, problems = _as_package(content, problems, name, odd)
        package, rebuilt = Package(content), True
    styles = Styles(package)
    _take_away_marks(package, styles)
    ranked = sorted(problems, key=lambda problem: list(Severity).index(problem.severity))
    by_sheet: dict[str, list[Problem]] = defaultdict(list)
    for problem in ranked[:_MOST]:
        by_sheet[problem.sheet].append(problem)
    for sheet, path in package.sheets.items():
        if sheet in by_sheet:
            _mark(package, path, styles, by_sheet[sheet])
    _list(package, styles, ranked, _closing(len(ranked)) + _REBUILT * rebuilt)
    return package.content


def suffix(content: bytes) -> str:
    """How a file with these marked bytes is called: `.xlsm` where its macros came along."""
    types = Package(content).parts["[Content_Types].xml"]
    return ".xlsm" if b"macroEnabled" in types else ".xlsx"


def _as_package(
    content: bytes, problems: Sequence[Problem], name: str, odd: Refused
) -> tuple[bytes, list[Problem]]:
    """An .xlsx of the values, and the problems under the names that its sheets could keep."""
    try:
        sheets = opening.sheets(content, name)
    except Refused:
        raise odd from None
    sheets = [s for s in sheets if not (s.rows and tuple(s.rows[0][:5]) == HEADINGS)]
    named = dict(zip((s.name for s in sheets), plain.sheet_names(sheets), strict=True))
    renamed = [replace(p, sheet=named.get(p.sheet, p.sheet)) for p in problems]
    return plain.book(sheets), renamed


def _take_away_marks(package: Package, styles: Styles) -> None:
    if _list_part(package):
        styles.wash()
        for path in package.sheets.values():
            notes.take_away(package, path)


# --- cells --------------------------------------------------------------------------------------


def _mark(package: Package, path: str, styles: Styles, problems: Iterable[Problem]) -> None:
    sheet = package.edit(path)
    placed = [(where, p) for p in problems if (where := position(p.cell))]
    shown = _top_left(sheet, [where for where, _ in placed])
    together: dict[Place, list[Problem]] = defaultdict(list)
    for where, problem in placed:
        together[shown.get(where, where)].append(problem)
    for place, cell in _cells(sheet, together):
        worst = together[place][0].severity
        cell.set("s", str(styles.painted(whole(cell.get("s"), 0), worst)))
    notes.add(package, path, {place: _note(found) for place, found in together.items()})


def _note(problems: Sequence[Problem]) -> Note:
    """What the problems of one cell say, the worst first."""
    lines = dict.fromkeys(f"{WORDS[p.severity]}: {safe_text(p.message)}" for p in problems)
    return Note("\n".join(lines), f"#{TINTS[problems[0].severity]}")


def _top_left(sheet: Element, places: Iterable[Place]) -> dict[Place, Place]:
    """Of places inside merged cells, the one that shows."""
    by_row = sorted(places)
    wanted = [row for row, _ in by_row]
    shown = {}
    for merge in sheet.iterfind("{*}mergeCells/{*}mergeCell"):
        first, last = map(position, merge.get("ref", "").partition(":")[::2])
        if not first or not last:
            continue
        (top, left), (bottom, right) = first, last
        for place in by_row[bisect_left(wanted, top) : bisect_right(wanted, bottom)]:
            if left <= place[1] <= right:
                shown[place] = (top, left)
    return shown


def _cells(sheet: Element, places: Iterable[Place]) -> Iterator[tuple[Place, Element]]:
    """The cells at these places; those the sheet does not have yet are made."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for row, column in places:
        wanted[row].append(column)
    there = {number: each for number, each in rows(sheet) if number in wanted}
    for number, columns in wanted.items():
        line = there[number] if number in there else _new_row(sheet, number)
        known = dict(cells(line))
        for column in columns:
            if column not in known:
                known[column] = _new_cell(sheet, line, number, column)
            yield (number, column), known[column]


def _new_row(sheet: Element, number: int) -> Element:
    body = sheet.find("{*}sheetData")
    before = sum(1 for other, _ in rows(sheet) if other < number)
    body.insert(before, row := child(body, "row", r=str(number)))
    return row


def _new_cell(sheet: Element, row: Element, number: int, column: int) -> Element:
    before = sum(1 for other, _ in cells(row) if other < column)
    style = row.get("s") if row.get("customFormat") == "1" else _column_style(sheet, column)
    row.attrib.pop("spans", None)
    row.insert(before, cell := child(row, "c", r=reference(number, column), s=style or "0"))
    return cell


def _column_style(sheet: Element, column: int) -> str | None:
    for each in sheet.iterfind("{*}cols/{*}col"):
        if whole(each.get("min"), 0) <= column <= whole(each.get("max"), 0):
            return str(each.get("style") or "0")
    return None


# --- the list -----------------------------------------------------------------------------------


def _list(package: Package, styles: Styles, problems: Sequence[Problem], closing: str) -> None:
    """Adds the list as the last sheet, or puts it in the place of the one that is there."""
    book = package.edit(package.book)
    part = _list_part(package)
    content = as_bytes(_list_sheet(namespace_of(book), package.sheets, styles, problems, closing))
    if part:
        package.put(part, content)
        return
    part = package.unused("xl/worksheets/sheet{}.xml")
    package.add(part, content, _SHEET_TYPE)
    listed = book.find("{*}sheets")
    numbers = [whole(each.get("sheetId"), 0) for each in listed]
    new = child(listed, "sheet", name=_free_name(each.get("name", "") for each in listed))
    new.set("sheetId", str(max(numbers, default=0) + 1))
    relation = package.relate(package.book, "worksheet", part)
    new.set(f"{{{package.relation_kinds}}}id", relation)


def _free_name(taken: Iterable[str]) -> str:
    names = {name.casefold() for name in taken}
    tries = (SHEET, *(f"{SHEET} ({n})" for n in range(2, len(names) + 3)))
    return next(name for name in tries if name.casefold() not in names)


def _list_part(package: Package) -> str | None:
    """The list that an earlier marking has left."""
    for name, path in package.sheets.items():
        if name.startswith(SHEET):
            first = next((row for _, row in rows(package.tree(path))), None)
            if first is not None and _words(package, first)[: len(HEADINGS)] == list(HEADINGS):
                return path
    return None


def _words(package: Package, row: Element) -> list[str]:
    strings = package.related(package.book, "sharedStrings")
    shared = package.tree(strings[0]).findall("{*}si") if strings else []
    return [
        "".join(shared[whole(cell.findtext("{*}v"), 0)].itertext())
        if cell.get("t") == "s" and shared
        else "".join(cell.itertext())
        for _, cell in cells(row)
    ]


def _list_sheet(
    namespace: str,
    sheets: Mapping[str, str],
    styles: Styles,
    problems: Sequence[Problem],
    closing: str,
) -> Element:
    sheet = parsed(f'<worksheet xmlns="{namespace}"/>'.encode())
    child(child(sheet, "sheetPr"), "pageSetUpPr", fitToPage="1")
    view = child(child(sheet, "sheetViews"), "sheetView", workbookViewId="0")
    child(view, "pane", ySplit="1", topLeftCell="A2", activePane="bottomLeft", state="frozen")
    columns = child(sheet, "cols")
    for at, width in enumerate(_WIDTHS, start=1):
        child(columns, "col", min=str(at), max=str(at), width=str(width), customWidth="1")
    body = child(sheet, "sheetData")
    heading, plain = styles.plain(bold=True), styles.plain()
    _line(body, 1, HEADINGS, [heading] * len(HEADINGS))
    looks = {s: [styles.painted(plain, s), plain, styles.plain(link=True),
                 styles.plain(text=True), plain] for s in Severity}  # fmt: skip
    links = []
    for number, problem in enumerate(problems[:_MOST], start=2):
        words = (WORDS[problem.severity], problem.sheet, problem.cell, problem.typed,
                 problem.message)  # fmt: skip
        _line(body, number, words, looks[problem.severity])
        if problem.sheet in sheets and position(problem.cell):
            quoted = problem.sheet.replace("'", "''")
            links.append((reference(number, 3), f"'{quoted}'!{problem.cell}"))
    last = min(len(problems), _MOST) + 2
    _line(body, last, ("", "", "", "", closing), [plain] * len(HEADINGS))
    if links:
        listed = child(sheet, "hyperlinks")
        for place, target in links:
            child(listed, "hyperlink", ref=place, location=target, display=target)
    child(sheet, "pageMargins", left="0.6", right="0.4", top="0.6", bottom="0.6",
          header="0.3", footer="0.3")  # fmt: skip
    child(sheet, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    return sheet


def _closing(found: int) -> str:
    more = f"Còn {found - _MOST} chỗ nữa chưa liệt kê. " if found > _MOST else ""
    return more + _CLOSING


def _line(body: Element, number: int, words: Sequence[str], looks: Sequence[int]) -> None:
    """A row of words, each written as words whatever they begin with."""
    lines = max(1 + len(text) // width for text, width in zip(words, _WIDTHS, strict=True))
    row = child(body, "row", r=str(number), ht=str(4 + 16 * lines), customHeight="1")
    for column, (text, look) in enumerate(zip(words, looks, strict=True), start=1):
        cell = child(row, "c", r=reference(number, column), s=str(look), t="inlineStr")
        child(child(cell, "is"), "t", safe_text(text))
