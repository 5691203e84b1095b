"""A row of Biểu 01 gives the same record whether it is read alone or with all the others."""

from __future__ import annotations

from datetime import date
from itertools import product

from congress_dash.forms import FORMS
from congress_dash.forms.form import Context, OddField
from congress_dash.readers import Days, DraftNo, Held, Paper, Part, Planned
from congress_dash.records import FormId, Status

AS_OF = date(2020, 5, 13)
BEFORE, AFTER = date(2020, 5, 4), date(2020, 6, 1)
SAID = {
    "sub_cells": (None, 5),
    "sub_cells_held": (None, Part(3), Part(6), Part(5, 9), Part(3, 5, swapped=True)),
    "members_full": (None, 20),
    "members": (None, 31),
    "planned": (
        None,
        Planned(AFTER, AFTER),
        Planned(None, AFTER, "trước 1/6", Days(BEFORE, AS_OF)),
    ),
    "held_on": (
        None,
        Held(False),
        Held(True, Days(BEFORE, BEFORE)),
        Held(True, Days(AFTER, AFTER)),
    ),
    "plan": (None, Paper("12-KH/ĐU", BEFORE)),
    "draft": (None, DraftNo(3, in_progress=True)),
    "status": (None, Status.STOPPED),
    "note": (None, "Dừng tổ chức đại hội", "Đang bổ sung hồ sơ"),
}


def test_the_record_of_a_row_is_the_same_by_row_and_by_column() -> None:
    layout, context = FORMS[FormId.PROGRESS].layouts[0], Context(AS_OF, "DUCA")
    rows = [
        {"organisation": f"PX{n}", **dict(zip(SAID, values, strict=True))}
        for n, values in enumerate(product(*SAID.values()))
    ]
    assert layout.at_once
    columns = {field: [row[field] for row in rows] for field in rows[0]}
    made = layout.at_once(columns, context)
    told, refused = {}, set()
    for number, row in enumerate(rows):
        try:
            (told[number],) = layout.build(row, number, context)
        except OddField:
            refused.add(number)
    assert made.unfit == refused
    assert {n: record for n, record in enumerate(made.records) if n not in made.unfit} == told
    assert 0 < len(made.unfit) < len(rows)
    for name, column in made.by_field.items():
        assert list(column) == [getattr(record, name) for record in made.records]
