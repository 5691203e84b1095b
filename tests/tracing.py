"""Sentences and charts in, what is not traced out: a second, slow look at where every number stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from congress_dash import reference, view_words
from congress_dash.chart import Chart, Value
from congress_dash.prose import How, Quote, Sentence
from congress_dash.safe_text import safe_text
from congress_dash.share import Share

_FORM = re.compile(r"Biểu 0[1-5]")  # the name of a form, no number


def untraced(sentences: Iterable[Sentence], charts: Mapping[str, Chart]) -> Iterator[str]:
    """Numbers in no quote, and quotes that are not what their chart says."""
    for sentence in sentences:
        for part in sentence.parts:
            if isinstance(part, str) and re.search(r"\d", _FORM.sub("", part)):
                yield f"{part!r} in {sentence.text!r}"
            if isinstance(part, Quote) and part.text not in ways(part, charts[part.chart]):
                yield f"{part} of {charts[part.chart].title!r}"


def ways(quote: Quote, chart: Chart) -> set[str]:
    """How what the quote points at may be written in running text."""
    if quote.how is How.DAY:
        return {spoken(chart.moment.as_of), f"{chart.moment.as_of:%d/%m/%Y}"}
    if quote.how is How.AHEAD:
        last = chart.moment.as_of + timedelta(days=reference.threshold("upcoming_days"))
        return {f"{last:%d/%m/%Y}"}
    if quote.how is How.VIEW:
        view = chart.moment.view
        return {view_words.narrowed(view), "; ".join(view_words.judged(view).values())}
    if quote.how is How.COUNT:
        rows = {row for row, _ in quote.cells}
        assert rows <= set(range(len(chart.columns[0].values)))
        return {padded(len(rows))}
    values = [chart.columns[column].values[row] for row, column in quote.cells]
    if quote.how is How.SUM:
        assert len(set(quote.cells)) == len(quote.cells)
        return {padded(sum(value for value in values if isinstance(value, int)))}
    return set(written(values[0]))


def written(value: Value) -> Iterator[str]:
    """Every way of writing one value that Vietnamese documents know."""
    match value:
        case Share():
            counted = f"{dotted(value.part)}/{dotted(value.whole)}"
            yield from (counted, padded(value.part), padded(value.whole))
            if value.excluded:
                yield f"{counted} ({value.excluded} dừng)"
            if value.whole:
                exact = 1000 * value.part / value.whole
                yield f"{int(exact + 0.5 + 1e-9) / 10:.1f}%".replace(".", ",").replace(
                    ",0%", "%" if exact % 10 == 0 else ",0%"
                )
        case date():
            yield from (spoken(value), f"{value:%d/%m/%Y}")
        case int():
            yield from (padded(abs(value)), str(value))
        case str():
            yield safe_text(value)
            if value.isdigit():
                yield padded(int(value))


def spoken(day: date) -> str:
    month = str(day.month) if day.month > 2 else f"0{day.month}"
    return f"ngày {day:%d} tháng {month} năm {day.year}"


def padded(number: int) -> str:
    return f"0{number}" if 0 < number < 10 else dotted(number)


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
