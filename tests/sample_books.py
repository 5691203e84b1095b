"""A sample workbook's name in, what stands in it out, read with a second reader."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
PROGRESS_FIELDS = (
    *("number", "name", "kind", "sub_cells", "full", "probationary", "sub_cells_held", "rate"),
    *("plan", "draft", "comments", "submitted", "approved", "planned", "held", "form", "pilot"),
    *("direct_election", "remark"),
)


@cache
def book(name: str, *, formulas: bool = False) -> Workbook:
    return load_workbook(SAMPLES / name, data_only=not formulas)


def lines(name: str, sheet: str, *, formulas: bool = False) -> list[tuple[Any, ...]]:
    return list(book(name, formulas=formulas)[sheet].iter_rows(values_only=True))


def below(name: str, sheet: str, heading: str) -> list[dict[str, Any]]:
    """The lines of a plain list, each by its headings."""
    every = lines(name, sheet)
    top = next(row for row, line in enumerate(every) if line[0] == heading)
    return [dict(zip(every[top], line, strict=True)) for line in every[top + 1 :]]


def numbered(name: str, sheet: str) -> list[tuple[Any, ...]]:
    return [line for line in lines(name, sheet) if isinstance(line[0], int)]


def first_day(value: object, year: int = 2020) -> date | None:
    """The day typed in a cell, the first of a range; None when no day was typed."""
    if isinstance(value, datetime):
        return value.date()
    found = re.fullmatch(r"(?:ngày )?(\d+)(?:-\d+)?/(\d+)(?:/(\d+))?", str(value or ""))
    return date(int(found[3] or year), int(found[2]), int(found[1])) if found else None


@cache
def known() -> list[dict[str, Any]]:
    """The 47 organisations of the catalogue, in its order."""
    listed = below("danh-muc.xlsx", "Tổ chức đảng", "Thứ tự")
    return [line for line in listed if line["Phạm vi"] in ("Trực thuộc", "Phối hợp")]


@cache
def names() -> dict[str, str]:
    """Every name and alias → the organisation's name."""
    by_code = {line["Mã"]: line["Tên tổ chức đảng"] for line in known()}
    aliases = below("danh-muc.xlsx", "Tên gọi khác", "Tên gọi khác")
    called = {
        line["Tên gọi khác"]: by_code[line["Mã"]] for line in aliases if line["Mã"] in by_code
    }
    return called | {name: name for name in by_code.values()}


@cache
def direct() -> frozenset[str]:
    return frozenset(
        line["Tên tổ chức đảng"] for line in known() if line["Phạm vi"] == "Trực thuộc"
    )


@cache
def progress(as_of: date) -> dict[str, dict[str, Any]]:
    """The 47 lines of that day's Biểu 01, by the catalogue's name (they stand in its order)."""
    typed = numbered(f"bieu-01-{as_of}.xlsx", "Biểu 01")
    assert len(typed) == len(known()) == 47
    return {
        line["Tên tổ chức đảng"]: dict(zip(PROGRESS_FIELDS, row, strict=True))
        for line, row in zip(known(), typed, strict=True)
    }


def held(as_of: date) -> dict[str, date]:
    days = {name: first_day(line["held"]) for name, line in progress(as_of).items()}
    return {name: day for name, day in days.items() if day}


def open_plans(as_of: date) -> dict[str, Any]:
    open_ = progress(as_of).keys() - held(as_of).keys()
    return {name: progress(as_of)[name]["planned"] for name in open_}


def late(as_of: date) -> set[str]:
    days = {name: first_day(plan) for name, plan in open_plans(as_of).items()}
    return {name for name, day in days.items() if day and day < as_of}
