"""How Vietnamese is compared, and how numbers, shares and days are written."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from congress_dash import vietnamese
from congress_dash.share import Share
from congress_dash.vietnamese import fold, tidy

COMMITTEE = "Đảng bộ"
COMPOSED_BY_KEYBOARD = "Đa\u0309ng bô\u0323"  # "Unicode tổ hợp": ô + U+0323, neither NFC nor NFD
SAME = [
    ("Đảng bộ", unicodedata.normalize("NFD", COMMITTEE)),
    ("Đảng bộ", COMPOSED_BY_KEYBOARD),
    ("Đảng bộ", "ĐẢNG BỘ"),
    ("Đảng bộ", "Ðảng bộ"),  # Ð U+00D0, from old fonts
    ("đảng bộ", "ðảng bộ"),  # ð U+00F0
    ("Đảng bộ", "Ɖảng bộ"),  # Ɖ U+0189
    ("Đảng bộ", "Dang bo"),
    ("Đảng bộ", "Đảng\u00a0bộ"),
    ("Đảng bộ", "Đảng\u200b bộ\ufeff"),
    ("Đảng bộ", "Đảng \t\n bộ"),
    ("Đảng bộ", "Đảng b\u00adộ"),  # soft hyphen
    ("Ủy ban", "Uỷ ban"),
    ("ủy", "uỷ"),
    ("hòa", "hoà"),
    ("thủy", "thuỷ"),
    ("PC03", "РС03"),  # Cyrillic Р and С
    ("CATX", "САТХ"),
    ("x", "х"),
    ("Phòng CTĐ&CTCT", "phòng ctđ&ctct"),
    ("2020 – 2025", "2020-2025"),
    ("2020 -2025", "2020 − 2025"),
    ("I. Khối An ninh", "Ⅰ. Khối An ninh"),
    ("CATX-C", "catx c"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_key_for_all_spellings(left: str, right: str) -> None:
    assert left != right
    assert fold(left) == fold(right) != ""


def test_nfc_alone_would_not_do() -> None:
    assert unicodedata.normalize("NFC", "uỷ") != unicodedata.normalize("NFC", "ủy")
    assert len(COMMITTEE) == 7
    assert len(unicodedata.normalize("NFD", COMMITTEE)) == 10
    assert unicodedata.normalize("NFC", COMPOSED_BY_KEYBOARD) == COMMITTEE
    assert unicodedata.normalize("NFC", "Ðảng") != "Đảng"


@pytest.mark.parametrize(
    ("left", "right"),
    [("thị xã C", "huyện C"), ("PC03", "PC08"), ("Chi bộ 1", "Chi bộ 2"), ("An", "Ân giang")],
)
def test_what_differs_in_letters_keeps_different_keys(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_fold_is_a_fixed_point_in_plain_letters() -> None:
    key = fold("  Đảng bộ Phòng Cảnh sát PCCC&CNCH – Số 7, (Ðội “A”) 99%  ")
    assert key == "dang bo phong canh sat pccc&cnch so 7 doi a 99%"
    assert fold(key) == key


def test_tidy_keeps_the_letters_and_drops_what_nobody_sees() -> None:
    assert tidy(f"\ufeff {COMPOSED_BY_KEYBOARD}\u00a0\n Phòng\u200b Tham  mưu ") == (
        "Đảng bộ Phòng Tham mưu"
    )
    assert tidy("Uỷ ban") == "Uỷ ban"  # shown as typed; only compared folded


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0"), (7, "7"), (999, "999"), (1229, "1.229"), (52105, "52.105"), (1447000, "1.447.000")],
)
def test_thousands_are_parted_by_dots(number: int, written: str) -> None:
    assert vietnamese.integer(number) == written


@pytest.mark.parametrize(
    ("number", "written"), [(3, "03"), (9, "09"), (10, "10"), (0, "0"), (1229, "1.229")]
)
def test_small_counts_in_running_text_lead_with_zero(number: int, written: str) -> None:
    assert vietnamese.count_word(number) == written


@pytest.mark.parametrize(
    ("share", "percent", "fraction", "written"),
    [
        (Share(11, 30), "36,7%", "11/30", "11/30 (36,7%)"),
        (Share(30, 30), "100%", "30/30", "30/30 (100%)"),
        (Share(34, 34, 8), "100%", "34/34 (8 dừng)", "34/34 (8 dừng)"),
        (Share(29, 34, 8), "85,3%", "29/34 (8 dừng)", "29/34 (85,3%; 8 dừng)"),
        (Share(0, 30), "0%", "0/30", "0/30 (0%)"),
        (Share(15, 30), "50%", "15/30", "15/30 (50%)"),
        (Share(1, 16), "6,3%", "1/16", "1/16 (6,3%)"),
        (Share(1229, 3142), "39,1%", "1.229/3.142", "1.229/3.142 (39,1%)"),
        (Share(1999, 2000), "100,0%", "1.999/2.000", "1.999/2.000 (100,0%)"),
        (Share(1, 3142), "0,0%", "1/3.142", "1/3.142 (0,0%)"),
        (Share(0, 0), "", "0/0", "0/0"),
        (Share(0, 0, 3), "", "0/0 (3 dừng)", "0/0 (3 dừng)"),
    ],
)
def test_a_share_never_goes_without_its_whole(
    share: Share, percent: str, fraction: str, written: str
) -> None:
    assert vietnamese.percent(share) == percent
    assert vietnamese.fraction(share) == fraction
    assert vietnamese.share(share) == written


def test_days_as_written() -> None:
    assert vietnamese.day(date(2020, 5, 3)) == "03/05/2020"
    assert vietnamese.short_day(date(2020, 5, 3)) == "3/5"
    assert vietnamese.week(date(2020, 5, 11)) == "Tuần 20 (11/5–17/5)"
    assert vietnamese.week(date(2019, 12, 30)) == "Tuần 1 (30/12–5/1)"
