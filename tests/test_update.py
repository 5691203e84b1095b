"""Cập nhật, state by state: looked at, asked, refused, confirmed, gone stale, withdrawn, corrected."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from apptest import opened, shown, words
from congress_dash import handed, session
from congress_dash.records import FormId
from congress_dash.store import Store
from reports import ROLE, accepted, with_catalogue
from written import book

pytestmark = pytest.mark.slow
HEADINGS = "| Tên tổ chức đảng | Góp ý | Ngày duyệt | Thực tế |\n"


def report(day: str, *rows: str) -> bytes:
    return book({"Biểu 01": f"| Số liệu tính đến ngày {day} |\n{HEADINGS}" + "\n".join(rows)})


APRIL = ("| PV01 | 34 | 02/3/2020 | 10/3/2020 |", "| PC03 | 12 | | |", "| PC02 | | | |")
MAY = report("13/5/2020", "| PV01 | 34 | 02/3/2020 | 10/3/2020 |", "| PC03 | 26 | 25/4/2020 | 05/5/2020 |",
             "| PC02 | 5 | | |")  # fmt: skip
SPOILT = report("13/5/2020", "| PV01 | 30 | 02/3/2020 | 10/3/2020 |", "| PC03 | 26 | 13/5/2002x | 05/5/2020 |")  # fmt: skip


@pytest.fixture
def books(store_path: Path) -> Iterator[Store]:
    """The books that the pages of this test show: the catalogue and a report of April."""
    with_catalogue(store_path).close()
    with shown(store_path):
        store = session.store()
        accepted(store, f"| Số liệu tính đến ngày 24/4/2020 |\n{HEADINGS}" + "\n".join(APRIL))
        yield store


def update() -> AppTest:
    app = opened("update")
    assert not app.exception
    return app


def looked_at(content: bytes, name: str = "bieu-01.xlsx") -> AppTest:
    app = update()
    app.get("file_uploader")[0].upload(name, content).run()
    assert not app.exception
    return app


def told(element: Any) -> str:
    """A message as a reader sees it: without the signs that keep Markdown away."""
    return re.sub(r"\\(.)", r"\1", element.value)


def is_disabled(app: AppTest, key: str) -> bool:
    return bool(app.button(key=key).disabled)


def said(books: Store, unit: str) -> dict[str, Any]:
    newest = books.newest()
    assert newest
    return books.in_force(FormId.PROGRESS, newest)[unit]


# --- looking ------------------------------------------------------------------------------------


def test_the_only_catalogue_is_not_withdrawn_without_a_word(books: Store) -> None:
    app = update()
    app.selectbox(key="history-upload").set_value(1).run()
    assert any("Các biểu khác dựa vào Danh mục này" in each.value for each in app.warning)
    app.selectbox(key="history-upload").set_value(2).run()
    assert not app.warning


def test_empty_books_say_what_comes_first(empty_site: None) -> None:
    app = update()
    told = [info.value for info in app.info]
    assert any("Chưa có lần nạp nào" in words_ for words_ in told)
    assert any("Chưa có Biểu 01 nào để sửa" in words_ for words_ in told)
    assert "Chưa có cách hiểu nào được ghi nhớ." in words(app)


def test_a_file_is_told_by_its_effect_and_nothing_is_saved(books: Store) -> None:
    app = looked_at(MAY)
    assert "đã đại hội: 1/30 → 2/30" in words(app)
    assert "3 dòng, đọc được 3, chờ xử lý 0" in words(app)
    assert not is_disabled(app, "accept")
    assert len(books.uploads()) == 2


def test_what_is_no_workbook_is_refused_in_a_sentence_that_is_no_markdown(books: Store) -> None:
    app = looked_at(b"%PDF-1.7 ...", "bao-cao.pdf")
    assert "không phải bảng tính" in told(app.error[0])
    twice = f"| Số liệu tính đến ngày 13/5/2020 |\n{HEADINGS}| PC03 | 26 | | |"
    app = looked_at(book({"_a_ $x$": twice, "~b~": twice}))
    assert r"\_a\_ \$x\$; \~b\~" in app.error[0].value
    assert "_a_ $x$; ~b~" in told(app.error[0])


def test_a_late_report_says_that_it_only_fills_the_past(books: Store) -> None:
    app = looked_at(report("01/4/2020", "| PV01 | 30 | 02/3/2020 | 10/3/2020 |"))
    assert "Báo cáo muộn: đã có số liệu đến ngày 24/04/2020" in words(app)
    assert "Báo cáo muộn" not in words(looked_at(MAY))


def test_a_misspelt_organisation_is_not_offered_to_be_struck_out(books: Store) -> None:
    named = "Đảng bộ Phòng Cảnh sát kinh tê1"
    app = looked_at(report("13/5/2020", "| PV01 | 34 | 02/3/2020 | 10/3/2020 |",
                           f"| {named} | 26 | | |", "| PC02 | 5 | | |"))  # fmt: skip
    assert "1 điểm cần trả lời" in words(app)
    assert "không có trong tệp" not in words(app)


def test_a_refused_file_says_why_and_asks_what_can_be_answered(books: Store) -> None:
    dayless = book({"Biểu 01": HEADINGS + "| PC03 | 26 | | |"})
    app = looked_at(dayless)
    assert "không ghi ngày chốt số liệu" in told(app.error[0])
    app.date_input(key="file-as_of").set_value(date(2020, 5, 13)).run()
    assert not app.error
    assert "số liệu tính đến ngày 13/05/2020" in words(app)
    app.text_input(key="file-role").set_value("Quản trị").run()
    assert "số liệu tính đến ngày 13/05/2020" in words(app)  # the answer outlives its question


def test_problems_are_narrowed_and_their_file_can_be_fetched(books: Store) -> None:
    odd = HEADINGS.rstrip("\n") + " Xếp loại |\n"
    spoilt = f"| Số liệu tính đến ngày 13/5/2020 |\n{odd}| PC03 | 26 | 13/5/2002x | | tốt |"
    app = looked_at(book({"Biểu 01": spoilt}), "bieu 01.xlsx")
    assert "13/5/2002x" in words(app)
    app.radio(key="file-shown-severity").set_value("note").run()
    assert "13/5/2002x" not in words(app)
    assert "Xếp loại" in words(app)
    token = words(app).split("/tai/danh-dau/")[1].split('"')[0]
    assert handed.collected(token)[0] == "bieu 01-danh-dau.xlsx"
    app.radio(key="file-shown-severity").set_value("error").run()
    assert f"/tai/danh-dau/{token}" in words(app)


# --- questions ----------------------------------------------------------------------------------

MISSPELT = report("13/5/2020", *APRIL, "| Phòng Cảnh sát giao thôg | 7 | | |")


def question(app: AppTest) -> Any:
    return next(box for box in app.selectbox if (box.key or "").startswith("file-answer-"))


def test_a_doubtful_name_is_asked_with_the_likest_first_and_nothing_chosen(books: Store) -> None:
    app = looked_at(MISSPELT)
    asked = question(app)
    assert "“Phòng Cảnh sát giao thôg” (Biểu 01!A6) là tổ chức đảng nào?" in asked.label.replace(
        "\\", ""
    )
    assert asked.value is None
    assert asked.options[0].startswith("Đảng bộ Phòng Cảnh sát giao thông")
    assert len(asked.options) == 48  # all others can be found by typing
    assert "đọc được 3, chờ xử lý 1" in words(app)


def test_an_answer_applies_at_once_and_can_be_taken_back(books: Store) -> None:
    app = looked_at(MISSPELT)
    question(app).set_value("PC08").run()
    assert not app.exception
    assert "đọc được 4, chờ xử lý 0" in words(app)
    app.button(key="file-unanswer-0").click().run()
    assert "đọc được 3, chờ xử lý 1" in words(app)
    assert question(app).value is None


def test_an_answer_is_remembered_with_who_until_it_is_taken_back(books: Store) -> None:
    app = looked_at(MISSPELT)
    question(app).set_value("PC08").run()
    app.text_input(key="file-role").set_value("Văn phòng Đảng ủy").run()
    app.button(key="accept").click().run()
    assert said(books, "PC08")["comments"] == 7
    (remembered,) = books.answers()
    assert (remembered.answer.answer, remembered.by) == ("PC08", "Văn phòng Đảng ủy")

    later = looked_at(report("31/5/2020", *APRIL, "| Phòng Cảnh sát giao thôg | 9 | | |"))
    assert "đọc được 4, chờ xử lý 0" in words(later)
    assert "Văn phòng Đảng ủy" in words(later)

    later.selectbox(key="forget-which").set_value(0).run()
    assert is_disabled(later, "forget")
    later.text_input(key="forget-reason").set_value("Nhầm đơn vị").run()
    later.button(key="forget").click().run()
    assert not later.exception
    assert "Đã bỏ cách hiểu" in told(later.success[0])
    assert "đã bỏ: Nhầm đơn vị" in words(later)
    assert "đọc được 3, chờ xử lý 1" in words(later)


def test_which_sheet_is_asked_and_answered(books: Store) -> None:
    april, may = (
        f"| Số liệu tính đến ngày {day} |\n{HEADINGS}{APRIL[0]}"
        for day in ("30/4/2020", "13/5/2020")
    )
    app = looked_at(book({"Tháng 4": april, "Tháng 5": may}))
    assert "nhiều trang đọc được" in told(app.error[0])
    question(app).set_value("Tháng 5").run()
    assert not app.error
    assert "trang “Tháng 5”, số liệu tính đến ngày 13/05/2020" in words(app)


# --- deciding -----------------------------------------------------------------------------------


def test_rows_with_errors_wait_only_when_somebody_says_so(books: Store) -> None:
    app = looked_at(SPOILT)
    assert is_disabled(app, "accept")
    app.checkbox(key="file-leave").check().run()
    app.button(key="accept").click().run()
    assert "Đã nạp bieu-01.xlsx (lần nạp 3)" in told(app.success[0])
    assert books.uploads()[-1].waiting == 2
    assert said(books, "PC03")["comments"] == 12


def test_a_reason_takes_the_backward_move_away(books: Store) -> None:
    app = looked_at(SPOILT)
    assert "Số liệu lùi so với lần báo cáo trước" in words(app)
    app.text_input(key="file-reason").set_value("Đếm lại").run()
    assert "Số liệu lùi so với lần báo cáo trước" not in words(app)
    assert "lý do: Đếm lại" in words(app)
    app.checkbox(key="file-leave").check().run()
    app.button(key="accept").click().run()
    assert books.uploads()[-1].own_reason == "Đếm lại"
    assert said(books, "PV01")["comments"] == 30


def test_what_is_missing_stays_unless_struck_out(books: Store) -> None:
    app = looked_at(report("13/5/2020", *APRIL[:2]))
    assert app.radio(key="file-strike").value is False
    assert "được giữ nguyên như lần trước: Đảng bộ Phòng Cảnh sát hình sự" in words(app)
    app.radio(key="file-strike").set_value(True).run()
    assert "sẽ bị gạch bỏ" in words(app)
    app.button(key="accept").click().run()
    newest = books.newest()
    assert newest
    assert "PC02" not in books.in_force(FormId.PROGRESS, newest)


# --- two people at once -------------------------------------------------------------------------


def test_a_preview_that_went_stale_is_shown_again_instead_of_accepted(books: Store) -> None:
    app = looked_at(MAY)
    accepted(books, f"| Số liệu tính đến ngày 30/4/2020 |\n{HEADINGS}| PC03 | 13 | | 29/4/2020 |")
    app.button(key="accept").click().run()
    assert not app.exception
    assert "vừa thay đổi từ nơi khác" in app.warning[0].value
    assert "đã đại hội: 2/30 → 2/30" in words(app)
    assert len(books.uploads()) == 3
    app.button(key="accept").click().run()
    assert "Đã nạp bieu-01.xlsx (lần nạp 4)" in told(app.success[0])


def test_a_preview_never_changes_under_ones_hands_without_a_word(books: Store) -> None:
    app = looked_at(report("13/5/2020", *APRIL[:2]))
    app.radio(key="file-strike").set_value(True).run()
    accepted(books, f"| Số liệu tính đến ngày 30/4/2020 |\n{HEADINGS}| PK02 | 13 | | |")
    app.run()
    assert "vừa thay đổi từ nơi khác" in app.warning[0].value
    assert app.radio(key="file-strike").value is False  # was said of another list
    assert "2 mục lần trước có" in words(app)


def test_a_reason_written_in_the_same_breath_as_the_confirmation_is_shown_first(
    books: Store,
) -> None:
    app = looked_at(SPOILT)
    app.checkbox(key="file-leave").check().run()
    app.text_input(key="file-reason").set_value("Đếm lại")
    app.button(key="accept").click().run()
    assert "vừa thay đổi theo điều vừa ghi" in app.warning[0].value
    assert "lý do: Đếm lại" in words(app)
    assert len(books.uploads()) == 2
    app.button(key="accept").click().run()
    assert books.uploads()[-1].own_reason == "Đếm lại"


def test_a_second_click_that_waits_for_a_run_that_gave_up_does_nothing(books: Store) -> None:
    app = looked_at(MAY)
    desk = app.session_state["file-desk"]
    with ThreadPoolExecutor() as threads:
        with desk.writing:  # as the first click's run holds it, until it finds that the books moved
            second = threads.submit(lambda: app.button(key="accept").click().run())
            give_up = time.monotonic() + 20
            while desk.wanted is None and time.monotonic() < give_up:
                time.sleep(0.05)
            assert desk.wanted
            time.sleep(0.5)  # from the click to the lock
            desk.wanted = None
            desk.renew()
        assert not second.result().exception
    assert "vừa thay đổi từ nơi khác" in app.warning[0].value
    assert len(books.uploads()) == 2


def test_the_same_file_loaded_elsewhere_meanwhile_is_refused(books: Store) -> None:
    app = looked_at(MAY)
    other = looked_at(MAY)
    other.button(key="accept").click().run()
    assert other.success
    app.button(key="accept").click().run()
    assert not app.exception
    assert "đã được nạp ở lần nạp số 3" in told(app.error[0])
    assert len(books.uploads()) == 3


def test_what_is_written_is_what_was_shown(books: Store) -> None:
    app = looked_at(MAY)
    shown = app.session_state["file-desk"].preview
    app.button(key="accept").click().run()
    kept = {key: {n: v for n, v in row.items() if n != "upload"}
            for key, row in books.in_force(FormId.PROGRESS, books.moment()).items()}  # fmt: skip
    assert shown is not None
    for record in shown.records:
        assert kept[record.key] == {n: getattr(record, n) for n in kept[record.key]}


# --- history ------------------------------------------------------------------------------------


def test_the_history_shows_one_upload_in_full(books: Store) -> None:
    app = looked_at(SPOILT)
    app.checkbox(key="file-leave").check().run()
    app.button(key="accept").click().run()
    app.selectbox(key="history-upload").set_value(3).run()
    assert "Còn 2 trong 2 dòng của lần nạp này đang chờ." in words(app)
    assert books.uploads()[-1].sha256 in words(app)
    assert "/tai/tep-goc/3" in words(app)
    app.selectbox(key="history-form").set_value("catalogue").run()
    assert 'href="/tai/tep-goc/3"' not in words(app)


def test_any_upload_is_withdrawn_with_a_reason_and_a_second_thought(books: Store) -> None:
    app = update()
    app.selectbox(key="history-upload").set_value(2).run()
    assert is_disabled(app, "withdraw")
    app.text_input(key="withdraw-reason-2").set_value("Nạp nhầm").run()
    assert is_disabled(app, "withdraw")
    app.checkbox(key="withdraw-sure-2").check().run()
    app.button(key="withdraw").click().run()
    assert "Đã rút lần nạp 2" in told(app.success[0])
    assert books.uploads()[-1].withdrawn_by == ROLE
    assert books.uploads()[-1].reason == "Nạp nhầm"


# --- a single correction ------------------------------------------------------------------------


def corrected(value: str, field: str = "comments") -> AppTest:
    app = update()
    app.selectbox(key="edit-unit").set_value("PC03").run()
    app.selectbox(key="edit-field").set_value(field).run()
    app.text_input(key="edit-value").set_value(value).run()
    app.text_input(key="edit-reason").set_value("Theo biên bản").run()
    app.button(key="edit-look").click().run()
    assert not app.exception
    return app


def test_one_value_is_corrected_like_any_upload(books: Store) -> None:
    app = corrected("15")
    assert "Giá trị đang dùng: 12. Nguồn: lần nạp 2, tệp bieu-01.xlsx" in words(app)
    assert "Bản đối chiếu, chưa lưu: sua-PC03-2020-04-24.xlsx" in words(app)
    app.button(key="edit-accept").click().run()
    assert not app.exception
    upload = books.uploads()[-1]
    assert (upload.file, upload.rows, upload.own_reason) == (
        "sua-PC03-2020-04-24.xlsx",
        1,
        "Theo biên bản",
    )
    assert said(books, "PC03")["comments"] == 15
    assert said(books, "PV01")["upload"] == 2
    assert app.selectbox(key="edit-unit").value is None


def test_a_correction_needs_a_reason_and_a_new_value(books: Store) -> None:
    app = update()
    app.selectbox(key="edit-unit").set_value("PC03").run()
    app.selectbox(key="edit-field").set_value("comments").run()
    assert app.text_input(key="edit-value").value == "12"
    app.text_input(key="edit-reason").set_value("Theo biên bản").run()
    assert is_disabled(app, "edit-look")
    app.text_input(key="edit-value").set_value("15").run()
    assert not is_disabled(app, "edit-look")
    app.text_input(key="edit-reason").set_value(" ").run()
    assert is_disabled(app, "edit-look")


def test_a_value_that_cannot_be_read_is_told_and_not_taken(books: Store) -> None:
    app = corrected("31/4/2020", "approved_on")
    assert "Ngày này không có trong lịch" in words(app)
    assert not [b for b in app.button if b.key == "edit-accept"]


def test_another_choice_drops_the_preview_of_the_last(books: Store) -> None:
    app = corrected("15")
    app.selectbox(key="edit-field").set_value("approved_on").run()
    assert "Bản đối chiếu" not in words(app)
    assert app.text_input(key="edit-value").value == ""


def test_a_correction_of_books_that_moved_is_not_written(books: Store) -> None:
    app = corrected("15")
    accepted(books, f"| Số liệu tính đến ngày 24/4/2020 |\n{HEADINGS}| PC03 | 14 | 20/4/2020 | |")
    app.button(key="edit-accept").click().run()
    assert not app.exception
    assert any("vừa thay đổi từ nơi khác" in w.value for w in app.warning)
    assert said(books, "PC03")["comments"] == 14
    assert "Giá trị đang dùng: 14." in words(app)


# --- the history of a cell ----------------------------------------------------------------------


def test_a_cell_of_the_matrix_tells_what_it_was_before(books: Store) -> None:
    app = looked_at(MAY, "bieu-01-thang-5.xlsx")
    app.button(key="accept").click().run()
    matrix = opened("congresses", unit="PC03", step="official_session")
    assert not matrix.exception
    assert "/dai-hoi?as_of=2020-05-13&amp;unit=PC03&amp;step=approved#lich-su" in words(matrix)
    panel = words(matrix).split('id="lich-su"')[1]
    assert "bieu-01-thang-5.xlsx" in panel
    assert "05/05/2020" in panel
    matrix.selectbox(key="cell-step").set_value("comment_round_k").run()
    panel = words(matrix).split('id="lich-su"')[1]
    assert panel.index("26 lượt") < panel.index("12 lượt")
    assert matrix.query_params["step"] == "comment_round_k"


def test_an_unknown_cell_in_the_address_is_passed_over(books: Store) -> None:
    matrix = opened("congresses", unit="<b>", step="x")
    assert not matrix.exception
    assert "Chọn một ô trong bảng trên" in words(matrix)
