"""What every board needs: rows of an answer, words for ids, columns of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Protocol

import pandas as pd

from congress_dash import reference, vietnamese, view_words
from congress_dash.chart import Chart, Column, Kind, Mark, Tone, Value
from congress_dash.moment import Moment
from congress_dash.share import Share

Row = dict[str, Any]
GRASSROOTS, COORDINATED, SUB_CELL = "grassroots", "coordinated", "sub_cell"
ORGS = "tổ chức cơ sở đảng trực thuộc"
COORDINATED_ORGS = "tổ chức đảng phối hợp"
WHOM = {
    GRASSROOTS: ORGS,
    COORDINATED: "tổ chức đảng cấp huyện (phối hợp)",
    SUB_CELL: "chi bộ trực thuộc đảng ủy cơ sở",
}
FORMS = {
    "catalogue": "Danh mục",
    "progress": "Biểu 01",
    "results": "Biểu 02",
    "documents": "Biểu 03",
    "inspections": "Biểu 04",
    "schedule": "Biểu 05",
}


class Books(Protocol):
    """Whoever answers questions: the store, or a cache before it."""

    def ask(self, question: str, moment: Moment, /) -> pd.DataFrame: ...


def level(books: Books, moment: Moment) -> str:
    """The level that titles speak of: coordinated where the view leaves no other."""
    return leading(rows(books, "organisations", moment)) if moment.view.is_narrowed else GRASSROOTS


def whom(level: str) -> str:
    """How a title names the organisations of a level."""
    return ORGS if level == GRASSROOTS else COORDINATED_ORGS


def is_silent(row: Row) -> bool:
    """Whether nobody counted in a row of `held` has reported by its day: not reported is not "not held"."""
    return bool(row["total"]) and row["not_reported"] == row["total"]


def unheard(books: Books, moment: Moment, level: str) -> str:
    """Why nothing is known of a level on the day looked at, as a sentence; empty where somebody reported."""
    every = next(
        (r for r in rows(books, "held", moment) if (r["level"], r["kind"]) == (level, "all")), None
    )
    if every is None or not is_silent(every):
        return ""
    if not rows(books, "report_days", moment):
        return f"Chưa có Biểu 01 nào tính đến ngày {on_day(moment)}"
    return f"Chưa có báo cáo nào của {WHOM[level]} tính đến ngày {on_day(moment)}"


def of_view(books: Books, chart: Chart) -> Chart:
    """The chart as it leaves its board: a narrowed one says so first, and says when nobody is left."""
    view = chart.moment.view
    if not view.is_narrowed:
        return chart
    if rows(books, "organisations", chart.moment):
        return replace(chart, title=view_words.title(view, chart.title))
    return replace(
        chart, title=view_words.title(view, "không có tổ chức đảng nào"), columns=(), group=(),
        marks=(), units=(), blocks=(), empty="Không có tổ chức đảng nào thuộc phạm vi đã lọc; hãy bỏ bớt điều kiện lọc.",
    )  # fmt: skip


def rows(books: Books, question: str, moment: Moment) -> list[Row]:
    """The rows of an answer."""
    answer: list[Row] = books.ask(question, moment).to_dict("records")
    return answer


def most(counts: Mapping[str, tuple[int, int]]) -> str:
    """`nhiều nhất ở A (4/7)`, `cùng nhiều nhất ở A (4/7), B (4/9)`: part and whole of each; empty where
    all are equal."""
    top = max((part for part, _ in counts.values()), default=0)
    named = [f"{name} ({among(*c)})" for name, c in counts.items() if c[0] == top]
    if len(named) == len(counts):
        return ""
    return f"{'cùng ' if len(named) > 1 else ''}nhiều nhất ở {', '.join(named)}"


def leading(told: Iterable[Row]) -> str:
    """The level that counts here: directly subordinate, unless only coordinated ones are looked at."""
    levels = {row["level"] for row in told}
    return COORDINATED if levels == {COORDINATED} else GRASSROOTS


def block(row: Row, *, short: bool = False) -> str:
    """The block's name, coordinated ones said to be so."""
    name = reference.label("blocks", row["block"], short=short) or "Chưa xếp khối"
    return f"{name} (phối hợp)" if row.get("level") == COORDINATED else name


def state(id_: str | None) -> str:
    return reference.label("states", id_)


def columns(table: Iterable[Sequence[Value]], *names: str) -> tuple[Column, ...]:
    """Columns of plain values, named, out of rows."""
    held = [tuple(row) for row in table]
    return tuple(Column(name, tuple(row[at] for row in held)) for at, name in enumerate(names))


def counted(*series: Column) -> tuple[Column, ...]:
    """The series that count anything: a legend of nothing but zeros says nothing."""
    return tuple(column for column in series if any(column.values)) or series[:1]


def orgs(number: int) -> str:
    """`03 tổ chức đảng`."""
    return f"{vietnamese.count_word(number)} tổ chức đảng"


def among(part: int, whole: int) -> str:
    """`3/19`: a count beside what it is counted of."""
    return vietnamese.fraction(Share(part, whole))


def silent_too(number: int) -> str:
    """` (kể cả 28 chưa báo cáo)`: those of whom nobody knows whether they have met; empty without any."""
    return f" (kể cả {vietnamese.count_word(number)} chưa báo cáo)" if number else ""


def span(moment: Moment) -> str:
    """`từ 13/05/2020 đến 27/05/2020`: the days ahead that calendars and tasks look at."""
    last = moment.as_of + timedelta(days=reference.threshold("upcoming_days"))
    return f"từ {on_day(moment)} đến {vietnamese.day(last)}"


def on_day(moment: Moment) -> str:
    return vietnamese.day(moment.as_of)


def followed(books: Books, moment: Moment) -> list[Row]:
    """The organisations in view that were not told to stop."""
    told = rows(books, "organisations", moment)
    return [row for row in told if row["state"] != "cancelled_reorg"]


def planned_words(row: Row) -> date | str | None:
    """The planned day as told: the rough words where there was no day."""
    told: date | str | None = row["planned_text"] or row["planned_to"] or row["planned_from"]
    return told


def deadline_mark(books: Books, moment: Moment, level: str) -> tuple[Mark, ...]:
    """The deadline of a level as a line, the pauses as shaded stretches."""
    curve = [r for r in rows(books, "held_over_time", moment) if r["level"] == level]
    due = next((r["deadline"] for r in curve if r["deadline"]), None)
    lines = (Mark(due, f"Hạn {vietnamese.short_day(due)}"),) if due else ()
    stretches = tuple(
        Mark(pause["starts_on"], "Tạm dừng", pause["ends_on"])
        for pause in rows(books, "pauses", moment)
    )
    return lines + stretches


__all__ = ["Books", "Chart", "Column", "Kind", "Mark", "Row", "Share", "Tone", "Value"]
