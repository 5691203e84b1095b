"""The progress report (domain.md §5.1): its sections in order; what the books do not know stays blank."""

from __future__ import annotations

from collections.abc import Iterable

from congress_dash import view_words
from congress_dash.boards import asking, forms
from congress_dash.boards.agenda import proposals
from congress_dash.boards.asking import Books, rows
from congress_dash.boards.balance import balance, milestones
from congress_dash.boards.congresses import matrix
from congress_dash.boards.words import (
    Charts,
    ahead,
    asked,
    documents,
    done,
    headline,
    inspections,
    late_of,
    outlook_of,
    progress,
    quoted,
    results,
    results_of,
    told,
    upcoming_of,
)
from congress_dash.boards.words.quoting import Told
from congress_dash.moment import Moment
from congress_dash.prose import Blank, Length, Paragraph, Prose, Report, Section, Sentence

# Named by what they list: a form of that number is filled in from its own reports alone (`filled`).
_ANNEXES = (
    ("Biểu tổng hợp", balance),
    ("Tiến độ đại hội từng bước (theo Biểu 01)", matrix),
    ("Tổ chức đảng đã đại hội, báo cáo kết quả, chuẩn y (theo Biểu 01, Biểu 02)", forms.results),
    ("Dự thảo văn kiện mới nhất, ý kiến góp ý (theo Biểu 03)", forms.documents),
    ("Lượt kiểm tra, hướng dẫn tại từng tổ chức đảng (theo Biểu 04)", forms.visits),
    ("Lịch của tổ chức đảng chưa đại hội (theo Biểu 05)", forms.schedule),
)


def report(books: Books, moment: Moment) -> Report:
    """The whole report of that moment, with what Biểu 01–05 say as annexes."""
    charts, level = quoted(books, moment), asking.level(books, moment)
    if charts["balance"].chart.is_empty:
        return Report(_subject(books, moment), moment, told(charts, level, Length.SENTENCE))
    marks = Told(asking.of_view(books, milestones(books, moment)))
    asks = Told(asking.of_view(books, proposals(books, moment)))
    sections = (
        Section("Căn cứ, công tác lãnh đạo, chỉ đạo", _led(marks)),
        Section("Kết quả đại hội chi bộ trực thuộc", _sub_cells(charts, level)),
        Section("Kết quả đại hội tổ chức cơ sở đảng", _grassroots(charts, level)),
        Section("Công tác chuẩn bị văn kiện", _documents(charts)),
        Section("Công tác nhân sự", _personnel(marks)),
        Section("Công tác kiểm tra, hướng dẫn", _told(inspections(charts, level))),
        Section("Công tác tuyên truyền, thi đua, phục vụ đại hội",
                _open("công tác tuyên truyền, thi đua, phục vụ")),
        Section("Đánh giá chung", parts=(
            Section("Ưu điểm", _open("ưu điểm")),
            Section("Tồn tại, hạn chế", _shortcomings(charts)),
            Section("Nguyên nhân", _open("nguyên nhân")))),
        Section("Nhiệm vụ trọng tâm thời gian tới", _tasks(charts, level)),
        Section("Kiến nghị, đề xuất", _asks(asks)),
    )  # fmt: skip
    annexes = tuple(
        (title, asking.of_view(books, chart(books, moment))) for title, chart in _ANNEXES
    )
    return Report(_subject(books, moment), moment, _opening(), sections, annexes)


def _subject(books: Books, moment: Moment) -> str:
    """What the report is about, with the term and whose figures these are."""
    cycle = next((r["name"] for r in rows(books, "cycles", moment) if r["current"]), "")
    term = f" {cycle[0].lower()}{cycle[1:]}" if cycle else ""
    only = view_words.only(moment.view)
    return f"Tiến độ chuẩn bị đại hội đảng các cấp{term}" + (f" ({only})" if only else "")


def _opening() -> Prose:
    basis = Blank("văn bản yêu cầu báo cáo")
    return Prose(((Sentence(("Thực hiện ", basis, ", Đảng ủy Công an tỉnh báo cáo như sau:")),),))


def _told(*paragraphs: Iterable[Sentence | None]) -> Prose:
    kept = (tuple(sentence for sentence in each if sentence) for each in paragraphs)
    return Prose(tuple(paragraph for paragraph in kept if paragraph))


def _blank(hint: str) -> Paragraph:
    return (Sentence((Blank(hint),)),)


def _open(hint: str) -> Prose:
    """A section that only the office can write."""
    return Prose((_blank(hint),))


def _each(sentences: Iterable[Sentence]) -> Iterable[Paragraph]:
    """Every sentence a paragraph of its own."""
    return ((sentence,) for sentence in sentences)


def _led(marks: Told) -> Prose:
    return _told(
        (done.papers(marks),), *_each(done.led(marks)),
        _blank("văn bản đã ban hành, hội nghị đã tổ chức ngoài các mốc trên"),
    )  # fmt: skip


def _sub_cells(charts: Charts, level: str) -> Prose:
    sentence = results.sub_cells(charts["balance"], level)
    return Prose(((sentence,),)) if sentence else _open("kết quả đại hội chi bộ trực thuộc")


def _grassroots(charts: Charts, level: str) -> Prose:
    balance_ = charts["balance"]
    return _told(
        (headline(charts, level), results.stopped(balance_, level),
         progress(charts, level)),
        (results.pilots(balance_, level), results.others(balance_, level),
         ahead.pause(charts["pauses"])),
        _blank("kết quả bầu trực tiếp bí thư tại đại hội"),
    )  # fmt: skip


def _documents(charts: Charts) -> Prose:
    """What Biểu 03 tells; narrowed to organisations that it does not speak of, a blank to fill in."""
    paragraph = documents(charts)
    return (
        _told(paragraph)
        if paragraph
        else _open("công tác chuẩn bị văn kiện của các tổ chức đảng trong phạm vi báo cáo")
    )


def _personnel(marks: Told) -> Prose:
    return _told(*_each(done.personnel(marks)), _blank("công tác nhân sự"))


def _shortcomings(charts: Charts) -> Prose:
    return _told(
        (late_of(charts), results_of(charts)),
        _blank("tồn tại, hạn chế khác"),
    )


def _tasks(charts: Charts, level: str) -> Prose:
    return _told(
        (outlook_of(charts, level), upcoming_of(charts)),
        _blank("nhiệm vụ trọng tâm, kèm thời hạn"),
    )


def _asks(asks: Told) -> Prose:
    told = asked.proposals(asks)
    more = "kiến nghị, đề xuất khác" if told else "kiến nghị, đề xuất với Ban Thường vụ"
    return _told(*_each(told), _blank(more))
