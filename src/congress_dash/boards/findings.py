"""Tồn tại, hạn chế: which come again, of which month, and what the pilot congresses taught."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.asking import Books, Row, columns, rows, source
from congress_dash.chart import Chart, Column, Kind, Tone, Value
from congress_dash.moment import EVERYBODY, Moment
from congress_dash.share import Share, parts

_TONES = {"fixed": Tone.DONE, "open": Tone.REMAINING, "overdue": Tone.LATE}
_NOT_REPORTED = "Chưa có báo cáo kiểm tra (Biểu 04) nên chưa biết có nội dung nào cần khắc phục"
_NONE_FOUND = "Chưa phát hiện nội dung nào cần khắc phục"
_ONCE = "Mỗi tồn tại của một buổi kiểm tra tính một lần, dù với một hay nhiều tổ chức đảng"
_MANY = 80  # percent that the few commonest categories make up together


def is_reported(books: Books, moment: Moment) -> bool:
    """Whether any Biểu 04 of the day or before speaks, or a later one tells of a visit by then: without
    either nobody is known to be unvisited."""
    told = (r["as_of"] for r in rows(books, "sources", moment) if r["form"] == "inspections")
    everybody = replace(moment, view=EVERYBODY)
    return any(day <= moment.as_of for day in told) or bool(
        rows(books, "visits_over_time", everybody)
    )


def none_found(books: Books, moment: Moment) -> str:
    """Why there is no finding, as a finding."""
    return _NONE_FOUND if is_reported(books, moment) else _NOT_REPORTED


def category_name(category: str, *, short: bool = False) -> str:
    return reference.label("finding_categories", category, short=short)


def _series(counts: dict[str, list[int]]) -> tuple[Column, ...]:
    """One series per state, in the order of the list."""
    return tuple(
        Column(reference.label("finding_states", state), tuple(values), _TONES.get(state))
        for state, values in counts.items()
    )


def _by_category(told: list[Row]) -> tuple[list[Row], dict[str, dict[str, Row]]]:
    """Categories that occur, the commonest first; and each category's rows by state."""
    by_state: dict[str, dict[str, Row]] = {}
    for row in told:
        by_state.setdefault(row["category"], {})[row["state"]] = row
    occurring = [states["all"] for states in by_state.values() if states["all"]["count"]]
    return sorted(occurring, key=lambda row: -row["count"]), by_state


def _running(counts: list[int]) -> list[Share]:
    """How much the first ones make up together, of all."""
    return [Share(sum(counts[: at + 1]), sum(counts)) for at in range(len(counts))]


def _few(running: list[Share]) -> int:
    """How many of the commonest make up most of it together."""
    return next(at for at, share in enumerate(running, 1) if (share.percent or 0) >= _MANY)


@asking.told_by("inspections")
def pareto(books: Books, moment: Moment) -> Chart:
    """Findings by category, the commonest first, each with how much it and those above make up."""
    occurring, by_state = _by_category(rows(books, "finding_categories", moment))
    running = _running([row["count"] for row in occurring])
    states = reference.entries("finding_states")
    counts = {s: [by_state[r["category"]][s]["count"] for r in occurring] for s in states}
    return Chart(
        key="finding_categories",
        title=_pareto_title(occurring, running) if occurring else none_found(books, moment),
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Loại tồn tại", tuple(
                f"{category_name(r['category'])} – cộng dồn {vietnamese.share(share)}"
                for r, share in zip(occurring, running, strict=True))),
            *asking.counted(*_series(counts)),
        ),
        unit="nội dung",
        moment=moment,
        definition=f"{_ONCE}. Loại tồn tại xếp theo từ ngữ ghi ở Biểu 04 (danh sách "
        "do quản trị quy định); cộng dồn: tỷ trọng của loại đó và các loại nhiều hơn trên tổng số.",
        source=source(books, moment, "inspections"),
        empty=f"{none_found(books, moment)}.",
    )  # fmt: skip


def _pareto_title(occurring: list[Row], running: list[Share]) -> str:
    few = _few(running)
    return (
        f"{vietnamese.count_word(few)} trong {vietnamese.count_word(len(occurring))} loại tồn tại chiếm "
        f"{vietnamese.share(running[few - 1])} nội dung" + _commonest(occurring)
    )


def _commonest(occurring: list[Row]) -> str:
    """The commonest category, or those that share the first place; nothing where all are equal."""
    top = occurring[0]["count"]
    first = [row for row in occurring if row["count"] == top]
    names = ", ".join(f"“{category_name(row['category'])}”" for row in first)
    times = vietnamese.count_word(top)
    if len(first) > 1:
        alike = f"; cùng nhiều nhất: {names} (mỗi loại {times} lần)"
        return "" if len(first) == len(occurring) else alike
    units = vietnamese.count_word(first[0]["units"])
    return f"; nhiều nhất là {names} ({times} lần ở {units} tổ chức)"


@asking.told_by("inspections")
def recurring(books: Books, moment: Moment) -> Chart:
    """Per category: how often, at how many organisations, what became of it, and its share."""
    occurring, by_state = _by_category(rows(books, "finding_categories", moment))
    shares = parts([row["count"] for row in occurring])
    again = [row for row in occurring if row["units"] > 1]
    states = tuple(reference.entries("finding_states"))
    table: list[tuple[Value, ...]] = [
        (category_name(r["category"]), r["units"], share,
         *(by_state[r["category"]][state]["count"] for state in states))
        for r, share in zip(occurring, shares, strict=True)
    ]  # fmt: skip
    left = sum(by_state[r["category"]][s]["count"] for r in again for s in states if s != "fixed")
    return Chart(
        key="finding_categories.table",
        title=f"{vietnamese.count_word(len(again))} loại tồn tại lặp lại ở từ hai tổ chức đảng trở "
        f"lên, còn {vietnamese.count_word(left)} nội dung chưa khắc phục"
        if again
        else "Không có loại tồn tại nào lặp lại ở từ hai tổ chức đảng trở lên"
        if occurring
        else none_found(books, moment),
        kind=Kind.TABLE,
        columns=columns(table, "Loại tồn tại", "Số tổ chức", "Số lần trên tổng số",
                        *(reference.label("finding_states", s, short=True) for s in states)),
        unit="nội dung",
        moment=moment,
        definition=f"{_ONCE}; số tổ chức: những tổ chức đảng khác nhau có tồn tại loại đó. Tỷ trọng "
        "các loại cộng lại bằng toàn bộ.",
        source=source(books, moment, "inspections"),
        empty=f"{none_found(books, moment)}.",
    )  # fmt: skip


def _month(first: date) -> str:
    return f"Tháng {first.month}/{first.year}"


@asking.told_by("inspections")
def by_month(books: Books, moment: Moment) -> Chart:
    """Findings by the month they were noted in and by what became of them."""
    told = rows(books, "findings_by_month", moment)
    months = list(dict.fromkeys(row["month"] for row in told))
    counts: dict[str, list[int]] = {}
    for row in told:
        counts.setdefault(row["state"], []).append(row["count"])
    left = {
        month: sum(r["count"] for r in told if r["month"] == month and r["state"] != "fixed")
        for month in months
    }
    oldest = next((month for month in months if left[month]), None)
    return Chart(
        key="findings_by_month",
        title=f"Còn {vietnamese.count_word(sum(left.values()))} tồn tại chưa khắc phục, cũ nhất từ "
        f"{_month(oldest).lower()}"
        if oldest
        else "Mọi tồn tại đã nêu đều được báo là đã khắc phục"
        if told
        else none_found(books, moment),
        kind=Kind.STACKED_COLUMNS,
        columns=(Column("Tháng phát hiện", tuple(map(_month, months))), *_series(counts)),
        unit="nội dung",
        moment=moment,
        definition=f"{_ONCE}, vào tháng phát hiện; tình trạng khắc phục tính đến ngày chốt số liệu.",
        source=source(books, moment, "inspections"),
        empty=f"{none_found(books, moment)}.",
    )


_CELLS: dict[str, tuple[str, Tone | None]] = {
    "fixed": ("đã khắc phục", Tone.DONE),
    "open": ("còn hạn", Tone.REMAINING),
    "overdue": ("quá hạn", Tone.LATE),
    "none": ("–", None),
    "unvisited": ("chưa kiểm tra", None),
    "unvisited_again": ("chưa kiểm tra lại", None),
}


@asking.told_by("inspections")
def lessons(books: Books, moment: Moment) -> Chart:
    """Organisations × what the pilot congresses taught: put right, open, not found, not looked at."""
    told = rows(books, "lessons", moment)
    taught = list(dict.fromkeys(row["lesson"] for row in told))
    units = {row["unit"]: row for row in told}
    held = _conference(books, moment)
    unseen = "unvisited_again" if held else "unvisited"
    states = {
        (row["unit"], row["lesson"]): unseen if row["state"] == "unvisited" else row["state"]
        for row in told
    }
    return Chart(
        key="lessons",
        title=_lessons_title(told, taught, "kiểm tra lại" if held else "kiểm tra") if told else "Chưa có nội dung rút kinh nghiệm từ đại hội điểm",
        kind=Kind.MATRIX,
        columns=(
            Column("Tổ chức đảng", tuple(row["name"] for row in units.values())),
            *(
                Column(
                    category_name(lesson),
                    tuple(_CELLS[states[unit, lesson]][0] for unit in units),
                    tones=tuple(_CELLS[states[unit, lesson]][1] for unit in units),
                )
                for lesson in taught
            ),
        ) if told else (),
        unit="",
        moment=moment,
        definition="Nội dung rút kinh nghiệm: các loại tồn tại đã nêu ở tổ chức đại hội điểm "
        + (f"đến hội nghị rút kinh nghiệm ngày {vietnamese.day(held)}" if held else "đến nay")
        + ". Ô ghi tình trạng xấu nhất của tồn tại cùng loại ở tổ chức đó; dấu “–”: đã được kiểm tra "
        + ("sau hội nghị " if held else "")
        + "mà không phát hiện"
        + ("; “chưa kiểm tra lại”: chưa có buổi nào sau hội nghị" if held else "")
        + ". Không gồm tổ chức đại hội điểm và tổ chức được chỉ đạo dừng.",
        source=source(books, moment, "inspections", "catalogue"),
        group=tuple(asking.block(row) for row in units.values()),
        units=tuple(units),
        empty="Chưa có tồn tại nào được nêu ở tổ chức đại hội điểm. Hãy nạp Biểu 04 và đánh dấu ĐH điểm "
        "trong Danh mục.",
    )  # fmt: skip


def _conference(books: Books, moment: Moment) -> date | None:
    """The day of the lessons conference, once it has come."""
    days = [
        row["done_on"] or row["due_on"]
        for row in rows(books, "milestones", moment)
        if row["level"] == "superior" and row["step"] == "lessons_conference"
    ]
    come = [day for day in days if day <= moment.as_of]
    return min(come, default=None)


def _lessons_title(told: list[Row], taught: list[str], looked: str) -> str:
    stuck = {row["unit"] for row in told if row["state"] in ("open", "overdue")}
    unseen = {row["unit"] for row in told if row["state"] == "unvisited"}
    return (
        f"{vietnamese.count_word(len(taught))} nội dung rút kinh nghiệm từ đại hội điểm; "
        + (
            f"{vietnamese.count_word(len(stuck))} tổ chức đảng còn vướng, cần tập trung đôn đốc"
            if stuck
            else "không tổ chức đảng nào còn vướng"
        )
        + (f"; {vietnamese.count_word(len(unseen))} tổ chức chưa được {looked}" if unseen else "")
    )
