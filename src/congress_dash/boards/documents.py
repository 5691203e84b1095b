"""Văn kiện: at which draft each document stands, how it got there, what was said of it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.chart import Chart, Column, Kind, Tone
from congress_dash.moment import Moment
from congress_dash.share import parts

_TONES = (Tone.REMAINING, Tone.SECOND, Tone.DONE, Tone.THIRD, Tone.FOURTH, Tone.FIFTH, Tone.SIXTH)


def name_of(row: Row, *, short: bool = False) -> str:
    name = reference.label("documents", row["document"], short=short)
    return f"{name} · {row['whose']}" if "whose" in row else name


def _names(books: Books, moment: Moment) -> dict[str, str]:
    return {row["unit"]: row["name"] for row in rows(books, "names", moment)}


def empty_words(books: Books, moment: Moment, otherwise: str = "") -> str:
    """What stands where no document is: a view leaves out those of the provincial committee."""
    if moment.view.is_narrowed:
        return (
            "Biểu 03 chưa có văn kiện của các tổ chức đã lọc; hãy bỏ lọc để xem văn kiện của Đảng bộ Công an "
            "tỉnh."
        )
    is_told = "documents" in citing.speaking(books, moment)
    return f"{otherwise if otherwise and is_told else citing.lacking(books, moment, 'documents')}."


def of_province(books: Books, question: str, moment: Moment) -> list[Row]:
    """Documents of the provincial committee itself; of a view those of its organisations."""
    if moment.view.is_narrowed:
        return [
            {**row, "whose": _names(books, moment).get(row["unit"], row["unit"])}
            for row in rows(books, question, moment)
        ]
    superior = {r["unit"] for r in rows(books, "names", moment) if r["scope"] == "superior"}
    return [row for row in rows(books, question, moment) if row["unit"] in superior]


def _standing(current: list[Row]) -> str:
    """`04 văn kiện đã hoàn thiện dự thảo lần 3`, highest draft first."""
    by_draft: dict[int, int] = defaultdict(int)
    for row in current:
        by_draft[row["revision"] or 0] += 1
    parts = [
        f"{asking.among(number, len(current))} văn kiện "
        + (f"đã hoàn thiện dự thảo lần {draft}" if draft else "chưa có dự thảo hoàn thiện")
        for draft, number in sorted(by_draft.items(), reverse=True)
    ]
    return "; ".join(parts) or "Chưa có số liệu văn kiện"


@citing.told_by("documents")
def ladder(books: Books, moment: Moment) -> Chart:
    """Each document's drafts over time: how long it stood at each draft, up to as_of."""
    steps: dict[str, list[Row]] = defaultdict(list)
    for row in of_province(books, "draft_revisions", moment):
        if row["issued_on"]:
            steps[name_of(row)].append(row)
    most = max((r["revision"] for told in steps.values() for r in told), default=0)
    starts = tuple(told[0]["issued_on"] for told in steps.values())
    stays = [_stays(told, moment.as_of) for told in steps.values()]
    return Chart(
        key="draft_revisions",
        title=_standing(of_province(books, "current_drafts", moment)),
        kind=Kind.SPANS,
        columns=(
            Column("Văn kiện", tuple(steps)),
            Column("Bắt đầu", starts, Tone.HIDDEN),
            *(
                Column(f"Dự thảo lần {draft}", tuple(stay.get(draft, 0) for stay in stays),
                       _TONES[min(draft, len(_TONES)) - 1])
                for draft in range(1, most + 1)
            ),
        ) if steps else (),
        unit="ngày",
        moment=moment,
        definition="Số ngày mỗi văn kiện ở từng lần dự thảo, từ ngày có dự thảo đến ngày có lần sau "
        "(lần mới nhất: đến ngày chốt số liệu).",
        source=source(books, moment, "documents"),
        empty=empty_words(books, moment),
    )  # fmt: skip


def _stays(told: list[Row], as_of: date) -> dict[int, int]:
    """Draft → days until the next one, the last until as_of."""
    ends = [row["issued_on"] for row in told[1:]] + [as_of]
    return {
        row["revision"]: (end - row["issued_on"]).days for row, end in zip(told, ends, strict=True)
    }


def _every(books: Books, moment: Moment) -> list[Row]:
    """Documents of the provincial committee, then those of organisations that send theirs."""
    own = of_province(books, "current_drafts", moment)
    return own + [row for row in rows(books, "current_drafts", moment) if row not in own]


@citing.told_by("documents")
def current(books: Books, moment: Moment) -> Chart:
    """At which draft each document stands, since when, and who was asked."""
    told = _every(books, moment)
    names = {r["unit"]: r["name"] for r in rows(books, "names", moment)}
    own = {r["unit"] for r in of_province(books, "current_drafts", moment)}
    stuck_days = reference.threshold("stuck_days")
    stuck = [r for r in told if (r["days_since"] or 0) > stuck_days]
    table = [
        (name_of(r) + ("" if r["unit"] in own else f" – {names.get(r['unit'], r['unit'])}"),
         r["lead"], f"lần {r['revision']}" if r["revision"] else "chưa có", r["issued_on"],
         r["days_since"], f"đang dự thảo lần {r['next_revision']}" if r["next_revision"] else None,
         r["audience"])
        for r in told
    ]  # fmt: skip
    return Chart(
        key="current_drafts",
        title=f"{asking.among(len(stuck), len(told))} văn kiện chưa có chuyển biến quá "
        f"{vietnamese.count_word(stuck_days)} ngày, lâu nhất "
        f"{vietnamese.count_word(max(r['days_since'] for r in stuck))} ngày"
        if stuck
        else f"Không có văn kiện nào chững quá {vietnamese.count_word(stuck_days)} ngày"
        if told
        else "Chưa có số liệu văn kiện",
        kind=Kind.TABLE,
        columns=columns(table, "Văn kiện", "Chủ trì", "Dự thảo", "Ngày", "Số ngày đến nay", "Đang làm",
                        "Đối tượng xin ý kiến"),
        unit="ngày",
        moment=moment,
        definition=f"Lần dự thảo hoàn thiện mới nhất và số ngày từ đó; chững là quá {stuck_days} ngày "
        "không có dự thảo mới.",
        source=source(books, moment, "documents"),
        empty=empty_words(books, moment),
        units=tuple(row["unit"] for row in told),
    )  # fmt: skip


@citing.told_by("documents")
def comments(books: Books, moment: Moment) -> Chart:
    """Comments per document: accepted, explained, still open."""
    told = [r for r in of_province(books, "current_drafts", moment) if r["comments_received"]]
    accepted = [r["comments_accepted"] or 0 for r in told]
    explained = [r["comments_explained"] or 0 for r in told]
    open_ = [max(r["comments_received"] - a - e, 0)
             for r, a, e in zip(told, accepted, explained, strict=True)]  # fmt: skip
    shares = parts((sum(accepted), sum(explained), sum(open_)))
    total = sum(r["comments_received"] for r in told)
    return Chart(
        key="current_drafts.comments",
        title=f"Tiếp nhận {vietnamese.integer(total)} lượt ý kiến: tiếp thu "
        f"{vietnamese.share(shares[0])}, giải trình {vietnamese.share(shares[1])}, "
        f"chưa xử lý {vietnamese.share(shares[2])}"
        if told
        else "Chưa có ý kiến góp ý văn kiện",
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Văn kiện", tuple(name_of(r) for r in told)),
            *asking.counted(
                Column("Tiếp thu", tuple(accepted), Tone.DONE),
                Column("Giải trình", tuple(explained), Tone.THIRD),
                Column("Chưa xử lý", tuple(open_), Tone.REMAINING),
            ),
        ),
        unit="lượt ý kiến",
        moment=moment,
        definition="Số lượt ý kiến góp ý của mọi vòng xin ý kiến, chia theo tiếp thu, giải trình và "
        "chưa xử lý (số ý kiến trừ hai phần kia); ba tỷ lệ cộng lại bằng toàn bộ.",
        source=source(books, moment, "documents"),
        empty=empty_words(books, moment, "Chưa có ý kiến góp ý nào trong Biểu 03"),
    )


@citing.told_by("progress")
def drafts_of_units(books: Books, moment: Moment) -> Chart:
    """Political reports of the organisations themselves: how many stand at each draft, by block."""
    told = asking.followed(books, moment)
    silent = asking.unheard(books, moment, asking.level(books, moment))
    of_block = {asking.block(r): r["block"] for r in told}
    blocks = list(of_block)
    most = max((_finished(r) for r in told), default=0)
    counts = {
        draft: tuple(sum(asking.block(r) == b and _finished(r) == draft for r in told)
                     for b in blocks)
        for draft in range(most + 1)
    }  # fmt: skip
    reached = sum(1 for r in told if _finished(r) == most)
    names = {0: "Chưa có dự thảo"} | {n: f"Lần {n}" for n in range(1, most + 1)}
    tones = (Tone.UNKNOWN, *_TONES)
    return Chart(
        key="organisations.drafts",
        title=silent
        or f"{asking.among(reached, len(told))} tổ chức đảng đã có dự thảo báo cáo chính trị lần {most}"
        if silent or most
        else "Chưa tổ chức đảng nào có dự thảo báo cáo chính trị",
        kind=Kind.STACKED_BARS,
        columns=(
            Column("Khối", tuple(blocks)),
            *asking.counted(
                *(Column(names[d], counts[d], tones[min(d, len(tones) - 1)]) for d in counts)
            ),
        ) if not silent else (),
        unit="tổ chức",
        moment=moment,
        definition="Lần dự thảo báo cáo chính trị đã hoàn thiện của từng tổ chức đảng theo Biểu 01 "
        "(đang dự thảo lần n tính là đã xong lần n-1), cả trực thuộc và phối hợp.",
        source=source(books, moment, "progress"),
        blocks=() if silent else tuple(of_block.values()),
        empty=f"{citing.lacking(books, moment, 'progress')}.",
    )  # fmt: skip


def _finished(row: Row) -> int:
    number: int = row["draft"] or 0
    return number - 1 if row["draft_in_progress"] else number


def documents(books: Books, moment: Moment) -> tuple[Chart, ...]:
    """The charts of Văn kiện in reading order."""
    return (
        ladder(books, moment),
        current(books, moment),
        comments(books, moment),
        drafts_of_units(books, moment),
    )
