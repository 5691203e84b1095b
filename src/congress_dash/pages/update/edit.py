"""Sửa một mục: an organisation, a field and a new value go in; an upload like any other comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import streamlit as st

from congress_dash import editing, intake, listings, session, tables, wording
from congress_dash.errors import CongressDashError
from congress_dash.history import HERE
from congress_dash.moment import EVERYTHING, Moment
from congress_dash.pages.frame import tell_error
from congress_dash.pages.update import upload
from congress_dash.pages.update.desk import Offered, desk, tell_done
from congress_dash.records import FormId
from congress_dash.vietnamese import day

_HINTS = {
    "held_on": "Ghi ngày, ví dụ 13/05/2020 hoặc 20-21/4/2020; x nếu chưa rõ ngày; để trống nếu chưa tổ "
    "chức; chưa b/c nếu chưa có báo cáo.",
    "planned": "Ghi ngày, ví dụ 13/05/2020 hoặc 20-21/5/2020.",
    "plan": "Ghi số và ngày, ví dụ 12-KH/ĐU, 15/01/2020.",
    "draft": "Ghi số lần, ví dụ 3, hoặc đang DT lần 3.",
    "congress_form": "Ghi ĐV (đại hội đảng viên) hoặc ĐB (đại hội đại biểu).",
    "pilot": "Ghi x nếu có; Không nếu không.",
    "direct_election": "Ghi x nếu có; Không nếu không.",
    "status": "Ghi Dừng hoặc Tạm hoãn; để trống nếu không.",
    "note": "Không ghi họ tên.",
}
_DAYS = {"submitted_on", "approved_on"}


def show(moment: Moment | None) -> None:
    tell_done("edit")
    days = session.books().ask("report_days", moment).to_dict("records") if moment else []
    if not moment or not days:
        st.info("Chưa có Biểu 01 nào để sửa. Hãy nạp Biểu 01 ở thẻ Nạp tệp.")
        return
    st.write(
        "Đính chính một ô của Biểu 01. Việc sửa là một lần nạp như mọi lần nạp: có bản đối chiếu, lịch "
        "sử, và rút lại được."
    )
    said = _kept()
    said.setdefault("as_of", _newest_day())
    orgs = {r["unit"]: r for r in session.books().ask("organisations", moment).to_dict("records")}
    who, what, when = st.columns([4, 4, 2])
    with who:
        st.selectbox("Tổ chức đảng", list(orgs), index=None, placeholder="Chọn tổ chức",
                     format_func=lambda unit: _called(orgs[unit]), **_widget("unit"))  # fmt: skip
    with what:
        st.selectbox("Nội dung", list(editing.FIELDS), index=None, placeholder="Chọn nội dung",
                     format_func=editing.heading, **_widget("field"))  # fmt: skip
    with when:
        st.date_input("Số liệu tính đến ngày", format="DD/MM/YYYY", max_value=intake.today(),
                      **_widget("as_of"))  # fmt: skip
    if said.get("unit") in orgs and said.get("field") and said["as_of"]:
        _edit(orgs[said["unit"]], said)
    if offered := st.session_state.get("edit-offered"):
        _go_through(offered)


def _edit(org: dict[str, Any], said: dict[str, Any]) -> None:
    field, as_of = said["field"], said["as_of"]
    before = _in_force(org["unit"], as_of)
    now = editing.typed(field, before)
    st.html(tables.remark(_source(field, before, now, as_of)))
    said.setdefault("value", now)
    hint = _HINTS.get(field, "Ghi ngày, ví dụ 13/05/2020." if field in _DAYS else "Ghi một số.")
    left, right = st.columns(2)
    with left:
        st.text_input(f"Giá trị mới: {editing.heading(field)}", max_chars=300,
                      **_widget("value"))  # fmt: skip
        st.caption(hint)
    with right:
        st.text_input("Lý do sửa", max_chars=300, placeholder="Bắt buộc", **_widget("reason"))
    value, reason = said["value"].strip(), (said.get("reason") or "").strip()
    if st.button("Xem trước việc sửa", key="edit-look",
                 disabled=not reason or value == now):  # fmt: skip
        at = datetime.now(HERE)
        content = editing.book(org["code"] or org["name"], before, field, value, as_of, at)
        name = f"sua-{org['code'] or org['unit']}-{as_of.isoformat()}.xlsx"
        st.session_state["edit-offered"] = _Edit(
            Offered(at.isoformat(), name, content, as_of, reason, partial=True), org["unit"], field
        )


@dataclass(frozen=True, slots=True)
class _Edit:
    """What was offered for a look, and which field alone it may change."""

    file: Offered
    unit: str
    field: str


def _go_through(edit: _Edit) -> None:
    lying = desk("edit", edit.file)
    lying.written = _forget
    lying.write()
    if lying.is_stale:
        st.session_state.pop("edit-offered", None)
        st.warning(
            "Sổ số liệu vừa thay đổi từ nơi khác, chưa có gì được sửa. Hãy xem lại giá trị đang dùng rồi "
            "bấm xem trước lần nữa."
        )
        return
    assert edit.file.as_of
    try:
        editing.check(lying.look(), _in_force(edit.unit, edit.file.as_of), edit.field)
    except CongressDashError as refusal:
        tell_error(refusal)
        return
    upload.go_through(lying)


def _in_force(unit: str, as_of: date) -> dict[str, Any] | None:
    return session.store().in_force(FormId.PROGRESS, Moment(as_of, EVERYTHING)).get(unit)


def _source(field: str, before: dict[str, Any] | None, now: str, as_of: date) -> str:
    if before is None:
        return f"Đến ngày {day(as_of)} chưa có báo cáo nào của tổ chức này."
    told = next(u for u in session.store().uploads() if u.upload == before["upload"])
    words = now or ("chưa tổ chức" if field == "held_on" else wording.NOTHING)
    return (
        f"Giá trị đang dùng: {words}. Nguồn: lần nạp {told.upload}, tệp {told.file}, số liệu đến "
        f"{day(told.as_of)}, {told.by} nạp lúc {listings.local(told.accepted_at)}."
    )


def _newest_day() -> date:
    days = [u.as_of for u in session.store().uploads()
            if u.form == FormId.PROGRESS and not u.withdrawn]  # fmt: skip
    return max(days)


def _called(org: dict[str, Any]) -> str:
    return f"{org['name']} ({org['code']})" if org["code"] else str(org["name"])


# --- what is kept beside the widgets ------------------------------------------------------------


def _kept() -> dict[str, Any]:
    kept: dict[str, Any] = st.session_state.setdefault("edit-said", {})
    return kept


def _widget(name: str) -> dict[str, Any]:
    key = f"edit-{name}"
    st.session_state[key] = _kept().get(name)
    return {"key": key, "on_change": _say, "args": (name,)}


def _say(name: str) -> None:
    """Another choice drops the preview of the last; another cell also the value typed for it."""
    said = _kept()
    said[name] = st.session_state[f"edit-{name}"]
    st.session_state.pop("edit-offered", None)
    if name in {"unit", "field", "as_of"}:
        said.pop("value", None)


def _forget() -> None:
    for name in ("edit-offered", "edit-said"):
        st.session_state.pop(name, None)
