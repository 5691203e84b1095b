"""Page config and navigation; one thin module per page beside this one."""

from __future__ import annotations

import streamlit as st

from congress_dash import settings
from congress_dash.pages import (
    briefing,
    comparison,
    congresses,
    documents,
    inspections,
    organisation,
    overview,
    update,
)
from congress_dash.tables import style

_PAGES = (
    (overview.show, "Tổng quan", "", True),
    (congresses.show, "Đại hội", "dai-hoi", False),
    (documents.show, "Văn kiện", "van-kien", False),
    (inspections.show, "Kiểm tra", "kiem-tra", False),
    (organisation.show, "Tổ chức", "to-chuc", False),
    (comparison.show, "So sánh", "so-sanh", False),
    (update.show, "Cập nhật", "cap-nhat", False),
    (briefing.show, "Trình chiếu", "trinh-chieu", False),
)


def show() -> None:
    """Draws the page the address asks for."""
    st.set_page_config(
        page_title="Đại hội đảng các cấp",
        page_icon=str(settings.home() / "static" / "icon.png"),
        layout="wide",
        menu_items={"About": "Theo dõi công tác chuẩn bị đại hội đảng các cấp."},
    )
    st.html(style())
    pages = [
        st.Page(page, title=title, url_path=path, default=default)
        for page, title, path, default in _PAGES
    ]
    st.navigation(pages, position="top").run()
