"""Settings in, answers out: the one shared store of this process, asked through a cache."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock

from pandas import DataFrame

from congress_dash import boards, figures, reference, search, settings, sheets, slides
from congress_dash.blank import BlankOrg, filled_catalogue
from congress_dash.blank import blank as empty_form
from congress_dash.chart import Chart
from congress_dash.errors import CongressDashError
from congress_dash.forms import FORMS
from congress_dash.moment import Moment
from congress_dash.records import FormId, OrgKind
from congress_dash.store import Store

HEADING = "Tiến độ chuẩn bị đại hội đảng các cấp trong Đảng bộ Công an tỉnh"
_ISO_DAY = re.compile(r"(19|20)\d\d-\d\d-\d\d")

_opening = Lock()
_store: Store | None = None


class BadAddress(CongressDashError):
    """An address whose day, upload or chart cannot be read."""


class NothingThere(CongressDashError):
    """An address that reads well and leads nowhere."""


def store() -> Store:
    """The books, opened once per process; an empty store is made where none is."""
    global _store
    with _opening:
        if _store is None:
            _store = Store.open(settings.read().store, create=True)
        return _store


def close() -> None:
    """Lets the books go; the next `store()` opens them again."""
    global _store
    with _opening:
        if _store is not None:
            _store.close()
            _store = None


def moment(
    as_of: str | None = None, known_at: str | None = None, unit: str | None = None
) -> Moment:
    """The two clocks as an address writes them, what is missing is the newest; and one organisation
    alone where it names one."""
    asked = store().moment(_day(as_of) if as_of else None, _upload(known_at) if known_at else None)
    if asked is None:
        raise NothingThere("Chưa có số liệu; hãy nạp danh mục và Biểu 01 ở trang Cập nhật.")
    return asked.of(unit) if unit else asked


def _day(text: str) -> date:
    try:
        if _ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadAddress("Ngày số liệu trong địa chỉ phải viết theo dạng 2020-05-13.")


def _upload(text: str) -> int:
    """The number of an upload there is, withdrawn or not."""
    number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
    if number is None:
        raise BadAddress("Số lần nạp trong địa chỉ phải là một số nguyên.")
    if number not in (upload.upload for upload in store().uploads()):
        raise NothingThere(f"Không có lần nạp số {number}; hãy xem lịch sử ở trang Cập nhật.")
    return number


@dataclass(frozen=True, slots=True)
class CachedBooks:
    """Books at one revision: the same question at the same moment is asked once."""

    store: Store
    revision: int

    def ask(self, question: str, moment: Moment, /) -> DataFrame:
        """The rows that answer a question; a copy that the caller may keep."""
        return _answer(self.store, question, moment, self.revision).copy(deep=False)


def books() -> CachedBooks:
    """The shared store as it stands now, behind a cache."""
    opened = store()
    return CachedBooks(opened, opened.revision)


@lru_cache(maxsize=512)
def _answer(books: Store, question: str, moment: Moment, revision: int) -> DataFrame:
    return books.ask(question, moment)


def charts(moment: Moment) -> dict[str, Chart]:
    """Every chart of that moment by its key."""
    return _charts(books(), moment)


@lru_cache(maxsize=32)
def _charts(asked: CachedBooks, moment: Moment) -> dict[str, Chart]:
    return boards.all_charts(asked, moment)


def unit_charts(moment: Moment) -> dict[str, Chart]:
    """The charts of the one organisation that the moment names, by their keys."""
    return _unit_charts(books(), moment)


@lru_cache(maxsize=128)
def _unit_charts(asked: CachedBooks, moment: Moment) -> dict[str, Chart]:
    return {chart.key: chart for chart in boards.unit_board(asked, moment)}


def found(moment: Moment, words: str) -> tuple[str, ...]:
    """The organisations that these words may mean."""
    return search.units(store(), moment, words)


@lru_cache(maxsize=256)
def figure(chart: Chart) -> figures.Figure:
    """The drawn chart, kept ready: building figures is what makes a rerun slow."""
    return figures.figure(chart)


def chosen(moment: Moment, keys: Iterable[str]) -> list[Chart]:
    """The charts of these keys in this order; without any key, the default briefing.

    Charts of one organisation tell of the one that the moment names, all others of everybody.
    """
    return chosen_of(books(), moment, keys)


def chosen_of(asked: boards.Books, moment: Moment, keys: Iterable[str]) -> list[Chart]:
    """The same out of any books."""
    wanted, whole = list(dict.fromkeys(keys)), moment.of(None)
    if not wanted:
        return list(boards.briefing(asked, whole))
    known = {chart.key: chart for chart in boards.unit_board(asked, moment)}
    if not set(wanted) <= set(known):
        known |= boards.all_charts(asked, whole)
    for key in wanted:
        if key not in known:
            raise NothingThere(f"Không có biểu đồ nào tên là “{key[:40]}”.")
    return [known[key] for key in wanted]


def deck(moment: Moment, keys: Iterable[str] = ()) -> bytes:
    """The chosen charts as a .pptx."""
    return deck_of(books(), moment, keys)


def deck_of(
    asked: boards.Books, moment: Moment, keys: Iterable[str], template: bytes | None = None
) -> bytes:
    """The same out of any books."""
    made = chosen_of(asked, moment, keys)
    return slides.deck(made, heading=HEADING, moment=moment, template=template)


def sheet(moment: Moment, keys: Iterable[str]) -> bytes:
    """The numbers behind the chosen charts as an .xlsx."""
    return sheets.sheet(chosen(moment, keys))


def blank(form: str) -> bytes:
    """An empty form of that id, with the organisations of the newest day filled in."""
    if form not in list(FormId):
        raise NothingThere(f"Không có biểu mẫu nào tên là “{form[:40]}”.")
    return blank_of(store(), FormId(form))


def blank_of(asked: Store, form: FormId) -> bytes:
    """The same out of any books; Danh mục comes with what is in force, to be changed and sent."""
    moment = asked.newest()
    orgs = boards.rows(asked, "organisations", moment) if moment else []
    teams = boards.rows(asked, "teams", moment) if moment else []
    listed = [
        BlankOrg(
            org["code"],
            org["name"],
            OrgKind(org["kind"]),
            reference.label("blocks", org["block"]),
            org["sub_cells"],
            org["members"],
        )
        for org in orgs
    ]
    said = asked.in_force(form, moment).values() if moment and form is FormId.CATALOGUE else ()
    return empty_form(
        FORMS[form], listed, [team["name"] for team in teams], filled=filled_catalogue(said)
    )


def original(upload: str) -> tuple[str, bytes]:
    """File name and bytes of an upload as they are kept."""
    return store().original(_upload(upload))


def name_of() -> Callable[[str], str]:
    """Words for a key: the organisation's name in place of its unit."""
    newest = store().newest()
    orgs = books().ask("names", newest).to_dict("records") if newest else []
    names = {org["unit"]: org["name"] for org in orgs}

    def words(key: str) -> str:
        return " · ".join(names.get(part, part) for part in key.split("|"))

    return words
