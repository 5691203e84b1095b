"""The same rooms without a browser: arguments in, rows, files and an exit code out (contract §4)."""

from __future__ import annotations

import argparse
import csv
import dataclasses
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from congress_dash import addresses, intake, reference, settings
from congress_dash.errors import CongressDashError, Refused
from congress_dash.moment import FIRST_DAY, LAST_DAY, Clocks, Moment, View
from congress_dash.prose import Length
from congress_dash.records import FormId, Preview
from congress_dash.safe_text import begins_formula
from congress_dash.store import Store, questions
from congress_dash.told import as_json, day_or_none, preview_sentences, uploads_json
from congress_dash.vietnamese import day

ROLE = "Cơ quan thường trực"


class Usage(CongressDashError):
    """The command's words are off."""

    exit_code = 2


class Help(argparse.HelpFormatter):
    """argparse's help under a Vietnamese heading."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese: its help, and one sentence when the words are off."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**words, add_help=False, formatter_class=Help)
        self._positionals.title, self._optionals.title = "Tham số", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem cách dùng rồi thoát")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            name = "/".join(action.option_strings) or str(action.metavar or action.dest)
            raise Usage(_not_among(name, value, map(str, action.choices)))

    def error(self, message: str) -> NoReturn:
        told = next(
            (
                told.format(*found.groups())
                for words, told in _WRONG
                if (found := words.match(message))
            ),
            "Lệnh chưa đúng",
        )
        raise Usage(f"{told} ({self.prog}). Hãy xem cách dùng bằng: {self.prog} --help")


# What argparse says, in its English words → what is said of it here.
_WRONG = tuple(
    (re.compile(words), told)
    for words, told in (
        (r"the following arguments are required: (.+)", "Lệnh còn thiếu {0}"),
        (r"unrecognized arguments: (.+)", "Lệnh không có tham số “{0}”"),
        (r"ambiguous option: (\S+)", "Tùy chọn {0} chưa rõ là tùy chọn nào"),
        (r"argument ([^:]+): expected", "Tùy chọn {0} còn thiếu giá trị"),
        (r"argument ([^:]+): invalid int value: '(.*)'", "{0} phải là số nguyên, không phải “{1}”"),
        (r"argument ([^:]+):", "Tham số {0} chưa đúng"),
    )
)


def _not_among(name: str, value: object, choices: Iterable[str]) -> str:
    return f"{name} không nhận “{value}”. Hãy ghi một trong: {', '.join(choices)}."


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 refused, 2 usage, 3 store."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # a redirected Windows console is not
    try:
        asked = _parser().parse_args(argv)
        return int(asked.run(asked))
    except CongressDashError as error:
        print(str(error), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        return 0


def _parser() -> Parser:
    parser = Parser(
        prog="congress-dash",
        description="Theo dõi công tác chuẩn bị đại hội đảng các cấp.",
    )
    parser.add_argument("--store", metavar="KHO", help="kho số liệu (tệp DuckDB)")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="LỆNH", parser_class=Parser
    )

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> Parser:
        added: Parser = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        return added

    serve = command("serve", _serve, "mở bảng điều khiển trên máy này")
    serve.add_argument("--host", default="127.0.0.1", metavar="MÁY", help="địa chỉ lắng nghe")
    serve.add_argument("--port", type=int, default=8501, metavar="CỔNG", help="cổng lắng nghe")

    check = command("check", _check, "xem trước một tệp, không lưu gì")
    check.add_argument("file", type=Path, metavar="TỆP", help="tệp cần xem")
    _how_read(check)
    check.add_argument("--marked", type=Path, metavar="TỆP", help="ghi ra bản có đánh dấu lỗi")

    load = command("load", _load, "xem trước và nạp các tệp")
    load.add_argument("file", type=Path, nargs="+", metavar="TỆP", help="các tệp cần nạp")
    _how_read(load)
    load.add_argument("--by", default=ROLE, metavar="VAI_TRÒ", help="vai trò người nạp")
    load.add_argument("--leave-problems", action="store_true", help="để các dòng lỗi lại chờ")
    load.add_argument(
        "--strike-missing", action="store_true", help="gạch bỏ mục không còn trong tệp"
    )
    load.add_argument("--reason", metavar="LÝ_DO", help="lý do số liệu lùi")

    uploads = command("uploads", _uploads, "lịch sử nạp số liệu")
    uploads.add_argument("--json", action="store_true", help="in ra dạng JSON")

    withdraw = command("withdraw", _withdraw, "rút lại một lần nạp")
    withdraw.add_argument("upload", type=int, metavar="SỐ", help="số của lần nạp")
    withdraw.add_argument("--reason", required=True, metavar="LÝ_DO", help="lý do rút lại")
    withdraw.add_argument("--by", default=ROLE, metavar="VAI_TRÒ", help="vai trò người rút")

    ask = command(
        "ask", _ask, "số liệu đứng sau một biểu đồ; không ghi tên thì liệt kê các câu hỏi"
    )
    ask.add_argument("question", nargs="?", metavar="CÂU_HỎI", help="tên câu hỏi")
    _when(ask)
    ask.add_argument("--unit", metavar="MÃ", help="chỉ một tổ chức đảng, ví dụ PC03")
    ask.add_argument("--format", choices=("table", "csv", "json"), default="table",
                     help="dạng in ra")  # fmt: skip

    deck = command("deck", _deck, "xuất bộ trang trình chiếu")
    deck.add_argument("out", type=Path, nargs="?", metavar="TỆP", help="tệp .pptx ghi ra")
    deck.add_argument("--verify", type=Path, metavar="TỆP",
                      help="kiểm tra lại số liệu của bộ trang đã xuất, không ghi gì")  # fmt: skip
    deck.add_argument("--json", action="store_true", help="in kết quả kiểm tra ra dạng JSON")
    _when(deck)
    deck.add_argument(
        "--template", type=Path, metavar="TỆP", help="mẫu trình chiếu của cơ quan (.pptx, .potx)"
    )
    deck.add_argument("--charts", default="", metavar="TÊN,…", help="các biểu đồ cần xuất")
    deck.add_argument("--briefing", metavar="TÊN", help="bộ trang đã lưu: các mục, thứ tự, bộ lọc")
    deck.add_argument("--briefings", action="store_true", help="liệt kê các bộ trang đã lưu")

    sheets = command("sheets", _sheets, "xuất số liệu và biểu đồ ra một tệp bảng tính")
    sheets.add_argument("out", type=Path, metavar="TỆP", help="tệp .xlsx ghi ra")
    _when(sheets)
    sheets.add_argument("--unit", metavar="MÃ", help="chỉ một tổ chức đảng, ví dụ PC03")
    sheets.add_argument("--charts", default="", metavar="TÊN,…",
                        help="các biểu đồ cần xuất; không ghi thì xuất tất cả")  # fmt: skip

    report = command("report", _report, "xuất báo cáo tiến độ, hoặc in báo cáo bằng lời")
    report.add_argument("out", type=Path, nargs="?", metavar="TỆP", help="tệp .docx ghi ra")
    report.add_argument("--words", choices=[length.value for length in Length],
                        help="in một câu, một đoạn hoặc nửa trang thay vì ghi tệp")  # fmt: skip
    _when(report)

    blank = command("blank", _blank, "xuất biểu mẫu trống")
    blank.add_argument("form", choices=[form.value for form in FormId], help="tên biểu mẫu")
    blank.add_argument("out", type=Path, metavar="TỆP", help="tệp .xlsx ghi ra")

    form = command("form", _form, "xuất biểu đã điền từ sổ, để gửi lên cấp trên")
    form.add_argument("form", choices=[form.value for form in FormId if form is not FormId.CATALOGUE],
                      help="tên biểu")  # fmt: skip
    form.add_argument("out", type=Path, metavar="TỆP", help="tệp .xlsx ghi ra")
    _clocks(form)

    demo = command("demo", _demo, "nạp tỉnh mẫu vào kho số liệu trống")
    demo.add_argument(
        "--with-2025", action="store_true", help="nạp thêm ba kỳ báo cáo của nhiệm kỳ 2025 – 2030"
    )
    return parser


def _how_read(parser: Parser) -> None:
    parser.add_argument(
        "--as-of", type=_day, metavar="NGÀY", help="ngày chốt số liệu, ví dụ 2020-05-13"
    )
    parser.add_argument("--sheet", metavar="TRANG", help="tên trang cần đọc")
    parser.add_argument("--json", action="store_true", help="in ra dạng JSON")


def _clocks(parser: Parser) -> None:
    parser.add_argument(
        "--as-of", type=_day, metavar="NGÀY", help="số liệu tính đến ngày, ví dụ 2020-05-13"
    )
    parser.add_argument("--known-at", type=_upload, metavar="SỐ", help="đọc sổ đến lần nạp số mấy")


def _when(parser: Parser) -> None:
    _clocks(parser)
    parser.add_argument("--scope", type=_one_of("--scope", addresses.SCOPES), metavar="PHẠM_VI",
                        help="chỉ tổ chức trực thuộc (grassroots) hoặc phối hợp (coordinated)")  # fmt: skip
    parser.add_argument("--block", metavar="KHỐI", help="chỉ một khối, ví dụ AN")
    parser.add_argument("--kind", type=_one_of("--kind", addresses.KINDS), metavar="LOẠI",
                        help="chỉ đảng bộ (committee) hoặc chi bộ (cell)")  # fmt: skip
    parser.add_argument("--tree-on", type=_day, metavar="NGÀY",
                        help="xếp tổ chức đảng theo ngày này thay vì theo ngày đang xem")  # fmt: skip
    parser.add_argument("--marks-on", type=_day, metavar="NGÀY",
                        help="dùng mốc thời hạn có hiệu lực ngày này")  # fmt: skip
    parser.add_argument("--against", type=_day, metavar="NGÀY",
                        help="ngày để so sánh (câu hỏi compare); không ghi thì là kỳ trước")  # fmt: skip
    parser.add_argument("--against-known-at", type=_upload, metavar="SỐ",
                        help="sổ để so sánh, đến lần nạp số mấy")  # fmt: skip


def _one_of(option: str, words: Mapping[str, str]) -> Callable[[str], str]:
    """Reads the words of an address (`chi-bo`) or the ids that they stand for (`cell`)."""

    def read(text: str) -> str:
        told = words.get(text, text)
        if told not in words.values():
            raise Usage(_not_among(option, text, (*words.values(), *words)))
        return told

    return read


def _day(text: str) -> date:
    try:
        told = date.fromisoformat(text)
    except ValueError as error:
        raise Usage(f"Ngày “{text}” chưa đúng. Hãy ghi theo dạng 2020-05-13.") from error
    if not FIRST_DAY <= told <= LAST_DAY:
        years = f"từ {FIRST_DAY.year} đến {LAST_DAY.year}"
        raise Usage(f"Ngày “{text}” có năm chưa đúng. Hãy ghi năm {years}.")
    return told


def _upload(text: str) -> int:
    """The number of an upload, from 1; whether there is one of it, the books know."""
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < 1:
        raise Usage(
            f"Số lần nạp “{text[:40]}” chưa đúng. Lần nạp được đánh số từ 1; hãy xem bằng lệnh uploads."
        )
    return int(text)


# --- commands -----------------------------------------------------------------------------------


@contextmanager
def _books(asked: argparse.Namespace, *, create: bool = False) -> Iterator[Store]:
    where = Path(asked.store) if asked.store else settings.read().store
    books = Store.open(where, create=create)
    try:
        yield books
    finally:
        books.close()


def _serve(asked: argparse.Namespace) -> int:
    from congress_dash import server  # Streamlit takes a second to import; only here is it needed

    if asked.store:
        settings.use_store(Path(asked.store))
    return server.serve(asked.host, asked.port)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Usage(f"Không mở được tệp {path}. Hãy kiểm tra đường dẫn.") from error


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing: what stood there stays until the new file is whole."""
    unfinished = path.with_name(f"{path.name}.dang-ghi")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Usage(f"Không ghi được tệp {path}. Hãy kiểm tra đường dẫn và quyền ghi.") from error


def _ending(path: Path, *endings: str) -> None:
    if path.suffix.lower() not in endings:
        raise Usage(
            f"Tệp ghi ra phải có đuôi {' hoặc '.join(endings)}. Hãy đặt lại tên {path.name}."
        )


def _check(asked: argparse.Namespace) -> int:
    content = _read(asked.file)
    if asked.marked:
        _ending(asked.marked, ".xlsx", ".xlsm")
        if asked.marked.resolve() == asked.file.resolve():
            raise Usage("Bản đánh dấu không được ghi đè lên tệp gốc. Hãy ghi tên khác.")
    with _books(asked) as books:
        try:
            preview = intake.look(
                asked.file.name, content, books, as_of=asked.as_of, sheet=asked.sheet
            )
        except Refused as refusal:
            return _refused(asked, [_refusal(asked.file, refusal)], refusal)
    if asked.marked:
        from congress_dash import marking

        _write(
            asked.marked,
            marking.marked(
                preview.content, preview.problems, preview.file, rebuilt=preview.rebuilt
            ),
        )
    _print(asked, [as_json(preview, None)] if asked.json else preview_sentences(preview))
    return 1 if preview.waiting else 0


def _load(asked: argparse.Namespace) -> int:
    """Each file whole or not at all; the exit code is 1 if any was not."""
    told: list[Any] = []
    failed = False
    contents = [
        (path, _read(path)) for path in asked.file
    ]  # a wrong path: before anything is saved
    with _books(asked, create=True) as books:
        for path, content in contents:
            try:
                preview, upload = _load_one(asked, path, content, books)
                refused = upload is None
                told += [as_json(preview, upload)] if asked.json else preview_sentences(preview)
                if refused:
                    print(
                        f"{path.name}: còn {len(preview.waiting)} dòng có lỗi nên chưa nạp. Hãy sửa "
                        "tệp, hoặc nạp với --leave-problems để các dòng đó chờ.",
                        file=sys.stderr,
                    )
                elif not asked.json:
                    told.append(f"Đã nạp {path.name} (lần nạp {upload}).")
            except Refused as refusal:
                refused = True
                told += [_refusal(path, refusal)] if asked.json else []
                print(f"{path.name}: {refusal}", file=sys.stderr)
            failed |= refused
    _print(asked, told)
    return 1 if failed else 0


def _load_one(
    asked: argparse.Namespace, path: Path, content: bytes, books: Store
) -> tuple[Preview, int | None]:
    preview = intake.look(
        path.name, content, books, as_of=asked.as_of, sheet=asked.sheet,
        reason=asked.reason, strike=asked.strike_missing,
    )  # fmt: skip
    if preview.waiting and not asked.leave_problems:
        return preview, None
    return preview, books.accept(preview, by=asked.by)


def _refusal(path: Path, refusal: Refused) -> dict[str, str]:
    return {"file": path.name, "refused": refusal.kind, "message": str(refusal)}


def _refused(asked: argparse.Namespace, told: list[dict[str, str]], refusal: Refused) -> int:
    if asked.json:
        _print(asked, told)
    print(str(refusal), file=sys.stderr)
    return refusal.exit_code


def _print(asked: argparse.Namespace, told: Sequence[Any]) -> None:
    """Lines, or JSON: the object itself for one file, a list for several."""
    if asked.json:
        one = not isinstance(asked.file, list) or len(asked.file) == 1
        _json(told[0] if one and told else list(told))
    else:
        for line in told:
            print(line)


def _json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _uploads(asked: argparse.Namespace) -> int:
    with _books(asked) as books:
        history = books.uploads()
    if asked.json:
        _json([uploads_json(upload) for upload in history])
        return 0
    for u in history:
        mark = " (đã rút)" if u.withdrawn else ""
        print(f"{u.upload:>4}  {day(u.as_of)}  {u.form:<12} {u.rows:>5} dòng, {u.waiting} chờ  "
              f"{u.file}{mark}")  # fmt: skip
    return 0


def _withdraw(asked: argparse.Namespace) -> int:
    with _books(asked) as books:
        books.withdraw(asked.upload, reason=asked.reason, by=asked.by)
    print(f"Đã rút lần nạp {asked.upload}.")
    return 0


def _at(books: Store, as_of: date | None, *numbers: int | None) -> Moment:
    """The two clocks, of books that hold something; numbers: uploads there must be, the first is the
    one up to which the books are read."""
    known = [upload.upload for upload in books.uploads()]
    for number in filter(None, numbers):
        if known and number not in known:
            raise CongressDashError(
                f"Không có lần nạp số {number}. Hãy xem các lần nạp bằng lệnh uploads."
            )
    moment = books.moment(as_of, numbers[0]) if known else None
    if moment is None:
        raise CongressDashError("Kho số liệu chưa có gì. Hãy nạp Danh mục và Biểu 01 trước.")
    return moment


def _moment(asked: argparse.Namespace, books: Store) -> Moment:
    """The two clocks asked for, whose figures, and what they are held against."""
    moment = _at(books, asked.as_of, asked.known_at, asked.against_known_at)
    against = None
    if asked.against or asked.against_known_at:
        against = Clocks(asked.against or moment.as_of, asked.against_known_at or moment.known_at)
    block = None if asked.block is None else _block(books, asked.block)
    view = View(asked.scope, block, asked.kind, tree_on=asked.tree_on, marks_on=asked.marks_on)
    return replace(moment, view=view, against=against)


def _block(books: Store, words: str) -> str:
    from congress_dash import session  # it draws, which takes a moment to import

    try:
        return session.block_of(books, words)
    except ValueError as error:
        raise Usage(str(error)) from error


def _of(unit: str | None, moment: Moment, books: Store) -> Moment:
    """The moment for one organisation alone, which the catalogue knows; None: as it is."""
    if unit is None:
        return moment
    if moment.view.is_narrowed:
        raise Usage(
            "--unit không đi cùng --scope, --block, --kind. Hãy chỉ ghi một trong hai cách."
        )
    if unit not in set(books.ask("known_units", moment.of(unit))["unit"]):
        raise CongressDashError(
            f"Không có tổ chức đảng nào mang mã “{unit}”. Hãy xem các mã bằng lệnh ask known_units."
        )
    return moment.of(unit)


def _ask(asked: argparse.Namespace) -> int:
    if not asked.question:
        print("\n".join(_listed()))
        return 0
    with _books(asked) as books:
        moment = _of(asked.unit, _moment(asked, books), books)
        answer = books.ask(asked.question, moment)
    records = [
        {name: day_or_none(value) for name, value in row.items()}
        for row in answer.to_dict("records")
    ]
    if asked.format == "json":
        _json(records)
    elif asked.format == "csv":
        lines = csv.writer(sys.stdout, lineterminator="\n")
        lines.writerow(answer.columns)
        lines.writerows([_harmless(value) for value in row.values()] for row in records)
    else:
        shown = [["" if value is None else value for value in row.values()] for row in records]
        print(pd.DataFrame(shown, columns=answer.columns, dtype=object).to_string(index=False))
    return 0


def _listed() -> Iterator[str]:
    """Every question's name and what it answers; those of the contract first, then the others."""
    explained = {name: entry.name for name, entry in reference.entries("questions").items()}
    others = {name: "câu hỏi thêm" for name in questions() if name not in explained}
    width = max(map(len, questions())) + 2
    for name, words in (explained | others).items():
        if name in questions():
            yield f"{name:<{width}}{words}"


def _harmless(value: Any) -> Any:
    """Text that no spreadsheet will take for a formula."""
    return f"'{value}" if isinstance(value, str) and begins_formula(value) else value


def _deck(asked: argparse.Namespace) -> int:
    """Writes a deck, or with --verify holds an earlier one against the books."""
    from congress_dash import session, slides

    if asked.verify:
        return _verify(asked)
    if asked.briefings:
        return _briefings(asked)
    if asked.out is None:
        raise Usage(
            "Lệnh deck còn thiếu TỆP ghi ra. Hãy ghi ví dụ: congress-dash deck bao-cao.pptx; hoặc "
            "--verify TỆP để kiểm tra tệp đã xuất."
        )
    if asked.briefing and asked.charts:
        raise Usage("--briefing không đi cùng --charts. Hãy chỉ ghi một trong hai cách.")
    _ending(asked.out, ".pptx")
    template = slides.template(_read(asked.template)) if asked.template else None
    for remark in template.remarks if template else ():
        print(remark, file=sys.stderr)
    with _books(asked) as books:
        moment = _moment(asked, books)
        keys = [key for key in asked.charts.split(",") if key]
        if asked.briefing:
            saved = session.saved(books, asked.briefing)
            moment = replace(moment, view=_narrower(saved.view, moment.view))
            charts = session.saved_charts(books, moment, saved)
            if template is None and saved.template:
                template = slides.template(books.template(saved.template))
        else:
            charts = session.chosen_of(books, moment, keys)
        _write(asked.out, session.made_deck(charts, moment, template))
    print(f"Đã ghi {asked.out} (số liệu tính đến ngày {day(moment.as_of)}).")
    return 0


def _sheets(asked: argparse.Namespace) -> int:
    from congress_dash import session

    _ending(asked.out, ".xlsx")
    with _books(asked) as books:
        moment = _of(asked.unit, _moment(asked, books), books)
        keys = [key for key in asked.charts.split(",") if key]
        _write(asked.out, session.sheet_of(books, moment, keys))
    print(f"Đã ghi {asked.out} (số liệu tính đến ngày {day(moment.as_of)}).")
    return 0


def _verify(asked: argparse.Namespace) -> int:
    """0: every number of the deck is what the books say; 1: some are not, each is named."""
    from congress_dash.recheck import recheck, words

    if asked.out is not None:
        raise Usage("--verify chỉ kiểm tra, không ghi tệp. Hãy bỏ tên tệp ghi ra.")
    content = _read(asked.verify)
    with _books(asked) as books:
        found = recheck(content, books)
        uploads = books.uploads()
    if asked.json:
        _json(words.as_json(asked.verify.name, found))
    else:
        print("\n".join(words.sentences(found, uploads)))
    return 1 if found.differences else 0


def _report(asked: argparse.Namespace) -> int:
    from congress_dash import boards, session

    if bool(asked.words) == bool(asked.out):
        raise Usage("Hãy ghi hoặc tên tệp .docx, hoặc --words với độ dài cần in.")
    if asked.out:
        _ending(asked.out, ".docx")
    with _books(asked) as books:
        moment = _moment(asked, books)
        if asked.words:
            print(boards.words(books, moment, Length(asked.words)).text)
            return 0
        _write(asked.out, session.report_of(books, moment))
    print(f"Đã ghi {asked.out} (số liệu tính đến ngày {day(moment.as_of)}).")
    return 0


def _narrower(saved: View, asked: View) -> View:
    """What a briefing was saved with, and before it what the command says."""
    told = {name: value for name, value in dataclasses.asdict(asked).items() if value is not None}
    return replace(saved, **told)


def _briefings(asked: argparse.Namespace) -> int:
    """One saved briefing a line: its name, what it has, whom it speaks of, who saved it when."""
    from congress_dash import listings

    with _books(asked) as books:
        listed = books.briefings.listed()
    print("\n".join(map(listings.saved_line, listed)) or "Chưa có bộ trang nào được lưu.")
    return 0


def _blank(asked: argparse.Namespace) -> int:
    from congress_dash import session

    _ending(asked.out, ".xlsx")
    if asked.out.exists() and asked.out.stat().st_size:
        raise Usage(f"Tệp {asked.out.name} đã có, có thể là biểu đã điền. Hãy ghi tên khác.")
    with _books(asked) as books:
        _write(asked.out, session.blank_of(books, FormId(asked.form)))
    print(f"Đã ghi biểu mẫu trống {asked.out}.")
    return 0


def _form(asked: argparse.Namespace) -> int:
    from congress_dash.filled import filled

    _ending(asked.out, ".xlsx")
    with _books(asked) as books:
        moment = _at(books, asked.as_of, asked.known_at)
        _write(asked.out, filled(books, FormId(asked.form), moment))
    print(f"Đã ghi {asked.out} (số liệu tính đến ngày {day(moment.as_of)}).")
    return 0


def _demo(asked: argparse.Namespace) -> int:
    """The sample province as ready books; refuses books that already hold something.

    New books are filled beside their place and moved there whole, so that an interrupted run
    leaves nothing half-filled behind.
    """
    where = Path(asked.store) if asked.store else settings.read().store
    unfinished = where if where.exists() else where.with_name(f"{where.stem}-unfinished.duckdb")
    if unfinished != where:
        _remove(unfinished)
    books = Store.open(unfinished, create=True)
    try:
        _fill(books, _sample_files(with_2025=asked.with_2025))
    finally:
        books.close()
    if unfinished != where:
        kept = where.with_suffix(".originals")
        kept.mkdir(exist_ok=True)
        for original in unfinished.with_suffix(".originals").iterdir():
            original.replace(kept / original.name)
        unfinished.with_suffix(".originals").rmdir()
        unfinished.replace(where)
    print("Đã nạp tỉnh mẫu. Ngày đáng xem: 13/05/2020 (thêm ?as_of=2020-05-13 vào địa chỉ).")
    if asked.with_2025:
        print("Nhiệm kỳ 2025 – 2030: 31/03/2025, 31/05/2025 và 30/06/2025.")
    return 0


def _remove(books: Path) -> None:
    books.unlink(missing_ok=True)
    books.with_suffix(".duckdb.wal").unlink(missing_ok=True)
    shutil.rmtree(books.with_suffix(".originals"), ignore_errors=True)


def _sample_files(*, with_2025: bool) -> list[Path]:
    """The sample workbooks in the order they are loaded, Danh mục of each cycle first."""
    folders = [settings.samples(), *([settings.samples() / "2025"] if with_2025 else [])]
    return [
        path
        for folder in folders
        for form in ("danh-muc*.xlsx", "bieu-0*.xlsx")
        for path in sorted(folder.glob(form))
    ]


def _fill(books: Store, paths: Sequence[Path]) -> None:
    if books.uploads():
        raise CongressDashError(
            "Kho số liệu đã có số liệu nên không nạp tỉnh mẫu. Hãy chọn kho trống bằng --store."
        )
    for number, path in enumerate(paths, start=1):
        print(f"[{number}/{len(paths)}] {path.name}", flush=True)
        preview = intake.look(path.name, path.read_bytes(), books)
        books.accept(preview, by=ROLE)


if __name__ == "__main__":
    sys.exit(main())
