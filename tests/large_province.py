"""A number of organisations in; the Danh mục and a clean Biểu 01 of so large a province out.

Half of them are directly subordinate, half coordinated; of every ten, four have held their
congress. Nothing in either workbook is a problem, and no two names are the same.

As a program (`large_province.py STORE FILE`) it looks at a file and prints what came of it and how
much memory that took, in a process of its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

AS_OF = date(2020, 5, 13)
GROUPS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
SYLLABLES = (
    *("An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Kim", "Lộc", "Minh", "Nam", "Oanh", "Phú"),
    *("Quang", "Sơn", "Tân", "Uyên", "Vĩnh", "Xuân", "Yên", "Đông", "Bắc", "Châu", "Diên", "Gia"),
    *("Hòa", "Khánh", "Long", "Mỹ", "Ninh", "Phong", "Quý", "Thạnh", "Trung", "Vân", "Ngọc"),
    *("Thủy", "Lâm", "Hưng", "Đức", "Thịnh", "Hải", "Tiến", "Linh", "Triệu", "Cẩm", "Bảo", "Tây"),
)
REMARKS = ("Đang bổ sung hồ sơ", "Lùi từ 22/4/2020 do giãn cách xã hội", "Cơ quan thường trực")
HEADINGS = (
    *("TT", "Mã", "Tên tổ chức đảng", "Loại hình (ĐB/CB)", "Số chi bộ trực thuộc"),
    *("Tổng số đảng viên / Chính thức", "Tổng số đảng viên / Dự bị"),
    *("Đại hội chi bộ trực thuộc / Đã tổ chức", "Đại hội chi bộ trực thuộc / Tỷ lệ (%)"),
    *("Công tác chuẩn bị / KH số, ngày", "Công tác chuẩn bị / Dự thảo BCCT lần thứ"),
    *("Công tác chuẩn bị / Góp ý (lượt)", "Công tác chuẩn bị / Ngày trình"),
    *("Công tác chuẩn bị / Ngày duyệt", "Thời gian đại hội / Dự kiến"),
    *("Thời gian đại hội / Thực tế", "Hình thức (ĐV/ĐB)", "ĐH điểm", "Bầu trực tiếp BT", "Ghi chú"),
)
SUMMED = tuple(HEADINGS.index(heading) for heading in HEADINGS if heading.endswith(
    ("trực thuộc", "Chính thức", "Dự bị", "Đã tổ chức", "Góp ý (lượt)")))  # fmt: skip
SOURCE = Path(__file__).parents[1] / "src"
Value = str | int | float | datetime | None


def catalogue(organisations: int) -> bytes:
    """Danh mục: the provincial committee and that many organisations of one block."""
    out = BytesIO()
    with Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Tổ chức đảng")
        sheet.write_row(0, 0, ("Thứ tự", "Mã", "Tên tổ chức đảng", "Loại hình", "Phạm vi", "Khối",
                               "Cấp trên", "Số đảng viên", "Số chi bộ trực thuộc",
                               "ĐH điểm"))  # fmt: skip
        sheet.write_row(1, 0, (0, "DUCA", "Đảng bộ Công an tỉnh", "Đảng bộ", "Cấp trên trực tiếp"))
        for n in range(organisations):
            sheet.write_row(n + 2, 0, (
                n + 1, code(n), name(n), "Đảng bộ" if is_committee(n) else "Chi bộ",
                "Trực thuộc" if is_direct(n) else "Phối hợp", "Công an cấp huyện", "DUCA",
                members(n), sub_cells(n), "x" if is_pilot(n) else None,
            ))  # fmt: skip
        leveled = book.add_worksheet("Mốc thời hạn")
        leveled.write_row(0, 0, ("Cấp", "Mốc", "Ngày", "Hiệu lực từ"))
        leveled.write_row(1, 0, ("Cơ sở", "Hoàn thành đại hội", "30/6/2020", "01/10/2019"))
    return out.getvalue()


def progress(organisations: int, as_of: date = AS_OF) -> bytes:
    """Biểu 01 of that day as staff lay it out: title, merged headings, groups, totals, signature."""
    out = BytesIO()
    with Workbook(out, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Biểu 01")
        for row, words in enumerate(("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY CÔNG AN TỈNH", "BIỂU TỔNG HỢP",
                                     f"(Số liệu tính đến ngày {as_of:%d/%m/%Y})")):  # fmt: skip
            sheet.merge_range(row, 0, row, 19, words)
        row = _body(sheet, _headings(sheet, 5), organisations, as_of)
        sheet.write_row(
            row + 1, 0, ("NƠI NHẬN:", None, "NGƯỜI LẬP BIỂU", None, "T/M BAN THƯỜNG VỤ")
        )
    return out.getvalue()


def _headings(sheet: Worksheet, top: int) -> int:
    """Two rows of headings, parents merged over their children, and the numbers; the next row."""
    pairs = [(*heading.rpartition(" / ")[::2],) for heading in HEADINGS]
    for at, (parent, leaf) in enumerate(pairs):
        if not parent:
            sheet.merge_range(top, at, top + 1, at, leaf)
        elif at and pairs[at - 1][0] != parent:
            wide = sum(other == parent for other, _ in pairs)
            sheet.merge_range(top, at, top, at + wide - 1, parent)
    sheet.write_row(top + 1, 0, [leaf if parent else None for parent, leaf in pairs])
    sheet.write_row(top + 2, 0, [f"({at + 1})" for at in range(len(HEADINGS))])
    return top + 3


def _body(sheet: Worksheet, row: int, organisations: int, as_of: date) -> int:
    """The groups, each with its subtotal, and the grand total; gives the next row."""
    size = -(-organisations // len(GROUPS))
    subtotals = []
    for at, numeral in enumerate(GROUPS):
        here = range(at * size, min((at + 1) * size, organisations))
        sheet.write_string(row, 2, f"{numeral}. KHỐI SỐ {at + 1}")
        sums = [0] * len(SUMMED)
        for line, n in enumerate(here, start=1):
            values = row_of(n, as_of)
            sheet.write_row(row + line, 0, values)
            if sub_cells(n):
                part, whole = (xl_rowcol_to_cell(row + line, column) for column in (7, 4))
                sheet.write_formula(row + line, 8, f"={part}/{whole}", None, values[8] or 0)
            sums = [s + (values[c] or 0) for s, c in zip(sums, SUMMED, strict=True)]
        row += len(here) + 1
        _total(sheet, row, f"Cộng khối {numeral}", sums)
        subtotals.append(sums)
        row += 1
    _total(sheet, row, "TỔNG CỘNG", [sum(column) for column in zip(*subtotals, strict=True)])
    return row + 1


def _total(sheet: Worksheet, row: int, label: str, sums: Sequence[int]) -> None:
    sheet.write_string(row, 2, label)
    for column, value in zip(SUMMED, sums, strict=True):
        sheet.write_formula(row, column, "=SUM(A1)", None, value)


def row_of(n: int, as_of: date = AS_OF) -> list[Value]:
    """One organisation as its row tells of it."""
    submitted = as_of - timedelta(days=30 + n % 60)
    approved, planned = submitted + timedelta(days=12), submitted + timedelta(days=20)
    held = planned if is_held(n) else None
    kept = "ĐU" if is_committee(n) else "CB"
    return [
        n % 1000 + 1, code(n), name(n), "ĐB" if is_committee(n) else "CB", sub_cells(n),
        members(n) - 2, 2, sub_cells(n), 1.0 if sub_cells(n) else None,
        f"{n % 40 + 1:02d}-KH/{kept}, {submitted - timedelta(days=30):%d/%m/%Y}",
        3 if n % 3 else "lần 3", n % 70, _at(submitted) if n % 10 < 8 else None,
        _at(approved) if n % 10 < 6 else None,
        f"{planned:%d/%m/%Y}" if n % 7 == 0 else _at(planned),
        f"{held:%d/%m/%Y}" if held and n % 9 == 0 else _at(held),
        "ĐB" if members(n) >= 200 else "ĐV", "x" if is_pilot(n) else None,
        "x" if n % 4 == 0 else None, REMARKS[n % 3] if n % 8 == 0 else None,
    ]  # fmt: skip


def _at(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day) if day else None


def code(n: int) -> str:
    return f"T{n + 1:05d}"


def name(n: int) -> str:
    first, second, third = n // 47 // 47 % 47, n // 47 % 47, n % 47
    words = " ".join(SYLLABLES[at] for at in (first, second, third))
    return f"{'Đảng bộ' if is_committee(n) else 'Chi bộ'} Công an xã {words}"


def is_direct(n: int) -> bool:
    return n % 2 == 0


def is_committee(n: int) -> bool:
    return n % 5 == 0


def is_pilot(n: int) -> bool:
    return n % 50 == 0


def is_held(n: int) -> bool:
    return n % 10 < 4


def members(n: int) -> int:
    return 30 + n % 200 if is_committee(n) else 8 + n % 20


def sub_cells(n: int) -> int:
    return 3 + n % 6 if is_committee(n) else 0


# --- looked at in a process of its own ------------------------------------------------------------


def looked_at(store: Path, file: Path) -> dict[str, Any]:
    """What came of a look, and the peak memory of the process and of its child in MiB."""
    done = subprocess.run(
        [sys.executable, __file__, str(store), str(file)],
        env={"PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"}, capture_output=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(store: str, file: str) -> None:
    from congress_dash import intake, told
    from congress_dash.store import Store

    books = Store.open(Path(store), create=True)
    found = told.as_json(intake.look(file, Path(file).read_bytes(), books), None)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(json.dumps(found | {"parent_mib": peak_mib(), "child_mib": child}))


def peak_mib() -> int:
    """The most memory this program has held; the kernel's other count keeps the starter's too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(held.split()[1]) // 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
