"""Who has met: the balance in, the sentences of the headline, of what is left and of the cells out."""

from __future__ import annotations

from congress_dash import vietnamese, view_words
from congress_dash.boards import asking
from congress_dash.boards.asking import COORDINATED, GRASSROOTS, SUB_CELL
from congress_dash.boards.balance import name
from congress_dash.boards.words.quoting import Told, Words, said
from congress_dash.prose import Sentence
from congress_dash.share import Share

_KIND_WORDS = {
    GRASSROOTS: {"committee": "đảng bộ cơ sở", "cell": "chi bộ cơ sở"},
    COORDINATED: {"committee": "đảng bộ", "cell": "chi bộ"},
}
_STOPPED = "thuộc diện dừng tổ chức do sắp xếp bộ máy"


def headline(balance: Told, level: str, until: Words = None) -> Sentence:
    """How many of the level looked at have met by the day, by kind; never "not held" for silence.

    until: up to which day the reports go, where that is not the day looked at.
    """
    row = _row(balance, level)
    share, whom = balance.value(row, "Đã tổ chức"), asking.whom(level)
    opening = ("tính đến ", balance.day(), until, _judged(balance), ", ")
    if not isinstance(share, Share):
        silent = ("chưa có báo cáo tiến độ của ", balance.count(row, "Chưa báo cáo"), f" {whom}")
        return said(*opening, _among(balance), silent)
    if not share.whole:
        return said(*opening, _among(balance), _nobody(balance, row, share, whom))
    done = balance.cell(row, "Đã tổ chức", vietnamese.fraction)
    if not share.part:
        none = (f"chưa có {whom} nào tổ chức đại hội (", done, ")")
        return said(*opening, _among(balance), none, _unheard(balance, row))
    percent = balance.cell(row, "Đã tổ chức", vietnamese.percent)
    whole = _among(balance) or ("toàn Đảng bộ Công an tỉnh ",)
    met = "đã hoàn thành đại hội" if share.part == share.whole else "đã tổ chức đại hội"
    return said(
        *opening, whole, "có ", done, f" {whom} {met}, đạt ", percent, _kinds(balance, level),
        _unheard(balance, row),
    )  # fmt: skip


def _among(balance: Told) -> tuple[Words, ...]:
    """Whom the figures speak of, where somebody is left out."""
    only = balance.view(view_words.narrowed(balance.chart.moment.view))
    return ("trong phạm vi ", only, ", ") if only else ()


def _judged(balance: Told) -> Words:
    """By whose tree and deadlines, where not by those of the day."""
    told = balance.view("; ".join(view_words.judged(balance.chart.moment.view).values()))
    return (" (", told, ")") if told else None


def _nobody(balance: Told, row: int, share: Share, whom: str) -> Words:
    if share.excluded:
        return (
            balance.count(row, "Dừng"),
            f" {whom} {_STOPPED}, không còn tổ chức nào trong diện đại hội",
        )
    return f"Danh mục chưa có {whom} nào"


def _kinds(balance: Told, level: str) -> Words:
    """`; trong đó đảng bộ cơ sở 4/14, chi bộ cơ sở 7/16`: where there are both."""
    words: list[Words] = []
    for kind, called in _KIND_WORDS[level].items():
        row = balance.row(name(level, kind))
        if row is None or not isinstance(balance.value(row, "Đã tổ chức"), Share):
            return None
        part = balance.cell(row, "Đã tổ chức", vietnamese.fraction)
        words += [", " if words else "; trong đó ", f"{called} ", part]
    return words


def _unheard(balance: Told, row: int, each: str = "tổ chức") -> Words:
    if not balance.value(row, "Chưa báo cáo"):
        return None
    return ("; còn ", balance.count(row, "Chưa báo cáo"), f" {each} chưa báo cáo")


def progress(balance: Told, level: str, until: Words = None) -> Sentence | None:
    """What came since the report before, and how many are left; nothing where nobody reported.

    until: up to which day Biểu 05 goes, where that is not the day looked at.
    """
    row = _row(balance, level)
    share = balance.value(row, "Đã tổ chức")
    if not isinstance(share, Share) or not share.whole:
        return None
    left = _left(balance, row, until)
    since = _since(balance, row)
    return said(since, ("; ", left) if left else None)


def _since(balance: Told, row: int) -> Words:
    more, last = balance.value(row, "Tăng, giảm"), balance.value(row, "Kỳ trước")
    if not isinstance(more, int) or last is None:
        return "đây là kỳ báo cáo đầu tiên có số liệu"
    when = ("so với kỳ báo cáo trước (", balance.cell(row, "Kỳ trước", vietnamese.day), "), ")
    if not more:
        return (when, "số đơn vị đã tổ chức không thay đổi")
    return (when, "tăng " if more > 0 else "giảm ", balance.count(row, "Tăng, giảm"), " đơn vị")


def _left(balance: Told, row: int, until: Words) -> Words:
    """`còn 19 đơn vị chưa tổ chức, trong đó 16 đơn vị đã ấn định thời gian`."""
    booked, unbooked = "Đã ấn định ngày", "Chưa ấn định ngày"
    with_day, without = (balance.value(row, each) or 0 for each in (booked, unbooked))
    if not with_day and not without:
        return None
    rest = ("còn ", balance.sum([row], booked, unbooked), " đơn vị chưa tổ chức")
    if balance.value(row, booked) is None:
        return (rest, ", chưa có Biểu 05 để biết thời gian đã ấn định")
    every = "" if with_day == 1 and not without else "đều "
    if not without:
        return (rest, f", {every}đã ấn định thời gian", until)
    if not with_day:
        return (rest, ", chưa ấn định thời gian", until)
    return (rest, ", trong đó ", balance.count(row, booked), " đơn vị đã ấn định thời gian", until)


def stopped(balance: Told, level: str) -> Sentence | None:
    """Those told to stop leave the whole, visibly."""
    row = _row(balance, level)
    share = balance.value(row, "Đã tổ chức")
    is_told = isinstance(share, Share) and not share.whole
    if not balance.value(row, "Dừng") or is_told:
        return None
    return said(balance.count(row, "Dừng"), f" tổ chức {_STOPPED}, không tính vào tổng số")


def pilots(balance: Told, level: str) -> Sentence | None:
    """Of the pilot congresses; an experiment with direct election is another thing."""
    row = _row(balance, level)
    share = balance.value(row, "Đại hội điểm")
    if not isinstance(share, Share) or not isinstance(balance.value(row, "Đã tổ chức"), Share):
        return None
    part = balance.cell(row, "Đại hội điểm", vietnamese.fraction)
    if share.part == share.whole:
        return said(part, " tổ chức được chọn đại hội điểm đã tổ chức đại hội")
    if not share.part:
        return said("chưa tổ chức đại hội điểm nào (", part, ")")
    return said("đã tổ chức ", part, " đại hội điểm")


def sub_cells(balance: Told, level: str) -> Sentence | None:
    """The cells under the level looked at, never added to it."""
    if level == GRASSROOTS:
        return _apart(balance, SUB_CELL, "chi bộ", "trực thuộc đảng ủy cơ sở")
    return _apart(balance, "coordinated_sub_cell", "chi bộ", "thuộc tổ chức phối hợp")


def others(balance: Told, level: str) -> Sentence | None:
    """The coordinated organisations, followed apart."""
    return _apart(balance, COORDINATED, "tổ chức", "đảng phối hợp") if level == GRASSROOTS else None


def _apart(balance: Told, level: str, each: str, which: str) -> Sentence | None:
    row, whom = balance.row(name(level)), f"{each} {which}"
    if row is None:
        return None
    share = balance.value(row, "Đã tổ chức")
    if not isinstance(share, Share):
        return said(f"chưa có báo cáo về đại hội của {whom}")
    if not share.whole:
        return said(balance.count(row, "Dừng"), f" {whom} {_STOPPED}")
    done = balance.cell(row, "Đã tổ chức", lambda s: vietnamese.fraction(Share(s.part, s.whole)))
    percent = balance.cell(row, "Đã tổ chức", vietnamese.percent)
    after = (_apart_stopped(balance, row, each), _unheard(balance, row, each))
    if share.part == share.whole:
        return said(percent, f" {whom} (", done, ") đã hoàn thành đại hội", after)
    if not share.part:
        return said(f"chưa có {whom} nào tổ chức đại hội (", done, ")", after)
    return said(done, f" {whom} đã tổ chức đại hội, đạt ", percent, after)


def _apart_stopped(balance: Told, row: int, each: str) -> Words:
    if not balance.value(row, "Dừng"):
        return None
    return ("; ", balance.count(row, "Dừng"), f" {each} {_STOPPED}")


def _row(balance: Told, level: str) -> int:
    row = balance.row(name(level))
    assert row is not None  # the leading level always has its line
    return row
