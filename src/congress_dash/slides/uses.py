"""A template's layouts → which of them serves as cover, chart, table, …; and what is said of it.

A layout is known by its name (Vietnamese, English, as PowerPoint itself writes them in both), else
by the kind PowerPoint notes in the file in every language, else by its placeholders. Where nothing
fits, another use's layout stands in, and a sentence says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as Holder

from congress_dash.vietnamese import fold

TITLES = (Holder.TITLE, Holder.CENTER_TITLE)
CHROME = (Holder.DATE, Holder.FOOTER, Holder.SLIDE_NUMBER)
CONTENT = (Holder.CHART, Holder.TABLE, Holder.OBJECT)
SOURCES = ("nguon", "source")
_NUMBERED = re.compile(r"^\d+ | \d+$")  # "1_Title Slide", "Title Slide 2"


class Use(StrEnum):
    """What a slide is for."""

    COVER = "cover"
    SECTION = "section"
    CHART = "chart"
    TABLE = "table"
    LIST = "list"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Wish:
    """How the layout of a use is known: names, PowerPoint's kinds, what it holds; else `instead`."""

    label: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    fits: Callable[[list[Any]], bool]
    instead: tuple[Use, ...]


def _words(held: list[Any]) -> list[Any]:
    """What is neither title nor foot."""
    return [kind for kind in held if kind not in (*TITLES, *CHROME)]


def _is_bare(held: list[Any]) -> bool:
    return Holder.TITLE in held and not _words(held)


def _is_list(held: list[Any]) -> bool:
    words = _words(held)
    return Holder.TITLE in held and len(words) == 1 and words[0] in (Holder.BODY, Holder.OBJECT)


_PLAIN = ("Chỉ Tiêu đề", "Chỉ có tiêu đề", "Title Only", "Tiêu đề và Nội dung",
          "Title and Content", "Nội dung", "Content")  # fmt: skip
WISHES = {
    Use.COVER: Wish(
        "Trang bìa",
        ("Trang bìa", "Bìa", "Bản chiếu Tiêu đề", "Trang chiếu Tiêu đề", "Trang tiêu đề",
         "Title Slide", "Cover"),
        ("title",), lambda held: Holder.CENTER_TITLE in held, (Use.SECTION, Use.CHART),
    ),
    Use.SECTION: Wish(
        "Mục",
        ("Mục", "Phần", "Đầu trang của Phần", "Đầu mục", "Section Header", "Section", "Divider"),
        ("secHead",), lambda held: False, (Use.COVER, Use.CHART),
    ),
    Use.CHART: Wish(
        "Biểu đồ", ("Biểu đồ", "Chart", *_PLAIN),
        ("chart", "titleOnly", "obj", "tx"), _is_bare, (Use.TABLE, Use.LIST),
    ),
    Use.TABLE: Wish(
        "Bảng", ("Bảng", "Bảng biểu", "Table", *_PLAIN),
        ("tbl", "titleOnly", "obj", "tx"), _is_bare, (Use.CHART, Use.LIST),
    ),
    Use.LIST: Wish(
        "Danh sách",
        ("Danh sách", "List", "Bullets", "Tiêu đề và Nội dung", "Title and Content", "Nội dung"),
        ("obj", "tx"), _is_list, (Use.CHART,),
    ),
    Use.CLOSING: Wish(
        "Kết thúc",
        ("Kết thúc", "Trang cuối", "Cảm ơn", "Closing", "End", "Thank You", "Đầu trang của Phần",
         "Section Header"),
        ("secHead", "title"), lambda held: False, (Use.SECTION, Use.COVER),
    ),
}  # fmt: skip


def chosen(layouts: Sequence[Any]) -> tuple[dict[Use, Any], tuple[str, ...]]:
    """A layout for every use, and a sentence for each that another one stands in for."""
    own = {use: found for use in Use if (found := _own(use, layouts)) is not None}
    picked, remarks = dict(own), []
    for use in Use:
        if use not in own:
            picked[use] = next((own[o] for o in WISHES[use].instead if o in own), _any(layouts))
            remarks.append(
                f"Mẫu không có bố cục “{WISHES[use].label}”; dùng bố cục “{picked[use].name}”."
            )
    return picked, tuple(remarks)


def _own(use: Use, layouts: Sequence[Any]) -> Any:
    wish = WISHES[use]
    named = {_NUMBERED.sub("", fold(layout.name)): layout for layout in reversed(layouts)}
    for name in map(fold, wish.names):
        if name in named:
            return named[name]
    for kind in wish.kinds:
        for layout in layouts:
            if layout.element.get("type") == kind:
                return layout
    fitting = [layout for layout in layouts if wish.fits(held(layout))]
    return min(fitting, key=lambda layout: len(held(layout)), default=None)


def _any(layouts: Sequence[Any]) -> Any:
    """The layout with a title and the fewest other placeholders, else the first."""
    titled = [layout for layout in layouts if set(TITLES) & set(held(layout))]
    return min(titled, key=lambda layout: len(_words(held(layout))), default=layouts[0])


def held(layout: Any) -> list[Any]:
    """The kinds of its placeholders: title, footer, chart, …"""
    return [kind_of(placeholder) for placeholder in layout.placeholders]


def kind_of(placeholder: Any) -> Any:
    return placeholder.placeholder_format.type


def is_source(placeholder: Any) -> bool:
    """Whether the source line goes here: a box of words that a person named so."""
    return fold(placeholder.name).startswith(SOURCES) and kind_of(placeholder) == Holder.BODY
