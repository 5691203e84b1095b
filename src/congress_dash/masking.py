"""A cell's text in, the same text without names of persons out (`đ/c …`). Pure.

A name is what stands after `đ/c`, `đồng chí` or a rank and is no role; a family name with the
words after it; an e-mail address, a telephone or identity number, a birth date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import filterfalse

from congress_dash.persons import (
    BARE_SURE,
    GONE,
    families,
    folded_families,
    is_public,
    name_at,
)
from congress_dash.reference import roles
from congress_dash.vietnamese import fold

Mask = Callable[[str], str]
Stretch = tuple[int, int]

_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_CAPITAL = rf"[{_UPPER}][^\W\d_]*"
_RUN = re.compile(rf"(?<![^\W_]){_CAPITAL}(?:[ \u00a0]+{_CAPITAL})*")
_CALLED = re.compile(
    r"(?<![^\W_])(?:(?P<all>các|những|\d+)\s+)?"
    r"(?:(?:đ\s?/\s?c(?:hí)?|đ\.\s?c|d/c|đồng chí|dong chi|"
    r"(?:thiếu|thượng|đại|trung)\s+(?:tướng|tá|úy|uý))|(?P<weak>ông|bà|anh|chị))(?![^\W_])[ :.]*",
    re.I,
)
_ROLE = re.compile(
    r"(bi thu|pho|truong|giam doc|uy vien|uv|thuong (truc|vu|truong)|chu (tich|nhiem|tri)|chanh|"
    r"doi|cuc|chi (bo|uy|huy|doan|cuc)|dang (uy|vien|bo)|thu (truong|ky|tuong)|lanh dao|"
    r"chinh (uy|tri)|to (truong|cong|pho)|bt|pbt|btv|bch|can bo|ban|cong an|phong|trung "
    r"(tam|ta|uy|doi|doan|uong)|dai (dien|bieu|ta|uy|doi|tuong|hoi)|thanh (vien|tra|uy)|"
    r"doan (vien|the|cong|dai)|hoi dong|vien (truong|pho|kiem)|van phong|kiem (tra|sat)|cap uy|"
    r"nguyen (bi|pho|uy|truong|lanh|la)|thieu (tuong|ta|uy)|thuong (tuong|ta|uy)|quyen|phu trach|"
    r"bo (truong|chinh)|tong|tinh uy|huyen uy|nu|nam|dv|cb|cbcs)\b"
)
_NEXT = re.compile(rf"\s*(?:[,;&+]|và|cùng|[-–])\s*(?=[{_UPPER}])")
_PLACES = (
    "đường phố phường xã trấn huyện quận tỉnh trường thpt thcs học viện khu ngõ làng thôn bản "
    "tàng đài cầu chợ tên mang thưởng đảo hiệu giải tâm trại động hồ sông núi vườn xóm ấp"
)
_PLACE = frozenset(_PLACES.split())
_NUMBERS = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d/.,-])0[35789](?:[ .]?\d){8}(?![\d/])|"
    r"(?<![\d/.,-])0\d{11}(?!\d)|(?<=sinh năm )\d{4}|(?<=sinh ngày )[\d/.-]+|"
    # votes: shares or fractions of them, not papers that are sent and come back
    r"(?<![\d/.,])\d+(?:[.,]\d+)?\s*(?:%|/\s*\d+)"
    r"(?=\s*(?:số\s+)?(?:[pP]hiếu|PHIẾU)\b(?!\s*(?:góp|xin|lấy|khảo|gửi|nhận|công văn)))"
)
_RANK = (
    re.compile(r"\b(?:[tT]hiếu|[tT]hượng|[đĐ]ại|[tT]rung)(?:\s|$)"),
    re.compile(r"\b(?:tướng|tá|úy|uý)"),
)
_STOP = re.compile(r"[,;\n(]")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s“\"]+\Z")
_ALIKE = str.maketrans("246", "111") | str.maketrans(
    "5789", "3333"
)  # digits that no rule tells apart: codes are many
_FAR = 300  # letters behind a role in which its name begins
_NEAR = 40  # letters in which the word before a name stands
_LONGEST = 5  # words of one name


def may_name(texts: Iterable[str]) -> bool:
    """Whether any of these texts could name a person; cheap enough for a whole column at once."""
    together = unicodedata.normalize("NFC", "\n".join(texts))
    different = set(together.split())  # far fewer than the texts have, but for codes
    codes = " ".join(filter(str.isascii, different)).translate(_ALIKE).split()
    words = " ".join({*codes, *filterfalse(str.isascii, different)})
    is_hinted = _hint_of_word().search(words) or all(r.search(words) for r in _RANK)
    return bool(is_hinted and _hint().search(together))


@lru_cache
def _hint_of_word() -> re.Pattern[str]:
    """Finds something in the words of every text in which `_hint` finds something but a rank."""
    first = {name.split()[0] for name in (*families()[1], *BARE_SURE)}
    names = "|".join(sorted({*map(str.capitalize, first), *map(str.upper, first)}))
    return re.compile(
        rf"\b(?:0[35789]|\d{{9}}|[đĐdD][/.]|[pP]hiếu|PHIẾU|(?:{names}|[Ss]inh|[đĐdD]|[đdĐD][ồoỒO]ng|ĐỒNG|[ôÔ]ng|[bB]à|"
        r"[aA]nh|[cC]hị)(?:\s|$))|@"
    )


@lru_cache
def _hint() -> re.Pattern[str]:
    sure = "|".join(sorted(name.capitalize() for name in families()[1]))
    upper = "|".join(sorted(name.upper() for name in families()[1]))
    first = "".join(sorted({name[0].upper() for name in families()[1]}))
    bare = "|".join(sorted(name.capitalize() for name in BARE_SURE))
    return re.compile(
        rf"\b(?:(?=[{first}])(?:{sure}|{upper}|{bare})\s|0[35789]\d?[ .]|\d{{9}}|[Ss]inh n|[đĐdD]\s?[/.]\s?[cC]|"
        r"[đdĐD][ồoỒO]ng [cC]h|ĐỒNG CHÍ|[pP]hiếu|PHIẾU|[ôÔ]ng |[bB]à |[aA]nh |[cC]hị |"
        r"(?:[tT]hiếu|[tT]hượng|[đĐ]ại|[tT]rung) (?:tướng|tá|úy|uý))|@"
    )


def masked(text: str) -> str:
    """The text without names of persons, the very same where it has none."""
    return _without(text, (_called, _named, _numbers))


def masked_calls(text: str) -> str:
    """The same in cells that name places and organisations: only what follows `đ/c` or a rank."""
    return _without(text, (_called, _numbers))


def _without(text: str, rules: Iterable[Callable[[str], Iterator[Stretch]]]) -> str:
    composed = unicodedata.normalize("NFC", text)
    if not _hint().search(composed):
        return text
    gone = sorted(stretch for rule in rules for stretch in rule(composed))
    if not gone:
        return text
    out, at = "", 0
    for start, end in gone:
        if start >= at:
            out += composed[at:start] + GONE
        at = max(at, end)
    return re.sub(rf"{GONE}(?:\s*{GONE})+", GONE, out + composed[at:])


# --- after đ/c -----------------------------------------------------------------------------------


def _called(text: str) -> Iterator[Stretch]:
    for call in _CALLED.finditer(text):
        run = _RUN.match(text, call.end())
        if run is None:
            continue
        words = run[0].split()
        if _ROLE.match(fold(text[call.end() : call.end() + 30])):
            run = _family_run(text, call.end())
        elif call["weak"] or call[0].isupper():
            run = run if len(words) > 1 and words[0].lower() in families()[0] else None
        elif _is_short_form(words) or is_public(words):
            run = None
        if run is not None:
            yield from _listed(text, _cut(text, run), is_list=bool(call["all"]))


def _family_run(text: str, start: int) -> re.Match[str] | None:
    """The name behind a role: `Bí thư Đảng ủy X Y`, before the next comma."""
    stop = _STOP.search(text, start, start + _FAR)
    end = stop.start() if stop else min(start + _FAR, len(text))
    for run in _RUN.finditer(text, start, end):
        words = run[0].split()
        if len(words) > 1 and words[0].lower() in families()[1] and not _is_place(text, run):
            return run
    return None


def _listed(text: str, first: Stretch, *, is_list: bool) -> Iterator[Stretch]:
    """A name and those told after it: `các đ/c X, Y và Z`."""
    stretch: Stretch | None = first
    while stretch:
        yield stretch
        after = _NEXT.match(text, stretch[1])
        run = _RUN.match(text, after.end()) if after else None
        stretch = _cut(text, run) if run and _is_further(text, run, is_list) else None


def _is_further(text: str, run: re.Match[str], is_list: bool) -> bool:
    words = run[0].split()
    if _ROLE.match(fold(text[run.start() : run.start() + 30])) or _is_short_form(words):
        return False
    return is_list or (len(words) > 1 and words[0].lower() in families()[0])


def _cut(text: str, run: re.Match[str]) -> Stretch:
    words = list(re.finditer(r"\S+", run[0]))[:_LONGEST]
    return run.start(), run.start() + words[-1].end()


def _is_short_form(words: list[str]) -> bool:
    """`PCT`, `UBKT`: no name."""
    return len(words) == 1 and 1 < len(words[0]) <= 6 and words[0].isupper()


# --- names by themselves -------------------------------------------------------------------------


def _named(text: str) -> Iterator[Stretch]:
    """Three words and more from a family name on, unless a place is called so."""
    if whole := name_at(text, 3):
        yield whole
    for run in _RUN.finditer(text):
        words = list(re.finditer(r"\S+", run[0]))
        for at, word in enumerate(words):
            told = [each[0] for each in words[at : at + _LONGEST]]
            if not (len(told) > 2 and _is_family(told) and _may_begin(text, run, words[:at])):
                continue
            if not is_public(told):
                last = words[min(at + 4, len(words)) - 1]
                yield run.start() + word.start(), run.start() + last.end()
            break


def _is_family(words: list[str]) -> bool:
    if all(len(word) > 1 and word.isupper() for word in words):
        return False  # titles are written so
    if [w.lower() for w in words[:2]] == ["phạm", "vi"]:
        return False
    if "".join(words).isascii():
        ordinary = fold(words[0]) not in BARE_SURE
        return not ordinary or (fold(words[0]) in folded_families() and words[1] in {"Van", "Thi"})
    lower = words[0].lower()
    return lower in families()[1] or (lower in families()[0] and words[1] in {"Văn", "Thị"})


def _may_begin(text: str, run: re.Match[str], before: list[re.Match[str]]) -> bool:
    if before:  # `UV BTV`, then the name
        last = before[-1][0]
        return last.isupper() and len(last) > 1 and last.lower() not in _PLACE
    return not _is_place(text, run)


def _is_place(text: str, run: re.Match[str]) -> bool:
    before = _WORD_BEFORE.search(text, max(0, run.start() - _NEAR), run.start())
    return bool(before and before[1].lower() in _PLACE)


def _numbers(text: str) -> Iterator[Stretch]:
    for found in _NUMBERS.finditer(text):
        yield found.span()


# --- teams ---------------------------------------------------------------------------------------

_OF_TEAMS = (
    "ủy uỷ viên uv btv uvbtv ubkt bch ban thường vụ chấp hành tổ công tác số đoàn kiểm tra giám sát "
    "và cùng với các đồng chí đ d c đc dc đảng bộ chi tỉnh trưởng phó thành hướng dẫn bí thư cấp "
    "toàn thể tham mưu giúp việc văn phòng i ii iii iv v vi vii viii ix x liên ngành phụ trách an "
    "giám đốc trực ct tct"
)
_TEAM_WORDS = frozenset(_OF_TEAMS.split())
_BARE_TEAM_WORDS = frozenset(map(fold, _TEAM_WORDS))
_PIECE = re.compile(r"[^\W_]+")


def masked_team(text: str) -> str:
    """A cell that names a team: what is no word of a team goes; numbers and `BTV` stay."""
    composed = unicodedata.normalize("NFC", masked(text))
    known = _BARE_TEAM_WORDS if composed.isascii() else _TEAM_WORDS
    out = _PIECE.sub(lambda found: found[0] if _is_of_team(found[0], known) else GONE, composed)
    if out == unicodedata.normalize("NFC", text):
        return text
    return re.sub(rf"{GONE}(?:[\s.]*{GONE})+", GONE, out)


def _is_of_team(word: str, known: frozenset[str]) -> bool:
    return not word[0].isupper() or any(c.isdigit() for c in word) or word.lower() in known


# --- roles ---------------------------------------------------------------------------------------


def masked_roles(text: str) -> str:
    """A cell that tells by role who attends: words of no known role go, whatever they are."""
    composed = unicodedata.normalize("NFC", masked(text))
    out, at = "", 0
    for piece in roles.pieces(composed):
        if piece.role is None:
            out += composed[at : piece.start] + GONE
            at = piece.end
    out += composed[at:]
    if out == unicodedata.normalize("NFC", text):
        return text
    return re.sub(rf"{GONE}(?:[\s.,\-]*{GONE})+", GONE, out)
