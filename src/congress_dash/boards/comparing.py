"""Khối nào tốt, khối nào cần đôn đốc: blocks side by side, those too small for it left out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, Row, leading, rows
from congress_dash.boards.citing import source
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import Moment
from congress_dash.share import Share

_SERIES = (
    ("held", "Đã tổ chức", Tone.DONE),
    ("scheduled", "Đã ấn định ngày", Tone.REGISTERED),
    ("unscheduled", "Chưa ấn định ngày", Tone.REMAINING),
    ("not_reported", "Chưa báo cáo", Tone.UNKNOWN),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block's organisations of one level, each counted in one place."""

    id: str | None
    name: str
    counts: dict[str, int]
    excluded: int

    @property
    def share(self) -> Share:
        return Share(self.counts["held"], sum(self.counts.values()), self.excluded)

    @property
    def percent(self) -> Decimal:
        return self.share.percent or Decimal(0)


def _blocks(told: list[Row]) -> list[Block]:
    """The blocks of the level looked at."""
    level = leading(told)
    by_block: dict[str, list[Row]] = {}
    for row in told:
        if row["level"] == level:
            by_block.setdefault(asking.block(row), []).append(row)
    return [
        Block(
            of_block[0]["block"],
            name,
            {key: sum(r[key] for r in of_block) for key, *_ in _SERIES},
            sum(r["excluded"] for r in of_block),
        )
        for name, of_block in by_block.items()
    ]


def _title(ranked: list[Block]) -> str:
    best, last = ranked[0], ranked[-1]
    if best.percent == last.percent:
        counts = ((b.share.part, b.share.whole, b.share.excluded) for b in ranked)
        every = Share(*(sum(each) for each in zip(*counts, strict=True)))
        return f"{vietnamese.count_word(len(ranked))} khối được so sánh đạt tỷ lệ như nhau: {vietnamese.share(every)}"
    firsts = [b for b in ranked if b.percent == best.percent]
    lasts = [b for b in ranked if b.percent == last.percent]
    return f"{_named(firsts)} đạt cao nhất; {_named(lasts)} đạt thấp hơn, cần tập trung đôn đốc"


def _named(blocks: list[Block]) -> str:
    """`Khối A 4/7 (57,1%)`; those of one percentage together."""
    told = ", ".join(f"{b.name} {vietnamese.share(b.share)}" for b in blocks)
    return f"{told} cùng" if len(blocks) > 1 else told


def shares_of_blocks(books: Books, moment: Moment) -> Chart:
    """Blocks as bars of one length with counts on them, best first; small blocks are only named."""
    least = reference.threshold("ranked_from")
    told_rows = rows(books, "balance", moment)
    told = _blocks(told_rows)
    ranked = sorted((b for b in told if b.share.whole >= least), key=lambda b: -b.percent)
    is_booked = citing.is_told_of(books, moment, "schedule")
    silent = asking.unheard(books, moment, leading(told_rows))
    ranked = ranked if len(ranked) > 1 and not silent else []
    aside = [b for b in told if b not in ranked]
    return Chart(
        key="held_by_block.share",
        title=silent or _title(ranked)
        if ranked or silent
        else "Chưa đủ khối để so sánh tỷ lệ đại hội",
        kind=Kind.FULL_BARS,
        columns=(
            Column("Khối", tuple(f"{b.name}: {vietnamese.share(b.share)}" for b in ranked)),
            *asking.counted(
                *(Column(name if is_booked or key != "unscheduled" else "Chưa tổ chức",
                         tuple(b.counts[key] for b in ranked), tone)
                  for key, name, tone in _SERIES)
            ),
        ),
        unit="tổ chức",
        moment=moment,
        definition="Các thanh dài bằng nhau để so sánh tỷ lệ; số trên thanh là số tổ chức, không tính "
        f"tổ chức được chỉ đạo dừng. Chỉ so sánh khối có từ {vietnamese.count_word(least)} tổ chức trở lên, cùng một cấp."
        + ("".join(f" {b.name}: {vietnamese.fraction(b.share)}, không xếp." for b in aside if not silent)),
        source=source(books, moment, "progress", "schedule"),
        blocks=tuple(b.id for b in ranked),
        empty=f"{citing.lacking(books, moment, 'progress')}."
        if silent
        else f"Cần ít nhất hai khối có từ {vietnamese.count_word(least)} tổ chức trở lên để so sánh tỷ lệ; hãy "
        "bỏ bớt điều kiện lọc.",
    )  # fmt: skip
