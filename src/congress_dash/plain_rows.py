"""Rows of a table in; by column what they say, and those that can be taken as they stand, out.

Most rows of most files are plain: no cell is odd or read otherwise than it stands. They are gone
through column by column, and nothing is done cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from congress_dash.clean_rows import CleanRow, Said
from congress_dash.column_readings import Readings
from congress_dash.forms import Layout
from congress_dash.forms.form import Context, Made, OddField, organisation_key
from congress_dash.names import Names
from congress_dash.readers import Odd
from congress_dash.records import Record, Row

Told = dict[str, list[Any]]  # field → what each row says there


def told(
    rows: Sequence[Row], readings: Mapping[str, Readings], names: Names
) -> tuple[Told, set[int]]:
    """What the rows say by column; which of them have a cell that is odd or not read as it stands, or
    a code that is not the name's."""
    where_of = rows[0].cells.columns if rows else {}
    typed_columns = list(zip(*(row.cells.typed for row in rows), strict=False))
    odd = {n for n, row in enumerate(rows) if row.spread}
    columns: Told = {}
    for field in (field for field in readings if field in where_of):
        columns[field], apart = readings[field].column_of(typed_columns[where_of[field]])
        odd.update(apart)
    if "code" in columns and "organisation" in columns:
        codes, units = columns["code"], columns["organisation"]
        pairs = enumerate(zip(map(names.literal.get, codes), units, strict=True))
        others = [n for n, (coded, unit) in pairs if coded != unit]
        odd.update(n for n in others if _differ(codes[n], units[n], names))
    return columns, odd


def _differ(code: str | None, unit: str | None, names: Names) -> bool:
    """Whether a row's code is not its organisation's; one that is the catalogue's own was not."""
    if not code or not unit:
        return False
    try:
        return names.match(code).unit != unit
    except Odd:
        return True


def cleaned(
    rows: Sequence[Row], columns: Told, odd: set[int], layout: Layout, context: Context
) -> tuple[list[CleanRow], Made | None]:
    """The rows with their records, and what was made by column. `odd` gets those that do not hold
    together, too: what is told of the odd ones here is of no weight."""
    made = layout.at_once(columns, context) if layout.at_once and rows else None
    if made:
        odd |= made.unfit
        records: Iterable[tuple[Record, ...]] = zip(made.records, strict=True)
    else:
        records = _one_by_one(rows, columns, odd, layout, context)
    values = list(map(Said, repeat(columns), range(len(rows))))
    units = [unit if isinstance(unit, str) else None for unit in
             columns.get("organisation", repeat(None, len(rows)))]  # fmt: skip
    keys: Iterable[str | None] = units
    if layout.key is not organisation_key:
        keys = (None if n in odd else layout.key(said, context) for n, said in enumerate(values))
    cleaned = map(CleanRow, rows, records, repeat(()), repeat(()), units, keys, values)
    return list(cleaned), made


def _one_by_one(
    rows: Sequence[Row], columns: Told, odd: set[int], layout: Layout, context: Context
) -> list[tuple[Record, ...]]:
    """The records of each row; none of the odd ones."""
    made: list[tuple[Record, ...]] = [()] * len(rows)
    for number, values in enumerate(zip(*columns.values(), strict=True)):
        if number not in odd:
            said = dict(zip(columns, values, strict=True))
            try:
                made[number] = tuple(layout.build(said, rows[number].number, context))
            except (Odd, OddField):
                odd.add(number)
    return made
