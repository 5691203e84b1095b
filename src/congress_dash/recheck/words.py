"""What a recheck found → sentences for people, and JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from congress_dash.history import Upload
from congress_dash.recheck import Difference, Recheck
from congress_dash.told import form_title
from congress_dash.vietnamese import day


def sentences(found: Recheck, uploads: Sequence[Upload]) -> Iterator[str]:
    """One line for each place that moved and each slide not checked, the count last."""
    known = {upload.upload: upload for upload in uploads}
    for each in found.differences:
        yield f"{_where(each)}: {_text(each.old)} → {_text(each.new)} ({_why(each, known)})."
    for slide in found.unchecked:
        yield f"Trang {slide.slide} “{slide.title}”: không kiểm tra, {slide.why}."
    yield (
        f"Đã kiểm tra {found.checked}/{found.slides} trang theo sổ đến lần nạp {found.known_at}: "
        + (f"{len(found.differences)} chỗ khác." if found.differences else "không có số nào khác.")
    )


def as_json(file: str, found: Recheck) -> dict[str, Any]:
    """`{file, slides, checked, known_at, unchecked: […], differences: […]}`; missing is null."""
    return {"file": file, **asdict(found)}


def _where(each: Difference) -> str:
    row = f", “{each.row}”" if each.row else ""
    column = f", {each.column}" if each.column else ""
    chart = f", {each.chart}" if each.chart else ""
    return f"Trang {each.slide}{chart}{row}{column}"


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
