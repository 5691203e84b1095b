"""Figures for pictures and for the slides to come: they fill their room, and nothing of them is lost."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

import gallery
from congress_dash import embedded_fonts
from congress_dash.chart import Chart
from congress_dash.figures import DRAWN, SHEETS, figure, printed, reduced

DRAWN_CHARTS = [c for c in gallery.gallery() if c.kind in DRAWN and not c.is_empty]


def letters(part: object) -> list[float]:
    """Every size of letters in a figure."""
    if isinstance(part, dict):
        own = [part["size"]] if "family" in part and "size" in part else []
        return own + [size for each in part.values() for size in letters(each)]
    if isinstance(part, list | tuple):
        return [size for each in part for size in letters(each)]
    return []


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("chart", DRAWN_CHARTS, ids=lambda chart: chart.key)
def test_a_picture_is_filled_and_its_key_stays_at_the_foot(chart: Chart, paper: str) -> None:
    small, sheet = figure(chart), SHEETS[paper]
    large = printed(small, sheet)
    width, height = sheet.room
    assert large["layout"]["width"] == width
    assert large["layout"]["height"] <= height
    assert min(letters(large["layout"])) >= 17
    go.Figure(large)  # Plotly takes it
    if small["layout"]["showlegend"]:
        times = letters(large["layout"]["legend"])[0] / letters(small["layout"]["legend"])[0]
        foot = large["layout"]["legend"]["y"] * large["layout"]["height"]
        assert foot <= small["layout"]["legend"]["y"] * small["layout"]["height"] * times + 1


@pytest.mark.parametrize("paper", SHEETS)
def test_a_sheet_has_the_shape_of_its_dots(paper: str) -> None:
    sheet = SHEETS[paper]
    assert sheet.width / sheet.height == pytest.approx(sheet.pixels[0] / sheet.pixels[1], rel=1e-3)


@pytest.mark.parametrize("chart", DRAWN_CHARTS, ids=lambda chart: chart.key)
def test_a_small_figure_has_the_same_data_in_less_room(chart: Chart) -> None:
    whole, small = figure(chart), reduced(figure(chart))
    assert small["layout"]["height"] <= 168
    assert max(letters(small["layout"])) < max(letters(whole["layout"]))
    for before, after in zip(whole["data"], small["data"], strict=True):
        assert after.get("x") == before.get("x")
        assert after.get("y") == before.get("y")


def test_the_letters_that_go_along_hold_their_files() -> None:
    css = embedded_fonts.css()
    assert css.count("@font-face{font-family:'Be Vietnam Pro'") == 6
    assert (
        css.count("src:url(data:font/woff2;base64,d09GMg") == 6
    )  # “wOF2”, the head of such a file
    assert "U+1EA0-1EF9" in css
    assert "http" not in css
