"""What was chosen of a file in; what of it was not read, and days that differ, as problems out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from congress_dash.choosing import Chosen
from congress_dash.column_readings import Known
from congress_dash.readers import Odd
from congress_dash.records import Cell, Problem, Severity, address
from congress_dash.vietnamese import day, integer
from congress_dash.workbook import Table


def problems(read: Chosen) -> Iterable[Problem]:
    """Headings, rows and sheets that were not read, and days that differ."""
    for table in read.tables:
        yield from _of_rows(table, read.known)
        yield from _of_columns(table)
    for near in read.unread:
        yield Problem(
            near.sheet, address(near.headings.row - 1, 0), "", "", Severity.WARNING, "unread_sheet",
            near.sentence + "Trang này chưa được đọc. Hãy sửa tiêu đề nếu cần đọc.",
        )  # fmt: skip
    for name in read.of_others:
        yield Problem(
            name, "A1", "", "", Severity.WARNING, "unread_sheet",
            "Trang này là một biểu khác, chưa được đọc trong lần này. Muốn nạp, hãy lưu riêng trang thành "
            "tệp mới rồi gửi.",
        )  # fmt: skip
    for name, (cell, own) in read.told_days.items():
        if own and read.as_of and own != read.as_of:
            yield Problem(
                name, cell.address, "", str(cell.value), Severity.WARNING, "as_of_differs",
                f"Trang này ghi số liệu đến ngày {day(own)}, các trang đọc chung được tính đến ngày "
                f"{day(read.as_of)}. Hãy thống nhất ngày chốt số liệu.",
            )  # fmt: skip


def _of_rows(table: Table, known: Known) -> Iterator[Problem]:
    """Rows that look like the form's but are not read."""
    below = table.unread.below
    above = [cell for cell in table.unread.above if _one_unit(cell.value, known)]
    if above:
        yield _warning(
            table, above[0], "rows_above",
            f"Bảng được đọc từ hàng tiêu đề bên dưới; phía trên còn {integer(len(above))} hàng ghi tên tổ "
            "chức đảng chưa được đọc, kể từ ô này. Nếu là số liệu, hãy chuyển xuống dưới hàng tiêu đề "
            "hoặc sang trang khác rồi gửi lại.",
        )  # fmt: skip
    if below:
        yield _warning(
            table, below[0], "rows_below",
            "Bảng được đọc đến phần chữ ký, ghi chú hoặc hai hàng trống; từ ô này trở xuống còn "
            f"{integer(len(below))} hàng giống dòng số liệu chưa được đọc. Nếu là số liệu, hãy "
            "xóa hàng trống hoặc đưa phần chữ ký xuống cuối bảng rồi gửi lại.",
        )  # fmt: skip
    for cell in table.unread.groups:
        if name := _one_unit(cell.value, known):
            yield _warning(
                table, cell, "unit_in_group_row",
                f"Hàng này được hiểu là tên nhóm nên không đọc, nhưng ghi {name}. Nếu là số liệu của tổ chức "
                "đảng này, hãy ghi số thường ở cột TT rồi gửi lại.",
            )  # fmt: skip


def _one_unit(words: object, known: Known) -> str | None:
    """The organisation that these words surely name."""
    try:
        return known.names.orgs[known.names.match(str(words or "")).unit].name
    except Odd:
        return None


def _of_columns(table: Table) -> Iterator[Problem]:
    """Columns that are not read."""
    named = {table.layout.subject, "organisation", "code"}
    second = next((c.address for c, of in table.unread.repeated if of in named), None)
    for cell, of in table.unread.repeated:
        own = address(0, table.columns[of])[:-1]
        same = f"Tiêu đề này trùng với tiêu đề cột {own}"
        if cell.address == second:
            yield _warning(
                table, cell, "repeated_heading",
                f"{same}: có bảng thứ hai nằm bên cạnh, chưa được đọc. Hãy chuyển bảng đó xuống dưới "
                "hoặc sang trang khác rồi gửi lại.",
            )  # fmt: skip
        elif second is None:
            yield _warning(
                table, cell, "repeated_heading",
                f"{same}; chỉ đọc cột {own}. Hãy giữ một cột, hoặc sửa tiêu đề theo biểu mẫu rồi gửi lại.",
            )  # fmt: skip
    for cell in table.unread.unheaded:
        yield Problem(
            table.sheet, cell.address, "", "", Severity.NOTE, "unknown_heading",
            "Cột này có số liệu nhưng không có tiêu đề nên không đọc. Nếu cần, hãy ghi tiêu đề theo biểu mẫu.",
        )  # fmt: skip
    for cell in table.unknown:
        yield Problem(
            table.sheet, cell.address, "", str(cell.value), Severity.NOTE, "unknown_heading",
            "Không nhận ra cột này nên không đọc. Nếu cần, hãy đổi tiêu đề theo biểu mẫu.",
        )  # fmt: skip


def _warning(table: Table, cell: Cell, kind: str, why: str) -> Problem:
    return Problem(table.sheet, cell.address, "", str(cell.value), Severity.WARNING, kind, why)
