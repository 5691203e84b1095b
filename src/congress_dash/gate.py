"""Every request before the pages see it: refused, or let in and its answer hardened.

Pure ASGI, because the pages talk over a WebSocket that request middleware never meets.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)
_CLOSED = re.compile(r"/_stcore/(metrics|agent)(/.*)?")  # counters and a remote control
_READING = ("GET", "HEAD", "OPTIONS")
_PAGE = Path(streamlit.__file__).parent / "static" / "index.html"

WRONG_HOST = (
    "Bảng điều khiển chỉ mở được trên chính máy này, "
    "tại địa chỉ bắt đầu bằng http://localhost hoặc http://127.0.0.1."
)
WRONG_ORIGIN = "Yêu cầu đến từ một trang khác nên không được nhận; hãy mở lại bảng điều khiển."
NOT_HERE = "Không có gì ở địa chỉ này."


class Gate:
    """Lets in only who speaks to this machine by a loopback name, from a page of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = None if scope["type"] == "lifespan" else _refusal(scope)
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send)


def _refusal(scope: Scope) -> Response | None:
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not _LOOPBACK.fullmatch(hosts[0]):
        return PlainTextResponse(WRONG_HOST, 400)
    if not _is_same_origin(scope, headers.getlist("origin"), hosts[0]):
        return PlainTextResponse(WRONG_ORIGIN, 403)
    if _CLOSED.fullmatch(scope["path"]):
        return PlainTextResponse(NOT_HERE, 404)
    return None


def _is_same_origin(scope: Scope, origins: list[str], host: str) -> bool:
    """Reading is free; what writes must not come from another site, and a socket must say."""
    if scope["type"] == "http" and (scope["method"] in _READING or not origins):
        return True
    return len(origins) == 1 and urlsplit(origins[0]).netloc.lower() == host.lower()


class HardenedAnswers:
    """Adds the security headers to every answer that does not carry its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _security_headers().items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_hardened)


@cache
def _security_headers() -> dict[str, str]:
    """Everything from this address only; no inline script but the one Streamlit's page has.

    Styles stay inline (emotion writes them), pictures may be `data:` (Plotly, exports).
    """
    page = _PAGE.read_text(encoding="utf-8")
    inline = " ".join(
        f"'{_sha256(text)}'" for text in re.findall(r"<script>(.*?)</script>", page, re.S)
    )
    policy = {
        "default-src": "'self'",
        "script-src": f"'self' {inline}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


def _sha256(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


MIDDLEWARE = [Middleware(HardenedAnswers), Middleware(Gate)]
