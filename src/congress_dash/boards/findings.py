"""Tồn tại, hạn chế: which come again, and of which month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.boards.remedies import (
    NONE_FOUND,
    ONCE,
    UNTOLD,
    by_state,
    none_found,
    nothing,
    series,
    state_name,
    untold_why,
)
from congress_dash.chart import Chart, Column, Kind, Value
from congress_dash.moment import Moment
from congress_dash.share import Share, parts

_MANY = 80  # percent that the few commonest categories make up together


def category_name(category: str, *, short: bool = False) -> str:
    return reference.label("finding_categories", category, short=short)


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


@citing.told_by("inspections")
def pareto(books: Books, moment: Moment) -> Chart:
    """Findings by category, the commonest first, each with how much it and those above make up."""
    occurring, states = _by_category(rows(books, "finding_categories", moment))
    running = _running([row["count"] for row in occurring])
    counts = [_counts(states[r["category"]]) for r in occurring]
    return Chart(
        key="finding_categories",
        title=_pareto_title(occurring, running) if occurring else none_found(books, moment),
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Loại tồn tại", tuple(
                f"{category_name(r['category'])} – cộng dồn {vietnamese.share(share)}"
                for r, share in zip(occurring, running, strict=True))),
            *asking.counted(*series(counts)),
        ),
        unit="nội dung",
        moment=moment,
        definition=f"{ONCE}. Loại tồn tại xếp theo từ ngữ ghi ở Biểu 04 (danh sách "
        "do quản trị quy định); cộng dồn: tỷ trọng của loại đó và các loại nhiều hơn trên tổng số.",
        source=source(books, moment, "inspections"),
        empty=nothing(books, moment, NONE_FOUND),
    )  # fmt: skip


def _pareto_title(occurring: list[Row], running: list[Share]) -> str:
    few = _few(running)
    if few == len(occurring):
        every = "01 loại tồn tại" if few == 1 else f"cả {vietnamese.count_word(few)} loại tồn tại"
        return f"{vietnamese.count_word(running[-1].whole)} nội dung thuộc {every}{_commonest(occurring)}"
    return (
        f"{asking.among(few, len(occurring))} loại tồn tại chiếm {vietnamese.share(running[few - 1])} số "
        f"nội dung{_commonest(occurring)}"
    )


def _commonest(occurring: list[Row]) -> str:
    """The commonest category, or those that share the first place; of several nothing where all are equal."""
    top, total = occurring[0]["count"], sum(row["count"] for row in occurring)
    first = [row for row in occurring if row["count"] == top]
    names = ", ".join(f"“{category_name(row['category'])}”" for row in first)
    times = asking.among(top, total)
    if len(first) > 1:
        alike = f"; cùng nhiều nhất: {names} (mỗi loại {times})"
        return "" if len(first) == len(occurring) else alike
    where = f"ở {asking.orgs(first[0]['units'])}"
    if len(occurring) == 1:
        return f": {names}, {where}"
    return f"; nhiều nhất là {names} ({times}, {where})"


@citing.told_by("inspections")
def recurring(books: Books, moment: Moment) -> Chart:
    """Per category: how often, at how many organisations, what became of it, and its share."""
    occurring, by_category = _by_category(rows(books, "finding_categories", moment))
    shares = parts([row["count"] for row in occurring])
    again = [row for row in occurring if row["units"] > 1]
    counts = {row["category"]: _counts(by_category[row["category"]]) for row in occurring}
    states = [s for s in next(iter(counts.values()), {})
              if s != UNTOLD or any(each[UNTOLD] for each in counts.values())]  # fmt: skip
    table: list[tuple[Value, ...]] = [
        (category_name(r["category"]), r["units"], share,
         *(counts[r["category"]][state] for state in states))
        for r, share in zip(occurring, shares, strict=True)
    ]  # fmt: skip
    return Chart(
        key="finding_categories.table",
        title=f"{asking.among(len(again), len(occurring))} loại tồn tại lặp lại ở từ hai tổ chức đảng trở lên, "
        + _left(books, moment, [counts[row["category"]] for row in again], "nội dung")
        if again
        else "Không có loại tồn tại nào lặp lại ở từ hai tổ chức đảng trở lên"
        if occurring
        else none_found(books, moment),
        kind=Kind.TABLE,
        columns=columns(table, "Loại tồn tại", "Số tổ chức", "Số lần trên tổng số",
                        *(state_name(s, short=True) for s in states)),
        unit="nội dung",
        moment=moment,
        definition=f"{ONCE}; số tổ chức: những tổ chức đảng khác nhau có tồn tại loại đó. Tỷ trọng "
        "các loại cộng lại bằng toàn bộ.",
        source=source(books, moment, "inspections"),
        empty=nothing(books, moment, NONE_FOUND),
    )  # fmt: skip


def _counts(states: dict[str, Row]) -> dict[str, int]:
    """Of one category by state."""
    return by_state(row for state, row in states.items() if state != "all")


def _open(counts: dict[str, int]) -> int:
    """How many are told not to be put right."""
    return sum(count for state, count in counts.items() if state not in ("fixed", UNTOLD))


def _left(
    books: Books, moment: Moment, counts: Sequence[dict[str, int]], of: str, since: str = ""
) -> str:
    """`còn 12/33 tồn tại chưa khắc phục`; what nobody knows yet is said apart, with the reason."""
    total, untold = sum(sum(c.values()) for c in counts), sum(c[UNTOLD] for c in counts)
    left = sum(map(_open, counts))
    parts = [f"còn {asking.among(left, total)} {of} chưa khắc phục{since}"] if left else []
    if untold:
        among = asking.among(untold, total)
        parts.append(f"{among} {of} chưa rõ tình trạng khắc phục: {untold_why(books, moment)}")
    return "; ".join(parts) or f"cả {vietnamese.count_word(total)} {of} đã khắc phục"


def _raised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _month(first: date) -> str:
    return f"Tháng {first.month}/{first.year}"


@citing.told_by("inspections")
def by_month(books: Books, moment: Moment) -> Chart:
    """Findings by the month they were noted in and by what became of them."""
    told = rows(books, "findings_by_month", moment)
    months = list(dict.fromkeys(row["month"] for row in told))
    counts = [by_state(row for row in told if row["month"] == month) for month in months]
    oldest = next((m for m, each in zip(months, counts, strict=True) if _open(each)), None)
    since = f", cũ nhất từ {_month(oldest).lower()}" if oldest else ""
    return Chart(
        key="findings_by_month",
        title=_raised(_left(books, moment, counts, "tồn tại", since))
        if told
        else none_found(books, moment),
        kind=Kind.STACKED_COLUMNS,
        columns=(Column("Tháng phát hiện", tuple(map(_month, months))), *series(counts)),
        unit="nội dung",
        moment=moment,
        definition=f"{ONCE}, vào tháng phát hiện; tình trạng khắc phục tính đến ngày chốt số liệu.",
        source=source(books, moment, "inspections"),
        empty=nothing(books, moment, NONE_FOUND),
    )
