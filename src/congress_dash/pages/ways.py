"""Addresses of our own pages: what was chosen on this one goes along."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from congress_dash import tables
from congress_dash.chart import Chart

# these belong to the page they stand in the address of
_OWN = frozenset(
    {"unit", "step", "tim", "so-voi", "so-voi-lan", "trang", "tu-dong", "bieu-do", "briefing"}
)


def carried() -> dict[str, str]:
    """The clocks and what the view was narrowed to, as the address says them."""
    return {name: st.query_params[name] for name in st.query_params if name not in _OWN}


def to(path: str, **more: str) -> str:
    """`/to-chuc?as_of=2020-05-13&unit=PC03`."""
    return f"/{path}?{urlencode({**carried(), **more})}"


def to_unit(unit: str) -> str:
    return to("to-chuc", unit=unit)


def to_block(block: str) -> str:
    """The organisations of a block."""
    return to("dai-hoi", khoi=block)


def links(chart: Chart) -> tables.Links | None:
    """A row's first cell leads to the organisation or the block whose row it is."""
    if not chart.units and not chart.blocks:
        return None

    def link(row: int, column: int) -> str | None:
        if column:
            return None
        if chart.units:
            return to_unit(chart.units[row])
        block = chart.blocks[row]
        return to_block(block) if block else None

    return link
