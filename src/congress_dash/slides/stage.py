"""A layout → where title, graphic and foot stand on it, and whether its ground is dark. EMU."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as Holder
from pptx.util import Inches

from congress_dash.slides.area import Area
from congress_dash.slides.ground import is_dark
from congress_dash.slides.holders import Holders, holders
from congress_dash.slides.uses import CONTENT, TITLES, is_source, kind_of

_ABOVE = Inches(0.48)  # between title and graphic: the rule and the remark
_BELOW = Inches(0.14)
_LEAST = (0.5, 0.4)  # of the slide: a graphic on less room than this is not read
_MARGIN = (
    0.05,
    0.25,
    0.12,
)  # beside, above (with the title) and below, where a layout is of no help


@dataclass(frozen=True, slots=True)
class Stage:
    """A layout and its places; `remarks`: what it has no placeholder for, in sentences.

    title_size: points of the layout's own title. holders: the placeholders to fill.
    """

    title: Area
    title_size: int
    centred: bool
    area: Area
    foot: Area
    holders: Holders
    dark: bool
    remarks: tuple[str, ...]


def stage(layout: Any, width: int, height: int) -> Stage:
    """The places of a layout on a slide of that size; nothing of them lies outside of it."""
    slide = Area(0, 0, width, height)
    placeholders = list(layout.placeholders)
    titles = [p for p in placeholders if kind_of(p) in TITLES]
    sources = [p for p in placeholders if is_source(p)]
    feet = sources or [p for p in placeholders if kind_of(p) == Holder.FOOTER]
    numbers = [p for p in placeholders if kind_of(p) == Holder.SLIDE_NUMBER]
    title = _box(titles[0], slide) if titles else _top(slide)
    foot = _foot(slide, title, feet, numbers)
    return Stage(
        title, _size(titles), _is_centred(titles), _area(slide, title, foot, placeholders), foot,
        holders(layout, title, foot, next(iter(feet), None), next(iter(numbers), None)),
        is_dark(layout), _remarks(layout, titles, feet, numbers),
    )  # fmt: skip


def _box(placeholder: Any, slide: Area) -> Area:
    sides = (placeholder.left, placeholder.top, placeholder.width, placeholder.height)
    if None in sides:
        return _top(slide)
    inside = Area(*map(int, sides)).within(slide)
    return inside if inside.width and inside.height else _top(slide)


def _top(slide: Area) -> Area:
    """Where a title stands on a layout without one."""
    side = int(slide.width * _MARGIN[0])
    return Area(side, int(slide.height * 0.05), slide.width - 2 * side, int(slide.height * 0.15))


def _size(titles: list[Any]) -> int:
    """Points of the title: 28 where neither layout nor master says."""
    return int(next(_said(titles, "a:defRPr/@sz"), 2800)) // 100


def _is_centred(titles: list[Any]) -> bool:
    return next(_said(titles, "@algn"), "l") == "ctr"


def _said(titles: list[Any], what: str) -> Iterator[Any]:
    """What the title's own list style says of it, then its master's."""
    for found in titles[:1]:
        yield from found.element.xpath(f".//a:lstStyle/a:lvl1pPr/{what}")
        master = found.part.slide_layout.slide_master.element
        yield from master.xpath(f"./p:txStyles/p:titleStyle/a:lvl1pPr/{what}")


def _area(slide: Area, title: Area, foot: Area, placeholders: list[Any]) -> Area:
    """The largest place for contents, else all between title and foot; never too small to read."""
    boxes = [_box(p, slide) for p in placeholders
             if kind_of(p) in CONTENT or (kind_of(p) == Holder.BODY and not is_source(p))]  # fmt: skip
    body = max(boxes, key=lambda box: box.width * box.height, default=None)
    top = (body.top + _BELOW if body and body.top > title.bottom else title.bottom) + _ABOVE
    end = min(foot.top, body.bottom if body else foot.top) - _BELOW
    beside = body or title
    found = Area(beside.left, top, beside.width, max(end - top, 0)).within(slide)
    if found.width >= slide.width * _LEAST[0] and found.height >= slide.height * _LEAST[1]:
        return found
    side, above = int(slide.width * _MARGIN[0]), int(slide.height * _MARGIN[1])
    below = int(slide.height * _MARGIN[2])
    return Area(side, above, slide.width - 2 * side, slide.height - above - below)


def _foot(slide: Area, title: Area, feet: list[Any], numbers: list[Any]) -> Area:
    """The source's line: a narrow footer is widened over the day beside it, up to the number."""
    least = Inches(0.3)
    low = Area(
        title.left, int(slide.height * 0.93), title.width, max(int(slide.height * 0.05), least)
    )
    box = _box(feet[0], slide) if feet else low
    if box.top < slide.height // 2:  # at the head of the slide: the source stands at its foot
        box = low
    if box.width >= slide.width * 0.55:
        return box.within(slide)
    left, right = min(title.left, box.left), max(title.right, box.right)
    for number in numbers[:1]:
        beside = _box(number, slide)
        if beside.top < slide.height // 2:
            continue
        if beside.left + beside.width // 2 > slide.width // 2:
            right = min(right, beside.left + beside.width // 3)
        else:
            left = max(left, beside.right)
    return Area(left, box.top, right - left, box.height).within(slide)


def _remarks(
    layout: Any, titles: list[Any], feet: list[Any], numbers: list[Any]
) -> tuple[str, ...]:
    lacks = f"Bố cục “{layout.name}” của mẫu không có"
    told = (
        (titles, f"{lacks} ô tiêu đề; tiêu đề đứng ở đầu trang."),
        (feet, f"{lacks} ô chân trang; nguồn số liệu đứng trong hộp chữ ở cuối trang."),
        (numbers, f"{lacks} ô số trang; trang không đánh số."),
    )
    return tuple(sentence for there, sentence in told if not there)
