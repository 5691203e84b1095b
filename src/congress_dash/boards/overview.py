"""Tổng quan: what stands, what changed since the last report, what needs a push."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from congress_dash import vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import (
    COORDINATED,
    GRASSROOTS,
    SUB_CELL,
    Books,
    Row,
    columns,
    rows,
)
from congress_dash.boards.citing import source
from congress_dash.boards.comparing import shares_of_blocks
from congress_dash.boards.directing import to_direct
from congress_dash.boards.outlook import expected
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import Moment
from congress_dash.share import Share

_FIGURES = {
    GRASSROOTS: (
        ("grassroots", GRASSROOTS, "all", "Tổ chức cơ sở đảng trực thuộc"),
        ("committee", GRASSROOTS, "committee", "trong đó: đảng bộ cơ sở"),
        ("cell", GRASSROOTS, "cell", "trong đó: chi bộ cơ sở"),
        ("sub_cell", SUB_CELL, "all", "Chi bộ trực thuộc đảng ủy cơ sở"),
    ),
    COORDINATED: (
        ("coordinated", COORDINATED, "all", "Tổ chức đảng phối hợp"),
        ("committee", COORDINATED, "committee", "trong đó: đảng bộ"),
        ("cell", COORDINATED, "cell", "trong đó: chi bộ"),
        ("sub_cell", "coordinated_sub_cell", "all", "Chi bộ thuộc tổ chức phối hợp"),
    ),
}
_DEFINITION = (
    "Số tổ chức đã tổ chức đại hội trên tổng số tổ chức cùng cấp, không tính tổ chức được chỉ đạo "
    "dừng; tổ chức phối hợp và chi bộ trực thuộc tính riêng."
)


def share_of(row: Row) -> Share:
    return Share(row["held"], row["total"], row["excluded"])


def reached(row: Row) -> Share | str:
    """The share that held their congress; in words where nobody has reported."""
    return "chưa báo cáo" if asking.is_silent(row) else share_of(row)


def held(books: Books, moment: Moment) -> dict[tuple[str, str], Row]:
    """The rows of `held` by level and kind."""
    return {(row["level"], row["kind"]): row for row in rows(books, "held", moment)}


def previous(books: Books, moment: Moment) -> Moment | None:
    """The moment of the Biểu 01 before the one being looked at."""
    days: list[date] = [row["as_of"] for row in rows(books, "report_days", moment)]
    earlier = [day for day in days if day < (days[-1] if days else moment.as_of)]
    return replace(moment, as_of=earlier[-1], against=None) if earlier else None


def _since(now: Row, before: Row | None, moment: Moment | None) -> str:
    if before is None or moment is None or asking.is_silent(before):
        return "báo cáo đầu tiên"
    more = now["held"] - before["held"]
    count = vietnamese.count_word(abs(more))
    word = f"tăng {count}" if more > 0 else f"giảm {count}" if more < 0 else "không đổi"
    return f"{word} so với {vietnamese.day(moment.as_of)}"


def _remark(now: Row, since: str) -> str:
    silent = now["not_reported"]
    if asking.is_silent(now):
        return f"tổng số {vietnamese.integer(silent)}"
    return f"{since}; {vietnamese.count_word(silent)} chưa báo cáo" if silent else since


def _shown(
    now: dict[tuple[str, str], Row], titled: str, moment: Moment
) -> list[tuple[str, str, str, str]]:
    """The figures of a level; of a view those that count anybody, and not the first once more."""
    first, *others = _FIGURES[titled]
    if moment.view.kind:
        others = [figure for figure in others if figure[1] != titled]
    counted = [f for f in others if now[f[1], f[2]]["total"] or now[f[1], f[2]]["excluded"]]
    return [first, *(counted if moment.view.is_narrowed else others)]


def figure_names(books: Books, moment: Moment) -> tuple[str, ...]:
    """What the containers of the figures are called, in their order."""
    shown = _shown(held(books, moment), asking.level(books, moment), moment)
    return tuple(name for name, *_ in shown)


def figures(books: Books, moment: Moment) -> Chart:
    """The four headline figures, each a share, with the change since the last report."""
    now, last = held(books, moment), previous(books, moment)
    before = held(books, last) if last else {}
    titled = asking.level(books, moment)
    table = [
        (words, reached(now[level, kind]),
         _remark(now[level, kind], _since(now[level, kind], before.get((level, kind)), last)))
        for _, level, kind, words in _shown(now, titled, moment)
    ]  # fmt: skip
    headline = share_of(now[titled, "all"])
    percent = vietnamese.percent(headline)
    return Chart(
        key="held",
        title=asking.unheard(books, moment, titled)
        or f"{vietnamese.fraction(headline)} {asking.whom(titled)} đã tổ chức đại hội"
        + (f", đạt {percent}" if percent else ""),
        kind=Kind.FIGURES,
        columns=columns(table, "Chỉ tiêu", "Đã tổ chức", "So với kỳ trước"),
        unit="tổ chức",
        moment=moment,
        definition=_DEFINITION,
        source=source(books, moment, "progress"),
        empty=f"{citing.lacking(books, moment, 'progress')}.",
    )


def _pace(left: int, days: int) -> str:
    weekly = (Decimal(left) * 7 / Decimal(days)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(weekly).replace(".", ",")


def _curve_title(curve: list[Row], moment: Moment, whom: str, unreported: int) -> str:
    reached = [row for row in curve if row["held"] is not None]
    if not reached:
        return "Chưa có số liệu tiến độ đại hội"
    last, due = reached[-1], curve[-1]["deadline"]
    left = last["total"] - last["held"]
    among = vietnamese.fraction(Share(left, last["total"], last["excluded"]))
    open_, unheard = f"{among} {whom}", asking.silent_too(unreported)
    done = vietnamese.fraction(share_of(last))
    if not left:
        return f"{done} {whom} đã tổ chức đại hội"
    if due is None:
        return f"{done} {whom} đã tổ chức đại hội; chưa có mốc thời hạn trong Danh mục"
    days = (due - moment.as_of).days
    if days <= 0:
        over = "Đã đến hạn" if not days else "Đã quá hạn"
        return f"{over} {vietnamese.day(due)}, còn {open_} chưa tổ chức đại hội{unheard}"
    return (
        f"Còn {vietnamese.count_word(days)} ngày đến hạn {vietnamese.day(due)}: {open_} chưa đại hội{unheard}, "
        f"cần bình quân {_pace(left, days)} mỗi tuần"
    )


_LINES = (
    ("held", "Đã tổ chức", Tone.DONE),
    ("planned", "Kế hoạch", Tone.PLAN),
    ("registered", "Lịch đã đăng ký", Tone.REGISTERED),
)


def curve(books: Books, moment: Moment, level: str) -> Chart:
    """The cumulative curve of a level by week end: held, planned, registered; deadline, pauses."""
    told = [row for row in rows(books, "held_over_time", moment) if row["level"] == level]
    silent = asking.unheard(books, moment, level)
    unreported = held(books, moment)[level, "all"]["not_reported"]
    lines = [
        Column(name, tuple(row[key] for row in told), tone)
        for key, name, tone in _LINES
        if any(row[key] is not None for row in told)
    ]
    weeks = Column("Tuần kết thúc ngày", tuple(row["date"] for row in told))
    stopped = told[-1]["excluded"] if told else 0
    left_out = f" (không kể {stopped} được chỉ đạo dừng)" if stopped else ""
    return Chart(
        key=f"held_over_time.{level}",
        title=silent or _curve_title(told, moment, asking.WHOM[level], unreported),
        kind=Kind.CURVE,
        columns=() if silent else (weeks, *lines),
        unit="tổ chức" if level != SUB_CELL else "chi bộ",
        moment=moment,
        definition=(
            f"Số {asking.WHOM[level]} đã tổ chức đại hội cộng dồn đến cuối mỗi tuần (Chủ nhật), trên tổng "
            f"số {told[-1]['total'] if told else 0}{left_out}; tuần hiện tại tính đến ngày chốt số liệu. Kế "
            "hoạch: ngày dự kiến ở Biểu 01. Lịch đã đăng ký: đã tổ chức cộng lịch ở Biểu 05."
        ),
        source=source(books, moment, "progress", "schedule"),
        marks=() if silent else asking.deadline_mark(books, moment, level),
        empty=f"{citing.lacking(books, moment, 'progress')}.",
    )


def by_block(books: Books, moment: Moment) -> Chart:
    """Held, not held and not reported per block, whole organisations, levels kept apart."""
    told = rows(books, "held_by_block", moment)
    waiting = [row["total"] - row["held"] - row["not_reported"] for row in told]
    titled = asking.level(books, moment)
    left = {
        asking.block(r): (r["total"] - r["held"], r["total"]) for r in told if r["level"] == titled
    }
    unheard = asking.silent_too(sum(r["not_reported"] for r in told if r["level"] == titled))
    total, whole = (sum(each) for each in zip(*left.values(), strict=True)) if left else (0, 0)
    title = (
        ", ".join(
            filter(
                None,
                (
                    f"Còn {asking.among(total, whole)} {asking.whom(titled)} chưa đại hội{unheard}",
                    asking.most(left),
                ),
            )
        )
        if total
        else f"{asking.among(whole, whole)} {asking.whom(titled)}{_everywhere(len(left))} đã hoàn thành đại hội"
    )
    return Chart(
        key="held_by_block",
        title=asking.unheard(books, moment, titled) or title,
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Khối", tuple(
                f"{asking.block(r)}: {_reached_words(r)}" for r in told)),
            *asking.counted(
                Column("Đã tổ chức", tuple(r["held"] for r in told), Tone.DONE),
                Column("Chưa tổ chức", tuple(waiting), Tone.REMAINING),
                Column("Chưa báo cáo", tuple(r["not_reported"] for r in told), Tone.UNKNOWN),
            ),
        ),
        unit="tổ chức",
        moment=moment,
        definition=_DEFINITION,
        source=source(books, moment, "progress"),
        blocks=tuple(row["block"] for row in told),
    )  # fmt: skip


def _reached_words(row: Row) -> str:
    if not asking.is_silent(row):
        return vietnamese.fraction(share_of(row))
    return "chưa báo cáo" + (f" ({row['excluded']} dừng)" if row["excluded"] else "")


def _everywhere(blocks: int) -> str:
    return " ở tất cả các khối" if blocks > 1 else ""


def overview(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The charts of Tổng quan in reading order."""
    return (
        figures(books, moment),
        to_direct(books, moment),
        curve(books, moment, asking.level(books, moment)),
        by_block(books, moment),
        shares_of_blocks(books, moment),
        expected(books, moment),
    )
