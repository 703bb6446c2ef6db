"""Prints how long it takes to submit a page for translation: `python -m benchmarks.translating`.

A page of 200 texts in four languages, with wagtail-localize's own view and with the desk, alternately, on a temporary
database with a new site. Each page is new to wagtail-localize. The fastest of several runs counts.
"""

import argparse
import os
from collections.abc import Callable
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402
from wagtail_localize.models import StringSegment, TranslationSource  # noqa: E402

from cms.base.models import TranslationItem  # noqa: E402
from cms.base.signals import mail_round  # noqa: E402
from cms.base.translation.desk import preparing  # noqa: E402
from home.models import StandardPage  # noqa: E402
from home.setup import start_site  # noqa: E402

TEXTS, LANGUAGES = 200, 4


def written(number: int) -> StandardPage:
    """A published page that wagtail-localize does not know yet."""
    home = Page.objects.get(depth=2, locale__language_code="en")
    body = [
        {"type": "paragraph", "value": f"<p>Paragraph {place} of page {number}, to be translated.</p>"}
        for place in range(TEXTS - 1)
    ]
    page = home.add_child(instance=StandardPage(title=f"Page {number}", body=body, live=False))
    page.save_revision().publish()
    TranslationSource.objects.filter(object_id=page.translation_key).delete()
    return StandardPage.objects.get(pk=page.pk)


def targets() -> list[Locale]:
    return list(Locale.objects.exclude(language_code="en"))[:LANGUAGES]


def by_wagtail_localize(page: StandardPage, client: Client) -> None:
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    response = client.post(url, {"locales": [locale.pk for locale in targets()]})
    if response.status_code != 302:
        raise AssertionError(response.status_code)


def by_the_desk(page: StandardPage, client: Client) -> None:
    """The rows exist since the page was published; the worker begins them."""
    items = TranslationItem.objects.filter(object_key=page.translation_key, locale__in=targets())
    preparing.prepare(items, get_user_model().objects.get(username="admin"))
    mail_round.send(sender=None)


def measure(submit: Callable[[StandardPage, Client], None], number: int, client: Client) -> tuple[float, int]:
    """Seconds and queries."""
    page = written(number)
    reset_queries()
    started = perf_counter()
    with CaptureQueriesContext(connection) as queries:
        submit(page, client)
    taken = perf_counter() - started
    found = Page.objects.filter(translation_key=page.translation_key)
    if found.count() != LANGUAGES + 1 or found.filter(live=True).count() != 1:
        raise AssertionError("The drafts are not there.")
    if StringSegment.objects.filter(source__object_id=page.translation_key).count() < TEXTS:
        raise AssertionError("The texts are not there.")
    return taken, len(queries)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how many pages each of the two gets")
    arguments = parser.parse_args()
    preparing.SECONDS = 600  # one round of the worker
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        start_site("Benchmark", lambda text: None)
        admin = get_user_model().objects.create_superuser("admin", "admin@example.org")
        client = Client()
        client.force_login(admin)
        ways = {"wagtail-localize's view": by_wagtail_localize, "the desk": by_the_desk}
        taken: dict[str, list[tuple[float, int]]] = {way: [] for way in ways}
        for number in range(arguments.rounds + 1):  # the first is not counted
            for way, submit in ways.items():
                taken[way].append(measure(submit, 2 * number + (submit is by_the_desk), client))
        print(f"{TEXTS} texts in {LANGUAGES} languages ({connection.vendor})    seconds   queries")
        fastest = {}
        for way, runs in taken.items():
            fastest[way] = min(seconds for seconds, _queries in runs[1:])
            print(f"{way:42} {fastest[way]:8.2f} {runs[-1][1]:9}")
        theirs, ours = fastest.values()
        print(f"{theirs / ours:.1f} times as fast")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
