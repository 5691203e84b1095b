"""Who has met since the report before."""

from __future__ import annotations

from congress_dash import vietnamese
from congress_dash.boards import asking
from congress_dash.boards.asking import (
    COORDINATED_ORGS,
    GRASSROOTS,
    ORGS,
    Books,
    columns,
    on_day,
    rows,
)
from congress_dash.boards.citing import source
from congress_dash.boards.overview import previous
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Moment


def _more(direct: int, coordinated: int) -> str:
    """Of each level that has any."""
    parts = [f"{vietnamese.count_word(direct)} {ORGS}"] if direct else []
    parts += [f"{vietnamese.count_word(coordinated)} {COORDINATED_ORGS}"] if coordinated else []
    return (
        f"thêm {' và '.join(parts)} đã đại hội"
        if parts
        else "không có thêm tổ chức đảng nào đại hội"
    )


def newly_held(books: Books, moment: Moment) -> Chart:
    """The organisations that held their congress since the last report."""
    last = previous(books, moment)
    before = {r["unit"]: r["held"] for r in rows(books, "organisations", last)} if last else {}
    fresh = [
        row
        for row in rows(books, "organisations", moment)
        if row["held"] and not before.get(row["unit"], False)
    ]
    fresh.sort(key=lambda r: (r["level"] != GRASSROOTS, r["held_on"], r["unit"]))
    direct = sum(r["level"] == GRASSROOTS for r in fresh)
    return Chart(
        key="organisations.newly_held",
        title=f"Từ {vietnamese.day(last.as_of)} đến {on_day(moment)}: {_more(direct, len(fresh) - direct)}"
        if last
        else asking.unheard(books, moment, asking.level(books, moment))
        or "Chưa có kỳ báo cáo trước để so sánh",
        kind=Kind.TABLE,
        columns=columns(
            [(r["name"], asking.block(r, short=True), r["held_on"]) for r in fresh] if last else [],
            "Tổ chức đảng", "Khối", "Ngày đại hội",
        ),
        unit="tổ chức",
        moment=moment,
        definition="Tổ chức đã tổ chức đại hội mà kỳ báo cáo Biểu 01 liền trước chưa có.",
        source=source(books, moment, "progress"),
        empty="Không có tổ chức nào đại hội thêm so với kỳ báo cáo trước."
        if last
        else "Chưa có kỳ báo cáo trước để so sánh; hãy nạp Biểu 01 của kỳ trước ở trang Cập nhật.",
        units=tuple(row["unit"] for row in fresh) if last else (),
    )  # fmt: skip
