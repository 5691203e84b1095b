"""How Vietnamese is compared, and how numbers, shares and dates are written."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from math import isnan
from numbers import Integral, Real

from congress_dash.share import Share

# What stands for Latin đ/Đ or a Latin letter in files that passed through old fonts.
_LOOK_ALIKE = str.maketrans(
    {
        **dict.fromkeys("ĐÐƉđðɖ", "d"),
        **dict(zip("АВЕІКМНОРСТУХаеіорсху", "abeikmhopctyxaeiopcxy", strict=True)),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", ""),
        **dict.fromkeys("–—‑−", "-"),
        **dict.fromkeys("“”„", '"'),
        **dict(zip("ⅠⅡⅢⅣⅤ", ("i", "ii", "iii", "iv", "v"), strict=True)),
    }
)
# Latin letters with marks, so that most words are bare after one look-up per letter.
_BARE = {
    code: unicodedata.normalize("NFKD", chr(code))[0].lower()
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if unicodedata.normalize("NFD", chr(code))[0].isascii()
} | _LOOK_ALIKE
_NOT_WORD = re.compile(r"[^0-9a-z&+%]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\ufeff]")


def tidy(text: str) -> str:
    """The text as a person would retype it: NFC, single spaces, no invisible characters."""
    visible = text if text.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(visible.split())


def fold(text: str) -> str:
    """A key for comparison only: no accents, lower case, words separated by one space.

    `uỷ` and `ủy`, composed and decomposed, `Ð` and `Đ` fold to the same key (domain.md §4.3).
    """
    if not text.isascii():
        text = text.translate(_BARE)
    if not text.isascii():  # marks that stand apart, and other scripts
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", text.lower()).strip()


def integer(number: int) -> str:
    """`1229` → `1.229`."""
    return f"{number:,}".replace(",", ".")


def percent(share: Share) -> str:
    """`36,7%`; without decimals when exact; empty when nothing is counted."""
    value = share.percent
    if value is None:
        return ""
    is_exact = 100 * share.part % share.whole == 0  # 1999/2000 is not 100%, it is 100,0%
    text = str(int(value)) if is_exact else f"{value:.1f}"
    return text.replace(".", ",") + "%"


def fraction(share: Share) -> str:
    """`11/30`, and `34/34 (8 dừng)` when some were told to stop."""
    text = f"{integer(share.part)}/{integer(share.whole)}"
    return f"{text} ({share.excluded} dừng)" if share.excluded else text


def share(value: Share) -> str:
    """`11/30 (36,7%)`, `29/34 (85,3%; 8 dừng)`, and of a full whole `34/34 (8 dừng)`."""
    if value.excluded and value.part == value.whole:
        return fraction(value)
    remarks = [percent(value)] if value.whole else []
    if value.excluded:
        remarks.append(f"{value.excluded} dừng")
    text = f"{integer(value.part)}/{integer(value.whole)}"
    return f"{text} ({'; '.join(remarks)})" if remarks else text


def day(value: date) -> str:
    """`13/05/2020`."""
    return f"{value:%d/%m/%Y}"


def long_day(value: date) -> str:
    """`ngày 13 tháng 5 năm 2020`, `ngày 05 tháng 02 năm 2020`: for running text (domain.md §5.4)."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def short_day(value: date) -> str:
    """`13/5`, for axes and narrow cells."""
    return f"{value.day}/{value.month}"


def week(monday: date) -> str:
    """`Tuần 20 (11/5–17/5)`."""
    sunday = monday + timedelta(days=6)
    return f"Tuần {monday.isocalendar().week} ({short_day(monday)}–{short_day(sunday)})"


def count_word(number: int) -> str:
    """A count in running text: below ten with a leading zero (`03`), else `1.229`."""
    return f"{number:02d}" if 0 < number < 10 else integer(number)


def written(value: object) -> str:
    """A chart's value as it is written wherever it is read: `11/30 (36,7%)`, `13/05/2020`, `1.229`, `2,5`."""
    if isinstance(value, Share):
        return share(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        return value
    return _number(value) if isinstance(value, Real) else ""


def _number(value: Real) -> str:
    if isinstance(value, Integral):
        return integer(int(value))
    if isnan(value):
        return ""
    whole, tenths = f"{float(value):.1f}".split(".")
    return integer(int(whole)) + (f",{tenths}" if tenths != "0" else "")
