"""Cập nhật: a workbook is looked at, accepted; the history; an upload is withdrawn."""

from __future__ import annotations

import streamlit as st

from congress_dash import intake, session, tables, told
from congress_dash.errors import CongressDashError, Refused
from congress_dash.pages.frame import draw, page, show_newest
from congress_dash.records import Preview
from congress_dash.vietnamese import day

_ROLE = "Cơ quan thường trực"
_ANSWERS = ("file_as_of", "file_sheet")


def show() -> None:
    moment = page("Cập nhật số liệu")
    upload_tab, history_tab, blank_tab = st.tabs(["Nạp tệp", "Lịch sử", "Biểu mẫu trống"])
    with upload_tab:
        _upload()
        if moment:
            draw(session.charts(moment)["freshness"])
    with history_tab:
        _history()
    with blank_tab:
        st.write("Tải biểu mẫu trống, điền bằng Excel rồi nạp lại ở thẻ Nạp tệp.")
        st.html(tables.blank_downloads(told.form_titles()))


# --- upload -------------------------------------------------------------------------------------


def _upload() -> None:
    state = st.session_state
    if done := state.pop("accepted", None):
        st.success(done)
    file = st.file_uploader(
        "Chọn tệp Danh mục hoặc Biểu 01–05. Tệp được xem trước, chưa lưu gì cho đến khi xác nhận.",
        type=["xlsx", "xlsm", "xls", "xlsb", "ods", "csv"],
        key=f"file-{state.get('files_taken', 0)}",
    )
    if file is None:
        return
    _keep_answers(file.file_id)
    options = st.container()
    try:
        preview = _looked_at(file.name, file.getvalue())
    except Refused as refusal:
        st.error(str(refusal))
        with options:
            _answer(refusal, file.getvalue())
        return
    _show_preview(preview)
    _decide(preview)


def _keep_answers(file: str) -> None:
    """Answers belong to one file, and outlive the question: a widget not drawn loses its state."""
    state = st.session_state
    if state.get("asked_of") != file:
        state["asked_of"] = file
        for name in _ANSWERS:
            state.pop(name, None)
    for name in _ANSWERS:
        if name in state:
            state[name] = state[name]


def _looked_at(name: str, content: bytes) -> Preview:
    """The preview of this file with what was answered so far; kept until the books change."""
    state = st.session_state
    asked = (
        name,
        content,
        state.get("file_as_of"),
        state.get("file_sheet"),
        state.get("file_reason") or None,
        bool(state.get("file_strike")),
    )
    fresh = (hash(asked), session.store().revision)
    if state.get("looked_at_for") != fresh:
        with st.spinner("Đang đọc tệp và đối chiếu với sổ số liệu …"):
            state["looked_at"] = intake.look(
                name,
                content,
                session.store(),
                as_of=asked[2],
                sheet=asked[3],
                reason=asked[4],
                strike=asked[5],
            )
        state["looked_at_for"] = fresh
    preview: Preview = state["looked_at"]
    return preview


def _answer(refusal: Refused, content: bytes) -> None:
    """The two questions a person can answer on the spot: which day, which sheet."""
    if refusal.kind in {"missing_as_of", "future_as_of"}:
        st.date_input("Số liệu của tệp tính đến ngày", value=None, key="file_as_of",
                      format="DD/MM/YYYY", max_value=intake.today())  # fmt: skip
    if refusal.kind in {"which_sheet", "unknown_sheet"}:
        st.selectbox("Trang cần đọc", intake.sheet_names(content), index=None, key="file_sheet",
                     placeholder="Chọn trang")  # fmt: skip


def _show_preview(preview: Preview) -> None:
    with st.container(key="preview"):
        st.html(tables.sentences("Bản đối chiếu, chưa lưu", told.summary(preview)))
        if preview.problems:
            st.html(tables.table(told.problem_table(preview)))
        if changed := sum(bool(change.fields) for change in preview.changes):
            with st.expander(f"{changed} mục thay đổi, từng ô cũ → mới"):
                st.html(tables.table(told.change_table(preview, session.name_of())))
        if preview.decisions:
            with st.expander(f"{len(preview.decisions)} ô được đọc khác nguyên văn"):
                st.html(tables.table(told.decision_table(preview)))


def _decide(preview: Preview) -> None:
    if any(p.kind == "backward_move" for p in preview.problems) or preview.reason:
        st.text_input("Lý do số liệu lùi", key="file_reason")
    if preview.missing:
        st.checkbox(
            f"Gạch bỏ {len(preview.missing)} mục không còn trong tệp (không chọn: giữ nguyên)",
            key="file_strike",
        )
    leave = not preview.waiting or st.checkbox(
        f"Để {len(preview.waiting)} dòng có lỗi lại chờ, nạp phần còn lại", key="file_leave"
    )
    role = st.text_input("Vai trò người nạp", value=_ROLE, key="file_role")
    st.button(
        "Xác nhận nạp",
        type="primary",
        disabled=not leave,
        on_click=_accept,
        args=(preview, role),
        key="accept",
    )


def _accept(preview: Preview, role: str) -> None:
    state = st.session_state
    try:
        upload = session.store().accept(preview, by=role or _ROLE)
    except CongressDashError as error:
        st.error(str(error))
        return
    headline = ""
    if preview.headline_after:
        headline = f" Đã đại hội: {preview.headline_before or '–'} → {preview.headline_after}."
    state["accepted"] = (
        f"Đã nạp {preview.file} (lần nạp {upload}), số liệu tính đến ngày "
        f"{day(preview.as_of)}.{headline}"
    )
    state["files_taken"] = state.get("files_taken", 0) + 1
    for name in ("file_as_of", "file_sheet", "file_reason", "file_strike", "file_leave",
                 "looked_at", "looked_at_for"):  # fmt: skip
        state.pop(name, None)
    show_newest()


# --- history ------------------------------------------------------------------------------------


def _history() -> None:
    if done := st.session_state.pop("withdrawn", None):
        st.success(done)
    history = session.store().uploads()
    if not history:
        st.info("Chưa có lần nạp nào. Hãy nạp Danh mục ở thẻ Nạp tệp.")
        return
    st.html(tables.table(told.history_table(history)))
    words = {u.upload: f"Lần {u.upload} · {u.file} · {day(u.as_of)}" for u in history}
    wanted = st.selectbox("Tải lại tệp gốc", list(reversed(words)), index=None,
                          format_func=words.__getitem__, key="original",
                          placeholder="Chọn lần nạp")  # fmt: skip
    if wanted:
        st.html(tables.file_download(f"/tai/tep-goc/{wanted}", f"Tải tệp của lần nạp {wanted}"))
    live = [u.upload for u in reversed(history) if not u.withdrawn]
    with st.expander("Rút lại một lần nạp"):
        st.write(
            "Sau khi rút, sổ số liệu đọc như chưa có lần nạp đó; tệp gốc vẫn được giữ và có thể nạp "
            "lại."
        )
        upload = st.selectbox("Lần nạp", live, index=None, format_func=words.__getitem__,
                              key="withdraw_upload", placeholder="Chọn lần nạp")  # fmt: skip
        reason = st.text_input("Lý do rút lại", key="withdraw_reason")
        sure = st.checkbox("Tôi xác nhận rút lại lần nạp này", key="withdraw_sure")
        st.button(
            "Rút lại",
            disabled=not (upload and reason.strip() and sure),
            on_click=_withdraw,
            args=(upload, reason),
            key="withdraw",
        )


def _withdraw(upload: int, reason: str) -> None:
    try:
        session.store().withdraw(upload, reason=reason, by=_ROLE)
    except CongressDashError as error:
        st.error(str(error))
        return
    st.session_state["withdrawn"] = f"Đã rút lần nạp {upload}."
    for name in ("withdraw_upload", "withdraw_reason", "withdraw_sure"):
        st.session_state.pop(name, None)
    show_newest()
