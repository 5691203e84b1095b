"""Việc và đề nghị: what falls due in the days ahead, and what the Standing Board is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.boards.directing import directed, until, whose
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Moment

_NAMED = 8  # organisations that one line names
_BEFORE = {"booked": "trước ngày đại hội", "planned": "trước ngày đại hội", "deadline": "trước hạn"}
_NOTHING = "Không có nội dung nào cần đề nghị Ban Thường vụ chỉ đạo"
_FORMS = ("progress", "results", "schedule", "inspections", "documents")


def _listed(names: Iterable[str]) -> str:
    """The first of them by name, of the others how many."""
    told = list(dict.fromkeys(names))
    left = len(told) - _NAMED
    more = f"; và {vietnamese.count_word(left)} tổ chức khác" if left > 0 else ""
    return "; ".join(told[:_NAMED]) + more


def _task(row: Row) -> str:
    """`Ban Thường vụ phê duyệt, trước ngày đại hội`."""
    words = reference.label("steps", row["step"])
    before = _BEFORE.get(row["due_by"]) if row["step"] != "official_session" else None
    return f"{words}, {before}" if before else words


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def tasks(books: Books, moment: Moment) -> Chart:
    """One row per week and step that falls due in the days ahead: which organisations, by which day."""
    days = reference.threshold("upcoming_days")
    due = [
        row
        for row in rows(books, "unit_next", moment)
        if row["days_left"] is not None and 0 <= row["days_left"] <= days
    ]
    due.sort(key=lambda row: (row["due_on"], row["unit"]))
    grouped: dict[tuple[date, str], list[str]] = {}
    for row in sorted(due, key=lambda row: _monday(row["due_on"])):
        told = f"{row['name']} ({vietnamese.short_day(row['due_on'])})"
        grouped.setdefault((_monday(row["due_on"]), _task(row)), []).append(told)
    nothing = asking.unheard(books, moment, asking.level(books, moment)) or (
        f"Không có việc nào đến hạn {asking.span(moment)}"
    )
    return Chart(
        key="unit_next.tasks",
        title=f"{asking.span(moment).capitalize()}: {_tasks_title(due)}" if due else nothing,
        kind=Kind.TABLE,
        columns=columns(
            [(vietnamese.week(week), task, _listed(names)) for (week, task), names in grouped.items()],
            "Tuần", "Việc cần làm", "Tổ chức đảng, ngày đến hạn",
        ),
        unit="việc",
        moment=moment,
        definition=f"Việc tiếp theo của mỗi tổ chức đảng đến hạn trong {days} ngày từ ngày chốt: theo "
        "lịch đăng ký, ngày dự kiến, mốc thời hạn hoặc thời hạn sau đại hội. Không tính tổ chức dừng, tạm "
        "hoãn, chưa báo cáo; việc đã quá hạn nêu ở phần khó khăn, vướng mắc.",
        source=source(books, moment, "progress", "results", "schedule", "catalogue"),
        empty=f"{nothing}.",
    )  # fmt: skip


def _tasks_title(due: list[Row]) -> str:
    congresses = sum(row["step"] == "official_session" for row in due)
    before = sum(row["step"] != "official_session" and row["due_by"] in _BEFORE for row in due)
    others = len(due) - congresses - before
    parts = (
        (congresses, "tổ chức đảng đại hội"),
        (before, f"tổ chức đảng {'khác ' * bool(congresses)}còn bước phải xong trước đại hội"),
        (others, f"việc {'khác ' * bool(congresses or before)}đến hạn"),
    )
    return ", ".join(f"{vietnamese.count_word(count)} {words}" for count, words in parts if count)


def proposals(books: Books, moment: Moment) -> Chart:
    """One row per kind of trouble, the heaviest first: what is asked for, and for whom."""
    told = directed(books, moment)
    silent = asking.unheard(books, moment, asking.level(books, moment))
    units: dict[str, list[str]] = {}
    for row in told:
        units.setdefault(row["kind"], []).append(row["name"])
    return Chart(
        key="to_direct.proposals",
        title=f"Đề nghị Ban Thường vụ cho ý kiến chỉ đạo {vietnamese.count_word(len(units))} nội dung, liên "
        f"quan {whose(books, moment, told)}"
        if told
        else silent or _NOTHING,
        kind=Kind.TABLE,
        columns=columns(
            [
                (
                    reference.label("proposals", kind) + until(books, moment, kind),
                    len(set(names)),
                    _listed(names),
                )
                for kind, names in units.items()
            ],
            "Đề nghị", "Số tổ chức", "Tổ chức đảng",
        ),
        unit="tổ chức",
        moment=moment,
        definition="Mỗi loại việc cần chỉ đạo một dòng, loại nặng nhất trước; một tổ chức đảng có thể ở "
        "nhiều dòng. Lời đề nghị theo danh sách do quản trị quy định.",
        source=source(books, moment, *_FORMS),
        empty=f"{citing.lacking(books, moment, 'progress') if silent else _NOTHING}.",
    )  # fmt: skip
