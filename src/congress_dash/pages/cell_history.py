"""A cell of the matrix, chosen in the address or by hand, goes in; what was told of it is drawn."""

from __future__ import annotations

import streamlit as st

from congress_dash import boards, listings, session, tables
from congress_dash.moment import Moment
from congress_dash.pages import ways

_FIELDS = {
    "plan_issued": ("plan_no", "plan_issued", "plan_issued_on"),
    "draft_n": ("draft", "draft_in_progress"),
    "comment_round_k": ("comments",),
    "submitted": ("submitted_on",),
    "approved": ("approved_on",),
    "planned": ("planned_from", "planned_to", "planned_text"),
    "official_session": ("held", "held_on", "held_to"),
    "result_reported": ("reported_on",),
    "result_approved": ("ratified_no", "ratified_on"),
}
_EVERY = "all"  # every field of the organisation: its state was chosen
_NAMES = ("unit", "step")


def links(moment: Moment) -> tables.Links:
    """Where each cell of the matrix leads: to its own history on this page, a name to the page of
    its organisation."""
    units = [unit for unit, _ in boards.matrix_units(session.books(), moment)]
    steps = [_EVERY, *boards.STEPS, _EVERY]

    def link(row: int, column: int) -> str:
        if column == 0:
            return ways.to_unit(units[row])
        return f"{ways.to('dai-hoi', unit=units[row], step=steps[column])}#lich-su"

    return link


def show(moment: Moment) -> None:
    """Two lists to choose the cell by, and the panel of the cell chosen."""
    names = dict(boards.matrix_units(session.books(), moment))
    cell = _chosen(names)
    with st.container(key="cell-history"):
        st.html(tables.anchored("lich-su", "Lịch sử của ô"))
        who, what = st.columns(2)
        with who:
            st.selectbox("Tổ chức đảng", list(names), index=None, key="cell-unit",
                         format_func=names.__getitem__, placeholder="Chọn tổ chức",
                         on_change=_choose, args=("unit",))  # fmt: skip
        with what:
            st.selectbox("Bước", [_EVERY, *boards.STEPS], key="cell-step", format_func=_step,
                         on_change=_choose, args=("step",))  # fmt: skip
        if "unit" not in cell:
            st.html(tables.remark("Chọn một ô trong bảng trên, hoặc chọn tổ chức và bước ở đây."))
            return
        wanted = _FIELDS.get(cell["step"])
        told = [
            row
            for row in session.books()
            .ask("told_values", moment.of(cell["unit"]))
            .to_dict("records")
            if wanted is None or row["field"] in wanted
        ]
        st.html(tables.table(listings.value_table(told)))
        st.html(tables.leading([(ways.to_unit(cell["unit"]), "Toàn bộ quá trình của tổ chức này")]))
        st.html(tables.remark(
            "Dòng “đang dùng” là báo cáo đầu tiên nói giá trị đang hiển thị; lần nạp đã rút không được "
            "nêu."
        ))  # fmt: skip


def _step(step: str) -> str:
    return "Mọi nội dung" if step == _EVERY else boards.step_name(step)


def _chosen(names: dict[str, str]) -> dict[str, str]:
    """The address speaks first, then what was chosen in the lists; both are kept the same."""
    state, address = st.session_state, st.query_params
    cell: dict[str, str] = dict(state.get("cell", {}))
    written = state.get("cell-written", {})
    for name in _NAMES:
        told = address.get(name)
        if told is not None and told != written.get(name):
            cell[name] = told
    if cell.get("unit") not in names:
        cell.pop("unit", None)
    if cell.get("step") not in (_EVERY, *boards.STEPS):
        cell["step"] = _EVERY
    state["cell"] = cell
    state["cell-unit"], state["cell-step"] = cell.get("unit"), cell["step"]
    wanted = cell if "unit" in cell else {}
    for name in _NAMES:
        if name in wanted and address.get(name) != wanted[name]:
            address[name] = wanted[name]
        elif name not in wanted and name in address:
            del address[name]
    state["cell-written"] = dict(wanted)
    return cell


def _choose(name: str) -> None:
    """Kept apart from the widget, which a run that is cut short may lose."""
    state = st.session_state
    chosen = state[f"cell-{name}"]
    cell = {**state.get("cell", {}), name: chosen}
    state["cell"] = {key: value for key, value in cell.items() if value is not None}
