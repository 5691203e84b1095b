"""Which words each command takes, with the help that is read about them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from congress_dash import addresses
from congress_dash.cli import asking, leaving, loading, running
from congress_dash.cli.running import ROLE
from congress_dash.cli.spoken import Parser
from congress_dash.cli.values import day, keys, one_of, upload
from congress_dash.prose import Length
from congress_dash.records import FormId
from congress_dash.told import form_titles

_LENGTHS = [length.value for length in Length]
_FORMS = dict(form_titles())
_FILLED = {form: title for form, title in _FORMS.items() if form != FormId.CATALOGUE}
_STORE = "kho số liệu (tệp DuckDB)"
Command = Callable[[str, Callable[[argparse.Namespace], int], str], Parser]


def parser() -> Parser:
    """The whole command line; `run` of what it reads is the command."""
    whole = Parser(
        prog="congress-dash",
        description="Theo dõi công tác chuẩn bị đại hội đảng các cấp.",
    )
    whole.add_argument("--store", metavar="KHO", help=_STORE)
    commands = whole.add_subparsers(
        dest="command", required=True, metavar="LỆNH", parser_class=Parser
    )

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> Parser:
        description = f"{about[0].upper()}{about[1:]}."
        added: Parser = commands.add_parser(name, help=about, description=description)
        added.set_defaults(run=run)
        added.add_argument("--store", metavar="KHO", default=argparse.SUPPRESS, help=_STORE)
        return added

    for add in (_running, _loading, _asking, _leaving, _forms):
        add(command)
    return whole


def _running(command: Command) -> None:
    serve = command("serve", running.serve, "mở bảng điều khiển trên máy này")
    serve.add_argument("--host", default="127.0.0.1", metavar="MÁY", help="địa chỉ lắng nghe")
    serve.add_argument("--port", type=int, default=8501, metavar="CỔNG", help="cổng lắng nghe")

    demo = command("demo", running.demo, "nạp tỉnh mẫu vào kho số liệu trống")
    demo.add_argument("--with-2025", action="store_true",
                      help="nạp thêm ba kỳ báo cáo của nhiệm kỳ 2025 – 2030")  # fmt: skip


def _loading(command: Command) -> None:
    check = command("check", loading.check, "xem trước một tệp, không lưu gì")
    check.add_argument("file", type=Path, metavar="TỆP", help="tệp cần xem")
    _how_read(check)
    check.add_argument("--marked", type=Path, metavar="TỆP", help="ghi ra bản có đánh dấu lỗi")

    load = command("load", loading.load, "xem trước và nạp các tệp")
    load.add_argument("file", type=Path, nargs="+", metavar="TỆP", help="các tệp cần nạp")
    _how_read(load)
    load.add_argument("--by", default=ROLE, metavar="VAI_TRÒ", help="vai trò người nạp")
    load.add_argument("--leave-problems", action="store_true", help="để các dòng lỗi lại chờ")
    load.add_argument("--strike-missing", action="store_true",
                      help="gạch bỏ mục không còn trong tệp")  # fmt: skip
    load.add_argument("--reason", metavar="LÝ_DO", help="lý do số liệu lùi")

    uploads = command("uploads", loading.uploads, "lịch sử nạp số liệu")
    uploads.add_argument("--json", action="store_true", help="in ra dạng JSON")

    withdraw = command("withdraw", loading.withdraw, "rút lại một lần nạp")
    withdraw.add_argument("upload", type=upload, metavar="SỐ", help="số của lần nạp")
    withdraw.add_argument("--reason", required=True, metavar="LÝ_DO", help="lý do rút lại")
    withdraw.add_argument("--by", default=ROLE, metavar="VAI_TRÒ", help="vai trò người rút")


def _asking(command: Command) -> None:
    ask = command("ask", asking.ask,
                  "số liệu đứng sau một biểu đồ; không ghi tên thì liệt kê các câu hỏi")  # fmt: skip
    ask.add_argument("question", nargs="?", metavar="CÂU_HỎI", help="tên câu hỏi")
    _when(ask)
    _unit(ask)
    ask.add_argument("--format", choices=("table", "csv", "json"), default="table", metavar="DẠNG",
                     help="in ra dạng bảng (table), csv hoặc json")  # fmt: skip


def _leaving(command: Command) -> None:
    deck = command("deck", leaving.deck, "xuất bộ trang trình chiếu")
    deck.add_argument("out", type=Path, nargs="?", metavar="TỆP", help="tệp .pptx ghi ra")
    deck.add_argument("--verify", type=Path, metavar="TỆP",
                      help="kiểm tra lại số liệu của bộ trang đã xuất, không ghi gì")  # fmt: skip
    deck.add_argument("--json", action="store_true", help="in kết quả kiểm tra ra dạng JSON")
    _when(deck)
    deck.add_argument("--template", type=Path, metavar="TỆP",
                      help="mẫu trình chiếu của cơ quan (.pptx, .potx)")  # fmt: skip
    _charts(deck, "các biểu đồ cần xuất")
    deck.add_argument("--briefing", metavar="TÊN", help="bộ trang đã lưu: các mục, thứ tự, bộ lọc")
    deck.add_argument("--briefings", action="store_true", help="liệt kê các bộ trang đã lưu")

    sheets = command("sheets", leaving.sheets, "xuất số liệu và biểu đồ ra một tệp bảng tính")
    sheets.add_argument("out", type=Path, metavar="TỆP", help="tệp .xlsx ghi ra")
    _when(sheets)
    _unit(sheets)
    _charts(sheets, "các biểu đồ cần xuất; không ghi thì xuất tất cả")

    report = command("report", leaving.report, "xuất báo cáo tiến độ, hoặc in báo cáo bằng lời")
    report.add_argument("out", type=Path, nargs="?", metavar="TỆP", help="tệp .docx ghi ra")
    report.add_argument("--words", choices=_LENGTHS, metavar="ĐỘ_DÀI",
                        help="in một câu (sentence), một đoạn (paragraph) hoặc nửa trang (page) "
                             "thay vì ghi tệp")  # fmt: skip
    _when(report)


def _forms(command: Command) -> None:
    blank = command("blank", leaving.blank, "xuất biểu mẫu trống")
    blank.add_argument("form", choices=[*_FORMS], metavar="BIỂU", help=_named(_FORMS))
    blank.add_argument("out", type=Path, metavar="TỆP", help="tệp .xlsx ghi ra")

    form = command("form", leaving.form, "xuất biểu đã điền từ sổ, để gửi lên cấp trên")
    form.add_argument("form", choices=[*_FILLED], metavar="BIỂU", help=_named(_FILLED))
    form.add_argument("out", type=Path, metavar="TỆP", help="tệp .xlsx ghi ra")
    _clocks(form)


# --- words that several commands take --------------------------------------------------------------


def _named(forms: Mapping[str, str]) -> str:
    """`catalogue (Danh mục), progress (Biểu 01), …`."""
    return ", ".join(f"{form} ({title.partition(' – ')[0]})" for form, title in forms.items())


def _how_read(command: Parser) -> None:
    command.add_argument("--as-of", type=day, metavar="NGÀY",
                         help="ngày chốt số liệu, ví dụ 2020-05-13")  # fmt: skip
    command.add_argument("--sheet", metavar="TRANG", help="tên trang cần đọc")
    command.add_argument("--json", action="store_true", help="in ra dạng JSON")


def _unit(command: Parser) -> None:
    command.add_argument("--unit", metavar="MÃ", help="chỉ một tổ chức đảng, ví dụ PC03")


def _charts(command: Parser, about: str) -> None:
    command.add_argument("--charts", type=keys, default=(), metavar="TÊN,…", help=about)


def _clocks(command: Parser) -> None:
    command.add_argument("--as-of", type=day, metavar="NGÀY",
                         help="số liệu tính đến ngày, ví dụ 2020-05-13")  # fmt: skip
    command.add_argument("--known-at", type=upload, metavar="SỐ", help="đọc sổ đến lần nạp số mấy")


def _when(command: Parser) -> None:
    _clocks(command)
    command.add_argument("--scope", type=one_of("--scope", addresses.SCOPES), metavar="PHẠM_VI",
                         help="chỉ tổ chức trực thuộc (grassroots) hoặc phối hợp (coordinated)")  # fmt: skip
    command.add_argument("--block", metavar="KHỐI", help="chỉ một khối, ví dụ AN")
    command.add_argument("--kind", type=one_of("--kind", addresses.KINDS), metavar="LOẠI",
                         help="chỉ đảng bộ (committee) hoặc chi bộ (cell)")  # fmt: skip
    command.add_argument("--tree-on", type=day, metavar="NGÀY",
                         help="xếp tổ chức đảng theo ngày này thay vì theo ngày đang xem")  # fmt: skip
    command.add_argument("--marks-on", type=day, metavar="NGÀY",
                         help="dùng mốc thời hạn có hiệu lực ngày này")  # fmt: skip
    command.add_argument("--against", type=day, metavar="NGÀY",
                         help="ngày để so sánh (câu hỏi compare); không ghi thì là kỳ trước")  # fmt: skip
    command.add_argument("--against-known-at", type=upload, metavar="SỐ",
                         help="sổ để so sánh, đến lần nạp số mấy")  # fmt: skip
