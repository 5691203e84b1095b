"""The sheets around the charts: the contents with their links, and Nguồn, where the numbers come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from congress_dash import theme, vietnamese, view_words
from congress_dash.chart import Chart, Value
from congress_dash.moment import Moment
from congress_dash.sheets.inks import Inks, cell_look, heading_look, put, put_text, put_way
from congress_dash.sheets.table import HEADING_ROW, mark_words, set_print

CONTENTS, SOURCES = "Mục lục", "Nguồn"
PRODUCT = "congress-dash"
_SOURCE_COLUMNS: tuple[tuple[str, int], ...] = (
    ("Trang", 24),
    ("Kết luận", 46),
    ("Số liệu tính đến ngày", 13),
    ("Sổ đến lần nạp số", 10),
    ("Phạm vi", 24),
    ("Cách tính, mẫu số", 56),
    ("Nguồn: biểu, ngày, lần nạp", 40),
    ("Đơn vị tính", 13),
    ("Mốc", 26),
)


def write_contents(
    page: Any, heading: str, names: Sequence[str], charts: Sequence[Chart], inks: Inks
) -> None:
    """Every sheet with its finding, as links."""
    page.hide_gridlines(2)
    put_text(page, 0, 0, heading, inks, bold=True, font_size=14)
    put_text(page, 1, 0, view_words.as_of(charts[0].moment), inks, bold=True)
    about = f"{len(charts)} biểu đồ và bảng; cách tính và nguồn ở trang {SOURCES}."
    put_text(page, 2, 0, about, inks, font_color=theme.MUTED)
    for at, (words, width) in enumerate((("TT", 6), ("Kết luận", 96), ("Trang", 34))):
        put_text(page, HEADING_ROW, at, words, inks, **heading_look())
        page.set_column(at, at, width)
    rows = [*zip(names, (chart.title for chart in charts), strict=True),
            (SOURCES, "Nguồn số liệu, cách tính của từng trang")]  # fmt: skip
    for row, (name, title) in enumerate(rows, HEADING_ROW + 1):
        page.set_row(row, 15.0 * (1 + len(title) // 90) + 3)
        put(page, row, 0, row - HEADING_ROW, None, inks)
        put_way(page, row, 1, name, title, inks)
        put_text(page, row, 2, name, inks, **cell_look(), font_color=theme.MUTED)
    page.freeze_panes(HEADING_ROW + 1, 0)
    page.repeat_rows(HEADING_ROW)
    set_print(page, charts[0], landscape=True)


def write_sources(page: Any, names: Sequence[str], charts: Sequence[Chart], inks: Inks) -> None:
    """For each sheet its finding, both clocks, whose figures, what is counted out of what, whence."""
    page.hide_gridlines(2)
    put_text(page, 0, 0, "Nguồn số liệu và cách tính", inks, bold=True, font_size=14)
    put_text(page, 1, 0, f"Lập bằng {PRODUCT}; mỗi dòng là một trang của tệp này.", inks)
    about = (
        "Số liệu tính đến ngày: ngày đang xem. Sổ đến lần nạp số: sổ được đọc đến lần nạp đó, không kể "
        "lần đã rút."
    )
    put_text(page, 2, 0, about, inks, font_color=theme.MUTED)
    for at, (words, width) in enumerate(_SOURCE_COLUMNS):
        put_text(page, HEADING_ROW, at, words, inks, **heading_look())
        page.set_column(at, at, width)
    page.set_row(HEADING_ROW, 34)
    for row, (name, chart) in enumerate(zip(names, charts, strict=True), HEADING_ROW + 1):
        put_way(page, row, 0, name, name, inks)
        told = _told(chart)
        widths = [width for _, width in _SOURCE_COLUMNS[1:]]
        lines = [1 + len(str(v or "")) // (w - 4) for v, w in zip(told, widths, strict=True)]
        page.set_row(row, 15.0 * max(lines) + 3)
        for at, value in enumerate(told, 1):
            put(page, row, at, value, None, inks)
    page.freeze_panes(HEADING_ROW + 1, 1)
    page.repeat_rows(HEADING_ROW)
    set_print(page, charts[0], landscape=True)


def _told(chart: Chart) -> tuple[Value, ...]:
    moment = chart.moment
    return (
        chart.title,
        moment.as_of,
        moment.known_at,
        _whose(moment),
        chart.definition,
        chart.source,
        chart.unit,
        "; ".join(map(mark_words, chart.marks)),
    )


def _whose(moment: Moment) -> str:
    """What the view was narrowed to, and what the figures are held against."""
    view, other = moment.view, moment.against
    unit = f"Chỉ tổ chức đảng {view.unit}" if view.unit else ""
    against = (
        f"so với ngày {vietnamese.day(other.as_of)}, sổ đến lần nạp số {other.known_at}"
        if other
        else ""
    )
    words = (view_words.only(view), unit, *view_words.judged(view).values(), against)
    return "; ".join(filter(None, words)) or "Toàn bộ"
