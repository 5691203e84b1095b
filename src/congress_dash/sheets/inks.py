"""Values → cells of a worksheet in our type and colours: texts stay texts, days are days."""

from __future__ import annotations

from datetime import date
from typing import Any

from congress_dash import theme
from congress_dash.chart import Tone, Value
from congress_dash.safe_text import COUNT_FORMAT, DAY_FORMAT, begins_formula, safe_text

DECIMAL_FORMAT = "[$-42A]General"  # a comma where the program knows Vietnamese


class Inks:
    """The workbook's formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            base = {"font_name": theme.SLIDE_FONT, "font_size": 11, "font_color": theme.INK}
            self._made[key] = self._book.add_format({**base, "valign": "vcenter", **look})
        return self._made[key]


def heading_look() -> dict[str, Any]:
    return {
        "bold": True, "text_wrap": True, "align": "center", "bg_color": theme.RULE,
        "bottom": 2, "bottom_color": theme.BRAND_RED,
    }  # fmt: skip


def cell_look() -> dict[str, Any]:
    return {"border": 1, "border_color": theme.RULE}


def put_text(page: Any, row: int, column: int, text: str, inks: Inks, **look: Any) -> None:
    """A text that stays one, also when a person opens the cell and confirms it."""
    words = safe_text(text)
    page.write_string(row, column, words, inks(quote_prefix=begins_formula(words), **look))


def put_across(page: Any, row: int, last: int, text: str, inks: Inks, **look: Any) -> None:
    """The same over the columns from the first to the last, on as many lines as it takes."""
    if last:
        page.merge_range(row, 0, row, last, "", inks(text_wrap=True, **look))
    put_text(page, row, 0, text, inks, text_wrap=True, **look)


def put_way(page: Any, row: int, column: int, sheet: str, text: str, inks: Inks) -> None:
    """A link to another sheet of the same workbook."""
    words = safe_text(text)
    look = inks(
        quote_prefix=begins_formula(words), font_color=theme.BRAND_RED, underline=1,
        text_wrap=True, **cell_look(),
    )  # fmt: skip
    page.write_url(row, column, f"internal:'{sheet}'!A1", look, words, "Mở trang này")


def put(page: Any, row: int, column: int, value: Value, tone: Tone | None, inks: Inks) -> None:
    """One cell of a table; a tone tints it and puts its sign before the value."""
    look: dict[str, Any] = {**cell_look(), **_tone_look(tone)}
    sign = f'"{theme.PAINTS[tone].sign} "' if tone and theme.PAINTS[tone].sign else ""
    match value:
        case None if sign:
            put_text(page, row, column, sign.strip('" '), inks, **look)
        case None:
            page.write_blank(row, column, None, inks(**look))
        case str():
            shown = {"num_format": sign + "@"} if sign else {}
            put_text(page, row, column, value, inks, text_wrap=True, indent=1, **shown, **look)
        case date():
            look |= {"num_format": sign + DAY_FORMAT, "align": "center"}
            page.write_datetime(row, column, value, inks(**look))
        case int():
            form = f"{sign}0" if sign else COUNT_FORMAT
            page.write_number(row, column, value, inks(num_format=form, **look))
        case float():
            page.write_number(row, column, value, inks(num_format=DECIMAL_FORMAT, **look))


def _tone_look(tone: Tone | None) -> dict[str, Any]:
    """A calm tint; what is late stands in full colour."""
    if tone is None or tone is Tone.HIDDEN:
        return {}
    colour = theme.PAINTS[tone].light
    if tone is Tone.LATE:
        return {"bg_color": colour, "font_color": theme.PAPER, "bold": True}
    return {"bg_color": theme.tint(colour, 0.22)}
