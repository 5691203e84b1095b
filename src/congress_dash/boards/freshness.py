"""Whose figures are how old: organisations that have not reported, and rows that wait."""

from __future__ import annotations

from congress_dash import vietnamese
from congress_dash.boards import asking
from congress_dash.boards.asking import Books, columns, rows, source
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Moment


def freshness(books: Books, moment: Moment) -> Chart:
    """One row per organisation whose report is missing, old or waits; the worst first."""
    told = rows(books, "freshness", moment)
    newest = max((r["last_as_of"] for r in told if r["last_as_of"]), default=None)
    behind = [r for r in told if r["last_as_of"] != newest or r["waiting"] or r["not_reported"]]
    table = [
        (r["name"], r["last_as_of"] or "chưa báo cáo", r["upload"], r["waiting"] or None)
        for r in behind
    ]
    return Chart(
        key="freshness",
        title=f"{asking.orgs(len(behind))} chưa có số liệu mới nhất "
        f"({vietnamese.day(newest)}) hoặc còn dòng chờ xử lý"
        if behind and newest
        else "Mọi tổ chức đảng đều có số liệu mới nhất",
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Số liệu đến ngày", "Lần nạp", "Dòng chờ"),
        unit="tổ chức",
        moment=moment,
        definition="Ngày chốt của Biểu 01 mới nhất có tổ chức đó; dòng chờ là dòng có lỗi chưa được "
        "sửa và nạp lại.",
        source=source(books, moment, "progress"),
        empty="Mọi tổ chức đảng đều có số liệu mới nhất.",
        units=tuple(row["unit"] for row in behind),
    )


def standing(books: Books, moment: Moment) -> tuple[int, int]:
    """How many organisations have not reported, and how many rows wait."""
    told = rows(books, "freshness", moment)
    return (
        sum(bool(r["not_reported"]) for r in told),
        len(rows(books, "waiting_rows", moment)),
    )
