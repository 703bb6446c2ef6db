"""Writes the generated practices as rows, and indexes these as `update_index` does."""

from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from modelsearch.management.commands.rebuild_modelsearch_index import Command
from wagtail.search.backends import get_search_backend

from benchmarks.stock.models import FACETS, Practice, Term
from search.projection.project import Projection

BATCH = 500


def fill(projections: Iterable[Projection]) -> None:
    """Replaces all practices."""
    for model in (*(getattr(Practice, name).through for name in FACETS), Practice, Term):
        model.objects.all().delete()
    rest = iter(projections)
    known: dict[tuple[str, str], int] = {}
    while batch := list(islice(rest, BATCH)):
        with transaction.atomic():
            practices = Practice.objects.bulk_create([_practice(projection) for projection in batch])
            for name in FACETS:
                _relate(name, practices, [projection.facets[name] for projection in batch], known)


def index() -> int:
    """Rebuilds the index in batches, like the command. Returns the number of practices."""
    backend = get_search_backend("stock")
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(Practice))
    new, count = rebuilder.start(), 0
    new.add_model(Practice)
    for chunk in Command().queryset_chunks(Practice.get_indexed_objects().order_by("pk")):
        new.add_items(Practice, chunk)
        count += len(chunk)
    rebuilder.finish()
    return count


def _practice(projection: Projection) -> Practice:
    texts = projection.words.values()
    parts = {name: "\n".join(text[name] for text in texts) for name in ("title", "summary", "body")}
    parts["body"] += "\n" + "\n".join(projection.labels.values())
    return Practice(**parts, sorted_at=projection.sorted_at)


def _relate(name: str, practices: list[Practice], values: list[list[str]], known: dict[tuple[str, str], int]) -> None:
    through = getattr(Practice, name).through
    rows = []
    for practice, slugs in zip(practices, values, strict=True):
        for slug in slugs:
            if (name, slug) not in known:
                known[name, slug] = Term.objects.create(facet=name, slug=slug).pk
            rows.append(through(practice_id=practice.pk, term_id=known[name, slug]))
    through.objects.bulk_create(rows)
