"""A leaf, its title and its lines in; the sheet as Party offices lay it out: draws every cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import groupby
from math import ceil

from paper import Column, Group, Leaf, Line, Look, Ratio, Title, Value
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

HEADING_HEIGHTS, PLAIN_HEADING_HEIGHTS = (34, 22, 34), (16, 16, 16)
LINE_HEIGHT = 15.5
COPIES = (
    "- Ban Thường vụ Tỉnh ủy (để báo cáo),",
    "- Các đ/c ủy viên Ban Thường vụ,",
    "- Lưu Văn phòng Đảng ủy.",
)


def draw_title(leaf: Leaf, title: Title) -> int:
    """Draws the Party heading over the width of the leaf; gives the first free row."""
    half, last = max(leaf.last // 2 - 1, 1), leaf.last
    _across(leaf, 0, 0, half, "ĐẢNG BỘ TỈNH X", size=12)
    _across(leaf, 0, half + 1, last, "ĐẢNG CỘNG SẢN VIỆT NAM", size=13, bold=True, underline=1)
    _across(leaf, 1, 0, half, "ĐẢNG ỦY CÔNG AN TỈNH", size=12, bold=True)
    _across(leaf, 2, 0, half, "*")
    _across(leaf, 2, half + 1, last, title.place_and_date, size=12, italic=True)
    _across(leaf, 3, half + 1, last, title.number, bold=True, align="right")
    _across(leaf, 4, 0, last, title.kind, size=14, bold=True)
    _across(leaf, 5, 0, last, title.subject, size=13, bold=True)
    for row, remark in enumerate(title.remarks, start=6):
        _across(leaf, row, 0, last, remark, italic=True)
    return 7 + len(title.remarks)


def _across(leaf: Leaf, row: int, first: int, last: int, text: str, **wish: object) -> None:
    look = {"align": "center", "font_size": wish.pop("size", 11), **wish}
    style = leaf.paper.style(**look)
    if text and last > first:
        leaf.sheet.merge_range(row, first, row, last, text, style)
    elif text:
        leaf.sheet.write_string(row, first, text, style)


def draw_headings(leaf: Leaf, top: int) -> int:
    """Draws three rows of merged headings and the column numbers; gives the next row."""
    look = leaf.paper.style(border=1, text_wrap=True, bold=True, align="center")
    has_parents = any(column.parent for column in leaf.columns)
    heights = HEADING_HEIGHTS if has_parents else PLAIN_HEADING_HEIGHTS
    bottom, at = top + len(heights) - 1, 0
    for parent, family in groupby(leaf.columns, key=lambda column: column.parent):
        members = list(family)
        if parent:
            leaf.sheet.merge_range(top, at, top, at + len(members) - 1, parent, look)
        for column in members:
            first = top + 1 if parent else top
            leaf.sheet.merge_range(first, at, bottom, at, column.heading, look)
            at += 1
    for row, height in enumerate(heights, start=top):
        leaf.sheet.set_row(row, height)
    numbered = leaf.paper.style(border=1, italic=True, align="center", font_size=9)
    for at, column in enumerate(leaf.columns):
        leaf.sheet.write_string(bottom + 1, at, f"({at + 1}){column.rule}", numbered)
    leaf.sheet.repeat_rows(top, bottom + 1)
    return bottom + 2


def draw_single_heading(leaf: Leaf, top: int) -> int:
    """Draws the headings of a plain list in one row; gives the next row."""
    look = leaf.paper.style(border=1, text_wrap=True, bold=True, align="center")
    for at, column in enumerate(leaf.columns):
        leaf.sheet.write_string(top, at, column.heading, look)
    leaf.sheet.set_row(top, HEADING_HEIGHTS[0])
    leaf.sheet.repeat_rows(top)
    return top + 1


def draw_value(leaf: Leaf, row: int, at: int, line: Line, style: Format) -> None:
    """Draws one cell of a line, typed as what it is."""
    value, sheet = line[at], leaf.sheet
    if isinstance(value, Ratio):
        part, whole = line[value.part], line[value.whole]
        assert isinstance(part, int)
        assert isinstance(whole, int)
        cells = (xl_rowcol_to_cell(row, position) for position in (value.part, value.whole))
        sheet.write_formula(row, at, "=" + "/".join(cells), style, part / whole)
    elif isinstance(value, date):
        sheet.write_datetime(row, at, datetime.combine(value, time()), style)
    elif isinstance(value, int):
        sheet.write_number(row, at, value, style)
    elif value:
        sheet.write_string(row, at, value, style)
    else:
        sheet.write_blank(row, at, None, style)


def draw_lines(leaf: Leaf, lines: Sequence[Line], top: int) -> int:
    """Draws data rows, equal neighbours joined where a column asks for it; gives the next row."""
    for at, column in enumerate(leaf.columns):
        style, row = leaf.paper.cell(column.look), top
        for run in _runs(column, at, lines):
            if len(run) > 1:
                leaf.sheet.merge_range(row, at, row + len(run) - 1, at, "", style)
            draw_value(leaf, row, at, run[0], style)
            row += len(run)
    for row, line in enumerate(lines, start=top):
        leaf.sheet.set_row(row, LINE_HEIGHT * _wrapped(leaf, line))
    return top + len(lines)


def _wrapped(leaf: Leaf, line: Line) -> int:
    """How many lines of text the fullest cell needs, told from the widths of the columns."""
    return max(
        sum(ceil(len(part) / column.width) or 1 for part in str(value or "").split("\n"))
        for column, value in zip(leaf.columns, line, strict=True)
        if column.look in (Look.TEXT, Look.CENTRE)
    )


def _runs(column: Column, at: int, lines: Sequence[Line]) -> list[list[Line]]:
    if not column.is_joined:
        return [[line] for line in lines]
    return [list(run) for _, run in groupby(lines, key=lambda line: str(line[at]))]


def _total(leaf: Leaf, lines: Sequence[Line], label: str) -> list[Value]:
    """The label, the sums, and the shares of the sums."""
    total: list[Value] = [None for _ in leaf.columns]
    total[1] = label
    for at, column in enumerate(leaf.columns):
        values = [line[at] for line in lines]
        if column.is_summed:
            total[at] = sum(value for value in values if isinstance(value, int))
        elif column.look is Look.PERCENT:
            total[at] = next((value for value in values if isinstance(value, Ratio)), None)
    return total


def _draw_total(leaf: Leaf, row: int, total: list[Value], runs: list[tuple[int, int]]) -> None:
    """Draws live sums over the given runs of rows, each with its value already worked out."""
    for at, column in enumerate(leaf.columns):
        style = leaf.paper.cell(column.look, bold=True)
        if column.is_summed:
            cells = ",".join(_run_of_cells(first, last, at) for first, last in runs)
            leaf.sheet.write_formula(row, at, f"=SUM({cells})", style, total[at])
        else:
            draw_value(leaf, row, at, total, style)


def _run_of_cells(first: int, last: int, at: int) -> str:
    cells = (xl_rowcol_to_cell(row, at) for row in sorted({first, last}))
    return ":".join(cells)


def draw_groups(leaf: Leaf, groups: Sequence[Group], top: int) -> int:
    """Draws each group under its heading with a subtotal, then the grand total; the next row."""
    row, subtotals = top, []
    for group in groups:
        heading = [group.heading if at == 1 else None for at in range(len(leaf.columns))]
        style = leaf.paper.style(border=1, bold=True)
        for at in range(len(leaf.columns)):
            draw_value(leaf, row, at, heading, style)
        after = draw_lines(leaf, group.lines, row + 1)
        total = _total(leaf, group.lines, group.subtotal)
        _draw_total(leaf, after, total, [(row + 1, after - 1)])
        subtotals.append((after, after))
        row = after + 1
    every = [line for group in groups for line in group.lines]
    _draw_total(leaf, row, _total(leaf, every, "TỔNG CỘNG"), subtotals)
    return row + 1


def draw_signatures(leaf: Leaf, after: int) -> None:
    """Draws where the copies go and who signs, by role."""
    top, half = after + 1, leaf.last // 2
    _across(leaf, top, 0, 1, "NƠI NHẬN:", bold=True, italic=True, underline=1, align="left")
    for row, copy in enumerate(COPIES, start=top + 1):
        _across(leaf, row, 0, 1, copy, align="left")
    _across(leaf, top, 2, half, "NGƯỜI LẬP BIỂU", bold=True, size=12)
    _across(leaf, top, half + 1, leaf.last, "T/M BAN THƯỜNG VỤ", bold=True, size=12)
    _across(leaf, top + 1, 2, half, "(Ký)", italic=True)
    _across(leaf, top + 1, half + 1, leaf.last, "(Ký, đóng dấu)", italic=True)
