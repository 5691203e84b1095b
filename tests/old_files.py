"""Vietnamese text in, the same as old fonts and wrong code pages show it out.

Written apart from what is tested: TCVN3 from the standard's listing, VNI from how its keyboards
typed it (a letter, then its mark).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from itertools import product

from openpyxl import load_workbook

_STANDARD = """
A1 Ă  A2 Â  A3 Ê  A4 Ô  A5 Ơ  A6 Ư  A7 Đ  A8 ă  A9 â  AA ê  AB ô  AC ơ  AD ư  AE đ
B5 à  B6 ả  B7 ã  B8 á  B9 ạ  BB ằ  BC ẳ  BD ẵ  BE ắ  C6 ặ  C7 ầ  C8 ẩ  C9 ẫ  CA ấ  CB ậ
CC è  CE ẻ  CF ẽ  D0 é  D1 ẹ  D2 ề  D3 ể  D4 ễ  D5 ế  D6 ệ  D7 ì  D8 ỉ  DC ĩ  DD í  DE ị
DF ò  E1 ỏ  E2 õ  E3 ó  E4 ọ  E5 ồ  E6 ổ  E7 ỗ  E8 ố  E9 ộ  EA ờ  EB ở  EC ỡ  ED ớ  EE ợ
EF ù  F1 ủ  F2 ũ  F3 ú  F4 ụ  F5 ừ  F6 ử  F7 ữ  F8 ứ  F9 ự  FA ỳ  FB ỷ  FC ỹ  FD ý  FE ỵ
"""
TCVN3 = {letter: chr(int(code, 16)) for code, letter in re.findall(r"(\w\w) (\w)", _STANDARD)}

ACUTE, GRAVE, HOOK, TILDE, DOT = TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI_MARKS = {
    "": dict(zip(TONES, "ùøûõï", strict=True)),
    "\u0302": dict(zip(("", *TONES), "âáàåãä", strict=True)),
    "\u0306": dict(zip(("", *TONES), "êéèúüë", strict=True)),
}
_VNI_ALONE = dict(zip("đíìỉĩịỵ", "ñíìæóòî", strict=True))

LETTERS = tuple(
    letter
    for small in (
        *(unicodedata.normalize("NFC", v + t) for v, t in product("aăâeêioôơuưy", ("", *TONES))),
        "đ",
    )
    for letter in (small, small.upper())
    if not letter.isascii()
)


def to_tcvn3(text: str) -> str:
    """As in fonts .VnTime and, for capitals with a tone, .VnTimeH."""
    return "".join(TCVN3.get(c) or TCVN3.get(c.lower(), c) for c in text)


def to_vni(text: str) -> str:
    """As in fonts VNI-Times."""
    return "".join(map(_vni, text))


def _vni(letter: str) -> str:
    if letter.isupper():
        return _vni(letter.lower()).upper()
    if letter in _VNI_ALONE:
        return _VNI_ALONE[letter]
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in TONES)
    if "\u031b" in marks:  # the horn
        return {"o": "ô", "u": "ö"}[base] + (_VNI_MARKS[""][tone] if tone else "")
    shape = "".join(mark for mark in marks if mark not in TONES)
    return base + _VNI_MARKS[shape][tone] if marks else letter


def misread(text: str, code_page: str = "cp1252") -> str:
    """UTF-8 taken for that code page; bytes it does not know become control characters."""
    read = (bytes([b]).decode(code_page, "ignore") or chr(b) for b in text.encode())
    return "".join(read)


def through_cp1258(text: str) -> str:
    """Bytes of an old font in a .csv, read as the Vietnamese code page of Windows."""
    return text.encode("latin-1").decode("cp1258")


def saved_as_ansi(text: str) -> str:
    """What is left when Excel saves plain CSV on a computer without Vietnamese."""
    kept = text.translate(str.maketrans("ăđĐươƯƠ", "adÐuoUO"))
    return kept.encode("cp1252", "replace").decode("cp1252")


def book_with(content: bytes, change: Callable[[str], str]) -> bytes:
    """The workbook with every text changed."""
    workbook = load_workbook(BytesIO(content), data_only=True)
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, str):
                cell.value = change(cell.value)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
