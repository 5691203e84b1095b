"""Đại hội beside those of earlier cycles, each as many days before its own deadline."""

from __future__ import annotations

from datetime import date

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.asking import GRASSROOTS, ORGS, Books, Row, rows
from congress_dash.boards.citing import source
from congress_dash.boards.overview import share_of
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import FIRST_DAY, Moment

_ALONE = "Chưa có nhiệm kỳ trước để so sánh"


def comparison(books: Books, moment: Moment) -> Chart:
    """Held, not held and not reported per level and cycle; empty where one cycle only is known."""
    told = [r for r in rows(books, "cycle_comparison", moment) if r["total"] or r["excluded"]]
    levels = {r["level"] for r in told if sum(o["level"] == r["level"] for o in told) > 1}
    told = [r for r in told if r["level"] in levels]
    waiting = [r["total"] - r["held"] - r["not_reported"] for r in told]
    return Chart(
        key="cycle_comparison",
        title=_title([r for r in told if r["level"] == GRASSROOTS]),
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Cấp, nhiệm kỳ", tuple(map(_label, told))),
            *asking.counted(
                Column("Đã tổ chức", tuple(r["held"] for r in told), Tone.DONE),
                Column("Chưa tổ chức", tuple(waiting), Tone.REMAINING),
                Column("Chưa báo cáo", tuple(r["not_reported"] for r in told), Tone.UNKNOWN),
            ),
        ),
        unit="tổ chức, chi bộ",
        moment=moment,
        definition=(
            "Mỗi nhiệm kỳ được tính đến ngày cách hạn của chính nhiệm kỳ đó cùng số ngày như ngày chốt "
            "cách hạn của nhiệm kỳ này (ngày ghi trong ngoặc); nhiệm kỳ trước lấy hạn có hiệu lực sau "
            "cùng. Trên tổng số tổ chức cùng cấp lúc đó, không tính tổ chức được chỉ đạo dừng."
        ),
        source=source(books, moment, "progress", "catalogue"),
        empty=f"{_ALONE}; hãy ghi các nhiệm kỳ ở Danh mục, trang Nhiệm kỳ, kèm mốc thời hạn của từng "
        "nhiệm kỳ, rồi nạp Biểu 01 của nhiệm kỳ trước.",
    )  # fmt: skip


def day_in_last_cycle(books: Books, moment: Moment) -> date | None:
    """The day of the cycle before that lay as far from its deadline; without deadlines as far from its
    begin. None where no earlier cycle is known."""
    level = asking.level(books, moment)
    told = [row for row in rows(books, "cycle_comparison", moment) if row["level"] == level]
    if len(told) > 1:
        day: date = told[-2]["day"]
        return day
    begun = [row["starts_on"] for row in rows(books, "cycles", moment)]
    begun = [first for first in begun if first <= moment.as_of]
    if len(begun) < 2:
        return None
    day = begun[-2] + (moment.as_of - begun[-1])
    return day if FIRST_DAY <= day < begun[-1] else None


def _label(row: Row) -> str:
    """`TCCSĐ trực thuộc 2020-2025 (31/05/2020): 21/30`."""
    level = reference.label("levels", row["level"], short=True)
    reached = vietnamese.fraction(share_of(row))
    return f"{level} {row['cycle']} ({vietnamese.day(row['day'])}): {reached}"


def _title(told: list[Row]) -> str:
    """How far this cycle and those before it are, the newest first."""
    if not told:
        return _ALONE
    days = told[0]["days_before"]
    when = (
        "Vào ngày đến hạn"
        if not days
        else "Cùng thời điểm " + (f"{days} ngày trước hạn" if days > 0 else f"{-days} ngày sau hạn")
    )
    reached = [f"{r['cycle']} đạt {vietnamese.share(share_of(r))}" for r in reversed(told)]
    return f"{when}, {ORGS} nhiệm kỳ {'; nhiệm kỳ '.join(reached)}"
