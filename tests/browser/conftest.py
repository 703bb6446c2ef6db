"""A real Chromium. A failing test leaves screenshots of its pages in `.run/browser/`."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils.crypto import get_random_string
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from home.demo.users import PASSWORD
from tests import databases
from tests.demo_site import served

# The headless shell comes first: it saves a third of the time.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SECONDS = 120  # time limit for one step on a slow machine
expect.set_options(timeout=SECONDS * 1000)
TABS = 400  # more than there are on any page
BLANK = "/healthz"  # a cheap page of the site
failed = pytest.StashKey[bool]()

Open = Callable[..., Page]
SignIn = Callable[..., Page]
Site = tuple[str, Callable[[Callable[[], Any]], Any]]


def follow(link: Locator) -> None:
    """Clicks, and waits until the next page and its scripts have loaded."""
    with link.page.expect_navigation():
        link.click()


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the element found by `selector` has the focus."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not get to {selector}")


def press(page: Page, selector: str) -> None:
    """Tabs to the element, presses Enter, and waits until the next page and its scripts have loaded."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[failed] = report.failed
    return report


@pytest.fixture
def own_site(
    fork: subprocess.Popen[str], demo_database: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[Site]:
    """The URL of a demonstration that one test may change, and a function that calls another with its database."""
    with served(fork, demo_database, tmp_path_factory.mktemp("own")) as (url, database):

        def call(function: Callable[[], Any]) -> Any:
            with django_db_blocker.unblock(), databases.default_database(database):
                return function()

        def in_database(function: Callable[[], Any]) -> Any:
            with ThreadPoolExecutor(1) as thread:  # Playwright occupies this thread
                return thread.submit(call, function).result()

        yield url, in_database


# For this package only: while it runs, Django refuses to work with a database in the same thread.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert program, "no Chromium: see tools/need"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Open]:
    """`open_page(url, path)`: a page of a new visitor; keywords as for `Browser.new_context`.

    Console messages of public pages (errors, Content Security Policy violations) fail the test.
    """
    pages: list[Page] = []
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        told = f"{message.location.get('url', '')}: {message.text}"
        is_status = re.search(r"status of (403|404|410|422|429)", message.text)
        if message.type == "error" and "/admin/" not in told and not is_status:
            complaints.append(told)

    def open_one(url: str, path: str, width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=url, viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(SECONDS * 1000)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)) if "/admin/" not in page.url else None)
        pages.append(page)
        page.goto(path)
        return page

    yield open_one
    if request.node.stash.get(failed, True):
        folder = settings.RUN_DIR / "browser"
        folder.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(pages, 1):
            name = re.sub(r"\W+", "-", request.node.name).strip("-")
            page.screenshot(path=folder / f"{name}-{number}.png", full_page=True)
    for page in pages:
        page.context.close()
    assert complaints == []


@pytest.fixture
def sign_in(open_page: Open) -> SignIn:
    """`sign_in(url, username)`: the admin's front page, or the one at `path`, of a demonstration account.

    Neither the login form nor, unless it is asked for, the front page is rendered: both are slow.
    """

    def sign_in_as(url: str, username: str, path: str = "/admin/") -> Page:
        page = open_page(url, BLANK, height=1000)
        token = get_random_string(32)  # for Django, it is enough that the cookie and the form have the same
        page.context.add_cookies([{"name": "csrftoken", "value": token, "url": url}])
        form = {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": token}
        answer = page.request.post("/admin/login/", form=form, max_redirects=0)
        assert (answer.status, answer.headers["location"]) == (302, "/admin/"), answer.text()
        if path != BLANK:
            page.goto(path)
        return page

    return sign_in_as
