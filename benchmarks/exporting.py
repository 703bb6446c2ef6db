"""Prints what the export of a search costs: `python -m benchmarks.exporting [PRACTICES]`.

CPU seconds, and memory above idle, for the whole response in each format with 100, 1,000 and all practices, on a
temporary database with a new site, and the increase over 100. Since responses are streamed, an export of any size
should need about the same memory. Finding the practices is measured elsewhere (`benchmarks.search`).
"""

import argparse
import gc
from time import perf_counter, process_time

from benchmarks.importing import LONG, TERMS, TEXT, forget_peak, memory  # which starts Django

# isort: split
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from wagtail.models import Page

from home.setup import start_site
from practices.exchange.exporting.formats import FORMATS
from practices.exchange.exporting.practices import Found
from practices.exchange.exporting.response import export
from practices.models import Concept, PartnerPage, PracticeIndexPage, PracticePage

FEW, SOME = 100, 1000
Costs = dict[str, tuple[float, float]]  # CPU seconds, and MB


def main(count: int) -> None:
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        start_site("Benchmark", lambda text: None)
        _measure(count)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _measure(count: int) -> None:
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    partner = index.add_child(instance=PartnerPage(title="A partner", short_name="Partner"))
    found = {size: costs(fill(partner, size)) for size in (FEW, SOME, count) if size <= count}
    few, many = found[min(found)], found[count]
    print(f"{count / FEW:g} times as many practices take")
    for name in FORMATS:
        (seconds, most), (more_seconds, more_most) = few[name], many[name]
        print(f"{name:6} {more_seconds / seconds:7.1f} times as long   {more_most - most:+6.0f} MB", flush=True)


@transaction.atomic
def fill(partner: PartnerPage, count: int) -> list[Found]:
    """Adds practices below `partner` until there are `count`, as rows of the database: published, with terms and long
    texts. No derived data is updated, which would take an hour.
    """
    there = PracticePage.objects.count()
    content_type = ContentType.objects.get_for_model(PracticePage)
    pages = [
        Page(
            path=PartnerPage._get_path(partner.path, partner.depth + 1, number + 1),
            depth=partner.depth + 1,
            title=f"Language café number {number}",
            slug=f"cafe-{number}",
            url_path=f"{partner.url_path}cafe-{number}/",
            locale=partner.locale,
            content_type=content_type,
        )
        for number in range(there, count)
    ]
    for number, page in enumerate(Page.objects.bulk_create(pages, batch_size=500)):
        text = f"<p>{TEXT * 3}</p>" * 3 + f"<ul><li>One</li><li>Two</li><li>Number {number}</li></ul>"
        facts = {"evidence_level": "promising", "start_year": 2019}
        words = {"summary": TEXT, **dict.fromkeys(LONG, text)}
        PracticePage(page_ptr=page, **facts, **words).save_base(raw=True)  # the row of its own table
    for name, scheme in TERMS.items():
        field = PracticePage._meta.get_field(name)
        terms = list(Concept.objects.filter(scheme=scheme, is_heading=False))
        through = field.remote_field.through
        through.objects.bulk_create(
            through(**{f"{field.m2m_field_name()}_id": page.pk, field.m2m_reverse_field_name(): term})
            for number, page in enumerate(pages)
            for term in {terms[number % len(terms)], terms[-1]}
        )
    Page.objects.filter(pk=partner.pk).update(numchild=F("numchild") + len(pages))
    return [(key, "en") for key in PracticePage.objects.order_by("pk").values_list("translation_key", flat=True)]


def costs(practices: list[Found]) -> Costs:
    print(f"{len(practices)} practices")
    request = RequestFactory().get("/", headers={"host": "localhost"})
    found = {}
    for name in FORMATS:
        size_of(export(request, name, practices[:1]))  # warm up caches
        gc.collect()
        idle = memory("VmRSS")
        forget_peak()
        began, started = perf_counter(), process_time()
        size = size_of(export(request, name, practices))
        took, seconds, most = perf_counter() - began, process_time() - started, memory("VmHWM") - idle
        found[name] = seconds, most
        told = f"{took:7.1f} s, of the processor {seconds:7.1f} s   {most:+6.0f} MB   {size / 1024:8.0f} KB in the file"
        print(f"{name:6} {told}", flush=True)
        if size < len(practices):
            raise AssertionError(f"{name}: the practices are not there.")
    return found


def size_of(response: StreamingHttpResponse) -> int:
    """Consumes the response without keeping it."""
    return sum(len(piece) for piece in response)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("practices", type=int, nargs="?", default=10_000)
    main(parser.parse_args().practices)
