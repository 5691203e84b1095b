"""Who an organisation is, for the head of its page; what its charts share.

The moment's view names the organisation: `moment.of("PC03")`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from congress_dash import reference, vietnamese, wording
from congress_dash.boards import asking
from congress_dash.boards.asking import FORMS, Books, Row, rows
from congress_dash.boards.citing import source
from congress_dash.chart import Tone
from congress_dash.moment import Moment

SUPERIOR = "superior"
_STATE_TONES = {
    "held": Tone.DONE,
    "reported": Tone.DONE,
    "ratified": Tone.DONE,
    "implementing": Tone.DONE,
    "scheduled": Tone.REGISTERED,
    "approved": Tone.REGISTERED,
    "unknown": Tone.UNKNOWN,
    "postponed": Tone.STOPPED,
    "cancelled_reorg": Tone.STOPPED,
}
NOBODY = "Chưa chọn tổ chức đảng; hãy chọn một tổ chức ở trang Tổ chức."


@dataclass(frozen=True, slots=True)
class Unit:
    """Who the organisation is: words for its head. `tone` repeats its state.

    is_followed: not the provincial committee itself. ended: a sentence of an organisation that is no
    longer there; `successor` is the code of who carries on.
    """

    unit: str
    name: str
    block: str | None
    facts: tuple[str, ...]
    state: str
    tone: Tone
    is_followed: bool
    ended: str = ""
    successor: str | None = None


def unit(books: Books, moment: Moment) -> Unit | None:
    """Who the chosen organisation is on this day; None of one that nobody knows."""
    known = rows(books, "known_units", moment)
    if not moment.view.unit or not known:
        return None
    (listed,) = known
    told = next(iter(rows(books, "organisations", moment)), None)
    return Unit(
        listed["unit"],
        listed["name"],
        listed["block"],
        tuple(_facts(listed, told)),
        *_state(listed, told),
        listed["level"] != SUPERIOR,
        *_ended(books, moment, listed),
    )


def _facts(listed: Row, told: Row | None) -> list[str]:
    said = {**listed, **(told or {})}
    kind = wording.value("kind", listed["kind"])
    cells = said["sub_cells"] or 0
    return [
        *([listed["code"]] if listed["code"] else []),
        kind,
        reference.label("levels", listed["level"], short=True),
        *([f"{vietnamese.integer(said['members'])} đảng viên"] if said["members"] else []),
        *([f"{vietnamese.integer(cells)} chi bộ trực thuộc"] if cells else []),
        *(["đại hội điểm"] if told and told["pilot"] else []),
    ]


def _state(listed: Row, told: Row | None) -> tuple[str, Tone]:
    if told:
        return asking.state(told["state"]), _STATE_TONES.get(told["state"], Tone.PLAN)
    if listed["ended"]:
        return "Đã kết thúc hoạt động", Tone.GONE
    if listed["level"] == SUPERIOR:
        return "Cấp trên trực tiếp cơ sở", Tone.PLAN
    return "Chưa hoạt động", Tone.UNKNOWN


def _ended(books: Books, moment: Moment, listed: Row) -> tuple[str, str | None]:
    if not listed["ended"]:
        return "", None
    codes = [
        code.strip() for code in re.split(r"[;,\n]", listed["successor"] or "") if code.strip()
    ]
    heirs = [row for code in codes for row in rows(books, "known_units", moment.of(code))]
    whom = f"; kế tục: {', '.join(heir['name'] for heir in heirs)}" if heirs else ""
    on = vietnamese.day(listed["valid_to"])
    first = heirs[0]["unit"] if heirs else None
    return f"Tổ chức này đã kết thúc hoạt động ngày {on}{whom}.", first


def told_rows(books: Books, question: str, moment: Moment) -> list[Row]:
    """Rows of the chosen organisation; without one none, not everybody's."""
    return rows(books, question, moment) if moment.view.unit else []


def source_of(books: Books, moment: Moment, told: list[Row]) -> str:
    """The forms that these rows come from."""
    used = {row["form"] for row in told}
    return source(books, moment, *(form for form in FORMS if form in used))


def named(who: Unit | None, finding: str) -> str:
    """The finding with the name before it: a slide stands alone."""
    return f"{who.name}: {finding}" if who else finding


def lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
