"""A day as typed here (`28/4`) in, the date out; and which days are worked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

PAUSE = (date(2020, 3, 28), date(2020, 4, 22))
TET = tuple(date(2020, 1, 23) + timedelta(days=offset) for offset in range(7))
TET_2025 = tuple(date(2025, 1, 25) + timedelta(days=offset) for offset in range(9))
HOLIDAYS: Mapping[date, str] = {
    date(2019, 9, 2): "Quốc khánh",
    date(2020, 1, 1): "Tết Dương lịch",
    **dict.fromkeys(TET, "Tết Nguyên đán Canh Tý"),
    date(2020, 4, 2): "Giỗ Tổ Hùng Vương",
    date(2020, 4, 30): "Ngày Chiến thắng",
    date(2020, 5, 1): "Ngày Quốc tế Lao động",
    date(2020, 9, 2): "Quốc khánh",
    date(2025, 1, 1): "Tết Dương lịch",
    **dict.fromkeys(TET_2025, "Tết Nguyên đán Ất Tỵ"),
    date(2025, 4, 7): "Giỗ Tổ Hùng Vương",
    date(2025, 4, 30): "Ngày Chiến thắng",
    date(2025, 5, 1): "Ngày Quốc tế Lao động",
    date(2025, 5, 2): "Nghỉ hoán đổi dịp 30/4, 1/5",
    date(2025, 9, 1): "Quốc khánh",
    date(2025, 9, 2): "Quốc khánh",
}


def on(text: str) -> date:
    """`28/4` is 28 April 2020; `16/12/2019` says its own year."""
    day, month, *year = (int(part) for part in text.split("/"))
    return date(year[0] if year else 2020, month, day)


def is_worked(day: date) -> bool:
    """Neither a weekend nor a holiday."""
    return day.weekday() < 5 and day not in HOLIDAYS


def worked_by(day: date) -> date:
    """The day itself when it is worked, else the last worked day before it."""
    while not is_worked(day):
        day -= timedelta(days=1)
    return day


def worked_from(day: date) -> date:
    """The day itself when it is worked, else the next worked day."""
    while not is_worked(day):
        day += timedelta(days=1)
    return day


def in_words(day: date) -> str:
    """`ngày 05 tháng 02 năm 2020`, `ngày 13 tháng 5 năm 2020`: months 1 and 2 carry a zero."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def spoken(day: date) -> str:
    """`13/5/2020`, as typed by hand."""
    return f"{day.day}/{day.month}/{day.year}"
