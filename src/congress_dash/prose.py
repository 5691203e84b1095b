"""Sentences nobody has typed: every number in them was read from a Chart and says where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from congress_dash.chart import Chart
from congress_dash.moment import Moment


class Length(StrEnum):
    """How much is told: one sentence, one paragraph, half a page."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    PAGE = "page"


class How(StrEnum):
    """What a quote takes from the cells of its chart."""

    CELL = "cell"  # what stands in the one cell
    SUM = "sum"  # the counts in the cells, added up
    COUNT = "count"  # how many cells they are
    DAY = "day"  # the chart's own day; no cell
    AHEAD = "ahead"  # the last of the days ahead that calendars look at; no cell
    VIEW = "view"  # whose figures it shows, and judged by what day; no cell


@dataclass(frozen=True, slots=True)
class Quote:
    """Something read from a chart, as running text writes it; `cells`: rows and columns."""

    text: str
    chart: str
    how: How
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """A place that the office fills in: the books know nothing of it."""

    hint: str = ""

    @property
    def text(self) -> str:
        return f"… [{self.hint}]" if self.hint else "…"


Part = str | Quote | Blank


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and quotes in their order; the words themselves hold no number."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return tuple(part for part in self.parts if isinstance(part, Quote))


Paragraph = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs of sentences."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """One line per paragraph."""
        return "\n".join(" ".join(s.text for s in told) for told in self.paragraphs)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for told in self.paragraphs for sentence in told)


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered section of a report; `parts` are its subsections, each with a heading."""

    title: str
    body: Prose = Prose(())
    parts: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The progress report (domain.md §5.1): what it is about, its sections, its annexes: title and table."""

    subject: str
    moment: Moment
    opening: Prose
    sections: tuple[Section, ...] = ()
    annexes: tuple[tuple[str, Chart], ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in reading order."""
        told = [*self.opening.sentences]
        for section in self.sections:
            told += section.body.sentences
            told += (s for part in section.parts for s in part.body.sentences)
        return tuple(told)
