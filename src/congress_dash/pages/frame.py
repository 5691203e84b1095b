"""What every page shares: the moment chosen once, whose figures these are, and how a chart stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import streamlit as st

from congress_dash import addresses, boards, figures, moments, session, tables, view_words
from congress_dash.chart import Chart, Kind
from congress_dash.errors import CongressDashError
from congress_dash.moment import FIRST_DAY, LAST_DAY, Moment
from congress_dash.pages import filters, kept, ways
from congress_dash.pages.kept import Choice
from congress_dash.vietnamese import day

NEWEST = 0  # "the newest upload" among the choices of known_at


def page(title: str, *others: Choice) -> Moment | None:
    """The masthead, the two clocks and the filter; None (and what to do) while the books are empty.

    `others`: choices of this page alone, kept in its address like the rest.
    """
    newest = session.store().newest()
    if newest is None:
        st.html(tables.masthead(title))
        st.info(
            "Chưa có số liệu. Hãy mở trang Cập nhật, nạp Danh mục trước rồi đến Biểu 01; hoặc nạp "
            "tỉnh mẫu bằng lệnh: congress-dash demo"
        )
        return None
    choices = (*_clocks(newest), *filters.CHOICES, *others)
    if not kept.take(choices):
        st.warning("Địa chỉ có chỗ ghi chưa đúng; chỗ đó dùng lựa chọn thường dùng.")
    kept.write(choices)
    asked = session.store().moment(kept.chosen("as_of"), kept.chosen("known_at") or None)
    assert asked
    chosen = replace(asked, view=filters.chosen())
    name, clock, books, narrow = st.columns([5, 2, 2, 1], vertical_alignment="bottom")
    with name:
        st.html(tables.masthead(title) + tables.running_head(view_words.as_of(chosen), title))
    with clock:
        st.date_input("Số liệu tính đến ngày", key="as_of", format="DD/MM/YYYY",
                      min_value=FIRST_DAY, max_value=LAST_DAY,
                      on_change=kept.choose_widget, args=("as_of",))  # fmt: skip
    with books:
        _choose_books()
    with narrow:
        filters.button(chosen.view)
    filters.choices(chosen)
    search = tables.search("/to-chuc", ways.carried(), st.query_params.get("tim", ""))
    st.html(tables.status(_line(chosen)) + search)
    filters.chips(chosen.view)
    if nobody := moments.nobody(chosen):
        st.info(tables.inert(nobody))
    if chosen.as_of > newest.as_of:
        st.warning(
            f"Báo cáo mới nhất đến ngày {day(newest.as_of)}; sau ngày đó chưa có số liệu, trang này tính "
            "theo báo cáo đó."
        )
    if chosen.as_of != newest.as_of or kept.chosen("known_at"):
        _ways_back(chosen, newest)
    return chosen


def _ways_back(chosen: Moment, newest: Moment) -> None:
    """To the newest figures, and to what was reported on the day that is looked at."""
    with st.container(horizontal=True, key="ways-back"):
        st.button(
            f"Xem số liệu mới nhất ({day(newest.as_of)})"
            if chosen.as_of > newest.as_of
            else f"Đang xem số liệu cũ. Xem số liệu mới nhất ({day(newest.as_of)})",
            on_click=show_newest,
            type="tertiary",
            key="newest",
        )
        reported = moments.reported(chosen.as_of)
        if reported and reported != chosen.known_at:
            st.button(
                f"Xem đúng như đã báo cáo ngày {day(chosen.as_of)} (sổ đến lần nạp {reported})",
                on_click=kept.choose,
                args=({"known_at": reported},),
                type="tertiary",
                key="as-reported",
            )


def show_newest() -> None:
    """Both clocks to the newest."""
    chosen: dict[str, object] = st.session_state.get("chosen", {})
    for name in ("as_of", "known_at"):
        chosen.pop(name, None)


def _clocks(newest: Moment) -> tuple[Choice, Choice]:
    return (
        Choice("as_of", addresses.day, newest.as_of, date.isoformat),
        Choice("known_at", upload_there, NEWEST, kept.or_nothing),
    )


def upload_there(text: str) -> int:
    """The number of an upload there is; ValueError for any other words."""
    told = int(text)
    if told not in (upload.upload for upload in session.store().uploads()):
        raise ValueError(text)
    return told


def _choose_books() -> None:
    """Up to which upload the books are read."""
    words = {NEWEST: "Mới nhất"} | upload_words()
    st.selectbox("Sổ đến lần nạp", list(words), format_func=words.__getitem__, key="known_at",
                 on_change=kept.choose_widget, args=("known_at",))  # fmt: skip


def upload_words() -> dict[int, str]:
    """Every upload, the newest first: `Lần 9 · bieu-01.xlsx`."""
    return {
        told.upload: f"Lần {told.upload} · {told.file}{' (đã rút)' if told.withdrawn else ''}"
        for told in reversed(session.store().uploads())
    }


def _line(moment: Moment) -> str:
    books = session.books()
    silent, waiting = boards.standing(books, moment)
    standing = [u for u in session.store().uploads() if not u.withdrawn]
    last = next((u for u in reversed(standing) if u.upload <= moment.known_at), None)
    told = f"lần nạp mới nhất: {last.upload} ({last.file})" if last else "chưa có lần nạp nào"
    older = boards.older_forms(books, moment)
    return (
        f"{view_words.as_of(moment)} · {told} · "
        f"{silent} tổ chức chưa báo cáo · {waiting} dòng chờ xử lý"
        + (f" · {older}" if older else "")
    )


def draw(chart: Chart, links: tables.Links | None = None) -> None:
    """A chart under its finding, with its definition, its numbers and its downloads.

    links: where its cells lead; without them, a row's name leads to whose row it is.
    """
    links = links or ways.links(chart)
    with st.container(key=f"chart-{chart.key.replace('.', '-')}", height="stretch"):
        st.html(tables.heading(chart))
        drawn = chart.kind in figures.DRAWN and not chart.is_empty
        if drawn:
            figure = session.figure(chart)
            name = f"plot-of-{chart.key.replace('.', '-')}"
            st.html(tables.shrunk(name, figure["layout"]["height"]))
            with st.container(key=name):
                st.plotly_chart(figure, config=figures.CONFIG, theme=None, key=f"plot-{chart.key}")
            if chart.kind is Kind.TIMELINE and (key := tables.marks(chart)):
                st.html(key)
            with st.expander("Xem bảng số"):
                st.html(tables.table(chart, links))
        else:
            st.html(tables.table(chart, links))
        st.html(tables.note(chart) + _downloads(chart, drawn=drawn))


def _downloads(chart: Chart, *, drawn: bool = False) -> str:
    """What can be carried away of it: of nobody, nothing."""
    return "" if moments.nobody(chart.moment) else tables.downloads(chart, drawn=drawn)


def draw_numbers(charts: Iterable[Chart]) -> None:
    """At the foot of a page: all its charts as one workbook."""
    told = tuple(charts)
    if not moments.nobody(told[0].moment):
        st.html(tables.numbers_download(told[0].moment, [chart.key for chart in told]))


def cards(chart: Chart, names: tuple[str, ...]) -> None:
    """Figures, each in a container of its own name."""
    with st.container(key=f"chart-{chart.key}"):
        st.html(tables.heading(chart))
        for name, card, column in zip(
            names, tables.cards(chart), st.columns(len(names)), strict=True
        ):
            with column, st.container(key=f"kpi-{name}"):
                st.html(card)
        st.html(tables.note(chart) + _downloads(chart))


def tell_error(error: CongressDashError) -> None:
    """A sentence instead of a traceback."""
    st.error(tables.inert(str(error)))
