"""All organisations, to choose one from."""

from __future__ import annotations

from congress_dash import reference, vietnamese, wording
from congress_dash.boards import asking
from congress_dash.boards.asking import Books, Row, columns, rows
from congress_dash.boards.citing import source
from congress_dash.boards.organisation.who import SUPERIOR
from congress_dash.chart import Chart, Kind
from congress_dash.moment import Moment


def listed(
    books: Books, moment: Moment, units: tuple[str, ...] | None = None, most: int = 300
) -> Chart:
    """Every organisation to choose from, or those of `units` alone, by level and block;
    of a long list the first `most`."""
    states = {r["unit"]: r["state"] for r in rows(books, "organisations", moment)}
    told = [
        row
        for row in rows(books, "known_units", moment.of(None))
        if (units is None and (row["unit"] in states or row["level"] == SUPERIOR or row["ended"]))
        or (units is not None and row["unit"] in units)
    ]
    whole, told = len(told), told[:most]
    table = [(r["name"], r["code"], wording.value("kind", r["kind"]), _standing(r, states))
             for r in told]  # fmt: skip
    cut = f" Đang hiện {len(told)} trong {whole}; hãy tìm theo tên hoặc mã." if whole > most else ""
    return Chart(
        key="known_units",
        title="Chọn một tổ chức đảng để xem toàn bộ quá trình chuẩn bị đại hội"
        if units is None
        else f"{whole} tổ chức đảng có tên hoặc mã như đã tìm; hãy chọn một",
        kind=Kind.TABLE,
        columns=columns(table, "Tổ chức đảng", "Mã", "Loại hình", "Tình trạng"),
        unit="",
        moment=moment,
        definition=f"Các tổ chức đảng có trong Danh mục, theo thứ tự của Danh mục.{cut}",
        source=source(books, moment, "catalogue", "progress"),
        group=tuple(_group(r) for r in told),
        units=tuple(r["unit"] for r in told),
        empty="Chưa có Danh mục; hãy nạp ở trang Cập nhật.",
    )


def _standing(row: Row, states: dict[str, str]) -> str:
    if row["ended"]:
        return f"Kết thúc {vietnamese.day(row['valid_to'])}"
    return asking.state(states.get(row["unit"]))


def _group(row: Row) -> str:
    if row["ended"]:
        return "Đã kết thúc hoạt động"
    return asking.block(row) if row["block"] else reference.label("levels", row["level"])
