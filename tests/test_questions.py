"""What a file leaves open is asked once, answered by a person, remembered, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from congress_dash.errors import Refused
from congress_dash.intake import look
from congress_dash.records import Answer, Asked, Decision, FormId, Preview, Question
from congress_dash.store import Store
from written import book

pytestmark = pytest.mark.slow  # every test reads workbooks in a child process


def seen(store: Store, table: str, **asked: Any) -> Preview:
    """The preview of a workbook of one sheet."""
    return look("bieu.xlsx", book({"Biểu": table.lstrip("\n")}), store, **asked)


def refused(store: Store, content: bytes, **asked: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        look("bieu.xlsx", content, store, **asked)
    return caught.value


def answered(question: Question, answer: str) -> list[Answer]:
    """As a page gives it back: the form is not known to it before the file is read."""
    return [Answer(question.asked, FormId.CATALOGUE, question.words, answer)]


def why(preview: Preview) -> list[tuple[str, str, str]]:
    return [(d.typed, d.read_as, d.why) for d in preview.decisions]


def units(preview: Preview) -> set[str]:
    return {record.key for record in preview.records}


# --- organisations --------------------------------------------------------------------------------

MISSPELT = """
| Số liệu tính đến ngày {day}/5/2020 |
| Tên tổ chức đảng         | Dự thảo lần thứ | Thực tế |
| PC02                     | 1               |         |
| Phòng Cảnh sát kimh tế   | 2               |         |
| Phòng Cảnh sát  KIMH TẾ  |                 |         |
"""


def test_a_misspelt_name_is_asked_once_for_all_its_cells(catalogue_store: Store) -> None:
    preview = seen(catalogue_store, MISSPELT.format(day=4))
    (asked,) = preview.questions
    assert (asked.asked, asked.words) == (Asked.ORGANISATION, "phong canh sat kimh te")
    assert (asked.typed, asked.cells) == ("Phòng Cảnh sát kimh tế", ("Biểu!A4", "Biểu!A5"))
    assert asked.choices[0] == ("PC03", "Đảng bộ Phòng Cảnh sát kinh tế")
    assert len(asked.choices) >= 5
    assert [p.kind for p in preview.problems] == ["misspelt_organisation"] * 2
    assert preview.answers == ()


ONE = """
| Số liệu tính đến ngày {day}/5/2020 |
| Tên tổ chức đảng         | Dự thảo lần thứ | Thực tế |
| {name} | 2               |         |
"""


def test_an_answer_reads_the_row_now_and_in_later_files(catalogue_store: Store) -> None:
    store, name = catalogue_store, "Đội chống buôn lậu"
    (asked,) = seen(store, ONE.format(day=4, name=name)).questions
    told = answered(asked, "PC03")
    first = seen(store, ONE.format(day=4, name=name), answers=told)
    assert (units(first), first.questions, first.waiting) == ({"PC03"}, (), ())
    assert why(first) == [(name, "PC03", "answered")]
    kept = Answer(Asked.ORGANISATION, FormId.PROGRESS, "doi chong buon lau", "PC03")
    assert first.answers == (kept,)
    upload = store.accept(first, by="Văn phòng")

    later = seen(store, ONE.format(day=11, name=name.upper()))
    assert (units(later), later.questions, later.answers) == ({"PC03"}, (), ())
    assert why(later) == [(name.upper(), "PC03", "alias")]
    assert seen(store, ONE.format(day=11, name=name), answers=told).answers == ()

    store.withdraw(upload, reason="nhầm", by="Văn phòng")
    assert len(seen(store, ONE.format(day=11, name=name)).questions) == 1


def test_an_answer_taken_back_is_asked_again(catalogue_store: Store) -> None:
    store, name = catalogue_store, "Đội chống buôn lậu"
    (asked,) = seen(store, ONE.format(day=4, name=name)).questions
    store.accept(seen(store, ONE.format(day=4, name=name), answers=answered(asked, "PC03")), by="A")
    (kept,) = store.answers()
    store.forget(kept, reason="đội thuộc PC02", by="A")
    again = seen(store, ONE.format(day=11, name=name))
    assert again.questions == (asked,)
    anew = seen(store, ONE.format(day=11, name=name), answers=answered(asked, "PC02"))
    store.accept(anew, by="A")
    assert units(seen(store, ONE.format(day=18, name=name))) == {"PC02"}


def test_the_answer_given_now_goes_before_the_remembered_one(catalogue_store: Store) -> None:
    store, name = catalogue_store, "Đội chống buôn lậu"
    (asked,) = seen(store, ONE.format(day=4, name=name)).questions
    for unit, day in (("PC03", 4), ("PC02", 5)):
        preview = seen(store, ONE.format(day=day, name=name), answers=answered(asked, unit))
        assert (units(preview), len(preview.answers)) == ({unit}, 1)
        store.accept(preview, by="A")
    assert units(seen(store, ONE.format(day=11, name=name))) == {"PC02"}


def test_an_answer_to_what_is_sure_changes_nothing(catalogue_store: Store) -> None:
    told = [Answer(Asked.ORGANISATION, FormId.PROGRESS, "phong canh sat kinh te", "PC02")]
    preview = seen(catalogue_store, ONE.format(day=4, name="Phòng Cảnh sát kinh tế"), answers=told)
    assert (units(preview), preview.answers) == ({"PC03"}, ())


def test_an_answer_of_a_unit_nobody_knows_is_no_answer(catalogue_store: Store) -> None:
    (asked,) = seen(catalogue_store, ONE.format(day=4, name="Đội X")).questions
    preview = seen(catalogue_store, ONE.format(day=4, name="Đội X"), answers=answered(asked, "XX"))
    assert preview.questions == (asked,)


@pytest.mark.parametrize(
    ("name", "kind", "first"),
    [
        ("Công an C", "unknown_organisation", "CATX-C"),
        ("Phòng An ninh ĐN", "unknown_organisation", "PA01"),
        ("P.ANĐN", "ambiguous_organisation", "PA01"),
        ("PC52", "unknown_organisation", None),
        ("PC68", "unknown_organisation", "PC08"),
        ("PC02/PC03", "ambiguous_organisation", "PC02"),
        ("PC02 kinh tế", "code_name_conflict", "PC02"),
        ("PC46 - Phòng Cảnh sát hình sự", "code_name_conflict", "PC03"),
    ],
)
def test_what_is_not_certain_is_asked(
    catalogue_store: Store, name: str, kind: str, first: str | None
) -> None:
    preview = seen(catalogue_store, ONE.format(day=4, name=name))
    assert [p.kind for p in preview.problems] == [kind]
    (asked,) = preview.questions
    if first:
        assert first in [unit for unit, _ in asked.choices[:2]]


BESIDE = """
| Số liệu tính đến ngày {day}/5/2020 |
| Mã   | Tên tổ chức đảng       | Dự thảo lần thứ | Thực tế |
| {code} | {name} | 2               |         |
"""


def test_code_against_name_is_settled_for_that_pair_only(catalogue_store: Store) -> None:
    store, name = catalogue_store, "Phòng Cảnh sát hình sự"
    preview = seen(store, BESIDE.format(day=4, code="PC03", name=name))
    (asked,) = preview.questions
    assert asked.choices == (
        ("PC03", "Đảng bộ Phòng Cảnh sát kinh tế"),
        ("PC02", "Đảng bộ Phòng Cảnh sát hình sự"),
    )
    assert asked.cells == ("Biểu!A3",)
    told = answered(asked, "PC02")
    first = seen(store, BESIDE.format(day=4, code="PC03", name=name), answers=told)
    assert units(first) == {"PC02"}
    assert why(first)[-1] == (f"PC03 – {name}", "PC02", "answered")
    store.accept(first, by="A")
    later = seen(store, BESIDE.format(day=11, code="pc03", name=name))
    assert (units(later), why(later)[-1][2]) == ({"PC02"}, "alias")
    for code, other in (("PC04", name), ("PC03", "Phòng Hậu cần")):
        assert len(seen(store, BESIDE.format(day=11, code=code, name=other)).questions) == 1


def test_the_code_beside_an_unknown_name_is_the_first_choice(catalogue_store: Store) -> None:
    preview = seen(catalogue_store, BESIDE.format(day=4, code="PX03", name="Đội Tổng hợp"))
    (asked,) = preview.questions
    assert asked.choices[0][0] == "PX03"


def test_one_unknown_name_among_several_is_asked_alone(catalogue_store: Store) -> None:
    table = """
    | Số liệu tính đến ngày 13/5/2020 |
    | Ngày     | Thành phần | Đơn vị được kiểm tra        |
    | 4/5/2020 | BTV        | PC02; Đội chống buôn lậu; PA01 |
    """
    (asked,) = seen(catalogue_store, table).questions
    assert (asked.typed, asked.words) == ("Đội chống buôn lậu", "doi chong buon lau")
    preview = seen(catalogue_store, table, answers=answered(asked, "PC03"))
    assert {record.unit for record in preview.records} == {"PC02", "PC03", "PA01"}  # type: ignore[union-attr]


# --- headings -------------------------------------------------------------------------------------

STRANGE = """
| Số liệu tính đến ngày {day}/5/2020 |
| Tên tổ chức đảng | Tình hình dự thảo văn kiện | Xếp loại | Thực tế |
| PC02             | lần 2                      | tốt      |         |
"""


def test_a_strange_heading_is_asked_and_its_answer_remembered(catalogue_store: Store) -> None:
    store = catalogue_store
    preview = seen(store, STRANGE.format(day=4))
    drafted, rating = preview.questions
    assert (drafted.asked, drafted.typed) == (Asked.HEADING, "Tình hình dự thảo văn kiện")
    assert (drafted.words, drafted.cells) == (
        "bieu 01/tinh hinh du thao van kien",
        ("Biểu!B2",),
    )
    fields = [field for field, _ in drafted.choices]
    assert fields[-1] == ""
    assert ("draft", "Công tác chuẩn bị / Dự thảo BCCT lần thứ") in drafted.choices
    assert not {"organisation", "held_on"} & set(fields)
    assert [p.kind for p in preview.problems] == ["unknown_heading"] * 2

    told = [*answered(drafted, "draft"), *answered(rating, "")]
    first = seen(store, STRANGE.format(day=4), answers=told)
    assert (first.questions, first.problems) == ((), ())
    assert [record.draft for record in first.records] == [2]  # type: ignore[union-attr]
    assert [(w, r) for w, r, _ in why(first)][:2] == [
        ("Tình hình dự thảo văn kiện", "Công tác chuẩn bị / Dự thảo BCCT lần thứ"),
        ("Xếp loại", "không đọc cột này"),
    ]
    store.accept(first, by="A")
    later = seen(store, STRANGE.format(day=11).replace("Tình hình", "TÌNH HÌNH"))
    assert [record.draft for record in later.records] == [2]  # type: ignore[union-attr]
    assert {w for _, _, w in why(later)} == {"remembered_heading"}


def test_a_heading_that_is_sure_goes_before_a_remembered_one(catalogue_store: Store) -> None:
    told = [Answer(Asked.HEADING, FormId.PROGRESS, "bieu 01/tinh hinh du thao van kien", "draft")]
    preview = seen(catalogue_store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Tình hình dự thảo văn kiện | Dự thảo BCCT lần thứ | Thực tế |
        | PC02             | xong                       | 3                    |         |
    """, answers=told)  # fmt: skip
    assert [record.draft for record in preview.records] == [3]  # type: ignore[union-attr]
    (asked,) = preview.questions
    assert (asked.typed, preview.answers) == ("Tình hình dự thảo văn kiện", ())
    assert "draft" not in dict(asked.choices)


def test_a_missing_heading_is_named_and_asked_of_what_is_there(catalogue_store: Store) -> None:
    content = book({"Tháng 5": """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Dự kiến | Góp ý | Ngày họp xong |
        | PC02             | 20/5    | 3     | 11/5/2020     |
    """})  # fmt: skip
    told = refused(catalogue_store, content)
    assert told.kind == "unknown_heading"
    assert "Tháng 5" in str(told)
    assert "hàng 2" in str(told)
    assert "Thời gian đại hội / Thực tế" in str(told)
    assert "(D2 “Ngày họp xong”)" in str(told)
    (asked,) = told.questions
    assert asked.typed == "Ngày họp xong"
    preview = look("x.xlsx", content, catalogue_store, answers=answered(asked, "held_on"))
    assert [str(record.held_on) for record in preview.records] == ["2020-05-11"]  # type: ignore[union-attr]
    assert [a.words for a in preview.answers] == [asked.words]


def test_a_missing_heading_without_any_candidate_is_named(catalogue_store: Store) -> None:
    content = book({"Tháng 5": """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Dự kiến | Góp ý |
        | PC02             | 20/5    | 3     |
    """})  # fmt: skip
    told = refused(catalogue_store, content)
    assert (told.kind, told.questions) == ("missing_heading", ())
    assert "Thời gian đại hội / Thực tế" in str(told)


def test_columns_of_persons_are_neither_asked_nor_matched(catalogue_store: Store) -> None:
    preview = seen(catalogue_store, """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng | Thực tế | Họ và tên bí thư | Bí thư   |
        | PC02             |         | nhân vật A       | nhân vật |
    """)  # fmt: skip
    assert preview.questions == ()
    assert [d.heading for d in preview.dropped] == ["Họ và tên bí thư", "Bí thư"]


# --- sheets ---------------------------------------------------------------------------------------


def months(*names: str, hidden: Iterable[str] = (), day: int = 13) -> bytes:
    table = f"""
    | Số liệu tính đến ngày {day}/5/2020 |
    | Tên tổ chức đảng | Dự thảo lần thứ | Thực tế |
    | PC02             | {{}}            |         |
    """
    sheets = {name: table.format(number) for number, name in enumerate(names, start=1)}
    return book(sheets, hidden=hidden)


def test_which_sheet_is_asked_once_for_files_of_one_shape(catalogue_store: Store) -> None:
    store = catalogue_store
    content = months("T3", "T4", "Bản cũ", hidden=["Bản cũ"])
    told = refused(store, content)
    assert told.kind == "which_sheet"
    (asked,) = told.questions
    assert (asked.asked, asked.words) == (Asked.SHEET, "T3 / T4")
    assert asked.choices == (("T3", "T3"), ("T4", "T4"), ("Bản cũ", "Bản cũ (đang ẩn)"))
    first = look("a.xlsx", content, store, answers=answered(asked, "T4"))
    assert (first.sheet, first.decisions) == ("T4", ())
    assert first.answers == (Answer(Asked.SHEET, FormId.PROGRESS, "T3 / T4", "T4"),)
    store.accept(first, by="A")

    later = look("b.xlsx", months("T3", "T4", day=20), store)
    assert (later.sheet, later.answers) == ("T4", ())
    assert later.decisions == (Decision("T4", "A1", "T3; T4", "T4", "remembered_sheet"),)
    assert refused(store, months("T4", "T3", day=20)).kind == "which_sheet"
    assert refused(store, months("T3", "T4", "T5", day=20)).kind == "which_sheet"
    assert look("b.xlsx", months("T3", "T4", day=20), store, sheet="T3").sheet == "T3"


def test_a_hidden_sheet_is_read_when_a_person_says_so(catalogue_store: Store) -> None:
    content = months("T3", "T4", "Bản cũ", hidden=["Bản cũ"])
    (asked,) = refused(catalogue_store, content).questions
    chosen = look("a.xlsx", content, catalogue_store, answers=answered(asked, "Bản cũ"))
    assert chosen.sheet == "Bản cũ"


def test_a_sheet_left_unread_for_a_heading_is_told_and_asked(catalogue_store: Store) -> None:
    content = book({
        "Khối I": """
            | Số liệu tính đến ngày 13/5/2020 |
            | Tên tổ chức đảng | Dự kiến | Góp ý | Thực tế |
            | PC02             |         |       |         |
        """,
        "Khối II": """
            | Số liệu tính đến ngày 13/5/2020 |
            | Tên tổ chức đảng | Dự kiến | Góp ý | Ngày họp xong |
            | PC03             |         |       | 11/5/2020     |
        """,
    })  # fmt: skip
    preview = look("a.xlsx", content, catalogue_store)
    assert [(p.sheet, p.kind) for p in preview.problems] == [("Khối II", "unread_sheet")]
    assert units(preview) == {"PC02"}
    (asked,) = preview.questions
    assert asked.cells == ("Khối II!D2",)
    whole = look("a.xlsx", content, catalogue_store, answers=answered(asked, "held_on"))
    assert (whole.sheet, units(whole)) == ("Khối I; Khối II", {"PC02", "PC03"})
    assert "unread_sheet" not in [p.kind for p in whole.problems]


def test_of_a_file_of_several_forms_those_not_read_are_told(catalogue_store: Store) -> None:
    content = book({
        "Biểu 01": """
            | Số liệu tính đến ngày 13/5/2020 |
            | Tên tổ chức đảng | Dự kiến | Góp ý | Thực tế |
            | PC02             |         |       |         |
        """,
        "Biểu 05": """
            | Số liệu tính đến ngày 13/5/2020 |
            | Ngày      | Buổi | Tổ chức đảng | Địa điểm |
            | 20/5/2020 | Sáng | PC02         | Hội trường |
        """,
    })  # fmt: skip
    assert refused(catalogue_store, content).kind == "which_sheet"
    preview = look("a.xlsx", content, catalogue_store, sheet="Biểu 05")
    assert preview.form is FormId.SCHEDULE
    assert [(p.sheet, p.kind) for p in preview.problems] == [("Biểu 01", "unread_sheet")]


def test_sheets_of_different_days_read_together_are_told(catalogue_store: Store) -> None:
    content = book({
        "Khối I": """
            | Số liệu tính đến 13/5/2020 |
            | Tên tổ chức đảng | Thực tế |
            | PC02             |         |
        """,
        "Khối II": """
            | (Tính đến hết ngày 06 tháng 5 năm 2020) |
            | Tên tổ chức đảng | Thực tế |
            | PC03             |         |
        """,
    })  # fmt: skip
    preview = look("a.xlsx", content, catalogue_store)
    assert str(preview.as_of) == "2020-05-13"
    assert [(p.sheet, p.cell, p.kind) for p in preview.problems] == [
        ("Khối II", "A1", "as_of_differs")
    ]
