"""One word of the command line → its value; `Usage` in one sentence where it has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from congress_dash.cli.spoken import Usage, not_among
from congress_dash.moment import FIRST_DAY, LAST_DAY


def one_of(option: str, words: Mapping[str, str]) -> Callable[[str], str]:
    """Reads the words of an address (`chi-bo`) or the ids that they stand for (`cell`)."""

    def read(text: str) -> str:
        told = words.get(text, text)
        if told not in words.values():
            raise Usage(not_among(option, text, (*words.values(), *words)))
        return told

    return read


def day(text: str) -> date:
    """A day as `2020-05-13`."""
    try:
        told = date.fromisoformat(text)
    except ValueError as error:
        raise Usage(f"Ngày “{text}” chưa đúng. Hãy ghi theo dạng 2020-05-13.") from error
    if not FIRST_DAY <= told <= LAST_DAY:
        years = f"từ {FIRST_DAY.year} đến {LAST_DAY.year}"
        raise Usage(f"Ngày “{text}” có năm chưa đúng. Hãy ghi năm {years}.")
    return told


def upload(text: str) -> int:
    """The number of an upload, from 1; whether there is one of it, the books know."""
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < 1:
        raise Usage(
            f"Số lần nạp “{text[:40]}” chưa đúng. Lần nạp được đánh số từ 1; hãy xem bằng lệnh uploads."
        )
    return int(text)


def keys(text: str) -> list[str]:
    """The keys of charts between commas."""
    return [key for key in text.split(",") if key]
