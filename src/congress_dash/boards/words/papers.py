"""Văn kiện: at which draft the documents stand and what was said of them, as sentences."""

from __future__ import annotations

from congress_dash.boards.words.quoting import THEN, Told, Words, listed, said
from congress_dash.prose import Sentence

_NOT_TOLD = " chưa có Biểu 03 nên chưa có số liệu về công tác chuẩn bị văn kiện"


def drafts(told: Told, until: Words = None) -> tuple[Sentence, ...]:
    """One sentence per draft reached, the documents at it together, the highest first.

    until: up to which day Biểu 03 goes, where that is not the day looked at.
    """
    if not told.rows:
        return () if told.chart.moment.view.is_narrowed else (said("đến ", told.day(), _NOT_TOLD),)
    by_draft: dict[int, list[int]] = {}
    for row in told.rows:
        draft = told.value(row, "Dự thảo lần")
        by_draft.setdefault(draft if isinstance(draft, int) else 0, []).append(row)
    highest, *others = sorted(by_draft, reverse=True)
    return (
        _standing(told, highest, by_draft[highest], until),
        *(_standing(told, draft, by_draft[draft], until and THEN) for draft in others),
    )


def _standing(told: Told, draft: int, rows: list[int], until: Words = None) -> Sentence:
    names = (until, listed([told.name(row) for row in rows]))
    if not draft:
        return said(names, " chưa có dự thảo hoàn thiện")
    reached = told.cell(rows[0], "Dự thảo lần")
    every = " đều" if len(rows) > 1 else ""
    return said(names, f"{every} đã hoàn thiện dự thảo lần ", reached, _asked(told, rows))


def _asked(told: Told, rows: list[int]) -> Words:
    """Whom they were sent to, where all of them went to the same."""
    audiences = {told.value(row, "Đối tượng xin ý kiến") for row in rows}
    if len(audiences) != 1 or None in audiences:
        return None
    return (", lấy ý kiến ", told.cell(rows[0], "Đối tượng xin ý kiến"))


def comments(told: Told, until: Words = None) -> Sentence | None:
    """How many comments came, were accepted, explained, are still open."""
    rows = told.where("Ý kiến", bool)
    if not rows:
        return None
    counts: list[Words] = [
        (f"{words} ", told.sum(rows, name))
        for name, words in _BECAME.items()
        if told.number(told.cells(rows, name))
    ]
    return said(
        until and THEN, "đã tiếp nhận ", told.sum(rows, "Ý kiến"), " lượt ý kiến góp ý: ",
        listed(counts, last=", "),
    )  # fmt: skip


_BECAME = {"Tiếp thu": "tiếp thu", "Giải trình": "giải trình", "Chưa xử lý": "chưa xử lý"}
