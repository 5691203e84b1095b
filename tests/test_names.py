"""Which organisation a cell means: sure, or a question; never a guess."""

from __future__ import annotations

import time
import unicodedata

import pytest

from congress_dash.names import KnownOrg, Match, Names, Unsure
from congress_dash.readers import Odd

ORGS = [
    KnownOrg("PC02", "PC02", "Đảng bộ Phòng Cảnh sát hình sự"),
    KnownOrg("PC03", "PC03", "Đảng bộ Phòng Cảnh sát kinh tế"),
    KnownOrg("PC07", "PC07", "Đảng bộ Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ"),
    KnownOrg("PX01", "PX01", "Đảng bộ Phòng Tổ chức cán bộ"),
    KnownOrg("PX03", "PX03", "Đảng bộ Phòng Công tác đảng và công tác chính trị"),
    KnownOrg("PX06", "PX06", "Chi bộ Cơ quan Ủy ban Kiểm tra Đảng ủy"),
    KnownOrg("duong-thuy", None, "Chi bộ Phòng Cảnh sát đường thủy"),
    KnownOrg("CATX-K", "CATX-K", "Đảng bộ Công an thị xã Kỳ A"),
    KnownOrg("CAH-K", "CAH-K", "Đảng bộ Công an huyện Kỳ A"),
]
ALIASES = [
    ("PC45", "PC02"),
    ("PC46", "PC03"),
    ("P.CSKT", "PC03"),
    ("CSKT", "PC03"),
    ("Phòng Cảnh sát ĐTTP về tham nhũng, kinh tế, buôn lậu", "PC03"),
    ("PCCC&CNCH", "PC07"),
    ("PX13", "PX01"),
    ("PX15", "PX03"),
    ("PX16", "PX03"),
    ("Phòng Tổ chức - Cán bộ", "PX01"),
    ("CA Kỳ A", "CATX-K"),
    ("CA Kỳ A", "CAH-K"),
    ("PC52", "gone"),  # dissolved: no longer in the catalogue
]
NAMES = Names.of(ORGS, ALIASES)

SURE = [
    ("PC03", "PC03", None),
    ("Đảng bộ Phòng Cảnh sát kinh tế", "PC03", None),
    ("Đảng bộ Phòng\u00a0Cảnh sát\n kinh tế", "PC03", None),
    (unicodedata.normalize("NFD", "Đảng bộ Phòng Cảnh sát kinh tế"), "PC03", None),
    ("CATX-K", "CATX-K", None),
    ("Chi bộ Phòng Cảnh sát đường thủy", "duong-thuy", None),
    # the same words in another spelling
    ("pc03", "PC03", "spelling"),
    ("РС03", "PC03", "spelling"),  # Cyrillic letters
    ("Phòng Cảnh sát kinh tế", "PC03", "spelling"),
    ("P. Cảnh sát kinh tế", "PC03", "spelling"),
    ("ĐẢNG BỘ PHÒNG CẢNH SÁT KINH TẾ", "PC03", "spelling"),
    ("Ðảng bộ Phòng Cảnh sát kinh tế", "PC03", "spelling"),
    ("Dang bo Phong Canh sat kinh te", "PC03", "spelling"),
    ("Chi bộ Cơ quan Uỷ ban Kiểm tra Đảng uỷ", "PX06", "spelling"),
    ("Chi bộ Phòng Cảnh sát đường thuỷ", "duong-thuy", "spelling"),
    ("Đảng bộ PC03", "PC03", "spelling"),
    ("Đảng bộ Phòng Cảnh sát kinh tế (1)", "PC03", "spelling"),
    ("Đảng bộ Phòng Cảnh sát kinh tế¹", "PC03", "spelling"),
    ("PC03 (2)", "PC03", "spelling"),
    ("P.CSKT ²", "PC03", "alias"),
    ("Phòng PC03", "PC03", "alias"),
    ("catx k", "CATX-K", "spelling"),
    # another name
    ("PC46", "PC03", "alias"),
    ("PX15", "PX03", "alias"),
    ("PX16", "PX03", "alias"),
    ("P.CSKT", "PC03", "alias"),
    ("CSKT", "PC03", "alias"),
    ("Đảng bộ CSKT", "PC03", "alias"),
    ("Phòng Cảnh sát ĐTTP về tham nhũng, kinh tế, buôn lậu", "PC03", "alias"),
    ("PCCC&CNCH", "PC07", "alias"),
    ("Phòng Tổ chức – Cán bộ", "PX01", "spelling"),
    # code and name that agree
    ("PC03 - Đảng bộ Phòng Cảnh sát kinh tế", "PC03", "alias"),
    ("Phòng Cảnh sát kinh tế (PC03)", "PC03", "alias"),
    ("PC46 – Phòng Cảnh sát kinh tế", "PC03", "alias"),
    ("PC03/PC46", "PC03", "alias"),
    ("CATX-K - Đảng bộ Công an thị xã Kỳ A", "CATX-K", "alias"),
]


@pytest.mark.parametrize(("typed", "unit", "why"), SURE)
def test_sure(typed: str, unit: str, why: str | None) -> None:
    assert NAMES.match(typed) == Match(unit, why)


ASKED = [
    # code against name
    ("PC03 - Phòng Cảnh sát hình sự", "code_name_conflict", "Đảng bộ Phòng Cảnh sát kinh tế"),
    ("PC46 Phòng Cảnh sát hình sự", "code_name_conflict", "Đảng bộ Phòng Cảnh sát kinh tế"),
    ("CATX-K - Công an huyện Kỳ A", "code_name_conflict", "Đảng bộ Công an thị xã Kỳ A"),
    ("PC03 - Đội 2", "code_name_conflict", "Đảng bộ Phòng Cảnh sát kinh tế"),
    ("PC02/PC03", "ambiguous_organisation", "mã của nhiều đơn vị"),
    # one name, two organisations
    ("CA Kỳ A", "ambiguous_organisation",
     "Đảng bộ Công an huyện Kỳ A; Đảng bộ Công an thị xã Kỳ A"),
    ("Công an Kỳ A", "ambiguous_organisation",
     "Đảng bộ Công an huyện Kỳ A; Đảng bộ Công an thị xã Kỳ A"),
    # misspelt by one or two letters
    ("Đảng bộ Phòng Cảnh sát kimh tế", "misspelt_organisation", "Đảng bộ Phòng Cảnh sát kinh tế?"),
    ("Phòng Cảnh sát kih tê", "misspelt_organisation", "Đảng bộ Phòng Cảnh sát kinh tế?"),
    ("Đảng bộ Phòng Tổ trức cán bộ", "misspelt_organisation", "Đảng bộ Phòng Tổ chức cán bộ?"),
    ("Công an thị xã Kỳ B", "misspelt_organisation", "Đảng bộ Công an thị xã Kỳ A?"),
    # neither
    ("Đảng bộ Phòng Cảnh sát", "unknown_organisation", "“Đảng bộ Phòng Cảnh sát”"),
    ("Công an thành phố Kỳ A", "unknown_organisation", "Danh mục"),
    ("PC12", "unknown_organisation", "“PC12”"),  # two letters from PC45: no suggestion
    ("PC52", "unknown_organisation", "“PC52”"),
    ("CSKX", "misspelt_organisation", "Đảng bộ Phòng Cảnh sát kinh tế?"),
    ("CSXY", "unknown_organisation", "“CSXY”"),
    ("TỔNG SỐ", "unknown_organisation", "Danh mục"),
    ("", "unknown_organisation", "Danh mục"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kind", "said"), ASKED)
def test_asked(typed: str, kind: str, said: str) -> None:
    with pytest.raises(Odd) as asked:
        NAMES.match(typed)
    assert asked.value.kind == kind
    assert said in str(asked.value)
    assert "Hãy" in str(asked.value)


def test_town_and_district_of_one_name_are_two_organisations() -> None:
    assert NAMES.match("Công an thị xã Kỳ A").unit == "CATX-K"
    assert NAMES.match("Công an huyện Kỳ A").unit == "CAH-K"


def test_names_that_differ_only_in_accents_are_told_apart_when_typed_in_full() -> None:
    names = Names.of([KnownOrg("1", None, "Chi bộ Hòa"), KnownOrg("2", None, "Chi bộ Hoa")], [])
    assert names.match("Chi bộ Hòa") == Match("1")
    assert names.match("Chi bộ Hoa") == Match("2")
    with pytest.raises(Odd, match="chỉ nhiều tổ chức đảng"):
        names.match("CHI BỘ HOÀ")


def test_a_code_is_no_code_inside_a_word() -> None:
    with pytest.raises(Odd) as asked:
        NAMES.match("XPC03")
    assert asked.value.kind == "unknown_organisation"


def test_nobody_is_known_before_the_catalogue() -> None:
    with pytest.raises(Odd) as asked:
        Names.of([], []).match("PC03")
    assert asked.value.kind == "unknown_organisation"


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("PC02; PC03", ["PC02", "PC03"]),
        ("PC02\nPC03", ["PC02", "PC03"]),
        ("PC02, PC03", ["PC02", "PC03"]),
        ("PC02, PC03 và PX01", ["PC02", "PC03", "PX01"]),
        ("PC02 và Phòng Cảnh sát kinh tế", ["PC02", "PC03"]),
        ("PC02, PC03; PX01\nPX03", ["PC02", "PC03", "PX01", "PX03"]),
        ("- PC02\n- PC03", ["PC02", "PC03"]),
        ("1. PC02\n2. PC03", ["PC02", "PC03"]),
        ("PC03;", ["PC03"]),
        ("PC03; PC46; CSKT", ["PC03"]),
        ("Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ", ["PC07"]),
        ("Phòng Cảnh sát phòng cháy,\nchữa cháy và cứu nạn, cứu hộ", ["PC07"]),
        ("Phòng Cảnh sát\nkinh tế", ["PC03"]),
        ("CSKT, Đảng bộ Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ, PX01",
         ["PC03", "PC07", "PX01"]),
        ("Phòng Cảnh sát ĐTTP về tham nhũng, kinh tế, buôn lậu, Phòng Cảnh sát hình sự",
         ["PC03", "PC02"]),
    ],
)  # fmt: skip
def test_several_in_one_cell(typed: str, units: list[str]) -> None:
    assert [match.unit for match in NAMES.several(typed)] == units


@pytest.mark.parametrize(
    ("typed", "kind", "said"),
    [
        ("PC02; PC99", "unknown_organisation", "“PC99”"),
        ("PC02, PC99", "unknown_organisation", "“PC99”"),
        ("PC99\nPC02", "unknown_organisation", "“PC99”"),
        ("PC02; Phòng Cảnh sát kimh tế", "misspelt_organisation", "Cảnh sát kinh tế?"),
        ("Phòng Cảnh sát phòng chái, chữa cháy và cứu nạn, cứu hộ", "misspelt_organisation",
         "phòng cháy, chữa cháy"),
        (" ; \n", "missing_value", "Thiếu tên"),
    ],
)  # fmt: skip
def test_one_unknown_of_several_is_named(typed: str, kind: str, said: str) -> None:
    with pytest.raises(Odd) as asked:
        NAMES.several(typed)
    assert asked.value.kind == kind
    assert said in str(asked.value)


def test_a_cell_made_to_hurt_is_answered_at_once() -> None:
    started = time.monotonic()
    for typed in ("PC03," * 6_000 + "x", "a," * 6_000, "PC02;" * 6_000, "x" * 32_000):
        with pytest.raises(Odd):
            NAMES.several(typed + " lạ")
    assert time.monotonic() - started < 20


@pytest.mark.slow
def test_a_large_catalogue_and_a_file_of_strange_names_take_seconds() -> None:
    """100,000 organisations, all named rightly once; then 3,000 names that nobody knows."""
    orgs = [KnownOrg(f"CB{n:06}", f"CB{n:06}", f"Chi bộ Đội Tổng hợp {n}") for n in range(100_000)]
    started = time.process_time()
    names = Names.of(orgs, ALIASES)
    assert all(names.match(org.name).unit == org.unit for org in orgs)
    assert names.match("đội tổng hợp 77").unit == "CB000077"
    hinted = 0
    for number in range(3_000):
        with pytest.raises(Unsure) as asked:
            names.match(f"Chi bộ Đội Tổng hợpp {number}")
        hinted += bool(names.choices(asked.value))
    assert 0 < hinted < 3_000
    assert time.process_time() - started < 60
