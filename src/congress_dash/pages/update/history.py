"""Lịch sử: every upload, one of them in full, its original file, its withdrawal."""

from __future__ import annotations

import streamlit as st

from congress_dash import listings, session, tables, told
from congress_dash.errors import CongressDashError
from congress_dash.history import Upload
from congress_dash.moment import EVERYTHING, Moment
from congress_dash.pages.frame import show_newest, tell_error
from congress_dash.pages.update.desk import ROLE
from congress_dash.pages.update.preview import tell_cut
from congress_dash.records import FormId
from congress_dash.vietnamese import day, integer


def show() -> None:
    if done := st.session_state.pop("withdrawn", None):
        st.success(tables.inert(done))
    uploads = session.store().uploads()
    if not uploads:
        st.info("Chưa có lần nạp nào. Hãy nạp Danh mục ở thẻ Nạp tệp.")
        return
    chosen = _narrowed(uploads)
    st.html(tables.table(listings.history_table(chosen)))
    tell_cut(len(chosen))
    words = {u.upload: f"Lần {u.upload} · {u.file} · {day(u.as_of)}" for u in reversed(chosen)}
    number = st.selectbox("Xem một lần nạp", list(words), index=None, key="history-upload",
                          format_func=words.__getitem__, placeholder="Chọn lần nạp")  # fmt: skip
    if number is not None:
        _one(next(u for u in chosen if u.upload == number))


def _narrowed(uploads: list[Upload]) -> list[Upload]:
    titles = dict(told.form_titles())
    used = [form for form in titles if any(u.form == form for u in uploads)]
    form = st.selectbox("Biểu mẫu", ["", *used], key="history-form",
                        format_func=lambda each: titles.get(each, "Tất cả"))  # fmt: skip
    return [u for u in uploads if form in ("", u.form)]


def _one(upload: Upload) -> None:
    with st.container(key="history-one"):
        st.html(tables.sentences(f"Lần nạp {upload.upload}: {upload.file}",
                                 listings.upload_sentences(upload)))  # fmt: skip
        st.html(tables.file_download(f"/tai/tep-goc/{upload.upload}",
                                     f"Tải tệp của lần nạp {upload.upload}"))  # fmt: skip
        _problems(upload)
        if not upload.withdrawn:
            _withdrawal(upload)


def _problems(upload: Upload) -> None:
    books, everything = session.books(), Moment(upload.as_of, EVERYTHING)
    problems = [
        told.kept_problem(row)
        for row in books.ask("problems", everything).to_dict("records")
        if row["upload"] == upload.upload
    ]
    newest = session.store().newest()
    waiting = books.ask("waiting_rows", newest).to_dict("records") if newest else []
    still = sum(row["upload"] == upload.upload for row in waiting)
    if upload.waiting and not upload.withdrawn:
        st.html(tables.remark(
            f"Còn {integer(still)} trong {integer(upload.waiting)} dòng của lần nạp này đang chờ."
            if still else "Các dòng chờ của lần nạp này đã được nạp lại, không còn dòng nào chờ."
        ))  # fmt: skip
    if problems:
        alike = told.alike(problems)
        with st.expander(f"{integer(len(problems))} ô cần xem lại khi nạp"):
            with st.container(key="stacked-history"):
                st.html(tables.table(listings.problem_table(alike, "upload.problems")))
            tell_cut(len(alike))


def _withdrawal(upload: Upload) -> None:
    with st.expander("Rút lại lần nạp này"):
        st.write(
            "Sau khi rút, sổ số liệu đọc như chưa có lần nạp đó. Không có gì bị xóa: tệp gốc vẫn được "
            "giữ, và muốn hoàn tác việc rút thì tải tệp gốc ở trên rồi nạp lại."
        )
        if _is_only_catalogue(upload):
            st.warning(
                "Các biểu khác dựa vào Danh mục này. Rút lại thì mọi trang không còn tổ chức đảng nào cho "
                "đến khi nạp Danh mục khác."
            )
        number = upload.upload
        reason = st.text_input("Lý do rút lại", key=f"withdraw-reason-{number}", max_chars=300)
        role = st.text_input("Vai trò người rút", value=ROLE, key=f"withdraw-role-{number}",
                             max_chars=60)  # fmt: skip
        sure = st.checkbox("Tôi xác nhận rút lại lần nạp này", key=f"withdraw-sure-{number}")
        if st.button("Rút lại", disabled=not (reason.strip() and sure), key="withdraw"):
            _withdraw(number, reason, role.strip() or ROLE)


def _is_only_catalogue(upload: Upload) -> bool:
    standing = [u for u in session.store().uploads() if not u.withdrawn]
    catalogues = [u.upload for u in standing if u.form == FormId.CATALOGUE]
    return catalogues == [upload.upload] and len(standing) > 1


def _withdraw(number: int, reason: str, role: str) -> None:
    with st.spinner("Đang rút lần nạp …"):
        try:
            session.store().withdraw(number, reason=reason, by=role)
        except CongressDashError as error:
            tell_error(error)
            return
    st.session_state["withdrawn"] = (
        f"Đã rút lần nạp {number}. Tệp gốc vẫn được giữ và có thể nạp lại."
    )
    show_newest()
    st.rerun()
