"""Names and numbers of a native chart → their XML in the chart, with where they stand in its workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congress_dash.safe_text import COUNT_FORMAT
from congress_dash.slides.shapes import words

SHEET = "Sheet1"
Label = str | date  # all of a chart's are of one kind
Number = float | None


@dataclass(frozen=True, slots=True)
class Plotted:
    """Rows of one label each, texts or days, and named series; `corner` heads the labels."""

    corner: str
    labels: Sequence[Label]
    series: Sequence[tuple[str, Sequence[Number]]]


def serial(day: date) -> int:
    """The number by which a workbook knows the day."""
    return (day - date(1899, 12, 30)).days


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    before, last = divmod(column - 1, 26)
    return (column_letters(before) if before else "") + chr(ord("A") + last)


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn: XML before its labels and numbers, and after them."""

    before: str
    after: str = ""


def drawn(plotted: Plotted, looks: Sequence[Look]) -> list[str]:
    """Each series as XML, in the order that every kind of chart wants."""
    labels = f"<c:cat>{_labels(plotted)}</c:cat>"
    last, written = len(plotted.labels) + 1, []
    for number, ((name, values), look) in enumerate(zip(plotted.series, looks, strict=True)):
        column = column_letters(number + 2)
        title = _cached("str", f"{SHEET}!${column}$1", _points([words(name)]), 1)
        points = _points([None if value is None else str(value) for value in values])
        where = f"{SHEET}!${column}$2:${column}${last}"
        numbers = _cached("num", where, points, len(values), COUNT_FORMAT)
        written.append(
            f"<c:ser><c:idx val='{number}'/><c:order val='{number}'/><c:tx>{title}</c:tx>"
            f"{look.before}{labels}<c:val>{numbers}</c:val>{look.after}</c:ser>"
        )
    return written


def _labels(plotted: Plotted) -> str:
    where = f"{SHEET}!$A$2:$A${len(plotted.labels) + 1}"
    days = [label for label in plotted.labels if isinstance(label, date)]
    if days:
        points = _points([str(serial(day)) for day in days])
        return _cached("num", where, points, len(days), r"yyyy\-mm\-dd")
    texts = _points([words(str(label)) for label in plotted.labels])
    return _cached("str", where, texts, len(plotted.labels))


def _points(values: Sequence[str | None]) -> str:
    return "".join(
        f"<c:pt idx='{row}'><c:v>{value}</c:v></c:pt>"
        for row, value in enumerate(values)
        if value is not None
    )


def _cached(kind: str, where: str, points: str, count: int, form: str = "") -> str:
    code = f"<c:formatCode>{words(form)}</c:formatCode>" if form else ""
    return (
        f"<c:{kind}Ref><c:f>{where}</c:f><c:{kind}Cache>{code}<c:ptCount val='{count}'/>{points}"
        f"</c:{kind}Cache></c:{kind}Ref>"
    )
