"""Where terms are used: on pages, in the drafts of pages, and in revisions that will be published at a set time."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, Q
from wagtail.models import Page, Revision

from practices.facts.fields import ConceptsField


def fields_for(model: type[Model]) -> list[ConceptsField]:
    """The facts whose values are of `model`."""
    fields = (getattr(relation, "field", None) for relation in model._meta.get_fields(include_hidden=True))
    return [field for field in fields if isinstance(field, ConceptsField)]


def pages_using(concepts: Collection[Any]) -> dict[Any, set[int]]:
    """Ids of the pages that use each of `concepts`, now or once a draft is published. Unused ones are left out."""
    by_id = {concept.pk: concept for concept in concepts}
    found: dict[Any, set[int]] = defaultdict(set)
    if not by_id:
        return found
    names: dict[type[Page], list[str]] = defaultdict(list)
    for field in fields_for(type(next(iter(by_id.values())))):
        names[field.model].append(field.name)
        for page, concept in field.model.objects.filter(**{f"{field.name}__in": by_id}).values_list("pk", field.name):
            if concept in by_id:
                found[by_id[concept]].add(page)
    for model, facts in names.items():
        for page, content in _unpublished(model):
            for concept in by_id.keys() & {pk for name in facts for pk in content.get(name) or ()}:
                found[by_id[concept]].add(page)
    return found


def _unpublished(model: type[Page]) -> list[tuple[int, dict[str, Any]]]:
    """The id of the page and the content of every revision that may still be published: drafts and schedules."""
    drafts = Q(pk__in=model.objects.filter(has_unpublished_changes=True).values("latest_revision"))
    revisions = Revision.objects.filter(
        drafts | Q(approved_go_live_at__isnull=False), content_type=ContentType.objects.get_for_model(model)
    )
    return [(int(page), content) for page, content in revisions.values_list(F("object_id"), F("content"))]
