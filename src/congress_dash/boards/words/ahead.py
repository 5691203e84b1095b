"""What lies ahead: deadline and outlook, who is late, who meets next, pauses, results not reported."""

from __future__ import annotations

from datetime import date

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.balance import name
from congress_dash.boards.clocks import DUE, NOT_RATIFIED, NOT_REPORTED
from congress_dash.boards.words.quoting import Told, Words, listed, named, said
from congress_dash.prose import Quote, Sentence
from congress_dash.share import Share


def outlook(told: Told, balance: Told, level: str, by: Words) -> Sentence | None:
    """Whether the deadline can be kept; nothing where all have met. by: which days were told."""
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
        "với tiến độ hiện nay và ", by, ", dự kiến đến ", due, " có ", _from(told, row),
        told.cell(row, "Đến hạn có"), f" {asking.whom(level)} hoàn thành đại hội",
        _done_by(told, row, "; toàn bộ hoàn thành vào khoảng "), _risk(told, row, balance, level),
    )  # fmt: skip


def _done_by(told: Told, row: int, words: str) -> Words:
    if told.value(row, "Đến hạn có") is None:
        return None
    span = told.value(row, "Dự kiến xong (8 trong 10 lần)")
    day = "" if "–" in str(span) else "ngày "
    return (words, day, told.cell(row, "Dự kiến xong (8 trong 10 lần)"))


def _from(told: Told, row: int) -> str:
    """`từ 19 đến 30/30`, or `30/30` alone."""
    return "từ " if " đến " in str(told.value(row, "Đến hạn có")) else ""


def _risk(told: Told, row: int, balance: Told, level: str) -> Words:
    share, reached = told.value(row, "Đã tổ chức"), told.value(row, "Đến hạn có")
    all_in_time = isinstance(share, Share) and reached == asking.among(share.whole, share.whole)
    if all_in_time or not told.value(row, "Nguy cơ vượt hạn"):
        return None
    left, risk = _unmet(balance, level), told.count(row, "Nguy cơ vượt hạn")
    return ("; trong ", left, " đơn vị chưa tổ chức có ", risk, " đơn vị có nguy cơ vượt mốc")


def _unmet(balance: Told, *levels: str) -> Quote:
    """How many of these levels have not met, or have not said so."""
    rows = [row for level in levels if (row := balance.row(name(level))) is not None]
    return balance.sum(rows, "Đã ấn định ngày", "Chưa ấn định ngày", "Chưa báo cáo")


def late(told: Told, balance: Told) -> Sentence | None:
    """Who is past the planned day, the longest first; a call to help, no blame."""
    rows = list(told.rows)
    if not rows:
        return None

    def days(row: int) -> Words:
        return (" (", told.count(row, "Chậm (ngày)"), " ngày)")

    return said(
        "trong ", _unmet(balance, asking.GRASSROOTS, asking.COORDINATED),
        " tổ chức đảng chưa đại hội có ", told.many(rows),
        " tổ chức chậm so với kế hoạch, cần tập trung đôn đốc: ", named(told, rows, days),
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


def upcoming(told: Told, until: Words = None) -> Sentence | None:
    """How many congresses are booked for the days ahead, and the first of them."""
    rows = list(told.rows)
    if not rows:
        return None
    first = told.cell(rows[0], "Ngày", vietnamese.written)
    clashing = told.where("Trùng lịch", bool)
    among: Words = "" if len(clashing) == len(rows) else "trong đó "
    return said(
        "từ ngày ", told.day(vietnamese.day), " đến ngày ", told.last_ahead(), " có ", told.many(rows),
        " tổ chức đảng đăng ký đại hội", until, ", sớm nhất ngày " if len(rows) > 1 else ", ngày ", first,
        ("; ", among, told.many(clashing), " đại hội trùng lịch dự, cần bố trí lại") if clashing else None,
    )  # fmt: skip


_OVERDUE = {
    NOT_REPORTED: "quá hạn báo cáo kết quả",
    NOT_RATIFIED: "quá hạn mà cấp trên chưa chuẩn y",
}


def results(told: Told, until: Words = None) -> Sentence | None:
    """Whose result is reported or ratified too late, where a later Biểu 02 says so; where none does, how
    many are due and not known to be.

    until: up to which day Biểu 02 goes, where that is not the day looked at.
    """
    states = {row: str(told.value(row, "Tình hình")) for row in told.rows}
    parts: list[Words] = []
    for state, words in _OVERDUE.items():
        rows = [row for row, said_ in states.items() if said_ == state]
        parts += [(told.many(rows), f" tổ chức {words}")] if rows else []
    if parts:
        parts[-1] = (parts[-1], until)
    silent = [row for row, said_ in states.items() if said_.startswith(DUE)]
    if silent:
        parts.append((told.many(silent), " tổ chức đã đến hạn nhưng chưa có Biểu 02 mới"))
    if not parts:
        return None
    whole = (told.many(told.rows), " tổ chức đảng đã đại hội mà kết quả chưa được chuẩn y")
    return said("trong ", whole, " có ", listed(parts, last=", "))
