"""Answers shared by everybody who looks: kept until the books change, never spoilt by a reader."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from congress_dash import intake, moments, outgoing, session
from congress_dash.moment import Moment
from congress_dash.records import FormId
from congress_dash.store import Store
from written import book

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("site")]  # fills the sample books


def test_one_store_for_every_thread() -> None:
    with ThreadPoolExecutor(8) as threads:
        stores = set(threads.map(lambda _: id(session.store()), range(32)))
    assert len(stores) == 1


def test_the_answer_is_the_stores_own() -> None:
    moment = moments.moment("2020-05-13")
    expected = session.store().ask("held", moment)
    assert session.books().ask("held", moment).to_dict("records") == expected.to_dict("records")


def test_a_reader_cannot_spoil_the_next_ones_answer() -> None:
    moment = moments.moment("2020-05-13")
    mine = session.books().ask("held", moment)
    before = mine["held"].tolist()
    mine["held"] = -1
    mine.loc[:, "total"] = -1
    assert session.books().ask("held", moment)["held"].tolist() == before
    assert -1 not in session.books().ask("held", moment)["total"].tolist()


def test_answers_are_kept_until_the_books_change() -> None:
    moment = moments.moment("2020-05-13")
    session._answer.cache_clear()
    for _ in range(3):
        session.books().ask("held", moment)
    assert session._answer.cache_info().misses == 1
    newest = session.store().uploads()[-1].upload
    session.store().withdraw(newest, reason="thử", by="thử")
    session.books().ask("held", moment)
    assert session._answer.cache_info().misses == 2


def test_a_withdrawn_report_is_no_longer_in_the_answers() -> None:
    moment = moments.moment()
    before = _held_directly_subordinate(moment)
    latest = [
        upload.upload
        for upload in session.store().uploads()
        if (upload.form, upload.as_of) == ("progress", moment.as_of)
    ]
    session.store().withdraw(latest[-1], reason="nhầm tệp", by="thử")
    assert _held_directly_subordinate(moment) < before


def _held_directly_subordinate(moment: Moment) -> int:
    answer = session.books().ask("held", moment)
    return int(answer[(answer.level == "grassroots") & (answer.kind == "all")].held.item())


def test_the_moment_of_an_address_defaults_to_the_newest() -> None:
    newest = session.store().newest()
    assert moments.moment() == newest
    assert moments.moment("2020-05-13").as_of == date(2020, 5, 13)
    assert moments.moment(None, "1").known_at == 1


@pytest.mark.parametrize("day", ["13/05/2020", "2020-02-30", "2020-5-13", "hôm nay", "９"])
def test_an_unreadable_day_is_refused(day: str) -> None:
    with pytest.raises(moments.BadAddress, match="2020-05-13"):
        moments.moment(day)


@pytest.mark.parametrize("upload", ["0", "9999"])
def test_an_upload_that_never_was_leads_nowhere(upload: str) -> None:
    with pytest.raises(moments.NothingThere, match=upload):
        moments.moment(None, upload)


def test_the_same_key_twice_is_one_chart() -> None:
    moment = moments.moment("2020-05-13")
    assert outgoing.deck(moment, ["held_by_block"] * 2) == outgoing.deck(moment, ["held_by_block"])


def test_a_chart_nobody_draws_is_named() -> None:
    with pytest.raises(moments.NothingThere, match="“nope”"):
        outgoing.sheet(moments.moment(), ["held_by_block", "nope"])


def test_the_catalogue_in_force_can_be_changed_and_sent_again() -> None:
    content = outgoing.blank("catalogue")
    again = intake.look("danh-muc-moi.xlsx", content, session.store())
    assert (again.problems, again.questions, again.missing, again.decisions) == ((), (), (), ())
    assert {change.kind for change in again.changes} == {"unchanged"}
    assert len(again.changes) == len(session.store().in_force(FormId.CATALOGUE, moments.moment()))


def test_a_block_of_an_address_is_known_by_its_name_or_refused() -> None:
    assert moments.moment_of({"khoi": "khối an ninh"}).view.block == "AN"
    with pytest.raises(moments.BadAddress, match=r"Không có khối “ZZ”. Hãy chọn .*CAH \("):
        moments.moment_of({"khoi": "ZZ"})


def test_a_block_that_only_the_books_have_is_known(catalogue_store: Store) -> None:
    table = """
        | Số liệu tính đến ngày 1/3/2020 |
        | Mã   | Tên tổ chức đảng | Loại hình | Phạm vi    | Khối         |
        | PX99 | Chi bộ PX99      | Chi bộ    | Trực thuộc | Khối Đặc thù |
    """
    content = book({"Tổ chức đảng": table})
    catalogue_store.accept(intake.look("danh-muc.xlsx", content, catalogue_store), by="thử")
    assert moments.block_of(catalogue_store, "khoi dac thu") == "Khối Đặc thù"
    with pytest.raises(ValueError, match=r"CAH \(Công an cấp huyện\), Khối Đặc thù\.$"):
        moments.block_of(catalogue_store, "Khối Khác")
