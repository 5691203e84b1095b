"""Visits to an organisation, what they found, and whether it was put right."""

from __future__ import annotations

from congress_dash import vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, Row, columns
from congress_dash.boards.citing import source
from congress_dash.boards.inspections import team_name
from congress_dash.boards.organisation.story import KNOWN
from congress_dash.boards.organisation.who import named, told_rows, unit
from congress_dash.boards.remedies import UNTOLD, is_reported, state_name
from congress_dash.chart import Chart, Column, Kind, Tone, Value
from congress_dash.moment import Moment

_NO_VISITS = (
    "Chưa có báo cáo kiểm tra (Biểu 04) nên chưa biết tổ chức đảng này đã được kiểm tra hay chưa"
)


def seen(books: Books, moment: Moment) -> Chart:
    """Visits with what was found, the newest first; overdue findings are marked."""
    story_ = told_rows(books, "unit_story", moment)
    is_heard = is_reported(books, moment)
    found = [row for row in story_ if row["event"] == "finding"]
    with_finding = {(row["day"], row["subject"]) for row in found}
    calls = [row for row in story_ if row["event"] == "visit"]
    content = {(row["day"], row["subject"]): row["words"] for row in calls}
    told = [r for r in calls if (r["day"], r["subject"]) not in with_finding] + found
    told.sort(key=lambda r: (r["day"], r["subject"], r["words"] or ""), reverse=True)
    table = [_visit_row(row, content.get((row["day"], row["subject"]))) for row in told]
    *rest, last = columns(table, "Ngày", "Đoàn", "Nội dung", "Tồn tại, hạn chế",
                          "Yêu cầu khắc phục", "Hạn", "Tình trạng")  # fmt: skip
    tones = tuple(_tone(row) for row in told)
    return Chart(
        key="unit_story.visits",
        title=named(unit(books, moment), _seen_title(len(calls), found))
        if is_heard
        else _NO_VISITS,
        kind=Kind.TABLE,
        columns=(*rest, Column(last.name, last.values, tones=tones)) if table else (),
        unit="",
        moment=moment,
        definition="Mỗi dòng một buổi làm việc, hoặc một tồn tại của buổi đó; quá hạn là thời hạn khắc "
        "phục trước ngày chốt mà chưa báo đã khắc phục.",
        source=source(books, moment, "inspections"),
        empty="Chưa có buổi kiểm tra, hướng dẫn nào ở tổ chức đảng này tính đến ngày chốt."
        if is_heard
        else f"{citing.lacking(books, moment, 'inspections')}.",
    )


def _visit_row(row: Row, content: str | None) -> tuple[Value, ...]:
    head = (row["day"], team_name(row["subject"]), content)
    if row["event"] == "visit":
        return (*head, None, None, None, None)
    state = state_name(UNTOLD if row["untold"] else row["state"])
    return (*head, row["words"], row["remedy"], row["until"], state)


def _tone(row: Row) -> Tone | None:
    if row["event"] != "finding":
        return None
    return Tone.UNKNOWN if row["untold"] else KNOWN[row["state"]][1]


def _seen_title(visits: int, found: list[Row]) -> str:
    if not visits:
        return "chưa được kiểm tra, hướng dẫn lần nào"
    count = vietnamese.count_word
    parts = [f"đã kiểm tra, hướng dẫn {count(visits)} buổi"]
    parts += (
        [f"phát hiện {count(len(found))} nội dung cần khắc phục"] if found else ["không có tồn tại"]
    )
    told = [row["state"] for row in found if not row["untold"]]
    for state, words in (("open", "còn hạn"), ("overdue", "quá hạn")):
        number = told.count(state)
        parts += [f"{words} {asking.among(number, len(found))}"] if number else []
    untold = len(found) - len(told)
    parts += [f"chưa rõ tình trạng khắc phục {asking.among(untold, len(found))}"] if untold else []
    return ", ".join(parts)
