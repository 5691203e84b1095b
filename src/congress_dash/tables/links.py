"""What leaves the page: addresses of our own downloads as links, and lists of plain sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlencode

from congress_dash import addresses
from congress_dash.chart import Chart
from congress_dash.moment import Moment
from congress_dash.tables.cells import safe


def _link(address: str, words: str, *, strong: bool = False) -> str:
    look = "cd-link cd-button" if strong else "cd-link"
    return f'<a class="{look}" href="{safe(address)}" download>{safe(words)}</a>'


_PICTURES = (
    ("man-hinh", "png", "PNG 1920 × 1080, để chiếu"),
    ("a4", "png", "PNG khổ A4, để in"),
    ("man-hinh", "svg", "SVG, phóng to vẫn nét"),
)


def downloads(chart: Chart, *, drawn: bool = False) -> str:
    """`Tải slide`, `Tải số liệu` and `Tải ảnh` of one chart at its moment; lines only of what is drawn."""
    clocks, key = urlencode(addresses.of_moment(chart.moment)), quote(chart.key)
    slide = _link(f"/tai/slide/{key}.pptx?{clocks}", "Tải slide")
    numbers = _link(f"/tai/so-lieu/{key}.xlsx?{clocks}", "Tải số liệu")
    pictures = "" if chart.is_empty else _pictures(f"/tai/anh/{key}.json?{clocks}", chart, drawn)
    return f'<div class="cd-links">{slide}{numbers}{pictures}</div>'


def _pictures(address: str, chart: Chart, drawn: bool) -> str:
    """What the browser itself draws (`leaving.js`): the address says from what."""
    name = f"{chart.key}-{chart.moment.as_of}"
    asked = "".join(
        f'<button type="button" data-picture="{safe(f"{address}&kho={paper}")}" '
        f'data-format="{kind}" data-name="{safe(name + ("-a4" if paper == "a4" else ""))}">{words}</button>'
        for paper, kind, words in _PICTURES
        if drawn or kind == "png"  # a table as SVG opens in browsers only
    )
    return (
        '<details class="cd-pictures"><summary class="cd-link">Tải ảnh</summary>'
        f'<div>{asked}</div></details><span class="cd-progress" role="status"></span>'
    )


def deck_download(
    moment: Moment,
    keys: Sequence[str],
    slides: int,
    briefing: str | None = None,
    template: str | None = None,
) -> str:
    """The chosen charts as a deck, by the name they are saved under where there is one, else on the
    template kept under that hash; beside it is told how far it is built (`leaving.js`)."""
    on = {"mau": template} if template else {}
    what = {"briefing": briefing} if briefing else {"charts": ",".join(keys)} | on
    query = urlencode({**addresses.of_moment(moment), **what})
    link = _link(f"/tai/trinh-chieu.pptx?{query}",
                 f"Tải bộ trang trình chiếu ({len(keys)} mục, {slides} trang)", strong=True)  # fmt: skip
    return f'<div class="cd-links">{link}<span class="cd-progress" role="status"></span></div>'


def numbers_download(moment: Moment, keys: Sequence[str]) -> str:
    """The chosen charts as one workbook."""
    query = urlencode({**addresses.of_moment(moment), "charts": ",".join(keys)})
    link = _link(f"/tai/so-lieu.xlsx?{query}", "Tải toàn bộ số liệu (.xlsx)")
    return f'<p class="cd-links">{link}</p>'


def report_download(moment: Moment) -> str:
    """The whole progress report as a document."""
    query = urlencode(addresses.of_moment(moment))
    return f'<p class="cd-links">{_link(f"/tai/bao-cao.docx?{query}", "Tải báo cáo (.docx)", strong=True)}</p>'


def blank_downloads(forms: Iterable[tuple[str, str]]) -> str:
    """Empty forms, by id and title."""
    return _listed(_link(f"/tai/bieu-mau/{quote(form)}.xlsx", title) for form, title in forms)


def filled_downloads(forms: Iterable[tuple[str, str]], moment: Moment) -> str:
    """Forms filled in from the books of the moment, by id and title."""
    clocks = urlencode({"as_of": moment.as_of.isoformat(), "known_at": moment.known_at})
    return _listed(
        _link(f"/tai/bieu-da-dien/{quote(form)}.xlsx?{clocks}", title) for form, title in forms
    )


def _listed(links: Iterable[str]) -> str:
    return '<ul class="cd-list">' + "".join(f"<li>{link}</li>" for link in links) + "</ul>"


def file_download(address: str, words: str) -> str:
    """One file of ours."""
    return f'<p class="cd-links">{_link(address, words)}</p>'


def way(address: str, words: str) -> str:
    """A link to another page of ours, in this window."""
    return f'<a class="cd-way" href="{safe(address)}" target="_self">{safe(words)}</a>'


def leading(ways: Iterable[tuple[str, str]]) -> str:
    """Links to other pages of ours in a line: addresses with their words."""
    return f'<p class="cd-links">{"".join(way(address, words) for address, words in ways)}</p>'


def inert(text: str) -> str:
    """Text for a widget's label, where Markdown would otherwise read signs as orders."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|<>~:$-])", r"\\\1", text)


def sentences(title: str, lines: Iterable[str]) -> str:
    """A heading and one sentence per line."""
    return f'<h3 class="cd-finding">{safe(title)}</h3>{bullets(lines)}'


def bullets(lines: Iterable[str]) -> str:
    """One sentence per line."""
    items = "".join(f"<li>{safe(line)}</li>" for line in lines)
    return f'<ul class="cd-list">{items}</ul>'


def lead(title: str, sentence: str) -> str:
    """A heading and, larger than the rest, what matters most; just the heading without it."""
    largest = f'<p class="cd-lead">{safe(sentence)}</p>' if sentence else ""
    return f'<h3 class="cd-finding">{safe(title)}</h3>{largest}'


def anchored(name: str, title: str) -> str:
    """A heading that an address can end in: `#lich-su`."""
    return f'<h3 class="cd-finding" id="{safe(name)}">{safe(title)}</h3>'


def remark(line: str) -> str:
    """A sentence in small print beside what it speaks of."""
    return f'<p class="cd-remark">{safe(line)}</p>'
