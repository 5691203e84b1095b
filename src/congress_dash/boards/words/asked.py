"""What the Standing Board is asked for: the proposals of the briefing, as sentences."""

from __future__ import annotations

from congress_dash.boards.words.quoting import Told, said
from congress_dash.prose import Sentence


def proposals(told: Told) -> tuple[Sentence, ...]:
    """An opening, then one sentence for each kind of trouble, the heaviest first; nothing of nothing."""
    if not told.rows:
        return ()
    opening = Sentence(("Đề nghị Ban Thường vụ cho ý kiến chỉ đạo những nội dung sau:",))
    return (opening, *(_proposal(told, row) for row in told.rows))


def _proposal(told: Told, row: int) -> Sentence:
    """`- Duyệt nội dung đại hội đã trình (03 tổ chức đảng): Đảng bộ …; Chi bộ …`"""
    return said(
        "- ", told.name(row), " (", told.count(row, "Số tổ chức"), " tổ chức đảng): ",
        told.cell(row, "Tổ chức đảng"),
    )  # fmt: skip
