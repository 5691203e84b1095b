"""Tables and cards are sound, safe HTML that says what the Chart says, in both themes."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from congress_dash import tables, theme
from congress_dash.chart import Chart, Column, Kind, Mark, Tone
from congress_dash.figures import DRAWN, figure
from congress_dash.moment import Moment
from congress_dash.share import Share

HOSTILE = (
    "<script>alert(1)</script>",
    "<b>đậm</b> & \"ngoặc\" 'đơn'",
    "[x](http://example.invalid) ![y](http://example.invalid/y.png)",
    "$x^2$ &lt;i&gt; <img src=x onerror=alert(1)>",
)
VOID = {"br"}
KNOWN = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "ul", "li"}
KNOWN |= {"p", "b", "br", "header", "h1", "h3"}


class Page(HTMLParser):
    """What a browser would make of it: the elements in order, the text of each cell."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.cells: list[str] = []
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if {"td", "th"} & set(self._open):
            self.cells[-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


def chart(kind: Kind, *columns: Column, **more: Any) -> Chart:
    given: dict[str, Any] = {"title": "3 tổ chức chậm", "unit": "", "definition": "", "source": ""}
    moment = Moment(date(2020, 5, 13), 12)
    return Chart(key="late", kind=kind, columns=columns, moment=moment, **given | more)


def late() -> Chart:
    return chart(
        Kind.TABLE,
        Column("Tổ chức đảng", ("Đảng bộ Phòng Hậu cần", "Chi bộ Thanh tra", "Chi bộ Hồ sơ")),
        Column("Hạn", (date(2020, 5, 4), None, date(2019, 12, 31))),
        Column("Ngày chậm", (1229, 9, 0), tones=(Tone.LATE, None, Tone.UNKNOWN)),
        Column("Góp ý", (Share(11, 30), Share(34, 34, 8), None)),
        Column("Tỷ lệ", (6.9, float("nan"), 2.0)),
        group=("Khối Hậu cần", "Khối Tham mưu", "Khối Tham mưu"),
    )


def steps() -> Chart:
    return chart(
        Kind.MATRIX,
        Column("Tổ chức đảng", ("Đảng bộ Phòng Tham mưu", "Chi bộ Thanh tra")),
        Column("Kế hoạch", (date(2020, 1, 6), None), tones=(Tone.DONE, Tone.STOPPED)),
        Column("Đại hội", (date(2019, 12, 30), None), tones=(Tone.LATE, None)),
    )


def held() -> Chart:
    return chart(
        Kind.FIGURES,
        Column("Chỉ số", ("Tổ chức cơ sở đảng", "Đảng viên", "Chưa kiểm tra")),
        Column("Giá trị", (Share(11, 30), 1229, None), tones=(Tone.DONE, None, Tone.UNKNOWN)),
        Column("Ghi chú", ("tăng 8 so với kỳ trước", None, "")),
    )


def test_a_table_says_every_value_as_it_is_written_everywhere() -> None:
    page = Page(tables.table(late()))
    assert page.cells == [
        *("Tổ chức đảng", "Hạn", "Ngày chậm", "Góp ý", "Tỷ lệ"),
        "Khối Hậu cần",
        *("Đảng bộ Phòng Hậu cần", "04/05/2020", "▲chậm, quá hạn 1.229", "11/30 (36,7%)", "6,9"),
        "Khối Tham mưu",
        *("Chi bộ Thanh tra", "", "9", "34/34 (8 dừng)", ""),
        *("Chi bộ Hồ sơ", "31/12/2019", "?chưa báo cáo, chưa rõ 0", "", "2"),
    ]


def test_heads_rows_and_groups_have_their_scope_and_the_table_a_caption() -> None:
    page = Page(tables.table(late()))
    scopes = [attrs["scope"] for attrs in page.all("th")]
    assert scopes == [*["col"] * 5, "rowgroup", "row", "rowgroup", "row", "row"]
    assert [a["colspan"] for a in page.all("th") if a["scope"] == "rowgroup"] == ["5", "5"]
    assert len(page.all("tbody")) == 2
    assert len(page.all("caption")) == 1
    region = page.all("div")[0]
    assert (region["role"], region["tabindex"]) == ("region", "0")
    assert region["aria-label"] == "3 tổ chức chậm"


def test_groups_of_one_name_apart_from_each_other_stay_two() -> None:
    names = Column("Tên", ("a", "b", "c"))
    page = Page(tables.table(chart(Kind.TABLE, names, group=("x", "y", "x"))))
    assert page.cells == ["Tên", "x", "a", "y", "b", "x", "c"]


def test_numbers_stand_right_and_days_unbroken() -> None:
    first = [attrs.get("class") for attrs in Page(tables.table(late())).all("td")][:4]
    assert first == ["cd-day", "cd-toned cd-late cd-number", "cd-number", "cd-number"]


def test_cells_lead_where_they_are_told_and_only_the_first_stops_the_tab_key() -> None:
    html = tables.table(steps(), lambda row, column: f'/x?at={row}-{column}&"><b>')
    links = re.findall(r'<a class="cd-told" href="([^"]*)" target="_self"( tabindex="-1")?>', html)
    assert [address for address, _ in links] == [
        f"/x?at={at}&amp;&quot;&gt;&lt;b&gt;" for at in ("0-0", "0-1", "0-2", "1-0")
    ]
    assert [bool(skipped) for _, skipped in links] == [False, True, True, False]
    assert "<a" not in tables.table(steps())


def test_a_matrix_says_short_days_of_this_year_with_sign_and_tint() -> None:
    page = Page(tables.table(steps()))
    assert page.cells[3:] == [
        *("Đảng bộ Phòng Tham mưu", "✓đã xong 6/1", "▲chậm, quá hạn 30/12/2019"),
        *("Chi bộ Thanh tra", "■dừng, tạm hoãn ", ""),
    ]
    cells = page.all("td")
    assert cells[0] == {"class": "cd-toned cd-done", "title": "06/01/2020"}
    assert cells[3] == {}


def test_the_key_under_a_matrix_names_the_tones_that_occur_and_no_other() -> None:
    after = tables.table(steps()).split("</table>")[1]
    assert Page(after.removeprefix("</div>")).text == "✓đã xong▲chậm, quá hạn■dừng, tạm hoãn"
    assert "cd-key" not in tables.table(late())


def test_a_card_shows_the_count_huge_the_rest_beside_and_how_full_it_is() -> None:
    first, members, unknown = (Page(card) for card in tables.cards(held()))
    assert first.text == "Tổ chức cơ sở đảng11/30 (36,7%)tăng 8 so với kỳ trước"
    assert {"style": "width:36.7%"} in first.all("span")
    assert members.text == "Đảng viên1.229"
    assert not any(attrs.get("class") == "cd-bar" for attrs in members.all("div"))
    assert unknown.text == "Chưa kiểm tra?chưa báo cáo, chưa rõ –"


def test_figures_are_all_their_cards() -> None:
    assert tables.table(held()) == f'<div class="cd-cards">{"".join(tables.cards(held()))}</div>'


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_values_in_html(kind: Kind) -> None:
    days = Column("Ngày", (date(2020, 5, 10), date(2020, 5, 17)))
    page = Page(tables.table(chart(kind, days, Column("Đã tổ chức", (3, 1229)))))
    assert "1.229" in page.text
    assert "10/05/2020" in page.text or "10/5" in page.text


def test_an_empty_chart_is_a_sentence() -> None:
    empty = chart(Kind.TABLE, Column("Tên", ()), empty="Chưa có tổ chức nào <quá hạn>.")
    page = Page(tables.table(empty))
    assert page.text == "Chưa có tổ chức nào <quá hạn>."
    assert [tag for tag, _ in page.elements] == ["p"]


@pytest.mark.parametrize("kind", list(Kind))
def test_hostile_names_are_letters_only(kind: Kind) -> None:
    words = {"title": HOSTILE[1], "definition": HOSTILE[0], "source": HOSTILE[3]}
    columns = (Column(HOSTILE[0], HOSTILE), Column(HOSTILE[1], HOSTILE), Column("c", HOSTILE))
    hostile = chart(kind, *columns, group=HOSTILE, **words)
    for markup in (tables.table(hostile), tables.heading(hostile), tables.note(hostile)):
        page = Page(markup)
        assert {tag for tag, _ in page.elements} <= KNOWN
        names = {name for _, attrs in page.elements for name in attrs}
        assert not any(name.startswith("on") or name in ("href", "src") for name in names)
    shown = Page(tables.table(hostile)).text
    assert all(name in shown for name in HOSTILE)
    assert Page(tables.masthead(HOSTILE[0])).text == HOSTILE[0]


def test_a_charts_note_dates_defines_and_names_its_source() -> None:
    words = {"definition": "30 tổ chức trực thuộc.", "source": "Biểu 01, lần nạp 12"}
    text = Page(tables.note(chart(Kind.TABLE, **words))).text
    assert text == (
        "Số liệu tính đến ngày 13/05/2020. 30 tổ chức trực thuộc.Nguồn: Biểu 01, lần nạp 12"
    )


def test_the_stylesheet_is_one_style_element_without_a_colour_of_its_own() -> None:
    css = tables.style()
    assert css.startswith("<style>")
    assert css.endswith("</style>")
    assert css.count("<") == 2  # nothing that could end the element early
    assert "url(" not in css
    assert "@import" not in css
    known = {getattr(paint, side) for paint in theme.PAINTS.values() for side in ("light", "dark")}
    known |= {getattr(g, n) for g in (theme.LIGHT, theme.DARK) for n in g.__slots__}
    known |= {theme.BRAND_RED, theme.BRAND_GOLD}
    assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", css)) <= known


def test_every_colour_name_the_stylesheet_uses_is_given_for_light_and_dark() -> None:
    css = tables.style()
    used = set(re.findall(r"var\(--cd-([a-z]+)", css)) - {"tone"}
    both = set(re.findall(r"--cd-([a-z]+):light-dark\(#\w{6},#\w{6}\)", css))
    assert used <= both
    assert (
        f"--cd-late:light-dark({theme.PAINTS[Tone.LATE].light},{theme.PAINTS[Tone.LATE].dark})"
        in css
    )


def test_every_colour_of_a_drawn_figure_turns_with_the_theme() -> None:
    css = tables.style()
    stays = {theme.DARK.paper, theme.DARK.ink, theme.LIGHT.pause}
    marks = (Mark(date(2020, 5, 1), "Hạn"), Mark(date(2020, 5, 2), "Nghỉ", date(2020, 5, 4)))
    days = Column("Ngày", (date(2020, 5, 3), date(2020, 5, 10)))
    tones = [Column(tone, (1, 2), tone) for tone in Tone if tone is not Tone.HIDDEN]
    for kind in DRAWN:
        drawn = chart(
            kind,
            days,
            *([days] if kind in (Kind.SPANS, Kind.TIMELINE) else []),
            *tones,
            marks=marks,
        )
        for colour in set(re.findall(r"#[0-9A-F]{6}", str(figure(drawn)))) - stays:
            parts = ", ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
            assert f'[style*="fill: rgb({parts})"]' in css, colour
            assert f'[style*="stroke: rgb({parts})"]' in css, colour
