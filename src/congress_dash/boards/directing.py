"""Việc cần chỉ đạo: what wants a leader's word first, since when, and the page that shows it."""

from __future__ import annotations

from collections.abc import Sequence

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing, remedies
from congress_dash.boards.asking import Books, Row, columns, rows
from congress_dash.boards.citing import source
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
_NOTHING = "Không có việc nào cần chỉ đạo ngay"
_IN_WORKING_DAYS = ("report_overdue", "ratification_overdue")


def _shown(told: Sequence[Row]) -> list[tuple[Row, int]]:
    """The worst trouble of each organisation, as many as are shown, and how many more it has."""
    worst: dict[str, tuple[Row, int]] = {}
    for row in told:
        first, others = worst.get(row["unit"], (row, -1))
        worst[row["unit"]] = first, others + 1
    return list(worst.values())[: reference.threshold("directed_at_most")]


def directed(books: Books, moment: Moment) -> list[Row]:
    """The troubles, worst first. Before the first Biểu 01 nobody is behind with one."""
    told = rows(books, "to_direct", moment)
    if rows(books, "report_days", moment):
        return told
    return [row for row in told if row["kind"] != "not_reported"]


def whose(books: Books, moment: Moment, told: Sequence[Row]) -> str:
    """`10/47 tổ chức đảng và Đảng bộ Công an tỉnh`: those in trouble, of those followed."""
    followed = {row["unit"] for row in asking.followed(books, moment)}
    units = {row["unit"] for row in told}
    own = [row["name"] for row in told if row["unit"] not in followed][:1]
    below = len(units & followed)
    parts = [f"{asking.among(below, len(followed))} tổ chức đảng"] if below else []
    return " và ".join(parts + own)


def pages(books: Books, moment: Moment) -> tuple[str, ...]:
    """Of each line the page that shows it, as in an address."""
    return tuple(row["page"] for row, _ in _shown(directed(books, moment)))


_FORMS = {
    "finding_overdue": "inspections",
    "stuck_document": "documents",
    "report_overdue": "results",
    "ratification_overdue": "results",
}


def until(books: Books, moment: Moment, kind: str) -> str:
    """`, theo Biểu 04 đến ngày 13/05/2020`: where the form that tells of the trouble is an old one."""
    told = citing.until(books, moment, _FORMS[kind]) if kind in _FORMS else ""
    return f", {told}" if told else ""


def _trouble(row: Row, others: int, clashing: dict[str, str], until: str) -> str:
    words = troubles.troubles()[row["kind"]].name
    if row["kind"] == "finding_overdue":
        words = f"{vietnamese.count_word(row['count'])} tồn tại quá hạn khắc phục"
    elif row["kind"] == "stuck_document":
        words = f"{vietnamese.count_word(row['count'])} văn kiện chưa có chuyển biến"
    elif row["kind"] == "clash":
        words = f"{words} {clashing[row['unit']]}"
    more = f"; và {vietnamese.count_word(others)} việc khác" if others else ""
    return f"{words}, {_since(row)}{until}{more}"


def _since(row: Row) -> str:
    if row["due_on"]:
        return f"đại hội ngày {vietnamese.day(row['due_on'])}"
    if row["since"] is None:
        return "từ đầu nhiệm kỳ theo dõi"
    unit = "ngày làm việc" if row["kind"] in _IN_WORKING_DAYS else "ngày"
    return f"từ {vietnamese.day(row['since'])} ({vietnamese.count_word(row['days'])} {unit})"


def _page(row: Row) -> str:
    page: str = row["page"]
    return _PAGES.get(page, page)


def _title(
    books: Books, moment: Moment, told: Sequence[Row], shown: Sequence[tuple[Row, int]]
) -> str:
    every = len({row["unit"] for row in told})
    if not told:
        silent = asking.unheard(books, moment, asking.level(books, moment))
        return silent or "; ".join(filter(None, (_NOTHING, _unclear(books, moment))))
    title = f"{whose(books, moment, told)} có việc cần chỉ đạo"
    if every == len(shown):
        return title
    return (
        f"{title}: {asking.among(len(shown), every)} nơi cần tập trung đôn đốc trước, "
        f"còn {asking.among(every - len(shown), every)} nơi nữa"
    )


def _pointer(told: Sequence[Row], shown: Sequence[tuple[Row, int]]) -> str:
    """On which pages the others are."""
    units = {row["unit"] for row, _ in shown}
    where = dict.fromkeys(_page(row) for row in told if row["unit"] not in units)
    return f"Những nơi còn lại xem ở trang {', '.join(where)}." if where else ""


def _unclear(books: Books, moment: Moment) -> str:
    """Of how many findings nobody knows yet what became of them, and why; empty without any."""
    untold = remedies.by_state(rows(books, "findings", moment))[remedies.UNTOLD]
    if not untold:
        return ""
    why = remedies.untold_why(books, moment)
    return f"chưa rõ tình trạng khắc phục {vietnamese.count_word(untold)} tồn tại: {why}"


def _no_finding(books: Books, moment: Moment) -> str:
    if remedies.is_reported(books, moment):
        return "không có tồn tại quá hạn khắc phục"
    return "chưa có Biểu 04 nên chưa biết có tồn tại quá hạn khắc phục hay không"


def to_direct(books: Books, moment: Moment) -> Chart:
    """At most seven organisations, worst first: what is stuck, since when, where to read on."""
    told = directed(books, moment)
    shown, silent = _shown(told), not rows(books, "report_days", moment)
    clashing = clashes(books, moment)
    table = [
        (r["name"], _trouble(r, others, clashing, until(books, moment, r["kind"])))
        for r, others in shown
    ]
    where = Column("Xem trang", tuple(_page(row) for row, _ in shown), on_screen=True)
    return Chart(
        key="to_direct",
        title=_title(books, moment, told, shown),
        kind=Kind.TABLE,
        columns=(*columns(table, "Tổ chức đảng", "Vướng gì, từ ngày nào"), where),
        unit="tổ chức",
        moment=moment,
        definition="Mỗi tổ chức đảng một dòng với việc nặng nhất; nặng trước: trọng số của loại việc "
        "cộng số ngày (danh sách do quản trị quy định). Quá hạn báo cáo kết quả, chuẩn y: chỉ khi Biểu 02 sau ngày "
        "hạn vẫn chưa ghi; tồn tại quá hạn: chỉ khi Biểu 04 đến ngày chốt đã nêu. Không gồm tổ chức được chỉ đạo dừng.",
        source=source(books, moment, "progress", "results", "schedule", "inspections", "documents"),
        units=tuple(row["unit"] for row, _ in shown),
        empty=f"{citing.lacking(books, moment, 'progress')}."
        if silent
        else f"{_NOTHING}: không tổ chức nào chậm, quá hạn, chờ duyệt quá lâu, trùng lịch hoặc chưa báo cáo; "
        f"{_unclear(books, moment) or _no_finding(books, moment)}.",
        pointer=_pointer(told, shown),
    )
