"""Kiểm tra: who was visited by whom and when, who never was, what was found."""

from __future__ import annotations

from datetime import date, timedelta

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.asking import COORDINATED, GRASSROOTS, Books, columns, rows, source
from congress_dash.boards.findings import (
    by_month,
    is_reported,
    lessons,
    none_found,
    pareto,
    recurring,
)
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import Moment
from congress_dash.share import Share

_TEAM_TONES = (Tone.FIRST, Tone.SECOND, Tone.THIRD, Tone.FOURTH, Tone.FIFTH, Tone.SIXTH)
_NOT_REPORTED = "Chưa có báo cáo kiểm tra (Biểu 04) nên chưa biết tổ chức đảng nào đã được kiểm tra"


_OF_VIEW = " Khi lọc: tính buổi có ít nhất một tổ chức đảng thuộc phạm vi lọc."


def team_name(team: str) -> str:
    return "Ủy viên BTV" if team == "BTV" else f"Tổ công tác số {team}"


def visits(books: Books, moment: Moment) -> Chart:
    """Working sessions per week and team; weeks without any are there, empty."""
    told = rows(books, "visits_over_time", moment)
    known = asking.known_until(books, moment, "inspections")
    weeks = []
    if told:
        week = told[0]["week"]
        while week <= known:
            weeks.append(week)
            week += timedelta(days=7)
    teams = sorted({r["team"] for r in told}, key=lambda t: (t != "BTV", len(t), t))
    by_week = {(r["week"], r["team"]): r["visits"] for r in told}
    sessions, units = sum(r["visits"] for r in told), sum(r["units"] for r in told)
    return Chart(
        key="visits_over_time",
        title=f"{vietnamese.integer(sessions)} buổi làm việc với {vietnamese.integer(units)} lượt tổ "
        f"chức đảng từ {vietnamese.day(min(r['first_on'] for r in told))} đến {vietnamese.day(known)}"
        if told
        else "Chưa có buổi kiểm tra, hướng dẫn nào"
        if is_reported(books, moment)
        else _NOT_REPORTED,
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


@asking.told_by("inspections")
def teams(books: Books, moment: Moment) -> Chart:
    """Working sessions per working group, those who went least first; Standing Board members last."""
    told = rows(books, "visits_over_time", moment) if is_reported(books, moment) else []
    known = [row["team"] for row in rows(books, "teams", moment)]
    names = list(dict.fromkeys([*known, *(row["team"] for row in told)])) if told else []
    sessions = {team: sum(r["visits"] for r in told if r["team"] == team) for team in names}
    units = {team: sum(r["units"] for r in told if r["team"] == team) for team in names}
    names.sort(key=lambda team: (team == "BTV", sessions[team], units[team], len(team), team))
    groups = [team for team in names if team != "BTV"]
    return Chart(
        key="visits_over_time.teams",
        title=_teams_title(groups, sessions, units)
        if groups
        else "Chưa tổ công tác nào có buổi kiểm tra, hướng dẫn"
        if is_reported(books, moment)
        else _NOT_REPORTED,
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Tổ công tác", tuple(
                f"{team_name(t)}: {vietnamese.integer(units[t])} lượt tổ chức" for t in names)),
            Column("Buổi làm việc", tuple(sessions[t] for t in names), Tone.FIRST),
        ),
        unit="buổi làm việc",
        moment=moment,
        definition="Số buổi làm việc của mỗi tổ từ đầu nhiệm kỳ theo dõi; một buổi với nhiều tổ chức "
        "đảng là nhiều lượt. Tổ công tác lấy từ Danh mục, kể cả tổ chưa đi buổi nào.",
        source=source(books, moment, "inspections", "catalogue"),
        empty="Chưa có Biểu 04. Hãy nạp ở trang Cập nhật.",
    )  # fmt: skip


def _teams_title(groups: list[str], sessions: dict[str, int], units: dict[str, int]) -> str:
    least, most = groups[0], groups[-1]
    if sessions[least] == sessions[most]:
        return f"Các tổ công tác đi đều nhau, mỗi tổ {sessions[least]} buổi làm việc"
    few = [team for team in groups if sessions[team] == sessions[least]]
    many = [team for team in groups if sessions[team] == sessions[most]]
    only = f" với {vietnamese.count_word(units[least])} lượt tổ chức đảng" if len(few) == 1 else ""
    return (
        f"{_alike(few)} đi ít nhất: {vietnamese.count_word(sessions[least])} buổi{only}; "
        f"nhiều nhất là {_alike(many).lower()}, {vietnamese.count_word(sessions[most])} buổi"
    )


def _alike(groups: list[str]) -> str:
    """`Tổ công tác số 1, số 4 cùng`: those of one place, named together."""
    first, *others = groups
    return team_name(first) + "".join(f", số {team}" for team in others) + (" cùng" * bool(others))


@asking.told_by("inspections")
def units_visited(books: Books, moment: Moment) -> Chart:
    """When each visited organisation was visited, the longest not seen first."""
    days: dict[str, list[date]] = {}
    named: dict[str, str] = {}
    for row in rows(books, "unit_visits", moment):
        named[row["unit"]] = row["name"]
        seen = days.setdefault(row["unit"], [])
        if row["visited_on"] not in seen:
            seen.append(row["visited_on"])
    order = sorted(days, key=lambda unit: (days[unit][-1], unit))
    most = max(map(len, days.values()), default=0)
    open_ = {
        row["unit"]
        for row in rows(books, "organisations", moment)
        if not row["held"] and row["state"] != "cancelled_reorg"
    }
    waits = next((unit for unit in order if unit in open_), None)
    longest = (
        f"; chưa đại hội và lâu nhất chưa có buổi mới là {named[waits]}, "
        f"{(moment.as_of - days[waits][-1]).days} ngày"
        if waits
        else ""
    )
    return Chart(
        key="visits_over_time.units",
        title=f"{asking.orgs(len(order))} đã được kiểm tra{longest}"
        if order
        else "Chưa có tổ chức đảng nào được kiểm tra"
        if is_reported(books, moment)
        else _NOT_REPORTED,
        kind=Kind.DOTS,
        columns=(
            Column("Tổ chức đảng", tuple(named[unit] for unit in order)),
            *(
                Column(f"Lần {n + 1}",
                       tuple(days[u][n] if n < len(days[u]) else None for u in order), Tone.FIRST)
                for n in range(most)
            ),
        ),
        unit="lần",
        moment=moment,
        definition="Mỗi chấm là một ngày có buổi kiểm tra, hướng dẫn tại tổ chức đó; xếp theo lần gần "
        "nhất, xa nhất ở trên. Tổ chức chưa được kiểm tra lần nào ở danh sách riêng.",
        source=source(books, moment, "inspections"),
        marks=tuple(m for m in asking.deadline_mark(books, moment, GRASSROOTS) if m.until),
        empty="Chưa có tổ chức đảng nào được kiểm tra, hoặc chưa nạp Biểu 04.",
        units=tuple(order),
    )  # fmt: skip


@asking.told_by("inspections")
def coverage(books: Books, moment: Moment) -> Chart:
    """Organisations visited at least once, of all, per block."""
    reported = is_reported(books, moment)
    told = rows(books, "visit_coverage", moment) if reported else []
    titled = asking.level(books, moment)
    direct = [r for r in told if r["level"] == titled]
    share = Share(*(sum(r[name] for r in direct) for name in ("visited", "total", "excluded")))
    return Chart(
        key="visit_coverage",
        title=f"Đã kiểm tra, hướng dẫn {vietnamese.share(share)} {asking.whom(titled)}"
        if reported
        else _NOT_REPORTED,
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Khối", tuple(
                f"{asking.block(r)}: "
                f"{vietnamese.fraction(Share(r['visited'], r['total'], r['excluded']))}"
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
        blocks=tuple(row["block"] for row in told),
    )  # fmt: skip


@asking.told_by("inspections")
def never(books: Books, moment: Moment) -> Chart:
    """Organisations nobody has visited yet, those still before their congress first."""
    reported = is_reported(books, moment)
    told = rows(books, "never_visited", moment) if reported else []
    everyone = "Mọi tổ chức đảng đều đã được kiểm tra ít nhất một lần"
    nobody = everyone if reported else _NOT_REPORTED
    coordinated = sum(r["level"] == COORDINATED for r in told)
    table = [
        (r["name"], asking.block(r), asking.state(r["state"]), r["scheduled_on"]) for r in told
    ]
    return Chart(
        key="never_visited",
        title=f"Còn {vietnamese.count_word(len(told) - coordinated)} tổ chức trực thuộc và {vietnamese.count_word(coordinated)} tổ chức phối hợp "
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
        units=tuple(row["unit"] for row in told),
    )


@asking.told_by("inspections")
def findings(books: Books, moment: Moment) -> Chart:
    """Shortcomings found on visits: put right, open, overdue."""
    told = {r["state"]: r["count"] for r in rows(books, "findings", moment)}
    total = sum(told.values())
    tones = {"fixed": Tone.DONE, "open": Tone.REMAINING, "overdue": Tone.LATE}
    return Chart(
        key="findings",
        title=f"Phát hiện {vietnamese.count_word(total)} nội dung cần khắc phục: đã khắc phục {vietnamese.count_word(told.get('fixed', 0))}, "
        f"quá hạn {vietnamese.count_word(told.get('overdue', 0))}"
        if total
        else none_found(books, moment),
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
        empty=f"{none_found(books, moment)}.",
    )  # fmt: skip


def inspections(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The charts of Kiểm tra in reading order."""
    return (
        never(books, moment),
        visits(books, moment),
        teams(books, moment),
        coverage(books, moment),
        units_visited(books, moment),
        findings(books, moment),
        by_month(books, moment),
        pareto(books, moment),
        recurring(books, moment),
        lessons(books, moment),
    )
