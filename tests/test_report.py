"""The progress report read back from its own XML: layout of a Party document, true words and tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from browser import SETTLED, Watch
from conftest import Running, copy_of, run
from congress_dash import boards, session, vietnamese
from congress_dash.moment import Moment, View
from congress_dash.prose import Blank, Length, Report
from congress_dash.report import report
from congress_dash.store import Store

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2020, 5, 13)
MOMENT = Moment(DAY, 17)
TITLES = (
    "CĂN CỨ, CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", "KẾT QUẢ ĐẠI HỘI CHI BỘ TRỰC THUỘC",
    "KẾT QUẢ ĐẠI HỘI TỔ CHỨC CƠ SỞ ĐẢNG", "CÔNG TÁC CHUẨN BỊ VĂN KIỆN", "CÔNG TÁC NHÂN SỰ",
    "CÔNG TÁC KIỂM TRA, HƯỚNG DẪN", "CÔNG TÁC TUYÊN TRUYỀN, THI ĐUA, PHỤC VỤ ĐẠI HỘI", "ĐÁNH GIÁ CHUNG",
    "NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI", "KIẾN NGHỊ, ĐỀ XUẤT",
)  # fmt: skip


@pytest.fixture(scope="module")
def books(sample_books: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(Store.open(copy_of(sample_books, tmp_path_factory.mktemp("report")))) as store:
        yield store


@pytest.fixture(scope="module")
def told(books: Store) -> Report:
    return boards.report(session.CachedBooks(books, books.revision), MOMENT)


@pytest.fixture(scope="module")
def content(told: Report) -> bytes:
    return report(told)


@pytest.fixture(scope="module")
def body(content: bytes) -> etree._Element:
    return part(content, "word/document.xml")[0]


def part(content: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def paragraphs(body: etree._Element) -> list[str]:
    return [words(p) for p in body.findall(f"{W}p")]


def test_it_is_headed_like_a_party_document(body: etree._Element) -> None:
    head = body.find(f"{W}tbl")
    left, right = head.iter(f"{W}tc")
    assert [words(p) for p in left.iter(f"{W}p")] == [
        "ĐẢNG BỘ TỈNH …", "ĐẢNG ỦY CÔNG AN TỈNH …", "*", "Số …-BC/ĐUCA",
    ]  # fmt: skip
    assert [words(p) for p in right.iter(f"{W}p")] == [
        "ĐẢNG CỘNG SẢN VIỆT NAM", "…, ngày … tháng … năm …",
    ]  # fmt: skip
    name, place = right.iter(f"{W}p")
    assert name.find(f"{W}pPr/{W}pBdr/{W}bottom").get(f"{W}val") == "single"
    assert {run.find(f"{W}rPr/{W}i") is not None for run in place.iter(f"{W}r")} == {True}
    bold = [p.find(f".//{W}b") is not None for p in left.iter(f"{W}p")]
    assert bold == [False, True, False, False]
    assert "BÁO CÁO" in paragraphs(body)
    subject = "Tiến độ chuẩn bị đại hội đảng các cấp nhiệm kỳ 2020 – 2025"
    assert subject in paragraphs(body)
    assert "(Số liệu tính đến ngày 13/05/2020)" in paragraphs(body)


def test_paper_font_margins_and_page_numbers(content: bytes, body: etree._Element) -> None:
    first, last = body.iter(f"{W}sectPr")
    sizes = [
        (s.find(f"{W}pgSz").get(f"{W}w"), s.find(f"{W}pgSz").get(f"{W}h")) for s in (first, last)
    ]
    assert sizes == [("11906", "16838"), ("16838", "11906")]
    margins = first.find(f"{W}pgMar")
    millimetres = {
        side: round(int(margins.get(f"{W}{side}")) / 56.7)
        for side in ("top", "bottom", "left", "right")
    }
    assert millimetres == {"top": 20, "bottom": 20, "left": 30, "right": 15}
    assert first.find(f"{W}titlePg") is not None
    normal = next(
        s
        for s in part(content, "word/styles.xml").iter(f"{W}style")
        if s.get(f"{W}styleId") == "Normal"
    )
    fonts = normal.find(f"{W}rPr/{W}rFonts")
    assert {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }
    assert normal.find(f"{W}rPr/{W}sz").get(f"{W}val") == "28"
    header = part(content, "word/header1.xml")
    assert "".join(text.text for text in header.iter(f"{W}instrText")) == "PAGE"


def test_ten_sections_stand_in_their_order(body: etree._Element) -> None:
    lines = paragraphs(body)
    romans = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    at = [lines.index(f"{roman}. {title}") for roman, title in zip(romans, TITLES, strict=True)]
    assert at == sorted(at)
    assert [lines.index(f"Phụ lục {n}") for n in range(1, 7)] == sorted(
        lines.index(f"Phụ lục {n}") for n in range(1, 7)
    )


def test_every_sentence_is_there_and_every_blank_is_marked(
    told: Report, body: etree._Element
) -> None:
    whole = "\n".join(paragraphs(body))
    for sentence in told.sentences:
        assert sentence.text in whole
    marked = [
        words(run) for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}highlight") is not None
    ]
    blanks = [p.text for s in told.sentences for p in s.parts if isinstance(p, Blank)]
    assert len(blanks) >= 9
    assert set(blanks) <= set(marked)
    assert {text for text in marked if text not in blanks} == {"…"}
    unmarked = [
        words(run) for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}highlight") is None
    ]
    assert not any("…" in text for text in unmarked)


def test_annexes_hold_the_charts_cell_by_cell(told: Report, body: etree._Element) -> None:
    tables = {t.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val"): t for t in body.iter(f"{W}tbl")
              if t.find(f"{W}tblPr/{W}tblCaption") is not None}  # fmt: skip
    assert list(tables) == [
        "balance", "unit_steps", "clocks.form", "current_drafts.form", "unit_visits", "organisations.booked",
    ]  # fmt: skip
    for _, chart in told.annexes:
        lines = [[words(c) for c in row.iter(f"{W}tc")] for row in tables[chart.key].iter(f"{W}tr")]
        heading, *rows = lines
        assert heading == [column.name for column in chart.columns]
        rows = [row for row in rows if len(row) == len(heading)]  # the others name a group
        for at, row in enumerate(rows):
            expected = [vietnamese.written(column.values[at]) for column in chart.columns]
            assert [
                text.removeprefix("▲ ").removeprefix("? ").removeprefix("■ ") for text in row
            ] == expected
        assert len(rows) == len(chart.columns[0].values)
        first = tables[chart.key].find(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None


def test_what_is_asked_for_is_what_the_briefing_asks_for(books: Store, told: Report) -> None:
    asked = session.CachedBooks(books, books.revision)
    chart = next(c for c in boards.briefing(asked, MOMENT) if c.key == "to_direct.proposals")
    opening, *lines, rest = [sentence.text for sentence in told.sections[9].body.sentences]
    assert opening == "Đề nghị Ban Thường vụ cho ý kiến chỉ đạo những nội dung sau:"
    what, many, names = (column.values for column in chart.columns)
    assert lines == [
        f"- {what[row]} ({vietnamese.count_word(int(str(many[row])))} tổ chức đảng): {names[row]}."
        for row in range(len(what))
    ]
    assert len(lines) >= 4
    assert rest == "… [kiến nghị, đề xuất khác]"
    before = boards.report(asked, replace(MOMENT, as_of=date(2020, 1, 5))).sections[9]
    assert [s.text for s in before.body.sentences][-1].startswith("… [")


def test_an_annex_is_called_by_what_it_lists(books: Store) -> None:
    """On 30/06 47 have met, Biểu 02 tells of 17: the list of 47 does not go by the form's name."""
    report_ = boards.report(
        session.CachedBooks(books, books.revision), Moment(date(2020, 6, 30), 17)
    )
    titles = [title for title, _ in report_.annexes]
    assert titles[2] == "Tổ chức đảng đã đại hội, báo cáo kết quả, chuẩn y (theo Biểu 01, Biểu 02)"
    assert len(report_.annexes[2][1].columns[0].values) == 47
    assert not [title for title in titles if title.startswith("Biểu 0")]


def test_the_signature_block_is_empty(body: etree._Element) -> None:
    foot = body.findall(f"{W}tbl")[1]
    left, right = foot.iter(f"{W}tc")
    assert [words(p) for p in left.iter(f"{W}p")] == ["Nơi nhận:", "- …", "- …", "- …"]
    assert [words(p) for p in right.iter(f"{W}p")] == ["T/M BAN THƯỜNG VỤ", "", "", "", "", "…"]


def test_the_same_report_gives_the_same_bytes(told: Report, content: bytes) -> None:
    assert report(told) == content
    with ZipFile(BytesIO(content)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "thumbnail" in name]
    core = part(content, "docProps/core.xml")
    told_ = {etree.QName(e).localname: e.text for e in core}
    assert told_["created"] == told_["modified"] == "2020-05-13T00:00:00Z"
    assert told_["description"] == "as_of=2020-05-13; known_at=17"


def test_a_cell_of_hostile_words_stays_words(told: Report) -> None:
    """Control characters and tags in a name neither break the file nor become markup."""
    title, chart = told.annexes[0]
    names = (f"A\x0b<w:br/>\u202eB{chart.columns[0].values[0]}", *chart.columns[0].values[1:])
    hostile = replace(chart, columns=(replace(chart.columns[0], values=names), *chart.columns[1:]))
    made = part(report(replace(told, annexes=((title, hostile),))), "word/document.xml")
    assert "<w:br/>" in words(made)
    assert "\u202e" not in words(made)
    assert not list(made.iter(f"{W}br"))


def test_a_table_too_long_for_paper_is_cut_and_says_so(told: Report) -> None:
    title, chart = told.annexes[4]
    days = chart.columns[0].values * 12
    long = replace(chart, columns=(replace(chart.columns[0], values=days),), units=())
    made = part(report(replace(told, annexes=((title, long),))), "word/document.xml")[0]
    table = next(t for t in made.iter(f"{W}tbl") if t.find(f"{W}tblPr/{W}tblCaption") is not None)
    assert len(table.findall(f"{W}tr")) == 1001
    assert "Chỉ in 1.000 dòng đầu trong tổng số 1.116 dòng; đủ ở bảng tính." in paragraphs(made)[-1]


@pytest.mark.parametrize("moment", [
    Moment(date(2019, 1, 1), 17), Moment(DAY, 1), Moment(DAY, 17, View(block="AN")),
    Moment(DAY, 17, View(scope="coordinated", kind="cell")),
])  # fmt: skip
def test_any_moment_gives_a_whole_report(books: Store, moment: Moment) -> None:
    made = report(boards.report(session.CachedBooks(books, books.revision), moment))
    lines = paragraphs(part(made, "word/document.xml")[0])
    assert "BÁO CÁO" in lines
    assert not any("None" in line for line in lines)


@pytest.mark.slow
def test_the_command_writes_the_report_and_prints_the_words(
    sample_books: Path, tmp_path: Path
) -> None:
    store = copy_of(sample_books, tmp_path)
    files = [tmp_path / "one.docx", tmp_path / "two.docx"]
    for file in files:
        done = run(store, "report", str(file), "--as-of", "2020-05-13")
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"Đã ghi {file} (số liệu tính đến ngày 13/05/2020).\n"
    first, second = (hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    assert first == second
    said = run(
        store, "report", "--words", "sentence", "--as-of", "2020-05-13", "--block", "AN"
    ).stdout
    assert said == (
        "Tính đến ngày 13 tháng 5 năm 2020, trong phạm vi Khối An ninh, có 4/8 tổ chức cơ sở đảng trực thuộc đã "
        "tổ chức đại hội, đạt 50%; trong đó đảng bộ cơ sở 0/1, chi bộ cơ sở 4/7.\n"
    )
    for wrong in ([], [str(files[0]), "--words", "page"], [str(tmp_path / "x.doc")]):
        refused = run(store, "report", *wrong)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr.count("\n") == 1


@pytest.mark.browser
@pytest.mark.parametrize("is_secure", [True, False], ids=["clipboard", "no clipboard without TLS"])
def test_the_words_are_copied_as_they_stand(
    shared_server: Running, page: Page, watch: Watch, books: Store, is_secure: bool
) -> None:
    page.goto(f"{shared_server.address}/trinh-chieu?as_of=2020-05-13&known_at=17")
    page.wait_for_selector(SETTLED)
    page.get_by_text("Nửa trang").click()
    page.wait_for_selector(SETTLED)
    expect(page.locator(".cd-prose-text p")).to_have_count(4)
    assert "loi=trang" in page.url
    if not is_secure:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Sao chép").click()
    expect(page.locator(".cd-prose [role=status]")).to_have_text("Đã sao chép")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('textarea'), {id: 'pasted'}))"
    )
    page.locator("#pasted").focus()
    page.keyboard.press("Control+V")
    pasted = page.locator("#pasted").input_value()
    told = boards.words(books, MOMENT, Length.PAGE).text
    assert [line for line in pasted.splitlines() if line] == told.splitlines()
    assert page.locator(".cd-quote", has_text="11/30").first.get_attribute("title") == (
        "Theo biểu đồ: 11/30 tổ chức cơ sở đảng trực thuộc đã tổ chức đại hội"
    )
    assert (watch.outside, watch.errors) == ([], [])


@pytest.mark.slow
def test_the_page_hands_out_the_same_report(shared_server: Running, content: bytes) -> None:
    query = "as_of=2020-05-13&known_at=17"
    assert shared_server.get(f"/tai/bao-cao.docx?{query}") == content
