"""A day in, the day as staff type it out: mostly a true date, sometimes one of their habits."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from days import spoken


class Habit(StrEnum):
    TEXT = "13/5/2020"
    WORDS = "ngày 13/5/2020"
    SHORT = "13/5"
    TWO_DAYS = "13-14/5/2020"


PLANNED_HABITS = {
    "PC06": Habit.WORDS,
    "PA03": Habit.TEXT,
    "PV05": Habit.SHORT,
    "CAH-G": Habit.SHORT,
    "CAH-K": Habit.TEXT,
    "CATP-A": Habit.TWO_DAYS,
}
HELD_HABITS = {
    "PV06": Habit.TEXT,
    "PX03": Habit.SHORT,
    "PA01": Habit.WORDS,
    "PC02": Habit.WORDS,
    "CAH-P": Habit.TEXT,
    "CATP-A": Habit.TWO_DAYS,
}
APPROVED_HABITS = {"PA01": Habit.TEXT, "PC04": Habit.TEXT, "CAH-I": Habit.SHORT}


def typed(day: date | str | None, habit: Habit | None) -> date | str | None:
    """The day in the given habit; words and nothing stay what they are."""
    if habit is None or not isinstance(day, date):
        return day
    if habit is Habit.TWO_DAYS:
        return f"{day.day}-{spoken(day + timedelta(days=1))}"
    if habit is Habit.SHORT:
        return f"{day.day}/{day.month}"
    return f"ngày {spoken(day)}" if habit is Habit.WORDS else spoken(day)
