"""The server as a browser or a program meets it: our own addresses, the gate, how it starts."""

from __future__ import annotations

import gzip
import http.client
import io
import json
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import openpyxl
import pytest
import streamlit
from playwright.sync_api import Page
from pptx import Presentation
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from browser import open_page
from conftest import ROOT, Running, run, serving
from congress_dash import server
from congress_dash.history import Upload
from congress_dash.store import Store

pytestmark = pytest.mark.slow  # every test here needs a process of its own

PAGE_POLICY = "default-src 'self'; script-src 'self' 'sha256-"


def ask(
    running: Running, path: str, method: str = "GET", **headers: str
) -> tuple[int, Message, bytes]:
    """Status, headers and body, with exactly these headers sent."""
    connection = http.client.HTTPConnection(urlsplit(running.address).netloc, timeout=60)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.headers, answer.read()
    connection.close()
    return found


def shapes(deck: bytes) -> list[str]:
    return [shape.name for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes]


# --- our own addresses ---------------------------------------------------------------------------


def test_health_tells_the_revision_and_nothing_else(shared_server: Running, tmp_path: Path) -> None:
    status, headers, body = ask(shared_server, "/health")
    assert status == 200
    assert headers["Content-Type"] == "application/json"
    uploads = uploads_of(shared_server, tmp_path)
    assert json.loads(body) == {"status": "ok", "revision": len(uploads)}


def uploads_of(running: Running, folder: Path) -> list[Upload]:
    """Read from a copy of the books, which the server itself holds locked."""
    books = Store.open(Path(shutil.copy(running.store, folder)))
    found = books.uploads()
    books.close()
    return found


def test_the_deck_holds_the_chosen_charts_in_their_order(shared_server: Running) -> None:
    status, headers, body = ask(
        shared_server,
        "/tai/trinh-chieu.pptx?as_of=2020-05-13&charts=held_by_block,held_over_time.grassroots",
    )
    assert status == 200
    assert headers["Content-Type"].endswith("presentationml.presentation")
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "trinh-chieu-2020-05-13.pptx" in headers["Content-Disposition"]
    drawn = [
        name for name in shapes(body) if name in ("held_by_block", "held_over_time.grassroots")
    ]
    assert drawn == ["held_by_block", "held_over_time.grassroots"]


def test_without_a_choice_the_deck_is_the_briefing(shared_server: Running) -> None:
    status, _, body = ask(shared_server, "/tai/trinh-chieu.pptx")
    assert status == 200
    assert "held_over_time.grassroots" in shapes(body)


def test_a_deck_of_an_earlier_day_is_another_deck(shared_server: Running) -> None:
    path = "/tai/slide/held_over_time.grassroots.pptx?as_of="
    notes = [
        Presentation(io.BytesIO(ask(shared_server, path + day)[2]))
        .slides[-1]
        .notes_slide.notes_text_frame.text
        for day in ("2020-03-16", "2020-05-13")
    ]
    assert notes[0].startswith("as_of=2020-03-16; known_at=")
    assert notes[1].startswith("as_of=2020-05-13; known_at=")


def test_the_numbers_of_a_page_come_as_one_workbook(shared_server: Running) -> None:
    path = "/tai/so-lieu.xlsx?as_of=2020-05-13&charts=held_by_block,late_units"
    status, headers, body = ask(shared_server, path)
    assert status == 200
    assert headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert "so-lieu-2020-05-13.xlsx" in headers["Content-Disposition"]
    assert openpyxl.load_workbook(io.BytesIO(body)).sheetnames[1:3] == [
        "held_by_block",
        "late_units",
    ]


def test_a_form_comes_filled_in_of_the_day_and_books_asked_for(shared_server: Running) -> None:
    path = "/tai/bieu-da-dien/progress.xlsx?as_of=2020-05-04&known_at=8&khoi=AN"
    status, headers, body = ask(shared_server, path)
    assert status == 200
    assert "progress-2020-05-04.xlsx" in headers["Content-Disposition"]
    page = openpyxl.load_workbook(io.BytesIO(body))["Biểu 01"]
    told = {cell.value for row in page.iter_rows() for cell in row}
    assert "(Số liệu tính đến ngày 04/05/2020)" in told
    assert "Đảng bộ Công an huyện S" in told, "of everybody, whatever the page was narrowed to"


def test_the_numbers_of_a_chart_come_as_a_workbook(shared_server: Running) -> None:
    status, headers, body = ask(shared_server, "/tai/so-lieu/held_by_block.xlsx?as_of=2020-05-13")
    assert status == 200
    assert "held_by_block-2020-05-13.xlsx" in headers["Content-Disposition"]
    assert openpyxl.load_workbook(io.BytesIO(body)).sheetnames == ["held_by_block", "Nguồn"]


def test_a_download_keeps_to_the_filter_in_its_address(shared_server: Running) -> None:
    path = "/tai/so-lieu/held.xlsx?as_of=2020-05-13&khoi=AN&loai=chi-bo"
    page = openpyxl.load_workbook(io.BytesIO(ask(shared_server, path)[2]))["held"]
    assert str(page["A1"].value).startswith("Khối An ninh, chi bộ cơ sở: 4/7")
    assert (page["B6"].value, page["C6"].value) == (4, 7)


@pytest.mark.parametrize("file", ["trinh-chieu.pptx", "bao-cao.docx", "so-lieu.xlsx", "so-lieu/held.xlsx",
                                  "slide/held.pptx"])  # fmt: skip
def test_of_a_filter_that_leaves_nobody_no_file_is_made(shared_server: Running, file: str) -> None:
    path = f"/tai/{file}?as_of=2020-05-13&khoi=AN&pham-vi=phoi-hop"
    status, headers, body = ask(shared_server, path)
    assert status == 404
    assert headers["Content-Type"].startswith("text/plain")
    told = body.decode()
    assert told.startswith("Không có tổ chức đảng nào khớp bộ lọc “Khối An ninh, tổ chức phối hợp”")


def test_a_comparison_is_downloaded_as_it_stood_on_the_page(shared_server: Running) -> None:
    path = "/tai/slide/compare.pptx?as_of=2020-05-13&so-voi=2020-05-13&so-voi-lan=8"
    slide = Presentation(io.BytesIO(ask(shared_server, path)[2])).slides[-1]
    assert "so với 13/05/2020 (sổ đến lần nạp 8)" in slide.shapes.title.text_frame.text


def test_an_original_comes_back_under_its_own_name(shared_server: Running, tmp_path: Path) -> None:
    uploads = uploads_of(shared_server, tmp_path)
    for upload in (uploads[0], uploads[-1]):
        status, headers, body = ask(shared_server, f"/tai/tep-goc/{upload.upload}")
        assert status == 200
        assert headers["Content-Type"] == "application/octet-stream"
        named = re.search(r"filename\*=UTF-8''(\S+)", headers["Content-Disposition"])
        assert named
        assert unquote(named.group(1)) == upload.file
        assert openpyxl.load_workbook(io.BytesIO(body)).sheetnames


def test_building_decks_does_not_hold_up_the_rest(shared_server: Running) -> None:
    with ThreadPoolExecutor(6) as readers:
        decks = [readers.submit(ask, shared_server, "/tai/trinh-chieu.pptx") for _ in range(6)]
        assert ask(shared_server, "/health")[0] == 200
        assert not all(deck.done() for deck in decks)
    assert {deck.result()[0] for deck in decks} == {200}


def test_a_deck_that_waits_for_its_turn_is_known_to_come(shared_server: Running) -> None:
    asked = [f"as_of=2020-05-13&charts=held&n={number}" for number in range(8)]

    def told() -> list[Any]:
        return [json.loads(shared_server.get(f"/tai/tien-do?{query}"))["of"] for query in asked]

    with ThreadPoolExecutor(len(asked)) as readers:
        decks = [
            readers.submit(ask, shared_server, f"/tai/trinh-chieu.pptx?{query}") for query in asked
        ]
        while None in (known := told()):
            assert not all(deck.done() for deck in decks)
        assert known.count(0) > 2  # more than are built at a time
    assert told() == [1] * len(asked)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/tai/danh-dau/khong-ai-duoc-cho-dia-chi-nay", 404),
        ("/tai/trinh-chieu.pptx?as_of=13/05/2020", 400),
        ("/tai/trinh-chieu.pptx?as_of=2020-02-30", 400),
        ("/tai/trinh-chieu.pptx?as_of=20200513", 400),
        ("/tai/trinh-chieu.pptx?as_of=9999-12-31", 400),
        ("/tai/trinh-chieu.pptx?known_at=12a", 400),
        ("/tai/trinh-chieu.pptx?pham-vi=grassroots", 400),
        ("/tai/trinh-chieu.pptx?loai=cell", 400),
        ("/tai/slide/compare.pptx?so-voi=4/5/2020", 400),
        ("/tai/slide/compare.pptx?so-voi-lan=9999", 404),
        ("/tai/trinh-chieu.pptx?known_at=-1", 400),
        ("/tai/trinh-chieu.pptx?known_at=99999999999999999999", 400),
        ("/tai/trinh-chieu.pptx?known_at=9999", 404),
        ("/tai/trinh-chieu.pptx?charts=held_over_time.grassroots,nope", 404),
        ("/tai/slide/nope.pptx", 404),
        ("/tai/slide/" + quote("<script>'; DROP TABLE x") + ".pptx", 404),
        ("/tai/slide/held_over_time.grassroots.xlsx", 404),
        ("/tai/so-lieu/nope.xlsx", 404),
        ("/tai/so-lieu.xlsx?charts=nope", 404),
        ("/tai/bieu-da-dien/nope.xlsx", 404),
        ("/tai/bieu-da-dien/catalogue.xlsx", 404),
        ("/tai/tep-goc/9999", 404),
        ("/tai/tep-goc/0", 404),
        ("/tai/tep-goc/1.0", 400),
        ("/tai/", 404),
        ("/tai/khac", 404),
    ],
)
def test_a_bad_address_gets_one_sentence(shared_server: Running, path: str, status: int) -> None:
    found, headers, body = ask(shared_server, path)
    assert found == status
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    sentence = body.decode()
    assert sentence.endswith(".")
    assert len(sentence) < 200
    assert "Traceback" not in sentence


def test_an_empty_store_offers_no_deck_and_says_what_to_do(store_path: Path) -> None:
    with serving(store_path) as running:
        assert json.loads(running.get("/health")) == {"status": "ok", "revision": 0}
        status, _, body = ask(running, "/tai/trinh-chieu.pptx")
        assert status == 404
        assert "hãy nạp danh mục" in body.decode()


# --- the gate ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "192.0.2.7"]
)
def test_another_host_name_is_refused(shared_server: Running, host: str) -> None:
    for path in ("/", "/health", "/_stcore/health", "/tai/trinh-chieu.pptx"):
        status, _, body = ask(shared_server, path, Host=host)
        assert status == 400
        assert "http://localhost" in body.decode()


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "127.0.0.1:1", "[::1]:8501"])
def test_the_loopback_names_are_served(shared_server: Running, host: str) -> None:
    assert ask(shared_server, "/health", Host=host)[0] == 200


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:1", "http://localhost"]
)
def test_a_socket_from_another_page_is_refused(shared_server: Running, origin: str | None) -> None:
    address = shared_server.address.replace("http", "ws") + "/_stcore/stream"
    with pytest.raises(InvalidStatus) as refused, connect(address, origin=origin):
        pass
    assert refused.value.response.status_code == 403


def test_a_socket_from_our_own_page_is_served(shared_server: Running) -> None:
    address = shared_server.address.replace("http", "ws") + "/_stcore/stream"
    with connect(address, origin=shared_server.address, subprotocols=["streamlit"]) as opened:
        assert opened.subprotocol == "streamlit"


def test_what_writes_must_come_from_our_own_page(shared_server: Running) -> None:
    path = "/_stcore/upload_file/session/file"
    status, _, body = ask(shared_server, path, "PUT", Origin="http://evil.example")
    assert status == 403
    assert body.decode().startswith("Yêu cầu đến từ một trang khác")
    ours = ask(shared_server, path, "PUT", Origin=shared_server.address)
    assert not ours[2].decode().startswith("Yêu cầu đến từ một trang khác")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics?families=session_events",
        "/_stcore/%6detrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
    ],
)
def test_counters_and_remote_control_are_closed(shared_server: Running, path: str) -> None:
    for method in ("GET", "POST"):
        status, _, body = ask(shared_server, path, method)
        assert (status, body.decode()) == (404, "Không có gì ở địa chỉ này.")


@pytest.mark.parametrize(
    "path", ["/", "/dai-hoi", "/health", "/tai/trinh-chieu.pptx", "/_stcore/metrics", "/nope.js"]
)
def test_every_answer_is_hardened(shared_server: Running, path: str) -> None:
    _, headers, _ = ask(shared_server, path)
    assert headers["Content-Security-Policy"].startswith(PAGE_POLICY)
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    assert "object-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Server"] is None


def test_scripts_come_compressed_and_whole(shared_server: Running) -> None:
    folder = Path(streamlit.__file__).parent / "static"
    script = max((folder / "static" / "js").glob("*.js"), key=lambda file: file.stat().st_size)
    path = "/" + script.relative_to(folder).as_posix()
    status, headers, body = ask(shared_server, path, Accept_Encoding="gzip, br")
    assert (status, headers["Content-Encoding"], headers["Vary"]) == (
        200,
        "gzip",
        "Accept-Encoding",
    )
    assert headers["Content-Type"].startswith(("application/javascript", "text/javascript"))
    assert gzip.decompress(body) == script.read_bytes()
    assert len(body) < script.stat().st_size / 2
    plain = ask(shared_server, path)
    assert plain[1]["Content-Encoding"] is None
    assert plain[2] == script.read_bytes()


@pytest.mark.parametrize("path", ["/static/../index.html", "/static/%2e%2e/%2e%2e/__init__.py"])
def test_compressed_files_stay_in_their_folder(shared_server: Running, path: str) -> None:
    status, headers, body = ask(shared_server, path, Accept_Encoding="gzip")
    assert status in (200, 400, 404)  # Streamlit may send its page instead
    assert headers["Content-Encoding"] is None
    assert b"__version__" not in body


# --- starting ------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.com", ""])
def test_only_this_machine_may_be_served(host: str) -> None:
    with pytest.raises(server.CannotServe, match=r"dùng --host 127\.0\.0\.1\.$") as refused:
        server.serve(host, 0)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_cannot_be_is_refused(port: int) -> None:
    with pytest.raises(server.CannotServe, match="--port từ 1 đến 65535"):
        server.serve(port=port)


def test_a_refused_host_leaves_no_store_behind(store_path: Path) -> None:
    done = run(store_path, "serve", "--host", "0.0.0.0")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--host 127.0.0.1" in done.stderr
    assert not store_path.exists()


def test_a_port_in_use_is_told_in_one_sentence(store_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run(store_path, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--port" in done.stderr


def test_books_in_use_are_told_in_one_sentence(shared_server: Running) -> None:
    done = run(shared_server.store, "serve", "--port", "0")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_stopped_server_lets_the_books_go(store_path: Path) -> None:
    with serving(store_path) as running:
        assert run(store_path, "uploads", "--json").returncode == 3
    assert run(store_path, "uploads", "--json").returncode == 0
    printed = running.log.read_text(encoding="utf-8").splitlines()
    assert printed == [f"Bảng điều khiển: {running.address} (nhấn Ctrl+C để dừng)"]


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", "/dai-hoi", "/trinh-chieu?as_of=2020-05-13"])
def test_every_page_is_vietnamese_whatever_is_asked_of_it(
    shared_server: Running, path: str
) -> None:
    status, headers, body = ask(
        shared_server, path, Accept="text/html", Accept_Encoding="gzip, deflate, br, zstd"
    )
    assert status == 200
    page = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
    assert b'<html lang="vi">' in page
    assert b'<script src="./trang.js">' in page


# --- in a browser --------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_page_opens_and_calls_nobody_else(shared_server: Running, page: Page) -> None:
    open_page(page, shared_server.address)
    assert page.locator("h1").first.inner_text()
    assert page.locator("html").get_attribute("lang") == "vi"


DRAWING = """
import streamlit as st
import plotly.graph_objects as go
from congress_dash import server

if __name__ == "__main__":
    st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[1, 4, 9])))
    known, unknown = st.button("known"), st.button("unknown")
    if known:
        raise server.CannotServe("Một câu cho người đọc.")
    if unknown:
        raise KeyError("secret")
else:
    app = st.App(__file__, routes=server.ROUTES, middleware=server.MIDDLEWARE,
                 lifespan=server.lifespan, on_script_error=server.tell)
"""


def drawing(store: Path) -> list[str]:
    """The command that serves the script above with this site's settings."""
    folder = store.parent
    script = folder / "drawing.py"
    script.write_text(DRAWING, encoding="utf-8")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    shutil.copytree(ROOT / "static", folder / "static")
    return [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", "0"]


@pytest.mark.browser
def test_plotly_draws_under_the_policy(store_path: Path, page: Page) -> None:
    with serving(store_path, drawing(store_path)) as running:
        open_page(page, running.address)
        page.wait_for_selector(".js-plotly-plot .main-svg .cartesianlayer > *")


@pytest.mark.browser
def test_a_failing_page_shows_one_sentence_and_no_traceback(store_path: Path, page: Page) -> None:
    failing = pytest.raises(AssertionError, match="Traceback")  # in the log, where it belongs
    with failing, serving(store_path, drawing(store_path)) as running:
        open_page(page, running.address)
        said = page.locator("[data-testid=stAlert]")
        for button, sentence in (("known", "Một câu cho người đọc."), ("unknown", "Trang này gặp")):
            page.get_by_role("button", name=button, exact=True).click()
            said.get_by_text(sentence).wait_for()
            assert "secret" not in page.locator("body").inner_text()


@pytest.mark.browser
def test_streamlit_run_starts_the_same_application(sample_store: Path, page: Page) -> None:
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")),
        *("--server.port", "0"),
    ]
    with serving(sample_store, command) as running:
        open_page(page, running.address)
        assert page.locator("h1").first.inner_text()
        assert "held_over_time.grassroots" in shapes(
            running.get("/tai/slide/held_over_time.grassroots.pptx")
        )
        assert ask(running, "/_stcore/metrics")[0] == 404
        assert ask(running, "/health", Host="evil.example")[0] == 400


def test_the_application_can_be_imported_for_uvicorn() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from congress_dash import server; print(server.asgi())"],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "App object" in done.stdout, done.stderr


@pytest.mark.parametrize("path", ["/", "/dai-hoi", "/to-chuc?unit=PC03"])
def test_every_page_arrives_in_vietnamese_however_a_browser_asks_for_it(
    shared_server: Running, path: str
) -> None:
    """A page that Streamlit had packed came in English, without our script."""
    asked = {"Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip, deflate, br"}
    request = urllib.request.Request(shared_server.address + path, headers=asked)
    with urllib.request.urlopen(request, timeout=60) as answer:
        page = answer.read()
    page = gzip.decompress(page) if answer.headers["content-encoding"] == "gzip" else page
    assert b'<html lang="vi">' in page
    assert b'src="./trang.js"' in page
