"""What every page shares: the moment chosen once, whose figures these are, and how a chart stands."""

from __future__ import annotations

from datetime import date

import streamlit as st

from congress_dash import boards, figures, session, tables
from congress_dash.chart import Chart, Kind
from congress_dash.errors import CongressDashError
from congress_dash.moment import Moment
from congress_dash.pages import ways
from congress_dash.vietnamese import day

_NEWEST = 0  # "the newest upload" among the choices of known_at


def page(title: str) -> Moment | None:
    """The masthead and the two clocks; None (and what to do) while the books are empty."""
    newest = session.store().newest()
    if newest is None:
        st.html(tables.masthead(title))
        st.info(
            "Chưa có số liệu. Hãy mở trang Cập nhật, nạp Danh mục trước rồi đến Biểu 01; hoặc nạp "
            "tỉnh mẫu bằng lệnh: congress-dash demo"
        )
        return None
    _take_address(newest)
    name, clock, books = st.columns([6, 2, 2], vertical_alignment="bottom")
    with clock:
        st.date_input("Số liệu tính đến ngày", key="as_of", format="DD/MM/YYYY",
                      min_value=date(1990, 1, 1), max_value=date(2049, 12, 31),
                      on_change=_choose, args=("as_of",))  # fmt: skip
    with books:
        _choose_books()
    clocks = st.session_state["clocks"]
    chosen = session.store().moment(clocks["as_of"], clocks["known_at"] or None)
    assert chosen
    _write_address()
    with name:
        st.html(tables.masthead(title))
    search = tables.search("/to-chuc", ways.carried(), st.query_params.get("tim", ""))
    st.html(tables.status(_line(chosen)) + search)
    if chosen.as_of > newest.as_of:
        st.warning(
            f"Báo cáo mới nhất đến ngày {day(newest.as_of)}; sau ngày đó chưa có số liệu, trang này tính "
            "theo báo cáo đó."
        )
    if chosen.as_of != newest.as_of or clocks["known_at"]:
        st.button(
            f"Xem số liệu mới nhất ({day(newest.as_of)})"
            if chosen.as_of > newest.as_of
            else f"Đang xem số liệu cũ. Xem số liệu mới nhất ({day(newest.as_of)})",
            on_click=show_newest,
            type="tertiary",
            key="newest",
        )
    return chosen


def show_newest() -> None:
    """Both clocks to the newest."""
    st.session_state.pop("clocks", None)


def _choose(name: str) -> None:
    """What a person chose in a widget is kept apart from it: a run that is cut short, as when
    somebody clicks through the pages, may lose a widget's own state."""
    state = st.session_state
    if state[name] is not None:
        state["clocks"] = {**state.get("clocks", {}), name: state[name]}


def _take_address(newest: Moment) -> None:
    """The address speaks first: when opened, and when somebody went back to an earlier one."""
    state, address = st.session_state, st.query_params
    written = state.get("written", {})
    default = {"as_of": newest.as_of, "known_at": _NEWEST}
    clocks = default | state.get("clocks", {})
    for name, read in (("as_of", _plausible_day), ("known_at", _upload_there)):
        told = address.get(name)
        if told is not None and told != written.get(name):
            try:
                clocks[name] = read(told)
            except ValueError:
                st.warning("Địa chỉ ghi ngày hoặc lần nạp chưa đúng nên dùng số liệu mới nhất.")
                clocks[name] = default[name]
    state["clocks"] = clocks
    state.update(clocks)


def _plausible_day(text: str) -> date:
    told = date.fromisoformat(text)
    if not 1990 <= told.year <= 2049:
        raise ValueError(text)
    return told


def _upload_there(text: str) -> int:
    told = int(text)
    if told not in (_NEWEST, *(upload.upload for upload in session.store().uploads())):
        raise ValueError(text)
    return told


def _write_address() -> None:
    clocks = st.session_state["clocks"]
    wanted = {"as_of": clocks["as_of"].isoformat()}
    if clocks["known_at"]:
        wanted["known_at"] = str(clocks["known_at"])
    elif "known_at" in st.query_params:
        del st.query_params["known_at"]
    for name, value in wanted.items():
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    st.session_state["written"] = wanted


def _choose_books() -> None:
    """Up to which upload the books are read."""
    uploads = {u.upload: u for u in reversed(session.store().uploads())}

    def words(upload: int) -> str:
        if upload == _NEWEST:
            return "Mới nhất"
        told = uploads[upload]
        return f"Lần {upload} · {told.file}{' (đã rút)' if told.withdrawn else ''}"

    st.selectbox("Sổ đến lần nạp", [_NEWEST, *uploads], format_func=words,
                 key="known_at", on_change=_choose, args=("known_at",))  # fmt: skip


def _line(moment: Moment) -> str:
    silent, waiting = boards.standing(session.books(), moment)
    standing = [u for u in session.store().uploads() if not u.withdrawn]
    last = next((u for u in reversed(standing) if u.upload <= moment.known_at), None)
    told = f"lần nạp mới nhất: {last.upload} ({last.file})" if last else "chưa có lần nạp nào"
    return (
        f"Số liệu tính đến ngày {day(moment.as_of)} · {told} · "
        f"{silent} tổ chức chưa báo cáo · {waiting} dòng chờ xử lý"
    )


def draw(chart: Chart, links: tables.Links | None = None) -> None:
    """A chart under its finding, with its definition, its numbers and its two downloads.

    links: where its cells lead; without them, a row's name leads to whose row it is.
    """
    links = links or ways.links(chart)
    with st.container(key=f"chart-{chart.key.replace('.', '-')}", height="stretch"):
        st.html(tables.heading(chart))
        if chart.kind in figures.DRAWN and not chart.is_empty:
            st.plotly_chart(
                session.figure(chart), config=figures.CONFIG, theme=None, key=f"plot-{chart.key}"
            )
            if chart.kind is Kind.TIMELINE:
                st.html(tables.marks(chart))
            with st.expander("Xem bảng số"):
                st.html(tables.table(chart, links))
        else:
            st.html(tables.table(chart, links))
        st.html(tables.note(chart) + tables.downloads(chart))


def cards(chart: Chart, names: tuple[str, ...]) -> None:
    """Figures, each in a container of its own name."""
    with st.container(key=f"chart-{chart.key}"):
        st.html(tables.heading(chart))
        for name, card, column in zip(
            names, tables.cards(chart), st.columns(len(names)), strict=True
        ):
            with column, st.container(key=f"kpi-{name}"):
                st.html(card)
        st.html(tables.note(chart) + tables.downloads(chart))


def tell_error(error: CongressDashError) -> None:
    """A sentence instead of a traceback."""
    st.error(tables.inert(str(error)))
