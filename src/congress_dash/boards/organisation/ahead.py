"""What comes next for an organisation, by when, and how late it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.asking import Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.boards.organisation.who import (
    NOBODY,
    SUPERIOR,
    Unit,
    lowered,
    named,
    told_rows,
    unit,
)
from congress_dash.chart import Chart, Column, Kind, Tone, Value
from congress_dash.moment import Moment
from congress_dash.share import Share

_DUE_BY = {
    "booked": "đại hội đăng ký ngày {}",
    "planned": "đại hội dự kiến ngày {}",
    "clock": "hạn ngày {}",
    "deadline": "hạn của cấp mình ngày {}",
    "milestone": "hạn ngày {}",
}
Card = tuple[str, Value, str | None, Tone | None]


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late an organisation is, `3 ngày làm việc`, and at which step; since nothing newer is told
    nobody may know (`is_known`). A ratification is the superior's to give (`is_superiors`)."""

    days: str
    step: str
    is_known: bool = True
    is_superiors: bool = False


def ahead(books: Books, moment: Moment) -> Chart:
    """The next step with its due day, how late, the congress day and the sub-cells, as figures."""
    who, following = unit(books, moment), _following(books, moment)
    org = next(iter(told_rows(books, "organisations", moment)), None)
    table = [
        _next_card(following),
        _late_card(books, moment, following),
        _congress_card(books, moment, org),
        _cells_card(org),
    ]
    return Chart(
        key="unit_next",
        title=_headline(who, following, _lateness(books, moment, following)) if who else NOBODY,
        kind=Kind.FIGURES,
        columns=_cards([card for card in table if card]) if who else (),
        unit="",
        moment=moment,
        definition="Bước tiếp theo: bước liền sau bước cuối cùng đã xong; các bước trước đại hội phải "
        "xong trước ngày đại hội. Chậm: ngày dự kiến đã qua mà chưa thực hiện, hoặc quá hạn báo cáo "
        "kết quả, chuẩn y tính theo ngày làm việc mà Biểu 02 sau ngày hạn vẫn chưa ghi; không tính tổ "
        "chức dừng, tạm hoãn hoặc chưa báo cáo.",
        source=source(books, moment, "catalogue", "progress", "results", "schedule"),
        empty=NOBODY,
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
    if following["due_by"] == "clock" and left < 0:
        late = following["working_days_late"]
        return f"{said}, đã qua {late} ngày làm việc" if late else said
    if not left:
        return f"{said}, đúng ngày chốt"
    return f"{said}, còn {left} ngày" if left > 0 else f"{said}, đã qua {-left} ngày"


def _late_card(books: Books, moment: Moment, following: Row | None) -> Card | None:
    if following is None:
        return None
    late = _lateness(books, moment, following)
    if late is None:
        return "Chậm", "Không", None, None
    if not late.is_known:
        return "Chậm", "Chưa rõ", f"đến hạn ở khâu {late.step}, chưa có Biểu 02 mới", Tone.UNKNOWN
    if late.is_superiors:
        return "Cấp trên chậm chuẩn y", late.days, _NOT_RATIFIED, Tone.LATE
    return "Chậm", late.days, f"ở khâu {late.step}; cần tập trung đôn đốc", Tone.LATE


_NOT_RATIFIED = "kết quả đại hội đã báo cáo, cấp ủy cấp trên chưa chuẩn y"


def _congress_card(books: Books, moment: Moment, org: Row | None) -> Card | None:
    """The day it was held, is booked or planned for; of the committee itself by its milestone."""
    if org is None:
        steps = (
            r for r in told_rows(books, "unit_steps", moment) if r["step"] == "official_session"
        )
        own = next(steps, None)
        if own is None:
            return None
        held, day = own["done_on"], own["done_on"] or own["planned_on"]
        return "Đại hội", day, "đã tổ chức" if held else "theo kế hoạch", _held_tone(held)
    state = asking.state(org["state"])
    if org["held"]:
        return "Đại hội", org["held_on"], lowered(state), Tone.DONE
    day = org["booked_on"] or asking.planned_words(org) or "Chưa có ngày"
    words = (
        "lịch đăng ký" if org["booked_on"] else "ngày dự kiến" if day != "Chưa có ngày" else None
    )
    return "Đại hội", day, "; ".join(filter(None, (words, lowered(state)))), None


def _held_tone(held: date | None) -> Tone | None:
    return Tone.DONE if held else None


def _cells_card(org: Row | None) -> Card | None:
    if org is None or not org["sub_cells"]:
        return None
    known = org["sub_cells_held"]
    if known is None:
        return "Chi bộ trực thuộc đã đại hội", "Chưa báo cáo", None, Tone.UNKNOWN
    return "Chi bộ trực thuộc đã đại hội", Share(known, org["sub_cells"]), None, None


def _lateness(books: Books, moment: Moment, following: Row | None) -> Lateness | None:
    """After the congress by its clock, before it against its planned day; of the committee itself
    the step that waits longest. None: not late."""
    if following is not None and following["due_by"] == "clock":
        if not following["working_days_late"]:
            return None
        step = reference.label("steps", following["step"])
        days = f"{vietnamese.count_word(following['working_days_late'])} ngày làm việc"
        return Lateness(days, step, following["is_late"], following["step"] == "result_approved")
    told = rows(books, "late_units", moment) or [
        row
        for row in rows(books, "unit_steps", moment)
        if row["level"] == SUPERIOR and not row["done"] and row["days_late"]
    ]
    worst = max(told, key=lambda row: row["days_late"], default=None)
    if worst is None:
        return None
    return Lateness(
        f"{vietnamese.count_word(worst['days_late'])} ngày", reference.label("steps", worst["step"])
    )


def _headline(who: Unit, following: Row | None, late: Lateness | None) -> str:
    if late and late.is_known and late.is_superiors:
        return f"Kết quả đại hội của {who.name} quá hạn chuẩn y {late.days}: cấp ủy cấp trên chưa chuẩn y"
    if late and late.is_known:
        return f"{who.name} chậm {late.days} ở khâu {late.step}; cần tập trung đôn đốc"
    if following is None or following["step"] is None:
        return named(who, lowered(who.state))
    step, due = reference.label("steps", following["step"]), _due_words(following)
    return f"Việc tiếp theo của {who.name}: {step}" + (f" ({due})" if due else "")
