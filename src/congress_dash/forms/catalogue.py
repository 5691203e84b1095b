"""Danh mục: organisations, aliases, milestones, pauses, holidays, teams, cycles, one sheet each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from congress_dash import reference
from congress_dash.forms.form import Column, Context, Form, Layout, OddField, Values
from congress_dash.readers import (
    NOTHING,
    Odd,
    Reading,
    count,
    day,
    is_empty,
    org_kind,
    pilot,
    scope,
    status,
)
from congress_dash.records import Alias, Cycle, FormId, Holiday, Milestone, PartyOrg, Pause, Team
from congress_dash.vietnamese import fold, tidy


def _block(value: object, as_of: date) -> Reading:
    """The id of a block that the list of blocks knows, else the words themselves."""
    words = tidy(str(value or ""))
    if is_empty(value):
        return NOTHING
    return Reading(reference.find("blocks", words) or words)


def _level(value: object, as_of: date) -> Reading:
    found = reference.find("levels", str(value or ""))
    if not found:
        listed = "; ".join(entry.name for entry in reference.entries("levels").values())
        raise Odd("unknown_level", f"Không rõ cấp này. Hãy ghi một trong các cấp: {listed}.")
    return Reading(found)


def made_id(name: str) -> str:
    """An id made from a name, for an organisation that has no code."""
    return fold(name).replace(" ", "-")


def _org_key(values: Values, context: Context) -> str | None:
    if not values.get("name"):
        return None
    own = values.get("code") or made_id(values["name"])
    below = values.get("parent") and not values.get("scope")
    return f"org:{values['parent']}/{own}" if below and not values.get("code") else f"org:{own}"


def _org(values: Values, row: int, context: Context) -> Iterator[PartyOrg]:
    name = tidy(values["name"])
    key = _org_key(values, context) or ""
    yield PartyOrg(
        key=key,
        unit=key.removeprefix("org:"),
        ordinal=values.get("ordinal"),
        code=values.get("code"),
        name=name,
        kind=values["kind"],
        scope=values.get("scope"),
        block=values.get("block"),
        parent=values.get("parent"),
        members=values.get("members"),
        sub_cells=values.get("sub_cells"),
        pilot=bool(values.get("pilot")),
        status=values.get("status"),
        valid_from=values.get("valid_from"),
        valid_to=values.get("valid_to"),
        successor=values.get("successor"),
    )


def _alias(values: Values, row: int, context: Context) -> Iterator[Alias]:
    yield Alias(f"alias:{fold(values['alias'])}", values["alias"], values["unit"])


def _milestone(values: Values, row: int, context: Context) -> Iterator[Milestone]:
    name, level, since = values["milestone"], values["level"], values.get("effective_from")
    yield Milestone(
        key=f"milestone:{level}|{fold(name)}|{fold(values.get('basis') or '')}|{since or ''}",
        level=level,
        milestone=name,
        step=reference.find("steps", name),
        due_on=values["due_on"],
        basis=values.get("basis"),
        effective_from=since,
        done_on=values.get("done_on"),
    )


def _pause(values: Values, row: int, context: Context) -> Iterator[Pause]:
    starts, ends = values["starts_on"], values["ends_on"]
    if ends < starts:
        raise OddField("ends_on", Odd("unreadable_date", "Đến ngày phải sau Từ ngày. Hãy sửa."))
    yield Pause(f"pause:{starts}", starts, ends, values.get("reason"))


def _holiday(values: Values, row: int, context: Context) -> Iterator[Holiday]:
    yield Holiday(f"holiday:{values['day']}", values["day"], values.get("name"))


def _team(values: Values, row: int, context: Context) -> Iterator[Team]:
    number = str(values["number"])
    yield Team(f"team:{number}", number, values.get("name") or f"Tổ công tác số {number}")


def _cycle(values: Values, row: int, context: Context) -> Iterator[Cycle]:
    name, starts, ends = values["name"], values["starts_on"], values.get("ends_on")
    if ends and ends < starts:
        raise OddField("ends_on", Odd("unreadable_date", "Đến ngày phải sau Từ ngày. Hãy sửa."))
    own = values.get("cycle") or name
    yield Cycle(f"cycle:{fold(own)}", own, name, starts, ends)


CATALOGUE = Form(
    FormId.CATALOGUE,
    "Danh mục",
    (
        Layout(
            "Tổ chức đảng",
            (
                Column("ordinal", ("Thứ tự", "TT", "STT"), count),
                Column("code", ("Mã",)),
                Column("name", ("Tên tổ chức đảng",), required=True, needed=True),
                Column("kind", ("Loại hình",), org_kind, required=True, needed=True),
                Column("scope", ("Phạm vi",), scope, required=True),
                Column("block", ("Khối",), _block),
                Column("parent", ("Cấp trên",)),
                Column("members", ("Số đảng viên",), count),
                Column("sub_cells", ("Số chi bộ trực thuộc",), count),
                Column("pilot", ("ĐH điểm",), pilot),
                Column("status", ("Tình trạng",), status),
                Column("valid_from", ("Từ ngày",), day),
                Column("valid_to", ("Đến ngày",), day),
                Column("successor", ("Kế tục bởi (Mã)", "Kế tục bởi")),
            ),
            subject="name",
            build=_org,
            ignored=("Ghi chú",),
            key=_org_key,
            key_fields=("name", "code", "parent", "scope"),
        ),
        Layout(
            "Tên gọi khác",
            (
                Column("alias", ("Tên gọi khác",), required=True, needed=True),
                Column("unit", ("Mã",), required=True, needed=True),
            ),
            subject="alias",
            build=_alias,
            ignored=("TT", "STT", "Ghi chú"),
        ),
        Layout(
            "Mốc thời hạn",
            (
                Column("level", ("Cấp",), _level, required=True, needed=True, spread=True),
                Column("milestone", ("Mốc",), required=True, needed=True),
                Column("due_on", ("Ngày",), day, required=True, needed=True),
                Column("basis", ("Căn cứ",)),
                Column("effective_from", ("Hiệu lực từ",), day),
                Column("done_on", ("Ngày thực hiện",), day),
            ),
            subject="milestone",
            build=_milestone,
            ignored=("TT", "STT", "Ghi chú"),
        ),
        Layout(
            "Tạm dừng",
            (
                Column("starts_on", ("Từ ngày",), day, required=True, needed=True),
                Column("ends_on", ("Đến ngày",), day, required=True, needed=True),
                Column("reason", ("Lý do",), aside=True),
            ),
            subject="starts_on",
            build=_pause,
            ignored=("TT", "STT", "Ghi chú"),
        ),
        Layout(
            "Ngày nghỉ",
            (
                Column("day", ("Ngày",), day, required=True, needed=True),
                Column("name", ("Tên", "Tên ngày nghỉ"), aside=True),
            ),
            subject="day",
            build=_holiday,
            ignored=("TT", "STT", "Ghi chú"),
        ),
        Layout(
            "Tổ công tác",
            (
                Column("number", ("Số",), count, required=True, needed=True),
                Column("name", ("Tên tổ công tác",), aside=True),
            ),
            subject="number",
            build=_team,
            ignored=("TT", "STT", "Ghi chú"),
        ),
        Layout(
            "Nhiệm kỳ",
            (
                Column("cycle", ("Mã",)),
                Column("name", ("Tên nhiệm kỳ",), required=True, needed=True),
                Column("starts_on", ("Từ ngày",), day, required=True, needed=True),
                Column("ends_on", ("Đến ngày",), day),
            ),
            subject="name",
            build=_cycle,
            ignored=("TT", "STT", "Ghi chú"),
        ),
    ),
)
