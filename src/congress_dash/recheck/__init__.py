"""A deck made earlier and the books of today → every number on it that they no longer give, and why.

The deck's slides are asked for again, of the same day and view, with all uploads known now; both are
read back by the same eyes (`slides.seen`), so that what is compared is what a person reads. Asked as
of the deck's own upload, the books tell a hand's change from their own; in between, halving tells
which uploads moved what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from congress_dash import slides, vietnamese
from congress_dash.history import Upload
from congress_dash.recheck.asked import Asked, Place, Told, told
from congress_dash.recheck.found import Difference, Recheck, Unchecked
from congress_dash.store import Store

_DAY = "ngày số liệu"
_UPLOAD = re.compile(r"lần nạp (\d+)")


def recheck(content: bytes, books: Store) -> Recheck:
    """Every difference, slide by slide. `Refused` for what is no deck of these books."""
    pages = slides.seen(content)
    uploads = books.uploads()
    newest = max((each.upload for each in uploads), default=0)
    ours = [page for page in pages if page.moment and page.key]
    if not ours:
        raise slides.refused("not_our_deck", "Không trang nào của tệp này do chương trình xuất ra.",
                      "Hãy chọn bộ trang trình chiếu đã xuất từ đây.")  # fmt: skip
    if any(page.moment and page.moment.known_at > newest for page in ours):
        raise slides.refused("other_books", "Bộ trang này theo một lần nạp mà kho số liệu này chưa có.",
                      "Hãy kiểm tra bằng đúng kho đã xuất ra nó.")  # fmt: skip
    found = [each for page in pages for each in _other_days(page)]
    unchecked = [
        _stranger(page) for page in pages if not (page.moment and page.key) and _speaks(page)
    ]
    moments = dict.fromkeys(page.moment for page in ours if page.moment)
    for moment in moments:
        of_moment = [page for page in ours if page.moment == moment]
        asked = Asked(books, moment, {page.key for page in of_moment})
        unknown = [page for page in of_moment if page.key not in asked.keys]
        unchecked += [Unchecked(p.number, p.title, f"không có biểu đồ “{p.key}”") for p in unknown]
        known = [page for page in of_moment if page.key in asked.keys]
        found += _differences(known, asked, uploads, newest)
    titles = {page.number: page.title for page in pages}
    named = (replace(each, title=titles[each.slide]) for each in found)
    rest = tuple(sorted(unchecked, key=lambda each: each.slide))
    missed = {each.slide for each in rest}
    checked = sum(page.number not in missed for page in ours)
    silent = tuple(page.number for page in pages if not page.key and not _speaks(page))
    order = tuple(sorted(named, key=lambda each: each.slide))
    return Recheck(len(pages), checked, newest, rest, order, silent)


def _other_days(page: slides.Seen) -> Iterator[Difference]:
    """Days on the cover or at the foot that are not the one the slide was made for."""
    right = vietnamese.day(page.moment.as_of) if page.moment else ""
    for shown in page.days if page.moment else ():
        if shown != right:
            yield Difference(page.number, page.key, "", _DAY, shown, right, (), (), True)


def _speaks(page: slides.Seen) -> bool:
    """Whether the slide may hold numbers: ours without any (cover, section) name no source."""
    return page.moment is None or bool(page.sources)


def _stranger(page: slides.Seen) -> Unchecked:
    why = "biểu đồ đã bị bỏ hoặc đổi tên" if page.moment else "không do chương trình xuất ra"
    return Unchecked(page.number, page.title, why)


def _differences(
    pages: Sequence[slides.Seen], asked: Asked, uploads: Sequence[Upload], newest: int
) -> Iterator[Difference]:
    made = pages[0].moment.known_at if pages and pages[0].moment else newest
    old, then, now = told(pages), asked.at(made), asked.at(newest)
    moved = [place for place in old | now if old.get(place) != now.get(place)]
    live = [u.upload for u in uploads if made < u.upload and not u.withdrawn]
    steps = dict(_steps(asked.at, made, newest, live)) if moved else {}
    back = tuple(u.upload for u in uploads if u.withdrawn and u.upload <= made)
    whole = _whole_rows(old, now) | _whole_rows(now, old)
    for place in [
        place for place in moved if place[:2] not in whole or place == _first(place, old | now)
    ]:
        by_books = old.get(place) == then.get(place)
        movers = tuple(u for u, places in sorted(steps.items()) if place in places)
        gone = () if by_books else _used(pages, place[0], back) or back
        column = "" if place[:2] in whole else place[2]
        yield Difference(
            _slide(pages, place), place[0], place[1], column, _words(place, old, whole),
            _words(place, now, whole), movers if by_books else (), gone, not by_books and not gone,
        )  # fmt: skip


def _whole_rows(one: Told, other: Told) -> set[tuple[str, str]]:
    """Chart and row of what stands in the one alone."""
    return {place[:2] for place in one} - {place[:2] for place in other}


def _first(place: Place, told: Told) -> Place:
    """The first place of the same row."""
    return next(each for each in told if each[:2] == place[:2])


def _words(place: Place, told: Told, whole: set[tuple[str, str]]) -> str | None:
    """What stands there; a row that only one side has is told as a whole."""
    if place[:2] not in whole:
        return told.get(place)
    return " · ".join(t for p, t in told.items() if p[:2] == place[:2] and t) or None


def _steps(
    at: Callable[[int], Told], low: int, high: int, live: Sequence[int]
) -> Iterator[tuple[int, set[Place]]]:
    """Each upload after `low` up to `high` that moved something, and the places; by halving."""
    between = [upload for upload in live if low < upload <= high]
    before, after = at(low), at(high)
    places = {place for place in before | after if before.get(place) != after.get(place)}
    if not places or not between:
        return
    if len(between) == 1:
        yield between[0], places
        return
    middle = between[len(between) // 2 - 1]
    yield from _steps(at, low, middle, between)
    yield from _steps(at, middle, high, between)


def _used(pages: Sequence[slides.Seen], key: str, back: tuple[int, ...]) -> tuple[int, ...]:
    """Those of the withdrawn uploads that the chart's slides name as their source."""
    named = {int(n) for page in pages if page.key == key for n in _UPLOAD.findall(page.sources)}
    return tuple(upload for upload in back if upload in named)


def _slide(pages: Sequence[slides.Seen], place: Place) -> int:
    """The slide on which the place stands, else the chart's first."""
    parts = [page for page in pages if page.key == place[0]]
    plain = re.sub(r" \(\d+\)$", "", place[1])
    for page in parts:
        if any(
            figure.row in (place[1], plain) and figure.column == place[2] for figure in page.figures
        ):
            return page.number
    return parts[0].number
