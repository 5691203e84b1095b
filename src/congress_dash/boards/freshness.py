"""Whose figures are how old: organisations that have not reported, and rows that wait."""

from __future__ import annotations

from datetime import date

from congress_dash import vietnamese
from congress_dash.boards import asking, citing
from congress_dash.boards.asking import Books, columns, rows
from congress_dash.boards.citing import source
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Moment


def older_forms(books: Books, moment: Moment) -> str:
    """`Biểu 03, Biểu 04: số liệu đến 13/05/2020`: forms that know less than Biểu 01 does; else empty."""
    told = {r["form"]: r["as_of"] for r in rows(books, "sources", moment)}
    newest = told.get("progress")
    days: dict[date, list[str]] = {}
    for form, day in told.items():
        if form not in ("progress", "catalogue") and newest and day < newest:
            days.setdefault(day, []).append(asking.FORMS[form])
    return "; ".join(
        f"{', '.join(sorted(names))}: số liệu đến {vietnamese.day(day)}"
        for day, names in sorted(days.items())
    )


def freshness(books: Books, moment: Moment) -> Chart:
    """One row per organisation whose report is missing, old or waits; the worst first."""
    told = rows(books, "freshness", moment)
    newest = max((r["last_as_of"] for r in told if r["last_as_of"]), default=None)
    behind = [r for r in told if r["last_as_of"] != newest or r["waiting"] or r["not_reported"]]
    older = older_forms(books, moment)
    silent = asking.unheard(books, moment, asking.level(books, moment))
    everybody = silent or (
        f"Mọi tổ chức đảng đều có số liệu Biểu 01 đến ngày {vietnamese.day(newest)}"
        if newest
        else "Chưa có tổ chức đảng nào để theo dõi"
    )
    after = f"; {older}" if older else ""
    table = [
        (r["name"], r["last_as_of"] or "chưa báo cáo", r["upload"], r["waiting"] or None)
        for r in behind
    ]
    return Chart(
        key="freshness",
        title=(
            f"{asking.among(len(behind), len(told))} tổ chức đảng chưa có số liệu Biểu 01 đến ngày "
            f"{vietnamese.day(newest)} hoặc còn dòng chờ xử lý"
            if behind and newest
            else everybody
        )
        + after,
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Số liệu đến ngày", "Lần nạp", "Dòng chờ"),
        unit="tổ chức",
        moment=moment,
        definition="Ngày chốt của Biểu 01 gần nhất, không sau ngày chốt đang xem, có tổ chức đó; dòng chờ là dòng có lỗi chưa được "
        "sửa và nạp lại.",
        source=source(books, moment, "progress"),
        empty=f"{citing.lacking(books, moment, 'progress') if silent else everybody + after}.",
        units=tuple(row["unit"] for row in behind),
    )


def standing(books: Books, moment: Moment) -> tuple[int, int]:
    """How many organisations have not reported, and how many rows wait."""
    told = rows(books, "freshness", moment)
    return (
        sum(bool(r["not_reported"]) for r in told),
        len(rows(books, "waiting_rows", moment)),
    )
