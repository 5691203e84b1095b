"""Biểu 04 – Kiểm tra, hướng dẫn: a visit of a team to one or several organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from congress_dash.forms.form import Column, Context, Form, Layout, Lookup, OddField, Values
from congress_dash.readers import day, future, is_empty
from congress_dash.readers.cells import TICKS, is_doubted
from congress_dash.records import Finding, FormId, Visit
from congress_dash.vietnamese import fold

_NO_FINDING = re.compile(
    r"(?:0|(?:chua|khong)(?: (?:co|phat hien|thay|ghi nhan))*"
    r"(?: (?:ton tai|han che|khuyet diem|thieu sot|sai sot|sai pham|vi pham|van de|noi dung|"
    r"gi|nao))*)$"
)
_DONE = r"(?:khac phuc|kp|thuc hien|hoan thanh|hoan tat|hoan thien|bo sung|chan chinh|sua|chinh sua|xong)"
_FIXED = re.compile(
    rf"(?:x|v|ok|co|da|roi|100%)$|(?:(?:don vi|chi bo|dang bo|dang uy|chi uy) )?"
    rf"(?:(?:xong|hoan thanh|hoan tat)(?! (?:truoc(?! (?:thoi )?han)|trong|cham nhat))|da (?:duoc )?{_DONE}|{_DONE} xong)\b"
)
_LIMITED = re.compile(
    r"\b(?:một (?:phần|số|nửa)|phần lớn|cơ bản|nhưng|trừ|đang|sẽ|còn \d+|"
    r"chưa (?:xong|đạt|hết|đủ|đầy đủ|triệt để|dứt điểm|hoàn))\b",
    re.I,
)
_LIMITED_BARE = re.compile(  # without accents, in which `dang` may be the Party and `tru` an office
    r"\b(?:mot (?:phan|so|nua)|phan lon|co ban|nhung chua|con \d+|"
    r"chua (?:xong|dat|het|du|day du|triet de|dut diem|hoan))\b",
    re.I,
)
_PERCENT = re.compile(r"(?<!\d)\d{1,2} ?%")
_SHARE = re.compile(
    r"(?<![\d/.])(\d{1,4}) ?/ ?(\d{1,4}) (?:nội dung|tồn tại|hạn chế|vấn đề|việc)", re.I
)


def _fixed(words: str | None) -> bool | None:
    """Whether the result column says all was put right; None when it says nothing."""
    if words in TICKS:
        return True
    folded = fold(words or "")
    if not words or not folded:
        return None
    limited = _LIMITED_BARE if words.isascii() else _LIMITED
    is_part = any(int(done) < int(whole) for done, whole in _SHARE.findall(words))
    is_part = is_part or bool(limited.search(words) or _PERCENT.search(words))
    return not is_part and not is_doubted(words) and bool(_FIXED.match(folded))


def _findings(values: Values) -> tuple[Finding, ...]:
    found = values.get("finding")
    if found is None or is_empty(found) or _NO_FINDING.match(fold(found)):
        return ()
    return (
        Finding(
            found,
            values.get("corrective_action"),
            values.get("due_on"),
            _fixed(values.get("result")),
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
