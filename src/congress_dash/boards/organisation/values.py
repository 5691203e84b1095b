"""Every value of an organisation and the upload it comes from."""

from __future__ import annotations

from congress_dash import wording
from congress_dash.boards.asking import FORMS, Books, columns
from congress_dash.boards.organisation.who import named, source_of, told_rows, unit
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Moment

_LAST_DAYS = {"held_to": "held_on", "planned_to": "planned_from", "booked_to": "booked_on"}


def values(books: Books, moment: Moment) -> Chart:
    """Every value in force, and the report that was the first to say so."""
    found = told_rows(books, "unit_values", moment)
    said = {row["field"]: row["value"] for row in found}
    order = [*wording.FIELDS]
    told = [r for r in found if said.get(_LAST_DAYS.get(r["field"], "")) != r["value"]]
    told.sort(key=lambda r: ([*FORMS].index(r["form"]), order.index(r["field"])))
    table = [
        (wording.FIELDS[r["field"]], wording.value(r["field"], r["value"]), r["as_of"], str(r["upload"]), r["file"])
        for r in told
    ]  # fmt: skip
    uploads = len({row["upload"] for row in told})
    return Chart(
        key="unit_story.values",
        title=named(
            unit(books, moment), f"{len(told)} nội dung đang dùng, lấy từ {uploads} lần nạp"
        )
        if told
        else "Chưa có nội dung nào được báo cáo",
        kind=Kind.TABLE,
        columns=columns(table, "Nội dung", "Giá trị", "Có từ số liệu đến ngày", "Lần nạp", "Tệp"),
        unit="",
        moment=moment,
        definition="Giá trị đang dùng ở ngày chốt và lần nạp đầu tiên nói như vậy; lần nạp đã rút không "
        "được nêu.",
        source=source_of(books, moment, told),
        group=tuple(FORMS[r["form"]] for r in told),
        empty="Chưa có nội dung nào được báo cáo về tổ chức đảng này.",
    )
