"""Kiểm tra: who was visited by whom and when, who never was, what was found."""

from __future__ import annotations

from datetime import date, timedelta

from congress_dash import vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import COORDINATED, GRASSROOTS, Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.boards.findings import by_month, pareto, recurring
from congress_dash.boards.lessons import lessons
from congress_dash.boards.remedies import findings, is_reported, nothing
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import Moment
from congress_dash.share import Share

_TEAM_TONES = (Tone.FIRST, Tone.SECOND, Tone.THIRD, Tone.FOURTH, Tone.FIFTH, Tone.SIXTH)
_NOT_REPORTED = "Chưa có báo cáo kiểm tra (Biểu 04) nên chưa biết tổ chức đảng nào đã được kiểm tra"
_NO_SESSION = "Chưa có buổi kiểm tra, hướng dẫn nào"
_NO_GROUP = "Chưa tổ công tác nào có buổi kiểm tra, hướng dẫn"
_OF_VIEW = " Khi lọc: tính buổi có ít nhất một tổ chức đảng thuộc phạm vi lọc."


def team_name(team: str) -> str:
    return "Ủy viên BTV" if team == "BTV" else f"Tổ công tác số {team}"


def visits(books: Books, moment: Moment) -> Chart:
    """Working sessions per week and team; weeks without any are there, empty."""
    told = rows(books, "visits_over_time", moment)
    known = citing.known_until(books, moment, "inspections")
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
        else _NO_SESSION
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
        empty=nothing(books, moment, _NO_SESSION),
    )  # fmt: skip


@citing.told_by("inspections")
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
        else _NO_GROUP
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
        empty=nothing(books, moment, _NO_SESSION),
    )  # fmt: skip


def _teams_title(groups: list[str], sessions: dict[str, int], units: dict[str, int]) -> str:
    least, most = groups[0], groups[-1]
    if not sessions[most]:
        return _NO_GROUP
    if len(groups) == 1:
        return f"{team_name(least)} đã có {vietnamese.count_word(sessions[least])} buổi làm việc"
    if sessions[least] == sessions[most]:
        each = vietnamese.count_word(sessions[least])
        return f"Các tổ công tác đi đều nhau, mỗi tổ {each} buổi làm việc"
    few = [team for team in groups if sessions[team] == sessions[least]]
    many = [team for team in groups if sessions[team] == sessions[most]]
    only = f" với {vietnamese.count_word(units[least])} lượt tổ chức đảng" if len(few) == 1 else ""
    most_, least_ = (vietnamese.count_word(sessions[team]) for team in (most, least))
    went = f"đi ít nhất: {least_} buổi{only}" if sessions[least] else "chưa đi buổi nào"
    return (
        f"{_alike(few)} {'cùng ' * (len(few) > 1)}{went}; nhiều nhất là {_alike(many).lower()}, "
        f"{'mỗi tổ ' * (len(many) > 1)}{most_} buổi"
    )


def _alike(groups: list[str]) -> str:
    """`Tổ công tác số 1, số 4`: those of one place, named together."""
    first, *others = groups
    return team_name(first) + "".join(f", số {team}" for team in others)


@citing.told_by("inspections")
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
    followed = asking.followed(books, moment)
    open_ = {row["unit"] for row in followed if not row["held"]}
    waits = next((unit for unit in order if unit in open_), None)
    longest = (
        f"; trong số chưa đại hội, lâu nhất chưa có buổi mới là {named[waits]}, "
        f"{vietnamese.count_word((moment.as_of - days[waits][-1]).days)} ngày"
        if waits
        else ""
    )
    return Chart(
        key="visits_over_time.units",
        title=f"{asking.among(len(order), len(followed))} tổ chức đảng đã được kiểm tra{longest}"
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
        empty=nothing(books, moment, "Chưa có tổ chức đảng nào được kiểm tra"),
        units=tuple(order),
    )  # fmt: skip


@citing.told_by("inspections")
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
        empty=nothing(books, moment, "Chưa có tổ chức đảng nào trong diện kiểm tra"),
        blocks=tuple(row["block"] for row in told),
    )  # fmt: skip


@citing.told_by("inspections")
def never(books: Books, moment: Moment) -> Chart:
    """Organisations nobody has visited yet, those still before their congress first."""
    reported = is_reported(books, moment)
    told = rows(books, "never_visited", moment) if reported else []
    everyone = "Mọi tổ chức đảng đều đã được kiểm tra ít nhất một lần"
    nobody = everyone if reported else _NOT_REPORTED
    table = [
        (r["name"], asking.block(r), asking.state(r["state"]), r["scheduled_on"]) for r in told
    ]
    return Chart(
        key="never_visited",
        title=_never_title(books, moment, told) if told else nobody,
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Khối", "Tình trạng", "Lịch đại hội"),
        unit="tổ chức",
        moment=moment,
        definition="Tổ chức trực thuộc và phối hợp chưa có buổi kiểm tra, hướng dẫn nào tính đến ngày "
        "chốt, không tính tổ chức được chỉ đạo dừng.",
        source=source(books, moment, "inspections", "progress", "schedule"),
        empty=nothing(books, moment, everyone),
        units=tuple(row["unit"] for row in told),
    )


def _never_title(books: Books, moment: Moment, told: list[Row]) -> str:
    """Of each level that has any: how many, of how many."""
    coverage_ = rows(books, "visit_coverage", moment)
    parts = []
    for level, words in ((GRASSROOTS, "trực thuộc"), (COORDINATED, "phối hợp")):
        number = sum(row["level"] == level for row in told)
        whole = sum(row["total"] for row in coverage_ if row["level"] == level)
        parts += [f"{asking.among(number, whole)} tổ chức {words}"] if number else []
    return f"Còn {' và '.join(parts)} chưa được kiểm tra lần nào"


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
