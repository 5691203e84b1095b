"""A number in, a damaged workbook out, the same one for the same number: any sample of any kind with its
bytes or the XML of its parts changed."""

from __future__ import annotations

import random
import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from congress_dash import opening
from other_kinds import as_csv, as_xlsb, zipped

_SAMPLES = Path(__file__).parents[1] / "data" / "samples"
_FILES = Path(__file__).with_name("files")
_NASTY = (
    *("", "0", "-1", "1048577", "4294967296", "99999999999999999999", "1e308", "-1e999", "NaN"),
    *("2958466", "1e-320", "A1", "XFD1048576", "A1:XFD1048576", "#REF!", "&#0;", "&amp;", "\u202e"),
    *(
        "=1+1",
        "ngày 31/02/2020",
        "0/0/0",
        "x" * 40_000,
        "\ud7ff",
        "]]>",
        "<",
        '"',
        "rId1",
        "e",
        "s",
    ),
)


@cache
def sound() -> tuple[bytes, ...]:
    """Every sample, and the same as kinds that other programs write."""
    samples = sorted(_SAMPLES.glob("*.xlsx"))
    read = [opening.sheets(path.read_bytes()) for path in samples]
    return (
        *(path.read_bytes() for path in samples),
        *(path.read_bytes() for path in sorted(_FILES.iterdir()) if path.suffix != ".md"),
        *(as_xlsb(sheets) for sheets in read),
        *(as_csv(sheets[0]) for sheets in read),
        *(as_csv(sheets[0], ",", "utf-16") for sheets in read),
    )


def damaged(number: int) -> bytes:
    chance = random.Random(number)
    content = chance.choice(sound())
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _with_damaged_parts(content, chance)
    return _bytes(content, chance)


def _with_damaged_parts(content: bytes, chance: random.Random) -> bytes:
    """The package whole, some of its parts not."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    for name in chance.sample(sorted(parts), min(chance.choice((1, 1, 1, 2, 5)), len(parts))):
        body = parts[name]
        assert isinstance(body, bytes)
        change = chance.choice((_values, _values, _values, _elements, _bytes))
        parts[name] = change(body, chance)
    if chance.random() < 0.05:
        del parts[chance.choice(sorted(parts))]
    return zipped(parts)


def _bytes(content: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, a stretch left out, doubled or moved, the end cut off."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 5, 30))):
        at = chance.randrange(len(changed) + 1)
        stretch = slice(at, at + chance.choice((1, 2, 8, 512, 4096)))
        match chance.randrange(6):
            case 0 | 1:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 2:
                changed[stretch] = chance.choice((b"\xff", b"\x00")) * len(changed[stretch])
            case 3:
                del changed[stretch]
            case 4:
                changed[at:at] = changed[stretch]
            case _ if chance.random() < 0.2:
                del changed[at:]
    return bytes(changed)


def _values(body: bytes, chance: random.Random) -> bytes:
    """Attributes, numbers and texts of an XML replaced by nasty ones."""
    places = list(re.finditer(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)', body))
    for place in sorted(chance.sample(places, min(len(places), chance.choice((1, 3, 20)))),
                        key=lambda found: -found.start()):  # fmt: skip
        new = chance.choice(_NASTY).encode()
        body = body[: place.start()] + new + body[place.end() :]
    return body


def _elements(body: bytes, chance: random.Random) -> bytes:
    """Elements doubled, taken out or put elsewhere."""
    for _ in range(chance.choice((1, 3, 10))):
        places = list(re.finditer(rb"<(\w[\w:]*)\b[^<>]*(?:/>|>[^<>]*</\1>)", body))
        if not places:
            return body
        one, other = chance.choice(places), chance.choice(places)
        match chance.randrange(3):
            case 0:
                body = body[: one.start()] + body[one.end() :]
            case 1:
                body = body[: other.start()] + one[0] * 50 + body[other.start() :]
            case _:
                body = body[: one.start()] + other[0] + body[one.end() :]
    return body
