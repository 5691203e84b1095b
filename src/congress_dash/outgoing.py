"""A moment and keys of charts in, the bytes of a file out: what leaves by page and command line."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from congress_dash import (
    addresses,
    boards,
    figures,
    moments,
    reference,
    session,
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
from congress_dash.history import Briefing
from congress_dash.moment import Moment
from congress_dash.records import FormId, OrgKind
from congress_dash.report import report as written
from congress_dash.store import Store

HEADING = "Tiến độ chuẩn bị đại hội đảng các cấp trong Đảng bộ Công an tỉnh"


def picture(moment: Moment, key: str, paper: str) -> dict[str, Any]:
    """What a browser draws a picture of a chart from: its words, its figure or table, and what goes where."""
    chart = chosen(moment, [key])[0]
    sheet = figures.SHEETS.get(paper)
    if sheet is None or chart.is_empty:
        raise moments.NothingThere(
            "Không có ảnh nào ở địa chỉ này. Hãy mở lại trang rồi chọn Tải ảnh."
        )
    what: dict[str, Any] = {"table": tables.table(chart), "style": tables.picture_style()}
    if chart.kind in figures.DRAWN:
        drawn = figures.printed(session.figure(chart), sheet)
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
    return chosen_of(session.books(), moment, keys)


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
            raise moments.NothingThere(
                f"Không có biểu đồ nào tên là “{key[:40]}”. Hãy lấy tên ở trang Mục lục của tệp do lệnh sheets xuất ra."
            )
    return [known[key] for key in wanted]


def saved(asked: Store, name: str) -> Briefing:
    """The saved briefing of that name; moments.NothingThere lists the names there are."""
    try:
        return asked.briefings.known(name)
    except CongressDashError as error:
        raise moments.NothingThere(str(error)) from error


def saved_charts(asked: boards.Books, moment: Moment, briefing: Briefing) -> list[Chart]:
    """Its charts in its order at a moment; what nobody knows by then says so."""
    known = boards.wanted(asked, moment, briefing.charts)
    told = (known.get(key) or boards.lacking(key, moment) for key in briefing.charts)
    return list(told)


def saved_deck(name: str, address: Mapping[str, str], told: slides.Told) -> tuple[Moment, bytes]:
    """The moment and the .pptx of a saved briefing, at the newest day unless the address says another;
    what the address narrows goes before what was saved."""
    briefing = saved(session.store(), name)
    asked = moments.moment_of(addresses.of_view(briefing.view) | dict(address)).of(None)
    moments.check_somebody(session.books(), asked)
    charts = saved_charts(session.books(), asked, briefing)
    return asked, made_deck(charts, asked, template(briefing.template), told)


def template(sha256: str | None) -> slides.Template | None:
    """The kept template of that hash, ready to build on; None stands for ours."""
    return _template(session.store().template(sha256)) if sha256 else None


@lru_cache(maxsize=4)
def _template(content: bytes) -> slides.Template:
    return slides.template(content)


def deck(
    moment: Moment,
    keys: Iterable[str] = (),
    told: slides.Told = slides.untold,
    kept: str | None = None,
) -> bytes:
    """The chosen charts as a .pptx, on the template `kept` under that hash."""
    moments.check_somebody(session.books(), moment)
    return made_deck(chosen(moment, keys), moment, template(kept), told)


def made_deck(
    charts: Iterable[Chart],
    moment: Moment,
    template: slides.Template | None = None,
    told: slides.Told = slides.untold,
) -> bytes:
    """These charts as a .pptx; `told` hears how many of them are done."""
    return slides.deck(charts, heading=HEADING, moment=moment, template=template, told=told)


def report(moment: Moment) -> bytes:
    """The whole progress report as a .docx."""
    return report_of(session.books(), moment)


def report_of(asked: boards.Books, moment: Moment) -> bytes:
    """The same out of any books."""
    moments.check_somebody(asked, moment)
    return written(boards.report(asked, moment))


def sheet(moment: Moment, keys: Iterable[str]) -> bytes:
    """The numbers behind the chosen charts as an .xlsx; without any key, of every chart."""
    return sheet_of(session.books(), moment, keys)


def sheet_of(asked: boards.Books, moment: Moment, keys: Iterable[str] = ()) -> bytes:
    """The same out of any books: every chart of the pages, or of the one organisation looked at."""
    moments.check_somebody(asked, moment)
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
        raise moments.NothingThere(f"Không có biểu mẫu nào tên là “{form[:40]}”.")
    return blank_of(session.store(), FormId(form))


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
        raise moments.NothingThere(f"Không có biểu nào tên là “{form[:40]}” để điền sẵn.")
    return filled_form(session.store(), FormId(form), Moment(moment.as_of, moment.known_at))


def original(upload: str) -> tuple[str, bytes]:
    """File name and bytes of an upload as they are kept."""
    return session.store().original(moments.upload_there(upload) or 0)
