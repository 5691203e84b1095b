"""Đại hội: the matrix organisations × steps, the provincial committee's own steps, the page as a whole."""

from __future__ import annotations

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.asking import Books, Row, rows
from congress_dash.boards.citing import source
from congress_dash.boards.clocks import clocks
from congress_dash.boards.cycles import comparison
from congress_dash.boards.funnel import rungs, waiting
from congress_dash.boards.lates import late, late_bars
from congress_dash.boards.outlook import outlook
from congress_dash.boards.overview import curve
from congress_dash.boards.unmet import not_held
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
        f"hội{_silent_among(direct)}, {_unapproved(unapproved, len(open_))}"
        if open_
        else f"{vietnamese.fraction(Share(len(direct), len(direct), stopped))} {asking.whom(titled)} đã hoàn "
        "thành đại hội",
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


def _silent_among(told: list[dict[str, Row]]) -> str:
    """How many of them have not reported: nobody knows whether they have met."""
    return asking.silent_too(sum(s["official_session"]["state"] == "unknown" for s in told))


def _unapproved(part: int, whole: int) -> str:
    """`trong đó 13/19 chưa được duyệt`; all and none without a number."""
    if not part:
        return "đều đã được duyệt"
    return (
        "đều chưa được duyệt"
        if part == whole
        else f"trong đó {asking.among(part, whole)} chưa được duyệt"
    )


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
        + (f", {asking.among(len(late_), len(told))} việc quá ngày dự kiến" if late_ else "")
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
        empty="Việc của Đảng bộ Công an tỉnh không lọc được theo tổ chức; hãy bỏ lọc để xem."
        if moment.view.is_narrowed
        else "Chưa có mốc việc nào; hãy ghi ở trang Mốc thời hạn của Danh mục rồi nạp lại Danh mục.",
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
