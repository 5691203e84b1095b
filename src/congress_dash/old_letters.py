"""Text typed in an old Vietnamese font, or read with the wrong code page, in; Unicode out.

One cell at a time and without doubt: whether a column is written so is for `encodings` to say.
The tables: TCVN 5712:1993 VN3 (fonts .Vn…) and VNI for Windows (fonts VNI-…).
"""

from __future__ import annotations

import re
from functools import lru_cache

# TCVN3: one byte a letter. Capitals with a tone come from the fonts whose name ends in H.
_TCVN3 = dict(
    zip(
        b"\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae"
        b"\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb"
        b"\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde"
        b"\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee"
        b"\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI: a vowel and its mark as two letters, a few letters of their own.
_VNI_VOWELS = {
    ("a", "ùøûõï"): "áàảãạ", ("a", "âáàåãä"): "âấầẩẫậ", ("a", "êéèúüë"): "ăắằẳẵặ",
    ("e", "ùøûõï"): "éèẻẽẹ", ("e", "âáàåãä"): "êếềểễệ",
    ("o", "ùøûõï"): "óòỏõọ", ("o", "âáàåãä"): "ôốồổỗộ", ("ô", "ùøûõï"): "ớờởỡợ",
    ("u", "ùøûõï"): "úùủũụ", ("ö", "ùøûõï"): "ứừửữự", ("y", "ùøûõ"): "ýỳỷỹ",
}  # fmt: skip
_VNI_ALONE = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))


def _vni() -> dict[str, str]:
    small = {v + m: c for (v, ms), cs in _VNI_VOWELS.items() for m, c in zip(ms, cs, strict=True)}
    small |= _VNI_ALONE
    capital = {typed.upper(): letter.upper() for typed, letter in small.items()}
    mixed = {typed[0].upper() + typed[1:]: letter.upper() for typed, letter in small.items()}
    return small | mixed | capital


_VNI = _vni()
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def _readings(code_page: str) -> dict[int, str]:
    """The characters of the bytes from 80 on; undefined ones are control characters."""
    bytes_ = (bytes([code]) for code in range(0x80, 0x100))
    return {b[0]: b.decode(code_page, "ignore") or chr(b[0]) for b in bytes_}


_CP1252 = _readings("cp1252")
_FROM_TCVN3 = str.maketrans({_CP1252[code]: letter for code, letter in _TCVN3.items()})
_CP1258_AS_CP1252 = str.maketrans(
    {char: _CP1252[code] for code, char in _readings("cp1258").items() if char != _CP1252[code]}
)
_CONTROLS = {chr(code): code for code in range(0x80, 0xA0)}
_BYTE = _CONTROLS | {char: code for code, char in _CP1252.items()} | {"Ă": 0xC3}  # by Windows-1258
_ONLY_UNICODE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u0300-\u036f\u1ea0-\u1ef9]")
_COMPOSED = re.compile("[\u1ea0-\u1ef9]")


def from_tcvn3(text: str) -> str:
    """`§¶ng bé` → `Đảng bộ`; a text that has letters only Unicode has is left as it is."""
    return text if _ONLY_UNICODE.search(text) else text.translate(_FROM_TCVN3)


def from_vni(text: str) -> str:
    """`Ñaûng boä` → `Đảng bộ`; a text that has letters only Unicode has is left as it is."""
    if _ONLY_UNICODE.search(text):
        return text
    return _VNI_LETTER.sub(lambda found: _VNI[found[0]], text)


def as_cp1252(text: str) -> str:
    """Text whose bytes were taken for Windows-1258, as Windows-1252 would have shown them."""
    return text if _COMPOSED.search(text) else text.translate(_CP1258_AS_CP1252)


# --- UTF-8 read as Windows-1252 or 1258 ------------------------------------------------------------------


def _class(first: int, last: int) -> str:
    return "[" + "".join(re.escape(c) for c, code in _BYTE.items() if first <= code <= last) + "]"


_MISREAD = re.compile(
    f"{_class(0xC2, 0xDF)}{_class(0x80, 0xBF)}|{_class(0xE0, 0xEF)}{_class(0x80, 0xBF)}{{2}}"
)
_LETTERS = re.compile("[\u00a0-\u024f\u0300-\u036f\u1ea0-\u1ef9]")  # Latin ones and their marks
_TIDIED_AWAY = re.compile("([a-zß-öø-ỹ])[ÃĂ] ")  # à: its second byte was a no-break space
_TIMES = 3  # a file may have been opened and saved wrongly more than once


def from_misread_utf8(text: str) -> str:
    """`Ä\\x90Ã£ tá»• chá»©c` → `Đã tổ chức`, also where that happened twice."""
    for _ in range(_TIMES):
        repaired = _MISREAD.sub(lambda found: _decoded(found[0]), text)
        repaired = _TIDIED_AWAY.sub(r"\1à", repaired)
        if repaired == text:
            break
        text = repaired
    return text


@lru_cache(maxsize=4096)
def _decoded(letters: str) -> str:
    try:
        read = bytes(_BYTE[char] for char in letters).decode()
    except UnicodeDecodeError:
        return letters
    return read if read in _BYTE or _LETTERS.match(read) else letters
