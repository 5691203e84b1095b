"""Biểu 05 – Lịch đại hội: one row per booked congress day. Who attends is told by role."""

from __future__ import annotations

from collections.abc import Iterator

from congress_dash.forms.form import Column, Context, Form, Layout, Lookup, OddField, Values
from congress_dash.readers import Odd, days, roles, session
from congress_dash.records import Booking, FormId


def build(values: Values, row: int, context: Context) -> Iterator[Booking]:
    """One `Booking` of the row's organisation; without a half-day it is the whole day."""
    teams = (
        [team for team in values.get("team") or () if team.isdigit()] or values.get("team") or ()
    )
    if len(teams) > 1:
        raise OddField(
            "team",
            Odd("unknown_team", "Mỗi dòng chỉ ghi một tổ công tác. Hãy giữ một tổ, các thành phần "
                "khác ghi ở Ghi chú."),
        )  # fmt: skip
    yield Booking(
        key=values["organisation"],
        unit=values["organisation"],
        booked_on=values["booked_on"].first,
        booked_to=values["booked_on"].last,
        session=values.get("session") or "day",
        place=values.get("place"),
        team=teams[0] if teams else None,
        note=values.get("note"),
        attending=values.get("attending") or (),
    )


SCHEDULE = Form(
    FormId.SCHEDULE,
    "Biểu 05 – Lịch đại hội",
    (
        Layout(
            "Biểu 05",
            (
                Column("booked_on", ("Ngày", "Ngày đại hội", "Ngày tổ chức", "Ngày tổ chức đại hội"), days, required=True, needed=True,
                       spread=True),
                Column("session", ("Buổi", "Buổi (Sáng/Chiều/Cả ngày)", "Sáng/Chiều", "Buổi (sáng, chiều)"), session, required=True,
                       spread=True),
                Column("organisation", ("Đơn vị", "Tổ chức đảng", "Tên tổ chức đảng"),
                       Lookup.ORGANISATION, required=True, needed=True),
                Column("place", ("Địa điểm", "Địa điểm tổ chức", "Địa điểm đại hội", "Nơi tổ chức"), aside=True),
                Column("attending", ("Ủy viên BTV dự, chỉ đạo", "Ủy viên BTV dự", "Thành phần dự, chỉ đạo", "Lãnh đạo dự, chỉ đạo"), roles),
                Column("team", ("Tổ công tác",), Lookup.TEAMS),
                Column("note", ("Ghi chú",), aside=True),
            ),
            subject="organisation",
            build=build,
            ignored=("TT", "STT"),
        ),
    ),
)  # fmt: skip
