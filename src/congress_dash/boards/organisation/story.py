"""An organisation's whole story on one time line."""

from __future__ import annotations

from datetime import date

from congress_dash import reference, vietnamese, wording
from congress_dash.boards import asking
from congress_dash.boards.asking import FORMS, Books, Row, rows
from congress_dash.boards.inspections import team_name
from congress_dash.boards.organisation.who import NOBODY, Unit, source_of, told_rows, unit
from congress_dash.chart import Chart, Column, Kind, Mark, Tone, Value
from congress_dash.moment import Moment

STEPS = (
    "plan_issued", "draft_n", "comment_round_k", "submitted", "approved", "official_session",
    "result_reported", "result_approved",
)  # fmt: skip
_LANES = {
    "visit": "Kiểm tra",
    "finding": "Khắc phục",
    "planned": "Đại hội",
    "booked": "Đại hội",
}
KNOWN: dict[str, tuple[str, Tone]] = {
    "done": ("Đã thực hiện", Tone.DONE),
    "told": ("Theo báo cáo", Tone.FIRST),
    "in_progress": ("Đang làm", Tone.THIRD),
    "planned": ("Dự kiến", Tone.PLAN),
    "booked": ("Đã đăng ký", Tone.REGISTERED),
    "due": ("Thời hạn", Tone.SIXTH),
    "fixed": ("Đã khắc phục", Tone.RIGHT),
    "open": ("Còn hạn", Tone.FIFTH),
    "overdue": ("Quá hạn", Tone.LATE),
    "untold": ("Chưa rõ khắc phục", Tone.UNKNOWN),
    "passed": ("Quá ngày", Tone.LATE),
    "missing": ("Chưa thực hiện", Tone.REMAINING),
}


def story(books: Books, moment: Moment) -> Chart:
    """Every event of the organisation in the order of days, those without a day last."""
    told = told_rows(books, "unit_story", moment)
    who, is_late = unit(books, moment), bool(told_rows(books, "late_units", moment))
    events = [_event(row, moment.as_of, is_late) for row in told if row["event"] != "deadline"]
    table = [*events, *_missing(books, moment, told)]
    days, ends, lanes, words, known, sources = (
        tuple(row[at] for row in table) for at in range(6)
    ) if table else ((),) * 6  # fmt: skip
    tones = tuple(KNOWN[str(key)][1] for key in known)
    return Chart(
        key="unit_story",
        title=_story_title(who, told, moment),
        kind=Kind.TIMELINE,
        columns=(
            Column("Ngày", days),
            Column("Đến ngày", ends),
            Column("Việc", lanes),
            Column("Nội dung", words),
            Column("Tính chất", tuple(KNOWN[str(key)][0] for key in known), tones=tones),
            Column("Nguồn", sources),
        )
        if table
        else (),
        unit="",
        moment=moment,
        definition="Mỗi dấu là một việc tính đến ngày chốt. Việc không ghi ngày đứng ở ngày số liệu "
        "của báo cáo đầu tiên nêu việc đó.",
        source=source_of(books, moment, told),
        marks=_marks(books, moment, told),
        empty="Chưa có số liệu nào về tổ chức đảng này tính đến ngày chốt."
        if moment.view.unit
        else NOBODY,
    )


def _event(row: Row, as_of: date, is_late: bool) -> tuple[Value, ...]:
    until = row["until"] if row["until"] != row["day"] else None
    known = "passed" if is_late and row["event"] == "planned" else _known(row, as_of)
    return (row["day"], until, _lane(row["event"]), _words(row), known, _from(row))


def _lane(event: str) -> str:
    if event.startswith("personnel_"):
        return "Nhân sự"
    return _LANES.get(event) or reference.label("steps", event, short=True)


def _known(row: Row, as_of: date) -> str:
    """How the event is known: a key of `KNOWN`."""
    if row["event"] == "booked":
        return "booked"
    if row["untold"]:
        return "untold"
    if row["state"] == "due" and row["day"] < as_of:
        return "passed"
    return str(row["state"])


def _words(row: Row) -> str:
    """What happened, in a few words; of the committee's own milestones as Danh mục says it."""
    event, number, told = row["event"], row["number"], row["words"]
    document = reference.label("documents", row["subject"])
    match event:
        case "visit":
            return ": ".join(filter(None, (team_name(row["subject"]), told)))
        case "finding":
            return ": ".join(filter(None, (told, row["remedy"])))
        case "draft_n":
            return f"{document}: {'đang ' if row['state'] == 'in_progress' else ''}dự thảo lần {number}"
        case "comment_round_k" if row["subject"]:
            asked = f" ({told})" if told else ""
            return f"{document}: xin ý kiến vòng {number}{asked}"
        case "comment_round_k":
            return f"{vietnamese.integer(number)} lượt ý kiến góp ý"
        case "planned":
            return f"Dự kiến đại hội: {told}" if told else "Dự kiến đại hội"
        case "booked":
            session = wording.value("session", row["subject"]).lower()
            return ", ".join(filter(None, ("Đăng ký đại hội", session, told)))
    name = reference.label("steps", event)
    if row["form"] == "catalogue":
        return told or name
    return f"{name} ({told})" if told else name


def _from(row: Row) -> str:
    """`Biểu 01, lần nạp 9, số liệu đến 13/05/2020`."""
    return (
        f"{FORMS[row['form']]}, lần nạp {row['upload']}, số liệu đến {vietnamese.day(row['as_of'])}"
    )


def _missing(books: Books, moment: Moment, told: list[Row]) -> list[tuple[Value, ...]]:
    """Steps of a followed organisation that nothing has been told of."""
    orgs = told_rows(books, "organisations", moment)
    if not orgs or orgs[0]["state"] == "cancelled_reorg":
        return []
    there = {row["event"] for row in told}
    return [
        (None, None, _lane(step), reference.label("steps", step), "missing", None)
        for step in STEPS
        if step not in there
    ]


def _story_title(who: Unit | None, told: list[Row], moment: Moment) -> str:
    if who is None:
        return NOBODY
    done = [row for row in told if row["state"] in ("done", "told") and row["event"] in STEPS]
    if not done:
        return f"{who.name}: chưa có bước nào được ghi nhận đến {asking.on_day(moment)}"
    last = done[-1]
    name = reference.label("steps", last["event"])
    return f"{who.name}: gần nhất là {name}, ngày {vietnamese.day(last['day'])}"


def _marks(books: Books, moment: Moment, told: list[Row]) -> tuple[Mark, ...]:
    """The organisation's deadlines, the day looked at, and the pauses."""
    due = sorted({row["day"] for row in told if row["event"] == "deadline"})
    lines = (Mark(on, f"Hạn {vietnamese.short_day(on)}") for on in due)
    today = Mark(moment.as_of, f"Ngày chốt {vietnamese.short_day(moment.as_of)}")
    stretches = (
        Mark(pause["starts_on"], "Tạm dừng", pause["ends_on"])
        for pause in rows(books, "pauses", moment)
    )
    return (*lines, today, *stretches) if told else ()
