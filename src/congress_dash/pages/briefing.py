"""Trình chiếu: which charts become slides, and the deck."""

import streamlit as st

from congress_dash import session, tables
from congress_dash.chart import Chart
from congress_dash.pages.frame import page


def show() -> None:
    moment = page("Trình chiếu")
    if moment is None:
        return
    usual = {chart.key: chart for chart in session.chosen(moment, [])}
    others = {k: c for k, c in session.charts(moment).items() if k not in usual and not c.is_empty}
    st.write(
        "Mỗi mục được chọn thành một trang (bảng dài thì nhiều trang), biểu đồ và bảng sửa được trong PowerPoint; số liệu đúng "
        "như trên màn hình."
    )
    download = st.container()
    left, right = st.columns(2)
    with left:
        st.subheader("Bộ trang thường dùng")
        keys = _ticked(usual, ticked=True)
    with right:
        st.subheader("Thêm trang")
        keys += _ticked(others, ticked=False)
    with download:
        if keys:
            st.html(tables.deck_download(moment, keys))
        else:
            st.info("Hãy chọn ít nhất một mục để tải bộ trang trình chiếu.")


def _ticked(charts: dict[str, Chart], *, ticked: bool) -> list[str]:
    """The keys whose box is ticked, in the order they stand."""
    return [
        key
        for key, chart in charts.items()
        if st.checkbox(tables.inert(chart.title), value=ticked, key=f"slide-{key}")
    ]
