"""A path in, a connection to the books in that file out, and the SQL that is asked of it; duckdb's own
errors as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb

from congress_dash import reference
from congress_dash.errors import StoreUnusable
from congress_dash.reference import roles, severities, troubles
from congress_dash.vietnamese import fold

SQL = Path(__file__).parents[1] / "sql"
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": "2GB",
}
_REFERENCE = ("steps", "documents", "finding_states", "finding_categories", "roles")
_LACKING = """
SELECT table_name, column_name, data_type FROM duckdb_columns() d WHERE database_name = 'declared'
AND NOT EXISTS (
  SELECT 1 FROM duckdb_columns() b WHERE b.database_name = 'books'
    AND b.table_name = d.table_name AND b.column_name = d.column_name)
ORDER BY table_name, column_index"""


@lru_cache
def questions() -> dict[str, str]:
    """Every question's name and SQL."""
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((SQL / "questions").glob("*.sql"))
    }


def connected(path: Path | None) -> duckdb.DuckDBPyConnection:
    """The books at `path`, made where they are not there yet; in memory for None."""
    connection = duckdb.connect(config=_CONFIG)
    try:
        _attach(connection, path)
        _read_reference(connection)
        for macros in ("books.sql", "calendar.sql", "outlook.sql"):
            connection.execute((SQL / macros).read_text(encoding="utf-8"))
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()  # else the file stays locked in this process
        raise
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    """The books as the catalog `books`; what spills to disk spills beside them."""
    with told(path):
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
        _bring_up_to_date(connection)


def _bring_up_to_date(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables that are not there yet, and the columns that earlier versions did not have.

    A change of a table never shares the log with data (facts.md §6): what the log still holds is
    written to the books first, and each change on its own.
    """
    schema = (SQL / "schema.sql").read_text(encoding="utf-8")
    connection.execute("ATTACH ':memory:' AS declared")
    connection.execute(schema.replace("EXISTS books.", "EXISTS declared."))
    connection.execute(schema)
    lacking = connection.execute(_LACKING).fetchall()
    connection.execute("DETACH declared")
    if lacking:
        connection.execute("CHECKPOINT books")
    for table, column, kind in lacking:
        connection.execute(f'ALTER TABLE books."{table}" ADD COLUMN "{column}" {kind}')
        connection.execute("CHECKPOINT books")


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
    connection.execute("CREATE TABLE shared_roles (id VARCHAR)")
    for role in roles.shared():
        connection.execute("INSERT INTO shared_roles VALUES ($1)", [role])
    connection.execute("CREATE TABLE document_set (document VARCHAR)")
    for entry in reference.entries("document_set").values():
        connection.execute("INSERT INTO document_set VALUES ($1)", [entry.id])
    connection.execute("CREATE TABLE thresholds (id VARCHAR, value INTEGER)")
    for name, value in reference.thresholds().items():
        connection.execute("INSERT INTO thresholds VALUES ($1, $2)", [name, value])
    _read_phrases(connection)
    connection.execute(
        "CREATE TABLE ref_troubles (id VARCHAR, weight INTEGER, after_days INTEGER, within_days INTEGER, "
        "page VARCHAR)"
    )
    for trouble in troubles.troubles().values():
        connection.execute(
            "INSERT INTO ref_troubles VALUES ($1, $2, $3, $4, $5)",
            [trouble.id, trouble.weight, trouble.after_days, trouble.within_days, trouble.page],
        )


def _read_phrases(connection: duckdb.DuckDBPyConnection) -> None:
    """By which words a finding is told to be of a category, folded, in the order of the list."""
    connection.execute(
        "CREATE TABLE ref_finding_phrases (category VARCHAR, position INTEGER, phrase VARCHAR)"
    )
    for entry in reference.entries("finding_categories").values():
        for phrase in filter(None, map(fold, entry.also)):
            connection.execute(
                "INSERT INTO ref_finding_phrases VALUES ($1, $2, $3)",
                [entry.id, entry.order, phrase],
            )


@contextmanager
def told(path: Path | None) -> Iterator[None]:
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
