"""Kiểm tra, hướng dẫn: how often and where, what was found, who was never visited, as sentences."""

from __future__ import annotations

from collections.abc import Mapping

from congress_dash import reference, vietnamese
from congress_dash.boards import asking
from congress_dash.boards.balance import name
from congress_dash.boards.words.quoting import Told, Words, named, said
from congress_dash.prose import Sentence
from congress_dash.share import Share

_NOT_TOLD = "chưa có Biểu 04 nên chưa có số liệu về kiểm tra, hướng dẫn"
_STANDING_BOARD = "Ủy viên BTV"
_FOUND = {"fixed": "đã khắc phục", "open": "còn trong thời hạn", "overdue": "quá hạn"}


def visits(charts: Mapping[str, Told], level: str, until: Words = None) -> Sentence:
    """Who went how often, to how many of the level looked at.

    until: up to which day Biểu 04 goes, where that is not the day looked at.
    """
    told, balance = charts["visits_over_time"], charts["balance"]
    row = balance.row(name(level))
    assert row is not None
    share = balance.value(row, "Đã được kiểm tra")
    if not isinstance(share, Share):
        return said(_NOT_TOLD)
    if not told.rows:
        return said("chưa có buổi kiểm tra, hướng dẫn nào được ghi nhận")
    teams = [column.name for column in told.chart.columns[1:]]
    met = balance.cell(row, "Đã được kiểm tra", vietnamese.fraction)
    return said(
        until, _who(charts["visits_over_time.teams"]), " đã có ", told.sum(told.rows, *teams),
        " buổi kiểm tra, hướng dẫn; ", met, f" {asking.whom(level)} đã được kiểm tra",
    )  # fmt: skip


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


def findings(told: Told) -> Sentence | None:
    """What was found and what became of it; a state without any is left out."""
    if not told.rows:
        return None
    columns = {id_: reference.label("finding_states", id_) for id_ in _FOUND}
    counts: list[Words] = []
    for id_, column in columns.items():
        if told.value(0, column):
            counts += [", " if counts else "", f"{_FOUND[id_]} ", told.count(0, column)]
    names = [column.name for column in told.chart.columns[1:]]
    return said("phát hiện ", told.sum([0], *names), " nội dung cần khắc phục: ", counts)


def never(told: Told) -> Sentence | None:
    """Whom nobody has visited yet, by name."""
    rows = list(told.rows)
    if not rows:
        return None
    whose = "" if told.chart.moment.view.scope else " trực thuộc và phối hợp"
    return said(
        "còn ", told.many(rows), f" tổ chức đảng{whose} chưa được kiểm tra lần nào: ",
        named(told, rows),
    )  # fmt: skip
