"""Sheets in; the same sheets in Unicode out, with what was converted, or a refusal.

Only this room knows by what a column gives itself away: its font, and how Vietnamese it reads
before and after. Decided per column, and for columns of a few words per sheet or file; never per
cell, for `bé` may be a word and may be `bộ` (domain.md §4.3, 17 to 19).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from congress_dash.errors import Refused
from congress_dash.old_letters import as_cp1252, from_misread_utf8, from_tcvn3, from_vni
from congress_dash.records import Decision, Sheet, address
from congress_dash.syllables import has_vowel, is_syllable, lost_letters

# What no well-read Vietnamese is written with; text without any of it is left alone at once.
_STRANGE = re.compile("[\u0080-\u009f¡-¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ\u0300-\u036f₫]")
_LOST = re.compile(r"[^\W\d_]\?|\?[^\W\d_]|\ufffd")
_WORD = re.compile(r"[^ \t\r\n,;:()\[\]/\"\-.+0-9]+")
_COMPOSED = re.compile("[ăđĩũơưẠ-ỹ]")
_SAMPLE = 2_000  # texts of a column that are judged; all of them are converted
_MOST_WORDS = 300  # of a column; more of a sheet
_MOST_COLUMNS = 200  # that are judged one by one; the rest go by their sheet
_ENOUGH = 3  # different words that must turn Vietnamese before a column speaks for itself


@dataclass(frozen=True, slots=True)
class _Code:
    """A way text may have been garbled. `own`: letters that it writes as Unicode does; `spares`:
    healthy words come to no harm."""

    decode: Callable[[str], str]
    own: str = ""
    why: str = "old_encoding"
    spares: bool = False


def _by_cp1258(decode: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: decode(as_cp1252(text))


def _capitals(text: str) -> str:
    decoded = from_tcvn3(text)
    return decoded if decoded == text else decoded.upper()


_TCVN3, _VNI = _Code(from_tcvn3, "ý"), _Code(from_vni, "íìÍÌ")
_TCVN3_CAPITALS = _Code(_capitals, "ý")
_CODES = (
    _Code(from_misread_utf8, why="mojibake", spares=True),
    _TCVN3,
    _VNI,
    _Code(_by_cp1258(from_tcvn3), "ý"),
    _Code(_by_cp1258(from_vni), "íìÍÌ"),
)


def converted(sheets: list[Sheet], wanted: str | None = None) -> tuple[list[Sheet], list[Decision]]:
    """The sheets in Unicode, and a decision per column that was not.

    `Refused` (`lost_letters`) when a sheet to be read (the wanted one, or all that can be seen)
    was saved in a way that lost its letters.
    """
    columns = [_columns(sheet) for sheet in sheets]
    for sheet, each in zip(sheets, columns, strict=True):
        if sheet.name == wanted or (wanted is None and sheet.visible):
            _refuse_lost(sheet, each)
    if not any(map(_may_be_old, sheets, columns)):
        return sheets, []
    verdicts = _verdicts(sheets, columns)
    pairs = [_rewritten(*each) for each in zip(sheets, columns, verdicts, strict=True)]
    return [sheet for sheet, _ in pairs], [made for _, each in pairs for made in each]


def _may_be_old(sheet: Sheet, columns: Mapping[int, list[str]]) -> bool:
    if any(_of_font(font) for font in sheet.fonts.values()):
        return True
    return any(_STRANGE.search("\n".join(texts)) for texts in columns.values())


def _columns(sheet: Sheet) -> dict[int, list[str]]:
    """The different texts of each column that has any, in the order they stand."""
    texts = {
        at: [v for v in column if v.__class__ is str] for at, column in enumerate(sheet.values)
    }
    return {at: found for at, found in texts.items() if found}


# --- which code ----------------------------------------------------------------------------------

_Verdicts = dict[int, tuple[_Code, bool]]  # per column; True: pasted into a sheet written otherwise


_Words = tuple[str, ...]


def _words(texts: list[str]) -> _Words:
    """The different words with other than plain letters, of a sample of the texts."""
    sample = [*islice((t for t in texts if _STRANGE.search(t)), _SAMPLE), *texts[:_SAMPLE]]
    return _distinct(_WORD.findall("\n".join(sample)), _MOST_WORDS)


def _distinct(words: Iterable[str], most: int) -> _Words:
    return tuple(islice(dict.fromkeys(word for word in words if not word.isascii()), most))


def _verdicts(sheets: list[Sheet], columns: list[dict[int, list[str]]]) -> list[_Verdicts]:
    words = [{at: _words(texts) for at, texts in each.items()} for each in columns]
    of_file = _verdict(_together(w for each in words for w in each.values()), None)
    found = []
    for sheet, each in zip(sheets, words, strict=True):
        of_sheet = _verdict(_together(each.values()), of_file)
        fonts = _trusted(sheet.fonts, each)
        told = {
            at: _verdict(each[at], fonts.get(at, of_sheet)) for at in islice(each, _MOST_COLUMNS)
        }
        told |= dict.fromkeys(islice(each, _MOST_COLUMNS, None), of_sheet)
        found.append({at: (code, of_sheet is None) for at, code in told.items() if code})
    return found


def _together(words: Iterable[_Words]) -> _Words:
    return _distinct((word for each in words for word in each), 20 * _MOST_WORDS)


def _trusted(fonts: Mapping[int, str], words: Mapping[int, _Words]) -> dict[int, _Code]:
    """The code that a column's font stands for, unless what is typed in such fonts is Unicode."""
    codes = {at: code for at, font in fonts.items() if at in words and (code := _of_font(font))}
    typed = {code: _together(words[at] for at in codes if codes[at] is code) for code in
             codes.values()}  # fmt: skip
    return {at: code for at, code in codes.items() if _verdict(typed[code], code) is code}


def _of_font(name: str) -> _Code | None:
    """`.VnTime` → TCVN3, `.VnTimeH` → TCVN3 in capitals, `VNI-Times` → VNI."""
    if name.lower().startswith(".vn"):
        return _TCVN3_CAPITALS if name.endswith("H") else _TCVN3
    return _VNI if name.lower().startswith("vni") else None


def _verdict(words: _Words, otherwise: _Code | None) -> _Code | None:
    """The code that makes these words Vietnamese; where they are too few to tell, the other."""
    told = {code: _evidence(words, code) for code in _CODES}
    best = max(_CODES, key=lambda code: told[code].gain)
    if told[best].speaks(1 if best.spares else _ENOUGH):
        return otherwise if otherwise is _TCVN3_CAPITALS and best is _TCVN3 else best
    if otherwise is None or _evidence(words, otherwise).gain < 0:
        return None
    return otherwise


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How many words a code makes Vietnamese, spoils, leaves Vietnamese, and does not help."""

    gained: int = 0
    spoilt: int = 0
    both: int = 0
    neither: int = 0

    @property
    def gain(self) -> int:
        return self.gained - self.spoilt

    def speaks(self, enough: int) -> bool:
        is_clear = self.gained >= max(enough, 4 * self.spoilt)
        return is_clear and self.gained + self.both >= self.neither


def _evidence(words: _Words, code: _Code) -> _Evidence:
    gained = spoilt = both = neither = 0
    for word in words:
        decoded = code.decode(word)
        before, after = is_syllable(word), is_syllable(decoded)
        if decoded == word:
            spoilt += before and not code.spares and not set(code.own) & set(word)
        elif before and after:
            both += 1
        elif after:
            gained += 1
        elif before:
            spoilt += 1
        else:
            neither += has_vowel(decoded)
    return _Evidence(gained, spoilt, both, neither)


# --- what is written instead ---------------------------------------------------------------------


def _rewritten(
    sheet: Sheet, columns: Mapping[int, list[str]], codes: _Verdicts
) -> tuple[Sheet, list[Decision]]:
    rows = [list(row) for row in sheet.rows] if codes else sheet.rows
    made = []
    for at, (code, is_pasted) in codes.items():
        instead = {text: code.decode(text) for text in columns[at]}
        changed = [
            (number, text)
            for number, row in enumerate(rows)
            if at < len(row) and isinstance(text := row[at], str) and instead[text] != text
        ]
        if is_pasted:
            changed = changed[_heading(changed, code) :]
        for number, text in changed:
            rows[number][at] = instead[text]
        made += [Decision(sheet.name, address(number, at), text, instead[text], code.why)
                 for number, text in changed[:1]]  # fmt: skip
    return (sheet.with_rows(rows) if made else sheet), made


def _heading(cells: list[tuple[int, str]], code: _Code) -> int:
    """How many cells lead that may be Unicode as well: the heading of a column pasted below it."""
    for number, (_, text) in enumerate(cells):
        if _evidence(_words([text]), code).gain > 0:
            return number
    return 0


# --- letters lost for ever -----------------------------------------------------------------------


def _refuse_lost(sheet: Sheet, columns: Mapping[int, list[str]]) -> None:
    """`Refused` when more words lost letters than kept those that are lost first."""
    asking = [text for each in columns.values() if _may_be_lost(each) for text in each]
    texts = list(islice((text for text in asking if _LOST.search(text)), _SAMPLE))
    if not texts:
        return
    lost = _lost_words("\n".join(texts))
    inside = {word for word in lost if not word.endswith("?")}
    kept = {word for each in columns.values() for word in _words(each) if _COMPOSED.search(word)}
    if len(inside) < 2 or len(lost) < _ENOUGH or len(lost) <= len(kept):
        return
    where, typed = _lost_cell(sheet, inside)
    raise Refused(
        "lost_letters",
        f"Chữ có dấu trong tệp đã bị mất khi lưu, không khôi phục được: ô {sheet.name}!{where} ghi "
        f"“{typed}”. Hãy mở tệp gốc bằng Excel, lưu thành .xlsx (hoặc chọn loại tệp CSV UTF-8) rồi "
        "gửi lại.",
    )


def _lost_words(text: str) -> set[str]:
    words = _WORD.findall(text.replace("\u00a0", " "))
    return {word for word in words if ("?" in word or "\ufffd" in word) and lost_letters(word)}


def _may_be_lost(texts: list[str]) -> bool:
    joined = "\n".join(texts)
    return "?" in joined or "\ufffd" in joined


def _lost_cell(sheet: Sheet, words: set[str]) -> tuple[str, str]:
    return next(
        (address(number, column), value)
        for number, row in enumerate(sheet.rows)
        for column, value in enumerate(row)
        if isinstance(value, str) and words & _lost_words(value)
    )
