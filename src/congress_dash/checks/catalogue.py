"""Rows of Danh mục in; codes that lead nowhere and numbers that its own lines contradict, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from congress_dash.checks.books import Books
from congress_dash.checks.flags import flag
from congress_dash.records import Alias, PartyOrg, Problem, Record, Row


def odd(rows: Iterable[tuple[Row, Record]], books: Books) -> Iterator[tuple[Row, Problem]]:
    """Every entry against the organisations of the file and of the books."""
    told = list(rows)
    orgs = [record for _, record in told if isinstance(record, PartyOrg)]
    known = {org.unit for org in orgs} | books.orgs.keys()
    below = Counter(org.parent for org in orgs if org.parent and not org.scope)
    for row, record in told:
        if isinstance(record, Alias):
            yield from _leads(row, "unit", record.unit, known)
        elif isinstance(record, PartyOrg):
            yield from _leads(row, "parent", record.parent, known)
            yield from _leads(row, "successor", record.successor, known)
            listed = below[record.unit]
            if listed and record.sub_cells is not None and record.sub_cells != listed:
                yield row, flag(
                    row, "sub_cells", "sub_cells_listed",
                    f"Ghi {record.sub_cells} chi bộ trực thuộc nhưng kê {listed} chi bộ. "
                    "Hãy sửa cho thống nhất.",
                )  # fmt: skip


def _leads(
    row: Row, field: str, code: str | None, known: Collection[str]
) -> Iterator[tuple[Row, Problem]]:
    if code and code not in known:
        yield row, flag(
            row, field, "unknown_reference",
            f"Không có tổ chức đảng mã {code} trong Danh mục. "
            "Hãy sửa mã hoặc bổ sung tổ chức đó.",
        )  # fmt: skip
