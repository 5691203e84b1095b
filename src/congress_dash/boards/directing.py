"""Việc cần chỉ đạo: what wants a leader's word first, since when, and the page that shows it."""

from __future__ import annotations

from collections.abc import Sequence

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.asking import Books, Row, columns, rows, source
from congress_dash.boards.upcoming import clashes
from congress_dash.chart import Chart, Column, Kind
from congress_dash.moment import Moment
from congress_dash.reference import troubles

_PAGES = {
    "dai-hoi": "Đại hội",
    "van-kien": "Văn kiện",
    "kiem-tra": "Kiểm tra",
    "cap-nhat": "Cập nhật",
}
_IN_WORKING_DAYS = ("report_overdue", "ratification_overdue")


def _shown(told: Sequence[Row]) -> list[tuple[Row, int]]:
    """The worst trouble of each organisation, as many as are shown, and how many more it has."""
    worst: dict[str, tuple[Row, int]] = {}
    for row in told:
        first, others = worst.get(row["unit"], (row, -1))
        worst[row["unit"]] = first, others + 1
    return list(worst.values())[: reference.threshold("directed_at_most")]


def pages(books: Books, moment: Moment) -> tuple[str, ...]:
    """Of each line the page that shows it, as in an address."""
    return tuple(row["page"] for row, _ in _shown(rows(books, "to_direct", moment)))


def _trouble(row: Row, others: int, clashing: dict[str, str]) -> str:
    words = troubles.troubles()[row["kind"]].name
    if row["kind"] == "finding_overdue":
        words = f"{vietnamese.count_word(row['count'])} tồn tại quá hạn khắc phục"
    elif row["kind"] == "stuck_document":
        words = f"{vietnamese.count_word(row['count'])} văn kiện chưa có chuyển biến"
    elif row["kind"] == "clash":
        words = f"{words} {clashing[row['unit']]}"
    more = f"; và {vietnamese.count_word(others)} việc khác" if others else ""
    return f"{words}, {_since(row)}{more}"


def _since(row: Row) -> str:
    if row["due_on"]:
        return f"đại hội ngày {vietnamese.day(row['due_on'])}"
    if row["since"] is None:
        return "từ đầu nhiệm kỳ theo dõi"
    unit = "ngày làm việc" if row["kind"] in _IN_WORKING_DAYS else "ngày"
    return f"từ {vietnamese.day(row['since'])} ({row['days']} {unit})"


def _page(row: Row) -> str:
    page: str = row["page"]
    return _PAGES.get(page, page)


def _title(told: Sequence[Row], shown: Sequence[tuple[Row, int]]) -> str:
    every = len({row["unit"] for row in told})
    if not told:
        return "Không có việc nào cần chỉ đạo ngay"
    title = f"{asking.orgs(every)} có việc cần chỉ đạo"
    if every == len(shown):
        return title
    return (
        f"{title}: {vietnamese.count_word(len(shown))} nơi cần tập trung đôn đốc trước, "
        f"còn {vietnamese.count_word(every - len(shown))} nơi nữa"
    )


def _pointer(told: Sequence[Row], shown: Sequence[tuple[Row, int]]) -> str:
    """On which pages the others are."""
    units = {row["unit"] for row, _ in shown}
    where = dict.fromkeys(_page(row) for row in told if row["unit"] not in units)
    return f"Những nơi còn lại xem ở trang {', '.join(where)}." if where else ""


def to_direct(books: Books, moment: Moment) -> Chart:
    """At most seven organisations, worst first: what is stuck, since when, where to read on."""
    told = rows(books, "to_direct", moment)
    shown = _shown(told)
    clashing = clashes(books, moment)
    table = [(r["name"], _trouble(r, others, clashing)) for r, others in shown]
    where = Column("Xem trang", tuple(_page(row) for row, _ in shown), on_screen=True)
    return Chart(
        key="to_direct",
        title=_title(told, shown),
        kind=Kind.TABLE,
        columns=(*columns(table, "Tổ chức đảng", "Vướng gì, từ ngày nào"), where),
        unit="tổ chức",
        moment=moment,
        definition="Mỗi tổ chức đảng một dòng với việc nặng nhất; nặng trước: trọng số của loại việc "
        "cộng số ngày (danh sách do quản trị quy định). Quá hạn báo cáo kết quả, chuẩn y: chỉ khi Biểu 02 sau ngày "
        "hạn vẫn chưa ghi. Không gồm tổ chức được chỉ đạo dừng.",
        source=source(books, moment, "progress", "results", "schedule", "inspections", "documents"),
        units=tuple(row["unit"] for row, _ in shown),
        empty="Không có việc nào cần chỉ đạo ngay: không tổ chức nào chậm, quá hạn, chờ duyệt quá lâu, "
        "trùng lịch, có tồn tại quá hạn hoặc chưa báo cáo.",
        pointer=_pointer(told, shown),
    )
