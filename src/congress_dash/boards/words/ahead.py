"""What lies ahead: deadline and outlook, who is late, who meets next, pauses, results not reported."""

from __future__ import annotations

from datetime import date

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.words.quoting import Told, Words, listed, named, said
from congress_dash.prose import Sentence
from congress_dash.share import Share


def outlook(told: Told, level: str) -> Sentence | None:
    """Whether the deadline can be kept, by the days told; nothing where all have met."""
    row = told.row(reference.label("levels", level, short=True))
    share = None if row is None else told.value(row, "Đã tổ chức")
    if row is None or not isinstance(share, Share) or share.part == share.whole:
        return None
    deadline = told.value(row, "Hạn")
    assert isinstance(deadline, date)
    due = told.cell(row, "Hạn", vietnamese.long_day)
    if told.chart.moment.as_of > deadline:
        return said(
            "đã qua mốc ", due, ", cần tập trung đôn đốc các đơn vị chưa tổ chức đại hội",
            _done_by(told, row, "; dự kiến hoàn thành vào khoảng "),
        )  # fmt: skip
    if told.value(row, "Đến hạn có") is None:
        return said("chưa đủ số liệu để dự báo ngày hoàn thành so với mốc ", due)
    return said(
        "với tiến độ hiện nay và lịch đã đăng ký, dự kiến đến ", due, " có ",
        told.cell(row, "Đến hạn có", _alone), f" {asking.whom(level)} hoàn thành đại hội",
        _done_by(told, row, ", hoàn thành toàn bộ vào khoảng "), _risk(told, row),
    )  # fmt: skip


def _done_by(told: Told, row: int, words: str) -> Words:
    if told.value(row, "Đến hạn có") is None:
        return None
    return (words, told.cell(row, "Dự kiến xong (8 trong 10 lần)"))


def _alone(span: str) -> str:
    """`08`, or `19–30` as it stands."""
    return vietnamese.count_word(int(span)) if span.isdigit() else span


def _risk(told: Told, row: int) -> Words:
    share = told.value(row, "Đã tổ chức")
    all_in_time = isinstance(share, Share) and told.value(row, "Đến hạn có") == str(share.whole)
    if all_in_time or not told.value(row, "Nguy cơ vượt hạn"):
        return None
    return ("; ", told.count(row, "Nguy cơ vượt hạn"), " đơn vị có nguy cơ vượt mốc")


def late(told: Told) -> Sentence | None:
    """Who is past the planned day, the longest first; a call to help, no blame."""
    rows = list(told.rows)
    if not rows:
        return None

    def days(row: int) -> Words:
        return (" (", told.count(row, "Chậm (ngày)"), " ngày)")

    return said(
        told.many(rows), " tổ chức đảng chậm so với kế hoạch, cần tập trung đôn đốc: ",
        named(told, rows, days),
    )  # fmt: skip


def pause(told: Told) -> Sentence | None:
    """The stretch without congresses that the day looked at lies in."""
    as_of = told.chart.moment.as_of
    for row in told.rows:
        first, last = told.value(row, "Từ ngày"), told.value(row, "Đến ngày")
        if isinstance(first, date) and isinstance(last, date) and first <= as_of <= last:
            reason = (" (", told.cell(row, "Lý do"), ")") if told.value(row, "Lý do") else None
            return said(
                "thời gian từ ", told.cell(row, "Từ ngày", vietnamese.long_day), " đến ",
                told.cell(row, "Đến ngày", vietnamese.long_day), " tạm dừng tổ chức đại hội",
                reason, "; những ngày này không tính vào số ngày chậm",
            )  # fmt: skip
    return None


def upcoming(told: Told) -> Sentence | None:
    """How many congresses are booked for the days ahead, and the first of them."""
    rows = list(told.rows)
    if not rows:
        return None
    day = told.value(rows[0], "Ngày")
    first = told.cell(rows[0], "Ngày", vietnamese.long_day if isinstance(day, date) else str)
    clashing = told.where("Trùng lịch", bool)
    return said(
        "thời gian tới có ", told.many(rows), " tổ chức đảng đăng ký đại hội, gần nhất ",
        "" if isinstance(day, date) else "ngày ", first,
        ("; ", told.many(clashing), " đại hội trùng lịch dự, cần bố trí lại") if clashing else None,
    )  # fmt: skip


_OVERDUE = {"quá hạn báo cáo": "quá hạn báo cáo kết quả", "quá hạn chuẩn y": "quá hạn chuẩn y"}


def results(told: Told) -> Sentence | None:
    """Whose result is reported or ratified too late, where a later Biểu 02 says so."""
    late_ = {
        words: [row for row in told.rows if told.value(row, "Tình hình") == state]
        for state, words in _OVERDUE.items()
    }
    parts: list[Words] = [
        (told.many(rows), f" tổ chức đảng {words}") for words, rows in late_.items() if rows
    ]
    return said("sau đại hội còn ", listed(parts)) if parts else None
