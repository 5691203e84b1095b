"""Cách hiểu đã ghi nhớ: what persons decided once, who and when, and taking it back."""

from __future__ import annotations

import streamlit as st

from congress_dash import listings, session, tables, told
from congress_dash.errors import CongressDashError
from congress_dash.forms import FORMS
from congress_dash.history import RememberedAnswer
from congress_dash.pages.frame import tell_error
from congress_dash.pages.update.desk import ROLE
from congress_dash.records import Answer, Asked, FormId

_ASKED = {
    Asked.ORGANISATION: "Tổ chức đảng",
    Asked.HEADING: "Tiêu đề cột",
    Asked.SHEET: "Trang của tệp",
}


def show() -> None:
    if done := st.session_state.pop("forgotten", None):
        st.success(tables.inert(done))
    st.write(
        "Những câu trả lời khi nạp tệp, được dùng cho các tệp sau. Rút một lần nạp thì các cách hiểu đi "
        "cùng lần nạp đó cũng không còn được dùng."
    )
    known = list(reversed(session.store().answers()))
    table = [
        (_ASKED[r.answer.asked], _typed(r.answer), read_as(r.answer), told.form_title(r.answer.form),
         r.by, listings.local(r.at), str(r.upload), f"đã bỏ: {r.reason}" if r.forgotten else "đang dùng")
        for r in known
    ]  # fmt: skip
    st.html(tables.table(listings.answer_table(table)))
    live = {number: r for number, r in enumerate(known) if not r.forgotten}
    if live:
        _taking_back(live)


def _typed(answer: Answer) -> str:
    """What stood in the file, as it is compared: without accents and capitals."""
    if answer.asked is Asked.HEADING:
        return answer.words.partition("/")[2] or answer.words
    return f"tệp có các trang {answer.words}" if answer.asked is Asked.SHEET else answer.words


def read_as(answer: Answer) -> str:
    """A unit by its name, a field by the form's word for it, a sheet as it is called."""
    if answer.asked is Asked.ORGANISATION:
        return session.name_of()(answer.answer)
    if answer.asked is Asked.HEADING:
        return _column(answer.form, answer.answer) if answer.answer else "không đọc cột này"
    return answer.answer


def _column(form: FormId, field: str) -> str:
    """What the form calls a field."""
    columns = (layout.by_field.get(field) for layout in FORMS[form].layouts)
    return next((column.headings[0] for column in columns if column), field)


def _taking_back(live: dict[int, RememberedAnswer]) -> None:
    def words(number: int) -> str:
        answer = live[number].answer
        return f"{_typed(answer)} → {read_as(answer)}"

    with st.expander("Bỏ một cách hiểu"):
        st.write("Tệp sau sẽ được hỏi lại. Số liệu đã nạp giữ nguyên.")
        number = st.selectbox("Cách hiểu", list(live), index=None, format_func=words,
                              placeholder="Chọn cách hiểu", key="forget-which")  # fmt: skip
        reason = st.text_input("Lý do bỏ", key="forget-reason", max_chars=300)
        is_ready = number is not None and bool(reason.strip())
        if (
            st.button("Bỏ cách hiểu này", disabled=not is_ready, key="forget")
            and number is not None
        ):
            _forget(live[number], reason)


def _forget(remembered: RememberedAnswer, reason: str) -> None:
    try:
        session.store().forget(remembered, reason=reason, by=ROLE)
    except CongressDashError as error:
        tell_error(error)
        return
    st.session_state["forgotten"] = "Đã bỏ cách hiểu. Tệp sau sẽ được hỏi lại."
    for name in ("forget-which", "forget-reason"):
        st.session_state.pop(name, None)
    st.rerun()
