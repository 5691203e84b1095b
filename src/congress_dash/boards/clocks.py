"""After the congress: who has not reported its result in time, whose result waits to be ratified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import COORDINATED, Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import Moment

_STEPS = {"result_reported": "báo cáo", "result_approved": "chuẩn y"}


NOT_REPORTED = "quá hạn báo cáo"
DUE = "đến hạn"
NOT_RATIFIED = "quá hạn, cấp trên chưa chuẩn y"


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock that runs for an organisation: of which step, until when, how late by now.

    is_late: past its due day, and a Biểu 02 of a later day speaks; without one nobody knows.
    """

    row: Row
    step: str
    due_on: date
    days_late: int
    is_late: bool

    @property
    def tone(self) -> Tone | None:
        return (Tone.LATE if self.is_late else Tone.UNKNOWN) if self.days_late else None

    @property
    def words(self) -> str:
        step = _STEPS[self.step]
        if not self.days_late:
            return f"còn hạn {step}"
        if self.is_late and self.step == "result_approved":
            return NOT_RATIFIED
        return NOT_REPORTED if self.is_late else f"{DUE} {step}, chưa có Biểu 02 mới"


def running(books: Books, moment: Moment) -> list[Clock]:
    """Clocks that nothing has stopped yet, the latest first; told to stop: none."""
    told = [_clock(row) for row in rows(books, "clocks", moment) if row["running_step"] is not None]
    return sorted(told, key=lambda c: (not c.is_late, not c.days_late, -c.days_late, c.due_on))


def _clock(row: Row) -> Clock:
    return Clock(
        row, row["running_step"], row["running_due_on"], row["running_days_late"], row["is_late"]
    )


@citing.told_by("results")
def clocks(books: Books, moment: Moment) -> Chart:
    """Organisations past their congress whose result is not ratified yet, the latest first."""
    told = running(books, moment)
    silent = asking.unheard(books, moment, asking.level(books, moment))
    table = [
        (c.row["name"], asking.block(c.row, short=True), c.row["closed_on"], c.row["report_due_on"],
         c.row["reported_on"], c.row["ratify_due_on"], c.days_late if c.is_late else None)
        for c in told
    ]  # fmt: skip
    names = ("Tổ chức đảng", "Khối", "Bế mạc", "Hạn báo cáo", "Báo cáo", "Hạn chuẩn y",
             "Quá hạn (ngày làm việc)")  # fmt: skip
    report, ratify = reference.threshold("report_within"), reference.threshold("ratify_within")
    return Chart(
        key="clocks",
        title=_title(told) if told else _nobody(books, moment),
        kind=Kind.TABLE,
        columns=(
            *columns(table, *names),
            Column("Tình hình", tuple(c.words for c in told), tones=tuple(c.tone for c in told)),
        ),
        unit="ngày làm việc",
        moment=moment,
        definition=f"Tổ chức đã đại hội mà kết quả chưa được chuẩn y. Báo cáo trong {report} ngày làm "
        f"việc từ ngày bế mạc, chuẩn y trong {ratify} ngày làm việc từ ngày nhận báo cáo, tính từ hôm "
        "sau, trừ thứ Bảy, Chủ nhật và ngày nghỉ trong Danh mục.",
        source=source(books, moment, "results", "progress", "catalogue"),
        units=tuple(c.row["unit"] for c in told),
        empty=f"{citing.lacking(books, moment, 'progress') if silent else _nobody(books, moment)}.",
    )


def _nobody(books: Books, moment: Moment) -> str:
    silent = asking.unheard(books, moment, asking.level(books, moment))
    return silent or "Không có tổ chức đảng nào đang chờ báo cáo kết quả hoặc chuẩn y"


def _title(told: list[Clock]) -> str:
    late = [clock for clock in told if clock.is_late]
    silent = sum(clock.tone is Tone.UNKNOWN for clock in told)
    among = f"{asking.among(silent, len(told))} đã đến hạn nhưng chưa có Biểu 02 mới"
    after = f"; {among}" if silent else ""
    if not late:
        return f"Chưa ghi nhận tổ chức đảng nào quá hạn báo cáo kết quả hoặc chuẩn y{after}"
    parts = [
        f"{asking.among(number, len(told))} {'tổ chức đảng chờ chuẩn y ' if at == 0 else ''}{words}"
        for at, (number, words) in enumerate(_counts(late))
    ]
    return f"{', '.join(parts)}{_levels(late)}{after}"


def _counts(late: list[Clock]) -> list[tuple[int, str]]:
    words = {
        "result_reported": "quá hạn báo cáo kết quả",
        "result_approved": "quá hạn mà cấp trên chưa chuẩn y",
    }
    counted = [(sum(c.step == step for c in late), said) for step, said in words.items()]
    return [(number, said) for number, said in counted if number]


def _levels(late: list[Clock]) -> str:
    coordinated = sum(clock.row["level"] == COORDINATED for clock in late)
    direct = len(late) - coordinated
    if not coordinated:
        return ""
    if not direct:
        return " (đều thuộc diện phối hợp)"
    return f" ({vietnamese.count_word(direct)} trực thuộc, {vietnamese.count_word(coordinated)} phối hợp)"
