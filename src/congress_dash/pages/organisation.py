"""Tổ chức: one organisation's whole story; without one, the list to choose from."""

from __future__ import annotations

import streamlit as st

from congress_dash import boards, reference, session, tables
from congress_dash.chart import Chart
from congress_dash.moment import Moment
from congress_dash.pages import ways
from congress_dash.pages.frame import draw, draw_numbers, page


def show() -> None:
    moment = page("Tổ chức đảng")
    if moment is None:
        return
    unit = _chosen(moment)
    if unit is None:
        _list(boards.listed(session.books(), moment, st.session_state.get("unit-found")))
        return
    told = moment.of(unit.unit)
    charts = session.unit_charts(told)
    st.html(_ways(moment, unit.unit) + _head(unit))
    draw(charts["unit_next"])
    draw(charts["unit_story"])
    if unit.is_followed or not charts["unit_story.visits"].is_empty:
        draw(charts["unit_story.visits"])
    draw(charts["unit_story.values"])
    draw_numbers(charts.values())
    if unit.unit in dict(boards.matrix_units(session.books(), told)):
        history = ways.to("dai-hoi", unit=unit.unit, step="all") + "#lich-su"
        st.html(tables.leading([(history, "Lịch sử từng giá trị ở bảng tiến độ")]))


def _list(chart: Chart) -> None:
    """The list to choose from; it is a way on, not a finding, and leaves neither slide nor sheet."""
    st.html(tables.heading(chart) + tables.table(chart, ways.links(chart)) + tables.note(chart))


def _chosen(moment: Moment) -> boards.Unit | None:
    """The organisation that the address names, or that the words looked for can only mean."""
    address, books = st.query_params, session.books()
    st.session_state["unit-found"] = None
    words = address.get("tim")
    if words is not None:
        found = session.found(moment, words)
        st.session_state["unit-found"] = found
        if len(found) == 1:
            address["unit"] = found[0]
            del address["tim"]
        elif not found:
            st.info(f"Không tìm thấy tổ chức đảng nào ứng với “{tables.inert(words)}”. Hãy chọn trong "
                    "danh sách dưới đây.")  # fmt: skip
            st.session_state["unit-found"] = None
    asked = address.get("unit")
    if not asked or "tim" in address:
        return None
    unit = boards.unit(books, moment.of(asked))
    if unit is None:
        st.warning(f"Không có tổ chức đảng nào mang mã “{tables.inert(asked[:40])}” ở ngày này. Hãy "
                   "chọn trong danh sách dưới đây.")  # fmt: skip
    return unit


def _head(unit: boards.Unit) -> str:
    block = reference.label("blocks", unit.block)
    facts: list[str | tuple[str, str]] = [*unit.facts]
    if unit.block:
        facts.insert(1, (ways.to_block(unit.block), block))
    remark: str | tuple[str, str] = unit.ended
    if unit.successor:
        remark = (ways.to_unit(unit.successor), unit.ended)
    return tables.unit_head(unit.name, unit.state, unit.tone, facts, remark)


def _ways(moment: Moment, unit: str) -> str:
    """Back to the matrix, and to the neighbours in the catalogue's order."""
    listed = session.books().ask("known_units", moment.of(None)).to_dict("records")
    at = next(place for place, row in enumerate(listed) if row["unit"] == unit)
    sides = [
        (ways.to_unit(listed[place]["unit"]), listed[place]["name"])
        if 0 <= place < len(listed)
        else None
        for place in (at - 1, at + 1)
    ]
    return tables.ways((ways.to("dai-hoi"), "Đại hội"), *sides)
