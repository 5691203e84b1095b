"""The books: previews in, answers out. The only room that knows duckdb.

Append-only; the newest report of a key wins; any upload can be withdrawn (contract §1, §2). The
tables live in the attached catalog `books`; how they are read lives in sql/books.sql, one question
per file in sql/questions/.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from congress_dash import records, reference
from congress_dash.errors import CongressDashError, StalePreview, StoreUnusable, UnknownQuestion
from congress_dash.moment import Moment
from congress_dash.records import Answer, Asked, FormId, Preview, Problem, Record, WaitingRow
from congress_dash.reference import severities

_SQL = Path(__file__).parent / "sql"
_TABLES: dict[type, str] = {
    records.PartyOrg: "orgs",
    records.Alias: "aliases",
    records.Milestone: "milestones",
    records.Pause: "pauses",
    records.Holiday: "holidays",
    records.Team: "teams",
    records.Progress: "progress",
    records.Result: "results",
    records.Document: "documents",
    records.Visit: "visits",
    records.Booking: "bookings",
}
_OF_FORM: dict[FormId, tuple[type, ...]] = {
    FormId.CATALOGUE: tuple(_TABLES)[:6],
    FormId.PROGRESS: (records.Progress,),
    FormId.RESULTS: (records.Result,),
    FormId.DOCUMENTS: (records.Document,),
    FormId.INSPECTIONS: (records.Visit,),
    FormId.SCHEDULE: (records.Booking,),
}
_IN_FORCE = (_SQL / "in_force.sql").read_text(encoding="utf-8")
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": "2GB",
}
_ROOM_BYTES = 100_000_000  # a full disk costs the running store: stop well before it
_REBUILT = ".xlsx"  # what a file is kept as whose persons could not be cut out of its own bytes
_EVERYTHING = 2**31 - 1
_REFERENCE = ("steps", "documents", "finding_states")


@dataclass(frozen=True, slots=True)
class Upload:
    """One accepted workbook, as the history shows it; times are UTC."""

    upload: int
    form: str
    file: str
    sheet: str
    sha256: str
    as_of: date
    accepted_at: datetime
    by: str
    rows: int
    waiting: int
    withdrawn: bool
    reason: str | None  # of the withdrawal, else of the upload
    own_reason: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None


@dataclass(frozen=True, slots=True)
class RememberedAnswer:
    """What a person decided, the upload it came with, and whether it was taken back since."""

    upload: int
    answer: Answer
    by: str
    at: datetime
    forgotten: bool
    reason: str | None


@lru_cache
def questions() -> dict[str, str]:
    """Every question's name and SQL."""
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((_SQL / "questions").glob("*.sql"))
    }


@dataclass(frozen=True, slots=True)
class Struck:
    """A key that is not reported any more."""

    key: str


class Store:
    """One set of books. Safe from threads: a cursor per call, one writer at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
        self._connection = connection
        self._path = path
        self._writing = threading.Lock()

    @classmethod
    def open(cls, where: Path | None, *, create: bool = False) -> Store:
        """The books at `where`; empty ones in memory for None or a file that is not there yet."""
        path = where if where is not None and (create or where.exists()) else None
        connection = duckdb.connect(config=_CONFIG)
        try:
            _attach(connection, path)
            _read_reference(connection)
            connection.execute((_SQL / "books.sql").read_text(encoding="utf-8"))
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        except BaseException:
            connection.close()  # else the file stays locked in this process
            raise
        return cls(connection, path)

    def close(self) -> None:
        """Lets another process open the books."""
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
        cursor = self._connection.cursor()
        sql = questions()[question]
        bound = {"as_of": moment.as_of, "known_at": moment.known_at}
        used = {name: value for name, value in bound.items() if f"${name}" in sql}
        with _told(self._path):
            found = cursor.execute(sql, used)
            names = [column[0] for column in found.description or ()]
            return pd.DataFrame(found.fetchall(), columns=names, dtype=object)

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
        rows = self._rows(questions()["answers"], {"known_at": _EVERYTHING})
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

    def in_force(self, form: FormId, moment: Moment) -> dict[str, dict[str, Any]]:
        """What the books say per key of a form: the newest report not after the moment."""
        bound = {"d": moment.as_of, "n": moment.known_at, "form": form}
        found: dict[str, dict[str, Any]] = {}
        for record in _OF_FORM[form]:
            cursor = self._connection.cursor()
            names = [f.name for f in dataclasses.fields(record)]
            rows = cursor.execute(_IN_FORCE.replace("a_table", _TABLES[record]), bound).fetchall()
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
        file, digest = rows[0]
        for name in (file, Path(file).with_suffix(_REBUILT).name):
            kept = self._originals() / f"{digest}{Path(name).suffix.lower()}"
            if kept.exists():
                return name, kept.read_bytes()
        raise CongressDashError("Không còn tệp gốc của lần nạp này. Hãy báo quản trị viên.")

    def loaded_as(self, digest: str) -> int | None:
        """The upload in force that these very bytes came in, if any."""
        rows = self._rows("SELECT max(upload) FROM live(2147483647) WHERE sha256 = $digest",
                          {"digest": digest})  # fmt: skip
        return rows[0][0] if rows else None

    def _rows(self, sql: str, bound: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        with _told(self._path):
            return self._connection.cursor().execute(sql, bound or {}).fetchall()

    # --- writing --------------------------------------------------------------------------------

    def accept(self, preview: Preview, *, by: str) -> int:
        """Saves what was previewed, whole or not at all, and returns its upload number."""
        if not self._path:
            raise StoreUnusable("Chưa có kho số liệu để ghi. Hãy chỉ nơi lưu bằng --store.")
        with self._writing:
            self._check_fresh(preview)
            self._keep(preview)
            with self._transaction() as cursor:
                upload = self._insert(cursor, preview, by)
            self._rows("CHECKPOINT books")
            return upload

    @contextmanager
    def trial(self, preview: Preview) -> Iterator[TrialBooks]:
        """The books as they would read after accepting; nothing is kept."""
        with self._writing, self._transaction(keep=False) as cursor:
            self._insert(cursor, preview, "")
            yield TrialBooks(cursor)

    def withdraw(self, upload: int, *, reason: str, by: str) -> None:
        """The books then read as if that upload had never come."""
        if not reason.strip():
            raise CongressDashError("Hãy ghi lý do rút lại lần nạp này.")
        with self._writing:
            if not self._rows("SELECT 1 FROM live(2147483647) WHERE upload = $n", {"n": upload}):
                raise CongressDashError(
                    f"Không có lần nạp số {upload} đang có hiệu lực. Hãy xem lại lịch sử nạp số liệu."
                )
            with self._transaction() as cursor:
                cursor.execute(
                    "INSERT INTO books.withdrawals VALUES ($upload, $at, $by, $reason)",
                    {"upload": upload, "at": _now(), "by": by, "reason": reason},
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
                    [*key, _now(), by, reason],
                )
            self._rows("CHECKPOINT books")

    def _check_fresh(self, preview: Preview) -> None:
        if preview.revision != self.revision:
            raise StalePreview(
                "Số liệu vừa được cập nhật từ nơi khác. Hãy xem lại bản đối chiếu rồi xác nhận."
            )

    def _insert(self, cursor: duckdb.DuckDBPyConnection, preview: Preview, by: str) -> int:
        upload = cursor.execute("SELECT coalesce(max(upload), 0) + 1 FROM books.uploads").fetchall()
        number = int(upload[0][0])
        cursor.execute(
            "INSERT INTO books.uploads VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            [number, preview.form, preview.file, preview.sheet, preview.sha256, preview.as_of,
             _now(), by, preview.rows, len(preview.waiting), preview.reason],
        )  # fmt: skip
        same: dict[str, object] = {"upload": number}
        for kind, table in _TABLES.items():
            _append(cursor, table, [r for r in preview.records if type(r) is kind], same)
        _append(cursor, "problems", preview.problems, same)
        for answer in preview.answers:
            cursor.execute("INSERT INTO books.answers VALUES ($1, $2, $3, $4, $5)",
                           [number, answer.asked, answer.form, answer.words,
                            answer.answer])  # fmt: skip
        same["form"] = preview.form
        _append(cursor, "strikes", [Struck(key) for key in preview.struck], same)
        _append(cursor, "waiting_rows", preview.waiting, same)
        return number

    @contextmanager
    def _transaction(self, *, keep: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        with _told(self._path):
            cursor.begin()
            try:
                yield cursor
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit() if keep else cursor.rollback()

    def _originals(self) -> Path:
        assert self._path
        return self._path.with_suffix(".originals")

    def _keep(self, preview: Preview) -> None:
        """The original first, flushed to the disk: the books never speak of a file that is lost."""
        folder = self._originals()
        if shutil.disk_usage(folder.parent).free < _ROOM_BYTES + 3 * len(preview.content):
            raise StoreUnusable(
                "Đĩa sắp đầy nên chưa nạp. Hãy giải phóng dung lượng đĩa rồi nạp lại; chưa có gì bị "
                "thay đổi."
            )
        suffix = _REBUILT if preview.rebuilt else Path(preview.file).suffix.lower()
        kept = folder / f"{preview.sha256}{suffix}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(".part")
            with unfinished.open("wb") as file:
                file.write(preview.content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(kept)
        except OSError as error:
            raise StoreUnusable(
                "Không ghi được tệp gốc vào kho số liệu. Hãy kiểm tra quyền ghi và dung lượng đĩa."
            ) from error


@dataclass(frozen=True, slots=True)
class TrialBooks:
    """Answers out of a transaction that will be rolled back."""

    cursor: duckdb.DuckDBPyConnection

    def ask(self, question: str, as_of: date | None = None) -> list[dict[str, Any]]:
        """Rows of a question with everything known, at the newest day unless one is given."""
        known = 2147483647
        day = as_of or self.cursor.execute("SELECT max(as_of) FROM live($n)",
                                           {"n": known}).fetchall()[0][0]  # fmt: skip
        self.cursor.execute(questions()[question], {"as_of": day, "known_at": known})
        names = [column[0] for column in self.cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]


def digest(content: bytes) -> str:
    """The SHA-256 that names a file."""
    return hashlib.sha256(content).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _append(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    rows: Sequence[Record | Problem | WaitingRow | Struck],
    same: Mapping[str, object],
) -> None:
    """Adds these rows, column by column; `same` stands in every one of them."""
    if not rows:
        return
    columns = {name: pa.repeat(value, len(rows)) for name, value in same.items()}
    for name in (f.name for f in dataclasses.fields(rows[0])):
        values = list(map(attrgetter(name), rows))
        if isinstance(values[0], tuple):  # records inside a record
            values = [[dataclasses.asdict(each) for each in value] for value in values]
        columns[name] = pa.array(values)
    cursor.register("said", pa.table(columns))
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(f"INSERT INTO books.{table} ({names}) SELECT {names} FROM said")
    cursor.unregister("said")


def _attach(connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    """The books as the catalog `books`; what spills to disk spills beside them."""
    with _told(path):
        if path is None:
            connection.execute("ATTACH ':memory:' AS books")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            folder, file = _quoted(path.absolute().parent), _quoted(path.absolute())
            connection.execute(
                f"SET temp_directory = {_quoted(path.absolute().with_suffix('.tmp'))}"
            )
            connection.execute(f"SET allowed_directories = [{folder}]")
            connection.execute(f"ATTACH {file} AS books")
        _check_ours(connection, path)
        connection.execute((_SQL / "schema.sql").read_text(encoding="utf-8"))


def _check_ours(connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    """Somebody else's tables are left as they are."""
    sql = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'books'"
    there = {name for (name,) in connection.execute(sql).fetchall()}
    if there and not {"uploads", "withdrawals"} <= there:
        raise StoreUnusable(
            f"Tệp {path} không phải kho số liệu của chương trình này. Hãy chỉ đúng kho bằng --store."
        )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _read_reference(connection: duckdb.DuckDBPyConnection) -> None:
    """The lists that questions order by, as small tables in memory; a bad one is told at start."""
    severities.checks()
    for name in _REFERENCE:
        connection.execute(f"CREATE TABLE ref_{name} (id VARCHAR, position INTEGER)")
        for entry in reference.entries(name).values():
            connection.execute(f"INSERT INTO ref_{name} VALUES ($1, $2)", [entry.id, entry.order])
    connection.execute("CREATE TABLE document_set (document VARCHAR)")
    for entry in reference.entries("document_set").values():
        connection.execute("INSERT INTO document_set VALUES ($1)", [entry.id])


@contextmanager
def _told(path: Path | None) -> Iterator[None]:
    """duckdb's own errors as sentences about the books."""
    try:
        yield
    except duckdb.IOException as error:
        if "set lock" in str(error) or "used by another process" in str(error):
            raise StoreUnusable(
                f"Kho số liệu {path} đang được chương trình khác sử dụng. Hãy đóng chương trình đó "
                "(hoặc dừng máy chủ) rồi thử lại."
            ) from error
        raise StoreUnusable(
            f"Không mở được kho số liệu {path}: tệp hỏng, không có quyền ghi hoặc đĩa đầy. "
            "Hãy kiểm tra, hoặc khôi phục từ bản sao lưu."
        ) from error
    except (duckdb.FatalException, duckdb.SerializationException, OSError) as error:
        raise StoreUnusable(
            f"Kho số liệu {path} không dùng được. Hãy kiểm tra quyền ghi và dung lượng đĩa, rồi "
            "khởi động lại."
        ) from error
