"""Trình, duyệt, ấn định ngày: on which rung organisations stand, and whose word they wait for."""

from __future__ import annotations

from collections import Counter

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import GRASSROOTS, Books, Row, columns, leading, rows
from congress_dash.boards.citing import source
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import Moment

_GROUPS = {
    "approved": "Đã trình, chưa được duyệt",
    "scheduled": "Đã duyệt, chưa ấn định ngày đại hội",
}
_NOBODY = "Không có tổ chức đảng nào chờ duyệt hoặc chờ ấn định ngày"
_HELD = ("held", "reported", "ratified", "implementing")
_SERIES = (
    ("Chưa đại hội, không chờ duyệt", None, Tone.REGISTERED),  # whatever is in none of the others
    ("Đã đại hội", _HELD, Tone.DONE),
    ("Tạm hoãn", ("postponed",), Tone.STOPPED),
    ("Chưa báo cáo", ("unknown",), Tone.UNKNOWN),
)


def _of_level(told: list[Row]) -> tuple[list[Row], str]:
    """The rows of the level looked at and its name: directly subordinate, unless only others are."""
    level = leading(told)
    whom = asking.ORGS if level == GRASSROOTS else "tổ chức đảng cấp huyện (phối hợp)"
    return [row for row in told if row["level"] == level], whom


@citing.told_by("progress", "schedule")
def rungs(books: Books, moment: Moment) -> Chart:
    """How many organisations stand on each rung, in the order of the way to the congress."""
    told, whom = _of_level(rows(books, "unit_funnel", moment))
    counts = Counter(row["rung"] for row in told)
    steps = [state for state in reference.entries("states") if counts[state]]
    steps += [state for state in counts if state not in steps]
    waits = Counter(row["waits_for"] for row in told)
    unapproved = Counter(row["rung"] for row in told if row["waits_for"] == "approved")
    silent = asking.unheard(books, moment, leading(told))
    return Chart(
        key="unit_funnel",
        title=silent
        or f"Trong {vietnamese.count_word(len(told))} {whom}: {_waits(waits, unapproved['scheduled'])}"
        if silent or waits["approved"] or waits["scheduled"]
        else f"Không có {whom} nào chờ duyệt hoặc chờ ấn định ngày"
        if told
        else "Chưa có tổ chức đảng nào để theo dõi",
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Bậc đang đứng", tuple(asking.state(step) for step in steps)),
            *asking.counted(
                *(
                    Column(
                        name,
                        tuple(
                            (counts - unapproved)[s] if _is_in(s, states) else None for s in steps
                        ),
                        tone,
                    )
                    for name, states, tone in _SERIES
                ),
                Column(
                    _GROUPS["approved"], tuple(unapproved[s] or None for s in steps), Tone.REMAINING
                ),
            ),
        ),
        unit="tổ chức",
        moment=moment,
        definition=f"Bậc cao nhất mà mỗi {whom} đã đạt, mỗi tổ chức tính một lần, không tính tổ chức "
        "được chỉ đạo dừng. Có lịch mà chưa được duyệt vẫn ở bậc “đã ấn định ngày”, và nằm trong danh "
        "sách chờ duyệt.",
        source=source(books, moment, "progress", "results", "schedule"),
    )


def _waits(waits: Counter[str | None], booked: int) -> str:
    """Whose word is waited for: by how many, those without anybody left out."""
    whole = waits["approved"]
    among = (
        ""
        if not booked
        else " (đều đã ấn định ngày)"
        if booked == whole
        else f" (trong đó {asking.among(booked, whole)} đã ấn định ngày)"
    )
    parts = (
        (whole, f"đã trình, chưa được duyệt{among}"),
        (waits["scheduled"], "đã duyệt, chưa ấn định ngày"),
    )
    return "; ".join(f"{vietnamese.count_word(count)} {words}" for count, words in parts if count)


def _is_in(step: str, states: tuple[str, ...] | None) -> bool:
    if states is None:
        return not any(step in other for _, other, _ in _SERIES if other)
    return step in states


@citing.told_by("progress", "schedule")
def waiting(books: Books, moment: Moment) -> Chart:
    """Who waits for an approval or a booked day, the longest wait first."""
    told = [row for row in rows(books, "unit_funnel", moment) if row["waits_for"]]
    told.sort(key=lambda r: (list(_GROUPS).index(r["waits_for"]), -r["waits_days"], r["unit"]))
    longest = {wait: [r for r in told if r["waits_for"] == wait][:1] for wait in _GROUPS}
    counts = Counter(row["waits_for"] for row in told)
    silent = asking.unheard(books, moment, asking.level(books, moment))
    table = [
        (r["name"], asking.block(r, short=True), asking.state(r["rung"]), r["waits_since"],
         r["waits_days"])
        for r in told
    ]  # fmt: skip
    return Chart(
        key="unit_funnel.waiting",
        title=_title(
            counts, longest, sum(not row["held"] for row in asking.followed(books, moment))
        )
        if told
        else silent or _NOBODY,
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Khối", "Bậc đang đứng", "Từ ngày", "Số ngày"),
        unit="tổ chức",
        moment=moment,
        definition="Đã trình mà chưa được duyệt: số ngày từ ngày trình. Đã duyệt mà chưa có lịch ở "
        "Biểu 05: số ngày từ ngày duyệt. Cả trực thuộc và phối hợp; không tính tổ chức đã đại hội, "
        "dừng, tạm hoãn hoặc chưa báo cáo.",
        source=source(books, moment, "progress", "schedule"),
        group=tuple(_GROUPS[row["waits_for"]] for row in told),
        units=tuple(row["unit"] for row in told),
        empty=f"{citing.lacking(books, moment, 'progress') if silent else _NOBODY}.",
    )


def _title(counts: Counter[str], longest: dict[str, list[Row]], open_: int) -> str:
    parts = []
    waits = (("approved", "chờ duyệt"), ("scheduled", "đã được duyệt, chưa ấn định ngày"))
    for wait, words in waits:
        for row in longest[wait]:
            parts.append(
                f"{asking.among(counts[wait], open_)} tổ chức đảng chưa đại hội {words}, "
                f"lâu nhất {vietnamese.count_word(row['waits_days'])} ngày"
            )
    return "; ".join(parts)
