"""Biểu tổng hợp: each level in one line, every organisation counted in one place; days that frame it."""

from __future__ import annotations

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import COORDINATED, GRASSROOTS, SUB_CELL, Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.boards.overview import held, previous, reached
from congress_dash.boards.remedies import is_reported
from congress_dash.chart import Chart, Kind, Value
from congress_dash.moment import Moment
from congress_dash.share import Share

KINDS = {"committee": "trong đó: đảng bộ", "cell": "trong đó: chi bộ"}
_COORDINATED_SUB_CELL = "coordinated_sub_cell"
LEADS = "Lãnh đạo, chỉ đạo"
PERSONNEL = "Công tác nhân sự"
_DEADLINES = "Mốc thời hạn"


def name(level: str, kind: str = "all") -> str:
    """What the line of a level, or of one kind within it, is called."""
    return KINDS.get(kind) or reference.label("levels", level)


def _lines(now: dict[tuple[str, str], Row], titled: str) -> list[tuple[str, str]]:
    """Levels that count anybody, the leading one first and with its kinds where it has both."""
    other, below = (
        (COORDINATED, SUB_CELL) if titled == GRASSROOTS else (GRASSROOTS, _COORDINATED_SUB_CELL)
    )
    kinds = [(titled, kind) for kind in KINDS if _counts(now[titled, kind])]
    others = [(level, "all") for level in (below, other) if _counts(now[level, "all"])]
    return [(titled, "all"), *(kinds if len(kinds) == len(KINDS) else []), *others]


def _counts(row: Row) -> bool:
    return bool(row["total"] or row["excluded"])


def balance(books: Books, moment: Moment) -> Chart:
    """Per level (and kind of the leading one): held, before, booked, not booked, not reported, stopped."""
    now, last = held(books, moment), previous(books, moment)
    before = held(books, last) if last else {}
    places = rows(books, "balance", moment)
    visited = rows(books, "visit_coverage", moment) if is_reported(books, moment) else []
    titled = asking.level(books, moment)
    table: list[tuple[Value, ...]] = []
    for level, kind in _lines(now, titled):
        row, was = now[level, kind], before.get((level, kind))
        there = [p for p in places if p["level"] == level and kind in ("all", p["kind"])]
        went = [v for v in visited if v["level"] == level and kind == "all"]
        booked, unbooked = (
            sum(p[place] for p in there) if there else None
            for place in ("scheduled", "unscheduled")
        )
        if not citing.is_told_of(books, moment, "schedule"):
            unbooked = None if unbooked is None else unbooked + (booked or 0)
            booked = None
        is_new = was is None or asking.is_silent(was) or asking.is_silent(row)
        table.append(
            (name(level, kind), reached(row),
             None if is_new or last is None else last.as_of,
             None if is_new or was is None else row["held"] - was["held"],
             booked, unbooked, row["not_reported"], row["excluded"],
             Share(row["pilot_held"], row["pilot_total"]) if row["pilot_total"] else None,
             _share(went))
        )  # fmt: skip
    whole = now[titled, "all"]
    return Chart(
        key="balance",
        title=asking.unheard(books, moment, titled)
        or f"{vietnamese.fraction(Share(whole['held'], whole['total'], whole['excluded']))} "
        f"{asking.whom(titled)} đã tổ chức đại hội",
        kind=Kind.TABLE,
        columns=columns(
            table, "Cấp", "Đã tổ chức", "Kỳ trước", "Tăng, giảm", "Đã ấn định ngày",
            "Chưa ấn định ngày", "Chưa báo cáo", "Dừng", "Đại hội điểm", "Đã được kiểm tra",
        ),
        unit="tổ chức",
        moment=moment,
        definition="Mỗi tổ chức tính một lần: đã tổ chức đại hội, đã hoặc chưa ấn định ngày ở Biểu 05, chưa báo "
        "cáo; không tính tổ chức được chỉ đạo dừng. Tăng, giảm so với kỳ Biểu 01 liền trước. Các cấp không "
        "cộng với nhau.",
        source=source(books, moment, "progress", "schedule", "inspections"),
    )  # fmt: skip


def _share(went: list[Row]) -> Share | None:
    if not went:
        return None
    return Share(*(sum(row[part] for row in went) for part in ("visited", "total", "excluded")))


def milestones(books: Books, moment: Moment) -> Chart:
    """Dated marks in force by what they are for: due, done, and by whose word."""
    told = rows(books, "milestones", moment)
    order = (LEADS, PERSONNEL, _DEADLINES)
    told.sort(key=lambda row: order.index(_purpose(row)))
    done = sum(row["done_on"] is not None for row in told)
    table = [
        (r["milestone"], reference.label("levels", r["level"], short=True), r["due_on"],
         r["done_on"], r["basis"])
        for r in told
    ]  # fmt: skip
    return Chart(
        key="milestones",
        title=f"{asking.among(done, len(told))} mốc trong Danh mục đã ghi ngày thực hiện"
        if told
        else "Chưa có mốc nào trong Danh mục",
        kind=Kind.TABLE,
        columns=columns(table, "Mốc", "Cấp", "Ngày", "Thực hiện", "Căn cứ"),
        unit="ngày",
        moment=moment,
        definition="Các mốc ghi ở Danh mục, trang Mốc thời hạn, có hiệu lực ở ngày chốt.",
        source=source(books, moment, "catalogue"),
        group=tuple(map(_purpose, told)),
        empty="Chưa có mốc nào; hãy ghi ở trang Mốc thời hạn của Danh mục rồi nạp lại Danh mục.",
    )


def _purpose(row: Row) -> str:
    if row["level"] != "superior":
        return _DEADLINES
    return PERSONNEL if (row["step"] or "").startswith("personnel_") else LEADS


def sources(books: Books, moment: Moment) -> Chart:
    """The forms that speak, and up to which day not after the one looked at."""
    told = [r for r in citing.speaking(books, moment).values() if r["form"] != "catalogue"]
    table = [
        (asking.FORMS[r["form"]], citing.known_until(books, moment, r["form"]), r["upload"], r["file"])
        for r in told
    ]  # fmt: skip
    return Chart(
        key="sources",
        title=f"Số liệu lấy từ {vietnamese.count_word(len(told))} biểu"
        if told
        else f"Chưa có biểu nào có số liệu tính đến ngày {asking.on_day(moment)}",
        kind=Kind.TABLE,
        columns=columns(sorted(table), "Biểu", "Số liệu đến", "Lần nạp", "Tệp"),
        unit="",
        moment=moment,
        definition="Mỗi biểu: ngày cuối mà các báo cáo của biểu đó nói đến, lần nạp và tệp đang dùng.",
        source=source(books, moment, *(r["form"] for r in told)),
        empty=f"{citing.lacking(books, moment, 'progress')}.",
    )


def pauses(books: Books, moment: Moment) -> Chart:
    """Stretches in which congresses were told to stop."""
    told = rows(books, "pauses", moment)
    return Chart(
        key="pauses",
        title=f"{vietnamese.count_word(len(told))} đợt tạm dừng tổ chức đại hội"
        if told
        else "Không có đợt tạm dừng tổ chức đại hội nào",
        kind=Kind.TABLE,
        columns=columns(
            [(r["starts_on"], r["ends_on"], r["reason"]) for r in told],
            "Từ ngày", "Đến ngày", "Lý do",
        ),
        unit="ngày",
        moment=moment,
        definition="Các đợt ghi ở Danh mục, trang Tạm dừng; những ngày đó không tính vào số ngày chậm.",
        source=source(books, moment, "catalogue"),
        empty="Không có đợt tạm dừng tổ chức đại hội nào.",
    )  # fmt: skip
