"""An organisation and a day in; what was planned and held by then out. All of it is invented."""

from __future__ import annotations

from datetime import date

from days import on
from province import WATERWAY

_DAYS = "31/12/2019 31/1 29/2 16/3 27/3 24/4 4/5 13/5 31/5 15/6 26/6 30/6"
AS_OF = tuple(on(text) for text in _DAYS.split())
LESSONS = on("13/3")
HELD = {
    "PA04": on("27/2"),
    "PC03": on("5/3"),
    "PV01": on("10/3"),
    "PA08": on("28/4"),
    "PX05": on("29/4"),
    "PV06": on("5/5"),
    "PA09": on("6/5"),
    "PC01": on("7/5"),
    "PX03": on("8/5"),
    "PA01": on("11/5"),
    "PC02": on("12/5"),
    "PX01": on("14/5"),
    "PA02": on("15/5"),
    "PA03": on("18/5"),
    "PH10": on("19/5"),
    "PA05": on("20/5"),
    "PC06": on("21/5"),
    "PC10": on("22/5"),
    "PC04": on("26/5"),
    "PV05": on("27/5"),
    "PX06": on("28/5"),
    "PC11": on("2/6"),
    "PH06": on("3/6"),
    "PA06": on("5/6"),
    "PC08": on("9/6"),
    "PC07": on("11/6"),
    "PC05": on("12/6"),
    WATERWAY: on("18/6"),
    "PC09": on("24/6"),
    "PK02": on("29/6"),
    "CAH-E": on("16/3"),
    "CAH-M": on("26/3"),
    "CATX-D": on("29/4"),
    "CATP-B": on("7/5"),
    "CAH-I": on("8/5"),
    "CAH-P": on("12/5"),
    "CAH-G": on("19/5"),
    "CATP-A": on("20/5"),
    "CAH-K": on("22/5"),
    "CATX-C": on("26/5"),
    "CAH-L": on("27/5"),
    "CAH-Q": on("29/5"),
    "CAH-H": on("4/6"),
    "CAH-N": on("5/6"),
    "CAH-O": on("10/6"),
    "CAH-R": on("12/6"),
    "CAH-S": on("19/6"),
}

# told on → planned for; most of April was moved once the pause was over
PLANNED: dict[str, dict[str, str]] = {
    "PA04": {"31/12/2019": "27/2"},
    "PC03": {"31/12/2019": "3/3", "29/2": "5/3"},
    "PV01": {"31/12/2019": "10/3"},
    "PA08": {"29/2": "8/4", "24/4": "28/4"},
    "PX05": {"29/2": "10/4", "24/4": "29/4"},
    "PV06": {"16/3": "14/4", "24/4": "5/5"},
    "PA09": {"16/3": "16/4", "24/4": "6/5"},
    "PC01": {"16/3": "17/4", "24/4": "7/5"},
    "PX03": {"29/2": "15/4", "24/4": "8/5"},
    "PA01": {"16/3": "21/4", "4/5": "11/5"},
    "PC02": {"16/3": "20/4", "24/4": "12/5"},
    "PX01": {"16/3": "22/4", "24/4": "14/5"},
    "PA02": {"16/3": "23/4", "24/4": "15/5"},
    "PA03": {"16/3": "18/5"},
    "PH10": {"16/3": "9/4", "24/4": "7/5", "31/5": "19/5"},
    "PA05": {"16/3": "20/5"},
    "PC06": {"16/3": "15/4", "24/4": "12/5", "31/5": "21/5"},
    "PC10": {"27/3": "11/5", "31/5": "22/5"},
    "PC04": {"27/3": "26/5"},
    "PV05": {"27/3": "27/5"},
    "PX06": {"24/4": "28/5"},
    "PC11": {"27/3": "28/4", "24/4": "2/6"},
    "PH06": {"24/4": "3/6"},
    "PA06": {"24/4": "5/6"},
    "PC08": {"16/3": "14/4", "24/4": "9/6"},
    "PC07": {"27/3": "19/5", "4/5": "11/6"},
    "PC05": {"16/3": "17/4", "24/4": "8/5", "31/5": "12/6"},
    WATERWAY: {"31/5": "18/6"},
    "PC09": {"31/5": "24/6"},
    "PK02": {"27/3": "6/5", "4/5": "12/6", "15/6": "22/6"},
    "CAH-E": {"29/2": "16/3"},
    "CAH-M": {"29/2": "26/3"},
    "CATX-D": {"16/3": "3/4", "24/4": "29/4"},
    "CATP-B": {"16/3": "10/4", "24/4": "7/5"},
    "CAH-I": {"24/4": "8/5"},
    "CAH-P": {"24/4": "12/5"},
    "CAH-G": {"24/4": "19/5"},
    "CATP-A": {"27/3": "20/5"},
    "CAH-K": {"24/4": "22/5"},
    "CATX-C": {"24/4": "26/5"},
    "CAH-L": {"4/5": "27/5"},
    "CAH-Q": {"4/5": "29/5"},
    "CAH-H": {"4/5": "4/6"},
    "CAH-N": {"4/5": "5/6"},
    "CAH-O": {"13/5": "10/6"},
    "CAH-R": {"31/5": "12/6"},
    "CAH-S": {"13/5": "trong tháng 6", "31/5": "19/6"},
}

# at 31/01, 29/02, 16/03, 27/03, 04/05, 13/05, 31/05; the last figure stays
_SUB_CELLS_AT = tuple(on(text) for text in ["31/1", "29/2", "16/3", "27/3", "4/5", "13/5", "31/5"])
_SUB_CELLS_HELD = {
    "PV01": (3, 6),
    "PX01": (0, 2, 4),
    "PX03": (1, 3, 4),
    "PH10": (0, 3, 5),
    "PA02": (0, 2, 4),
    "PC02": (1, 3, 5),
    "PC03": (3, 5),
    "PC04": (0, 3, 5),
    "PC06": (0, 2, 4),
    "PC07": (0, 4, 7, 8),
    "PC08": (1, 4, 7, 8, 8, 9),
    "PC10": (0, 2, 4),
    "PC11": (0, 3, 6),
    "PK02": (0, 2, 5, 6, 6, 7),
    "CATP-A": (1, 7, 12, 15, 15, 17),
    "CATP-B": (1, 6, 10, 12),
    "CATX-C": (0, 4, 8, 10),
    "CATX-D": (1, 5, 8, 9),
    "CAH-E": (3, 7, 8),
    "CAH-G": (0, 4, 7, 8),
    "CAH-H": (0, 3, 6, 7, 7, 8),
    "CAH-I": (1, 4, 6, 7),
    "CAH-K": (0, 3, 6, 7),
    "CAH-L": (0, 3, 5, 6, 6, 7),
    "CAH-M": (1, 5, 7),
    "CAH-N": (0, 2, 4, 5, 5, 6),
    "CAH-O": (0, 2, 4, 5, 5, 5, 6),
    "CAH-P": (1, 4, 6),
    "CAH-Q": (0, 3, 5, 6),
    "CAH-R": (0, 1, 3, 4, 4, 4, 5),
    "CAH-S": (0, 1, 2, 3, 3, 3, 5),
}


def held(key: str, as_of: date) -> date | None:
    """The day of the congress once it is past."""
    return HELD[key] if HELD[key] <= as_of else None


def planned(key: str, as_of: date) -> date | str | None:
    """The newest planned day told by then; words where staff gave no day."""
    told = [plan for when, plan in PLANNED[key].items() if on(when) <= as_of]
    if not told:
        return None
    return on(told[-1]) if told[-1][0].isdigit() else told[-1]


def sub_cells_held(key: str, as_of: date) -> int:
    """How many of the organisation's sub-cells had held their congress by then."""
    known = [day for day in _SUB_CELLS_AT if day <= as_of]
    counts = _SUB_CELLS_HELD.get(key, (0,))[: len(known)]
    return counts[-1] if counts else 0
