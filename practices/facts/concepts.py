"""The vocabulary terms of many pages and facts in one query; Django's prefetching makes one query per fact."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cms.base.i18n.collation import sort_key
from cms.base.languages import active_language
from practices.facts.fields import ConceptsField


def concepts_of(pages: Iterable[Any], *names: str) -> dict[tuple[int, str], list[Any]]:
    """The terms in the facts `names` of `pages`, all of one class, by page id and fact name.

    Terms are in vocabulary order; a fact without terms has an empty list.
    """
    pages = [page for page in pages if page.pk]
    found: dict[tuple[int, str], list[Any]] = defaultdict(list)
    if not pages:
        return found
    fields = [type(pages[0])._meta.get_field(name) for name in names]
    for concept in _query_uses(fields, list({page.pk for page in pages})):
        found[concept.page_id, concept.fact].append(concept)
    return found


def load_concepts(pages: Iterable[Any], *names: str) -> None:
    """Fetches the facts `names` of `pages`, all of one class, so that `page.<name>.all()` makes no further query.

    Terms with the same position, such as countries, are in the alphabetical order of the reader's language.
    """
    pages = [page for page in pages if page.pk]
    found = concepts_of(pages, *names)
    for concepts in found.values():
        concepts.sort(key=_place_in(active_language()))
    for page in pages:
        for name in names:
            _cache_prefetched(page, type(page)._meta.get_field(name), found[page.pk, name])


def labels_of(concepts: Iterable[Any]) -> list[str]:
    """The labels in the reader's language, in the order of `load_concepts`."""
    language = active_language()
    return [concept.label(language) for concept in sorted(concepts, key=_place_in(language))]


def _place_in(language: str) -> Callable[[Any], Any]:
    return lambda concept: (concept.position, sort_key(concept.label(language), language))


def are_loaded(page: Any, names: Iterable[str]) -> bool:
    """Whether `load_concepts` has fetched these facts of `page`."""
    return all(name in getattr(page, "_prefetched_objects_cache", {}) for name in names)


def _query_uses(fields: Sequence[ConceptsField], page_ids: Sequence[int]) -> Iterable[Any]:
    """A concept for each use, with its `fact`, its `page_id` and the slug of its broader term as `group_slug`.

    Raw SQL: the ORM takes many times longer to build the query than the database to run it.
    """
    concept = fields[0].related_model
    table = concept._meta.db_table
    uses = " UNION ALL ".join(_uses(field, len(page_ids)) for field in fields)
    sql = (
        f"SELECT concept.*, fact, page_id, broader.slug AS group_slug FROM ({uses}) AS uses "  # noqa: S608 (names)
        f"JOIN {table} AS concept ON concept.id = concept_id "
        f"LEFT JOIN {table} AS broader ON broader.id = concept.broader_id "
        "ORDER BY concept.position, concept.slug"
    )
    return concept._default_manager.raw(sql, [*page_ids] * len(fields))


def _uses(field: ConceptsField, count: int) -> str:
    through = field.remote_field.through
    page = through._meta.get_field(field.m2m_field_name()).column
    concept = through._meta.get_field(field.m2m_reverse_field_name()).column
    placeholders = ", ".join(["%s"] * count)
    return (
        f"SELECT '{field.name}' AS fact, {page} AS page_id, {concept} AS concept_id "  # noqa: S608
        f"FROM {through._meta.db_table} WHERE {page} IN ({placeholders})"
    )


def _cache_prefetched(page: Any, field: ConceptsField, concepts: list[Any]) -> None:
    """Stores `concepts` where Django caches prefetched relations."""
    queryset = field.related_model._default_manager.filter(pk__in=[concept.pk for concept in concepts])
    queryset._result_cache = concepts
    queryset._prefetch_done = True
    if not hasattr(page, "_prefetched_objects_cache"):
        page._prefetched_objects_cache = {}
    page._prefetched_objects_cache[field.name] = queryset
