"""The days ahead: which congresses are booked, who attends, who is wanted in two places, what is missing."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import GRASSROOTS, Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.boards.inspections import team_name
from congress_dash.chart import Chart, Column, Kind, Tone, Value
from congress_dash.moment import Moment

_SESSIONS = {"morning": "sáng", "afternoon": "chiều", "day": "cả ngày"}
_MISSING = {
    "postponed": "đang tạm hoãn",
    "report": "chưa có báo cáo tiến độ",
    "submitted": "chưa trình",
    "approved": "chưa được duyệt",
    "place": "chưa có địa điểm",
    "attending": "chưa phân công người dự",
}
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_LONGEST = timedelta(days=3)  # of a congress; days planned further apart are a choice of days
_NO_SCHEDULE = "Chưa có Biểu 05 nên chưa biết tổ chức đảng nào sắp đại hội"


def _ids(told: str | None) -> list[str]:
    return told.split("; ") if told else []


def _who(id_: str) -> str:
    """A role or a working group in words."""
    kind, _, number = id_.partition(":")
    return team_name(number) if kind == "team" else reference.label("roles", id_, short=True)


def _called(books: Books, moment: Moment) -> dict[str, str]:
    """Organisations as a narrow cell calls them: by code, where there is one."""
    return {r["unit"]: r["code"] or r["name"] for r in rows(books, "names", moment)}


def _clash(row: Row, called: dict[str, str]) -> str | None:
    if not row["clash"]:
        return None
    others = ", ".join(called.get(unit, unit) for unit in _ids(row["clash_with"]))
    return f"với {others}: {', '.join(map(_who, _ids(row['clash_who'])))}"


def clashes(books: Books, moment: Moment) -> dict[str, str]:
    """By organisation whose congress clashes: with which others, and who is wanted by both."""
    called = _called(books, moment)
    words = {row["unit"]: _clash(row, called) for row in rows(books, "upcoming", moment)}
    return {unit: said for unit, said in words.items() if said}


def days_words(first: date, last: date) -> Value:
    """The day; of a congress over several days the first and the last: `20–21/05/2020`."""
    if first == last:
        return first
    is_near = (first.year, first.month) == (last.year, last.month)
    begin = f"{first:%d}" if is_near else f"{first:%d/%m}"
    return f"{begin if first.year == last.year else vietnamese.day(first)}–{vietnamese.day(last)}"


def _congresses(books: Books, moment: Moment) -> list[Row]:
    """What is booked ahead. A booking that names only the first of several planned days lasts until
    the last of them."""
    planned = {row["unit"]: row for row in rows(books, "organisations", moment)}

    def until(row: Row) -> date:
        plan = planned[row["unit"]]
        is_first_day = row["date"] == row["until"] == plan["planned_from"]
        is_rough = plan["planned_text"] or not plan["planned_to"]
        if not is_first_day or is_rough or plan["planned_to"] - row["date"] >= _LONGEST:
            return row["until"]  # type: ignore[no-any-return]
        return plan["planned_to"]  # type: ignore[no-any-return]

    return [{**row, "until": until(row)} for row in rows(books, "upcoming", moment)]


def upcoming(books: Books, moment: Moment) -> Chart:
    """One row per congress of the days ahead, in the order of the days."""
    told = _congresses(books, moment)
    clashing = clashes(books, moment)
    table = [
        (r["name"], days_words(r["date"], r["until"]), _SESSIONS[r["session"]],
         "; ".join(map(_who, _ids(r["attending"]))) or None)
        for r in told
    ]  # fmt: skip
    marks = tuple(Tone.WRONG if r["clash"] else None for r in told)
    said = tuple(f"Trùng {clashing[r['unit']]}" if r["clash"] else None for r in told)
    missing = tuple("; ".join(_MISSING[m] for m in _ids(r["missing"])) or None for r in told)
    places = [(r["place"], r["team"]) for r in told]
    return Chart(
        key="upcoming",
        title=_title(books, moment, told) if told else _nothing(books, moment),
        kind=Kind.TABLE,
        columns=(
            *columns(table, "Tổ chức đảng", "Ngày", "Buổi", "Dự, chỉ đạo"),
            Column("Trùng lịch", said, tones=marks),
            Column("Còn thiếu", missing, tones=tuple(Tone.REGISTERED if m else None for m in missing)),
            *columns(places, "Địa điểm", "Tổ công tác số"),
        ),
        unit="đại hội",
        moment=moment,
        definition=f"Đại hội đăng ký ở Biểu 05 trong {reference.threshold('upcoming_days')} ngày từ ngày "
        "chốt, chưa tổ chức, không tính tổ chức được chỉ đạo dừng; đăng ký mới ghi ngày đầu thì ngày cuối "
        "theo dự kiến ở Biểu 01. Trùng lịch: một chức danh hoặc một "
        "tổ công tác có hai đại hội cùng buổi ở hai nơi.",
        source=source(books, moment, "schedule", "progress"),
        units=tuple(r["unit"] for r in told),
        empty=_empty(books, moment),
    )  # fmt: skip


def _nothing(books: Books, moment: Moment) -> str:
    if not citing.is_told_of(books, moment, "schedule"):
        return _NO_SCHEDULE
    until = citing.until(books, moment, "schedule")
    return f"Không có đại hội nào đăng ký {asking.span(moment)}" + (f", {until}" if until else "")


def _empty(books: Books, moment: Moment) -> str:
    if not citing.is_told_of(books, moment, "schedule"):
        return f"{citing.lacking(books, moment, 'schedule')}."
    return f"{_nothing(books, moment)}."


def _title(books: Books, moment: Moment, told: list[Row]) -> str:
    direct = sum(r["level"] == GRASSROOTS for r in told)
    parts = ((direct, "trực thuộc"), (len(told) - direct, "phối hợp"))
    levels = ", ".join(f"{vietnamese.count_word(n)} {words}" for n, words in parts if n)
    clashes = sum(r["clash"] for r in told)
    unapproved = sum(not {"approved", "submitted"}.isdisjoint(_ids(r["missing"])) for r in told)
    remarks = [
        *([f"{asking.among(clashes, len(told))} trùng lịch dự"] if clashes else []),
        *([f"{asking.among(unapproved, len(told))} chưa được duyệt"] if unapproved else []),
        *filter(None, [citing.until(books, moment, "schedule")]),
    ]
    said = f"{vietnamese.count_word(len(told))} đại hội đăng ký {asking.span(moment)} ({levels})"
    return "; ".join([said, *([", ".join(remarks)] if remarks else [])])


# --- the calendar --------------------------------------------------------------------------------


def strip(books: Books, moment: Moment) -> Chart:
    """Weeks × weekdays: on each day of the window the organisations that meet, clashes marked."""
    told = _congresses(books, moment)
    called = _called(books, moment)
    last = moment.as_of + timedelta(days=reference.threshold("upcoming_days"))
    on_day: dict[date, list[Row]] = defaultdict(list)
    for row in told:
        for number in range((row["until"] - row["date"]).days + 1):
            on_day[row["date"] + timedelta(days=number)].append(row)
    monday = moment.as_of - timedelta(days=moment.as_of.weekday())
    weeks = [monday + timedelta(days=n) for n in range(0, (last - monday).days + 1, 7)]

    def column(number: int) -> Column:
        days = [week + timedelta(days=number) for week in weeks]
        inside = [day if moment.as_of <= day <= last else None for day in days]
        return Column(
            _WEEKDAYS[number],
            tuple(_said(day, on_day[day], called) if day else None for day in inside),
            tones=tuple(_tone(on_day[day]) if day else None for day in inside),
        )

    return Chart(
        key="upcoming.strip",
        title=_busiest(on_day, len(told)) if told else _nothing(books, moment),
        kind=Kind.MATRIX,
        columns=(
            Column("Tuần", tuple(map(vietnamese.week, weeks)) if told else ()),
            *(column(number) for number in range(7)),
        ) if told else (),
        unit="đại hội",
        moment=moment,
        definition="Mỗi ô một ngày, ghi các tổ chức đảng đăng ký đại hội ở Biểu 05 và buổi; ô có dấu ▲ là "
        "ngày có chức danh hoặc tổ công tác phải dự hai nơi cùng buổi.",
        source=source(books, moment, "schedule", "progress"),
        empty=_empty(books, moment),
    )  # fmt: skip


def _said(day: date, told: list[Row], called: dict[str, str]) -> str:
    """`19/5: PH10 (sáng), CAH-G (cả ngày)`; the day alone where nobody meets."""
    met = (f"{called.get(r['unit'], r['name'])} ({_SESSIONS[r['session']]})" for r in told)
    return ": ".join(filter(None, (vietnamese.short_day(day), ", ".join(met))))


def _tone(told: list[Row]) -> Tone | None:
    if any(row["clash"] for row in told):
        return Tone.WRONG
    return Tone.REGISTERED if told else None


def _busiest(on_day: dict[date, list[Row]], congresses: int) -> str:
    """How the congresses lie, and on which days somebody is wanted twice."""
    days = sorted(day for day, told in on_day.items() if told)
    clashing = [vietnamese.day(day) for day in days if _tone(on_day[day]) is Tone.WRONG]
    count = vietnamese.count_word
    title = (
        f"{count(congresses)} đại hội trong {count(len(days))} ngày có đại hội, từ {vietnamese.day(days[0])} "
        + (f"đến {vietnamese.day(days[-1])}")
    )
    if len(days) == 1:
        title = f"{count(congresses)} đại hội, ngày {vietnamese.day(days[0])}"
    return f"{title}; trùng lịch dự ngày {', '.join(clashing)}" if clashing else title
