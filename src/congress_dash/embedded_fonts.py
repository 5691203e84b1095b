"""The font files of the pages in, one stylesheet that holds them whole out: a picture takes it along."""

from __future__ import annotations

import base64
import tomllib
from functools import cache

from congress_dash import settings

_WEIGHTS = (400, 700)  # what figures and their titles are written in


@cache
def css() -> str:
    """`@font-face` rules for every letter of Vietnamese, each with its file as a `data:` address."""
    config = tomllib.loads((settings.home() / ".streamlit" / "config.toml").read_text("utf-8"))
    faces = config["theme"]["fontFaces"]
    return "".join(_rule(**face) for face in faces if face["weight"] in _WEIGHTS)


def _rule(*, family: str, url: str, weight: int, unicodeRange: str) -> str:
    file = settings.home() / "static" / url.removeprefix("app/static/")
    held = base64.b64encode(file.read_bytes()).decode()
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};unicode-range:{unicodeRange};"
        f"src:url(data:font/woff2;base64,{held}) format('woff2')}}"
    )
