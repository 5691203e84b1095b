"""What no table says but a native chart needs: corners of steps, heights of marks, lanes.

Block beside block on one sheet of the workbook, each under the name of its chart's sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from congress_dash import theme
from congress_dash.chart import Kind
from congress_dash.sheets.fields import Field
from congress_dash.sheets.inks import Inks, heading_look, put, put_text
from congress_dash.sheets.table import HEADING_ROW, Cells

NAME = "Điểm vẽ"
NEEDED = frozenset({Kind.CURVE, Kind.DOTS, Kind.TIMELINE})  # kinds whose charts need points
_ABOUT = (
    "Các điểm để Excel vẽ đường bậc thang, mốc thời hạn và dòng thời gian; số liệu đứng ở trang mang "
    "tên biểu đồ, cách tính và nguồn ở trang Nguồn."
)


class Points:
    """The sheet being filled, from left to right."""

    def __init__(self, page: Any, inks: Inks) -> None:
        self._page, self._inks, self._free = page, inks, 0
        page.hide_gridlines(2)
        put_text(page, 0, 0, "Điểm vẽ của các biểu đồ", inks, bold=True, font_size=14)
        put_text(page, 1, 0, _ABOUT, inks, font_color=theme.MUTED)
        page.freeze_panes(HEADING_ROW + 1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)

    def add(self, of: str, columns: Sequence[Field]) -> list[Cells]:
        """Where each column's values stand now."""
        left = self._free
        put_text(self._page, HEADING_ROW - 1, left, of, self._inks, bold=True)
        for at, field in enumerate(columns, left):
            put_text(self._page, HEADING_ROW, at, field.heading, self._inks, **heading_look())
            self._page.set_column(at, at, 14)
            for row, value in enumerate(field.values, HEADING_ROW + 1):
                if value is not None:
                    put(self._page, row, at, value, None, self._inks)
        self._free += len(columns) + 1
        return [
            Cells(NAME, HEADING_ROW + 1, at, field.values) for at, field in enumerate(columns, left)
        ]
