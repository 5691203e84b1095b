"""Who is past the day planned for its congress, the longest first, and which step holds it up."""

from __future__ import annotations

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import GRASSROOTS, Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import Moment


def late(books: Books, moment: Moment) -> Chart:
    """Late organisations, worst first, with the step that holds them up."""
    told = rows(books, "late_units", moment)
    table = [
        (r["name"], asking.block(r, short=True), reference.label("steps", r["step"]), r["due_on"],
         r["days_late"], r["booked_on"])
        for r in told
    ]  # fmt: skip
    silent = asking.unheard(books, moment, asking.level(books, moment))
    return Chart(
        key="late_units",
        title=_late_title(books, moment, told) if told else silent or _NOBODY_LATE,
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Khối", "Khâu đang vướng", "Ngày dự kiến",
                        "Chậm (ngày)", "Lịch đã đăng ký"),
        unit="ngày",
        moment=moment,
        definition=(
            "Chậm: ngày dự kiến đã qua mà chưa tổ chức đại hội; không tính tổ chức dừng, tạm hoãn "
            "hoặc chưa báo cáo, không tính những ngày tạm dừng. Khâu đang vướng: bước đầu tiên chưa xong trong trình, duyệt, đại hội."
        ),
        source=source(books, moment, "progress", "schedule"),
        empty=_nobody_late(books, moment, silent),
        units=tuple(row["unit"] for row in told),
    )  # fmt: skip


_NOBODY_LATE = "Không có tổ chức đảng nào chậm so với ngày dự kiến"


def _nobody_late(books: Books, moment: Moment, silent: str) -> str:
    return f"{citing.lacking(books, moment, 'progress') if silent else _NOBODY_LATE}."


def _late_title(books: Books, moment: Moment, told: list[Row]) -> str:
    direct = sum(row["level"] == GRASSROOTS for row in told)
    coordinated = len(told) - direct
    both = f" ({vietnamese.count_word(direct)} trực thuộc, {vietnamese.count_word(coordinated)} phối hợp)"
    open_ = sum(not row["held"] for row in asking.followed(books, moment))
    worst = vietnamese.count_word(max(row["days_late"] for row in told))
    return (
        f"{asking.among(len(told), open_)} tổ chức đảng chưa đại hội chậm so với ngày dự kiến"
        f"{both if direct and coordinated else ''}, lâu nhất {worst} ngày; cần tập trung đôn đốc"
    )


_SHOWN = 10
_BLOCKING = {
    "submitted": Tone.THIRD,
    "approved": Tone.FOURTH,
    "official_session": Tone.SECOND,
}


def late_bars(books: Books, moment: Moment) -> Chart:
    """The ten latest organisations as bars of days, each in the colour of the step it waits at."""
    told = sorted(rows(books, "late_units", moment), key=lambda r: -r["days_late"])
    worst = told[:_SHOWN]
    steps = [step for step in _BLOCKING if any(r["step"] == step for r in worst)]
    more = len(told) - len(worst)
    silent = asking.unheard(books, moment, asking.level(books, moment))
    return Chart(
        key="late_units.bars",
        title=_worst_title(told) + (f"; {asking.orgs(more)} nữa ở bảng danh sách" if more else "")
        if worst
        else silent or _NOBODY_LATE,
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Tổ chức đảng", tuple(_named(r) for r in worst)),
            *(
                Column(f"Vướng: {reference.label('steps', step)}",
                       tuple(r["days_late"] if r["step"] == step else None for r in worst),
                       _BLOCKING[step])
                for step in steps
            ),
        ),
        unit="ngày chậm",
        moment=moment,
        definition=f"Số ngày từ ngày dự kiến đến ngày chốt của {_SHOWN} tổ chức chậm nhất, màu theo "
        "khâu đang vướng: bước đầu tiên chưa xong trong trình, duyệt, đại hội.",
        source=source(books, moment, "progress"),
        empty=_nobody_late(books, moment, silent),
        units=tuple(row["unit"] for row in worst),
    )  # fmt: skip


def _worst_title(told: list[Row]) -> str:
    """Who is the latest; of several that are equally late how many, of how many late ones."""
    days = told[0]["days_late"]
    alike = sum(row["days_late"] == days for row in told)
    if alike == 1:
        return f"{told[0]['name']} chậm nhất, {vietnamese.count_word(days)} ngày"
    among = (
        f"{asking.among(alike, len(told))} tổ chức đảng chậm"
        if alike < len(told)
        else asking.orgs(alike)
    )
    return (
        f"{among} cùng chậm nhất, {vietnamese.count_word(days)} ngày"
        if alike < len(told)
        else (f"{among} cùng chậm {vietnamese.count_word(days)} ngày")
    )


def _named(row: Row) -> str:
    name: str = row["name"]
    return f"{name} (phối hợp)" if row["level"] == asking.COORDINATED else name
