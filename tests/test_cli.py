"""What the command line answers: exit codes, one Vietnamese sentence, books left as they were."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import run
from congress_dash import cli, intake
from congress_dash.store import Store, questions
from sample_books import SAMPLES
from written import book

pytestmark = pytest.mark.slow  # half a minute with the rest; `make test` runs them all

CATALOGUE = SAMPLES / "danh-muc.xlsx"
ENGLISH = ("usage", "options", "positional", "show this", "error")
ROWS = """
| Tên tổ chức đảng | Dự kiến | Thực tế |
| PV01             | 10/3    | x       |
"""


@pytest.fixture
def books(store_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A store with the catalogue of the sample province in it."""
    assert cli.main(["--store", str(store_path), "load", str(CATALOGUE)]) == 0
    capsys.readouterr()
    return store_path


def test_help_speaks_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    commands = (
        "serve",
        "check",
        "load",
        "uploads",
        "withdraw",
        "ask",
        "deck",
        "sheets",
        "form",
        "blank",
        "demo",
    )
    for words in (["-h"], *([command, "-h"] for command in commands)):
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert ended.value.code == 0
        told = capsys.readouterr().out
        assert told.startswith("Cách dùng: congress-dash")
        assert not [word for word in ENGLISH if word in told]


def sheet(as_of: str) -> bytes:
    return book({"Biểu 01": f"| {as_of} |\n{ROWS}"})


TOMORROW = intake.today() + timedelta(days=1)
REFUSED = {
    "not_a_workbook": b"Day la mot la thu.",
    "unknown_form": book({"Thu": "| Kính gửi |\n| Ban Thường vụ |"}),
    "missing_as_of": sheet(""),
    "future_as_of": sheet(f"Số liệu tính đến ngày {TOMORROW:%d/%m/%Y}"),
    "already_loaded": CATALOGUE.read_bytes(),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_taken_leaves_the_books_alone(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    file = tmp_path / "tep.xlsx"
    file.write_bytes(REFUSED[kind])
    before = books.read_bytes()
    assert cli.main(["--store", str(books), "load", str(file), "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["refused"] == kind
    assert told.err.count("\n") == 1
    assert told.err.strip().endswith(".")
    assert books.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [["ask", "bao-nhieu"], ["ask", "held", "--as-of", "13/05/2020"], ["load"], ["mo"],
     ["check", "khong-co.xlsx"], ["blank", "bieu-09", "ra.xlsx"]],
)  # fmt: skip
def test_wrong_words_are_told_in_one_sentence(
    books: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert cli.main(["--store", str(books), *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "Hãy" in told.err


def test_books_in_use_elsewhere_are_told_in_one_sentence(books: Path) -> None:
    open_here = Store.open(books)
    done = run(books, "uploads")
    open_here.close()
    assert done.returncode == 3
    assert "đang được chương trình khác sử dụng" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_store_may_be_named_after_the_command(
    books: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["uploads", "--json", "--store", str(books)]) == 0
    assert [u["form"] for u in json.loads(capsys.readouterr().out)] == ["catalogue"]


def test_damaged_books_are_told_in_one_sentence(
    store_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store_path.write_bytes(b"khong phai kho so lieu" * 1000)
    assert cli.main(["--store", str(store_path), "uploads"]) == 3
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [["ask", "held"], ["deck", "ra.pptx"], ["sheets", "ra.xlsx"], ["report", "ra.docx"],
     ["form", "progress", "ra.xlsx"], ["withdraw", "1", "--reason", "x"], ["deck", "--briefings"]],
)  # fmt: skip
def test_books_that_are_not_there_are_told_with_their_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    where = tmp_path / "so" / "x.duckdb"
    words = [str(tmp_path / word) if word.startswith("ra.") else word for word in words]
    assert cli.main(["--store", str(where), *words]) == 3
    assert capsys.readouterr() == (
        "",
        f"Chưa có kho số liệu ở {where}. Hãy kiểm tra lại --store hoặc CONGRESS_DASH_STORE; kho mới thì nạp "
        "Danh mục rồi Biểu 01 bằng lệnh load, hoặc xem tỉnh mẫu bằng lệnh demo.\n",
    )
    assert list(tmp_path.iterdir()) == []
    assert cli.main(["--store", str(tmp_path), *words]) == 3
    assert "là thư mục, không phải kho số liệu. Hãy ghi cả tên tệp" in capsys.readouterr().err


def test_who_begins_needs_no_books(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path / "x.duckdb")]
    assert cli.main([*store, "check", str(CATALOGUE)]) == 0
    assert cli.main([*store, "blank", "progress", str(tmp_path / "moi.xlsx")]) == 0
    capsys.readouterr()
    assert cli.main([*store, "uploads", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert cli.main([*store, "uploads"]) == 0
    assert "Chưa có kho số liệu ở" in capsys.readouterr().out
    assert [file.name for file in tmp_path.iterdir()] == ["moi.xlsx"]


def test_a_file_that_is_refused_is_named(
    sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "la.pptx"
    odd.write_bytes(b"Day la mot la thu.")
    out = str(tmp_path / "ra.pptx")
    for words in (["deck", out, "--template", str(odd)], ["deck", "--verify", str(odd)],
                  ["check", str(odd)], ["load", str(odd)]):  # fmt: skip
        assert cli.main(["--store", str(sample_store), *words]) == 1
        told = capsys.readouterr()
        assert told.err.startswith("la.pptx: ")
        assert told.err.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir() if "ra" in file.name] == []


@pytest.mark.parametrize(
    "words",
    [["ask", "nope"], ["ask", "held", "--known-at", "99"], ["ask", "held", "--unit", "PX99"],
     ["ask", "held", "--block", "XX"], ["deck", "ra.pptx", "--charts", "nope"],
     ["sheets", "ra.xlsx", "--charts", "nope"], ["deck", "ra.pptx", "--briefing", "nope"],
     ["form", "nope", "ra.xlsx"], ["withdraw", "99", "--reason", "x"], ["withdraw", "9", "--reason", " "],
     ["check", "nope.xlsx"], ["deck", "ra.pptx", "--template", "nope.potx"], ["deck", "ra.doc"]],
)  # fmt: skip
def test_whatever_is_not_there_is_wrong_usage(
    sample_store: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """Every word that names something unknown, whichever it is: 2, and nothing written."""
    assert cli.main(["--store", str(sample_store), *words]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert not Path("ra.pptx").exists()


def test_a_file_of_the_user_is_not_written_over(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = tmp_path / "bieu-01.xlsx"
    filled.write_bytes((SAMPLES / "bieu-01-2020-05-13.xlsx").read_bytes())
    before = filled.read_bytes()
    for words in (
        ["blank", "progress", str(filled)],
        ["check", str(filled), "--marked", str(filled)],
        ["deck", str(filled)],
    ):
        assert cli.main(["--store", str(books), *words]) == 2
        assert capsys.readouterr().err.count("\n") == 1
        assert filled.read_bytes() == before
    assert cli.main(["--store", str(books), "blank", "progress", str(tmp_path / "moi.xlsx")]) == 0


def answered(
    books: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> list[dict[str, object]]:
    assert cli.main(["--store", str(books), "ask", *words, "--format", "json"]) == 0
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return rows


def test_a_question_is_narrowed_and_held_against_another_day(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = answered(sample_store, capsys, "held", "--as-of", "2020-05-13", "--block", "AN",
                    "--kind", "cell", "--scope", "grassroots")  # fmt: skip
    assert (held[0]["held"], held[0]["total"]) == (4, 7)
    differ = answered(sample_store, capsys, "compare", "--as-of", "2020-05-13", "--against",
                      "2020-05-13", "--against-known-at", "8")  # fmt: skip
    assert {row["why"] for row in differ} == {"correction"}
    assert (
        cli.main(["--store", str(sample_store), "ask", "compare", "--against-known-at", "99"]) == 2
    )


# --- what narrows ---------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["an", "Khối An ninh", "khoi an ninh", "An ninh"])
def test_a_block_is_known_by_its_id_and_by_its_name(
    sample_store: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    held = answered(sample_store, capsys, "held", "--as-of", "2020-05-13", "--block", words)
    assert held == answered(sample_store, capsys, "held", "--as-of", "2020-05-13", "--block", "AN")
    assert held[0]["total"] == 8


@pytest.mark.parametrize("words", ["XX", "", "Khối"])
def test_a_block_that_is_not_there_is_refused(
    sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    out = tmp_path / "t.pptx"
    for command in (["ask", "held"], ["deck", str(out)]):
        assert cli.main(["--store", str(sample_store), *command, "--block", words]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith(f"Không có khối “{words}”. Hãy chọn một trong: XDLL (")
        assert "AN (Khối An ninh), CS (Khối Cảnh sát)" in told.err
        assert told.err.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize("out", ["t.pptx", "t.xlsx", "t.docx"])
def test_of_a_filter_that_leaves_nobody_nothing_is_written(
    sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    command = {"t.pptx": "deck", "t.xlsx": "sheets", "t.docx": "report"}[out]
    file = tmp_path / out
    words = ["--as-of", "2020-05-13", "--block", "AN", "--scope", "coordinated"]
    assert cli.main(["--store", str(sample_store), command, str(file), *words]) == 1
    assert capsys.readouterr() == (
        "",
        "Không có tổ chức đảng nào khớp bộ lọc “Khối An ninh, tổ chức phối hợp” ở ngày 13/05/2020 nên "
        "không có gì để xuất. Hãy bỏ bớt điều kiện lọc hoặc chọn ngày khác.\n",
    )
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("t.")] == []
    assert cli.main(["--store", str(sample_store), command, str(file), *words[:4]]) == 0
    assert file.stat().st_size > 5000


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("ask held --as-of 2099-01-01", "Ngày “2099-01-01” có năm chưa đúng. Hãy ghi năm từ 1990 đến 2049."),
        ("ask held --as-of 2020-02-30", "Ngày “2020-02-30” chưa đúng. Hãy ghi theo dạng 2020-05-13."),
        ("ask held --known-at 0", "Số lần nạp “0” chưa đúng. Lần nạp được đánh số từ 1; hãy xem bằng lệnh uploads."),
        ("ask held --against-known-at x", "Số lần nạp “x” chưa đúng. Lần nạp được đánh số từ 1; hãy xem bằng lệnh uploads."),
        ("ask held --kind foo", "--kind không nhận “foo”. Hãy ghi một trong: committee, cell, dang-bo, chi-bo."),
        ("ask held --scope foo", "--scope không nhận “foo”. Hãy ghi một trong: grassroots, coordinated, truc-thuoc, phoi-hop."),
        ("ask held --format xml", "--format không nhận “xml”. Hãy ghi một trong: table, csv, json."),
        ("load", "Lệnh còn thiếu TỆP (congress-dash load). Hãy xem cách dùng bằng: congress-dash load --help"),
        ("withdraw 3", "Lệnh còn thiếu --reason (congress-dash withdraw). Hãy xem cách dùng bằng: congress-dash withdraw --help"),
        ("withdraw ba --reason x", "Số lần nạp “ba” chưa đúng. Lần nạp được đánh số từ 1; hãy xem bằng lệnh uploads."),
        ("ask held --kind", "Tùy chọn --kind còn thiếu giá trị (congress-dash ask). Hãy xem cách dùng bằng: congress-dash ask --help"),
        ("ask held --blok AN", "Lệnh không có tham số “--blok AN” (congress-dash). Hãy xem cách dùng bằng: congress-dash --help"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_words_is_named(
    books: Path, capsys: pytest.CaptureFixture[str], words: str, sentence: str
) -> None:
    assert cli.main(["--store", str(books), *words.split()]) == 2
    assert capsys.readouterr() == ("", f"{sentence}\n")


def test_the_words_of_an_address_are_taken_too(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = ("held", "--as-of", "2020-05-13")
    plain = answered(sample_store, capsys, *day, "--scope", "coordinated", "--kind", "cell")
    told = answered(sample_store, capsys, *day, "--scope", "phoi-hop", "--kind", "chi-bo")
    assert told == plain
    assert told != answered(sample_store, capsys, *day)


def test_the_questions_are_listed_with_what_they_answer(
    store_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--store", str(store_path), "ask"]) == 0
    listed = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert listed[0] == ["held", "Đã đại hội bao nhiêu trên tổng số của từng cấp"]
    assert sorted(name for name, _ in listed) == sorted(questions())
    assert [words == "câu hỏi thêm" for _, words in listed] == [False] * 15 + [True] * (
        len(listed) - 15
    )


def test_a_question_is_asked_of_one_organisation(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = ("--as-of", "2020-05-13")
    (following,) = answered(sample_store, capsys, "unit_next", *day, "--unit", "PX03")
    assert (following["unit"], following["due_on"]) == ("PX03", "2020-06-02")
    late = answered(sample_store, capsys, "late_units", *day)
    alone = answered(sample_store, capsys, "late_units", *day, "--unit", "PH10")
    assert alone == [row for row in late if row["unit"] == "PH10"]
    assert len(alone) == 1 < len(late)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [(["--unit", "PX99"], 2, "Không có tổ chức đảng nào mang mã “PX99”."),
     (["--unit", "PX05", "--block", "AN"], 2, "--unit không đi cùng --scope, --block, --kind.")],
)  # fmt: skip
def test_an_organisation_that_cannot_be_asked_is_told_in_one_sentence(
    sample_store: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    sentence: str,
) -> None:
    assert cli.main(["--store", str(sample_store), "ask", "unit_next", *words]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(sentence)
    assert told.err.count("\n") == 1
