"""Persons leave .csv, .xlsb, .ods and .xls too: the kept copy reads as the file did, without them;
marked, such files come back as .xlsx."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from congress_dash import intake, opening, plain, told
from congress_dash.errors import Refused
from congress_dash.marking import SHEET, marked, suffix
from congress_dash.notes import AUTHOR
from congress_dash.readers import Broken
from congress_dash.records import Preview, Severity, Sheet
from congress_dash.store import Store
from congress_dash.styles import TINTS
from other_kinds import as_csv, as_xlsb
from sample_books import SAMPLES

pytestmark = pytest.mark.slow

FILES = Path(__file__).parent / "files"
NAME = " ".join(("Nguyễn", "Thử", "Nghiệm"))
(PROGRESS,) = opening.sheets((SAMPLES / "bieu-01-2020-05-13.xlsx").read_bytes())
HEADING_ROW, FIRST_ROW, NOTE = 9, 14, 18  # of that sheet, from 0


def changed(values: dict[tuple[int, int], object]) -> Sheet:
    """The sample Biểu 01 with other values in some cells."""
    rows = [[*row, *[None] * (20 - len(row))] for row in PROGRESS.rows]
    for (row, column), value in values.items():
        rows[row][column] = value
    return replace(PROGRESS, rows=rows)


PEOPLE = changed(
    {(HEADING_ROW, 19): "Bí thư", (FIRST_ROW, NOTE): f"Đ/c {NAME} vắng"}
    | {(FIRST_ROW + n, 19): f"{NAME} {n}" for n in range(3)}
)
WRONG = changed({(FIRST_ROW + 1, 14): "cuối tháng 4", (FIRST_ROW + 3, 3): "bốn"})
MADE = {"bieu-01.csv": as_csv, "bieu-01.xlsb": lambda sheet: as_xlsb([sheet])}


@pytest.mark.parametrize("file", MADE)
def test_the_kept_copy_reads_the_same_without_persons(catalogue_store: Store, file: str) -> None:
    sent = MADE[file](PEOPLE)
    preview = intake.look(file, sent, catalogue_store)
    assert [(d.column, d.heading) for d in preview.dropped] == [("T", "Bí thư")]
    upload = catalogue_store.accept(preview, by="thử")
    name, kept = catalogue_store.original(upload)
    assert name == ("bieu-01.csv" if file.endswith("csv") else "bieu-01.xlsx")
    was, now = opening.sheets(sent, file), opening.sheets(kept, name)
    assert NAME not in repr(now)
    assert NAME.encode() not in kept
    bare = changed({(HEADING_ROW, 19): "Bí thư", (FIRST_ROW, NOTE): "Đ/c … vắng"})
    assert _filled(now) == _filled(opening.sheets(MADE[file](bare), file))
    assert [sheet.name for sheet in now] == [sheet.name for sheet in was]
    with pytest.raises(Refused, match="đã được nạp"):  # the hash is of the file as it came
        intake.look(file, sent, catalogue_store)


def _filled(sheets: list[Sheet]) -> list[tuple[str, int, int, object]]:
    return [
        (sheet.name, number, column, round(value, 12) if isinstance(value, float) else value)
        for sheet in sheets
        for number, row in enumerate(sheet.rows)
        for column, value in enumerate(row)
        if value not in (None, "")
    ]


def test_a_rebuilt_copy_is_told(catalogue_store: Store) -> None:
    rebuilt, rewritten = (intake.look(f, MADE[f](PEOPLE), catalogue_store) for f in reversed(MADE))
    assert (rebuilt.rebuilt, rewritten.rebuilt) == (True, False)
    assert "bản gốc giữ lại là tệp .xlsx" in "\n".join(told.summary(rebuilt))
    assert "bản gốc giữ lại là tệp .xlsx" not in "\n".join(told.summary(rewritten))


@pytest.mark.parametrize("file", ["bieu-01.xls", "bieu-04.xls", "bieu-01.ods"])
def test_a_file_without_persons_is_kept_as_it_came(catalogue_store: Store, file: str) -> None:
    sent = (FILES / file).read_bytes()
    preview = intake.look(file, sent, catalogue_store)
    assert preview.content is sent
    assert catalogue_store.original(catalogue_store.accept(preview, by="thử")) == (file, sent)


def test_an_ods_with_a_name_in_a_cell_is_rebuilt(catalogue_store: Store) -> None:
    sent = _ods_with({"content.xml": ("<text:p>Đảng bộ Phòng Tham mưu<", f"<text:p>Đ/c {NAME}<")})
    preview = intake.look("bieu-01.ods", sent, catalogue_store)
    assert preview.rebuilt
    assert NAME not in repr(opening.sheets(preview.content))
    assert NAME not in repr(preview)


def _ods_with(swaps: dict[str, tuple[str, str]]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(FILES / "bieu-01.ods") as old, zipfile.ZipFile(out, "w") as new:
        for each in old.infolist():
            text = old.read(each)
            if each.filename in swaps:
                before, after = (words.encode() for words in swaps[each.filename])
                assert before in text
                text = text.replace(before, after, 1)
            new.writestr(each, text)
    return out.getvalue()


# --- a copy of the values ------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_a_copy_of_the_values_reads_as_the_workbook(path: Path) -> None:
    sheets = opening.sheets(path.read_bytes())
    again = opening.sheets(plain.book(sheets))
    assert _filled(again) == _filled(sheets)
    assert [(s.name, s.visible, set(s.merged)) for s in again] == [
        (s.name, s.visible, set(s.merged)) for s in sheets
    ]


def test_a_copy_keeps_what_hurts() -> None:
    odd = [Broken("#REF!"), '=HYPERLINK("x")', "+1", "hai\ndòng", True, 1.5, "001", "  lề "]
    (again,) = opening.sheets(plain.book([Sheet("A", True, [odd], [])]))
    assert again.rows[0] == odd
    (broken,) = opening.sheets(plain.book([Sheet("A", True, [["x", Broken("=A1+1")]], [])]))
    assert isinstance(broken.rows[0][1], Broken)


def test_names_that_excel_does_not_allow() -> None:
    names = ["T4/2020", "Biểu: 01?", "x" * 40, "X" * 40, "", "'Tháng 5'"]
    made = plain.sheet_names([Sheet(name, True, [], []) for name in names])
    assert made == ["T4-2020", "Biểu- 01-", "x" * 31, f"{'X' * 25} (2)", "Trang", "Tháng 5"]


# --- marked --------------------------------------------------------------------------------------

KINDS = {
    "bieu-01.csv": as_csv(WRONG),
    "bieu-01.tab.csv": as_csv(WRONG, "\t", "utf-16"),
    "bieu-01.xlsb": as_xlsb([WRONG]),
}


@pytest.mark.parametrize("file", KINDS)
def test_marked_sent_again_and_corrected(catalogue_store: Store, file: str) -> None:
    first = intake.look(file, KINDS[file], catalogue_store)
    errors = {p.cell: p for p in first.problems if p.severity is Severity.ERROR}
    assert set(errors) == {"O16", "D18"}
    shown = marked(first.content, first.problems, file)
    _check_marks(shown, first)

    again = intake.look("a.xlsx", shown, catalogue_store)
    assert again.problems == first.problems
    assert again.records == first.records
    twice = load_workbook(BytesIO(marked(shown, again.problems)))
    assert twice.sheetnames == load_workbook(BytesIO(shown)).sheetnames
    assert twice.worksheets[0]["O16"].comment.text.count(AUTHOR) == 1

    book = load_workbook(BytesIO(shown))
    book.worksheets[0]["O16"], book.worksheets[0]["D18"] = None, 4
    book.save(out := BytesIO())
    corrected = intake.look("a.xlsx", out.getvalue(), catalogue_store)
    assert corrected.waiting == ()
    catalogue_store.accept(corrected, by="thử")


def _check_marks(shown: bytes, preview: Preview) -> None:
    book = load_workbook(BytesIO(shown))
    assert book.sheetnames[-1] == SHEET
    closing = str(book[SHEET].cell(book[SHEET].max_row, 5).value)
    assert "ghi lại từ các giá trị của tệp đã gửi" in closing
    assert suffix(shown) == ".xlsx"
    for each in preview.problems:
        cell = book[each.sheet][each.cell]
        assert cell.fill.fgColor.rgb == f"FF{TINTS[each.severity]}"
        assert each.message in cell.comment.text


@pytest.mark.parametrize("file", ["bieu-01.xls", "bieu-01.ods"])
def test_files_of_other_programs_are_marked_where_the_problem_is(
    catalogue_store: Store, file: str
) -> None:
    sent = (FILES / file).read_bytes()
    preview = intake.look(file, sent, catalogue_store)
    problem = replace(preview.problems[0], cell="O16", severity=Severity.ERROR)
    shown = marked(sent, [problem], file)
    _check_marks(shown, replace(preview, problems=(problem,)))
    again = intake.look("a.xlsx", shown, catalogue_store)
    assert again.records == preview.records
    assert again.problems == preview.problems


def test_persons_are_not_in_the_marked_copy(catalogue_store: Store) -> None:
    for file, make in MADE.items():
        preview = intake.look(file, make(PEOPLE), catalogue_store)
        shown = marked(preview.content, preview.problems, file, rebuilt=preview.rebuilt)
        assert NAME not in repr(opening.sheets(shown))
        closing = str(list(load_workbook(BytesIO(shown))[SHEET].values)[-1][4])
        assert "ghi lại từ các giá trị" in closing


def test_what_would_take_too_long_to_write_anew_is_refused() -> None:
    many = Sheet("A", True, [["x"] * 1_000] * 301, [])
    with pytest.raises(Refused) as refusal:
        plain.book([many])
    assert refusal.value.kind == "too_large"
