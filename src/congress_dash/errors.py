"""Named errors. Each carries one Vietnamese sentence that tells its reader what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # else the child that reads a file would load every noun for nothing
    from congress_dash.records import Question


class CongressDashError(Exception):
    """Something a person can put right; `str(error)` is the sentence to show. Exit code 1."""

    exit_code = 1


class Refused(CongressDashError):
    """The file cannot be taken at all; `kind` is the machine's word for why.

    questions: what a person can settle on the spot, so that the file can be looked at again.
    """

    def __init__(self, kind: str, message: str, *, questions: tuple[Question, ...] = ()) -> None:
        super().__init__(message)
        self.kind = kind
        self.questions = questions


class StalePreview(CongressDashError):
    """The books moved between looking and accepting: look again."""


class UnknownQuestion(CongressDashError):
    """Nobody answers a question of that name."""

    exit_code = 2


class StoreUnusable(CongressDashError):
    """The store is in use elsewhere, not writable, or damaged. Exit code 3."""

    exit_code = 3
