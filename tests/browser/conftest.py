"""One Chromium for all stories, a server beside it, and pages as somebody of the cast."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from samsyn.cast import Cast, gather
from samsyn.conftest import bring_back_places
from samsyn.directory.models import Person
from tests.browser.window import PHONE, Opens

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "The tests in a browser need Chromium, and there is no `chromium` here. On Debian: "
    "apt-get install --no-install-recommends chromium fonts-dejavu-core. "
    "To leave these tests out: SAMSYN_NO_BROWSER=1."
)

# Playwright's loop runs in this thread, and Django then takes every query for one inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

expect.set_options(timeout=20_000)  # how long a busy machine may take; a free one takes none


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("SAMSYN_NO_BROWSER") == "1":
        for item in items:
            if "/browser/" in item.path.as_posix():
                item.add_marker(pytest.mark.skip(reason="SAMSYN_NO_BROWSER=1"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; without one the tests fail and say what to install."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def places(transactional_db: None) -> None:
    bring_back_places()


@pytest.fixture
def cast(places: None) -> Cast:
    return gather()


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of the server, without a slash at the end."""
    return str(live_server.url)


@pytest.fixture
def open_as(chromium: Browser, site: str) -> Iterator[Opens]:
    """`open_as(person)` gives a new window on a phone, signed in; None: not signed in.

    `language` is chosen as a reader chooses it; without it the browser asks for Swedish. Other
    keywords go to the browser's context: viewport, java_script_enabled …
    """
    contexts: list[BrowserContext] = []

    def window(person: Person | None = None, language: str = "", **wanted: Any) -> Page:
        usual = {
            "viewport": PHONE,
            "locale": "sv-SE",
            "reduced_motion": "reduce",
            # It asks for pages by itself, also after the test that opened it.
            "service_workers": "block",
        }
        context = chromium.new_context(base_url=site, **(usual | wanted))
        context.set_default_timeout(30_000)
        contexts.append(context)
        if person is not None:
            sign_in(context, site, person)
        if language:
            chosen = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": site}
            context.add_cookies([chosen])
        return context.new_page()

    yield window
    for context in contexts:
        # Leave the page first, so that no request of it is still being answered.
        for page in context.pages:
            page.goto("about:blank")
        context.close()


def sign_in(context: BrowserContext, site: str, person: Person) -> None:
    """Put the cookie of a new session into the browser."""
    client = Client()
    client.force_login(person, backend="sesame.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
