"""Old fonts letter by letter, and which words Vietnamese could spell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from congress_dash.old_letters import as_cp1252, from_misread_utf8, from_tcvn3, from_vni
from congress_dash.syllables import is_syllable, lost_letters
from old_files import LETTERS, TCVN3, misread, through_cp1258, to_tcvn3, to_vni

ALPHABET = "".join(LETTERS) + "abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY ,.-/0123456789"


def test_the_alphabet_has_134_letters_with_marks() -> None:
    assert len(set(LETTERS)) == len(LETTERS) == 134
    assert len(TCVN3) == 74  # 67 small ones; of the capitals those without a tone


def test_every_letter_is_read_from_vni() -> None:
    for letter in LETTERS:
        assert from_vni(to_vni(letter)) == letter
        assert from_vni(as_cp1252(through_cp1258(to_vni(letter)))) == letter


def test_every_letter_is_read_from_tcvn3() -> None:
    for letter in LETTERS:
        has_own_code = letter in TCVN3
        assert from_tcvn3(to_tcvn3(letter)) == (letter if has_own_code else letter.lower())
        through = through_cp1258(to_tcvn3(letter))
        assert from_tcvn3(as_cp1252(through)).lower() == letter.lower()


def test_every_letter_is_read_from_misread_utf8() -> None:
    for letter in LETTERS:
        once = misread(letter)
        assert from_misread_utf8(once) == from_misread_utf8(misread(once)) == letter
        assert from_misread_utf8(misread(letter, "cp1258")) == letter


@pytest.mark.parametrize(
    ("decode", "typed", "read"),
    [
        (from_tcvn3, "§¶ng bé Phßng Tham m\u00adu", "Đảng bộ Phòng Tham mưu"),
        (from_tcvn3, "§· tæ chøc", "Đã tổ chức"),
        (from_tcvn3, "Tæng céng", "Tổng cộng"),
        (from_vni, "Ñaûng boä Phoøng Tham möu", "Đảng bộ Phòng Tham mưu"),
        (from_vni, "Ñaõ toå chöùc", "Đã tổ chức"),
        (from_vni, "Toång coäng", "Tổng cộng"),
        (from_vni, "ÑAÛNG BOÄ, Aùp, UÛy", "ĐẢNG BỘ, Áp, Ủy"),
        (from_misread_utf8, "Ä\x90Ã£ tá»• chá»©c", "Đã tổ chức"),
        (from_misread_utf8, "NgÃ y lÃ  gÃ¬", "Ngày là gì"),  # no-break spaces became plain ones
        (from_misread_utf8, "XÃ HỘI, THỊ XÃ A", "XÃ HỘI, THỊ XÃ A"),
    ],
)
def test_known_examples(decode: Callable[[str], str], typed: str, read: str) -> None:
    assert decode(typed) == read


@given(st.text(ALPHABET))
def test_what_was_encoded_comes_back(text: str) -> None:
    assume(not re.search("[a-zß-öø-ỹ][ÃĂ] ", text))  # in no word; it is an à that lost a byte
    assert from_vni(to_vni(text)) == text
    assert from_tcvn3(to_tcvn3(text)).lower() == text.lower()
    assert from_misread_utf8(misread(text)) == text


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for decode in (from_tcvn3, from_vni, from_misread_utf8, as_cp1252):
        assert isinstance(decode(text), str)


@pytest.mark.parametrize(
    "word",
    ["bộ", "Phòng", "CỘNG", "quốc", "quyết", "gì", "giếng", "nghiệp", "Ủy", "uỷ", "khuỷu", "hoà"],
)
def test_a_word_that_vietnamese_could_spell(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word", ["céng", "tæ", "boä", "chøc", "café", "côc", "§¶ng", "à", "ĐB", "chòc", "nghà", "Ñôn"]
)
def test_a_word_that_it_could_not(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    "word", ["ch?c", "Đ?ng", "T?", "?ng", "th??ng", "Ð?ng", "b�", "�ng", "quy?t"]
)
def test_a_word_that_lost_a_letter(word: str) -> None:
    assert lost_letters(word)


@pytest.mark.parametrize("word", ["hội?", "chưa?", "có?không", "?", "??", "ĐH?", "tháng?", "PC03?"])
def test_a_word_that_only_asks(word: str) -> None:
    assert not lost_letters(word)
