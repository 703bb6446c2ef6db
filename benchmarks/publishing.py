"""How long it takes to publish a practice while Elasticsearch answers, is down, or hangs."""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter, sleep

from django.conf import settings
from django.db import transaction
from django.test import override_settings

from cms.base.languages import ensure_locales
from cms.base.signals import content_changed, content_changing, labels_changed
from cms.base.translation.seeding import seed_key
from practices.demo.load import load_practice, practice_records
from practices.models import PracticePage
from search.engines.current import current_engine
from search.projection import indexing

RECEIVERS = (
    (content_changing, indexing.on_content_changing),
    (content_changed, indexing.on_content_changed),
    (labels_changed, indexing.on_labels_changed),
)
TURNS, PER_TURN = 6, 6  # the first of each turn is not counted
PAUSE = 0.3  # seconds before each, so that the index is up to date again


def publishing() -> dict[str, float]:
    """Median milliseconds with Elasticsearch `on`, `off` or `hanging`, and `unsearched`: without any search."""
    logging.getLogger("search").setLevel(logging.ERROR)  # here it is expected that Elasticsearch does not answer
    record = practice_records()[0]
    load_practice(record, ensure_locales(), print)
    page = PracticePage.objects.get(translation_key=seed_key("practice", record["id"]), original_page=None)
    with socket.create_server(("127.0.0.1", 0), backlog=200) as silent, socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # not listening
        urls = {
            "on": settings.ELASTICSEARCH_URL,
            "off": f"http://127.0.0.1:{closed.getsockname()[1]}",
            "hanging": f"http://127.0.0.1:{silent.getsockname()[1]}",
        }
        taken: dict[str, list[float]] = {"unsearched": [], **{name: [] for name in urls}}
        for _turn in range(TURNS):
            with without_search():
                taken["unsearched"] += _publish(page)
            for name, url in urls.items():
                with override_settings(ELASTICSEARCH_URL=url):
                    current_engine.cache_clear()
                    taken[name] += _publish(page)
    current_engine.cache_clear()
    return {name: median(times) for name, times in taken.items()}


@contextmanager
def without_search() -> Iterator[None]:
    """Disconnects the receivers through which the search follows changes of pages."""
    for signal, function in RECEIVERS:
        signal.disconnect(function)
    try:
        yield
    finally:
        for signal, function in RECEIVERS:
            signal.connect(function)


def _publish(page: PracticePage) -> list[float]:
    """Milliseconds of several publications, each in a committed transaction."""
    taken = []
    for _ in range(PER_TURN):
        page = PracticePage.objects.get(pk=page.pk)
        page.summary = f"{page.summary.split(' · ')[0]} · {perf_counter()}"
        sleep(PAUSE)
        started = perf_counter()
        with transaction.atomic():
            page.save_revision().publish()
        taken.append((perf_counter() - started) * 1000)
    return taken[1:]
