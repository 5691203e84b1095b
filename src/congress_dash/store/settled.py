"""A moment and questions in, answers out; what several questions ask for is worked out once.

DuckDB plans a question on the macros of `sql/` for ten times as long as it then runs it. So the
macros of one moment become tables of that moment, each when a question first asks for it. Of books so
large that the running outweighs the planning every question is asked as it is written.
"""

from __future__ import annotations

import dataclasses
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from congress_dash.moment import Moment, View

MOST_ORGS = 10_000  # of which a moment's tables are made and kept
_MOMENTS = 8
# A row per report: larger than what is made of it.
_PASSING = {"progress_reports", "told_values_at"}
_ASKED = re.compile(r"\b(\w+)\(\$(\w*)as_of, \$(\w*)known_at\)")
_COMMENT = re.compile(r"^\s*--.*$", re.M)
_INNER = re.compile(r"\b(\w+)\(d, n\)")
_MACROS = """
SELECT function_name, macro_definition FROM duckdb_functions()
WHERE function_type = 'table_macro' AND parameters = ['d', 'n']"""


class Settled:
    """The books at the moments that were asked for last. Safe from threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        found = connection.cursor().execute(_MACROS).fetchall()
        self._macros = {name: body for name, body in found if name not in _PASSING}
        self._kept: OrderedDict[tuple[object, ...], _AtMoment] = OrderedDict()
        self._guard = threading.Lock()
        self._counted = (-1, 0)  # revision, organisations in it

    def ask(
        self, sql: str, bound: Mapping[str, Any], moment: Moment, revision: int
    ) -> pd.DataFrame:
        """The answer of one question; `revision`: of the books, which else have moved on."""
        key = (revision, moment.as_of, moment.known_at, moment.view)
        if self._is_large(revision):
            return self._as_written(sql, bound, moment.view)
        with self._guard:
            kept = self._kept.pop(key, None) or _AtMoment(
                self._connection.cursor(), moment.view, self._macros
            )
            self._kept[key] = kept
        answer = kept.ask(sql, bound)
        with self._guard:
            while len(self._kept) > _MOMENTS:
                self._kept.popitem(last=False)
        return answer

    def _is_large(self, revision: int) -> bool:
        if self._counted[0] != revision:
            found = self._connection.cursor().execute("SELECT count(DISTINCT key) FROM books.orgs")
            self._counted = revision, found.fetchall()[0][0]
        return self._counted[1] > MOST_ORGS

    def _as_written(self, sql: str, bound: Mapping[str, Any], view: View) -> pd.DataFrame:
        asked = _AtMoment(self._connection.cursor(), view, {})
        try:
            return asked.ask(sql, bound)
        finally:
            asked.close()

    def close(self) -> None:
        """Lets go of the books."""
        with self._guard:
            for kept in self._kept.values():
                kept.close()
            self._kept.clear()


class _AtMoment:
    """One moment's tables, in a connection of its own."""

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, view: View, macros: Mapping[str, str]
    ) -> None:
        self._cursor, self._macros = cursor, macros
        self._tables: set[str] = set()
        self._busy = threading.Lock()
        for field in dataclasses.fields(view):
            chosen = getattr(view, field.name)
            if chosen is not None:
                cursor.execute(f"SET VARIABLE view_{field.name} = $chosen", {"chosen": chosen})

    def ask(self, sql: str, bound: Mapping[str, Any]) -> pd.DataFrame:
        with self._busy:
            sql = _ASKED.sub(lambda call: self._asked(call, bound), _COMMENT.sub("", sql))
            used = {name: value for name, value in bound.items() if f"${name}" in sql}
            found = self._cursor.execute(sql, used)
            names = [column[0] for column in found.description or ()]
            return pd.DataFrame(found.fetchall(), columns=names, dtype=object)

    def close(self) -> None:
        with self._busy:
            self._cursor.close()

    def _asked(self, call: re.Match[str], bound: Mapping[str, Any]) -> str:
        name, clock, other = call.groups()
        if clock != other or name not in self._macros:
            return call[0]
        return self._table(name, bound[f"{clock}as_of"], bound[f"{clock}known_at"])

    def _table(self, name: str, d: date, n: int) -> str:
        """The table that a macro became, made if it is not there yet."""
        table = f'"{name} {d} {n}"'
        if table not in self._tables:
            body = _INNER.sub(
                lambda call: self._table(call[1], d, n) if call[1] in self._macros else call[0],
                self._macros[name],
            )
            self._cursor.execute(f"CREATE OR REPLACE TEMP MACRO settling(d, n) AS TABLE {body}")
            self._cursor.execute(f"CREATE TEMP TABLE {table} AS FROM settling(DATE '{d}', {n})")
            self._tables.add(table)
        return table
