"""Who has not met yet, by the booked or planned day."""

from __future__ import annotations

from datetime import date

from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Moment


def _next_day(row: Row) -> date | str | None:
    return row["booked_on"] or asking.planned_words(row)


def not_held(books: Books, moment: Moment) -> Chart:
    """Directly subordinate organisations that have not met, by their booked or planned day."""
    titled = asking.level(books, moment)
    whom = asking.whom(titled)
    told = [
        r
        for r in rows(books, "organisations", moment)
        if r["level"] == titled and not r["held"] and r["state"] != "cancelled_reorg"
    ]
    silent = asking.unheard(books, moment, titled)
    told.sort(key=lambda r: (r["booked_on"] or r["planned_to"] or date.max, r["unit"]))
    table = [
        (r["name"], asking.block(r, short=True), asking.state(r["state"]),
         _next_day(r), "đã đăng ký" if r["booked_on"] else "dự kiến" if _next_day(r)
         else "chưa có ngày", r["place"])
        for r in ([] if silent else told)
    ]  # fmt: skip
    return Chart(
        key="organisations.not_held",
        title=silent or _title(books, moment, told) if told else f"Không còn {whom} nào chưa đại hội",
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Khối", "Tình trạng", "Ngày", "Nguồn ngày",
                        "Địa điểm"),
        unit="tổ chức",
        moment=moment,
        definition=f"{whom[0].upper()}{whom[1:]} chưa tổ chức đại hội, không tính tổ chức được chỉ đạo dừng; "
        "ngày đăng ký ở Biểu 05, nếu không có thì ngày dự kiến ở Biểu 01.",
        source=source(books, moment, "progress", "schedule"),
        empty=f"{citing.lacking(books, moment, 'progress')}."
        if silent
        else f"Không còn {whom} nào chưa đại hội.",
        units=() if silent else tuple(row["unit"] for row in told),
    )  # fmt: skip


def _title(books: Books, moment: Moment, told: list[Row]) -> str:
    """How many are left, of how many, and how many of them have booked a day."""
    titled = asking.level(books, moment)
    whole = sum(row["level"] == titled for row in asking.followed(books, moment))
    silent = asking.silent_too(sum(row["not_reported"] for row in told))
    return (
        f"Còn {asking.among(len(told), whole)} {asking.whom(titled)} chưa đại hội{silent}, "
        f"{_booked(books, moment, told)}"
    )


def _booked(books: Books, moment: Moment, told: list[Row]) -> str:
    """`trong đó 16/19 đã đăng ký lịch`; all and none without a number; nothing is said without Biểu 05."""
    if not citing.is_told_of(books, moment, "schedule"):
        return "chưa có Biểu 05 để biết lịch"
    booked = sum(row["booked_on"] is not None for row in told)
    until = citing.until(books, moment, "schedule")
    words = (
        "chưa nơi nào đăng ký lịch"
        if not booked
        else "đều đã đăng ký lịch"
        if booked == len(told)
        else f"trong đó {asking.among(booked, len(told))} đã đăng ký lịch"
    )
    return f"{words} ({until})" if until else words
