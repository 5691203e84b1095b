"""The books in; drafts of documents, visits and findings out (contract §5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from congress_dash.records import Document, Draft, Finding, FormId, Visit
from oracle_books import Answer, Books, Word, newest, said
from oracle_congresses import monday, percent
from oracle_steps import named

SET_OF_FOUR = ("political_report", "self_review_report", "draft_resolution", "action_programme")
WORST_FIRST = ("overdue", "open", "fixed")


def _documents(books: Books, until: date = date.max) -> list[tuple[Word, Document]]:
    words = [newest(words, until) for words in books.words[FormId.DOCUMENTS].values()]
    told = [(word, word.record) for word in words if word]
    return [(w, d) for w, d in told if isinstance(d, Document) and books.is_in_view(d.unit)]


def _drafts(books: Books) -> dict[tuple[str, str], dict[int, Draft]]:
    """Drafts known on the day by document and number, told one by one or for the whole set."""
    drafts: dict[tuple[str, str], dict[int, Draft]] = defaultdict(dict)
    told = _newest_drafts(_documents(books), lambda draft: draft.issued_on is not None)
    for (unit, document, number), draft in told.items():
        if draft.issued_on <= books.as_of:  # type: ignore[operator]
            drafts[unit, document][number] = draft
    undated = _newest_drafts(_documents(books, books.as_of), lambda draft: draft.issued_on is None)
    for (unit, document, number), draft in undated.items():
        dated = told.get((unit, document, number))
        if dated is None or (draft.in_progress and dated.issued_on > books.as_of):  # type: ignore[operator]
            drafts[unit, document][number] = draft
    for unit, document in [key for key in drafts if key[1] == "document_set"]:
        of_the_set = drafts.pop((unit, document))
        for each in SET_OF_FOUR:
            drafts.setdefault((unit, each), of_the_set)
    return drafts


def _newest_drafts(
    documents: list[tuple[Word, Document]], is_meant: Callable[[Draft], bool]
) -> dict[tuple[str, str, int], Draft]:
    """A draft that stands in several rounds: the newest report of it, then the later round."""
    found: dict[tuple[str, str, int], Draft] = {}
    by_age = sorted(documents, key=lambda d: (d[0].as_of, d[0].upload, d[1].round))
    for _, document in by_age:
        for draft in filter(is_meant, document.drafts):
            found[document.unit, document.document, draft.revision] = draft
    return found


def draft_revisions(books: Books) -> Iterator[Answer]:
    for (unit, document), drafts in _drafts(books).items():
        for number, draft in drafts.items():
            yield {
                "unit": unit,
                "document": document,
                "revision": number,
                "issued_on": draft.issued_on,
                "in_progress": draft.in_progress,
            }


def current_drafts(books: Books) -> Iterator[Answer]:
    """Settled: the highest finished draft; comments of all rounds together."""
    rounds = [d for _, d in _documents(books, books.as_of) if d.document != "document_set"]
    drafts = _drafts(books)
    for unit, document in {*drafts, *((d.unit, d.document) for d in rounds)}:
        own = [d for d in rounds if (d.unit, d.document) == (unit, document)]
        done = [d for d in drafts.get((unit, document), {}).values() if not d.in_progress]
        last = max(done, key=lambda d: d.revision, default=None)
        issued = last.issued_on if last else None
        yield {
            "unit": unit,
            "document": document,
            "revision": last.revision if last else None,
            "issued_on": issued,
            "days_since": (books.as_of - issued).days if issued else None,
            "comments_received": _sum(d.comments for d in own),
            "comments_accepted": _sum(d.accepted for d in own),
            "comments_explained": _sum(d.explained for d in own),
        }


def visits(books: Books) -> list[tuple[Word, Visit]]:
    words = [newest(words) for words in books.words[FormId.INSPECTIONS].values()]
    visits = [(word, word.record) for word in words if word]
    return [
        (w, v)
        for w, v in visits
        if isinstance(v, Visit) and v.visited_on <= books.as_of and books.is_in_view(v.unit)
    ]


def visits_over_time(books: Books) -> Iterator[Answer]:
    """Settled: a working session is a row of an upload, whatever became of its other rows."""
    weeks: dict[tuple[date, str], list[tuple[int, int, date]]] = defaultdict(list)
    for word, visit in visits(books):
        session = (word.upload, visit.session, visit.visited_on)
        weeks[monday(visit.visited_on), visit.team].append(session)
    for (week, team), sessions in weeks.items():
        yield {
            "week": week,
            "team": team,
            "visits": len({(upload, session) for upload, session, _ in sessions}),
            "units": len(sessions),
            "first_on": min(day for *_, day in sessions),
        }


def _visited(books: Books) -> set[str]:
    return {visit.unit for _, visit in visits(books)}


def never_visited(books: Books) -> Iterator[Answer]:
    visited = _visited(books)
    for org in books.followed():
        if org.unit not in visited:
            day = None if org.held else books.booked_on(org)
            yield {**named(org), "state": books.state(org), "scheduled_on": day}


def visit_coverage(books: Books) -> Iterator[Answer]:
    seen = _visited(books)
    for (block, level), every in books.by_block(books.orgs()):
        orgs = [org for org in every if not org.is_stopped]
        visited = sum(org.unit in seen for org in orgs)
        yield {
            "block": block,
            "level": level,
            "visited": visited,
            "total": len(orgs),
            "percent": percent(visited, len(orgs)),
            "excluded": len(every) - len(orgs),
        }


def findings(books: Books) -> Iterator[Answer]:
    """A finding told of several organisations in one row counts once.

    Settled: that it was found is a fact of the visit's day, from the newest report; its due day
    and whether it was put right are undated. The worst of what its organisations say. Untold: no
    report by the day speaks of that worst.
    """
    found: dict[tuple[int, int, str], set[tuple[str, bool]]] = defaultdict(set)
    units: dict[str, set[str]] = defaultdict(set)
    for word, visit in visits(books):
        then = said(books.words[FormId.INSPECTIONS][visit.key], books.as_of)
        known = {f.text: f for f in then.findings} if isinstance(then, Visit) else {}
        for finding in visit.findings:
            told = known.get(finding.text) or Finding(finding.text, None, finding.due_on, None)
            state, is_told = finding_state(books, told), finding.text in known
            found[word.upload, visit.session, finding.text].add((state, is_told))
            if is_told:
                units[state].add(visit.unit)
    worst = [worst_of(states) for states in found.values()]
    for state in WORST_FIRST:
        untold = worst.count((state, False))
        yield {"state": state, "count": worst.count((state, True)) + untold, "untold": untold,
               "units": len(units[state])}  # fmt: skip


def worst_of(states: Iterable[tuple[str, bool]]) -> tuple[str, bool]:
    """The worst of several states, and whether a report by the day told it; put right needs none."""
    told = list(states)
    worst = min((state for state, _ in told), key=WORST_FIRST.index)
    return worst, worst == "fixed" or (worst, True) in told


def finding_state(books: Books, finding: Finding) -> str:
    if finding.fixed:
        return "fixed"
    is_overdue = finding.due_on is not None and finding.due_on < books.as_of
    return "overdue" if is_overdue else "open"


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
