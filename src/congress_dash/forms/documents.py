"""Biểu 03 – Tiến độ văn kiện: a document of an organisation, its drafts and comment rounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from congress_dash.forms.form import Column, Context, Form, Layout, Lookup, Values
from congress_dash.forms.progress import ORGANISATION
from congress_dash.readers import DraftDate, DraftNo, count, draft, draft_date
from congress_dash.records import Document, Draft, FormId
from congress_dash.vietnamese import fold

_MOST_DRAFTS = 9
_NUMBERED = re.compile(r"\b(?:lan(?: thu)?|dt)\s*(\d)\b")


def _state(words: str | None, context: Context) -> DraftNo | None:
    """The draft that the state column speaks of, where it speaks of one."""
    found = _NUMBERED.search(fold(words or ""))
    if not found:
        return None
    told: DraftNo = draft(f"{fold(words or '')[: found.end()]}", context.as_of).value
    return told


def _drafts(values: Values, context: Context) -> tuple[Draft, ...]:
    drafts: dict[int, Draft] = {}
    for number in range(1, _MOST_DRAFTS + 1):
        told: DraftDate | None = values.get(f"draft_{number}")
        if told:
            drafts[number] = Draft(number, told.issued_on, told.in_progress)
    state = values.get("draft") or _state(values.get("note"), context)
    if state and state.revision not in drafts:
        drafts[state.revision] = Draft(state.revision, None, state.in_progress)
    return tuple(drafts[number] for number in sorted(drafts))


def _key(values: Values, context: Context) -> str | None:
    unit, document = values.get("organisation") or context.provincial, values.get("document")
    return f"{unit}|{document}|{values.get('round') or 1}" if document else None


def build(values: Values, row: int, context: Context) -> Iterator[Document]:
    """One `Document`; without an organisation column it is the provincial committee's own."""
    yield Document(
        key=_key(values, context) or "",
        unit=values.get("organisation") or context.provincial,
        document=values["document"],
        round=values.get("round") or 1,
        lead=values.get("lead"),
        drafts=_drafts(values, context),
        audience=values.get("audience"),
        sent=values.get("sent"),
        received=values.get("received"),
        comments=values.get("comments"),
        accepted=values.get("accepted"),
        explained=values.get("explained"),
        note=values.get("note"),
    )


def _draft_column(number: int) -> Column:
    return Column(
        f"draft_{number}",
        (f"Dự thảo (ngày) / Lần {number}", f"Dự thảo lần {number}", f"Dự thảo lần {number} (ngày)",
         f"Dự thảo / Lần {number}", f"Lần {number}",
         f"Ngày dự thảo lần {number}"),
        draft_date,
        required=number == 1,
        spread=True,
    )  # fmt: skip


DOCUMENTS = Form(
    FormId.DOCUMENTS,
    "Biểu 03 – Tiến độ văn kiện",
    (
        Layout(
            "Biểu 03",
            (
                Column("organisation", ORGANISATION, Lookup.ORGANISATION, spread=True),
                Column("document", ("Văn kiện", "Tên văn kiện", "Loại văn kiện", "Văn kiện đại hội"), Lookup.DOCUMENT,
                       required=True, needed=True, spread=True),
                Column("lead", ("Đơn vị chủ trì (tiểu ban)", "Đơn vị chủ trì"), spread=True,
                       aside=True),
                *(_draft_column(number) for number in range(1, _MOST_DRAFTS + 1)),
                Column("draft", ("Dự thảo lần thứ",), draft),
                Column("round", ("Vòng xin ý kiến", "Vòng", "Lần xin ý kiến"), count),
                Column("audience", ("Đối tượng xin ý kiến", "Đối tượng xin ý kiến góp ý"), aside=True),
                Column("sent", ("Số phiếu/công văn gửi", "Số gửi", "Số công văn gửi"), count, summed=True),
                Column("received", ("Số nhận về",), count, summed=True),
                Column("comments", ("Số ý kiến", "Số lượt ý kiến"), count, summed=True),
                Column("accepted", ("Tiếp thu", "Số ý kiến tiếp thu"), count, summed=True),
                Column("explained", ("Giải trình", "Số ý kiến giải trình"), count, summed=True),
                Column("note", ("Tình trạng", "Ghi chú")),
            ),
            subject="document",
            build=build,
            ignored=("TT", "STT"),
            key=_key,
            key_fields=("organisation", "document", "round"),
        ),
    ),
)  # fmt: skip
