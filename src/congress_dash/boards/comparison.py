"""So sánh: what differs between two moments, which upload said so, and why the headline moved."""

from __future__ import annotations

from dataclasses import replace

from congress_dash import vietnamese, wording
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import COORDINATED, GRASSROOTS, SUB_CELL, Books, Row, columns, rows
from congress_dash.boards.overview import held, previous, reached
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Clocks, Moment

_COUNTED = (
    (GRASSROOTS, "all", "Tổ chức cơ sở đảng trực thuộc"),
    (GRASSROOTS, "committee", "trong đó: đảng bộ cơ sở"),
    (GRASSROOTS, "cell", "trong đó: chi bộ cơ sở"),
    (SUB_CELL, "all", "Chi bộ trực thuộc đảng ủy cơ sở"),
    (COORDINATED, "all", "Tổ chức đảng phối hợp"),
)
_WHY = {
    "reality": "thực tế thay đổi",
    "correction": "bổ sung, sửa số liệu",
    "both": "thực tế và sửa số liệu",
}
_SOURCE_FIELDS = {"planned": ("planned_text", "planned_to", "planned_from")}
_NOTHING_BEFORE = "Chưa có kỳ báo cáo trước để so sánh"
_ADD_BEFORE = (
    f"{_NOTHING_BEFORE}; hãy chọn ngày so sánh khác hoặc nạp Biểu 01 của kỳ trước ở trang Cập nhật."
)


def against(books: Books, moment: Moment) -> Clocks | None:
    """What the moment is held against: what was chosen, else the report before."""
    last = previous(books, moment)
    return moment.against or (Clocks(last.as_of, last.known_at) if last else None)


def figures(books: Books, moment: Moment) -> Chart:
    """The headline before and after: how much is corrected figures, how much is what happened."""
    other = against(books, moment)
    before, corrected, now = (held(books, each) for each in _three(moment, other))
    counted = [
        (words, now[key], before[key], corrected[key])
        for level, kind, words in _COUNTED
        if (key := (level, kind)) and (now[key]["total"] or before[key]["total"])
    ]
    table = [
        (
            words,
            reached(after),
            f"trước: {_stood(was)}; {_why(was, mid, after)}",
        )
        for words, after, was, mid in counted
    ]
    return Chart(
        key="compare",
        title=_title(counted, moment, other) if other and counted else _NOTHING_BEFORE,
        kind=Kind.FIGURES,
        columns=columns(table, "Chỉ tiêu", "Đã tổ chức", "So với trước")
        if other and counted
        else (),
        unit="tổ chức",
        moment=replace(moment, against=other),
        definition="Bổ sung, sửa số liệu: của chính ngày so sánh, theo sổ đang xem khác theo sổ lúc so "
        "sánh. Thực tế thay đổi: phần còn lại, do những ngày ở giữa.",
        source=citing.source(books, moment, "progress"),
        empty=_ADD_BEFORE,
    )


def _three(moment: Moment, other: Clocks | None) -> tuple[Moment, Moment, Moment]:
    """What is held against, its day in the books looked at, and the moment looked at."""
    now = replace(moment, against=None)
    if other is None:
        return now, now, now
    corrected = replace(now, as_of=other.as_of)
    return replace(corrected, known_at=other.known_at), corrected, now


def _stood(row: Row, *, short: bool = False) -> str:
    share = reached(row)
    if isinstance(share, str):
        return "chưa có báo cáo"
    return vietnamese.fraction(share) if short else vietnamese.share(share)


def _why(before: Row, corrected: Row, now: Row) -> str:
    if any(map(asking.is_silent, (before, corrected, now))):
        return "chưa đủ báo cáo để so sánh"
    real, mended = now["held"] - corrected["held"], corrected["held"] - before["held"]
    parts = [f"thực tế {_moved(real)}", f"bổ sung, sửa số liệu {_moved(mended)}" if mended else ""]
    if now["total"] != before["total"]:
        parts.append(f"tổng số {_moved(now['total'] - before['total'])}")
    return "; ".join(filter(None, parts))


def _moved(more: int) -> str:
    count = vietnamese.count_word(abs(more))
    return f"tăng {count}" if more > 0 else f"giảm {count}" if more < 0 else "không đổi"


def _title(counted: list[tuple[str, Row, Row, Row]], moment: Moment, other: Clocks) -> str:
    words, now, before, corrected = counted[0]
    was, is_ = (_stood(row, short=True) for row in (before, now))
    moved = f"{was} → {is_}" if was != is_ else f"Vẫn {is_}"
    whom = f"{words[0].lower()}{words[1:]} đã tổ chức đại hội"
    why = _why(before, corrected, now)
    return f"{moved[0].upper()}{moved[1:]} {whom} so với {_when(other, moment)}: {why}"


def _when(other: Clocks, moment: Moment) -> str:
    books = f" (sổ đến lần nạp {other.known_at})" if other.known_at != moment.known_at else ""
    return f"{vietnamese.day(other.as_of)}{books}"


def changes(books: Books, moment: Moment) -> Chart:
    """One row per organisation and field that differ: old, new, why, and the upload that told so."""
    other = against(books, moment)
    asked = replace(moment, against=other)
    told = rows(books, "compare", asked) if other else []
    uploads = _uploads(books, moment)
    units = len({row["unit"] for row in told})
    mended = sum(row["why"] != "reality" for row in told)
    table = [
        (r["name"], asking.block(r, short=True), wording.FIELDS[r["field"]],
         _said(r, r["before"]), _said(r, r["after"]), _WHY[r["why"]], _by(r, told, uploads))
        for r in told
    ]  # fmt: skip
    return Chart(
        key="compare.changes",
        title=_changed(told, units, mended, _when(other, moment)) if other else _NOTHING_BEFORE,
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Khối", "Nội dung", "Trước", "Sau", "Vì sao",
                        "Lần nạp"),
        unit="",
        moment=asked,
        definition="Mỗi dòng một nội dung khác nhau giữa hai thời điểm; lần nạp là lần đầu tiên nói "
        "giá trị sau. Ngày chưa đến của mỗi thời điểm không tính.",
        source=citing.source(books, moment, "progress", "results", "schedule"),
        units=tuple(row["unit"] for row in told),
        empty="Không có nội dung nào khác nhau giữa hai thời điểm."
        if other
        else _ADD_BEFORE,
    )  # fmt: skip


def _changed(told: list[Row], units: int, mended: int, when: str) -> str:
    if not told:
        return f"Không có nội dung nào khác so với {when}"
    count = vietnamese.count_word
    came = sum(row["change"] == "added" for row in told)
    went = sum(row["change"] == "removed" for row in told)
    moves = [f"{count(came)} tổ chức mới" if came else "",
             f"{count(went)} tổ chức không còn" if went else ""]  # fmt: skip
    mend = f"{asking.among(mended, len(told))} do bổ sung, sửa số liệu" if mended else ""
    said = ", ".join(filter(None, [*moves, mend]))
    more = f" ({said})" if said else ""
    return f"{asking.orgs(units)} có {vietnamese.count_word(len(told))} nội dung khác so với {when}{more}"


def _said(row: Row, value: str | None) -> str:
    if row["field"] == "unit":
        return value or "không có"
    return wording.value(row["field"], value)


def _uploads(books: Books, moment: Moment) -> dict[tuple[str, str], int]:
    """Organisation and field → the upload whose word is in force."""
    told = rows(books, "told_values", replace(moment, against=None))
    return {(r["unit"], r["field"]): r["upload"] for r in told if r["in_force"]}


def _by(row: Row, told: list[Row], uploads: dict[tuple[str, str], int]) -> int | None:
    """A state follows from the organisation's other changes: the newest upload among them."""
    fields = _SOURCE_FIELDS.get(row["field"], (row["field"],))
    if row["field"] == "state":
        fields = tuple(other["field"] for other in told if other["unit"] == row["unit"])
    found = [uploads[row["unit"], f] for f in fields if (row["unit"], f) in uploads]
    return max(found, default=None)


def comparison(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The charts of So sánh in reading order."""
    return (figures(books, moment), changes(books, moment))
