"""A preview goes in; its sentences, problems and changes are drawn, and what a person decides."""

from __future__ import annotations

import streamlit as st

from congress_dash import handed, listings, session, tables, told, wording
from congress_dash.pages.update.desk import Desk
from congress_dash.records import Preview, Severity
from congress_dash.vietnamese import integer

_RENEWED = (
    "Sổ số liệu vừa thay đổi từ nơi khác nên tệp được đối chiếu lại, chưa có gì được nạp. Hãy xem lại "
    "bản đối chiếu dưới đây rồi xác nhận."
)
_CHANGED = (
    "Bản đối chiếu vừa thay đổi theo điều vừa ghi, chưa có gì được nạp. Hãy xem lại rồi xác nhận."
)
_ALL = "Tất cả"
_FEW = 6  # changes that are shown without a list to open


def tell_renewed(lying: Desk) -> None:
    """Why what is on the screen is not what was there a moment ago."""
    if lying.is_renewed:
        st.warning(_RENEWED)
    elif lying.is_changed:
        st.warning(_CHANGED)


def show(lying: Desk, preview: Preview) -> None:
    """What the upload would do, first in sentences, then cell by cell."""
    name = session.name_of()
    tell_renewed(lying)
    with st.container(key="preview" if lying.name == "file" else f"preview-{lying.name}"):
        st.html(tables.lead(
            f"Bản đối chiếu, chưa lưu: {preview.file}",
            wording.effect(preview) if preview.tallies else "",
        ))  # fmt: skip
        st.html(tables.bullets(told.summary(preview, name)))
        _problems(lying, preview)
        _changes(lying)
        _details(preview)


def _problems(lying: Desk, preview: Preview) -> None:
    if not preview.problems:
        return
    if not handed.is_kept(lying.token) or lying.looked_for != lying.token_for:
        lying.token, lying.token_for = handed.offer(preview), lying.looked_for
    count = {s: sum(p.severity is s for p in preview.problems) for s in Severity}
    words = {s.value: f"{told.SEVERITY[s]} ({integer(n)})" for s, n in count.items() if n}
    choice = _ALL
    if len(words) > 1:
        choice = st.radio("Mức", [_ALL, *words], horizontal=True, key=f"{lying.name}-shown-severity",
                          format_func=lambda each: words.get(each, _ALL))  # fmt: skip
    alike = told.alike(p for p in preview.problems if choice in (_ALL, p.severity))
    with st.container(key=f"stacked-{lying.name}"):
        st.html(tables.table(listings.problem_table(alike)))
    tell_cut(len(alike))
    st.html(tables.file_download(f"/tai/danh-dau/{lying.token}", "Tải tệp đã đánh dấu lỗi"))


def _changes(lying: Desk) -> None:
    lines = lying.lines
    if len(lines) > _FEW:
        with st.expander(f"{integer(len(lines))} ô thay đổi, trước → sau"):
            _change_table(lying, _found(lying, lines))
    elif lines:
        _change_table(lying, lines)


def _change_table(lying: Desk, lines: list[listings.ChangeLine]) -> None:
    with st.container(key=f"stacked-changes-{lying.name}"):
        st.html(tables.table(listings.change_table(lines, session.name_of())))
    tell_cut(len(lines))


def _found(lying: Desk, lines: list[listings.ChangeLine]) -> list[listings.ChangeLine]:
    """The lines that a person narrowed the changes down to."""
    key = f"{lying.name}-shown"
    who, what, how = st.columns(3)
    words = who.text_input("Tìm tổ chức", key=f"{key}-words",
                           placeholder="Tên hoặc mã, không cần dấu")  # fmt: skip
    fields = list(dict.fromkeys(line.field for line in lines))
    field = what.selectbox("Nội dung", ["", *fields], key=f"{key}-field",
                           format_func=lambda f: listings.field_name(f) or _ALL)  # fmt: skip
    kinds = list(dict.fromkeys(line.kind.value for line in lines))
    kind = how.selectbox("Loại thay đổi", ["", *kinds], key=f"{key}-kind",
                         format_func=lambda k: k or _ALL)  # fmt: skip
    return listings.narrowed(lines, session.name_of(), words=words, field=field, kind=kind)


def _details(preview: Preview) -> None:
    if preview.decisions:
        with st.expander(f"{integer(len(preview.decisions))} ô được đọc khác nguyên văn"):
            st.html(tables.table(listings.decision_table(preview)))
            tell_cut(len(preview.decisions))
    if preview.checksums:
        with st.expander(f"{integer(len(preview.checksums))} ô cộng được đối chiếu"):
            st.html(tables.table(listings.sum_table(preview)))
            tell_cut(len(preview.checksums))


def tell_cut(whole: int) -> None:
    """Under a list of that many lines: what it does not show."""
    if sentence := listings.cut(whole):
        st.html(tables.remark(sentence))


# --- decisions ----------------------------------------------------------------------------------


def decide(lying: Desk, preview: Preview) -> None:
    """Reason, missing keys, rows that wait, role; then the confirmation of this very preview."""
    if not lying.file.partial:
        _reason(lying, preview)
        _missing(lying, preview)
    if preview.waiting and lying.file.partial:
        st.info("Hãy sửa giá trị theo hướng dẫn ở trên rồi xem trước lại.")
        return
    leave = not preview.waiting or st.checkbox(
        f"Để {integer(len(preview.waiting))} dòng lỗi chờ, nạp phần còn lại", **lying.kept("leave")
    )
    if not leave:
        st.html(tables.remark(
            "Chưa nạp được vì còn dòng lỗi: đánh dấu ô trên để nạp phần đã đọc được, hoặc sửa tệp rồi gửi lại."
        ))  # fmt: skip
    st.text_input("Vai trò người nạp", max_chars=60, **lying.kept("role"))
    st.button(
        "Xác nhận nạp",
        type="primary",
        disabled=not leave,
        on_click=lying.want,
        args=(preview,),
        key="accept" if lying.name == "file" else f"{lying.name}-accept",
    )


def _reason(lying: Desk, preview: Preview) -> None:
    if lying.reason or any(p.kind == "backward_move" for p in preview.problems):
        st.text_input("Lý do số liệu lùi", max_chars=300, **lying.kept("reason"))


def _missing(lying: Desk, preview: Preview) -> None:
    if not preview.missing:
        return
    name = session.name_of()
    st.radio(
        f"{integer(len(preview.missing))} mục lần trước có, nay không có trong tệp",
        [False, True],
        format_func=lambda strike: "Gạch bỏ: trở thành chưa báo cáo" if strike
        else "Giữ nguyên như lần trước",
        **lying.kept("strike"),
    )  # fmt: skip
    with st.expander("Danh sách các mục không còn trong tệp"):
        st.html(tables.bullets(map(name, preview.missing[: listings.MOST])))
        tell_cut(len(preview.missing))
