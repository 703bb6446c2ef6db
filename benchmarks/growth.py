"""Prints the cost of list pages as the number of practices grows: `python -m benchmarks.growth 20 2020`.

Database queries, CPU milliseconds (the smallest of several) and the size of the response, on a temporary database with
the demo and copies of its practices.
"""

import argparse
import os
from time import process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from home.demo.load import load_demo  # noqa: E402
from practices.models import PracticePage  # noqa: E402
from search.projection.indexing import rebuild  # noqa: E402
from tests.factories import copy_practices, partner_page  # noqa: E402


def pages() -> dict[str, tuple[str, str]]:
    """The URL of each, and the account that requests it; None for a visitor."""
    return {
        "home": ("/en/", ""),
        "search": ("/en/practices/", ""),
        "partner": (partner_page().url, ""),
        "sitemap": (reverse("sitemap"), ""),
        "sitemap, page 1": ("/sitemap-pages.xml", ""),
        "translator's first screen": (reverse("wagtailadmin_home"), "translator-nl"),
        "desk of a translator": (reverse("translation_desk"), "translator-nl"),
        "explorer": (reverse("wagtailadmin_explore", args=[partner_page().pk]), "coordinator"),
    }


def measure(url: str, account: str, rounds: int) -> tuple[int, float, float]:
    """Queries, milliseconds and kilobytes of a page, in a warm process."""
    client = Client()
    if account:
        client.force_login(get_user_model().objects.get(username=account))
    taken = []
    for _ in range(rounds + 1):
        started = process_time()
        response = client.get(url)
        taken.append((process_time() - started) * 1000)
        if response.status_code != 200:
            raise AssertionError(f"{response.status_code} for {url}")
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries), min(taken[1:]), len(response.content) / 1024


def grow(size: int) -> None:
    originals = PracticePage.objects.filter(original_page=None)
    if (missing := size - originals.count()) > 0:
        copy_practices(originals.order_by("pk")[:20], missing)
    rebuild()
    cache.clear()


def report(size: int, rounds: int) -> None:
    print(f"\n{size:,} practices ({connection.vendor})          queries       ms       kB")
    for name, (url, account) in pages().items():
        queries, milliseconds, kilobytes = measure(url, account, rounds)
        print(f"{name:32} {queries:10} {milliseconds:8.0f} {kilobytes:8.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[20, 2020], help="numbers of practices")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is measured")
    arguments = parser.parse_args()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        load_demo(lambda text: None)
        for size in sorted(arguments.sizes):
            grow(size)
            report(size, arguments.rounds)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
