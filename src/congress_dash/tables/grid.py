"""A Chart goes in, a table with scopes, groups and toned cells comes out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from congress_dash import theme
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.tables.cells import full, is_counted, is_day, safe, said, sign

_WHOLE = 20  # rows that stand on a page without a scroll bar of their own
_LENGTHS = ((45, "cd-long"), (14, "cd-words"))


Links = Callable[[int, int], str | None]  # row and column of a chart → the address it leads to


def grid(chart: Chart, links: Links | None = None) -> str:
    """The table in its own scrolling box, below it what the tones of a matrix mean."""
    matrix = chart.kind is Kind.MATRIX
    classes = "cd-table cd-matrix" if matrix else "cd-table"
    body = "".join(_bodies(chart, links or _nowhere))
    if body.count("<tr") > _WHOLE:
        classes += " cd-tall"
    name = safe(chart.title)
    inner = f'<caption class="cd-heard">{name}</caption>{_head(chart)}{body}'
    box = f'<div class="cd-scroll" role="region" tabindex="0" aria-label="{name}">'
    return f'{box}<table class="{classes}">{inner}</table></div>{_key(chart) if matrix else ""}'


def _head(chart: Chart) -> str:
    first, *rest = chart.columns
    side = _side(chart, first)
    cells = "".join(f'<th scope="col"{_side(chart, c)}>{safe(c.name)}</th>' for c in rest)
    return f'<thead><tr><th scope="col"{side}>{safe(first.name)}</th>{cells}</tr></thead>'


def _nowhere(_row: int, _column: int) -> None:
    return None


def _bodies(chart: Chart, links: Links) -> list[str]:
    """One body per group of neighbouring rows, opened by the group's name."""
    rows = range(len(chart.columns[0].values))
    if not chart.group:
        return [f"<tbody>{''.join(_row(chart, row, links) for row in rows)}</tbody>"]
    wide = len(chart.columns)
    return [
        f'<tbody><tr class="cd-group"><th scope="rowgroup" colspan="{wide}">'
        f"<span>{safe(name)}</span></th></tr>{''.join(_row(chart, row, links) for row in members)}</tbody>"
        for name, members in groupby(rows, key=lambda row: chart.group[row])
    ]


def _row(chart: Chart, row: int, links: Links) -> str:
    first, *rest = chart.columns
    tone = _tone(first, row)
    name = _linked(safe(said(first.values[row])), links(row, 0), is_first=True)
    head = f'<th scope="row"{_classes(tone)}>{sign(tone)}{name}</th>'
    cells = (_cell(chart, column, row, links(row, at)) for at, column in enumerate(rest, start=1))
    return f"<tr>{head}{''.join(cells)}</tr>"


def _linked(words: str, address: str | None, *, is_first: bool = False) -> str:
    """Only a row's first cell stops the tab key: hundreds of stops would bar the way."""
    if not address or not words:
        return words
    stop = "" if is_first else ' tabindex="-1"'
    return f'<a class="cd-told" href="{safe(address)}" target="_self"{stop}>{words}</a>'


def _cell(chart: Chart, column: Column, row: int, address: str | None) -> str:
    value, tone = column.values[row], _tone(column, row)
    narrow = chart.kind is Kind.MATRIX
    text = said(value, year=chart.moment.as_of.year if narrow else None)
    title = f' title="{safe(full(value))}"' if narrow and full(value) else ""
    side = "" if narrow else _kind_class(column)
    return f"<td{_classes(tone, side)}{title}>{sign(tone)}{_linked(safe(text), address)}</td>"


def _tone(column: Column, row: int) -> Tone | None:
    """A whole column's tone colours series, not cells: only a cell's own tone is shown."""
    tone = column.tones[row] if column.tones else None
    return None if tone is Tone.HIDDEN else tone


def _classes(tone: Tone | None, side: str = "") -> str:
    names = [f"cd-toned cd-{tone.value}" if tone else "", side]
    joined = " ".join(name for name in names if name)
    return f' class="{joined}"' if joined else ""


def _side(chart: Chart, column: Column) -> str:
    side = "" if chart.kind is Kind.MATRIX else _kind_class(column)
    return f' class="{side}"' if side else ""


def _kind_class(column: Column) -> str:
    """`cd-number` for counts and shares, `cd-day` for days, words by their length."""
    known = [value for value in column.values if value is not None]
    if known and all(is_counted(value) for value in known):
        return "cd-number"
    if known and all(is_day(value) for value in known):
        return "cd-day"
    longest = max((len(said(value)) for value in known), default=0)
    return next((name for least, name in _LENGTHS if longest >= least), "")


def _key(chart: Chart) -> str:
    """The tones that occur, in the order of the theme, each with sign and word."""
    used = {tone for column in chart.columns for tone in column.tones}
    items = "".join(
        f'<li><span class="cd-swatch cd-toned cd-{tone.value}" aria-hidden="true">'
        f"{safe(paint.sign)}</span>{safe(paint.word)}</li>"
        for tone, paint in theme.PAINTS.items()
        if tone in used and paint.word
    )
    return f'<ul class="cd-key" aria-label="Chú giải">{items}</ul>' if items else ""


def marks(chart: Chart) -> str:
    """What the marks of a time line mean, in the order in which they first occur."""
    known = chart.columns[4]
    used = {
        str(word): tone
        for on, word, tone in zip(chart.columns[0].values, known.values, known.tones, strict=True)
        if on is not None and tone
    }
    items = "".join(
        f'<li><span class="cd-sign cd-{tone.value}" aria-hidden="true">{safe(theme.MARKS.get(tone, "●"))}'
        f"</span> {safe(word)}</li>"
        for word, tone in used.items()
    )
    return f'<ul class="cd-key" aria-label="Chú giải">{items}</ul>' if items else ""
