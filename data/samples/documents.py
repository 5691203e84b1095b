"""Nothing in, Biểu 03 of 13/05/2020 out: the province's congress documents, draft by draft."""

from __future__ import annotations

from pathlib import Path

from days import in_words, on, spoken
from drawing import draw_headings, draw_lines, draw_signatures, draw_title
from paper import Column, Line, Look, Title, leaf, paper

AS_OF = on("13/5")
DRAFTS = "Dự thảo (ngày)"
COLUMNS = (
    Column("TT", 5, Look.CENTRE),
    Column("Văn kiện", 34),
    Column("Đơn vị chủ trì", 16),
    *(Column(f"Lần {number}", 11, Look.DAY, DRAFTS) for number in (1, 2, 3, 4)),
    Column("Đối tượng xin ý kiến", 24),
    Column("Số phiếu/công văn gửi", 10, Look.COUNT),
    Column("Số nhận về", 8, Look.COUNT),
    Column("Số ý kiến", 8, Look.COUNT),
    Column("Tiếp thu", 8, Look.COUNT),
    Column("Giải trình", 8, Look.COUNT),
    Column("Tình trạng", 24),
)
AUDIENCE = "BCH Đảng bộ; Bí thư các chi, đảng bộ cơ sở trực thuộc"
OUT_FOR_COMMENT = "Hoàn thiện dự thảo lần 3, đang xin ý kiến"
CONTENT, PERSONNEL = "Tiểu ban Văn kiện", "Tiểu ban Nhân sự"
# document, who drafts it, its drafts, then sent, received, comments, accepted, explained
THIRD_DRAFTS = (
    ("Báo cáo chính trị", "14/2 20/3 22/4", 57, 51, 96, 68, 21),
    ("Báo cáo kiểm điểm của Ban Chấp hành", "21/2 27/3 28/4", 57, 48, 62, 41, 15),
    ("Nghị quyết Đại hội", "28/2 3/4 5/5", 57, 39, 44, 23, 9),
    ("Chương trình hành động thực hiện nghị quyết", "6/3 10/4 11/5", 57, 17, 12, 3, 1),
)
SCHEME: Line = (
    *("Đề án nhân sự", PERSONNEL, on("27/4")),
    *[None] * 9,
    "Dự thảo lần 1",
)
SUMMARY: Line = (
    *("Báo cáo tổng hợp ý kiến góp ý văn kiện cấp trên", CONTENT),
    *[None] * 10,
    "đang DT lần 1",
)


def build(folder: Path) -> None:
    """Writes the Biểu 03 staff sent for 13/05/2020."""
    with paper(folder / f"bieu-03-{AS_OF}.xlsx", "Biểu 03 – Tiến độ văn kiện", AS_OF) as book:
        sheet = leaf(book, "Biểu 03", COLUMNS)
        title = Title(
            number="Biểu số 03",
            subject="Tiến độ văn kiện Đại hội Đảng bộ Công an tỉnh lần thứ XVII, "
            "nhiệm kỳ 2020 - 2025",
            remarks=(f"(Số liệu tính đến ngày {spoken(AS_OF)})",),
            place_and_date=f"X, {in_words(AS_OF)}",
        )
        top = draw_headings(sheet, draw_title(sheet, title))
        lines = [(number, *line) for number, line in enumerate(documents(), start=1)]
        draw_signatures(sheet, draw_lines(sheet, lines, top))


def documents() -> list[Line]:
    """The four documents at their third draft, then the two that are behind them."""
    main: list[Line] = [
        (name, CONTENT, *map(on, drafts.split()), None, AUDIENCE, *counts, OUT_FOR_COMMENT)
        for name, drafts, *counts in THIRD_DRAFTS
    ]
    return [*main, SCHEME, SUMMARY]
