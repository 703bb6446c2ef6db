"""The vocabulary terms of many pages and of many facts in one query, where Django's prefetching asks once a fact."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from practices.facts.fields import ConceptsField


def concepts_of(pages: Iterable[Any], *names: str) -> dict[tuple[int, str], list[Any]]:
    """The terms in the facts `names` of `pages`, which are of one class: by the page's number and the fact's name.

    Terms stand in the order of their vocabulary; a fact without terms is an empty list.
    """
    pages = [page for page in pages if page.pk]
    found: dict[tuple[int, str], list[Any]] = defaultdict(list)
    if not pages:
        return found
    fields = [type(pages[0])._meta.get_field(name) for name in names]
    for concept in _ask(fields, list({page.pk for page in pages})):
        found[concept.page_number, concept.fact].append(concept)
    return found


def load_concepts(pages: Iterable[Any], *names: str) -> None:
    """Fetches the facts `names` of `pages`, which are of one class, so that `page.<name>.all()` asks nothing more."""
    pages = [page for page in pages if page.pk]
    found = concepts_of(pages, *names)
    for page in pages:
        for name in names:
            _keep(page, type(page)._meta.get_field(name), found[page.pk, name])


def _ask(fields: Sequence[ConceptsField], numbers: Sequence[int]) -> Iterable[Any]:
    """A concept for each use, with its `fact` and `page_number`.

    Written out: the ORM takes many times longer to put the query together than the database to answer it.
    """
    concept = fields[0].related_model
    uses = " UNION ALL ".join(_uses(field, len(numbers)) for field in fields)
    sql = (
        f"SELECT concept.*, fact, page_number FROM ({uses}) AS uses "  # noqa: S608 (names of tables and columns)
        f"JOIN {concept._meta.db_table} AS concept ON concept.id = concept_number ORDER BY position, slug"
    )
    return concept._default_manager.raw(sql, [*numbers] * len(fields))


def _uses(field: ConceptsField, many: int) -> str:
    through = field.remote_field.through
    page = through._meta.get_field(field.m2m_field_name()).column
    concept = through._meta.get_field(field.m2m_reverse_field_name()).column
    marks = ", ".join(["%s"] * many)
    return (
        f"SELECT '{field.name}' AS fact, {page} AS page_number, {concept} AS concept_number "  # noqa: S608
        f"FROM {through._meta.db_table} WHERE {page} IN ({marks})"
    )


def _keep(page: Any, field: ConceptsField, concepts: list[Any]) -> None:
    """Where Django keeps what it has prefetched."""
    kept = field.related_model._default_manager.filter(pk__in=[concept.pk for concept in concepts])
    kept._result_cache = concepts
    kept._prefetch_done = True
    if not hasattr(page, "_prefetched_objects_cache"):
        page._prefetched_objects_cache = {}
    page._prefetched_objects_cache[field.name] = kept
