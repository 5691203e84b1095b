"""What frames a page: the stylesheet, the masthead, a chart's finding above and its note below."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from congress_dash import theme, view_words
from congress_dash.chart import Chart
from congress_dash.tables.cells import safe

_BRAND = {"red": theme.BRAND_RED, "gold": theme.BRAND_GOLD}
_HIGHEST_PRINTED = 760  # pixels that a printed sheet leaves to a figure at the size of the rest
_FIGURE = ".stPlotlyChart .main-svg"
_SCREEN, _PAPER, _PICTURE = (
    Path(__file__).with_name(name).read_text("utf-8")
    for name in ("page.css", "print.css", "picture.css")
)


@cache
def style() -> str:
    """One `<style>` element, for screen and paper; the app's own colour scheme chooses between light and dark."""
    pairs = _pairs().items()
    both = "".join(f"--cd-{name}:light-dark({pair[0]},{pair[1]});" for name, pair in pairs)
    roots = f"{_light()}@supports (color:light-dark(red,red)){{:root{{{both}}}}}"
    return f"<style>{roots}{_tones()}{_figures()}{_SCREEN}{_PAPER}</style>"


def picture_style() -> str:
    """The rules a table has in a picture: those of the screen, light, and nothing that scrolls."""
    return f"{_light()}{_tones()}{_SCREEN}{_PICTURE}"


def shrunk(key: str, height: int) -> str:
    """A figure so many pixels high stands whole on a printed sheet, however many rows it has."""
    times = min(1.0, _HIGHEST_PRINTED / height)
    return f"<style>@media print{{.st-key-{key}{{zoom:{times:.2f}}}}}</style>"


def running_head(left: str, right: str) -> str:
    """What stands at the head of every printed sheet."""
    boxes = f"@top-left{{content:{_css(left)}}}@top-right{{content:{_css(right)}}}"
    return f"<style>@page{{{boxes}}}</style>"


def _css(text: str) -> str:
    """A text as a string of a stylesheet: letters and digits as they are, all else by number."""
    told = (letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in text)
    return f'"{"".join(told)}"'


def masthead(name: str) -> str:
    """The page's name."""
    return f'<header class="cd-masthead"><h1>{safe(name)}</h1></header>'


def status(line: str) -> str:
    """In small print, whose figures and of which day."""
    return f'<p class="cd-status">{safe(line)}</p>'


def heading(chart: Chart) -> str:
    """The finding as a heading, whatever letters it holds."""
    return f'<h3 class="cd-finding">{safe(chart.title)}</h3>'


def show_line(line: str) -> str:
    """What stays in sight above every screen of a show."""
    return f'<p class="cd-show-line">{safe(line)}</p>'


def show_title(title: str) -> str:
    """The finding, for the last row of the room."""
    return f'<h1 class="cd-show-title">{safe(title)}</h1>'


def leaf_title(chart: Chart) -> str:
    """The title of a slide to come."""
    return f'<p class="cd-leaf-title">{safe(chart.title)}</p>'


def leaf_foot(chart: Chart, number: int, slides: int) -> str:
    """Which slides it will be, and of which day: `Trang 5–6 · Số liệu tính đến ngày 13/05/2020`."""
    which = f"Trang {number}" if slides == 1 else f"Trang {number}–{number + slides - 1}"
    return f'<p class="cd-note">{safe(f"{which} · {view_words.as_of(chart.moment)}")}</p>'


def note(chart: Chart) -> str:
    """What is counted out of what, of which day, and where it comes from."""
    dated = f"{view_words.as_of(chart.moment)}."
    parts = " ".join(filter(None, (chart.pointer, dated, chart.definition)))
    source = f"<br>Nguồn: {safe(chart.source)}" if chart.source else ""
    return f'<p class="cd-note">{safe(parts)}{source}</p>'


def _pairs() -> dict[str, tuple[str, str]]:
    """Every colour by name, light and dark."""
    light, dark = theme.LIGHT, theme.DARK
    names = ("paper", "panel", "ink", "muted", "rule", "accent", "pause")
    grounds = {name: (getattr(light, name), getattr(dark, name)) for name in names}
    brand = {name: (value, value) for name, value in _BRAND.items()}
    tones = {tone.value: (paint.light, paint.dark) for tone, paint in theme.PAINTS.items()}
    return grounds | brand | tones


def _light() -> str:
    return f":root{{{''.join(f'--cd-{name}:{pair[0]};' for name, pair in _pairs().items())}}}"


def _figures() -> str:
    """A figure keeps the colours it was drawn in: the light ones turn with the theme, here."""
    rules = []
    turning = {name: pair[0] for name, pair in _pairs().items() if pair[0] != pair[1]}
    for name, light in turning.items():
        red, green, blue = (int(light[at : at + 2], 16) for at in (1, 3, 5))
        for part in ("fill", "stroke"):
            drawn = f'{_FIGURE} [style*="{part}: rgb({red}, {green}, {blue})"]'
            rules.append(f"{drawn}{{{part}:var(--cd-{name})!important}}")
    return "".join(rules)


def _tones() -> str:
    """`.cd-late` and its like carry their colour on as `--cd-tone`."""
    return "".join(f".cd-{tone.value}{{--cd-tone:var(--cd-{tone.value})}}" for tone in theme.PAINTS)
