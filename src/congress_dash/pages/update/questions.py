"""Open points of a file go in; a person chooses among ranked answers, which apply at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from congress_dash import session, tables
from congress_dash.pages.update.desk import Desk
from congress_dash.records import Asked, Question

_MOST = 20
_WORDS = {
    Asked.ORGANISATION: "“{typed}” ({where}) là tổ chức đảng nào?",
    Asked.HEADING: "Cột “{typed}” ({where}) là cột nào của biểu?",
    Asked.SHEET: "Đọc trang nào của tệp?",
}


def ask(lying: Desk, asked: Sequence[Question]) -> None:
    """One list of answers per open point, none chosen beforehand."""
    if not asked:
        return
    with st.container(key=f"{lying.name}-questions"):
        st.html(tables.lead(f"{len(asked)} điểm cần trả lời", ""))
        st.html(tables.remark(
            "Câu trả lời được dùng ngay cho bản đối chiếu này và được ghi nhớ khi xác nhận nạp, để lần "
            "sau không phải hỏi lại."
        ))  # fmt: skip
        for question in asked[:_MOST]:
            _ask(lying, question)
        if len(asked) > _MOST:
            st.html(tables.remark(f"Còn {len(asked) - _MOST} điểm nữa, hiện dần khi trả lời."))


def _ask(lying: Desk, question: Question) -> None:
    words = _choices(question)
    key = f"{lying.name}-answer-{question.asked}-{question.words}"
    st.selectbox(
        tables.inert(_WORDS[question.asked].format(typed=question.typed, where=_where(question))),
        list(words),
        index=None,
        format_func=words.__getitem__,
        placeholder="Chọn câu trả lời",
        key=key,
        on_change=lying.answer,
        args=(question, key, words),
    )


def _choices(question: Question) -> dict[str, str]:
    """Suggestions first; for an organisation also all others."""
    words = dict(question.choices)
    if question.asked is Asked.ORGANISATION:
        newest = session.store().newest()
        orgs = session.books().ask("names", newest).to_dict("records") if newest else []
        for org in orgs:
            words.setdefault(
                org["unit"], f"{org['name']} ({org['code']})" if org["code"] else org["name"]
            )
    return words


def _where(question: Question) -> str:
    more = f" và {len(question.cells) - 3} ô nữa" if len(question.cells) > 3 else ""
    return ", ".join(question.cells[:3]) + more


def given(lying: Desk) -> None:
    """What was answered so far, each to be taken back."""
    for number, (asked, words) in enumerate(list(lying.answer_words.items())):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.html(tables.remark(f"Đã trả lời: {words}."))
        right.button(
            "Bỏ",
            key=f"{lying.name}-unanswer-{number}",
            help="Bỏ câu trả lời này và hỏi lại",
            on_click=lying.unanswer,
            args=(asked,),
        )
