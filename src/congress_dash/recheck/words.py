"""What a recheck found → sentences for people, and JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from congress_dash.history import Upload
from congress_dash.recheck.found import Difference, Recheck
from congress_dash.told import form_title
from congress_dash.vietnamese import day


def sentences(file: str, found: Recheck, uploads: Sequence[Upload]) -> Iterator[str]:
    """What came of it, then slide by slide each place that moved, then the slides not looked at."""
    known = {upload.upload: upload for upload in uploads}
    yield _summary(file, found)
    for (slide, title), moved in groupby(found.differences, key=lambda d: (d.slide, d.title)):
        yield f"Trang {slide} “{title}”:"
        for each in moved:
            yield f"- {_place(each)}{_text(each.old)} → {_text(each.new)} ({_why(each, known)})."
    for unchecked in found.unchecked:
        yield f"Trang {unchecked.slide} “{unchecked.title}”: không kiểm tra, {unchecked.why}."
    if found.numberless:
        slides = ", ".join(map(str, found.numberless))
        yield f"Trang {slides}: bìa hoặc trang mục, không có số liệu để kiểm tra."


def _summary(file: str, found: Recheck) -> str:
    moved = len(found.differences)
    told = f"{moved} chỗ khác" if moved else "không có số nào khác"
    left = f"; {len(found.unchecked)} trang không kiểm tra được" if found.unchecked else ""
    return (
        f"{file}: đã kiểm tra {found.checked}/{found.slides} trang theo sổ đến lần nạp "
        f"{found.known_at}, {told}{left}."
    )


def as_json(file: str, found: Recheck) -> dict[str, Any]:
    """`{file, slides, checked, known_at, unchecked: […], differences: […]}`; missing is null."""
    return {"file": file, **asdict(found)}


def _place(each: Difference) -> str:
    row = f"“{each.row}”" if each.row else ""
    where = ", ".join(filter(None, (row, each.column)))
    return f"{where}: " if where else ""


def _text(told: str | None) -> str:
    return f"“{told}”" if told is not None else "không có"


def _why(each: Difference, known: dict[int, Upload]) -> str:
    if each.by_hand:
        return "sổ lúc xuất cũng không ghi như vậy: đã sửa trong tệp"
    if each.withdrawn:
        which = ", ".join(f"lần nạp {number}" for number in each.withdrawn)
        return f"đã rút {which}, hoặc đã sửa trong tệp"
    if each.uploads:
        return "do " + "; ".join(_upload(known[number]) for number in each.uploads)
    return "do thay đổi khác trong sổ"


def _upload(upload: Upload) -> str:
    form = form_title(upload.form).partition(" – ")[0]
    return f"lần nạp {upload.upload}: {form}, {upload.file}, số liệu đến {day(upload.as_of)}"
