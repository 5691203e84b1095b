"""One sheet of a blank form: a layout and the organisations in, every cell drawn.

Laid out as a Party document (domain.md §4.1, §5.3); nothing about the site is made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from congress_dash.blank import entry
from congress_dash.blank.body import Body, Group, columns, widths
from congress_dash.blank.pen import FONT, Pen
from congress_dash.forms import Form, Layout, Lookup
from congress_dash.readers import Reader
from congress_dash.records import FormId
from congress_dash.vietnamese import day

_A3, _A4 = 8, 9
_MOST_ON_A4 = 210  # characters across; of more the print would be too small to read
_HEADINGS = {FormId.CATALOGUE: "DANH MỤC", FormId.SCHEDULE: "LỊCH ĐẠI HỘI"}
_SUBJECTS = {
    FormId.PROGRESS: "Tiến độ tổ chức đại hội chi bộ, đảng bộ cơ sở",
    FormId.RESULTS: "Kết quả đại hội chi bộ, đảng bộ cơ sở",
    FormId.DOCUMENTS: "Tiến độ văn kiện đại hội",
    FormId.INSPECTIONS: "Kiểm tra, hướng dẫn công tác chuẩn bị, tổ chức đại hội",
    FormId.SCHEDULE: "Các chi bộ, đảng bộ chưa tổ chức đại hội",
}


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
        self._form, self._layout, self._lists = form, layout, lists
        self._sheet, self._groups = book.add_worksheet(layout.name), groups
        rows = [row for group in groups for row in group.rows]
        used = {field for row in rows for field in row if row[field] is not None}
        self._columns = list(columns(form, layout, used))
        self._last = len(self._columns) - 1
        self._pen = Pen(book, self._sheet)
        self._widths = widths(self._columns, rows, is_final=is_final)
        self._body = Body(self._pen, self._columns, self._widths, is_final=is_final)

    def draw(
        self,
        as_of: date | None,
        spare: int,
        term: str | None = None,
        basis: str = "",
        foot: str = "",
    ) -> None:
        """The groups, then so many rows to fill in; basis: of what reports, below the day."""
        top = self._draw_title(as_of, term, basis)
        first = self._draw_headings(top)
        after = self._body.draw_groups(first, self._groups)
        for row in range(after, after + spare):
            self._body.draw_row(row, {})
        after += spare
        self._set_widths()
        for at, column in enumerate(self._columns):
            if column.field and (rule := entry.check(column, self._lists)):
                self._sheet.data_validation(first, at, after - 1, at, rule)
        if self._form.id is not FormId.CATALOGUE:
            self._draw_signatures(after + 1)
        self._set_print(top, first, foot)

    def draw_one(self, values: Mapping[str, Any], as_of: date, about: str) -> None:
        """One row filled in, without signatures; below it, apart, a line about the sheet."""
        top = self._draw_title(as_of)
        first = self._draw_headings(top)
        self._body.draw_row(first, {"": 1, **values})
        self._set_widths()
        self._pen.across(first + 4, 0, self._last, about, italic=True, align="left")
        self._set_print(top, first)

    def _set_widths(self) -> None:
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, width)

    def _draw_title(self, as_of: date | None, term: str | None = None, basis: str = "") -> int:
        half, last = self._last // 2, self._last
        number, dash, _ = self._form.title.replace("Biểu", "Biểu số").partition(" – ")
        lines = [f"(Số liệu tính đến ngày {day(as_of) if as_of else '…/…/20…'})"]
        if self._form.id is not FormId.CATALOGUE:
            lines.insert(0, "(Kèm theo Báo cáo số …-BC/… ngày …/…/20… của Đảng ủy Công an tỉnh …)")
        elif self._layout is not self._form.layouts[0]:
            lines = []
        lines += [f"({basis})"] if basis else []
        across = self._pen.across
        across(0, 0, half, "ĐẢNG BỘ TỈNH …", font_size=12)
        across(0, half + 1, last, "ĐẢNG CỘNG SẢN VIỆT NAM", font_size=13, bold=True, underline=1)
        across(1, 0, half, "ĐẢNG ỦY CÔNG AN TỈNH …", font_size=12, bold=True)
        across(2, 0, half, "*")
        across(2, half + 1, last, "…, ngày … tháng … năm 20…", font_size=12, italic=True)
        across(3, half + 1, last, number if dash else "", bold=True, align="right")
        heading = _HEADINGS.get(self._form.id, "BIỂU TỔNG HỢP")
        across(4, 0, last, heading, font_size=14, bold=True)
        subject = _SUBJECTS.get(self._form.id) or self._layout.name
        across(5, 0, last, f"{subject}, nhiệm kỳ {term or '20… - 20…'}", font_size=13, bold=True)
        for row, line in enumerate(lines, start=6):
            across(row, 0, last, line, italic=True)
        return 7 + len(lines)

    def _draw_headings(self, top: int) -> int:
        is_numbered = self._form.id is not FormId.CATALOGUE
        return self._body.draw_headings(top, is_numbered=is_numbered)

    def _draw_signatures(self, row: int) -> None:
        across, middle = self._pen.across, max(self._last // 2, 2)
        across(row, 0, 1, "NƠI NHẬN:", bold=True, italic=True, align="left")
        across(row + 1, 0, 1, "- …", align="left")
        across(row, 2, middle, "NGƯỜI LẬP BIỂU", bold=True, font_size=12)
        across(row, middle + 1, self._last, "T/M BAN THƯỜNG VỤ", bold=True, font_size=12)

    def _set_print(self, top: int, first: int, foot: str = "") -> None:
        sheet = self._sheet
        sheet.freeze_panes(first, 2 if self._columns[1].field == "organisation" else 0)
        sheet.repeat_rows(top, first - 1)
        sheet.set_landscape()
        sheet.set_paper(_A3 if sum(self._widths) > _MOST_ON_A4 else _A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.79, right=0.6, top=0.79, bottom=0.6)
        sheet.set_footer(f'&L&"{FONT},Italic"&9{foot}&C&"{FONT},Regular"&10&P/&N')
