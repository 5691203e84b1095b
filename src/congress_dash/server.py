"""A host and a port in, the running dashboard out: pages, our own addresses, the gate.

`app.py` puts the parts together, so that `congress-dash serve`, `streamlit run app.py` and
`uvicorn --factory congress_dash.server:asgi` all start the same application.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import runpy
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import streamlit as st
import uvicorn
from starlette.types import ASGIApp

from congress_dash import assets, downloads, gate, session, settings, tables
from congress_dash.errors import CongressDashError

ROUTES = downloads.ROUTES
MIDDLEWARE = [*gate.MIDDLEWARE, *assets.MIDDLEWARE]
_LOOPBACK = {"localhost": "127.0.0.1", "127.0.0.1": "127.0.0.1", "::1": "::1", "[::1]": "::1"}
_SECONDS_BETWEEN_COLLECTIONS = 60


class CannotServe(CongressDashError):
    """The dashboard cannot listen there. Exit code 2."""

    exit_code = 2


def serve(host: str = "127.0.0.1", port: int = 8501) -> int:
    """Serves until it is stopped and returns the exit code."""
    with _listening(host, port) as listener:
        session.store()  # a store that cannot be used is told before anything is served
        application = asgi()
        print(f"Bảng điều khiển: {_address(listener)} (nhấn Ctrl+C để dừng)", flush=True)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(_uvicorn(application)).run(sockets=[listener])
    return 0


def asgi() -> ASGIApp:
    """The whole application as `app.py` declares it."""
    application: ASGIApp = runpy.run_path(str(settings.home() / "app.py"), run_name="app")["app"]
    return application


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Tends the garbage while the server runs: Streamlit's own way costs every rerun dearly."""
    gc.collect()
    gc.freeze()  # what is imported by now never becomes garbage
    sweeper = asyncio.create_task(_sweep())
    try:
        yield
    finally:
        sweeper.cancel()
        session.close()


def tell(error: Exception) -> bool:
    """Shows the reader a sentence in place of the traceback, which is in the log by then."""
    known = isinstance(error, CongressDashError)
    st.error(
        tables.inert(str(error))
        if known
        else "Trang này gặp lỗi; hãy tải lại, còn lỗi thì báo quản trị."
    )
    return True


async def _sweep() -> None:
    while True:
        await asyncio.sleep(_SECONDS_BETWEEN_COLLECTIONS)
        gc.collect()


def _listening(host: str, port: int) -> socket.socket:
    if host.lower() not in _LOOPBACK:
        raise CannotServe(
            f"Chưa thể phục vụ ở {host}: bảng điều khiển hiện chỉ chạy trên chính máy này; "
            "hãy bỏ --host hoặc dùng --host 127.0.0.1."
        )
    if not 0 <= port <= 65535:
        raise CannotServe(f"Cổng {port} không hợp lệ; hãy chọn --port từ 1 đến 65535.")
    address = _LOOPBACK[host.lower()]
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family)
    except OSError as error:
        raise CannotServe(
            f"Cổng {port} không dùng được (có thể bảng điều khiển đang chạy); "
            "hãy mở địa chỉ đó hoặc chọn cổng khác bằng --port."
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _is_trouble(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def _uvicorn(application: ASGIApp) -> uvicorn.Config:
    for name in ("uvicorn.access", "uvicorn.error"):
        logging.getLogger(name).addFilter(_is_trouble)  # their levels are reset by Streamlit
    return uvicorn.Config(
        application,
        lifespan="on",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
