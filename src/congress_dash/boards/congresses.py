"""Đại hội: the matrix organisations × steps, who is late, who has not met yet."""

from __future__ import annotations

from datetime import date

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.asking import GRASSROOTS, Books, Row, columns, rows, source
from congress_dash.boards.clocks import clocks
from congress_dash.boards.cycles import comparison
from congress_dash.boards.funnel import rungs, waiting
from congress_dash.boards.outlook import outlook
from congress_dash.boards.overview import curve
from congress_dash.boards.upcoming import days_words, strip, upcoming
from congress_dash.chart import Chart, Column, Kind, Tone, Value
from congress_dash.moment import Moment
from congress_dash.share import Share

STEPS = (
    "plan_issued",
    "draft_n",
    "comment_round_k",
    "submitted",
    "approved",
    "planned",
    "official_session",
    "result_reported",
    "result_approved",
)
_SIDE_STATES = {"unknown": Tone.UNKNOWN, "cancelled_reorg": Tone.STOPPED, "postponed": Tone.STOPPED}


def step_name(step: str) -> str:
    """The short name of a column of the matrix."""
    return "Dự kiến" if step == "planned" else reference.label("steps", step, short=True)


def _cell(step: str, told: dict[str, Row]) -> tuple[Value, Tone | None]:
    """What stands in a cell of the matrix, and what its colour says."""
    if step == "planned":
        congress = told["official_session"]
        late = bool(congress["days_late"]) and not congress["done"]
        return congress["value"] or congress["planned"], Tone.LATE if late else None
    row = told[step]
    if step == "draft_n" and (row["value"] or row["in_progress"]):
        return _drafts(row), None if row["in_progress"] else Tone.DONE
    if step == "comment_round_k" and row["done"]:
        return f"{row['value']} lượt", Tone.DONE
    if row["done"]:
        return row["done_on"] or "có", Tone.DONE
    return None, None


def _planned(books: Books, moment: Moment) -> dict[str, Value]:
    """Unit → the days its congress is planned on, the first and the last of several."""
    return {
        row["unit"]: days_words(row["planned_from"] or row["planned_to"], row["planned_to"])
        if row["planned_to"]
        else None
        for row in rows(books, "organisations", moment)
    }


def _drafts(row: Row) -> str:
    """`lần 2; đang lần 3`: the finished one and the one being written."""
    finished = f"lần {row['value']}" if row["value"] else ""
    writing = f"đang lần {row['in_progress']}" if row["in_progress"] else ""
    return "; ".join(filter(None, (finished, writing)))


def matrix_units(books: Books, moment: Moment) -> tuple[tuple[str, str], ...]:
    """Unit and name of every row of the matrix, in its order."""
    told = (r for r in rows(books, "unit_steps", moment) if r["level"] != "superior")
    return tuple({r["unit"]: (r["unit"], r["name"]) for r in told}.values())


def matrix(books: Books, moment: Moment, level: str | None = None) -> Chart:
    """Organisations × steps with days in the cells; late ones marked. All levels, or one."""
    told: dict[str, dict[str, Row]] = {}
    planned = _planned(books, moment)
    for row in rows(books, "unit_steps", moment):
        if row["level"] != "superior" and level in (None, row["level"]):
            told.setdefault(row["unit"], {})[row["step"]] = {**row, "planned": planned[row["unit"]]}
    any_step = {unit: next(iter(steps.values())) for unit, steps in told.items()}
    cells = {step: [_cell(step, steps) for steps in told.values()] for step in STEPS}
    sides = [_SIDE_STATES.get(row["state"]) for row in any_step.values()]
    titled = asking.level(books, moment)
    of_level = {u: steps for u, steps in told.items() if any_step[u]["level"] == titled}
    direct = [s for u, s in of_level.items() if any_step[u]["state"] != "cancelled_reorg"]
    stopped = len(of_level) - len(direct)
    open_ = [s for s in direct if not s["official_session"]["done"]]
    unapproved = sum(not s["approved"]["done"] for s in open_)
    return Chart(
        key="unit_steps" if level is None else f"unit_steps.{level}",
        title=asking.unheard(books, moment, titled)
        or f"{vietnamese.fraction(Share(len(open_), len(direct), stopped))} {asking.whom(titled)} chưa đại "
        f"hội, trong đó {unapproved} chưa được duyệt"
        if open_
        else f"{vietnamese.fraction(Share(len(direct), len(direct), stopped))} {asking.whom(titled)} đã tổ chức "
        "đại hội",
        kind=Kind.MATRIX,
        columns=(
            Column("Tổ chức đảng", tuple(row["name"] for row in any_step.values())),
            *(
                Column(step_name(step), tuple(value for value, _ in cells[step]),
                       tones=tuple(tone for _, tone in cells[step]))
                for step in STEPS
            ),
            Column("Tình trạng", tuple(asking.state(r["state"]) for r in any_step.values()),
                   tones=tuple(sides)),
        ),
        unit="ngày thực hiện",
        moment=moment,
        definition=(
            "Mỗi hàng một tổ chức đảng, mỗi cột một bước; ô ghi ngày hoàn thành tính đến ngày chốt. "
            "Ô Dự kiến có dấu chậm khi ngày dự kiến đã qua mà chưa tổ chức đại hội, không kể những ngày "
            "tạm dừng."
        ),
        source=source(books, moment, "progress", "results"),
        group=tuple(asking.block(row) for row in any_step.values()),
        units=tuple(told),
    )  # fmt: skip


def late(books: Books, moment: Moment) -> Chart:
    """Late organisations, worst first, with the step that holds them up."""
    told = rows(books, "late_units", moment)
    direct = sum(row["level"] == GRASSROOTS for row in told)
    table = [
        (r["name"], asking.block(r, short=True), reference.label("steps", r["step"]), r["due_on"],
         r["days_late"], r["booked_on"])
        for r in told
    ]  # fmt: skip
    worst = max((row["days_late"] for row in told), default=0)
    direct_too = (
        f" ({direct} trực thuộc, {len(told) - direct} phối hợp)" if 0 < direct < len(told) else ""
    )
    return Chart(
        key="late_units",
        title=f"{asking.orgs(len(told))} chậm so với ngày dự kiến{direct_too}, "
        f"lâu nhất {worst} ngày; cần tập trung đôn đốc"
        if told
        else "Không có tổ chức đảng nào chậm so với ngày dự kiến",
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Khối", "Khâu đang vướng", "Ngày dự kiến",
                        "Chậm (ngày)", "Lịch đã đăng ký"),
        unit="ngày",
        moment=moment,
        definition=(
            "Chậm: ngày dự kiến đã qua mà chưa tổ chức đại hội; không tính tổ chức dừng, tạm hoãn "
            "hoặc chưa báo cáo, không tính những ngày tạm dừng. Khâu đang vướng: bước đầu tiên chưa xong trong trình, duyệt, đại hội."
        ),
        source=source(books, moment, "progress", "schedule"),
        empty="Không có tổ chức đảng nào chậm so với ngày dự kiến.",
        units=tuple(row["unit"] for row in told),
    )  # fmt: skip


_SHOWN = 10
_BLOCKING = {
    "submitted": Tone.THIRD,
    "approved": Tone.FOURTH,
    "official_session": Tone.SECOND,
}


def late_bars(books: Books, moment: Moment) -> Chart:
    """The ten latest organisations as bars of days, each in the colour of the step it waits at."""
    told = sorted(rows(books, "late_units", moment), key=lambda r: -r["days_late"])
    worst = told[:_SHOWN]
    steps = [step for step in _BLOCKING if any(r["step"] == step for r in worst)]
    more = len(told) - len(worst)
    return Chart(
        key="late_units.bars",
        title=f"{worst[0]['name']} chậm nhất, {worst[0]['days_late']} ngày"
        + (f"; còn {asking.orgs(more)} chậm ít ngày hơn ở bảng danh sách" if more else "")
        if worst
        else "Không có tổ chức đảng nào chậm so với ngày dự kiến",
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Tổ chức đảng", tuple(_named(r) for r in worst)),
            *(
                Column(f"Vướng: {reference.label('steps', step)}",
                       tuple(r["days_late"] if r["step"] == step else None for r in worst),
                       _BLOCKING[step])
                for step in steps
            ),
        ),
        unit="ngày chậm",
        moment=moment,
        definition=f"Số ngày từ ngày dự kiến đến ngày chốt của {_SHOWN} tổ chức chậm nhất, màu theo "
        "khâu đang vướng: bước đầu tiên chưa xong trong trình, duyệt, đại hội.",
        source=source(books, moment, "progress"),
        empty="Không có tổ chức đảng nào chậm so với ngày dự kiến.",
        units=tuple(row["unit"] for row in worst),
    )  # fmt: skip


def _named(row: Row) -> str:
    name: str = row["name"]
    return f"{name} (phối hợp)" if row["level"] == asking.COORDINATED else name


def _next_day(row: Row) -> date | str | None:
    return row["booked_on"] or asking.planned_words(row)


def not_held(books: Books, moment: Moment) -> Chart:
    """Organisations of the level looked at that have not met, by their booked or planned day."""
    titled = asking.level(books, moment)
    whom = asking.whom(titled)
    told = [
        r
        for r in rows(books, "organisations", moment)
        if r["level"] == titled and not r["held"] and r["state"] != "cancelled_reorg"
    ]
    told.sort(key=lambda r: (r["booked_on"] or r["planned_to"] or date.max, r["unit"]))
    booked = sum(r["booked_on"] is not None for r in told)
    table = [
        (r["name"], asking.block(r, short=True), asking.state(r["state"]),
         _next_day(r), "đã đăng ký" if r["booked_on"] else "dự kiến" if _next_day(r)
         else "chưa có ngày", r["place"])
        for r in told
    ]  # fmt: skip
    return Chart(
        key="organisations.not_held",
        title=asking.unheard(books, moment, titled)
        or f"Còn {len(told)} {whom} chưa đại hội: {booked} đã đăng ký lịch, "
        f"{len(told) - booked} chưa đăng ký"
        if told
        else f"Không còn {whom} nào chưa đại hội",
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Khối", "Tình trạng", "Ngày", "Nguồn ngày",
                        "Địa điểm"),
        unit="tổ chức",
        moment=moment,
        definition=f"{whom[0].upper()}{whom[1:]} chưa tổ chức đại hội, không tính tổ chức được chỉ đạo dừng; "
        "ngày đăng ký ở Biểu 05, nếu không có thì ngày dự kiến ở Biểu 01.",
        source=source(books, moment, "progress", "schedule"),
        empty=f"Không còn {whom} nào chưa đại hội.",
        units=tuple(row["unit"] for row in told),
    )  # fmt: skip


def provincial(books: Books, moment: Moment) -> Chart:
    """The provincial committee's own steps with planned and done days."""
    told = [r for r in rows(books, "unit_steps", moment) if r["level"] == "superior"]
    done = sum(r["done"] for r in told)
    late_ = [r for r in told if not r["done"] and r["days_late"]]
    words = ["đã thực hiện" if r["done"] else "chậm" if r["days_late"] else "chưa đến hạn"
             for r in told]  # fmt: skip
    tones = [Tone.DONE if r["done"] else Tone.LATE if r["days_late"] else None for r in told]
    return Chart(
        key="unit_steps.superior",
        title=f"Đảng bộ Công an tỉnh đã thực hiện {done}/{len(told)} việc chuẩn bị"
        + (f", {len(late_)} việc quá ngày dự kiến" if late_ else "")
        if told
        else "Việc của Đảng bộ Công an tỉnh không lọc được theo tổ chức"
        if moment.view.is_narrowed
        else "Chưa có mốc việc của Đảng bộ Công an tỉnh trong Danh mục",
        kind=Kind.MATRIX,
        columns=(
            Column("Việc", tuple(r["value"] for r in told)),
            Column("Dự kiến", tuple(r["planned_on"] for r in told)),
            Column("Thực hiện", tuple(r["done_on"] for r in told)),
            Column("Tình trạng", tuple(words), tones=tuple(tones)),
        ),
        unit="ngày",
        moment=moment,
        definition="Các mốc việc của Đảng bộ Công an tỉnh ghi ở Danh mục, trang Mốc thời hạn. Số ngày "
        "chậm không kể những ngày tạm dừng.",
        source=source(books, moment, "catalogue"),
        empty="Hãy bỏ lọc để xem việc của Đảng bộ Công an tỉnh."
        if moment.view.is_narrowed
        else "Chưa có số liệu.",
    )


def congresses(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The charts of Đại hội in reading order."""
    return (
        strip(books, moment),
        upcoming(books, moment),
        late_bars(books, moment),
        late(books, moment),
        clocks(books, moment),
        matrix(books, moment),
        rungs(books, moment),
        waiting(books, moment),
        not_held(books, moment),
        outlook(books, moment),
        curve(books, moment, "sub_cell"),
        curve(books, moment, "coordinated"),
        provincial(books, moment),
        comparison(books, moment),
    )
