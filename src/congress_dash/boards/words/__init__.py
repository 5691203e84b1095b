"""Charts in, the report in words out: sentences by rules (domain.md §5.2), every number a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from congress_dash import vietnamese
from congress_dash.boards import asking, forms
from congress_dash.boards.asking import Books
from congress_dash.boards.balance import balance, pauses, sources
from congress_dash.boards.clocks import clocks
from congress_dash.boards.inspections import never, teams, visits
from congress_dash.boards.lates import late
from congress_dash.boards.outlook import outlook
from congress_dash.boards.remedies import outcomes
from congress_dash.boards.upcoming import upcoming
from congress_dash.boards.words import ahead, asked, done, inspected, papers, results
from congress_dash.boards.words.quoting import THEN, Told, Words, said
from congress_dash.chart import Chart
from congress_dash.moment import Moment
from congress_dash.prose import Length, Paragraph, Prose, Quote, Sentence

Charts = Mapping[str, Told]
_QUOTED: tuple[Callable[[Books, Moment], Chart], ...] = (
    balance, outlook, late, pauses, upcoming, clocks, forms.documents, visits, teams, outcomes,
    never, sources,
)  # fmt: skip


def quoted(books: Books, moment: Moment) -> Charts:
    """The charts that sentences are read from, by their keys."""
    made = (asking.of_view(books, chart(books, moment)) for chart in _QUOTED)
    return {chart.key: Told(chart) for chart in made}


def words(books: Books, moment: Moment, length: Length) -> Prose:
    """The report in that length: one sentence, one paragraph, half a page."""
    return told(quoted(books, moment), asking.level(books, moment), length)


def told(charts: Charts, level: str, length: Length) -> Prose:
    """The same out of charts alone, of the level that leads."""
    if charts["balance"].chart.is_empty:
        return Prose(((said(charts["balance"].chart.empty.rstrip(".")),),))
    match length:
        case Length.SENTENCE:
            return Prose(((headline(charts, level),),))
        case Length.PARAGRAPH:
            return _prose((*met(charts, level), *pace(charts, level)))
        case Length.PAGE:
            return _prose(
                (*met(charts, level), *apart(charts, level)),
                (*pace(charts, level), *coming(charts)), documents(charts),
                inspections(charts, level),
            )  # fmt: skip


def _prose(*paragraphs: Iterable[Sentence]) -> Prose:
    return Prose(tuple(told for each in paragraphs if (told := tuple(each))))


def _those(*sentences: Sentence | None) -> Paragraph:
    return tuple(sentence for sentence in sentences if sentence)


def headline(charts: Charts, level: str) -> Sentence:
    """The one sentence: who has met."""
    until = _until(charts, "progress")
    return results.headline(
        charts["balance"], level, (" (theo báo cáo đến ngày ", until, ")") if until else None
    )


def _until(charts: Charts, form: str) -> Quote | None:
    """The last day that a form speaks of, where that is before the day looked at."""
    told = charts["sources"]
    row = told.row(asking.FORMS[form])
    known = None if row is None else told.value(row, "Số liệu đến")
    if row is None or not isinstance(known, date) or known >= told.chart.moment.as_of:
        return None
    return told.cell(row, "Số liệu đến", vietnamese.day)


def _told(charts: Charts, form: str) -> Words:
    """`theo Biểu 04 đến ngày 13/05/2020`: where that is not the day looked at."""
    until = _until(charts, form)
    return (f"theo {asking.FORMS[form]} đến ngày ", until) if until else None


def _by(charts: Charts, form: str) -> Words:
    """The same before a sentence."""
    told = _told(charts, form)
    return (told, ", ") if told else None


def _aside(charts: Charts, form: str) -> Words:
    """The same within a sentence."""
    told = _told(charts, form)
    return (" (", told, ")") if told else None


def _has_schedule(charts: Charts) -> bool:
    return charts["sources"].row(asking.FORMS["schedule"]) is not None


def met(charts: Charts, level: str) -> Paragraph:
    """Who has met, what came since the last report, the cells below."""
    told = charts["balance"]
    return _those(
        headline(charts, level), results.stopped(told, level), progress(charts, level),
        results.sub_cells(told, level),
    )  # fmt: skip


def progress(charts: Charts, level: str) -> Sentence | None:
    """What came since the last report, and how many are left."""
    return results.progress(charts["balance"], level, _aside(charts, "schedule"))


def apart(charts: Charts, level: str) -> Paragraph:
    """Pilot congresses, and the organisations followed apart."""
    told = charts["balance"]
    return _those(results.pilots(told, level), results.others(told, level))


def pace(charts: Charts, level: str) -> Paragraph:
    """A pause, the deadline and the outlook, who is late."""
    return _those(
        ahead.pause(charts["pauses"]), outlook_of(charts, level), late_of(charts),
    )  # fmt: skip


def outlook_of(charts: Charts, level: str) -> Sentence | None:
    """Whether the deadline can be kept, and by which days told."""
    by = (
        ("lịch đã đăng ký", _aside(charts, "schedule")) if _has_schedule(charts) else "ngày dự kiến"
    )
    return ahead.outlook(charts["outlook"], charts["balance"], level, by)


def late_of(charts: Charts) -> Sentence | None:
    """Who is late, of all who have not met."""
    return ahead.late(charts["late_units"], charts["balance"])


def upcoming_of(charts: Charts) -> Sentence | None:
    """Who meets in the days ahead."""
    return ahead.upcoming(charts["upcoming"], _aside(charts, "schedule"))


def results_of(charts: Charts) -> Sentence | None:
    """Whose result is not reported or ratified in time."""
    return ahead.results(charts["clocks"], _aside(charts, "results"))


def coming(charts: Charts) -> Paragraph:
    """Who meets next, and whose result is not reported or ratified in time."""
    return _those(upcoming_of(charts), results_of(charts))


def documents(charts: Charts) -> Paragraph:
    """Văn kiện."""
    told, until = charts["current_drafts.form"], _by(charts, "documents")
    return _those(*papers.drafts(told, until), papers.comments(told, until))


def inspections(charts: Charts, level: str) -> Paragraph:
    """Kiểm tra, hướng dẫn."""
    until = _by(charts, "inspections")
    return _those(
        inspected.visits(charts, level, until),
        inspected.findings(charts["findings.table"], until),
        inspected.never(charts["never_visited"], charts["balance"], until and THEN),
    )  # fmt: skip


__all__ = [
    "Charts",
    "ahead",
    "apart",
    "asked",
    "coming",
    "documents",
    "done",
    "headline",
    "inspections",
    "late_of",
    "met",
    "outlook_of",
    "pace",
    "progress",
    "quoted",
    "results",
    "results_of",
    "told",
    "upcoming_of",
    "words",
]
