"""Settings in, answers out: the one shared store of this process, asked through a cache."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

from pandas import DataFrame

from congress_dash import (
    addresses,
    boards,
    figures,
    reference,
    search,
    settings,
    sheets,
    slides,
    tables,
    theme,
    view_words,
)
from congress_dash.blank import BlankOrg, filled_catalogue
from congress_dash.blank import blank as empty_form
from congress_dash.chart import Chart
from congress_dash.errors import CongressDashError
from congress_dash.filled import FILLED
from congress_dash.filled import filled as filled_form
from congress_dash.forms import FORMS
from congress_dash.history import Briefing, here
from congress_dash.moment import FIRST_DAY, LAST_DAY, Clocks, Moment
from congress_dash.prose import Length, Prose
from congress_dash.records import FormId, OrgKind
from congress_dash.report import report as written
from congress_dash.store import Store
from congress_dash.vietnamese import day as as_day
from congress_dash.vietnamese import fold

HEADING = "Tiến độ chuẩn bị đại hội đảng các cấp trong Đảng bộ Công an tỉnh"

_opening = Lock()
_store: Store | None = None


class BadAddress(CongressDashError):
    """An address whose day, upload or chart cannot be read."""


class NothingThere(CongressDashError):
    """An address, or a word of the command line, that reads well and leads nowhere."""

    exit_code = 2


class NobodyLeft(CongressDashError):
    """A filter that leaves no organisation: nothing is written of nobody."""


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
    return moment_of({"as_of": as_of or "", "known_at": known_at or "", "unit": unit or ""})


def moment_of(address: Mapping[str, str]) -> Moment:
    """The moment that an address speaks of; what is missing is the newest, of everybody."""
    asked = store().moment(_day(address.get("as_of")), _upload(address.get("known_at")))
    if asked is None:
        raise NothingThere("Chưa có số liệu; hãy nạp danh mục và Biểu 01 ở trang Cập nhật.")
    try:
        view = addresses.view(address)
    except ValueError as error:
        raise BadAddress(
            "Bộ lọc trong địa chỉ chưa đúng: pham-vi là truc-thuoc hoặc phoi-hop, loai là dang-bo "
            "hoặc chi-bo, to-chuc-theo và moc là ngày như 2020-05-13."
        ) from error
    if view.block:
        view = replace(view, block=_block(view.block))
    other = _day(address.get("so-voi")), _upload(address.get("so-voi-lan"))
    told = replace(asked, view=view, against=_clocks(asked, *other))
    return told.of(address["unit"]) if address.get("unit") else told


def _block(words: str) -> str:
    try:
        return block_of(store(), words)
    except ValueError as error:
        raise BadAddress(str(error)) from error


def block_of(asked: Store, words: str) -> str:
    """The id of the block that these words name, of the list or of the books alone; ValueError, with
    a sentence that lists the blocks, where there is none."""
    listed = reference.entries("blocks")
    if words in listed:
        return words
    own = _told_blocks(asked)
    if words in own:
        return words
    by_words = {fold(block): block for block in own}
    found = reference.find("blocks", words) or by_words.get(fold(words))
    if found is None:
        names = [f"{id_} ({entry.name})" for id_, entry in listed.items()]
        choices = ", ".join([*names, *(block for block in own if block not in listed)])
        raise ValueError(f"Không có khối “{words[:40]}”. Hãy chọn một trong: {choices}.")
    return found


def _told_blocks(asked: Store) -> list[str]:
    """Every block that a Danh mục ever put an organisation in."""
    spoken = [Moment(u.as_of, u.upload) for u in asked.uploads() if u.form == FormId.CATALOGUE]
    units = (row for moment in spoken for row in boards.rows(asked, "known_units", moment))
    return sorted({row["block"] for row in units if row["block"]})


def _clocks(asked: Moment, as_of: date | None, known_at: int | None) -> Clocks | None:
    """What is held against, where the address names either clock of it."""
    if as_of is None and known_at is None:
        return None
    return Clocks(as_of or asked.as_of, asked.known_at if known_at is None else known_at)


def reported(as_of: date) -> int | None:
    """Up to which upload the books stood when that day was reported; None: nobody reported by then.

    That is the last upload accepted by the end of the day; where the books begin later, the first
    that brought the newest Biểu 01 not after the day.
    """
    uploads = store().uploads()
    then = [u.upload for u in uploads if here(u.accepted_at).date() <= as_of]
    reports = [u for u in uploads if u.form == FormId.PROGRESS and u.as_of <= as_of]
    newest = max((u.as_of for u in reports), default=None)
    return max(then, default=None) or min(
        (u.upload for u in reports if u.as_of == newest), default=None
    )


def _day(text: str | None) -> date | None:
    try:
        return addresses.day(text) if text else None
    except ValueError as error:
        raise BadAddress(
            "Ngày số liệu trong địa chỉ phải viết theo dạng 2020-05-13, năm từ "
            f"{FIRST_DAY.year} đến {LAST_DAY.year}."
        ) from error


def _upload(text: str | None) -> int | None:
    """The number of an upload there is, withdrawn or not."""
    if not text:
        return None
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
        if question != "compare" and moment.against:
            moment = replace(moment, against=None)  # nothing else is held against anything
        return _answer(self.store, question, moment, self.revision).copy(deep=False)


def books() -> CachedBooks:
    """The shared store as it stands now, behind a cache."""
    opened = store()
    return CachedBooks(opened, opened.revision)


@lru_cache(maxsize=512)
def _answer(books: Store, question: str, moment: Moment, revision: int) -> DataFrame:
    return books.ask(question, moment)


def charts(moment: Moment, board: str | None = None) -> dict[str, Chart]:
    """The charts of that moment by their keys: of one board, or all."""
    wanted = [board] if board else list(boards.BOARDS)
    return {key: c for each in wanted for key, c in _charts(books(), moment, each).items()}


@lru_cache(maxsize=128)
def _charts(asked: CachedBooks, moment: Moment, board: str) -> dict[str, Chart]:
    return boards.charts(asked, moment, board)


def unit_charts(moment: Moment) -> dict[str, Chart]:
    """The charts of the one organisation that the moment names, by their keys."""
    return _unit_charts(books(), moment)


@lru_cache(maxsize=128)
def _unit_charts(asked: CachedBooks, moment: Moment) -> dict[str, Chart]:
    return {chart.key: chart for chart in boards.unit_board(asked, moment)}


def nobody(moment: Moment) -> str:
    """One sentence where the filter leaves no organisation, so that nothing can leave; else empty."""
    return nobody_of(books(), moment)


def nobody_of(asked: boards.Books, moment: Moment) -> str:
    """The same out of any books."""
    if not moment.view.is_narrowed or boards.rows(asked, "organisations", moment):
        return ""
    return (
        f"Không có tổ chức đảng nào khớp bộ lọc “{view_words.narrowed(moment.view)}” ở ngày "
        f"{as_day(moment.as_of)} nên không có gì để xuất. Hãy bỏ bớt điều kiện lọc hoặc chọn ngày khác."
    )


def check_somebody(asked: boards.Books, moment: Moment) -> None:
    """Refuses to write of nobody: `NobodyLeft` with that sentence."""
    if told := nobody_of(asked, moment):
        raise NobodyLeft(told)


def found(moment: Moment, words: str) -> tuple[str, ...]:
    """The organisations that these words may mean."""
    return search.units(store(), moment, words)


@lru_cache(maxsize=256)
def figure(chart: Chart) -> figures.Figure:
    """The drawn chart, kept ready: building figures is what makes a rerun slow."""
    return figures.figure(chart)


@lru_cache(maxsize=128)
def large_figure(chart: Chart) -> figures.Figure:
    """The same drawn for a meeting room."""
    return figures.enlarged(figure(chart))


@lru_cache(maxsize=256)
def small_figure(chart: Chart) -> figures.Figure:
    """The same drawn small, among the slides to come."""
    return figures.reduced(figure(chart))


def picture(moment: Moment, key: str, paper: str) -> dict[str, Any]:
    """What a browser draws a picture of a chart from: its words, its figure or table, and what goes where."""
    chart = chosen(moment, [key])[0]
    sheet = figures.SHEETS.get(paper)
    if sheet is None or chart.is_empty:
        raise NothingThere("Không có ảnh nào ở địa chỉ này. Hãy mở lại trang rồi chọn Tải ảnh.")
    what: dict[str, Any] = {"table": tables.table(chart), "style": tables.picture_style()}
    if chart.kind in figures.DRAWN:
        drawn = figures.printed(figure(chart), sheet)
        what = {"figure": drawn | {"config": figures.CONFIG}}
    return {
        "title": chart.title,
        "foot": [view_words.as_of(chart.moment), f"Nguồn: {chart.source}" if chart.source else ""],
        **what,
        "sheet": dataclasses.asdict(sheet),
        "look": {"font": figures.FONT, "paper": theme.PAPER, "ink": theme.INK,
                 "muted": theme.MUTED, "rule": theme.BRAND_RED},
    }  # fmt: skip


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
            raise NothingThere(
                f"Không có biểu đồ nào tên là “{key[:40]}”. Hãy lấy tên ở trang Mục lục của tệp do lệnh sheets xuất ra."
            )
    return [known[key] for key in wanted]


def saved(asked: Store, name: str) -> Briefing:
    """The saved briefing of that name; NothingThere lists the names there are."""
    try:
        return asked.briefings.known(name)
    except CongressDashError as error:
        raise NothingThere(str(error)) from error


def saved_charts(asked: boards.Books, moment: Moment, briefing: Briefing) -> list[Chart]:
    """Its charts in its order at a moment; what nobody knows by then says so."""
    known = boards.wanted(asked, moment, briefing.charts)
    told = (known.get(key) or boards.lacking(key, moment) for key in briefing.charts)
    return list(told)


def saved_deck(name: str, address: Mapping[str, str], told: slides.Told) -> tuple[Moment, bytes]:
    """The moment and the .pptx of a saved briefing, at the newest day unless the address says another;
    what the address narrows goes before what was saved."""
    briefing = saved(store(), name)
    asked = moment_of(addresses.of_view(briefing.view) | dict(address)).of(None)
    check_somebody(books(), asked)
    charts = saved_charts(books(), asked, briefing)
    return asked, made_deck(charts, asked, template(briefing.template), told)


def template(sha256: str | None) -> slides.Template | None:
    """The kept template of that hash, ready to build on; None stands for ours."""
    return _template(store().template(sha256)) if sha256 else None


@lru_cache(maxsize=4)
def _template(content: bytes) -> slides.Template:
    return slides.template(content)


@lru_cache(maxsize=512)
def slide_count(chart: Chart) -> int:
    """On how many slides the chart stands."""
    return slides.slide_count(chart)


def deck(
    moment: Moment,
    keys: Iterable[str] = (),
    told: slides.Told = slides.untold,
    kept: str | None = None,
) -> bytes:
    """The chosen charts as a .pptx, on the template `kept` under that hash."""
    check_somebody(books(), moment)
    return made_deck(chosen(moment, keys), moment, template(kept), told)


def made_deck(
    charts: Iterable[Chart],
    moment: Moment,
    template: slides.Template | None = None,
    told: slides.Told = slides.untold,
) -> bytes:
    """These charts as a .pptx; `told` hears how many of them are done."""
    return slides.deck(charts, heading=HEADING, moment=moment, template=template, told=told)


def words(moment: Moment, length: Length) -> Prose:
    """The report of that moment in words."""
    return _words(books(), moment, length)


@lru_cache(maxsize=64)
def _words(asked: CachedBooks, moment: Moment, length: Length) -> Prose:
    return boards.words(asked, moment, length)


def report(moment: Moment) -> bytes:
    """The whole progress report as a .docx."""
    return report_of(books(), moment)


def report_of(asked: boards.Books, moment: Moment) -> bytes:
    """The same out of any books."""
    check_somebody(asked, moment)
    return written(boards.report(asked, moment))


def sheet(moment: Moment, keys: Iterable[str]) -> bytes:
    """The numbers behind the chosen charts as an .xlsx; without any key, of every chart."""
    return sheet_of(books(), moment, keys)


def sheet_of(asked: boards.Books, moment: Moment, keys: Iterable[str] = ()) -> bytes:
    """The same out of any books: every chart of the pages, or of the one organisation looked at."""
    check_somebody(asked, moment)
    wanted = list(keys)
    if wanted:
        told = chosen_of(asked, moment, wanted)
    elif moment.view.unit:
        told = list(boards.unit_board(asked, moment))
    else:
        told = list(boards.all_charts(asked, moment).values())
    return sheets.sheet(told, HEADING)


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
            org["level"],
        )
        for org in orgs
    ]
    said = asked.in_force(form, moment).values() if moment and form is FormId.CATALOGUE else ()
    return empty_form(
        FORMS[form], listed, [team["name"] for team in teams], rows=filled_catalogue(said)
    )


def filled(form: str, moment: Moment) -> bytes:
    """A form of that id filled in from the books, as it is sent upward: of everybody."""
    if form not in list(FILLED):
        raise NothingThere(f"Không có biểu nào tên là “{form[:40]}” để điền sẵn.")
    return filled_form(store(), FormId(form), Moment(moment.as_of, moment.known_at))


def original(upload: str) -> tuple[str, bytes]:
    """File name and bytes of an upload as they are kept."""
    return store().original(_upload(upload) or 0)


def name_of() -> Callable[[str], str]:
    """Words for a key: the organisation's name in place of its unit."""
    newest = store().newest()
    orgs = books().ask("names", newest).to_dict("records") if newest else []
    names = {org["unit"]: org["name"] for org in orgs}

    def words(key: str) -> str:
        return " · ".join(names.get(part, part) for part in key.split("|"))

    return words
