"""The books: previews in, answers out. The only room that knows duckdb.

Append-only; the newest report of a key wins; any upload can be withdrawn (contract §1, §2). The
tables live in the attached catalog `books`; how they are read lives in sql/books.sql, one question
per file in sql/questions/.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from congress_dash import originals
from congress_dash.errors import CongressDashError, StalePreview, StoreUnusable, UnknownQuestion
from congress_dash.history import RememberedAnswer, Upload, now
from congress_dash.moment import EVERYTHING, Clocks, Moment
from congress_dash.records import Answer, Asked, FormId, Preview
from congress_dash.store.briefings import Briefings
from congress_dash.store.opened import connected, questions, told
from congress_dash.store.settled import Settled
from congress_dash.store.tables import OF_FORM, TABLES, Written, append, written
from congress_dash.store.trial import TrialBooks

__all__ = ["Store", "TrialBooks", "Written", "questions", "written"]
_CATALOGUE_STATE = """
WITH said AS (FROM live($known_at) WHERE form = 'catalogue'),
orgs AS (SELECT valid_from, valid_to FROM books.orgs SEMI JOIN said USING (upload)),
days AS (
  SELECT as_of AS day FROM said UNION SELECT valid_from FROM orgs UNION SELECT valid_to + 1 FROM orgs)
SELECT (SELECT list(upload ORDER BY upload) FROM said), (SELECT max(day) FROM days WHERE day <= $as_of)"""
_STATES = "SELECT unit, state FROM states_at($as_of, $known_at)"


class Store:
    """One set of books. Safe from threads: a cursor per call, one writer at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
        self._connection = connection
        self._path = path
        self._writing = threading.Lock()
        self._settled = Settled(connection)

    @classmethod
    def open(cls, where: Path | None, *, create: bool = False) -> Store:
        """The books at `where`; empty ones in memory for None or a file that is not there yet."""
        path = where if where is not None and (create or where.exists()) else None
        return cls(connected(path), path)

    def close(self) -> None:
        """Lets another process open the books."""
        self._settled.close()
        self._connection.close()

    # --- reading --------------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        """Grows by one with every accepted or withdrawn upload and every forgotten answer."""
        rows = self._rows("SELECT (SELECT count(*) FROM books.uploads) + "
                          "(SELECT count(*) FROM books.withdrawals) + "
                          "(SELECT count(*) FROM books.forgotten_answers)")  # fmt: skip
        return int(rows[0][0])

    def moment(self, as_of: date | None = None, known_at: int | None = None) -> Moment | None:
        """The moment asked for, defaults filled in; None when nothing is known by then."""
        if known_at is None:
            known_at = self._rows("SELECT coalesce(max(upload), 0) FROM books.uploads")[0][0]
        if as_of is None:
            as_of = self._rows("SELECT max(as_of) FROM live($n)", {"n": known_at})[0][0]
        return Moment(as_of, known_at) if as_of else None

    def newest(self) -> Moment | None:
        """The newest report's day and the newest upload; None when the books are empty."""
        return self.moment()

    def ask(self, question: str, moment: Moment) -> pd.DataFrame:
        """The rows that answer a question at a moment (contract §5)."""
        if question not in questions():
            listed = ", ".join(questions())
            raise UnknownQuestion(f"Không có câu hỏi “{question}”. Hãy chọn một trong: {listed}.")
        sql = questions()[question]
        bound: dict[str, Any] = {"as_of": moment.as_of, "known_at": moment.known_at}
        if "$against_as_of" in sql:
            against = moment.against or self.before(moment)
            bound |= {"against_as_of": against.as_of, "against_known_at": against.known_at}
        with told(self._path):
            return self._settled.ask(sql, bound, moment, self.revision)

    def before(self, moment: Moment) -> Clocks:
        """The report before the one looked at, in the same books; that very day without one."""
        days = [row[0] for row in self._rows(questions()["report_days"],
                {"as_of": moment.as_of, "known_at": moment.known_at})]  # fmt: skip
        return Clocks(days[-2] if len(days) > 1 else moment.as_of, moment.known_at)

    def uploads(self) -> list[Upload]:
        """The history, oldest first."""
        rows = self._rows(
            "SELECT u.upload, form, file, sheet, sha256, as_of, accepted_at, u.by_role, row_count, "
            "waiting, w.upload IS NOT NULL, coalesce(w.reason, u.reason), u.reason, withdrawn_at, "
            "w.by_role "
            "FROM books.uploads u LEFT JOIN books.withdrawals w USING (upload) ORDER BY upload"
        )
        return [Upload(*row) for row in rows]

    def answers(self) -> list[RememberedAnswer]:
        """What persons decided in uploads that are in force, oldest first."""
        rows = self._rows(questions()["answers"], {"known_at": EVERYTHING})
        return [
            RememberedAnswer(
                upload,
                Answer(Asked(asked), FormId(form), words, answer),
                by,
                at,
                forgotten,
                reason,
            )
            for asked, form, words, answer, upload, by, at, forgotten, reason in rows
        ]

    def states(self, moment: Moment) -> pa.Table:
        """The state of every organisation at a moment, as a trial compares it."""
        bound = {"as_of": moment.as_of, "known_at": moment.known_at}
        with told(self._path):
            return self._connection.cursor().execute(_STATES, bound).to_arrow_table()

    def catalogue_state(self, moment: Moment) -> tuple[tuple[int, ...], date]:
        """The uploads that the catalogue is made of, and the last day by which it has changed: where
        both are the same, it says the same."""
        bound = {"as_of": moment.as_of, "known_at": moment.known_at}
        ((uploads, day),) = self._rows(_CATALOGUE_STATE, bound)
        return tuple(uploads or ()), day or date.min

    @property
    def briefings(self) -> Briefings:
        """The saved briefings; what is saved there moves no answer and no revision."""
        return Briefings(self._rows, self._kept_transaction)

    def in_force(
        self, form: FormId, moment: Moment, until: date | None = None
    ) -> dict[str, dict[str, Any]]:
        """What the books say per key of a form: the newest report of the moment's cycle that is not
        after the moment, or not after another day."""
        until = until or moment.as_of
        bound = {"d": moment.as_of, "t": until, "n": moment.known_at, "form": form}
        found: dict[str, dict[str, Any]] = {}
        for record in OF_FORM[form]:
            cursor = self._connection.cursor()
            names = [f.name for f in dataclasses.fields(record)]
            sql = f"FROM reports_until($form, 'books.{TABLES[record]}', $t, $d, $n) ORDER BY key"
            rows = cursor.execute(sql, bound).fetchall()
            where = [column[0] for column in cursor.description or ()]
            for row in rows:
                said = dict(zip(where, row, strict=True))
                found[said["key"]] = {name: said[name] for name in ("upload", *names)}
        return found

    def original(self, upload: int) -> tuple[str, bytes]:
        """File name and bytes of an upload as it is kept."""
        rows = self._rows("SELECT file, sha256 FROM books.uploads WHERE upload = $n", {"n": upload})
        if not rows or not self._path:
            raise CongressDashError(
                f"Không có lần nạp số {upload}. Hãy xem lại lịch sử nạp số liệu."
            )
        return originals.kept(self._path, *rows[0])

    def keep_template(self, content: bytes) -> str:
        """Keeps a template of slides beside the books; the hash that names it comes back."""
        if not self._path:
            raise StoreUnusable("Chưa có kho số liệu để ghi. Hãy chỉ nơi lưu bằng --store.")
        return originals.keep_template(self._path, content)

    def template(self, sha256: str) -> bytes:
        """A kept template."""
        if not self._path:
            raise CongressDashError("Không có mẫu trình chiếu nào được giữ trong kho này.")
        return originals.kept_template(self._path, sha256)

    def loaded_as(self, digest: str) -> int | None:
        """The upload in force that these very bytes came in, if any."""
        rows = self._rows("SELECT max(upload) FROM live($n) WHERE sha256 = $digest",
                          {"n": EVERYTHING, "digest": digest})  # fmt: skip
        return rows[0][0] if rows else None

    def _rows(self, sql: str, bound: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        with told(self._path):
            return self._connection.cursor().execute(sql, bound or {}).fetchall()

    # --- writing --------------------------------------------------------------------------------

    def accept(self, preview: Preview, *, by: str) -> int:
        """Saves what was previewed, whole or not at all, and returns its upload number."""
        if not self._path:
            raise StoreUnusable("Chưa có kho số liệu để ghi. Hãy chỉ nơi lưu bằng --store.")
        with self._writing:
            self._check_fresh(preview)
            originals.keep(self._path, preview)
            with self._transaction() as cursor:
                upload = self._insert(cursor, preview, written(preview), by)
            self._rows("CHECKPOINT books")
            return upload

    @contextmanager
    def trial(self, preview: Preview, rows: Written) -> Iterator[TrialBooks]:
        """The books as they would read after accepting; nothing is kept. rows: what is `written`."""
        with self._writing, self._transaction(keep=False) as cursor:
            self._insert(cursor, preview, rows, "")
            yield TrialBooks(cursor)

    def withdraw(self, upload: int, *, reason: str, by: str) -> None:
        """The books then read as if that upload had never come."""
        if not reason.strip():
            raise CongressDashError("Hãy ghi lý do rút lại lần nạp này.")
        with self._writing:
            if not self._rows("SELECT 1 FROM live($all) WHERE upload = $n",
                              {"all": EVERYTHING, "n": upload}):  # fmt: skip
                raise CongressDashError(
                    f"Không có lần nạp số {upload} đang có hiệu lực. Hãy xem lại lịch sử nạp số liệu."
                )
            with self._transaction() as cursor:
                cursor.execute(
                    "INSERT INTO books.withdrawals VALUES ($upload, $at, $by, $reason)",
                    {"upload": upload, "at": now(), "by": by, "reason": reason},
                )
            self._rows("CHECKPOINT books")

    def forget(self, remembered: RememberedAnswer, *, reason: str, by: str) -> None:
        """The next file asks again; what was read by that answer stays as it is."""
        if not reason.strip():
            raise CongressDashError("Hãy ghi lý do bỏ câu trả lời này.")
        answer = remembered.answer
        key = (remembered.upload, answer.asked, answer.form, answer.words)
        with self._writing:
            kept = {
                (r.upload, r.answer.asked, r.answer.form, r.answer.words)
                for r in self.answers()
                if not r.forgotten
            }
            if key not in kept:
                raise CongressDashError(
                    "Câu trả lời này không còn được ghi nhớ. Hãy xem lại danh sách."
                )
            with self._transaction() as cursor:
                cursor.execute(
                    "INSERT INTO books.forgotten_answers VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    [*key, now(), by, reason],
                )
            self._rows("CHECKPOINT books")

    def _check_fresh(self, preview: Preview) -> None:
        if preview.revision != self.revision:
            raise StalePreview(
                "Số liệu vừa được cập nhật từ nơi khác. Hãy xem lại bản đối chiếu rồi xác nhận."
            )

    def _insert(
        self, cursor: duckdb.DuckDBPyConnection, preview: Preview, rows: Written, by: str
    ) -> int:
        upload = cursor.execute("SELECT coalesce(max(upload), 0) + 1 FROM books.uploads").fetchall()
        number = int(upload[0][0])
        cursor.execute(
            "INSERT INTO books.uploads VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            [number, preview.form, preview.file, preview.sheet, preview.sha256, preview.as_of,
             now(), by, preview.rows, len(preview.waiting), preview.reason],
        )  # fmt: skip
        for table, own in rows:
            append(cursor, table, own, number)
        return number

    @contextmanager
    def _kept_transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Alone in writing; what was written is in the file of the books afterwards."""
        if not self._path:
            raise StoreUnusable("Chưa có kho số liệu để ghi. Hãy chỉ nơi lưu bằng --store.")
        with self._writing:
            with self._transaction() as cursor:
                yield cursor
            self._rows("CHECKPOINT books")

    @contextmanager
    def _transaction(self, *, keep: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        with told(self._path):
            cursor.begin()
            try:
                yield cursor
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit() if keep else cursor.rollback()
