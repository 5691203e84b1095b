"""Old fonts, wrong code pages and lost letters in; Unicode, decisions or a refusal out."""

from __future__ import annotations

import csv
import io
import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from congress_dash import encodings, intake, opening
from congress_dash.errors import Refused
from congress_dash.records import Decision, Dropped, Preview, Sheet
from congress_dash.store import Store
from old_files import (
    book_with,
    misread,
    saved_as_ansi,
    through_cp1258,
    to_tcvn3,
    to_vni,
)
from written import book, rows

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
PROGRESS = (SAMPLES / "bieu-01-2020-05-13.xlsx").read_bytes()


def sheet(table: str, name: str = "Biểu", **fonts: str) -> Sheet:
    """The table as a sheet; `B="…"` says the font of a column."""
    return Sheet(name, True, rows(table), [], {ord(at) - 65: font for at, font in fonts.items()})


def texts(read: Sheet) -> list[object]:
    return [value for row in read.rows for value in row if value is not None]


def converted(*sheets: Sheet) -> tuple[list[Sheet], list[Decision]]:
    return encodings.converted(list(sheets))


def decided(*sheets: Sheet) -> list[tuple[str, str, str, str]]:
    return [(d.cell, d.typed, d.read_as, d.why) for d in converted(*sheets)[1]]


# --- whole sheets --------------------------------------------------------------------------------

IN_TCVN3 = """
| Sè liÖu tÝnh ®Õn ngµy 13/5/2020 |
| TT | Tªn tæ chøc ®¶ng                | Lo¹i h×nh | Dù kiÕn        | Thùc tÕ    | Ghi chó |
| 1  | §¶ng bé Phßng Tham m\u00adu     | §B        |                | §· tæ chøc |         |
| 2  | Phßng Tæ chøc c¸n bé            | §B        | cuèi th¸ng 5   |            | bé      |
| 3  | Chi bé Phßng Ngo¹i tuyÕn        | CB        | ®Çu quý III    |            |         |
|    | Tæng céng                       |           |                |            |         |
"""
IN_VNI = """
| Soá lieäu tính ñeán ngaøy 13/5/2020 |
| TT | Teân toå chöùc ñaûng            | Loaïi hình | Döï kieán     | Thöïc teá     | Ghi chuù |
| 1  | Ñaûng boä Phoøng Tham möu       | ÑB         |               | Ñaõ toå chöùc |          |
| 2  | Phoøng Toå chöùc caùn boä       | ÑB         | cuoái thaùng 5 |              | boä      |
| 3  | Chi boä Phoøng Ngoaïi tuyeán    | CB         | ñaàu quyù III |               |          |
|    | Toång coäng                     |            |               |               |          |
"""
IN_UNICODE = """
| Số liệu tính đến ngày 13/5/2020 |
| TT | Tên tổ chức đảng                | Loại hình | Dự kiến        | Thực tế    | Ghi chú |
| 1  | Đảng bộ Phòng Tham mưu          | ĐB        |                | Đã tổ chức |         |
| 2  | Phòng Tổ chức cán bộ            | ĐB        | cuối tháng 5   |            | bộ      |
| 3  | Chi bộ Phòng Ngoại tuyến        | CB        | đầu quý III    |            |         |
|    | Tổng cộng                       |           |                |            |         |
"""


@pytest.mark.parametrize(
    "table", [IN_TCVN3, IN_VNI, misread(IN_UNICODE), misread(misread(IN_UNICODE))]
)
def test_17_18_19_a_whole_sheet_is_read(table: str) -> None:
    (read,), decisions = converted(sheet(table))
    assert read.rows == rows(IN_UNICODE)
    assert [d.cell for d in decisions] == ["A1", "B2", "C2", "D2", "E2", "F2"]


@pytest.mark.parametrize(
    "garbled",
    [
        through_cp1258(IN_TCVN3),
        through_cp1258(IN_VNI),
        misread(IN_UNICODE, "cp1258"),
    ],
)
def test_19_bytes_of_a_csv_taken_for_windows_1258_are_read(garbled: str) -> None:
    (read,), _ = converted(sheet(garbled))
    assert read.rows == rows(IN_UNICODE)


def test_17_the_decision_shows_one_cell_of_each_column() -> None:
    assert decided(sheet(IN_TCVN3)) == [
        (
            "A1",
            "Sè liÖu tÝnh ®Õn ngµy 13/5/2020",
            "Số liệu tính đến ngày 13/5/2020",
            "old_encoding",
        ),
        ("B2", "Tªn tæ chøc ®¶ng", "Tên tổ chức đảng", "old_encoding"),
        ("C2", "Lo¹i h×nh", "Loại hình", "old_encoding"),
        ("D2", "Dù kiÕn", "Dự kiến", "old_encoding"),
        ("E2", "Thùc tÕ", "Thực tế", "old_encoding"),
        ("F2", "Ghi chó", "Ghi chú", "old_encoding"),
    ]


def test_17_words_that_look_normal_follow_their_column_and_sheet() -> None:
    (read,), _ = converted(sheet(IN_TCVN3))
    assert read.rows[3][5] == "bộ"  # typed `bé`, in a column of three words
    (read,), decisions = converted(sheet("| Ghi chú |\n| bé |\n| chó |"))
    assert texts(read) == ["Ghi chú", "bé", "chó"]
    assert decisions == []


PASTED = """
| Tên tổ chức đảng       | Thực tế    | Ghi chú                |
| Đảng bộ Phòng Tham mưu | đã tổ chức | chê ý kiÕn cña §¶ng ñy |
| Phòng Ngoại tuyến      | Không có   | ®· b¸o c¸o cÊp trªn    |
"""


def test_17_a_column_pasted_from_an_old_file_is_converted_alone() -> None:
    mixed = sheet(PASTED)
    (read,), decisions = converted(mixed)
    assert [row[2] for row in read.rows] == [
        "Ghi chú", "chờ ý kiến của Đảng ủy", "đã báo cáo cấp trên",
    ]  # fmt: skip
    assert [row[:2] for row in read.rows] == [row[:2] for row in mixed.rows]
    assert [(d.cell, d.why) for d in decisions] == [("C2", "old_encoding")]


def test_17_a_row_typed_in_unicode_below_old_ones_stays() -> None:
    (read,), _ = converted(sheet(IN_TCVN3.rstrip() + "\n| 4 | Đảng bộ Phòng Hậu cần | | | | |\n"))
    assert read.rows[:6] == rows(IN_UNICODE)[:6]
    assert read.rows[6][1] == "Đảng bộ Phòng Hậu cần"


def test_the_other_sheets_of_a_file_keep_their_own_letters() -> None:
    old, new = converted(sheet(IN_TCVN3, "Cũ"), sheet(IN_UNICODE, "Mới"))[0]
    assert old.rows == new.rows == rows(IN_UNICODE)


def test_a_sheet_of_few_words_follows_its_file() -> None:
    _, few = converted(sheet(IN_TCVN3), sheet("| Khèi |\n| bé |", "Danh sách"))[0]
    assert texts(few) == ["Khối", "bộ"]


# --- fonts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("font", "typed", "read"),
    [
        (".VnTime", "c«ng t¸c", "công tác"),
        (".VnArial", "bé", "bộ"),
        (".VnTimeH", "khèi an ninh", "KHỐI AN NINH"),
        ("VNI-Times", "boä", "bộ"),
        ("VNI-Helve", "KHOÁI", "KHỐI"),
        ("Times New Roman", "bé", "bé"),
        (".VnTime", "PC03", "PC03"),
        (".VnTimeH", "x", "x"),
    ],
)
def test_a_font_speaks_where_the_letters_are_too_few(font: str, typed: str, read: str) -> None:
    assert texts(converted(sheet(f"| {typed} |", A=font))[0][0]) == [read]


def test_what_is_typed_goes_before_the_font() -> None:
    unicode = sheet(IN_UNICODE, **dict.fromkeys("ABCDEF", ".VnTime"))
    assert converted(unicode) == ([unicode], [])
    vni = sheet(IN_VNI, **dict.fromkeys("ABCDEF", ".VnTime"))
    assert converted(vni)[0][0].rows == rows(IN_UNICODE)
    tcvn3 = sheet(IN_TCVN3, **dict.fromkeys("ABCDEF", "Times New Roman"))
    assert converted(tcvn3)[0][0].rows == rows(IN_UNICODE)


# --- what must not be touched --------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.xlsx")))
def test_every_sample_stays_as_it_is(name: str) -> None:
    found = opening.sheets((SAMPLES / name).read_bytes())
    assert encodings.converted(found) == (found, [])


ORDINARY = [
    "| Em bé | Áo bé | Cá bé | Céline |",
    "| Không có ý kiến | Tốt |\n| Hà Nội | Bà Rịa |",
    "| công an | chó | chú | bò | có | trái | là | hình |",
    "| café | résumé | déjà vu | façade | naïve | Noël | où | très | hôtel |",
    "| Müller | Köln | grün | für | Straße | schön | Jörg |",
    "| på | då | så | nå | når | ære | fjør | blå | Ångström |",
    "| 5 µm | 25 m² | §2 | · | · mục 1 | ® | © | 20 °C | ½ | «x» | ¶ |",
    "| Điều 5 § 2 | · Đảng bộ | «Đảng» | “XÃ” | ±3 | × |",
    "| The committee | plan | a fee | 12-KH/ĐU |",
    "| Ð | ð | Ðảng bộ | ðảng ủy |",
    "| VNI | ABC | .VnTime |",
]


@pytest.mark.parametrize("table", ORDINARY)
def test_ordinary_text_is_not_converted(table: str) -> None:
    found = sheet(table)
    assert converted(found) == ([found], [])
    beside = sheet(IN_UNICODE.rstrip() + "\n.\n" + table)
    assert converted(beside) == ([beside], [])


@given(
    st.lists(
        st.sampled_from(re.findall(r"\w+", IN_UNICODE + (SAMPLES / "names.py").read_text("utf-8"))),
        min_size=1,
    )
)
def test_no_choice_of_vietnamese_words_is_converted(words: list[str]) -> None:
    found = sheet(f"| {' '.join(words)} |")
    assert converted(found) == ([found], [])


# --- 13 to 16: what Unicode itself can differ in -------------------------------------------------


def _by_keyboard(text: str) -> str:
    """“Unicode tổ hợp”: `ô` + U+0323, neither composed nor decomposed."""
    apart = (unicodedata.normalize("NFD", c) for c in text)
    return "".join(re.sub("(.[\u0302\u0306\u031b])", lambda m: unicodedata.normalize("NFC", m[1]),
                          re.sub("(.)([\u0323])([\u0302\u0306\u031b])", r"\1\3\2", c)) for c in apart)  # fmt: skip


SPELT = {
    "13 no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "13 zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "13 byte order marks": lambda text: re.sub(r"\b(?=[^\W\d]{3})", "\ufeff", text),
    "14 decomposed": lambda text: unicodedata.normalize("NFD", text),
    "14 composed by the keyboard": _by_keyboard,
    "15 tones elsewhere": lambda text: text.replace("ủy", "uỷ").replace("hòa", "hoà"),
    "16 look-alike Đ": lambda text: text.replace("Đ", "Ð").replace("đ", "ð"),
    "16 Cyrillic": lambda text: text.replace("P", "Р").replace("C", "С"),
    "16 dashes": lambda text: text.replace("-", "–"),
}


# --- the way into the books ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("books") / "books.duckdb", create=True)
    catalogue = (SAMPLES / "danh-muc.xlsx").read_bytes()
    store.accept(intake.look("danh-muc.xlsx", catalogue, store), by="Quản trị")
    yield store
    store.close()


def looked(content: bytes, store: Store) -> Preview:
    return intake.look("bieu.xlsx", content, store)


def told(preview: Preview) -> dict[str, object]:
    """All that a preview says, apart from the file's own bytes and how it was spelt."""
    whole = replace(preview, content=b"", sha256="", decisions=(), problems=())
    problems = [(p.cell, p.field, p.severity, p.kind) for p in preview.problems]
    said = re.sub("[\u00a0\u200b\ufeff ]+", " ", unicodedata.normalize("NFC", repr(whole))).lower()
    decisions = [(d.cell, d.why) for d in preview.decisions if d.why not in OURS]
    return {"said": said, "problems": problems, "decisions": decisions}


OURS = ("old_encoding", "mojibake", "spelling")


@pytest.fixture(scope="module")
def clean(books: Store) -> Preview:
    preview = looked(book_with(PROGRESS, str), books)
    assert preview.rows == 47
    return preview


@pytest.mark.parametrize(
    ("garble", "why"),
    [(to_tcvn3, "old_encoding"), (to_vni, "old_encoding"), (misread, "mojibake")],
)
def test_a_biểu_01_is_previewed_the_same_in_any_letters(
    books: Store, clean: Preview, garble: Callable[[str], str], why: str
) -> None:
    garbled = book_with(PROGRESS, garble)
    preview = looked(garbled, books)
    assert told(preview) == told(clean)
    ours = [d for d in preview.decisions if d.why == why]
    assert len({re.sub(r"\d", "", d.cell) for d in ours}) == len(ours) >= 10
    assert all(d.typed == garble(d.read_as) or garble is to_tcvn3 for d in ours)
    assert preview.content == garbled


@pytest.mark.parametrize("spelling", SPELT)
def test_13_to_16_a_biểu_01_is_previewed_the_same_in_any_spelling(
    books: Store, clean: Preview, spelling: str
) -> None:
    spell = SPELT[spelling]
    assert spell("Đảng ủy P - C") != "Đảng ủy P - C"
    preview = looked(book_with(PROGRESS, spell), books)
    assert preview.records
    assert [d for d in preview.decisions if d.why in ("old_encoding", "mojibake")] == []
    assert [(r.key, getattr(r, "held_on", None)) for r in preview.records] == [
        (r.key, getattr(r, "held_on", None)) for r in clean.records
    ]
    assert told(preview)["problems"] == told(clean)["problems"]


def test_persons_are_found_under_old_headings(books: Store) -> None:
    content = book({"Biểu": IN_TCVN3.replace("Ghi chó", "Hä vµ tªn").replace("| bé ", "| TrÇn B.")})
    preview = looked(content, books)
    assert preview.dropped == (Dropped("Biểu", "F", "Họ và tên"),)
    with ZipFile(io.BytesIO(preview.content)) as kept:
        whole = b"".join(kept.read(part) for part in kept.namelist()).decode()
    assert "TrÇn B." not in whole
    assert "§¶ng bé Phßng Tham m" in whole  # the rest as it came


def test_an_example_never_shows_a_person(books: Store) -> None:
    table = """
        | Số liệu tính đến ngày 13/5/2020 |
        | Tên tổ chức đảng       | Thực tế    | Bí thư     | Ghi chú               |
        | Đảng bộ Phòng Tham mưu | Đã tổ chức | TrÇn V¨n B | ®· b¸o c¸o cÊp trªn   |
        | Phòng Ngoại tuyến      |            | §ç ThÞ C   | chê ý kiÕn            |
    """
    preview = looked(book({"Biểu": re.sub("(?m)^ +", "", table)}), books)
    assert preview.dropped == (Dropped("Biểu", "C", "Bí thư"),)
    assert [(d.cell, d.typed) for d in preview.decisions if d.why == "old_encoding"] == [
        ("D3", "®· b¸o c¸o cÊp trªn")
    ]


def as_csv(table: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows(table))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        as_csv(IN_TCVN3).encode("latin-1"),
        as_csv(IN_TCVN3).encode(),
        as_csv(IN_VNI).encode("latin-1"),
        misread(as_csv(IN_UNICODE)).encode(),
        misread(as_csv(IN_UNICODE), "cp1258").encode("utf-8-sig"),
    ],
)
def test_19_a_csv_is_previewed_the_same_in_any_letters(books: Store, content: bytes) -> None:
    right = intake.look("bieu.csv", as_csv(IN_UNICODE).encode("utf-8-sig"), books)
    preview = intake.look("bieu.csv", content, books)
    assert right.rows == 3
    assert told(preview) == told(right)
    assert {d.cell for d in preview.decisions if d.why in OURS[:2]} == {
        "A1", "B2", "C2", "D2", "E2", "F2",
    }  # fmt: skip


def test_19_a_csv_saved_as_ansi_is_refused(books: Store) -> None:
    content = saved_as_ansi(as_csv(IN_UNICODE)).encode("cp1252")
    with pytest.raises(Refused) as caught:
        intake.look("bieu.csv", content, books)
    assert caught.value.kind == "lost_letters"


def test_17_18_the_fonts_of_a_workbook_are_heard() -> None:
    workbook = Workbook()
    page = workbook.worksheets[0]
    for line in rows("| TT | Khèi | Ñôn vò | bé |\n| 1 | an ninh 1 | boä | TT |"):
        page.append(line)
    for line in page.iter_rows():
        for cell, font in zip(line[1:], (".VnTimeH", "VNI-Times", ".VnTime"), strict=True):
            cell.font = Font(name=font)
    out = io.BytesIO()
    workbook.save(out)
    (read,), _ = encodings.converted(opening.sheets(out.getvalue()))
    assert texts(read) == ["TT", "KHỐI", "Đơn vị", "bộ", 1, "an ninh 1", "bộ", "TT"]


# --- lost letters --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lose", "cell"),
    [(saved_as_ansi, "A1"), (lambda text: re.sub("[ạ-ỹ]", "\ufffd", text), "A1")],
)
def test_19_a_file_that_lost_its_letters_is_refused(lose: Callable[[str], str], cell: str) -> None:
    with pytest.raises(Refused) as caught:
        converted(sheet(lose(IN_UNICODE), "bieu-01"))
    assert caught.value.kind == "lost_letters"
    assert f"ô bieu-01!{cell} ghi “{lose('Số liệu')}" in str(caught.value)
    assert "Hãy mở tệp gốc bằng Excel, lưu thành .xlsx" in str(caught.value)


def test_19_the_refusal_reaches_the_uploader(books: Store) -> None:
    with pytest.raises(Refused) as caught:
        looked(book_with(PROGRESS, saved_as_ansi), books)
    assert caught.value.kind == "lost_letters"


def test_19_sheets_that_are_not_read_may_have_lost_theirs() -> None:
    lost = replace(sheet(saved_as_ansi(IN_UNICODE), "Bản cũ"), visible=False)
    good = sheet(IN_UNICODE)
    assert converted(good, lost) == ([good, lost], [])
    assert encodings.converted([good, replace(lost, visible=True)], "Biểu")[1] == []
    with pytest.raises(Refused):
        encodings.converted([good, lost], "Bản cũ")


@pytest.mark.parametrize(
    "table",
    [
        "| Đã đại hội? | có hay không?? | ? | …? | (?) | ?/5/2020 | 3? | ĐH? | TT? |",
        "| Chưa rõ? | có?không | ? chưa báo cáo | ?! | 12-KH/ĐU? | Quý?/2020 |",
        "| So lieu tinh den ngay 13/5/2020 |\n| Ten to chuc dang | Thuc te | Dang bo Phong Tham muu? |",
        "| http://noi-bo/bieu?ky=5 | a?b | x? | v? |",
        "| Đảng bộ Phòng Tham mưu | Phòng Tổ chức cán bộ | T? ch?c c?n b? |",
    ],
)
def test_question_marks_and_typing_without_accents_lose_nothing(table: str) -> None:
    found = sheet(table)
    assert converted(found) == ([found], [])


def test_no_text_is_too_long_and_no_sheet_too_wide() -> None:
    long = ["a" * 500_000, "§" * 500_000, "?" * 500_000 + "a", "a?" * 200_000, "Ã" * 500_000]
    wide = [f"{word}{number}x" for number in range(16_000) for word in ("§¶a", "bé?")]
    started = time.monotonic()
    converted(Sheet("Dài", True, [long], []), Sheet("Rộng", True, [wide, wide], []))
    assert time.monotonic() - started < 30
