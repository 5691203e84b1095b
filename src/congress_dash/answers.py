"""What persons answered, now and with earlier files, in; what names, headings and sheets are read by,
out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from congress_dash.history import RememberedAnswer
from congress_dash.names import Settled
from congress_dash.records import Answer, Asked, FormId, Question

GIVEN = "answered"  # a reading by an answer given with this very file
_REMEMBERED = {
    Asked.ORGANISATION: "alias",
    Asked.HEADING: "remembered_heading",
    Asked.SHEET: "remembered_sheet",
}


class Answers:
    """What persons answered, by question: now, else in an upload in force, the newest of all."""

    def __init__(self, given: Sequence[Answer], remembered: Iterable[RememberedAnswer]) -> None:
        newest = {(r.answer.asked, r.answer.words): r for r in remembered}
        self._kept = {key: r.answer.answer for key, r in newest.items() if not r.forgotten}
        self._given = {(a.asked, a.words): a for a in given}

    def of(self, asked: Asked) -> dict[str, tuple[str, str]]:
        """Words → (answer, why the file is read so)."""
        old = {w: (a, _REMEMBERED[asked]) for (q, w), a in self._kept.items() if q is asked}
        new = {w: (a.answer, GIVEN) for (q, w), a in self._given.items() if q is asked}
        return {**old, **new}

    def organisations(self) -> dict[str, Settled]:
        return {words: Settled(*told) for words, told in self.of(Asked.ORGANISATION).items()}

    def headings(self) -> dict[str, str]:
        return {words: field for words, (field, _) in self.of(Asked.HEADING).items()}

    def sheet(self, question: Question) -> tuple[str, str] | None:
        """The sheet told, and why, where it is one of the question's."""
        told = self.of(Asked.SHEET).get(question.words)
        return told if told and told[0] in dict(question.choices) else None

    def to_keep(self, form: FormId, used: Iterable[tuple[Asked, str]]) -> tuple[Answer, ...]:
        """The given answers that settled something and are not remembered already."""
        return tuple(
            replace(given, form=form)
            for key in dict.fromkeys(used)
            if (given := self._given.get(key)) and self._kept.get(key) != given.answer
        )
