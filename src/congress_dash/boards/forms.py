"""Phụ lục: what the books say, in the columns of the forms that staff keep (Biểu 02–05)."""

from __future__ import annotations

from congress_dash import reference, vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.boards.documents import empty_words, name_of, of_province
from congress_dash.boards.inspections import team_name
from congress_dash.boards.remedies import is_reported
from congress_dash.boards.upcoming import days_words
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Moment


@citing.told_by("results")
def results(books: Books, moment: Moment) -> Chart:
    """Biểu 02: every organisation that has met, when its result was reported and ratified."""
    told = [r for r in rows(books, "clocks", moment) if r["state"] != "cancelled_reorg"]
    order = {r["unit"]: at for at, r in enumerate(rows(books, "organisations", moment))}
    told.sort(key=lambda row: order.get(row["unit"], len(order)))
    table = [
        (r["name"], days_words(r["held_on"], r["closed_on"]), r["reported_on"], r["ratified_on"])
        for r in told
    ]
    silent = asking.unheard(books, moment, asking.level(books, moment))
    nobody = silent or (f"Chưa có tổ chức đảng nào đại hội tính đến ngày {asking.on_day(moment)}")
    ratified = sum(row["ratified_on"] is not None for row in told)
    return Chart(
        key="clocks.form",
        title=f"{asking.orgs(len(told))} đã đại hội, {_ratified(ratified, len(told))}"
        if told
        else nobody,
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Ngày đại hội", "Báo cáo kết quả", "Chuẩn y"),
        unit="ngày",
        moment=moment,
        definition="Tổ chức đã đại hội tính đến ngày chốt, không tính tổ chức được chỉ đạo dừng.",
        source=source(books, moment, "results", "progress"),
        units=tuple(row["unit"] for row in told),
        empty=f"{citing.lacking(books, moment, 'progress') if silent else nobody}.",
    )


def _ratified(part: int, whole: int) -> str:
    if not part:
        return "chưa nơi nào được chuẩn y"
    return (
        "đều đã được chuẩn y"
        if part == whole
        else f"trong đó {asking.among(part, whole)} đã được chuẩn y"
    )


@citing.told_by("documents")
def documents(books: Books, moment: Moment) -> Chart:
    """Biểu 03: each document's draft, whom it was sent to, and what was said of it."""
    told = of_province(books, "current_drafts", moment)
    table = [
        (name_of(r), r["lead"], r["revision"], r["issued_on"], r["audience"], r["sent"],
         r["received"], r["comments_received"], r["comments_accepted"], r["comments_explained"],
         _open(r))
        for r in told
    ]  # fmt: skip
    return Chart(
        key="current_drafts.form",
        title=f"{vietnamese.count_word(len(told))} văn kiện đang chuẩn bị"
        if told
        else "Chưa có số liệu văn kiện",
        kind=Kind.TABLE,
        columns=columns(
            table, "Văn kiện", "Chủ trì", "Dự thảo lần", "Ngày", "Đối tượng xin ý kiến", "Gửi",
            "Nhận về", "Ý kiến", "Tiếp thu", "Giải trình", "Chưa xử lý",
        ),
        unit="lượt ý kiến",
        moment=moment,
        definition="Dự thảo hoàn thiện mới nhất; ý kiến của mọi vòng xin ý kiến cộng lại.",
        source=source(books, moment, "documents"),
        empty=empty_words(books, moment),
    )  # fmt: skip


def _open(row: Row) -> int | None:
    if row["comments_received"] is None:
        return None
    received: int = row["comments_received"]
    return max(received - (row["comments_accepted"] or 0) - (row["comments_explained"] or 0), 0)


@citing.told_by("inspections")
def visits(books: Books, moment: Moment) -> Chart:
    """Biểu 04: who was visited by whom on which day."""
    told = rows(books, "unit_visits", moment)
    nothing = (
        "Chưa có lượt kiểm tra, hướng dẫn nào"
        if is_reported(books, moment)
        else "Chưa có báo cáo kiểm tra (Biểu 04)"
    )
    empty = f"{nothing if is_reported(books, moment) else citing.lacking(books, moment, 'inspections')}."
    told.sort(key=lambda row: row["visited_on"])
    table = [(r["visited_on"], team_name(r["team"]), r["name"]) for r in told]
    return Chart(
        key="unit_visits",
        title=f"{vietnamese.count_word(len(told))} lượt kiểm tra, hướng dẫn tại các tổ chức đảng"
        if told
        else nothing,
        kind=Kind.TABLE,
        columns=columns(table, "Ngày", "Thành phần", "Tổ chức đảng"),
        unit="lượt",
        moment=moment,
        definition="Một buổi với nhiều tổ chức đảng là nhiều lượt; không tính tổ chức được chỉ đạo dừng.",
        source=source(books, moment, "inspections"),
        units=tuple(row["unit"] for row in told),
        empty=empty,
    )


@citing.told_by("schedule")
def schedule(books: Books, moment: Moment) -> Chart:
    """Biểu 05: every booked congress that has not been held yet, in the order of its days."""
    told = [
        row
        for row in rows(books, "organisations", moment)
        if row["booked_on"] and not row["held"] and row["state"] != "cancelled_reorg"
    ]
    told.sort(key=lambda row: row["booked_on"])
    open_ = sum(not row["held"] for row in asking.followed(books, moment))
    is_told = citing.is_told_of(books, moment, "schedule")
    nobody = (
        "Không có tổ chức đảng chưa đại hội nào có lịch ở Biểu 05"
        if is_told
        else "Chưa có Biểu 05 nên chưa có lịch đại hội nào"
    )
    table = [
        (r["name"], days_words(r["booked_on"], r["booked_to"] or r["booked_on"]),
         reference.label("states", r["state"]), r["place"])
        for r in told
    ]  # fmt: skip
    return Chart(
        key="organisations.booked",
        title=f"{asking.among(len(told), open_)} tổ chức đảng chưa đại hội đã ấn định ngày"
        if told
        else nobody,
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Ngày đại hội", "Tình trạng", "Địa điểm"),
        unit="tổ chức",
        moment=moment,
        definition="Lịch ở Biểu 05 của tổ chức chưa đại hội, không tính tổ chức được chỉ đạo dừng.",
        source=source(books, moment, "schedule", "progress"),
        units=tuple(row["unit"] for row in told),
        empty=f"{nobody if is_told else citing.lacking(books, moment, 'schedule')}.",
    )
