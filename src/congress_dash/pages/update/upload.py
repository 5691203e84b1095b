"""A file chosen by a person goes in; its questions, its preview and the confirmation are drawn."""

from __future__ import annotations

import streamlit as st

from congress_dash import intake
from congress_dash.errors import Refused
from congress_dash.pages.frame import tell_error
from congress_dash.pages.update import preview, questions
from congress_dash.pages.update.desk import Desk, Offered, desk, tell_done


def show() -> None:
    tell_done("file")
    file = st.file_uploader(
        "Chọn tệp Danh mục hoặc Biểu 01–05. Tệp được xem trước, chưa lưu gì cho đến khi xác nhận.",
        key=f"file-{st.session_state.get('file-count', 0)}",
    )
    if file is not None:
        go_through(desk("file", Offered(file.file_id, file.name, file.getvalue())))


def go_through(lying: Desk) -> None:
    """From the file to its confirmation: look, ask, show, decide, write."""
    lying.write()
    asked = st.container()
    try:
        looked = lying.look()
    except Refused as refusal:
        preview.tell_renewed(lying)
        tell_error(refusal)
        with asked:
            questions.given(lying)
            _answer(lying, refusal)
        return
    with asked:
        questions.given(lying)
        questions.ask(lying, looked.questions)
    preview.show(lying, looked)
    preview.decide(lying, looked)


def _answer(lying: Desk, refusal: Refused) -> None:
    """What a person can settle on the spot, so that the file can be looked at again."""
    if refusal.kind in {"missing_as_of", "future_as_of"}:
        st.date_input("Số liệu của tệp tính đến ngày", format="DD/MM/YYYY",
                      max_value=intake.today(), **lying.kept("as_of"))  # fmt: skip
    if refusal.questions:
        questions.ask(lying, refusal.questions)
    elif refusal.kind in {"which_sheet", "unknown_sheet"}:
        st.selectbox("Trang cần đọc", intake.sheet_names(lying.file.content), index=None,
                     placeholder="Chọn trang", **lying.kept("sheet"))  # fmt: skip
