"""Every drawn kind becomes a figure Plotly accepts, with the Chart's numbers and inert names."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from playwright.sync_api import Page
from plotly.offline import get_plotlyjs

from congress_dash import tables, theme
from congress_dash.chart import Chart, Column, Kind, Mark, Tone, Value
from congress_dash.figures import CONFIG, DRAWN, Figure, figure
from congress_dash.moment import Moment

HOSTILE = (
    "<script>alert(1)</script>",
    "<b>đậm</b> & <a href='http://example.invalid'>đi</a>",
    "[x](http://example.invalid) ![y](http://example.invalid/y.png)",
    "$x^2$ %{x} %{customdata} \x00\x0b",
)
DAYS = (date(2020, 5, 3), date(2020, 5, 10), date(2020, 5, 17), date(2020, 5, 24))
MONDAYS = (date(2020, 4, 27), date(2020, 5, 4), date(2020, 5, 11))


def chart(kind: Kind, *columns: Column, **more: Any) -> Chart:
    given: dict[str, Any] = {"unit": "tổ chức", "definition": "", "source": "", **more}
    moment = Moment(date(2020, 5, 13), 12)
    return Chart(key="held", title="Tên", kind=kind, columns=columns, moment=moment, **given)


def curve(**more: Any) -> Chart:
    return chart(
        Kind.CURVE,
        Column("Tuần", DAYS),
        Column("Kế hoạch", (3, 8, 19, 30), Tone.PLAN),
        Column("Đã đăng ký", (None, 6, 12, 1229), Tone.REGISTERED),
        Column("Đã tổ chức", (3, 6, 11, None), Tone.DONE),
        **more,
    )


def weeks(**more: Any) -> Chart:
    columns = (Column("Tuần", MONDAYS), Column("Tổ 1", (4, 0, 2)), Column("Tổ 2", (1, None, 40)))
    return chart(Kind.STACKED_COLUMNS, *columns, **more)


def blocks(names: tuple[Value, ...] = ("Khối An ninh", "Khối Cảnh sát")) -> Chart:
    counts = tuple(range(len(names)))
    return chart(
        Kind.STACKED_BARS,
        Column("Khối", names),
        Column("Đã tổ chức", counts, Tone.DONE),
        Column("Chưa tổ chức", tuple(reversed(counts)), Tone.REMAINING),
    )


def drafts(**more: Any) -> Chart:
    return chart(
        Kind.SPANS,
        Column("Văn kiện", ("Báo cáo chính trị", "Nghị quyết đại hội")),
        Column("Bắt đầu", (date(2020, 2, 3), date(2020, 3, 1))),
        Column("Lần 1", (30, 14), Tone.FIRST),
        Column("Chờ", (5, None), Tone.HIDDEN),
        Column("Lần 2", (20, None), Tone.SECOND),
        unit="ngày",
        **more,
    )


def story(**more: Any) -> Chart:
    tones = (Tone.DONE, Tone.LATE, Tone.FIRST, Tone.REMAINING)
    return chart(
        Kind.TIMELINE,
        Column("Ngày", (date(2020, 2, 3), date(2020, 2, 10), date(2020, 4, 1), None)),
        Column("Đến ngày", (None, date(2020, 3, 1), None, None)),
        Column("Việc", ("Kế hoạch", "Khắc phục", "Kế hoạch", "Báo cáo")),
        Column("Nội dung", ("Ban hành", "Viết <b>lại</b>", "Bổ sung", "Báo cáo kết quả")),
        Column("Tính chất", ("Xong", "Quá hạn", "Theo báo cáo", "Chưa"), tones=tones),
        unit="",
        **more,
    )


def shares(**more: Any) -> Chart:
    return replace(blocks(("An ninh", "Cảnh sát", "Hậu cần")), kind=Kind.FULL_BARS, **more)


def visits(**more: Any) -> Chart:
    return chart(
        Kind.DOTS,
        Column("Tổ chức đảng", ("Phòng Tham mưu", "Phòng Hậu cần")),
        Column("Lần 1", (DAYS[0], DAYS[1]), Tone.FIRST),
        Column("Lần 2", (None, DAYS[3]), Tone.FIRST),
        unit="lần",
        **more,
    )


EVERY = (curve(), weeks(), blocks(), shares(), visits(), drafts(), story())


def texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for inner in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from texts(inner)


def named(drawn: dict[str, Any], name: str) -> dict[str, Any]:
    return next(trace for trace in drawn["data"] if trace.get("name") == name)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("drawn", EVERY, ids=lambda chart: chart.kind)
def test_every_drawn_kind_is_a_figure_plotly_accepts(drawn: Chart, dark: bool) -> None:
    made = figure(drawn, dark=dark)
    go.Figure(made)  # raises at the first unknown property or value
    assert json.loads(json.dumps(made)) == made
    layout = made["layout"]
    assert layout["separators"] == ",."
    assert layout["height"] > 100
    assert "title" not in layout
    assert layout["xaxis"]["fixedrange"]
    assert layout["yaxis"]["fixedrange"]
    assert layout["paper_bgcolor"] == "rgba(0,0,0,0)"


def test_the_examples_cover_every_drawn_kind_and_tables_are_refused() -> None:
    assert {drawn.kind for drawn in EVERY} == DRAWN
    for kind in set(Kind) - DRAWN:
        with pytest.raises(ValueError, match=kind):
            figure(chart(kind, Column("Tên", ("a",))))


def test_a_time_line_marks_each_event_on_its_lane_and_strokes_those_that_last() -> None:
    made = figure(story())
    assert made["layout"]["yaxis"]["ticktext"] == ["Kế hoạch", "Khắc phục", "Báo cáo"]
    marks = {t["name"]: (t["x"], t["y"]) for t in made["data"] if t["mode"] == "markers"}
    assert marks == {
        "Xong": (["2020-02-03"], [0]),
        "Quá hạn": (["2020-02-10"], [1]),
        "Theo báo cáo": (["2020-04-01"], [0]),
    }
    (stroke,) = (trace for trace in made["data"] if trace["mode"] == "lines")
    assert (stroke["x"], stroke["y"]) == (["2020-02-10", "2020-03-01", None], [1, 1, None])
    late = named(made, "Quá hạn")
    assert late["hovertext"] == [
        "<b>10/02/2020–01/03/2020</b> · Quá hạn<br>Viết &lt;b&gt;lại&lt;/b&gt;"
    ]


def test_the_marks_of_a_time_line_differ_by_shape_not_only_by_colour() -> None:
    shapes = [t["marker"]["symbol"] for t in figure(story())["data"] if t["mode"] == "markers"]
    assert shapes == ["circle", "triangle-up", "circle-open"]
    assert len(set(theme.MARKS.values())) == len(theme.MARKS)


def test_a_day_is_written_beside_its_mark_where_no_other_mark_stands() -> None:
    near = chart(
        Kind.TIMELINE,
        Column("Ngày", (date(2020, 2, 3), date(2020, 2, 5), date(2020, 6, 1))),
        Column("Đến ngày", (None,) * 3),
        Column("Việc", ("Kiểm tra",) * 3),
        Column("Nội dung", ("a", "b", "c")),
        Column("Tính chất", ("Xong",) * 3, tones=(Tone.DONE,) * 3),
    )
    (dates,) = (t for t in figure(near)["data"] if t["mode"] == "text")
    assert [text.strip() for text in dates["text"]] == ["5/2", "1/6"]


def test_a_curve_holds_the_charts_days_and_counts() -> None:
    made = figure(curve())
    for column in curve().columns[1:]:
        line = named(made, column.name)
        assert line["x"] == [day.isoformat() for day in DAYS]
        assert line["y"] == list(column.values)


def test_a_curve_says_until_when_how_many_of_what() -> None:
    held = named(figure(curve()), "Đã tổ chức")
    assert held["hovertext"][2] == "Đã tổ chức<br>đến 17/05/2020: <b>11</b> tổ chức"
    assert held["hovertext"][3] == ""
    registered = named(figure(curve()), "Đã đăng ký")
    assert registered["hovertext"][3].endswith("<b>1.229</b> tổ chức")


def test_plan_is_dashed_registered_dotted_and_done_solid_with_markers() -> None:
    made = figure(curve())
    plan, registered, done = (named(made, n) for n in ("Kế hoạch", "Đã đăng ký", "Đã tổ chức"))
    assert (plan["line"]["dash"], registered["line"]["dash"]) == ("dash", "dot")
    assert plan["mode"] == registered["mode"] == "lines"
    assert (done["line"]["dash"], done["mode"]) == ("solid", "lines+markers")
    assert done["line"]["width"] > max(plan["line"]["width"], registered["line"]["width"])


def test_a_lines_end_carries_its_name_and_last_value() -> None:
    said = [note["text"] for note in figure(curve())["layout"]["annotations"]]
    assert "<b>11</b> Đã tổ chức" in said
    assert "<b>30</b> Kế hoạch" in said
    assert not figure(curve())["layout"]["showlegend"]


def test_more_than_four_lines_get_a_legend_instead() -> None:
    lines = [Column(f"Văn kiện {n}", (1, 2, 3, n)) for n in range(5)]
    layout = figure(chart(Kind.CURVE, Column("Ngày", DAYS), *lines))["layout"]
    assert layout["showlegend"]
    assert [note["text"] for note in layout["annotations"]] == ["tổ chức"]


def test_labels_at_one_edge_stand_apart() -> None:
    high = Column("Cao", (30, None, None, None))
    close = [Column(f"Mốc {n}", (0, 0, 0, 12 - n)) for n in range(3)]
    made = figure(chart(Kind.CURVE, Column("Ngày", DAYS), high, *close))["layout"]
    heights = sorted(note["y"] for note in made["annotations"] if note["yref"] == "y")[:3]
    gaps = [above - below for below, above in pairwise(heights)]
    assert len(gaps) == 2
    assert min(gaps) * 260 / made["yaxis"]["range"][1] >= 15


def test_full_bars_are_of_one_length_and_carry_their_counts() -> None:
    made = figure(shares())
    assert made["layout"]["barnorm"] == "percent"
    assert made["layout"]["xaxis"]["range"] == [0, 100]
    assert named(made, "Đã tổ chức")["text"] == ["", "1", "2"]
    assert named(made, "Đã tổ chức")["x"] == [0, 1, 2]


def test_dots_stand_on_their_days_and_rows() -> None:
    first, second = figure(visits())["data"]
    assert (first["x"], first["y"]) == (["2020-05-03", "2020-05-10"], [0, 1])
    assert (second["x"], second["y"]) == (["2020-05-24"], [1])
    assert second["hovertext"] == ["Phòng Hậu cần<br>Lần 2: <b>24/05/2020</b>"]


def test_labels_that_find_no_room_at_the_top_become_a_legend() -> None:
    """Plotly hides a label that is pushed above its axis."""
    close = [Column(f"Mốc {n}", (0, 0, 0, 30)) for n in range(3)]
    made = figure(chart(Kind.CURVE, Column("Ngày", DAYS), *close))["layout"]
    assert made["showlegend"]
    assert not [note for note in made["annotations"] if note["yref"] == "y"]


@pytest.mark.parametrize("drawn", [curve, weeks, drafts])
def test_a_deadline_is_a_line_and_a_pause_a_shade_both_labelled(drawn: Any) -> None:
    marks = (
        Mark(date(2020, 6, 30), "Hạn của tỉnh"),
        Mark(date(2020, 4, 1), "Tạm dừng", date(2020, 4, 22)),
    )
    layout = figure(drawn(marks=marks))["layout"]
    line = next(shape for shape in layout["shapes"] if shape["type"] == "line")
    shade = next(shape for shape in layout["shapes"] if shape["type"] == "rect")
    assert (line["x0"], line["x1"]) == ("2020-06-30", "2020-06-30")
    assert (shade["x0"], shade["x1"]) == ("2020-04-01", "2020-04-22")
    assert line["line"]["color"] == theme.LIGHT.ink
    assert shade["fillcolor"] == theme.LIGHT.pause
    said = {note["text"].replace("<br>", " ") for note in layout["annotations"]}
    assert {"Hạn của tỉnh 30/6", "Tạm dừng"} <= said
    first, last = layout["xaxis"]["range"]
    assert first < "2020-04-01"
    assert last > "2020-06-30"


def test_two_near_deadlines_do_not_share_a_line_of_text() -> None:
    marks = (Mark(date(2020, 6, 28), "Hạn của tỉnh"), Mark(date(2020, 6, 30), "Hạn của Trung ương"))
    notes = figure(curve(marks=marks))["layout"]["annotations"]
    heights = [note["yshift"] for note in notes if note["text"].startswith("Hạn")]
    assert abs(heights[0] - heights[1]) >= 15


def test_lying_bars_keep_the_order_and_write_every_value_but_zero() -> None:
    made = figure(blocks(("Khối Tham mưu – Xây dựng lực lượng", "Khối An ninh", "Khối An ninh")))
    done = named(made, "Đã tổ chức")
    assert done["x"] == [0, 1, 2]
    assert done["text"] == ["", "1", "2"]
    axis = made["layout"]["yaxis"]
    assert axis["ticktext"][0] == "Khối Tham mưu –<br>Xây dựng lực lượng"
    assert axis["tickvals"] == [0, 1, 2]  # two rows of one name stay two rows
    assert axis["range"][0] > axis["range"][1]


@pytest.mark.parametrize("kind", [Kind.STACKED_COLUMNS, Kind.CURVE, Kind.DOTS])
def test_a_column_without_a_tone_never_takes_the_colour_of_another(kind: Kind) -> None:
    over = DAYS if kind is Kind.CURVE else ("a", "b", "c", "d")
    values: tuple[Value, ...] = DAYS if kind is Kind.DOTS else (1, 2, 3, 4)
    made = figure(
        chart(
            kind,
            Column("Theo", over),
            Column("Khác", values),
            Column("Đã tổ chức", values, Tone.DONE),
        )
    )
    drawn = [trace["marker"]["color"] for trace in made["data"]]
    painted = [colour if isinstance(colour, str) else colour[0] for colour in drawn]
    assert painted == [theme.PAINTS[tone].light for tone in (Tone.SECOND, Tone.DONE)]


def test_a_tone_per_cell_paints_each_bar() -> None:
    late = Column("Ngày chậm", (15, 9), tones=(Tone.LATE, Tone.STOPPED))
    made = figure(chart(Kind.STACKED_BARS, Column("Tên", ("a", "b")), late))
    wanted = [theme.PAINTS[tone].light for tone in (Tone.LATE, Tone.STOPPED)]
    assert made["data"][0]["marker"]["color"] == wanted
    assert not made["layout"]["showlegend"]


def test_weeks_stand_in_their_week_and_are_told_as_weeks() -> None:
    first, second = figure(weeks())["data"]
    assert first["x"] == ["2020-04-27", "2020-05-04", "2020-05-11"]
    assert first["y"] == [4, 0, 2]
    assert second["y"] == [1, None, 40]
    assert first["xperiod"] == 7 * 86_400_000
    assert first["hovertext"][2] == "Tuần 20 (11/5–17/5)<br>Tổ 1: <b>2</b> tổ chức"
    assert second["hovertext"][1] == ""


def test_labels_that_are_not_days_are_written_under_the_columns() -> None:
    names = Column("Loại", ("Văn kiện", "Trang trí, khánh tiết"))
    made = figure(chart(Kind.STACKED_COLUMNS, names, Column("Quá hạn", (3, 0), Tone.LATE)))
    assert made["layout"]["xaxis"]["ticktext"] == ["Văn kiện", "Trang trí,<br>khánh tiết"]
    assert made["data"][0]["y"] == [3, 0]


def test_spans_follow_one_another_and_are_dated_at_their_start() -> None:
    made = figure(drafts())
    first, waiting, second = (named(made, name) for name in ("Lần 1", "Chờ", "Lần 2"))
    assert first["base"] == ["2020-02-03", "2020-03-01"]
    assert first["customdata"] == [30, 14]
    assert first["x"] == [30 * 86_400_000, 14 * 86_400_000]
    assert second["base"] == ["2020-03-09"]  # 3/2 + 30 + 5 days
    assert first["text"] == ["Lần 1", "Lần 1"]
    assert waiting["text"] == [""]
    assert waiting["marker"]["color"] == ["rgba(0,0,0,0)"]
    assert second["hovertext"] == ["Báo cáo chính trị<br>Lần 2: từ 09/03/2020, <b>20</b> ngày"]
    dated = next(trace for trace in made["data"] if trace["type"] == "scatter")
    assert dated["text"] == ["3/2", "9/3", "1/3"]


def test_hostile_names_are_letters_only() -> None:
    column = Column(HOSTILE[0], (1, 2, 3, 4))
    marks = (Mark(date(2020, 6, 30), HOSTILE[1]), Mark(DAYS[0], HOSTILE[3], DAYS[1]))
    hostile = [
        chart(Kind.CURVE, Column("x", DAYS), column, unit=HOSTILE[1], marks=marks),
        chart(Kind.STACKED_COLUMNS, Column("x", HOSTILE), column, column, unit=HOSTILE[2]),
        chart(Kind.STACKED_BARS, Column("x", HOSTILE), column, column, unit=HOSTILE[3]),
        chart(Kind.SPANS, Column("x", HOSTILE), Column("y", DAYS), column, marks=marks),
        chart(Kind.TIMELINE, *[Column("x", DAYS)] * 2, *[Column("y", HOSTILE)] * 3, marks=marks),
        chart(Kind.CURVE, Column("x", ()), empty=HOSTILE[1]),
    ]
    for drawn in hostile:
        said = list(texts(figure(drawn)))
        tags = {tag for text in said for tag in re.findall(r"<[^>]*>?", text)}
        assert tags <= {"<br>", "<b>", "</b>", "<extra>", "</extra>"}
        assert not any("$" in text or "\x00" in text for text in said)
        templates = [text for text in said if "%{" in text and "extra" in text]
        assert set(templates) <= {"%{hovertext}<extra></extra>"}
    assert any("&lt;script&gt;" in text for text in texts(figure(hostile[0])))


def test_an_empty_chart_says_its_sentence() -> None:
    made = figure(chart(Kind.CURVE, Column("Tuần", ()), empty="Chưa có buổi nào."))
    go.Figure(made)
    assert [note["text"] for note in made["layout"]["annotations"]] == ["Chưa có buổi nào."]


@pytest.mark.parametrize("kind", sorted(DRAWN))
def test_a_chart_of_nothing_but_gaps_is_drawn(kind: Kind) -> None:
    names = DAYS if kind is Kind.CURVE else ("a", "b", "c", "d")
    gaps = Column("Không có", (None,) * 4)
    go.Figure(figure(chart(kind, Column("x", names), *[gaps] * 4)))


@pytest.mark.parametrize("dark", [False, True])
def test_colours_come_from_the_theme_alone(dark: bool) -> None:
    sides = [paint.dark if dark else paint.light for paint in theme.PAINTS.values()]
    grounds = [getattr(g, n) for g in (theme.LIGHT, theme.DARK) for n in g.__slots__]
    marks = (Mark(DAYS[0], "a"), Mark(DAYS[1], "b", DAYS[2]))
    for drawn in (curve(marks=marks), weeks(), blocks(), drafts()):
        used = {t for t in texts(figure(drawn, dark=dark)) if re.fullmatch("#[0-9A-Fa-f]{6}", t)}
        assert used <= {*sides, *grounds}
        assert used & set(sides)


def test_what_is_written_on_a_fill_can_be_read() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for dark in (False, True):
        for tone in set(Tone) - {Tone.HIDDEN}:
            lone = Column("Số", (1, 2), tone)
            bars = figure(chart(Kind.STACKED_BARS, Column("x", ("a", "b")), lone, lone), dark=dark)
            bar = bars["data"][0]
            fill, ink = bar["marker"]["color"][0], bar["insidetextfont"]["color"][0]
            low, high = sorted((light(fill), light(ink)))
            assert (high + 0.05) / (low + 0.05) >= 3.0, (tone, dark)


@pytest.fixture
def plotly(page: Page) -> Page:
    """A page with our stylesheet and Plotly itself, for `plotted`."""
    page.set_content(f"{tables.style()}<div class='stApp'><div class='stPlotlyChart'></div></div>")
    page.add_script_tag(content=get_plotlyjs())
    return page


def plotted(page: Page, drawn: Chart, scheme: str) -> None:
    """The chart on a phone, the way a page mounts it."""
    page.evaluate(
        """([given, scheme]) => {
            const here = document.querySelector('.stPlotlyChart')
            here.parentElement.style = `color-scheme:${scheme};width:358px`
            return Plotly.newPlot(here, given.data, given.layout, given.config)
        }""",
        [{**figure(drawn), "config": CONFIG}, scheme],
    )


def painted(page: Page) -> set[str]:
    """Every colour a reader sees in the figure."""
    found = page.evaluate(
        """() => [...document.querySelectorAll('.stPlotlyChart .main-svg [style]')].flatMap(
            e => [e.style.fill && getComputedStyle(e).fill,
                  e.style.stroke && getComputedStyle(e).stroke])"""
    )
    numbers = (re.findall(r"\d+", colour or "") for colour in found)
    return {"#" + "".join(f"{int(part):02X}" for part in rgb) for rgb in numbers if len(rgb) == 3}


@pytest.mark.browser
def test_a_browser_shows_the_one_figure_in_the_colours_of_either_theme(plotly: Page) -> None:
    seen = [paint for tone, paint in theme.PAINTS.items() if tone is not Tone.HIDDEN]
    light, dark = ({getattr(paint, side) for paint in seen} for side in ("light", "dark"))
    small_print = {theme.LIGHT.ink, theme.LIGHT.muted, theme.LIGHT.rule}
    for drawn in EVERY:
        plotted(plotly, drawn, "light")
        assert painted(plotly) & light
        assert not painted(plotly) & dark
        plotted(plotly, drawn, "dark")
        assert painted(plotly) & dark
        assert theme.DARK.muted in painted(plotly)
        assert not painted(plotly) & (light | small_print)


@pytest.mark.browser
def test_hostile_names_stay_letters_in_a_browser_and_leave_room_on_a_phone(plotly: Page) -> None:
    column = Column(HOSTILE[0], (1, 2, 3, 4))
    plotted(plotly, chart(Kind.STACKED_BARS, Column("x", HOSTILE), column, column), "light")
    shown = plotly.locator(".stPlotlyChart text").all_text_contents()
    assert any("<script>" in text for text in shown)
    assert plotly.locator(".stPlotlyChart :is(a, img, script, image)").count() == 0
    bars = plotly.locator(".stPlotlyChart .barlayer").bounding_box()
    assert bars
    assert bars["width"] > 170


def test_the_configuration_shows_no_toolbar_and_no_way_out() -> None:
    assert CONFIG["displayModeBar"] is False
    assert CONFIG["locales"]["vi"]["format"]["decimal"] == ","
    assert CONFIG["locales"]["vi"]["format"]["shortMonths"][11] == "Th12"
    assert not any("http" in text for text in texts(CONFIG))
    json.dumps(CONFIG)


def test_the_configuration_file_repeats_the_theme() -> None:
    path = Path(__file__).parents[1] / ".streamlit" / "config.toml"
    settings = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {"backgroundColor": "paper", "secondaryBackgroundColor": "panel", "textColor": "ink"}
    names |= {"borderColor": "rule", "primaryColor": "accent", "grayColor": "muted"}
    for side, ground in (("light", theme.LIGHT), ("dark", theme.DARK)):
        written = settings["theme"][side]
        assert {key: written[key] for key in names} == {
            key: getattr(ground, name) for key, name in names.items()
        }
        series = written["chartCategoricalColors"]
        paints = {getattr(paint, side) for paint in theme.PAINTS.values()}
        assert len(series) == len(set(series)) == 10
        assert set(series) <= paints


def test_the_configuration_file_serves_fonts_that_are_there_and_calls_nobody() -> None:
    root = Path(__file__).parents[1]
    settings = tomllib.loads((root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    faces = settings["theme"]["fontFaces"]
    for face in faces:
        content = (root / face["url"].removeprefix("app/")).read_bytes()
        assert content.startswith(b"wOF2")
    assert any("U+1EA0-1EF9" in face["unicodeRange"] for face in faces)
    assert (root / "static" / "fonts" / "OFL.txt").read_text().count("SIL OPEN FONT LICENSE")
    assert not any("http" in text for text in texts(settings))
    assert settings["browser"] == {"serverAddress": "127.0.0.1", "gatherUsageStats": False}
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["runner"]["postScriptGC"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["server"]["enableAgentApi"] is False


def _expected(*, dark: bool) -> Figure:
    days = tuple(date(2020, 1, 5) + timedelta(days=n) for n in (0, 129, 159, 170, 196))
    return figure(
        chart(
            Kind.CURVE,
            Column("Đến hết ngày", days),
            Column("Đã tổ chức", (0, 11, None, None, None), Tone.DONE),
            Column("Thuận lợi", (None, 11, 30, None, None), Tone.PLAN),
            Column("Nhiều khả năng", (None, 11, None, 30, None), Tone.REGISTERED),
            Column("Chậm", (None, 11, None, None, 30), Tone.PLAN),
        ),
        dark=dark,
    )


@pytest.mark.parametrize("dark", [False, True])
def test_lines_that_reach_one_height_one_after_the_other_are_told_apart(dark: bool) -> None:
    made = _expected(dark=dark)
    dashes = [named(made, name)["line"]["dash"] for name in ("Thuận lợi", "Nhiều khả năng", "Chậm")]
    assert dashes == ["dash", "dot", "longdashdot"]
    assert not made["layout"]["showlegend"]
    notes = {note["text"]: note for note in made["layout"]["annotations"]}
    first, likely, last = (
        notes[f"<b>30</b> {name}"] for name in ("Thuận lợi", "Nhiều<br>khả năng", "Chậm")
    )
    assert (first["xanchor"], first["x"]) == ("right", "2020-06-12")
    assert (likely["xanchor"], likely["x"], likely["yanchor"]) == ("left", "2020-06-23", "top")
    assert likely["yshift"] <= -30  # beneath the name of the last line, which stands at the height
    assert (last["xanchor"], last["x"], last["yanchor"]) == ("left", "2020-07-19", "middle")
