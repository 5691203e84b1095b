"""What the pilot congresses taught, and which organisations have it still before them."""

from __future__ import annotations

from datetime import date

from congress_dash import vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, Row, rows
from congress_dash.boards.citing import source
from congress_dash.boards.findings import category_name
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import Moment

_CELLS: dict[str, tuple[str, Tone | None]] = {
    "fixed": ("đã khắc phục", Tone.DONE),
    "open": ("còn hạn", Tone.REMAINING),
    "overdue": ("quá hạn", Tone.LATE),
    "untold": ("đã nêu, chưa rõ khắc phục", Tone.UNKNOWN),
    "none": ("–", None),
    "unvisited": ("chưa kiểm tra", None),
    "unvisited_again": ("chưa kiểm tra lại", None),
}


@citing.told_by("inspections")
def lessons(books: Books, moment: Moment) -> Chart:
    """Organisations × what the pilot congresses taught: put right, open, not found, not looked at."""
    told = rows(books, "lessons", moment)
    taught = list(dict.fromkeys(row["lesson"] for row in told))
    units = {row["unit"]: row for row in told}
    held = _conference(books, moment)
    unseen = "unvisited_again" if held else "unvisited"
    states = {(row["unit"], row["lesson"]): _standing(row, unseen) for row in told}
    return Chart(
        key="lessons",
        title=_title(told, len(taught), "kiểm tra lại" if held else "kiểm tra")
        if told
        else "Chưa có nội dung rút kinh nghiệm từ đại hội điểm",
        kind=Kind.MATRIX,
        columns=(
            Column("Tổ chức đảng", tuple(row["name"] for row in units.values())),
            *(
                Column(
                    category_name(lesson),
                    tuple(_CELLS[states[unit, lesson]][0] for unit in units),
                    tones=tuple(_CELLS[states[unit, lesson]][1] for unit in units),
                )
                for lesson in taught
            ),
        ) if told else (),
        unit="",
        moment=moment,
        definition="Nội dung rút kinh nghiệm: các loại tồn tại đã nêu ở tổ chức đại hội điểm "
        + (f"đến hội nghị rút kinh nghiệm ngày {vietnamese.day(held)}" if held else "đến nay")
        + ". Ô ghi tình trạng xấu nhất của tồn tại cùng loại ở tổ chức đó; dấu “–”: đã được kiểm tra "
        + ("sau hội nghị " if held else "")
        + "mà không phát hiện"
        + ("; “chưa kiểm tra lại”: chưa có buổi nào sau hội nghị" if held else "")
        + ". Không gồm tổ chức đại hội điểm và tổ chức được chỉ đạo dừng.",
        source=source(books, moment, "inspections", "catalogue"),
        group=tuple(asking.block(row) for row in units.values()),
        units=tuple(units),
        empty="Chưa có tồn tại nào được nêu ở tổ chức đại hội điểm; hãy nạp Biểu 04 và đánh dấu ĐH điểm "
        "trong Danh mục.",
    )  # fmt: skip


def _conference(books: Books, moment: Moment) -> date | None:
    """The day of the lessons conference, once it has come."""
    days = [
        row["done_on"] or row["due_on"]
        for row in rows(books, "milestones", moment)
        if row["level"] == "superior" and row["step"] == "lessons_conference"
    ]
    come = [day for day in days if day <= moment.as_of]
    return min(come, default=None)


def _standing(row: Row, unseen: str) -> str:
    """A key of `_CELLS`."""
    if row["untold"]:
        return "untold"
    return unseen if row["state"] == "unvisited" else str(row["state"])


def _title(told: list[Row], taught: int, looked: str) -> str:
    units = {row["unit"] for row in told}
    stuck = {
        row["unit"] for row in told if row["state"] in ("open", "overdue") and not row["untold"]
    }
    unclear = {row["unit"] for row in told if row["untold"]} - stuck
    unseen = {row["unit"] for row in told if row["state"] == "unvisited"}
    parts = (
        (stuck, "tổ chức đảng còn vướng, cần tập trung đôn đốc"),
        (unclear, "tổ chức đảng đã được nêu, chưa rõ tình trạng khắc phục"),
        (unseen, f"tổ chức đảng chưa được {looked}"),
    )
    said = [f"{asking.among(len(which), len(units))} {words}" for which, words in parts if which]
    if not stuck and not unclear:
        said.insert(0, "không tổ chức đảng nào còn vướng")
    return f"{vietnamese.count_word(taught)} nội dung rút kinh nghiệm từ đại hội điểm; {'; '.join(said)}"
