"""Rows of Danh mục in; codes that lead nowhere or in a ring, days and numbers that contradict one
another, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from congress_dash.checks.books import Books
from congress_dash.checks.flags import flag
from congress_dash.records import Alias, PartyOrg, Problem, Record, Row


def odd(rows: Iterable[tuple[Row, Record]], books: Books) -> Iterator[tuple[Row, Problem]]:
    """Every entry against the organisations of the file and of the books."""
    told = list(rows)
    orgs = [record for _, record in told if isinstance(record, PartyOrg)]
    heirs = {**books.successors, **{org.unit: org.successor for org in orgs}}
    known = heirs.keys() | books.orgs.keys()
    below = Counter(org.parent for org in orgs if org.parent and not org.scope)
    for row, record in told:
        if isinstance(record, Alias):
            yield from _leads(row, "unit", record.unit, known)
        elif isinstance(record, PartyOrg):
            yield from _leads(row, "parent", record.parent, known)
            for code in _codes(record.successor):
                yield from _leads(row, "successor", code, known)
            yield from _lasts(row, record)
            yield from _ring(row, record.unit, heirs)
            listed = below[record.unit]
            if listed and record.sub_cells is not None and record.sub_cells != listed:
                yield row, flag(
                    row, "sub_cells", "sub_cells_listed",
                    f"Ghi {record.sub_cells} chi bộ trực thuộc nhưng kê {listed} chi bộ. "
                    "Hãy sửa cho thống nhất.",
                )  # fmt: skip


def _codes(told: str | None) -> list[str]:
    """`PC03; PX03` → both; of an organisation that was split, the first takes its place."""
    return [code.strip() for code in re.split("[;,\n]", told or "") if code.strip()]


def _leads(
    row: Row, field: str, code: str | None, known: Collection[str]
) -> Iterator[tuple[Row, Problem]]:
    if code and code not in known:
        yield row, flag(
            row, field, "unknown_reference",
            f"Không có tổ chức đảng mã {code} trong Danh mục. "
            "Hãy sửa mã hoặc bổ sung tổ chức đó.",
        )  # fmt: skip


def _lasts(row: Row, org: PartyOrg) -> Iterator[tuple[Row, Problem]]:
    if org.valid_from and org.valid_to and org.valid_to < org.valid_from:
        yield row, flag(
            row, "valid_to", "ends_before_start",
            "Đến ngày sớm hơn Từ ngày nên tổ chức này không được tính ngày nào. Hãy sửa hai ngày.",
        )  # fmt: skip


def _ring(row: Row, unit: str, heirs: Mapping[str, str | None]) -> Iterator[tuple[Row, Problem]]:
    """Organisations that took one another's place until the first stands again."""
    chain = [unit]
    while following := _codes(heirs.get(chain[-1])):
        if following[0] == unit:
            yield row, flag(
                row, "successor", "successor_circular",
                f"Các tổ chức kế tục nhau thành vòng ({' → '.join([*chain, unit])}). "
                "Hãy sửa cột Kế tục bởi.",
            )  # fmt: skip
        if following[0] in chain:
            return
        chain.append(following[0])
