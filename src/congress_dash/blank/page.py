"""One sheet of a blank form: a layout and the organisations in, every cell drawn.

Laid out as a Party document (domain.md §4.1, §5.3); nothing about the site is made up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil
from typing import Any

from xlsxwriter.utility import xl_range

from congress_dash.blank import entry
from congress_dash.forms import Column, Form, Layout, Lookup
from congress_dash.readers import Reader
from congress_dash.records import FormId, OrgKind
from congress_dash.safe_text import COUNT_FORMAT, safe_text
from congress_dash.vietnamese import day

FONT = "Times New Roman"
_LEFT_OUT: dict[FormId, frozenset[str]] = {
    FormId.PROGRESS: frozenset({"members_full", "members_probationary"}),
    FormId.DOCUMENTS: frozenset({"draft", *(f"draft_{number}" for number in range(5, 10))}),
}
_KINDS = {
    OrgKind.COMMITTEE: "Đ",
    OrgKind.CELL: "C",
}  # first letter of `Đảng bộ`/`ĐB`, `Chi bộ`/`CB`
_HEADINGS = {FormId.CATALOGUE: "DANH MỤC", FormId.SCHEDULE: "LỊCH ĐẠI HỘI"}
_SUBJECTS = {
    FormId.PROGRESS: "Tiến độ tổ chức đại hội chi bộ, đảng bộ cơ sở",
    FormId.RESULTS: "Kết quả đại hội chi bộ, đảng bộ cơ sở",
    FormId.DOCUMENTS: "Tiến độ văn kiện đại hội",
    FormId.INSPECTIONS: "Kiểm tra, hướng dẫn công tác chuẩn bị, tổ chức đại hội",
    FormId.SCHEDULE: "Các chi bộ, đảng bộ chưa tổ chức đại hội",
}
_LINE = 15.5  # points that a line of text takes
_NUMBER = Column("", ("TT",))


Typed = Mapping[str, str | int | date | None]  # field → what stands in its cell


@dataclass(frozen=True, slots=True)
class BlankOrg:
    """An organisation to fill in; `block` is the label that its group stands under."""

    code: str | None
    name: str
    kind: OrgKind
    block: str
    sub_cells: int | None
    members: int | None

    def typed(self, layout: Layout) -> Typed:
        """What is known of it, by the field it stands in."""
        kinds = entry.choices(layout.by_field["kind"])
        kind = next(word for word in kinds if word.startswith(_KINDS[self.kind]))
        return {"organisation": self.name, "code": self.code, "kind": kind,
                "sub_cells": self.sub_cells, "members": self.members}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under the label of their block, a subtotal after them; without a label just rows."""

    label: str | None
    rows: Sequence[Typed]


class Page:
    """One sheet of a blank form being drawn, from the top down."""

    def __init__(
        self,
        book: Any,
        form: Form,
        layout: Layout,
        lists: Mapping[Reader | Lookup | str, str],
        groups: Sequence[Group] = (),
        *,
        is_final: bool = False,
    ) -> None:
        """is_final: nobody fills in any more, so that a total of nothing stays empty."""
        self._book, self._form, self._layout, self._lists = book, form, layout, lists
        self._sheet, self._groups = book.add_worksheet(layout.name), groups
        self._is_final = is_final
        rows = [row for group in groups for row in group.rows]
        used = {field for row in rows for field in row if row[field] is not None}
        self._columns = list(_columns(form, layout, used))
        self._last = len(self._columns) - 1
        self._formats: dict[str, Any] = {}

    def draw(self, as_of: date | None, spare: int, term: str | None = None, foot: str = "") -> None:
        """The groups, then so many rows to fill in."""
        top = self._draw_title(as_of, term)
        first = self._draw_headings(top)
        after = self._draw_groups(first)
        for row in range(after, after + spare):
            self._draw_row(row, {})
        after += spare
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, entry.width(column))
            if column.field and (rule := entry.check(column, self._lists)):
                self._sheet.data_validation(first, at, after - 1, at, rule)
        if self._form.id is not FormId.CATALOGUE:
            self._draw_signatures(after + 1)
        self._set_print(top, first, foot)

    def draw_one(self, values: Mapping[str, Any], as_of: date, about: str) -> None:
        """One row filled in, without signatures; below it, apart, a line about the sheet."""
        top = self._draw_title(as_of)
        first = self._draw_headings(top)
        self._draw_row(first, {"": 1, **values})
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, entry.width(column))
        self._across(first + 4, 0, self._last, about, italic=True, align="left")
        self._set_print(top, first)

    # --- title ----------------------------------------------------------------------------------

    def _draw_title(self, as_of: date | None, term: str | None = None) -> int:
        half, last = self._last // 2, self._last
        number, dash, _ = self._form.title.replace("Biểu", "Biểu số").partition(" – ")
        lines = [f"(Số liệu tính đến ngày {day(as_of) if as_of else '…/…/20…'})"]
        if self._form.id is not FormId.CATALOGUE:
            lines.insert(0, "(Kèm theo Báo cáo số …-BC/… ngày …/…/20… của Đảng ủy Công an tỉnh …)")
        elif self._layout is not self._form.layouts[0]:
            lines = []
        self._across(0, 0, half, "ĐẢNG BỘ TỈNH …", font_size=12)
        self._across(0, half + 1, last, "ĐẢNG CỘNG SẢN VIỆT NAM", font_size=13, bold=True,
                     underline=1)  # fmt: skip
        self._across(1, 0, half, "ĐẢNG ỦY CÔNG AN TỈNH …", font_size=12, bold=True)
        self._across(2, 0, half, "*")
        self._across(2, half + 1, last, "…, ngày … tháng … năm 20…", font_size=12, italic=True)
        self._across(3, half + 1, last, number if dash else "", bold=True, align="right")
        heading = _HEADINGS.get(self._form.id, "BIỂU TỔNG HỢP")
        self._across(4, 0, last, heading, font_size=14, bold=True)
        subject = _SUBJECTS.get(self._form.id) or self._layout.name
        self._across(
            5, 0, last, f"{subject}, nhiệm kỳ {term or '20… - 20…'}", font_size=13, bold=True
        )
        for row, line in enumerate(lines, start=6):
            self._across(row, 0, last, line, italic=True)
        return 7 + len(lines)

    def _across(self, row: int, first: int, last: int, text: str, **wish: Any) -> None:
        style = self._style(**{"align": "center", **wish})
        if text and last > first:
            self._sheet.merge_range(row, first, row, last, text, style)
        elif text:
            self._sheet.write_string(row, first, text, style)

    # --- headings -------------------------------------------------------------------------------

    def _draw_headings(self, top: int) -> int:
        """Headings, those of a family under their parent's, then the column numbers."""
        look = self._style(border=1, text_wrap=True, bold=True, align="center")
        paths = [tuple(column.headings[0].split(" / ")) for column in self._columns]
        deep = any(len(path) > 1 for path in paths)
        at = 0
        for parent, family in groupby(paths, key=lambda path: path[0] if len(path) > 1 else None):
            members = list(family)
            if parent:
                self._block(top, at, top, at + len(members) - 1, parent, look)
            for path in members:
                self._block(top + bool(parent), at, top + deep, at, path[-1], look)
                at += 1
        lines = max(_lines(p[-1], c) for p, c in zip(paths, self._columns, strict=True))
        for row in range(top, top + deep + 1):
            self._sheet.set_row(row, _LINE * max(2, lines))
        if self._form.id is FormId.CATALOGUE:
            return top + 1
        small = self._style(border=1, italic=True, align="center", font_size=9)
        for at in range(len(paths)):
            self._sheet.write_string(top + deep + 1, at, f"({at + 1})", small)
        return top + deep + 2

    def _block(self, top: int, left: int, bottom: int, right: int, text: str, look: Any) -> None:
        if (top, left) == (bottom, right):
            self._sheet.write_string(top, left, text, look)
        else:
            self._sheet.merge_range(top, left, bottom, right, text, look)

    # --- body -----------------------------------------------------------------------------------

    def _draw_groups(self, row: int) -> int:
        """Every row; those of a block under its label, a subtotal after them, the grand total last."""
        sums = []
        for number, group in enumerate(self._groups, start=1):
            if group.label:
                label = f"{_roman(number)}. {group.label.upper()}"
                self._draw_row(row, {"organisation": label}, bold=True)
                row += 1
            for at, typed in enumerate(group.rows):
                self._draw_row(row + at, {"": at + 1 if self._is_numbered else None, **typed})
            after = row + len(group.rows)
            if group.label:
                label = f"Cộng khối {_roman(number)}"
                self._draw_total(after, label, [(row, after - 1)], group.rows)
                sums.append((after, after))
                after += 1
            row = after
        if sums:
            every = [typed for group in self._groups for typed in group.rows]
            self._draw_total(row, "TỔNG CỘNG", sums, every)
            row += 1
        return row

    @property
    def _is_numbered(self) -> bool:
        return self._columns[0] is _NUMBER

    def _draw_row(self, row: int, values: Mapping[str, Any], *, bold: bool = False) -> None:
        words = [(str(values[c.field]), c) for c in self._columns if values.get(c.field)]
        if lines := max((_lines(text, column) for text, column in words), default=0):
            self._sheet.set_row(row, _LINE * lines)
        for at, column in enumerate(self._columns):
            wish = entry.look(column) if column.field else {"align": "center"}
            style = self._style(border=1, text_wrap=True, bold=bold, **wish)
            value = values.get(column.field)
            if isinstance(value, int):
                self._sheet.write_number(row, at, value, style)
            elif isinstance(value, date):
                self._sheet.write_datetime(row, at, value, style)
            elif value:
                self._sheet.write_string(row, at, safe_text(value), style)
            else:
                self._sheet.write_blank(row, at, None, style)

    def _draw_total(
        self, row: int, label: str, runs: list[tuple[int, int]], rows: Sequence[Typed]
    ) -> None:
        self._draw_row(row, {"organisation": label}, bold=True)
        style = self._style(border=1, text_wrap=True, bold=True, align="center",
                            num_format=COUNT_FORMAT)  # fmt: skip
        for at, column in enumerate(self._columns):
            if column.summed:
                cells = (xl_range(first, at, last, at) for first, last in runs)
                told = [typed.get(column.field) for typed in rows]
                known = [value for value in told if isinstance(value, int)]
                if self._is_final and not known:
                    continue
                self._sheet.write_formula(row, at, f"=SUM({','.join(cells)})", style, sum(known))

    def _draw_signatures(self, row: int) -> None:
        self._across(row, 0, 1, "NƠI NHẬN:", bold=True, italic=True, align="left")
        self._across(row + 1, 0, 1, "- …", align="left")
        middle = max(self._last // 2, 2)
        self._across(row, 2, middle, "NGƯỜI LẬP BIỂU", bold=True, font_size=12)
        self._across(row, middle + 1, self._last, "T/M BAN THƯỜNG VỤ", bold=True, font_size=12)

    # --- paper ----------------------------------------------------------------------------------

    def _set_print(self, top: int, first: int, foot: str = "") -> None:
        sheet = self._sheet
        sheet.freeze_panes(first, 2 if self._columns[1].field == "organisation" else 0)
        sheet.repeat_rows(top, first - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.79, right=0.6, top=0.79, bottom=0.6)
        sheet.set_footer(f'&L&"{FONT},Italic"&9{foot}&C&"{FONT},Regular"&10&P/&N')

    def _style(self, **wish: Any) -> Any:
        key = repr(sorted(wish.items()))
        if key not in self._formats:
            base = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
            self._formats[key] = self._book.add_format({**base, **wish})
        return self._formats[key]


def _columns(form: Form, layout: Layout, used: Collection[str]) -> Iterator[Column]:
    """The columns to fill in, numbered in front where staff number their rows; those that a blank
    form leaves out stand where something is told in them."""
    if form.id is not FormId.CATALOGUE:
        yield _NUMBER
    left_out = _LEFT_OUT.get(form.id, frozenset()) - set(used)
    yield from (column for column in layout.columns if column.field not in left_out)


def _lines(text: str, column: Column) -> int:
    """How many lines a text takes in its column."""
    return ceil(1.1 * len(text) / entry.width(column))


def _roman(number: int) -> str:
    """1 … 39 as groups are numbered."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
