"""Tổ chức: one organisation's story, what comes next, its visits, and where every value comes from.

The moment's view names the organisation: `moment.of("PC03")`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congress_dash import reference, vietnamese, wording
from congress_dash.boards import asking
from congress_dash.boards.asking import FORMS, Books, Row, columns, rows, source
from congress_dash.boards.inspections import team_name
from congress_dash.chart import Chart, Column, Kind, Mark, Tone, Value
from congress_dash.moment import Moment
from congress_dash.share import Share

_SUPERIOR = "superior"
_STEPS = (
    "plan_issued", "draft_n", "comment_round_k", "submitted", "approved", "official_session",
    "result_reported", "result_approved",
)  # fmt: skip
_LANES = {
    "visit": "Kiểm tra",
    "finding": "Khắc phục",
    "planned": "Đại hội",
    "booked": "Đại hội",
}
_KNOWN: dict[str, tuple[str, Tone]] = {
    "done": ("Đã thực hiện", Tone.DONE),
    "told": ("Theo báo cáo", Tone.FIRST),
    "in_progress": ("Đang làm", Tone.THIRD),
    "planned": ("Dự kiến", Tone.PLAN),
    "booked": ("Đã đăng ký", Tone.REGISTERED),
    "due": ("Thời hạn", Tone.SIXTH),
    "fixed": ("Đã khắc phục", Tone.RIGHT),
    "open": ("Còn hạn", Tone.FIFTH),
    "overdue": ("Quá hạn", Tone.LATE),
    "passed": ("Quá ngày", Tone.LATE),
    "missing": ("Chưa thực hiện", Tone.REMAINING),
}
_STATE_TONES = {
    "held": Tone.DONE,
    "reported": Tone.DONE,
    "ratified": Tone.DONE,
    "implementing": Tone.DONE,
    "scheduled": Tone.REGISTERED,
    "approved": Tone.REGISTERED,
    "unknown": Tone.UNKNOWN,
    "postponed": Tone.STOPPED,
    "cancelled_reorg": Tone.STOPPED,
}
_DUE_BY = {
    "booked": "đại hội đăng ký ngày {}",
    "planned": "đại hội dự kiến ngày {}",
    "deadline": "hạn của cấp mình ngày {}",
    "milestone": "hạn ngày {}",
}
Card = tuple[str, Value, str | None, Tone | None]
_NO_VISITS = "Chưa có Biểu 04 nên chưa biết tổ chức đảng này đã được kiểm tra hay chưa"
_NOBODY = "Chưa chọn tổ chức đảng. Hãy chọn một tổ chức ở trang Tổ chức."


@dataclass(frozen=True, slots=True)
class Unit:
    """Who the organisation is: words for its head. `tone` repeats its state.

    is_followed: not the provincial committee itself. ended: a sentence of an organisation that is no longer there; `successor` is the code of who
    carries on.
    """

    unit: str
    name: str
    block: str | None
    facts: tuple[str, ...]
    state: str
    tone: Tone
    is_followed: bool
    ended: str = ""
    successor: str | None = None


# --- who ----------------------------------------------------------------------------------------


def unit(books: Books, moment: Moment) -> Unit | None:
    """Who the chosen organisation is on this day; None of one that nobody knows."""
    known = rows(books, "known_units", moment)
    if not moment.view.unit or not known:
        return None
    (listed,) = known
    told = next(iter(rows(books, "organisations", moment)), None)
    return Unit(
        listed["unit"],
        listed["name"],
        listed["block"],
        tuple(_facts(listed, told)),
        *_state(listed, told),
        listed["level"] != _SUPERIOR,
        *_ended(books, moment, listed),
    )


def _facts(listed: Row, told: Row | None) -> list[str]:
    said = {**listed, **(told or {})}
    kind = wording.value("kind", listed["kind"])
    cells = said["sub_cells"] or 0
    return [
        *([listed["code"]] if listed["code"] else []),
        kind,
        reference.label("levels", listed["level"], short=True),
        *([f"{vietnamese.integer(said['members'])} đảng viên"] if said["members"] else []),
        *([f"{vietnamese.integer(cells)} chi bộ trực thuộc"] if cells else []),
        *(["đại hội điểm"] if told and told["pilot"] else []),
    ]


def _state(listed: Row, told: Row | None) -> tuple[str, Tone]:
    if told:
        return asking.state(told["state"]), _STATE_TONES.get(told["state"], Tone.PLAN)
    if listed["ended"]:
        return "Đã kết thúc hoạt động", Tone.GONE
    if listed["level"] == _SUPERIOR:
        return "Cấp trên trực tiếp cơ sở", Tone.PLAN
    return "Chưa hoạt động", Tone.UNKNOWN


def _ended(books: Books, moment: Moment, listed: Row) -> tuple[str, str | None]:
    if not listed["ended"]:
        return "", None
    on, heir = vietnamese.day(listed["valid_to"]), listed["successor"]
    heirs = rows(books, "known_units", moment.of(heir)) if heir else []
    whom = f"; kế tục: {heirs[0]['name']}" if heirs else ""
    return f"Tổ chức này đã kết thúc hoạt động ngày {on}{whom}.", heir if heirs else None


# --- what comes next ----------------------------------------------------------------------------


def ahead(books: Books, moment: Moment) -> Chart:
    """The next step with its due day, how late, the congress day and the sub-cells, as figures."""
    who, following = unit(books, moment), _following(books, moment)
    org = next(iter(_told(books, "organisations", moment)), None)
    table = [
        _next_card(following),
        _late_card(books, moment, following),
        _congress_card(books, moment, org),
        _cells_card(org),
    ]
    return Chart(
        key="unit_next",
        title=_headline(who, following, *_lateness(books, moment)) if who else _NOBODY,
        kind=Kind.FIGURES,
        columns=_cards([card for card in table if card]) if who else (),
        unit="",
        moment=moment,
        definition="Bước tiếp theo: bước liền sau bước cuối cùng đã xong; các bước trước đại hội phải "
        "xong trước ngày đại hội. Chậm: ngày dự kiến đã qua mà chưa thực hiện; không tính tổ chức "
        "dừng, tạm hoãn hoặc chưa báo cáo.",
        source=source(books, moment, "catalogue", "progress", "results", "schedule"),
        empty=_NOBODY,
    )


def _cards(table: list[Card]) -> tuple[Column, ...]:
    label, value, comment = columns([row[:3] for row in table], "Mục", "Hiện nay", "Ghi chú")
    tones = tuple(row[3] for row in table)
    return label, Column(value.name, value.values, tones=tones), comment


def _following(books: Books, moment: Moment) -> Row | None:
    return next(iter(rows(books, "unit_next", moment)), None)


def _next_card(following: Row | None) -> Card | None:
    if following is None:
        return None
    if following["step"] is None:
        done = following["state"] in ("ratified", None)
        return "Bước tiếp theo", "Không còn bước nào" if done else "Chưa xác định", None, None
    step = reference.label("steps", following["step"])
    return "Bước tiếp theo", step, _due_words(following), None


def _due_words(following: Row) -> str | None:
    if following["due_on"] is None:
        return None
    said = _DUE_BY[following["due_by"]].format(vietnamese.day(following["due_on"]))
    left = following["days_left"]
    return f"{said}, còn {left} ngày" if left >= 0 else f"{said}, đã qua {-left} ngày"


def _late_card(books: Books, moment: Moment, following: Row | None) -> Card | None:
    if following is None:
        return None
    days, step = _lateness(books, moment)
    if not days:
        return "Chậm", "Không", None, None
    return "Chậm", f"{days} ngày", f"ở khâu {step}; cần tập trung đôn đốc", Tone.LATE


def _congress_card(books: Books, moment: Moment, org: Row | None) -> Card | None:
    """The day it was held, is booked or planned for; of the committee itself by its milestone."""
    if org is None:
        steps = (r for r in _told(books, "unit_steps", moment) if r["step"] == "official_session")
        own = next(steps, None)
        if own is None:
            return None
        held, day = own["done_on"], own["done_on"] or own["planned_on"]
        return "Đại hội", day, "đã tổ chức" if held else "theo kế hoạch", _held_tone(held)
    state = asking.state(org["state"])
    if org["held"]:
        return "Đại hội", org["held_on"], state, Tone.DONE
    day = org["booked_on"] or asking.planned_words(org) or "Chưa có ngày"
    words = (
        "lịch đăng ký" if org["booked_on"] else "ngày dự kiến" if day != "Chưa có ngày" else None
    )
    return "Đại hội", day, "; ".join(filter(None, (words, state))), None


def _held_tone(held: date | None) -> Tone | None:
    return Tone.DONE if held else None


def _cells_card(org: Row | None) -> Card | None:
    if org is None or not org["sub_cells"]:
        return None
    known = org["sub_cells_held"]
    if known is None:
        return "Chi bộ trực thuộc đã đại hội", "Chưa báo cáo", None, Tone.UNKNOWN
    return "Chi bộ trực thuộc đã đại hội", Share(known, org["sub_cells"]), None, None


def _lateness(books: Books, moment: Moment) -> tuple[int, str]:
    """Days late and the name of the step; of the committee itself the one that waits longest."""
    told = rows(books, "late_units", moment) or [
        row
        for row in rows(books, "unit_steps", moment)
        if row["level"] == _SUPERIOR and not row["done"] and row["days_late"]
    ]
    worst = max(told, key=lambda row: row["days_late"], default=None)
    if worst is None:
        return 0, ""
    return worst["days_late"], reference.label("steps", worst["step"])


def _headline(who: Unit, following: Row | None, days: int, held_up_at: str) -> str:
    if days:
        return f"{who.name} chậm {days} ngày ở khâu {held_up_at}; cần tập trung đôn đốc"
    if following is None or following["step"] is None:
        return f"{who.name}: {who.state[0].lower()}{who.state[1:]}"
    step, due = reference.label("steps", following["step"]), _due_words(following)
    return f"Việc tiếp theo của {who.name}: {step}" + (f" ({due})" if due else "")


# --- the story ----------------------------------------------------------------------------------


def _told(books: Books, question: str, moment: Moment) -> list[Row]:
    """Rows of the chosen organisation; without one none, not everybody's."""
    return rows(books, question, moment) if moment.view.unit else []


def _source(books: Books, moment: Moment, told: list[Row]) -> str:
    """The forms that these rows come from."""
    used = {row["form"] for row in told}
    return source(books, moment, *(form for form in FORMS if form in used))


def story(books: Books, moment: Moment) -> Chart:
    """Every event of the organisation in the order of days, those without a day last."""
    told = _told(books, "unit_story", moment)
    who, is_late = unit(books, moment), bool(_told(books, "late_units", moment))
    events = [_event(row, moment.as_of, is_late) for row in told if row["event"] != "deadline"]
    table = [*events, *_missing(books, moment, told)]
    days, ends, lanes, words, known, sources = (
        tuple(row[at] for row in table) for at in range(6)
    ) if table else ((),) * 6  # fmt: skip
    tones = tuple(_KNOWN[str(key)][1] for key in known)
    return Chart(
        key="unit_story",
        title=_story_title(who, told, moment),
        kind=Kind.TIMELINE,
        columns=(
            Column("Ngày", days),
            Column("Đến ngày", ends),
            Column("Việc", lanes),
            Column("Nội dung", words),
            Column("Tính chất", tuple(_KNOWN[str(key)][0] for key in known), tones=tones),
            Column("Nguồn", sources),
        )
        if table
        else (),
        unit="",
        moment=moment,
        definition="Mỗi dấu là một việc tính đến ngày chốt. Việc không ghi ngày đứng ở ngày số liệu "
        "của báo cáo đầu tiên nêu việc đó.",
        source=_source(books, moment, told),
        marks=_marks(books, moment, told),
        empty="Chưa có số liệu nào về tổ chức đảng này tính đến ngày chốt."
        if moment.view.unit
        else _NOBODY,
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
    """How the event is known: a key of `_KNOWN`."""
    if row["event"] == "booked":
        return "booked"
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
    orgs = _told(books, "organisations", moment)
    if not orgs or orgs[0]["state"] == "cancelled_reorg":
        return []
    there = {row["event"] for row in told}
    return [
        (None, None, _lane(step), reference.label("steps", step), "missing", None)
        for step in _STEPS
        if step not in there
    ]


def _story_title(who: Unit | None, told: list[Row], moment: Moment) -> str:
    if who is None:
        return _NOBODY
    done = [row for row in told if row["state"] in ("done", "told") and row["event"] in _STEPS]
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


# --- visits and findings ------------------------------------------------------------------------


def seen(books: Books, moment: Moment) -> Chart:
    """Visits with what was found, the newest first; overdue findings are marked."""
    story_ = _told(books, "unit_story", moment)
    is_reported = any(row["form"] == "inspections" for row in rows(books, "sources", moment))
    found = [row for row in story_ if row["event"] == "finding"]
    with_finding = {(row["day"], row["subject"]) for row in found}
    calls = [row for row in story_ if row["event"] == "visit"]
    content = {(row["day"], row["subject"]): row["words"] for row in calls}
    told = [r for r in calls if (r["day"], r["subject"]) not in with_finding] + found
    told.sort(key=lambda r: (r["day"], r["subject"], r["words"] or ""), reverse=True)
    table = [_visit_row(row, content.get((row["day"], row["subject"]))) for row in told]
    *rest, last = columns(table, "Ngày", "Đoàn", "Nội dung", "Tồn tại, hạn chế",
                          "Yêu cầu khắc phục", "Hạn", "Tình trạng")  # fmt: skip
    tones = tuple(_KNOWN[r["state"]][1] if r["event"] == "finding" else None for r in told)
    return Chart(
        key="unit_story.visits",
        title=_seen_title(len(calls), found) if is_reported else _NO_VISITS,
        kind=Kind.TABLE,
        columns=(*rest, Column(last.name, last.values, tones=tones)) if table else (),
        unit="",
        moment=moment,
        definition="Mỗi dòng một buổi làm việc, hoặc một tồn tại của buổi đó; quá hạn là thời hạn khắc "
        "phục trước ngày chốt mà chưa báo đã khắc phục.",
        source=source(books, moment, "inspections"),
        empty="Chưa có buổi kiểm tra, hướng dẫn nào ở tổ chức đảng này tính đến ngày chốt."
        if is_reported
        else f"{_NO_VISITS}. Hãy nạp Biểu 04 ở trang Cập nhật.",
    )


def _visit_row(row: Row, content: str | None) -> tuple[Value, ...]:
    head = (row["day"], team_name(row["subject"]), content)
    if row["event"] == "visit":
        return (*head, None, None, None, None)
    state = reference.label("finding_states", row["state"])
    return (*head, row["words"], row["remedy"], row["until"], state)


def _seen_title(visits: int, found: list[Row]) -> str:
    if not visits:
        return "Chưa được kiểm tra, hướng dẫn lần nào"
    late_ = sum(row["state"] == "overdue" for row in found)
    open_ = sum(row["state"] == "open" for row in found)
    parts = [f"Đã kiểm tra, hướng dẫn {visits} buổi"]
    parts += [f"phát hiện {len(found)} nội dung cần khắc phục"] if found else ["không có tồn tại"]
    parts += [f"còn hạn {open_}"] if open_ else []
    parts += [f"quá hạn {late_}"] if late_ else []
    return ", ".join(parts)


# --- where every value comes from ---------------------------------------------------------------

_LAST_DAYS = {"held_to": "held_on", "planned_to": "planned_from", "booked_to": "booked_on"}


def values(books: Books, moment: Moment) -> Chart:
    """Every value in force, and the report that was the first to say so."""
    found = _told(books, "unit_values", moment)
    said = {row["field"]: row["value"] for row in found}
    order = [*wording.FIELDS]
    told = [r for r in found if said.get(_LAST_DAYS.get(r["field"], "")) != r["value"]]
    told.sort(key=lambda r: ([*FORMS].index(r["form"]), order.index(r["field"])))
    table = [
        (wording.FIELDS[r["field"]], wording.value(r["field"], r["value"]), r["as_of"], str(r["upload"]), r["file"])
        for r in told
    ]  # fmt: skip
    uploads = len({row["upload"] for row in told})
    return Chart(
        key="unit_story.values",
        title=f"{len(told)} nội dung đang dùng, lấy từ {uploads} lần nạp"
        if told
        else "Chưa có nội dung nào được báo cáo",
        kind=Kind.TABLE,
        columns=columns(table, "Nội dung", "Giá trị", "Có từ số liệu đến ngày", "Lần nạp", "Tệp"),
        unit="",
        moment=moment,
        definition="Giá trị đang dùng ở ngày chốt và lần nạp đầu tiên nói như vậy; lần nạp đã rút không "
        "được nêu.",
        source=_source(books, moment, told),
        group=tuple(FORMS[r["form"]] for r in told),
        empty="Chưa có nội dung nào được báo cáo về tổ chức đảng này.",
    )


def unit_board(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The charts of one organisation in reading order."""
    return (
        ahead(books, moment),
        story(books, moment),
        seen(books, moment),
        values(books, moment),
    )


def listed(books: Books, moment: Moment, units: tuple[str, ...] | None = None) -> Chart:
    """Every organisation to choose from, or those of `units` alone, by level and block."""
    states = {r["unit"]: r["state"] for r in rows(books, "organisations", moment)}
    told = [
        row
        for row in rows(books, "known_units", moment.of(None))
        if (units is None and (row["unit"] in states or row["level"] == _SUPERIOR or row["ended"]))
        or (units is not None and row["unit"] in units)
    ]
    table = [(r["name"], r["code"], wording.value("kind", r["kind"]), _standing(r, states))
             for r in told]  # fmt: skip
    whole = units is None
    return Chart(
        key="known_units",
        title="Chọn một tổ chức đảng để xem toàn bộ quá trình chuẩn bị đại hội"
        if whole
        else f"{len(told)} tổ chức đảng có tên hoặc mã như đã tìm; hãy chọn một",
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Mã", "Loại hình", "Tình trạng"),
        unit="",
        moment=moment,
        definition="Các tổ chức đảng có trong Danh mục, theo thứ tự của Danh mục.",
        source=source(books, moment, "catalogue", "progress"),
        group=tuple(_group(r) for r in told),
        units=tuple(r["unit"] for r in told),
        empty="Chưa có Danh mục. Hãy nạp ở trang Cập nhật.",
    )


def _standing(row: Row, states: dict[str, str]) -> str:
    if row["ended"]:
        return f"Kết thúc {vietnamese.day(row['valid_to'])}"
    return asking.state(states.get(row["unit"]))


def _group(row: Row) -> str:
    if row["ended"]:
        return "Đã kết thúc hoạt động"
    return asking.block(row) if row["block"] else reference.label("levels", row["level"])
