"""Visits to an organisation, what they found, and whether it was put right."""

from __future__ import annotations

from congress_dash import reference
from congress_dash.boards.asking import Books, Row, columns, source
from congress_dash.boards.findings import is_reported
from congress_dash.boards.inspections import team_name
from congress_dash.boards.organisation.story import KNOWN
from congress_dash.boards.organisation.who import named, told_rows, unit
from congress_dash.chart import Chart, Column, Kind, Value
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
    tones = tuple(KNOWN[r["state"]][1] if r["event"] == "finding" else None for r in told)
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
        else f"{_NO_VISITS}. Hãy nạp Biểu 04 ở trang Cập nhật.",
    )


def _visit_row(row: Row, content: str | None) -> tuple[Value, ...]:
    head = (row["day"], team_name(row["subject"]), content)
    if row["event"] == "visit":
        return (*head, None, None, None, None)
    state = reference.label("finding_states", row["state"])
    return (*head, row["words"], row["remedy"], row["until"], state)


def _seen_title(visits: int, found: list[Row]) -> str:
    if not visits:
        return "chưa được kiểm tra, hướng dẫn lần nào"
    late_ = sum(row["state"] == "overdue" for row in found)
    open_ = sum(row["state"] == "open" for row in found)
    parts = [f"đã kiểm tra, hướng dẫn {visits} buổi"]
    parts += [f"phát hiện {len(found)} nội dung cần khắc phục"] if found else ["không có tồn tại"]
    parts += [f"còn hạn {open_}"] if open_ else []
    parts += [f"quá hạn {late_}"] if late_ else []
    return ", ".join(parts)
