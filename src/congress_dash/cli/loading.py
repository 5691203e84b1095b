"""`check`, `load`, `uploads`, `withdraw`: what comes into the books, and is taken back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from congress_dash import intake
from congress_dash.cli import books, files
from congress_dash.cli.asking import print_json
from congress_dash.cli.spoken import Usage
from congress_dash.errors import Refused
from congress_dash.records import Preview
from congress_dash.store import Store
from congress_dash.told import as_json, preview_sentences, uploads_json
from congress_dash.vietnamese import day


def check(asked: argparse.Namespace) -> int:
    """Looks at a workbook and saves nothing; 1 if it could not be accepted whole."""
    content = files.read(asked.file)
    if asked.marked:
        files.check_ending(asked.marked, ".xlsx", ".xlsm")
        if asked.marked.resolve() == asked.file.resolve():
            raise Usage("Bản đánh dấu không được ghi đè lên tệp gốc. Hãy ghi tên khác.")
    with books.opened(asked, needed=False) as store:
        try:
            preview = intake.look(
                asked.file.name, content, store, as_of=asked.as_of, sheet=asked.sheet
            )
        except Refused as refusal:
            return _refused(asked, [_refusal(asked.file, refusal)], refusal)
    if asked.marked:
        files.write(asked.marked, _marked(preview))
    _print(asked, [as_json(preview, None)] if asked.json else preview_sentences(preview))
    return 1 if preview.waiting else 0


def _marked(preview: Preview) -> bytes:
    from congress_dash import marking

    return marking.marked(preview.content, preview.problems, preview.file, rebuilt=preview.rebuilt)


def load(asked: argparse.Namespace) -> int:
    """Each file whole or not at all; the exit code is 1 if any was not."""
    told: list[Any] = []
    failed = False
    contents = [
        (path, files.read(path)) for path in asked.file
    ]  # a wrong path: before anything is saved
    with books.opened(asked, create=True) as store:
        for path, content in contents:
            try:
                preview, upload = _load_one(asked, path, content, store)
                refused = upload is None
                told += [as_json(preview, upload)] if asked.json else preview_sentences(preview)
                if refused:
                    print(
                        f"{path.name}: còn {len(preview.waiting)} dòng có lỗi nên chưa nạp. Hãy sửa "
                        "tệp, hoặc nạp với --leave-problems để các dòng đó chờ.",
                        file=sys.stderr,
                    )
                elif not asked.json:
                    told.append(f"Đã nạp {path.name} (lần nạp {upload}).")
            except Refused as refusal:
                refused = True
                told += [_refusal(path, refusal)] if asked.json else []
                print(f"{path.name}: {refusal}", file=sys.stderr)
            failed |= refused
    _print(asked, told)
    return 1 if failed else 0


def _load_one(
    asked: argparse.Namespace, path: Path, content: bytes, store: Store
) -> tuple[Preview, int | None]:
    preview = intake.look(
        path.name, content, store, as_of=asked.as_of, sheet=asked.sheet,
        reason=asked.reason, strike=asked.strike_missing,
    )  # fmt: skip
    if preview.waiting and not asked.leave_problems:
        return preview, None
    return preview, store.accept(preview, by=asked.by)


def uploads(asked: argparse.Namespace) -> int:
    """The history, one upload a line."""
    with books.opened(asked, needed=False) as store:
        history = store.uploads()
    if not history and not asked.json:
        where = books.place(asked)
        print(
            f"Kho số liệu {where} chưa có lần nạp nào." if where.exists() else books.missing(where)
        )
    if asked.json:
        print_json([uploads_json(upload) for upload in history])
        return 0
    for u in history:
        mark = " (đã rút)" if u.withdrawn else ""
        print(f"{u.upload:>4}  {day(u.as_of)}  {u.form:<12} {u.rows:>5} dòng, {u.waiting} chờ  "
              f"{u.file}{mark}")  # fmt: skip
    return 0


def withdraw(asked: argparse.Namespace) -> int:
    """Takes one upload back."""
    if not asked.reason.strip():
        raise Usage("--reason cần nêu lý do rút lại. Hãy ghi, ví dụ --reason 'Gửi nhầm tệp'.")
    with books.opened(asked) as store:
        books.check_uploads(store, asked.upload)
        store.withdraw(asked.upload, reason=asked.reason, by=asked.by)
    print(f"Đã rút lần nạp {asked.upload}.")
    return 0


def _refusal(path: Path, refusal: Refused) -> dict[str, str]:
    return {"file": path.name, "refused": refusal.kind, "message": str(refusal)}


def _refused(asked: argparse.Namespace, told: list[dict[str, str]], refusal: Refused) -> int:
    if asked.json:
        _print(asked, told)
    print(f"{asked.file.name}: {refusal}", file=sys.stderr)
    return refusal.exit_code


def _print(asked: argparse.Namespace, told: Sequence[Any]) -> None:
    """Lines, or JSON: the object itself for one file, a list for several."""
    if asked.json:
        one = not isinstance(asked.file, list) or len(asked.file) == 1
        print_json(told[0] if one and told else list(told))
    else:
        for line in told:
            print(line)
