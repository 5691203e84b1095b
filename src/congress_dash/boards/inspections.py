"""Kiểm tra: who was visited by whom and when, who never was, what was found."""

from __future__ import annotations

from datetime import timedelta

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.asking import COORDINATED, GRASSROOTS, Books, columns, rows, source
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import Moment
from congress_dash.share import Share

_TEAM_TONES = (Tone.FIRST, Tone.SECOND, Tone.THIRD, Tone.FOURTH, Tone.FIFTH, Tone.SIXTH)


_NOT_REPORTED = "Chưa có Biểu 04 nên chưa biết tổ chức đảng nào đã được kiểm tra"


_OF_VIEW = " Khi lọc: tính buổi có ít nhất một tổ chức đảng thuộc phạm vi lọc."


def _is_reported(books: Books, moment: Moment) -> bool:
    """Whether any Biểu 04 speaks: without one nobody is known to be unvisited."""
    return any(row["form"] == "inspections" for row in rows(books, "sources", moment))


def team_name(team: str) -> str:
    return "Ủy viên BTV" if team == "BTV" else f"Tổ công tác số {team}"


def visits(books: Books, moment: Moment) -> Chart:
    """Working sessions per week and team; weeks without any are there, empty."""
    told = rows(books, "visits_over_time", moment)
    weeks = []
    if told:
        week = told[0]["week"]
        while week <= moment.as_of:
            weeks.append(week)
            week += timedelta(days=7)
    teams = sorted({r["team"] for r in told}, key=lambda t: (t != "BTV", len(t), t))
    by_week = {(r["week"], r["team"]): r["visits"] for r in told}
    sessions, units = sum(r["visits"] for r in told), sum(r["units"] for r in told)
    return Chart(
        key="visits_over_time",
        title=f"{vietnamese.integer(sessions)} buổi làm việc với {vietnamese.integer(units)} lượt tổ "
        f"chức đảng từ {vietnamese.day(weeks[0])} đến {asking.on_day(moment)}"
        if told
        else "Chưa có buổi kiểm tra, hướng dẫn nào",
        kind=Kind.STACKED_COLUMNS,
        columns=(
            Column("Tuần từ ngày", tuple(weeks)),
            *(
                Column(team_name(team), tuple(by_week.get((w, team), 0) for w in weeks),
                       _TEAM_TONES[min(at, 5)])
                for at, team in enumerate(teams)
            ),
        ),
        unit="buổi làm việc",
        moment=moment,
        definition="Mỗi buổi làm việc của một tổ tính một lần, dù với một hay nhiều tổ chức đảng; "
        "tuần bắt đầu từ thứ Hai."
        + (_OF_VIEW if moment.view.is_narrowed else ""),
        source=source(books, moment, "inspections"),
        marks=tuple(m for m in asking.deadline_mark(books, moment, GRASSROOTS) if m.until),
        empty="Chưa có Biểu 04. Hãy nạp ở trang Cập nhật.",
    )  # fmt: skip


def coverage(books: Books, moment: Moment) -> Chart:
    """Organisations visited at least once, of all, per block."""
    is_reported = _is_reported(books, moment)
    told = rows(books, "visit_coverage", moment) if is_reported else []
    titled = asking.level(books, moment)
    direct = [r for r in told if r["level"] == titled]
    share = Share(sum(r["visited"] for r in direct), sum(r["total"] for r in direct))
    return Chart(
        key="visit_coverage",
        title=f"Đã kiểm tra, hướng dẫn {vietnamese.share(share)} {asking.whom(titled)}"
        if is_reported
        else _NOT_REPORTED,
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Khối", tuple(
                f"{asking.block(r)}: {vietnamese.fraction(Share(r['visited'], r['total']))}"
                for r in told)),
            Column("Đã kiểm tra", tuple(r["visited"] for r in told), Tone.DONE),
            Column("Chưa kiểm tra lần nào", tuple(r["total"] - r["visited"] for r in told),
                   Tone.REMAINING),
        ),
        unit="tổ chức",
        moment=moment,
        definition="Tổ chức đảng được kiểm tra, hướng dẫn ít nhất một lần trên tổng số tổ chức của "
        "khối, không tính tổ chức được chỉ đạo dừng.",
        source=source(books, moment, "inspections"),
        empty=f"{_NOT_REPORTED}.",
    )  # fmt: skip


def never(books: Books, moment: Moment) -> Chart:
    """Organisations nobody has visited yet, those still before their congress first."""
    is_reported = _is_reported(books, moment)
    told = rows(books, "never_visited", moment) if is_reported else []
    everyone = "Mọi tổ chức đảng đều đã được kiểm tra ít nhất một lần"
    nobody = everyone if is_reported else _NOT_REPORTED
    coordinated = sum(r["level"] == COORDINATED for r in told)
    table = [
        (r["name"], asking.block(r), asking.state(r["state"]), r["scheduled_on"]) for r in told
    ]
    return Chart(
        key="never_visited",
        title=f"Còn {len(told) - coordinated} tổ chức trực thuộc và {coordinated} tổ chức phối hợp "
        "chưa được kiểm tra lần nào"
        if told
        else nobody,
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Khối", "Tình trạng", "Lịch đại hội"),
        unit="tổ chức",
        moment=moment,
        definition="Tổ chức trực thuộc và phối hợp chưa có buổi kiểm tra, hướng dẫn nào tính đến ngày "
        "chốt, không tính tổ chức được chỉ đạo dừng.",
        source=source(books, moment, "inspections", "progress", "schedule"),
        empty=f"{nobody}.",
    )


def findings(books: Books, moment: Moment) -> Chart:
    """Shortcomings found on visits: put right, open, overdue."""
    told = {r["state"]: r["count"] for r in rows(books, "findings", moment)}
    total = sum(told.values())
    none_found = "Chưa phát hiện nội dung nào cần khắc phục"
    if not _is_reported(books, moment):
        none_found = "Chưa có Biểu 04 nên chưa biết có nội dung nào cần khắc phục"
    tones = {"fixed": Tone.DONE, "open": Tone.REMAINING, "overdue": Tone.LATE}
    return Chart(
        key="findings",
        title=f"Phát hiện {total} nội dung cần khắc phục: đã khắc phục {told.get('fixed', 0)}, "
        f"quá hạn {told.get('overdue', 0)}"
        if total
        else none_found,
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Tồn tại, hạn chế", (f"Tồn tại, hạn chế: {total}",) if total else ()),
            *(
                Column(reference.label("finding_states", state), (count,) if total else (),
                       tones.get(state))
                for state, count in told.items()
            ),
        ),
        unit="nội dung",
        moment=moment,
        definition="Mỗi tồn tại của một buổi kiểm tra tính một lần; quá hạn là thời hạn khắc phục "
        "trước ngày chốt mà chưa báo đã khắc phục.",
        source=source(books, moment, "inspections"),
        empty=f"{none_found}.",
    )  # fmt: skip


def inspections(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The charts of Kiểm tra in reading order."""
    return (
        visits(books, moment),
        coverage(books, moment),
        never(books, moment),
        findings(books, moment),
    )
