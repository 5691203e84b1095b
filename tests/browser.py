"""A real browser against a real server: what it asks of the outside and complains about is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
IS_CALM = """(settled) => document.querySelector(settled) !== null
  && document.querySelector("[data-testid=stSkeleton], [data-testid=stAppSkeleton]") === null"""
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
_PROBED = ("/_stcore/health", "/_stcore/host-config")  # Streamlit looks for itself below the page


@dataclass
class Watch:
    """What a page did that it should not: calls to other hosts, errors on its console."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def on_address(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("data", "blob") and parts.hostname not in (
            "127.0.0.1",
            "localhost",
        ):
            self.outside.append(address)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.location["url"].endswith(_PROBED):
            self.errors.append(message.text)


def chromium() -> str:
    """The path of the browser; fails the test that needs it when there is none."""
    names = (os.environ.get("CONGRESS_DASH_CHROMIUM", ""), *BROWSERS)
    found = next(filter(None, map(shutil.which, filter(None, names))), None)
    if found is None:
        pytest.fail("no chromium: `make test` installs it or says how to")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    flags = [*FLAGS, "--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Page]:
    """A fresh page; the test fails when it called another host or logged an error."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: watch.on_address(request.url))
    page.on("websocket", lambda socket: watch.on_address(socket.url))
    page.on("console", watch.on_console)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    yield page
    context.close()
    assert watch.outside == []
    assert watch.errors == []


def open_page(page: Page, address: str) -> Page:
    """The page at that address, once its script has run to the end and every part of it is there.

    Widgets come a moment after their script: until then the tab key passes them by.
    """
    page.goto(address)
    page.wait_for_selector(SETTLED)
    page.wait_for_load_state("networkidle")
    calm = 0
    while calm < 4:
        calm = calm + 1 if page.evaluate(IS_CALM, SETTLED) else 0
        page.wait_for_timeout(100)
    return page
