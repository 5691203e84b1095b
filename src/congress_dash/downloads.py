"""An address in, a file or one sentence out: everything that leaves without a page.

Never through Streamlit's media addresses: they ask nobody and have mixed up two exports.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from congress_dash import embedded_fonts, handed, moments, outgoing, progress, session
from congress_dash.errors import CongressDashError, StoreUnusable
from congress_dash.moment import Moment

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AS_KEPT = "application/octet-stream"
_FRESH = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_STATUS = {
    moments.NothingThere: 404,
    moments.NobodyLeft: 404,
    handed.NothingKept: 404,
    StoreUnusable: 503,
}

# Two at a time, apart from the pages' threads: a flood of downloads must not freeze the pages.
_builders = ThreadPoolExecutor(max_workers=2, thread_name_prefix="download")


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way out."""

    name: str
    kind: str
    content: bytes


async def deck(request: Request) -> Response:
    """`/tai/trinh-chieu.pptx?as_of=&known_at=&charts=KEY,KEY`; `&unit=` for one organisation's.

    `?briefing=NAME`: a saved one, with its charts, filters and template; `&mau=HASH`: a kept template.
    """
    progress.awaited(request.url.query)  # before its turn comes, which may take a while
    return await _offered(_deck)(request)


def _deck(request: Request) -> Download:
    told = request.query_params
    with progress.building(request.url.query) as heard:
        if name := told.get("briefing"):
            moment, content = outgoing.saved_deck(name, told, heard)
            return Download(f"{name}-{moment.as_of}.pptx", PPTX, content)
        moment = _moment(request)
        content = outgoing.deck(moment, _keys(request), heard, told.get("mau"))
        return Download(f"trinh-chieu-{moment.as_of}.pptx", PPTX, content)


async def deck_progress(request: Request) -> Response:
    """`/tai/tien-do?…`: how far the deck of these very words is, from when it was asked for."""
    done, of = progress.of(request.url.query) or (None, None)
    return JSONResponse({"done": done, "of": of}, headers=_FRESH)


def report(request: Request) -> Download:
    """`/tai/bao-cao.docx`: the progress report in the layout of a Party document."""
    moment = _moment(request).of(None)
    return Download(f"bao-cao-{moment.as_of}.docx", DOCX, outgoing.report(moment))


def slide(request: Request) -> Download:
    """`/tai/slide/{key}.pptx`."""
    moment, key = _moment(request), request.path_params["key"]
    return Download(f"{key}-{moment.as_of}.pptx", PPTX, outgoing.deck(moment, [key]))


def numbers(request: Request) -> Download:
    """`/tai/so-lieu/{key}.xlsx`."""
    moment, key = _moment(request), request.path_params["key"]
    return Download(f"{key}-{moment.as_of}.xlsx", XLSX, outgoing.sheet(moment, [key]))


def all_numbers(request: Request) -> Download:
    """`/tai/so-lieu.xlsx?as_of=&known_at=&charts=KEY,KEY`; without charts, of every one."""
    moment = _moment(request)
    return Download(f"so-lieu-{moment.as_of}.xlsx", XLSX, outgoing.sheet(moment, _keys(request)))


async def picture(request: Request) -> Response:
    """`/tai/anh/{key}.json?kho=a4`: from what the browser draws a picture of a chart."""
    told = request.query_params

    def sheet() -> Response:
        key = request.path_params["key"]
        return JSONResponse(
            outgoing.picture(_moment(request), key, told.get("kho", "")), headers=_FRESH
        )

    return await _answered(sheet)


async def fonts(_request: Request) -> Response:
    """`/tai/phong-chu.css`: the letters that go along inside a picture."""
    return await _answered(lambda: Response(embedded_fonts.css(), media_type="text/css"))


def original(request: Request) -> Download:
    """`/tai/tep-goc/{upload}`."""
    name, content = outgoing.original(request.path_params["upload"])
    return Download(name, AS_KEPT, content)


def marked(request: Request) -> Download:
    """`/tai/danh-dau/{token}`: the looked-at file with its problems marked, for who has its link."""
    name, content = handed.collected(request.path_params["token"])
    return Download(name, AS_KEPT, content)


def blank(request: Request) -> Download:
    """`/tai/bieu-mau/{form}.xlsx`."""
    form = request.path_params["form"]
    return Download(f"{form}.xlsx", XLSX, outgoing.blank(form))


def filled(request: Request) -> Download:
    """`/tai/bieu-da-dien/{form}.xlsx?as_of=&known_at=`."""
    moment, form = _moment(request), request.path_params["form"]
    return Download(f"{form}-{moment.as_of}.xlsx", XLSX, outgoing.filled(form, moment))


def _keys(request: Request) -> list[str]:
    return [key for key in request.query_params.get("charts", "").split(",") if key]


def _moment(request: Request) -> Moment:
    return moments.moment_of(request.query_params)


async def health(_request: Request) -> Response:
    """`/health`: that the books can be read, and how often they changed."""
    return await _answered(
        lambda: JSONResponse({"status": "ok", "revision": session.store().revision}, headers=_FRESH)
    )


async def nothing(_request: Request) -> Response:
    """Addresses under `/tai` that nobody answers; else Streamlit would send its page."""
    return _sentence("Không có tệp nào ở địa chỉ này.", 404)


def _offered(build: Callable[[Request], Download]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await _answered(lambda: _attached(build(request)), _builders)

    return answer


async def _answered(work: Callable[[], Response], threads: Executor | None = None) -> Response:
    """What `work` returns, done in a thread; a known trouble becomes its own sentence."""
    try:
        return await asyncio.get_running_loop().run_in_executor(threads, work)
    except CongressDashError as error:
        return _sentence(str(error), _STATUS.get(type(error), 400))


def _attached(file: Download) -> Response:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", file.name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    headers = {**_FRESH, "Content-Disposition": disposition}
    return Response(file.content, media_type=file.kind, headers=headers)


def _sentence(text: str, status: int) -> Response:
    return PlainTextResponse(text, status, headers=_FRESH)


ROUTES = [
    Route("/health", health),
    Route("/tai/trinh-chieu.pptx", deck),
    Route("/tai/bao-cao.docx", _offered(report)),
    Route("/tai/tien-do", deck_progress),
    Route("/tai/slide/{key}.pptx", _offered(slide)),
    Route("/tai/anh/{key}.json", picture),
    Route("/tai/phong-chu.css", fonts),
    Route("/tai/so-lieu/{key}.xlsx", _offered(numbers)),
    Route("/tai/so-lieu.xlsx", _offered(all_numbers)),
    Route("/tai/tep-goc/{upload}", _offered(original)),
    Route("/tai/danh-dau/{token}", _offered(marked)),
    Route("/tai/bieu-mau/{form}.xlsx", _offered(blank)),
    Route("/tai/bieu-da-dien/{form}.xlsx", _offered(filled)),
    Route("/tai/{rest:path}", nothing),
]
