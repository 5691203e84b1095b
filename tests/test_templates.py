"""Decks in the offices' own templates: what is theirs stays, what is ours stands on their slides."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pptx import Presentation
from pptx.util import Pt

import gallery
import ooxml
import templates
from congress_dash import addresses, boards, cli, slides
from congress_dash.errors import Refused
from congress_dash.safe_text import safe_text
from congress_dash.sheets import sheet
from congress_dash.store import Store
from written import parts, saved

pytestmark = pytest.mark.slow

FOREIGN: dict[str, Callable[[], bytes]] = {
    "English 4:3": templates.english_4_3,
    "German 10 x 5.625, dark": templates.german_wide_dark,
    "French A4": templates.french_a4,
    "16:10": lambda: saved(templates.foreign(12, 7.5)),
    "A4 upright": lambda: saved(templates.foreign(7.5, 10.83)),
    "ours": lambda: built(None),
}
WORDS = tuple(
    slides.Words(use, title, lines)
    for use, title, lines in (
        (slides.Use.SECTION, "Công tác kiểm tra", ("Từ ngày 01/03/2020",)),
        (slides.Use.LIST, "Việc tuần tới", ("Đôn đốc 03 đơn vị", "Chuẩn bị hội nghị")),
        (slides.Use.CLOSING, "Trân trọng cảm ơn các đồng chí", ()),
    )
)


def built(template: bytes | None, *charts: Any) -> bytes:
    return slides.deck(
        charts or (*gallery.gallery(), *WORDS),
        heading=gallery.HEADING,
        moment=gallery.MOMENT,
        template=slides.template(template) if template else None,
    )


def opened(content: bytes) -> Any:
    return Presentation(BytesIO(content))


def changed(content: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(out, "w", ZIP_DEFLATED) as copy:
        for name in package.namelist():
            part = change(name, package.read(name))
            if part is not None:
                copy.writestr(name, part)
        for name, part in more.items():
            copy.writestr(name, part)
    return out.getvalue()


@pytest.fixture(scope="module", params=FOREIGN)
def pair(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    """A template and the deck of the whole gallery built on it."""
    given = FOREIGN[request.param]()
    return given, built(given)


def test_what_is_theirs_goes_out_byte_by_byte(pair: tuple[bytes, bytes]) -> None:
    theirs, ours = map(parts, pair)
    looks = re.compile(r"ppt/(slideMasters|slideLayouts|theme|media|fonts|notesMasters)/")
    kept = [name for name in theirs if looks.match(name)]
    assert len(kept) > 10
    assert [name for name in kept if ours.get(name) != theirs[name]] == []


def test_nothing_is_left_of_their_slides(pair: tuple[bytes, bytes]) -> None:
    given, content = pair
    for name, part in parts(content).items():
        assert templates.SECRET.encode() not in part, name
    deck = opened(content)
    assert deck.slides[0].shapes.title.text == gallery.HEADING
    assert (deck.slide_width, deck.slide_height) == (
        opened(given).slide_width,
        opened(given).slide_height,
    )


def test_office_opens_the_deck_without_repair(pair: tuple[bytes, bytes]) -> None:
    assert ooxml.complaints(pair[1]) == []


def test_nothing_stands_outside_of_the_slide_or_over_its_foot(pair: tuple[bytes, bytes]) -> None:
    deck = opened(pair[1])
    for slide in deck.slides:
        foot = next(
            (s for s in slide.shapes if s.has_text_frame and "· Nguồn: " in s.text_frame.text), None
        )
        for shape in slide.shapes:
            where = (slide.shapes.title.text, shape.name)
            assert min(shape.left, shape.top) >= 0, where
            assert shape.left + shape.width <= deck.slide_width, where
            height = shape.height
            if shape.has_table:
                height = sum(row.height for row in shape.table.rows)
                wide = sum(column.width for column in shape.table.columns)
                assert wide <= shape.width + Pt(2), where
            assert shape.top + height <= deck.slide_height, where
            if foot is not None and (shape.has_chart or shape.has_table):
                assert shape.top + height <= foot.top, where
                assert shape.top >= slide.shapes.title.top + slide.shapes.title.height, where


def test_no_placeholder_is_left_unfilled(pair: tuple[bytes, bytes]) -> None:
    for slide in opened(pair[1]).slides:
        assert [p.name for p in slide.placeholders if not p.text_frame.text] == []


def test_same_template_same_bytes(pair: tuple[bytes, bytes]) -> None:
    assert built(pair[0]) == pair[1]


def layouts(content: bytes) -> dict[str, str]:
    return {s.shapes.title.text: s.slide_layout.name for s in opened(content).slides}


def test_layouts_are_known_by_name_by_powerpoints_kind_and_by_what_they_hold() -> None:
    expected = {
        "English 4:3": ("Title Slide", "Title Only", "Section Header", "Title and Content"),
        "German 10 x 5.625, dark": ("Titelfolie", "Nur Titel", "Abschnittsüberschrift", "Titel und Inhalt"),
        "French A4": ("Diapositive de titre", "Titre seul", "Titre de section", "Titre et contenu"),
        "ours": ("Trang bìa", "Biểu đồ", "Mục", "Danh sách"),
    }  # fmt: skip
    titles = (gallery.HEADING, gallery.bars().title, WORDS[0].title, WORDS[1].title)
    for name, wanted in expected.items():
        given = FOREIGN[name]()
        if name != "English 4:3":  # a stranger's layouts that PowerPoint never named a kind of
            assert slides.template(given).remarks == ()
        found = layouts(built(given))
        assert tuple(found[title] for title in titles) == wanted
    bare = changed(
        templates.german_wide_dark(),
        lambda name, part: re.sub(rb'(<p:sldLayout [^>]*?) type="\w+"', rb"\1", part),
    )
    found = layouts(built(bare))
    assert (found[titles[0]], found[titles[1]], found[titles[3]]) == (
        "Titelfolie", "Nur Titel", "Titel und Inhalt",
    )  # fmt: skip


def test_charts_and_tables_go_where_the_template_keeps_room_for_them() -> None:
    presentation = templates.foreign()
    content = presentation.slide_layouts[1]
    content.name = "Biểu đồ"
    place = content.placeholders[1]
    place.left, place.top, place.width, place.height = Pt(200), Pt(150), Pt(480), Pt(330)
    slide = opened(built(saved(presentation), gallery.bars())).slides[1]
    graphic = next(shape for shape in slide.shapes if shape.has_chart)
    assert (graphic.left, graphic.width) == (Pt(200), Pt(480))
    assert graphic.top >= Pt(150)
    assert graphic.top + graphic.height <= Pt(480)


def test_a_place_named_source_takes_the_source() -> None:
    presentation = templates.foreign()
    layout = presentation.slide_layouts[3]  # two places for contents
    layout.name = "Bảng"
    small = layout.placeholders[2]
    small.element.nvSpPr.cNvPr.set("name", "Nguồn số liệu")
    small.element.xpath(".//p:ph")[0].set("type", "body")
    small.left, small.top, small.width, small.height = Pt(36), Pt(470), Pt(600), Pt(30)
    slide = opened(built(saved(presentation), gallery.table())).slides[1]
    holder = next(p for p in slide.placeholders if "Nguồn: " in p.text_frame.text)
    assert holder.placeholder_format.idx == small.placeholder_format.idx
    assert holder.top == Pt(470)


def test_what_a_template_lacks_is_told_and_the_deck_is_made() -> None:
    presentation = templates.foreign(10, 5.625, slides=False)
    for layout in list(presentation.slide_layouts)[1:]:
        presentation.slide_layouts.remove(layout)
    only = presentation.slide_layouts[0]
    only.name, _ = "Khung", only.element.attrib.pop("type")
    for placeholder in list(only.placeholders):
        placeholder.element.getparent().remove(placeholder.element)
    given = saved(presentation)
    assert slides.template(given).remarks == (
        "Mẫu không có bố cục “Trang bìa”; dùng bố cục “Khung”.",
        "Mẫu không có bố cục “Mục”; dùng bố cục “Khung”.",
        "Mẫu không có bố cục “Biểu đồ”; dùng bố cục “Khung”.",
        "Mẫu không có bố cục “Bảng”; dùng bố cục “Khung”.",
        "Mẫu không có bố cục “Danh sách”; dùng bố cục “Khung”.",
        "Mẫu không có bố cục “Kết thúc”; dùng bố cục “Khung”.",
        "Bố cục “Khung” của mẫu không có ô tiêu đề; tiêu đề đứng ở đầu trang.",
        "Bố cục “Khung” của mẫu không có ô chân trang; nguồn số liệu đứng trong hộp chữ ở cuối trang.",
        "Bố cục “Khung” của mẫu không có ô số trang; trang không đánh số.",
    )
    content = built(given)
    assert ooxml.complaints(content) == []
    deck = opened(content)
    assert [slide.shapes.title.text for slide in deck.slides][:2] == [
        gallery.HEADING, gallery.gallery()[0].title,
    ]  # fmt: skip
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height
    told = [s.text_frame.text for s in deck.slides[0].shapes if s.has_text_frame]
    assert "Số liệu tính đến ngày 13/05/2020\nTheo số liệu đã nhận đến lần nạp 12" in told


def test_a_link_to_a_slide_that_went_leads_to_the_cover() -> None:
    presentation = templates.foreign()
    presentation.slide_layouts[0].part.relate_to(
        presentation.slides[0].part,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide",
    )
    content = built(saved(presentation), gallery.bars())
    assert (
        b"/ppt/slides/slide1.xml" in parts(content)["ppt/slideLayouts/_rels/slideLayout1.xml.rels"]
    )
    assert len(opened(content).slides) == 2
    assert ooxml.complaints(content) == []


# --- refusals --------------------------------------------------------------------------------


def as_kind(kind: str) -> bytes:
    """The English template, declared to be another kind of presentation."""
    return changed(
        templates.english_4_3(),
        lambda name, part: (
            part.replace(b"presentationml.presentation.main+xml", kind.encode())
            if name == "[Content_Types].xml"
            else part
        ),
    )


def without_layouts() -> bytes:
    presentation = templates.foreign(slides=False)
    for layout in list(presentation.slide_layouts):
        presentation.slide_layouts.remove(layout)
    return saved(presentation)


def bomb() -> bytes:
    out = BytesIO(templates.english_4_3())
    with ZipFile(out, "a", ZIP_DEFLATED) as package:
        package.writestr("ppt/media/image9.png", bytes(310_000_000))
    return out.getvalue()


def broken() -> bytes:
    return changed(
        templates.english_4_3(),
        lambda name, part: part[:400] if name == "ppt/slideLayouts/slideLayout1.xml" else part,
    )


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "not_a_template", "không phải tệp PowerPoint"),
    "text": (lambda: b"a,b\n1,2\n", "not_a_template", "không phải tệp PowerPoint"),
    "workbook": (lambda: sheet([]), "not_a_template", "không phải tệp PowerPoint"),
    "half": (lambda: templates.english_4_3()[:9000], "unreadable", "bị hỏng"),
    "broken": (broken, "unreadable", "bị hỏng"),
    "locked": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password", "bỏ mật khẩu"),
    "old": (lambda: OLE, "old_kind", "97–2003"),
    "macros": (
        lambda: as_kind("ms-powerpoint.presentation.macroEnabled.main+xml"), "macros", "macro",
    ),
    "macros within": (
        lambda: changed(templates.english_4_3(), lambda _, p: p, **{"ppt/vbaProject.bin": b"x"}),
        "macros", "macro",
    ),
    "untyped": (
        lambda: changed(templates.english_4_3(), lambda n, p: None if n[0] == "[" else p),
        "not_a_template", "không phải tệp PowerPoint",
    ),
    "loose layout": (
        lambda: changed(
            templates.english_4_3(),
            lambda n, p: None if n == "ppt/slideMasters/_rels/slideMaster1.xml.rels" else p,
        ),
        "unreadable", "bị hỏng",
    ),
    "odd size": (
        lambda: changed(
            templates.english_4_3(),
            lambda n, p: re.sub(rb'cx="\d+"', b'cx="x"', p, count=1) if n == "ppt/presentation.xml" else p,
        ),
        "unreadable", "bị hỏng",
    ),
    "no layouts": (without_layouts, "no_layouts", "không có bố cục trang nào"),
    "bomb": (bomb, "too_large", "quá lớn"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_template_is_refused_in_one_sentence_more(what: str) -> None:
    content, kind, words = REFUSED[what]
    with pytest.raises(Refused, match=words) as refusal:
        slides.template(content())
    assert refusal.value.kind == kind


def test_a_potx_and_a_show_are_templates_as_well() -> None:
    for kind in ("presentationml.template.main+xml", "presentationml.slideshow.main+xml"):
        content = built(as_kind(kind), gallery.bars())
        assert opened(content).slides[0].shapes.title.text == gallery.HEADING
        assert ooxml.complaints(content) == []


def test_the_command_refuses_leaving_the_old_deck_and_tells_what_it_replaced(
    sample_books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, template = tmp_path / "deck.pptx", tmp_path / "mau.pptx"
    out.write_bytes(b"old")
    template.write_bytes(broken())
    asked = ["--store", str(sample_books), "deck", str(out), "--template", str(template)]
    assert cli.main(asked) == 1
    assert "Tệp trình chiếu bị hỏng" in capsys.readouterr().err
    assert out.read_bytes() == b"old"
    presentation = templates.foreign()
    for placeholder in list(presentation.slide_layouts[5].placeholders)[1:]:
        placeholder.element.getparent().remove(placeholder.element)
    template.write_bytes(saved(presentation))
    assert cli.main([*asked, "--charts", "held_by_block"]) == 0
    assert "không có ô chân trang" in capsys.readouterr().err
    assert layouts(out.read_bytes())
    assert sorted(path.name for path in tmp_path.glob("*.dang-ghi")) == []


def test_every_chart_of_the_sample_stands_in_the_deck_described_and_sourced(
    sample_store: Path,
) -> None:
    books = Store.open(sample_store)
    moment = books.moment(date(2020, 5, 13))
    assert moment is not None
    charts = boards.all_charts(books, moment)
    books.close()
    content = slides.deck(charts.values(), heading="Tiến độ", moment=moment)
    assert ooxml.complaints(content) == []
    found = {}
    for slide in opened(content).slides:
        for shape in slide.shapes:
            if shape.name in charts:
                found[shape.name] = (slide, shape)
    assert set(found) == set(charts)
    for key, (slide, shape) in found.items():
        chart = charts[key]
        assert shape.has_chart or shape.has_table or chart.is_empty
        assert safe_text(chart.title) in shape._element.xpath(".//p:cNvPr/@descr")[0]
        lines = slide.notes_slide.notes_text_frame.text.split("\n")
        assert lines[0] == f"as_of=2020-05-13; known_at={moment.known_at}"
        assert lines[1] == safe_text(chart.definition)
        assert f"Nguồn: {safe_text(chart.source)}" in lines
        assert addresses.read(lines[-1].removeprefix("Xem lại: ")) == chart.moment
