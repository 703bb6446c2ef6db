"""The vocabulary terms of many pages and of many facts in one query, where Django's prefetching asks once a fact."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, Value

from practices.facts.fields import ConceptsField


def load_concepts(pages: Iterable[Any], *names: str) -> None:
    """Fetches the facts `names` of `pages`, which are of one class, so that `page.<name>.all()` asks nothing more."""
    by_pk = defaultdict(list)
    for page in pages:
        if page.pk:
            by_pk[page.pk].append(page)
    if not by_pk:
        return
    model = type(next(iter(by_pk.values()))[0])
    fields = [model._meta.get_field(name) for name in names]
    found = _ask(fields, list(by_pk))
    for pk, same in by_pk.items():
        for field in fields:
            concepts = sorted(found[pk, field.name], key=lambda concept: (concept.position, concept.slug))
            for page in same:
                _keep(page, field, concepts)


def _ask(fields: list[ConceptsField], pks: list[int]) -> dict[tuple[int, str], list[Any]]:
    concept = fields[0].related_model
    columns = [field.attname for field in concept._meta.concrete_fields]
    first, *others = (_rows(field, pks, columns) for field in fields)
    found = defaultdict(list)
    for name, pk, *values in first.union(*others, all=True):
        found[pk, name].append(concept.from_db(first.db, columns, values))
    return found


def _rows(field: ConceptsField, pks: list[int], columns: list[str]) -> QuerySet:
    """The fact's name, the page and the concept, a row for each use."""
    page, concept = f"{field.m2m_field_name()}_id", field.m2m_reverse_field_name()
    uses = field.remote_field.through.objects.filter(**{f"{page}__in": pks})
    return uses.annotate(fact=Value(field.name)).values_list("fact", page, *(f"{concept}__{c}" for c in columns))


def _keep(page: Any, field: ConceptsField, concepts: list[Any]) -> None:
    """Where Django keeps what it has prefetched."""
    kept = field.related_model._default_manager.filter(pk__in=[concept.pk for concept in concepts])
    kept._result_cache = concepts
    kept._prefetch_done = True
    if not hasattr(page, "_prefetched_objects_cache"):
        page._prefetched_objects_cache = {}
    page._prefetched_objects_cache[field.name] = kept
