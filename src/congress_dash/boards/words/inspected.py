"""Kiểm tra, hướng dẫn: how often and where, what was found, who was never visited, as sentences."""

from __future__ import annotations

from collections.abc import Mapping

from congress_dash import vietnamese
from congress_dash.boards import asking
from congress_dash.boards.balance import name
from congress_dash.boards.remedies import UNTOLD, state_name
from congress_dash.boards.words.quoting import Told, Words, listed, named, said
from congress_dash.prose import Sentence
from congress_dash.share import Share

_NOT_TOLD = " chưa có Biểu 04 nên chưa có số liệu về kiểm tra, hướng dẫn"
_STANDING_BOARD = "Ủy viên BTV"
_FOUND = {
    "fixed": "đã khắc phục",
    "open": "còn trong thời hạn",
    "overdue": "quá hạn",
    UNTOLD: "chưa rõ tình trạng khắc phục",
}


def visits(charts: Mapping[str, Told], level: str, until: Words = None) -> Sentence:
    """Who went how often, to how many of the level looked at.

    until: up to which day Biểu 04 goes, where that is not the day looked at.
    """
    told, balance = charts["visits_over_time"], charts["balance"]
    row = balance.row(name(level))
    assert row is not None
    share = balance.value(row, "Đã được kiểm tra")
    if not isinstance(share, Share):
        return said("đến ", balance.day(), _NOT_TOLD)
    if not told.rows:
        return said("chưa có buổi kiểm tra, hướng dẫn nào được ghi nhận")
    teams = [column.name for column in told.chart.columns[1:]]
    met = balance.cell(row, "Đã được kiểm tra", vietnamese.fraction)
    return said(
        until, _who(charts["visits_over_time.teams"]), " đã có ", told.sum(told.rows, *teams),
        " buổi kiểm tra, hướng dẫn; ", met, f" {asking.whom(level)}", _others(balance, level),
        " đã được kiểm tra",
    )  # fmt: skip


def _others(balance: Told, level: str) -> Words:
    """` và 14/17 tổ chức đảng phối hợp`: where the coordinated ones do not lead, and there are any."""
    row = balance.row(name(asking.COORDINATED)) if level == asking.GRASSROOTS else None
    if row is None or not isinstance(balance.value(row, "Đã được kiểm tra"), Share):
        return None
    met = balance.cell(row, "Đã được kiểm tra", vietnamese.fraction)
    return (" và ", met, f" {asking.COORDINATED_ORGS}")


def _who(teams: Told) -> Words:
    """`Các đồng chí ủy viên Ban Thường vụ và 03 tổ công tác`: those who went."""
    went = teams.where("Buổi làm việc", bool)
    board = [
        row for row in went if str(teams.value(row, "Tổ công tác")).startswith(_STANDING_BOARD)
    ]
    groups = [row for row in went if row not in board]
    words: list[Words] = ["các đồng chí ủy viên Ban Thường vụ"] if board else []
    if groups:
        words += [" và " if board else "", teams.many(groups), " tổ công tác"]
    return words


def findings(told: Told, until: Words = None) -> Sentence | None:
    """What was found and what is known to have become of it; a state without any is left out.

    until: up to which day Biểu 04 goes, where that is not the day looked at.
    """
    if not told.rows:
        return None
    rows = {id_: told.row(state_name(id_)) for id_ in _FOUND}
    there = {id_: row for id_, row in rows.items() if row is not None and _part(told, row)}
    some = next(iter(there.values()))
    found = (until, "phát hiện ", told.cell(some, "Nội dung", _whole), " nội dung cần khắc phục")
    if [*there] == [UNTOLD]:
        return said(*found, f"; {_FOUND[UNTOLD]}: ", told.cell(some, "Ghi chú"))
    if len(there) == 1 and "overdue" not in there:
        return said(*found, f", đều {_FOUND[next(iter(there))]}")
    counts: list[Words] = [
        (f"{_FOUND[id_]} ", told.cell(row, "Nội dung", _counted), _about(told, id_, row))
        for id_, row in there.items()
    ]
    return said(*found, ": ", listed(counts, last=", "))


def _part(told: Told, row: int) -> int:
    share = told.value(row, "Nội dung")
    return share.part if isinstance(share, Share) else 0


def _whole(share: Share) -> str:
    return vietnamese.count_word(share.whole)


def _counted(share: Share) -> str:
    return vietnamese.count_word(share.part)


def _about(told: Told, id_: str, row: int) -> Words:
    """Of how many organisations the overdue ones are, and why of others nothing is known."""
    if id_ == "overdue":
        return (" (của ", told.count(row, "Tổ chức đảng"), " tổ chức đảng)")
    return (" (", told.cell(row, "Ghi chú"), ")") if id_ == UNTOLD else None


def never(told: Told, balance: Told, until: Words = None) -> Sentence | None:
    """Whom nobody has visited yet, by name."""
    rows = list(told.rows)
    if not rows:
        return None
    both = all(
        balance.row(name(level)) is not None for level in (asking.GRASSROOTS, asking.COORDINATED)
    )
    whose = " trực thuộc và phối hợp" if both else ""
    return said(
        until, "còn ", told.many(rows), f" tổ chức đảng{whose} chưa được kiểm tra lần nào: ",
        named(told, rows),
    )  # fmt: skip
