"""Who attends is told by role: a wall of cells, and a file with names in them of which none is kept."""

from __future__ import annotations

from datetime import date

import pytest

from congress_dash import intake, masking, readers
from congress_dash.records import Dropped
from congress_dash.reference import roles
from congress_dash.store import Store
from test_no_names_kept import every_value, places
from written import book

pytestmark = pytest.mark.slow

NAME = " ".join(("Nguyễn", "Thử", "Nghiệm"))

# typed, what is kept of it, roles
WALL = [
    ("Bí thư", "Bí thư", ("secretary",)),
    ("đ/c Bí thư Đảng ủy", "đ/c Bí thư Đảng ủy", ("secretary",)),
    ("Đồng chí Bí thư Đảng uỷ dự, chỉ đạo", "Đồng chí Bí thư Đảng uỷ dự, chỉ đạo", ("secretary",)),
    ("BT", "BT", ("secretary",)),
    ("BI THU; PHO BI THU", "BI THU; PHO BI THU", ("secretary", "deputy_secretary")),
    ("Phó Bí thư", "Phó Bí thư", ("deputy_secretary",)),
    ("Phó Bí thư Thường trực", "Phó Bí thư Thường trực", ("standing_deputy_secretary",)),
    ("PBT TT", "PBT TT", ("standing_deputy_secretary",)),
    ("Phó Bí thư; Thường trực Tỉnh ủy", "Phó Bí thư; Thường trực Tỉnh ủy",
     ("deputy_secretary", "superior_guest")),
    ("Phó Bí thư\nThường trực Tỉnh ủy", "Phó Bí thư\nThường trực Tỉnh ủy",
     ("deputy_secretary", "superior_guest")),
    ("Uỷ viên Ban Thường vụ", "Uỷ viên Ban Thường vụ", ("standing_member",)),
    ("01 đ/c ủy viên BTV", "01 đ/c ủy viên BTV", ("standing_member",)),
    ("Ủy viên BTV: 2 đ/c", "Ủy viên BTV: 2 đ/c", ("standing_member",)),
    ("Ủy viên BTV số 2", "Ủy viên BTV số 2", ("standing_member_2",)),
    ("UVBTV 3", "UVBTV 3", ("standing_member_3",)),
    ("UV BTV phụ trách khối An ninh", "UV BTV phụ trách khối An ninh", ("standing_member_security",)),
    ("UV BTV khối AN", "UV BTV khối AN", ("standing_member_security",)),
    ("UV BTV KHỐI AN NINH", "UV BTV KHỐI AN NINH", ("standing_member_security",)),
    ("UVBTV khối CS", "UVBTV khối CS", ("standing_member_police",)),
    ("UV BTV An", "UV BTV …", ("standing_member",)),
    ("Ủy viên BTV (phụ trách khối Cảnh sát), Bí thư", "Ủy viên BTV (phụ trách khối Cảnh sát), Bí thư",
     ("standing_member_police", "secretary")),
    ("Ủy viên BTV, Chủ nhiệm UBKT", "Ủy viên BTV, Chủ nhiệm UBKT", ("inspection_head",)),
    ("Bí thư và Phó Bí thư và Bí thư", "Bí thư và Phó Bí thư và Bí thư",
     ("secretary", "deputy_secretary")),
    ("Bí thư Huyện ủy", "Bí thư Huyện ủy", ("local_guest",)),
    # persons, and posts that the list does not know
    (f"đ/c {NAME}", "đ/c …", ()),
    (NAME, "…", ()),
    ("Thử", "…", ()),
    (f"Phó Bí thư Thường trực (đ/c {NAME})", "Phó Bí thư Thường trực (đ/c …)",
     ("standing_deputy_secretary",)),
    (f"Bí thư {NAME} - 0912 345 678", "Bí thư …", ("secretary",)),
    ("Bí thư 123456", "Bí thư …", ("secretary",)),
    ("Đại tá Dự, Bí thư", "…, Bí thư", ("secretary",)),
    ("Nguyễn Bi Thu", "…", ()),
    ("Phó Giám đốc", "…", ()),
    ("Ủy viên BTV phụ trách khối Mới", "Ủy viên BTV …", ("standing_member",)),
    ("12", "12", ()),
    ("-", "-", ()),
    ("", "", ()),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kept", "told"), WALL, ids=[repr(w[0]) for w in WALL])
def test_a_cell_keeps_its_roles_and_nobody(typed: str, kept: str, told: tuple[str, ...]) -> None:
    assert masking.masked_roles(typed) == kept
    assert masking.masked_roles(kept) == kept
    reading = readers.roles(kept, date(2020, 5, 13))
    assert reading.value == (told or None)
    assert roles.named(typed) == told  # a name says nothing, even where it still stands


def test_roles_of_several_persons_are_said_to_be_so() -> None:
    assert roles.shared() == {"standing_member", "superior_guest", "local_guest"}


def schedule(*attending: str) -> bytes:
    units = ("PC02", "PC03", "PX01")
    lines = [f"| {20 + n}/5/2020 | Sáng | {units[n]} | {who} |" for n, who in enumerate(attending)]
    head = "| Số liệu tính đến ngày 13/5/2020 |\n| Ngày | Buổi | Đơn vị | Ủy viên BTV dự, chỉ đạo |"
    return book({"Biểu 05": "\n".join([head, *lines])})


def test_names_beside_roles_are_in_none_of_the_store(catalogue_store: Store) -> None:
    content = schedule(f"Phó Bí thư (đ/c {NAME})", NAME, "Bí thư; Ủy viên BTV số 1")
    assert places(content, NAME)
    seen = intake.look("lich.xlsx", content, catalogue_store)
    assert [(r.unit, r.attending) for r in seen.records] == [
        ("PC02", ("deputy_secretary",)),
        ("PC03", ()),
        ("PX01", ("secretary", "standing_member_1")),
    ]
    masked = {d.cell: d.read_as for d in seen.decisions if d.why == "person_masked"}
    assert masked == {"D3": "Phó Bí thư (đ/c …)", "D4": "…"}
    assert seen.dropped == ()
    assert not seen.problems
    upload = catalogue_store.accept(seen, by="thử")
    _, kept = catalogue_store.original(upload)
    assert places(kept, "Nghiệm") == []
    assert "Phó Bí thư (đ/c …)" in "".join(
        value for value in intake.opening.sheets(kept)[0].rows[2] if isinstance(value, str)
    )
    path = catalogue_store._path
    assert path
    catalogue_store.close()
    assert "deputy_secretary" in every_value(path)
    assert NAME not in every_value(path)


def test_a_column_of_nothing_but_names_goes_whole(catalogue_store: Store) -> None:
    seen = intake.look("lich.xlsx", schedule(NAME, f"đ/c {NAME}"), catalogue_store)
    assert seen.dropped == (Dropped("Biểu 05", "D", "Ủy viên BTV dự, chỉ đạo"),)
    assert {r.attending for r in seen.records} == {()}
    assert places(seen.content, NAME) == []


def test_a_file_of_roles_alone_is_kept_byte_for_byte(catalogue_store: Store) -> None:
    content = schedule("Bí thư", "01 đ/c ủy viên BTV")
    assert intake.look("lich.xlsx", content, catalogue_store).content == content


def test_what_changes_in_who_attends_is_told_in_words(catalogue_store: Store) -> None:
    first = intake.look("lich.xlsx", schedule("Bí thư", "Bí thư"), catalogue_store)
    catalogue_store.accept(first, by="thử")
    again = intake.look("lich.xlsx", schedule("Phó Bí thư; Bí thư", "Bí thư"), catalogue_store)
    assert [(c.key, c.kind, c.fields) for c in again.changes] == [
        (
            "PC02",
            "changed",
            (("attending", "Bí thư Đảng ủy", "Phó Bí thư Đảng ủy; Bí thư Đảng ủy"),),
        ),
        ("PC03", "unchanged", ()),
    ]
    without = intake.look("lich.xlsx", book({"Biểu 05": """
        | Số liệu tính đến ngày 14/5/2020 |
        | Ngày      | Buổi | Đơn vị |
        | 20/5/2020 | Sáng | PC02   |
    """}), catalogue_store)  # fmt: skip
    assert without.records[0].attending == ("secretary",)  # a column that is not there says nothing
