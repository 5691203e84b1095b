"""Biểu 04 – Kiểm tra, hướng dẫn: a visit of a team to one or several organisations."""

from __future__ import annotations

from collections.abc import Iterator

from congress_dash.forms.form import Column, Context, Form, Layout, Lookup, OddField, Values
from congress_dash.readers import day, future
from congress_dash.records import Finding, FormId, Visit
from congress_dash.vietnamese import fold


def _fixed(words: object, as_of: object) -> bool | None:
    """Whether the result column says it was put right; None when it says nothing."""
    folded = fold(str(words or ""))
    if not folded:
        return None
    return folded.startswith(("da khac phuc", "xong", "da xong", "hoan thanh", "x", "da thuc hien"))


def _findings(values: Values) -> tuple[Finding, ...]:
    found = values.get("finding")
    if not found or fold(found) in {"khong", "khong co"}:
        return ()
    return (
        Finding(
            found,
            values.get("corrective_action"),
            values.get("due_on"),
            _fixed(values.get("result"), None),
        ),
    )


def build(values: Values, row: int, context: Context) -> Iterator[Visit]:
    """One `Visit` per team and organisation of the row; they share the row as their session."""
    visited_on = values["visited_on"]
    if visited_on > context.as_of:
        raise OddField("visited_on", future(visited_on, context.as_of))
    for team in values["team"]:
        for unit in values["organisation"]:
            yield Visit(
                key=f"{visited_on}|{team}|{unit}",
                unit=unit,
                team=team,
                visited_on=visited_on,
                session=row,
                content=values.get("content"),
                findings=_findings(values),
            )


INSPECTIONS = Form(
    FormId.INSPECTIONS,
    "Biểu 04 – Kiểm tra, hướng dẫn",
    (
        Layout(
            "Biểu 04",
            (
                Column("visited_on", ("Ngày", "Ngày kiểm tra", "Thời gian"), day, required=True,
                       needed=True, spread=True),
                Column("team", ("Thành phần (ủy viên BTV/Tổ công tác số)", "Thành phần",
                                "Tổ công tác", "Tổ công tác số"),
                       Lookup.TEAMS, required=True, needed=True, spread=True),
                Column("organisation", ("Đơn vị được kiểm tra", *(
                    "Tổ chức đảng được kiểm tra", "Đơn vị")), Lookup.ORGANISATIONS,
                    required=True, needed=True, spread=True),
                Column("content", ("Nội dung", "Nội dung kiểm tra", "Nội dung làm việc"), spread=True, aside=True),
                Column("finding", ("Tồn tại, hạn chế", "Tồn tại", "Hạn chế",
                                  "Tồn tại, hạn chế, khuyết điểm")),
                Column("corrective_action", ("Yêu cầu khắc phục",), aside=True),
                Column("due_on", ("Thời hạn", "Thời hạn khắc phục", "Thời hạn hoàn thành", "Hạn khắc phục"), day),
                Column("result", ("Kết quả khắc phục",)),
            ),
            subject="organisation",
            build=build,
            ignored=("TT", "STT", "Ghi chú"),
        ),
    ),
)  # fmt: skip
