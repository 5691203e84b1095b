"""Saved briefings: append-only like the books, the newest row of a name counts.

Saving again adds a version, deleting adds one that is withdrawn, undoing adds the one before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from congress_dash.errors import CongressDashError
from congress_dash.history import Briefing, now
from congress_dash.moment import View

LONGEST_NAME = 60
_MOST_CHARTS = 60
_CHART = re.compile(r"[a-z_]+(\.[a-z_]+)?")
_ALL = """
SELECT name, charts, scope, block, kind, tree_on, marks_on, template, version, saved_at, by_role, withdrawn
FROM books.briefings ORDER BY version"""


def same(name: str) -> str:
    """What two ways to write one name have in common: capitals, composed letters and blanks aside."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


@dataclass(frozen=True, slots=True)
class Briefings:
    """The briefings of one set of books."""

    rows: Callable[[str], list[tuple[Any, ...]]]
    writing: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]

    def versions(self) -> list[Briefing]:
        """Everything that was ever saved, oldest first."""
        return [
            Briefing(
                name, tuple(charts), View(scope, block, kind, None, marks_on, tree_on), *others
            )
            for name, charts, scope, block, kind, tree_on, marks_on, *others in self.rows(_ALL)
        ]

    def listed(self) -> list[Briefing]:
        """The newest version of each that was not withdrawn, by name."""
        told = (b for b in self._newest().values() if not b.withdrawn)
        return sorted(told, key=lambda briefing: same(briefing.name))

    def deleted(self) -> list[Briefing]:
        """Of each that is withdrawn now, the version that withdrew it; the last deleted first."""
        told = (b for b in self._newest().values() if b.withdrawn)
        return sorted(told, key=lambda briefing: -briefing.version)

    def named(self, name: str) -> Briefing | None:
        """The briefing of that name, if it is listed."""
        found = self._newest().get(same(name))
        return None if found is None or found.withdrawn else found

    def known(self, name: str) -> Briefing:
        """The briefing of that name; CongressDashError lists the names there are."""
        found = self.named(name)
        if found is None:
            told = ", ".join(f"“{b.name}”" for b in self.listed())
            raise CongressDashError(
                f"Không có bộ trang nào tên “{name[:LONGEST_NAME]}”. "
                + (f"Các bộ đã lưu: {told}." if told else "Chưa có bộ nào được lưu.")
            )
        return found

    def save(
        self,
        name: str,
        charts: tuple[str, ...],
        view: View,
        *,
        by: str,
        template: str | None = None,
        is_new: bool = False,
    ) -> Briefing:
        """A new briefing, or a new version of the one of that name; is_new: only the first."""
        new = self._drafted(name, charts, view, template, by)
        return self._add(new, free=name if is_new else None)[0]

    def rename(self, name: str, other: str, *, by: str) -> Briefing:
        """The same under another name; the old name is withdrawn in the same step."""
        old = self.known(name)
        new = self._drafted(other, old.charts, old.view, old.template, by)
        if same(other) == same(name):
            return self._add(new)[0]
        return self._add(new, replace(old, withdrawn=True, by=by), free=other)[0]

    def delete(self, name: str, *, by: str) -> None:
        """Takes it out of the list; nothing is lost."""
        self._add(replace(self.known(name), withdrawn=True, by=by))

    def restore(self, name: str, *, by: str) -> Briefing:
        """A deleted one as it was."""
        found = self._newest().get(same(name))
        if found is None or not found.withdrawn:
            raise CongressDashError(f"Không có bộ trang đã xóa nào tên “{name[:LONGEST_NAME]}”.")
        return self._add(replace(found, withdrawn=False, by=by))[0]

    def _check_free(self, name: str) -> None:
        if found := self.named(name):
            raise CongressDashError(
                f"Đã có bộ trang tên “{found.name}”. Hãy đặt tên khác, hoặc mở bộ trang đó để sửa."
            )

    def _newest(self) -> dict[str, Briefing]:
        return {same(briefing.name): briefing for briefing in self.versions()}

    def _drafted(
        self, name: str, charts: tuple[str, ...], view: View, template: str | None, by: str
    ) -> Briefing:
        """What is to be saved, once it can be; CongressDashError says what is wrong."""
        called = " ".join(unicodedata.normalize("NFC", name).split())
        if not called or len(called) > LONGEST_NAME or not called.isprintable():
            raise CongressDashError(
                f"Tên bộ trang phải có từ 1 đến {LONGEST_NAME} ký tự đọc được. Hãy đặt lại tên."
            )
        wanted = tuple(dict.fromkeys(charts))
        if not 1 <= len(wanted) <= _MOST_CHARTS or not all(map(_CHART.fullmatch, wanted)):
            raise CongressDashError(
                f"Bộ trang phải có từ 1 đến {_MOST_CHARTS} mục. Hãy chọn lại các mục rồi lưu."
            )
        return Briefing(called, wanted, replace(view, unit=None), template, 0, now(), by)

    def _add(self, *drafted: Briefing, free: str | None = None) -> list[Briefing]:
        """Appends these rows under their next numbers, all or none; none if somebody has the name
        that must be free."""
        added: list[Briefing] = []
        with self.writing() as cursor:
            if free is not None:
                self._check_free(free)
            last = cursor.execute(
                "SELECT coalesce(max(version), 0) FROM books.briefings"
            ).fetchall()
            for version, briefing in enumerate(drafted, last[0][0] + 1):
                added.append(replace(briefing, version=version, at=now()))
                _insert(cursor, added[-1])
        return added


def _insert(cursor: duckdb.DuckDBPyConnection, briefing: Briefing) -> None:
    view = briefing.view
    cursor.execute(
        "INSERT INTO books.briefings VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        [briefing.version, briefing.name, list(briefing.charts), view.scope, view.block, view.kind,
         view.tree_on, view.marks_on, briefing.template, briefing.at, briefing.by,
         briefing.withdrawn],
    )  # fmt: skip
