"""An upload tried out in a transaction that is rolled back: what the books would answer with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any

import duckdb
import pyarrow as pa

from congress_dash.moment import EVERYTHING
from congress_dash.records import Move
from congress_dash.store.opened import SQL, questions

_MOVES = (SQL / "moves.sql").read_text(encoding="utf-8")
_TRIAL = (SQL / "trial.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class TrialBooks:
    """Answers out of a transaction that will be rolled back."""

    cursor: duckdb.DuckDBPyConnection

    def ask(self, question: str, as_of: date | None = None) -> list[dict[str, Any]]:
        """Rows of a question with everything known, at the newest day unless one is given."""
        return self._rows(questions()[question], as_of or self._newest())

    def moves(self, before: pa.Table) -> tuple[tuple[Move, ...], list[dict[str, Any]]]:
        """Every organisation whose state on the newest day is another than it was (`Store.states`), and
        the answer to `held` then: both from the organisations of that day, worked out once."""
        newest = self._newest()
        self._rows(_TRIAL, newest)
        self.cursor.register("was", before)
        moved = self.cursor.execute(_MOVES).fetchall()
        self.cursor.execute("CREATE TEMP MACRO orgs_at(d, n) AS TABLE FROM trial_orgs")
        return tuple(starmap(Move, moved)), self.ask("held", newest)

    def _rows(self, sql: str, as_of: date) -> list[dict[str, Any]]:
        self.cursor.execute(sql, {"as_of": as_of, "known_at": EVERYTHING})
        names = [column[0] for column in self.cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]

    def _newest(self) -> date:
        rows = self.cursor.execute("SELECT max(as_of) FROM live($n)", {"n": EVERYTHING}).fetchall()
        day: date = rows[0][0]
        return day
