"""The books at a Moment, as the forms need them: what is in force, and who is called what."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from congress_dash.filled.typed import Said
from congress_dash.moment import Moment
from congress_dash.records import FormId
from congress_dash.store import Store
from congress_dash.vietnamese import fold

Row = dict[str, Any]
STANDING_BOARD = "Ủy viên BTV"


class Told:
    """What the books say, each thing asked once.

    Undated facts come from the newest report not after the day looked at, dated ones from the
    newest of the cycle as far as their day has come: as every question answers (contract §1).
    """

    def __init__(self, books: Store, moment: Moment) -> None:
        self._books, self.moment = books, moment

    def undated(self, form: FormId) -> dict[str, Row]:
        """By key."""
        return self._books.in_force(form, self.moment)

    def dated(self, form: FormId) -> dict[str, Row]:
        """By key; days after the one looked at are still to be left out."""
        return self._books.in_force(form, self.moment, date.max)

    def until(self, form: FormId) -> date | None:
        """Of which day the form's report is that undated facts come from; None where none is known by
        the day looked at."""
        days = (row["as_of"] for row in self.rows("sources") if row["form"] == form)
        return next((self.come(day) for day in days), None)

    def come(self, day: date | None) -> date | None:
        """The day, if it has come."""
        return day if day and day <= self.moment.as_of else None

    def rows(self, question: str) -> list[Row]:
        found: list[Row] = self._books.ask(question, self.moment).to_dict("records")
        return found

    @cached_property
    def organisations(self) -> list[Row]:
        """Those followed, in the catalogue's order."""
        return self.rows("organisations")

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each organisation that the books know stands in the catalogue's order."""
        return {row["unit"]: at for at, row in enumerate(self.rows("known_units"))}

    @cached_property
    def _names(self) -> dict[str, str]:
        """By unit; who shares a name with another goes by the code."""
        known = self.rows("known_units")
        folded = [fold(row["name"]) for row in known]
        return {
            row["unit"]: row["name"] if folded.count(name) == 1 else row["code"] or row["unit"]
            for row, name in zip(known, folded, strict=True)
        }

    @cached_property
    def _teams(self) -> dict[str, str]:
        return {row["team"]: row["name"] for row in self.rows("teams")}

    @cached_property
    def blocks(self) -> dict[str, str | None]:
        return {row["unit"]: row["block"] for row in self.rows("known_units")}

    @cached_property
    def levels(self) -> dict[str, str | None]:
        return {row["unit"]: row["level"] for row in self.rows("known_units")}

    def name(self, unit: str) -> str:
        return self._names.get(unit, unit)

    def team(self, team: str | None) -> str | None:
        """`Tổ công tác số 1`, `Ủy viên BTV`."""
        if team == "BTV":
            return STANDING_BOARD
        return team and self._teams.get(team, f"Tổ công tác số {team}")

    @property
    def term(self) -> str | None:
        """`2020 – 2025`."""
        current = next((row for row in self.rows("cycles") if row["current"]), None)
        return str(current["name"]).removeprefix("Nhiệm kỳ ") if current else None


__all__ = ["Row", "Said", "Told"]
