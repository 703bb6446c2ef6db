"""Prints how fast pages are, against a stock Wagtail site that has the same content: `python -m benchmarks.pages`.

Both are served by gunicorn as in production, with two workers, on SQLite databases created below `.run`. One visitor
requests each page over a persistent connection; the sites alternate, request by request, so that other load on the
machine affects both equally.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import django

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".run/bench-pages"
OWN = {
    "DATABASE_URL": f"sqlite:///{FOLDER / 'site.sqlite3'}",
    "MEDIA_ROOT": str(FOLDER / "media"),
    "STATIC_ROOT": str(FOLDER / "static"),
    "PYTHONPATH": str(ROOT),
}
SETTINGS = {"DJANGO_SETTINGS_MODULE": "benchmarks.pages_settings"}
STOCK = {"DJANGO_SETTINGS_MODULE": "benchmarks.stock_pages.settings"}
os.environ.update({**OWN, **SETTINGS})
django.setup()

from wagtail.models import Page  # noqa: E402

from benchmarks.counting import HEADER  # noqa: E402
from benchmarks.first_view import browser, first_view  # noqa: E402
from benchmarks.stock_pages.rows import rows  # noqa: E402
from home.models import NewsIndexPage, NewsPage  # noqa: E402
from practices.models import PartnerPage, PracticePage  # noqa: E402
from tests.processes import serving  # noqa: E402

WARM_UP = 8  # each of a worker's four threads opens a connection to the database
SEARCH = "/en/search/?query=language"
HEAD = (
    "page", "stock ms", "cold ms", "cached ms", "cold ×", "cached ×", "queries: stock", "cold", "cached",
    "kB: HTML", "CSS", "JS", "without fonts", "fonts", "all", "shift",
)  # fmt: skip


def run(*command: str, **variables: str) -> None:
    command, variables = (sys.executable, *command), {**os.environ, **variables}
    subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=sys.stderr)  # noqa: S603


def build() -> None:
    """Loads the demo, and copies its pages into the stock site."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    run("tools/prepare.py", DJANGO_SETTINGS_MODULE="cms.settings.dev")  # those of tests keep files elsewhere
    run("manage.py", "collectstatic", "--noinput", "--verbosity=0")
    content = FOLDER / "content.json"
    content.write_text(json.dumps(rows()), encoding="utf-8")
    run("-m", "benchmarks.stock_pages.fill", str(content))


@contextmanager
def sites() -> Iterator[dict[str, str]]:
    """The URL of each site."""
    variables = {
        "stock": STOCK,
        "cold": {**SETTINGS, "BENCH_PAGE_CACHE_SECONDS": "0"},
        "cached": SETTINGS,
    }
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(
                serving(FOLDER / f"{name}.log", 2, GUNICORN_CMD_ARGS="--keep-alive=600", **{**OWN, **each})
            )
            for name, each in variables.items()
        }


def pages() -> dict[str, tuple[str, str]]:
    """The path of each in our site and in the stock site."""

    def first(model: type[Page]) -> str:
        return model.objects.live().filter(locale__language_code="en").order_by("path")[0].url

    own = {
        "home": "/en/",
        "news list": first(NewsIndexPage),
        "news page": first(NewsPage),
        "practice": first(PracticePage),
        "partner": first(PartnerPage),
    }
    return {
        **{name: (url, url) for name, url in own.items()},
        "search, no words": ("/en/practices/", SEARCH),
        "search, a word": ("/en/practices/?q=language", SEARCH),
    }


class Visitor:
    def __init__(self, site: str, path: str) -> None:
        self.connection, self.path = HTTPConnection(urlsplit(site).netloc), path

    def get(self, **headers: str) -> dict[str, str]:
        self.connection.request("GET", self.path, headers={"Accept-Encoding": "gzip", **headers})
        response = self.connection.getresponse()
        response.read()
        if response.status != 200:
            raise AssertionError(f"{response.status} for {self.path}")
        return dict(response.headers)

    def milliseconds(self) -> float:
        started = perf_counter()
        self.get()
        return (perf_counter() - started) * 1000


def measure(visitors: dict[str, Visitor], rounds: int) -> tuple[dict[str, float], dict[str, int]]:
    """The median milliseconds, and the number of queries, at each site."""
    taken: dict[str, list[float]] = {name: [] for name in visitors}
    for turn in range(WARM_UP + rounds):
        for name, visitor in visitors.items():
            milliseconds = visitor.milliseconds()
            if turn >= WARM_UP:
                taken[name].append(milliseconds)
    queries = {name: int(visitor.get(**{HEADER: "1"})[HEADER]) for name, visitor in visitors.items()}
    return {name: median(times) for name, times in taken.items()}, queries


def line(name: str, times: dict[str, float], queries: dict[str, int], sent: dict[str, int], shift: float) -> list[Any]:
    html, css, js, fonts = (sent.get(kind, 0) / 1000 for kind in ("document", "stylesheet", "script", "font"))
    return [
        name,
        *(f"{times[site]:.1f}" for site in ("stock", "cold", "cached")),
        *(f"{times['stock'] / times[site]:.1f}" for site in ("cold", "cached")),
        *(queries[site] for site in ("stock", "cold", "cached")),
        *(f"{size:.1f}" for size in (html, css, js, html + css + js, fonts, html + css + js + fonts)),
        f"{shift:.3f}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is measured")
    rounds = parser.parse_args().rounds
    build()
    print(f"Median of {rounds} requests; load average {os.getloadavg()[0]:.1f}", flush=True)
    paths = pages()  # first, because Django refuses database access while Playwright's event loop runs
    with sites() as urls, browser() as chromium:
        for line_of_head in (HEAD, ["---"] * len(HEAD)):
            print(f"| {' | '.join(line_of_head)} |")
        for name, (own, stock) in paths.items():
            visitors = {site: Visitor(url, stock if site == "stock" else own) for site, url in urls.items()}
            figures = measure(visitors, rounds)
            cells = line(name, *figures, *first_view(chromium, urls["cached"] + own))
            print(f"| {' | '.join(map(str, cells))} |", flush=True)
    print(f"Load average at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
