"""What is a person's is known by its heading, by what a column holds, by what a text says; what is
an organisation's, a place's or a post's is left alone. Names here are made of words that are none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congress_dash import masking, opening, persons, privacy
from congress_dash.forms import FORMS
from congress_dash.forms.inspections import INSPECTIONS
from congress_dash.records import Dropped, Sheet
from sample_books import SAMPLES
from written import book, rows

TODAY = date(2020, 5, 13)
ONE, TWO, THREE = (f"{family} Thử {word}" for family, word in
                   (("Nguyễn", "Một"), ("Trần", "Hai"), ("Lê", "Ba")))  # fmt: skip


def headings() -> Iterator[str]:
    """Every heading of every form."""
    for form in FORMS.values():
        for layout in form.layouts:
            yield from (heading for column in layout.columns for heading in column.headings)
            yield from layout.ignored


# --- headings ------------------------------------------------------------------------------------

PERSONAL = """
Họ tên | Họ và tên | Họ & tên | Họ, tên | HỌ VÀ TÊN | Ho va ten | Họ tên đệm | H.tên
Tên đồng chí | Tên đ/c | Tên bí thư | Tên cán bộ | Chức danh, họ tên | Chức vụ, tên
Đ/c bí thư | Đồng chí phụ trách | Bí thư | Phó bí thư | Bí thư chi bộ | BT | PBT | Người đứng đầu
Người phụ trách | Cán bộ theo dõi | Đầu mối liên hệ | Thủ trưởng đơn vị | Người ký
Ủy viên BTV dự, chỉ đạo | Ủy viên BTV dự | UV BTV phụ trách | Uỷ viên BTV dự
Ngày sinh | Năm sinh | Ngày, tháng, năm sinh | Sinh ngày | Nơi sinh | Tuổi | Tuổi đời | NĂM SINH
Quê quán | Nguyên quán | Trú quán | Thường trú | Chỗ ở/Nơi ở
Số phiếu | Số phiếu bầu | Phiếu bầu | Tỷ lệ phiếu | Số phiếu đồng ý | Trúng cử | Tín nhiệm
Kết quả bầu | Phiếu tín nhiệm
CCCD | Số CCCD | CMND | Căn cước | Số căn cước công dân | Chứng minh nhân dân | Hộ chiếu
Số hiệu CAND | Số hiệu công an nhân dân | Số hiệu sĩ quan | Số thẻ đảng | Thẻ đảng viên
Ngày vào đảng | Vào Đảng (ngày) | Ngày chính thức | Ngày công nhận chính thức
SĐT | Số ĐT | ĐTDĐ | Điện thoại | Số điện thoại | Di động | Số máy | Email | E-mail | Thư điện tử
"""
NOT_PERSONAL = """
Đơn vị tính: tổ chức, đồng chí | Số DT | Dự thảo lần thứ | DT3 | Số đồng chí | Số đ/c dự | Số bí thư | Trẻ (dưới 35 tuổi) | Nữ
Số phiếu/công văn gửi | Số phiếu xin ý kiến | Phiếu góp ý | Tỷ lệ % | Có mặt | ĐV triệu tập
Bầu trực tiếp bí thư (thí điểm) | Thí điểm trực tiếp bầu bí thư | BT bầu trực tiếp
Tên đơn vị | Tên tổ công tác | Tên văn kiện | Đảng viên mới | Ngày bầu cử đại biểu Quốc hội
Tổng số đảng viên (đ/c) | Triệu tập (đồng chí) | ĐV có mặt (ĐVT: đ/c)
Ban chỉ đạo | Nội dung chỉ đạo | Đơn vị phụ trách | Chính thức | Dự bị | Địa điểm | Hội trường
"""


def wall(words: str) -> list[str]:
    return [each.strip() for line in words.strip().splitlines() for each in line.split(" | ")]


@pytest.mark.parametrize("heading", wall(PERSONAL))
def test_headings_of_persons(heading: str) -> None:
    assert persons.is_heading(heading)


@pytest.mark.parametrize("heading", wall(NOT_PERSONAL))
def test_headings_of_other_things(heading: str) -> None:
    assert not persons.is_heading(heading)


def test_no_heading_of_our_forms_is_a_persons_but_who_attends() -> None:
    told = {each for heading in headings() for each in heading.split(" / ")}
    assert {each for each in told if persons.is_heading(each)} == {
        "Ủy viên BTV dự, chỉ đạo",
        "Ủy viên BTV dự",
        "Lãnh đạo dự, chỉ đạo",
    }


# --- columns -------------------------------------------------------------------------------------

COLUMNS_OF_PERSONS: dict[str, list[object]] = {
    "names": [ONE, TWO, THREE],
    "names with rank": [f"Đ/c {ONE}", f"Đại tá {TWO}", f"đồng chí {THREE}, Phó Trưởng phòng"],
    "capital letters": [ONE.upper(), TWO.upper()],
    "without accents": ["Nguyen Thu Mot", "Tran Thu Hai"],
    "two words": ["Nguyễn Một", "Trần Hai"],
    "rarer family names": [ONE, TWO, "Hà Thử Ba", "Đoàn Thử Bốn"],
    "a middle name": ["Khuông Văn Một", "Nùng Thị Hai"],
    "mostly names": [ONE, TWO, THREE, "(trống)"],
    "days of birth": [datetime(1970, 2, 3), datetime(1981, 4, 5), datetime(1990, 1, 1)],
    "days of birth as text": ["03/02/1970", "5-4-1981"],
    "years of birth": [1970, 1981, 1990],
    "identity numbers": ["001070000001", "001081000002"],
    "old identity numbers": [123456781, 123456782],
    "telephones": ["0912 345 678", "0987.654.321"],
    "telephones as numbers": [912345678, 987654321],
    "addresses": ["mot@thu.example", "hai@thu.example"],
}
OTHER_COLUMNS: dict[str, list[object]] = {
    "organisations": ["Đảng bộ Phòng Tham mưu", "Chi bộ Phòng Hậu cần", "Công an huyện B"],
    "towns": ["Hà Nội", "Hồ Tây", "Lý Sơn", "Cao Bằng"],
    "organisations in capitals": [
        "ĐẢNG BỘ PHÒNG THAM MƯU",
        "ĐẢNG BỘ CÔNG AN HUYỆN",
        "DANG BO PHONG",
    ],
    "titles in capitals": ["Đoàn Thanh Niên", "Văn Phòng Đảng Ủy", "Hội Phụ Nữ", "Lý Do Khác"],
    "days of congresses": [datetime(2020, 5, 10), datetime(2020, 4, 24)],
    "counts": [12, 130, 64, 2020],
    "money": [150000000, 230500000],
    "marks": ["x", "x", None],
    "posts": ["Bí thư", "Phó Bí thư", "Trưởng phòng"],
    "papers": ["12-KH/ĐU, 15/01/2020", "13-KH/ĐU"],
    "words": ["Đã góp ý", "Đoàn kiểm tra số 1", "Lý do khách quan"],
    "one name among other words": ["Đã xong", ONE, "Chưa", "Đang làm", "x"],
    "nothing": [None, None],
}


@pytest.mark.parametrize("name", COLUMNS_OF_PERSONS)
def test_columns_of_persons(name: str) -> None:
    assert persons.is_column(COLUMNS_OF_PERSONS[name], TODAY)


@pytest.mark.parametrize("name", OTHER_COLUMNS)
def test_columns_of_other_things(name: str) -> None:
    assert not persons.is_column(OTHER_COLUMNS[name], TODAY)


# --- texts ---------------------------------------------------------------------------------------

MASKED = [
    (f"Đ/c {ONE} trình bày", "Đ/c … trình bày"),
    (f"đồng chí {ONE}, Bí thư", "đồng chí …, Bí thư"),
    ("đ/c Một báo cáo", "đ/c … báo cáo"),
    ("Các đ/c Một, Hai và Ba dự", "Các đ/c …, … và … dự"),
    (f"đ/c Bí thư {TWO} dự", "đ/c Bí thư … dự"),
    ("đ/c Phó Trưởng phòng Trần Hai dự", "đ/c Phó Trưởng phòng … dự"),
    (f"Bí thư: {ONE}", "Bí thư: …"),
    (f"UV BTV {ONE} dự", "UV BTV … dự"),
    (f"Đại tá {ONE}, Phó Giám đốc", "Đại tá …, Phó Giám đốc"),
    ("ông Nguyễn Một", "ông …"),
    (f"ĐỒNG CHÍ {ONE.upper()}", "ĐỒNG CHÍ …"),
    ("dong chi Nguyen Van Mot", "dong chi …"),
    (ONE, "…"),
    (ONE.upper(), "…"),
    (f"{ONE}, {TWO} chưa gửi", "…, … chưa gửi"),
    ("Gọi 0912 345 678 hoặc mot@thu.example", "Gọi … hoặc …"),
    ("CCCD 001070000001", "CCCD …"),
    ("Đ/c Một, sinh năm 1970", "Đ/c …, sinh năm …"),
    ("Bầu Bí thư 58/60 phiếu (96,7% số phiếu)", "Bầu Bí thư … phiếu (… số phiếu)"),
    (
        "Gửi 30 phiếu, nhận 28/30 phiếu góp ý, 12/14 chi bộ",
        "Gửi 30 phiếu, nhận 28/30 phiếu góp ý, 12/14 chi bộ",
    ),
]
LEFT_ALONE = """
Đ/c Bí thư vắng | đồng chí Trưởng phòng Tham mưu dự | 03 đ/c | 03 đồng chí ủy viên | đ/c UV BTV
Các đồng chí Ủy viên Ban Thường vụ | đ/c Phó Giám đốc Công an tỉnh | ĐỒNG CHÍ BÍ THƯ | đ/c …
Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh | Đoàn TNCS Hồ Chí Minh
Hội trường Trường THPT Trần Thử Một | đường Nguyễn Thử Hai | Phạm Vi Áp Dụng
Văn Phòng Đảng Ủy | Lý Do Khác | ĐẢNG BỘ PHÒNG THAM MƯU | DANG BO CONG AN TINH | Dang Bo Cong An
Lực Lượng Vũ Trang Nhân Dân | Đoàn Thanh niên | Lý do: chờ quy hoạch | Cảnh sát kinh tế
12-KH/ĐU, 15/01/2020 | 13.05.2020 | 150.000.000 đồng | Đại hội đại biểu | anh hùng | Cao Bằng
ĐẢNG CỘNG SẢN VIỆT NAM | T/M BAN THƯỜNG VỤ | Số liệu tính đến ngày 13/5/2020 | (Ký, đóng dấu)
"""


@pytest.mark.parametrize(("typed", "kept"), MASKED, ids=[typed for typed, _ in MASKED])
def test_texts_that_name_persons(typed: str, kept: str) -> None:
    assert masking.masked(typed) == kept
    assert masking.masked(kept) == kept


@pytest.mark.parametrize("typed", wall(LEFT_ALONE))
def test_texts_that_name_none(typed: str) -> None:
    assert masking.masked(typed) is typed
    assert masking.masked_calls(typed) is typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"Đ/c {ONE}, UV BTV", "Đ/c …, UV BTV"),
        ("Một, UV BTV; Tổ công tác số 2", "…, UV BTV; Tổ công tác số 2"),
        ("Tổ công tác số 1 (Tổ trưởng: Hai)", "Tổ công tác số 1 (Tổ trưởng: …)"),
        ("Tổ công tác số 1", "Tổ công tác số 1"),
        ("Tổ CT số 2", "Tổ CT số 2"),
        ("TCT số 1", "TCT số 1"),
        ("Ủy viên BTV, Tổ công tác số 2", "Ủy viên BTV, Tổ công tác số 2"),
        ("Uỷ viên Ban Thường vụ và 02 đ/c", "Uỷ viên Ban Thường vụ và 02 đ/c"),
    ],
)
def test_teams_keep_only_what_is_of_a_team(typed: str, kept: str) -> None:
    assert masking.masked_team(typed) == kept


# --- whole sheets --------------------------------------------------------------------------------


PIECES = (
    *("Nguyễn", "NGUYỄN", "Nguyen", "Trần", "Đặng", "Thử", "An", "Phòng", "Bí thư", "Hai", "Một"),
    *("đ/c", "Đ /C", "d/c", "đ.c", "đồng chí", "ĐỒNG CHÍ", "dong chi", "ông", "Bà", "anh", "chị"),
    *(
        "Thiếu tá",
        "Đại",
        "tá",
        "thượng úy",
        "sinh năm",
        "Sinh",
        "1980",
        "0912345678",
        "0912 345 678",
        "100%",
        "58/60",
        "phiếu",
        "PHIẾU",
        "số phiếu",
    ),
    *("012345678901", "a@thu.example", "@", " ", " ", " ", "\u00a0", "\n", ",", "(", ":", ".", "-"),
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
@settings(max_examples=1_000, deadline=None)
def test_no_column_is_passed_over_in_which_a_cell_would_be_masked(typed: str) -> None:
    for mask in (masking.masked, masking.masked_calls):
        if mask(typed) != typed:
            assert masking.may_name(["Đảng bộ Phòng Tham mưu", typed])


def test_in_the_sample_province_nobody_is_a_person() -> None:
    """No organisation, place, document, team, role or heading is taken for one."""
    for path in sorted(SAMPLES.glob("*.xlsx")):
        _, private = privacy.without_persons(opening.sheets(path.read_bytes()), TODAY)
        assert private.cells == ()
        assert private.dropped == ()


def looked_at(table: str, name: str = "Biểu 01") -> tuple[list[list[object]], privacy.Private]:
    (sheet,), private = privacy.without_persons(opening.sheets(book({name: table})), TODAY)
    return sheet.rows, private


def test_a_column_without_a_heading_goes_by_what_it_holds() -> None:
    kept, private = looked_at(f"""
        |TT|Tên tổ chức đảng|Thực tế|              |Theo dõi |
        |1 |Phòng A         |x      |{ONE}         |Tốt      |
        |2 |Phòng B         |x      |{TWO}         |Tốt      |
        |3 |Phòng C         |       |{THREE}       |Khá      |
    """)
    assert private.dropped == (Dropped("Biểu 01", "D", ""),)
    assert [row[3] for row in kept] == [None] * 4
    assert [row[4] for row in kept] == ["Theo dõi", "Tốt", "Tốt", "Khá"]


def test_somebody_in_a_row_is_no_heading_and_is_never_shown() -> None:
    first, *others = (f"Đ/c {name.split()[-1]} 0981234567" for name in (ONE, TWO, THREE))
    kept, private = looked_at(f"""
        |TT|Tên tổ chức đảng|Thực tế|Cán bộ đầu mối|
        |  |                |       |              |
        |1 |Phòng A         |x      |{first}       |
        |2 |Phòng B         |x      |{others[0]}   |
        |3 |Phòng C         |       |{others[1]}   |
    """)
    assert private.dropped == (Dropped("Biểu 01", "D", "Cán bộ đầu mối"),)
    assert [row[3] for row in kept[2:]] == [None] * 3


def test_child_headings_below_headings_that_are_not_merged_down() -> None:
    kept, private = looked_at("""
        |TT|Tên tổ chức đảng|Thực tế|Lãnh đạo   |           |
        |  |                |       |Họ tên     |Năm sinh   |
        |1 |Phòng A         |x      |Một        |{1970-01-01}|
        |2 |Phòng B         |x      |Hai        |{1980-01-01}|
    """)
    assert [each.column for each in private.dropped] == ["D", "E"]
    assert [row[3:5] for row in kept[2:]] == [[None, None], [None, None]]
    assert kept[1][3] == "Họ tên"


def test_sheets_that_are_no_form_lose_theirs() -> None:
    kept, private = looked_at(f"""
        |DANH SÁCH CẤP ỦY|            |           |        |
        |TT|Họ và tên    |Số phiếu   |Chức vụ     |Quê quán|
        |1 |Một          |41         |Bí thư      |Xã A    |
        |2 |Hai          |40         |Phó Bí thư  |Xã B    |
        |. |{ONE} vắng   |           |            |        |
    """, "Nhân sự")  # fmt: skip
    assert [(each.column, each.heading) for each in private.dropped] == [
        ("B", "Họ và tên"),
        ("C", "Số phiếu"),
        ("E", "Quê quán"),
    ]
    assert kept[2] == [1, None, None, "Bí thư", None]
    assert kept[1] == ["TT", "Họ và tên", "Số phiếu", "Chức vụ", "Quê quán"]


def test_the_forms_own_columns_stay_whatever_they_are_called() -> None:
    layout = INSPECTIONS.layouts[0]
    line = [column.headings[0] for column in layout.columns]
    sheet = Sheet("Biểu 04", True, [["TT", *line], [1, *["x"] * len(line)]], [])
    (kept,), private = privacy.without_persons([sheet], TODAY)
    assert private.dropped == ()
    assert kept is sheet


def test_rows_of_the_table_are_as_many_as_before() -> None:
    table = f"""
        |TT|Tên tổ chức đảng|Thực tế|Ghi chú        |
        |1 |Phòng A         |x      |Đ/c {ONE} vắng |
    """
    kept, private = looked_at(table)
    assert [[*row[:3]] for row in kept] == [line[:3] for line in rows(table.strip())]
    assert kept[1][3] == "Đ/c … vắng"
    assert [(d.cell, d.typed, d.why) for d in private.decisions] == [
        ("D2", "Đ/c … vắng", "person_masked")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Nguyễn Văn An và đ/c Trần Thị Bình, Đại tá Lê Văn Cường; ",
        "Đại tá Bí thư Đảng ủy An Bình ",
        "Phường Nguyễn Văn An ",
    ],
)
def test_a_text_as_long_as_a_cell_may_be_is_masked_at_once(words: str) -> None:
    started = time.process_time()
    masking.masked(words * (32_000 // len(words)))
    assert time.process_time() - started < 5
