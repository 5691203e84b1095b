"""Khắc phục: what became of the findings, as far as a report of the day or before tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.chart import Chart, Column, Kind, Tone, Value
from congress_dash.moment import EVERYBODY, Moment
from congress_dash.share import Share

UNTOLD = "untold"
_TONES = {
    "fixed": Tone.DONE, "open": Tone.REMAINING, "overdue": Tone.LATE, UNTOLD: Tone.UNKNOWN,
}  # fmt: skip
_NOT_REPORTED = "Chưa có báo cáo kiểm tra (Biểu 04) nên chưa biết có nội dung nào cần khắc phục"
NONE_FOUND = "Chưa phát hiện nội dung nào cần khắc phục"
ONCE = "Mỗi tồn tại của một buổi kiểm tra tính một lần, dù với một hay nhiều tổ chức đảng"


def is_reported(books: Books, moment: Moment) -> bool:
    """Whether any Biểu 04 of the day or before speaks, or a later one tells of a visit by then: without
    either nobody is known to be unvisited."""
    told = (r["as_of"] for r in rows(books, "sources", moment) if r["form"] == "inspections")
    everybody = replace(moment, view=EVERYBODY)
    return any(day <= moment.as_of for day in told) or bool(
        rows(books, "visits_over_time", everybody)
    )


def none_found(books: Books, moment: Moment) -> str:
    """Why there is no finding, as a finding."""
    return NONE_FOUND if is_reported(books, moment) else _NOT_REPORTED


def nothing(books: Books, moment: Moment, otherwise: str) -> str:
    """What stands in place of a chart of visits or findings: which form is missing, else what is so."""
    is_heard = is_reported(books, moment)
    return f"{otherwise if is_heard else citing.lacking(books, moment, 'inspections')}."


def untold_why(books: Books, moment: Moment) -> str:
    """Why nobody knows what became of a finding: its visit is a dated fact, putting it right is not."""
    if not citing.is_told_of(books, moment, "inspections"):
        return f"đến ngày {asking.on_day(moment)} chưa có Biểu 04 nào"
    told = citing.speaking(books, moment)["inspections"]["as_of"]
    return f"Biểu 04 đến ngày {vietnamese.day(told)} chưa nêu"


def by_state(told: Iterable[Row]) -> dict[str, int]:
    """Findings by what a report of the day or before tells of them, `UNTOLD` last."""
    counts: Counter[str] = Counter()
    for row in told:
        counts[row["state"]] += row["count"] - row["untold"]
        counts[UNTOLD] += row["untold"]
    return {state: counts[state] for state in (*reference.entries("finding_states"), UNTOLD)}


def state_name(state: str, *, short: bool = False) -> str:
    if state == UNTOLD:
        return "Chưa rõ khắc phục" if short else "Chưa rõ tình trạng khắc phục"
    return reference.label("finding_states", state, short=short)


def series(counts: Sequence[dict[str, int]]) -> tuple[Column, ...]:
    """One series per state, in the order of the list; `UNTOLD` only where there is any."""
    states = counts[0] if counts else {}
    told = [
        Column(state_name(state), tuple(each[state] for each in counts), _TONES.get(state))
        for state in states
    ]
    return tuple(told if any(each[UNTOLD] for each in counts) else told[:-1])


@citing.told_by("inspections")
def outcomes(books: Books, moment: Moment) -> Chart:
    """Per state: how many findings of all, and at how many organisations."""
    told = rows(books, "findings", moment)
    counts, units = by_state(told), {row["state"]: row["units"] for row in told}
    total = sum(counts.values())
    table: list[tuple[Value, ...]] = [
        (
            state_name(state),
            Share(count, total),
            units.get(state),
            untold_why(books, moment) if state == UNTOLD and count else None,
        )
        for state, count in counts.items()
    ]
    return Chart(
        key="findings.table",
        title=found_title(books, moment),
        kind=Kind.TABLE,
        columns=columns(
            table if total else [], "Tình trạng", "Nội dung", "Tổ chức đảng", "Ghi chú"
        ),
        unit="nội dung",
        moment=moment,
        definition=f"{ONCE}; chưa rõ: chưa có Biểu 04 nào đến ngày chốt nói đến tồn tại đó. Một tổ chức đảng "
        "có thể ở nhiều dòng.",
        source=source(books, moment, "inspections"),
        empty=nothing(books, moment, NONE_FOUND),
    )


def found_title(books: Books, moment: Moment) -> str:
    """How many were found, and what is known to have become of them."""
    told = rows(books, "findings", moment)
    counts = by_state(told)
    total = sum(counts.values())
    if not total:
        return none_found(books, moment)
    found = f"Phát hiện {vietnamese.count_word(total)} nội dung cần khắc phục"
    if counts[UNTOLD] == total:
        return f"{found}; chưa rõ tình trạng khắc phục: {untold_why(books, moment)}"
    whole = next((_ALL[s] for s in _ALL if counts[s] == total), None)
    if whole:
        return f"{found}, {whole}"
    late = next((row["units"] for row in told if row["state"] == "overdue"), 0)
    about = {"overdue": f" (của {asking.orgs(late)})", UNTOLD: f" ({untold_why(books, moment)})"}
    parts = [
        f"{words} {asking.among(counts[state], total)}{about.get(state, '')}"
        for state, words in _BECAME.items()
        if counts[state]
    ]
    return f"{found}: {', '.join(parts)}"


_BECAME = {
    "fixed": "đã khắc phục",
    "open": "còn trong thời hạn",
    "overdue": "quá hạn",
    UNTOLD: "chưa rõ tình trạng",
}
_ALL = {"fixed": "đều đã khắc phục", "open": "đều còn trong thời hạn khắc phục"}


@citing.told_by("inspections")
def findings(books: Books, moment: Moment) -> Chart:
    """Shortcomings found on visits: put right, open, overdue, not known yet."""
    counts = by_state(rows(books, "findings", moment))
    total = sum(counts.values())
    return Chart(
        key="findings",
        title=found_title(books, moment),
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Tồn tại, hạn chế", (f"Tồn tại, hạn chế: {total}",)),
            *series([counts]),
        )
        if total
        else (),
        unit="nội dung",
        moment=moment,
        definition=f"{ONCE}; quá hạn: thời hạn khắc phục trước ngày chốt mà chưa báo đã khắc phục; chưa rõ: "
        "chưa có Biểu 04 nào đến ngày chốt nói đến tồn tại đó.",
        source=source(books, moment, "inspections"),
        empty=nothing(books, moment, NONE_FOUND),
    )
