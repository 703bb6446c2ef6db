"""Prints the CPU time of whole responses and of a publication: `python -m benchmarks.responses`.

Uses the database in `DATABASE_URL`, which must contain the demo; the publications remain in it. CPU time, because other
processes disturb it less. To compare two versions, run it in a checkout of each, in turn, and take the smallest.
"""

import argparse
import os
from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from home.models import NewsPage  # noqa: E402
from practices.models import PracticePage  # noqa: E402


def get(url: str) -> None:
    if (status := Client().get(url).status_code) != 200:
        raise AssertionError(f"{status} for {url}")


def publish(practice: PracticePage) -> None:
    page = PracticePage.objects.get(pk=practice.pk)
    page.summary = f"{page.summary.split(' · ')[0]} · {process_time()}"
    with transaction.atomic():
        page.save_revision().publish()


def work() -> dict[str, Callable[[], None]]:
    practice = PracticePage.objects.live().filter(original_page=None).order_by("pk")[0]
    news = NewsPage.objects.live().order_by("pk")[0]
    urls = {"home": "/en/", "results": "/en/practices/", "practice": practice.url, "news": news.url}
    return {**{name: partial(get, url) for name, url in urls.items()}, "publication": partial(publish, practice)}


def main(rounds: int) -> None:
    tasks = work()
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for turn in range(rounds + 3):
        for name, task in tasks.items():
            started = process_time()
            task()
            if turn > 2:  # before, caches are filled
                taken[name].append((process_time() - started) * 1000)
    print(connection.vendor, *(f"{name} {median(times):.2f} (min {min(times):.2f})" for name, times in taken.items()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    main(parser.parse_args().rounds)
