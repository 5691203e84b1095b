"""A form and the organisations of the day in; an empty workbook, ready to fill in, out.

Headings are the form's own first ones, so that what is filled in is read without a question. The
page is laid out as a Party document (domain.md §4.1, §5.3); nothing about the site is made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from congress_dash import readers, reference
from congress_dash.blank.body import BlankOrg, Group
from congress_dash.blank.catalogue import Filled
from congress_dash.blank.catalogue import filled as filled_catalogue
from congress_dash.blank.page import Page
from congress_dash.blank.pen import FONT
from congress_dash.forms import LISTS, Form, Layout, Lookup
from congress_dash.moment import Moment
from congress_dash.readers import Reader
from congress_dash.records import FormId
from congress_dash.safe_text import safe_text

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": 11},
}
_EPOCH = datetime(1980, 1, 1)
_ROWS = {FormId.CATALOGUE: 300, FormId.INSPECTIONS: 80, FormId.DOCUMENTS: 30}
_FEWEST_ROWS = 20


def blank(
    form: Form,
    orgs: Sequence[BlankOrg],
    teams: Sequence[str],
    as_of: date | None = None,
    rows: Mapping[str, Sequence[Filled]] | None = None,
) -> bytes:
    """The .xlsx; same words, same bytes. `teams` as staff write them: `Tổ công tác số 1`.

    rows: name of a sheet → the rows that stand in it already.
    """
    out = BytesIO()
    book = _book(out, form)
    lists = _Lists()
    names = [org.name for org in orgs]
    for layout in form.layouts:
        given = (rows or {}).get(layout.name, ())
        listed = form.id is FormId.PROGRESS and orgs
        groups = _by_block(layout, orgs) if listed else [Group(None, given)]
        spare = 0 if listed else _spare(form, len(orgs), len(given))
        Page(book, form, layout, lists.places(form, names, teams), groups).draw(as_of, spare)
    lists.draw(book)
    book.close()
    return out.getvalue()


def filled(
    form: Form,
    groups: Sequence[Group],
    *,
    names: Sequence[str],
    teams: Sequence[str],
    moment: Moment,
    term: str | None,
    basis: str = "",
) -> bytes:
    """The same with its rows filled in and nothing left to write; `names`: of the organisations;
    `basis`: the reports it is made of, where they are older than the day."""
    out = BytesIO()
    book = _book(out, form)
    lists = _Lists()
    places = lists.places(form, names, teams)
    page = Page(book, form, form.layouts[0], places, groups, is_final=True)
    told = any(group.rows for group in groups)
    foot = f"Tổng hợp từ sổ số liệu đến lần nạp số {moment.known_at}"
    page.draw(moment.as_of, 0 if told else 1, term, basis, foot)
    lists.draw(book)
    book.close()
    return out.getvalue()


def _by_block(layout: Layout, orgs: Sequence[BlankOrg]) -> list[Group]:
    return [
        Group(block, [org.typed(layout) for org in listed], level)
        for (level, block), listed in groupby(orgs, key=lambda org: (org.level, org.block))
    ]


def _spare(form: Form, orgs: int, rows: int) -> int:
    """Rows to fill in, below those that are."""
    usual = _ROWS.get(form.id, max(_FEWEST_ROWS, orgs))
    return max(usual - rows, _FEWEST_ROWS)


def one_row(form: Form, values: Mapping[str, str | int], as_of: date, about: str) -> bytes:
    """A form of one layout with one row filled in: field → what is typed; the .xlsx."""
    out = BytesIO()
    book = _book(out, form)
    Page(book, form, form.layouts[0], {}).draw_one(values, as_of, about)
    book.close()
    return out.getvalue()


def _book(out: BytesIO, form: Form) -> Any:
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"title": form.title, "created": _EPOCH})
    return book


class _Lists:
    """The longer drop-downs, in columns of a hidden sheet that no form is read from."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], int] = {}

    def places(
        self, form: Form, organisations: Sequence[str], teams: Sequence[str]
    ) -> Mapping[Reader | Lookup | str, str]:
        """By reader or field, the cells that hold what may be chosen."""
        names = list(organisations)
        board = ["Ủy viên BTV"] if form.id is FormId.INSPECTIONS else []
        words: dict[Reader | Lookup | str, list[str]] = {
            Lookup.ORGANISATION: names,
            Lookup.ORGANISATIONS: names,
            Lookup.TEAMS: [*teams, *board],
            Lookup.DOCUMENT: _entries("documents"),
            readers.roles: _entries("roles"),
            "block": _entries("blocks"),
            "level": _entries("levels"),
            "milestone": ["Bắt đầu đại hội", "Hoàn thành đại hội", *_entries("steps")],
        }
        columns = [column for layout in form.layouts for column in layout.columns]
        asked = {c.reader for c in columns} | {c.field for c in columns}
        return {key: self._place(tuple(w)) for key, w in words.items() if w and key in asked}

    def _place(self, words: tuple[str, ...]) -> str:
        column = xl_col_to_name(self._columns.setdefault(words, len(self._columns)))
        return f"='{LISTS}'!${column}$1:${column}${len(words)}"

    def draw(self, book: Any) -> None:
        if self._columns:
            sheet = book.add_worksheet(LISTS)
            sheet.hide()
            for words, column in self._columns.items():
                for row, word in enumerate(words):
                    sheet.write_string(row, column, safe_text(word))


def _entries(name: str) -> list[str]:
    return [each.name for each in reference.entries(name).values()]


__all__ = ["LISTS", "BlankOrg", "Group", "blank", "filled", "filled_catalogue", "one_row"]
