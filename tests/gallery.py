"""One realistic example Chart per kind, plus an empty one and one with hostile names."""

from __future__ import annotations

from datetime import date, timedelta

from congress_dash.chart import Chart, Column, Kind, Mark, Tone, Value
from congress_dash.moment import Moment
from congress_dash.share import Share

MOMENT = Moment(date(2020, 5, 13), 12)
SOURCE = "Biểu 01 – Tiến độ đại hội, ngày 13/05/2020 (lần cập nhật 12)"
HEADING = "Tiến độ chuẩn bị đại hội đảng các cấp trong Đảng bộ Công an tỉnh, nhiệm kỳ 2020 – 2025"

_STAFF = "Khối Tham mưu – Xây dựng lực lượng"
_SUPPLY, _SECURITY, _POLICE = "Khối Hậu cần", "Khối An ninh", "Khối Cảnh sát"
UNITS: tuple[tuple[str, str, str], ...] = (
    ("PV01", "Đảng bộ Phòng Tham mưu", _STAFF),
    ("PV05", "Chi bộ Phòng Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", _STAFF),
    ("PV06", "Chi bộ Phòng Hồ sơ nghiệp vụ", _STAFF),
    ("PX01", "Đảng bộ Phòng Tổ chức cán bộ", _STAFF),
    ("PX03", "Đảng bộ Phòng Công tác đảng và công tác chính trị", _STAFF),
    ("PX05", "Chi bộ Thanh tra Công an tỉnh", _STAFF),
    ("PX06", "Chi bộ Cơ quan Ủy ban Kiểm tra Đảng ủy", _STAFF),
    ("PH10", "Đảng bộ Phòng Hậu cần", _SUPPLY),
    ("PH06", "Chi bộ Bệnh viện Công an tỉnh", _SUPPLY),
    ("PA01", "Chi bộ Phòng An ninh đối ngoại", _SECURITY),
    ("PA02", "Đảng bộ Phòng An ninh đối nội", _SECURITY),
    ("PA03", "Chi bộ Phòng An ninh chính trị nội bộ", _SECURITY),
    ("PA04", "Chi bộ Phòng An ninh kinh tế", _SECURITY),
    ("PA05", "Chi bộ Phòng An ninh mạng và phòng, chống tội phạm công nghệ cao", _SECURITY),
    ("PA06", "Chi bộ Phòng Kỹ thuật nghiệp vụ", _SECURITY),
    ("PA08", "Chi bộ Phòng Quản lý xuất nhập cảnh", _SECURITY),
    ("PA09", "Chi bộ Phòng An ninh điều tra", _SECURITY),
    ("PC01", "Chi bộ Văn phòng Cơ quan Cảnh sát điều tra", _POLICE),
    ("PC02", "Đảng bộ Phòng Cảnh sát hình sự", _POLICE),
    ("PC03", "Đảng bộ Phòng Cảnh sát kinh tế", _POLICE),
    ("PC04", "Đảng bộ Phòng Cảnh sát điều tra tội phạm về ma túy", _POLICE),
    ("PC05", "Chi bộ Phòng Cảnh sát phòng, chống tội phạm về môi trường", _POLICE),
    ("PC06", "Đảng bộ Phòng Cảnh sát quản lý hành chính về trật tự xã hội", _POLICE),
    ("PC07", "Đảng bộ Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ", _POLICE),
    ("PC08", "Đảng bộ Phòng Cảnh sát giao thông", _POLICE),
    ("PC09", "Chi bộ Phòng Kỹ thuật hình sự", _POLICE),
    ("PC10", "Đảng bộ Phòng Cảnh sát thi hành án hình sự và hỗ trợ tư pháp", _POLICE),
    ("PC11", "Đảng bộ Trại tạm giam", _POLICE),
    ("PK02", "Đảng bộ Phòng Cảnh sát cơ động", _POLICE),
    ("DT", "Chi bộ Phòng Cảnh sát đường thủy", _POLICE),
)
STEPS = (
    "Kế hoạch", "Dự thảo lần 1", "Dự thảo lần 2", "Dự thảo lần 3", "Nhân sự",
    "Trình duyệt", "Đã duyệt", "Đại hội", "Chuẩn y",
)  # fmt: skip
HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.invalid","bấm vào đây")',
    "+84 000 000",
    "-2+3",
    "@SUM(1)",
    "{=1+1}",
    "http://example.invalid/x",
    "<b>Phòng</b> & \"Đội\" 'A'",
    "một\x0bhai\x00ba",
)


def _chart(key: str, title: str, kind: Kind, columns: tuple[Column, ...], **more: object) -> Chart:
    words = {"unit": "tổ chức đảng", "definition": "Số tổ chức đảng trực thuộc đã đại hội"}
    given = {**words, "moment": MOMENT, "source": SOURCE, **more}
    return Chart(key=key, title=title, kind=kind, columns=columns, **given)  # type: ignore[arg-type]


def figures() -> Chart:
    return _chart(
        "held",
        "11/30 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội, đạt 36,7%",
        Kind.FIGURES,
        (
            Column(
                "Nội dung",
                (
                    "Tổ chức cơ sở đảng trực thuộc",
                    "Đảng bộ cơ sở",
                    "Chi bộ trực thuộc đảng ủy cơ sở",
                    "Đảng viên trong toàn Đảng bộ",
                ),
            ),
            Column(
                "Kết quả",
                (Share(11, 30), Share(6, 14), Share(34, 34, 8), 1229),
                tones=(Tone.DONE, Tone.DONE, Tone.DONE, None),
            ),
            Column(
                "Ghi chú",
                (
                    "tăng 8 so với kỳ báo cáo trước (29/04/2020)",
                    "còn 8 đảng bộ, đã ấn định ngày 5",
                    "08 chi bộ thuộc diện dừng tổ chức do sắp xếp bộ máy",
                    None,
                ),
            ),
        ),
        unit="",
        definition="Đã đại hội trên tổng số tổ chức cơ sở đảng trực thuộc, trừ đơn vị dừng.",
    )


def curve() -> Chart:
    fridays = tuple(date(2020, 3, 6) + timedelta(days=7 * week) for week in range(18))
    planned = (0, 1, 2, 3, 4, 6, 8, 10, 13, 16, 19, 22, 24, 26, 28, 29, 30, 30)
    held = (0, 1, 2, 3, 3, 3, 3, 3, 5, 8, 11)
    registered = (11, 14, 17, 19, 22, 24, 26, 27)
    return _chart(
        "held_over_time",
        "Đã đại hội 11/30; theo lịch đã đăng ký, đến 30/6 có 27/30 tổ chức cơ sở đảng hoàn thành",
        Kind.CURVE,
        (
            Column("Tuần đến ngày", fridays),
            Column("Kế hoạch", planned, Tone.PLAN),
            Column("Đã đăng ký", (*[None] * 10, *registered), Tone.REGISTERED),
            Column("Đã tổ chức", (*held, *[None] * 7), Tone.DONE),
        ),
        marks=(
            Mark(date(2020, 6, 30), "Hạn 30/6"),
            Mark(date(2020, 3, 28), "Tạm dừng (dịch)", date(2020, 4, 22)),
        ),
    )


def columns() -> Chart:
    mondays = tuple(date(2020, 3, 2) + timedelta(days=7 * week) for week in range(11))
    return _chart(
        "visits_over_time",
        "03 tổ công tác đã đi 58 buổi; Tổ 3 nghỉ từ giữa tháng 4",
        Kind.STACKED_COLUMNS,
        (
            Column("Tuần", mondays),
            Column("Tổ 1", (2, 3, 1, 0, 0, 1, 2, 4, 3, 2, 4)),
            Column("Tổ 2", (1, 2, 2, 1, 0, 0, 3, 3, 2, 4, 3)),
            Column("Tổ 3", (2, 2, 1, 1, 0, 2, 0, 0, None, 0, 0)),
            Column("Ủy viên Ban Thường vụ", (1, 0, 1, 0, 0, 0, 1, 2, 1, 1, 0), Tone.FIFTH),
        ),
        unit="buổi kiểm tra",
    )


def bars() -> Chart:
    return _chart(
        "held_by_block",
        "Khối Cảnh sát còn 8/13 tổ chức đảng chưa đại hội, nhiều nhất trong bốn khối",
        Kind.STACKED_BARS,
        (
            Column("Khối", (_POLICE, _SECURITY, _STAFF, _SUPPLY)),
            Column("Đã tổ chức", (5, 3, 3, 0), Tone.DONE),
            Column("Chưa tổ chức", (7, 5, 4, 1), Tone.REMAINING),
            Column("Không có báo cáo", (1, 0, 0, 1), Tone.UNKNOWN),
        ),
    )


def full_bars() -> Chart:
    return _chart(
        "held_by_block.share",
        "Khối An ninh đạt cao nhất, 3/8 (37,5%)",
        Kind.FULL_BARS,
        (
            Column("Khối", (_SECURITY, _STAFF, _POLICE)),
            Column("Đã tổ chức", (3, 2, 1), Tone.DONE),
            Column("Chưa tổ chức", (5, 5, 12), Tone.REMAINING),
        ),
    )


def dots() -> Chart:
    return _chart(
        "visits_over_time.units",
        "Ba tổ chức đảng đã được kiểm tra; lâu nhất chưa có buổi mới là Phòng Tham mưu, 60 ngày",
        Kind.DOTS,
        (
            Column("Tổ chức đảng", tuple(name for _, name, _ in UNITS[:3])),
            Column("Lần 1", (date(2020, 3, 14), date(2020, 2, 3), date(2020, 5, 5)), Tone.FIRST),
            Column("Lần 2", (None, date(2020, 4, 27), date(2020, 5, 11)), Tone.FIRST),
        ),
        marks=(Mark(date(2020, 3, 28), "Tạm dừng (dịch)", date(2020, 4, 22)),),
        unit="lần",
    )


def spans() -> Chart:
    return _chart(
        "draft_revisions",
        "Bốn văn kiện đã xong dự thảo lần 3; Chương trình hành động chậm nhất, 21 ngày",
        Kind.SPANS,
        (
            Column(
                "Văn kiện",
                (
                    "Báo cáo chính trị",
                    "Báo cáo kiểm điểm của Ban Chấp hành",
                    "Nghị quyết Đại hội",
                    "Chương trình hành động",
                ),
            ),
            Column(
                "Bắt đầu", tuple(date(2020, m, d) for m, d in ((2, 10), (2, 17), (3, 2), (3, 16)))
            ),
            Column("Lần 1", (21, 20, 16, 15), Tone.FIRST),
            Column("Lần 2", (30, 28, 24, 22), Tone.SECOND),
            Column("Lần 3", (28, 30, 28, 21), Tone.THIRD),
        ),
        marks=(Mark(date(2020, 5, 30), "Hạn trình Ban Thường vụ Tỉnh ủy"),),
        unit="ngày",
        definition="Số ngày từ khi bắt đầu đến khi phát hành từng lần dự thảo.",
    )


def timeline() -> Chart:
    events = (
        (date(2020, 2, 12), None, "Kế hoạch", "Ban hành kế hoạch số 06-KH/ĐU", Tone.DONE),
        (date(2020, 3, 17), None, "Kiểm tra", "Tổ công tác số 1: Kiểm tra dự thảo", Tone.DONE),
        (date(2020, 3, 27), None, "Dự thảo", "Báo cáo chính trị: dự thảo lần 2", Tone.FIRST),
        (date(2020, 4, 29), date(2020, 5, 8), "Khắc phục", "Viết lại phần hạn chế", Tone.LATE),
        (date(2020, 5, 19), None, "Đại hội", "Đăng ký đại hội, sáng", Tone.REGISTERED),
        (None, None, "Báo cáo", "Báo cáo kết quả đại hội", Tone.REMAINING),
    )
    words = {Tone.DONE: "Đã thực hiện", Tone.FIRST: "Theo báo cáo", Tone.LATE: "Quá hạn"}
    more = {Tone.REGISTERED: "Đã đăng ký", Tone.REMAINING: "Chưa thực hiện"}
    tones = tuple(event[4] for event in events)
    return _chart(
        "unit_story",
        "Đảng bộ Phòng Hậu cần: gần nhất là Ban Thường vụ phê duyệt, ngày 05/05/2020",
        Kind.TIMELINE,
        (
            Column("Ngày", tuple(event[0] for event in events)),
            Column("Đến ngày", tuple(event[1] for event in events)),
            Column("Việc", tuple(event[2] for event in events)),
            Column("Nội dung", tuple(event[3] for event in events)),
            Column("Tính chất", tuple((words | more)[tone] for tone in tones), tones=tones),
            Column("Nguồn", ("Biểu 01, lần nạp 9, số liệu đến 13/05/2020",) * len(events)),
        ),
        marks=(
            Mark(date(2020, 6, 30), "Hạn 30/6"),
            Mark(date(2020, 3, 28), "Tạm dừng", date(2020, 4, 22)),
        ),
        unit="",
        definition="Mỗi dấu là một việc tính đến ngày chốt.",
    )


def table() -> Chart:
    rows = UNITS[5:]
    days: tuple[Value, ...] = tuple(
        None if row % 6 == 4 else date(2020, 5, 18) + timedelta(days=2 * row) for row in range(25)
    )
    reason = "Chờ hoàn thiện đề án nhân sự, đã hẹn trình Ban Thường vụ trong tuần tới"
    return _chart(
        "never_visited",
        "25 tổ chức đảng chưa được kiểm tra, hướng dẫn lần nào; 4 trong số đó chưa ấn định ngày",
        Kind.TABLE,
        (
            Column("Mã", tuple(code for code, _, _ in rows)),
            Column("Tổ chức đảng", tuple(name for _, name, _ in rows)),
            Column("Số đảng viên", tuple(900 + 61 * row for row in range(25))),
            Column("Ngày dự kiến", days),
            Column("Chi bộ đã đại hội", tuple(Share(row % 5, 4 + row % 3) for row in range(25))),
            Column(
                "Vướng mắc",
                tuple(reason if row % 7 == 3 else None for row in range(25)),
                tones=tuple(Tone.LATE if row % 7 == 3 else None for row in range(25)),
            ),
        ),
        group=tuple(block for _, _, block in rows),
    )


def _step_tone(row: int, step: int) -> Tone:
    if row == 26:
        return Tone.STOPPED
    if row % 9 == 8 and step > 4:
        return Tone.UNKNOWN
    done = 9 - (row * 7 % 8)
    if step < done:
        return Tone.DONE
    return Tone.LATE if step == done and row % 4 == 1 else Tone.PLAN


def matrix() -> Chart:
    def day(row: int, step: int) -> Value:
        if _step_tone(row, step) in (Tone.STOPPED, Tone.UNKNOWN):
            return None
        return date(2020, 1, 6) + timedelta(days=17 * step + row)

    cells = tuple(
        Column(
            name,
            tuple(day(row, step) for row in range(30)),
            tones=tuple(_step_tone(row, step) for row in range(30)),
        )
        for step, name in enumerate(STEPS)
    )
    return _chart(
        "unit_steps",
        "Đa số tổ chức đảng đang ở khâu trình duyệt; các ô có dấu ▲ cần tập trung đôn đốc",
        Kind.MATRIX,
        (Column("Tổ chức đảng", tuple(f"{code} {name}" for code, name, _ in UNITS)), *cells),
        unit="",
        definition="Ngày hoàn thành hoặc ngày dự kiến của từng khâu, 30 tổ chức cơ sở đảng.",
        group=tuple(block for _, _, block in UNITS),
    )


def empty() -> Chart:
    return _chart(
        "clocks",
        "Không có tổ chức đảng nào quá hạn báo cáo kết quả đại hội",
        Kind.TABLE,
        (Column("Tổ chức đảng", ()), Column("Số ngày quá hạn", ())),
        empty="Chưa có tổ chức đảng nào quá hạn.",
    )


def hostile() -> Chart:
    return _chart(
        "findings",
        "=cmd|' /C calc'!A0 không được trở thành công thức",
        Kind.STACKED_BARS,
        (
            Column("=Tên", HOSTILE),
            Column("=2+2", tuple(range(1, len(HOSTILE) + 1)), Tone.DONE),
            Column(
                "@quá hạn",
                (float("nan"), *range(len(HOSTILE) - 1)),
                Tone.LATE,
                tones=(*[None] * (len(HOSTILE) - 1), Tone.STOPPED),
            ),
        ),
        source="=SOURCE()",
        definition="+định nghĩa",
        unit="tồn tại",
    )


def hostile_table() -> Chart:
    return _chart(
        "findings.table",
        "@tên cũng không được trở thành công thức trong bảng",
        Kind.TABLE,
        (Column("=Tên", HOSTILE), Column("-Số", tuple(range(len(HOSTILE))))),
        group=("=nhóm",) * len(HOSTILE),
    )


def gallery() -> tuple[Chart, ...]:
    """Every kind, in the order of a deck."""
    return (
        figures(), curve(), bars(), columns(), full_bars(), dots(), spans(), timeline(), table(),
        matrix(), empty(), hostile(), hostile_table(),
    )  # fmt: skip
