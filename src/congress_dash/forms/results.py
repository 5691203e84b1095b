"""Biểu 02 – Kết quả đại hội: one row per organisation that has held its congress.

Counts of the committee elected (women, young, re-elected …) are not taken (domain.md §4.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from congress_dash.forms.form import Column, Context, Form, Layout, Lookup, OddField, Values
from congress_dash.forms.progress import ORGANISATION
from congress_dash.readers import Days, Paper, count, day, days, future, paper, yes_no
from congress_dash.records import FormId, Result


def build(values: Values, row: int, context: Context) -> Iterator[Result]:
    """One `Result` of the row's organisation."""
    congress: Days | None = values.get("held_on")
    ratified: Paper | None = values.get("ratified")
    if congress and congress.first > context.as_of:
        raise OddField("held_on", future(congress.first, context.as_of))
    yield Result(
        key=values["organisation"],
        unit=values["organisation"],
        held_on=congress.first if congress else None,
        held_to=congress.last if congress else None,
        convened=values.get("convened"),
        present=values.get("present"),
        opinions=values.get("opinions"),
        direct_election=values.get("direct_election"),
        reported_on=values.get("reported_on"),
        ratified_no=ratified.number if ratified else None,
        ratified_on=ratified.issued_on if ratified else None,
    )


RESULTS = Form(
    FormId.RESULTS,
    "Biểu 02 – Kết quả đại hội",
    (
        Layout(
            "Biểu 02",
            (
                Column("organisation", ORGANISATION, Lookup.ORGANISATION, required=True),
                Column("held_on", ("Ngày đại hội", "Ngày tổ chức đại hội"), days, required=True, needed=True, spread=True),
                Column("convened", ("ĐV triệu tập", "Đảng viên triệu tập", "Triệu tập",
                                    "Đảng viên được triệu tập"), count,
                       summed=True),
                Column("present", ("Có mặt", "ĐV có mặt"), count, summed=True),
                Column("opinions", ("Số ý kiến thảo luận", "Ý kiến thảo luận"), count, summed=True),
                Column("direct_election", ("BT bầu trực tiếp (x)", "BT bầu trực tiếp",
                                           "Bầu trực tiếp BT"), yes_no),
                Column("reported_on", ("Ngày báo cáo kết quả", "Ngày báo cáo"), day, required=True,
                       spread=True),
                Column("ratified", ("QĐ chuẩn y (số, ngày)", "QĐ chuẩn y", "Quyết định chuẩn y"),
                       paper, spread=True),
            ),
            subject="organisation",
            build=build,
            ignored=("TT", "STT", "Tỷ lệ %", "Tỷ lệ (%)", "Tỷ lệ", "Ghi chú", "Cấp ủy",
                     "Số lượng", "Nữ", "Trẻ", "Tái cử", "Lần đầu", "Lần đầu tham gia"),
            rates=(("present", "convened"),),
        ),
    ),
)  # fmt: skip
