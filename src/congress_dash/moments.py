"""An address or the words of it in, the moment that they speak of out, held against the books."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from congress_dash import addresses, boards, reference, session, view_words
from congress_dash.errors import CongressDashError
from congress_dash.history import here
from congress_dash.moment import FIRST_DAY, LAST_DAY, Clocks, Moment
from congress_dash.records import FormId
from congress_dash.store import Store
from congress_dash.vietnamese import day as as_day
from congress_dash.vietnamese import fold


class BadAddress(CongressDashError):
    """An address whose day, upload or chart cannot be read."""


class NothingThere(CongressDashError):
    """An address, or a word of the command line, that reads well and leads nowhere."""

    exit_code = 2


class NobodyLeft(CongressDashError):
    """A filter that leaves no organisation: nothing is written of nobody."""


def moment(
    as_of: str | None = None, known_at: str | None = None, unit: str | None = None
) -> Moment:
    """The two clocks as an address writes them, what is missing is the newest; and one organisation
    alone where it names one."""
    return moment_of({"as_of": as_of or "", "known_at": known_at or "", "unit": unit or ""})


def moment_of(address: Mapping[str, str]) -> Moment:
    """The moment that an address speaks of; what is missing is the newest, of everybody."""
    asked = session.store().moment(
        _day(address.get("as_of")), upload_there(address.get("known_at"))
    )
    if asked is None:
        raise NothingThere("Chưa có số liệu; hãy nạp danh mục và Biểu 01 ở trang Cập nhật.")
    try:
        view = addresses.view(address)
    except ValueError as error:
        raise BadAddress(
            "Bộ lọc trong địa chỉ chưa đúng: pham-vi là truc-thuoc hoặc phoi-hop, loai là dang-bo "
            "hoặc chi-bo, to-chuc-theo và moc là ngày như 2020-05-13."
        ) from error
    if view.block:
        view = replace(view, block=_block(view.block))
    other = _day(address.get("so-voi")), upload_there(address.get("so-voi-lan"))
    told = replace(asked, view=view, against=_clocks(asked, *other))
    return told.of(address["unit"]) if address.get("unit") else told


def _block(words: str) -> str:
    try:
        return block_of(session.store(), words)
    except ValueError as error:
        raise BadAddress(str(error)) from error


def block_of(asked: Store, words: str) -> str:
    """The id of the block that these words name, of the list or of the books alone; ValueError, with
    a sentence that lists the blocks, where there is none."""
    listed = reference.entries("blocks")
    if words in listed:
        return words
    own = _told_blocks(asked)
    if words in own:
        return words
    by_words = {fold(block): block for block in own}
    found = reference.find("blocks", words) or by_words.get(fold(words))
    if found is None:
        names = [f"{id_} ({entry.name})" for id_, entry in listed.items()]
        choices = ", ".join([*names, *(block for block in own if block not in listed)])
        raise ValueError(f"Không có khối “{words[:40]}”. Hãy chọn một trong: {choices}.")
    return found


def _told_blocks(asked: Store) -> list[str]:
    """Every block that a Danh mục ever put an organisation in."""
    spoken = [Moment(u.as_of, u.upload) for u in asked.uploads() if u.form == FormId.CATALOGUE]
    units = (row for moment in spoken for row in boards.rows(asked, "known_units", moment))
    return sorted({row["block"] for row in units if row["block"]})


def _clocks(asked: Moment, as_of: date | None, known_at: int | None) -> Clocks | None:
    """What is held against, where the address names either clock of it."""
    if as_of is None and known_at is None:
        return None
    return Clocks(as_of or asked.as_of, asked.known_at if known_at is None else known_at)


def reported(as_of: date) -> int | None:
    """Up to which upload the books stood when that day was reported; None: nobody reported by then.

    That is the last upload accepted by the end of the day; where the books begin later, the first
    that brought the newest Biểu 01 not after the day.
    """
    uploads = session.store().uploads()
    then = [u.upload for u in uploads if here(u.accepted_at).date() <= as_of]
    reports = [u for u in uploads if u.form == FormId.PROGRESS and u.as_of <= as_of]
    newest = max((u.as_of for u in reports), default=None)
    return max(then, default=None) or min(
        (u.upload for u in reports if u.as_of == newest), default=None
    )


def _day(text: str | None) -> date | None:
    try:
        return addresses.day(text) if text else None
    except ValueError as error:
        raise BadAddress(
            "Ngày số liệu trong địa chỉ phải viết theo dạng 2020-05-13, năm từ "
            f"{FIRST_DAY.year} đến {LAST_DAY.year}."
        ) from error


def upload_there(text: str | None) -> int | None:
    """The number of an upload there is, withdrawn or not."""
    if not text:
        return None
    number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
    if number is None:
        raise BadAddress("Số lần nạp trong địa chỉ phải là một số nguyên.")
    if number not in (upload.upload for upload in session.store().uploads()):
        raise NothingThere(f"Không có lần nạp số {number}; hãy xem lịch sử ở trang Cập nhật.")
    return number


def nobody(moment: Moment) -> str:
    """One sentence where the filter leaves no organisation, so that nothing can leave; else empty."""
    return nobody_of(session.books(), moment)


def nobody_of(asked: boards.Books, moment: Moment) -> str:
    """The same out of any books."""
    if not moment.view.is_narrowed or boards.rows(asked, "organisations", moment):
        return ""
    return (
        f"Không có tổ chức đảng nào khớp bộ lọc “{view_words.narrowed(moment.view)}” ở ngày "
        f"{as_day(moment.as_of)} nên không có gì để xuất. Hãy bỏ bớt điều kiện lọc hoặc chọn ngày khác."
    )


def check_somebody(asked: boards.Books, moment: Moment) -> None:
    """Refuses to write of nobody: `NobodyLeft` with that sentence."""
    if told := nobody_of(asked, moment):
        raise NobodyLeft(told)
